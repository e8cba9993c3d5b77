//! Asking with a history: half of all that a user rated is the taste, with weights as an import of ratings gives them.

use matinee_catalogue::history::Opinion;
use matinee_features::Row;
use matinee_rank::RatingCuts;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::context::TrainingContext;
use crate::question::{Outcome, Question, TARGETS};
use crate::recommender::{Query, Recommender};
use crate::settings::EvaluationSettings;
use crate::users::{DISLIKED, LIKED, User};

/// The most stars a film can get.
const MOST_STARS: f64 = 5.0;

/// Half of a user's ratings as a taste, the others hidden.
struct Halves {
    likes: Vec<Row>,
    dislikes: Vec<Row>,
    weights: Vec<(Row, u8)>,
    /// The films of the taste and those only seen, ascending.
    shown: Vec<Row>,
    targets: Vec<Row>,
    below: Vec<Row>,
}

impl Halves {
    fn draw(user: &User, random: &mut ChaCha8Rng) -> Self {
        let mut rated: Vec<(Row, f32)> = user.rated.iter().copied().zip(user.stars.iter().copied()).collect();
        rated.shuffle(random);
        let (shown, hidden) = rated.split_at(rated.len() / 2);
        let shares: Vec<f64> = shown.iter().map(|&(_, stars)| f64::from(stars) / MOST_STARS).collect();
        let mut halves = Self {
            likes: Vec::new(),
            dislikes: Vec::new(),
            weights: Vec::new(),
            shown: shown.iter().map(|&(row, _)| row).collect(),
            targets: hidden.iter().filter(|&&(_, stars)| stars >= LIKED).map(|&(row, _)| row).collect(),
            below: hidden.iter().filter(|&&(_, stars)| stars <= DISLIKED).map(|&(row, _)| row).collect(),
        };
        halves.shown.sort_unstable();
        if let Some(cuts) = RatingCuts::of(&shares) {
            for (&(row, _), &share) in shown.iter().zip(&shares) {
                let (opinion, weight) = cuts.judge(share);
                match opinion {
                    Opinion::Like => halves.likes.push(row),
                    Opinion::Dislike => halves.dislikes.push(row),
                    _ => continue,
                }
                halves.weights.push((row, weight));
            }
        }
        halves
    }
}

/// One user's outcomes, means over the draws, each with the positions of its recommender and its number of ratings.
pub(crate) fn ask(
    name: usize,
    user: &User,
    recommenders: &[Box<dyn Recommender>],
    context: &TrainingContext,
    settings: &EvaluationSettings,
    draws: usize,
) -> Vec<(usize, usize, Outcome)> {
    if settings.picks.iter().all(|&least| user.rated.len() < least) {
        return Vec::new();
    }
    let mut random = ChaCha8Rng::seed_from_u64(settings.seed);
    random.set_stream(name as u64 + 1);
    let mut of_draws: Vec<Vec<Outcome>> = recommenders.iter().map(|_| Vec::new()).collect();
    for _ in 0..draws {
        let Halves { likes, dislikes, weights, shown, mut targets, below } = Halves::draw(user, &mut random);
        let candidate = |row: Row| !settings.cold || context.rated[row] == 0;
        targets.retain(|&row| candidate(row));
        if likes.is_empty() || targets.len() < TARGETS {
            continue;
        }
        let query = Query { user: name, likes: &likes, dislikes: &dislikes, weights: &weights };
        let question = Question { query, rated: &user.rated, targets: &targets, below: &below };
        let keep = |row: Row| candidate(row) && shown.binary_search(&row).is_err();
        for (outcomes, recommender) in of_draws.iter_mut().zip(recommenders) {
            outcomes.push(question.ask(&**recommender, context, keep));
        }
    }
    let means = of_draws
        .into_iter()
        .enumerate()
        .filter_map(|(recommender, outcomes)| Some((recommender, Outcome::mean(outcomes)?)));
    let places = settings.picks.iter().enumerate().filter(|&(_, &least)| user.rated.len() >= least);
    means
        .flat_map(|(recommender, outcome)| places.clone().map(move |(place, _)| (recommender, place, outcome.clone())))
        .collect()
}
