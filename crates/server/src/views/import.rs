//! What an import read, what it left open, and the form that goes on with it.

use askama::Template;
use matinee_catalogue::fold::printable;
use matinee_catalogue::history::{FilmMatch, HistoryError, HistoryFilm, MatchedBy, Opinion, keep_films};
use matinee_features::Model;
use matinee_rank::{Ranker, RatingCuts, TasteFile, TasteImport, TasteToken, UnmatchedFilm};

use super::import_faults::{ReadFile, found_files, left_out_kinds, problems, why_nothing};
use super::{Frame, film_path};
use crate::address::Address;
use crate::history_form::{FormError, HistoryForm, said_of_all};
use crate::limits::{IMPORT_NAMED_FILMS, IMPORT_QUESTIONS};
use crate::text::SiteText;
use crate::views::mine::ImportField;

#[derive(Debug, Template)]
#[template(path = "import.html")]
pub(crate) struct ImportPage {
    frame: Frame,
    /// Where the form is sent.
    action: String,
    mine: String,
    /// Why nothing was read, or what was.
    read: Result<ReadHistory, String>,
    /// The form to begin again.
    field: ImportField,
}

/// All there is to say of an import.
#[derive(Debug)]
pub(crate) struct ReadHistory {
    files: Vec<ReadFile>,
    /// Files and rows that could not be read.
    problems: Vec<String>,
    /// How many are here, and what the files say of them.
    found: String,
    given: String,
    to_choose: String,
    remarks: Vec<String>,
    chart: Option<RatingChart>,
    /// What becomes of them, a sentence each.
    comes_to: Vec<String>,
    /// What is said of all films of a mere list.
    said_of_all: Option<Opinion>,
    guesses: Vec<Guess>,
    questions: Vec<FilmQuestion>,
    open_questions: usize,
    more_questions: Option<String>,
    /// Titles to which nothing is near.
    nowhere: Vec<String>,
    nowhere_heading: String,
    is_unmatched: bool,
    /// What was read, for the next form.
    kept: String,
    terms: String,
    afresh: bool,
    added: Option<String>,
}

/// A film that was found by less than title and year.
#[derive(Debug)]
pub(crate) struct Guess {
    place: usize,
    given: String,
    found: String,
    film: String,
    why: String,
    wrong: String,
}

/// A film that none or several fit.
#[derive(Debug)]
pub(crate) struct FilmQuestion {
    place: usize,
    given: String,
    why: String,
    /// Ids, names and pages.
    candidates: Vec<(String, String, String)>,
}

/// The ratings and their two cuts.
#[derive(Debug)]
pub(crate) struct RatingChart {
    mean: String,
    bars: Vec<RatingBar>,
    like_from: String,
    dislike_to: String,
    /// Names and values of the cuts that were moved.
    moved: Vec<(&'static str, String)>,
}

#[derive(Debug)]
pub(crate) struct RatingBar {
    x: usize,
    y: usize,
    height: usize,
    class: &'static str,
    count: u32,
    rating: usize,
    said: String,
}

/// Width of a bar with its gap, and height of the highest.
const BAR_WIDTH: usize = 30;
const BAR_HEIGHT: u32 = 90;

/// The address of the page of the films of an import, together with those that are here; none where they are too many for a link.
pub(crate) fn taken(ranker: &Ranker, address: &Address, import: &TasteImport, afresh: bool) -> Option<String> {
    let mut taste = if afresh { TasteFile::default() } else { address.picks.to_file() };
    taste.merge(import.taste.clone());
    taste.keep_the_most_telling();
    let token = TasteToken::write(&taste, ranker.film_hashes()).ok()?;
    let taken = Address::of_token(&token, "", ranker).ok()?;
    Some(format!("{}#list-all", taken.in_locale_of(address).settled_href("/mine").ok()?))
}

impl ImportPage {
    pub(crate) fn new(
        ranker: &Ranker,
        frame: Frame,
        address: &Address,
        form: &HistoryForm,
        import: &Result<TasteImport, FormError>,
    ) -> Self {
        let text = address.text();
        let read = match import {
            Ok(import) => Ok(ReadHistory::new(ranker.model(), address, form, import)),
            Err(error) => Err(reason(error, text)),
        };
        Self {
            frame,
            action: address.href("/mine/import"),
            mine: address.href("/mine"),
            read,
            field: ImportField::new(address),
        }
    }
}

/// Why nothing was read.
pub(super) fn reason(error: &FormError, text: &SiteText) -> String {
    let (shared, text) = (text, &text.import);
    let values = |file: &str, most: usize| [("file", printable(file).into_owned()), ("most", most.to_string())];
    match error {
        FormError::Empty => text.nothing_given.clone(),
        FormError::History(HistoryError::TooLarge { name, most, unpacked: false }) => {
            text.too_large.fill(&values(name, most >> 20))
        }
        FormError::History(HistoryError::TooLarge { name, most, .. }) => {
            text.too_large_unpacked.fill(&values(name, most >> 20))
        }
        FormError::History(HistoryError::TooManyFiles) => {
            text.too_many_files.with("most", matinee_catalogue::history::MAX_HISTORY_FILES)
        }
        FormError::History(HistoryError::TooManyRows { name, most }) => text.too_many_rows.fill(&values(name, *most)),
        FormError::History(HistoryError::SeveralUsers { name, n, some }) => {
            let names = printable(&some.join(", ")).into_owned();
            let file = printable(name).into_owned();
            text.several_users.fill(&[("file", file), ("n", n.to_string()), ("names", names)])
        }
        FormError::History(HistoryError::Nothing(history)) => why_nothing(shared, history),
    }
}

impl ReadHistory {
    fn new(model: &Model, address: &Address, form: &HistoryForm, import: &TasteImport) -> Self {
        let text = address.text();
        let words = &text.import;
        let history = &import.history;
        let mut open: Vec<&UnmatchedFilm> = import.unmatched.iter().collect();
        // Those with the most to choose by first: they can be helped.
        open.sort_by_key(|film| match &film.found {
            FilmMatch::Several(_) => 0,
            FilmMatch::Guess(_) => 1,
            _ => 2,
        });
        let (open, nowhere): (Vec<_>, Vec<_>) = open.into_iter().partition(|film| !film.found.candidates().is_empty());
        let more_questions = open.len().saturating_sub(IMPORT_QUESTIONS);
        let here = address.picks.to_file().films().len();
        let mut terms = import.taste.clone();
        terms.keep_only_terms();
        Self {
            files: found_files(text, &import.history),
            problems: problems(text, &import.history),
            found: found(text, import),
            given: as_given(text, import),
            to_choose: if open.is_empty() { String::new() } else { text.count(&words.to_choose, open.len()) },
            said_of_all: said_of_all(&import.kept),
            remarks: remarks(text, import),
            chart: import.cuts.as_ref().map(|cuts| RatingChart::new(text, cuts, form)),
            comes_to: comes_to(text, &import.taste),
            guesses: guesses(model, address, import),
            open_questions: open.len(),
            questions: open.iter().take(IMPORT_QUESTIONS).map(|film| FilmQuestion::new(model, address, film)).collect(),
            more_questions: (more_questions > 0).then(|| text.count(&words.more_questions, more_questions)),
            nowhere_heading: text.count(&words.nowhere, nowhere.len()),
            nowhere: nowhere.iter().take(IMPORT_NAMED_FILMS).map(|film| given(&film.film)).collect(),
            is_unmatched: !import.unmatched.is_empty(),
            kept: keep_films(&import.kept),
            terms: if terms.is_empty() { String::new() } else { terms.to_string() },
            afresh: form.afresh,
            added: (here > 0 && !form.afresh).then(|| text.count(&words.added, here)),
        }
        .with_bad_rows(text, history.bad as usize)
    }

    fn with_bad_rows(mut self, text: &SiteText, bad: usize) -> Self {
        if bad > 0 {
            self.remarks.push(text.count(&text.import.bad, bad));
        }
        self
    }
}

/// How many of the films are here.
fn found(text: &SiteText, import: &TasteImport) -> String {
    let words = &text.import;
    let found = import.films.saturating_sub(import.unmatched.len());
    match found {
        0 => words.none_found.clone(),
        all if all == import.films => text.count(&words.all_found, all),
        some => text.count_with(&words.found, some, &[("all", text.number(import.films))]),
    }
}

/// What the files say of the films; nothing where that is what becomes of them anyway.
fn as_given(text: &SiteText, import: &TasteImport) -> String {
    let words = &text.import;
    if said_of_all(&import.kept).is_some() {
        return String::new();
    }
    let said = |is_said: fn(&HistoryFilm) -> bool| import.kept.iter().filter(|film| is_said(film)).count();
    let kinds = [
        (&words.rated, said(|film| film.rating.is_some())),
        (&words.hearts, said(|film| film.said.liked)),
        (&words.watched, said(|film| film.said.seen && film.rating.is_none())),
        (&words.wanted, said(|film| film.said.wanted)),
    ];
    let kinds: Vec<String> =
        kinds.into_iter().filter(|(_, n)| *n > 0).map(|(phrase, n)| phrase.with("n", text.number(n))).collect();
    if kinds.is_empty() { String::new() } else { words.given.with("kinds", kinds.join(", ")) }
}

fn remarks(text: &SiteText, import: &TasteImport) -> Vec<String> {
    let words = &text.import;
    let mut remarks: Vec<String> = left_out_kinds(text, &import.history).into_iter().collect();
    if import.left_out > 0 {
        remarks.push(text.count(&words.too_many, import.left_out));
    }
    remarks
}

/// What becomes of the films: how many count for and against others, and how many do neither.
fn comes_to(text: &SiteText, taste: &TasteFile) -> Vec<String> {
    let words = &text.import;
    let kinds = [
        (&words.likes, Opinion::Like),
        (&words.dislikes, Opinion::Dislike),
        (&words.seen, Opinion::Seen),
        (&words.wants, Opinion::Want),
    ];
    let counted = kinds.map(|(count, opinion)| (count, taste.count(opinion)));
    let mut said: Vec<String> =
        counted.iter().filter(|(_, n)| *n > 0).map(|(count, n)| text.count(count, *n)).collect();
    if !said.is_empty() && counted[0].1 == 0 {
        said.push(words.no_likes.clone());
    }
    said
}

fn guesses(model: &Model, address: &Address, import: &TasteImport) -> Vec<Guess> {
    let words = &address.text().import;
    let guess = |unsure: &matinee_rank::UnsureFilm| {
        let film = model.film(unsure.row);
        let given = given(&unsure.film);
        Guess {
            place: unsure.place,
            wrong: words.wrong.with("film", &given),
            given,
            found: format!("{} ({})", film.title, film.year),
            film: address.href(&film_path(film.id.as_str())),
            why: if unsure.by == MatchedBy::TitleAlone { &words.title_alone } else { &words.other_year }.clone(),
        }
    };
    import.unsure.iter().take(IMPORT_NAMED_FILMS).map(guess).collect()
}

impl FilmQuestion {
    fn new(model: &Model, address: &Address, unmatched: &UnmatchedFilm) -> Self {
        let words = &address.text().import;
        let why = match &unmatched.found {
            FilmMatch::Several(_) => &words.several,
            FilmMatch::Guess(_) => &words.near,
            FilmMatch::Unknown(_) | FilmMatch::Found(..) => &words.titled,
        };
        let candidate = |&row: &usize| {
            let film = model.film(row);
            let by =
                if film.directors.is_empty() { String::new() } else { format!(" · {}", film.directors.join(", ")) };
            let name = format!("{} ({}){by}", film.title, film.year);
            (film.id.to_string(), name, address.href(&film_path(film.id.as_str())))
        };
        Self {
            place: unmatched.place,
            given: given(&unmatched.film),
            why: why.clone(),
            candidates: unmatched.found.candidates().iter().map(candidate).collect(),
        }
    }
}

/// "Alien (1979)", as the history names it.
fn given(film: &HistoryFilm) -> String {
    let year = film.year.map(|year| format!(" ({year})")).unwrap_or_default();
    format!("{}{year}", printable(&film.title))
}

impl RatingChart {
    fn new(text: &SiteText, cuts: &RatingCuts, form: &HistoryForm) -> Self {
        let most = cuts.counts.iter().copied().max().unwrap_or(1).max(1);
        let bars = cuts.counts.iter().enumerate().map(|(place, &count)| {
            let height = (count * BAR_HEIGHT).div_ceil(most) as usize;
            let rating = place + 1;
            let class = match cuts.judge(rating as f64 / 10.0).0 {
                Opinion::Like => "like",
                Opinion::Dislike => "dislike",
                Opinion::Seen | Opinion::Want => "seen",
            };
            let said = text.count_with(&text.import.bar, count as usize, &[("rating", rating.to_string())]);
            RatingBar { x: place * BAR_WIDTH, y: BAR_HEIGHT as usize - height, height, class, count, rating, said }
        });
        let moved = [("moved-like", form.like_from), ("moved-dislike", form.dislike_to)];
        Self {
            moved: moved.into_iter().filter_map(|(name, cut)| Some((name, tenths(cut?)))).collect(),
            mean: text.import.mean.with("mean", tenths(cuts.mean)),
            bars: bars.collect(),
            like_from: tenths(cuts.like_from),
            dislike_to: tenths(cuts.dislike_to),
        }
    }
}

fn tenths(share: f64) -> String {
    format!("{:.1}", share * 10.0)
}
