//! A request for a page, parsed once: who asks, and what the address says.

use actix_web::{HttpRequest, web};
use matinee_rank::{Ranker, TasteTokenError};

use crate::address::Address;
use crate::encoding;
use crate::limits::MAX_QUERY_CHARS;
use crate::origin::Origin;
use crate::packing::takes_gzip;
use crate::state::AppState;
use crate::text::Locale;

/// A request for a page. Views take the parts that they need.
#[derive(Debug, Clone, Default)]
pub(crate) struct Visit {
    pub(crate) origin: Origin,
    pub(crate) address: Address,
    pub(crate) search: SearchQuery,
    /// Whether the page may be packed by gzip.
    pub(crate) takes_gzip: bool,
}

impl Visit {
    /// Reads a request's address, and its headers for the language.
    pub(crate) fn of(request: &HttpRequest, ranker: &Ranker) -> Self {
        Self::at(Address::with_tokens(request.query_string(), ranker), request)
    }

    /// Reads a request to an address with a token in its path.
    pub(crate) fn of_token(token: &str, request: &HttpRequest, ranker: &Ranker) -> Result<Self, TasteTokenError> {
        Ok(Self::at(Address::of_token(token, request.query_string(), ranker)?, request))
    }

    /// Reads a request whose address is read elsewhere.
    pub(crate) fn with(address: Address, request: &HttpRequest) -> Self {
        Self::at(address, request)
    }

    fn at(address: Address, request: &HttpRequest) -> Self {
        let library = request.app_data::<web::Data<AppState>>().map(|state| state.library().clone());
        let address = Address { locale: Locale::of(request), library: library.unwrap_or_default(), ..address };
        let search = SearchQuery::parse(request.query_string());
        Self { origin: Origin::of(request), address, search, takes_gzip: takes_gzip(request) }
    }

    /// A visit of which only the language is known: for pages about errors.
    pub(crate) fn in_locale(locale: Locale) -> Self {
        Self { address: Address::in_locale(locale), ..Self::default() }
    }
}

/// What is searched for: text without control characters, cut at [`MAX_QUERY_CHARS`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SearchQuery(String);

impl SearchQuery {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.chars().filter(|c| !c.is_control()).take(MAX_QUERY_CHARS).collect())
    }

    /// Reads a query string; the last `q` counts.
    fn parse(query: &str) -> Self {
        encoding::pairs(query)
            .filter(|(name, _)| *name == "q")
            .last()
            .map_or_else(Self::default, |(_, q)| Self::new(&q))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_cut_and_the_last_one_counts() {
        assert_eq!(SearchQuery::parse("q=a&like=b&q=c+%00d"), SearchQuery("c d".to_owned()));
        let long = SearchQuery::parse(&format!("q={}", "é".repeat(MAX_QUERY_CHARS + 1)));
        assert_eq!(long.as_str().chars().count(), MAX_QUERY_CHARS);
    }
}
