//! Films liked by those who like the picks. Needs other people's ratings at serving time.
//!
//! Cosine between the films' columns of likes, shrunk where few people stand behind it (Bell and Koren, "Scalable
//! collaborative filtering with jointly derived neighborhood interpolation weights", 2007).

use std::collections::HashMap;

use matinee_features::Row;

use super::{Contestant, Question, World};

/// Added to the product of norms: chosen on the first half of the users.
const SHRINK: f32 = 10.0;

struct ItemNeighbours {
    /// The training users' likes, and who likes each film.
    likes: Vec<Vec<Row>>,
    by_film: HashMap<Row, Vec<usize>>,
    films: usize,
}

pub(crate) fn make(world: &World) -> Box<dyn Contestant> {
    let likes: Vec<Vec<Row>> = world.training.iter().map(|user| user.likes.clone()).collect();
    let mut by_film: HashMap<Row, Vec<usize>> = HashMap::new();
    for (user, likes) in likes.iter().enumerate() {
        for &row in likes {
            by_film.entry(row).or_default().push(user);
        }
    }
    Box::new(ItemNeighbours { likes, by_film, films: world.model.films().len() })
}

impl ItemNeighbours {
    fn likers(&self, row: Row) -> &[usize] {
        self.by_film.get(&row).map_or(&[], Vec::as_slice)
    }
}

impl Contestant for ItemNeighbours {
    fn scores(&self, question: &Question) -> Vec<f32> {
        let mut scores = vec![0.0; self.films];
        for &like in question.likes {
            let mut together = vec![0.0f32; self.films];
            for &row in self.likers(like).iter().flat_map(|&user| &self.likes[user]) {
                together[row] += 1.0;
            }
            let of_like = self.likers(like).len() as f32;
            for (row, (score, both)) in scores.iter_mut().zip(together).enumerate().filter(|(_, (_, b))| *b > 0.0) {
                *score += both / ((of_like * self.likers(row).len() as f32).sqrt() + SHRINK);
            }
        }
        scores
    }
}
