//! A record to merge, and where it waits.

use std::cmp::Ordering;
use std::io;

use super::spill::SpillPlace;
use crate::matching::is_sparse;
use crate::{Film, FilmId, fields};

/// A record in the temporary file: as it came in, or merged from several.
#[derive(Debug, Clone)]
pub(super) struct MergeEntry {
    pub(super) rank: usize,
    pub(super) id: FilmId,
    pub(super) place: SpillPlace,
    /// What sources call it, where that is more than `rank` and `id` say.
    pub(super) names: Vec<SourceName>,
    /// The precedence of the source that its films `beside` are named by; `None` if there are none.
    pub(super) beside_rank: Option<usize>,
}

/// The id by which sources of a precedence know a film.
pub(super) type SourceName = (usize, FilmId);

/// A record and its source's precedence: the lower comes first.
#[derive(Debug, Clone)]
pub(super) struct RankedRecord {
    pub(super) rank: usize,
    pub(super) film: Film,
    pub(super) text: String,
    /// What sources call it.
    pub(super) names: Vec<SourceName>,
    pub(super) beside_rank: Option<usize>,
}

impl RankedRecord {
    /// Reads the JSON of a film, as it came in.
    pub(super) fn read(rank: usize, text: Vec<u8>) -> io::Result<Self> {
        let text = String::from_utf8(text).map_err(io::Error::other)?;
        let film: Film = serde_json::from_str(&text)?;
        let beside_rank = (!film.beside.is_empty()).then_some(rank);
        Ok(Self { rank, text, names: vec![(rank, film.id.clone())], beside_rank, film })
    }

    /// By precedence; within one precedence the longer record first. The text only makes the order total.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        (self.rank, other.text.len(), &self.text).cmp(&(other.rank, self.text.len(), &other.text))
    }

    /// One record of several, which are in the order of precedence. One that names nobody gives neither the id nor the title
    /// and year: it may be a year off.
    pub(super) fn joined(group: &[Self]) -> Self {
        let [first, rest @ ..] = group else { unreachable!("a group has a record") };
        if rest.is_empty() {
            return first.clone();
        }
        let mut film = first.film.clone();
        for other in rest {
            fields::merge(&mut film, &other.film);
        }
        if is_sparse(&first.film)
            && let Some(full) = rest.iter().map(|record| &record.film).find(|film| !is_sparse(film))
        {
            film.id.clone_from(&full.id);
            film.title.clone_from(&full.title);
            film.year = full.year;
        }
        Self {
            rank: first.rank,
            text: serde_json::to_string(&film).expect("a film is plain values"),
            names: group.iter().flat_map(|record| &record.names).cloned().collect(),
            beside_rank: group.iter().find_map(|record| record.beside_rank),
            film,
        }
    }
}
