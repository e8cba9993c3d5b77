//! What a link does to the picks of its page.

use std::borrow::Cow;

use matinee_rank::TasteRule;

use super::token_picks::{DROP, NEVER};
use super::{Address, Picks, written};

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChangeKind {
    Film,
    Term,
    Rule,
}

impl ChangeKind {
    /// What a list of an address has.
    pub(super) fn of_list(name: &str) -> Self {
        match name {
            "like" | "dislike" | "seen" | "want" => Self::Film,
            NEVER => Self::Rule,
            _ => Self::Term,
        }
    }
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

impl<'a> ChangedPicks<'a> {
    /// Makes the change.
    pub(super) fn made(self) -> Picks {
        let mut picks = self.picks.clone();
        picks.make(self.change);
        picks
    }

    /// A pair for each pick afterwards.
    fn plain_pairs(self) -> Vec<(&'static str, Cow<'a, str>)> {
        let (to, changed) = self.change.pair();
        let mut pairs = Vec::new();
        for (name, values) in self.picks.lists() {
            let stays = |value: &&String| ChangeKind::of_list(name) != self.change.kind() || **value != changed;
            pairs.extend(values.iter().filter(stays).map(|value| (name, Cow::Borrowed(value.as_str()))));
            if name == to {
                pairs.push((name, changed.clone()));
            }
        }
        let drops = |rule: &TasteRule| matches!(self.change, Change::DropRule(dropped) if dropped == rule);
        let rules = self.picks.never.iter().filter(|rule| !drops(rule));
        pairs.extend(rules.map(|rule| (NEVER, rule.to_string().into())));
        pairs
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
            let picks = self.picks.plain_pairs();
            let has_walls = !picks.iter().any(|(name, _)| matches!(*name, "like" | "dislike" | "boost"));
            return written(written(path.to_owned(), &picks), &address.pairs_beside_picks(has_walls));
        };
        let has_walls = address.picks.say_nothing() && !change.says_something();
        written(written(stand.path(path), &stand.pending_after(change)), &address.pairs_beside_picks(has_walls))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_what_the_picks_would_say_after_the_change() {
        let address = Address::parse(
            "like=a&like=b&dislike=c&seen=d&want=e&mute=war&less=x%20y&boost=rain&never=kind%3Awar&never=after%3A1999&genre=noir&wall=2",
        );
        let (picks, rules) = (&address.picks, &address.picks.never);
        assert_eq!(rules.len(), 2);
        let films = ["a", "c", "e", "new"].into_iter().flat_map(|id| {
            [Change::Like(id), Change::Dislike(id), Change::Seen(id), Change::Want(id), Change::DropFilm(id)]
        });
        let terms = ["war", "rain", "a"]
            .into_iter()
            .flat_map(|term| [Change::Mute(term), Change::Less(term), Change::Boost(term), Change::DropTerm(term)]);
        for change in films.chain(terms).chain([Change::DropRule(&rules[0])]) {
            let changed = ChangedPicks { picks, change };
            let made = address.of_other_picks(changed.made());
            assert_eq!(address.with_picks(changed).href("/"), made.href("/"), "{change:?}");
        }
        let one = Address::parse("like=a&wall=2");
        assert_eq!(one.with_picks(one.picks.without("a")).href("/"), "/?wall=2");
    }
}
