//! The map: similar films are near each other. The list beside the picture has the same content, for those who cannot see it.

use std::io::Read as _;

use actix_web::web::Bytes;
use askama::Template;
use flate2::Compression;
use flate2::read::GzDecoder;
use matinee_catalogue::{Film, genres};
use matinee_features::map::Region;
use matinee_features::{Field, Model, Row};
use matinee_rank::{ListOptions, Ranker};
use serde::Serialize;

use super::Frame;
use super::spot::{Spot, shown};
use super::tour::{MapTour, TourQuery};
use crate::address::Address;
use crate::assets;
use crate::limits::{DEFAULT_LIST_FILMS, MAP_KINDS, MAX_MAP_FILMS, MAX_MAP_LIKES, REGION_FILMS};
use crate::packing::gzip;
use crate::problem::Problem;

#[derive(Debug, Template)]
#[template(path = "map.html")]
pub(crate) struct MapPage {
    frame: Frame,
    heading: String,
    /// How many films are drawn, in words, where it is not all.
    drawn: Option<String>,
    /// The kinds that have a colour, in the order of their numbers.
    kinds: Vec<String>,
    likes: Vec<Spot>,
    recommended: Vec<Spot>,
    regions: Vec<MapRegion>,
    tour: MapTour,
    /// Where the spots and the picture's script are.
    spots: String,
    script: String,
}

/// A region, with its best-known films.
#[derive(Debug)]
pub(crate) struct MapRegion {
    name: String,
    films: u32,
    x: u16,
    y: u16,
    best: Vec<Spot>,
}

impl MapPage {
    pub(crate) fn new(
        ranker: &Ranker,
        guide: &MapGuide,
        frame: Frame,
        address: &Address,
        asked: TourQuery,
    ) -> Result<Self, Problem> {
        let model = &**ranker.model();
        let (taste, _) = address.picks.taste(model)?;
        let wish = ranker.wish(&address.ask);
        let recommended = if address.picks.say_nothing() && wish.is_empty() {
            Vec::new()
        } else {
            let mut options = ListOptions { limit: DEFAULT_LIST_FILMS, ..address.options(model)? };
            wish.apply(model, &mut options)?;
            ranker
                .recommend(&wish.added_to(&taste), &options)?
                .films
                .iter()
                .map(|found| Spot::new(model, address, found.row))
                .collect()
        };
        let (films, text) = (model.films().len(), address.text());
        let tour = MapTour::new(ranker, asked, taste.likes(), address);
        let is_tour = !tour.stops.is_empty();
        Ok(Self {
            frame,
            heading: if is_tour { tour.said.clone() } else { text.count(&text.map.heading, films) },
            drawn: (films > MAX_MAP_FILMS && !is_tour).then(|| text.count(&text.map.drawn, MAX_MAP_FILMS)),
            kinds: kinds(model).map(|kind| text.genre(kind).to_owned()).collect(),
            likes: taste.likes().iter().take(MAX_MAP_LIKES).map(|&row| Spot::new(model, address, row)).collect(),
            recommended,
            regions: regions(model, guide, address),
            tour,
            spots: format!("/map.json?model={}", model.version()),
            script: assets::href("map.js"),
        })
    }
}

/// The films that the list beside the map names: of each region the best known. Made once a model.
#[derive(Debug)]
pub(crate) struct MapGuide {
    /// By region.
    best: Vec<Vec<Row>>,
}

impl MapGuide {
    pub(crate) fn new(model: &Model) -> Self {
        let map = model.map();
        let mut best: Vec<Vec<Row>> = vec![Vec::new(); map.regions().len()];
        for &row in model.best_known_first() {
            let rows = &mut best[map.region_of(row)];
            if rows.len() < REGION_FILMS {
                rows.push(row);
            }
        }
        Self { best }
    }
}

/// The regions, from left to right.
fn regions(model: &Model, guide: &MapGuide, address: &Address) -> Vec<MapRegion> {
    let name = |region: &Region, rows: &[Row]| {
        let terms = region.terms.iter().map(|(field, term)| shown(address.text(), *field, term));
        // Of films of which nothing is known the best known stands for all.
        let film = rows.first().filter(|_| region.terms.is_empty()).map(|&row| model.film(row).title.as_str());
        terms.chain(film).collect::<Vec<&str>>().join(", ")
    };
    let part = |(region, rows): (&Region, &Vec<Row>)| MapRegion {
        name: name(region, rows),
        films: region.films,
        x: region.centre[0],
        y: region.centre[1],
        best: rows.iter().map(|&row| Spot::new(model, address, row)).collect(),
    };
    let mut parts: Vec<MapRegion> = model.map().regions().iter().zip(&guide.best).map(part).collect();
    parts.sort_by_key(|part| (part.x, part.y));
    parts
}

/// The genres with a colour: the most frequent ones of at least two films, most frequent first, as the model orders its terms.
fn kinds(model: &Model) -> impl Iterator<Item = &str> {
    let terms = model.vocabulary();
    terms.terms()[terms.columns_of(Field::Genres)].iter().take(MAP_KINDS).map(|term| term.text.as_str())
}

/// The films of the map for the picture's script, column by column, the best known first.
#[derive(Debug, Serialize)]
pub(crate) struct Spots<'a> {
    ids: Vec<&'a str>,
    titles: Vec<&'a str>,
    years: Vec<u16>,
    /// Distance from the left and from the top in turn, in 65,535ths.
    places: Vec<u16>,
    /// Numbers of kinds; one more than the last for films of no such kind.
    kinds: Vec<usize>,
}

impl<'a> Spots<'a> {
    pub(crate) fn new(model: &'a Model) -> Self {
        let kinds: Vec<&str> = kinds(model).collect();
        let rows = model.best_known_first();
        let rows = &rows[..rows.len().min(MAX_MAP_FILMS)];
        let films: Vec<&Film> = rows.iter().map(|&row| model.film(row)).collect();
        Self {
            ids: films.iter().map(|film| film.id.as_str()).collect(),
            titles: films.iter().map(|film| film.title.as_str()).collect(),
            years: films.iter().map(|film| film.year.get()).collect(),
            places: rows.iter().flat_map(|&row| model.map().places()[row]).collect(),
            kinds: films.iter().map(|film| kind_of(film, &kinds)).collect(),
        }
    }
}

/// A model's spots, packed: the same bytes for every browser.
pub(crate) struct PackedSpots {
    pub(crate) version: String,
    /// Their JSON.
    pub(crate) gzip: Bytes,
}

impl PackedSpots {
    pub(crate) fn new(model: &Model) -> Self {
        let json = serde_json::to_vec(&Spots::new(model)).expect("names and numbers are JSON");
        Self { version: model.version().to_owned(), gzip: gzip(&json, Compression::best()) }
    }

    /// Their JSON, for a client without gzip: unpacking takes less than making it anew.
    pub(crate) fn plain(&self) -> Bytes {
        let mut json = Vec::with_capacity(self.gzip.len() * 4);
        GzDecoder::new(&self.gzip[..]).read_to_end(&mut json).expect("what was packed here can be unpacked");
        json.into()
    }
}

/// The number of the rarest of a film's kinds, which says most about it: a western is a drama too.
fn kind_of(film: &Film, kinds: &[&str]) -> usize {
    let place = |genre: &&str| kinds.iter().position(|kind| kind == genre);
    genres::canonical_list(&film.genres).iter().filter_map(place).max().unwrap_or(kinds.len())
}
