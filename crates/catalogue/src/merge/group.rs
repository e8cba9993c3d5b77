//! Records that share titles or external ids, settled among themselves.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::join::join;
use crate::Film;
use crate::matching::{Likeness, likeness, title_keys};

/// A record and its source's precedence: the lower comes first.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    pub(super) rank: usize,
    pub(super) film: Film,
    pub(super) text: String,
}

impl Ranked {
    pub(super) fn new(rank: usize, film: Film) -> Self {
        let text = serde_json::to_string(&film).expect("a film is plain values");
        Self { rank, film, text }
    }

    /// From the text of a film as it was written.
    pub(super) fn read(rank: usize, text: Vec<u8>) -> io::Result<Self> {
        let text = String::from_utf8(text).map_err(io::Error::other)?;
        Ok(Self { rank, film: serde_json::from_str(&text)?, text })
    }

    /// By precedence; within one, the fuller record first. The text only makes the order total.
    fn order(&self, other: &Self) -> Ordering {
        (self.rank, other.text.len(), &self.text).cmp(&(other.rank, self.text.len(), &other.text))
    }
}

/// The films of a group, and pairs of them (by row) that may be one.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) records: Vec<Ranked>,
    pub(super) doubtful: Vec<(usize, usize)>,
}

/// Joins what is one film, until nothing changes: a merged record can match what none of its parts did.
pub(super) fn settle(mut records: Vec<Ranked>) -> Settled {
    loop {
        records.sort_by(Ranked::order);
        let before = records.len();
        let mut texts = BTreeSet::new();
        records.retain(|record| texts.insert(record.text.clone()));
        records = round(records);
        if records.len() == before {
            break;
        }
    }
    records.sort_by(Ranked::order);
    // What is the same and still apart is of a group that contradicts itself.
    let mut doubtful: Vec<_> = pairs(&records, Likeness::Doubtful).into_iter().collect();
    doubtful.extend(pairs(&records, Likeness::Same));
    Settled { records, doubtful }
}

/// Joins the groups of records that are one film.
fn round(records: Vec<Ranked>) -> Vec<Ranked> {
    let mut group: Vec<usize> = (0..records.len()).collect();
    for (a, b) in pairs(&records, Likeness::Same) {
        let (a, b) = (root(&mut group, a), root(&mut group, b));
        group[a.max(b)] = a.min(b);
    }
    let mut groups: BTreeMap<usize, Vec<Ranked>> = BTreeMap::new();
    for (row, record) in records.into_iter().enumerate() {
        groups.entry(root(&mut group, row)).or_default().push(record);
    }
    groups.into_values().flat_map(|group| if contradicts(&group) { group } else { vec![join(&group)] }).collect()
}

/// The first row of a row's group.
pub(super) fn root(group: &mut [usize], mut row: usize) -> usize {
    while group[row] != row {
        group[row] = group[group[row]];
        row = group[row];
    }
    row
}

/// Pairs of records that are to each other what is asked, found by the titles and external ids they share. Films that share only a
/// title are compared where their years are within one: others are never one film.
fn pairs(records: &[Ranked], wanted: Likeness) -> BTreeSet<(usize, usize)> {
    let mut titled: BTreeMap<String, Vec<(u16, usize)>> = BTreeMap::new();
    let mut external: BTreeMap<(&str, &String), Vec<(u16, usize)>> = BTreeMap::new();
    for (row, Ranked { film, .. }) in records.iter().enumerate() {
        for key in title_keys(film) {
            titled.entry(key).or_default().push((film.year.get(), row));
        }
        let ids = &film.external;
        for (name, id) in [("imdb", &ids.imdb), ("wikidata", &ids.wikidata), ("wikipedia", &ids.wikipedia)] {
            if let Some(id) = id {
                external.entry((name, id)).or_default().push((0, row));
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for mut rows in titled.into_values().chain(external.into_values()) {
        rows.sort_unstable();
        for (i, &(year, a)) in rows.iter().enumerate() {
            let near =
                rows[i + 1..].iter().take_while(|(other, _)| other - year <= 1).map(|&(_, b)| (a.min(b), a.max(b)));
            pairs.extend(near.filter(|&(a, b)| likeness(&records[a].film, &records[b].film) == wanted));
        }
    }
    pairs
}

/// Whether a group holds two values of one external id.
fn contradicts(group: &[Ranked]) -> bool {
    let several = |of: fn(&Film) -> &Option<String>| {
        group.iter().filter_map(|record| of(&record.film).as_ref()).collect::<BTreeSet<_>>().len() > 1
    };
    several(|f| &f.external.imdb) || several(|f| &f.external.wikidata) || several(|f| &f.external.wikipedia)
}
