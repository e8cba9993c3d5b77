//! Films liked by those who like the picks. Needs other people's ratings at serving time.
//!
//! Item to item by conditional probability (Deshpande and Karypis, "Item-Based Top-N Recommendation Algorithms", TOIS 2004):
//! the users who like both the pick and the film, over those who like the pick times a power of those who like the
//! film. Users with many likes count less. Shrunk where users are few (Bell and Koren, "Scalable collaborative
//! filtering with jointly derived neighborhood interpolation weights", 2007). The numbers were chosen on the first
//! half of the users.

use std::collections::HashMap;

use matinee_features::Row;

use crate::context::TrainingContext;
use crate::recommender::{Query, Recommender};

/// The power of the number of users who like the film: 1 would favour films hardly anybody likes, 0 the well known.
const ALPHA: f32 = 0.3;
/// Added to the divisor.
const SHRINK: f32 = 40.0;

struct ItemNeighbours {
    /// By training user.
    likes: Vec<Vec<Row>>,
    /// Training users who like each film.
    by_film: HashMap<Row, Vec<usize>>,
    films: usize,
}

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    let likes: Vec<Vec<Row>> = context.training.iter().map(|user| user.likes.clone()).collect();
    let mut by_film: HashMap<Row, Vec<usize>> = HashMap::new();
    for (user, likes) in likes.iter().enumerate() {
        for &row in likes {
            by_film.entry(row).or_default().push(user);
        }
    }
    Box::new(ItemNeighbours { likes, by_film, films: context.model.films().len() })
}

impl ItemNeighbours {
    fn likers(&self, row: Row) -> &[usize] {
        self.by_film.get(&row).map_or(&[], Vec::as_slice)
    }
}

impl Recommender for ItemNeighbours {
    fn scores(&self, query: &Query) -> Vec<f32> {
        let mut scores = vec![0.0; self.films];
        for &like in query.likes {
            let mut together = vec![0.0f32; self.films];
            for liked in self.likers(like).iter().map(|&user| &self.likes[user]) {
                let weight = (liked.len() as f32).sqrt().recip();
                for &row in liked {
                    together[row] += weight;
                }
            }
            let of_like = self.likers(like).len() as f32;
            for (row, (score, both)) in scores.iter_mut().zip(together).enumerate().filter(|(_, (_, b))| *b > 0.0) {
                *score += both / (of_like * (self.likers(row).len() as f32).powf(ALPHA) + SHRINK);
            }
        }
        scores
    }
}
