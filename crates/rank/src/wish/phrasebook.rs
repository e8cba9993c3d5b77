//! What phrases mean: kinds, themes, countries, languages and people of one model.

use std::collections::{BTreeMap, HashMap};

use matinee_catalogue::fold::bare;
use matinee_catalogue::themes::{self, phrase_key};
use matinee_catalogue::{countries, genres};
use matinee_features::{Field, Model, Row};

use super::WishMeaning;
use super::other_names::{
    BY_A_WOMAN, BY_A_WOMAN_BY_OTHER_NAMES, KINDS_BY_OTHER_NAMES, LANGUAGES_BY_OTHER_NAMES, SERIES_BY_A_WORD,
    SERIES_BY_OTHER_NAMES, THEMES_BY_OTHER_NAMES,
};
use super::people::KnownPeople;
use super::reader::FILMS;
use super::renown::newest_year;
use super::titles::OtherTitles;
use crate::studios::{STUDIOS, is_made_by};

/// Names with fewer letters are not what a misspelt word was to be.
const MIN_CORRECTED: usize = 4;
/// A keyword means something if this many films have it.
const MIN_KEYWORD_FILMS: u32 = 2;
/// A series means something if it has this many films.
const MIN_SERIES_FILMS: u32 = 2;
/// What stands behind the name of a series: "rocky movies".
const SERIES_OF_FILMS: [&str; 9] =
    ["film", "films", "movie", "movies", "series", "franchise", "saga", "trilogy", "universe"];

/// What wishes in other languages than English are read by.
#[derive(Debug, Clone, Default)]
pub struct Translations {
    /// Names of kinds, themes, countries and languages, each with the English one.
    pub names: Vec<(String, String)>,
    /// Small words, such as "not" and "under", each with the English one.
    pub words: Vec<(String, String)>,
}

/// Where a phrase stands, which decides what it means first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PhrasePlace {
    /// "french"
    Alone,
    /// "in french"
    AfterIn,
    /// "set in france"
    AfterSet,
}

/// Phrases with their meanings. Phrases are compared as names of themes are: without articles, in the singular.
#[derive(Debug)]
pub(crate) struct Phrasebook {
    genres: HashMap<String, WishMeaning>,
    themes: HashMap<String, WishMeaning>,
    /// Further names of genres, which count where no theme has that name: "heist" is a theme, and crime too.
    genre_synonyms: HashMap<String, WishMeaning>,
    countries: HashMap<String, WishMeaning>,
    languages: HashMap<String, WishMeaning>,
    /// What else has names of its own: a keyword, studios.
    others: HashMap<String, WishMeaning>,
    /// Series of several films.
    series: HashMap<String, WishMeaning>,
    /// Names in other languages, with the English ones.
    translations: HashMap<String, String>,
    /// Small words of other languages, folded, with the English ones.
    small_words: HashMap<String, String>,
    /// Phrases of one word that a misspelt word can be, in alphabetical order.
    pub(super) single_words: Vec<String>,
    pub(super) people: KnownPeople,
    pub(super) titles: OtherTitles,
    /// The year of the newest film, after which "recent" is counted.
    pub(super) newest: u16,
}

impl Phrasebook {
    /// Collects the phrases of a model, in English and in other languages.
    pub(crate) fn new(model: &Model, translations: &Translations) -> Self {
        let mut book = Self {
            genres: HashMap::new(),
            themes: HashMap::new(),
            genre_synonyms: HashMap::new(),
            countries: HashMap::new(),
            languages: HashMap::new(),
            others: HashMap::new(),
            series: series(model),
            translations: HashMap::new(),
            small_words: translations.words.iter().map(|(word, english)| (bare(word), english.clone())).collect(),
            single_words: Vec::new(),
            people: KnownPeople::new(model),
            titles: OtherTitles::new(model),
            newest: newest_year(model),
        };
        for (name, meant) in genres::names() {
            if genres::is_canonical(name) {
                add(&mut book.genres, name, WishMeaning::Kind(vec![name]));
            } else {
                add(&mut book.genre_synonyms, name, WishMeaning::Kind(meant.to_vec()));
            }
        }
        for (name, english) in &translations.names {
            book.translations.entry(phrase_key(name)).or_insert_with(|| english.clone());
        }
        // These are words of their own: a length, and an audience.
        book.genres.remove("short");
        book.genres.remove(&phrase_key("children's"));
        for &(name, meant) in KINDS_BY_OTHER_NAMES {
            add(&mut book.genres, name, WishMeaning::Kind(meant.to_vec()));
        }
        for &(name, theme) in THEMES_BY_OTHER_NAMES {
            if let Some(theme) = themes::find(theme) {
                book.themes.insert(phrase_key(name), WishMeaning::Theme(&theme.name));
            }
        }
        for theme in themes::all() {
            add(&mut book.themes, &theme.name, WishMeaning::Theme(&theme.name));
        }
        for theme in themes::all() {
            for name in &theme.synonyms {
                add(&mut book.themes, name, WishMeaning::Theme(&theme.name));
            }
        }
        for (name, countries) in countries::adjectives() {
            add(&mut book.countries, name, WishMeaning::Country(countries.to_vec()));
        }
        for name in countries::all() {
            add(&mut book.countries, name, WishMeaning::Country(vec![name]));
        }
        for language in model.films().iter().flat_map(|film| &film.languages) {
            if !book.languages.contains_key(&phrase_key(language)) {
                add(&mut book.languages, language, WishMeaning::Language(language.clone()));
            }
        }
        for &(name, language) in LANGUAGES_BY_OTHER_NAMES {
            add(&mut book.languages, name, WishMeaning::Language(language.to_owned()));
        }
        if let Some(meant) = keyword(model, BY_A_WOMAN) {
            for &name in BY_A_WOMAN_BY_OTHER_NAMES {
                add(&mut book.others, name, meant.clone());
            }
        }
        for studio in STUDIOS.iter().filter(|studio| model.films().iter().any(|film| is_made_by(studio.name, film))) {
            for name in std::iter::once(&studio.name).chain(studio.other_names) {
                add(&mut book.others, name, WishMeaning::Studio(studio.name));
            }
        }
        // Further names of themes are too many: "the godfahter" is a title before it is a trade.
        let themes: Vec<String> = themes::all().iter().map(|theme| phrase_key(&theme.name)).collect();
        let tables = [&book.genres, &book.genre_synonyms, &book.countries, &book.languages];
        let names = tables.into_iter().flat_map(HashMap::keys).chain(&themes).chain(book.translations.keys());
        let mut single: Vec<String> =
            names.filter(|name| name.len() >= MIN_CORRECTED && !name.contains(' ')).cloned().collect();
        single.sort_unstable();
        single.dedup();
        book.single_words = single;
        book
    }

    /// What a key of one of the tables of kinds, countries, languages and themes means.
    pub(super) fn known(&self, key: &str) -> Option<WishMeaning> {
        let tables = [&self.genres, &self.countries, &self.languages, &self.themes, &self.genre_synonyms];
        let known = |key: &str| tables.iter().find_map(|table| table.get(key)).cloned();
        known(key).or_else(|| known(&phrase_key(self.translations.get(key)?)))
    }

    /// What a phrase means. A theme that is `wanted` and that no film here bears can be
    /// its genres.
    pub(super) fn meaning(&self, model: &Model, text: &str, place: PhrasePlace, wanted: bool) -> Option<WishMeaning> {
        let key = phrase_key(text);
        if key.is_empty() {
            return None;
        }
        let known = |key: &str| {
            let tables: &[&HashMap<String, WishMeaning>] = match place {
                PhrasePlace::Alone => {
                    &[&self.genres, &self.countries, &self.languages, &self.themes, &self.genre_synonyms, &self.others]
                }
                PhrasePlace::AfterIn => {
                    &[&self.languages, &self.themes, &self.countries, &self.genres, &self.genre_synonyms]
                }
                PhrasePlace::AfterSet => &[&self.themes],
            };
            let found = tables.iter().find_map(|table| table.get(key)).cloned();
            // "Set in Japan", where no setting has that name
            found.or_else(|| match self.countries.get(key).filter(|_| place == PhrasePlace::AfterSet)? {
                WishMeaning::Country(all) => all.first().map(|country| WishMeaning::Place(country)),
                _ => None,
            })
        };
        let found = known(&key)
            // "Zombies" are zombies, as "families" are a family.
            .or_else(|| known(&phrase_key(&text.replace("ies", "ie"))))
            .or_else(|| known(&phrase_key(self.translations.get(&key)?)))
            .or_else(|| self.series_named(model, text).filter(|_| place == PhrasePlace::Alone))
            .or_else(|| keyword(model, text).filter(|_| place != PhrasePlace::AfterSet))
            // "Not Bond": who names a series to have none of it leaves out what it is of.
            .or_else(|| self.series.get(&key).filter(|_| !wanted).cloned())?;
        match &found {
            // "Zombie comedy" is both before it is a horror comedy.
            WishMeaning::Theme(name) if self.is_theme_and_kind(text, name) => None,
            WishMeaning::Theme(name) if wanted && !is_borne(model, name) => {
                Some(self.only_genres(text).unwrap_or(found))
            }
            _ => Some(found),
        }
    }

    /// The series that a phrase names: "harry potter", "rocky movies". A word alone is more often something else.
    fn series_named(&self, model: &Model, text: &str) -> Option<WishMeaning> {
        let named = |text: &str| self.series.get(&phrase_key(text)).cloned();
        let of_films = || {
            let (name, last) = text.rsplit_once(' ')?;
            let is_theme = self.themes.contains_key(&phrase_key(name)) || self.genres.contains_key(&phrase_key(name));
            // "Halloween movies" are those that many films call so.
            let is_common = || FILMS.contains(&last) && is_common_keyword(model, name);
            named(name).filter(|_| SERIES_OF_FILMS.contains(&last) && !is_theme && !is_common())
        };
        let is_name = text.contains(' ') || SERIES_BY_A_WORD.contains(&text);
        named(text).filter(|_| is_name).or_else(of_films)
    }

    /// The best known film of the series that a phrase names.
    pub(super) fn best_of_series(&self, model: &Model, text: &str) -> Option<Row> {
        let Some(WishMeaning::Series(name)) = self.series.get(&phrase_key(text)) else { return None };
        let films = model.films().iter().enumerate().filter(|(_, film)| film.series.as_ref() == Some(name));
        model.best_known(films.map(|(row, _)| row))
    }

    /// Whether a further name of a theme is that of another theme, and that of a kind.
    fn is_theme_and_kind(&self, text: &str, name: &str) -> bool {
        let Some((first, last)) = text.split_once(' ').filter(|(_, last)| !last.contains(' ')) else { return false };
        let first =
            self.themes.get(&phrase_key(first)).or_else(|| self.themes.get(&phrase_key(&first.replace("ies", "ie"))));
        phrase_key(name) != phrase_key(text)
            && first.is_some_and(|first| !matches!(first, WishMeaning::Theme(other) if *other == name))
            && self.genres.contains_key(&phrase_key(last))
    }

    /// What a phrase means that says several genres and nothing else: "romcom", "horror comedy".
    fn only_genres(&self, text: &str) -> Option<WishMeaning> {
        let of = |text: &str| {
            let key = phrase_key(text);
            match self.genres.get(&key).or_else(|| self.genre_synonyms.get(&key)) {
                Some(WishMeaning::Kind(genres)) => Some(genres.clone()),
                _ => None,
            }
        };
        let of_words = || text.split(' ').map(of).collect::<Option<Vec<_>>>().map(|all| all.concat());
        let mut genres = of(text).filter(|genres| genres.len() > 1).or_else(of_words)?;
        genres.sort_unstable();
        genres.dedup();
        (genres.len() > 1).then_some(WishMeaning::Kind(genres))
    }

    /// The English name of what a phrase of another language names.
    pub(super) fn english(&self, folded: &str) -> Option<&str> {
        self.translations.get(&phrase_key(folded)).map(String::as_str)
    }

    /// Whether a word is in no story, and nobody's name.
    pub(super) fn is_unknown(&self, model: &Model, folded: &str) -> bool {
        let is_word = || model.vocabulary().find(Field::Words, folded, model.params().analyzer()).is_some();
        !folded.contains(' ')
            && self.known(&phrase_key(folded)).is_none()
            && !is_word()
            && !self.people.is_name(model, folded)
    }

    /// The English word for a small word of another language.
    pub(super) fn small_word(&self, folded: &str) -> Option<&str> {
        self.small_words.get(folded).map(String::as_str)
    }

    /// The language of this name.
    pub(super) fn language(&self, text: &str) -> Option<WishMeaning> {
        self.languages.get(&phrase_key(text)).cloned()
    }
}

/// The series of a model that have several films.
fn series(model: &Model) -> HashMap<String, WishMeaning> {
    let mut films: BTreeMap<&str, u32> = BTreeMap::new();
    for name in model.films().iter().filter_map(|film| film.series.as_deref()) {
        *films.entry(name).or_default() += 1;
    }
    films.retain(|_, films| *films >= MIN_SERIES_FILMS);
    let mut series = HashMap::new();
    for name in films.keys() {
        series.entry(phrase_key(name)).or_insert_with(|| WishMeaning::Series((*name).to_owned()));
    }
    for &(other, name) in SERIES_BY_OTHER_NAMES {
        if films.contains_key(name) {
            series.entry(phrase_key(other)).or_insert_with(|| WishMeaning::Series(name.to_owned()));
        }
    }
    series
}

/// Adds a phrase and its form without spaces, unless it has a meaning.
fn add(table: &mut HashMap<String, WishMeaning>, name: &str, meaning: WishMeaning) {
    let key = phrase_key(name);
    if key.contains(' ') {
        table.entry(key.replace(' ', "")).or_insert_with(|| meaning.clone());
    }
    table.entry(key).or_insert(meaning);
}

/// Whether a film of the model bears a theme.
pub(super) fn is_borne(model: &Model, name: &str) -> bool {
    let analyzer = model.params().analyzer();
    [Field::Themes, Field::Keywords].iter().any(|&field| model.vocabulary().find(field, name, analyzer).is_some())
}

/// Whether films outside of the series of that name have it as a keyword.
fn is_common_keyword(model: &Model, name: &str) -> bool {
    let Some(column) = model.vocabulary().find(Field::Keywords, name, model.params().analyzer()) else { return false };
    let is_other = |&row: &usize| {
        let is_of_series =
            model.film(row).series.as_deref().is_some_and(|series| phrase_key(series) == phrase_key(name));
        !is_of_series && model.matrix().row(row).0.binary_search(&column).is_ok()
    };
    (0..model.films().len()).filter(is_other).nth(1).is_some()
}

fn keyword(model: &Model, text: &str) -> Option<WishMeaning> {
    let vocabulary = model.vocabulary();
    let term = vocabulary.term(vocabulary.find(Field::Keywords, text, model.params().analyzer())?);
    (term.films >= MIN_KEYWORD_FILMS).then(|| WishMeaning::Keyword(term.text.clone()))
}
