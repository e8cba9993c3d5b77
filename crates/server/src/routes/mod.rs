//! All routes, one a file.

mod about;
mod api;
mod asset;
mod country;
mod cover;
mod film;
mod genre;
mod health;
mod home;
mod manifest;
mod map;
mod mine;
mod opensearch;
mod person;
mod reference;
mod scorecard;
mod search;
mod sitemap;
mod suggest;
mod taste;
mod theme;
mod together;
mod which;
mod year;

use std::time::Instant;

use actix_web::guard::{self, Guard};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ContentType, ETag, EntityTag, HeaderName, HeaderValue, LOCATION, VARY};
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder};
use askama::Template;
use matinee_features::Facet;
use matinee_rank::Ranker;
use sha2::{Digest as _, Sha256};

use crate::fixed_pages::{FixedPage, FixedPageKey};
use crate::packing::Body;
use crate::problem::{Problem, person};
use crate::state::AppState;
use crate::text::Locale;
use crate::upload::IMPORT_PATH;
use crate::views::Frame;
use crate::views::facet::FacetPage;
use crate::visit::{Arrival, PageRequest, Visit};

pub(crate) fn configure(config: &mut ServiceConfig) {
    pages("", config);
    // The same pages for a taste of many picks. Their links are relative to the token's path.
    pages("/t/{token}", config);
    config
        .service(read("/suggest", suggest::suggest))
        .service(read("/map.json", map::spots))
        .service(read("/cover/{name}.svg", cover::cover))
        .service(read("/static/{name}", asset::asset))
        .service(read("/healthz", health::healthz))
        .service(read("/readyz", health::readyz))
        .service(read("/robots.txt", health::robots))
        .configure(taste::configure)
        .service(read("/together", together::together))
        .service(read("/opensearch.xml", opensearch::opensearch))
        .service(read("/manifest.webmanifest", manifest::manifest))
        .service(read("/favicon.ico", manifest::favicon))
        .service(read("/sitemap.xml", sitemap::sitemap))
        .service(read("/sitemap-{part}.xml", sitemap::part))
        .service(read("/api/openapi.json", reference::openapi))
        .service(web::scope("/api/v1").configure(api::configure))
        .default_service(web::to(no_such_page));
}

/// The pages that carry a taste, below a path.
fn pages(below: &str, config: &mut ServiceConfig) {
    let at = |path: &str| format!("{below}{path}");
    config
        .service(read(&at("/"), home::home))
        .service(read(&at("/search"), search::search))
        .service(read(&at("/film/{id}"), film::film))
        .service(read(&at("/person/{name}"), person::person))
        .service(read(&at("/genre/{name}"), genre::genre))
        .service(read(&at("/theme/{name}"), theme::theme))
        .service(read(&at("/year/{name}"), year::year))
        .service(read(&at("/country/{name}"), country::country))
        .service(read(&at("/map"), map::map))
        .service(read(&at("/mine"), mine::page))
        .service(post(&at(IMPORT_PATH), mine::import))
        .service(read_or_post(&at("/which"), which::which, which::titles))
        .service(read(&at("/about"), about::about))
        .service(read(&at("/api"), reference::reference))
        .service(read(&at("/scorecard"), scorecard::scorecard));
}

/// The `Cache-Control` of an address that always serves the same bytes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// The `Cache-Control` of what changes with a model or the operator's settings.
const FOR_AN_HOUR: &str = "public, max-age=3600";

/// An address that takes GET and HEAD.
fn read<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
{
    resource(path, guard::Any(guard::Get()).or(guard::Head()), "GET, HEAD", handler)
}

/// An address that takes POST.
fn post<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
{
    resource(path, guard::Post(), "POST", handler)
}

/// An address that takes GET and HEAD, and POST.
fn read_or_post<F, Args, P, Posted>(path: &str, handler: F, posted: P) -> Resource
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
    P: Handler<Posted, Output: Responder + 'static>,
    Posted: FromRequest + 'static,
{
    resource(path, guard::Any(guard::Get()).or(guard::Head()), "GET, HEAD, POST", handler)
        .route(web::route().guard(guard::Post()).to(posted))
}

fn resource<F, Args>(path: &str, method: impl Guard + 'static, allowed: &'static str, handler: F) -> Resource
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
{
    let other_method = move |request: HttpRequest| async move {
        Err::<HttpResponse, _>(Problem::no_such_method(allowed).asked_by(person(&request)))
    };
    web::resource(path).route(web::route().guard(method).to(handler)).default_service(web::to(other_method))
}

/// The answer where there is no route.
async fn no_such_page(request: HttpRequest) -> Result<HttpResponse, Problem> {
    Err(Problem::translated(StatusCode::NOT_FOUND, |error| &error.nothing_here, []).asked_by(person(&request)))
}

/// A part of the path, as text.
fn named(request: &HttpRequest, part: &str) -> String {
    let written = request.match_info().get(part).unwrap_or_default();
    percent_encoding::percent_decode_str(written).decode_utf8_lossy().into_owned()
}

/// A page of films that share something.
async fn facet(facet: Facet, request: &HttpRequest, state: &web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let name = named(request, "name");
    let make = move |ranker: &Ranker, visit: &Visit| {
        FacetPage::new(ranker.model(), facet, &name, Frame::new(visit), &visit.address)
    };
    page(request, state, make).await
}

/// Sixteen hexadecimal digits of a text's SHA-256: its tag.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..8].iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// A page as it is sent, or the address where it is to be had.
#[derive(Debug)]
enum FinishedPage {
    Page(FixedPage),
    Elsewhere(String),
}

/// Makes a page for a request, on a ranking thread.
async fn page<P: Template>(
    request: &HttpRequest,
    state: &web::Data<AppState>,
    make: impl FnOnce(&Ranker, &Visit) -> Result<P, Problem> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let asked = PageRequest::of(request);
    answered(&asked, state, state.rank(finishing(&asked, state, make))).await
}

/// A page that is kept, or one that is being made.
async fn answered(
    asked: &PageRequest,
    state: &web::Data<AppState>,
    making: impl Future<Output = Result<FinishedPage, Problem>>,
) -> Result<HttpResponse, Problem> {
    let model = state.model();
    let kept = FixedPageKey::of(asked, model.version()).and_then(|key| state.fixed_pages().get(&key));
    let page = match kept {
        Some(page) => Ok(FinishedPage::Page(page)),
        None => making.await,
    };
    let answer = sent(page, asked.locale)?;
    Ok(if asked.is_of_token() { unlisted(answer) } else { answer })
}

/// No search engine should list the pages of somebody's taste, or follow their links: each leads to another taste.
fn unlisted(mut answer: HttpResponse) -> HttpResponse {
    let value = HeaderValue::from_static("noindex, nofollow");
    answer.headers_mut().insert(HeaderName::from_static("x-robots-tag"), value);
    answer
}

/// The work of a page: its address is read, it is made, written and packed, and kept if it is everybody's.
fn finishing<P: Template>(
    asked: &PageRequest,
    state: &web::Data<AppState>,
    make: impl FnOnce(&Ranker, &Visit) -> Result<P, Problem> + Send + 'static,
) -> impl FnOnce(&Ranker) -> Result<FinishedPage, Problem> + Send + 'static {
    let (asked, state) = (asked.clone(), state.clone());
    move |ranker| {
        // Before the page is made: a library that comes meanwhile has a page of its own.
        let key = FixedPageKey::of(&asked, ranker.model().version());
        let visit = match Arrival::of(&asked, ranker)? {
            Arrival::Here(visit) => visit,
            Arrival::Elsewhere(href) => return Ok(FinishedPage::Elsewhere(href)),
        };
        let page = finished(&make(ranker, &visit)?, &visit, &state)?;
        if let Some(key) = key {
            state.fixed_pages().keep(&key, &page);
        }
        Ok(FinishedPage::Page(page))
    }
}

/// Writes a page and packs it.
fn finished(page: &impl Template, visit: &Visit, state: &AppState) -> Result<FixedPage, Problem> {
    let start = Instant::now();
    let html = page.render().map_err(|error| {
        tracing::error!(%error, "a page could not be made");
        Problem::translated(StatusCode::INTERNAL_SERVER_ERROR, |error| &error.no_page, [])
    })?;
    let page = FixedPage { tag: digest(html.as_bytes()), body: Body::new(html, visit.takes_gzip) };
    state.metrics().render.add(start.elapsed());
    Ok(page)
}

/// A page as an answer, or why there is none. Its address names the viewer's taste, so no shared cache may keep it.
fn sent(page: Result<FinishedPage, Problem>, locale: Locale) -> Result<HttpResponse, Problem> {
    match page.map_err(|problem| problem.asked_by(Some(locale)))? {
        FinishedPage::Page(FixedPage { tag, body }) => {
            let mut answer = HttpResponse::Ok();
            answer
                .content_type(ContentType::html())
                .insert_header((CACHE_CONTROL, "private, no-cache"))
                .insert_header((VARY, "Accept-Language"))
                // Weak: the same page may be compressed in different ways.
                .insert_header(ETag(EntityTag::new_weak(tag)));
            Ok(body.answer(answer))
        }
        FinishedPage::Elsewhere(href) => Ok(HttpResponse::SeeOther()
            .insert_header((CACHE_CONTROL, "private, no-cache"))
            .insert_header((LOCATION, href))
            .finish()),
    }
}
