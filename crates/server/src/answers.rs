//! What the JSON interface answers, and what the command line prints with `--json`: ids and titles where the ranker has
//! rows.

use matinee_catalogue::{Film, FilmId, Year};
use matinee_features::{Model, Row};
use matinee_rank::{
    Attribution, DislikeAttribution, Explanation, MutedTerm, NamedWishPart, Reason, Recommendation, Recommendations,
    RuleEffect, Shared, Together, Wish,
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
    results: Vec<NamedFilm<'a>>,
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
            results: found.films.iter().map(|film| NamedFilm::new(model, film)).collect(),
        }
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
        }
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
        };
        Self {
            model: model.version(),
            read_as: wish.map(|wish| wish.named_parts(model)),
            fitting: found.fitting,
            left_out: found.left_out,
            muted: found.muted.iter().map(NamedMute::from).collect(),
            never: found.rules.iter().map(NamedRule::from).collect(),
            unknown_terms: &found.unknown_terms,
            results: found.films.iter().map(shared).collect(),
        }
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
