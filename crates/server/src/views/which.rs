//! Given films in a viewer's order: a festival's line-up, a shelf, what one wants to see.

use askama::Template;
use matinee_catalogue::fold::printable;
use matinee_catalogue::history::{HistoryFile, HistoryOptions, MatchedBy, Opinion, read};
use matinee_features::Row;
use matinee_rank::{PLAIN_WEIGHT, Ranker, TasteFile, TasteToken, named, taste_of_films};

use super::import::reason;
use super::sentence::Sentences;
use super::{Card, Frame, film_path, shortened};
use crate::address::Address;
use crate::encoding;
use crate::history_form::FormError;
use crate::limits::{MAX_TRAY_FILMS, MAX_WHICH_FILMS};
use crate::problem::Problem;
use crate::text::SiteText;
use crate::upload::Upload;
use crate::visit::Visit;

#[derive(Debug, Template)]
#[template(path = "which.html")]
pub(crate) struct WhichPage {
    frame: Frame,
    action: String,
    heading: String,
    cards: Vec<Card>,
    notices: Vec<String>,
    not_found: Vec<MissingFilm>,
    not_found_heading: String,
    link: Option<String>,
    /// Whether there was anything to rank.
    was_asked: bool,
}

/// A title that was not found, or found by less than title and year, with films near to it.
#[derive(Debug)]
pub(crate) struct MissingFilm {
    given: String,
    /// Names and pages.
    near: Vec<(String, String)>,
    why: Option<String>,
}

/// The films to rank.
#[derive(Debug, Default)]
pub(crate) struct GivenFilms {
    rows: Vec<Row>,
    missing: Vec<(String, Vec<Row>, Option<MatchedBy>)>,
    are_too_many: bool,
    of_wants: bool,
    was_asked: bool,
    /// Why no title could be read.
    fault: Option<String>,
    /// What is said of films of a link that are not in the catalogue.
    not_here: Option<String>,
}

/// The names of the fields of an address.
const AMONG: &str = "among";
const OF: &str = "of";
const WANTED: &str = "want";

/// The page of the films that a viewer wants to see; none where there are none.
pub(crate) fn wanted_href(address: &Address) -> Option<String> {
    (!address.picks.want.is_empty()).then(|| encoding::with_pair(address.href("/which"), OF, WANTED))
}

impl GivenFilms {
    /// Those that an address names.
    pub(crate) fn of_query(ranker: &Ranker, address: &Address, query: &str) -> Self {
        let model = ranker.model();
        let field =
            |name: &str| encoding::pairs(query).filter(|(other, _)| *other == name).map(|(_, value)| value).last();
        let mut given = Self::default();
        if field(OF).as_deref() == Some(WANTED) {
            (given.rows, given.of_wants, given.was_asked) = (address.picks.wants(model), true, true);
        } else if let Some(token) = field(AMONG).and_then(|token| token.parse::<TasteToken>().ok()) {
            let found = token.in_films(model.films(), ranker.film_hashes());
            given.rows = found.taste.films().iter().filter_map(|film| model.titles().row(&film.id)).collect();
            given.not_here = super::films_not_here(address.text(), found.unknown + found.unsure, found.mistaken_one_in);
            given.was_asked = true;
        }
        given.are_too_many = given.rows.len() > MAX_WHICH_FILMS && !given.of_wants;
        if given.are_too_many {
            given.rows.truncate(MAX_WHICH_FILMS);
        }
        given
    }

    /// Those that titles name, pasted or in files.
    pub(crate) fn of_titles(ranker: &Ranker, text: &SiteText, mut upload: Upload) -> Self {
        let model = ranker.model();
        let mut files = std::mem::take(&mut upload.files);
        let pasted = upload.field("titles").map(str::trim).filter(|pasted| !pasted.is_empty());
        files.extend(pasted.map(|pasted| ("titles".to_owned(), pasted.as_bytes().to_vec())));
        let mut given = Self { was_asked: true, ..Self::default() };
        if files.is_empty() {
            return Self::default();
        }
        let files: Vec<HistoryFile> = files.iter().map(|(name, bytes)| HistoryFile { name, bytes }).collect();
        let options = HistoryOptions { unsaid: Some(Opinion::Want), ..HistoryOptions::default() };
        let mut films = match read(&files, &options) {
            Ok(history) => history.films,
            Err(error) => {
                given.fault = Some(reason(&FormError::History(error), text));
                return given;
            }
        };
        given.are_too_many = films.len() > MAX_WHICH_FILMS;
        films.truncate(MAX_WHICH_FILMS);
        let found = taste_of_films(model, films, None, None);
        given.rows = found.taste.films().iter().filter_map(|film| model.titles().row(&film.id)).collect();
        let name = |film: &matinee_catalogue::history::HistoryFilm| {
            let year = film.year.map(|year| format!(" ({year})")).unwrap_or_default();
            format!("{}{year}", printable(&film.title))
        };
        // A title without a year is all that was given: the film found says the rest.
        let off = found.unsure.iter().filter(|film| film.by == MatchedBy::OtherYear);
        let unsure = off.map(|film| (name(&film.film), vec![film.row], Some(film.by)));
        let unmatched = found.unmatched.iter().map(|film| (name(&film.film), film.found.candidates().to_vec(), None));
        given.missing = unmatched.chain(unsure).collect();
        given
    }
}

impl WhichPage {
    pub(crate) fn new(ranker: &Ranker, visit: &Visit, given: &GivenFilms) -> Result<Self, Problem> {
        let (model, address) = (ranker.model(), &visit.address);
        let text = address.text();
        let words = &text.which;
        let (taste, _) = address.picks.taste(model)?;
        let found = ranker.recommend_among(&taste, &address.picks.steer()?, &given.rows)?;
        let films = given.rows.iter().map(|&row| named(model.film(row), Opinion::Want, PLAIN_WEIGHT));
        let films = TasteFile::of_films(films);
        let token = TasteToken::write(&films, ranker.film_hashes()).ok().filter(|_| !given.rows.is_empty());
        let own = |address: &Address| match &token {
            _ if given.of_wants => encoding::with_pair(address.href("/which"), OF, WANTED),
            Some(token) => encoding::with_pair(address.href("/which"), AMONG, token),
            None => address.href("/which"),
        };
        let mut notices = Vec::new();
        notices.extend(given.fault.clone().into_iter().chain(given.not_here.clone()));
        if given.are_too_many {
            notices.push(words.too_many.with("most", MAX_WHICH_FILMS));
        }
        if !found.films.is_empty() && !found.learnt {
            notices.push(words.no_taste.clone());
        }
        let left_out: Vec<&str> = given
            .rows
            .iter()
            .filter(|&&row| found.films.iter().all(|film| film.row != row))
            .map(|&row| model.film(row).title.as_str())
            .collect();
        if !left_out.is_empty() {
            let (named, more) = left_out.split_at(left_out.len().min(MAX_TRAY_FILMS));
            let ellipsis = if more.is_empty() { "" } else { ", …" };
            notices.push(format!("{} {}{ellipsis}", text.count(&words.left_out, left_out.len()), named.join(", ")));
        }
        let near = |&row: &Row| {
            let film = model.film(row);
            (format!("{} ({})", film.title, film.year), address.href(&film_path(film.id.as_str())))
        };
        let missing = given.missing.iter().map(|(given, rows, by)| MissingFilm {
            given: given.clone(),
            near: rows.iter().map(near).collect(),
            why: by.map(|_| text.import.other_year.clone()),
        });
        let not_found = given.missing.iter().filter(|(.., by)| by.is_none()).count();
        let sentences = Sentences::new(model, text, &found.films);
        Ok(Self {
            frame: Frame::new(visit).leading_to(address, own),
            action: address.href("/which"),
            heading: if given.of_wants { &words.tonight } else { &words.title }.clone(),
            cards: shortened(found.films.iter().map(|film| Card::new(&sentences, model, address, film)).collect()),
            notices,
            not_found_heading: text.count(&words.not_found, not_found),
            not_found: missing.collect(),
            link: (token.is_some() && !given.of_wants).then(|| own(address)),
            was_asked: given.was_asked,
        })
    }
}
