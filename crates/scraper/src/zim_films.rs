//! The films of a ZIM file, without a store: for a whole catalogue at once.
//!
//! One pass over the file reads the films and counts, for each page, how many other pages of the file link to it: pages of
//! people, lists and cities too. The counts, and the ids of the films that a page names, are complete only at the end, so the
//! films wait in a temporary file. Memory has one batch of pages, some sixty bytes for each page of the file, and the ids.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::Path;

use matinee_catalogue::{Film, FilmId};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::address::Site;
use crate::bulk::{BulkError, source};
use crate::extract::{NotAFilm, extract, linked_titles};
use crate::films::beside;
use crate::limits::{BATCH, MAX_BATCH_BYTES};
use crate::zim::{Places, Zim, ZimPage};

/// What a ZIM file held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZimFilms {
    /// The wiki that its pages come from.
    pub site: Site,
    /// Pages of any sort.
    pub pages: usize,
    /// Films among them.
    pub films: usize,
    /// Pages that are no films, by reason.
    pub not_films: BTreeMap<NotAFilm, usize>,
    /// Pages that are larger than a page may be.
    pub too_large: usize,
}

/// How many pages a ZIM file has, from its directory alone.
///
/// # Errors
/// It cannot be read, or is no ZIM file.
pub fn pages_of_zim(file: &Path) -> Result<usize, BulkError> {
    Ok(Zim::open(file)?.len())
}

/// Films of which the whole file says nothing, rather than that there is none.
#[derive(Debug, Default, Clone, Copy)]
struct Signals {
    languages: bool,
    references: bool,
}

/// Calls `take` for every film of a ZIM file, no two with one id. `known` has the ids that earlier runs gave, by the address of
/// each film's page; they stay. `site` replaces the source that the file names; the temporary file is in `folder`. `report` is
/// told how many pages have been read, of how many.
///
/// A signal of notability that no page of the file has is missing from the file and unknown in every film: copies for offline
/// reading leave out the links to other languages, and short ones the references.
///
/// # Errors
/// The file cannot be read to its end, the temporary file not be written, or the error of `take`.
pub fn films_of_zim<E: From<BulkError>>(
    file: &Path,
    site: Option<Site>,
    folder: &Path,
    known: &BTreeMap<String, FilmId>,
    mut report: impl FnMut(usize, usize),
    mut take: impl FnMut(Film) -> Result<(), E>,
) -> Result<ZimFilms, E> {
    let waiting = |source| BulkError::Waiting { folder: folder.to_owned(), source };
    let mut zim = Zim::open(file).map_err(BulkError::from)?;
    let site = match site {
        Some(site) => site,
        None => source(&mut zim).map_err(BulkError::from)?.ok_or_else(|| BulkError::NoSource(file.to_owned()))?,
    };
    let mut reading = ZimReading {
        places: zim.places().map_err(BulkError::from)?,
        site,
        spill: FilmSpill::new(folder).map_err(waiting)?,
        links_in: HashMap::new(),
        signals: Signals::default(),
        not_films: BTreeMap::new(),
        films: Vec::new(),
    };
    let all = zim.len();
    let (mut done, mut too_large) = (0, 0);
    let (mut batch, mut bytes) = (Vec::with_capacity(BATCH), 0);
    zim.pages::<BulkError>(|ZimPage { title, path, body }| {
        done += 1;
        match body {
            Some(body) => {
                bytes += body.len();
                batch.push((title, path, body));
            }
            None => too_large += 1,
        }
        if batch.len() < BATCH && bytes < MAX_BATCH_BYTES {
            return Ok(());
        }
        bytes = 0;
        report(done, all);
        reading.add(std::mem::take(&mut batch)).map_err(waiting)
    })?;
    reading.add(batch).map_err(waiting)?;
    report(all, all);
    let ZimReading { site, spill, links_in, signals, not_films, films, .. } = reading;
    let found = films.len();
    let ids = ids(films, known);
    spill
        .each(|WaitingFilm { place, mentions, mut film }| {
            film.id = ids[&place].clone();
            film.beside = beside(&film.id, mentions.iter().filter_map(|page| ids.get(page)));
            let notability = &mut film.notability;
            notability.links_in = Some(links_in.get(&place).copied().unwrap_or(0));
            notability.languages = notability.languages.filter(|_| signals.languages);
            notability.references = notability.references.filter(|_| signals.references);
            take(film)
        })
        .map_err(|error| match error {
            SpillError::Io(source) => E::from(waiting(source)),
            SpillError::Taken(error) => error,
        })?;
    Ok(ZimFilms { site, pages: all, films: found, not_films, too_large })
}

/// A film whose id is not yet sure.
struct NewFilm {
    /// The number of its page.
    place: u64,
    /// Its page's address, if earlier runs may know it.
    address: Option<String>,
    /// The id that its title and year make.
    id: FilmId,
}

/// An id for each film, by the number of its page: the known one, else that of its title and year, with a number where other
/// films have it.
fn ids(films: Vec<NewFilm>, known: &BTreeMap<String, FilmId>) -> HashMap<u64, FilmId> {
    let mut ids = HashMap::with_capacity(films.len());
    let mut taken: HashSet<FilmId> = HashSet::with_capacity(films.len());
    let mut fresh = Vec::new();
    for film in films {
        match film.address.as_ref().and_then(|address| known.get(address)) {
            Some(id) if taken.insert(id.clone()) => drop(ids.insert(film.place, id.clone())),
            _ => fresh.push(film),
        }
    }
    let mut numbers: HashMap<FilmId, usize> = HashMap::new();
    for NewFilm { place, id, .. } in fresh {
        let mut free = id.clone();
        while !taken.insert(free.clone()) {
            let number = numbers.entry(id.clone()).or_insert(1);
            *number += 1;
            free = id.numbered(*number);
        }
        ids.insert(place, free);
    }
    ids
}

/// The state of one pass.
struct ZimReading {
    site: Site,
    places: Places,
    spill: FilmSpill,
    links_in: HashMap<u64, u32>,
    signals: Signals,
    not_films: BTreeMap<NotAFilm, usize>,
    films: Vec<NewFilm>,
}

impl ZimReading {
    /// Reads a batch on all cores, then counts its links and writes its films.
    fn add(&mut self, batch: Vec<(crate::PageTitle, crate::PageTitle, Vec<u8>)>) -> io::Result<()> {
        let (site, places) = (&self.site, &self.places);
        let read: Vec<_> = batch
            .into_par_iter()
            .map(|(title, path, body)| {
                let own = Places::number(&path);
                let titles = linked_titles(&path, &String::from_utf8_lossy(&body));
                let mut linked: Vec<u64> =
                    titles.iter().filter_map(|title| places.page(title)).filter(|&page| page != own).collect();
                linked.sort_unstable();
                linked.dedup();
                let film = extract(site, &title, &body).map(|extracted| WaitingFilm {
                    place: own,
                    mentions: extracted.mentions.iter().filter_map(|title| places.page(title)).collect(),
                    film: extracted.film,
                });
                (linked, film)
            })
            .collect();
        for (linked, film) in read {
            for page in linked {
                *self.links_in.entry(page).or_default() += 1;
            }
            match film {
                Ok(waiting) => {
                    let film = &waiting.film;
                    let address = film.source.as_ref().map(|source| source.url.clone());
                    self.films.push(NewFilm { place: waiting.place, address, id: film.id.clone() });
                    self.signals.languages |= film.notability.languages.is_some_and(|n| n > 0);
                    self.signals.references |= film.notability.references.is_some_and(|n| n > 0);
                    self.spill.push(&waiting)?;
                }
                Err(reason) => *self.not_films.entry(reason).or_default() += 1,
            }
        }
        Ok(())
    }
}

/// A film as it waits for the rest of the file.
#[derive(Serialize, Deserialize)]
struct WaitingFilm {
    /// The number of its page.
    place: u64,
    /// The numbers of the pages that its own names, in order.
    mentions: Vec<u64>,
    film: Film,
}

/// Films in a temporary file without a name, packed.
struct FilmSpill(zstd::Encoder<'static, std::fs::File>);

enum SpillError<E> {
    Io(io::Error),
    Taken(E),
}

impl<E> From<io::Error> for SpillError<E> {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl FilmSpill {
    fn new(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self(zstd::Encoder::new(tempfile::tempfile_in(folder)?, 1)?))
    }

    fn push(&mut self, film: &WaitingFilm) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, film)?;
        self.0.write_all(b"\n")
    }

    fn each<E>(self, mut take: impl FnMut(WaitingFilm) -> Result<(), E>) -> Result<(), SpillError<E>> {
        let mut file = self.0.finish()?;
        file.seek(SeekFrom::Start(0))?;
        for line in BufReader::new(zstd::Decoder::new(file)?).lines() {
            take(serde_json::from_str(&line?).map_err(io::Error::from)?).map_err(SpillError::Taken)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn films_of_one_title_and_year_are_numbered_around_the_known_ones() {
        let film = |place: u64| NewFilm {
            place,
            address: Some(format!("https://wiki.invalid/{place}")),
            id: "brick-2005".parse().unwrap(),
        };
        let known = BTreeMap::from([("https://wiki.invalid/3".to_owned(), "brick-2005-2".parse().unwrap())]);
        let ids = ids((1..=4).map(film).collect(), &known);
        let of = |place: u64| ids[&place].as_str();
        assert_eq!([of(1), of(2), of(3), of(4)], ["brick-2005", "brick-2005-3", "brick-2005-2", "brick-2005-4"]);
    }
}
