//! What all requests share: the model being served and the threads that rank.

use std::sync::Arc;

use arc_swap::ArcSwap;
use matinee_features::Model;
use matinee_rank::Ranker;

use crate::pool::Pool;
use crate::problem::Problem;

/// The served model can be changed while requests run; each keeps the one it began with.
pub(crate) struct Site {
    ranker: ArcSwap<Ranker>,
    pool: Pool,
}

impl Site {
    pub(crate) fn new(ranker: Arc<Ranker>, threads: usize, queue: usize) -> Self {
        Self { ranker: ArcSwap::new(ranker), pool: Pool::new(threads, queue) }
    }

    /// The model as it is now.
    pub(crate) fn model(&self) -> Arc<Model> {
        Arc::clone(self.ranker.load().model())
    }

    /// Does work that takes the CPU, on the pool.
    pub(crate) async fn rank<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Ranker) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let ranker = self.ranker.load_full();
        self.pool.run(move || work(&ranker)).await?
    }
}
