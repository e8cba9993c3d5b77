//! The page that says what went wrong.

use askama::Template;

use super::Frame;
use crate::text::Locale;
use crate::visit::Visit;

#[derive(Debug, Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage {
    frame: Frame,
    /// A sentence, but for its full stop.
    detail: String,
    /// Seconds after which asking again may help.
    retry_after: Option<u32>,
}

impl ErrorPage {
    pub(crate) fn new(locale: Locale, detail: &str, retry_after: Option<u32>) -> Self {
        let mut chars = detail.chars();
        let detail = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        Self { frame: Frame::new(&Visit::in_locale(locale)), detail, retry_after }
    }
}
