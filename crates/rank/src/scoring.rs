//! From a taste to a score for every film: as a whole, and for each group of its likes.

use matinee_features::Row;

use crate::limits::WELL_KNOWN_RANK;
use crate::list_rules;
use crate::ranker::Ranker;
use crate::scored_films::{LikeGroup, ScoredFilms};
use crate::scoring_params::FAME_BESIDE_BOOSTS;
use crate::stage_times::RankStage;
use crate::svm::SvmError;
use crate::taste::{Steer, Taste};
use crate::terms::{SteeredColumns, WordsOfTerms};
use crate::user_model::UserModel;

impl Ranker {
    /// All films scored for a taste as a whole.
    pub(crate) fn scored(&self, taste: &Taste, steer: &Steer) -> Result<ScoredFilms, SvmError> {
        let (user_model, unknown_terms) = self.train(taste, steer)?;
        let score = || {
            let products = self.products(&user_model.weights);
            self.with_fame(user_model, products, self.fame(taste), unknown_terms)
        };
        Ok(self.stage_times.time(RankStage::Score, score))
    }

    /// All films scored for a taste as a whole, and for each group of its likes, if they are in groups.
    pub(crate) fn scored_with_groups(
        &self,
        taste: &Taste,
        steer: &Steer,
    ) -> Result<(ScoredFilms, Vec<LikeGroup>), SvmError> {
        let (user_model, unknown_terms) = self.train(taste, steer)?;
        let score = || {
            let groups = user_model.groups.iter().flatten();
            let parts: Vec<Taste> = groups.map(|likes| taste.with_likes(likes)).collect();
            let of_part = |part: &Taste| user_model.of_part(&self.model, part, &self.scoring);
            let of_parts: Vec<UserModel> = parts.iter().map(of_part).collect();
            let weights: Vec<&[f32]> =
                std::iter::once(&user_model).chain(&of_parts).map(|of| &of.weights[..]).collect();
            let mut products = self.scorer.products_of_each(self.model.matrix(), &weights).into_iter();
            let of_whole = products.next().expect("the first weights are those of the whole taste");
            let groups = parts.into_iter().zip(of_parts).zip(products).map(|((part, user_model), products)| {
                LikeGroup { scored: self.with_fame(user_model, products, self.fame(&part), Vec::new()), part }
            });
            let groups = groups.collect();
            (self.with_fame(user_model, of_whole, self.fame(taste), unknown_terms), groups)
        };
        Ok(self.stage_times.time(RankStage::Score, score))
    }

    /// Trains on a taste; with it come the steered terms that no film has.
    fn train(&self, taste: &Taste, steer: &Steer) -> Result<(UserModel, Vec<String>), SvmError> {
        let background = self.other_prior.as_ref().map_or(self.model.background(), |other| &other.background);
        let mut steered = if steer.says_nothing() {
            SteeredColumns::default()
        } else {
            let words = self.words_of_terms.get_or_init(|| WordsOfTerms::new(&self.model));
            words.steered(&self.model, steer, |term| self.names_meant(term))
        };
        // What one film alone has is no column.
        steered.unknown.retain(|term| !steer.muted().contains(term) || self.bearers(term).is_empty());
        let unknown_terms = std::mem::take(&mut steered.unknown);
        let groups = list_rules::groups(&self.model, taste.likes(), &self.traits);
        let train =
            || UserModel::new(&self.model, background, taste, groups, steered, &self.scoring, self.linfa_max_rows);
        Ok((self.stage_times.time(RankStage::Train, train)?, unknown_terms))
    }

    /// What a prior of 1 adds to a score for a taste.
    fn fame(&self, taste: &Taste) -> f32 {
        match taste.likes() {
            [] if taste.says_nothing() => FAME_BESIDE_BOOSTS,
            likes => self.scoring.fame_weight(likes.iter().map(|&like| self.prior()[like])),
        }
    }

    pub(crate) fn prior(&self) -> &[f32] {
        self.other_prior.as_ref().map_or(self.model.prior(), |other| &other.prior)
    }

    /// Whether a film is among the best known, so that it may be said.
    pub(crate) fn is_well_known(&self, row: Row) -> bool {
        // The prior of a film better known than this share of all films; see `prior` of `matinee-features`.
        let films = self.model.films().len().max(2) as f32;
        self.prior()[row] >= -(1.0 - WELL_KNOWN_RANK).ln() / films.ln()
    }

    /// Adds to the products what the films' fame adds: a prior of 1 adds `fame`.
    fn with_fame(
        &self,
        user_model: UserModel,
        products: Vec<f32>,
        fame: f32,
        unknown_terms: Vec<String>,
    ) -> ScoredFilms {
        let mut scores = products;
        for (score, prior) in scores.iter_mut().zip(self.prior()) {
            *score += fame * prior;
        }
        ScoredFilms { user_model, scores, fame, unknown_terms }
    }
}
