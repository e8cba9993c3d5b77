//! The home page: what is set and the list it leads to.

use std::sync::Arc;

use askama::Template;
use matinee_features::Model;
use matinee_rank::{Condition, ListOptions, Ranker, Recommendation, Recommendations, Taste, Wish};

use super::filter_form::{FilterChoices, FilterForm};
use super::heading::Heading;
use super::line::Line;
use super::rules::rule_label;
use super::sentence::Sentences;
use super::share::{Preview, Share};
use super::tray::Tray;
use super::wish::not_here;
use super::{Card, Frame, shortened};
use crate::address::{Address, Order};
use crate::limits::{MAX_LIST_FILMS, WALL_FILMS};
use crate::once::MadeOnce;
use crate::problem::Problem;
use crate::text::SiteText;

#[derive(Debug, Template)]
#[template(path = "home.html")]
pub(crate) struct HomePage {
    frame: Frame,
    /// Whether nothing is known of the visitor and nothing is asked for.
    is_first_visit: bool,
    heading: Heading,
    /// What kind of list it is; nothing where the heading says so already.
    list_heading: &'static str,
    tray: Tray,
    tonight: Option<Tonight>,
    /// Wishes to tap, with the lists that they ask for.
    moods: Vec<(String, String)>,
    /// Words of what was asked for that no film has.
    nowhere: Vec<String>,
    cards: Vec<Card>,
    /// A notice that this model does not know some ids of the address.
    unknown: Option<String>,
    /// How many films fit, in words.
    fitting: String,
    orders: Vec<OrderLink>,
    /// Among how many films it is ordered, where that is not by fit, in words.
    sorted: Option<String>,
    /// A list that surprises.
    surprise: Option<String>,
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

/// One film of the list, shown large, and why it is there.
#[derive(Debug)]
pub(crate) struct Tonight {
    card: Card,
    /// Why it is there, and how its story begins.
    why: Line,
    /// The same page with the next film; `None` where there is no other.
    another: Option<String>,
}

/// A way to order the list.
#[derive(Debug)]
pub(crate) struct OrderLink {
    /// What the address calls it; nothing for the default.
    value: &'static str,
    name: &'static str,
    href: String,
    current: bool,
}

/// What is the same on the pages of all who have no taste yet, or in every filter form: made once a model.
#[derive(Debug)]
pub(crate) struct ModelViews {
    choices: FilterChoices,
    /// What a first visit sees, with the options that lead to it.
    first_wall: Option<(ListOptions, Recommendations)>,
}

impl ModelViews {
    /// Those of a ranker's model, made if they are not there yet.
    pub(crate) fn of(made: &MadeOnce<Self>, ranker: &Ranker) -> Arc<(String, Self)> {
        made.get_or_make(ranker.model().version(), || Self::new(ranker))
    }

    /// Names of countries and languages that have films, in a visitor's language.
    pub(crate) fn names_of_origin<'a>(&'a self, text: &'a SiteText) -> impl Iterator<Item = String> + 'a {
        self.choices.names_of_origin(text)
    }

    fn new(ranker: &Ranker) -> Self {
        let options = ListOptions { limit: WALL_FILMS, ..ListOptions::default() };
        let first = ranker.recommend(&Taste::default(), &options).ok();
        Self { choices: FilterChoices::of(ranker.model()), first_wall: first.map(|first| (options, first)) }
    }
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
        let wish = ranker.wish(&address.ask);
        let personal = !taste.says_nothing() || !address.picks.boost.is_empty() || !wish.is_empty();
        let is_wall = !personal && address.asks_for_nothing();
        let options = options(model, address, &wish, personal, is_wall)?;
        let found = match &shared.first_wall {
            Some((of, first)) if taste.names_nothing() && options == *of => first.clone(),
            _ => ranker.recommend(&wish.added_to(&taste), &options)?,
        };
        let wants = address.picks.wants(model);
        let picked = taste.named().count() + wants.len();
        let steered = [&address.picks.mute, &address.picks.less, &address.picks.boost];
        let names_any = picked > 0 || steered.iter().any(|terms| !terms.is_empty()) || !address.picks.never.is_empty();
        let tray = Tray::new(model, address, &taste, &wants, &found, &wish);
        let is_first_visit = is_wall && taste.likes().is_empty() && taste.dislikes().is_empty();
        let share = if names_any { Share::new(model, &frame, address, &taste) } else { None };
        let preview = token.map(|token| Preview::new(model, &frame, address, token, &taste, &found));
        let sentences = Sentences::new(model, text, &found.films);
        let mut films: Vec<&Recommendation> = found.films.iter().collect();
        let place = paging.tonight_among(films.len().min(paging.length() + 1));
        let tonight = (personal && !films.is_empty()).then(|| Tonight::new(model, address, &sentences, &found, place));
        if tonight.is_some() {
            films.remove(place);
        }
        address.order.sort(model, &mut films, |film| film.row);
        let length = if is_wall { WALL_FILMS } else { paging.length() };
        let is_full = films.len() >= length;
        films.truncate(length);
        let card = |film| Card { likes_by_cover: is_first_visit, ..Card::new(&sentences, model, address, film) };
        let cards = shortened(films.into_iter().map(card).collect());
        let next = if is_wall { paging.next_wall() } else { paging.longer() };
        let goes_on = if is_wall { paging.has_next_wall() } else { length < MAX_LIST_FILMS };
        let filters = &address.filters;
        Ok(Self {
            list_heading: match (personal, is_first_visit) {
                (true, _) => &text.home.for_you,
                (false, false) if tray.asked.is_empty() && taste.likes().is_empty() => "",
                (false, _) if !model.knows_fame() => &text.home.bit_of_everything,
                (false, true) => &text.home.wall,
                (false, false) => &text.home.well_known,
            },
            heading: heading(model, text, &taste, &tray, personal, is_first_visit),
            share,
            preview,
            picked,
            frame,
            is_first_visit,
            nowhere: not_here(model, text, &wish),
            tray,
            loosen: if found.films.is_empty() { loosen(ranker, address, &taste, &options) } else { Vec::new() },
            more: (is_full && goes_on).then(|| address.with_paging(next).href("/")),
            orders: if personal || !is_wall { OrderLink::all(address) } else { Vec::new() },
            sorted: (address.order != Order::Fit).then(|| text.home.sorted.with("n", MAX_LIST_FILMS)),
            surprise: (personal && filters.is_closer() != Some(false))
                .then(|| address.with_filters(filters.surprising()).href("/")),
            clear: address.with_filters(filters.without_all()).in_order(Order::Fit).href("/"),
            filters: FilterForm::new(&shared.choices, address),
            blank: Address::in_locale(address.locale).href("/"),
            fitting: text.count(&text.home.fitting, found.fitting),
            tonight,
            cards,
            moods: if is_first_visit || (picked == 0 && !wish.is_empty()) {
                moods(ranker, address)
            } else {
                Vec::new()
            },
            unknown: super::films_not_here(text, unknown, address.picks.mistaken_one_in()),
        })
    }

    /// The title of the page.
    fn title(&self) -> String {
        match &self.preview {
            Some(preview) => preview.title.clone(),
            None if self.tray.asked.is_empty() => self.heading.sentence(),
            None => self.tray.wish(),
        }
    }
}

/// Wishes that one tap asks for, in the order in which they are shown.
pub(crate) const MOODS: [&str; 6] =
    ["feel good", "for children", "nothing gory", "under 90 minutes", "korean thriller", "80s horror"];

/// Those that this catalogue can meet and are not asked for yet, with the list for them and for what is asked for already. They
/// ask in the words that are shown.
pub(crate) fn moods(ranker: &Ranker, address: &Address) -> Vec<(String, String)> {
    let asked = ranker.wish(&address.ask);
    let is_new = |mood: &&str| {
        let wish = ranker.wish(mood);
        wish.is_known()
            && !wish.parts().iter().all(|part| {
                asked.parts().iter().any(|other| (&other.meaning, other.negated) == (&part.meaning, part.negated))
            })
    };
    let link = |mood: &str| {
        let shown = address.text().home.moods.get(mood).map_or(mood, String::as_str);
        let ask = if address.ask.is_empty() { shown.to_owned() } else { format!("{}, {shown}", address.ask) };
        (shown.to_owned(), address.asking(ask).href("/"))
    };
    MOODS.iter().copied().filter(is_new).map(link).collect()
}

/// The list that an address asks for: one film more than it shows, for tonight; and all there may be where they are sorted.
fn options(
    model: &Model,
    address: &Address,
    wish: &Wish,
    personal: bool,
    is_wall: bool,
) -> Result<ListOptions, Problem> {
    let mut options = address.options(model)?;
    wish.apply(model, &mut options)?;
    if is_wall {
        options.limit = WALL_FILMS;
        options.offset = WALL_FILMS * address.paging.walls_before()?;
    } else if address.order != Order::Fit {
        options.limit = MAX_LIST_FILMS;
    } else if personal {
        options.limit = (options.limit + 1).min(MAX_LIST_FILMS);
    }
    Ok(options)
}

/// For whom the list is, or what it is of.
fn heading(
    model: &Model,
    text: &'static SiteText,
    taste: &Taste,
    tray: &Tray,
    personal: bool,
    is_first_visit: bool,
) -> Heading {
    if is_first_visit {
        return Heading::plain(&text.home.question);
    }
    if !tray.asked.is_empty() {
        return Heading::plain(&text.wish.as_you_asked.with("parts", tray.wish()));
    }
    let plain = match (personal, model.knows_fame()) {
        (true, _) => &text.home.tonight,
        (false, true) => &text.home.well_known,
        (false, false) => &text.home.bit_of_everything,
    };
    Heading::of_likes(model, text, &text.home.tonight_for, taste).unwrap_or_else(|| Heading::plain(plain))
}

impl Tonight {
    fn new(model: &Model, address: &Address, sentences: &Sentences<'_>, list: &Recommendations, place: usize) -> Self {
        let found = &list.films[place];
        let films = list.films.len().min(address.paging.length() + 1);
        let next = address.with_paging(address.paging.with_tonight((place + 1) % films));
        Self {
            card: Card::new(sentences, model, address, found),
            why: sentences.paragraph(found),
            another: (films > 1).then(|| next.href("/")),
        }
    }
}

impl OrderLink {
    fn all(address: &Address) -> Vec<Self> {
        let link = |order: Order| Self {
            value: order.name().unwrap_or_default(),
            name: order.shown(address.text()),
            href: address.in_order(order).href("/"),
            current: order == address.order,
        };
        Order::ALL.into_iter().map(link).collect()
    }
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
        Condition::Library => &text.library.any,
        Condition::Watched => &text.library.with_watched,
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
    for rule in steer.rules() {
        let fitting = ranker.count_fitting(taste, filter, &steer.without_rule(rule));
        let looser = address.with_picks(address.picks.without_rule(rule)).href("/");
        add(text.rules.without.with("rule", rule_label(text, rule)), fitting, looser);
    }
    for term in steer.muted() {
        let fitting = ranker.count_fitting(taste, filter, &steer.without_mute(term));
        let looser = address.with_picks(address.picks.without_term(term)).href("/");
        add(text.filters.with_term.with("term", text.kind(term)), fitting, looser);
    }
    ways
}
