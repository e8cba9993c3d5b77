//! Who runs the crawl. Every request carries it in its User-Agent.

use url::Url;

use crate::limits::MAX_CONTACT_BYTES;

/// A mail address or web page where a host can reach whoever runs the crawl.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    contact: String,
    page: Option<String>,
}

/// Not a mail address or web page of a real host.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} reaches no one: give your own mail address or web page, so that the wiki's hosts can write to you")]
pub struct InvalidContact(String);

impl Contact {
    /// Takes a mail address or an http(s) address of a real host.
    ///
    /// # Errors
    /// It is neither, or its host is one that RFC 2606 reserves for examples.
    pub fn new(text: &str) -> Result<Self, InvalidContact> {
        let text = text.trim();
        let host = if text.starts_with("http://") || text.starts_with("https://") {
            Url::parse(text).ok().and_then(|url| url.host_str().map(str::to_owned))
        } else {
            text.split_once('@').filter(|(name, _)| !name.is_empty()).map(|(_, host)| host.to_owned())
        };
        let plain = text.len() <= MAX_CONTACT_BYTES
            && text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'(' | b')' | b';'));
        match host {
            Some(host) if plain && is_real(&host) => Ok(Self { contact: text.to_owned(), page: None }),
            _ => Err(InvalidContact(text.chars().take(80).collect())),
        }
    }

    /// Adds a web page about this crawl.
    ///
    /// # Errors
    /// It is not an http(s) address of a real host.
    pub fn with_page(self, page: &str) -> Result<Self, InvalidContact> {
        let page = Self::new(page)?;
        if !page.is_address() {
            return Err(InvalidContact(page.contact));
        }
        Ok(Self { page: Some(page.contact), ..self })
    }

    fn is_address(&self) -> bool {
        self.contact.starts_with("http://") || self.contact.starts_with("https://")
    }

    /// `Matinee/VERSION (+page; contact)`, as is usual for crawlers. A contact that is a web page also serves as the page.
    pub(crate) fn user_agent(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        match &self.page {
            Some(page) if *page != self.contact => format!("Matinee/{version} (+{page}; {})", self.contact),
            None if !self.is_address() => format!("Matinee/{version} ({})", self.contact),
            _ => format!("Matinee/{version} (+{})", self.contact),
        }
    }
}

/// A host with a dot and a top-level name of letters, and not one that RFC 2606 reserves for examples.
fn is_real(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let form = labels.len() >= 2
        && labels.iter().all(|l| !l.is_empty() && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let last = labels.last().copied().unwrap_or_default();
    let second = labels.iter().rev().nth(1).copied().unwrap_or_default();
    form && last.bytes().all(|b| b.is_ascii_alphabetic())
        && !matches!(last, "example" | "test" | "invalid" | "localhost")
        && !(second == "example" && matches!(last, "com" | "org" | "net"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_reaches_someone_is_a_contact() {
        for good in ["anna@kino.se", "https://kino.se/matinee", "a.b+c@mail.kino.co.uk"] {
            assert!(Contact::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "anna",
            "@kino.se",
            "anna@",
            "anna@kino",
            "me@example.org",
            "https://www.example.com/x",
            "a@b.test",
            "a b@kino.se",
            "x@kino.se\r\nHost: y",
            "https://127.0.0.1/",
        ] {
            assert!(Contact::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn hosts_are_told_the_page_and_the_contact() {
        let mail = Contact::new("anna@kino.se").unwrap();
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(mail.user_agent(), format!("Matinee/{version} (anna@kino.se)"));
        assert!(
            mail.clone().with_page("anna@kino.se").is_err() && mail.clone().with_page("https://example.org/").is_err()
        );
        let both = mail.with_page("https://kino.se/matinee").unwrap();
        assert_eq!(both.user_agent(), format!("Matinee/{version} (+https://kino.se/matinee; anna@kino.se)"));
        let page = Contact::new("https://kino.se/matinee").unwrap();
        assert_eq!(page.user_agent(), format!("Matinee/{version} (+https://kino.se/matinee)"));
    }
}
