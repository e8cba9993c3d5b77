//! `POST /api/v1/recommendations`: a list for a taste.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use matinee_catalogue::{MovieId, Year};
use matinee_features::Model;
use matinee_rank::{
    Agreement, Closeness, MAX_LIMIT, MAX_PEOPLE, Options, Ranker, Reason, Recommendation, Shared, Steer, Taste,
};
use serde::{Deserialize, Serialize};

use super::{Because, Recommended, answer, because, json};
use crate::problem::Problem;
use crate::site::Site;
use crate::taste_url::PAGE;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Request {
    likes: Vec<String>,
    dislikes: Vec<String>,
    seen: Vec<String>,
    mute: Vec<String>,
    boost: Vec<String>,
    limit: Option<usize>,
    offset: usize,
    closeness: Option<f32>,
    /// Rank these films alone.
    among: Vec<String>,
    /// Choose for these people too.
    people: Vec<Person>,
    agree: Option<String>,
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    model: &'a str,
    learnt: bool,
    fitting: usize,
    /// Terms to steer by that no film has.
    unknown_terms: &'a [String],
    results: Vec<Recommended<'a>>,
}

impl Request {
    fn options(&self) -> Result<Options, Problem> {
        let limit = self.limit.unwrap_or(PAGE);
        if limit > MAX_LIMIT {
            return Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                format!("a list holds at most {MAX_LIMIT} films, not {limit}"),
            ));
        }
        let too_many = |n| format!("{n} terms are muted and boosted: at most {} may be", Steer::MAX_TERMS);
        let steer = Steer::new(self.mute.clone(), self.boost.clone())
            .map_err(|n| Problem::new(StatusCode::PAYLOAD_TOO_LARGE, too_many(n)))?;
        let closeness = self.closeness.map_or_else(Closeness::default, Closeness::new);
        // Deeper than every film there is gives an empty list; deeper than this is no one's page.
        Ok(Options { offset: self.offset.min(MAX_LIMIT * 10), limit, closeness, steer, ..Options::default() })
    }
}

/// Someone else's taste.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Person {
    likes: Vec<String>,
    dislikes: Vec<String>,
    seen: Vec<String>,
}

/// A list for several people.
#[derive(Debug, Serialize)]
struct GroupAnswer<'a> {
    model: &'a str,
    fitting: usize,
    unknown_terms: &'a [String],
    results: Vec<ForGroup<'a>>,
}

#[derive(Debug, Serialize)]
struct ForGroup<'a> {
    id: &'a MovieId,
    title: &'a str,
    year: Year,
    score: f32,
    people: Vec<ForPerson<'a>>,
}

/// What a film is to one of them: the share of all films that suit this person less, and why.
#[derive(Debug, Serialize)]
struct ForPerson<'a> {
    rank: f32,
    reasons: &'a [Reason],
    because: Vec<Because<'a>>,
}

impl<'a> ForGroup<'a> {
    fn new(model: &'a Model, shared: &'a Shared) -> Self {
        let film = model.film(shared.row);
        let person = |found: &'a Recommendation| ForPerson {
            rank: found.score,
            reasons: &found.reasons,
            because: because(model, found),
        };
        let people = shared.people.iter().map(person).collect();
        Self { id: &film.id, title: &film.title, year: film.year, score: shared.score, people }
    }
}

pub(super) async fn recommendations(
    request: web::Json<Request>,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    let request = request.into_inner();
    let list = site.rank(move |ranker| list(ranker, &request)).await?;
    Ok(answer(list))
}

fn list(ranker: &Ranker, request: &Request) -> Result<Vec<u8>, Problem> {
    let model = ranker.model();
    let taste = Taste::from_ids(model, &request.likes, &request.dislikes, &request.seen)?;
    let options = request.options()?;
    if !request.people.is_empty() {
        return for_group(ranker, taste, &options, request);
    }
    let found = if request.among.is_empty() {
        ranker.recommend(&taste, &options)?
    } else {
        // An id is checked as one of a taste is, and there may be as many.
        let among = Taste::from_ids(model, &[], &[], &request.among)?;
        ranker.recommend_among(&taste, &options.steer, among.seen())?
    };
    json(&Answer {
        model: model.version(),
        learnt: found.learnt,
        fitting: found.fitting,
        unknown_terms: &found.unknown_terms,
        results: found.films.iter().map(|film| Recommended::new(model, film)).collect(),
    })
}

fn for_group(ranker: &Ranker, taste: Taste, options: &Options, request: &Request) -> Result<Vec<u8>, Problem> {
    let refused = |why: String| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, why);
    let model = ranker.model();
    if !request.among.is_empty() {
        return Err(refused("among and people cannot be asked for together".to_owned()));
    }
    let agreement = request.agree.as_deref().map_or(Ok(Agreement::default()), str::parse).map_err(refused)?;
    let mut people: Vec<Taste> = Vec::new();
    people.extend((!taste.names_nothing()).then_some(taste));
    if people.len() + request.people.len() > MAX_PEOPLE {
        return Err(refused(format!("at most {MAX_PEOPLE} people choose together")));
    }
    for person in &request.people {
        people.push(Taste::from_ids(model, &person.likes, &person.dislikes, &person.seen)?);
    }
    let found = ranker.recommend_together(&people, agreement, options)?;
    json(&GroupAnswer {
        model: model.version(),
        fitting: found.fitting,
        unknown_terms: &found.unknown_terms,
        results: found.films.iter().map(|film| ForGroup::new(model, film)).collect(),
    })
}
