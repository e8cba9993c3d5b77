//! `POST /api/v1/recommendations`: a list for a taste.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use matinee_rank::{Closeness, MAX_LIMIT, Options, Steer, Taste};
use serde::{Deserialize, Serialize};

use super::{Recommended, answer, json};
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
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    model: &'a str,
    learnt: bool,
    fitting: usize,
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

pub(super) async fn recommendations(
    request: web::Json<Request>,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    let request = request.into_inner();
    let list = site
        .rank(move |ranker| {
            let model = ranker.model();
            let taste = Taste::from_ids(model, &request.likes, &request.dislikes, &request.seen)?;
            let found = ranker.recommend(&taste, &request.options()?)?;
            json(&Answer {
                model: model.version(),
                learnt: found.learnt,
                fitting: found.fitting,
                results: found.films.iter().map(|film| Recommended::new(model, film)).collect(),
            })
        })
        .await?;
    Ok(answer(list))
}
