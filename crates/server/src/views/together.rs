//! Films for several people, and the place each of them would give a film.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use askama::Template;
use matinee_catalogue::fold::printable;
use matinee_features::search::shares_words;
use matinee_features::{Model, Row};
use matinee_rank::{Agreement, Ranker, Recommendation, Shared, Steer, Taste};

use super::{Chip, Frame, facts, film_path, share};
use crate::address::Address;
use crate::limits::{DEFAULT_LIST_FILMS, MAX_TOGETHER};
use crate::pasted_link::{is_like_a_link, links_in, token_and_query};
use crate::problem::Problem;
use crate::text::SiteText;
use crate::typed_titles::TypedTitles;
use crate::visit::Visit;
use crate::{cover, encoding};

#[derive(Debug, Template)]
#[template(path = "together.html")]
pub(crate) struct TogetherPage {
    frame: Frame,
    /// The links as they were given, and one field more.
    fields: Vec<LinkField>,
    averages: bool,
    notices: Vec<String>,
    /// What a form carries along that has a veto.
    carried: Vec<(&'static str, String)>,
    vetoed: Vec<Vetoed>,
    films: Option<Vec<SharedFilm>>,
    rules: Vec<String>,
    /// Among how many films a place is, in words.
    places_are: String,
}

/// The field of a person's link.
#[derive(Debug)]
pub(crate) struct LinkField {
    person: String,
    label: String,
    value: String,
    about: Option<String>,
}

/// A film that somebody has ruled out.
#[derive(Debug)]
pub(crate) struct Vetoed {
    said: String,
    take_back: String,
    href: String,
}

/// A film of the list.
#[derive(Debug)]
pub(crate) struct SharedFilm {
    title: String,
    facts: String,
    film: String,
    cover: String,
    people: Vec<PersonsView>,
    vetoes: Vec<Veto>,
}

/// A button by which one person rules a film out.
#[derive(Debug)]
pub(crate) struct Veto {
    /// What it sends.
    value: String,
    person: String,
    /// What it says to those who only hear it.
    label: String,
}

/// What a film is to one person.
#[derive(Debug)]
pub(crate) struct PersonsView {
    place: String,
    why: String,
}

/// What the address asks for.
#[derive(Debug, Clone, Default)]
pub(crate) struct GroupQuery {
    links: Vec<String>,
    averages: bool,
    /// The film that each person rules out, by their place.
    vetoes: BTreeMap<usize, String>,
}

impl GroupQuery {
    pub(crate) fn parse(query: &str) -> Self {
        let mut group = Self::default();
        for (name, value) in encoding::pairs(query) {
            match name {
                "t" if !value.trim().is_empty() => group.links.extend(links_in(&value)),
                "agree" => group.averages = value == Agreement::NAMES[1],
                "veto" => {
                    let veto = value.split_once('.').and_then(|(person, id)| Some((person.parse().ok()?, id)));
                    if let Some((person, id)) = veto.filter(|(person, _)| *person < MAX_TOGETHER) {
                        group.vetoes.insert(person, id.to_owned());
                    }
                }
                _ => {}
            }
        }
        group
    }

    /// The address of the first person's taste; an empty one where there is none.
    pub(crate) fn first(&self, ranker: &Ranker) -> Address {
        let of_titles = |link: &String| liking(&TypedTitles::read(ranker.model(), link), ranker);
        self.links.first().and_then(|link| opened(link, ranker).or_else(|| of_titles(link))).unwrap_or_default()
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let links = self.links.iter().map(|link| ("t", link.clone()));
        let agree = self.averages.then(|| ("agree", Agreement::NAMES[1].to_owned()));
        let vetoes = self.vetoes.iter().map(|(person, id)| ("veto", format!("{person}.{id}")));
        links.chain(agree).chain(vetoes).collect()
    }

    fn href(&self, address: &Address) -> String {
        let language = Address::in_locale(address.locale).href("");
        let mut href = format!("/together{language}");
        for (name, value) in self.pairs() {
            let joint = if href.contains('?') { '&' } else { '?' };
            let _ = write!(href, "{joint}{name}={}", encoding::value(&value));
        }
        href
    }

    fn without_veto(&self, person: usize) -> Self {
        let mut group = self.clone();
        group.vetoes.remove(&person);
        group
    }
}

/// The taste of a link: its token, or picks that stand in the address one by one.
fn opened(link: &str, ranker: &Ranker) -> Option<Address> {
    // What was changed since stands beside the token.
    let (token, query) = token_and_query(link);
    Address::of_token(token, query, ranker).ok().or_else(|| {
        let address = Address::with_tokens(query, ranker);
        (!address.picks.to_file().is_empty()).then_some(address)
    })
}

/// The taste of whoever likes films whose titles were typed.
fn liking(titles: &TypedTitles, ranker: &Ranker) -> Option<Address> {
    let id = |&row: &Row| format!("like={}", encoding::value(ranker.model().film(row).id.as_str()));
    let query = titles.rows.iter().map(id).collect::<Vec<_>>().join("&");
    (!query.is_empty()).then(|| Address::with_tokens(&query, ranker))
}

/// "Person 2: Not in this catalogue: “Sissi” (near: Alien)"
fn not_found(model: &Model, text: &SiteText, person: &str, (title, near): &(String, Option<Row>)) -> String {
    let said = text.search.not_here.with("query", printable(title));
    let near = near
        .filter(|&row| shares_words(title, model.film(row)))
        .map(|row| format!(" ({})", text.which.near.with("films", &model.film(row).title)));
    format!("{person}: {said}{}", near.unwrap_or_default())
}

/// The page of choosing together, with one's own films.
pub(crate) fn own_href(address: &Address) -> Option<String> {
    let token = address.picks.to_token().filter(|_| !address.picks.to_file().is_empty())?;
    let group = GroupQuery { links: vec![token], ..GroupQuery::default() };
    Some(group.href(address))
}

impl TogetherPage {
    pub(crate) fn new(ranker: &Ranker, visit: &Visit, query: &GroupQuery) -> Result<Self, Problem> {
        let (model, address) = (ranker.model(), &visit.address);
        let text = address.text();
        let words = &text.together;
        let mut notices = Vec::new();
        let mut people: Vec<Address> = Vec::new();
        let mut fields = Vec::new();
        // Tokens stand for links: they are shorter.
        let mut group = GroupQuery { links: Vec::new(), ..query.clone() };
        for (n, link) in query.links.iter().take(MAX_TOGETHER).enumerate() {
            let (person, label) = (words.person.with("n", n + 1), words.link.with("n", n + 1));
            let titles = TypedTitles::read(model, link);
            let typed = !titles.rows.is_empty();
            let found = opened(link, ranker).or_else(|| liking(&titles, ranker));
            let token = found.as_ref().and_then(|found| found.picks.to_token());
            let Some((found, token)) = found.zip(token) else {
                let why = if is_like_a_link(link) { &words.unreadable } else { &words.no_link };
                notices.push(why.with("n", n + 1));
                fields.push(LinkField { person, label, value: link.clone(), about: None });
                group.links.push(link.clone());
                continue;
            };
            if group.links.contains(&token) {
                notices.push(words.twice.clone());
                continue;
            }
            if typed {
                notices.extend(titles.missing.iter().map(|missing| not_found(model, text, &person, missing)));
            }
            let (taste, unknown) = found.picks.taste(model)?;
            let not_here = super::films_not_here(text, unknown, found.picks.mistaken_one_in());
            notices.extend(not_here.map(|notice| format!("{person}: {notice}")));
            let about = about(model, text, &taste);
            let value = if typed { link.clone() } else { format!("{}{}", visit.origin, share::path(&token)) };
            fields.push(LinkField { person, label, value, about });
            group.links.push(token);
            people.push(found);
        }
        if query.links.len() > MAX_TOGETHER {
            notices.push(words.too_many.with("most", MAX_TOGETHER));
        }
        let are_whole = people.len() == group.links.len();
        if people.len() == 1 && are_whole {
            notices.push(words.one_more.clone());
        }
        let wanted = (fields.len() + 1).clamp(2, MAX_TOGETHER);
        for n in fields.len()..wanted {
            let (person, label) = (words.person.with("n", n + 1), words.link.with("n", n + 1));
            fields.push(LinkField { person, label, value: String::new(), about: None });
        }
        let (mut films, mut rules, mut places_are) = (None, Vec::new(), String::new());
        if people.len() > 1 && are_whole {
            let (list, ruled, fitting) = list(ranker, address, &people, &group)?;
            (films, rules, places_are) = (Some(list), ruled, text.count(&words.places_are, fitting));
        }
        Ok(Self {
            frame: Frame::new(visit).leading_to(address, |address| group.href(address)),
            averages: group.averages,
            notices,
            carried: [group.pairs(), Address::in_locale(address.locale).pairs_beside_orders()].concat(),
            vetoed: vetoed(model, address, &group),
            fields,
            films,
            rules,
            places_are,
        })
    }
}

/// "likes Alien and Heat"
fn about(model: &Model, text: &SiteText, taste: &Taste) -> Option<String> {
    let likes: Vec<&str> = taste.likes().iter().take(3).map(|&row| model.film(row).title.as_str()).collect();
    (!likes.is_empty()).then(|| text.together.person_about.with("films", likes.join(", ")))
}

fn vetoed(model: &Model, address: &Address, group: &GroupQuery) -> Vec<Vetoed> {
    let words = &address.text().together;
    let veto = |(&person, id): (&usize, &String)| {
        let film = model.film(model.titles().row_of(id)?).title.clone();
        let name = words.person.with("n", person + 1);
        Some(Vetoed {
            said: words.vetoed.fill(&[("person", &name), ("film", &film)]),
            take_back: words.take_back.with("film", &film),
            href: group.without_veto(person).href(address),
        })
    };
    group.vetoes.iter().filter(|(person, _)| **person < group.links.len()).filter_map(veto).collect()
}

/// The list, the rules that hold for it, and among how many films it was chosen.
fn list(
    ranker: &Ranker,
    address: &Address,
    people: &[Address],
    group: &GroupQuery,
) -> Result<(Vec<SharedFilm>, Vec<String>, usize), Problem> {
    let model = ranker.model();
    let text = address.text();
    let ruled_out = |person: usize| group.vetoes.get(&person).and_then(|id| model.titles().row_of(id));
    let mut tastes = Vec::new();
    for (n, person) in people.iter().enumerate() {
        let (taste, _) = person.picks.taste(model)?;
        tastes.push(taste.with_seen(&ruled_out(n).into_iter().collect::<Vec<_>>()));
    }
    // What one person never wants is in no list of theirs. Muted terms and others are a person's own.
    let rules = people.iter().flat_map(|person| person.picks.never.iter().cloned());
    let steer = Steer::default().with_rules(rules);
    let options = matinee_rank::ListOptions { limit: DEFAULT_LIST_FILMS, steer, ..Default::default() };
    let agreement = if group.averages { Agreement::Average } else { Agreement::LeastMisery };
    let found = ranker.recommend_together(&tastes, agreement, &options)?;
    let rules = found.rules.iter().map(|effect| {
        let label = super::rules::rule_label(text, &effect.rule);
        format!("{label}: {}", text.count(&text.tray.leaves_out, effect.left_out))
    });
    let film = |shared: &Shared| shared_film(model, address, shared, group);
    Ok((found.films.iter().map(film).collect(), rules.collect(), found.fitting))
}

fn shared_film(model: &Model, address: &Address, shared: &Shared, group: &GroupQuery) -> SharedFilm {
    let (text, film) = (address.text(), model.film(shared.row));
    let words = &text.together;
    let person = |n: usize| words.person.with("n", n + 1);
    let view = |(n, (part, place)): (usize, (&Recommendation, &usize))| PersonsView {
        place: words.place.fill(&[("person", person(n)), ("place", place.to_string())]),
        why: part.reasons.iter().map(|reason| Chip::new(address, reason).text).collect::<Vec<_>>().join(", "),
    };
    let may_veto = (0..shared.people.len()).filter(|n| !group.vetoes.contains_key(n));
    SharedFilm {
        title: film.title.clone(),
        facts: facts(film, text),
        film: address.href(&film_path(film.id.as_str())),
        cover: cover::href(film),
        people: shared.people.iter().zip(&shared.places).enumerate().map(view).collect(),
        vetoes: may_veto
            .map(|n| Veto {
                value: format!("{n}.{}", film.id),
                person: person(n),
                label: words.veto.with("person", person(n)),
            })
            .collect(),
    }
}
