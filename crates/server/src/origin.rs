//! The site's own address, for those who are sent a link to it. Clients do not name it: a page in a cache would then lead
//! everybody to where one of them says.

use std::fmt;
use std::net::IpAddr;
use std::rc::Rc;

use actix_web::HttpRequest;
use actix_web::web::Data;
use ipnet::IpNet;

use crate::connection::{Activity, is_in};
use crate::settings::ServerSettings;
use crate::site_origin::{SiteOrigin, is_host};

/// Who may name the site.
#[derive(Debug)]
pub(crate) struct OriginRule {
    origin: Option<SiteOrigin>,
    proxies: Vec<IpNet>,
    /// Whether requests come through a socket in a file.
    by_file: bool,
}

impl OriginRule {
    pub(crate) fn new(settings: &ServerSettings, by_file: bool) -> Self {
        Self { origin: settings.origin.clone(), proxies: settings.trusted_proxies.clone(), by_file }
    }

    /// The headers that answers depend on because proxies name the site.
    pub(crate) fn varies_by(&self) -> &'static [&'static str] {
        let named = self.origin.is_some() || self.proxies.is_empty() && !self.by_file;
        if named { &[] } else { &["Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto"] }
    }

    /// Whether a request comes through a trusted proxy. So does whatever comes through a socket in a file: only what the operator lets
    /// in can open it.
    pub(crate) fn trusts(&self, request: &HttpRequest) -> bool {
        request.peer_addr().is_none_or(|peer| is_in(&self.proxies, peer.ip()))
    }

    /// The address that a request comes from, as the last proxy that is trusted saw it.
    pub(crate) fn client(&self, request: &HttpRequest) -> Option<IpAddr> {
        let peer = request.peer_addr().map(|peer| peer.ip());
        if !self.trusts(request) {
            return peer;
        }
        let headers = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
        let addresses: Vec<&str> = headers.flat_map(|value| value.split(',')).collect();
        let mut addresses = addresses.iter().rev().map_while(|address| address.trim().parse::<IpAddr>().ok());
        addresses.find(|address| !is_in(&self.proxies, *address))
    }

    /// Whether visitors come by TLS.
    pub(crate) fn is_by_tls(&self, request: &HttpRequest) -> bool {
        let named = self.origin.as_ref().is_some_and(|origin| origin.as_str().starts_with("https://"));
        named || self.trusts(request) && request.connection_info().scheme() == "https"
    }

    fn of(&self, request: &HttpRequest) -> Option<String> {
        if let Some(origin) = &self.origin {
            return Some(origin.as_str().to_owned());
        }
        if self.trusts(request) {
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
