//! What somebody owns, in the films of a model.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use matinee_catalogue::history::{FilmMatch, FilmMatcher, HistoryFilm, MatchedBy, Opinion};
use matinee_catalogue::library::{Library, LibraryFilm, LibrarySource};
use matinee_catalogue::{FilmId, Year};
use matinee_features::{Model, Row};
use rayon::prelude::*;

use crate::filter::{Filter, LibraryFilter, LibrarySide};
use crate::rating_cuts::PLAIN_WEIGHT;
use crate::row_set::RowSet;
use crate::taste_import::{UnmatchedFilm, UnsureFilm};

/// A library in a model: made once for both, and asked for every list.
#[derive(Debug, Default)]
pub struct ModelLibrary {
    owned: Arc<RowSet>,
    watched: Arc<RowSet>,
    play: HashMap<Row, PlayLink>,
    /// How many films of each source were found.
    pub found: Vec<usize>,
    /// Films found by less than title and year.
    pub unsure: Vec<UnsureFilm>,
    /// Films that none or several of the model fit. Their file is the name of their source, their line their place in it.
    pub unmatched: Vec<UnmatchedFilm>,
}

/// Where a film can be played.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PlayLink {
    /// What its owner calls the server.
    pub name: String,
    /// The film's page there.
    pub href: String,
}

impl ModelLibrary {
    /// Finds the films of a library, as those of a history are found.
    pub fn new(model: &Model, library: &Library) -> Self {
        let matcher = FilmMatcher::new(model.films());
        let by_hand = corrections(library);
        let (mut owned, mut watched) = (RowSet::default(), RowSet::default());
        let mut found = Self::default();
        let mut missing = HashSet::new();
        for source in &library.sources {
            let films: Vec<(HistoryFilm, FilmMatch)> = source
                .films
                .par_iter()
                .enumerate()
                .map(|(place, film)| {
                    let mut film = of_source(source, film, place);
                    let is = matcher.find(&film);
                    if matches!(is, FilmMatch::Found(..)) {
                        return (film, is);
                    }
                    let Some(id) = by_hand.get(&(film.title.as_str(), film.year)) else { return (film, is) };
                    film.id = Some((*id).clone());
                    let is = matcher.find(&film);
                    (film, is)
                })
                .collect();
            let mut count = 0;
            for (place, (in_source, (film, is))) in source.films.iter().zip(films).enumerate() {
                let FilmMatch::Found(row, by) = is else {
                    let ids = [&film.external.imdb, &film.external.tmdb].map(Clone::clone);
                    if !missing.insert((film.title.clone(), film.year, ids)) {
                        // Another source has it, too: it is told once.
                        continue;
                    }
                    let opinion = if in_source.watched { Opinion::Seen } else { Opinion::Want };
                    found.unmatched.push(UnmatchedFilm { film, opinion, weight: PLAIN_WEIGHT, found: is, place });
                    continue;
                };
                if matches!(by, MatchedBy::OtherYear | MatchedBy::TitleAlone) {
                    found.unsure.push(UnsureFilm { film, row, by, place });
                }
                count += 1;
                owned.insert(row);
                if in_source.watched {
                    watched.insert(row);
                }
                if let Some(href) = source.play_link(in_source) {
                    found.play.entry(row).or_insert_with(|| PlayLink { name: source.name.clone(), href });
                }
            }
            found.found.push(count);
        }
        Self { owned: Arc::new(owned), watched: Arc::new(watched), ..found }
    }

    /// The films that are owned.
    pub fn owned(&self) -> &RowSet {
        &self.owned
    }

    /// The films that were watched there.
    pub fn watched(&self) -> &RowSet {
        &self.watched
    }

    /// Where a film can be played.
    pub fn play(&self, row: Row) -> Option<&PlayLink> {
        self.play.get(&row)
    }

    /// Narrows a filter to films in the library or outside of it, and to those that were not watched there.
    pub fn narrow(&self, filter: &mut Filter, side: Option<LibrarySide>, leave_out_watched: bool) {
        filter.library = side.map(|side| LibraryFilter { rows: Arc::clone(&self.owned), side });
        filter.watched = leave_out_watched.then(|| Arc::clone(&self.watched));
    }
}

/// The ids that somebody gave films by hand, by what sources call these films.
fn corrections(library: &Library) -> HashMap<(&str, Option<Year>), &FilmId> {
    let films = library.sources.iter().flat_map(|source| &source.films);
    films.filter_map(|film| Some(((film.title.as_str(), film.year), film.id.as_ref()?))).collect()
}

/// A film as one of a history, with the source that names it.
fn of_source(source: &LibrarySource, film: &LibraryFilm, place: usize) -> HistoryFilm {
    let mut film = film.to_history();
    film.path = PathBuf::from(&source.name);
    film.line = place as u64 + 1;
    film
}

#[cfg(test)]
mod tests {
    use matinee_catalogue::library::{LibraryKind, jellyfin};
    use matinee_catalogue::starter;
    use matinee_features::Params;

    use super::*;
    use crate::list_options::ListOptions;
    use crate::ranker::Ranker;
    use crate::taste::Taste;

    #[test]
    fn lists_are_of_films_in_a_library_or_outside_of_it() {
        let model = Arc::new(Model::train(starter::catalogue(), &Params::default()).unwrap());
        let answer = br#"{"Items": [
            {"Name": "Anders", "ProductionYear": 1990, "ProviderIds": {"Imdb": "tt0078748"}, "Id": "a1", "UserData": {"Played": true}},
            {"Name": "Heat", "ProductionYear": 1995, "Id": "b2"},
            {"Name": "Aliens", "ProductionYear": 1987, "Id": "c3"},
            {"Name": "No Such Film At All", "ProductionYear": 1995, "Id": "d4"}
        ]}"#;
        let mut source = LibrarySource::new("home", LibraryKind::Jellyfin, "http://10.0.0.7:8096");
        source.films = jellyfin::films(answer).unwrap().films;
        let library = Library::from(vec![source]);
        let owned = ModelLibrary::new(&model, &library);
        assert_eq!((owned.owned().len(), owned.watched().len(), &owned.found), (3, 1, &vec![3]));
        assert_eq!((owned.unsure.len(), owned.unmatched.len()), (1, 1));
        assert_eq!((owned.unmatched[0].film.path.to_str(), owned.unmatched[0].film.line), (Some("home"), 4));
        let row = |id: &str| model.titles().row_of(id).unwrap();
        assert_eq!(owned.play(row("heat-1995")).unwrap().href, "http://10.0.0.7:8096/web/#/details?id=b2");
        let ranker = Ranker::new(Arc::clone(&model));
        let list = |side, leave_out_watched| {
            let mut options = ListOptions { limit: 20, ..ListOptions::default() };
            owned.narrow(&mut options.filter, side, leave_out_watched);
            let found = ranker.recommend(&Taste::default(), &options).unwrap();
            (found.fitting, found.films.iter().map(|film| film.row).collect::<Vec<_>>())
        };
        let all = model.films().len();
        assert_eq!(list(Some(LibrarySide::In), false).0, 3);
        let mut unseen = list(Some(LibrarySide::In), true).1;
        unseen.sort_unstable();
        let mut wanted = [row("heat-1995"), row("aliens-1986")];
        wanted.sort_unstable();
        assert_eq!(unseen, wanted);
        let (fitting, outside) = list(Some(LibrarySide::Out), false);
        assert_eq!(fitting, all - 3);
        assert!(outside.iter().all(|&row| !owned.owned().contains(row)));
        assert_eq!((list(None, false).0, list(None, true).0), (all, all - 1));
    }
}
