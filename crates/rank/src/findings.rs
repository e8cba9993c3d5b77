//! Reading wishes and searches: films found, the wish that the words are, and whether the title that they may be is there
//! at all.

use matinee_catalogue::fold::title_key;
use matinee_catalogue::{Film, Lookup};
use matinee_features::{Facet, Row, search};

use crate::bearers::Bearers;
use crate::limits::MAX_READ_TERM;
use crate::ranker::Ranker;
use crate::wish::{Phrasebook, Translations, Wish};

/// Of so many of the best matches the titles and people are compared with what was typed.
const COMPARED: usize = 10;
/// At most so many titles are called the nearest.
const NEAREST: usize = 5;

/// Of so many letters of a title one may be another, and it is near.
const LETTERS_AN_EDIT: usize = 4;

/// What a search finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// The films that match, the best match first.
    pub films: Vec<Row>,
    /// What the words ask for, if they say more than words to search for and are no title.
    pub wish: Option<Wish>,
    /// Whether a film of this title or these people is there, or all words are a wish. If not, somebody may have asked for
    /// a film that the catalogue does not have; then only films that have some of the words are found.
    pub is_here: bool,
    /// If it is not there, the films with the nearest titles.
    pub nearest: Vec<Row>,
}

impl Ranker {
    /// Reads wishes in other languages too.
    #[must_use]
    pub fn with_translations(mut self, translations: Translations) -> Self {
        self.translations = translations;
        self
    }

    /// Makes what the first wishes, mutes and names of people would wait for: some tenths of a second for 36,000 films. It
    /// can run beside everything else.
    pub fn prepare(&self) {
        self.wish("two words");
        let _ = self.model.films_with(Facet::Person, "");
        self.model.genre_sets();
        self.bearers("");
    }

    /// Reads a wish in words. [`Wish::apply`] adds it to the options of a list.
    pub fn wish(&self, text: &str) -> Wish {
        let book = self.phrasebook.get_or_init(|| Phrasebook::new(&self.model, &self.translations));
        Wish::read(&self.model, book, text)
    }

    /// The names of what a steered term means, read as a wish, where films are not said to have it under this name: "UK",
    /// "thrillers", "scorsese", "80s". None for a word of stories.
    pub(crate) fn names_meant(&self, term: &str) -> Vec<String> {
        if term.len() > MAX_READ_TERM
            || self.bearers.get_or_init(|| Bearers::new(&self.model)).is_said(&self.model, term)
        {
            return Vec::new();
        }
        self.wish(term).only_names()
    }

    /// Finds films by what people type, as [`Model::search`](matinee_features::Model::search) does, and reads the words
    /// as a wish.
    pub fn find(&self, query: &str, limit: usize) -> Findings {
        let model = self.model();
        let mut films = model.search(query, limit.max(COMPARED));
        let is_title = !matches!(model.titles().find(query), Lookup::Unknown(_));
        let mut wish = if is_title { None } else { Some(self.wish(query)).filter(Wish::is_telling) };
        let best = || films.iter().take(COMPARED).map(|&row| model.film(row));
        // A name among other words of a title asks for nobody: "rabbi jacob" is not Irène Jacob.
        wish.take_if(|wish| {
            wish.names_somebody()
                && (!wish.says_more_than_names() || best().any(|film| search::is_in_title(query, film)))
        });
        let is_wish = wish.as_ref().is_some_and(|wish| wish.is_known() || wish.knows_several());
        let is_here = is_title || is_wish || best().any(|film| search::is_named(query, film));
        let mut nearest = Vec::new();
        if !is_here {
            nearest = model.titles().near(query);
            nearest.retain(|&row| is_near(query, model.film(row)));
            films.retain(|&row| search::has_some_word(query, model.film(row)));
            if nearest.is_empty() {
                let shares_word = |row: &Row| search::shares_words(query, model.film(*row));
                nearest = films.iter().copied().filter(shares_word).take(NEAREST).collect();
            }
        }
        films.truncate(limit);
        Findings { films, wish, is_here, nearest }
    }
}

/// Whether one of a film's titles is nearly what was typed, or has a word of it.
fn is_near(query: &str, film: &Film) -> bool {
    let key = title_key(query);
    let edits = key.chars().count() / LETTERS_AN_EDIT;
    let mut titles = film.titles().map(title_key);
    titles.any(|title| strsim::osa_distance(&key, &title) <= edits) || search::shares_words(query, film)
}
