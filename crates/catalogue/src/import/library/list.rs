//! A list or table as a library: read as a history is, and owned because the list says so.

use super::answer::LibraryPage;
use super::film::LibraryFilm;
use crate::history::{self, HistoryError, HistoryFile, HistoryFilm, HistoryOptions, Opinion};

/// The films of a list. Those with a rating, and those that it says were seen, are watched.
///
/// # Errors
/// The bytes have no films, or are too large.
pub fn films(name: &str, bytes: &[u8]) -> Result<LibraryPage, HistoryError> {
    // A film of which the list says no more is owned, not watched.
    let options = HistoryOptions { unsaid: Some(Opinion::Want), ..HistoryOptions::default() };
    let history = history::read(&[HistoryFile { name, bytes }], &options)?;
    let mut page = LibraryPage { says_watched: true, bad: history.bad as usize, ..LibraryPage::default() };
    for film in history.films {
        let watched = film.said.seen || film.said.liked || film.said.disliked || film.rating.is_some();
        let HistoryFilm { title, other_titles, year, external, id, said, .. } = film;
        page.entries += 1;
        let title = LibraryFilm::titled(&title).unwrap_or_default().title;
        page.films.push(LibraryFilm {
            title,
            other_titles,
            year,
            external,
            id,
            watched,
            favourite: said.liked,
            item: None,
        });
    }
    page.total = Some(page.entries);
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_what_is_owned_and_what_was_watched() {
        let page = films("mine.txt", "Alien (1979)\n2. Heat (1995)\n".as_bytes()).unwrap();
        assert_eq!(page.films.iter().map(|film| film.watched).collect::<Vec<_>>(), [false, false]);
        let page = films("x.csv", b"title,year,imdb_id,status\nAlien,1979,tt0078748,watched\nHeat,1995,,\n").unwrap();
        assert_eq!(page.films.iter().map(|film| film.watched).collect::<Vec<_>>(), [true, false]);
        assert_eq!(page.films[0].external.imdb.as_deref(), Some("tt0078748"));
        assert!(films("x.csv", b"").is_err());
    }
}
