//! What changes as a taste grows from a handful of picks to a history.
//!
//! With a handful every multiplier ends at its bound, and the machine is Rocchio's difference of means. Many picks tell
//! more than their mean: the bounds widen, so that the films that are hard to tell from the background decide, and what
//! likes and dislikes differ in counts by itself.

use matinee_features::{FieldWeights, Row};
use serde::{Deserialize, Serialize};

use crate::limits::MAX_TRAINING_PICKS;
use crate::rating_cuts::PLAIN_WEIGHT;
use crate::taste::Taste;

/// The numbers that training changes towards as a taste grows. The defaults were chosen by `matinee evaluate --history`
/// on one half of its users (docs/experiments.md).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HistoryParams {
    /// A taste of up to this many likes and dislikes is no history: nothing changes.
    pub handful: usize,
    /// After this many picks more, training is half way.
    pub pseudo_count: f64,
    /// What the bounds of the multipliers are multiplied by in the end.
    pub wider: f64,
    /// What the weights of people are in the end, relative to those of words: of a hundred films one knows for whom they
    /// were liked.
    pub people: f32,
    /// The power of a row's weight (1 to 4, plain 2) in its bound in the end.
    pub ratings: f64,
    /// How much the mean of the likes less that of the dislikes is added in the end, beside the machine's weights, ...
    pub contrast: f64,
    /// ... of which this many dislikes bring half.
    pub contrast_count: f64,
}

impl Default for HistoryParams {
    fn default() -> Self {
        Self {
            handful: 20,
            pseudo_count: 5.0,
            wider: 70.0,
            people: 6.0,
            ratings: 2.0,
            contrast: 0.4,
            contrast_count: 20.0,
        }
    }
}

impl HistoryParams {
    /// Trains every taste as a handful.
    #[must_use]
    pub fn never() -> Self {
        Self { handful: usize::MAX, ..Self::default() }
    }

    /// How far a taste of so many likes and dislikes is.
    pub(crate) fn growth(&self, picks: usize) -> Growth<'_> {
        let beyond = picks.saturating_sub(self.handful) as f64;
        // No pick beyond is no growth, whatever the pseudo-count.
        let share = if beyond > 0.0 { beyond / (beyond + self.pseudo_count) } else { 0.0 };
        Growth { params: self, share }
    }
}

/// How far a taste is on the way from a handful of picks to a history. Every number begins at what a handful has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Growth<'a> {
    params: &'a HistoryParams,
    /// From 0 to 1.
    share: f64,
}

impl Growth<'_> {
    /// Whether this is a handful.
    pub(crate) fn is_none(self) -> bool {
        self.share <= 0.0
    }

    /// What bounds are multiplied by.
    pub(crate) fn wider(self) -> f64 {
        self.params.wider.powf(self.share)
    }

    /// How many background films a dislike counts for in the machine. The [contrast](Self::contrast) takes over: wide
    /// bounds tell the dislikes at hand from the likes by what is theirs alone, which says nothing of other films.
    pub(crate) fn dislike_copies(self, copies: usize) -> f64 {
        /// A row's bound must be above 0.
        const LEAST: f64 = 0.01;
        copies as f64 * (1.0 - self.share).max(LEAST)
    }

    /// How much of each field counts against a dislike: all of it in the end.
    pub(crate) fn dislike_share(self, share: FieldWeights) -> FieldWeights {
        FieldWeights::each(|field| share.of(field) + (1.0 - share.of(field)) * self.share as f32)
    }

    /// What each field's weights are multiplied by.
    pub(crate) fn field_weights(self, fields: FieldWeights) -> FieldWeights {
        let people = (self.params.people * fields.words).powf(self.share as f32);
        FieldWeights { people: fields.people.powf(1.0 - self.share as f32) * people, ..fields }
    }

    /// How many plain rows a row of this weight counts for.
    pub(crate) fn row_weight(self, weight: u8) -> f64 {
        (f64::from(weight) / f64::from(PLAIN_WEIGHT)).powf(self.params.ratings * self.share)
    }

    /// How much the contrast of likes and dislikes weighs, the likes' multipliers adding up to 1.
    pub(crate) fn contrast(self, dislikes: usize) -> f64 {
        let dislikes = dislikes as f64;
        self.params.contrast * self.share * dislikes / (dislikes + self.params.contrast_count).max(1.0)
    }
}

/// The likes and dislikes to train on: all, or of more than [`MAX_TRAINING_PICKS`] that many, in proportion and those of
/// most weight first. Ascending.
pub(crate) fn training_picks(taste: &Taste) -> (Vec<Row>, Vec<Row>) {
    let (likes, dislikes) = (taste.likes(), taste.dislikes());
    let picks = likes.len() + dislikes.len();
    if picks <= MAX_TRAINING_PICKS {
        return (likes.to_vec(), dislikes.to_vec());
    }
    let kept_dislikes = dislikes.len() * MAX_TRAINING_PICKS / picks;
    let kept = |rows: &[Row], count: usize| {
        let mut rows = rows.to_vec();
        // Neighbours in a model are alike: rows of one weight are taken from all over it.
        let scattered = |row: Row| (row as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        rows.sort_unstable_by_key(|&row| (std::cmp::Reverse(taste.weight(row)), scattered(row)));
        rows.truncate(count);
        rows.sort_unstable();
        rows
    };
    (kept(likes, MAX_TRAINING_PICKS - kept_dislikes), kept(dislikes, kept_dislikes))
}

#[cfg(test)]
mod tests {
    use matinee_catalogue::starter;
    use matinee_features::{Model, Params};

    use super::*;

    #[test]
    fn a_handful_changes_nothing_and_growth_is_smooth() {
        let params = HistoryParams::default();
        let fields = FieldWeights { people: 2.6, ..FieldWeights::alike(0.8) };
        for picks in [0, 1, params.handful] {
            let growth = params.growth(picks);
            assert!(growth.is_none());
            assert_eq!((growth.wider(), growth.row_weight(4), growth.contrast(9)), (1.0, 1.0, 0.0));
            assert_eq!((growth.dislike_copies(5), growth.field_weights(fields)), (5.0, fields));
        }
        assert!(HistoryParams::never().growth(5_000).is_none());
        let mut before = params.growth(params.handful);
        for picks in params.handful + 1..200 {
            let growth = params.growth(picks);
            assert!(growth.wider() > before.wider() && growth.wider() < 2.1 * before.wider(), "{picks}");
            assert!(growth.contrast(30) > before.contrast(30) && growth.contrast(31) > growth.contrast(30), "{picks}");
            assert!(growth.field_weights(fields).people > before.field_weights(fields).people, "{picks}");
            assert!(growth.row_weight(4) > before.row_weight(4) && growth.row_weight(1) < before.row_weight(1));
            before = growth;
        }
        assert!((params.growth(100_000).field_weights(fields).people / 0.8 - params.people).abs() < 0.01);
    }

    #[test]
    fn of_too_many_picks_those_of_most_weight_are_trained_on() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let rows: Vec<Row> = (0..2_000).collect();
        let (likes, dislikes) = rows.split_at(1_500);
        let weights = rows.iter().map(|&row| (row, if row % 3 == 0 { 4 } else { 2 }));
        let taste = Taste::new(&model, likes, dislikes, &[]).unwrap().with_weights(weights);
        let (few_likes, few_dislikes) = training_picks(&taste);
        assert_eq!(few_likes.len() + few_dislikes.len(), MAX_TRAINING_PICKS);
        assert_eq!(few_dislikes.len(), MAX_TRAINING_PICKS / 4);
        for (all, few) in [(likes, &few_likes), (dislikes, &few_dislikes)] {
            assert!(all.iter().filter(|&row| row % 3 == 0).all(|row| few.binary_search(row).is_ok()));
            assert!(few.iter().any(|row| row % 3 != 0));
        }
        let small = Taste::new(&model, &likes[..9], &dislikes[..3], &[]).unwrap();
        assert_eq!(training_picks(&small), (likes[..9].to_vec(), dislikes[..3].to_vec()));
    }
}
