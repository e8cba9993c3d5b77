//! A ZIM file written by openZIM's own library (`tests/zim/make.py`).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use matinee_catalogue::{Film, FilmId};
use matinee_scraper::{
    BulkError, NotAFilm, PageStore, PageTitle, Site, ZimError, extract, fill_from_zim, films, films_of_zim,
    pages_of_zim,
};
use proptest::prelude::*;

use crate::wiki::{FILMS, fixture};

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/zim/films.zim")
}

fn filled(folder: &Path, file: &Path) -> Result<(PageStore, Vec<Film>), BulkError> {
    let store = PageStore::open(&folder.join("pages.db")).unwrap();
    let summary = fill_from_zim(&store, file, None, |_| ())?;
    let films = films(&store, &summary.site, |_, _| ()).unwrap().films;
    Ok((store, films))
}

#[test]
fn its_films_are_those_of_the_wikis_own_pages() {
    let folder = tempfile::tempdir().unwrap();
    let (store, films) = filled(folder.path(), &file()).unwrap();
    assert_eq!(films.len(), FILMS.len() + 1, "and the made-up one");
    let site = store.site().unwrap().unwrap();
    assert_eq!(site.to_string(), "https://films.wiki.invalid");
    for (name, title) in FILMS {
        let title = PageTitle::new(title).unwrap();
        let page = site.page(&title).to_string();
        let film = films.iter().find(|film| film.source.as_ref().unwrap().url == page).unwrap();
        let page = fixture("1.43-parsoid-rest", name);
        let online = extract(&Site::new("http://127.0.0.1:8087").unwrap(), &title, &page).unwrap().film;
        assert_eq!(film.source.as_ref().unwrap().revision, Some(4711));
        let telling = |film: &Film| {
            let facts = (film.title.clone(), film.year, film.directors.clone(), film.cast.clone(), film.genres.clone());
            (facts, film.countries.clone(), film.runtime_minutes, film.synopsis.clone(), film.plot.clone())
        };
        assert_eq!(telling(film), telling(&online));
    }
}

#[test]
fn pages_that_are_no_films_are_counted_and_known_films_stay() {
    let folder = tempfile::tempdir().unwrap();
    let store = PageStore::open(&folder.path().join("pages.db")).unwrap();
    let summary = fill_from_zim(&store, &file(), None, |_| ()).unwrap();
    assert_eq!((summary.kept, summary.known, summary.too_large), (8, 0, 1));
    assert_eq!(summary.not_films.into_iter().collect::<Vec<_>>(), [(NotAFilm::NoInfobox, 1)]);
    let ids = |store: &PageStore| -> Vec<String> {
        films(store, &summary.site, |_, _| ()).unwrap().films.iter().map(|film| film.id.to_string()).collect()
    };
    let before = ids(&store);
    let mut reports = Vec::new();
    films(&store, &summary.site, |done, all| reports.push((done, all))).unwrap();
    assert_eq!(reports, [(8, 8)]);
    let again = fill_from_zim(&store, &file(), None, |_| ()).unwrap();
    assert_eq!((again.kept, again.known), (0, 8));
    assert_eq!(ids(&store), before);
    let other = Site::new("https://en.wikipedia.org").unwrap();
    let refused = fill_from_zim(&store, &file(), Some(other), |_| ()).unwrap_err().to_string();
    assert!(refused.contains("holds pages of https://films.wiki.invalid"), "{refused}");
}

#[test]
fn a_file_that_is_no_zim_file_or_half_of_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let whole = fs::read(file()).unwrap();
    let path = folder.path().join("cut.zim");
    for (bytes, why) in [
        (&b"PK\x03\x04"[..], "is no ZIM file"),
        (&[0; 200], "is no ZIM file"),
        (&whole[..whole.len() / 2], "is damaged"),
    ] {
        fs::write(&path, bytes).unwrap();
        let refused = filled(folder.path(), &path).unwrap_err();
        assert!(refused.to_string().contains(why), "{refused}");
    }
    let missing = filled(folder.path(), &folder.path().join("missing.zim")).unwrap_err();
    assert!(matches!(missing, BulkError::Zim(ZimError::Read { .. })), "{missing}");
}

#[test]
fn a_whole_file_is_read_without_a_store_and_every_page_counts_its_links() {
    let folder = tempfile::tempdir().unwrap();
    let (_, stored) = filled(folder.path(), &file()).unwrap();
    let (mut read, mut reports) = (Vec::new(), Vec::new());
    let found = films_of_zim(
        &file(),
        None,
        folder.path(),
        &BTreeMap::new(),
        |done, all| reports.push((done, all)),
        |film| {
            read.push(film);
            Ok::<(), BulkError>(())
        },
    )
    .unwrap();
    assert_eq!((found.pages, found.films, found.too_large), (10, 8, 1));
    assert_eq!(
        (found.not_films[&NotAFilm::NoInfobox], found.site.to_string().as_str()),
        (1, "https://films.wiki.invalid")
    );
    assert_eq!(reports.last(), Some(&(10, 10)));
    assert_eq!(pages_of_zim(&file()).unwrap(), 10);
    read.sort_by(|a, b| a.id.cmp(&b.id));
    let titles = |films: &[Film]| films.iter().map(|film| film.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&read), titles(&stored));
    for (film, stored) in read.iter().zip(&stored) {
        // The page "Film noir" is no film, links to two of them, to one by a redirect and by its name: that is one link.
        let more = u32::from(["Amélie", "Face/Off"].contains(&film.title.as_str()));
        assert_eq!(film.notability.links_in, stored.notability.links_in.map(|n| n + more), "{}", film.title);
        assert_eq!(film.notability.languages, None, "a copy without a frame does not say");
        assert_eq!((&film.plot, &film.beside), (&stored.plot, &stored.beside));
    }
    let naming = read.iter().find(|film| film.title == "Night of Kings").unwrap();
    assert_eq!(naming.beside, ["seven-samurai-1954", "amelie-2001"]);
    let stopped =
        films_of_zim(&file(), None, folder.path(), &BTreeMap::new(), |_, _| (), |_| Err(BulkError::NoSource(file())));
    assert!(stopped.is_err(), "an error of the taker comes back");
}

#[test]
fn ids_of_earlier_runs_stay_and_the_films_beside_follow_them() {
    let folder = tempfile::tempdir().unwrap();
    let read = |known: &BTreeMap<String, FilmId>| {
        let mut films = Vec::new();
        films_of_zim(
            &file(),
            None,
            folder.path(),
            known,
            |_, _| (),
            |film| {
                films.push(film);
                Ok::<(), BulkError>(())
            },
        )
        .unwrap();
        films
    };
    let first = read(&BTreeMap::new());
    let named = first.iter().find_map(|film| film.beside.first()).unwrap();
    let film = first.iter().find(|film| film.id.as_str() == named).unwrap();
    let other: FilmId = "an-earlier-name-1999".parse().unwrap();
    let again = read(&BTreeMap::from([(film.source.clone().unwrap().url, other.clone())]));
    assert_eq!(again.iter().filter(|film| film.id == other).count(), 1);
    let names = |films: &[Film], id: &str| films.iter().filter(|film| film.beside.iter().any(|b| b == id)).count();
    assert_eq!((names(&again, other.as_str()), names(&again, named)), (names(&first, named), 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn broken_files_never_panic_and_never_hang(at in 0.0..1.0f64, in_head in any::<bool>(), junk in proptest::collection::vec(any::<u8>(), 1..12)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("broken.zim");
        let mut bytes = fs::read(file()).unwrap();
        let range = if in_head { 80 } else { bytes.len() };
        let at = (at * range as f64) as usize;
        let end = (at + junk.len()).min(bytes.len());
        let length = end - at;
        bytes[at..end].copy_from_slice(&junk[..length]);
        fs::write(&path, bytes).unwrap();
        let _ = filled(folder.path(), &path);
        let _ = films_of_zim(&path, None, folder.path(), &BTreeMap::new(), |_, _| (), |_| Ok::<(), BulkError>(()));
    }
}
