//! What the JSON interface answers, and what the command line prints with `--json`: ids and titles where the ranker has
//! rows.

use matinee_catalogue::{Film, FilmId, Year};
use matinee_features::{Model, Row};
use matinee_rank::{
    Attribution, DislikeAttribution, Explanation, ModelLibrary, MutedTerm, NamedWishPart, PlayLink, Reason,
    Recommendation, Recommendations, RuleEffect, Shared, Together, TokenTaste, TourStop, Wish,
};
use serde::Serialize;

/// Films, and the model that found them.
#[derive(Debug, Serialize)]
pub struct FilmList<'a, T> {
    /// The model's version.
    pub model: &'a str,
    /// The films, best first.
    pub results: Vec<T>,
}

/// What names a film.
#[derive(Debug, Serialize)]
pub struct FilmName<'a> {
    id: &'a FilmId,
    title: &'a str,
    year: Year,
    directors: &'a [String],
}

/// A list for a taste.
#[derive(Debug, Serialize)]
pub struct NamedList<'a> {
    model: &'a str,
    learnt: bool,
    /// How a wish in words was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    read_as: Option<Vec<NamedWishPart<'a>>>,
    fitting: usize,
    left_out: usize,
    muted: Vec<NamedMute<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    never: Vec<NamedRule>,
    unknown_terms: &'a [String],
    #[serde(flatten)]
    token: Option<OpenedToken>,
    results: Vec<NamedFilm<'a>>,
}

/// What a token names that the model does not have.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct OpenedToken {
    missing: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    mistaken_one_in: Option<u64>,
}

impl From<&TokenTaste> for OpenedToken {
    fn from(found: &TokenTaste) -> Self {
        Self { missing: found.unknown + found.unsure, mistaken_one_in: found.mistaken_one_in }
    }
}

/// A film of a list, with what speaks for it.
#[derive(Debug, Serialize)]
pub struct NamedFilm<'a> {
    #[serde(flatten)]
    film: FilmName<'a>,
    score: f32,
    reasons: &'a [Reason],
    because: Vec<NamedAttribution<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<NamedDislikeAttribution<'a>>,
    #[serde(flatten)]
    held: NamedHolding<'a>,
}

/// Whether a film is in the operator's library, and where it can be played; nothing where there is no library.
#[derive(Debug, Default, Serialize)]
pub struct NamedHolding<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    owned: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    play: Option<&'a PlayLink>,
}

/// A film of a tour, with what it has in common with the one before.
#[derive(Debug, Serialize)]
pub struct NamedStop<'a> {
    #[serde(flatten)]
    film: FilmName<'a>,
    shared: Vec<&'a str>,
}

/// All that is known of a film, and whether it is in the library.
#[derive(Debug, Serialize)]
pub(crate) struct WholeFilm<'a> {
    #[serde(flatten)]
    pub(crate) film: &'a Film,
    #[serde(flatten)]
    pub(crate) held: NamedHolding<'a>,
}

/// A list for several people.
#[derive(Debug, Serialize)]
pub struct NamedTogether<'a> {
    model: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    read_as: Option<Vec<NamedWishPart<'a>>>,
    fitting: usize,
    left_out: usize,
    muted: Vec<NamedMute<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    never: Vec<NamedRule>,
    unknown_terms: &'a [String],
    #[serde(flatten)]
    token: Option<OpenedToken>,
    results: Vec<NamedShared<'a>>,
}

/// The parts of a film's score.
#[derive(Debug, Serialize)]
pub struct NamedExplanation<'a> {
    model: &'a str,
    film: &'a FilmId,
    score: f32,
    parts: &'a [Reason],
    likes: Vec<NamedAttribution<'a>>,
    dislikes: Vec<NamedDislikeAttribution<'a>>,
    left_out_by: &'a [String],
    unknown_terms: &'a [String],
}

/// A muted term; without `left_out` it is a word of stories, which weighs nothing.
#[derive(Debug, Serialize)]
struct NamedMute<'a> {
    term: &'a str,
    left_out: Option<usize>,
}

/// A rule that stays, and what it does.
#[derive(Debug, Serialize)]
struct NamedRule {
    rule: String,
    left_out: usize,
}

#[derive(Debug, Serialize)]
struct NamedAttribution<'a> {
    id: &'a FilmId,
    contribution: f32,
    share: f32,
}

#[derive(Debug, Serialize)]
struct NamedDislikeAttribution<'a> {
    id: &'a FilmId,
    contribution: f32,
    terms: &'a [String],
}

#[derive(Debug, Serialize)]
struct NamedShared<'a> {
    #[serde(flatten)]
    film: FilmName<'a>,
    score: f32,
    people: Vec<NamedPart<'a>>,
    #[serde(flatten)]
    held: NamedHolding<'a>,
}

/// What a film is to one of several people.
#[derive(Debug, Serialize)]
struct NamedPart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    rank: f32,
    place: usize,
    reasons: &'a [Reason],
    because: Vec<NamedAttribution<'a>>,
}

impl<'a> From<&'a Film> for FilmName<'a> {
    fn from(film: &'a Film) -> Self {
        Self { id: &film.id, title: &film.title, year: film.year, directors: &film.directors }
    }
}

impl<'a> NamedStop<'a> {
    /// A stop of a model's tour.
    pub fn new(model: &'a Model, stop: &'a TourStop) -> Self {
        Self { film: model.film(stop.row).into(), shared: stop.shared.iter().map(|(_, term)| term.as_str()).collect() }
    }
}

impl<'a> NamedHolding<'a> {
    pub(crate) fn of(library: Option<&'a ModelLibrary>, row: Row) -> Self {
        Self {
            owned: library.map(|library| library.owned().contains(row)),
            play: library.and_then(|library| library.play(row)),
        }
    }
}

impl<'a> NamedList<'a> {
    /// Names the films of a list that `model` made, for a wish in words if there was one.
    pub fn new(model: &'a Model, wish: Option<&'a Wish>, found: &'a Recommendations) -> Self {
        Self {
            model: model.version(),
            learnt: found.learnt,
            read_as: wish.map(|wish| wish.named_parts(model)),
            fitting: found.fitting,
            left_out: found.left_out,
            muted: found.muted.iter().map(NamedMute::from).collect(),
            never: found.rules.iter().map(NamedRule::from).collect(),
            unknown_terms: &found.unknown_terms,
            token: None,
            results: found.films.iter().map(|film| NamedFilm::new(model, film)).collect(),
        }
    }

    /// Says what the token of the taste names that the model does not have, if there was one.
    #[must_use]
    pub(crate) fn of_token(self, token: Option<OpenedToken>) -> Self {
        Self { token, ..self }
    }

    /// Says which of its films are in a library, if there is one.
    #[must_use]
    pub fn in_library(mut self, library: Option<&'a ModelLibrary>, found: &Recommendations) -> Self {
        for (named, film) in self.results.iter_mut().zip(&found.films) {
            named.held = NamedHolding::of(library, film.row);
        }
        self
    }
}

impl<'a> NamedFilm<'a> {
    /// Names a film that `model` found.
    pub fn new(model: &'a Model, found: &'a Recommendation) -> Self {
        Self {
            film: model.film(found.row).into(),
            score: found.score,
            reasons: &found.reasons,
            because: attributions(model, &found.because),
            against: found.against.as_ref().map(|dislike| NamedDislikeAttribution::new(model, dislike)),
            held: NamedHolding::default(),
        }
    }

    /// Says whether it, the film of `row`, is in a library, if there is one.
    #[must_use]
    pub fn in_library(self, library: Option<&'a ModelLibrary>, row: Row) -> Self {
        Self { held: NamedHolding::of(library, row), ..self }
    }
}

impl<'a> NamedTogether<'a> {
    /// Names the films of a list that `model` made, for a wish in words if there was one. `people` are the people's names
    /// in their order, where they have any.
    pub fn new(model: &'a Model, wish: Option<&'a Wish>, found: &'a Together, people: &'a [String]) -> Self {
        let part = |(person, (found, &place)): (usize, (&'a Recommendation, &usize))| NamedPart {
            name: people.get(person).map(String::as_str),
            place,
            rank: found.score,
            reasons: &found.reasons,
            because: attributions(model, &found.because),
        };
        let shared = |shared: &'a Shared| NamedShared {
            film: model.film(shared.row).into(),
            score: shared.score,
            people: shared.people.iter().zip(&shared.places).enumerate().map(part).collect(),
            held: NamedHolding::default(),
        };
        Self {
            model: model.version(),
            read_as: wish.map(|wish| wish.named_parts(model)),
            fitting: found.fitting,
            left_out: found.left_out,
            muted: found.muted.iter().map(NamedMute::from).collect(),
            never: found.rules.iter().map(NamedRule::from).collect(),
            unknown_terms: &found.unknown_terms,
            token: None,
            results: found.films.iter().map(shared).collect(),
        }
    }

    /// Says what the token of the taste names that the model does not have, if there was one.
    #[must_use]
    pub(crate) fn of_token(self, token: Option<OpenedToken>) -> Self {
        Self { token, ..self }
    }

    /// Says which of its films are in a library, if there is one.
    #[must_use]
    pub fn in_library(mut self, library: Option<&'a ModelLibrary>, found: &Together) -> Self {
        for (named, film) in self.results.iter_mut().zip(&found.films) {
            named.held = NamedHolding::of(library, film.row);
        }
        self
    }
}

impl<'a> NamedExplanation<'a> {
    /// Names the parts of the score that `model` gave the film of `row`.
    pub fn new(model: &'a Model, row: Row, explanation: &'a Explanation) -> Self {
        let dislike = |dislike| NamedDislikeAttribution::new(model, dislike);
        Self {
            model: model.version(),
            film: &model.film(row).id,
            score: explanation.score,
            parts: &explanation.parts,
            likes: attributions(model, &explanation.likes),
            dislikes: explanation.dislikes.iter().map(dislike).collect(),
            left_out_by: &explanation.left_out_by,
            unknown_terms: &explanation.unknown_terms,
        }
    }
}

impl<'a> From<&'a MutedTerm> for NamedMute<'a> {
    fn from(muted: &'a MutedTerm) -> Self {
        Self { term: &muted.term, left_out: muted.left_out }
    }
}

impl From<&RuleEffect> for NamedRule {
    fn from(effect: &RuleEffect) -> Self {
        Self { rule: effect.rule.to_string(), left_out: effect.left_out }
    }
}

impl<'a> NamedDislikeAttribution<'a> {
    fn new(model: &'a Model, dislike: &'a DislikeAttribution) -> Self {
        Self { id: &model.film(dislike.row).id, contribution: dislike.contribution, terms: &dislike.terms }
    }
}

fn attributions<'a>(model: &'a Model, likes: &[Attribution]) -> Vec<NamedAttribution<'a>> {
    let named =
        |&Attribution { row, contribution, share }| NamedAttribution { id: &model.film(row).id, contribution, share };
    likes.iter().map(named).collect()
}
