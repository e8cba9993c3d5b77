//! Which films come first because of a part of a wish.

use std::collections::{HashMap, HashSet};

use matinee_catalogue::Film;
use matinee_catalogue::themes::{self, ThemeFacet, phrase_key};
use matinee_features::{Field, FilmGenres, Model, Row, TermId};

use super::settings::set_in;
use super::{WishMeaning, WishPart, phrasebook};
use crate::filter::Credit;
use crate::limits::{TELLING_HITS, TELLING_THEMES, WISH_WORD_FILMS};
use crate::list_options::FirstFilms;

impl WishPart {
    /// The films that come first because of it.
    pub(super) fn films_first(&self, model: &Model) -> Option<FirstFilms> {
        let with = |is_first: &dyn Fn(&Film) -> bool| {
            let films = (0..model.films().len()).filter(|&row| is_first(model.film(row))).collect();
            FirstFilms { films, ..FirstFilms::default() }
        };
        match &self.meaning {
            WishMeaning::Theme(name) if phrasebook::is_borne(model, name) => {
                let mut films = bearing(model, name);
                let is_early = |row: Row| is_telling(model.film(row), name);
                if !is_in_stories(name) {
                    let mut telling: Vec<Row> = films.iter().copied().filter(|&row| is_early(row)).collect();
                    // Snow White frightens too, but not as most films do that frighten.
                    if themes::find(name).is_some_and(|theme| theme.facet == ThemeFacet::Mood) {
                        let alike = by_likeness(model, &films).into_iter().filter(|&(_, alike)| alike >= HALF_ALIKE);
                        telling.extend(alike.map(|(row, _)| row));
                    }
                    return Some(FirstFilms { films, telling, ..FirstFilms::default() });
                }
                let saying = saying(model, &self.said);
                let mut telling = most_about(model, &films, is_kind(name), is_early, &saying);
                let is_place = themes::find(name).is_some_and(|theme| theme.facet == ThemeFacet::Setting);
                let of_it = if !is_synonym(&self.said, name) {
                    Vec::new()
                } else if !is_place {
                    // Vikings are a part of the Middle Ages.
                    let key = phrase_key(&self.said);
                    // Keys take long to make: only of words as long.
                    let is_it = |word: &String| word.len().abs_diff(self.said.len()) <= 2 && phrase_key(word) == key;
                    let is_of_it = |row: &Row| model.film(*row).keywords.iter().any(is_it);
                    films.iter().copied().filter(is_of_it).collect()
                } else if saying.len() * NARROWER < films.len() {
                    // Venice is a part of "Italy beyond Rome": stories that name it are meant though they lack the theme.
                    let bearers: HashSet<Row> = films.iter().copied().collect();
                    films.extend(saying.iter().filter(|row| !bearers.contains(row)));
                    saying
                } else {
                    Vec::new()
                };
                telling.extend(of_it.into_iter().flat_map(|row| [row; SAID_ALONE]));
                // Of films that are set in a decade those of later years are meant first: the others are of their own day.
                if let Some(ends) = end_of_decade(name) {
                    let look_back = films.iter().copied().filter(|&row| model.film(row).year.get() > ends);
                    telling.extend(look_back.flat_map(|row| [row; SAID_ALONE]));
                }
                Some(FirstFilms { films, telling, ..FirstFilms::default() })
            }
            WishMeaning::Theme(name) if is_in_stories(name) => Some(searched(model, &self.said)),
            WishMeaning::Keyword(name) => {
                let mut films = bearing(model, name);
                let mut telling = most_about(model, &films, false, |_| false, &saying(model, &self.said));
                // Of Studio Ghibli there are a handful: what is most like these comes before what is famous.
                if films.len() < FEW {
                    telling.extend(&films);
                    films.extend(kin(model, &films));
                }
                Some(FirstFilms { films, telling, ..FirstFilms::default() })
            }
            WishMeaning::Words(_) if self.is_nobody(model) => None,
            WishMeaning::Words(words) => Some(searched(model, words)),
            WishMeaning::Place(country) => Some(set_in(model, country)),
            // Romance is little of what a spy film is: kinds that are named first come first.
            WishMeaning::Kind(genres) => {
                let is_dilute = genres.iter().all(|genre| !FORMS.contains(genre));
                let is_first = |sets: &FilmGenres| genres.iter().all(|genre| sets.first.contains(genre));
                let sets = || model.genre_sets().iter().enumerate();
                is_dilute.then(|| FirstFilms {
                    telling: sets().filter(|(_, sets)| is_first(sets)).map(|(row, _)| row).collect(),
                    without_taste: true,
                    ..FirstFilms::default()
                })
            }
            // Who asks for French films means those made in France before those made with French money.
            WishMeaning::Country(countries) => {
                Some(with(&|film| film.countries.first().is_some_and(|first| countries.contains(&first.as_str()))))
            }
            WishMeaning::Language(language) => Some(with(&|film| film.languages.first() == Some(language))),
            WishMeaning::Renown(renown) => Some(FirstFilms { films: renown.films(model), ..FirstFilms::default() }),
            _ => None,
        }
    }
}

impl WishPart {
    /// Whether it is a name behind "with" or "by", and nobody's here: "with Romy Schneider" finds no other Schneider.
    pub(super) fn is_nobody(&self, model: &Model) -> bool {
        matches!(&self.meaning, WishMeaning::Words(words)
            if self.credit != Credit::Any && words.contains(' ') && saying(model, words).is_empty())
    }
}

/// Kinds by how a film is made and for whom: a silent comedy is a silent film no less for being a comedy first.
const FORMS: [&str; 10] = [
    "animation",
    "anime",
    "children's",
    "documentary",
    "experimental",
    "family",
    "independent",
    "musical",
    "short",
    "silent",
];

/// What says that a film is about a theme: that it names the theme early, ...
const NAMED_EARLY: usize = 2;
/// ... has the word, ...
const SAID: usize = 1;
/// ... or is one of those that say most of it, ...
const SAID_OFTEN: usize = 2;
/// ... and is like the other films with the theme: so much for the first of them, and nothing for the last.
const ALIKE: usize = 3;
/// From here on a film is like most of the others.
const HALF_ALIKE: usize = 2;
/// A keyword that fewer films have is followed by films that are like these, ...
const FEW: usize = 12;
/// ... so many of them.
const KIN: usize = 20;
/// A film that is like none of the others has so much of it at most.
const ABOUT_ELSE: usize = 3;
/// So much of it is a step to the front.
const A_STEP: usize = 2;
/// Films of what means less than the theme, and those that look back at a decade, are so many steps before the others.
const SAID_ALONE: usize = 4;
/// Words mean less than a theme by whose other name they are if this many times fewer films have them.
const NARROWER: usize = 2;

/// The films that have all words of a phrase as they are, in titles, names or stories; those that say most of it first.
pub(super) fn saying(model: &Model, phrase: &str) -> Vec<Row> {
    let analyzer = model.params().analyzer();
    let words = analyzer.tokens(phrase).into_iter().map(|token| {
        let find = |field| model.vocabulary().find(field, &token.surface, analyzer);
        let columns: Vec<TermId> = [Field::Words, Field::Keywords].into_iter().filter_map(find).collect();
        (token.term, columns)
    });
    let words: Vec<(String, Vec<TermId>)> = words.collect();
    let has_all = |&row: &Row| {
        let (in_story, film) = (model.matrix().row(row).0, model.film(row));
        let people = film.directors.iter().chain(&film.cast).chain(&film.writers);
        let named = film.own_titles().chain(people.map(String::as_str));
        let is_named =
            |term: &str| named.clone().any(|text| analyzer.tokens(text).iter().any(|token| token.term == term));
        let is_in_story = |column: &TermId| in_story.binary_search(column).is_ok();
        words.iter().all(|(term, columns)| columns.iter().any(is_in_story) || is_named(term))
    };
    if words.is_empty() {
        return Vec::new();
    }
    model.search(phrase, WISH_WORD_FILMS).into_iter().filter(has_all).collect()
}

/// Films that bear a theme, the more often the more they are about it. Of films of a kind the well known are meant: it has
/// fewer steps, which are how early a film names it and how like it is to the others. A dream thief's film is a heist film too.
fn most_about(model: &Model, films: &[Row], is_kind: bool, is_early: impl Fn(Row) -> bool, saying: &[Row]) -> Vec<Row> {
    let said = |(place, &row): (usize, &Row)| (row, if place < TELLING_HITS { SAID_OFTEN } else { SAID });
    let said: HashMap<Row, usize> = saying.iter().enumerate().map(said).collect();
    let steps = |(row, alike): (Row, usize)| {
        let is_early = is_early(row);
        if is_kind {
            let steps = [is_early, alike >= HALF_ALIKE, is_early && alike == ALIKE];
            return std::iter::repeat_n(row, steps.into_iter().filter(|&step| step).count());
        }
        let early = if is_early { NAMED_EARLY } else { 0 };
        let about = early + said.get(&row).copied().unwrap_or(0) + alike;
        // A film of another sort has dogs too, and is about something else.
        let most = if alike == 0 { ABOUT_ELSE } else { usize::MAX };
        std::iter::repeat_n(row, about.min(most) / A_STEP)
    };
    by_likeness(model, films).into_iter().flat_map(steps).collect()
}

/// The films that are most like some films, which are not among them.
fn kin(model: &Model, films: &[Row]) -> Vec<Row> {
    let likeness = likeness_to(model, films);
    let mut others: Vec<(f32, Row)> =
        (0..model.films().len()).filter(|row| !films.contains(row)).map(|row| (likeness(row), row)).collect();
    others.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    others.into_iter().take(KIN).map(|(_, row)| row).collect()
}

/// How like each of some films is to the others: of all films with dogs, those that are as films with dogs are have most.
fn by_likeness(model: &Model, films: &[Row]) -> Vec<(Row, usize)> {
    let likeness = likeness_to(model, films);
    let mut alike: Vec<(f32, Row)> = films.iter().map(|&row| (likeness(row), row)).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let part = |place: usize| ALIKE - place * (ALIKE + 1) / films.len();
    alike.into_iter().enumerate().map(|(place, (_, row))| (row, part(place))).collect()
}

/// The product of a film's genres, themes, keywords and categories with the sum of those of some films.
fn likeness_to<'a>(model: &'a Model, films: &[Row]) -> impl Fn(Row) -> f32 + 'a {
    const OF_CONTENT: [Field; 4] = [Field::Genres, Field::Themes, Field::Keywords, Field::Categories];
    let content = OF_CONTENT.map(|field| model.vocabulary().columns_of(field));
    let of_content = move |row: Row| {
        let (columns, values) = model.matrix().row(row);
        let is_content = |column: TermId| content.iter().any(|columns| columns.contains(&(column as usize)));
        let terms = columns.iter().zip(values).map(|(&column, &value)| (column, value));
        terms.filter(|&(column, _)| is_content(column)).collect::<Vec<_>>()
    };
    let mut sums = vec![0.0; model.matrix().width()];
    for (column, value) in films.iter().flat_map(|&row| of_content(row)) {
        sums[column as usize] += value;
    }
    move |row| of_content(row).into_iter().map(|(column, value)| sums[column as usize] * value).sum()
}

/// The last year of a theme that is a decade: 1929 of "1920s".
pub(super) fn end_of_decade(name: &str) -> Option<u16> {
    Some(name.strip_suffix('s')?.parse::<u16>().ok()? + 9)
}

/// Whether the vocabulary has a phrase as another name of a theme, and not as a part of its name.
fn is_synonym(phrase: &str, name: &str) -> bool {
    let key = phrase_key(phrase);
    !phrase_key(name).contains(&key)
        && themes::find(name).is_some_and(|theme| theme.synonyms.iter().any(|other| phrase_key(other) == key))
}

/// The films that a search finds: those that have every word before those that have some or nearly, and those that say
/// most of it first.
fn searched(model: &Model, words: &str) -> FirstFilms {
    let found = model.search(words, WISH_WORD_FILMS);
    let saying = saying(model, words);
    if saying.is_empty() {
        let telling = found.iter().copied().take(TELLING_HITS).collect();
        return FirstFilms { films: found, telling, ..FirstFilms::default() };
    }
    let best = saying.iter().take(TELLING_HITS);
    let telling = saying.iter().chain(best).copied().collect();
    // "Chess" is nearly a chest.
    let films = if words.contains(' ') { found } else { saying };
    FirstFilms { films, telling, ..FirstFilms::default() }
}

/// Whether a theme is among those of its facet that a film names first.
fn is_telling(film: &Film, name: &str) -> bool {
    let Some(theme) = themes::find(name) else { return false };
    let of_facet =
        film.themes.iter().filter(|other| themes::find(other).is_some_and(|other| other.facet == theme.facet));
    of_facet.take(TELLING_THEMES).any(|other| *other == theme.name)
}

/// The films that bear a theme or keyword.
fn bearing(model: &Model, name: &str) -> Vec<Row> {
    let analyzer = model.params().analyzer();
    let find = |field| model.vocabulary().find(field, name, analyzer);
    let columns: Vec<TermId> = [Field::Themes, Field::Keywords].into_iter().filter_map(find).collect();
    let bears = |&row: &Row| columns.iter().any(|column| model.matrix().row(row).0.binary_search(column).is_ok());
    (0..model.films().len()).filter(bears).collect()
}

/// Whether a theme is a kind of films, such as the heist film.
fn is_kind(name: &str) -> bool {
    themes::find(name).is_some_and(|theme| theme.facet == ThemeFacet::Subgenre)
}

/// Whether stories name a theme by its words where no film bears it: zombies are named, a slow pace is not.
pub(super) fn is_in_stories(name: &str) -> bool {
    themes::find(name)
        .is_some_and(|theme| !matches!(theme.facet, ThemeFacet::Mood | ThemeFacet::Form | ThemeFacet::Audience))
}
