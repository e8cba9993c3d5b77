//! Ranking all films of a model against a taste.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use matinee_features::{Model, Row};

use crate::attribution::{DislikeAttribution, attributions};
use crate::bearers::Bearers;
use crate::filter::Filter;
use crate::fitting::{Fitting, LeavesOut, RuleEffect};
use crate::history::HistoryParams;
use crate::limits::{MAX_LIST_FILMS, MAX_REASONS, SHOWN_DISLIKE_SHARE, SHOWN_SECOND_LIKE_SHARE};
use crate::list_options::ListOptions;
use crate::list_rules::ListRules;
use crate::readable::Readable;
use crate::reasons::{self, PartOf, ScorePart};
use crate::recommendation::{Explanation, Recommendation, Recommendations};
use crate::scored_films::ScoredFilms;
use crate::scorer::Scorer;
use crate::scoring_params::{LINFA_MAX_ROWS, ScoringParams};
use crate::stage_times::{RankStage, StageTimes};
use crate::svm::SvmError;
use crate::taste::{Steer, Taste};
use crate::taste_rule::TasteRule;
use crate::taste_token::FilmHashes;
use crate::terms::WordsOfTerms;
use crate::top::top;
use crate::trait_films::TraitFilms;
use crate::wish::{Phrasebook, Translations};

/// Trains user models and ranks films. Cheap to share; keeps nothing of any viewer.
#[derive(Debug)]
pub struct Ranker {
    pub(crate) model: Arc<Model>,
    pub(crate) scoring: ScoringParams,
    /// linfa trains user models of up to this many rows.
    pub(crate) linfa_max_rows: usize,
    pub(crate) scorer: Scorer,
    readable: Readable,
    /// Made when a term is first steered.
    pub(crate) words_of_terms: OnceLock<WordsOfTerms>,
    /// Read from the films when a term is first muted.
    pub(crate) bearers: OnceLock<Bearers>,
    /// Which films have the traits that tastes are held to.
    pub(crate) traits: TraitFilms,
    hashes: Arc<FilmHashes>,
    pub(crate) stage_times: StageTimes,
    /// Used instead of the model's own, to measure it.
    pub(crate) other_prior: Option<OtherPrior>,
    /// What wishes in other languages are read by.
    pub(crate) translations: Translations,
    /// What words of wishes mean; made when the first is read.
    pub(crate) phrasebook: OnceLock<Phrasebook>,
}

/// A prior that is not the model's, and the background chosen by it.
#[derive(Debug)]
pub(crate) struct OtherPrior {
    pub(crate) prior: Vec<f32>,
    pub(crate) background: Vec<u32>,
}

impl Ranker {
    /// Prepares to rank the films of a model.
    pub fn new(model: Arc<Model>) -> Self {
        Self {
            scorer: Scorer::new(&model),
            readable: Readable::new(&model),
            hashes: Arc::new(FilmHashes::new(model.films())),
            stage_times: StageTimes::default(),
            model,
            scoring: ScoringParams::default(),
            linfa_max_rows: LINFA_MAX_ROWS,
            words_of_terms: OnceLock::new(),
            bearers: OnceLock::new(),
            traits: TraitFilms::default(),
            other_prior: None,
            translations: Translations::default(),
            phrasebook: OnceLock::new(),
        }
    }

    /// Scores with other parameters than the defaults, to measure them.
    #[must_use]
    pub fn with_scoring_params(mut self, scoring: ScoringParams) -> Self {
        self.scoring = scoring;
        self
    }

    /// Ranks with another prior than the model's (0 to 1, by row) and the background chosen by it, to measure it.
    ///
    /// # Panics
    /// If there are not as many priors as films.
    #[must_use]
    pub fn with_prior(mut self, prior: Vec<f32>) -> Self {
        let background = matinee_features::background(self.model.matrix(), &prior, self.model.params().background);
        self.other_prior = Some(OtherPrior { prior, background });
        self
    }

    /// Lets linfa train on tastes of any size, in time that grows with the cube of the size: to compare the quicker
    /// solver with. linfa has one bound for each class, so every taste is trained as a handful.
    #[must_use]
    pub fn with_full_machine(mut self) -> Self {
        self.linfa_max_rows = usize::MAX;
        self.scoring.history = HistoryParams::never();
        self
    }

    /// The model whose films it ranks.
    pub fn model(&self) -> &Arc<Model> {
        &self.model
    }

    /// The films by the hashes that links have.
    pub fn film_hashes(&self) -> &Arc<FilmHashes> {
        &self.hashes
    }

    /// How long the stages of its work took so far.
    pub fn stage_times(&self) -> &StageTimes {
        &self.stage_times
    }

    /// The films that fit and bear no muted term, but for those in `named`.
    pub(crate) fn fitting(&self, filter: &Filter, steer: &Steer, named: impl Iterator<Item = Row>) -> Fitting {
        Fitting::of_all(&self.model, filter, steer, named, self)
    }

    /// How many films a taste's list can have at most: those that fit and that its rules admit.
    pub fn longest_list(&self, taste: &Taste, options: &ListOptions) -> usize {
        let fits = self.fitting(&options.filter, &options.steer, taste.named()).fits;
        let rules = ListRules::new(&self.model, taste, &self.traits);
        (0..fits.len()).filter(|&row| fits[row] && rules.admits(&self.model, row)).count()
    }

    /// How many films a list chooses from: as many as [`Recommendations::fitting`] says, without training or ranking.
    pub fn count_fitting(&self, taste: &Taste, filter: &Filter, steer: &Steer) -> usize {
        self.fitting(filter, steer, taste.named()).films
    }

    /// What each rule leaves out of a list for a taste.
    pub fn rule_effects(&self, taste: &Taste, steer: &Steer) -> Vec<RuleEffect> {
        if steer.rules().is_empty() {
            return Vec::new();
        }
        self.fitting(&Filter::default(), steer, taste.named()).rules
    }

    /// The muted terms that a film bears. If there are any, lists leave it out.
    pub fn left_out_by(&self, steer: &Steer, row: Row) -> Vec<String> {
        let bears = |term: &&String| self.bearers(term).binary_search(&row).is_ok();
        steer.muted().iter().filter(bears).cloned().collect()
    }

    /// The rules that leave a film out.
    pub fn ruled_out_by(&self, steer: &Steer, row: Row) -> Vec<TasteRule> {
        let rules = steer.rules().iter().cloned();
        rules.filter(|rule| self.ruled_out(rule).binary_search(&row).is_ok()).collect()
    }

    /// The films that bear a term, ascending.
    pub(crate) fn bearers(&self, term: &str) -> Vec<Row> {
        let bearers = self.bearers.get_or_init(|| Bearers::new(&self.model));
        let mut rows = bearers.of(&self.model, term);
        let meant = self.names_meant(term);
        if !meant.is_empty() {
            rows.extend(meant.iter().flat_map(|name| bearers.of(&self.model, name)));
            rows.sort_unstable();
            rows.dedup();
        }
        rows
    }

    /// Ranks all films for a taste. Films of the taste and those that bear a muted term are left out.
    ///
    /// # Errors
    /// The user model could not be trained. That takes a damaged model.
    pub fn recommend(&self, taste: &Taste, options: &ListOptions) -> Result<Recommendations, SvmError> {
        let (scored, groups) = self.scored_with_groups(taste, &options.steer)?;
        let learnt = !taste.says_nothing() || !options.steer.boosted().is_empty();
        let options = if taste.says_nothing() { Cow::Borrowed(options) } else { options.for_taste() };
        let fitting = self.fitting(&options.filter, &options.steer, taste.named());
        let choose = || -> Vec<(Row, &ScoredFilms)> {
            if !groups.is_empty() {
                return self.choose_by_group(&groups, &options, &fitting);
            }
            let chosen = if learnt {
                let rules = ListRules::new(&self.model, taste, &self.traits);
                self.choose(&scored.scores, scored.fame, &options, &rules, &fitting)
            } else {
                self.choose_untaught(&scored.scores, &options, &fitting)
            };
            chosen.into_iter().map(|(row, _)| (row, &scored)).collect()
        };
        let chosen = self.stage_times.time(RankStage::Choose, choose);
        let mut dense = self.zeros();
        let reasons =
            |(row, of): (Row, &ScoredFilms)| self.recommendation(row, scored.scores[row], of, MAX_REASONS, &mut dense);
        let films = self.stage_times.time(RankStage::Reasons, || chosen.into_iter().map(reasons).collect());
        Ok(Recommendations::new(learnt, films, fitting, scored.unknown_terms))
    }

    /// Ranks only these films for a taste, the best first, each once. Films of the taste and those that bear a muted term
    /// are left out. The list is not diversified, nor are films of one series limited.
    ///
    /// # Errors
    /// As [`Ranker::recommend`].
    pub fn recommend_among(&self, taste: &Taste, steer: &Steer, films: &[Row]) -> Result<Recommendations, SvmError> {
        let scored = self.scored(taste, steer)?;
        let fitting = Fitting::among(&self.model, films, steer, taste, self);
        let mut rows: Vec<Row> = films.iter().copied().filter(|&row| fitting.fits[row]).collect();
        let order = |a: &Row, b: &Row| scored.scores[*b].total_cmp(&scored.scores[*a]).then(a.cmp(b));
        rows.sort_unstable_by(order);
        rows.dedup();
        let mut dense = self.zeros();
        let films = rows
            .into_iter()
            .map(|row| self.recommendation(row, scored.scores[row], &scored, MAX_REASONS, &mut dense))
            .collect();
        let learnt = !taste.says_nothing() || !steer.boosted().is_empty();
        Ok(Recommendations::new(learnt, films, fitting, scored.unknown_terms))
    }

    /// The films most similar to a film, the best first: those recommended to somebody who likes only this film,
    /// without diversification.
    ///
    /// # Errors
    /// As [`Ranker::recommend`].
    pub fn similar(&self, row: Row, limit: usize) -> Result<Vec<Recommendation>, SvmError> {
        let scored = self.scored(&Taste::of_one(row), &Steer::default())?;
        let best = top(&scored.scores, limit.min(MAX_LIST_FILMS), |other| other != row);
        let mut dense = self.zeros();
        let similar = |other| {
            let found = self.recommendation(other, scored.scores[other], &scored, MAX_REASONS, &mut dense);
            // The only liked film is the one that was asked about.
            Recommendation { because: Vec::new(), ..found }
        };
        Ok(best.into_iter().map(similar).collect())
    }

    /// Explains a film's score for a taste.
    ///
    /// # Errors
    /// As [`Ranker::recommend`].
    pub fn explain(&self, taste: &Taste, steer: &Steer, row: Row) -> Result<Explanation, SvmError> {
        let scored = self.scored(taste, steer)?;
        let parts = reasons::all(&self.model, self.parts(&scored, row));
        let mut dense = self.zeros();
        let picks = attributions(&self.model, &scored.user_model, row, &mut dense);
        let attribute = |dislike| DislikeAttribution::new(&self.model, &self.readable, dislike, row, &dense);
        let dislikes = picks.dislikes.into_iter().map(attribute).collect();
        let rules = self.ruled_out_by(steer, row).into_iter().map(|rule| rule.to_string());
        Ok(Explanation {
            score: scored.scores[row],
            parts,
            likes: picks.likes,
            dislikes,
            left_out_by: self.left_out_by(steer, row).into_iter().chain(rules).collect(),
            unknown_terms: scored.unknown_terms,
        })
    }

    /// Every film's score for a taste, by row.
    ///
    /// # Errors
    /// As [`Ranker::recommend`].
    pub fn score(&self, taste: &Taste) -> Result<Vec<f32>, SvmError> {
        Ok(self.scored(taste, &Steer::default())?.scores)
    }

    /// Every film's product with the weights of the terms, by row: its score without fame. `weights` are by column.
    pub fn products(&self, weights: &[f32]) -> Vec<f32> {
        self.scorer.products(self.model.matrix(), weights)
    }

    /// A film of a list, with at most `max_reasons`. `dense` must be zero, and is again afterwards.
    pub(crate) fn recommendation(
        &self,
        row: Row,
        score: f32,
        scored: &ScoredFilms,
        max_reasons: usize,
        dense: &mut [f32],
    ) -> Recommendation {
        let picks = attributions(&self.model, &scored.user_model, row, dense);
        let mut because = picks.likes;
        let added: f32 = because.iter().map(|like| like.contribution).sum();
        because.truncate(2);
        because.retain(|like| like.share > 0.0);
        if let [first, second] = because[..]
            && second.contribution < first.contribution * SHOWN_SECOND_LIKE_SHARE
        {
            because.pop();
        }
        let worst = picks.dislikes.first().copied();
        let against = worst
            .filter(|&(_, taken)| added > 0.0 && taken < -SHOWN_DISLIKE_SHARE * added)
            .map(|dislike| DislikeAttribution::new(&self.model, &self.readable, dislike, row, dense))
            .filter(|dislike| !dislike.terms.is_empty());
        for &column in self.model.matrix().row(row).0 {
            dense[column as usize] = 0.0;
        }
        let mut parts = self.parts(scored, row);
        // Without page signals fame is an estimate from cast and text: no reason to give.
        if self.model.film(row).notability.is_unknown() || !self.is_well_known(row) {
            parts.retain(|(of, _)| *of != PartOf::Fame);
        }
        let reasons = reasons::shown(&self.model, &self.readable, row, parts, max_reasons);
        Recommendation { row, score, reasons, because, against }
    }

    /// A dense row of zeros.
    pub(crate) fn zeros(&self) -> Vec<f32> {
        vec![0.0; self.model.matrix().width()]
    }

    fn parts(&self, scored: &ScoredFilms, row: Row) -> Vec<ScorePart> {
        let user_model = &scored.user_model;
        reasons::parts(&self.model, &user_model.weights, row, scored.fame * self.prior()[row], &user_model.likes)
    }
}

impl LeavesOut for Ranker {
    fn bearing(&self, term: &str) -> Vec<Row> {
        self.bearers(term)
    }

    fn ruled_out(&self, rule: &TasteRule) -> Vec<Row> {
        self.bearers.get_or_init(|| Bearers::new(&self.model)).of_rule(&self.model, rule)
    }
}
