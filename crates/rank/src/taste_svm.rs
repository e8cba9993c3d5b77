//! The support vector machine of a taste: the multipliers of its likes, its dislikes and the background films, and the weights
//! that these add up to.

use std::ops::Range;

use matinee_features::{Field, FieldWeights, Model, Row};

use crate::gram::{gram, products_by_field};
use crate::history::training_picks;
use crate::list_rules::coherence;
use crate::pairs;
use crate::scoring_params::{COHERENT, ScoringParams};
use crate::svm::{self, SvmError};
use crate::taste::Taste;

/// The SVM trained on a taste.
pub(crate) struct TasteSvm {
    /// The training rows: likes, dislikes, then the background films that are neither.
    rows: Vec<Row>,
    /// The multiplier of each of `rows`: positive for likes, negative for the others. Those of the likes add up to 1.
    alpha: Vec<f64>,
    /// How many of the rows are likes.
    pub(crate) likes: usize,
    /// How many of the rows are likes or dislikes.
    picks: usize,
}

impl TasteSvm {
    /// `None` if there is only one class: nothing is liked or disliked, or no background film is left because all are
    /// liked.
    pub(crate) fn train(
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
    pub(crate) fn with_likes(&self, likes: &[Row]) -> Self {
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
    pub(crate) fn dislikes(&self) -> Range<usize> {
        self.likes..self.picks
    }

    /// The films at some positions, with their multipliers.
    pub(crate) fn multipliers(&self, places: Range<usize>) -> Vec<(Row, f32)> {
        self.rows[places.clone()].iter().zip(&self.alpha[places]).map(|(&row, &alpha)| (row, alpha as f32)).collect()
    }

    /// The weight of every term: the sum of the rows, each times its multiplier. Of each field only the dislike share
    /// of the dislikes counts; then each field is multiplied by its boost.
    pub(crate) fn weights(&self, model: &Model, field_boost: FieldWeights, dislike_share: FieldWeights) -> Vec<f32> {
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
