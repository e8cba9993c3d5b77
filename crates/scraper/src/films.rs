//! The films of a store's pages.

use std::collections::{BTreeMap, HashMap, HashSet};

use matinee_catalogue::Film;
use rayon::prelude::*;

use crate::address::{PageTitle, Site};
use crate::extract::{Extracted, NotAFilm, extract};
use crate::limits::BATCH;
use crate::store::{PageStore, PageStoreError};

/// All films of a store, in the order of their ids, which films of earlier runs keep; and the number of pages that are no film,
/// by reason. A page with several names is one film. `report` is called with the number of pages read, and of all.
///
/// # Errors
/// The store cannot be read.
pub fn films(
    store: &PageStore,
    site: &Site,
    mut report: impl FnMut(usize, usize),
) -> Result<(Vec<Film>, BTreeMap<NotAFilm, usize>), PageStoreError> {
    let mut films: BTreeMap<PageTitle, Extracted> = BTreeMap::new();
    let mut not_films = BTreeMap::new();
    let pages = store.film_pages()?;
    let mut done = 0;
    for batch in pages.chunks(BATCH) {
        let bodies =
            batch.iter().map(|title| Ok((title, store.body(title)?))).collect::<Result<Vec<_>, PageStoreError>>()?;
        let read: Vec<_> =
            bodies.into_par_iter().filter_map(|(title, body)| Some((title, extract(site, title, &body?)))).collect();
        for (title, read) in read {
            match read {
                Ok(film) => {
                    films.entry(film.page.clone().unwrap_or_else(|| title.clone())).or_insert(film);
                }
                Err(reason) => *not_films.entry(reason).or_default() += 1,
            }
        }
        done += batch.len();
        report(done, pages.len());
    }
    let links_in = count_links(&films);
    let mut with_ids = Vec::with_capacity(films.len());
    for (page, extracted) in films {
        let mut film = extracted.film;
        film.id = store.id(&page, extracted.article, &film.title, film.year)?;
        film.notability.links_in = Some(links_in.get(&page).copied().unwrap_or(0));
        with_ids.push(film);
    }
    with_ids.sort_by(|a, b| a.id.cmp(&b.id));
    Ok((with_ids, not_films))
}

/// How many other film pages link to each.
fn count_links(films: &BTreeMap<PageTitle, Extracted>) -> HashMap<PageTitle, u32> {
    let mut count = HashMap::new();
    for (page, film) in films {
        let linked: HashSet<&PageTitle> =
            film.links.iter().filter(|link| *link != page && films.contains_key(*link)).collect();
        for link in linked {
            *count.entry(link.clone()).or_default() += 1;
        }
    }
    count
}
