//! What each picked film did to another's score.
//!
//! Weights are a sum of the picked films' rows (and those of the background), each times its multiplier: so a score is a sum of products
//! with them, and each product is what that film gave or took.

use matinee_features::Row;

use crate::ranker::{Ranker, Recommendation, Scored};
use crate::reasons;

/// A second liked film is named if it gave at least so much of what the first gave.
const AS_MUCH: f32 = 0.6;
/// A dislike is worth a word if it took at least so much of what the likes gave.
const HELD: f32 = 0.02;
/// How many things a dislike is said to be about.
const HELD_TERMS: usize = 3;

/// What a liked film gave to another's score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attribution {
    /// The liked film.
    pub row: Row,
    /// What it added; not below 0.
    pub contribution: f32,
    /// Its share of what all liked films gave, 0 to 1.
    pub share: f32,
}

/// What a disliked film took from another's score, and for what.
#[derive(Debug, Clone, PartialEq)]
pub struct DislikeAttribution {
    /// The disliked film.
    pub row: Row,
    /// What it added; below 0.
    pub contribution: f32,
    /// What was held against the film: what it has in common with the disliked one, the weightiest first.
    pub terms: Vec<String>,
}

/// What the picked films did to one film's score, the most first.
pub(crate) struct Effect {
    pub(crate) likes: Vec<Attribution>,
    pub(crate) dislikes: Vec<(Row, f32)>,
}

impl Ranker {
    /// `dense` must be zero, and is again after.
    pub(crate) fn recommendation(
        &self,
        row: Row,
        score: f32,
        scored: &Scored,
        most_reasons: usize,
        dense: &mut [f32],
    ) -> Recommendation {
        let effect = self.effect(scored, row, dense);
        let mut because = effect.likes;
        let given: f32 = because.iter().map(|given| given.contribution).sum();
        because.truncate(2);
        because.retain(|given| given.share > 0.0);
        // A second one is named only if it gave about as much.
        if let [first, second] = because[..]
            && second.contribution < first.contribution * AS_MUCH
        {
            because.pop();
        }
        let worst = effect.dislikes.first().copied();
        let against = worst
            .filter(|&(_, taken)| given > 0.0 && taken < -HELD * given)
            .map(|(other, taken)| self.dislike_attribution(other, taken, dense));
        for &column in self.model.matrix().row(row).0 {
            dense[column as usize] = 0.0;
        }
        let reasons = reasons::shown(&self.model, self.parts(scored, row), most_reasons);
        Recommendation { row, score, reasons, because, against: against.filter(|held| !held.terms.is_empty()) }
    }

    /// What each picked film did to a film's score: its multiplier times their product, what is muted left out. Leaves the film laid
    /// out in `dense`, which must be zero; where there are dislikes, as they are held against it.
    pub(crate) fn effect(&self, scored: &Scored, row: Row, dense: &mut [f32]) -> Effect {
        let (model, learnt) = (&*self.model, &scored.learnt);
        let products = |picks: &[(Row, f32)], dense: &[f32]| -> Vec<(Row, f32)> {
            picks.iter().map(|&(pick, alpha)| (pick, alpha * model.matrix().dot_dense(pick, dense))).collect()
        };
        learnt.lay_out(model, row, dense);
        let liked = products(&learnt.likes, dense);
        if !learnt.dislikes.is_empty() {
            learnt.hold_out(model, row, dense);
        }
        let mut dislikes = products(&learnt.dislikes, dense);
        let all: f32 = liked.iter().map(|&(_, contribution)| contribution).sum();
        let share = |contribution: f32| if all > 0.0 { contribution / all } else { 0.0 };
        let given = |(row, contribution)| Attribution { row, contribution, share: share(contribution) };
        let mut likes: Vec<Attribution> = liked.into_iter().map(given).collect();
        likes.sort_by(|a, b| b.contribution.total_cmp(&a.contribution).then(a.row.cmp(&b.row)));
        dislikes.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        Effect { likes, dislikes }
    }

    /// What a disliked film has in common with the film laid out in `dense`, in words.
    pub(crate) fn dislike_attribution(&self, row: Row, contribution: f32, dense: &[f32]) -> DislikeAttribution {
        let model = &*self.model;
        let (columns, values) = model.matrix().row(row);
        let common = columns.iter().zip(values).map(|(&column, &value)| (Some(column), value * dense[column as usize]));
        let common = common.filter(|&(_, part)| part > 0.0).collect();
        let terms = reasons::shown(model, common, HELD_TERMS).into_iter().map(|reason| reason.term).collect();
        DislikeAttribution { row, contribution, terms }
    }
}
