//! Which language a visitor reads.

use actix_web::HttpRequest;
use actix_web::http::header::{AcceptLanguage, Header as _, Quality};

use super::SiteText;

/// The language of the address (`lang=de`) before the one that the browser asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Locale {
    chosen: Option<&'static SiteText>,
    accepted: &'static SiteText,
}

impl Locale {
    /// The sender of a request.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        Self { accepted: accepted(request).unwrap_or_default(), ..Self::of_query(request.query_string()) }
    }

    /// The sender of a query string, where no headers are known.
    pub(crate) fn of_query(query: &str) -> Self {
        let lang = query.split('&').find_map(|pair| pair.strip_prefix("lang="));
        Self { chosen: lang.and_then(SiteText::tagged), ..Self::default() }
    }

    /// A visitor who chose a language.
    pub(crate) fn choosing(text: &'static SiteText) -> Self {
        Self { chosen: Some(text), ..Self::default() }
    }

    /// The texts in this language.
    pub(crate) fn text(self) -> &'static SiteText {
        self.chosen.unwrap_or(self.accepted)
    }

    /// The language that the address names. Links must name it too.
    pub(crate) fn chosen(self) -> Option<&'static SiteText> {
        self.chosen
    }
}

/// The first accepted language that the site has, whatever the country (RFC 4647, lookup).
fn accepted(request: &HttpRequest) -> Option<&'static SiteText> {
    let mut wanted = AcceptLanguage::parse(request).ok()?;
    wanted.0.retain(|wanted| wanted.quality > Quality::ZERO);
    // A star means the default.
    let wanted = wanted.ranked();
    wanted.iter().find_map(|tag| SiteText::tagged(&tag.item()?.primary_language().to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn read_by(query: &str, accept: &str) -> &'static str {
        let request = TestRequest::with_uri(&format!("/?{query}")).insert_header(("Accept-Language", accept));
        &Locale::of(&request.to_http_request()).text().tag
    }

    #[test]
    fn the_browser_is_asked_in_the_order_of_its_wishes() {
        let wishes = [
            ("", "en"),
            ("*", "en"),
            ("fr", "en"),
            ("de", "de"),
            ("de-AT", "de"),
            ("DE-ch", "de"),
            ("fr, de;q=0.3", "de"),
            ("de;q=0.4, en;q=0.5", "en"),
            ("en;q=0.4, de;q=0.5", "de"),
            ("de;q=0", "en"),
            ("de;q=much", "en"),
            (";;,,-", "en"),
        ];
        for (accept, tag) in wishes {
            assert_eq!(read_by("", accept), tag, "{accept}");
        }
    }

    #[test]
    fn the_address_comes_first_if_it_names_a_language_of_the_site() {
        assert_eq!(read_by("like=a&lang=en", "de"), "en");
        assert_eq!(read_by("lang=de&like=a", "en"), "de");
        assert_eq!(read_by("lang=xx", "de"), "de");
        assert_eq!(read_by("lang=", "en"), "en");
    }
}
