//! What a link does to the picks of its page.

use std::borrow::Cow;
use std::sync::Arc;

use matinee_rank::TasteRule;

use super::token_picks::DROP;
use super::{Address, Picks};

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChangeKind {
    Film,
    Term,
    Rule,
}

/// A change of the picks: a film, a term or a rule, and the list it comes into, if any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change<'a> {
    Like(&'a str),
    Dislike(&'a str),
    Seen(&'a str),
    Want(&'a str),
    DropFilm(&'a str),
    Mute(&'a str),
    Less(&'a str),
    Boost(&'a str),
    DropTerm(&'a str),
    DropRule(&'a TasteRule),
}

impl<'a> Change<'a> {
    /// As an address says it.
    pub(super) fn pair(self) -> (&'static str, Cow<'a, str>) {
        let (name, value) = match self {
            Self::Like(id) => ("like", id),
            Self::Dislike(id) => ("dislike", id),
            Self::Seen(id) => ("seen", id),
            Self::Want(id) => ("want", id),
            Self::Mute(term) => ("mute", term),
            Self::Less(term) => ("less", term),
            Self::Boost(term) => ("boost", term),
            Self::DropFilm(value) | Self::DropTerm(value) => (DROP, value),
            Self::DropRule(rule) => return (DROP, rule.to_string().into()),
        };
        (name, value.into())
    }

    pub(super) fn kind(self) -> ChangeKind {
        match self {
            Self::Like(_) | Self::Dislike(_) | Self::Seen(_) | Self::Want(_) | Self::DropFilm(_) => ChangeKind::Film,
            Self::Mute(_) | Self::Less(_) | Self::Boost(_) | Self::DropTerm(_) => ChangeKind::Term,
            Self::DropRule(_) => ChangeKind::Rule,
        }
    }

    /// Whether there is something to rank by afterwards, whatever there was before.
    pub(super) fn says_something(self) -> bool {
        matches!(self, Self::Like(_) | Self::Dislike(_) | Self::Boost(_))
    }
}

/// The picks after a change. A page has hundreds of links, each with its own change: none of them copies the picks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChangedPicks<'a> {
    pub(super) picks: &'a Picks,
    pub(super) change: Change<'a>,
}

impl ChangedPicks<'_> {
    /// Makes the change.
    pub(super) fn made(self) -> Picks {
        let mut picks = self.picks.clone();
        picks.make(self.change);
        picks
    }
}

/// An address with changed picks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChangedAddress<'a> {
    pub(super) address: &'a Address,
    pub(super) picks: ChangedPicks<'a>,
}

impl ChangedAddress<'_> {
    /// An address on this site with all that this one says.
    pub(crate) fn href(self, path: &str) -> String {
        let (address, change) = (self.address, self.picks.change);
        let Some(stand) = &address.stand else {
            return Address { picks: Arc::new(self.picks.made()), ..address.clone() }.href(path);
        };
        let has_walls = address.picks.say_nothing() && !change.says_something();
        super::written(stand.path(path), &[stand.pending_after(change), address.pairs_beside_picks(has_walls)].concat())
    }
}
