//! Which films come first because of a part of a wish.

use matinee_catalogue::Film;
use matinee_catalogue::themes::{self, ThemeFacet};
use matinee_features::{Field, Model, Row, TermId};

use super::{WishMeaning, WishPart, phrasebook};
use crate::limits::{TELLING_THEMES, WISH_WORD_FILMS};
use crate::list_options::FirstFilms;

impl WishPart {
    /// The films that come first because of it.
    pub(super) fn films_first(&self, model: &Model) -> Option<FirstFilms> {
        let searched = |words: &str| FirstFilms { films: model.search(words, WISH_WORD_FILMS), telling: Vec::new() };
        let with = |is_first: &dyn Fn(&Film) -> bool| {
            let films = (0..model.films().len()).filter(|&row| is_first(model.film(row))).collect();
            FirstFilms { films, telling: Vec::new() }
        };
        match &self.meaning {
            WishMeaning::Theme(name) if phrasebook::is_borne(model, name) => {
                let films = bearers(model, name);
                let telling = films.iter().copied().filter(|&row| is_telling(model.film(row), name)).collect();
                Some(FirstFilms { films, telling })
            }
            WishMeaning::Theme(name) if is_in_stories(name) => Some(searched(&self.text)),
            WishMeaning::Keyword(name) => Some(FirstFilms { films: bearers(model, name), telling: Vec::new() }),
            WishMeaning::Words(words) => Some(searched(words)),
            // Who asks for French films means those made in France before those made with French money.
            WishMeaning::Country(countries) => {
                Some(with(&|film| film.countries.first().is_some_and(|first| countries.contains(&first.as_str()))))
            }
            WishMeaning::Language(language) => Some(with(&|film| film.languages.first() == Some(language))),
            WishMeaning::Renown(renown) => Some(FirstFilms { films: renown.films(model), telling: Vec::new() }),
            _ => None,
        }
    }
}

/// Whether a theme is among those of its facet that a film names first.
fn is_telling(film: &Film, name: &str) -> bool {
    let Some(theme) = themes::find(name) else { return false };
    let of_facet =
        film.themes.iter().filter(|other| themes::find(other).is_some_and(|other| other.facet == theme.facet));
    of_facet.take(TELLING_THEMES).any(|other| *other == theme.name)
}

/// The films that bear a theme or keyword.
fn bearers(model: &Model, name: &str) -> Vec<Row> {
    let analyzer = model.params().analyzer();
    let find = |field| model.vocabulary().find(field, name, analyzer);
    let columns: Vec<TermId> = [Field::Themes, Field::Keywords].into_iter().filter_map(find).collect();
    let bears = |&row: &Row| columns.iter().any(|column| model.matrix().row(row).0.binary_search(column).is_ok());
    (0..model.films().len()).filter(bears).collect()
}

/// Whether stories name a theme by its words where no film bears it: zombies are named, a slow pace is not.
pub(super) fn is_in_stories(name: &str) -> bool {
    themes::find(name)
        .is_some_and(|theme| !matches!(theme.facet, ThemeFacet::Mood | ThemeFacet::Form | ThemeFacet::Audience))
}
