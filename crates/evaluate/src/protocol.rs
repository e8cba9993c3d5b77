//! Who is asked what, and what may be learnt from whom.

use std::collections::BTreeSet;
use std::sync::Arc;

use matinee_catalogue::Catalogue;
use matinee_features::{Model, Row};
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;

use crate::bootstrap::{Estimate, estimate};
use crate::context::TrainingContext;
use crate::error::EvaluateError;
use crate::history;
use crate::join::Join;
use crate::question::{Outcome, Question, TARGETS};
use crate::ratings::Ratings;
use crate::recommender::{Query, Recommender};
use crate::recommenders::{self, Factory};
use crate::report::{Figures, Joined, Report, Sources};
use crate::settings::{EvaluationSettings, Half};
use crate::users::{User, users};

/// Asks every recommender for every user. `done` is called with the number of users asked since its last call.
///
/// # Errors
/// Too little was joined, or a recommender of that name does not exist.
pub fn evaluate(
    ratings: &Ratings,
    films: &Catalogue,
    join: &Join,
    settings: &EvaluationSettings,
    done: &(dyn Fn(u64) + Sync),
) -> Result<Report, EvaluateError> {
    if join.ratings == 0 {
        return Err(EvaluateError::NothingJoined(ratings.films.len()));
    }
    let factories = settings.rankers.iter().map(|name| recommenders::find(name)).collect::<Result<Vec<_>, _>>()?;
    let against = settings.against.as_deref().map(recommenders::find).transpose()?;
    let against = against.and_then(|against| factories.iter().position(|factory| factory.0 == against.0));
    let model = Arc::new(Model::train(join.catalogue(films), &settings.params)?);
    let mut random = ChaCha8Rng::seed_from_u64(settings.seed);
    let users = users(ratings, films, join, &model, &mut random);
    // A user's place in the shuffled order decides the fold and the half, so that halves are as even as folds.
    let mut order: Vec<usize> = (0..users.len()).filter(|&user| !users[user].rated.is_empty()).collect();
    order.shuffle(&mut random);
    let outcomes = outcomes(&model, &users, &order, &factories, settings, done);
    if outcomes.iter().flatten().all(Vec::is_empty) {
        let least = settings.picks.iter().min().copied().unwrap_or(0);
        if settings.history.is_some() {
            return Err(EvaluateError::NoHistories(least));
        }
        return Err(EvaluateError::NoUsers {
            likes: least + TARGETS,
            dislikes: settings.dislikes.then_some(least + 1),
        });
    }
    let by_picks = |recommender: usize| {
        let other = against.filter(|&other| other != recommender);
        let figures = |(place, &picks): (usize, &usize)| {
            let other = other.map(|other| &outcomes[other][place][..]);
            Some((picks, figures(&outcomes[recommender][place], other, &model, settings)?))
        };
        settings.picks.iter().enumerate().filter_map(figures).collect()
    };
    Ok(Report {
        joined: Joined {
            films: model.films().len(),
            by_id: join.by_id,
            by_title: join.by_title,
            ratings: join.ratings,
            users: order.len(),
        },
        against: settings.against.clone(),
        rankers: factories.iter().zip(0..).map(|(factory, place)| (factory.0.to_owned(), by_picks(place))).collect(),
        sources: Sources::default(),
        settings: settings.clone(),
    })
}

/// The outcomes by recommender, then by number of picks. Each user is asked in one fold; recommenders learn from the
/// users of the others.
fn outcomes(
    model: &Arc<Model>,
    users: &[User],
    order: &[usize],
    factories: &[&Factory],
    settings: &EvaluationSettings,
    done: &(dyn Fn(u64) + Sync),
) -> Vec<Vec<Vec<Outcome>>> {
    let asked = |place: usize| match settings.half {
        Half::Both => true,
        Half::First => (place / settings.folds).is_multiple_of(2),
        Half::Second => !(place / settings.folds).is_multiple_of(2),
    };
    let mut outcomes: Vec<Vec<Vec<Outcome>>> =
        factories.iter().map(|_| settings.picks.iter().map(|_| Vec::new()).collect()).collect();
    for fold in 0..settings.folds {
        let (inside, outside): (Vec<usize>, Vec<usize>) =
            (0..order.len()).partition(|place| place % settings.folds == fold);
        let training: Vec<&User> = outside.iter().map(|&place| &users[order[place]]).collect();
        let (prior, scoring) = (settings.prior, settings.scoring.clone());
        let context = TrainingContext::new(Arc::clone(model), training, prior, scoring, settings.seed);
        let recommenders: Vec<Box<dyn Recommender>> = factories.iter().map(|factory| factory.1(&context)).collect();
        let test: Vec<usize> = inside.into_iter().filter(|&place| asked(place)).map(|place| order[place]).collect();
        let of_fold: Vec<Vec<(usize, usize, Outcome)>> = test
            .par_iter()
            .map(|&user| {
                let of_user = ask(user, &users[user], &recommenders, &context, settings);
                done(1);
                of_user
            })
            .collect();
        for (recommender, picks, outcome) in of_fold.into_iter().flatten() {
            outcomes[recommender][picks].push(outcome);
        }
    }
    outcomes
}

/// One user's outcomes, each with the positions of its recommender and its number of picks.
fn ask(
    name: usize,
    user: &User,
    recommenders: &[Box<dyn Recommender>],
    context: &TrainingContext,
    settings: &EvaluationSettings,
) -> Vec<(usize, usize, Outcome)> {
    if let Some(draws) = settings.history {
        return history::ask(name, user, recommenders, context, settings, draws);
    }
    let mut outcomes = Vec::new();
    let enough =
        |picks: usize| user.likes.len() >= picks + TARGETS && (!settings.dislikes || user.dislikes.len() > picks);
    for (place, &picks) in settings.picks.iter().enumerate().filter(|&(_, &picks)| enough(picks)) {
        let (likes, hidden_likes) = user.likes.split_at(picks);
        let candidate = |&row: &Row| !settings.cold || context.rated[row] == 0;
        let targets: Vec<Row> = hidden_likes.iter().copied().filter(candidate).collect();
        if targets.is_empty() {
            continue;
        }
        let (dislikes, hidden_dislikes) = user.dislikes.split_at(if settings.dislikes { picks } else { 0 });
        let question = Question {
            query: Query { user: name, likes, dislikes, weights: &[] },
            rated: &user.rated,
            targets: &targets,
            below: hidden_dislikes,
        };
        let keep = |row| candidate(&row) && !likes.contains(&row) && !dislikes.contains(&row);
        for (recommender, asked) in recommenders.iter().enumerate() {
            outcomes.push((recommender, place, question.ask(&**asked, context, keep)));
        }
    }
    outcomes
}

/// Means and intervals of one recommender's outcomes at one number of picks, `other`'s being those it is compared with.
fn figures(
    outcomes: &[Outcome],
    other: Option<&[Outcome]>,
    model: &Model,
    settings: &EvaluationSettings,
) -> Option<Figures> {
    let of_values = |values: &[f64]| estimate(values, settings.resamples, settings.seed);
    let of =
        |measure: fn(&Outcome) -> Option<f64>| of_values(&outcomes.iter().filter_map(measure).collect::<Vec<f64>>());
    let mean = |estimate: Option<Estimate>| estimate.map(|estimate| estimate.mean);
    let interval = |estimate: Option<Estimate>| estimate.map(|estimate| estimate.interval);
    let difference = other.and_then(|other| {
        debug_assert!(outcomes.iter().zip(other).all(|(a, b)| a.user == b.user), "pairs are of one user");
        let pairs: Vec<f64> = outcomes.iter().zip(other).map(|(a, b)| a.ndcg10 - b.ndcg10).collect();
        of_values(&pairs)
    });
    let shown: BTreeSet<Row> = outcomes.iter().flat_map(|outcome| outcome.first.iter().copied()).collect();
    let (ndcg10, recall20) = (of(|o| Some(o.ndcg10))?, of(|o| Some(o.recall20))?);
    let popularity_rank = of(|o| Some(o.popularity_rank))?;
    let (auc, matched_auc) = (of(|o| o.auc), of(|o| o.matched_auc));
    let (diversity, of_one_series) = (of(|o| o.diversity), of(|o| o.of_one_series));
    Some(Figures {
        users: outcomes.len(),
        ndcg10: ndcg10.mean,
        ndcg10_interval: ndcg10.interval,
        recall20: recall20.mean,
        recall20_interval: recall20.interval,
        auc: mean(auc),
        auc_interval: interval(auc),
        matched_auc: mean(matched_auc),
        matched_auc_interval: interval(matched_auc),
        diversity: mean(diversity),
        diversity_interval: interval(diversity),
        of_one_series: mean(of_one_series),
        of_one_series_interval: interval(of_one_series),
        popularity_rank: popularity_rank.mean,
        popularity_rank_interval: popularity_rank.interval,
        ndcg10_difference: mean(difference),
        ndcg10_difference_interval: interval(difference),
        coverage: shown.len() as f64 / model.films().len() as f64,
    })
}
