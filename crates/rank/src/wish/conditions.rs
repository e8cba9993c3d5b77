//! The conditions that a wish makes of films.

use std::ops::RangeInclusive;
use std::sync::Arc;

use matinee_catalogue::themes::{self, ThemeFacet};
use matinee_catalogue::{Year, genres};
use matinee_features::{FilmGenres, Model};

use super::audience::{fit_for_children, made_for_children};
use super::bearing::Columns;
use super::other_names::WIDER_SERIES;
use super::unwanted::unwanted_too;
use super::{PartJoint, Wish, WishMeaning, WishPart};
use crate::filter::Clause;
use crate::limits::MAX_MINUTES;

impl Wish {
    /// Whether a part and its neighbour are not wanted together.
    pub(super) fn is_of_several(&self, at: usize) -> bool {
        let is_pair = |at: usize| {
            let pair = at.checked_sub(1).and_then(|before| self.parts.get(before..=at));
            pair.is_some_and(|pair| {
                pair[1].joint == PartJoint::WithBefore && pair.iter().all(|part| part.wanted_clause().is_some())
            })
        };
        is_pair(at) || is_pair(at + 1)
    }

    /// The conditions: parts joined by "or" are one, and so are those that are not wanted together, and people who made no
    /// film together.
    pub(super) fn clauses(&self, model: &Model) -> Vec<Clause> {
        let apart: Vec<Clause> = self.apart().filter_map(WishPart::wanted_clause).collect();
        let mut clauses = if apart.is_empty() { Vec::new() } else { vec![Clause::Any(apart)] };
        let (mut joined, mut is_open) = (false, false);
        for (at, part) in self.parts.iter().enumerate() {
            if self.is_of_several(at) {
                let Some(clause) = part.wanted_clause() else { continue };
                match clauses.last_mut() {
                    Some(Clause::NotAll(all)) if part.joint == PartJoint::WithBefore => all.push(clause),
                    _ => clauses.push(Clause::NotAll(vec![clause])),
                }
                joined = false;
                continue;
            }
            let clause = if part.joint == PartJoint::Apart { None } else { self.clause_of(model, part) };
            let is_other = part.joint == PartJoint::Or;
            let Some(clause) = clause.filter(|_| part.meaning.is_told_of(model)) else {
                // "Horror or something in Paris": what is no condition leaves none.
                if joined && is_other {
                    clauses.pop();
                }
                (joined, is_open) = (false, true);
                continue;
            };
            if is_open && is_other {
                continue;
            }
            is_open = false;
            match clauses.last_mut() {
                Some(last) if joined && is_other => match last {
                    Clause::Any(any) => any.push(clause),
                    last => *last = Clause::Any(vec![last.clone(), clause]),
                },
                _ => clauses.push(clause),
            }
            joined = true;
        }
        clauses
    }

    /// The condition that a part is, if it is one.
    fn clause_of(&self, model: &Model, part: &WishPart) -> Option<Clause> {
        let none_of = |clause| Clause::NotAll(vec![clause]);
        match &part.meaning {
            WishMeaning::Theme(name) if is_of_audience(name) => {
                if !part.negated {
                    return Some(Clause::Among(Arc::new(fit_for_children(model)?)));
                }
                // Those that bear the theme itself are muted, and counted so.
                let (made, bearing) = (made_for_children(model)?, Columns::of(model, &[name], &[]));
                let others = (0..model.films().len()).filter(|&row| made.contains(row) && !bearing.has(model, row));
                Some(none_of(Clause::Among(Arc::new(others.collect()))))
            }
            WishMeaning::Theme(name) if !part.negated => of_kind(model, name),
            WishMeaning::Theme(name) => {
                let rows = unwanted_too(model, name, &self.parts)?;
                Some(none_of(Clause::Among(Arc::new(rows))))
            }
            _ => part.clause(),
        }
    }
}

/// The films of the genres that a kind of films implies, and those that bear it: when there are no more teen comedies, other
/// comedies come next.
fn of_kind(model: &Model, name: &str) -> Option<Clause> {
    let theme = themes::find(name).filter(|theme| theme.facet == ThemeFacet::Subgenre)?;
    let genres: Vec<&str> = theme.broader.iter().flat_map(|name| genres::canonical(name)).copied().collect();
    let mut rows = Columns::of(model, &[name], &[]).films(model);
    if genres.is_empty() || rows.is_empty() {
        return None;
    }
    let is_of_genres = |sets: &FilmGenres| genres.iter().all(|genre| sets.all.contains(genre));
    rows.extend(model.genre_sets().iter().enumerate().filter(|(_, sets)| is_of_genres(sets)).map(|(row, _)| row));
    Some(Clause::Among(Arc::new(rows.into_iter().collect())))
}

/// Whether a theme says that children are to watch.
pub(super) fn is_of_audience(name: &str) -> bool {
    matches!(name, "for children" | "for the whole family")
}

impl WishPart {
    /// The condition that it is by itself, if it is one.
    fn clause(&self) -> Option<Clause> {
        match (&self.meaning, self.negated) {
            (WishMeaning::Years(years), negated) => Some(either(years, negated, Clause::Years, Year::MAX.get())),
            (WishMeaning::Length(minutes), negated) => Some(either(minutes, negated, Clause::Runtime, MAX_MINUTES)),
            (WishMeaning::Series(name), true) => {
                let wider = WIDER_SERIES.iter().filter(|(of, _)| of == name).flat_map(|(_, others)| *others);
                let series = std::iter::once(name.as_str()).chain(wider.copied());
                let any = series.map(|name| Clause::Series(name.to_owned())).collect();
                Some(Clause::NotAll(vec![Clause::Any(any)]))
            }
            (WishMeaning::Studio(name), true) => Some(Clause::NotAll(vec![Clause::Studio(name)])),
            (_, true) | (WishMeaning::Theme(_), _) => None,
            (_, false) => self.wanted_clause(),
        }
    }

    /// The condition that a film meets which has what the part names.
    pub(super) fn wanted_clause(&self) -> Option<Clause> {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Some(match &self.meaning {
            WishMeaning::Years(years) => Clause::Years(years.clone()),
            WishMeaning::Length(minutes) => Clause::Runtime(minutes.clone()),
            WishMeaning::Series(name) => Clause::Series(name.clone()),
            WishMeaning::Studio(name) => Clause::Studio(name),
            WishMeaning::Kind(genres) => Clause::Genres(owned(genres)),
            WishMeaning::Theme(name) => Clause::Theme((*name).to_owned()),
            WishMeaning::Person(name) => Clause::Person(name.clone(), self.credit),
            WishMeaning::Country(countries) => Clause::Countries(owned(countries)),
            WishMeaning::Language(language) => Clause::Language(language.clone()),
            WishMeaning::Keyword(_)
            | WishMeaning::Film(..)
            | WishMeaning::Place(_)
            | WishMeaning::Renown(_)
            | WishMeaning::Words(_) => return None,
        })
    }
}

/// A range as a condition; one that is not wanted is what lies before and behind it.
fn either(range: &RangeInclusive<u16>, negated: bool, clause: fn(RangeInclusive<u16>) -> Clause, most: u16) -> Clause {
    if !negated {
        return clause(range.clone());
    }
    let before = range.start().checked_sub(1).map(|end| clause(0..=end));
    let behind = (*range.end() < most).then(|| clause(range.end() + 1..=u16::MAX));
    Clause::Any(before.into_iter().chain(behind).collect())
}
