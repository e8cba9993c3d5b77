//! The page of a viewer's own films: their lists, and the ways in and out.

use askama::Template;
use matinee_catalogue::history::Opinion;
use matinee_catalogue::{Film, genres};
use matinee_features::Model;
use matinee_rank::{MAX_WEIGHT, PLAIN_WEIGHT, Ranker, RuleEffect, Taste, TasteFilm, TasteRule};

use super::home::ModelViews;
use super::rules::rule_label;
use super::share::Share;
use super::together::own_href;
use super::which::wanted_href;
use super::{Frame, film_path};
use crate::address::Address;
use crate::limits::{MINE_FILMS, MINE_PAGE_FILMS};
use crate::problem::Problem;
use crate::text::SiteText;
use crate::{assets, cover, encoding};

#[derive(Debug, Template)]
#[template(path = "mine.html")]
pub(crate) struct MinePage {
    frame: Frame,
    action: String,
    /// The taste, as hidden fields of the form whose buttons change it.
    carried: Vec<(&'static str, String)>,
    /// How many films are named.
    picked: usize,
    is_empty: bool,
    unknown: Option<String>,
    lists: Vec<OwnList>,
    /// The address of all lists, where one is shown alone.
    back: Option<String>,
    terms: Vec<SteeredTerm>,
    has_weights: bool,
    rules: OwnRules,
    tonight: Option<String>,
    together: Option<String>,
    which: String,
    share: Option<Share>,
    taste_file: Option<String>,
    field: ImportField,
}

/// The form to bring films in.
#[derive(Debug)]
pub(crate) struct ImportField {
    pub(crate) action: String,
    /// Whether there are films that could be replaced.
    pub(crate) may_replace: bool,
}

impl ImportField {
    pub(crate) fn new(address: &Address) -> Self {
        Self { action: address.href("/mine/import"), may_replace: !address.picks.to_file().is_empty() }
    }
}

/// One of the lists.
#[derive(Debug)]
pub(crate) struct OwnList {
    name: &'static str,
    heading: String,
    count: String,
    films: Vec<OwnFilm>,
    /// How many more there are, and where.
    more: Option<(String, String)>,
    pages: Option<Pages>,
}

/// Which part of a list is shown.
#[derive(Debug)]
pub(crate) struct Pages {
    label: String,
    earlier: Option<String>,
    later: Option<String>,
}

/// A film of a list, with what can be said of it instead.
#[derive(Debug)]
pub(crate) struct OwnFilm {
    id: String,
    title: String,
    year: String,
    film: String,
    cover: String,
    /// What a button says, its label, and that in full.
    moves: Vec<(String, &'static str, String)>,
    take_out: String,
    weights: Vec<WeightStep>,
}

/// A step of a weight.
#[derive(Debug)]
pub(crate) struct WeightStep {
    say: String,
    label: String,
    /// Whether the film counts that much or more.
    is_reached: bool,
    is_current: bool,
}

/// Rules that stay, and the form to add one.
#[derive(Debug)]
pub(crate) struct OwnRules {
    rules: Vec<OwnRule>,
    refused: Option<String>,
    /// What a rule may be about: its name, and in words.
    about: Vec<(&'static str, String)>,
    /// Names of kinds, countries and languages to choose from.
    names: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct OwnRule {
    rule: String,
    label: String,
    effect: String,
    take_out: String,
}

impl OwnRules {
    fn new(
        ranker: &Ranker,
        shared: &ModelViews,
        address: &Address,
        taste: &Taste,
        refused: Option<String>,
    ) -> Result<Self, Problem> {
        let text = address.text();
        let words = &text.rules;
        let rule = |effect: RuleEffect| {
            let label = rule_label(text, &effect.rule);
            OwnRule {
                rule: effect.rule.to_string(),
                effect: text.count(&text.tray.leaves_out, effect.left_out),
                take_out: text.mine.take_out.with("film", &label),
                label,
            }
        };
        let about = [
            &words.kind,
            &words.country,
            &words.language,
            &words.person,
            &words.theme,
            &words.before,
            &words.after,
            &words.longer,
        ];
        let kinds = genres::all().iter().map(|name| text.genre(name).to_owned());
        let mut names: Vec<String> = kinds.chain(shared.names_of_origin(text)).collect();
        names.sort_unstable();
        names.dedup();
        let effects = ranker.rule_effects(taste, &address.picks.steer()?);
        Ok(Self {
            rules: effects.into_iter().map(rule).collect(),
            refused: refused.map(|name| words.refused.with("name", name)),
            about: TasteRule::NAMES.into_iter().zip(about.map(Clone::clone)).collect(),
            names,
        })
    }
}

#[derive(Debug)]
pub(crate) struct SteeredTerm {
    term: String,
    label: String,
    take_out: String,
}

/// The lists in their order on the page.
const LISTS: [Opinion; 4] = [Opinion::Like, Opinion::Want, Opinion::Seen, Opinion::Dislike];
/// Weights are shown where ratings gave some, and where there are enough films for them to matter.
const WEIGHTS_FROM_FILMS: usize = 20;

/// Which part of the lists is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ListPart {
    list: Option<Opinion>,
    page: usize,
}

impl ListPart {
    pub(crate) fn of_query(query: &str) -> Self {
        let mut part = Self::default();
        for (name, value) in encoding::pairs(query) {
            match name {
                "list" => part.list = value.parse().ok(),
                "page" => part.page = value.parse::<usize>().unwrap_or(1).saturating_sub(1).min(1_000),
                _ => {}
            }
        }
        part
    }

    fn href(address: &Address, list: Opinion, page: usize) -> String {
        let href = address.href("/mine");
        let joint = if href.contains('?') { '&' } else { '?' };
        let page = if page > 0 { format!("&page={}", page + 1) } else { String::new() };
        format!("{href}{joint}list={list}{page}#list-{list}")
    }
}

/// The script of the page.
pub(crate) fn script() -> String {
    assets::href("mine.js")
}

impl MinePage {
    pub(crate) fn new(
        ranker: &Ranker,
        shared: &ModelViews,
        frame: Frame,
        address: &Address,
        part: ListPart,
        refused: Option<String>,
    ) -> Result<Self, Problem> {
        let model = ranker.model();
        let text = address.text();
        let taste = address.picks.to_file();
        let (rows, unknown) = address.picks.taste(model)?;
        let judged = taste.count(Opinion::Like) + taste.count(Opinion::Dislike);
        let has_weights = judged > WEIGHTS_FROM_FILMS || taste.films().iter().any(|film| film.weight != PLAIN_WEIGHT);
        let list = |opinion: Opinion| {
            let films: Vec<&TasteFilm> = taste.films().iter().filter(|film| film.opinion == opinion).collect();
            OwnList::new(model, address, opinion, &films, part, has_weights)
        };
        let shown = LISTS.into_iter().filter(|opinion| part.list.is_none_or(|only| only == *opinion));
        let lists: Vec<OwnList> = shown.map(list).filter(|list| !list.films.is_empty()).collect();
        let token = address.picks.to_token().filter(|_| !taste.is_empty());
        let share = if taste.is_empty() { None } else { Share::new(model, &frame, address, &rows) };
        Ok(Self {
            frame,
            action: address.action("/mine"),
            carried: address.pairs_beside_orders(),
            picked: taste.films().len(),
            is_empty: taste.is_empty(),
            unknown: super::films_not_here(text, unknown, address.picks.mistaken_one_in()),
            lists,
            back: part.list.map(|_| address.href("/mine")),
            terms: terms(address),
            has_weights,
            rules: OwnRules::new(ranker, shared, address, &rows, refused)?,
            tonight: wanted_href(address),
            together: own_href(address),
            which: address.href("/which"),
            share,
            taste_file: token.map(|token| format!("{}/taste.toml", super::share::path(&token))),
            field: ImportField::new(address),
        })
    }
}

fn terms(address: &Address) -> Vec<SteeredTerm> {
    let (text, picks) = (address.text(), &address.picks);
    let lists = [(&picks.boost, &text.tray.more), (&picks.less, &text.tray.less), (&picks.mute, &text.tray.none)];
    let steered = lists.into_iter().flat_map(|(terms, how)| terms.iter().map(move |term| (term, how)));
    steered
        .map(|(term, how)| {
            let label = how.with("term", text.kind(term));
            SteeredTerm { term: term.clone(), take_out: text.mine.take_out.with("film", &label), label }
        })
        .collect()
}

impl OwnList {
    fn new(
        model: &Model,
        address: &Address,
        opinion: Opinion,
        films: &[&TasteFilm],
        part: ListPart,
        has_weights: bool,
    ) -> Self {
        let text = address.text();
        let mut known: Vec<(&TasteFilm, &Film)> =
            films.iter().filter_map(|film| Some((*film, model.film(model.titles().row(&film.id)?)))).collect();
        known.sort_by_cached_key(|(said, film)| {
            (MAX_WEIGHT - said.weight.min(MAX_WEIGHT), matinee_catalogue::fold::title_key(&film.title), film.year)
        });
        let is_alone = part.list.is_some();
        let most = if is_alone { MINE_PAGE_FILMS } else { MINE_FILMS };
        let pages = known.len().div_ceil(most).max(1);
        let page = if is_alone { part.page.min(pages - 1) } else { 0 };
        let others = known.len().saturating_sub(most);
        let weigh = has_weights && matches!(opinion, Opinion::Like | Opinion::Dislike);
        let to = |page: usize| ListPart::href(address, opinion, page);
        Self {
            name: opinion.name(),
            heading: heading(text, opinion).to_owned(),
            count: text.count(&text.mine.films, known.len()),
            films: known
                .iter()
                .skip(page * most)
                .take(most)
                .map(|(said, film)| OwnFilm::new(address, said, film, weigh))
                .collect(),
            more: (others > 0 && !is_alone).then(|| (text.count(&text.mine.all, others), to(0))),
            pages: (is_alone && pages > 1).then(|| Pages {
                label: text.mine.page.fill(&[("n", page + 1), ("pages", pages)]),
                earlier: (page > 0).then(|| to(page.saturating_sub(1))),
                later: (page + 1 < pages).then(|| to(page + 1)),
            }),
        }
    }
}

fn heading(text: &SiteText, opinion: Opinion) -> &str {
    match opinion {
        Opinion::Like => &text.mine.like,
        Opinion::Dislike => &text.mine.dislike,
        Opinion::Seen => &text.mine.seen,
        Opinion::Want => &text.mine.want,
    }
}

impl OwnFilm {
    fn new(address: &Address, said: &TasteFilm, film: &Film, weigh: bool) -> Self {
        let text: &'static SiteText = address.text();
        let (id, words) = (film.id.as_str(), &text.mine);
        let to = |opinion| match opinion {
            Opinion::Like => &words.to_like,
            Opinion::Dislike => &words.to_dislike,
            Opinion::Seen => &words.to_seen,
            Opinion::Want => &words.to_want,
        };
        let label = |opinion| match opinion {
            Opinion::Like => text.pick.like.as_str(),
            Opinion::Dislike => text.pick.dislike.as_str(),
            Opinion::Seen => text.pick.seen.as_str(),
            Opinion::Want => text.pick.want.as_str(),
        };
        let others = LISTS.into_iter().filter(|opinion| *opinion != said.opinion);
        let weights = (1..=MAX_WEIGHT).filter(|_| weigh).map(|weight| WeightStep {
            say: format!("{}{weight}.{id}", said.opinion),
            label: words.weight.fill(&[("film", film.title.clone()), ("n", weight.to_string())]),
            is_reached: weight <= said.weight,
            is_current: weight == said.weight,
        });
        Self {
            id: id.to_owned(),
            title: film.title.clone(),
            year: film.year.to_string(),
            film: address.href(&film_path(id)),
            cover: cover::href(film),
            moves: others
                .map(|opinion| (format!("{opinion}.{id}"), label(opinion), to(opinion).with("film", &film.title)))
                .collect(),
            take_out: words.take_out.with("film", &film.title),
            weights: weights.collect(),
        }
    }
}
