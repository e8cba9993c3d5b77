//! Where pages live, and one spelling for each of them.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use url::Url;

/// What MediaWiki escapes in a title's address.
const TITLE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'\\');
/// MediaWiki's own limit on titles.
const MAX_TITLE_BYTES: usize = 255;

/// A wiki: pages are at `/wiki/Title` below its base address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    base: Url,
}

/// An address that is no wiki's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the address of a wiki: write it as https://en.wikipedia.org")]
pub struct InvalidSite(String);

impl Site {
    /// Takes the address of the wiki's host; a path behind it does not count.
    ///
    /// # Errors
    /// Not an http or https address.
    pub fn new(address: &str) -> Result<Self, InvalidSite> {
        let invalid = || InvalidSite(address.chars().take(200).collect());
        let mut base = Url::parse(address).map_err(|_| invalid())?;
        if !matches!(base.scheme(), "http" | "https") || base.host_str().is_none() {
            return Err(invalid());
        }
        base.set_path("/");
        base.set_query(None);
        base.set_fragment(None);
        Ok(Self { base })
    }

    /// Whether the host is this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        match self.base.host() {
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            Some(url::Host::Domain(name)) => name == "localhost",
            None => false,
        }
    }

    /// The address of a path on this host.
    pub(crate) fn at(&self, path: &str) -> Url {
        self.base.join(path).unwrap_or_else(|_| self.base.clone())
    }

    /// A page's address.
    pub fn page(&self, title: &PageTitle) -> Url {
        let encoded = utf8_percent_encode(&title.0.replace(' ', "_"), TITLE).to_string();
        self.at(&format!("/wiki/{encoded}"))
    }

    /// Whether an address is on this host.
    pub(crate) fn owns(&self, url: &Url) -> bool {
        url.scheme() == self.base.scheme()
            && url.host() == self.base.host()
            && url.port_or_known_default() == self.base.port_or_known_default()
    }

    /// The page a link leads to, however it is written: `/wiki/Title`, `./Title`, `//host/wiki/Title`, a whole address.
    /// `None` for other hosts, other paths, queries, and namespaces other than the articles' own and categories.
    pub fn linked(&self, href: &str) -> Option<PageTitle> {
        let from = self.base.join("/wiki/Main").ok()?;
        let url = from.join(href.trim()).ok()?;
        if !self.owns(&url) || url.query().is_some() {
            return None;
        }
        let title = url.path().strip_prefix("/wiki/")?;
        PageTitle::new(&percent_decode_str(title).decode_utf8().ok()?)
    }

    /// Who publishes the pages.
    pub(crate) fn publisher(&self) -> String {
        let host = self.base.host_str().unwrap_or_default();
        if host.ends_with("wikipedia.org") { "Wikipedia".to_owned() } else { host.to_owned() }
    }

    /// The licence of the pages' text, where it is known.
    pub(crate) fn licence(&self) -> Option<String> {
        self.base.host_str()?.ends_with("wikipedia.org").then(|| "CC BY-SA 4.0".to_owned())
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.base.as_str().trim_end_matches('/'))
    }
}

/// A page's title as MediaWiki writes it: spaces, not underscores; a capital first; no fragment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageTitle(String);

impl PageTitle {
    /// Brings a title to its one spelling. `None` for what cannot be a title.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.split('#').next().unwrap_or_default();
        let spaced: Vec<&str> = text.split(['_', ' ']).filter(|word| !word.is_empty()).collect();
        let title = spaced.join(" ");
        let first = title.chars().next()?;
        let forbidden = |c: char| c.is_control() || matches!(c, '<' | '>' | '[' | ']' | '{' | '}' | '|');
        if title.len() > MAX_TITLE_BYTES || title.contains(forbidden) {
            return None;
        }
        let rest = &title[first.len_utf8()..];
        Some(Self(first.to_uppercase().chain(rest.chars()).collect()))
    }

    /// The title as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is an article, not a page of another namespace (`File:`, `Talk:` ...). A colon with a space behind it is part
    /// of an article's own title.
    pub(crate) fn is_article(&self) -> bool {
        match self.0.split_once(':') {
            Some((space, rest)) => rest.starts_with(' ') || !NAMESPACES.contains(&space.to_lowercase().as_str()),
            None => self.0 != "Main Page",
        }
    }
}

const NAMESPACES: [&str; 16] = [
    "special",
    "talk",
    "user",
    "user talk",
    "wikipedia",
    "project",
    "file",
    "image",
    "mediawiki",
    "template",
    "help",
    "category",
    "portal",
    "draft",
    "module",
    "template talk",
];

impl fmt::Display for PageTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_is_one_page_however_it_is_linked() {
        let site = Site::new("https://en.wikipedia.org/wiki/Main_Page").unwrap();
        for href in [
            "/wiki/Am%C3%A9lie",
            "./Amélie",
            "//en.wikipedia.org/wiki/Amélie",
            "https://en.wikipedia.org/wiki/am%C3%A9lie",
            "/wiki/Am%C3%A9lie#Plot",
        ] {
            assert_eq!(site.linked(href), PageTitle::new("Amélie"), "{href}");
        }
        for href in [
            "https://de.wikipedia.org/wiki/X",
            "/w/index.php?title=X",
            "/wiki/X?action=edit",
            "http://127.0.0.1/wiki/X",
            "mailto:a@b",
            "/wiki/",
        ] {
            assert_eq!(site.linked(href), None, "{href}");
        }
        let title = PageTitle::new("what's_Up, Doc?").unwrap();
        assert_eq!(site.page(&title).as_str(), "https://en.wikipedia.org/wiki/What's_Up,_Doc%3F");
        assert_eq!(site.linked(site.page(&title).as_str()), Some(title));
        let face = PageTitle::new("Face/Off").unwrap();
        assert_eq!(site.linked(site.page(&face).as_str()), Some(face));
    }

    #[test]
    fn namespaces_are_no_articles() {
        let article = |title| PageTitle::new(title).unwrap().is_article();
        assert!(article("2001: A Space Odyssey") && article("Alien"));
        assert!(!article("Category:1999 films") && !article("File:X.jpg") && !article("Main Page"));
    }
}
