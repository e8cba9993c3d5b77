//! What one user is asked, and what a recommender makes of it.

use matinee_features::Row;
use matinee_rank::top;

use crate::context::TrainingContext;
use crate::measures::{auc, diversity, matched_auc, ndcg, of_one_series, recall};
use crate::recommender::{Query, Recommender};

/// How many liked films must be left to find.
pub(crate) const TARGETS: usize = 5;
/// How many films of a list are measured, at most.
const LIST: usize = 20;

/// What one recommender made of one user's picks.
#[derive(Clone)]
pub(crate) struct Outcome {
    pub(crate) user: usize,
    pub(crate) ndcg10: f64,
    pub(crate) recall20: f64,
    pub(crate) auc: Option<f64>,
    pub(crate) matched_auc: Option<f64>,
    pub(crate) diversity: Option<f64>,
    pub(crate) popularity_rank: f64,
    pub(crate) of_one_series: Option<f64>,
    pub(crate) first: Vec<Row>,
}

impl Outcome {
    /// The mean of one user's outcomes in several draws; `None` without any.
    pub(crate) fn mean(outcomes: Vec<Self>) -> Option<Self> {
        let user = outcomes.first()?.user;
        let optional = |of: fn(&Self) -> Option<f64>| {
            let values: Vec<f64> = outcomes.iter().filter_map(of).collect();
            (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
        };
        let mean = |of: fn(&Self) -> f64| outcomes.iter().map(of).sum::<f64>() / outcomes.len() as f64;
        Some(Self {
            user,
            ndcg10: mean(|outcome| outcome.ndcg10),
            recall20: mean(|outcome| outcome.recall20),
            auc: optional(|outcome| outcome.auc),
            matched_auc: optional(|outcome| outcome.matched_auc),
            diversity: optional(|outcome| outcome.diversity),
            popularity_rank: mean(|outcome| outcome.popularity_rank),
            of_one_series: optional(|outcome| outcome.of_one_series),
            first: outcomes.into_iter().flat_map(|outcome| outcome.first).collect(),
        })
    }
}

/// What one user is asked: a taste, and the films to be found.
pub(crate) struct Question<'a> {
    pub(crate) query: Query<'a>,
    /// All films the user rated, ascending.
    pub(crate) rated: &'a [Row],
    /// The hidden films that should be on top.
    pub(crate) targets: &'a [Row],
    /// The hidden films that should be below them.
    pub(crate) below: &'a [Row],
}

impl Question<'_> {
    /// What a recommender makes of it. Only films to `keep` are listed.
    pub(crate) fn ask(
        &self,
        recommender: &dyn Recommender,
        context: &TrainingContext,
        keep: impl Fn(Row) -> bool,
    ) -> Outcome {
        let scores = recommender.scores(&self.query);
        let list = top(&scores, LIST, keep);
        let first = &list[..list.len().min(10)];
        Outcome {
            user: self.query.user,
            ndcg10: ndcg(&list, self.targets, 10),
            recall20: recall(&list, self.targets, LIST),
            auc: auc(&scores, self.targets, self.below),
            matched_auc: matched_auc(&scores, self.targets, self.rated, &context.by_fame, &context.fame_place),
            diversity: diversity(&context.model, first),
            popularity_rank: first.iter().map(|&row| context.fame_place[row] as f64 + 1.0).sum::<f64>()
                / first.len().max(1) as f64,
            of_one_series: of_one_series(&context.model, first),
            first: first.to_vec(),
        }
    }
}
