//! Groups of records that share titles or external ids: which of them are one film.

use std::collections::{BTreeMap, BTreeSet};

use super::record::RankedRecord;
use crate::fields;
use crate::matching::{Likeness, can_complete, external_ids, is_sparse, likeness, title_keys};

/// The films of a group, and pairs of them (by row) that may be one.
#[derive(Debug)]
pub(super) struct SettledGroup {
    pub(super) records: Vec<RankedRecord>,
    pub(super) doubtful: Vec<(usize, usize)>,
}

/// Joins records of one film until nothing changes: a merged record can match one that none of its parts matched.
pub(super) fn settle(mut records: Vec<RankedRecord>) -> SettledGroup {
    loop {
        records.sort_by(RankedRecord::order);
        let before = records.len();
        records = without_doubles(records);
        let same = pairs(&records, Likeness::Same);
        records = join(records, same);
        if records.len() < before {
            continue;
        }
        let completed = completions(&records);
        records = join(records, completed);
        if records.len() == before {
            break;
        }
    }
    records.sort_by(RankedRecord::order);
    // Records that are the same film and still apart are of a group whose external ids contradict each other.
    let mut doubtful: Vec<_> = pairs(&records, Likeness::Doubtful).into_iter().collect();
    doubtful.extend(pairs(&records, Likeness::Same));
    SettledGroup { records, doubtful }
}

/// Records of one text as one, which has the names of all.
fn without_doubles(records: Vec<RankedRecord>) -> Vec<RankedRecord> {
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    let mut different: Vec<RankedRecord> = Vec::with_capacity(records.len());
    for record in records {
        let row = *rows.entry(record.text.clone()).or_insert(different.len());
        match different.get_mut(row) {
            Some(first) => first.names.extend(record.names),
            None => different.push(record),
        }
    }
    different
}

/// Pairs of a record that names nobody, such as a line of a list of titles and years, and the film that it must be: the only
/// one of its title and year, else the only one of its title a year before or after.
fn completions(records: &[RankedRecord]) -> BTreeSet<(usize, usize)> {
    let mut titled: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (row, RankedRecord { film, .. }) in records.iter().enumerate() {
        for key in title_keys(film) {
            titled.entry(key).or_default().push(row);
        }
    }
    // The one film that a record can be.
    let only = |row: usize| {
        let film = &records[row].film;
        let rows: BTreeSet<usize> = title_keys(film).iter().flat_map(|key| &titled[key]).copied().collect();
        let at = |distance: u16| -> Vec<usize> {
            let is_at = |other: &usize| records[*other].film.year.get().abs_diff(film.year.get()) == distance;
            rows.iter().copied().filter(|&other| other != row).filter(is_at).collect()
        };
        let exact = at(0);
        match (if exact.is_empty() { at(1) } else { exact })[..] {
            [other] if can_complete(film, &records[other].film) => Some(other),
            _ => None,
        }
    };
    let sparse: BTreeSet<usize> = (0..records.len()).filter(|&row| is_sparse(&records[row].film)).collect();
    let found = sparse.iter().filter_map(|&row| Some((row, only(row)?)));
    // Of two that name nobody, each must be the only one for the other.
    let mutual = found.filter(|&(row, other)| !sparse.contains(&other) || only(other) == Some(row));
    mutual.map(|(row, other)| (row.min(other), row.max(other))).collect()
}

/// Joins the groups that these pairs make.
fn join(records: Vec<RankedRecord>, pairs: BTreeSet<(usize, usize)>) -> Vec<RankedRecord> {
    let mut group: Vec<usize> = (0..records.len()).collect();
    for (a, b) in pairs {
        let (a, b) = (root(&mut group, a), root(&mut group, b));
        group[a.max(b)] = a.min(b);
    }
    let mut groups: BTreeMap<usize, Vec<RankedRecord>> = BTreeMap::new();
    for (row, record) in records.into_iter().enumerate() {
        groups.entry(root(&mut group, row)).or_default().push(record);
    }
    groups
        .into_values()
        .flat_map(|group| if contradicts(&group) { group } else { vec![RankedRecord::joined(&group)] })
        .collect()
}

/// The first row of a row's group.
pub(super) fn root(group: &mut [usize], mut row: usize) -> usize {
    while group[row] != row {
        group[row] = group[group[row]];
        row = group[row];
    }
    row
}

/// Pairs of records with the likeness wanted, found by the titles and external ids they share. Films that share only a title
/// are compared where their years are at most one apart: others are never one film.
fn pairs(records: &[RankedRecord], wanted: Likeness) -> BTreeSet<(usize, usize)> {
    let mut titled: BTreeMap<String, Vec<(u16, usize)>> = BTreeMap::new();
    let mut external: BTreeMap<(&str, &String), Vec<(u16, usize)>> = BTreeMap::new();
    for (row, RankedRecord { film, .. }) in records.iter().enumerate() {
        for key in title_keys(film) {
            titled.entry(key).or_default().push((film.year.get(), row));
        }
        for (collection, id) in external_ids(film) {
            external.entry((collection, id)).or_default().push((0, row));
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

/// Whether a group has two values of an external id that names one film.
fn contradicts(group: &[RankedRecord]) -> bool {
    fields::names().filter(|(_, _, rule)| rule.is_exact).any(|(_, access, _)| {
        let ids: BTreeSet<&String> = group.iter().filter_map(|record| access.get(&record.film).as_ref()).collect();
        ids.len() > 1
    })
}
