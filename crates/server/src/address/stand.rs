//! Where a page stands. Few picks are in each of its links. Many are in the page's own address, as a token, and nowhere else: the
//! links are relative to it and say what they change. So a page does not grow with the square of the picks.

use std::borrow::Cow;
use std::sync::Arc;

use actix_web::http::StatusCode;

use super::change::{Change, ChangeKind};
use super::token_picks::{DROP, is_short};
use super::{Address, Pairs, written};
use crate::encoding;
use crate::limits::{MAX_URL_BYTES, MAX_WHICH_FILMS, PAGE_FILMS, max_repeated_chars};
use crate::problem::Problem;

/// The path of a request for a page: below a token's, or not.
#[derive(Debug, Clone, Default)]
pub(crate) struct PagePath {
    /// Whether it is below a token's.
    pub(crate) has_token: bool,
    /// The path, or what follows the token.
    pub(crate) path: String,
}

/// Where a page is to be shown.
#[derive(Debug)]
pub(crate) enum Settled {
    Here(Box<Address>),
    /// At this address.
    Elsewhere(String),
}

/// A page below a token's path.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stand {
    /// From the page to the token's own.
    up: Cow<'static, str>,
    /// What the page's address changes in what the token says.
    pub(super) pending: Arc<Pairs>,
}

impl Stand {
    /// The path to another page of the token, relative to this one; an empty path is this page.
    pub(super) fn path(&self, path: &str) -> String {
        path.strip_prefix('/').map_or_else(String::new, |path| format!("{}{path}", self.up))
    }

    /// What a link to a change says: what was changed before, and this.
    pub(super) fn pending_after(&self, change: Change) -> Pairs {
        let (name, value) = change.pair();
        let same_kind = |other: &str| other == DROP || ChangeKind::of_list(other) == change.kind();
        let others = self.pending.iter().filter(|(other, its)| *its != value || !same_kind(other));
        others.cloned().chain([(name, value.to_string())]).collect()
    }
}

impl Address {
    /// The page's address as it is, with what its links need to know; or where the page is to be shown instead.
    pub(crate) fn settle(mut self, at: &PagePath) -> Result<Settled, Problem> {
        // The page of given films has all of them.
        let most = max_repeated_chars(if at.path == "/which" { MAX_WHICH_FILMS } else { self.paging.length() });
        let (below, path) = (at.has_token && !at.path.is_empty(), if at.path.is_empty() { "/" } else { &at.path });
        if !below && self.picks.are_plain(most) {
            return Ok(Settled::Here(Box::new(self)));
        }
        if below && self.picks.are_plain(0) {
            return Ok(Settled::Elsewhere(self.href(path)));
        }
        if below {
            let pending = self.picks.pending();
            if is_short(pending.iter().map(|(name, value)| (*name, value.as_str())), most) {
                let up = if path[1..].contains('/') { "../" } else { "./" };
                self.stand = Some(Stand { up: up.into(), pending: Arc::new(pending) });
                return Ok(Settled::Here(Box::new(self)));
            }
        }
        let token = self.picks.to_token().ok_or_else(|| self.too_many())?;
        let path = format!("/t/{}{path}", encoding::value(&token));
        let has_walls = self.picks.say_nothing();
        Ok(Settled::Elsewhere(written(path, &self.pairs_beside_picks(has_walls))))
    }

    /// Where a page is to be shown, by its path.
    pub(crate) fn settled_href(self, path: &str) -> Result<String, Problem> {
        Ok(match self.settle(&PagePath { has_token: false, path: path.to_owned() })? {
            Settled::Here(address) => address.href(path),
            Settled::Elsewhere(href) => href,
        })
    }

    /// For a page whose own address is not that of its taste: many picks are in its links, as a token.
    pub(crate) fn with_token_links(mut self) -> Self {
        if !self.picks.are_plain(max_repeated_chars(PAGE_FILMS))
            && let Some(token) = self.picks.to_token()
        {
            let up = format!("/t/{}/", encoding::value(&token)).into();
            self.stand = Some(Stand { up, pending: Arc::default() });
        }
        self
    }

    /// Why the picks are no token.
    fn too_many(&self) -> Problem {
        let n = self.picks.plain_pairs().iter().map(|(name, value)| name.len() + value.len() + 2).sum::<usize>();
        let values = [("most", MAX_URL_BYTES.to_string()), ("n", n.to_string())];
        Problem::translated(StatusCode::URI_TOO_LONG, |error| &error.long_address, values)
    }
}
