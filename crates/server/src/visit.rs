//! A request for a page, parsed once: who asks, and what the address says.

use actix_web::{HttpRequest, web};
use matinee_rank::Ranker;

use crate::address::{Address, PagePath, Settled};
use crate::encoding;
use crate::library::ServedLibrary;
use crate::limits::MAX_QUERY_CHARS;
use crate::origin::Origin;
use crate::packing::takes_gzip;
use crate::problem::Problem;
use crate::state::AppState;
use crate::text::Locale;

/// What a request for a page says. Reading its picks takes the CPU: that is done on a ranking thread, by [`Arrival::of`].
#[derive(Debug, Clone)]
pub(crate) struct PageRequest {
    token: Option<String>,
    path: String,
    query: String,
    origin: Origin,
    pub(crate) locale: Locale,
    takes_gzip: bool,
    library: ServedLibrary,
}

impl PageRequest {
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let path = request.uri().path();
        let below = |path: &str| {
            path.strip_prefix("/t/").map(|rest| rest.split_once('/').map_or(String::new(), |(_, p)| format!("/{p}")))
        };
        let token = request.match_info().get("token").map(str::to_owned);
        Self {
            path: if token.is_some() { below(path).unwrap_or_default() } else { path.to_owned() },
            token,
            query: request.query_string().to_owned(),
            origin: Origin::of(request),
            locale: Locale::of(request),
            takes_gzip: takes_gzip(request),
            library: request
                .app_data::<web::Data<AppState>>()
                .map_or_else(ServedLibrary::default, |state| state.library().clone()),
        }
    }

    /// The path, if the address says nothing else.
    pub(crate) fn plain_path(&self) -> Option<&str> {
        (self.token.is_none() && self.query.is_empty()).then_some(self.path.as_str())
    }

    pub(crate) fn origin(&self) -> &Origin {
        &self.origin
    }

    pub(crate) fn takes_gzip(&self) -> bool {
        self.takes_gzip
    }

    /// What the operator owns.
    pub(crate) fn library(&self) -> &ServedLibrary {
        &self.library
    }

    /// Whether it is for a page below a token's path.
    pub(crate) fn is_of_token(&self) -> bool {
        self.token.is_some()
    }

    /// What the address says.
    pub(crate) fn visit(&self, ranker: &Ranker) -> Result<Visit, Problem> {
        let address = match &self.token {
            Some(token) => Address::of_token(token, &self.query, ranker)?,
            None => Address::with_tokens(&self.query, ranker),
        };
        Ok(self.with(address))
    }

    /// The same for what was posted: its page is shown at once, wherever it would be otherwise.
    pub(crate) fn posted(&self, ranker: &Ranker) -> Result<Visit, Problem> {
        let visit = self.visit(ranker)?;
        let own = visit.address.clone();
        let address = match visit.address.settle(&self.at())? {
            Settled::Here(address) => *address,
            Settled::Elsewhere(_) => own.with_token_links(),
        };
        Ok(Visit { address, ..visit })
    }

    fn at(&self) -> PagePath {
        PagePath { has_token: self.token.is_some(), path: self.path.clone() }
    }

    /// A visit with an address that is read elsewhere.
    pub(crate) fn with(&self, address: Address) -> Visit {
        Visit {
            origin: self.origin.clone(),
            address: address.read_in(self.locale, self.library.clone()),
            search: SearchQuery::parse(&self.query),
            token: self.token.clone(),
            takes_gzip: self.takes_gzip,
        }
    }
}

/// What the pages of a viewer's films, of given films and of the map read in their addresses beside a taste.
const BESIDE_TASTE: [&str; 6] = ["list", "page", "of", "among", "tour-from", "tour-to"];

/// Whether a page is shown where it was asked for.
#[derive(Debug)]
pub(crate) enum Arrival {
    Here(Box<Visit>),
    /// It has this address.
    Elsewhere(String),
}

impl Arrival {
    pub(crate) fn of(request: &PageRequest, ranker: &Ranker) -> Result<Self, Problem> {
        let visit = request.visit(ranker)?;
        Ok(match visit.address.settle(&request.at())? {
            Settled::Here(address) => Self::Here(Box::new(Visit { address: *address, ..visit })),
            Settled::Elsewhere(href) => {
                let beside = encoding::pairs(&request.query).filter(|(name, _)| BESIDE_TASTE.contains(name));
                let href = beside.fold(href, |href, (name, value)| encoding::with_pair(href, name, &value));
                Self::Elsewhere(visit.search.carried_to(href))
            }
        })
    }
}

/// A request for a page. Views take the parts that they need.
#[derive(Debug, Clone, Default)]
pub(crate) struct Visit {
    pub(crate) origin: Origin,
    pub(crate) address: Address,
    pub(crate) search: SearchQuery,
    /// The token in the address's path.
    pub(crate) token: Option<String>,
    /// Whether the page may be packed by gzip.
    pub(crate) takes_gzip: bool,
}

impl Visit {
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

    /// An address with what is searched for.
    pub(crate) fn carried_to(&self, href: String) -> String {
        if self.0.is_empty() {
            return href;
        }
        encoding::with_pair(href, "q", &self.0)
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
