//! Likes and dislikes of ratings: by the viewer's own mean and spread.

use matinee_catalogue::history::Opinion;

/// Where a viewer's likes begin and their dislikes end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatingCuts {
    /// The mean of the ratings, shares of the best one.
    pub mean: f64,
    /// Their standard deviation.
    pub spread: f64,
    /// A film rated so or better is liked.
    pub like_from: f64,
    /// A film rated so or worse is disliked.
    pub dislike_to: f64,
    /// How many ratings there are in each tenth of the scale, the worst first.
    pub counts: [u32; 10],
}

/// The mean and spread that a few ratings are drawn to, and as how many ratings these count. People rate what they chose to see:
/// MovieLens' mean is 3.5 of 5 with a standard deviation of 1.
const PRIOR_MEAN: f64 = 0.68;
const PRIOR_SPREAD: f64 = 0.2;
const PRIOR_COUNT: f64 = 5.0;
/// Likes begin that many spreads above the mean, dislikes end that many below it.
const LIKE_SPREADS: f64 = 0.25;
const DISLIKE_SPREADS: f64 = 0.75;
/// Whatever the mean, nothing below the first is liked, and nothing above the second disliked.
const LEAST_LIKE: f64 = 0.5;
const MOST_DISLIKE: f64 = 0.6;
/// Every so many spreads beyond a cut a film counts a step more.
const STEP_SPREADS: f64 = 0.5;
/// The least spread a step is made of: of equal ratings all count the same.
const LEAST_SPREAD: f64 = 0.05;
/// A rating is as good as a cut if it is this near to it.
const NEARLY: f64 = 1e-9;
/// The most steps of a weight, the weight of a film of which no more is said, and the least.
pub const MAX_WEIGHT: u8 = 4;
/// The weight of a film that was named without more.
pub const PLAIN_WEIGHT: u8 = 2;

impl RatingCuts {
    /// The cuts for some ratings, each a share of the best one; `None` without ratings.
    pub fn of(ratings: &[f64]) -> Option<Self> {
        if ratings.is_empty() {
            return None;
        }
        let n = ratings.len() as f64;
        let mean = (ratings.iter().sum::<f64>() + PRIOR_COUNT * PRIOR_MEAN) / (n + PRIOR_COUNT);
        let square = |rating: &f64| (rating - mean) * (rating - mean);
        let variance =
            (ratings.iter().map(square).sum::<f64>() + PRIOR_COUNT * PRIOR_SPREAD * PRIOR_SPREAD) / (n + PRIOR_COUNT);
        let spread = variance.sqrt().max(LEAST_SPREAD);
        let mut counts = [0; 10];
        for rating in ratings {
            counts[((rating * 10.0 - NEARLY).ceil() as usize).clamp(1, 10) - 1] += 1;
        }
        Some(Self {
            mean,
            spread,
            like_from: (mean + LIKE_SPREADS * spread).clamp(LEAST_LIKE, 1.0),
            dislike_to: (mean - DISLIKE_SPREADS * spread).clamp(0.0, MOST_DISLIKE),
            counts,
        })
    }

    /// Moves the cuts that are given. Where they cross, a film of both sides is liked.
    #[must_use]
    pub fn moved(mut self, like_from: Option<f64>, dislike_to: Option<f64>) -> Self {
        self.like_from = like_from.unwrap_or(self.like_from);
        self.dislike_to = dislike_to.unwrap_or(self.dislike_to);
        self
    }

    /// What a rating says, and how much it counts from 1 to [`MAX_WEIGHT`].
    pub fn judge(&self, rating: f64) -> (Opinion, u8) {
        let steps = |beyond: f64| {
            let steps = ((beyond.max(0.0) + NEARLY) / (STEP_SPREADS * self.spread)).floor();
            1 + steps.min(f64::from(MAX_WEIGHT - 1)) as u8
        };
        if rating + NEARLY >= self.like_from {
            (Opinion::Like, steps(rating - self.like_from))
        } else if rating <= self.dislike_to + NEARLY {
            (Opinion::Dislike, steps(self.dislike_to - rating))
        } else {
            (Opinion::Seen, PLAIN_WEIGHT)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_stars(stars: &[f64]) -> RatingCuts {
        RatingCuts::of(&stars.iter().map(|star| star / 5.0).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn each_viewers_own_scale_decides() {
        let kind = of_stars(&[5.0, 4.5, 5.0, 4.0, 4.5, 5.0, 3.5, 4.5, 5.0, 4.0].repeat(10));
        let strict = of_stars(&[3.0, 2.0, 1.0, 2.5, 3.0, 1.5, 2.0, 3.5, 1.0, 2.0].repeat(10));
        assert_eq!(kind.judge(0.8).0, Opinion::Seen, "four stars are little of one who gives five");
        assert_eq!(strict.judge(0.6).0, Opinion::Like, "three stars are much of one who gives two");
        assert_eq!(strict.judge(0.2).0, Opinion::Dislike);
        assert_eq!(kind.judge(0.7).0, Opinion::Seen, "three and a half stars are never a dislike");
        assert!(strict.judge(1.0).1 > strict.judge(0.6).1);
    }

    #[test]
    fn one_rating_and_equal_ratings_have_a_meaning() {
        assert_eq!(of_stars(&[5.0]).judge(1.0).0, Opinion::Like);
        assert_eq!(of_stars(&[1.0]).judge(0.2).0, Opinion::Dislike);
        assert_eq!(RatingCuts::of(&[]), None);
        let cuts = of_stars(&[4.0].repeat(1000));
        assert!(cuts.spread >= LEAST_SPREAD && cuts.judge(0.8).1 <= MAX_WEIGHT);
    }

    #[test]
    fn cuts_can_be_moved_and_ratings_are_counted() {
        let cuts = of_stars(&[0.5, 3.0, 3.5, 5.0]);
        assert_eq!(cuts.counts, [1, 0, 0, 0, 0, 1, 1, 0, 0, 1]);
        assert_eq!(cuts.moved(Some(0.6), None).judge(0.6), (Opinion::Like, 1));
        assert_eq!(cuts.moved(None, Some(0.1)).judge(0.2).0, Opinion::Seen);
    }
}
