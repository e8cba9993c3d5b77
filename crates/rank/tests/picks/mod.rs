//! Picks, and for each the films that somebody would name next, written down before the ranker was asked: `picks.txt`.

use std::collections::BTreeSet;
use std::sync::Arc;

use matinee_catalogue::{Catalogue, Film};
use matinee_features::{Model, Params};
use matinee_rank::{Closeness, ListOptions, Ranker, ScoringParams, Taste};

/// Neighbours named for each pick.
pub(crate) const NAMED: usize = 10;
/// They are looked for among so many films of the list.
pub(crate) const SHOWN: usize = 20;

/// What a pick is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    /// Numbers may be chosen by it.
    Choose,
    /// It only reports.
    Report,
}

/// A pick with its neighbours, by id.
#[derive(Debug, Clone)]
pub(crate) struct Pick {
    pub(crate) id: &'static str,
    pub(crate) neighbours: Vec<&'static str>,
    pub(crate) half: Half,
    /// Whether it was written among the first 1,478 films: a larger catalogue crowds its list with other good films.
    pub(crate) is_among_first: bool,
}

/// All picks of the file.
pub(crate) fn picks() -> Vec<Pick> {
    let mut picks: Vec<Pick> = Vec::new();
    let (mut half, mut is_among_first) = (Half::Choose, false);
    let lines = include_str!("picks.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines {
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            half = if section.contains("report") { Half::Report } else { Half::Choose };
            is_among_first = section.contains("first");
        } else if let Some((id, neighbours)) = line.split_once(':') {
            picks.push(Pick { id, neighbours: neighbours.split_whitespace().collect(), half, is_among_first });
        } else {
            picks.last_mut().expect("a pick comes first").neighbours.extend(line.split_whitespace());
        }
    }
    picks
}

/// The catalogue as it was when the first picks were written, with what is said of its films today.
pub(crate) fn first_films(films: &[Film]) -> Catalogue {
    let ids: BTreeSet<&str> = include_str!("first_films.txt").lines().collect();
    Catalogue::new(films.iter().filter(|film| ids.contains(film.id.as_str())).cloned().collect()).expect("each id once")
}

/// Rankers of the first films and of all.
pub(crate) struct Rankers {
    pub(crate) first: Ranker,
    pub(crate) all: Ranker,
}

impl Rankers {
    pub(crate) fn new(films: &Catalogue, params: &Params, scoring: &ScoringParams) -> Self {
        let ranker = |films| {
            let model = Model::train(films, params).expect("the catalogue trains");
            Ranker::new(Arc::new(model)).with_scoring_params(scoring.clone())
        };
        Self { first: ranker(first_films(films.films())), all: ranker(films.clone()) }
    }

    /// The ranker that a pick is asked of.
    pub(crate) fn of(&self, pick: &Pick) -> &Ranker {
        if pick.is_among_first { &self.first } else { &self.all }
    }
}

/// Which of the neighbours are in the first twenty for these picks.
pub(crate) fn found<'a>(ranker: &Ranker, picks: &[&str], neighbours: &[&'a str], closeness: Closeness) -> Vec<&'a str> {
    let model = ranker.model();
    let taste = Taste::from_ids(model, picks, &[], &[]).expect("the picks are in the catalogue");
    let list = ranker
        .recommend(&taste, &ListOptions { limit: SHOWN, closeness, ..ListOptions::default() })
        .expect("they can be trained on");
    let shown: BTreeSet<&str> = list.films.iter().map(|film| model.film(film.row).id.as_str()).collect();
    neighbours.iter().copied().filter(|id| shown.contains(id)).collect()
}

/// Neighbours found and asked for by the pick with each two of its neighbours.
pub(crate) fn found_with_two(ranker: &Ranker, pick: &Pick, closeness: Closeness) -> (usize, usize) {
    let (mut all, mut asked) = (0, 0);
    for second in 0..NAMED {
        for third in second + 1..NAMED {
            let picked = [pick.id, pick.neighbours[second], pick.neighbours[third]];
            let others: Vec<&str> = pick.neighbours.iter().copied().filter(|id| !picked.contains(id)).collect();
            all += found(ranker, &picked, &others, closeness).len();
            asked += others.len();
        }
    }
    (all, asked)
}
