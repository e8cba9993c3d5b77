//! The films of a store's pages.

use std::collections::{BTreeMap, HashMap, HashSet};

use matinee_catalogue::{Film, FilmId};
use rayon::prelude::*;

use crate::address::{Markup, PageTitle, Site};
use crate::extract::{Extracted, NotAFilm, extract, listed_links};
use crate::limits::BATCH;
use crate::store::{PageStore, PageStoreError};

/// A film is beside no more others: pages that name more are lists.
const MOST_BESIDE: usize = 50;

/// What the pages of a store are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StoredFilms {
    /// The films, in the order of their ids.
    pub films: Vec<Film>,
    /// The number of pages that are no film, by reason.
    pub not_films: BTreeMap<NotAFilm, usize>,
    /// Running times that could not be read, with the title of their page. These films have none.
    pub unread_running_times: Vec<(PageTitle, String)>,
}

/// All films of a store, with the ids of earlier runs. A page with several names is one film. `report` is called with the number
/// of pages read, and of all.
///
/// # Errors
/// The store cannot be read.
pub fn films(
    store: &PageStore,
    site: &Site,
    mut report: impl FnMut(usize, usize),
) -> Result<StoredFilms, PageStoreError> {
    let mut films: BTreeMap<PageTitle, Extracted> = BTreeMap::new();
    let mut not_films = BTreeMap::new();
    // Films' pages by the other names under which links reach them.
    let mut names: HashMap<PageTitle, PageTitle> = HashMap::new();
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
                    if let Some(page) = &film.page {
                        names.insert(title.clone(), page.clone());
                    }
                    films.entry(film.page.clone().unwrap_or_else(|| title.clone())).or_insert(film);
                }
                Err(reason) => *not_films.entry(reason).or_default() += 1,
            }
        }
        done += batch.len();
        report(done, pages.len());
    }
    let links_in = count_links(&films);
    let mut lists = naming_lists(store, site, &films, &names)?;
    let mut ids = HashMap::with_capacity(films.len());
    for (page, extracted) in &films {
        ids.insert(page.clone(), store.id(page, extracted.article, &extracted.film.title, extracted.film.year)?);
    }
    let mut with_ids = Vec::with_capacity(films.len());
    let mut unread_running_times = Vec::new();
    for (page, extracted) in films {
        let mut film = extracted.film;
        film.id = ids[&page].clone();
        film.notability.links_in = Some(links_in.get(&page).copied().unwrap_or(0));
        let mentioned = extracted.mentions.iter().map(|mention| names.get(mention).unwrap_or(mention));
        film.beside = beside(&film.id, mentioned.filter_map(|page| ids.get(page)));
        film.lists = lists.remove(&page).unwrap_or_default();
        unread_running_times.extend(extracted.unread_running_time.map(|text| (page, text)));
        with_ids.push(film);
    }
    with_ids.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(StoredFilms { films: with_ids, not_films, unread_running_times })
}

/// The ids of the other films that a film's page mentions, in order.
pub(crate) fn beside<'a>(own: &FilmId, mentioned: impl Iterator<Item = &'a FilmId>) -> Vec<String> {
    let mut films: Vec<String> = Vec::new();
    for id in mentioned {
        if films.len() == MOST_BESIDE {
            break;
        }
        if id != own && !films.iter().any(|film| film == id.as_str()) {
            films.push(id.to_string());
        }
    }
    films
}

/// The titles of the store's lists that name each film, in the order of the lists. Lists of a year and categories say what other fields say.
fn naming_lists(
    store: &PageStore,
    site: &Site,
    films: &BTreeMap<PageTitle, Extracted>,
    names: &HashMap<PageTitle, PageTitle>,
) -> Result<HashMap<PageTitle, Vec<String>>, PageStoreError> {
    let mut naming: HashMap<PageTitle, Vec<String>> = HashMap::new();
    if site.markup() != Markup::MediaWiki {
        return Ok(naming);
    }
    for list in store.list_pages()? {
        let Some(body) = store.body(&list)?.filter(|_| is_of_a_theme(list.as_str())) else { continue };
        let mut named = HashSet::new();
        for title in listed_links(site, &site.page(&list), &body) {
            let page = names.get(&title).unwrap_or(&title);
            if films.contains_key(page) && named.insert(page.clone()) {
                naming.entry(page.clone()).or_default().push(list.to_string());
            }
        }
    }
    Ok(naming)
}

/// Whether a page's title is of a list that is neither a category nor of a year or a decade.
fn is_of_a_theme(title: &str) -> bool {
    let is_namespace = title.split_once(':').is_some_and(|(_, rest)| !rest.starts_with(' '));
    let mut numbers = title.split(|c: char| !c.is_ascii_digit());
    !is_namespace && !numbers.any(|number| number.len() == 4 && matches!(number.as_bytes()[0], b'1' | b'2'))
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
