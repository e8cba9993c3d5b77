//! Reasons: the parts of a film's score, in words.

use std::collections::HashMap;

use matinee_catalogue::fold::plain;
use matinee_catalogue::themes::{self, ThemeFacet};
use matinee_catalogue::{Film, countries};
use matinee_features::{Field, Model, Row, TermId, is_unspaced};
use serde::Serialize;

use crate::readable::Readable;

/// A kind or an origin that a greater share of all films has is no reason.
const COMMON: f64 = 0.4;
/// A decade of which a greater share of all films are is no reason.
const COMMON_DECADE: f32 = 0.18;

/// What a reason is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Words, themes and settings of the story.
    Story,
    /// A film that is named beside it.
    Beside,
    /// People in it and behind it.
    People,
    /// Genre, country, language.
    Kind,
    /// The time of release.
    Time,
    /// How well known it is.
    WellKnown,
}

impl From<Field> for Group {
    fn from(field: Field) -> Self {
        match field {
            Field::Words | Field::Themes | Field::Keywords | Field::Categories => Self::Story,
            Field::Beside => Self::Beside,
            Field::People => Self::People,
            Field::Genres | Field::Origin => Self::Kind,
            Field::Time => Self::Time,
        }
    }
}

/// One part of a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// What it is about.
    pub group: Group,
    /// The term, as people write it; a title for [`Group::Beside`], empty for [`Group::WellKnown`].
    pub term: String,
    /// What it adds to the score; negative if it speaks against the film.
    pub contribution: f32,
    /// Its share of everything that speaks for the film (or against it, if it is negative), 0 to 1.
    pub share: f32,
}

/// What a part of a score comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PartOf {
    /// A term.
    Term(TermId),
    /// The films named beside it: all of them together, shown by this one; by the film itself if there is nothing to show.
    Beside(Row),
    /// How well known the film is.
    Fame,
}

/// A part of a score before it is put into words.
pub(crate) type ScorePart = (PartOf, f32);

/// All parts of a film's score that are not zero, in the order of the columns. They add up to the score. `likes` are the
/// liked films.
pub(crate) fn parts(model: &Model, weights: &[f32], row: Row, fame: f32, likes: &[(Row, f32)]) -> Vec<ScorePart> {
    let (columns, values) = model.matrix().row(row);
    let mut parts: Vec<ScorePart> = Vec::with_capacity(columns.len() + 1);
    let (times, beside) = (model.vocabulary().columns_of(Field::Time), model.vocabulary().columns_of(Field::Beside));
    let text = |column: TermId| &model.vocabulary().term(column).text;
    let mut of_beside: Vec<(TermId, f32)> = Vec::new();
    for (&column, &value) in columns.iter().zip(values) {
        let part = weights[column as usize] * value;
        if beside.contains(&(column as usize)) {
            of_beside.push((column, part));
            continue;
        }
        // Columns of one decade have one name, so they are one part.
        let is_same = |other: PartOf| match other {
            PartOf::Term(other) => times.contains(&(other as usize)) && text(other) == text(column),
            _ => false,
        };
        let same = times
            .contains(&(column as usize))
            .then(|| parts.iter_mut().rev().take(times.len()).find(|(other, _)| is_same(*other)));
        match same.flatten() {
            Some((_, sum)) => *sum += part,
            None => parts.push((PartOf::Term(column), part)),
        }
    }
    let sum: f32 = of_beside.iter().map(|&(_, part)| part).sum();
    parts.push((PartOf::Beside(shown_beside(model, row, &of_beside, likes).unwrap_or(row)), sum));
    parts.push((PartOf::Fame, fame));
    parts.retain(|&(_, part)| part != 0.0);
    parts
}

/// By which film the part of the films beside `row` is shown: a liked film that it names or that names it, else the third
/// film that both name.
fn shown_beside(model: &Model, row: Row, parts: &[(TermId, f32)], likes: &[(Row, f32)]) -> Option<Row> {
    let mut parts = parts.to_vec();
    parts.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let named = |column: TermId| model.titles().row_of(&model.vocabulary().term(column).text);
    let is_liked = |film: &Row| likes.iter().any(|(like, _)| like == film);
    let names = |column: TermId| {
        let naming = likes.iter().filter(move |(like, _)| model.matrix().row(*like).0.binary_search(&column).is_ok());
        naming.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|&(like, _)| like)
    };
    let films: Vec<(TermId, Row)> = parts.iter().filter_map(|&(column, _)| Some((column, named(column)?))).collect();
    let liked = films.iter().map(|&(_, film)| film).find(is_liked);
    let by_like = || films.iter().find(|&&(_, film)| film == row).and_then(|&(column, _)| names(column));
    liked.or_else(by_like).or_else(|| films.iter().map(|&(_, film)| film).find(|&film| film != row))
}

/// The sum of everything that speaks for a film, and of everything that speaks against it; neither is below 0.
fn totals(parts: &[ScorePart]) -> (f32, f32) {
    let total = |sign: f32| parts.iter().map(|&(_, p)| p * sign).filter(|&p| p > 0.0).sum();
    (total(1.0), total(-1.0))
}

fn group_of(model: &Model, of: PartOf) -> (Group, &str) {
    match of {
        PartOf::Term(column) => {
            let term = model.vocabulary().term(column);
            (Group::from(term.field), term.text.as_str())
        }
        PartOf::Beside(row) => (Group::Beside, &model.film(row).title),
        PartOf::Fame => (Group::WellKnown, ""),
    }
}

/// Parts as reasons, those of the greatest size first. A term of several fields, a theme that is a word of the story too,
/// is one.
pub(crate) fn all(model: &Model, parts: Vec<ScorePart>) -> Vec<Reason> {
    let mut places: HashMap<(Group, String), usize> = HashMap::new();
    let mut terms: Vec<ScorePart> = Vec::with_capacity(parts.len());
    for (of, part) in parts {
        let (group, term) = group_of(model, of);
        let place = *places.entry((group, term.to_lowercase())).or_insert(terms.len());
        match terms.get_mut(place) {
            Some((_, sum)) => *sum += part,
            None => terms.push((of, part)),
        }
    }
    terms.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
    let (for_it, against) = totals(&terms);
    let reason = |(of, contribution): ScorePart| {
        let (group, term) = group_of(model, of);
        let share = contribution.abs() / if contribution > 0.0 { for_it } else { against };
        Reason { group, term: term.to_owned(), contribution, share }
    };
    terms.into_iter().map(reason).collect()
}

/// The main reasons for a film, without near duplicates (a word of a pair that is shown already, a theme that is also a
/// word). The share of a duplicate is added to the reason that is shown.
///
/// Words of the story count, but only those that read well are shown (see [`Readable`]). A decade is shown of a film of
/// that decade if it is not that of very many films, a kind or an origin unless most films have it, and an origin only if it
/// is the film's own.
pub(crate) fn shown(
    model: &Model,
    readable: &Readable,
    row: Row,
    mut parts: Vec<ScorePart>,
    most: usize,
) -> Vec<Reason> {
    let (for_it, _) = totals(&parts);
    parts.retain(|&(_, part)| part > 0.0);
    parts.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let film = model.film(row);
    let decade = format!("{}s", film.year.decade());
    let is_shown = |&&(of, _): &&ScorePart| match of {
        PartOf::Term(column) => {
            let term = model.vocabulary().term(column);
            match term.field {
                Field::Words => readable.has(model, column) && is_written(&term.text, film),
                Field::Time => term.text == decade && readable.share_of_decade(film.year) < COMMON_DECADE,
                Field::Origin if !is_own_origin(film, &term.text) => false,
                Field::Genres | Field::Origin => f64::from(term.films) < COMMON * model.films().len() as f64,
                _ => true,
            }
        }
        PartOf::Beside(other) => other != row,
        PartOf::Fame => true,
    };
    let named = parts.iter().filter(is_shown).map(|&(of, part)| {
        let (group, term) = group_of(model, of);
        (group, term, part)
    });
    without_duplicates(named, for_it, most)
}

/// Whether a country or a language is the one that a film is of. Where others paid too, as for many films of the United States,
/// it is the first; "United Kingdom" says nothing of what both countries made.
fn is_own_origin(film: &Film, name: &str) -> bool {
    let is_it = |own: &String| own.eq_ignore_ascii_case(name);
    let is_american_too =
        || film.countries.len() > 1 && film.countries.iter().any(|country| country == "United States");
    film.languages.first().is_some_and(is_it) || film.countries.first().is_some_and(is_it) && !is_american_too()
}

/// Whether a word is one of a film's story as it is shown. "Wick" and "wicked" have one stem, of which the commoner word is
/// shown.
fn is_written(word: &str, film: &Film) -> bool {
    if word.contains(' ') || !["ed", "ing", "ly"].iter().any(|ending| word.ends_with(ending)) {
        return true;
    }
    let has_word = |text: &str| plain(text).contains(word);
    has_word(&film.synopsis) || has_word(&film.plot)
}

/// The first `most` of `parts` (group, term and contribution, the largest first); parts that repeat an earlier one are
/// added to it.
fn without_duplicates<'a>(parts: impl Iterator<Item = (Group, &'a str, f32)>, for_it: f32, most: usize) -> Vec<Reason> {
    let mut shown: Vec<(Group, &str, f32)> = Vec::with_capacity(most);
    for (group, term, part) in parts {
        // A name may be in the story and among the people: the same text in any group is a duplicate.
        let is_duplicate = |other: &&mut (Group, &str, f32)| {
            let is_of_other_sort =
                matches!((other.0, group), (Group::Story, Group::Kind) | (Group::Kind, Group::Story));
            other.1.eq_ignore_ascii_case(term)
                || other.0 == group && (group == Group::Time || alike(other.1, term))
                || is_of_other_sort && (is_kind_of(other.1, term) || is_kind_of(term, other.1))
                || is_of_other_sort && (is_language_within(other.1, term) || is_language_within(term, other.1))
                || other.0 == Group::Kind && group == Group::Kind && is_language_of(other.1, term)
        };
        let duplicate = shown.iter_mut().find(is_duplicate);
        if let Some((of, other, sum)) = duplicate {
            *sum += part;
            let is_longer = term.len() > other.len() && is_unspaced(term) && term.contains(*other);
            // "Mexico" is not said as a pair of words: "mexico city".
            let is_named = || *of == group || themes::find(term).is_some_and(|theme| theme.name == term);
            if matches!(group, Group::Story | Group::Kind)
                && (is_longer || (term.contains(' ') && !other.contains(' ') && is_named()))
            {
                *other = term;
                *of = group;
            }
        } else if shown.len() < most {
            shown.push((group, term, part));
        }
    }
    // Story, people and kind come before time and fame.
    shown.sort_by(|a, b| (a.0 >= Group::Time).cmp(&(b.0 >= Group::Time)).then(b.2.total_cmp(&a.2)));
    let reason = |(group, term, contribution): (Group, &str, f32)| Reason {
        group,
        term: term.to_owned(),
        contribution,
        share: contribution / for_it,
    };
    shown.into_iter().map(reason).collect()
}

/// Words that many kinds have: two that share only these are different.
const HEADS: [&str; 12] = [
    "comedy",
    "documentary",
    "drama",
    "fiction",
    "film",
    "horror",
    "musical",
    "romance",
    "story",
    "thriller",
    "war",
    "western",
];

/// Whether all words of a term are in another: "horror" in "supernatural horror", "sport" in "sports drama".
fn contains_words(longer: &str, term: &str) -> bool {
    let words = |text| str::split(text, [' ', '-']).map(|word: &str| word.strip_suffix('s').unwrap_or(word));
    words(term).all(|word| words(longer).any(|other| other.eq_ignore_ascii_case(word)))
}

/// Whether a theme is a sort of a kind: "supernatural horror" is horror, but a "found family" is no family film.
fn is_kind_of(theme: &str, kind: &str) -> bool {
    let is_of_people = || themes::find(theme).is_some_and(|theme| theme.facet == ThemeFacet::Theme);
    contains_words(theme, kind) && !is_of_people()
}

/// Whether one of two is the language of the other: "Japanese" says no more than "Japan".
fn is_language_of(a: &str, b: &str) -> bool {
    let is_of = |language: &str, country: &str| countries::called(&language.to_lowercase()).contains(&country);
    is_of(a, b) || is_of(b, a)
}

/// Whether a language is that of a country that a setting names: "Italian" says no more than "Italy beyond Rome".
fn is_language_within(setting: &str, language: &str) -> bool {
    if !setting.contains(' ') {
        return false;
    }
    let countries = countries::called(&language.to_lowercase());
    setting.split(' ').any(|word| countries.contains(&word))
}

/// Whether two terms of a group repeat each other: they share a word, or words with the same beginning. For instance
/// "murder" and "murders", "outer space" and "space".
fn alike(a: &str, b: &str) -> bool {
    // Most terms share nothing. Comparing character by character allocates nothing.
    let words = |text| str::split(text, [' ', '-']);
    let same_beginning = |a: &str, b: &str| a.chars().take(6).eq(b.chars().take(6));
    // Text without spaces repeats what it contains: a name that has a pair of characters in it.
    let contains = |a: &str, b: &str| a.contains(b) && is_unspaced(b);
    a == b
        || contains(a, b)
        || contains(b, a)
        || contains_words(a, b)
        || contains_words(b, a)
        || words(a)
            .any(|word| word.len() > 3 && !HEADS.contains(&word) && words(b).any(|other| same_beginning(word, other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_catalogue::Year;

    #[test]
    fn duplicates_are_shown_once_with_the_sum_of_their_shares() {
        let story = |term, part| (Group::Story, term, part);
        let parts = [
            story("space", 0.3),
            story("heist", 0.2),
            story("outer space", 0.2),
            (Group::People, "Ada Lund", 0.15),
            story("ada lund", 0.1),
        ];
        let shown = without_duplicates(parts.into_iter(), 1.0, 3);
        assert_eq!(shown.iter().map(|r| r.term.as_str()).collect::<Vec<_>>(), ["outer space", "Ada Lund", "heist"]);
        assert!((shown[0].share - 0.5).abs() < 1e-6 && (shown[1].share - 0.25).abs() < 1e-6);
    }

    #[test]
    fn a_kind_a_theme_of_it_and_a_country_with_its_language_are_one_reason() {
        let shown = |parts: &[(Group, &'static str)]| {
            let parts = parts.iter().map(|&(group, term)| (group, term, 0.1));
            without_duplicates(parts, 1.0, 5).into_iter().map(|reason| reason.term).collect::<Vec<_>>()
        };
        let (kind, story) = (Group::Kind, Group::Story);
        let parts = [(story, "superhero film"), (kind, "superhero"), (story, "gangster film"), (kind, "crime")];
        assert_eq!(shown(&parts), ["superhero film", "gangster film", "crime"]);
        let parts = [(kind, "horror"), (story, "supernatural horror"), (story, "supernatural"), (kind, "drama")];
        assert_eq!(shown(&parts), ["supernatural horror", "drama"]);
        let parts = [(kind, "Japan"), (story, "anime feature"), (kind, "Japanese"), (kind, "anime"), (kind, "sport")];
        assert_eq!(shown(&parts), ["Japan", "anime feature", "sport"]);
        assert_eq!(shown(&[(kind, "family"), (story, "found family")]), ["family", "found family"]);
        let parts = [(story, "romantic drama"), (story, "courtroom drama"), (kind, "romance")];
        assert_eq!(shown(&parts), ["romantic drama", "courtroom drama", "romance"]);
    }

    #[test]
    fn a_word_is_shown_as_it_is_written() {
        let film = |synopsis: &str| Film { synopsis: synopsis.to_owned(), ..Film::new("X", Year::new(1990).unwrap()) };
        assert!(is_written("wicked", &film("A Wicked witch")) && is_written("hat shop", &film("")));
        assert!(!is_written("wicked", &film("John Wick is back")));
    }
}
