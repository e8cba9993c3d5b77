//! The data of the templates in `web/templates`: text and addresses, ready to show. Askama escapes all of it.

pub(crate) mod about;
pub(crate) mod error;
pub(crate) mod facet;
pub(crate) mod film;
pub(crate) mod filter_form;
pub(crate) mod heading;
pub(crate) mod home;
pub(crate) mod import;
mod import_faults;
pub(crate) mod line;
pub(crate) mod map;
pub(crate) mod mine;
pub(crate) mod reference;
pub(crate) mod rules;
pub(crate) mod scorecard;
pub(crate) mod search;
pub(crate) mod sentence;
pub(crate) mod share;
pub(crate) mod spot;
pub(crate) mod story;
pub(crate) mod suggestion;
pub(crate) mod together;
pub(crate) mod tour;
pub(crate) mod tray;
pub(crate) mod which;
pub(crate) mod wish;

use matinee_catalogue::{Film, genres};
use matinee_features::{Model, Row};
use matinee_rank::{Group, PlayLink, Reason, Recommendation};

use self::line::Line;
use self::sentence::Sentences;
use self::story::story;
use crate::address::Address;
use crate::limits::{CARD_CHARS, EARLY_COVERS, LONG_LIST_FILMS, LONG_LIST_FULL_CARDS};
use crate::origin::Origin;
use crate::text::SiteText;
use crate::visit::Visit;
use crate::{assets, cover, encoding};

/// The parts around every page.
#[derive(Debug)]
pub(crate) struct Frame {
    /// The site's own address.
    pub(crate) origin: Origin,
    pub(crate) text: &'static SiteText,
    pub(crate) home: String,
    pub(crate) about: String,
    pub(crate) map: String,
    /// Where a search is answered.
    pub(crate) search: String,
    /// The page of one's own films.
    pub(crate) mine: String,
    /// The taste, as hidden fields of the search form.
    pub(crate) carried: Vec<(&'static str, String)>,
    pub(crate) query: String,
    pub(crate) languages: Vec<LanguageLink>,
}

/// A language of the site, and the address of this page in it.
#[derive(Debug)]
pub(crate) struct LanguageLink {
    pub(crate) name: &'static str,
    pub(crate) tag: &'static str,
    pub(crate) href: String,
    pub(crate) current: bool,
}

impl Frame {
    pub(crate) fn new(visit: &Visit) -> Self {
        let address = &visit.address;
        let language = |text: &'static SiteText| LanguageLink {
            name: &text.name,
            tag: &text.tag,
            href: in_language(visit, text),
            current: text == address.text(),
        };
        Self {
            origin: visit.origin.clone(),
            text: address.text(),
            home: address.href("/"),
            about: address.href("/about"),
            map: address.href("/map"),
            search: address.action("/search"),
            mine: address.href("/mine"),
            carried: address.pairs_beside_search(),
            query: visit.search.as_str().to_owned(),
            languages: SiteText::all().iter().map(language).collect(),
        }
    }
}

impl Frame {
    /// The same for a page whose address says more than picks: where it is in each language.
    pub(crate) fn leading_to(mut self, address: &Address, href: impl Fn(&Address) -> String) -> Self {
        for (language, text) in self.languages.iter_mut().zip(SiteText::all()) {
            language.href = href(&address.in_language(text));
        }
        self
    }
}

/// The page itself in another language. The address is relative: a visit does not know its path.
fn in_language(visit: &Visit, text: &'static SiteText) -> String {
    visit.search.carried_to(visit.address.in_language(text).href(""))
}

/// The picture that other sites show beside a link to this one.
pub(crate) fn share_picture() -> String {
    assets::href("share.png")
}

/// The display face.
pub(crate) fn face() -> String {
    assets::href("display.woff2")
}

/// The addresses of style and script.
pub(crate) fn style() -> String {
    assets::href("site.css")
}

pub(crate) fn script() -> String {
    assets::href("site.js")
}

pub(crate) fn modules() -> Vec<String> {
    assets::modules()
}

pub(crate) fn icon() -> String {
    assets::href("icon.svg")
}

pub(crate) fn touch_icon() -> String {
    assets::href("icon-192.png")
}

/// A film in a list, with what can be done about it.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // Each is about a thing of its own: place, cover, wish.
pub(crate) struct Card {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) year: String,
    pub(crate) directors: String,
    /// One sentence: why it is here, or how its story begins.
    pub(crate) line: Line,
    /// "1979 · Ridley Scott · 117 min"
    pub(crate) facts: String,
    pub(crate) synopsis: String,
    pub(crate) film: String,
    pub(crate) cover: String,
    /// Whether it says only once what can be done about it: it is far down a long list.
    pub(crate) is_brief: bool,
    /// Whether its cover is in the first row, and loaded before all that waits.
    pub(crate) is_early: bool,
    /// Whether tapping its cover likes it, in place of opening its page.
    pub(crate) likes_by_cover: bool,
    pub(crate) like: String,
    pub(crate) dislike: String,
    pub(crate) seen: String,
    pub(crate) want: String,
    /// Whether the viewer wants to see it some day.
    pub(crate) is_wanted: bool,
    pub(crate) chips: Vec<Chip>,
    /// The one or two liked films that gave most of its score.
    pub(crate) because: Vec<String>,
    /// Where the operator's visitors can play it.
    pub(crate) play: Option<PlayLink>,
    /// The id of the film after it in its list: the keyboard may go on there.
    pub(crate) next: Option<String>,
}

/// A reason, with the addresses that steer its term. Being well known is no term and has none.
#[derive(Debug)]
pub(crate) struct Chip {
    pub(crate) text: String,
    pub(crate) group: &'static str,
    pub(crate) steer: Option<SteerLinks>,
}

/// The addresses that boost, lessen and mute a term.
#[derive(Debug)]
pub(crate) struct SteerLinks {
    pub(crate) more: String,
    pub(crate) less: String,
    pub(crate) none: String,
}

impl Card {
    fn new(sentences: &Sentences<'_>, model: &Model, address: &Address, found: &Recommendation) -> Self {
        Self {
            chips: found.reasons.iter().map(|reason| Chip::new(address, reason)).collect(),
            because: titles(model, found),
            ..Self::of_film(model, address, found.row, sentences.of(found))
        }
    }

    /// A film without reasons of a taste, and what is said of it.
    fn of_film(model: &Model, address: &Address, row: Row, line: Line) -> Self {
        let film = model.film(row);
        let id = film.id.as_str();
        let home = |picks| address.with_picks(picks).href("/");
        Self {
            id: id.to_owned(),
            title: film.title.clone(),
            year: film.year.to_string(),
            directors: film.directors.join(", "),
            line,
            facts: facts(film, address.text()),
            synopsis: beginning(story(film), CARD_CHARS),
            film: address.href(&film_path(id)),
            cover: cover::href(film),
            is_brief: false,
            is_early: false,
            likes_by_cover: false,
            like: home(address.picks.liking(id)),
            dislike: home(address.picks.disliking(id)),
            seen: home(address.picks.having_seen(id)),
            want: home(address.picks.wanting(id)),
            is_wanted: address.picks.want.iter().any(|wanted| wanted == id),
            chips: Vec::new(),
            because: Vec::new(),
            play: address.library.play(model, row),
            next: None,
        }
    }
}

/// The first words of a text, with an ellipsis if there are more.
fn beginning(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let whole = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", text[..whole].trim_end())
}

/// Cards of the list that a page begins with. Where it is long each says less: a page stays under 400 KB.
fn shortened(mut cards: Vec<Card>) -> Vec<Card> {
    cards.iter_mut().take(EARLY_COVERS).for_each(|card| card.is_early = true);
    if cards.len() > LONG_LIST_FILMS {
        for (place, card) in cards.iter_mut().enumerate() {
            if place >= LONG_LIST_FULL_CARDS {
                // Its sentence says why it is here, or how the story begins.
                (card.synopsis, card.chips, card.because) = Default::default();
                card.is_brief = true;
            }
        }
    }
    in_a_row(cards)
}

/// Cards of one list, each of which leads to the next.
fn in_a_row(mut cards: Vec<Card>) -> Vec<Card> {
    for place in 1..cards.len() {
        cards[place - 1].next = Some(cards[place].id.clone());
    }
    cards
}

/// The titles of the liked films that gave most of a film's score.
fn titles(model: &Model, found: &Recommendation) -> Vec<String> {
    found.because.iter().map(|like| model.film(like.row).title.clone()).collect()
}

impl Chip {
    fn new(address: &Address, reason: &Reason) -> Self {
        let (text, term) = (address.text(), &reason.term);
        let (group, text) = match reason.group {
            Group::Story => ("story", text.theme_or_word(term)),
            Group::Beside => ("beside", text.card.beside.with("title", term)),
            Group::People => ("people", term.clone()),
            Group::Kind => ("kind", text.kind(term).to_owned()),
            Group::Time => ("time", text.card.decade.with("decade", term.trim_end_matches('s'))),
            Group::WellKnown => ("known", text.card.well_known.clone()),
        };
        let steers = !matches!(reason.group, Group::WellKnown | Group::Beside);
        let (picks, home) = (&address.picks, |picks| address.with_picks(picks).href("/"));
        let links = || SteerLinks {
            more: home(picks.boosting(term)),
            less: home(picks.lessening(term)),
            none: home(picks.muting(term)),
        };
        Self { steer: steers.then(links), group, text }
    }
}

/// How many films of a link are not in the catalogue, and where it matters how often such a film is taken for another.
fn films_not_here(text: &SiteText, unknown: usize, mistaken_one_in: Option<u64>) -> Option<String> {
    let mistaken = mistaken_one_in.map(|n| format!(" {}", text.home.mistaken.with("n", n))).unwrap_or_default();
    (unknown > 0).then(|| text.count(&text.home.unknown, unknown) + &mistaken)
}

/// The path of a film's page. Ids need escaping only where they are not ASCII.
pub(crate) fn film_path(id: &str) -> String {
    format!("/film/{}", encoding::segment(id))
}

/// "1979 · Ridley Scott · 117 min"
fn facts(film: &Film, text: &SiteText) -> String {
    let mut parts = vec![film.year.to_string()];
    if !film.directors.is_empty() {
        parts.push(film.directors.join(", "));
    }
    parts.extend(film.runtime_minutes.map(|minutes| text.card.minutes.with("n", minutes)));
    parts.join(" · ")
}

/// Genres as a film page names them: the common names where it has any, else the source's own.
fn genre_names(film: &Film) -> Vec<String> {
    let canonical = genres::canonical_list(&film.genres);
    if canonical.is_empty() { film.genres.clone() } else { canonical.into_iter().map(str::to_owned).collect() }
}
