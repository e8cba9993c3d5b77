//! The recommenders that are compared, one a file.

mod difference_of_means;
mod ease;
mod item_neighbours;
mod matinee;
mod matinee_diversified;
mod matinee_no_dislikes;
mod matinee_no_fields;
mod matinee_no_prior;
mod mean_cosine;
mod popular;
mod random;

use crate::context::TrainingContext;
use crate::recommender::Recommender;

/// A recommender's name and how it is made.
pub(crate) type Factory = (&'static str, fn(&TrainingContext) -> Box<dyn Recommender>);

const FACTORIES: [Factory; 11] = [
    ("random", random::make),
    ("popular", popular::make),
    ("mean-cosine", mean_cosine::make),
    ("difference-of-means", difference_of_means::make),
    ("matinee", matinee::make),
    ("matinee-no-prior", matinee_no_prior::make),
    ("matinee-no-fields", matinee_no_fields::make),
    ("matinee-no-dislikes", matinee_no_dislikes::make),
    ("matinee-diversified", matinee_diversified::make),
    ("item-neighbours", item_neighbours::make),
    ("ease", ease::make),
];

/// The names of all recommenders.
pub const NAMES: [&str; FACTORIES.len()] = {
    let mut names = [""; FACTORIES.len()];
    let mut i = 0;
    while i < names.len() {
        names[i] = FACTORIES[i].0;
        i += 1;
    }
    names
};

/// A name that is no recommender's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no ranker is called {name:?}: choose among {}", NAMES.join(", "))]
pub struct UnknownRecommender {
    name: String,
}

pub(crate) fn find(name: &str) -> Result<&'static Factory, UnknownRecommender> {
    FACTORIES.iter().find(|factory| factory.0 == name).ok_or_else(|| UnknownRecommender { name: name.to_owned() })
}
