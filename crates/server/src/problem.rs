//! Errors as answers, in one place: problem details (RFC 9457) for the API, a page for people.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, ContentType, RETRY_AFTER, VARY};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use askama::Template;
use matinee_rank::svm::SvmError;
use matinee_rank::{MAX_TASTE_FILMS, TasteError};
use serde_json::json;

use crate::limits::RETRY_AFTER_SECONDS;
use crate::pool::PoolError;
use crate::text::{self, Locale, Phrase, Text};
use crate::views::ErrorPage;

/// What went wrong with a request, and the status it is answered with.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    status: StatusCode,
    detail: Detail,
    /// The person who asked and is to be answered with a page; programs are answered in JSON, and in English.
    person: Option<Locale>,
    /// The methods that the address takes, where another was used.
    allowed: Option<&'static str>,
}

/// A sentence but for its capital and its full stop.
#[derive(Debug, Clone)]
enum Detail {
    /// For programs only.
    English(String),
    /// An entry of the texts, with its values.
    Entry(fn(&text::ErrorText) -> &Phrase, Vec<(&'static str, String)>),
}

impl Detail {
    fn of(&self, text: &Text) -> String {
        match self {
            Self::English(detail) => detail.clone(),
            Self::Entry(entry, values) => entry(&text.error).fill(values),
        }
    }
}

impl Problem {
    /// A problem that only programs have.
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: Detail::English(detail.into()), person: None, allowed: None }
    }

    /// A problem that the texts have an entry for.
    pub(crate) fn said(
        status: StatusCode,
        entry: fn(&text::ErrorText) -> &Phrase,
        values: impl Into<Vec<(&'static str, String)>>,
    ) -> Self {
        Self { status, detail: Detail::Entry(entry, values.into()), person: None, allowed: None }
    }

    pub(crate) fn not_found(what: impl fmt::Display) -> Self {
        Self::new(StatusCode::NOT_FOUND, what.to_string())
    }

    pub(crate) fn no_such_method(allowed: &'static str) -> Self {
        let values = [("methods", allowed.to_owned())];
        let problem = Self::said(StatusCode::METHOD_NOT_ALLOWED, |error| &error.no_method, values);
        Self { allowed: Some(allowed), ..problem }
    }

    /// The same problem, answered with a page if it is a person who asked.
    pub(crate) fn told(mut self, person: Option<Locale>) -> Self {
        self.person = person;
        self
    }
}

/// The person who asks for a page; whatever asks the API is a program.
pub(crate) fn person(request: &HttpRequest) -> Option<Locale> {
    (!request.path().starts_with("/api/")).then(|| Locale::of(request))
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.status, self.detail.of(Default::default()))
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let title = self.status.canonical_reason().unwrap_or("Error");
        let mut answer = HttpResponse::build(self.status);
        let retry_after = (self.status == StatusCode::SERVICE_UNAVAILABLE).then_some(RETRY_AFTER_SECONDS);
        if let Some(seconds) = retry_after {
            answer.insert_header((RETRY_AFTER, seconds));
        }
        if let Some(allowed) = self.allowed {
            answer.insert_header((ALLOW, allowed));
        }
        if let Some(locale) = self.person {
            let title = locale.text().error.titles.get(self.status.as_str()).map_or(title, String::as_str);
            let page = ErrorPage::new(locale, title, &self.detail.of(locale.text()), retry_after);
            answer.insert_header((VARY, "Accept-Language"));
            return answer.content_type(ContentType::html()).body(page.render().unwrap_or_default());
        }
        let detail = self.detail.of(Default::default());
        let body = json!({"type": "about:blank", "title": title, "status": self.status.as_u16(), "detail": detail});
        answer.content_type("application/problem+json").body(body.to_string())
    }
}

impl From<TasteError> for Problem {
    fn from(error: TasteError) -> Self {
        match error {
            TasteError::TooMany(n) => {
                let values = [("n", n.to_string()), ("most", MAX_TASTE_FILMS.to_string())];
                Self::said(StatusCode::PAYLOAD_TOO_LARGE, |error| &error.too_many_films, values)
            }
            TasteError::Both(film) => {
                Self::said(StatusCode::UNPROCESSABLE_ENTITY, |error| &error.liked_and_disliked, [("film", film)])
            }
            // Pages pass over films they do not know.
            TasteError::Unknown(_) => Self::new(StatusCode::UNPROCESSABLE_ENTITY, error.to_string()),
        }
    }
}

impl From<PoolError> for Problem {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Busy => Self::said(StatusCode::SERVICE_UNAVAILABLE, |error| &error.busy, []),
            PoolError::Failed => Self::said(StatusCode::INTERNAL_SERVER_ERROR, |error| &error.failed, []),
        }
    }
}

impl From<SvmError> for Problem {
    fn from(error: SvmError) -> Self {
        tracing::error!(%error, "ranking failed");
        Self::said(StatusCode::INTERNAL_SERVER_ERROR, |error| &error.failed, [])
    }
}

/// What no route answers.
pub(crate) async fn no_such_page(request: HttpRequest) -> Result<HttpResponse, Problem> {
    Err(Problem::said(StatusCode::NOT_FOUND, |error| &error.nothing_here, []).told(person(&request)))
}
