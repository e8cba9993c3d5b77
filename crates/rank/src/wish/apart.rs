//! People who are asked for together and made no film together: films of either are shown, and that is said.

use matinee_features::Model;

use super::reader::WishReader;
use super::{PartJoint, Wish, WishMeaning, WishPart};
use crate::list_options::FirstFilms;

/// How many films of each person come before all others.
const TURNS: usize = 5;

impl Wish {
    /// The people who made no film together, of each of whom films are shown.
    pub fn apart(&self) -> impl Iterator<Item = &WishPart> {
        self.parts.iter().filter(|part| part.joint == PartJoint::Apart)
    }

    /// The best known films of each of them, so that they take turns at the head of a list.
    pub(super) fn first_of_each(&self, model: &Model) -> Option<FirstFilms> {
        let mut telling = Vec::new();
        for clause in self.apart().filter_map(WishPart::wanted_clause) {
            let known = model.best_known_first().iter().copied().filter(|&row| clause.fits(row, model.film(row)));
            telling
                .extend(known.take(TURNS).enumerate().flat_map(|(turn, row)| std::iter::repeat_n(row, TURNS - turn)));
        }
        (!telling.is_empty()).then(|| FirstFilms { telling, ..FirstFilms::default() })
    }

    /// Their names.
    pub fn apart_names(&self) -> Vec<&str> {
        self.apart().filter_map(WishPart::person).collect()
    }
}

impl WishPart {
    /// Whom it names.
    fn person(&self) -> Option<&str> {
        match &self.meaning {
            WishMeaning::Person(name) => Some(name),
            _ => None,
        }
    }
}

impl WishReader<'_> {
    /// Marks the people that are wanted if no film is of all of them.
    pub(super) fn mark_apart(&mut self) {
        let of_people: Vec<usize> =
            (0..self.parts.len()).filter(|&at| !self.parts[at].negated && self.parts[at].person().is_some()).collect();
        // "The Coens" are either of them.
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for &at in &of_people {
            match groups.last_mut() {
                Some(group) if self.parts[at].joint == PartJoint::Or => group.push(at),
                _ => groups.push(vec![at]),
            }
        }
        if groups.len() < 2 {
            return;
        }
        let films = self.model.films();
        let is_of =
            |at: usize, row: usize| self.parts[at].wanted_clause().is_some_and(|clause| clause.fits(row, &films[row]));
        let is_of_all = |row: usize| groups.iter().all(|group| group.iter().any(|&at| is_of(at, row)));
        if !(0..films.len()).any(is_of_all) {
            for at in of_people {
                self.parts[at].joint = PartJoint::Apart;
            }
        }
    }
}
