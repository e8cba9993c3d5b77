//! The film of a catalogue that a row of a history means.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::film::{HistoryFilm, exact_ids};
use super::limits::{MAX_CANDIDATES, NEAR_TITLE};
use crate::Film;
use crate::fold::{bare, title_key};
use crate::matching::title_keys;

/// By what a film was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchedBy {
    /// An id that both have.
    Id,
    /// Title and year.
    Title,
    /// The title, and a year before or after: festivals and cinemas count differently.
    OtherYear,
    /// The title alone, where the export has no year and one film has that title.
    TitleAlone,
}

/// What a row of a history is in a catalogue. Rows are positions in the catalogue's films.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilmMatch {
    /// One film.
    Found(usize, MatchedBy),
    /// Several films that fit alike: ask.
    Several(Vec<usize>),
    /// None; these of the same year have a title that is near.
    Guess(Vec<usize>),
    /// None; these have the title, and other years or other ids.
    Unknown(Vec<usize>),
}

impl FilmMatch {
    /// The films to choose from, if none was taken.
    pub fn candidates(&self) -> &[usize] {
        match self {
            Self::Found(..) => &[],
            Self::Several(rows) | Self::Guess(rows) | Self::Unknown(rows) => rows,
        }
    }
}

/// The films of a catalogue by what histories call them.
#[derive(Debug)]
pub struct FilmMatcher<'a> {
    films: &'a [Film],
    ids: HashMap<&'a str, u32>,
    exact: HashMap<(&'static str, &'a str), Vec<u32>>,
    keys: BTreeMap<String, Vec<u32>>,
    /// The keys of each year's films.
    years: HashMap<u16, Vec<NearKey>>,
}

/// A key with how often each letter is in it, which tells most keys apart at once.
#[derive(Debug)]
struct NearKey {
    key: String,
    letters: Letters,
    row: u32,
}

impl<'a> FilmMatcher<'a> {
    /// Indexes films.
    pub fn new(films: &'a [Film]) -> Self {
        let keys: Vec<Vec<String>> = films.par_iter().map(title_keys).collect();
        let mut matcher = Self {
            films,
            ids: HashMap::with_capacity(films.len()),
            exact: HashMap::new(),
            keys: BTreeMap::new(),
            years: HashMap::new(),
        };
        for ((row, film), keys) in (0..).zip(films).zip(keys) {
            matcher.ids.insert(film.id.as_str(), row);
            for id in exact_ids(&film.external) {
                matcher.exact.entry(id).or_default().push(row);
            }
            for key in keys {
                let letters = Letters::of(&key);
                matcher.keys.entry(key.clone()).or_default().push(row);
                matcher.years.entry(film.year.get()).or_default().push(NearKey { key, letters, row });
            }
        }
        matcher
    }

    /// Finds a row's film: by its id here, by ids elsewhere, by title and year, by the title and a year beside it. A film that
    /// has another id where both have one is never taken.
    pub fn find(&self, film: &HistoryFilm) -> FilmMatch {
        // "Wonder Woman 1984" of a file's name is that film before it is a "Wonder Woman" of 1984.
        let whole = with_year_in_title(film).map(|film| self.find_as_written(&film));
        if let Some(found @ FilmMatch::Found(..)) = whole {
            return found;
        }
        let found = self.find_as_written(film);
        if !matches!(found, FilmMatch::Unknown(_) | FilmMatch::Guess(_)) {
            return found;
        }
        // As written it is none; "Vertigo 1958" may have its year in it, and "Vol. 1" is short for "Volume 1".
        let other = respelled(film).map(|film| self.find_as_written(&film));
        let other = other.filter(|other| matches!(other, FilmMatch::Found(..) | FilmMatch::Several(_)));
        other.or_else(|| self.beside_a_name(film)).unwrap_or(found)
    }

    /// "Ridley Scott - Alien", "Alien by Ridley Scott": the film, if the name is that of somebody who made it. Else a question,
    /// where a dash is between them and there is a year.
    fn beside_a_name(&self, film: &HistoryFilm) -> Option<FilmMatch> {
        let mut guess = None;
        for mark in BESIDE_A_NAME {
            let Some((first, second)) = film.title.split_once(mark) else { continue };
            // Of "Mann, Michael – Heat" the dash parts, not the comma.
            let parts = [(second, first), (first, second)];
            for (title, name) in parts.into_iter().filter(|(title, name)| !title.is_empty() && name.len() >= 3) {
                let (rows, by) = self.titled(title.trim(), film.year.map(crate::Year::get));
                if rows.is_empty() {
                    continue;
                }
                let fits = |row: &usize| !self.contradicts(film, *row) && is_by(&self.films[*row], name);
                let theirs: Vec<usize> = rows.iter().copied().filter(fits).collect();
                if let [row] = theirs[..] {
                    return Some(FilmMatch::Found(row, by));
                }
                // What is behind a colon or comma is a part of the title.
                let is_dash =
                    mark.ends_with(' ') && mark.trim().chars().all(|c| !c.is_alphanumeric() && !matches!(c, ':' | ','));
                if is_dash && film.year.is_some() && guess.is_none() && !self.contradicts(film, rows[0]) {
                    guess = Some(FilmMatch::Guess(rows.into_iter().take(MAX_CANDIDATES).collect()));
                }
            }
        }
        guess
    }

    /// The films of exactly that title, of a year or else of one beside it.
    fn titled(&self, title: &str, year: Option<u16>) -> (Vec<usize>, MatchedBy) {
        let rows = self.keys.get(&title_key(title)).map_or(&[][..], Vec::as_slice);
        let rows = unique(rows.iter().map(|&row| row as usize));
        let Some(year) = year else { return (rows, MatchedBy::TitleAlone) };
        let of = |distance: u16| -> Vec<usize> {
            rows.iter().copied().filter(|&row| self.films[row].year.get().abs_diff(year) == distance).collect()
        };
        let exact = of(0);
        if exact.is_empty() { (of(1), MatchedBy::OtherYear) } else { (exact, MatchedBy::Title) }
    }

    fn find_as_written(&self, film: &HistoryFilm) -> FilmMatch {
        if let Some(&row) = film.id.as_ref().and_then(|id| self.ids.get(id.as_str())) {
            return FilmMatch::Found(row as usize, MatchedBy::Id);
        }
        let by_id = film.exact_ids().filter_map(|id| self.exact.get(&id)).flatten();
        match unique(by_id.map(|&row| row as usize)).as_slice() {
            [] => {}
            [row] => return FilmMatch::Found(*row, MatchedBy::Id),
            several => return FilmMatch::Several(several.iter().copied().take(MAX_CANDIDATES).collect()),
        }
        let keys: Vec<String> = film.titles().map(title_key).filter(|key| !key.is_empty()).collect();
        let titled = unique(keys.iter().filter_map(|key| self.keys.get(key)).flatten().map(|&row| row as usize));
        let fits = |row: &usize| !self.contradicts(film, *row);
        let Some(year) = film.year.map(crate::Year::get) else {
            let fitting: Vec<usize> = titled.iter().copied().filter(fits).collect();
            return match fitting.as_slice() {
                [] => FilmMatch::Unknown(self.longer(&keys)),
                [row] => FilmMatch::Found(*row, MatchedBy::TitleAlone),
                _ => FilmMatch::Several(fitting.into_iter().take(MAX_CANDIDATES).collect()),
            };
        };
        for (distance, by) in [(0, MatchedBy::Title), (1, MatchedBy::OtherYear)] {
            let is_near = |row: &usize| self.films[*row].year.get().abs_diff(year) == distance;
            let fitting: Vec<usize> = titled.iter().copied().filter(is_near).filter(fits).collect();
            match fitting.as_slice() {
                [] => {}
                [row] => return FilmMatch::Found(*row, by),
                _ => return FilmMatch::Several(fitting.into_iter().take(MAX_CANDIDATES).collect()),
            }
        }
        let mut near = self.near(&keys, year, film);
        if near.is_empty() {
            let mut titled = titled;
            titled.sort_by_key(|&row| (self.films[row].year.get().abs_diff(year), row));
            titled.truncate(MAX_CANDIDATES);
            return FilmMatch::Unknown(titled);
        }
        let wanted: Vec<String> = film.titles().map(closed_up).filter(|title| !title.is_empty()).collect();
        let is_same = |&row: &usize| self.films[row].titles().any(|title| wanted.contains(&closed_up(title)));
        let same: Vec<usize> = near.iter().copied().filter(is_same).collect();
        if let [row] = same[..] {
            // "LA Confidential" and "L.A. Confidential" differ in nothing but spaces.
            return FilmMatch::Found(row, MatchedBy::Title);
        }
        near.extend(titled);
        FilmMatch::Guess(unique(near.into_iter()).into_iter().take(MAX_CANDIDATES).collect())
    }

    /// Whether both have an id in one collection, and not the same.
    fn contradicts(&self, film: &HistoryFilm, row: usize) -> bool {
        exact_ids(&self.films[row].external)
            .any(|(kind, id)| film.exact_ids().any(|(other, theirs)| other == kind && theirs != id))
    }

    /// Films of a year with a title near to one of these keys, the nearest first.
    fn near(&self, keys: &[String], year: u16, film: &HistoryFilm) -> Vec<usize> {
        let of_year = self.years.get(&year).map_or(&[][..], Vec::as_slice);
        let mut near: Vec<(f64, usize)> = Vec::new();
        for key in keys {
            let letters = Letters::of(key);
            for other in of_year {
                let is_longer = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.starts_with(' '));
                let similarity = if is_longer(key, &other.key) || is_longer(&other.key, key) {
                    NEAR_TITLE
                } else if letters.most_similar(&other.letters) >= NEAR_TITLE {
                    strsim::jaro_winkler(key, &other.key)
                } else {
                    continue;
                };
                if similarity >= NEAR_TITLE && !self.contradicts(film, other.row as usize) {
                    near.push((similarity, other.row as usize));
                }
            }
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        unique(near.into_iter().map(|(_, row)| row))
    }

    /// Films whose title begins with one of these keys.
    fn longer(&self, keys: &[String]) -> Vec<usize> {
        let mut rows = Vec::new();
        for key in keys {
            let start = format!("{key} ");
            let longer = self.keys.range(start.clone()..).take_while(|(other, _)| other.starts_with(&start));
            rows.extend(longer.take(MAX_CANDIDATES).flat_map(|(_, rows)| rows).map(|&row| row as usize));
        }
        unique(rows.into_iter()).into_iter().take(MAX_CANDIDATES).collect()
    }
}

/// What stands between a title and the name of somebody who made the film.
const BESIDE_A_NAME: [&str; 13] =
    [" - ", " – ", " — ", " | ", ": ", ", dir. ", " dir. ", " by ", " von ", " de ", " d'", " di ", ", "];

/// Whether a name is that of somebody who made a film, also turned round: "Mann, Michael".
fn is_by(film: &Film, name: &str) -> bool {
    let words = |name: &str| {
        let mut words: Vec<String> = bare(name).split(' ').map(str::to_owned).collect();
        words.retain(|word| !matches!(word.as_str(), "" | "dir" | "director" | "regie" | "r"));
        words.sort();
        words
    };
    let wanted = words(name);
    let people = film.directors.iter().chain(&film.writers).chain(&film.cast);
    !wanted.is_empty() && people.into_iter().any(|person| words(person) == wanted)
}

/// The film by another of its titles, which has the film's year in it; without that year.
fn with_year_in_title(film: &HistoryFilm) -> Option<HistoryFilm> {
    let year = film.year?.to_string();
    let has_year = |title: &&String| {
        let rest = title.strip_suffix(&year).or_else(|| title.strip_prefix(&year));
        rest.is_some_and(|rest| rest.contains(char::is_alphabetic))
    };
    let title = film.other_titles.iter().find(has_year)?.clone();
    Some(HistoryFilm { title, other_titles: Vec::new(), year: None, ..film.clone() })
}

/// The film as it may be meant otherwise than it is written.
fn respelled(film: &HistoryFilm) -> Option<HistoryFilm> {
    let mut other = film.clone();
    if film.year.is_none()
        && let Some((title, year)) = film.title.trim().rsplit_once(' ')
        && year.len() == 4
        && let Some(year) = year.parse().ok().and_then(|year: i64| crate::Year::new(year).ok())
    {
        (other.title, other.year) = (title.to_owned(), Some(year));
        return Some(other);
    }
    if film.year.is_none()
        && let Some((year, title)) = film.title.trim().split_at_checked(4)
        && let Some(year) = year.parse().ok().and_then(|year: i64| crate::Year::new(year).ok())
        && title.starts_with([':', ' ', '-', '–', '.'])
    {
        (other.title, other.year) = (title.trim_start_matches([':', ' ', '-', '–', '.']).to_owned(), Some(year));
        return Some(other);
    }
    let long = |title: &str| {
        let word = |word: &str| match word.to_lowercase().as_str() {
            "vol." | "vol" => "volume".to_owned(),
            "pt." | "pt" => "part".to_owned(),
            _ => word.to_owned(),
        };
        title.split(' ').map(word).collect::<Vec<_>>().join(" ")
    };
    other.title = long(&film.title);
    other.other_titles = film.other_titles.iter().map(|title| long(title)).collect();
    (other.title != film.title || other.other_titles != film.other_titles).then_some(other)
}

/// A title without spaces and punctuation.
fn closed_up(title: &str) -> String {
    bare(title).replace(' ', "")
}

/// Each row once, in their order.
fn unique(rows: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut once = Vec::new();
    for row in rows {
        if !once.contains(&row) {
            once.push(row);
        }
    }
    once
}

/// How often each letter comes in a key; other letters than a to z and 0 to 9 share the last places.
#[derive(Debug)]
struct Letters {
    counts: [u8; 40],
    length: u16,
}

impl Letters {
    fn of(key: &str) -> Self {
        let mut letters = Self { counts: [0; 40], length: 0 };
        for c in key.chars() {
            let place = match c {
                'a'..='z' => c as usize - 'a' as usize,
                '0'..='9' => 26 + c as usize - '0' as usize,
                ' ' => 36,
                c => 37 + c as usize % 3,
            };
            letters.counts[place] = letters.counts[place].saturating_add(1);
            letters.length = letters.length.saturating_add(1);
        }
        letters
    }

    /// The most that the Jaro-Winkler similarity of two keys can be: as if all letters they share were in place.
    fn most_similar(&self, other: &Self) -> f64 {
        let shared: u32 = self.counts.iter().zip(&other.counts).map(|(&a, &b)| u32::from(a.min(b))).sum();
        let share = |length: u16| f64::from(shared) / f64::from(length.max(1));
        let jaro = (share(self.length) + share(other.length) + 1.0) / 3.0;
        jaro + 0.4 * (1.0 - jaro)
    }
}
