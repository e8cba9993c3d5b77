//! How well known films are to be: "a hidden gem", "classics that everyone should see".

use matinee_features::{Model, Row};

use crate::limits::{CLASSIC_YEARS, LESSER_KNOWN_RANK, WELL_KNOWN_RANK};

/// How well known films are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renown {
    /// Better known than most.
    WellKnown,
    /// Better known than most, and not of the last decades.
    Classic,
    /// Less known than most.
    LesserKnown,
}

impl Renown {
    /// Its name, in English.
    pub fn name(self) -> &'static str {
        match self {
            Self::WellKnown => "well known",
            Self::Classic => "a classic",
            Self::LesserKnown => "lesser known",
        }
    }

    /// The films that are so well known.
    pub(super) fn films(self, model: &Model) -> Vec<Row> {
        let order = model.best_known_first();
        let first = |rank: f32| (order.len() as f32 * (1.0 - rank)) as usize;
        let newest = newest_year(model);
        match self {
            Self::WellKnown => order[..first(WELL_KNOWN_RANK)].to_vec(),
            Self::Classic => {
                let is_old = |row: &Row| model.film(*row).year.get() + CLASSIC_YEARS <= newest;
                order[..first(WELL_KNOWN_RANK)].iter().copied().filter(is_old).collect()
            }
            Self::LesserKnown => order[first(LESSER_KNOWN_RANK)..].to_vec(),
        }
    }

    /// The films that are not.
    pub(super) fn others(self, model: &Model) -> Vec<Row> {
        let mut others = vec![true; model.films().len()];
        for row in self.films(model) {
            others[row] = false;
        }
        (0..others.len()).filter(|&row| others[row]).collect()
    }
}

/// The year of the newest film.
pub(super) fn newest_year(model: &Model) -> u16 {
    model.films().iter().map(|film| film.year.get()).max().unwrap_or_default()
}
