//! Reading wishes and searches: films found, the wish that the words are, and whether the title that they may be is there
//! at all.

use matinee_catalogue::Lookup;
use matinee_features::{Facet, Row, search};

use crate::ranker::Ranker;
use crate::wish::{Phrasebook, Translations, Wish};

/// Of so many of the best matches the titles and people are compared with what was typed.
const COMPARED: usize = 10;
/// At most so many titles are called the nearest.
const NEAREST: usize = 5;

/// What a search finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// The films that match, the best match first.
    pub films: Vec<Row>,
    /// What the words ask for, if they say more than words to search for and are no title.
    pub wish: Option<Wish>,
    /// Whether a film of this title or these people is there, or all words are a wish. If not, somebody may have asked for
    /// a film that the catalogue does not have.
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
        self.bearers("");
    }

    /// Reads a wish in words. [`Wish::apply`] adds it to the options of a list.
    pub fn wish(&self, text: &str) -> Wish {
        let book = self.phrasebook.get_or_init(|| Phrasebook::new(&self.model, &self.translations));
        Wish::read(&self.model, book, text)
    }

    /// Finds films by what people type, as [`Model::search`](matinee_features::Model::search) does, and reads the words
    /// as a wish.
    pub fn find(&self, query: &str, limit: usize) -> Findings {
        let model = self.model();
        let mut films = model.search(query, limit.max(COMPARED));
        let is_title = !matches!(model.titles().find(query), Lookup::Unknown(_));
        let wish = if is_title { None } else { Some(self.wish(query)).filter(Wish::is_telling) };
        let is_named = || films.iter().take(COMPARED).any(|&row| search::is_named(query, model.film(row)));
        let is_wish = wish.as_ref().is_some_and(Wish::is_known);
        let is_here = is_title || is_wish || is_named();
        let mut nearest = if is_here { Vec::new() } else { model.titles().near(query) };
        if !is_here && nearest.is_empty() {
            let shares_word = |row: &Row| search::shares_word(query, model.film(*row));
            nearest = films.iter().copied().filter(shares_word).take(NEAREST).collect();
        }
        films.truncate(limit);
        Findings { films, wish, is_here, nearest }
    }
}
