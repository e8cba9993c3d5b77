//! Scoring parameters: the numbers that scores depend on.

use matinee_features::FieldWeights;
use serde::{Deserialize, Serialize};

use crate::history::HistoryParams;

/// What a boosted term's weight is raised by if nothing is liked. It was chosen so that beside six likes of one taste a
/// boosted genre brings up to three films into the first ten.
const BOOST: f32 = 2.0;
/// What a prior of 1 adds to a score if there are only boosted terms: fame then decides between films that have them
/// alike.
pub(crate) const FAME_BESIDE_BOOSTS: f32 = 0.4;
/// Likes whose mean likeness is at least this are of one kind: of them the one in the middle counts most.
pub(crate) const COHERENT: f32 = 0.2;
/// linfa trains on up to this many rows; on more, `pairs` does, whose time does not grow with the cube of the rows.
/// linfa takes 1.2 ms for 105 rows and 10 ms for 205.
pub(crate) const LINFA_MAX_ROWS: usize = 160;

/// How a user model is trained and films are scored. The defaults were chosen by measuring (README.md); others are for
/// measuring.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScoringParams {
    /// The sum of the bounds of the background films' multipliers. The classes are balanced: the bounds of the likes
    /// add up to those of all other rows. So a like does not weigh less because it is similar to other likes: what
    /// likes have in common is what to look for.
    pub c: f64,
    /// How many background films a dislike counts for.
    pub dislike_copies: usize,
    /// The power of a like's centrality in what it counts for, in a handful: how much it has in common with the other
    /// likes. 0 lets all likes count alike.
    pub centrality: f64,
    /// What changes as a taste becomes a history.
    pub history: HistoryParams,
    /// How much of each field counts against a dislike, 0 to 1. Genre and time say least: people see, and so dislike,
    /// films of the genres and years that they like.
    pub dislike_share: FieldWeights,
    /// What the trained weights of each field are multiplied by, at any number of likes.
    pub field_boost: FieldWeights,
    /// The pseudo-count of each field's shrinkage: after this many likes a field has half of its boost. One like says
    /// for certain which decade it is from, but hardly for whom of its cast it was liked. (A mean of n is shrunk to `n
    /// / (n + pseudo_count)` of itself, an empirical Bayes estimate: Robbins 1956; Casella, "An Introduction to
    /// Empirical Bayes Data Analysis", 1985.)
    pub pseudo_count: FieldWeights,
    /// The weight of fame (0 to 1) against content, at any number of likes. With few likes content has not reached its
    /// full weight, so fame counts for more.
    pub fame: f32,
    /// The mean prior of the films that viewers name, 0 to 1.
    pub usual_fame: f32,
    /// The weight of fame is in proportion to the mean prior of the liked films and this many imagined films with
    /// `usual_fame`. So viewers who name well-known films get more of them than those who name obscure ones.
    pub usual_picks: f32,
}

impl Default for ScoringParams {
    fn default() -> Self {
        Self {
            c: 1.0,
            dislike_copies: 5,
            centrality: 1.0,
            history: HistoryParams::default(),
            dislike_share: FieldWeights { genres: 0.5, origin: 0.5, time: 0.5, ..FieldWeights::EVEN },
            field_boost: FieldWeights {
                words: 0.8,
                people: 2.6,
                genres: 0.55,
                themes: 0.45,
                keywords: 0.33,
                categories: 0.65,
                beside: 1.3,
                origin: 0.7,
                time: 0.17,
            },
            pseudo_count: FieldWeights {
                words: 20.0,
                people: 40.0,
                genres: 5.0,
                themes: 5.0,
                keywords: 5.0,
                categories: 5.0,
                beside: 5.0,
                origin: 5.0,
                time: 3.0,
            },
            fame: 0.02,
            usual_fame: 0.3,
            usual_picks: 2.0,
        }
    }
}

impl ScoringParams {
    /// Predicts best what people rate: films that are well known and of the years they know, not those that they would
    /// be glad to find. It was chosen for a prior that counts other people's likes. Lists made with it show much that
    /// the viewer knows already.
    #[must_use]
    pub fn for_ratings() -> Self {
        Self {
            field_boost: FieldWeights { people: 3.7, genres: 1.8, time: 0.95, ..FieldWeights::EVEN },
            fame: 0.35,
            usual_fame: 0.7,
            usual_picks: 1.0,
            centrality: 0.0,
            // Beside other people's likes wide bounds and ratings gain nothing.
            history: HistoryParams { wider: 1.0, ratings: 0.0, contrast: 0.3, ..HistoryParams::default() },
            ..Self::default()
        }
    }

    /// Without fame, boosts and shrinkage by field: each field has the weight that training gave it.
    #[must_use]
    pub fn without_fame(&self) -> Self {
        Self { field_boost: FieldWeights::EVEN, pseudo_count: FieldWeights::EVEN, fame: 0.0, ..self.clone() }
    }

    /// What each field's weights are multiplied by, for this many likes. The factor of words does not depend on the
    /// number.
    pub(crate) fn field_weights(&self, likes: usize) -> FieldWeights {
        let of_words = shrinkage(likes, self.pseudo_count.words);
        FieldWeights::each(|field| {
            self.field_boost.of(field) * shrinkage(likes, self.pseudo_count.of(field)) / of_words
        })
    }

    /// What a prior of 1 adds to a score, for a viewer who likes films with these priors: the more films, the less.
    pub(crate) fn fame_weight(&self, liked: impl ExactSizeIterator<Item = f32>) -> f32 {
        let picks = liked.len();
        let fame = liked.sum::<f32>() + self.usual_fame * self.usual_picks;
        let leaning = fame / (picks as f32 + self.usual_picks) / self.usual_fame;
        self.fame / shrinkage(picks, self.pseudo_count.words) * leaning
    }
}

/// What a boosted term's weight is raised by beside this many likes. The weights are a mean of the likes, so it is worth
/// about one like more.
pub(crate) fn boost(likes: usize) -> f32 {
    BOOST / (likes + 1) as f32
}

/// The share of its full weight that a mean of this many picks has, above 0 to 1. No pick counts as one.
fn shrinkage(picks: usize, pseudo_count: f32) -> f32 {
    let picks = picks.max(1) as f32;
    picks / (picks + pseudo_count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_more_picks_fame_weighs_less_and_people_more() {
        let scoring = ScoringParams::for_ratings();
        let fame = |picks: usize| scoring.fame_weight(vec![scoring.usual_fame; picks].into_iter());
        assert!((fame(1) / fame(10) - 7.0).abs() < 1e-5, "content has 1 / 21 and 10 / 30 of its full weight");
        let people = |picks| scoring.field_weights(picks).people;
        assert!(people(10) > 1.1 * people(1) && people(1000) < scoring.field_boost.people);
        for picks in [0, 1, 10, 1000] {
            let words = scoring.field_weights(picks).words;
            assert!((words - scoring.field_boost.words).abs() < 1e-6, "{picks} picks: {words}");
        }
        assert!(scoring.field_weights(10).time < scoring.field_weights(1).time);
    }

    #[test]
    fn who_likes_obscure_films_gets_less_fame() {
        let scoring = ScoringParams::default();
        let fame = |prior: f32| scoring.fame_weight(vec![prior; 5].into_iter());
        assert!(fame(0.1) < fame(scoring.usual_fame) && fame(scoring.usual_fame) < fame(0.9));
    }
}
