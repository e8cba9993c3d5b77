//! The page that says what went wrong.

use askama::Template;

use super::Frame;
use crate::text::Locale;
use crate::visit::Visit;

#[derive(Debug, Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage<'a> {
    frame: Frame,
    title: &'a str,
    /// A sentence, but for its full stop.
    detail: String,
    /// Seconds after which asking again may help.
    retry_after: Option<u32>,
}

impl<'a> ErrorPage<'a> {
    pub(crate) fn new(locale: Locale, title: &'a str, detail: &str, retry_after: Option<u32>) -> Self {
        let mut chars = detail.chars();
        let detail = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        Self { frame: Frame::new(&Visit::in_locale(locale)), title, detail, retry_after }
    }
}
