//! Which list to make, and how near it stays to the picks.

use std::borrow::Cow;

use matinee_features::Row;

use crate::filter::Filter;
use crate::limits::{DEFAULT_CLOSENESS, DIVERSIFY_POOL, MOST_VARIETY, SURPRISE_POOL_SHARE, USUAL_VARIETY};
use crate::taste::Steer;

/// How near a list stays to the picks, from 0 ("surprise me") to 1 ("close to my picks").
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Closeness(f32);

impl Closeness {
    /// Takes 0 to 1; other numbers become the nearer of both, NaN the default.
    pub fn new(value: f32) -> Self {
        if value.is_nan() { Self::default() } else { Self(value.clamp(0.0, 1.0)) }
    }

    /// The number, 0 to 1.
    pub fn get(self) -> f32 {
        self.0
    }

    /// What similarity to a film higher up costs, see [`diversify`](crate::diversify). Below the default it rises steeply: similarities are
    /// small beside the range of scores.
    pub(crate) fn variety(self) -> f32 {
        USUAL_VARIETY * (1.0 - self.0) + MOST_VARIETY * self.surprise()
    }

    /// Among how many of the best films diversity is looked for, of so many films in all: a tenth of them if the list is to
    /// surprise.
    pub(crate) fn pool(self, films: usize) -> usize {
        DIVERSIFY_POOL.max((films as f32 * SURPRISE_POOL_SHARE * self.surprise()) as usize)
    }

    /// Whether it is below the default.
    pub(crate) fn is_to_surprise(self) -> bool {
        self.surprise() > 0.0
    }

    /// How far it is below the default, 0 to 1.
    fn surprise(self) -> f32 {
        (1.0 - self.0 / DEFAULT_CLOSENESS).max(0.0)
    }
}

impl Default for Closeness {
    fn default() -> Self {
        Self(DEFAULT_CLOSENESS)
    }
}

/// Which list to make.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListOptions {
    /// How many films to skip: those already shown.
    pub offset: usize,
    /// How many films to list, at most [`MAX_LIST_FILMS`](crate::MAX_LIST_FILMS).
    pub limit: usize,
    /// Which films may be shown.
    pub filter: Filter,
    /// How near to the picks the list stays.
    pub closeness: Closeness,
    /// Terms muted, lessened and boosted.
    pub steer: Steer,
    /// Groups of films that come first: those in most groups, then those in fewer. A wish in words makes one of the
    /// films that bear each of its themes.
    pub first: Vec<FirstFilms>,
}

impl ListOptions {
    /// These options for a list that is made for a taste.
    pub(crate) fn for_taste(&self) -> Cow<'_, Self> {
        if !self.first.iter().any(|group| group.without_taste) {
            return Cow::Borrowed(self);
        }
        let first = self.first.iter().filter(|group| !group.without_taste).cloned().collect();
        Cow::Owned(Self { first, ..self.clone() })
    }
}

/// Films that come first in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FirstFilms {
    /// The films.
    pub films: Vec<Row>,
    /// Those among them that come before the others, if they are in as many groups: the theme is what they are about. The more
    /// often one stands here, the further in front it is.
    pub telling: Vec<Row>,
    /// Whether they come first only where no film is liked or disliked: else the taste says which films of a kind suit.
    pub without_taste: bool,
}

impl FirstFilms {
    /// For each of so many films, by row, a number that is higher for those that come first; empty without groups.
    pub(crate) fn order(groups: &[Self], films: usize) -> Vec<u16> {
        let mut order = vec![0u16; if groups.is_empty() { 0 } else { films }];
        for group in groups {
            for &row in &group.films {
                order[row] = order[row].saturating_add(1 << 8);
            }
            for &row in &group.telling {
                order[row] = order[row].saturating_add(1);
            }
        }
        order
    }
}
