//! Several catalogues as one: one film is one record.
//!
//! Records are one film where [`likeness`](crate::matching::likeness) says so, directly or through others; a group whose external
//! ids contradict each other stays apart and is listed. A merged record takes each field from the first source, in the order of
//! precedence, that has it ([`fields`](crate::fields) has the rule of each). The result depends on the precedence given, never
//! on the order of films, nor on that of sources with one precedence. Films named `beside` another follow their ids: where a
//! record was joined to one of another id, or numbered, so are those names.
//!
//! Memory has a record's id, place and hashed keys (some 150 bytes); its text waits in a temporary file. Only records that share
//! a title or an external id, directly or through others, can be one film, and a merged record has no key that its parts have
//! not: so each such group is read and settled by itself.

mod group;
mod numbering;
mod record;
mod renaming;
mod spill;

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io::{self, Write};
use std::path::Path;

use crate::line::bounded;
use crate::matching::{external_ids, title_keys};
use crate::write::{LEVEL, WriteError};
use crate::{Film, FilmId, atomic_file};
use group::{root, settle};
use record::{MergeEntry, RankedRecord};
use renaming::Renaming;
use spill::Spill;

/// Takes records, then merges those that are one film.
#[derive(Debug)]
pub struct Merger {
    spill: Spill,
    entries: Vec<MergeEntry>,
    /// Every title and external id, hashed, with the row of its entry. A collision of hashes makes a group larger, not wrong.
    keys: Vec<(u64, u32)>,
}

/// A merged catalogue, and what a person should look at.
#[derive(Debug)]
pub struct Merged {
    spill: Spill,
    entries: Vec<MergeEntry>,
    renaming: Renaming,
    /// How many records came in.
    pub records: usize,
    /// Pairs that may be one film and were left apart, each in the order of ids.
    pub doubtful: Vec<(FilmId, FilmId)>,
}

impl Merger {
    /// At most this many records are merged at a time: rows are counted in 32 bits.
    pub const MAX_RECORDS: usize = u32::MAX as usize;

    /// Begins, with a temporary file in `folder` that grows to the size of all records as text and is gone afterwards.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self { spill: Spill::new(folder)?, entries: Vec::new(), keys: Vec::new() })
    }

    /// Takes a record of a source of that precedence, 0 first.
    ///
    /// # Errors
    /// The temporary file cannot be written, or there are more than [`Merger::MAX_RECORDS`].
    pub fn add(&mut self, rank: usize, film: &Film) -> io::Result<()> {
        let row = u32::try_from(self.entries.len()).map_err(|_| io::Error::other("more than 4,294,967,295 records"))?;
        let place = self.spill.push(&serde_json::to_vec(film)?)?;
        let beside_rank = (!film.beside.is_empty()).then_some(rank);
        self.entries.push(MergeEntry { rank, id: film.id.clone(), place, names: Vec::new(), beside_rank });
        self.keys.extend(keys(film).map(|key| (key, row)));
        Ok(())
    }

    /// Merges. Ids stay as they are; where two different films share one, the one of later precedence is numbered.
    ///
    /// # Errors
    /// The temporary file cannot be read or written.
    pub fn finish(mut self) -> io::Result<Merged> {
        let records = self.entries.len();
        let groups = groups(records, std::mem::take(&mut self.keys));
        let mut merged = Merged {
            spill: self.spill,
            entries: Vec::new(),
            renaming: Renaming::default(),
            records,
            doubtful: Vec::new(),
        };
        let mut doubtful = Vec::new();
        for group in groups.chunk_by(|a, b| a.0 == b.0) {
            if let [(_, row)] = group {
                merged.entries.push(self.entries[*row as usize].clone());
            } else {
                let group: Vec<&MergeEntry> = group.iter().map(|(_, row)| &self.entries[*row as usize]).collect();
                merged.settle(&group, &mut doubtful)?;
            }
        }
        drop(self.entries);
        numbering::number(&mut merged.entries, &mut merged.spill)?;
        merged.renaming = Renaming::of(&merged.entries);
        let id = |row: usize| merged.entries[row].id.clone();
        merged.doubtful = doubtful.into_iter().map(|(a, b)| (id(a).min(id(b)), id(a).max(id(b)))).collect();
        merged.doubtful.sort();
        merged.entries.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(merged)
    }
}

impl Merged {
    /// Merges a group and takes its films; adds the rows of doubtful pairs.
    fn settle(&mut self, group: &[&MergeEntry], doubtful: &mut Vec<(usize, usize)>) -> io::Result<()> {
        let mut records = Vec::with_capacity(group.len());
        for entry in group {
            records.push(RankedRecord::read(entry.rank, self.spill.text(entry.place)?)?);
        }
        let settled = settle(records);
        let first = self.entries.len();
        for record in settled.records {
            let place = self.spill.push(record.text.as_bytes())?;
            self.entries.push(MergeEntry {
                rank: record.rank,
                id: record.film.id,
                place,
                names: record.names,
                beside_rank: record.beside_rank,
            });
        }
        doubtful.extend(settled.doubtful.into_iter().map(|(a, b)| (first + a, first + b)));
        Ok(())
    }

    /// How many films there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Writes the films as a catalogue, in the order of their ids, whole or not at all.
    ///
    /// # Errors
    /// The folder cannot be written, or the disk is full.
    pub fn write(&mut self, path: &Path) -> Result<(), WriteError> {
        let Self { spill, entries, renaming, .. } = self;
        atomic_file::write::<io::Error>(path, |file| {
            let mut packed = zstd::Encoder::new(file, LEVEL)?;
            for entry in entries.iter() {
                packed.write_all(&bounded(renaming.followed(entry, spill.text(entry.place)?)?)?)?;
                packed.write_all(b"\n")?;
            }
            packed.finish()?;
            Ok(())
        })
        .map_err(|source| WriteError::new(path, source))
    }
}

/// What a record can be found by: its titles and external ids. A title without letters and digits is its own key.
fn keys(film: &Film) -> impl Iterator<Item = u64> {
    let titles = title_keys(film);
    let bare = titles.is_empty().then(|| ("bare", film.title.clone()));
    titles
        .into_iter()
        .map(|title| ("title", title))
        .chain(bare)
        .chain(external_ids(film).map(|(collection, id)| (collection, id.clone())))
        .map(|key| {
            let mut hasher = DefaultHasher::new();
            key.hash(&mut hasher);
            hasher.finish()
        })
}

/// Each row under the first row of its group, in that order. A group shares keys, directly or through others.
fn groups(records: usize, mut keys: Vec<(u64, u32)>) -> Vec<(u32, u32)> {
    keys.sort_unstable();
    let mut group: Vec<usize> = (0..records).collect();
    for pair in keys.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (a, b) = (root(&mut group, pair[0].1 as usize), root(&mut group, pair[1].1 as usize));
        group[a.max(b)] = a.min(b);
    }
    let mut groups: Vec<(u32, u32)> = (0..records).map(|row| (root(&mut group, row) as u32, row as u32)).collect();
    groups.sort_unstable();
    groups
}

#[cfg(test)]
mod tests;
