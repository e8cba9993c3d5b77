//! What a host allows (RFC 9309). Read before anything else; no option turns it off.

use std::time::Duration;

use texting_robots::Robot;
use url::Url;

use crate::limits::{MAX_CRAWL_DELAY, MAX_ROBOTS_BYTES};

/// The name of our group in the file.
const NAME: &str = "Matinee";

/// A host's rules.
pub(crate) struct Robots {
    rules: Option<Robot>,
}

impl Robots {
    /// Reads the file's text.
    pub(crate) fn parse(text: &[u8]) -> Self {
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
        Self { rules: Robot::new(NAME, &text[..text.len().min(MAX_ROBOTS_BYTES)]).ok() }
    }

    /// There is no file (4xx): all is allowed.
    pub(crate) fn absent() -> Self {
        Self { rules: None }
    }

    pub(crate) fn allows(&self, url: &Url) -> bool {
        self.rules.as_ref().is_none_or(|rules| rules.allowed(url.as_str()))
    }

    pub(crate) fn delay(&self) -> Option<Duration> {
        let seconds = f64::from(self.rules.as_ref()?.delay?);
        Duration::try_from_secs_f64(seconds).ok().map(|delay| delay.min(MAX_CRAWL_DELAY))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_obeyed() {
        let text =
            "\u{feff}User-agent: *\nDisallow: /w/\nAllow: /w/ok\nCrawl-delay: 2\n\nUser-agent: Greedy\nDisallow: /";
        let robots = Robots::parse(text.as_bytes());
        let allows = |path: &str| robots.allows(&Url::parse("http://h.net").unwrap().join(path).unwrap());
        assert!(allows("/wiki/Alien") && allows("/w/ok") && !allows("/w/index.php"));
        assert_eq!(robots.delay(), Some(Duration::from_secs(2)));
        assert!(Robots::absent().allows(&Url::parse("http://h.net/w/").unwrap()));
    }
}
