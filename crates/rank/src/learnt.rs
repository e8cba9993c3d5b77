//! From a taste to a weight for every term.

use matinee_features::{Field, Model, Row, TermId};

use crate::gram::gram;
use crate::learning::Learning;
use crate::pairs;
use crate::svm::{self, SvmError};
use crate::taste::{Steer, Taste};

/// What a boosted term's weight is raised by: half of what the row of a film that is all about it would have.
const BOOST: f32 = 0.5;

/// Up to so many training rows linfa trains the machine; from there `pairs` does, whose time does not grow with the cube of the
/// rows. linfa takes 1.2 ms for 105 rows and 10 ms for 205 (DESIGN.md).
pub(crate) const SMALL: usize = 160;

/// What was learnt of a taste.
pub(crate) struct Learnt {
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
    /// How many films were liked.
    picks: usize,
}

impl Learnt {
    /// Learns a taste.
    pub(crate) fn new(
        model: &Model,
        background: &[u32],
        taste: &Taste,
        steer: &Steer,
        learning: &Learning,
        small: usize,
    ) -> Result<Self, SvmError> {
        let mut weights = vec![0.0; model.matrix().width()];
        let (mut likes, mut dislikes) = (Vec::new(), Vec::new());
        if !taste.says_nothing() {
            let machine = Machine::train(model, background, taste, learning, small)?;
            let given = machine.rows.iter().zip(&machine.alpha).map(|(&row, &alpha)| (row, alpha as f32));
            for (row, alpha) in given.clone() {
                model.matrix().add_to(row, alpha, &mut weights);
            }
            likes = given.clone().take(taste.likes().len()).collect();
            dislikes = given.skip(taste.likes().len()).take(taste.dislikes().len()).collect();
            let apart = machine.dislikes_apart(model, taste);
            for field in Field::ALL {
                let columns = model.vocabulary().columns_of(field);
                if !apart.is_empty() {
                    let pardoned = 1.0 - learning.held.of(field);
                    for (weight, apart) in weights[columns.clone()].iter_mut().zip(&apart[columns.clone()]) {
                        *weight += pardoned * apart;
                    }
                }
                let emphasis = learning.field_weight(field, taste.likes().len());
                for weight in &mut weights[columns] {
                    *weight *= emphasis;
                }
            }
        }
        let mut unknown = Vec::new();
        let mut columns = |names: &[String]| {
            let mut all = Vec::new();
            for name in names {
                let found = matching(model, name);
                if found.is_empty() {
                    unknown.push(name.clone());
                }
                all.extend(found);
            }
            all.sort_unstable();
            all.dedup();
            all
        };
        for term in columns(steer.boosted()) {
            weights[term as usize] += BOOST;
        }
        let muted = columns(steer.muted());
        for &term in &muted {
            weights[term as usize] = 0.0;
        }
        Ok(Self { weights, likes, dislikes, muted, unknown, picks: taste.likes().len() })
    }

    /// Weights that no taste was learnt for.
    pub(crate) fn of_weights(weights: Vec<f32>) -> Self {
        Self { weights, likes: Vec::new(), dislikes: Vec::new(), muted: Vec::new(), unknown: Vec::new(), picks: 0 }
    }

    /// Leaves in `dense`, which must be zero, a film's row as the picked films' rows meet it: their products with it are what they
    /// give to its score, before their own weights.
    pub(crate) fn lay_out(&self, model: &Model, learning: &Learning, row: Row, dense: &mut [f32]) {
        let (columns, values) = model.matrix().row(row);
        for (&column, &value) in columns.iter().zip(values) {
            if self.muted.binary_search(&column).is_err() {
                let field = model.vocabulary().term(column).field;
                dense[column as usize] = value * learning.field_weight(field, self.picks);
            }
        }
    }

    /// Makes of a film laid out as the liked films' rows meet it one as the disliked films' do.
    pub(crate) fn hold_out(&self, model: &Model, learning: &Learning, row: Row, dense: &mut [f32]) {
        for &column in model.matrix().row(row).0 {
            dense[column as usize] *= learning.held.of(model.vocabulary().term(column).field);
        }
    }
}

/// A taste learnt: what each training film weighs.
struct Machine {
    /// Likes, dislikes, then background films that are neither.
    rows: Vec<Row>,
    /// By place in `rows`: positive for likes, negative for the others. Those of the likes add up to 1.
    alpha: Vec<f64>,
}

impl Machine {
    fn train(
        model: &Model,
        background: &[u32],
        taste: &Taste,
        learning: &Learning,
        small: usize,
    ) -> Result<Self, SvmError> {
        let (likes, picks) = (taste.likes().len(), taste.likes().len() + taste.dislikes().len());
        let named = |row: &Row| [taste.likes(), taste.dislikes()].iter().any(|rows| rows.binary_search(row).is_ok());
        let others = background.iter().map(|&row| row as Row).filter(|row| !named(row));
        let rows: Vec<Row> = taste.likes().iter().chain(taste.dislikes()).copied().chain(others).collect();
        let gram = gram(model.matrix(), &rows);
        // With dislikes alone, the background stands for what is liked.
        let liked: Vec<bool> = (0..rows.len()).map(|place| place < likes || (likes == 0 && place >= picks)).collect();
        let is_dislike = |place: usize| (likes..picks).contains(&place);
        let copies = |place: usize| if is_dislike(place) { learning.dislike_copies } else { 1 };
        let count = |of: bool| -> usize { (0..rows.len()).filter(|&place| liked[place] == of).map(copies).sum() };
        let others = learning.c / (rows.len() - picks).max(1) as f64;
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
        Ok(Self { rows, alpha })
    }
}

impl Machine {
    /// What sets the disliked films apart from all, as a weight for every term, as large as the dislikes' part of the weights;
    /// nothing at all without dislikes.
    fn dislikes_apart(&self, model: &Model, taste: &Taste) -> Vec<f32> {
        let dislikes = taste.likes().len()..taste.likes().len() + taste.dislikes().len();
        if dislikes.is_empty() {
            return Vec::new();
        }
        let weight = |places: std::ops::Range<usize>| self.alpha[places].iter().map(|a| a.abs()).sum::<f64>();
        let background = dislikes.end..self.alpha.len();
        let share = weight(dislikes.clone()) / weight(background).max(1e-12);
        let mut apart = vec![0.0; model.matrix().width()];
        for (place, (&row, alpha)) in self.rows.iter().zip(&self.alpha).enumerate().skip(dislikes.start) {
            let of_all = if place < dislikes.end { 1.0 } else { -share };
            model.matrix().add_to(row, (alpha.abs() * of_all) as f32, &mut apart);
        }
        apart
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

    fn learnt(model: &Model, likes: &[Row], dislikes: &[Row], learning: &Learning) -> Learnt {
        let taste = Taste::new(model, likes, dislikes, &[]).unwrap();
        Learnt::new(model, model.background(), &taste, &Steer::default(), learning, SMALL).unwrap()
    }

    #[test]
    fn likes_that_agree_weigh_as_much_as_those_that_do_not_and_dislikes_only_on_what_they_tell_of() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let rows: Vec<Row> =
            (0..model.films().len()).filter(|&row| !model.background().contains(&(row as u32))).collect();
        let (likes, dislikes) = (&rows[100..107], &rows[300..303]);
        let held = FieldWeights { words: 1.0, ..FieldWeights::alike(0.0) };
        let learning = Learning { held, ..Learning::default() };
        let (with, without) = (learnt(&model, likes, dislikes, &learning), learnt(&model, likes, &[], &learning));
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
