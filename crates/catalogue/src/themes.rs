//! The shared vocabulary of themes: subgenres, moods, settings and the like, each with one name, so that films meet in
//! them. The table is data (`data/vocabulary`, one file a facet).
//!
//! Films of the starter catalogue name their themes. What the keywords and categories of other catalogues mean is read
//! by [`meant`].
//!
//! ```
//! use matinee_catalogue::themes;
//! let names = |text| themes::meant(text).map(|theme| theme.name.as_str()).collect::<Vec<_>>();
//! assert_eq!(names("American slasher films"), ["slasher"]);
//! assert_eq!(names("Anti-war films about the Vietnam War"), ["anti-war film", "Vietnam War"]);
//! assert!(names("Films shot in Cinecitta").is_empty());
//! ```

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::LazyLock;

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::Film;
use crate::fold::bare;
use crate::genres;

/// The kinds of themes, a file each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeFacet {
    /// What a shelf would say: "heist film".
    Subgenre,
    /// What it is about: "grief".
    Theme,
    /// How it feels: "bleak".
    Mood,
    /// Pace, structure and look: "slow burn".
    Form,
    /// Where it is set: "Paris".
    Setting,
    /// When it is set: "Middle Ages".
    Era,
    /// Trades and circles: "jazz".
    Milieu,
    /// For whom it is, and what one should know before: "for children", "gory".
    Audience,
}

/// One term of the vocabulary.
#[derive(Debug)]
pub struct Theme {
    /// Its name, as films and reasons have it.
    pub name: String,
    /// Its kind.
    pub facet: ThemeFacet,
    /// What it means, in a line.
    pub gloss: String,
    /// Other names for it.
    pub synonyms: Vec<String>,
    /// Wider themes and genres: a slasher is horror too.
    pub broader: Vec<String>,
}

/// Longer texts mean no theme: they are sentences.
const MAX_BYTES: usize = 120;

/// Facets, from the first that is looked at to the last. `build.rs` packs their files in this order.
const FACETS: [ThemeFacet; 8] = [
    ThemeFacet::Subgenre,
    ThemeFacet::Theme,
    ThemeFacet::Mood,
    ThemeFacet::Form,
    ThemeFacet::Setting,
    ThemeFacet::Era,
    ThemeFacet::Milieu,
    ThemeFacet::Audience,
];

/// Their files, then the patterns of names: a zero byte between two.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/vocabulary.zst"));

/// A term as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermEntry {
    gloss: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    broader: Vec<String>,
}

/// How names of categories are put together; see the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Patterns {
    before: Vec<String>,
    after: Vec<String>,
    qualifiers: Vec<String>,
}

struct ThemeTable {
    themes: Vec<Theme>,
    /// The place in `themes` of every name and synonym, by its [`key`]; and of every name as it is written, for films that have
    /// it so, which is most of what is asked for.
    places: HashMap<String, usize, RandomState>,
    before: Vec<Vec<String>>,
    after: Vec<Vec<String>>,
    qualifiers: Vec<String>,
}

static VOCABULARY: LazyLock<ThemeTable> = LazyLock::new(|| {
    let mut themes = Vec::new();
    let unpacked = String::from_utf8(zstd::decode_all(PACKED).expect("packed whole")).expect("the vocabulary is text");
    let mut files = unpacked.split('\0');
    for (facet, text) in FACETS.into_iter().zip(&mut files) {
        let file: IndexMap<String, TermEntry> = toml::from_str(text).expect("the vocabulary is tested");
        let theme = |(name, TermEntry { gloss, also, broader })| Theme { name, facet, gloss, synonyms: also, broader };
        themes.extend(file.into_iter().map(theme));
    }
    let mut places = HashMap::default();
    let names = themes.iter().enumerate().map(|(place, theme)| (place, &theme.name));
    let synonyms =
        themes.iter().enumerate().flat_map(|(place, theme)| theme.synonyms.iter().map(move |name| (place, name)));
    for (place, name) in names.chain(synonyms) {
        if let Entry::Vacant(entry) = places.entry(key(&words(name))) {
            entry.insert(place);
        }
    }
    for (place, theme) in themes.iter().enumerate() {
        places.insert(theme.name.clone(), place);
    }
    let Patterns { before, after, qualifiers } =
        files.next().and_then(|text| toml::from_str(text).ok()).expect("the vocabulary is tested");
    let all = |phrases: Vec<String>| phrases.iter().map(|phrase| words(phrase)).collect();
    ThemeTable {
        themes,
        places,
        before: all(before),
        after: all(after),
        qualifiers: qualifiers.iter().map(|q| bare(q)).collect(),
    }
});

/// All themes, facet by facet.
pub fn all() -> &'static [Theme] {
    &VOCABULARY.themes
}

/// The theme of this name or synonym.
///
/// ```
/// use matinee_catalogue::themes;
/// assert_eq!(themes::find("Slasher").unwrap().name, "slasher");
/// assert!(themes::find("sandwiches").is_none());
/// ```
pub fn find(name: &str) -> Option<&'static Theme> {
    let as_written = VOCABULARY.places.get(name).map(|&place| &VOCABULARY.themes[place]);
    as_written.or_else(|| find_words(&words(name)))
}

fn find_words(words: &[String]) -> Option<&'static Theme> {
    VOCABULARY.places.get(&key(words)).map(|&place| &VOCABULARY.themes[place])
}

/// The themes that a keyword, or the name of a category, means: by name, by synonym, or by a pattern such as "films set
/// in". Each once, in the order in which the text names them.
pub fn meant(text: &str) -> impl Iterator<Item = &'static Theme> {
    let mut found: Vec<&'static Theme> = Vec::new();
    if text.len() <= MAX_BYTES {
        read(&words(text), &mut found);
    }
    found.into_iter()
}

/// Reads part of a name. What is left is shorter at every step.
fn read(words: &[String], found: &mut Vec<&'static Theme>) {
    if words.is_empty() {
        return;
    }
    if let Some(theme) = find_words(words) {
        if !found.iter().any(|other| other.name == theme.name) {
            found.push(theme);
        }
        return;
    }
    let begins = |phrase: &Vec<String>, place: usize| words[place..].starts_with(phrase);
    for place in 0..words.len() {
        let before = VOCABULARY.before.iter().filter(|phrase| begins(phrase, place));
        // "films about" and "films": the longest phrase says most.
        if let Some(phrase) = before.max_by_key(|phrase| phrase.len()) {
            // "Anti-war films about": the first word of a phrase belongs to what stands before it too.
            read(&words[..place + usize::from(place > 0 && phrase.len() > 1)], found);
            return read(&words[place + phrase.len()..], found);
        }
    }
    let after = VOCABULARY.after.iter().filter(|phrase| words.len() > phrase.len() && words.ends_with(phrase));
    if let Some(phrase) = after.max_by_key(|phrase| phrase.len()) {
        return read(&words[..words.len() - phrase.len()], found);
    }
    if words.len() > 1 && is_qualifier(&words[0]) {
        read(&words[1..], found);
    }
}

/// Whether a word only says where or when a film was made: "American", "1947", "1940s".
fn is_qualifier(word: &str) -> bool {
    let year = word.strip_suffix('s').unwrap_or(word);
    let is_time = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    is_time || VOCABULARY.qualifiers.iter().any(|qualifier| qualifier == word)
}

/// A phrase as names of themes are compared: folded, without articles, its words in the singular.
///
/// ```
/// use matinee_catalogue::themes::phrase_key;
/// assert_eq!(phrase_key("The Haunted-Houses"), "haunted house");
/// ```
pub fn phrase_key(text: &str) -> String {
    key(&words(text))
}

fn words(text: &str) -> Vec<String> {
    bare(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Words in the singular, as far as their ends show it: "families" is "family".
fn key(words: &[String]) -> String {
    let mut key = String::new();
    for word in words.iter().filter(|word| !matches!(word.as_str(), "the" | "a" | "an")) {
        if !key.is_empty() {
            key.push(' ');
        }
        match word.strip_suffix("ies") {
            Some(stem) if stem.len() > 2 => key.extend([stem, "y"]),
            _ if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") => {
                key.push_str(&word[..word.len() - 1]);
            }
            _ => key.push_str(word),
        }
    }
    key
}

/// What a theme says of a film.
#[derive(Debug, Clone, Copy)]
pub struct FilmTheme {
    /// The theme.
    pub theme: &'static Theme,
    /// How much it says: 1 for the first that the film names, less for later ones and for what is only implied.
    pub weight: f32,
}

/// What a later theme says less than the one before it, and the least that one says. The telling ones come first.
const NEXT: f32 = 0.04;
const LEAST: f32 = 0.5;
/// What a wider theme or genre says of a film that has a narrower one.
pub const BROADER: f32 = 0.5;

/// A film's terms, sorted into those of the vocabulary and others.
#[derive(Debug, Default)]
pub struct FilmThemes<'a> {
    /// Its own themes, those that its keywords and categories mean, and wider ones; each once, with its greatest weight.
    pub themes: Vec<FilmTheme>,
    /// Genres that its themes imply, without those that it has.
    pub genres: Vec<&'static str>,
    /// Keywords that mean no theme.
    pub keywords: Vec<&'a str>,
    /// Categories that mean no theme.
    pub categories: Vec<&'a str>,
}

impl<'a> FilmThemes<'a> {
    /// Reads a film's themes, keywords, genres and categories.
    pub fn of(film: &'a Film) -> Self {
        let mut all = Self::default();
        for (place, name) in film.themes.iter().enumerate() {
            match find(name) {
                Some(theme) => all.add(theme, (1.0 - NEXT * place as f32).max(LEAST)),
                None => all.keywords.push(name),
            }
        }
        for genre in film.genres.iter().filter(|genre| !genres::is_canonical(genre)) {
            meant(genre).for_each(|theme| all.add(theme, 1.0));
        }
        for keyword in &film.keywords {
            if !all.add_meant(keyword) {
                all.keywords.push(keyword);
            }
        }
        for category in &film.categories {
            if !all.add_meant(category) {
                all.categories.push(category);
            }
        }
        all.add_broader(film);
        all
    }

    /// Adds what a text means; whether it means anything.
    fn add_meant(&mut self, text: &str) -> bool {
        let mut is_theme = false;
        for theme in meant(text) {
            self.add(theme, 1.0);
            is_theme = true;
        }
        is_theme
    }

    fn add(&mut self, theme: &'static Theme, weight: f32) {
        match self.themes.iter_mut().find(|other| std::ptr::eq(other.theme, theme)) {
            Some(other) => other.weight = other.weight.max(weight),
            None => self.themes.push(FilmTheme { theme, weight }),
        }
    }

    fn add_broader(&mut self, film: &Film) {
        let own = genres::canonical_list(&film.genres);
        let mut place = 0;
        while place < self.themes.len() {
            for name in &self.themes[place].theme.broader {
                if let Some(theme) = find(name) {
                    self.add(theme, BROADER);
                }
                for &genre in genres::canonical(name) {
                    if !own.contains(&genre) && !self.genres.contains(&genre) {
                        self.genres.push(genre);
                    }
                }
            }
            place += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Year;

    fn names(text: &str) -> Vec<&'static str> {
        meant(text).map(|theme| theme.name.as_str()).collect()
    }

    #[test]
    fn every_term_has_a_gloss_and_a_name_of_its_own_and_knows_its_wider_terms() {
        let mut owners: HashMap<String, &str> = HashMap::new();
        for theme in all() {
            assert!(!theme.gloss.is_empty(), "{} has no gloss", theme.name);
            for name in std::iter::once(&theme.name).chain(&theme.synonyms) {
                if let Some(other) = owners.insert(key(&words(name)), &theme.name) {
                    panic!("{name:?} names both {other:?} and {:?}", theme.name);
                }
            }
            for name in &theme.broader {
                let is_theme = find(name).is_some_and(|wider| wider.name == *name && wider.name != theme.name);
                assert!(is_theme || genres::is_canonical(name), "{:?}: no theme or genre {name:?}", theme.name);
            }
        }
    }

    #[test]
    fn categories_are_read_by_name_synonym_and_pattern() {
        for (category, wanted) in [
            ("American slasher films", &["slasher"][..]),
            ("1980s slasher films", &["slasher"]),
            ("1947 romantic drama films", &["romantic drama"]),
            ("Films about dysfunctional families", &["dysfunctional family"]),
            ("Anti-war films about the Vietnam War", &["anti-war film", "Vietnam War"]),
            ("Films set in Vienna", &["Vienna"]),
            ("Films set in New York City", &["New York City"]),
            ("British heist films", &["heist film"]),
            ("haunted houses", &["haunted house"]),
            ("1999 films", &[]),
            ("Films shot in Vienna", &[]),
            ("", &[]),
            ("films about", &[]),
            ("films set in about", &[]),
            ("heists about", &["heist film"]),
        ] {
            assert_eq!(names(category), wanted, "{category}");
        }
    }

    #[test]
    fn a_films_terms_are_sorted_into_themes_and_others() {
        let mut film = Film::new("Night Shift", Year::new(1984).unwrap());
        film.themes = vec!["slasher".to_owned()];
        film.keywords = vec!["haunted houses".to_owned(), "bread knife".to_owned()];
        film.categories = vec!["Films set in Vienna".to_owned(), "Films shot in Technicolor".to_owned()];
        let read = FilmThemes::of(&film);
        let themes: Vec<&str> = read.themes.iter().map(|found| found.theme.name.as_str()).collect();
        assert_eq!(themes[..3], ["slasher", "haunted house", "Vienna"]);
        assert_eq!(read.keywords, ["bread knife"]);
        assert_eq!(read.categories, ["Films shot in Technicolor"]);
        assert!(read.genres.contains(&"horror"), "{:?}", read.genres);
        film.genres = vec!["horror".to_owned()];
        assert!(!FilmThemes::of(&film).genres.contains(&"horror"));
    }
}
