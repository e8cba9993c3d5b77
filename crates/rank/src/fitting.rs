//! Which films a list chooses from: those that fit the filter, are in nobody's taste and bear no muted term.

use matinee_features::{Model, Row};

use crate::filter::Filter;
use crate::taste::{Steer, Taste};
use crate::taste_rule::TasteRule;

/// A muted term, and what muting it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MutedTerm {
    /// The term, as it was named.
    pub term: String,
    /// How many films bear it that would be in the list's choice without it; `None` where no film bears it. It is then
    /// at most a word of stories, which weighs nothing.
    pub left_out: Option<usize>,
}

/// A rule that stays, and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleEffect {
    /// The rule.
    pub rule: TasteRule,
    /// How many films it leaves out that would be in the list's choice without it.
    pub left_out: usize,
}

/// Which films bear a term, and which a rule leaves out.
pub(crate) trait LeavesOut {
    fn bearing(&self, term: &str) -> Vec<Row>;
    fn ruled_out(&self, rule: &TasteRule) -> Vec<Row>;
}

/// The films that a list chooses from.
#[derive(Debug)]
pub(crate) struct Fitting {
    /// For each row whether it is one of them.
    pub(crate) fits: Vec<bool>,
    /// How many they are.
    pub(crate) films: usize,
    /// How many more they would be without muted terms and rules.
    pub(crate) left_out: usize,
    /// Each muted term; films that bear two count for both.
    pub(crate) muted: Vec<MutedTerm>,
    /// Each rule, counted likewise.
    pub(crate) rules: Vec<RuleEffect>,
}

impl Fitting {
    /// The films that fit, but for those in `named`. `bearers` tells which films a term or a rule leaves out.
    pub(crate) fn of_all(
        model: &Model,
        filter: &Filter,
        steer: &Steer,
        named: impl Iterator<Item = Row>,
        bearers: &impl LeavesOut,
    ) -> Self {
        let films = model.films();
        let mut fits = vec![true; films.len()];
        for row in named {
            fits[row] = false;
        }
        if !filter.is_open() {
            let filter = filter.prepared(model);
            for (row, (fits, film)) in fits.iter_mut().zip(films).enumerate() {
                *fits &= filter.fits(row, film);
            }
        }
        Self::new(fits, steer, bearers)
    }

    /// Only the films of `given`, but for those in `taste`.
    pub(crate) fn among(model: &Model, given: &[Row], steer: &Steer, taste: &Taste, bearers: &impl LeavesOut) -> Self {
        let mut fits = vec![false; model.films().len()];
        for &row in given {
            fits[row] = !taste.names(row);
        }
        Self::new(fits, steer, bearers)
    }

    /// Keeps the films for which `fits` is set, that bear none of the muted terms and that no rule leaves out.
    fn new(mut fits: Vec<bool>, steer: &Steer, bearers: &impl LeavesOut) -> Self {
        let count = |fits: &[bool]| fits.iter().filter(|&&fits| fits).count();
        let before = count(&fits);
        let bearing: Vec<Vec<Row>> = steer.muted().iter().map(|term| bearers.bearing(term)).collect();
        let ruled: Vec<Vec<Row>> = steer.rules().iter().map(|rule| bearers.ruled_out(rule)).collect();
        let left_out = |rows: &Vec<Row>| rows.iter().filter(|&&row| fits[row]).count();
        let muted = steer
            .muted()
            .iter()
            .zip(&bearing)
            .map(|(term, rows)| MutedTerm { term: term.clone(), left_out: (!rows.is_empty()).then(|| left_out(rows)) });
        let muted = muted.collect();
        let effect =
            |(rule, rows): (&TasteRule, &Vec<Row>)| RuleEffect { rule: rule.clone(), left_out: left_out(rows) };
        let rules = steer.rules().iter().zip(&ruled).map(effect).collect();
        for row in bearing.into_iter().chain(ruled).flatten() {
            fits[row] = false;
        }
        let films = count(&fits);
        Self { fits, films, left_out: before - films, muted, rules }
    }
}
