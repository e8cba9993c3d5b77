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

use actix_web::guard::{self, Guard};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ContentType, ETag, EntityTag, VARY};
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder};
use askama::Template;
use matinee_features::Facet;
use matinee_rank::Ranker;
use sha2::{Digest as _, Sha256};

use crate::packing::Body;
use crate::problem::{Problem, person};
use crate::state::AppState;
use crate::text::Locale;
use crate::views::Frame;
use crate::views::facet::FacetPage;
use crate::visit::Visit;

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(read("/", home::home))
        .service(read("/search", search::search))
        .service(read("/suggest", suggest::suggest))
        .service(read("/film/{id}", film::film))
        .service(read("/person/{name}", person::person))
        .service(read("/genre/{name}", genre::genre))
        .service(read("/theme/{name}", theme::theme))
        .service(read("/year/{name}", year::year))
        .service(read("/country/{name}", country::country))
        .service(read("/map", map::map))
        .service(read("/map.json", map::spots))
        .service(read("/about", about::about))
        .service(read("/scorecard", scorecard::scorecard))
        .service(read("/cover/{name}.svg", cover::cover))
        .service(read("/static/{name}", asset::asset))
        .service(read("/healthz", health::healthz))
        .service(read("/readyz", health::readyz))
        .service(read("/robots.txt", health::robots))
        .configure(taste::configure)
        .configure(mine::configure)
        .service(read("/together", together::together))
        .service(read_or_post("/which", which::which, which::titles))
        .service(read("/opensearch.xml", opensearch::opensearch))
        .service(read("/manifest.webmanifest", manifest::manifest))
        .service(read("/favicon.ico", manifest::favicon))
        .service(read("/sitemap.xml", sitemap::sitemap))
        .service(read("/sitemap-{part}.xml", sitemap::part))
        .service(read("/api", reference::reference))
        .service(read("/api/openapi.json", reference::openapi))
        .service(web::scope("/api/v1").configure(api::configure))
        .default_service(web::to(no_such_page));
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

/// A page of films that share something.
async fn facet(
    facet: Facet,
    name: String,
    request: &HttpRequest,
    state: &web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let visit = Visit::of(request, &state.ranker());
    let locale = visit.address.locale;
    let work = move |ranker: &Ranker| {
        finished(&FacetPage::new(ranker.model(), facet, &name, Frame::new(&visit), &visit.address)?, &visit)
    };
    page(state.rank(work).await, locale)
}

/// Sixteen hexadecimal digits of a text's SHA-256: its tag.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..8].iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// A page as it is sent.
#[derive(Debug)]
struct FinishedPage {
    tag: String,
    body: Body,
}

/// Writes a page and packs it: work for a ranking thread.
fn finished(page: &impl Template, visit: &Visit) -> Result<FinishedPage, Problem> {
    let html = page.render().map_err(|error| {
        tracing::error!(%error, "a page could not be made");
        Problem::translated(StatusCode::INTERNAL_SERVER_ERROR, |error| &error.no_page, [])
    })?;
    Ok(FinishedPage { tag: digest(html.as_bytes()), body: Body::new(html, visit.takes_gzip) })
}

/// A page as an answer, or why there is none. Its address names the viewer's taste, so no shared cache may keep it.
fn page(page: Result<FinishedPage, Problem>, locale: Locale) -> Result<HttpResponse, Problem> {
    let FinishedPage { tag, body } = page.map_err(|problem| problem.asked_by(Some(locale)))?;
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(ContentType::html())
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((VARY, "Accept-Language"))
        // Weak: the same page may be compressed in different ways.
        .insert_header(ETag(EntityTag::new_weak(tag)));
    Ok(body.answer(answer))
}
