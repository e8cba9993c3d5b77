//! How much each picked film adds to another film's score.
//!
//! The weights of a user model are the sum of the training films' rows, each times its multiplier. So a score is a sum
//! of products with those rows, and each picked film's product is its share in the score.

use std::sync::OnceLock;

use matinee_features::{Field, Model, Postings, Row};

use crate::limits::{ATTRIBUTED_TERMS, MANY_PICKS};
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
    user_model.weight_for_likes(model, row, dense);
    let liked = products(model, &user_model.likes, &user_model.like_postings, row, dense);
    if !user_model.dislikes.is_empty() {
        user_model.weight_for_dislikes(model, row, dense);
    }
    let mut dislikes = products(model, &user_model.dislikes, &user_model.dislike_postings, row, dense);
    let all: f32 = liked.iter().map(|&(_, contribution)| contribution).sum();
    let share = |contribution: f32| if all > 0.0 { contribution / all } else { 0.0 };
    let attribution = |(row, contribution)| Attribution { row, contribution, share: share(contribution) };
    let mut likes: Vec<Attribution> = liked.into_iter().map(attribution).collect();
    likes.sort_by(|a, b| b.contribution.total_cmp(&a.contribution).then(a.row.cmp(&b.row)));
    dislikes.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    Attributions { likes, dislikes }
}

/// Each pick's multiplier times its row's product with `dense`, the row of a film. Many picks share few terms with a film:
/// their postings, made when they are first asked for, lead to those that do.
fn products(
    model: &Model,
    picks: &[(Row, f32)],
    postings: &OnceLock<Postings>,
    row: Row,
    dense: &[f32],
) -> Vec<(Row, f32)> {
    let matrix = model.matrix();
    if picks.len() < MANY_PICKS {
        return picks.iter().map(|&(pick, alpha)| (pick, alpha * matrix.dot_dense(pick, dense))).collect();
    }
    let rows = || picks.iter().map(|&(pick, _)| pick).collect::<Vec<Row>>();
    let postings = postings.get_or_init(|| Postings::new(matrix, &rows()));
    let mut products = vec![0.0f32; picks.len()];
    for &column in matrix.row(row).0 {
        for &(place, value) in postings.of(column as usize) {
            products[place as usize] += value * dense[column as usize];
        }
    }
    picks.iter().zip(products).map(|(&(pick, alpha), product)| (pick, alpha * product)).collect()
}

#[cfg(test)]
mod tests {
    use matinee_catalogue::starter;
    use matinee_features::Params;

    use super::*;

    #[test]
    fn many_picks_have_the_products_of_their_rows() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let picks: Vec<(Row, f32)> = (0..3 * MANY_PICKS).map(|n| (n * 23 + 1, 0.5)).collect();
        let mut dense = vec![0.0; model.matrix().width()];
        model.matrix().add_to(7, 1.0, &mut dense);
        let found = products(&model, &picks, &OnceLock::new(), 7, &dense);
        for (&(pick, alpha), (row, product)) in picks.iter().zip(found) {
            let wanted = alpha * model.matrix().dot(pick, 7);
            assert!(row == pick && (product - wanted).abs() < 1e-5, "{product} and {wanted}");
        }
    }
}
