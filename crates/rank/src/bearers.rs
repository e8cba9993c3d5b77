//! Which films bear a term: the films that muting it leaves out.
//!
//! A film bears its genres and those that its themes imply, its themes and wider ones, its people, countries, languages,
//! whole keywords, categories and lists. It does not bear the words of its story, nor single words of a keyword: those
//! only have weights. This is read from the films and not from the matrix, which has no column for what one film alone
//! says.

use std::hash::{BuildHasher as _, RandomState};

use matinee_catalogue::fold::plain;
use matinee_catalogue::themes::{self, FilmThemes, Theme, ThemeFacet, phrase_key};
use matinee_catalogue::{Film, genres};
use matinee_features::{Analyzer, Field, Model, Row};

use crate::taste_rule::TasteRule;
use crate::terms::decades_named;

/// The kinds of terms that films bear. A term may be of several: a country and the place of a story.
#[derive(Debug, Clone, Copy, Hash)]
enum Kind {
    Genre,
    Theme,
    Person,
    /// A country or a language.
    Origin,
    Keyword,
    /// A category or a list.
    Category,
}

/// The rows of the films that bear each term: four bytes for each term of each film, twelve for each term.
#[derive(Debug)]
pub(crate) struct Bearers {
    /// Terms come from outside. With a seed of the process nobody can write two that share a key, and of millions of
    /// terms none do by chance.
    seed: RandomState,
    /// The keys of all terms, ascending.
    keys: Vec<u64>,
    /// For each key the start of its rows; one more than there are keys.
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Bearers {
    pub(crate) fn new(model: &Model) -> Self {
        let (seed, analyzer) = (RandomState::new(), model.params().analyzer());
        let mut entries: Vec<(u64, u32)> = Vec::new();
        for (row, film) in model.films().iter().enumerate() {
            each_term(film, analyzer, |kind, term| entries.push((seed.hash_one((kind, term)), row as u32)));
        }
        entries.sort_unstable();
        entries.dedup();
        let (mut keys, mut starts) = (Vec::new(), Vec::new());
        for (place, &(key, _)) in entries.iter().enumerate() {
            if keys.last() != Some(&key) {
                keys.push(key);
                starts.push(place as u32);
            }
        }
        starts.push(entries.len() as u32);
        keys.shrink_to_fit();
        starts.shrink_to_fit();
        Self { seed, keys, starts, rows: entries.into_iter().map(|(_, row)| row).collect() }
    }

    /// The films that bear the term of a name, which is written in any way: ascending, each once.
    pub(crate) fn of(&self, model: &Model, name: &str) -> Vec<Row> {
        // The decade of release is no more than a weight, even where a story may be set in it.
        if decades_named(model.vocabulary(), name).next().is_some() {
            return Vec::new();
        }
        let folded = plain(name.trim());
        let key = |kind: Kind, term: &str| self.seed.hash_one((kind, term));
        let kinds = [Kind::Genre, Kind::Person, Kind::Origin, Kind::Category];
        let mut keys = kinds.map(|kind| key(kind, &folded)).to_vec();
        keys.extend(genres::written(name).map(|genre| key(Kind::Genre, &plain(genre))));
        keys.push(key(Kind::Keyword, &model.params().analyzer().keyword_term(name)));
        let Some(theme) = themes::find(name) else { return self.rows_of(keys) };
        let of_theme = key(Kind::Theme, &theme.name);
        if is_place_within(name, theme) {
            let named = self.naming(model, of_theme, name);
            if !named.is_empty() {
                let mut rows = self.rows_of(keys);
                rows.extend(named);
                rows.sort_unstable();
                rows.dedup();
                return rows;
            }
        }
        keys.push(of_theme);
        // Whoever wants no prisons wants no prison films.
        let of_film = format!("{} film", theme.name);
        keys.extend(
            themes::find(&of_film).filter(|other| other.name == of_film).map(|other| key(Kind::Theme, &other.name)),
        );
        self.rows_of(keys)
    }

    /// Whether a name is that of a genre, theme, person, country, language, category or decade, and not at most a keyword.
    pub(crate) fn is_said(&self, model: &Model, name: &str) -> bool {
        let folded = plain(name.trim());
        let kinds = [Kind::Genre, Kind::Person, Kind::Origin, Kind::Category];
        let has = |kind: Kind| self.keys.binary_search(&self.seed.hash_one((kind, folded.as_str()))).is_ok();
        genres::written(name).is_some()
            || themes::find(name).is_some()
            || decades_named(model.vocabulary(), name).next().is_some()
            || kinds.into_iter().any(has)
    }

    /// The bearers of a theme whose stories have a word.
    fn naming(&self, model: &Model, theme: u64, word: &str) -> Vec<Row> {
        let column = model.vocabulary().find(Field::Words, word, model.params().analyzer());
        let has_word =
            |row: &Row| column.is_some_and(|column| model.matrix().row(*row).0.binary_search(&column).is_ok());
        self.rows_of(vec![theme]).into_iter().filter(has_word).collect()
    }
}

/// Whether a name is that of a place within the setting that it stands for: Philadelphia is not all "American city". Such
/// names are written with a capital.
pub(crate) fn is_place_within(name: &str, theme: &Theme) -> bool {
    let key = phrase_key(name);
    let is_it = |other: &&String| phrase_key(other) == key;
    // "The Troubles" are within Ireland.
    let is_proper = |other: &String| {
        let name = other.strip_prefix("the ").unwrap_or(other);
        name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase)
    };
    // "New York" is all of New York City.
    let whole = phrase_key(&theme.name);
    let is_whole = whole.strip_prefix(&key).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    theme.facet == ThemeFacet::Setting && !is_whole && theme.synonyms.iter().find(is_it).is_some_and(is_proper)
}

impl Bearers {
    /// The films that a rule leaves out: ascending, each once.
    pub(crate) fn of_rule(&self, model: &Model, rule: &TasteRule) -> Vec<Row> {
        let key = |kind: Kind, term: &str| self.seed.hash_one((kind, term));
        let keys: Vec<u64> = match rule {
            TasteRule::Kind(name) => {
                let written = genres::written(name).map(plain);
                std::iter::once(plain(name)).chain(written).map(|name| key(Kind::Genre, &name)).collect()
            }
            TasteRule::Person(name) => vec![key(Kind::Person, &plain(name))],
            TasteRule::Theme(name) => {
                let theme = themes::find(name).map(|theme| key(Kind::Theme, &theme.name));
                let keyword = key(Kind::Keyword, &model.params().analyzer().keyword_term(name));
                theme.into_iter().chain([keyword]).collect()
            }
            _ => {
                let films = model.films().iter().enumerate();
                return films.filter(|(_, film)| rule.leaves_out(film) == Some(true)).map(|(row, _)| row).collect();
            }
        };
        self.rows_of(keys)
    }

    fn rows_of(&self, mut keys: Vec<u64>) -> Vec<Row> {
        keys.sort_unstable();
        keys.dedup();
        let places = keys.iter().filter_map(|key| self.keys.binary_search(key).ok());
        let rows = places.flat_map(|place| &self.rows[self.starts[place] as usize..self.starts[place + 1] as usize]);
        let mut rows: Vec<Row> = rows.map(|&row| row as Row).collect();
        // Most names have one key: the rows are in order then.
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

/// Calls `each` with every term that a film bears, in the form in which terms are compared.
fn each_term(film: &Film, analyzer: Analyzer, mut each: impl FnMut(Kind, &str)) {
    let terms = FilmThemes::of(film);
    let canonical = genres::canonical_list(&film.genres);
    let own = film.genres.iter().map(String::as_str);
    own.chain(canonical).chain(terms.genres).for_each(|genre| each(Kind::Genre, &plain(genre)));
    terms.themes.iter().for_each(|found| each(Kind::Theme, &found.theme.name));
    let people = film.directors.iter().chain(&film.writers).chain(&film.cast);
    people.for_each(|person| each(Kind::Person, &plain(person)));
    film.countries.iter().chain(&film.languages).for_each(|place| each(Kind::Origin, &plain(place)));
    film.themes.iter().chain(&film.keywords).for_each(|word| each(Kind::Keyword, &analyzer.keyword_term(word)));
    film.categories.iter().chain(&film.lists).for_each(|category| each(Kind::Category, &plain(category)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_catalogue::{Catalogue, Year};
    use matinee_features::Params;

    fn model() -> Model {
        let film = |title: &str| Film::new(title, Year::new(1984).unwrap());
        let mut first = film("First");
        first.genres = vec!["comedy-drama".into(), "cyberpunk".into()];
        first.themes = vec!["slasher".into()];
        first.directors = vec!["Ada Lünd".into()];
        first.cast = vec!["Bo Romance".into()];
        first.countries = vec!["Iran".into()];
        first.keywords = vec!["price wars".into()];
        let mut second = film("Second");
        second.genres = vec!["war".into()];
        second.languages = vec!["Persian".into()];
        second.categories = vec!["Films set in Vienna".into(), "Films shot in Technicolor".into()];
        second.synopsis = "A zither player and a price".into();
        Model::train(Catalogue::new(vec![first, second]).unwrap(), &Params::default()).unwrap()
    }

    #[test]
    fn a_place_is_borne_by_films_that_name_it_and_not_by_all_of_its_setting() {
        let film = |n: usize| Film {
            themes: vec!["American city".into()],
            synopsis: if n < 3 { "A strike in Philadelphia.".into() } else { format!("A strike in town {n}.") },
            ..Film::new(&format!("Film {n}"), Year::new(1984).unwrap())
        };
        let params = Params { max_share: 1.0, ..Params::default() };
        let model = Model::train(Catalogue::new((0..9).map(film).collect()).unwrap(), &params).unwrap();
        let bearers = Bearers::new(&model);
        assert_eq!(bearers.of(&model, "philadelphia"), [0, 1, 2]);
        assert_eq!(bearers.of(&model, "American cities").len(), 9);
        assert_eq!(bearers.of(&model, "Baltimore").len(), 9, "no story names it");
    }

    #[test]
    fn a_film_bears_what_is_said_of_it_in_any_way_of_writing() {
        let model = model();
        let bearers = Bearers::new(&model);
        for (name, wanted) in [
            ("comedy", &[0][..]),
            ("Comedy-Drama", &[0]),
            ("Sci-Fi", &[0]),
            // Implied by the slasher.
            ("horror", &[0]),
            ("slashers", &[0]),
            ("ada lund", &[0]),
            ("Bo Romance", &[0]),
            ("iran", &[0]),
            ("Persian", &[1]),
            ("war", &[1]),
            ("price war", &[0]),
            ("vienna", &[1]),
            ("Films shot in technicolor", &[1]),
            ("price", &[]),
            ("zither", &[]),
            ("romance", &[]),
            ("Bo", &[]),
            ("1980s", &[]),
            ("", &[]),
        ] {
            assert_eq!(bearers.of(&model, name), wanted, "{name}");
        }
    }
}
