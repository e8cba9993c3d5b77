//! Films named `beside` another are named by the ids of their own source; a merge may give those films other ids.

use std::collections::HashMap;
use std::io;

use super::record::MergeEntry;
use crate::{Film, FilmId};

/// What became of the ids that some film no longer has.
#[derive(Debug, Default)]
pub(super) struct Renaming {
    /// For each such id the films that sources call so: the source's precedence and the film's id now, in order.
    films: HashMap<FilmId, Vec<(usize, FilmId)>>,
}

impl Renaming {
    pub(super) fn of(entries: &[MergeEntry]) -> Self {
        let mut films: HashMap<FilmId, Vec<(usize, FilmId)>> = HashMap::new();
        for entry in entries {
            for (_, name) in entry.names.iter().filter(|(_, name)| *name != entry.id) {
                films.entry(name.clone()).or_default();
            }
        }
        for entry in entries {
            let own = entry.names.is_empty().then_some((entry.rank, &entry.id));
            for (rank, name) in entry.names.iter().map(|(rank, name)| (*rank, name)).chain(own) {
                if let Some(films) = films.get_mut(name) {
                    films.push((rank, entry.id.clone()));
                }
            }
        }
        for (name, films) in &mut films {
            // Of one source's films with one id, that which kept it.
            films.sort_unstable_by(|a, b| (a.0, a.1 != *name, &a.1).cmp(&(b.0, b.1 != *name, &b.1)));
        }
        Self { films }
    }

    /// The film's JSON, with the ids that the films beside it have now.
    pub(super) fn followed(&self, entry: &MergeEntry, text: Vec<u8>) -> io::Result<Vec<u8>> {
        let Some(rank) = entry.beside_rank.filter(|_| !self.films.is_empty()) else { return Ok(text) };
        let mut film: Film = serde_json::from_slice(&text)?;
        let mut beside: Vec<String> = Vec::with_capacity(film.beside.len());
        for name in &film.beside {
            let id = self.id(rank, name);
            if id != entry.id.as_str() && !beside.iter().any(|other| other == id) {
                beside.push(id.to_owned());
            }
        }
        if beside == film.beside {
            return Ok(text);
        }
        film.beside = beside;
        Ok(serde_json::to_vec(&film)?)
    }

    /// The id now of the film that sources of a precedence call so; of other sources', where those have none.
    fn id<'a>(&'a self, rank: usize, name: &'a str) -> &'a str {
        let films = name.parse::<FilmId>().ok().and_then(|id| self.films.get(&id));
        let film = films.and_then(|films| films.iter().find(|film| film.0 == rank).or_else(|| films.first()));
        film.map_or(name, |(_, id)| id.as_str())
    }
}
