//! What ranking gives: lists, their films, and what a score is made of.

use matinee_features::Row;

use crate::attribution::{Attribution, DislikeAttribution};
use crate::fitting::{Fitting, MutedTerm, RuleEffect};
use crate::reasons::Reason;

/// One film of a list. Where likes are of several kinds, reasons and attributions are those of the kind that brings the
/// film, as if only these were liked.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendation {
    /// The film.
    pub row: Row,
    /// How well it fits. Only scores of one list can be compared.
    pub score: f32,
    /// The main reasons for it, the strongest first.
    pub reasons: Vec<Reason>,
    /// The one or two liked films that add most to its score.
    pub because: Vec<Attribution>,
    /// The disliked film that takes most off its score, if that is worth mentioning.
    pub against: Option<DislikeAttribution>,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendations {
    /// Whether there was something to learn from; if not, this is a varied list of well-known films.
    pub learnt: bool,
    /// The films, best first.
    pub films: Vec<Recommendation>,
    /// How many films fit the filter, are not in the taste and bear no muted term.
    pub fitting: usize,
    /// How many more would without the muted terms and rules.
    pub left_out: usize,
    /// What each muted term leaves out.
    pub muted: Vec<MutedTerm>,
    /// What each rule that stays leaves out.
    pub rules: Vec<RuleEffect>,
    /// Steered terms that no film has; they have no effect.
    pub unknown_terms: Vec<String>,
}

/// What a film's score is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The score.
    pub score: f32,
    /// Its parts, those of the greatest size first; they add up to the score.
    pub parts: Vec<Reason>,
    /// What each liked film adds, the most first.
    pub likes: Vec<Attribution>,
    /// What each disliked film takes, the most first.
    pub dislikes: Vec<DislikeAttribution>,
    /// Muted terms that the film bears, and rules (`country:France`): lists leave it out.
    pub left_out_by: Vec<String>,
    /// Steered terms that no film has.
    pub unknown_terms: Vec<String>,
}

impl Recommendations {
    pub(crate) fn new(learnt: bool, films: Vec<Recommendation>, fitting: Fitting, unknown_terms: Vec<String>) -> Self {
        let Fitting { films: fitting, left_out, muted, rules, .. } = fitting;
        Self { learnt, films, fitting, left_out, muted, rules, unknown_terms }
    }
}
