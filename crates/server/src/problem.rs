//! What can go wrong with a request, and the status of the answer.

use std::fmt;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use matinee_rank::svm::SvmError;
use matinee_rank::{MAX_STEER_TERMS, MAX_TASTE_FILMS, TasteError, TooManyTerms};

use crate::pool::PoolError;
use crate::text::{ErrorText, Locale, Phrase, SiteText};

/// What went wrong with a request. `response.rs` makes the HTTP response.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    detail: Detail,
    /// The person who asked and gets a page; programs get JSON, in English.
    pub(crate) person: Option<Locale>,
    /// The methods that the address takes, where another was used.
    pub(crate) allowed: Option<&'static str>,
}

/// A sentence but for its capital and its full stop.
#[derive(Debug, Clone)]
enum Detail {
    /// For programs only.
    English(String),
    /// An entry of the texts, with its values.
    Entry(fn(&ErrorText) -> &Phrase, Vec<(&'static str, String)>),
}

impl Problem {
    /// A problem that only programs have.
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: Detail::English(detail.into()), person: None, allowed: None }
    }

    /// A problem that the texts have an entry for.
    pub(crate) fn translated(
        status: StatusCode,
        entry: fn(&ErrorText) -> &Phrase,
        values: impl Into<Vec<(&'static str, String)>>,
    ) -> Self {
        Self { status, detail: Detail::Entry(entry, values.into()), person: None, allowed: None }
    }

    pub(crate) fn not_found(what: impl fmt::Display) -> Self {
        Self::new(StatusCode::NOT_FOUND, what.to_string())
    }

    pub(crate) fn no_such_method(allowed: &'static str) -> Self {
        let values = [("methods", allowed.to_owned())];
        let problem = Self::translated(StatusCode::METHOD_NOT_ALLOWED, |error| &error.no_method, values);
        Self { allowed: Some(allowed), ..problem }
    }

    /// The same problem, answered with a page if a person asked.
    pub(crate) fn asked_by(mut self, person: Option<Locale>) -> Self {
        self.person = person;
        self
    }

    /// What went wrong, in words: a sentence but for its capital and its full stop.
    pub(crate) fn detail(&self, text: &SiteText) -> String {
        match &self.detail {
            Detail::English(detail) => detail.clone(),
            Detail::Entry(entry, values) => entry(&text.error).fill(values),
        }
    }
}

/// The person who asks for a page; whatever asks the API is a program.
pub(crate) fn person(request: &HttpRequest) -> Option<Locale> {
    (!request.path().starts_with("/api/")).then(|| Locale::of(request))
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.status, self.detail(Default::default()))
    }
}

impl From<TasteError> for Problem {
    fn from(error: TasteError) -> Self {
        match error {
            TasteError::TooMany(n) => {
                let values = [("n", n.to_string()), ("most", MAX_TASTE_FILMS.to_string())];
                Self::translated(StatusCode::PAYLOAD_TOO_LARGE, |error| &error.too_many_films, values)
            }
            TasteError::Both(film) => {
                Self::translated(StatusCode::UNPROCESSABLE_ENTITY, |error| &error.liked_and_disliked, [("film", film)])
            }
            // Pages pass over films they do not know.
            TasteError::Unknown(_) => Self::new(StatusCode::UNPROCESSABLE_ENTITY, error.to_string()),
        }
    }
}

impl From<TooManyTerms> for Problem {
    fn from(TooManyTerms(n): TooManyTerms) -> Self {
        let values = [("n", n.to_string()), ("most", MAX_STEER_TERMS.to_string())];
        Self::translated(StatusCode::PAYLOAD_TOO_LARGE, |error| &error.too_many_terms, values)
    }
}

impl From<PoolError> for Problem {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Busy => Self::translated(StatusCode::SERVICE_UNAVAILABLE, |error| &error.busy, []),
            PoolError::Failed => Self::translated(StatusCode::INTERNAL_SERVER_ERROR, |error| &error.failed, []),
        }
    }
}

impl From<SvmError> for Problem {
    fn from(error: SvmError) -> Self {
        tracing::error!(%error, "ranking failed");
        Self::translated(StatusCode::INTERNAL_SERVER_ERROR, |error| &error.failed, [])
    }
}
