//! Ranking all films of a model against a taste.

use std::sync::{Arc, OnceLock};

use matinee_features::{Model, Row};

use crate::attribution::{Attribution, DislikeAttribution, attributions};
use crate::bearers::Bearers;
use crate::diversify::{continued, diversify};
use crate::filter::Filter;
use crate::fitting::{Fitting, LeavesOut, MutedTerm, RuleEffect};
use crate::history::HistoryParams;
use crate::limits::{
    MAX_DIVERSIFIED_FILMS, MAX_LIST_FILMS, MAX_REASONS, NO_TASTE_POOL, SHOWN_DISLIKE_SHARE, SHOWN_SECOND_LIKE_SHARE,
    TRAIT_POOL, WELL_KNOWN_RANK,
};
use crate::list_options::{FirstFilms, ListOptions};
use crate::list_rules::{self, ListRules};
use crate::readable::Readable;
use crate::reasons::{self, PartOf, Reason, ScorePart};
use crate::scorer::Scorer;
use crate::scoring_params::{FAME_BESIDE_BOOSTS, LINFA_MAX_ROWS, ScoringParams};
use crate::stage_times::{RankStage, StageTimes};
use crate::svm::SvmError;
use crate::taste::{Steer, Taste};
use crate::taste_rule::TasteRule;
use crate::taste_token::FilmHashes;
use crate::terms::{SteeredColumns, WordsOfTerms};
use crate::top::top;
use crate::user_model::UserModel;
use crate::wish::{Phrasebook, Translations};

/// Trains user models and ranks films. Cheap to share; keeps nothing of any viewer.
#[derive(Debug)]
pub struct Ranker {
    pub(crate) model: Arc<Model>,
    pub(crate) scoring: ScoringParams,
    /// linfa trains user models of up to this many rows.
    linfa_max_rows: usize,
    scorer: Scorer,
    readable: Readable,
    /// Made when a term is first steered.
    words_of_terms: OnceLock<WordsOfTerms>,
    /// Read from the films when a term is first muted.
    bearers: OnceLock<Bearers>,
    hashes: Arc<FilmHashes>,
    stage_times: StageTimes,
    /// Used instead of the model's own, to measure it.
    other_prior: Option<OtherPrior>,
    /// What wishes in other languages are read by.
    pub(crate) translations: Translations,
    /// What words of wishes mean; made when the first is read.
    pub(crate) phrasebook: OnceLock<Phrasebook>,
}

/// A prior that is not the model's, and the background chosen by it.
#[derive(Debug)]
struct OtherPrior {
    prior: Vec<f32>,
    background: Vec<u32>,
}

/// One film of a list. Where likes are of several kinds, reasons and attributions are those of the kind that brings the
/// film, as if only these were liked.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendation {
    /// The film.
    pub row: Row,
    /// How well it fits. Only scores of one list can be compared.
    pub score: f32,
    /// The main reasons for it, the strongest first.
    pub reasons: Vec<Reason>,
    /// The one or two liked films that add most to its score.
    pub because: Vec<Attribution>,
    /// The disliked film that takes most off its score, if that is worth mentioning.
    pub against: Option<DislikeAttribution>,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendations {
    /// Whether there was something to learn from; if not, this is a varied list of well-known films.
    pub learnt: bool,
    /// The films, best first.
    pub films: Vec<Recommendation>,
    /// How many films fit the filter, are not in the taste and bear no muted term.
    pub fitting: usize,
    /// How many more would without the muted terms and rules.
    pub left_out: usize,
    /// What each muted term leaves out.
    pub muted: Vec<MutedTerm>,
    /// What each rule that stays leaves out.
    pub rules: Vec<RuleEffect>,
    /// Steered terms that no film has; they have no effect.
    pub unknown_terms: Vec<String>,
}

/// What a film's score is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The score.
    pub score: f32,
    /// Its parts, those of the greatest size first; they add up to the score.
    pub parts: Vec<Reason>,
    /// What each liked film adds, the most first.
    pub likes: Vec<Attribution>,
    /// What each disliked film takes, the most first.
    pub dislikes: Vec<DislikeAttribution>,
    /// Muted terms that the film bears, and rules (`country:France`): lists leave it out.
    pub left_out_by: Vec<String>,
    /// Steered terms that no film has.
    pub unknown_terms: Vec<String>,
}

/// All films scored for a viewer.
pub(crate) struct ScoredFilms {
    pub(crate) user_model: UserModel,
    /// By row.
    pub(crate) scores: Vec<f32>,
    /// What a prior of 1 adds.
    fame: f32,
    /// Steered terms that no film has.
    pub(crate) unknown_terms: Vec<String>,
}

/// Likes of one kind, and all films scored for somebody who likes these.
struct LikeGroup {
    part: Taste,
    scored: ScoredFilms,
}

impl Recommendations {
    fn new(learnt: bool, films: Vec<Recommendation>, fitting: Fitting, scored: ScoredFilms) -> Self {
        let Fitting { films: fitting, left_out, muted, rules, .. } = fitting;
        Self { learnt, films, fitting, left_out, muted, rules, unknown_terms: scored.unknown_terms }
    }
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
        let rules = ListRules::new(&self.model, taste);
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
    fn bearers(&self, term: &str) -> Vec<Row> {
        self.bearers.get_or_init(|| Bearers::new(&self.model)).of(&self.model, term)
    }

    /// Ranks all films for a taste. Films of the taste and those that bear a muted term are left out.
    ///
    /// # Errors
    /// The user model could not be trained. That takes a damaged model.
    pub fn recommend(&self, taste: &Taste, options: &ListOptions) -> Result<Recommendations, SvmError> {
        let scored = self.scored(taste, &options.steer)?;
        let learnt = !taste.says_nothing() || !options.steer.boosted().is_empty();
        // Without a taste fame alone decides. Many films are equally well known, and the best known are much alike: so
        // variety counts in full.
        let fitting = self.fitting(&options.filter, &options.steer, taste.named());
        let groups = scored.user_model.groups.iter().flatten();
        let groups: Vec<LikeGroup> = groups.map(|likes| self.like_group(taste.with_likes(likes), &scored)).collect();
        let choose = || -> Vec<(Row, &ScoredFilms)> {
            if !groups.is_empty() {
                return self.choose_by_group(&groups, options, &fitting);
            }
            let rules = ListRules::new(&self.model, taste);
            let chosen = if learnt {
                self.choose(&scored.scores, options, &rules, &fitting)
            } else {
                self.choose_among(&scored.scores, options, (NO_TASTE_POOL, 1.0), &ListRules::default(), &fitting)
            };
            chosen.into_iter().map(|(row, _)| (row, &scored)).collect()
        };
        let chosen = self.stage_times.time(RankStage::Choose, choose);
        let mut dense = self.zeros();
        let reasons =
            |(row, of): (Row, &ScoredFilms)| self.recommendation(row, scored.scores[row], of, MAX_REASONS, &mut dense);
        let films = self.stage_times.time(RankStage::Reasons, || chosen.into_iter().map(reasons).collect());
        Ok(Recommendations::new(learnt, films, fitting, scored))
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
        Ok(Recommendations::new(learnt, films, fitting, scored))
    }

    /// All films scored for a part of a taste.
    fn like_group(&self, part: Taste, whole: &ScoredFilms) -> LikeGroup {
        let user_model = whole.user_model.of_part(&self.model, &part, &self.scoring);
        LikeGroup { scored: self.score_all(user_model, self.fame(&part), Vec::new()), part }
    }

    /// A list for likes in several groups: each group brings its share of it, the first of each group first. With each film
    /// come the scores of its group, which say why it is there.
    fn choose_by_group<'a>(
        &self,
        groups: &'a [LikeGroup],
        options: &ListOptions,
        fitting: &Fitting,
    ) -> Vec<(Row, &'a ScoredFilms)> {
        let wanted = options.offset.saturating_add(options.limit.min(MAX_LIST_FILMS));
        let sizes: Vec<usize> = groups.iter().map(|group| group.part.likes().len()).collect();
        let likes: usize = sizes.iter().sum();
        let chosen = |more: usize| {
            let of_group = |group: &LikeGroup| {
                let share = (wanted * group.part.likes().len()).div_ceil(likes);
                let options = ListOptions { offset: 0, limit: wanted.min(share + more), ..options.clone() };
                let rules = ListRules::new(&self.model, &group.part);
                let films = self.choose(&group.scored.scores, &options, &rules, fitting);
                films.into_iter().map(|(row, _)| row).collect()
            };
            list_rules::interleaved(&groups.iter().map(of_group).collect::<Vec<Vec<Row>>>(), &sizes, wanted)
        };
        // Each its share, and some more for films that another group brings first. Where that is not enough, all they have.
        let mut films = chosen(wanted / 4 + 1);
        if films.len() < wanted {
            films = chosen(wanted);
        }
        films.into_iter().skip(options.offset).map(|(group, row)| (row, &groups[group].scored)).collect()
    }

    /// The films of a list with their scores: the best of those that fit and that the rules admit, diversified.
    pub(crate) fn choose(
        &self,
        scores: &[f32],
        options: &ListOptions,
        rules: &ListRules,
        fitting: &Fitting,
    ) -> Vec<(Row, f32)> {
        let pool = options.closeness.pool(self.model.films().len());
        self.choose_among(scores, options, (pool, options.closeness.variety()), rules, fitting)
    }

    /// As [`Ranker::choose`], with a list of this variety from a pool of so many films.
    fn choose_among(
        &self,
        scores: &[f32],
        options: &ListOptions,
        (pool, variety): (usize, f32),
        rules: &ListRules,
        fitting: &Fitting,
    ) -> Vec<(Row, f32)> {
        let model = &*self.model;
        let wanted = options.offset.saturating_add(options.limit.min(MAX_LIST_FILMS));
        let order = FirstFilms::order(&options.first, model.films().len());
        let mut places = order.clone();
        places.push(0);
        places.sort_unstable_by(|a, b| b.cmp(a));
        places.dedup();
        let mut chosen = Vec::new();
        for place in places {
            let left = wanted - chosen.len();
            // Variety is looked for among the first films only: the others follow by their scores.
            let head = left.min(MAX_DIVERSIFIED_FILMS);
            let near = pool.max(head * 2);
            let is_next = |row: Row| fitting.fits[row] && order.get(row).is_none_or(|&of_row| of_row == place);
            let mut best = top(scores, near.max(left.saturating_mul(2)), is_next);
            best.retain(|&row| rules.admits(model, row));
            let mut candidates = best[..near.min(best.len())].to_vec();
            if rules.traits() > 0 {
                // Of a form there may be few films among the best.
                let fits = |row: Row| is_next(row) && rules.has_all_traits(row) && rules.admits(model, row);
                candidates.extend(top(scores, TRAIT_POOL, fits));
                candidates.sort_unstable_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
                candidates.dedup();
            }
            let scored = |rows: Vec<Row>| rows.into_iter().map(|row| (row, scores[row])).collect::<Vec<_>>();
            let first = diversify(model, &scored(candidates), head, variety, rules);
            let ranked = scored(best);
            chosen.extend(if left > head { continued(model, first, &ranked, left) } else { first });
            if chosen.len() >= wanted {
                break;
            }
        }
        chosen.drain(..options.offset.min(chosen.len()));
        chosen
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

    pub(crate) fn scored(&self, taste: &Taste, steer: &Steer) -> Result<ScoredFilms, SvmError> {
        let background = self.other_prior.as_ref().map_or(self.model.background(), |other| &other.background);
        let mut steered = if steer.says_nothing() {
            SteeredColumns::default()
        } else {
            self.words_of_terms.get_or_init(|| WordsOfTerms::new(&self.model)).steered(&self.model, steer)
        };
        // What one film alone has is no column.
        steered.unknown.retain(|term| !steer.muted().contains(term) || self.bearers(term).is_empty());
        let unknown_terms = std::mem::take(&mut steered.unknown);
        let train = || UserModel::new(&self.model, background, taste, steered, &self.scoring, self.linfa_max_rows);
        let user_model = self.stage_times.time(RankStage::Train, train)?;
        Ok(self.stage_times.time(RankStage::Score, || self.score_all(user_model, self.fame(taste), unknown_terms)))
    }

    /// What a prior of 1 adds to a score for a taste.
    fn fame(&self, taste: &Taste) -> f32 {
        match taste.likes() {
            [] if taste.says_nothing() => FAME_BESIDE_BOOSTS,
            likes => self.scoring.fame_weight(likes.iter().map(|&like| self.prior()[like])),
        }
    }

    fn prior(&self) -> &[f32] {
        self.other_prior.as_ref().map_or(self.model.prior(), |other| &other.prior)
    }

    /// Whether a film is among the best known, so that it may be said.
    fn is_well_known(&self, row: Row) -> bool {
        // The prior of a film better known than this share of all films; see `prior` of `matinee-features`.
        let films = self.model.films().len().max(2) as f32;
        self.prior()[row] >= -(1.0 - WELL_KNOWN_RANK).ln() / films.ln()
    }

    /// Scores all films by their content and fame; a prior of 1 adds `fame`.
    fn score_all(&self, user_model: UserModel, fame: f32, unknown_terms: Vec<String>) -> ScoredFilms {
        let mut scores = self.products(&user_model.weights);
        for (score, prior) in scores.iter_mut().zip(self.prior()) {
            *score += fame * prior;
        }
        ScoredFilms { user_model, scores, fame, unknown_terms }
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
