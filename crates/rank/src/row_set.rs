//! Films of a model, a bit each.

use matinee_features::Row;

/// A set of rows. Asking whether a row is in it takes no time to speak of, so a filter can ask for every film.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowSet {
    words: Vec<u64>,
}

impl RowSet {
    /// Adds a row.
    pub fn insert(&mut self, row: Row) {
        let word = row / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (row % 64);
    }

    /// Whether a row is in it.
    pub fn contains(&self, row: Row) -> bool {
        self.words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// How many rows are in it.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }
}

impl FromIterator<Row> for RowSet {
    fn from_iter<T: IntoIterator<Item = Row>>(rows: T) -> Self {
        let mut set = Self::default();
        rows.into_iter().for_each(|row| set.insert(row));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_a_set_once() {
        let set: RowSet = [0, 63, 64, 200, 64].into_iter().collect();
        assert_eq!((set.len(), set.is_empty()), (4, false));
        let found: Vec<Row> = (0..1_000).filter(|&row| set.contains(row)).collect();
        assert_eq!(found, [0, 63, 64, 200]);
        assert!(RowSet::default().is_empty() && !RowSet::default().contains(7));
    }
}
