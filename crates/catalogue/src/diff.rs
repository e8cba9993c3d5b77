//! What changed from one catalogue to another, by id.

use std::collections::BTreeSet;

use crate::fields::{FIELDS, FilmField};
use crate::{Catalogue, Film, FilmId};

/// The changes from one catalogue to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// Films that only the new one has.
    pub added: Vec<FilmId>,
    /// Films that only the old one has.
    pub removed: Vec<FilmId>,
    /// Films whose records differ, with the fields that do.
    pub changed: Vec<(FilmId, Vec<&'static str>)>,
}

impl Diff {
    /// Compares two catalogues.
    pub fn new(old: &Catalogue, new: &Catalogue) -> Self {
        let only = |a: &Catalogue, b: &Catalogue| {
            a.films().iter().filter(|film| b.get(&film.id).is_none()).map(|film| film.id.clone()).collect()
        };
        let changed = old.films().iter().filter_map(|film| {
            let other = new.get(&film.id).filter(|other| *other != film)?;
            Some((film.id.clone(), fields(film, other)))
        });
        Self { added: only(new, old), removed: only(old, new), changed: changed.collect() }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The names of the fields in which two records differ, in alphabetical order.
fn fields(a: &Film, b: &Film) -> Vec<&'static str> {
    let differing: BTreeSet<&str> = FIELDS.iter().filter(|field| field.differs(a, b)).map(FilmField::of_line).collect();
    differing.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Year;

    #[test]
    fn added_removed_and_changed_films_are_listed() {
        let film = |title: &str| Film::new(title, Year::new(1979).unwrap());
        let old = Catalogue::new(vec![film("Alien"), film("Hair"), film("Manhattan")]).unwrap();
        let mut hair = film("Hair");
        hair.cast = vec!["Treat Williams".to_owned()];
        hair.runtime_minutes = Some(121);
        hair.composers = vec!["Galt MacDermot".to_owned()];
        hair.external.imdb = Some("tt0079261".to_owned());
        hair.external.tmdb = Some("10654".to_owned());
        let new = Catalogue::new(vec![film("Alien"), hair, film("Stalker")]).unwrap();
        let diff = Diff::new(&old, &new);
        assert_eq!(diff.added, ["stalker-1979".parse().unwrap()]);
        assert_eq!(diff.removed, ["manhattan-1979".parse().unwrap()]);
        let fields = vec!["cast", "composers", "external", "runtime_minutes"];
        assert_eq!(diff.changed, [("hair-1979".parse().unwrap(), fields)]);
        assert!(Diff::new(&new, &new).is_empty());
    }
}
