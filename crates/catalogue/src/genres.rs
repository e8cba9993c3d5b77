//! One vocabulary for genres: what sources write, and the canonical names that it means. The table is data
//! (`genres.txt`).

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

struct Table {
    names: Vec<&'static str>,
    /// What each name means. Lists ask for those of every film.
    meanings: HashMap<&'static str, Vec<&'static str>>,
    /// Other ways to write a canonical name.
    spellings: BTreeMap<&'static str, &'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { names: Vec::new(), meanings: HashMap::new(), spellings: BTreeMap::new() };
    for line in include_str!("genres.txt").lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let (name, others) = line.split_once('=').unwrap_or((line, ""));
        let name = name.trim();
        table.names.push(name);
        table.meanings.entry(name).or_default().push(name);
        let (spellings, kinds) = others.split_once(';').unwrap_or((others, ""));
        let each = |list: &'static str| list.split(',').map(str::trim).filter(|other| !other.is_empty());
        for other in each(spellings) {
            table.spellings.insert(other, name);
        }
        for other in each(spellings).chain(each(kinds)) {
            table.meanings.entry(other).or_default().push(name);
        }
    }
    table
});

/// All canonical names, in alphabetical order.
pub fn all() -> &'static [&'static str] {
    &TABLE.names
}

/// Every name that means a genre, each with the canonical names that it means, in alphabetical order.
pub fn names() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    let mut names: Vec<_> = TABLE.meanings.iter().map(|(name, genres)| (*name, genres.as_slice())).collect();
    names.sort_unstable();
    names.into_iter()
}

/// Whether `name` is a canonical name.
pub fn is_canonical(name: &str) -> bool {
    TABLE.names.contains(&name)
}

/// The canonical genre that `name` is, in whatever way it is written. A narrower kind is none.
///
/// ```
/// use matinee_catalogue::genres::written;
/// assert_eq!(written("Sci-Fi"), Some("science fiction"));
/// assert_eq!(written("cyberpunk"), None);
/// ```
pub fn written(name: &str) -> Option<&'static str> {
    let key = name.trim().to_lowercase();
    let own = || TABLE.names.iter().copied().find(|canonical| *canonical == key);
    own().or_else(|| TABLE.spellings.get(key.as_str()).copied())
}

/// The canonical genres that `name` means, none if it is unknown.
///
/// ```
/// use matinee_catalogue::genres::canonical;
/// assert_eq!(canonical("Sci-Fi"), ["science fiction"]);
/// assert_eq!(canonical("comedy-drama"), ["comedy", "drama"]);
/// assert!(canonical("sandwich").is_empty());
/// ```
pub fn canonical(name: &str) -> &'static [&'static str] {
    let lower_case = || TABLE.meanings.get(name.trim().to_lowercase().as_str());
    TABLE.meanings.get(name).or_else(lower_case).map_or(&[], Vec::as_slice)
}

/// A set of canonical genres: a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GenreSet(u64);

impl GenreSet {
    /// All that these names mean. A name that means none adds none.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a String>) -> Self {
        let genres = names.into_iter().flat_map(|name| canonical(name));
        Self(genres.fold(0, |set, genre| set | Self::bit(genre)))
    }

    /// Whether it has a canonical genre.
    pub fn contains(self, genre: &str) -> bool {
        self.0 & Self::bit(genre) != 0
    }

    fn bit(genre: &str) -> u64 {
        TABLE.names.binary_search(&genre).map_or(0, |place| 1 << place)
    }
}

/// The canonical genres of a whole list, each once, in the order of first mention.
pub fn canonical_list<'a>(names: impl IntoIterator<Item = &'a String>) -> Vec<&'static str> {
    let mut found = Vec::new();
    for genre in names.into_iter().flat_map(|name| canonical(name)) {
        if !found.contains(genre) {
            found.push(genre);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_canonical_name_means_itself() {
        assert!(all().is_sorted() && all().len() <= u64::BITS as usize);
        for name in all() {
            assert!(canonical(name).contains(name), "{name}");
        }
    }

    #[test]
    fn a_set_has_what_the_list_has() {
        for (name, _) in names() {
            let written = [name.to_uppercase(), "sandwich".to_owned()];
            let (list, set) = (canonical_list(&written), GenreSet::of(&written));
            assert!(all().iter().all(|genre| list.contains(genre) == set.contains(genre)), "{name}");
        }
        assert!(!GenreSet::of(&["drama".to_owned()]).contains("sandwich"));
    }
}
