//! What changed from one catalogue to another, by id.

use serde_json::{Map, Value};

use crate::{Catalogue, Film, FilmId};

/// What changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// Films that only the new one has.
    pub added: Vec<FilmId>,
    /// Films that only the old one has.
    pub removed: Vec<FilmId>,
    /// Films whose records differ, with the fields that do.
    pub changed: Vec<(FilmId, Vec<String>)>,
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

    /// Whether nothing did.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The names of the fields in which two records differ.
fn fields(a: &Film, b: &Film) -> Vec<String> {
    let (a, b) = (object(a), object(b));
    let mut fields: Vec<String> = a.keys().chain(b.keys()).filter(|key| a.get(*key) != b.get(*key)).cloned().collect();
    fields.sort();
    fields.dedup();
    fields
}

fn object(film: &Film) -> Map<String, Value> {
    match serde_json::to_value(film) {
        Ok(Value::Object(object)) => object,
        _ => unreachable!("a film is an object of plain values"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Year;

    #[test]
    fn added_removed_and_changed_films_are_told_apart() {
        let film = |title: &str| Film::new(title, Year::new(1979).unwrap());
        let old = Catalogue::new(vec![film("Alien"), film("Hair"), film("Manhattan")]).unwrap();
        let mut hair = film("Hair");
        hair.cast = vec!["Treat Williams".to_owned()];
        hair.runtime_minutes = Some(121);
        let new = Catalogue::new(vec![film("Alien"), hair, film("Stalker")]).unwrap();
        let diff = Diff::new(&old, &new);
        assert_eq!(diff.added, ["stalker-1979".parse().unwrap()]);
        assert_eq!(diff.removed, ["manhattan-1979".parse().unwrap()]);
        let fields = vec!["cast".to_owned(), "runtime_minutes".to_owned()];
        assert_eq!(diff.changed, [("hair-1979".parse().unwrap(), fields)]);
        assert!(Diff::new(&new, &new).is_empty());
    }
}
