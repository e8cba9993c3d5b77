//! The site's own address, as its operator writes it.

use std::str::FromStr;

/// A site's scheme and host, as the operator names them: `https://films.example`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteOrigin(String);

/// A text that is no address of a site.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the address of a site: write scheme and host and no more, such as https://films.example")]
pub struct InvalidOrigin(String);

impl SiteOrigin {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SiteOrigin {
    type Err = InvalidOrigin;

    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        let origin = text.strip_suffix('/').unwrap_or(text);
        match origin.split_once("://") {
            Some(("http" | "https", host)) if is_host(host) => Ok(Self(origin.to_owned())),
            _ => Err(InvalidOrigin(text.chars().take(200).collect())),
        }
    }
}

/// A name or number of a host, with its port perhaps.
pub(crate) fn is_host(host: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    !host.is_empty() && host.len() <= 255 && host.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_and_host() {
        for good in ["https://films.example", "http://[::1]:8080", "https://films.example/"] {
            assert_eq!(good.parse::<SiteOrigin>().unwrap().0, good.trim_end_matches('/'));
        }
        for bad in ["films.example", "ftp://x", "https://", "https://x/films", "https://x\"><script>", "https://u@x"] {
            assert!(bad.parse::<SiteOrigin>().is_err(), "{bad}");
        }
    }
}
