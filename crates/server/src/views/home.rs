//! The home page: picks and the list they lead to.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use matinee_catalogue::fold::plain;
use matinee_catalogue::{Film, genres};
use matinee_features::{Model, Row};
use matinee_rank::{Condition, ListOptions, MutedTerm, Ranker, Recommendations, Taste, Wish};

use super::share::{Preview, Share};
use super::wish::label;
use super::{Card, Frame, film_path, shortened};
use crate::address::Address;
use crate::limits::{MAX_LIST_FILMS, MAX_TRAY_FILMS, MIN_CHOICE_FILMS, WALL_FILMS};
use crate::once::MadeOnce;
use crate::problem::Problem;
use crate::text::{Phrase, SiteText};

#[derive(Debug, Template)]
#[template(path = "home.html")]
pub(crate) struct HomePage {
    frame: Frame,
    /// Whether the list follows from picks; otherwise it is of well-known films.
    personal: bool,
    /// Whether the catalogue says which films are well known.
    knows_fame: bool,
    likes: PickList,
    dislikes: PickList,
    seen: PickList,
    terms: Vec<Pick>,
    /// The parts of what was asked for in words.
    asked: Vec<Pick>,
    /// Words of it that no film has.
    nowhere: Vec<String>,
    cards: Vec<Card>,
    /// A notice that this model does not know some ids of the address.
    unknown: Option<String>,
    /// How many films fit, in words.
    fitting: String,
    more: Option<String>,
    clear: String,
    /// The address without any pick.
    blank: String,
    filters: FilterForm,
    /// How the taste can be sent on, where there is one.
    share: Option<Share>,
    /// What other sites show beside the link, if this is the page of one.
    preview: Option<Preview>,
    /// How many picks there are.
    picked: usize,
    /// Conditions without which films would fit, and the address without each.
    loosen: Vec<(String, String)>,
}

/// The first of a list's picks, and how many more there are, in words.
#[derive(Debug)]
pub(crate) struct PickList {
    shown: Vec<Pick>,
    others: Option<String>,
}

/// What is the same on the pages of all who have no taste yet, or in every filter form: made once a model.
#[derive(Debug)]
pub(crate) struct ModelViews {
    /// Films of each country and language.
    countries: BTreeMap<String, usize>,
    languages: BTreeMap<String, usize>,
    /// What a first visit sees, with the options that lead to it.
    first_wall: Option<(ListOptions, Recommendations)>,
}

impl ModelViews {
    /// Those of a ranker's model, made if they are not there yet.
    pub(crate) fn of(made: &MadeOnce<Self>, ranker: &Ranker) -> Arc<(String, Self)> {
        made.get_or_make(ranker.model().version(), || Self::new(ranker))
    }

    fn new(ranker: &Ranker) -> Self {
        let model = ranker.model();
        let counts = |list: fn(&Film) -> &Vec<String>| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for name in model.films().iter().flat_map(list) {
                *counts.entry(name.clone()).or_default() += 1;
            }
            counts
        };
        let options = ListOptions { limit: WALL_FILMS, ..ListOptions::default() };
        let first = ranker.recommend(&Taste::default(), &options).ok();
        Self {
            countries: counts(|film| &film.countries),
            languages: counts(|film| &film.languages),
            first_wall: first.map(|first| (options, first)),
        }
    }
}

/// A pick, and the address without it.
#[derive(Debug)]
pub(crate) struct Pick {
    label: String,
    /// Its page, for films.
    film: String,
    /// What a muted term does: "leaves out 212 films".
    effect: Option<String>,
    remove: String,
}

/// The filter form: its values and its choices.
#[derive(Debug)]
pub(crate) struct FilterForm {
    action: String,
    carried: Vec<(&'static str, String)>,
    any: bool,
    from: String,
    to: String,
    runtime: String,
    closeness: String,
    genres: Vec<Choice>,
    countries: Vec<Choice>,
    languages: Vec<Choice>,
}

#[derive(Debug)]
pub(crate) struct Choice {
    /// The catalogue's name.
    value: String,
    /// The visitor's name for it.
    name: String,
    chosen: bool,
}

impl HomePage {
    pub(crate) fn new(ranker: &Ranker, shared: &ModelViews, frame: Frame, address: &Address) -> Result<Self, Problem> {
        Self::shown(ranker, shared, frame, address, None)
    }

    /// The page of a link.
    pub(crate) fn of_link(
        ranker: &Ranker,
        shared: &ModelViews,
        frame: Frame,
        address: &Address,
        token: &str,
    ) -> Result<Self, Problem> {
        Self::shown(ranker, shared, frame, address, Some(token))
    }

    fn shown(
        ranker: &Ranker,
        shared: &ModelViews,
        frame: Frame,
        address: &Address,
        token: Option<&str>,
    ) -> Result<Self, Problem> {
        let model = &**ranker.model();
        let (text, paging) = (address.text(), address.paging);
        let (taste, unknown) = address.picks.taste(model)?;
        let mut options = address.options()?;
        let wish = ranker.wish(&address.ask);
        wish.apply(model, &mut options)?;
        let wall = address.picks.say_nothing() && wish.is_empty() && !paging.asks_for_a_list();
        if wall {
            options.limit = WALL_FILMS;
            options.offset = WALL_FILMS * paging.walls_before()?;
        }
        let found = match &shared.first_wall {
            Some((of, first)) if taste.names_nothing() && options == *of => first.clone(),
            _ => ranker.recommend(&taste, &options)?,
        };
        let cards = shortened(found.films.iter().map(|film| Card::new(model, address, film)).collect());
        let next = if wall { paging.next_wall() } else { paging.longer() };
        let goes_on = if wall { paging.has_next_wall() } else { options.limit < MAX_LIST_FILMS };
        let more = cards.len() == options.limit && goes_on;
        let picked = taste.named().count();
        let steered = [&address.picks.mute, &address.picks.less, &address.picks.boost];
        let names_any = picked > 0 || steered.iter().any(|terms| !terms.is_empty());
        Ok(Self {
            share: if names_any { Share::new(model, &frame, address, &taste) } else { None },
            preview: token.map(|token| Preview::new(model, &frame, address, token, &taste, &found)),
            picked,
            frame,
            personal: found.learnt || !wish.is_empty(),
            knows_fame: model.knows_fame(),
            nowhere: wish.found_nowhere(model).map(|part| text.wish.nowhere.with("words", &part.text)).collect(),
            asked: asked(address, &wish),
            likes: picks(model, address, taste.likes()),
            dislikes: picks(model, address, taste.dislikes()),
            seen: picks(model, address, taste.seen()),
            terms: terms(address, &found.muted),
            loosen: if cards.is_empty() { loosen(ranker, address, &taste, &options) } else { Vec::new() },
            more: more.then(|| address.with_paging(next).href("/")),
            clear: address.with_filters(address.filters.without_all()).href("/"),
            filters: FilterForm::new(shared, address),
            blank: Address::in_locale(address.locale).href("/"),
            fitting: text.count(&text.home.fitting, found.fitting),
            cards,
            unknown: (unknown > 0).then(|| text.count(&text.home.unknown, unknown)),
        })
    }

    /// "slow burn, science fiction, not horror"
    fn title(&self) -> String {
        self.asked.iter().map(|part| part.label.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Whether there is anything to save.
    fn has_picks(&self) -> bool {
        let lists = [&self.likes.shown, &self.dislikes.shown, &self.seen.shown, &self.terms];
        lists.into_iter().any(|picks| !picks.is_empty())
    }

    fn is_first_visit(&self) -> bool {
        !self.personal && self.likes.shown.is_empty() && self.dislikes.shown.is_empty()
    }
}

fn picks(model: &Model, address: &Address, rows: &[Row]) -> PickList {
    let pick = |&row: &Row| {
        let film = model.film(row);
        let id = film.id.as_str();
        Pick {
            label: film.title.clone(),
            film: address.href(&film_path(id)),
            effect: None,
            remove: address.with_picks(address.picks.without(id)).href("/"),
        }
    };
    let others = rows.len().saturating_sub(MAX_TRAY_FILMS);
    PickList {
        shown: rows.iter().take(MAX_TRAY_FILMS).map(pick).collect(),
        others: (others > 0).then(|| address.text().count(&address.text().tray.others, others)),
    }
}

fn terms(address: &Address, muted: &[MutedTerm]) -> Vec<Pick> {
    let (text, picks) = (address.text(), &address.picks);
    let term = |how: &Phrase, term: &String| Pick {
        label: how.with("term", text.kind(term)),
        film: String::new(),
        effect: None,
        remove: address.with_picks(picks.without_term(term)).href("/"),
    };
    let effect = |muted: &MutedTerm| match muted.left_out {
        Some(films) => text.count(&text.tray.leaves_out, films),
        None => text.tray.counts_for_nothing.clone(),
    };
    let boosted = picks.boost.iter().map(|boosted| term(&text.tray.more, boosted));
    let lessened = picks.less.iter().map(|lessened| term(&text.tray.less, lessened));
    let muted = muted.iter().map(|muted| Pick { effect: Some(effect(muted)), ..term(&text.tray.none, &muted.term) });
    boosted.chain(lessened).chain(muted).collect()
}

fn asked(address: &Address, wish: &Wish) -> Vec<Pick> {
    let pick = |part| Pick {
        label: label(address.text(), part),
        film: String::new(),
        effect: None,
        remove: address.asking(wish.without(part)).href("/"),
    };
    wish.parts().iter().map(pick).collect()
}

/// The conditions and muted terms without which films would fit: how many, in words, and the address without.
fn loosen(ranker: &Ranker, address: &Address, taste: &Taste, options: &ListOptions) -> Vec<(String, String)> {
    let text = address.text();
    let label = |condition| match condition {
        Condition::Years => &text.filters.any_year,
        Condition::Runtime => &text.filters.any_length,
        Condition::Genres | Condition::WithoutGenres => &text.filters.any_genre,
        Condition::Countries => &text.filters.any_country,
        Condition::Languages => &text.filters.any_language,
        Condition::Asked => &text.wish.any,
    };
    let ListOptions { filter, steer, .. } = options;
    let mut ways: Vec<(String, String)> = Vec::new();
    let mut add = |label: String, fitting: usize, looser: String| {
        if fitting > 0 {
            ways.push((label, looser));
        }
    };
    for (condition, filter) in filter.loosened() {
        let fitting = ranker.count_fitting(taste, &filter, steer);
        let looser = match condition {
            Condition::Asked => address.asking(String::new()).href("/"),
            _ => address.with_filters(address.filters.without(condition)).href("/"),
        };
        add(text.count(label(condition), fitting), fitting, looser);
    }
    for term in steer.muted() {
        let fitting = ranker.count_fitting(taste, filter, &steer.without_mute(term));
        let looser = address.with_picks(address.picks.without_term(term)).href("/");
        add(text.filters.with_term.with("term", text.kind(term)), fitting, looser);
    }
    ways
}

impl FilterForm {
    fn new(shared: &ModelViews, address: &Address) -> Self {
        let number = |n: Option<u16>| n.map(|n| n.to_string()).unwrap_or_default();
        let (text, fields) = (address.text(), &address.filters);
        let common = |counts: &BTreeMap<String, usize>, shown: Shown, chosen: &str| {
            let fits = |&(name, n): &(&String, &usize)| *n >= MIN_CHOICE_FILMS || name == chosen;
            choices(counts.iter().filter(fits).map(|(name, _)| name.as_str()), |name| shown(text, name), chosen)
        };
        Self {
            action: address.action("/"),
            carried: address.pairs_beside_filters(),
            any: !fields.filter().is_open(),
            from: number(fields.from),
            to: number(fields.to),
            runtime: number(fields.runtime),
            closeness: fields.shown_closeness().to_string(),
            genres: choices(genres::all().iter().copied(), |name| text.genre(name), &fields.genre),
            countries: common(&shared.countries, SiteText::country, &fields.country),
            languages: common(&shared.languages, SiteText::language, &fields.language),
        }
    }
}

/// Translates a name of the catalogue.
type Shown = for<'a> fn(&'a SiteText, &'a str) -> &'a str;

/// The choices of a filter, ordered by the visitor's names.
fn choices<'a>(names: impl Iterator<Item = &'a str>, shown: impl Fn(&'a str) -> &'a str, chosen: &str) -> Vec<Choice> {
    let choice = |name| Choice { value: String::from(name), name: shown(name).to_owned(), chosen: name == chosen };
    let mut choices: Vec<Choice> = names.map(choice).collect();
    choices.sort_by_cached_key(|choice| plain(&choice.name));
    choices
}
