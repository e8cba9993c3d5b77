//! `POST /api/v1/recommendations`: a list for a taste.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use matinee_catalogue::history::Opinion;
use matinee_features::Model;
use matinee_rank::{
    Agreement, Closeness, Filter, LibrarySide, ListOptions, MAX_PEOPLE, MAX_TASTE_RULES, MAX_WISH_CHARS, PLAIN_WEIGHT,
    Ranker, Steer, Taste, TasteFile, TasteFilm, TasteRule, TasteRuleError, TasteToken, UnknownAgreement, Wish,
};
use serde::Deserialize;

use super::json_object::{BodyField, JsonObject, OfFields};
use super::{answer, json};
use crate::answers::{NamedList, NamedTogether, OpenedToken};
use crate::library::ServedLibrary;
use crate::limits::{DEFAULT_LIST_FILMS, MAX_LIST_FILMS, MAX_LIST_OFFSET};
use crate::problem::Problem;
use crate::state::AppState;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TasteRequest {
    likes: Vec<String>,
    dislikes: Vec<String>,
    seen: Vec<String>,
    mute: Vec<String>,
    less: Vec<String>,
    boost: Vec<String>,
    /// Rules that stay: `country:France`.
    never: Vec<String>,
    /// A link to a taste, or its token; what is said beside it comes first.
    taste: Option<String>,
    limit: Option<usize>,
    offset: Option<usize>,
    closeness: Option<f32>,
    /// Rank these films alone.
    among: Vec<String>,
    /// Choose for these people too.
    people: Vec<JsonObject<PersonRequest>>,
    agree: Option<String>,
    /// What is asked for, in words.
    ask: Option<String>,
    /// Only films in the operator's library (`in`), or outside of it (`out`).
    library: Option<String>,
    /// What was watched there counts as seen.
    seen_in_library: bool,
}

impl OfFields for TasteRequest {
    const FIELDS: &'static [(&'static str, BodyField)] = &[
        ("likes", BodyField::Texts),
        ("dislikes", BodyField::Texts),
        ("seen", BodyField::Texts),
        ("mute", BodyField::Texts),
        ("less", BodyField::Texts),
        ("boost", BodyField::Texts),
        ("never", BodyField::Texts),
        ("taste", BodyField::Text),
        ("limit", BodyField::WholeNumber),
        ("offset", BodyField::WholeNumber),
        ("closeness", BodyField::Number),
        ("among", BodyField::Texts),
        ("people", BodyField::Objects),
        ("agree", BodyField::Text),
        ("ask", BodyField::Text),
        ("library", BodyField::Text),
        ("seen_in_library", BodyField::Flag),
    ];
}

impl OfFields for PersonRequest {
    const FIELDS: &'static [(&'static str, BodyField)] =
        &[("likes", BodyField::Texts), ("dislikes", BodyField::Texts), ("seen", BodyField::Texts)];
}

impl TasteRequest {
    fn options(&self) -> Result<ListOptions, Problem> {
        let limit = self.limit.unwrap_or(DEFAULT_LIST_FILMS);
        if limit > MAX_LIST_FILMS {
            return Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                format!("a list holds at most {MAX_LIST_FILMS} films, not {limit}"),
            ));
        }
        let steer = Steer::new(self.mute.clone(), self.boost.clone())
            .and_then(|steer| steer.lessening(self.less.clone()))
            .map_err(|error| Problem::new(StatusCode::PAYLOAD_TOO_LARGE, error.to_string()))?;
        if self.never.len() > MAX_TASTE_RULES {
            let why = format!("{} rules: at most {MAX_TASTE_RULES} may be", self.never.len());
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, why));
        }
        let rules: Result<Vec<TasteRule>, _> = self.never.iter().map(|rule| rule.parse()).collect();
        let rules = rules.map_err(|error: TasteRuleError| {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, format!("never: {error}"))
        })?;
        let steer = steer.with_rules(rules);
        let closeness = self.closeness.map_or_else(Closeness::default, Closeness::new);
        let offset = self.offset.unwrap_or_default();
        if offset > MAX_LIST_OFFSET {
            let why = format!("offset may be {MAX_LIST_OFFSET} at most, not {offset}");
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, why));
        }
        Ok(ListOptions { offset, limit, closeness, steer, ..ListOptions::default() })
    }
}

impl TasteRequest {
    /// Narrows the list to the operator's library.
    fn narrow(&self, model: &Model, library: &ServedLibrary, filter: &mut Filter) -> Result<(), Problem> {
        let refused = |why: String| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, why);
        let side = self.library.as_deref().map(str::parse::<LibrarySide>).transpose();
        let side = side.map_err(|error| refused(format!("library: {error}")))?;
        if side.is_none() && !self.seen_in_library {
            return Ok(());
        }
        if !library.is_there() {
            return Err(refused("this server has no library: leave library and seen_in_library out".to_owned()));
        }
        if !self.among.is_empty() {
            return Err(refused("among names all films of the list: leave library and seen_in_library out".to_owned()));
        }
        library.narrow(model, filter, side, self.seen_in_library);
        Ok(())
    }

    /// The wish, if there is one.
    fn wish(&self, ranker: &Ranker) -> Result<Option<Wish>, Problem> {
        let refused = |why: String| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, why);
        let Some(ask) = &self.ask else { return Ok(None) };
        if ask.chars().count() > MAX_WISH_CHARS {
            return Err(refused(format!("ask may have {MAX_WISH_CHARS} characters: say it shorter")));
        }
        if !self.among.is_empty() {
            return Err(refused("ask and among cannot be asked for together: leave one out".to_owned()));
        }
        Ok(Some(ranker.wish(ask)))
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
    request: web::Json<JsonObject<TasteRequest>>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let JsonObject(request) = request.into_inner();
    let library = state.library().clone();
    let list = state.rank(move |ranker| list(ranker, &library, &request)).await?;
    Ok(answer(list))
}

/// What a token says, as the request changes it.
fn with_token(ranker: &Ranker, request: &TasteRequest, token: &str) -> Result<(Taste, Steer, OpenedToken), Problem> {
    let refused = |why: String| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, why);
    let model = ranker.model();
    let token: TasteToken = token.parse().map_err(|error| refused(format!("taste: {error}")))?;
    let opened = token.in_films(model.films(), ranker.film_hashes());
    let missing = OpenedToken::from(&opened);
    let mut file = opened.taste;
    let said = [(&request.seen, Opinion::Seen), (&request.dislikes, Opinion::Dislike), (&request.likes, Opinion::Like)];
    // Ids are checked as where there is no token.
    Taste::from_ids(model, &request.likes, &request.dislikes, &request.seen)?;
    for (ids, opinion) in said {
        let films = ids.iter().filter_map(|id| id.parse().ok());
        let films = films.map(|id| TasteFilm { id, title: String::new(), opinion, weight: PLAIN_WEIGHT });
        file.merge(TasteFile::of_films(films));
    }
    let own = request.options()?.steer;
    for (theirs, ours) in
        [(&mut file.muted, own.muted()), (&mut file.lessened, own.lessened()), (&mut file.boosted, own.boosted())]
    {
        theirs.extend(ours.iter().cloned());
    }
    file.never.extend(own.rules().iter().cloned());
    let found = file.in_model(model).map_err(|error| refused(error.to_string()))?;
    Ok((found.taste, found.steer, missing))
}

fn list(ranker: &Ranker, library: &ServedLibrary, request: &TasteRequest) -> Result<Vec<u8>, Problem> {
    let model = ranker.model();
    let mut options = request.options()?;
    request.narrow(model, library, &mut options.filter)?;
    let mut token = None;
    let mut taste = if let Some(written) = &request.taste {
        let (taste, steer, missing) = with_token(ranker, request, written)?;
        options.steer = steer;
        token = Some(missing);
        taste
    } else {
        Taste::from_ids(model, &request.likes, &request.dislikes, &request.seen)?
    };
    let wish = request.wish(ranker)?;
    if let Some(wish) = &wish {
        wish.apply(model, &mut options)?;
        if request.people.is_empty() {
            taste = wish.added_to(&taste);
        }
    }
    let wish = wish.as_ref();
    if !request.people.is_empty() {
        return for_group(ranker, library, (taste, token), &options, wish, request);
    }
    let found = if request.among.is_empty() {
        ranker.recommend(&taste, &options)?
    } else {
        // Ids are checked as those of a taste, with the same limit.
        let among = Taste::from_ids(model, &[], &[], &request.among)?;
        ranker.recommend_among(&taste, &options.steer, among.seen())?
    };
    let library = library.of(model);
    let library = library.as_ref().map(|found| &found.1);
    json(&NamedList::new(model, wish, &found).of_token(token).in_library(library, &found))
}

fn for_group(
    ranker: &Ranker,
    library: &ServedLibrary,
    (taste, token): (Taste, Option<OpenedToken>),
    options: &ListOptions,
    wish: Option<&Wish>,
    request: &TasteRequest,
) -> Result<Vec<u8>, Problem> {
    let refused = |why: String| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, why);
    let model = ranker.model();
    if !request.among.is_empty() {
        return Err(refused("among and people cannot be asked for together".to_owned()));
    }
    let agreement: Result<Agreement, UnknownAgreement> =
        request.agree.as_deref().map_or(Ok(Agreement::default()), str::parse);
    let agreement = agreement.map_err(|error| refused(error.to_string()))?;
    let mut people: Vec<Taste> = Vec::new();
    people.extend((!taste.names_nothing()).then_some(taste));
    if people.len() + request.people.len() > MAX_PEOPLE {
        return Err(refused(format!("at most {MAX_PEOPLE} people choose together")));
    }
    for JsonObject(person) in &request.people {
        people.push(Taste::from_ids(model, &person.likes, &person.dislikes, &person.seen)?);
    }
    if let Some(wish) = wish {
        people = people.iter().map(|taste| wish.added_to(taste)).collect();
    }
    let found = ranker.recommend_together(&people, agreement, options)?;
    let library = library.of(model);
    let library = library.as_ref().map(|found| &found.1);
    json(&NamedTogether::new(model, wish, &found, &[]).of_token(token).in_library(library, &found))
}
