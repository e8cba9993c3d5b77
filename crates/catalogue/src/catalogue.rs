//! A whole catalogue in memory.

use std::path::Path;

use crate::read::{ReadError, read_each};
use crate::{Film, FilmId};

/// Films in the order of their ids, each id once. The order is part of the type, so that nothing made from a
/// catalogue depends on the order of its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    films: Vec<Film>,
}

/// Two films of one catalogue have the same id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("two films have the id {0}")]
pub struct SharedIdError(pub FilmId);

impl Catalogue {
    /// Takes films in any order.
    ///
    /// # Errors
    /// Two of them share an id.
    pub fn new(mut films: Vec<Film>) -> Result<Self, SharedIdError> {
        films.sort_by(|a, b| a.id.cmp(&b.id));
        match films.windows(2).find(|pair| pair[0].id == pair[1].id) {
            Some(pair) => Err(SharedIdError(pair[0].id.clone())),
            None => Ok(Self { films }),
        }
    }

    /// Reads a catalogue file, plain or packed, in either layout (see the crate's `read` module). Every line must be a film.
    ///
    /// # Errors
    /// The file, the first wrong line, or that it holds no films.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let mut films = Vec::new();
        read_each(path, |film| {
            films.push(film);
            Ok::<_, ReadError>(())
        })?;
        Ok(Self::new(films).expect("the reader refuses a second film of one id"))
    }

    /// The films, in the order of their ids.
    pub fn films(&self) -> &[Film] {
        &self.films
    }

    /// How many films there are.
    pub fn len(&self) -> usize {
        self.films.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.films.is_empty()
    }

    /// The film of that id.
    pub fn get(&self, id: &FilmId) -> Option<&Film> {
        let row = self.films.binary_search_by(|film| film.id.cmp(id)).ok()?;
        Some(&self.films[row])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Year, write};
    use proptest::prelude::*;

    fn films() -> impl Strategy<Value = Vec<Film>> {
        let film = ("\\PC{1,20}[a-z]", 1900i64..2030, "\\PC{0,80}", proptest::collection::vec("\\PC{0,12}", 0..4));
        proptest::collection::vec(film, 1..12).prop_map(|rows| {
            let mut films: Vec<Film> = Vec::new();
            for (title, year, synopsis, cast) in rows {
                let mut film = Film::new(title.trim(), Year::new(year).unwrap());
                film.synopsis = synopsis;
                film.cast = cast;
                if films.iter().all(|other| other.id != film.id) {
                    films.push(film);
                }
            }
            films
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(films in films()) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("movies.jsonl.zst");
            let catalogue = Catalogue::new(films).unwrap();
            write(&path, catalogue.films()).unwrap();
            prop_assert_eq!(Catalogue::read(&path).unwrap(), catalogue);
        }
    }

    #[test]
    fn a_shared_id_is_named() {
        let film = Film::new("Alien", Year::new(1979).unwrap());
        let error = Catalogue::new(vec![film.clone(), film]).unwrap_err();
        assert_eq!(error.to_string(), "two films have the id alien-1979");
    }

    #[test]
    fn an_empty_file_and_a_cut_one_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("films.jsonl");
        std::fs::write(&path, "").unwrap();
        assert!(Catalogue::read(&path).unwrap_err().to_string().ends_with("films.jsonl holds no films"));
        write(&path, &[Film::new("Alien", Year::new(1979).unwrap())]).unwrap();
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() - 5]).unwrap();
        assert!(Catalogue::read(&path).unwrap_err().to_string().starts_with("cannot read "));
        assert!(Catalogue::read(&folder.path().join("none")).unwrap_err().to_string().starts_with("cannot read "));
    }
}
