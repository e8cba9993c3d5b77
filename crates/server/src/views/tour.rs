//! A tour on the map: from one film to another by way of films between, and the form that asks for one.

use matinee_catalogue::Lookup;
use matinee_catalogue::fold::printable;
use matinee_features::{Model, Row};
use matinee_rank::{Ranker, TourStop};

use super::spot::{Spot, shown};
use crate::address::Address;
use crate::encoding;
use crate::limits::MAX_QUERY_CHARS;

/// The names of the fields of an address.
const FROM: &str = "tour-from";
const TO: &str = "tour-to";

/// The films that an address asks a tour between, as they are typed.
#[derive(Debug, Default)]
pub(crate) struct TourQuery {
    from: String,
    to: String,
}

/// A tour, and the fields of its form.
#[derive(Debug)]
pub(crate) struct MapTour {
    pub(crate) action: String,
    pub(crate) carried: Vec<(&'static str, String)>,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) stops: Vec<TourSpot>,
    /// From where to where it goes, or why there is none; empty if none was asked for.
    pub(crate) said: String,
    /// Above its films: by way of how many.
    pub(crate) between: String,
}

/// A film of a tour, with what it has in common with the one before.
#[derive(Debug)]
pub(crate) struct TourSpot {
    pub(crate) spot: Spot,
    pub(crate) shared: String,
}

impl TourQuery {
    pub(crate) fn parse(query: &str) -> Self {
        let field = |name: &str| {
            let value = encoding::pairs(query).filter(|(other, _)| *other == name).last().map(|(_, value)| value);
            let value: String = value.unwrap_or_default().chars().take(MAX_QUERY_CHARS).collect();
            printable(value.trim()).into_owned()
        };
        Self { from: field(FROM), to: field(TO) }
    }

    fn is_empty(&self) -> bool {
        self.from.is_empty() && self.to.is_empty()
    }
}

impl MapTour {
    /// The tour that is asked for. Where none is, the form begins with films that the viewer likes.
    pub(crate) fn new(ranker: &Ranker, asked: TourQuery, likes: &[Row], address: &Address) -> Self {
        let model = &**ranker.model();
        let mut tour = Self {
            action: address.action("/map"),
            carried: address.pairs_beside_search(),
            from: asked.from.clone(),
            to: asked.to.clone(),
            stops: Vec::new(),
            said: String::new(),
            between: String::new(),
        };
        if asked.is_empty() {
            let mut titles = likes.iter().rev().map(|&row| named(model, row));
            (tour.to, tour.from) = match (titles.next(), titles.next()) {
                (Some(last), Some(other)) => (last, other),
                (last, _) => (String::new(), last.unwrap_or_default()),
            };
            return tour;
        }
        let text = address.text();
        match (found(model, &asked.from), found(model, &asked.to)) {
            (Some(from), Some(to)) if from == to => tour.said.clone_from(&text.map.tour_same),
            (Some(from), Some(to)) => {
                let ends = [("from", &model.film(from).title), ("to", &model.film(to).title)];
                tour.said = text.map.tour_of.fill(&ends);
                tour.stops = ranker.tour(from, to).iter().map(|stop| TourSpot::new(model, address, stop)).collect();
                tour.between = match tour.stops.len() {
                    2 => text.map.tour_beside.clone(),
                    stops => text.count(&text.map.tour_between, stops.saturating_sub(2)),
                };
                (tour.from, tour.to) = (named(model, from), named(model, to));
            }
            (from, _) => {
                let missing = if from.is_none() { asked.from } else { asked.to };
                tour.said = text.search.not_here.with("query", missing);
            }
        }
        tour
    }
}

impl TourSpot {
    fn new(model: &Model, address: &Address, stop: &TourStop) -> Self {
        let terms: Vec<&str> = stop.shared.iter().map(|(field, term)| shown(address.text(), *field, term)).collect();
        Self { spot: Spot::new(model, address, stop.row), shared: terms.join(", ") }
    }
}

/// A film as the form names it.
fn named(model: &Model, row: Row) -> String {
    let film = model.film(row);
    format!("{} ({})", film.title, film.year)
}

/// The film that is meant: of several with one title the best known, of none the nearest.
fn found(model: &Model, typed: &str) -> Option<Row> {
    match model.titles().find(typed) {
        Lookup::Found(row) | Lookup::OtherYear(row) => Some(row),
        Lookup::Ambiguous(rows) => model.best_known(rows),
        Lookup::Unknown(near) => near.first().copied(),
    }
}
