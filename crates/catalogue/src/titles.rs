//! Finding a film by the title someone typed.

use rayon::prelude::*;

use crate::fold::title_key;
use crate::spelling::loose_keys;
use crate::{Film, FilmId, Year};

/// The least Jaro-Winkler similarity (0 to 1) of a title that is suggested for a misspelt one.
const NEAR: f64 = 0.84;
/// The most suggestions.
const SUGGESTIONS: usize = 5;
/// Longer queries are cut: no title is longer.
const MAX_QUERY_CHARS: usize = 200;

/// All titles of a list of films, folded. Rows are positions in that list.
#[derive(Debug, Default)]
pub struct TitleIndex {
    /// Keys in alphabetical order, each with whether it is one of the film's other titles, and a row.
    titles: Vec<(String, bool, u32)>,
    /// Ascending.
    ids: Vec<(FilmId, u32)>,
    years: Vec<u16>,
}

/// The films that a query names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// One film.
    Found(usize),
    /// One film of that title, a year before or after the year asked for; none is of that year.
    OtherYear(usize),
    /// Several films of that title, in order of year: ask which.
    Ambiguous(Vec<usize>),
    /// None; films of a similar title, the nearest first.
    Unknown(Vec<usize>),
}

/// Makes an index from films that come one after the other.
#[derive(Debug, Default)]
pub struct TitleIndexBuilder(TitleIndex);

/// The keys of a film's titles, each once, with whether it is one of the film's other titles.
fn keys(film: &Film) -> impl Iterator<Item = (String, bool)> {
    let key = title_key(&film.title);
    let original = film.original_title.as_deref().map(title_key).filter(|original| *original != key);
    let mut keys: Vec<(String, bool)> = std::iter::once(key).chain(original).map(|key| (key, false)).collect();
    for title in &film.other_titles {
        let key = title_key(title);
        if keys.iter().all(|(known, _)| *known != key) {
            keys.push((key, true));
        }
    }
    keys.into_iter()
}

impl TitleIndexBuilder {
    /// Takes the next row's film.
    pub fn add(&mut self, film: &Film) {
        let TitleIndex { titles, ids, years } = &mut self.0;
        let row = years.len() as u32;
        titles.extend(keys(film).map(|(key, is_other)| (key, is_other, row)));
        ids.push((film.id.clone(), row));
        years.push(film.year.get());
    }

    /// The index.
    pub fn finish(self) -> TitleIndex {
        let Self(mut index) = self;
        // Films of a catalogue come in the order of their ids, so both are nearly sorted, which a merge sort makes use of.
        index.titles.par_sort();
        index.ids.par_sort();
        index
    }
}

impl TitleIndex {
    /// Indexes films.
    pub fn new(films: &[Film]) -> Self {
        let rows = || films.par_iter().zip(0..films.len() as u32);
        let titles =
            rows().flat_map_iter(|(film, row)| keys(film).map(move |(key, other)| (key, other, row))).collect();
        let ids = rows().map(|(film, row)| (film.id.clone(), row)).collect();
        let years = films.iter().map(|film| film.year.get()).collect();
        TitleIndexBuilder(Self { titles, ids, years }).finish()
    }

    /// The different keys with a letter or digit, in alphabetical order.
    fn keys(&self) -> impl Iterator<Item = &str> {
        self.titles.chunk_by(|a, b| a.0 == b.0).map(|same| same[0].0.as_str()).filter(|key| !key.is_empty())
    }

    /// The row of an id.
    pub fn row(&self, id: &FilmId) -> Option<usize> {
        let at = self.ids.binary_search_by(|(other, _)| other.cmp(id)).ok()?;
        Some(self.ids[at].1 as usize)
    }

    /// The row of an id given as text; `None` if the id is unknown or the text is no id.
    pub fn row_of(&self, id: &str) -> Option<usize> {
        id.parse().ok().and_then(|id| self.row(&id))
    }

    /// Finds the film by its id, its title, or its title with the year: `king-kong-1933`, `King Kong`,
    /// `King Kong (1933)`, `king kong 1933`.
    pub fn find(&self, query: &str) -> Lookup {
        let query: String = query.chars().take(MAX_QUERY_CHARS).collect();
        let query = query.trim();
        if let Some(row) = self.row_of(query) {
            return Lookup::Found(row);
        }
        let of_title = self.best_of_key(&title_key(query), |_| true);
        let (title, year) = split_year(query);
        let apart = |distance: u16| -> Vec<usize> {
            let Some(year) = year else { return Vec::new() };
            self.best_of_key(&title_key(title), |row| self.years[row].abs_diff(year) == distance)
        };
        let found = if of_title.is_empty() { apart(0) } else { of_title };
        if found.is_empty() {
            match apart(1)[..] {
                [] => {}
                [row] => return Lookup::OtherYear(row),
                _ => return Lookup::Ambiguous(apart(1)),
            }
        }
        let found = if found.is_empty() { self.spelt_otherwise(title, year) } else { found };
        match found.as_slice() {
            [] => Lookup::Unknown(self.near(title)),
            [row] => Lookup::Found(*row),
            _ => Lookup::Ambiguous(found),
        }
    }

    /// The films of exactly this title, or of this title and year, oldest first.
    pub fn exact(&self, title: &str) -> Vec<usize> {
        let of_title = self.best_of_key(&title_key(title), |_| true);
        let (Some(year), true) = (split_year(title).1, of_title.is_empty()) else { return of_title };
        self.best_of_key(&title_key(split_year(title).0), |row| self.years[row] == year)
    }

    /// The films whose titles are this one in another spelling: "Se7en", "Ocean's 11". Of one year, if one is given.
    fn spelt_otherwise(&self, title: &str, year: Option<u16>) -> Vec<usize> {
        let keys = loose_keys(title);
        let is_same = |other: &&str| loose_keys(other).iter().any(|key| keys.contains(key));
        let of_year = |row: usize| year.is_none_or(|year| self.years[row] == year);
        let mut rows: Vec<usize> = self.keys().filter(is_same).flat_map(|key| self.best_of_key(key, of_year)).collect();
        rows.sort_by_key(|&row| (self.years[row], row));
        rows.dedup();
        rows
    }

    /// The films of one folded title: whether it is another title of theirs, and their rows.
    fn of_key(&self, key: &str) -> impl Iterator<Item = (bool, usize)> {
        let first = self.titles.partition_point(|(other, ..)| other.as_str() < key);
        let of_key = self.titles[first..].iter().take_while(move |(other, ..)| other == key);
        of_key.map(|&(_, is_other, row)| (is_other, row as usize))
    }

    /// The films whose own title has this key, alone or with one of some endings behind it, such as " 3d".
    pub fn owning<'a>(&'a self, key: &'a str, endings: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
        let first = self.titles.partition_point(|(other, ..)| other.as_str() < key);
        let behind = self.titles[first..].iter().map_while(move |(other, is_other, row)| {
            let ending = other.strip_prefix(key).filter(|_| !key.is_empty())?;
            Some((ending, *is_other, *row as usize))
        });
        let owning =
            behind.filter(move |(ending, is_other, _)| !is_other && (ending.is_empty() || endings.contains(ending)));
        owning.map(|(.., row)| row)
    }

    /// The films of one folded title that fit, oldest first. Where it is some films' own title, those that are only called so
    /// elsewhere are not meant.
    fn best_of_key(&self, key: &str, fits: impl Fn(usize) -> bool) -> Vec<usize> {
        let fitting: Vec<(bool, usize)> = self.of_key(key).filter(|&(_, row)| fits(row)).collect();
        let is_owned = fitting.iter().any(|&(is_other, _)| !is_other);
        let meant = fitting.into_iter().filter(|&(is_other, _)| !(is_other && is_owned));
        let mut rows: Vec<usize> = meant.map(|(_, row)| row).collect();
        rows.sort_by_key(|&row| (self.years[row], row));
        rows
    }

    /// All films of one folded title, the oldest of those first whose own title it is.
    fn all_of_key(&self, key: &str) -> Vec<usize> {
        let mut of_key: Vec<(bool, usize)> = self.of_key(key).collect();
        of_key.sort_by_key(|&(is_other, row)| (is_other, self.years[row], row));
        of_key.into_iter().map(|(_, row)| row).collect()
    }

    /// Films with a title similar to this one, the nearest first.
    pub fn near(&self, title: &str) -> Vec<usize> {
        let key = title_key(title);
        if key.is_empty() {
            return Vec::new();
        }
        let mut near: Vec<(f64, &str)> = self
            .keys()
            .map(|other| (strsim::jaro_winkler(&key, other), other))
            .filter(|&(similarity, _)| similarity >= NEAR)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let mut rows = Vec::new();
        for row in near.iter().take(SUGGESTIONS).flat_map(|(_, key)| self.all_of_key(key)) {
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        rows.truncate(SUGGESTIONS);
        rows
    }

    /// Films whose title begins with or contains the query, the best match first; then near misses.
    pub fn search(&self, query: &str, limit: usize) -> Vec<usize> {
        let query: String = query.chars().take(MAX_QUERY_CHARS).collect();
        let (title, year) = split_year(&query);
        let key = title_key(if title.is_empty() { &query } else { title });
        if key.is_empty() {
            return Vec::new();
        }
        let inside = format!(" {key}");
        let mut matches: Vec<(u8, usize, &str)> = self
            .keys()
            .filter_map(|other| {
                let class = if other == key {
                    0
                } else if other.starts_with(&key) {
                    1
                } else if other.contains(&inside) {
                    2
                } else {
                    return None;
                };
                Some((class, other.len(), other))
            })
            .collect();
        matches.sort_unstable();
        let mut rows = Vec::new();
        let matched = matches.into_iter().flat_map(|(_, _, key)| self.all_of_key(key));
        for row in matched.chain(self.near(title)) {
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        if let Some(year) = year {
            rows.sort_by_key(|&row| self.years[row] != year);
        }
        rows.truncate(limit);
        rows
    }
}

/// Splits "King Kong (1933)" and "King Kong 1933" into title and year.
fn split_year(query: &str) -> (&str, Option<u16>) {
    let bare = query.trim().trim_end_matches(')');
    let digits = bare.len() - bare.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (title, year) = bare.split_at(digits);
    match year.parse() {
        Ok(year) if (Year::MIN.get()..=Year::MAX.get()).contains(&year) && year_stands_alone(title) => {
            (title.trim_end_matches(['(', ' ']), Some(year))
        }
        _ => (query.trim(), None),
    }
}

fn year_stands_alone(title: &str) -> bool {
    !title.trim_end_matches(['(', ' ']).is_empty() && title.ends_with(['(', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> (Vec<Film>, TitleIndex) {
        let mut films: Vec<Film> = [
            ("Alien", 1979),
            ("Aliens", 1986),
            ("Amélie", 2001),
            ("King Kong", 2005),
            ("King Kong", 1933),
            ("2001: A Space Odyssey", 1968),
            ("Blade Runner 2049", 2017),
            ("The Shawshank Redemption", 1994),
            ("Terminator 2: Judgment Day", 1991),
            ("The Matrix", 1999),
        ]
        .map(|(title, year)| Film::new(title, Year::new(year).unwrap()))
        .into();
        films[2].original_title = Some("Le Fabuleux Destin d'Amélie Poulain".to_owned());
        films[7].other_titles = vec!["Die Verurteilten".to_owned(), "Matrix".to_owned()];
        let index = TitleIndex::new(&films);
        (films, index)
    }

    #[test]
    fn films_that_own_a_title_are_found_with_endings_that_count_as_none() {
        let (films, index) = index();
        let owning = |key: &str| -> Vec<&str> {
            index.owning(key, &["s", " a space odyssey"]).map(|row| films[row].id.as_str()).collect()
        };
        assert_eq!(owning("alien"), ["alien-1979", "aliens-1986"]);
        assert_eq!(owning("2001"), ["2001-a-space-odyssey-1968"]);
        // "Matrix" is only another title of a second film; "blade runner" goes on otherwise.
        assert_eq!(owning("matrix"), ["the-matrix-1999"]);
        assert!(owning("blade runner").is_empty() && owning("").is_empty() && owning("zz").is_empty());
    }

    #[test]
    fn titles_are_found_however_they_are_spelt() {
        let (films, index) = index();
        for (query, id) in [
            ("alien", "alien-1979"),
            ("AMELIE", "amelie-2001"),
            ("le fabuleux destin d’amelie poulain", "amelie-2001"),
            ("King Kong (1933)", "king-kong-1933"),
            ("king kong 2005", "king-kong-2005"),
            ("king-kong-1933", "king-kong-1933"),
            ("2001 a space odyssey", "2001-a-space-odyssey-1968"),
            ("Blade Runner 2049", "blade-runner-2049-2017"),
            ("Matrix, The", "the-matrix-1999"),
            ("The Matrix (1999)", "the-matrix-1999"),
            ("matrix", "the-matrix-1999"),
            ("die verurteilten", "the-shawshank-redemption-1994"),
            ("Matrix (1994)", "the-shawshank-redemption-1994"),
            ("terminator two: judgment day", "terminator-2-judgment-day-1991"),
            ("4lien", "alien-1979"),
        ] {
            assert_eq!(
                index.find(query),
                Lookup::Found(films.iter().position(|f| f.id.as_str() == id).unwrap()),
                "{query}"
            );
        }
    }

    #[test]
    fn two_films_of_one_title_are_a_question_and_near_misses_a_suggestion() {
        let (_, index) = index();
        assert_eq!(index.find("king kong"), Lookup::Ambiguous(vec![4, 3]));
        let Lookup::Unknown(near) = index.find("The Shawshenk Redemtion") else { panic!("a misspelling was found") };
        assert_eq!(near[0], 7);
        assert_eq!(index.find("zzzz"), Lookup::Unknown(vec![]));
        assert_eq!(index.find("\u{0}\u{1b}[2J\u{202e}"), Lookup::Unknown(vec![]));
        assert_eq!(index.find(""), Lookup::Unknown(vec![]));
    }

    #[test]
    fn a_year_one_off_is_taken_where_one_film_fits() {
        let (mut films, index) = index();
        assert_eq!(index.find("Alien (1980)"), Lookup::OtherYear(0));
        assert_eq!(index.find("king kong 1934"), Lookup::OtherYear(4));
        assert!(matches!(index.find("Alien (1981)"), Lookup::Unknown(_)));
        films[3].year = Year::new(1935).unwrap();
        assert_eq!(TitleIndex::new(&films).find("King Kong (1934)"), Lookup::Ambiguous(vec![4, 3]));
    }

    #[test]
    fn search_puts_whole_titles_before_beginnings_before_middles() {
        let (_, index) = index();
        assert_eq!(index.search("alien", 5)[..2], [0, 1]);
        assert_eq!(index.search("space odyssey", 5)[0], 5);
        assert_eq!(index.search("terminater 2", 5)[0], 8);
        assert_eq!(index.search("king kong 1933", 5)[..2], [4, 3]);
        assert!(index.search("", 5).is_empty());
    }
}
