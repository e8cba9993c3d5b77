//! The numbers by which a taste is learnt.

use matinee_features::FieldWeights;
use serde::{Deserialize, Serialize};

/// How a taste is learnt. The defaults were measured (README.md); others are for measuring.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScoringParams {
    /// Bound of the multipliers of all background films together. The likes' together have that of all that is not liked (balanced
    /// classes), so that no like is held back for being near to others: what several likes agree on is what to look for.
    pub c: f64,
    /// How many background rows one dislike counts for.
    pub dislike_copies: usize,
    /// How much of each field dislikes are held against, 0 to 1. Of kind and time they tell least: people see, and dislike, films of the kind
    /// and the years they like.
    pub dislike_share: FieldWeights,
    /// By what the learnt weights of each field are multiplied, of a viewer who liked any number of films: where fame is known, words need
    /// not stand for it.
    pub field_boost: FieldWeights,
    /// After how many liked films half of that is reached, field by field. A single film tells its decade for certain, but hardly whom of
    /// its cast it was liked for (the weight of a mean of n, shrunk towards what all like: `n / (n + pseudo_count)`, an empirical Bayes
    /// estimate: Robbins 1956; Casella, "An Introduction to Empirical Bayes Data Analysis", 1985).
    pub pseudo_count: FieldWeights,
    /// What fame (0 to 1) weighs against content of any number of picks. With few, content has not reached its weight, and fame tells more.
    pub fame: f32,
    /// How well known the films are that viewers name, on average (0 to 1, as the prior has it).
    pub usual_fame: f32,
    /// Who names well-known films gets them, who names hidden ones those: fame's weight is in proportion to the mean fame of
    /// the liked films and of this many imagined ones of usual fame.
    pub usual_picks: f32,
}

impl Default for ScoringParams {
    fn default() -> Self {
        Self {
            c: 1.0,
            dislike_copies: 5,
            dislike_share: FieldWeights { genres: 0.5, origin: 0.5, time: 0.5, ..FieldWeights::EVEN },
            field_boost: FieldWeights { words: 0.6, people: 1.9, genres: 0.9, keywords: 0.65, origin: 0.5, time: 0.12 },
            pseudo_count: FieldWeights {
                words: 20.0,
                people: 40.0,
                genres: 5.0,
                keywords: 5.0,
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
    /// To foretell what people rate: they rate what is well known and of their years, whatever they would be glad to find. Chosen for
    /// a prior that counts other people's likes; a list made so shows much that the viewer knows already.
    #[must_use]
    pub fn for_ratings() -> Self {
        Self {
            field_boost: FieldWeights { people: 3.7, genres: 1.8, time: 0.95, ..FieldWeights::EVEN },
            fame: 0.35,
            usual_fame: 0.7,
            usual_picks: 1.0,
            ..Self::default()
        }
    }

    /// Words and people alone, as the fields' own weights have them.
    #[must_use]
    pub fn without_fame(&self) -> Self {
        Self { field_boost: FieldWeights::EVEN, pseudo_count: FieldWeights::EVEN, fame: 0.0, ..self.clone() }
    }

    /// What each field's weights are multiplied by for so many liked films. Words keep the weight they have, for any number.
    pub(crate) fn field_weights(&self, likes: usize) -> FieldWeights {
        let of_words = sureness(likes, self.pseudo_count.words);
        FieldWeights::each(|field| self.field_boost.of(field) * sureness(likes, self.pseudo_count.of(field)) / of_words)
    }

    /// What a prior of 1 weighs for somebody who likes films of these priors: the more picks, the less.
    pub(crate) fn fame_weight(&self, liked: impl ExactSizeIterator<Item = f32>) -> f32 {
        let picks = liked.len();
        let fame = liked.sum::<f32>() + self.usual_fame * self.usual_picks;
        let leaning = fame / (picks as f32 + self.usual_picks) / self.usual_fame;
        self.fame / sureness(picks, self.pseudo_count.words) * leaning
    }
}

/// How much of its full weight a mean of so many picks has, above 0 to 1. None counts as one: of nothing, nothing is shrunk.
fn sureness(picks: usize, pseudo_count: f32) -> f32 {
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
        assert!((fame(1) / fame(10) - 7.0).abs() < 1e-5, "21 / 1 against 30 / 10 of what content comes to");
        let people = |picks| scoring.field_weights(picks).people;
        assert!(people(10) > 1.1 * people(1) && people(1000) < scoring.field_boost.people);
        for picks in [0, 1, 10, 1000] {
            let words = scoring.field_weights(picks).words;
            assert!((words - scoring.field_boost.words).abs() < 1e-6, "{picks} picks: {words}");
        }
        assert!(scoring.field_weights(10).time < scoring.field_weights(1).time);
    }

    #[test]
    fn who_likes_hidden_films_gets_less_fame() {
        let scoring = ScoringParams::default();
        let fame = |prior: f32| scoring.fame_weight(vec![prior; 5].into_iter());
        assert!(fame(0.1) < fame(scoring.usual_fame) && fame(scoring.usual_fame) < fame(0.9));
    }
}
