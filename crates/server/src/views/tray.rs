//! What is set, as chips in sight: picks, steered terms, what was asked for and the filters in force, each with its cross.

use matinee_features::{Model, Row};
use matinee_rank::{Condition, LibrarySide, MutedTerm, Recommendations, RuleEffect, Span, Taste, Wish, WishPart};

use super::film_path;
use super::rules::rule_label;
use super::wish::{label, names};
use crate::address::{Address, Order};
use crate::limits::{MAX_TRAY_FILMS, MAX_TRAY_SEEN};
use crate::text::{Phrase, SiteText};

/// All that is set.
#[derive(Debug)]
pub(crate) struct Tray {
    pub(crate) likes: PickList,
    pub(crate) dislikes: PickList,
    pub(crate) seen: PickList,
    pub(crate) wants: PickList,
    /// Steered terms, and rules that stay.
    pub(crate) terms: Vec<Pick>,
    /// The parts of what was asked for in words.
    pub(crate) asked: Vec<Pick>,
    /// The filters in force.
    pub(crate) filters: Vec<Pick>,
}

/// The first of a list's picks, and how many more there are, in words.
#[derive(Debug)]
pub(crate) struct PickList {
    pub(crate) shown: Vec<Pick>,
    pub(crate) others: Option<String>,
}

/// A chip, and the address without it.
#[derive(Debug, Clone)]
pub(crate) struct Pick {
    pub(crate) label: String,
    /// Its page, for films.
    pub(crate) film: String,
    /// What a muted term does: "leaves out 212 films".
    pub(crate) effect: Option<String>,
    /// The address with less of a muted term in place of none of it.
    pub(crate) less: Option<String>,
    pub(crate) remove: String,
}

impl Tray {
    pub(crate) fn new(
        model: &Model,
        address: &Address,
        taste: &Taste,
        wants: &[Row],
        found: &Recommendations,
        wish: &Wish,
    ) -> Self {
        Self {
            likes: picks(model, address, taste.likes(), MAX_TRAY_FILMS),
            dislikes: picks(model, address, taste.dislikes(), MAX_TRAY_FILMS),
            seen: picks(model, address, taste.seen(), MAX_TRAY_SEEN),
            wants: picks(model, address, wants, MAX_TRAY_SEEN),
            terms: [terms(address, &found.muted, wish), rules(address, &found.rules)].concat(),
            asked: asked(address, &found.muted, wish),
            filters: filters(address),
        }
    }

    /// Whether there is anything to save.
    pub(crate) fn has_picks(&self) -> bool {
        let lists = [&self.likes.shown, &self.dislikes.shown, &self.seen.shown, &self.wants.shown, &self.terms];
        lists.into_iter().any(|picks| !picks.is_empty())
    }

    /// Whether nothing is set.
    pub(crate) fn is_empty(&self) -> bool {
        !self.has_picks() && self.asked.is_empty() && self.filters.is_empty()
    }

    /// "slow burn, science fiction, not horror"
    pub(crate) fn wish(&self) -> String {
        self.asked.iter().map(|part| part.label.as_str()).collect::<Vec<_>>().join(", ")
    }
}

fn chip(label: String, remove: String) -> Pick {
    Pick { label, film: String::new(), effect: None, less: None, remove }
}

/// The first films of a list, so many at most.
fn picks(model: &Model, address: &Address, rows: &[Row], most: usize) -> PickList {
    let pick = |&row: &Row| {
        let film = model.film(row);
        let id = film.id.as_str();
        let without = address.with_picks(address.picks.without(id)).href("/");
        Pick { film: address.href(&film_path(id)), ..chip(film.title.clone(), without) }
    };
    // One more takes no more room than the words that there is one.
    let most = if rows.len() == most + 1 { rows.len() } else { most };
    let others = rows.len().saturating_sub(most);
    PickList {
        shown: rows.iter().take(most).map(pick).collect(),
        others: (others > 0).then(|| address.text().count(&address.text().tray.others, others)),
    }
}

/// What a muted term does to the list.
fn effect(text: &SiteText, muted: &MutedTerm) -> String {
    match muted.left_out {
        Some(films) => text.count(&text.tray.leaves_out, films),
        None => text.tray.counts_for_nothing.clone(),
    }
}

/// Steered terms. What is not wanted by a wish in words is said there.
fn terms(address: &Address, muted: &[MutedTerm], wish: &Wish) -> Vec<Pick> {
    let (text, picks) = (address.text(), &address.picks);
    let term = |how: &Phrase, term: &String| {
        chip(how.with("term", text.kind(term)), address.with_picks(picks.without_term(term)).href("/"))
    };
    let boosted = picks.boost.iter().map(|boosted| term(&text.tray.more, boosted));
    let lessened = picks.less.iter().map(|lessened| term(&text.tray.less, lessened));
    let is_asked = |term: &String| wish.parts().iter().any(|part| part.negated && names(part).contains(&term.as_str()));
    let muted =
        muted.iter().filter(|muted| picks.mute.contains(&muted.term) || !is_asked(&muted.term)).map(|muted| Pick {
            effect: Some(effect(text, muted)),
            less: Some(address.with_picks(picks.lessening(&muted.term)).href("/")),
            ..term(&text.tray.none, &muted.term)
        });
    boosted.chain(lessened).chain(muted).collect()
}

/// Rules that stay, with how many films they leave out.
fn rules(address: &Address, rules: &[RuleEffect]) -> Vec<Pick> {
    let text = address.text();
    let rule = |effect: &RuleEffect| Pick {
        effect: Some(text.count(&text.tray.leaves_out, effect.left_out)),
        ..chip(rule_label(text, &effect.rule), address.with_picks(address.picks.without_rule(&effect.rule)).href("/"))
    };
    rules.iter().map(rule).collect()
}

/// The parts of a wish; of what is not wanted, how much that leaves out.
fn asked(address: &Address, muted: &[MutedTerm], wish: &Wish) -> Vec<Pick> {
    let text = address.text();
    let pick = |part: &WishPart| Pick {
        effect: muted
            .iter()
            .find(|muted| part.negated && names(part).contains(&muted.term.as_str()))
            .map(|muted| effect(text, muted)),
        ..chip(label(text, part), address.asking(wish.without(part)).href("/"))
    };
    wish.parts().iter().map(pick).collect()
}

/// A chip for each condition of the filter form that is set, and for a closeness and an order that are not the usual.
fn filters(address: &Address) -> Vec<Pick> {
    let (text, fields) = (address.text(), &address.filters);
    let filter = fields.filter();
    let said = |condition| match condition {
        Condition::Years => filter.years.as_ref().map(|years| said_years(text, Span::of_years(years))),
        Condition::Runtime => fields.runtime.map(|minutes| text.wish.at_most.with("to", minutes)),
        Condition::Genres => filter.genres.first().map(|genre| text.genre(genre).to_owned()),
        Condition::Countries => filter.countries.first().map(|country| text.country(country).to_owned()),
        Condition::Languages => {
            filter.languages.first().map(|language| text.wish.language.with("language", text.language(language)))
        }
        Condition::Library => fields.library.map(|side| match side {
            LibrarySide::In => text.library.inside.clone(),
            LibrarySide::Out => text.library.outside.clone(),
        }),
        Condition::Watched => fields.watched_is_seen.then(|| text.library.watched_is_seen.clone()),
        Condition::WithoutGenres | Condition::Asked => None,
    };
    let conditions = Condition::ALL.into_iter().filter_map(|condition| {
        Some(chip(said(condition)?, address.with_filters(fields.without(condition)).href("/")))
    });
    let closeness = fields.is_closer().map(|closer| {
        let label = if closer { &text.filters.close } else { &text.filters.surprising };
        chip(label.clone(), address.with_filters(fields.as_close_as_usual()).href("/"))
    });
    let order = (address.order != Order::Fit).then(|| {
        chip(text.tray.ordered.with("order", address.order.shown(text)), address.in_order(Order::Fit).href("/"))
    });
    conditions.chain(closeness).chain(order).collect()
}

/// "1970 to 2020"
pub(crate) fn said_years(text: &SiteText, years: Span) -> String {
    let wish = &text.wish;
    match years {
        Span::Decade(decade) => text.card.decade.with("decade", decade),
        Span::One(year) => year.to_string(),
        Span::From(from) => wish.from_year.with("from", from),
        Span::To(to) => wish.until_year.with("to", to),
        Span::Between(from, to) => wish.years.fill(&[("from", from), ("to", to)]),
    }
}
