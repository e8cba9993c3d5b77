//! Films of several files and rows as one.

use std::collections::HashMap;

use super::film::HistoryFilm;
use crate::fold::title_key;

/// The films so far, and by what each is known.
#[derive(Debug, Default)]
pub(super) struct Joiner {
    films: Vec<HistoryFilm>,
    known: HashMap<String, usize>,
}

impl Joiner {
    /// Takes a row's film: that of an earlier row if they share an id, or title and year without ids that differ.
    pub(super) fn add(&mut self, film: HistoryFilm) {
        let keys = keys(&film);
        let earlier = keys.iter().find_map(|key| self.known.get(key).copied());
        let at = if let Some(at) = earlier.filter(|&at| !contradict(&self.films[at], &film)) {
            self.films[at].join(film);
            at
        } else {
            self.films.push(film);
            self.films.len() - 1
        };
        for key in keys {
            self.known.entry(key).or_insert(at);
        }
    }

    pub(super) fn finish(self) -> Vec<HistoryFilm> {
        self.films
    }
}

/// By what a film is known, the surest first.
fn keys(film: &HistoryFilm) -> Vec<String> {
    let year = film.year.map_or(0, crate::Year::get);
    let own = film.id.iter().map(|id| format!("id:{id}"));
    let ids = film.exact_ids().map(|(kind, id)| format!("{kind}:{id}"));
    let titles = film.titles().map(|title| (title_key(title), title)).map(|(key, title)| {
        // A title of marks alone has no key.
        if key.is_empty() { format!("raw:{title}:{year}") } else { format!("title:{key}:{year}") }
    });
    own.chain(ids).chain(titles).collect()
}

/// Whether both name a film elsewhere, and not the same one.
fn contradict(a: &HistoryFilm, b: &HistoryFilm) -> bool {
    let differs = a.exact_ids().any(|(kind, id)| b.exact_ids().any(|(other, theirs)| other == kind && theirs != id));
    differs || a.id.is_some() && b.id.is_some() && a.id != b.id
}
