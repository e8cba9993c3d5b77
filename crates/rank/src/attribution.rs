//! How much each picked film adds to another film's score.
//!
//! The weights of a user model are the sum of the training films' rows, each times its multiplier. So a score is a sum
//! of products with those rows, and each picked film's product is its share in the score.

use matinee_features::{Field, Model, Row};

use crate::limits::ATTRIBUTED_TERMS;
use crate::readable::Readable;
use crate::reasons::{self, PartOf};
use crate::user_model::UserModel;

/// What a liked film adds to another film's score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attribution {
    /// The liked film.
    pub row: Row,
    /// What it adds; not below 0.
    pub contribution: f32,
    /// Its share of what all liked films add, 0 to 1.
    pub share: f32,
}

/// What a disliked film takes off another film's score, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct DislikeAttribution {
    /// The disliked film.
    pub row: Row,
    /// What it adds; below 0.
    pub contribution: f32,
    /// What both films have in common, the term that counts most first.
    pub terms: Vec<String>,
}

impl DislikeAttribution {
    /// `dense` is the row of `film`, the film that is recommended, as [`attributions`] leaves it.
    pub(crate) fn new(
        model: &Model,
        readable: &Readable,
        (row, contribution): (Row, f32),
        film: Row,
        dense: &[f32],
    ) -> Self {
        let (columns, values) = model.matrix().row(row);
        let beside = model.vocabulary().columns_of(Field::Beside);
        let common = columns.iter().zip(values).filter(|&(&column, _)| !beside.contains(&(column as usize)));
        let common = common.map(|(&column, &value)| (PartOf::Term(column), value * dense[column as usize]));
        let common = common.filter(|&(_, part)| part > 0.0).collect();
        let shown = reasons::shown(model, readable, film, common, ATTRIBUTED_TERMS);
        let terms = shown.into_iter().map(|reason| reason.term).collect();
        Self { row, contribution, terms }
    }
}

/// What all picked films add to one film's score, those that add or take most first.
pub(crate) struct Attributions {
    pub(crate) likes: Vec<Attribution>,
    pub(crate) dislikes: Vec<(Row, f32)>,
}

/// Computes what each picked film adds to a film's score: its multiplier times the product of both rows, without muted
/// terms. Leaves the film's row in `dense`, which must be zero: weighted as for dislikes if there are any, else as for
/// likes.
pub(crate) fn attributions(model: &Model, user_model: &UserModel, row: Row, dense: &mut [f32]) -> Attributions {
    let products = |picks: &[(Row, f32)], dense: &[f32]| -> Vec<(Row, f32)> {
        picks.iter().map(|&(pick, alpha)| (pick, alpha * model.matrix().dot_dense(pick, dense))).collect()
    };
    user_model.weight_for_likes(model, row, dense);
    let liked = products(&user_model.likes, dense);
    if !user_model.dislikes.is_empty() {
        user_model.weight_for_dislikes(model, row, dense);
    }
    let mut dislikes = products(&user_model.dislikes, dense);
    let all: f32 = liked.iter().map(|&(_, contribution)| contribution).sum();
    let share = |contribution: f32| if all > 0.0 { contribution / all } else { 0.0 };
    let attribution = |(row, contribution)| Attribution { row, contribution, share: share(contribution) };
    let mut likes: Vec<Attribution> = liked.into_iter().map(attribution).collect();
    likes.sort_by(|a, b| b.contribution.total_cmp(&a.contribution).then(a.row.cmp(&b.row)));
    dislikes.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    Attributions { likes, dislikes }
}
