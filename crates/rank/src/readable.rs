//! Which words of stories read well as reasons.
//!
//! A list says why in two or three terms. "Additional", "asks" and "los" say nothing to a reader, however much they count.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use matinee_catalogue::fold::bare;
use matinee_catalogue::{Year, countries, genres, themes};
use matinee_features::{Field, Model, TermId, TextLanguage};

/// Two words that follow each other read well if they do so in at least this share of the films with the rarer of
/// them: "los angeles" does, "young man" does not.
const PHRASE_SHARE: f32 = 0.35;

/// A pair of words is part of a longer phrase if one of them stands beside another word in this share of its films: "york
/// city" is, for "york" follows "new".
const LONGER_SHARE: f32 = 0.5;

/// Words of what is written about films and not of their stories, though some theme has such a name.
const ABOUT_FILMS: [&str; 24] = [
    "author",
    "best selling",
    "box office",
    "cinematic universe",
    "computer",
    "cult",
    "falls love",
    "franchise",
    "government",
    "nonfiction book",
    "production",
    "project",
    "research",
    "science",
    "sequel",
    "short story",
    "special effects",
    "stage play",
    "studio",
    "true story",
    "twist",
    "united artists",
    "united states",
    "village roadshow",
];
/// A pair with one of these is about a film, its makers or a series.
const WORDS_ABOUT_FILMS: [&str; 16] = [
    "animation",
    "bros",
    "comics",
    "entertainment",
    "film",
    "films",
    "franchise",
    "ii",
    "iii",
    "iv",
    "movie",
    "novel",
    "pictures",
    "ratpac",
    "screenplay",
    "studios",
];
/// A word is shown for being a keyword if at least so many films have it: one film's "doors" are no theme.
const MIN_KEYWORD_FILMS: u32 = 3;

const UNKNOWN: u8 = 0;
const READS_WELL: u8 = 1;
const READS_BADLY: u8 = 2;

/// For each word of a model whether it reads well, found out when it is first asked for.
#[derive(Debug)]
pub(crate) struct Readable {
    words: Vec<AtomicU8>,
    /// Made when a pair is first asked for.
    neighbours: OnceLock<Neighbours>,
    /// Pairs of words in longer names of people: "keegan michael". Made likewise.
    name_parts: OnceLock<HashSet<String>>,
    /// How many films there are of each decade.
    decades: HashMap<u16, u32>,
    films: usize,
}

/// For each word, in how many films it follows the word that it follows most, and is followed by the one that follows it
/// most.
#[derive(Debug)]
struct Neighbours {
    before: HashMap<TermId, u32>,
    after: HashMap<TermId, u32>,
}

impl Neighbours {
    fn new(model: &Model) -> Self {
        let mut neighbours = Self { before: HashMap::new(), after: HashMap::new() };
        for column in model.vocabulary().columns_of(Field::Words) {
            let term = model.vocabulary().term(column as TermId);
            let Some((first, second)) = term.text.split_once(' ') else { continue };
            for (word, films) in [(first, &mut neighbours.after), (second, &mut neighbours.before)] {
                if let Some(word) = word_column(model, word) {
                    let films = films.entry(word).or_default();
                    *films = (*films).max(term.films);
                }
            }
        }
        neighbours
    }

    /// Whether the first word of a pair mostly follows another, or the second is mostly followed by another.
    fn is_part_of_longer(&self, model: &Model, first: TermId, second: TermId) -> bool {
        let share = |films: &HashMap<TermId, u32>, word: TermId| {
            films.get(&word).copied().unwrap_or(0) as f32 / model.vocabulary().term(word).films as f32
        };
        share(&self.before, first) >= LONGER_SHARE || share(&self.after, second) >= LONGER_SHARE
    }
}

/// The pairs of words in names of three words or more.
fn name_parts(model: &Model) -> HashSet<String> {
    let mut parts = HashSet::new();
    for column in model.vocabulary().columns_of(Field::People) {
        let name = bare(&model.vocabulary().term(column as TermId).text);
        let words: Vec<&str> = name.split(' ').collect();
        if words.len() > 2 {
            parts.extend(words.windows(2).map(|pair| pair.join(" ")));
        }
    }
    parts
}

fn word_column(model: &Model, word: &str) -> Option<TermId> {
    model.vocabulary().find(Field::Words, word, model.params().analyzer())
}

impl Readable {
    /// Knows nothing yet of the words of a model.
    pub(crate) fn new(model: &Model) -> Self {
        let words = model.vocabulary().columns_of(Field::Words).map(|_| AtomicU8::new(UNKNOWN)).collect();
        let mut decades = HashMap::new();
        for film in model.films() {
            *decades.entry(film.year.decade()).or_default() += 1;
        }
        let films = model.films().len();
        Self { words, neighbours: OnceLock::new(), name_parts: OnceLock::new(), decades, films }
    }

    /// The share of all films that are of a year's decade.
    pub(crate) fn share_of_decade(&self, year: Year) -> f32 {
        self.decades.get(&year.decade()).map_or(0.0, |&films| films as f32 / self.films as f32)
    }

    /// Whether the word or pair of words of a column reads well: it is a theme, a keyword, a genre, a country or a language,
    /// or two words that belong together.
    pub(crate) fn has(&self, model: &Model, column: TermId) -> bool {
        let known = &self.words[column as usize];
        match known.load(Ordering::Relaxed) {
            UNKNOWN => {
                let reads_well = self.reads_well(model, &model.vocabulary().term(column).text, column);
                known.store(if reads_well { READS_WELL } else { READS_BADLY }, Ordering::Relaxed);
                reads_well
            }
            known => known == READS_WELL,
        }
    }

    fn reads_well(&self, model: &Model, text: &str, column: TermId) -> bool {
        let vocabulary = model.vocabulary();
        let analyzer = model.params().analyzer();
        // The vocabulary is in English: of other languages nothing says which words read well.
        if model.params().language.is_some_and(|language| language != TextLanguage::English) {
            return true;
        }
        // Whoever is in a film stands among its people; as a word of its story the name says nothing more: "walter brennan".
        let is_person = || text.contains(' ') && vocabulary.find(Field::People, text, analyzer).is_some();
        // "New" says nothing by itself and is no word here.
        let is_cut =
            || text.contains(' ') && themes::find(text).is_none() && themes::find(&format!("new {text}")).is_some();
        if ABOUT_FILMS.contains(&text) || is_person() || is_cut() {
            return false;
        }
        let is_keyword = || {
            let keyword = vocabulary.find(Field::Keywords, text, analyzer);
            keyword.is_some_and(|keyword| text.contains(' ') || vocabulary.term(keyword).films >= MIN_KEYWORD_FILMS)
        };
        if themes::find(text).is_some()
            || genres::is_canonical(text)
            || vocabulary.find(Field::Origin, text, analyzer).is_some()
            || is_keyword()
        {
            return true;
        }
        let Some((first, second)) = text.split_once(' ') else { return false };
        if [first, second].iter().any(|word| WORDS_ABOUT_FILMS.contains(word))
            || self.name_parts.get_or_init(|| name_parts(model)).contains(text)
        {
            return false;
        }
        // The country is a reason by itself: "american neo".
        if !countries::called(first).is_empty() {
            return false;
        }
        let (Some(first), Some(second)) = (word_column(model, first), word_column(model, second)) else { return false };
        let films = |column: TermId| vocabulary.term(column).films as f32;
        let neighbours = self.neighbours.get_or_init(|| Neighbours::new(model));
        films(column) >= PHRASE_SHARE * films(first).min(films(second))
            && !neighbours.is_part_of_longer(model, first, second)
    }
}

#[cfg(test)]
mod tests {
    use matinee_catalogue::{Catalogue, Film, Year};
    use matinee_features::Params;

    use super::*;

    #[test]
    fn names_of_people_and_words_about_films_are_no_words_of_a_story() {
        let film = |n: usize| Film {
            cast: vec!["Walter Brennan".into()],
            ..Film::new(&format!("Film {n}"), Year::new(1950).unwrap())
        };
        let other = |n: usize| Film {
            synopsis: format!("The franchise of Walter Brennan in York City, number {n}. A hat shop."),
            ..Film::new(&format!("Other {n}"), Year::new(1950).unwrap())
        };
        let plain = |n: usize| Film {
            synopsis: format!("A field, a road and number {n}."),
            ..Film::new(&format!("Plain {n}"), Year::new(1950).unwrap())
        };
        let films = (0..9).map(film).chain((0..9).map(other)).chain((0..20).map(plain)).collect();
        let params = Params { max_share: 1.0, ..Params::default() };
        let model = Model::train(Catalogue::new(films).unwrap(), &params).unwrap();
        let readable = Readable::new(&model);
        let reads = |text: &str| word_column(&model, text).map(|column| readable.has(&model, column));
        assert_eq!(reads("hat shop"), Some(true));
        for text in ["walter brennan", "franchise", "york city"] {
            assert_eq!(reads(text), Some(false), "{text}");
        }
    }

    #[test]
    fn a_pair_reads_well_if_it_is_neither_part_of_a_longer_phrase_nor_of_some_country() {
        let stories = ["A porter walks through New York City at night.", "An American neo-noir about a hat shop."];
        let film = |n: usize| Film {
            synopsis: format!("{} He meets film number {n}.", stories[n % 2]),
            ..Film::new(&format!("Film {n}"), Year::new(1950).unwrap())
        };
        let others = [
            "A hat in a city of rain.",
            "A york of wood, a neo of glass, a shop.",
            "The noir of the sea, a new american.",
        ];
        let other = |n: usize| Film {
            synopsis: others[n % 3].to_owned(),
            ..Film::new(&format!("Other {n}"), Year::new(1950).unwrap())
        };
        let films = (0..24).map(film).chain((0..60).map(other)).collect();
        let params = Params { max_share: 1.0, ..Params::default() };
        let model = Model::train(Catalogue::new(films).unwrap(), &params).unwrap();
        let readable = Readable::new(&model);
        let reads = |pair: &str| readable.has(&model, word_column(&model, pair).unwrap_or_else(|| panic!("{pair}")));
        assert!(reads("hat shop"));
        assert!(!reads("american neo") && !reads("york city") && !reads("porter"));
    }
}
