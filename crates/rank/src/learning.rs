//! The numbers by which a taste is learnt.

use matinee_features::FieldWeights;
use serde::{Deserialize, Serialize};

/// How a taste is learnt. The defaults were measured (README.md); others are for measuring.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Learning {
    /// Bound of the multipliers of liked films.
    pub c_liked: f64,
    /// Bound of the multipliers of the others. Small: with a handful of likes against a hundred background films, likes should
    /// not be held back by the few background films that happen to be near them.
    pub c_others: f64,
    /// How many background rows one dislike counts for.
    pub dislike_copies: usize,
    /// By what the learnt weights of each field are multiplied: where fame is known, words need not stand for it.
    pub emphasis: FieldWeights,
    /// What fame weighs against content at one pick, in standard deviations of the content scores.
    pub fame: f32,
    /// How fast that falls: the weight is `fame / picks ^ fame_fall`.
    pub fame_fall: f32,
    /// How well known the films are that viewers name, on average (0 to 1, as the prior has it).
    pub usual_fame: f32,
    /// Who names well-known films gets them, who names hidden ones those: fame's weight is in proportion to the mean fame of
    /// the liked films and of this many imagined ones of usual fame.
    pub usual_picks: f32,
}

impl Default for Learning {
    fn default() -> Self {
        Self {
            c_liked: 1.0,
            c_others: 0.01,
            dislike_copies: 3,
            emphasis: FieldWeights { words: 0.6, people: 1.0, genres: 2.0, keywords: 1.7, origin: 1.5, time: 0.2 },
            fame: 3.0,
            fame_fall: 0.5,
            usual_fame: 0.3,
            usual_picks: 2.0,
        }
    }
}

impl Learning {
    /// To foretell what people rate: they rate what is well known and of their years, whatever they would be glad to find. Chosen for
    /// a prior that counts other people's likes; a list made so shows much that the viewer knows already.
    #[must_use]
    pub fn for_ratings() -> Self {
        Self {
            emphasis: FieldWeights { people: 2.0, genres: 3.5, time: 2.5, ..FieldWeights::EVEN },
            fame: 40.0,
            fame_fall: 0.63,
            usual_fame: 0.66,
            ..Self::default()
        }
    }

    /// Words and people alone, as the fields' own weights have them.
    #[must_use]
    pub fn without_fame(&self) -> Self {
        Self { emphasis: FieldWeights::EVEN, fame: 0.0, ..self.clone() }
    }

    /// What a prior of 1 weighs for somebody who likes films of these priors: the more picks, the less.
    pub(crate) fn fame_weight(&self, picks: usize, liked: impl Iterator<Item = f32>) -> f32 {
        if picks == 0 {
            return 1.0;
        }
        let (sum, n) = liked.fold((0.0, 0.0), |(sum, n), prior| (sum + prior, n + 1.0));
        let leaning = (sum + self.usual_fame * self.usual_picks) / (n + self.usual_picks) / self.usual_fame;
        self.fame / (picks as f32).powf(self.fame_fall) * leaning
    }
}
