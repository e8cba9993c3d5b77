//! The user model: a weight for every term, trained on a taste.
//!
//! An SVM separates the likes from the dislikes and the background films. With likes alone nearly every multiplier ends
//! at its bound, and the weights are then those of Rocchio's formula: the mean of the likes minus the mean of the
//! background.

use std::ops::Range;
use std::sync::OnceLock;

use matinee_features::{Field, FieldWeights, Model, Postings, Row, TermId};

use crate::gram::{gram, products_by_field};
use crate::history::training_picks;
use crate::list_rules::coherence;
use crate::pairs;
use crate::scoring_params::{COHERENT, ScoringParams, boost};
use crate::svm::{self, SvmError};
use crate::taste::Taste;
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

/// The SVM trained on a taste.
struct TasteSvm {
    /// The training rows: likes, dislikes, then the background films that are neither.
    rows: Vec<Row>,
    /// The multiplier of each of `rows`: positive for likes, negative for the others. Those of the likes add up to 1.
    alpha: Vec<f64>,
    /// How many of the rows are likes.
    likes: usize,
    /// How many of the rows are likes or dislikes.
    picks: usize,
}

impl TasteSvm {
    /// `None` if there is only one class: nothing is liked or disliked, or no background film is left because all are
    /// liked.
    fn train(
        model: &Model,
        background: &[u32],
        taste: &Taste,
        groups: Option<&[Vec<Row>]>,
        scoring: &ScoringParams,
        linfa_max_rows: usize,
    ) -> Result<Option<Self>, SvmError> {
        let (liked_films, disliked_films) = training_picks(taste);
        let (likes, picks) = (liked_films.len(), liked_films.len() + disliked_films.len());
        let named = |row: &Row| [taste.likes(), taste.dislikes()].iter().any(|rows| rows.binary_search(row).is_ok());
        let others = background.iter().map(|&row| row as Row).filter(|row| !named(row));
        let rows: Vec<Row> = liked_films.into_iter().chain(disliked_films).chain(others).collect();
        // With dislikes alone, the background films are the likes.
        let liked: Vec<bool> = (0..rows.len()).map(|place| place < likes || (likes == 0 && place >= picks)).collect();
        if liked.iter().all(|&l| l) || !liked.contains(&true) {
            return Ok(None);
        }
        let growth = scoring.history.growth(taste.likes().len() + taste.dislikes().len());
        let field_boost = growth.field_weights(scoring.field_weights(taste.likes().len()));
        // A handful's multipliers are at their bounds, whatever the products are. A history is trained on the products that
        // scores are made of.
        let scale = (!growth.is_none()).then(|| column_weights(model, field_boost));
        let gram = gram(model.matrix(), &rows, scale.as_deref());
        let is_dislike = |place: usize| (likes..picks).contains(&place);
        let weight = |place: usize| if place < picks { growth.row_weight(taste.weight(rows[place])) } else { 1.0 };
        let copies = if growth.is_none() { scoring.dislike_copies } else { 1 };
        let mut alpha = if growth.is_none() && rows.len() + (picks - likes) * (copies - 1) <= linfa_max_rows {
            let copies = |place: usize| if is_dislike(place) { copies } else { 1 };
            let count = |of: bool| -> usize { (0..rows.len()).filter(|&place| liked[place] == of).map(copies).sum() };
            let others = scoring.c / (rows.len() - picks).max(1) as f64;
            let bounds = Bounds { liked: others * count(false) as f64 / count(true).max(1) as f64, others };
            with_copies(&gram, &liked, &(0..rows.len()).map(copies).collect::<Vec<_>>(), bounds)?
        } else {
            // Several copies of a film are the same as one film with several times the bound.
            let copies = growth.dislike_copies(scoring.dislike_copies);
            let share = |place: usize| weight(place) * if is_dislike(place) { copies } else { 1.0 };
            let sum = |of: bool| (0..rows.len()).filter(|&place| liked[place] == of).map(share).sum::<f64>();
            let others = growth.wider() * scoring.c / (rows.len() - picks).max(1) as f64;
            let of_class = |liked: bool| if liked { others * sum(false) / sum(true) } else { others };
            let (for_likes, for_others) = (of_class(true), of_class(false));
            let bound = |place: usize| share(place) * if liked[place] { for_likes } else { for_others };
            let tolerance = if growth.is_none() { pairs::TOLERANCE } else { pairs::ROUGH_TOLERANCE };
            pairs::train(&gram, &liked, &(0..rows.len()).map(bound).collect::<Vec<_>>(), tolerance)?.alpha
        };
        // The multipliers of both classes have the same sum. Divided by it, the weights are a mean of the likes minus a
        // mean of the others, as in Rocchio's formula, and scores have the same scale for tastes of any size.
        let sum: f64 = alpha.iter().filter(|&&a| a > 0.0).sum();
        for value in &mut alpha {
            *value /= sum.max(1e-12);
        }
        if growth.is_none() && scoring.centrality > 0.0 {
            let whole = [rows[..likes].to_vec()];
            for group in groups.unwrap_or(&whole).iter().filter(|group| group.len() > 2) {
                let places: Vec<usize> =
                    group.iter().map(|row| rows[..likes].partition_point(|like| like < row)).collect();
                weigh_by_centrality(
                    &products_by_field(model, group),
                    field_boost,
                    scoring.centrality,
                    &mut alpha,
                    &places,
                );
            }
        }
        let contrast = growth.contrast(picks - likes);
        if contrast > 0.0 && likes > 0 {
            add_contrast(&mut alpha, likes..picks, contrast, weight);
        }
        Ok(Some(Self { rows, alpha, likes, picks }))
    }

    /// With only some of the likes (ascending), whose multipliers add up to 1 again.
    fn with_likes(&self, likes: &[Row]) -> Self {
        let is_kept = |place: usize| place >= self.likes || likes.binary_search(&self.rows[place]).is_ok();
        let kept: Vec<usize> = (0..self.rows.len()).filter(|&place| is_kept(place)).collect();
        let dropped = self.rows.len() - kept.len();
        let mut alpha: Vec<f64> = kept.iter().map(|&place| self.alpha[place]).collect();
        let likes = self.likes - dropped;
        let sum: f64 = alpha[..likes].iter().sum();
        for value in &mut alpha[..likes] {
            *value /= sum.max(1e-12);
        }
        Self {
            rows: kept.into_iter().map(|place| self.rows[place]).collect(),
            alpha,
            likes,
            picks: self.picks - dropped,
        }
    }

    /// The positions of the dislikes in `rows`.
    fn dislikes(&self) -> Range<usize> {
        self.likes..self.picks
    }

    /// The films at some positions, with their multipliers.
    fn multipliers(&self, places: Range<usize>) -> Vec<(Row, f32)> {
        self.rows[places.clone()].iter().zip(&self.alpha[places]).map(|(&row, &alpha)| (row, alpha as f32)).collect()
    }

    /// The weight of every term: the sum of the rows, each times its multiplier. Of each field only the dislike share
    /// of the dislikes counts; then each field is multiplied by its boost.
    fn weights(&self, model: &Model, field_boost: FieldWeights, dislike_share: FieldWeights) -> Vec<f32> {
        let sum = |films: Vec<(Row, f32)>| {
            let mut sum = vec![0.0; model.matrix().width()];
            for (row, alpha) in films {
                model.matrix().add_to(row, alpha, &mut sum);
            }
            sum
        };
        let mut weights = sum(self.multipliers(0..self.rows.len()));
        let of_dislikes = if self.dislikes().is_empty() { Vec::new() } else { sum(self.dislikes_against_background()) };
        for field in Field::ALL {
            let columns = model.vocabulary().columns_of(field);
            if let Some(of_dislikes) = of_dislikes.get(columns.clone()) {
                for (weight, of_dislikes) in weights[columns.clone()].iter_mut().zip(of_dislikes) {
                    *weight -= (1.0 - dislike_share.of(field)) * of_dislikes;
                }
            }
            for weight in &mut weights[columns] {
                *weight *= field_boost.of(field);
            }
        }
        weights
    }

    /// The dislikes with their multipliers, and the background films with multipliers of the opposite sign and the same
    /// sum: together they are what distinguishes the dislikes from all films.
    fn dislikes_against_background(&self) -> Vec<(Row, f32)> {
        let mut films = self.multipliers(self.likes..self.rows.len());
        let (dislikes, background) = films.split_at_mut(self.dislikes().len());
        let weight = |films: &[(Row, f32)]| films.iter().map(|(_, alpha)| alpha.abs()).sum::<f32>();
        let share = weight(dislikes) / weight(background).max(f32::MIN_POSITIVE);
        for (_, alpha) in background {
            *alpha = alpha.abs() * share;
        }
        films
    }
}

/// The weight of each column's field.
fn column_weights(model: &Model, of_field: FieldWeights) -> Vec<f64> {
    let mut weights = vec![1.0; model.matrix().width()];
    for field in Field::ALL {
        weights[model.vocabulary().columns_of(field)].fill(f64::from(of_field.of(field)));
    }
    weights
}

/// Multiplies the multipliers of a group of likes, at some `places` of `alpha`, each by a power of the like's centrality: its
/// mean product with the others, in what scores are made of. `products` are the group's, field by field. What a like in the
/// middle of the others is like is what they have in common. The multipliers keep their sum. Of likes that are little alike
/// none is in the middle.
fn weigh_by_centrality(
    products: &[FieldWeights],
    field_boost: FieldWeights,
    power: f64,
    alpha: &mut [f64],
    places: &[usize],
) {
    let n = places.len();
    if coherence(products, n) < COHERENT {
        return;
    }
    let product = |at: usize| -> f64 {
        Field::ALL.iter().map(|&field| f64::from(field_boost.of(field) * products[at].of(field))).sum()
    };
    let centrality =
        |like: usize| (0..n).filter(|&other| other != like).map(|other| product(like * n + other)).sum::<f64>();
    let weighted: Vec<f64> =
        places.iter().enumerate().map(|(like, &place)| alpha[place] * centrality(like).powf(power)).collect();
    let (before, after) = (places.iter().map(|&place| alpha[place]).sum::<f64>(), weighted.iter().sum::<f64>());
    // Likes that share no term are all alike in the middle.
    if after > 0.0 {
        for (&place, weighted) in places.iter().zip(weighted) {
            alpha[place] = weighted * before / after;
        }
    }
}

/// Adds `contrast` times the weighted mean of the likes, which come first, less that of the dislikes. The multipliers of the
/// likes add up to 1 again.
fn add_contrast(alpha: &mut [f64], dislikes: Range<usize>, contrast: f64, weight: impl Fn(usize) -> f64) {
    let of_likes: f64 = (0..dislikes.start).map(&weight).sum();
    let of_dislikes: f64 = dislikes.clone().map(&weight).sum();
    for (place, value) in alpha.iter_mut().enumerate() {
        let share = match place {
            place if place < dislikes.start => weight(place) / of_likes,
            place if place < dislikes.end => -weight(place) / of_dislikes,
            _ => 0.0,
        };
        *value = (*value + contrast * share) / (1.0 + contrast);
    }
}

/// The bound of the multiplier of each class's rows.
#[derive(Clone, Copy)]
struct Bounds {
    liked: f64,
    others: f64,
}

/// Trains by linfa with as many copies of each row as `copies` says. Returns for each row the sum of its copies'
/// multipliers.
fn with_copies(gram: &[f64], liked: &[bool], copies: &[usize], bounds: Bounds) -> Result<Vec<f64>, SvmError> {
    let n = liked.len();
    if copies.iter().all(|&copies| copies == 1) {
        return Ok(svm::train(gram, liked, bounds.liked, bounds.others)?.alpha);
    }
    let places: Vec<usize> = (0..n).flat_map(|place| std::iter::repeat_n(place, copies[place])).collect();
    let gram: Vec<f64> = places.iter().flat_map(|&a| places.iter().map(move |&b| gram[a * n + b])).collect();
    let liked: Vec<bool> = places.iter().map(|&place| liked[place]).collect();
    let dual = svm::train(&gram, &liked, bounds.liked, bounds.others)?;
    let mut alpha = vec![0.0; n];
    for (&place, value) in places.iter().zip(dual.alpha) {
        alpha[place] += value;
    }
    Ok(alpha)
}

#[cfg(test)]
mod tests {
    use matinee_catalogue::starter;
    use matinee_features::{FieldWeights, Params};

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
