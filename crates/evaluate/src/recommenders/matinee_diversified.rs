//! Matinee's list as it is served: diversified.

use matinee_rank::ListOptions;

use super::matinee::{Matinee, taste};
use crate::context::TrainingContext;
use crate::recommender::{Query, Recommender};

/// As many films as are looked at.
const LIST: usize = 20;

struct Diversified(Matinee);

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    Box::new(Diversified(Matinee::new(context)))
}

impl Recommender for Diversified {
    fn scores(&self, query: &Query) -> Vec<f32> {
        let mut scores = self.0.scores(query);
        let options = ListOptions { limit: LIST, ..ListOptions::default() };
        let ranker = &self.0.ranker;
        let list = ranker.recommend(&taste(ranker, query), &options).expect("a list where there are scores");
        // The served list comes before all other films, in its order.
        let best = scores.iter().copied().fold(f32::MIN, f32::max).abs();
        for (place, film) in list.films.into_iter().enumerate() {
            scores[film.row] = (best + 1.0) * (2.0 + (LIST - place) as f32);
        }
        scores
    }
}
