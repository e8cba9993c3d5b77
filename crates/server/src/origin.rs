//! The site's own address, for those who are sent a link to it. Clients do not name it: a page in a cache would then lead
//! everybody to where one of them says.

use std::fmt;
use std::rc::Rc;
use std::str::FromStr;

use actix_web::HttpRequest;
use actix_web::web::Data;
use ipnet::IpNet;

use crate::connection::{Activity, is_in};
use crate::settings::ServerSettings;

/// A site's scheme and host, as the operator names them: `https://films.example`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteOrigin(String);

/// A text that is no address of a site.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the address of a site: write scheme and host and no more, such as https://films.example")]
pub struct InvalidOrigin(String);

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
fn is_host(host: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    !host.is_empty() && host.len() <= 255 && host.bytes().all(fits)
}

/// Who may name the site.
#[derive(Debug)]
pub(crate) struct OriginRule {
    origin: Option<SiteOrigin>,
    proxies: Vec<IpNet>,
}

impl OriginRule {
    pub(crate) fn new(settings: &ServerSettings) -> Self {
        Self { origin: settings.origin.clone(), proxies: settings.trusted_proxies.clone() }
    }

    /// The headers that answers depend on because proxies name the site.
    pub(crate) fn varies_by(&self) -> &'static [&'static str] {
        let named = self.origin.is_some() || self.proxies.is_empty();
        if named { &[] } else { &["Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto"] }
    }

    fn of(&self, request: &HttpRequest) -> Option<String> {
        if let Some(SiteOrigin(origin)) = &self.origin {
            return Some(origin.clone());
        }
        if request.peer_addr().is_some_and(|peer| is_in(&self.proxies, peer.ip())) {
            let connection = request.connection_info();
            let (scheme, host) = (connection.scheme(), connection.host());
            if matches!(scheme, "http" | "https") && is_host(host) {
                return Some(format!("{scheme}://{host}"));
            }
        }
        let connection = request.conn_data::<Rc<Activity>>()?;
        Some(format!("http://{}", connection.local()?))
    }
}

/// Scheme and host of this site: `https://matinee.example`. Empty where the request is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Origin(String);

impl Origin {
    /// The site that a request is for.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let site = request.app_data::<Data<OriginRule>>();
        Self(site.and_then(|site| site.of(request)).unwrap_or_default())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
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
