//! Ids stay as they are, and no two films share one.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::io;

use super::record::{MergeEntry, RankedRecord};
use super::spill::Spill;

/// Makes ids unique. Of films that share one the first keeps it: by precedence, then the longer record, then the text.
pub(super) fn number(entries: &mut [MergeEntry], spill: &mut Spill) -> io::Result<()> {
    let mut order: Vec<u32> = (0..entries.len() as u32).collect();
    order.sort_unstable_by(|&a, &b| entries[a as usize].id.cmp(&entries[b as usize].id));
    let shared = |pair: &[u32]| entries[pair[0] as usize].id == entries[pair[1] as usize].id;
    if !order.windows(2).any(shared) {
        return Ok(());
    }
    let mut taken: HashSet<String> = entries.iter().map(|entry| entry.id.to_string()).collect();
    let same: Vec<Vec<u32>> = order
        .chunk_by(|&a, &b| entries[a as usize].id == entries[b as usize].id)
        .filter(|rows| rows.len() > 1)
        .map(<[u32]>::to_vec)
        .collect();
    for rows in same {
        let mut records = Vec::with_capacity(rows.len());
        for row in rows {
            let entry = &entries[row as usize];
            records.push((entry.rank, spill.text(entry.place)?, row));
        }
        records.sort_by(|a, b| (a.0, Reverse(a.1.len()), &a.1).cmp(&(b.0, Reverse(b.1.len()), &b.1)));
        let plain = entries[records[0].2 as usize].id.clone();
        let mut numbers = 2..;
        for (rank, text, row) in records.into_iter().skip(1) {
            let free = numbers.by_ref().map(|n| plain.numbered(n)).find(|id| !taken.contains(id.as_str()));
            let id = free.expect("numbers do not end");
            taken.insert(id.to_string());
            let mut record = RankedRecord::read(rank, text)?;
            record.film.id = id.clone();
            let place = spill.push(&serde_json::to_vec(&record.film)?)?;
            let entry = &mut entries[row as usize];
            if entry.names.is_empty() {
                entry.names.push((rank, plain.clone()));
            }
            (entry.id, entry.place) = (id, place);
        }
    }
    Ok(())
}
