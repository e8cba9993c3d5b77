//! Problems as answers, in one place: a page for people, problem details (RFC 9457) for programs.

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CACHE_CONTROL, ContentType, RETRY_AFTER, VARY};
use actix_web::{HttpResponse, ResponseError};
use askama::Template as _;
use serde_json::json;

use crate::limits::RETRY_AFTER_SECONDS;
use crate::problem::Problem;
use crate::views::error::ErrorPage;

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let title = self.status.canonical_reason().unwrap_or("Error");
        let mut answer = HttpResponse::build(self.status);
        answer.insert_header((CACHE_CONTROL, "no-store"));
        let later = [StatusCode::SERVICE_UNAVAILABLE, StatusCode::TOO_MANY_REQUESTS].contains(&self.status);
        let retry_after = later.then_some(RETRY_AFTER_SECONDS);
        if let Some(seconds) = retry_after {
            answer.insert_header((RETRY_AFTER, seconds));
        }
        if let Some(allowed) = self.allowed {
            answer.insert_header((ALLOW, allowed));
        }
        if let Some(locale) = self.person {
            let page = ErrorPage::new(locale, &self.detail(locale.text()), retry_after);
            answer.insert_header((VARY, "Accept-Language"));
            return answer.content_type(ContentType::html()).body(page.render().unwrap_or_default());
        }
        let detail = self.detail(Default::default());
        let body = json!({"type": "about:blank", "title": title, "status": self.status.as_u16(), "detail": detail});
        answer.content_type("application/problem+json").body(body.to_string())
    }
}
