//! A list for several people, and how well one film suits one person, by rank.
//!
//! Each person has a user model of their own. Scores of two models cannot be compared, but ranks can: the share of
//! films that suit a person less. A film is worth to the group what it is worth to the person it suits least (least
//! misery), or the mean (Masthoff, "Group Recommender Systems", in Recommender Systems Handbook, 2011).

use matinee_features::{Row, ranks};

use crate::fitting::{Fitting, MutedTerm, RuleEffect};
use crate::limits::{MAX_REASONS, MAX_REASONS_EACH};
use crate::list_options::ListOptions;
use crate::list_rules::ListRules;
use crate::ranker::Ranker;
use crate::recommendation::Recommendation;
use crate::scored_films::ScoredFilms;
use crate::svm::SvmError;
use crate::taste::{Steer, Taste};

/// How the tastes of several people are aggregated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Agreement {
    /// A film is worth what it is worth to the person it suits least.
    #[default]
    LeastMisery,
    /// A film is worth the mean of what it is worth to each.
    Average,
}

impl Agreement {
    /// The names of the variants, in order.
    pub const NAMES: [&'static str; 2] = ["least-misery", "average"];

    /// What a film is worth to a group, 0 to 1.
    fn of(self, ranks: impl ExactSizeIterator<Item = f32>) -> f32 {
        let n = ranks.len().max(1) as f32;
        match self {
            Self::LeastMisery => ranks.fold(1.0, f32::min),
            Self::Average => ranks.sum::<f32>() / n,
        }
    }
}

/// How many of the films that fit have a higher rank than one, and one.
fn place(ranks: &[f32], fits: &[bool], row: Row) -> usize {
    1 + ranks.iter().zip(fits).filter(|&(&rank, &fits)| fits && rank > ranks[row]).count()
}

/// A name that is none of [`Agreement::NAMES`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no way to agree: choose among {names}", names = Agreement::NAMES.join(", "))]
pub struct UnknownAgreement(String);

impl std::str::FromStr for Agreement {
    type Err = UnknownAgreement;

    fn from_str(name: &str) -> Result<Self, UnknownAgreement> {
        match name {
            "least-misery" => Ok(Self::LeastMisery),
            "average" => Ok(Self::Average),
            _ => Err(UnknownAgreement(name.to_owned())),
        }
    }
}

/// A list for several people.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// The films, best first.
    pub films: Vec<Shared>,
    /// How many films fit the filter, are in nobody's taste and bear no muted term.
    pub fitting: usize,
    /// How many more would without the muted terms.
    pub left_out: usize,
    /// What each muted term leaves out.
    pub muted: Vec<MutedTerm>,
    /// What each rule that stays leaves out.
    pub rules: Vec<RuleEffect>,
    /// Steered terms that no film has.
    pub unknown_terms: Vec<String>,
}

/// A film for several people.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// The film.
    pub row: Row,
    /// What it is worth to the group, 0 to 1.
    pub score: f32,
    /// What it is to each person, in their order. The score here is a rank: the share of all films that suit the person
    /// less, 0 to 1.
    pub people: Vec<Recommendation>,
    /// Which place it has for each person among the films that may be in the list, the best having the first.
    pub places: Vec<usize>,
}

impl Ranker {
    /// Ranks all films for people who watch together. Films that any of them has picked or seen are left out. `options`
    /// are those of the list; its steered terms apply to everybody. A person who has picked nothing does not count.
    ///
    /// # Errors
    /// As [`Ranker::recommend`].
    pub fn recommend_together(
        &self,
        people: &[Taste],
        agreement: Agreement,
        options: &ListOptions,
    ) -> Result<Together, SvmError> {
        let scored =
            people.iter().map(|taste| self.scored(taste, &options.steer)).collect::<Result<Vec<ScoredFilms>, _>>()?;
        let ranks: Vec<Vec<f32>> = scored.iter().map(|scored| ranks(&scored.scores)).collect();
        let has_say = |person: &usize| !people[*person].says_nothing() || people.iter().all(Taste::says_nothing);
        let voters: Vec<usize> = (0..people.len()).filter(has_say).collect();
        let rows = self.model().films().len();
        let together: Vec<f32> =
            (0..rows).map(|row| agreement.of(voters.iter().map(|&person| ranks[person][row]))).collect();
        let named = people.iter().flat_map(Taste::named);
        let fitting = self.fitting(&options.filter, &options.steer, named);
        let chosen = self.choose(&together, 0.0, &options.for_taste(), &ListRules::default(), &fitting);
        let mut dense = self.zeros();
        let films = chosen.into_iter().map(|(row, score)| {
            let to_each = scored.iter().zip(&ranks);
            let people = to_each
                .map(|(scored, ranks)| self.recommendation(row, ranks[row], scored, MAX_REASONS_EACH, &mut dense));
            let places = ranks.iter().map(|ranks| place(ranks, &fitting.fits, row)).collect();
            Shared { row, score, people: people.collect(), places }
        });
        let films: Vec<Shared> = films.collect();
        let unknown_terms = scored.into_iter().next().map(|scored| scored.unknown_terms).unwrap_or_default();
        let Fitting { films: fitting, left_out, muted, rules, .. } = fitting;
        Ok(Together { films, fitting, left_out, muted, rules, unknown_terms })
    }
}

impl Ranker {
    /// How well a film suits a taste: the share of all films that suit it less (0 to 1), and why.
    ///
    /// # Errors
    /// As [`Ranker::recommend`].
    pub fn standing(&self, taste: &Taste, steer: &Steer, row: Row) -> Result<Recommendation, SvmError> {
        let scored = self.scored(taste, steer)?;
        let rank = ranks(&scored.scores)[row];
        Ok(self.recommendation(row, rank, &scored, MAX_REASONS, &mut self.zeros()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agreement_is_read_by_its_name() {
        assert_eq!(Agreement::NAMES.map(str::parse), [Ok(Agreement::LeastMisery), Ok(Agreement::Average)]);
        assert_eq!(
            "none".parse::<Agreement>().unwrap_err().to_string(),
            "\"none\" is no way to agree: choose among least-misery, average"
        );
    }
}
