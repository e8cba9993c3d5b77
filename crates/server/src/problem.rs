//! Errors as answers, in one place: problem details (RFC 9457) for the API, a page for people.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, ContentType, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use askama::Template;
use matinee_rank::TasteError;
use matinee_rank::svm::SvmError;
use serde_json::json;

use crate::limits::RETRY_AFTER_SECONDS;
use crate::pool::PoolError;
use crate::views::ErrorPage;

/// What went wrong with a request, and the status it is answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    status: StatusCode,
    detail: String,
    /// Whether a person asked, and is to be answered with a page.
    page: bool,
    /// The methods that the address takes, where another was used.
    allowed: Option<&'static str>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), page: false, allowed: None }
    }

    pub(crate) fn not_found(what: impl fmt::Display) -> Self {
        Self::new(StatusCode::NOT_FOUND, what.to_string())
    }

    pub(crate) fn no_such_method(allowed: &'static str) -> Self {
        let detail = format!("this address takes {allowed} only");
        Self { allowed: Some(allowed), ..Self::new(StatusCode::METHOD_NOT_ALLOWED, detail) }
    }

    /// The same problem, answered with a page.
    pub(crate) fn into_page(mut self) -> Self {
        self.page = true;
        self
    }

    /// Answered with a page unless the request is for the API.
    pub(crate) fn for_path(self, path: &str) -> Self {
        if path.starts_with("/api/") { self } else { self.into_page() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.status, self.detail)
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
        if self.page {
            let page = ErrorPage::new(title, &self.detail, retry_after);
            return answer.content_type(ContentType::html()).body(page.render().unwrap_or_default());
        }
        let body =
            json!({"type": "about:blank", "title": title, "status": self.status.as_u16(), "detail": self.detail});
        answer.content_type("application/problem+json").body(body.to_string())
    }
}

impl From<TasteError> for Problem {
    fn from(error: TasteError) -> Self {
        let status = match error {
            TasteError::TooMany(_) => StatusCode::PAYLOAD_TOO_LARGE,
            TasteError::Unknown(_) | TasteError::Both(_) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Self::new(status, error.to_string())
    }
}

impl From<PoolError> for Problem {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Busy => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "all ranking threads are busy: try again in a moment")
            }
            PoolError::Failed => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "ranking failed"),
        }
    }
}

impl From<SvmError> for Problem {
    fn from(error: SvmError) -> Self {
        tracing::error!(%error, "ranking failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "ranking failed")
    }
}

/// What no route answers.
pub(crate) async fn no_such_page(request: HttpRequest) -> Result<HttpResponse, Problem> {
    Err(Problem::not_found("there is nothing at this address").for_path(request.path()))
}
