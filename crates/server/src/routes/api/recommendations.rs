//! `POST /api/v1/recommendations`: a list for a taste.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use matinee_rank::{Agreement, Closeness, MAX_LIMIT, MAX_PEOPLE, Options, Ranker, Steer, Taste};
use serde::Deserialize;

use super::{answer, json};
use crate::answers::{NamedList, NamedTogether};
use crate::problem::Problem;
use crate::site::Site;
use crate::taste_url::PAGE;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TasteRequest {
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
    people: Vec<PersonRequest>,
    agree: Option<String>,
}

impl TasteRequest {
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
        // Nobody pages deeper than this.
        Ok(Options { offset: self.offset.min(MAX_LIMIT * 10), limit, closeness, steer, ..Options::default() })
    }
}

/// Someone else's taste.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct PersonRequest {
    likes: Vec<String>,
    dislikes: Vec<String>,
    seen: Vec<String>,
}

pub(super) async fn recommendations(
    request: web::Json<TasteRequest>,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    let request = request.into_inner();
    let list = site.rank(move |ranker| list(ranker, &request)).await?;
    Ok(answer(list))
}

fn list(ranker: &Ranker, request: &TasteRequest) -> Result<Vec<u8>, Problem> {
    let model = ranker.model();
    let taste = Taste::from_ids(model, &request.likes, &request.dislikes, &request.seen)?;
    let options = request.options()?;
    if !request.people.is_empty() {
        return for_group(ranker, taste, &options, request);
    }
    let found = if request.among.is_empty() {
        ranker.recommend(&taste, &options)?
    } else {
        // Ids are checked as those of a taste, with the same limit.
        let among = Taste::from_ids(model, &[], &[], &request.among)?;
        ranker.recommend_among(&taste, &options.steer, among.seen())?
    };
    json(&NamedList::new(model, &found))
}

fn for_group(ranker: &Ranker, taste: Taste, options: &Options, request: &TasteRequest) -> Result<Vec<u8>, Problem> {
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
    json(&NamedTogether::new(model, &found, &[]))
}
