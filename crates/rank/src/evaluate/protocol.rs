//! Who is asked what, and what is learnt from whom.

use std::collections::BTreeSet;
use std::sync::Arc;

use matinee_catalogue::Catalogue;
use matinee_features::{Model, Params, Row};
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;

use super::join::Join;
use super::measures::{auc, diversity, matched_auc, ndcg, of_one_series, recall};
use super::rankers::{self, Query, Recommender, TrainingContext};
use super::ratings::Ratings;
use super::report::{Figure, Figures, RankerReport, Report};
use super::{EvaluateError, bootstrap};
use crate::ScoringParams;
use crate::top::top;

/// Stars from which a film counts as liked.
const LIKED: f32 = 4.0;
/// Stars up to which it counts as disliked.
const DISLIKED: f32 = 2.5;
/// How many liked films must be left to find.
const TARGETS: usize = 5;

/// Where Matinee's prior comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Prior {
    /// The model's own: what the pages tell.
    #[default]
    Model,
    /// How many users of the training folds like each film, where pages tell nothing.
    Train,
    /// How many of them rated it, whether they liked it or not: nearer to what pages tell.
    TrainSeen,
}

/// Which users are asked. Parameters are chosen on one half and shown on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Half {
    /// All.
    #[default]
    Both,
    /// One half, to choose parameters on.
    First,
    /// The other, to show them on.
    Second,
}

/// What is to be measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Seed of folds, picks and resampling.
    pub seed: u64,
    /// Number of folds, 2 or more.
    pub folds: usize,
    /// Numbers of picks.
    pub picks: Vec<usize>,
    /// Whether as many dislikes as likes are picked. Users who have too few to leave one over are not asked.
    pub dislikes: bool,
    /// Whether only films are looked for, and among, that no user of the training folds has rated: new ones, of which ratings tell
    /// nothing.
    pub cold: bool,
    /// Matinee's prior.
    pub prior: Prior,
    /// Who is asked.
    pub half: Half,
    /// Parameters of training.
    pub params: Params,
    /// How tastes are learnt.
    pub scoring: ScoringParams,
    /// Names of rankers, among [`NAMES`](super::NAMES).
    pub rankers: Vec<String>,
    /// The ranker the others are compared with.
    pub against: Option<String>,
    /// How often users are drawn again for the intervals.
    pub resamples: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 1,
            folds: 5,
            picks: vec![1, 3, 5, 10],
            dislikes: false,
            cold: false,
            prior: Prior::default(),
            half: Half::default(),
            params: Params::default(),
            scoring: ScoringParams::default(),
            rankers: super::NAMES.iter().map(|&name| name.to_owned()).collect(),
            against: Some("popular".to_owned()),
            resamples: 1000,
        }
    }
}

/// One user: rows of the joined films.
#[derive(Debug, Clone, Default)]
pub(crate) struct User {
    /// In the order in which they are picked.
    pub(crate) likes: Vec<Row>,
    /// In the order in which they are picked.
    pub(crate) dislikes: Vec<Row>,
    /// All that were rated, ascending.
    pub(crate) rated: Vec<Row>,
}

/// What one ranker made of one user's picks.
struct Outcome {
    user: usize,
    ndcg10: f64,
    recall20: f64,
    auc: Option<f64>,
    matched_auc: Option<f64>,
    diversity: Option<f64>,
    popularity_rank: f64,
    of_one_series: Option<f64>,
    first: Vec<Row>,
}

/// Asks every ranker for every user. `done` is called with the number of users done since it was called last.
///
/// # Errors
/// Too little was joined, or a ranker of that name does not exist.
pub fn evaluate(
    ratings: &Ratings,
    films: &Catalogue,
    join: &Join,
    settings: &Settings,
    done: &(dyn Fn(u64) + Sync),
) -> Result<Report, EvaluateError> {
    if join.ratings == 0 {
        return Err(EvaluateError::NothingJoined(ratings.items.len()));
    }
    let makers = settings.rankers.iter().map(|name| rankers::find(name)).collect::<Result<Vec<_>, _>>()?;
    let against = settings.against.as_deref().map(rankers::find).transpose()?.map(|factory| factory.0);
    let against = makers.iter().position(|factory| Some(factory.0) == against);
    let model = Arc::new(Model::train(join.catalogue(films), &settings.params)?);
    let mut random = ChaCha8Rng::seed_from_u64(settings.seed);
    let users = users(ratings, films, join, &model, &mut random);
    // Where a user stands in the shuffled order says in which fold and half: halves are as even as folds.
    let mut order: Vec<usize> = (0..users.len()).filter(|&user| !users[user].rated.is_empty()).collect();
    order.shuffle(&mut random);
    let asked = |place: usize| match settings.half {
        Half::Both => true,
        Half::First => (place / settings.folds).is_multiple_of(2),
        Half::Second => !(place / settings.folds).is_multiple_of(2),
    };
    // By ranker, then by number of picks.
    let mut outcomes: Vec<Vec<Vec<Outcome>>> =
        makers.iter().map(|_| settings.picks.iter().map(|_| Vec::new()).collect()).collect();
    for fold in 0..settings.folds {
        let (inside, outside): (Vec<usize>, Vec<usize>) =
            (0..order.len()).partition(|place| place % settings.folds == fold);
        let training: Vec<&User> = outside.iter().map(|&place| &users[order[place]]).collect();
        let context = TrainingContext::new(Arc::clone(&model), training, settings);
        let contestants: Vec<Box<dyn Recommender>> = makers.iter().map(|factory| factory.1(&context)).collect();
        let test: Vec<usize> = inside.into_iter().filter(|&place| asked(place)).map(|place| order[place]).collect();
        let of_fold: Vec<Vec<(usize, usize, Outcome)>> = test
            .par_iter()
            .map(|&user| {
                let of_user = ask(user, &users[user], &contestants, &context, settings);
                done(1);
                of_user
            })
            .collect();
        for (ranker, picks, outcome) in of_fold.into_iter().flatten() {
            outcomes[ranker][picks].push(outcome);
        }
    }
    if outcomes.iter().flatten().all(Vec::is_empty) {
        let least = settings.picks.iter().min().copied().unwrap_or(0);
        return Err(EvaluateError::NoUsers {
            likes: least + TARGETS,
            dislikes: settings.dislikes.then_some(least + 1),
        });
    }
    let report = |(ranker, factory): (usize, &rankers::Factory)| {
        let figures = (0..settings.picks.len()).filter_map(|picks| {
            let other = against.filter(|&other| other != ranker).map(|other| &outcomes[other][picks][..]);
            figures(&outcomes[ranker][picks], other, picks, &model, settings)
        });
        RankerReport { name: factory.0, figures: figures.collect() }
    };
    let rankers = makers.iter().copied().enumerate().map(|(place, factory)| report((place, factory))).collect();
    Ok(Report { films: model.films().len(), users: order.len(), rankers })
}

/// The users by their place in the ratings; likes and dislikes shuffled.
fn users(ratings: &Ratings, films: &Catalogue, join: &Join, model: &Model, random: &mut ChaCha8Rng) -> Vec<User> {
    let row = |place: usize| model.titles().row(&films.films()[place].id);
    let rows: Vec<Option<Row>> = join.films.iter().map(|film| film.and_then(row)).collect();
    let mut users = vec![User::default(); ratings.users.len()];
    let mut seen = BTreeSet::new();
    for rating in &ratings.ratings {
        // Two items may be one film: the first rating counts.
        let Some(row) = rows[rating.item].filter(|&row| seen.insert((rating.user, row))) else { continue };
        let user = &mut users[rating.user];
        user.rated.push(row);
        if rating.stars >= LIKED {
            user.likes.push(row);
        } else if rating.stars <= DISLIKED {
            user.dislikes.push(row);
        }
    }
    for user in &mut users {
        user.rated.sort_unstable();
        user.likes.sort_unstable();
        user.likes.shuffle(random);
        user.dislikes.sort_unstable();
        user.dislikes.shuffle(random);
    }
    users
}

fn ask(
    name: usize,
    user: &User,
    contestants: &[Box<dyn Recommender>],
    context: &TrainingContext,
    settings: &Settings,
) -> Vec<(usize, usize, Outcome)> {
    let mut outcomes = Vec::new();
    let enough =
        |picks: usize| user.likes.len() >= picks + TARGETS && (!settings.dislikes || user.dislikes.len() > picks);
    for (place, &picks) in settings.picks.iter().enumerate().filter(|&(_, &picks)| enough(picks)) {
        let (likes, hidden) = user.likes.split_at(picks);
        let asked_for = |&row: &Row| !settings.cold || context.rated[row] == 0;
        let targets: Vec<Row> = hidden.iter().copied().filter(asked_for).collect();
        if targets.is_empty() {
            continue;
        }
        let (dislikes, held) = user.dislikes.split_at(if settings.dislikes { picks } else { 0 });
        let query = Query { user: name, likes, dislikes };
        for (ranker, recommender) in contestants.iter().enumerate() {
            let scores = recommender.scores(&query);
            let list = top(&scores, 20, |row| asked_for(&row) && !likes.contains(&row) && !dislikes.contains(&row));
            let first = &list[..list.len().min(10)];
            let outcome = Outcome {
                user: name,
                ndcg10: ndcg(&list, &targets, 10),
                recall20: recall(&list, &targets, 20),
                auc: auc(&scores, &targets, held),
                matched_auc: matched_auc(&scores, &targets, &user.rated, &context.by_fame, &context.fame_place),
                diversity: diversity(&context.model, first),
                popularity_rank: first.iter().map(|&row| context.fame_place[row] as f64 + 1.0).sum::<f64>()
                    / first.len().max(1) as f64,
                of_one_series: of_one_series(&context.model, first),
                first: first.to_vec(),
            };
            outcomes.push((ranker, place, outcome));
        }
    }
    outcomes
}

fn figures(
    outcomes: &[Outcome],
    against: Option<&[Outcome]>,
    picks: usize,
    model: &Model,
    settings: &Settings,
) -> Option<Figures> {
    let figure = |of: &dyn Fn(&Outcome) -> Option<f64>| -> Option<Figure> {
        let values: Vec<f64> = outcomes.iter().filter_map(of).collect();
        bootstrap::figure(&values, settings.resamples, settings.seed)
    };
    let difference = against.and_then(|against| {
        debug_assert!(outcomes.iter().zip(against).all(|(a, b)| a.user == b.user), "pairs are of one user");
        let pairs: Vec<f64> = outcomes.iter().zip(against).map(|(a, b)| a.ndcg10 - b.ndcg10).collect();
        bootstrap::figure(&pairs, settings.resamples, settings.seed)
    });
    let shown: BTreeSet<Row> = outcomes.iter().flat_map(|outcome| outcome.first.iter().copied()).collect();
    Some(Figures {
        picks: settings.picks[picks],
        users: outcomes.len(),
        ndcg10: figure(&|o| Some(o.ndcg10))?,
        recall20: figure(&|o| Some(o.recall20))?,
        auc: figure(&|o| o.auc),
        matched_auc: figure(&|o| o.matched_auc),
        diversity: figure(&|o| o.diversity),
        popularity_rank: figure(&|o| Some(o.popularity_rank))?,
        of_one_series: figure(&|o| o.of_one_series),
        coverage: shown.len() as f64 / model.films().len() as f64,
        difference,
    })
}
