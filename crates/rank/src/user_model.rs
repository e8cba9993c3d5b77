//! From a taste to a weight for every term.

use std::ops::Range;

use matinee_features::{Field, FieldWeights, Model, Row, TermId};

use crate::gram::gram;
use crate::pairs;
use crate::scoring_params::ScoringParams;
use crate::svm::{self, SvmError};
use crate::taste::{Steer, Taste};

/// What a boosted term's weight is raised by: half of what the row of a film that is all about it would have.
const BOOST: f32 = 0.5;

/// Up to so many training rows linfa trains the machine; from there `pairs` does, whose time does not grow with the cube of the
/// rows. linfa takes 1.2 ms for 105 rows and 10 ms for 205 (DESIGN.md).
pub(crate) const SMALL: usize = 160;

/// What was learnt of a taste.
pub(crate) struct UserModel {
    /// The weight of every term, by column; a film's content score is its row's product with it.
    pub(crate) weights: Vec<f32>,
    /// What each liked film weighs; not below 0.
    pub(crate) likes: Vec<(Row, f32)>,
    /// What each disliked film weighs; not above 0.
    pub(crate) dislikes: Vec<(Row, f32)>,
    /// Columns whose weight was taken out, ascending.
    muted: Vec<TermId>,
    /// Terms to steer by that no film has.
    pub(crate) unknown: Vec<String>,
    /// What each field's weights were multiplied by.
    field_boost: FieldWeights,
    /// What of each field was held against dislikes.
    dislike_share: FieldWeights,
}

impl UserModel {
    /// Learns a taste.
    pub(crate) fn new(
        model: &Model,
        background: &[u32],
        taste: &Taste,
        steer: &Steer,
        scoring: &ScoringParams,
        small: usize,
    ) -> Result<Self, SvmError> {
        let mut learnt = Self {
            weights: vec![0.0; model.matrix().width()],
            likes: Vec::new(),
            dislikes: Vec::new(),
            muted: Vec::new(),
            unknown: Vec::new(),
            field_boost: FieldWeights::EVEN,
            dislike_share: FieldWeights::EVEN,
        };
        if let Some(machine) = Machine::train(model, background, taste, scoring, small)? {
            learnt.field_boost = scoring.field_weights(machine.likes);
            learnt.dislike_share = scoring.dislike_share;
            learnt.weights = machine.weights(model, learnt.field_boost, learnt.dislike_share);
            (learnt.likes, learnt.dislikes) = (machine.given(0..machine.likes), machine.given(machine.dislikes()));
        }
        learnt.steer(model, steer);
        Ok(learnt)
    }

    fn steer(&mut self, model: &Model, steer: &Steer) {
        let mut columns = |names: &[String]| {
            let mut all = Vec::new();
            for name in names {
                let found = matching(model, name);
                if found.is_empty() {
                    self.unknown.push(name.clone());
                }
                all.extend(found);
            }
            all.sort_unstable();
            all.dedup();
            all
        };
        let boosted = columns(steer.boosted());
        self.muted = columns(steer.muted());
        for term in boosted {
            self.weights[term as usize] += BOOST;
        }
        for &term in &self.muted {
            self.weights[term as usize] = 0.0;
        }
    }

    /// Leaves in `dense`, which must be zero, a film's row as the picked films' rows meet it: their products with it are what they
    /// give to its score, before their own weights.
    pub(crate) fn lay_out(&self, model: &Model, row: Row, dense: &mut [f32]) {
        let (columns, values) = model.matrix().row(row);
        for (&column, &value) in columns.iter().zip(values) {
            if self.muted.binary_search(&column).is_err() {
                let field = model.vocabulary().term(column).field;
                dense[column as usize] = value * self.field_boost.of(field);
            }
        }
    }

    /// Makes of a film laid out as the liked films' rows meet it one as the disliked films' do.
    pub(crate) fn hold_out(&self, model: &Model, row: Row, dense: &mut [f32]) {
        for &column in model.matrix().row(row).0 {
            dense[column as usize] *= self.dislike_share.of(model.vocabulary().term(column).field);
        }
    }
}

/// A taste learnt: what each training film weighs.
struct Machine {
    /// Likes, dislikes, then background films that are neither.
    rows: Vec<Row>,
    /// By place in `rows`: positive for likes, negative for the others. Those of the likes add up to 1.
    alpha: Vec<f64>,
    /// How many of the rows are likes, and how many likes or dislikes.
    likes: usize,
    picks: usize,
}

impl Machine {
    /// Nothing where nothing was said, or nothing is left to set it apart from: of a handful of films all are liked.
    fn train(
        model: &Model,
        background: &[u32],
        taste: &Taste,
        scoring: &ScoringParams,
        small: usize,
    ) -> Result<Option<Self>, SvmError> {
        let (likes, picks) = (taste.likes().len(), taste.likes().len() + taste.dislikes().len());
        let named = |row: &Row| [taste.likes(), taste.dislikes()].iter().any(|rows| rows.binary_search(row).is_ok());
        let others = background.iter().map(|&row| row as Row).filter(|row| !named(row));
        let rows: Vec<Row> = taste.likes().iter().chain(taste.dislikes()).copied().chain(others).collect();
        // With dislikes alone, the background stands for what is liked.
        let liked: Vec<bool> = (0..rows.len()).map(|place| place < likes || (likes == 0 && place >= picks)).collect();
        if liked.iter().all(|&l| l) || !liked.contains(&true) {
            return Ok(None);
        }
        let gram = gram(model.matrix(), &rows);
        let is_dislike = |place: usize| (likes..picks).contains(&place);
        let copies = |place: usize| if is_dislike(place) { scoring.dislike_copies } else { 1 };
        let count = |of: bool| -> usize { (0..rows.len()).filter(|&place| liked[place] == of).map(copies).sum() };
        let others = scoring.c / (rows.len() - picks).max(1) as f64;
        let bounds = Bounds { liked: others * count(false) as f64 / count(true).max(1) as f64, others };
        let mut alpha = if count(true) + count(false) <= small {
            with_copies(&gram, &liked, &(0..rows.len()).map(copies).collect::<Vec<_>>(), bounds)?
        } else {
            // A film that stands there several times is one with a bound several times as wide.
            let bound = |place: usize| if liked[place] { bounds.liked } else { bounds.others * copies(place) as f64 };
            pairs::train(&gram, &liked, &(0..rows.len()).map(bound).collect::<Vec<_>>())?.alpha
        };
        // Multipliers of the likes add up to those of the others; over their sum, weights are a mean of likes less a
        // mean of others, and scores of tastes of any size are alike in scale.
        let sum: f64 = alpha.iter().filter(|&&a| a > 0.0).sum();
        for value in &mut alpha {
            *value /= sum.max(1e-12);
        }
        Ok(Some(Self { rows, alpha, likes, picks }))
    }

    /// The places of the dislikes.
    fn dislikes(&self) -> Range<usize> {
        self.likes..self.picks
    }

    /// The films of some places with their multipliers.
    fn given(&self, places: Range<usize>) -> Vec<(Row, f32)> {
        self.rows[places.clone()].iter().zip(&self.alpha[places]).map(|(&row, &alpha)| (row, alpha as f32)).collect()
    }

    /// The weight of every term: the sum of the rows, each times its multiplier, and of each field only so much of the dislikes as is `held`
    /// against them; then each field times its `field_boost`.
    fn weights(&self, model: &Model, field_boost: FieldWeights, dislike_share: FieldWeights) -> Vec<f32> {
        let sum = |given: Vec<(Row, f32)>| {
            let mut sum = vec![0.0; model.matrix().width()];
            for (row, alpha) in given {
                model.matrix().add_to(row, alpha, &mut sum);
            }
            sum
        };
        let mut weights = sum(self.given(0..self.rows.len()));
        let apart = if self.dislikes().is_empty() { Vec::new() } else { sum(self.dislikes_apart()) };
        for field in Field::ALL {
            let columns = model.vocabulary().columns_of(field);
            if let Some(apart) = apart.get(columns.clone()) {
                for (weight, apart) in weights[columns.clone()].iter_mut().zip(apart) {
                    *weight -= (1.0 - dislike_share.of(field)) * apart;
                }
            }
            for weight in &mut weights[columns] {
                *weight *= field_boost.of(field);
            }
        }
        weights
    }

    /// The dislikes with their multipliers, and the background with as much against them: what sets dislikes apart from all films.
    fn dislikes_apart(&self) -> Vec<(Row, f32)> {
        let mut given = self.given(self.likes..self.rows.len());
        let (dislikes, background) = given.split_at_mut(self.dislikes().len());
        let weight = |films: &[(Row, f32)]| films.iter().map(|(_, alpha)| alpha.abs()).sum::<f32>();
        let share = weight(dislikes) / weight(background).max(f32::MIN_POSITIVE);
        for (_, alpha) in background {
            *alpha = alpha.abs() * share;
        }
        given
    }
}

/// What bounds the multiplier of a row of each class.
#[derive(Clone, Copy)]
struct Bounds {
    liked: f64,
    others: f64,
}

/// linfa's machine, each row standing there as often as `copies` says. Its multipliers, those of copies together.
fn with_copies(gram: &[f64], liked: &[bool], copies: &[usize], bounds: Bounds) -> Result<Vec<f64>, SvmError> {
    let n = liked.len();
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

/// The columns of a term named as reasons name it: the term itself in any field, and word pairs it is a part of.
fn matching(model: &Model, name: &str) -> Vec<TermId> {
    let vocabulary = model.vocabulary();
    let stem = model.params().stem;
    let mut found: Vec<TermId> = Field::ALL.iter().filter_map(|&field| vocabulary.find(field, name, stem)).collect();
    // A decade is its own column and those of its years.
    let times = vocabulary.columns_of(Field::Time).map(|column| column as TermId);
    found.extend(times.filter(|&column| vocabulary.term(column).text == name.trim()));
    let single = vocabulary.find(Field::Words, name, stem).filter(|&id| !vocabulary.term(id).text.contains(' '));
    if single.is_some() {
        let stems = |text: &str| matinee_features::tokens(text, stem).into_iter().map(|t| t.term);
        let wanted: Vec<String> = stems(name).collect();
        let pairs = vocabulary.columns_of(Field::Words).chain(vocabulary.columns_of(Field::Keywords)).filter(|&c| {
            let text = &vocabulary.term(c as TermId).text;
            text.contains(' ') && stems(text).any(|word| wanted.contains(&word))
        });
        found.extend(pairs.map(|c| c as TermId));
    }
    found
}

#[cfg(test)]
mod tests {
    use matinee_catalogue::starter;
    use matinee_features::{FieldWeights, Params};

    use super::*;

    fn learnt(model: &Model, likes: &[Row], dislikes: &[Row], scoring: &ScoringParams) -> UserModel {
        let taste = Taste::new(model, likes, dislikes, &[]).unwrap();
        UserModel::new(model, model.background(), &taste, &Steer::default(), scoring, SMALL).unwrap()
    }

    #[test]
    fn likes_that_agree_weigh_as_much_as_those_that_do_not_and_dislikes_only_on_what_they_tell_of() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let rows: Vec<Row> =
            (0..model.films().len()).filter(|&row| !model.background().contains(&(row as u32))).collect();
        let (likes, dislikes) = (&rows[100..107], &rows[300..303]);
        let dislike_share = FieldWeights { words: 1.0, ..FieldWeights::alike(0.0) };
        let scoring = ScoringParams { dislike_share, ..ScoringParams::default() };
        let (with, without) = (learnt(&model, likes, dislikes, &scoring), learnt(&model, likes, &[], &scoring));
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
