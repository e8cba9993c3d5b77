//! Answers with ids and titles where the ranker has rows: what the JSON interface and the command line give.

use matinee_catalogue::{FilmId, Year};
use matinee_features::{Model, Row};
use serde::Serialize;

use crate::attribution::{Attribution, DislikeAttribution};
use crate::ranker::{Explanation, Recommendation, Recommendations};
use crate::reasons::Reason;
use crate::together::{Shared, Together};

/// A list, as [`Recommendations::named`] gives it.
#[derive(Debug, Serialize)]
pub struct NamedList<'a> {
    model: &'a str,
    learnt: bool,
    fitting: usize,
    unknown_terms: &'a [String],
    results: Vec<NamedFilm<'a>>,
}

/// A film of a list, as [`Recommendation::named`] gives it.
#[derive(Debug, Serialize)]
pub struct NamedFilm<'a> {
    #[serde(flatten)]
    film: Name<'a>,
    score: f32,
    reasons: &'a [Reason],
    because: Vec<NamedAttribution<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<NamedDislikeAttribution<'a>>,
}

/// A list for several people, as [`Together::named`] gives it.
#[derive(Debug, Serialize)]
pub struct NamedTogether<'a> {
    model: &'a str,
    fitting: usize,
    unknown_terms: &'a [String],
    results: Vec<NamedShared<'a>>,
}

/// What made a film's score, as [`Why::named`] gives it.
#[derive(Debug, Serialize)]
pub struct NamedExplanation<'a> {
    model: &'a str,
    film: &'a FilmId,
    score: f32,
    parts: &'a [Reason],
    likes: Vec<NamedAttribution<'a>>,
    dislikes: Vec<NamedDislikeAttribution<'a>>,
    unknown_terms: &'a [String],
}

#[derive(Debug, Serialize)]
struct Name<'a> {
    id: &'a FilmId,
    title: &'a str,
    year: Year,
    directors: &'a [String],
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
    film: Name<'a>,
    score: f32,
    people: Vec<NamedPart<'a>>,
}

#[derive(Debug, Serialize)]
struct NamedPart<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    rank: f32,
    reasons: &'a [Reason],
    because: Vec<NamedAttribution<'a>>,
}

impl<'a> Name<'a> {
    fn new(model: &'a Model, row: Row) -> Self {
        let film = model.film(row);
        Self { id: &film.id, title: &film.title, year: film.year, directors: &film.directors }
    }
}

fn given<'a>(model: &'a Model, all: &[Attribution]) -> Vec<NamedAttribution<'a>> {
    let named =
        |&Attribution { row, contribution, share }| NamedAttribution { id: &model.film(row).id, contribution, share };
    all.iter().map(named).collect()
}

fn held<'a>(model: &'a Model, held: &'a DislikeAttribution) -> NamedDislikeAttribution<'a> {
    NamedDislikeAttribution { id: &model.film(held.row).id, contribution: held.contribution, terms: &held.terms }
}

impl Recommendations {
    /// The list with names; `model` is the one it was made by.
    pub fn named<'a>(&'a self, model: &'a Model) -> NamedList<'a> {
        NamedList {
            model: model.version(),
            learnt: self.learnt,
            fitting: self.fitting,
            unknown_terms: &self.unknown_terms,
            results: self.films.iter().map(|film| film.named(model)).collect(),
        }
    }
}

impl Recommendation {
    /// The film with names; `model` is the one it was found in.
    pub fn named<'a>(&'a self, model: &'a Model) -> NamedFilm<'a> {
        NamedFilm {
            film: Name::new(model, self.row),
            score: self.score,
            reasons: &self.reasons,
            because: given(model, &self.because),
            against: self.against.as_ref().map(|against| held(model, against)),
        }
    }
}

impl Together {
    /// The list with names; `people` are those of the people in their order, where they have any.
    pub fn named<'a>(&'a self, model: &'a Model, people: &'a [String]) -> NamedTogether<'a> {
        let part = |(place, found): (usize, &'a Recommendation)| NamedPart {
            name: people.get(place).map(String::as_str),
            rank: found.score,
            reasons: &found.reasons,
            because: given(model, &found.because),
        };
        let shared = |shared: &'a Shared| NamedShared {
            film: Name::new(model, shared.row),
            score: shared.score,
            people: shared.people.iter().enumerate().map(part).collect(),
        };
        NamedTogether {
            model: model.version(),
            fitting: self.fitting,
            unknown_terms: &self.unknown_terms,
            results: self.films.iter().map(shared).collect(),
        }
    }
}

impl Explanation {
    /// The parts with names; `row` is the film they are of.
    pub fn named<'a>(&'a self, model: &'a Model, row: Row) -> NamedExplanation<'a> {
        NamedExplanation {
            model: model.version(),
            film: &model.film(row).id,
            score: self.score,
            parts: &self.parts,
            likes: given(model, &self.likes),
            dislikes: self.dislikes.iter().map(|dislike| held(model, dislike)).collect(),
            unknown_terms: &self.unknown_terms,
        }
    }
}
