//! Search results.

use askama::Template;
use matinee_catalogue::Film;
use matinee_features::search::{matched, other_title_found};
use matinee_rank::{ListOptions, Ranker, Wish, WishMeaning};

use super::sentence::Sentences;
use super::wish::label;
use super::{Card, Frame, facts, film_path, shortened};
use crate::address::Address;
use crate::cover;
use crate::limits::{SEARCH_PAGE_FILMS, WISH_FILMS, WISH_WORD_FILMS};
use crate::problem::Problem;
use crate::text::SiteText;
use crate::visit::SearchQuery;

#[derive(Debug, Template)]
#[template(path = "search.html")]
pub(crate) struct SearchPage {
    frame: Frame,
    found: Vec<SearchHit>,
    /// The words as a wish, if they are one.
    wish: Option<WishLink>,
    /// The films that the wish leads to.
    cards: Vec<Card>,
    /// Whether no film of this title is there.
    is_missing: bool,
    /// Whether it was read as a theme by another name, which may be meant as a title too: "Sahara" is the desert.
    is_other_name: bool,
    /// Titles nearest to it, with their pages.
    nearest: Vec<(String, String)>,
    /// Wishes to tap, where nothing else is to be shown.
    moods: Vec<(String, String)>,
}

/// A wish as it was read, and the address of its list.
#[derive(Debug)]
pub(crate) struct WishLink {
    parts: Vec<String>,
    list: String,
    /// How many films meet it, in words; `None` if it is no condition but only says what comes first.
    fitting: Option<String>,
}

#[derive(Debug)]
pub(crate) struct SearchHit {
    title: String,
    marked_title: Vec<Piece>,
    /// Another title that the search names, or the original one.
    marked_other: Vec<Piece>,
    marked_facts: Vec<Piece>,
    /// Someone of the cast whom the search names.
    with: Vec<Piece>,
    film: String,
    cover: String,
    like: String,
    dislike: String,
}

impl SearchPage {
    pub(crate) fn new(ranker: &Ranker, frame: Frame, address: &Address, search: &SearchQuery) -> Result<Self, Problem> {
        let (model, query) = (&**ranker.model(), search.as_str());
        let mut findings = ranker.find(query, SEARCH_PAGE_FILMS);
        let is_known = findings.wish.as_ref().is_some_and(Wish::is_known);
        let is_other_name = findings.wish.as_ref().is_some_and(|wish| is_other_name(wish, address.text()));
        let (wish, cards) = match findings.wish.take() {
            Some(wish) => {
                let (link, cards) = WishLink::new(ranker, address, &wish)?;
                (Some(link), cards)
            }
            None => (None, Vec::new()),
        };
        // What the wish leads to is not shown twice.
        findings.films.retain(|&row| cards.iter().all(|card: &Card| card.id != model.film(row).id.as_str()));
        if is_known {
            findings.films.truncate(WISH_WORD_FILMS);
        }
        let home = |picks| address.with_picks(picks).href("/");
        let found = findings
            .films
            .into_iter()
            .map(|row| {
                let film = model.film(row);
                let id = film.id.as_str();
                let other = other_title_found(query, film).or(film.original_title.as_deref());
                SearchHit {
                    title: film.title.clone(),
                    marked_title: pieces(query, &film.title),
                    marked_other: pieces(query, other.unwrap_or_default()),
                    marked_facts: pieces(query, &facts(film, address.text())),
                    with: pieces(query, person_found(query, film).unwrap_or_default()),
                    film: address.href(&film_path(id)),
                    cover: cover::href(film),
                    like: home(address.picks.liking(id)),
                    dislike: home(address.picks.disliking(id)),
                }
            })
            .collect();
        let named = |row| {
            let film = model.film(row);
            (format!("{} ({})", film.title, film.year), address.href(&film_path(film.id.as_str())))
        };
        let nearest = findings.nearest.into_iter().map(named).collect();
        let found: Vec<SearchHit> = found;
        let shows_nothing = found.is_empty() && cards.is_empty();
        Ok(Self {
            frame,
            wish,
            is_other_name,
            is_missing: !findings.is_here && !query.trim().is_empty(),
            nearest,
            moods: if shows_nothing { super::home::moods(ranker, address) } else { Vec::new() },
            found,
            cards,
        })
    }
}

/// Whether a wish is one theme, and its name has no word that was typed.
fn is_other_name(wish: &Wish, text: &SiteText) -> bool {
    let [part] = wish.parts() else { return false };
    let is_theme = matches!(part.meaning, WishMeaning::Theme(_) | WishMeaning::Keyword(_)) && !part.negated;
    is_theme
        && matched(wish.text(), &label(text, part)).is_empty()
        && matched(wish.text(), &part.meaning.name()).is_empty()
}

impl WishLink {
    /// A wish, and the first films of its list.
    fn new(ranker: &Ranker, address: &Address, wish: &Wish) -> Result<(Self, Vec<Card>), Problem> {
        let (model, text) = (&**ranker.model(), address.text());
        let (taste, _) = address.picks.taste(model)?;
        let mut options = ListOptions { limit: WISH_FILMS, ..address.options(model)? };
        wish.apply(model, &mut options)?;
        let list = ranker.recommend(&wish.added_to(&taste), &options)?;
        let sentences = Sentences::new(model, text, &list.films);
        let cards = list.films.iter().map(|film| Card::new(&sentences, model, address, film)).collect();
        let link = Self {
            parts: wish.parts().iter().map(|part| label(text, part)).collect(),
            list: address.asking(wish.text().to_owned()).href("/"),
            fitting: (list.fitting < model.films().len()).then(|| text.count(&text.home.fitting, list.fitting)),
        };
        Ok((link, shortened(cards)))
    }
}

/// A piece of a text, and whether the search found it.
#[derive(Debug, PartialEq)]
pub(crate) struct Piece {
    text: String,
    marked: bool,
}

/// Cuts a text into pieces: those that the search found, and the rest.
fn pieces(query: &str, text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |text: &str, marked| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), marked });
        }
    };
    let mut end = 0;
    for mark in matched(query, text) {
        add(&text[end..mark.start], false);
        add(&text[mark.clone()], true);
        end = mark.end;
    }
    add(&text[end..], false);
    pieces
}

/// Someone of the cast or a writer whom the search names, unless it names the title or a director.
pub(crate) fn person_found<'a>(query: &str, film: &'a Film) -> Option<&'a str> {
    let named = |text: &str| !matched(query, text).is_empty();
    if film.titles().any(named) || film.directors.iter().any(|name| named(name)) {
        return None;
    }
    film.cast.iter().chain(&film.writers).find(|person| named(person)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_add_up_to_the_text() {
        let pieces = pieces("terminater 2", "Terminator 2: Judgment Day");
        let marked: Vec<&str> = pieces.iter().filter(|p| p.marked).map(|p| p.text.as_str()).collect();
        assert_eq!(marked, ["Terminator", "2"]);
        assert_eq!(pieces.iter().map(|p| p.text.as_str()).collect::<String>(), "Terminator 2: Judgment Day");
    }
}
