//! The films that have a trait which all likes may share. Reading it from thousands of films takes longer than all else that
//! a list needs, so it is kept.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use matinee_features::{Facet, Model};

use crate::limits::MAX_KEPT_TRAITS;

/// Likes from one country share an origin if fewer of all films than this come from it.
const RARE_ORIGIN: f64 = 0.35;
/// How many films must have a shared trait for the list to be held to it.
const FILMS_OF_TRAIT: usize = 20;

/// Whether each film has a trait, by row; `None` if too few have it to hold a list to it, or nearly all.
type OfTrait = Option<Arc<[bool]>>;

/// For each trait that was asked for, which films have it.
#[derive(Debug, Default)]
pub(crate) struct TraitFilms(RwLock<HashMap<(Facet, String), OfTrait>>);

impl TraitFilms {
    /// For each film whether it has a trait; `None` if a list is not held to this trait.
    pub(crate) fn of(&self, model: &Model, facet: Facet, name: &str) -> OfTrait {
        let key = (facet, Facet::slug(name));
        if let Some(kept) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return kept.clone();
        }
        let found = read(model, facet, &key.1);
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < MAX_KEPT_TRAITS {
            kept.insert(key, found.clone());
        }
        found
    }
}

fn read(model: &Model, facet: Facet, slug: &str) -> OfTrait {
    let films = model.films().len();
    let (_, rows) = model.films_with(facet, slug)?;
    let is_rare = facet != Facet::Country || (rows.len() as f64) < RARE_ORIGIN * films as f64;
    (rows.len() >= FILMS_OF_TRAIT && is_rare).then(|| {
        let mut has = vec![false; films];
        for row in rows {
            has[row] = true;
        }
        has.into()
    })
}

#[cfg(test)]
mod tests {
    use matinee_catalogue::starter;
    use matinee_features::Params;

    use super::*;

    #[test]
    fn what_is_kept_is_what_was_read_and_is_bounded() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let traits = TraitFilms::default();
        let read = traits.of(&model, Facet::Genre, "animation").expect("many films are animated");
        let again = traits.of(&model, Facet::Genre, "animation").expect("it is kept");
        assert!(Arc::ptr_eq(&read, &again));
        let film = model.titles().row_of("spirited-away-2001").unwrap();
        assert!(read[film] && !read[model.titles().row_of("alien-1979").unwrap()]);
        for n in 0..2 * MAX_KEPT_TRAITS {
            assert!(traits.of(&model, Facet::Country, &format!("Nowhere {n}")).is_none());
        }
        assert_eq!(traits.0.read().unwrap().len(), MAX_KEPT_TRAITS);
    }
}
