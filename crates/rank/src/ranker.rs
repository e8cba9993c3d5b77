//! Ranking all films of a model against a taste.

use std::sync::Arc;

use matinee_features::{Model, Row};

use crate::attribution::{Attribution, DislikeAttribution};
use crate::diversify::diversify;
use crate::filter::Filter;
use crate::reasons::{self, Reason};
use crate::scorer::Scorer;
use crate::scoring_params::ScoringParams;
use crate::svm::SvmError;
use crate::taste::{Steer, Taste};
use crate::top::top;
use crate::user_model::{SMALL, UserModel};

/// A list holds at most this many films.
pub const MAX_LIMIT: usize = 200;
/// Variety is looked for among so many of the best, or twice what is asked for.
pub(crate) const POOL: usize = 200;
/// The same for a list that is not learnt.
const WALL_POOL: usize = 400;
/// How many reasons a recommendation shows.
pub(crate) const SHOWN: usize = 5;

/// Learns tastes and ranks films. Cheap to share; holds nothing of any viewer.
#[derive(Debug)]
pub struct Ranker {
    pub(crate) model: Arc<Model>,
    pub(crate) scoring: ScoringParams,
    /// Training rows up to which linfa trains.
    small: usize,
    products: Scorer,
    /// Another prior than the model's, and the background that goes with it.
    measured: Option<Measured>,
}

/// What a model has of its own, from elsewhere.
#[derive(Debug)]
struct Measured {
    prior: Vec<f32>,
    background: Vec<u32>,
}

/// How near the list stays to the picks, from 0 ("surprise me") to 1 ("close to my picks").
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Closeness(f32);

impl Closeness {
    /// Takes 0 to 1; other numbers go to the nearer end, what is not a number to the default.
    pub fn new(value: f32) -> Self {
        if value.is_nan() { Self::default() } else { Self(value.clamp(0.0, 1.0)) }
    }

    /// The number, 0 to 1.
    pub fn get(self) -> f32 {
        self.0
    }

    /// What likeness to a film above costs, see [`diversify`].
    pub(crate) fn variety(self) -> f32 {
        1.0 - self.0
    }
}

impl Default for Closeness {
    fn default() -> Self {
        Self(0.7)
    }
}

/// What is asked of a list.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Films to pass over: those already shown.
    pub offset: usize,
    /// How many films to give, at most [`MAX_LIMIT`].
    pub limit: usize,
    /// Which films may be shown.
    pub filter: Filter,
    /// How near to the picks.
    pub closeness: Closeness,
    /// Terms muted and boosted.
    pub steer: Steer,
}

/// One film of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendation {
    /// The film.
    pub row: Row,
    /// How well it fits; only the order and differences within one list mean anything.
    pub score: f32,
    /// What speaks most for it, strongest first.
    pub reasons: Vec<Reason>,
    /// The one or two liked films that gave most of it.
    pub because: Vec<Attribution>,
    /// The disliked film that took most from it, where that is worth a word.
    pub against: Option<DislikeAttribution>,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendations {
    /// Whether it was learnt from a taste; otherwise it is a varied list of well-known films.
    pub learnt: bool,
    /// The films, best first.
    pub films: Vec<Recommendation>,
    /// How many films fit the filter and are not in the taste: how far "show more" can go.
    pub fitting: usize,
    /// Terms to steer by that no film has, and that changed nothing.
    pub unknown_terms: Vec<String>,
}

/// Everything that made a film's score.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The score.
    pub score: f32,
    /// Its parts, those that move it most first; they add up to it.
    pub parts: Vec<Reason>,
    /// What each liked film gave to it, the most first.
    pub likes: Vec<Attribution>,
    /// What each disliked film took from it, the most first.
    pub dislikes: Vec<DislikeAttribution>,
    /// Terms to steer by that no film has.
    pub unknown_terms: Vec<String>,
}

pub(crate) struct Scored {
    pub(crate) learnt: UserModel,
    /// By row.
    pub(crate) scores: Vec<f32>,
    /// What a prior of 1 adds.
    fame: f32,
}

impl Scored {
    pub(crate) fn unknown_terms(self) -> Vec<String> {
        self.learnt.unknown
    }
}

impl Ranker {
    /// Prepares a model for ranking.
    pub fn new(model: Arc<Model>) -> Self {
        Self { products: Scorer::new(&model), model, scoring: ScoringParams::default(), small: SMALL, measured: None }
    }

    /// Learns with other numbers than the measured ones: for measuring.
    #[must_use]
    pub fn with_scoring_params(mut self, scoring: ScoringParams) -> Self {
        self.scoring = scoring;
        self
    }

    /// Ranks by another prior than the model's (0 to 1, by row), against the background that goes with it: for measuring.
    ///
    /// # Panics
    /// If there are not as many priors as films.
    #[must_use]
    pub fn with_prior(mut self, prior: Vec<f32>) -> Self {
        let background = matinee_features::background(self.model.matrix(), &prior, self.model.params().background);
        self.measured = Some(Measured { prior, background });
        self
    }

    /// Lets linfa train on tastes of any size, in time that grows with their cube: to measure the quicker way against.
    #[must_use]
    pub fn with_full_machine(mut self) -> Self {
        self.small = usize::MAX;
        self
    }

    /// The model it ranks.
    pub fn model(&self) -> &Arc<Model> {
        &self.model
    }

    /// Ranks all films against a taste. Films of the taste are left out.
    ///
    /// # Errors
    /// The machine could not be trained, which takes a damaged model.
    pub fn recommend(&self, taste: &Taste, options: &Options) -> Result<Recommendations, SvmError> {
        let scored = self.scored(taste, &options.steer)?;
        let learnt = !taste.says_nothing() || !options.steer.boosted().is_empty();
        // Well-known films alone would be a list of one kind, and many are equally well known: variety is all it is for.
        let (pool, variety) = if learnt { (POOL, options.closeness.variety()) } else { (WALL_POOL, 1.0) };
        let (chosen, fitting) = self.choose(&scored.scores, options, pool, variety, taste.named());
        let mut dense = self.blank();
        let films = chosen
            .into_iter()
            .map(|(row, score)| self.recommendation(row, score, &scored, SHOWN, &mut dense))
            .collect();
        Ok(Recommendations { learnt, films, fitting, unknown_terms: scored.unknown_terms() })
    }

    /// Ranks given films against a taste, best first, each once: which of these? Films of the taste are left out; there is neither
    /// variety nor a limit to films of one series.
    ///
    /// # Errors
    /// As [`Ranker::recommend`].
    pub fn recommend_among(&self, taste: &Taste, steer: &Steer, films: &[Row]) -> Result<Recommendations, SvmError> {
        let scored = self.scored(taste, steer)?;
        let mut rows: Vec<Row> = films.iter().copied().filter(|&row| !taste.names(row)).collect();
        let order = |a: &Row, b: &Row| scored.scores[*b].total_cmp(&scored.scores[*a]).then(a.cmp(b));
        rows.sort_unstable_by(order);
        rows.dedup();
        let mut dense = self.blank();
        let films: Vec<_> = rows
            .into_iter()
            .map(|row| self.recommendation(row, scored.scores[row], &scored, SHOWN, &mut dense))
            .collect();
        let learnt = !taste.says_nothing() || !steer.boosted().is_empty();
        Ok(Recommendations { learnt, fitting: films.len(), films, unknown_terms: scored.unknown_terms() })
    }

    /// The best films that fit and are not `named`, with their scores, spread; and how many there are.
    pub(crate) fn choose(
        &self,
        scores: &[f32],
        options: &Options,
        pool: usize,
        variety: f32,
        named: impl Iterator<Item = Row>,
    ) -> (Vec<(Row, f32)>, usize) {
        let model = &*self.model;
        let mut fits = vec![true; model.films().len()];
        for row in named {
            fits[row] = false;
        }
        if !options.filter.is_open() {
            for (fits, film) in fits.iter_mut().zip(model.films()) {
                *fits &= options.filter.fits(film);
            }
        }
        let fitting = fits.iter().filter(|&&f| f).count();
        let wanted = options.offset.saturating_add(options.limit.min(MAX_LIMIT));
        let best = top(scores, pool.max(wanted.saturating_mul(2)), |row| fits[row]);
        let ranked: Vec<(Row, f32)> = best.into_iter().map(|row| (row, scores[row])).collect();
        let mut chosen = diversify(model, &ranked, wanted, variety);
        chosen.drain(..options.offset.min(chosen.len()));
        (chosen, fitting)
    }

    /// The films most like one film, best first, that film left out: what somebody would get who likes it and nothing else, variety aside.
    ///
    /// # Errors
    /// As [`Ranker::recommend`].
    pub fn similar(&self, row: Row, limit: usize) -> Result<Vec<Recommendation>, SvmError> {
        let scored = self.scored(&Taste::of_one(row), &Steer::default())?;
        let best = top(&scored.scores, limit.min(MAX_LIMIT), |other| other != row);
        let mut dense = self.blank();
        let similar = |other| {
            let found = self.recommendation(other, scored.scores[other], &scored, SHOWN, &mut dense);
            // That it is like the film it is like needs no saying.
            Recommendation { because: Vec::new(), ..found }
        };
        Ok(best.into_iter().map(similar).collect())
    }

    /// All that made one film's score against a taste.
    ///
    /// # Errors
    /// As [`Ranker::recommend`].
    pub fn explain(&self, taste: &Taste, steer: &Steer, row: Row) -> Result<Explanation, SvmError> {
        let scored = self.scored(taste, steer)?;
        let parts = reasons::all(&self.model, self.parts(&scored, row));
        let mut dense = self.blank();
        let effect = self.effect(&scored, row, &mut dense);
        let attribute = |(other, contribution)| self.dislike_attribution(other, contribution, &dense);
        let dislikes = effect.dislikes.into_iter().map(attribute).collect();
        Ok(Explanation {
            score: scored.scores[row],
            parts,
            likes: effect.likes,
            dislikes,
            unknown_terms: scored.unknown_terms(),
        })
    }

    /// Every film's score against a taste, by row.
    ///
    /// # Errors
    /// As [`Ranker::recommend`].
    pub fn score(&self, taste: &Taste) -> Result<Vec<f32>, SvmError> {
        Ok(self.scored(taste, &Steer::default())?.scores)
    }

    /// Every film's product with weights of the terms (by column; as many as the model has terms), by row: what scoring is but for fame.
    pub fn products(&self, weights: &[f32]) -> Vec<f32> {
        self.products.with(self.model.matrix(), weights)
    }

    pub(crate) fn scored(&self, taste: &Taste, steer: &Steer) -> Result<Scored, SvmError> {
        let background = self.measured.as_ref().map_or(self.model.background(), |measured| &measured.background);
        let learnt = UserModel::new(&self.model, background, taste, steer, &self.scoring, self.small)?;
        let fame = match taste.likes() {
            [] if taste.says_nothing() => BESIDE_BOOSTS,
            likes => self.scoring.fame_weight(likes.iter().map(|&like| self.prior()[like])),
        };
        Ok(self.score_all(learnt, fame))
    }

    fn prior(&self) -> &[f32] {
        self.measured.as_ref().map_or(self.model.prior(), |measured| &measured.prior)
    }

    /// Content and fame together, by row; a prior of 1 adds `fame`.
    fn score_all(&self, learnt: UserModel, fame: f32) -> Scored {
        let mut scores = self.products(&learnt.weights);
        for (score, prior) in scores.iter_mut().zip(self.prior()) {
            *score += fame * prior;
        }
        Scored { learnt, scores, fame }
    }

    /// A dense row of nothing, to lay films out in.
    pub(crate) fn blank(&self) -> Vec<f32> {
        vec![0.0; self.model.matrix().width()]
    }

    pub(crate) fn parts(&self, scored: &Scored, row: Row) -> Vec<reasons::Part> {
        reasons::parts(&self.model, &scored.learnt.weights, row, scored.fame * self.prior()[row])
    }
}

/// What fame weighs where there is nothing else but terms to steer by: it decides between films that have them alike.
const BESIDE_BOOSTS: f32 = 0.02;
