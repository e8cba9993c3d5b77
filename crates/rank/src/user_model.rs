//! The user model: a weight for every term, trained on a taste.
//!
//! An SVM separates the likes from the dislikes and the background films. With likes alone nearly every multiplier ends
//! at its bound, and the weights are then those of Rocchio's formula: the mean of the likes minus the mean of the
//! background.

use std::sync::OnceLock;

use matinee_features::{FieldWeights, Model, Postings, Row, TermId};

use crate::scoring_params::{ScoringParams, boost};
use crate::svm::SvmError;
use crate::taste::Taste;
use crate::taste_svm::TasteSvm;
use crate::terms::SteeredColumns;

/// What training on a taste gives.
pub(crate) struct UserModel {
    /// The weight of every term, by column; a film's content score is its row's product with it.
    pub(crate) weights: Vec<f32>,
    /// Each liked film with its multiplier; not below 0.
    pub(crate) likes: Vec<(Row, f32)>,
    /// Each disliked film with its multiplier; not above 0.
    pub(crate) dislikes: Vec<(Row, f32)>,
    /// The rows of the likes and of the dislikes by column, for [attributions](crate::attribution) of large tastes.
    pub(crate) like_postings: OnceLock<Postings>,
    pub(crate) dislike_postings: OnceLock<Postings>,
    /// The likes in groups of several kinds, if they are of several.
    pub(crate) groups: Option<Vec<Vec<Row>>>,
    /// The steered terms.
    steered: SteeredColumns,
    /// The columns of muted and lessened terms, ascending: no like or dislike counts in them.
    passed_over: Vec<TermId>,
    /// What each field's weights were multiplied by.
    field_boost: FieldWeights,
    /// How much of each field counts against a dislike.
    dislike_share: FieldWeights,
    /// The machine, if there was something to train on.
    svm: Option<TasteSvm>,
}

impl UserModel {
    /// Trains on a taste, with its likes in groups if they are of several kinds. Up to `linfa_max_rows` rows linfa does it.
    pub(crate) fn new(
        model: &Model,
        background: &[u32],
        taste: &Taste,
        groups: Option<Vec<Vec<Row>>>,
        steered: SteeredColumns,
        scoring: &ScoringParams,
        linfa_max_rows: usize,
    ) -> Result<Self, SvmError> {
        let svm = TasteSvm::train(model, background, taste, groups.as_deref(), scoring, linfa_max_rows)?;
        Ok(Self { groups, ..Self::of_svm(model, svm, taste, steered, scoring) })
    }

    /// The user model of a part of the taste, with some of its likes. It is not trained anew: with a handful a
    /// multiplier is at its bound, whatever the other likes are.
    pub(crate) fn of_part(&self, model: &Model, part: &Taste, scoring: &ScoringParams) -> Self {
        let svm = self.svm.as_ref().map(|svm| svm.with_likes(part.likes()));
        Self::of_svm(model, svm, part, self.steered.clone(), scoring)
    }

    fn of_svm(
        model: &Model,
        svm: Option<TasteSvm>,
        taste: &Taste,
        steered: SteeredColumns,
        scoring: &ScoringParams,
    ) -> Self {
        let (likes, picks) = (taste.likes().len(), taste.likes().len() + taste.dislikes().len());
        let growth = scoring.history.growth(picks);
        let mut user_model = Self {
            weights: Vec::new(),
            likes: Vec::new(),
            dislikes: Vec::new(),
            like_postings: OnceLock::new(),
            dislike_postings: OnceLock::new(),
            groups: None,
            steered,
            passed_over: Vec::new(),
            field_boost: growth.field_weights(scoring.field_weights(likes)),
            dislike_share: growth.dislike_share(scoring.dislike_share),
            svm,
        };
        if let Some(svm) = &user_model.svm {
            user_model.weights = svm.weights(model, user_model.field_boost, user_model.dislike_share);
            (user_model.likes, user_model.dislikes) = (svm.multipliers(0..svm.likes), svm.multipliers(svm.dislikes()));
        } else {
            user_model.weights = vec![0.0; model.matrix().width()];
        }
        user_model.steer(boost(likes));
        user_model
    }

    fn steer(&mut self, boost: f32) {
        let columns = &self.steered;
        for &term in &columns.boosted {
            self.weights[term as usize] += boost;
        }
        for &term in &columns.lessened {
            let weight = &mut self.weights[term as usize];
            *weight = weight.min(0.0) - boost;
        }
        for &term in &columns.muted {
            self.weights[term as usize] = 0.0;
        }
        self.passed_over = [&columns.lessened[..], &columns.muted].concat();
        self.passed_over.sort_unstable();
    }

    /// Writes a film's row into `dense`, which must be zero: each field multiplied by its boost, without muted and
    /// lessened terms. The product of a liked film's row with it, times the film's multiplier, is what the liked film
    /// adds to the score.
    pub(crate) fn weight_for_likes(&self, model: &Model, row: Row, dense: &mut [f32]) {
        let (columns, values) = model.matrix().row(row);
        for (&column, &value) in columns.iter().zip(values) {
            if self.passed_over.binary_search(&column).is_err() {
                let field = model.vocabulary().term(column).field;
                dense[column as usize] = value * self.field_boost.of(field);
            }
        }
    }

    /// Turns a row that was weighted for likes into one weighted for dislikes: of each field only its dislike share
    /// counts.
    pub(crate) fn weight_for_dislikes(&self, model: &Model, row: Row, dense: &mut [f32]) {
        for &column in model.matrix().row(row).0 {
            dense[column as usize] *= self.dislike_share.of(model.vocabulary().term(column).field);
        }
    }
}

#[cfg(test)]
mod tests {
    use matinee_catalogue::starter;
    use matinee_features::{Field, Params};

    use super::*;
    use crate::scoring_params::LINFA_MAX_ROWS;

    fn trained(model: &Model, likes: &[Row], dislikes: &[Row], scoring: &ScoringParams) -> UserModel {
        let taste = Taste::new(model, likes, dislikes, &[]).unwrap();
        UserModel::new(model, model.background(), &taste, None, SteeredColumns::default(), scoring, LINFA_MAX_ROWS)
            .unwrap()
    }

    #[test]
    fn a_part_of_a_handful_is_as_if_trained_on_by_itself() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let scoring = ScoringParams { centrality: 0.0, ..ScoringParams::default() };
        let (likes, dislikes): (Vec<Row>, [Row; 2]) = ((0..8).map(|n| n * 411 + 7).collect(), [1_200, 3_001]);
        let part = Taste::new(&model, &likes[..3], &dislikes, &[]).unwrap();
        let of_whole = trained(&model, &likes, &dislikes, &scoring).of_part(&model, &part, &scoring);
        let alone = trained(&model, &likes[..3], &dislikes, &scoring);
        assert_eq!(of_whole.likes.len(), 3);
        let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(a * b)).sum::<f64>();
        let cosine = product(&of_whole.weights, &alone.weights)
            / (product(&alone.weights, &alone.weights) * product(&of_whole.weights, &of_whole.weights)).sqrt();
        assert!(cosine > 0.99, "{cosine}");
    }

    #[test]
    fn a_handful_is_the_difference_of_means_and_a_history_is_more() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let scoring = ScoringParams { centrality: 0.0, ..ScoringParams::default() };
        let cosine = |likes: &[Row]| {
            let ours = trained(&model, likes, &[], &scoring);
            let mut means = vec![0.0; model.matrix().width()];
            let others: Vec<Row> =
                model.background().iter().map(|&row| row as Row).filter(|r| !likes.contains(r)).collect();
            for &like in likes {
                model.matrix().add_to(like, 1.0 / likes.len() as f32, &mut means);
            }
            for &other in &others {
                model.matrix().add_to(other, -1.0 / others.len() as f32, &mut means);
            }
            for field in Field::ALL {
                for weight in &mut means[model.vocabulary().columns_of(field)] {
                    *weight *= ours.field_boost.of(field);
                }
            }
            let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(a * b)).sum::<f64>();
            product(&ours.weights, &means) / (product(&means, &means) * product(&ours.weights, &ours.weights)).sqrt()
        };
        let rows: Vec<Row> = (0..200).map(|n| n * 17 + 3).collect();
        for count in [1, 5, 20] {
            assert!(cosine(&rows[..count]) > 0.998, "{count}: {}", cosine(&rows[..count]));
        }
        assert!(cosine(&rows) < 0.99, "{}", cosine(&rows));
    }

    #[test]
    fn of_several_likes_the_one_in_the_middle_counts_most() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let row = |id: &str| model.titles().row_of(id).unwrap();
        let (middle, others) = (row("alien-1979"), [row("aliens-1986"), row("the-thing-1982")]);
        let alpha = |likes: &[Row], like: Row| {
            let likes = trained(&model, likes, &[], &ScoringParams::default()).likes;
            assert!((likes.iter().map(|(_, alpha)| alpha).sum::<f32>() - 1.0).abs() < 1e-4, "{likes:?}");
            likes.iter().find(|&&(row, _)| row == like).unwrap().1
        };
        let three = [middle, others[0], others[1]];
        assert!(others.iter().all(|&other| alpha(&three, middle) > 1.1 * alpha(&three, other)));
        assert!((alpha(&three[..2], middle) - 0.5).abs() < 0.02, "of two neither is in the middle");
        let far = [row("paddington-2014"), row("heat-1995"), row("roma-2018")];
        assert!(alpha(&far, far[0]).is_finite());
    }

    #[test]
    fn a_history_learns_from_weights_and_from_many_dislikes_and_a_handful_from_no_weights() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let scoring = ScoringParams::default();
        let train = |likes: &[Row], dislikes: &[Row], weights: &[(Row, u8)]| {
            let taste = Taste::new(&model, likes, dislikes, &[]).unwrap().with_weights(weights.iter().copied());
            UserModel::new(
                &model,
                model.background(),
                &taste,
                None,
                SteeredColumns::default(),
                &scoring,
                LINFA_MAX_ROWS,
            )
            .unwrap()
        };
        let rows: Vec<Row> = (0..120).map(|n| n * 29 + 5).collect();
        let (likes, dislikes) = rows.split_at(60);
        let weighted = [(likes[0], 4), (likes[1], 1)];
        let few = &likes[..10];
        assert_eq!(train(few, &dislikes[..5], &weighted).weights, train(few, &dislikes[..5], &[]).weights);
        let history = train(likes, dislikes, &weighted);
        let alpha = |row: Row| history.likes.iter().find(|&&(like, _)| like == row).unwrap().1;
        assert!(alpha(likes[0]) > alpha(likes[1]), "{} and {}", alpha(likes[0]), alpha(likes[1]));
        assert!((history.likes.iter().map(|(_, alpha)| alpha).sum::<f32>() - 1.0).abs() < 1e-4);
        let taken =
            |dislikes: &[Row]| train(likes, dislikes, &[]).dislikes.iter().map(|(_, alpha)| -alpha).sum::<f32>();
        assert!(taken(dislikes) > taken(&dislikes[..20]) && taken(&dislikes[..20]) > 0.1);
    }

    #[test]
    fn similar_likes_weigh_as_much_as_others_and_dislikes_count_only_in_fields_with_a_share() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let rows: Vec<Row> =
            (0..model.films().len()).filter(|&row| !model.background().contains(&(row as u32))).collect();
        let (likes, dislikes) = (&rows[100..107], &rows[300..303]);
        let dislike_share = FieldWeights { words: 1.0, ..FieldWeights::alike(0.0) };
        let scoring = ScoringParams { dislike_share, centrality: 0.0, ..ScoringParams::default() };
        let (with, without) = (trained(&model, likes, dislikes, &scoring), trained(&model, likes, &[], &scoring));
        for &(row, alpha) in with.likes.iter().chain(&without.likes) {
            assert!((alpha - 1.0 / 7.0).abs() < 1e-4, "{}: {alpha}", model.film(row).id);
        }
        assert!(with.dislikes.iter().all(|&(_, alpha)| alpha < -0.01), "{:?}", with.dislikes);
        for field in Field::ALL {
            let columns = model.vocabulary().columns_of(field);
            let differ =
                with.weights[columns.clone()].iter().zip(&without.weights[columns]).map(|(a, b)| (a - b).abs());
            let most = differ.fold(0.0, f32::max);
            assert_eq!(most > 1e-4, field == Field::Words, "{field:?}: {most}");
        }
    }
}
