//! From a taste to a weight for every term.

use matinee_features::{Field, Model, Row, TermId};

use crate::learning::Learning;
use crate::svm::{self, SvmError};
use crate::taste::{Steer, Taste};

/// What a boosted term's weight is raised by: half of what the row of a film that is all about it would have.
const BOOST: f32 = 0.5;

/// The background films' inner products, the same for every taste.
#[derive(Debug)]
pub(crate) struct Background {
    gram: Vec<f64>,
}

impl Background {
    pub(crate) fn new(model: &Model) -> Self {
        let rows: Vec<Row> = model.background().iter().map(|&r| r as Row).collect();
        Self { gram: products(model, &rows, &rows) }
    }
}

/// Inner products of each row of `a` with each of `b`.
fn products(model: &Model, a: &[Row], b: &[Row]) -> Vec<f64> {
    let mut dense = vec![0.0; model.matrix().width()];
    let mut out = Vec::with_capacity(a.len() * b.len());
    for &row in a {
        model.matrix().add_to(row, 1.0, &mut dense);
        out.extend(b.iter().map(|&other| f64::from(model.matrix().dot_dense(other, &dense))));
        for &column in model.matrix().row(row).0 {
            dense[column as usize] = 0.0;
        }
    }
    out
}

/// The weight of every term, by column; a film's content score is its row's product with it.
pub(crate) fn weights(
    model: &Model,
    background: &Background,
    taste: &Taste,
    steer: &Steer,
    learning: &Learning,
) -> Result<Vec<f32>, SvmError> {
    let mut weights = vec![0.0; model.matrix().width()];
    if !taste.says_nothing() {
        learn(model, background, taste, learning, &mut weights)?;
    }
    for term in matching(model, steer.boosted()) {
        weights[term as usize] += BOOST;
    }
    for term in matching(model, steer.muted()) {
        weights[term as usize] = 0.0;
    }
    Ok(weights)
}

fn learn(
    model: &Model,
    background: &Background,
    taste: &Taste,
    learning: &Learning,
    weights: &mut [f32],
) -> Result<(), SvmError> {
    let picks: Vec<Row> = taste.likes().iter().chain(taste.dislikes()).copied().collect();
    let others: Vec<usize> = (0..model.background().len())
        .filter(|&i| picks.iter().all(|&pick| pick != model.background()[i] as Row))
        .collect();
    // The training rows, by their place in `picks` and then in the background; dislikes repeat.
    let likes = taste.likes().len();
    let copies = (likes..picks.len()).flat_map(|i| std::iter::repeat_n(i, learning.dislike_copies));
    let places: Vec<usize> = (0..likes).chain(copies).chain(others.iter().map(|&i| picks.len() + i)).collect();
    let all: Vec<Row> = picks.iter().copied().chain(model.background().iter().map(|&r| r as Row)).collect();

    let with_picks = products(model, &picks, &all);
    let size = model.background().len();
    let product = |a: usize, b: usize| match (a.checked_sub(picks.len()), b.checked_sub(picks.len())) {
        (Some(a), Some(b)) => background.gram[a * size + b],
        (None, _) => with_picks[a * all.len() + b],
        (_, None) => with_picks[b * all.len() + a],
    };
    let gram: Vec<f64> =
        places.iter().flat_map(|&a| places.iter().map(move |&b| (a, b))).map(|(a, b)| product(a, b)).collect();
    // With dislikes alone, the background stands for what is liked.
    let liked: Vec<bool> = places.iter().map(|&p| p < likes || (likes == 0 && p >= picks.len())).collect();
    let dual = svm::train(&gram, &liked, learning.c_liked, learning.c_others)?;
    // Multipliers of the likes add up to those of the others; over their sum, weights are a mean of likes less a
    // mean of others, and scores of tastes of any size are alike in scale.
    let sum: f64 = dual.alpha.iter().filter(|&&a| a > 0.0).sum();
    for (&place, alpha) in places.iter().zip(&dual.alpha) {
        model.matrix().add_to(all[place], (alpha / sum.max(1e-12)) as f32, weights);
    }
    for field in Field::ALL.into_iter().filter(|&field| (learning.emphasis.of(field) - 1.0).abs() > f32::EPSILON) {
        for weight in &mut weights[model.vocabulary().columns_of(field)] {
            *weight *= learning.emphasis.of(field);
        }
    }
    Ok(())
}

/// The columns of terms named as reasons name them: the term itself in any field, and word pairs it is a part of.
fn matching(model: &Model, names: &[String]) -> Vec<TermId> {
    let vocabulary = model.vocabulary();
    let stem = model.params().stem;
    let mut found = Vec::new();
    for name in names {
        found.extend(Field::ALL.iter().filter_map(|&field| vocabulary.find(field, name, stem)));
        // A decade is its own column and those of its years.
        let times = vocabulary.columns_of(Field::Time).map(|column| column as TermId);
        found.extend(times.filter(|&column| vocabulary.term(column).text == name.trim()));
        let single = vocabulary.find(Field::Words, name, stem).filter(|&id| !vocabulary.term(id).text.contains(' '));
        if single.is_some() {
            let stems = |text: &str| matinee_features::tokens(text, stem).into_iter().map(|t| t.term);
            let wanted: Vec<String> = stems(name).collect();
            let pairs =
                vocabulary.columns_of(Field::Words).chain(vocabulary.columns_of(Field::Keywords)).filter(|&c| {
                    let text = &vocabulary.term(c as TermId).text;
                    text.contains(' ') && stems(text).any(|word| wanted.contains(&word))
                });
            found.extend(pairs.map(|c| c as TermId));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
