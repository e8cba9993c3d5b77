//! Mean cosine similarity to the liked films: content without learning.

use std::sync::Arc;

use matinee_features::Model;

use crate::context::TrainingContext;
use crate::recommender::{Query, Recommender};

struct MeanCosine(Arc<Model>);

pub(crate) fn make(context: &TrainingContext) -> Box<dyn Recommender> {
    Box::new(MeanCosine(Arc::clone(&context.model)))
}

impl Recommender for MeanCosine {
    fn scores(&self, query: &Query) -> Vec<f32> {
        let matrix = self.0.matrix();
        let mut sum = vec![0.0; matrix.width()];
        for &like in query.likes {
            matrix.add_to(like, 1.0 / matrix.length(like).max(f32::MIN_POSITIVE), &mut sum);
        }
        let cosine = |row| matrix.dot_dense(row, &sum) / matrix.length(row).max(f32::MIN_POSITIVE);
        (0..matrix.rows()).map(cosine).collect()
    }
}
