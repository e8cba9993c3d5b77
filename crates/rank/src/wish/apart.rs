//! People who are asked for together and made no film together: films of either are shown, and that is said.

use std::collections::HashSet;

use matinee_features::{Facet, Model, Row};

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
        for part in self.apart() {
            let known = part.films_of_person(model).into_iter();
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
    /// The films of whom it names, for what they are to have done; the best known first.
    fn films_of_person(&self, model: &Model) -> Vec<Row> {
        let Some(name) = self.person() else { return Vec::new() };
        let films = model.films_with(Facet::Person, &Facet::slug(name)).map_or_else(Vec::new, |(_, rows)| rows);
        films.into_iter().filter(|&row| self.credit.is_of(model.film(row), name)).collect()
    }

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
        let films_of = |group: &Vec<usize>| -> HashSet<Row> {
            group.iter().flat_map(|&at| self.parts[at].films_of_person(self.model)).collect()
        };
        let of_groups: Vec<HashSet<Row>> = groups.iter().map(films_of).collect();
        let (first, others) = of_groups.split_first().expect("two groups or more");
        if !first.iter().any(|row| others.iter().all(|films| films.contains(row))) {
            for at in of_people {
                self.parts[at].joint = PartJoint::Apart;
            }
        }
    }
}
