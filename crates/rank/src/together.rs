//! What a film is to each of several people, by rank, and one list for them all: each with a machine of their own, brought to one scale by rank.
//!
//! Scores of two machines mean nothing beside each other; the share of films that someone would rather leave out does. What a film is
//! worth to a group is what it is worth to whom it suits least (least misery), or the mean (Masthoff, "Group Recommender Systems", in
//! Recommender Systems Handbook, 2011).

use matinee_features::Row;

use crate::ranker::{Options, POOL, Ranker, Recommendation, SHOWN, Scored};
use crate::svm::SvmError;
use crate::taste::{Steer, Taste};

/// At most so many people choose together.
pub const MAX_PEOPLE: usize = 8;
/// How many reasons each of them is given for a film.
const REASONS: usize = 3;

/// How several people agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Agreement {
    /// A film is worth what it is worth to whom it suits least.
    #[default]
    LeastMisery,
    /// A film is worth what it is worth to them on average.
    Average,
}

impl Agreement {
    /// Their names, in the order of the variants.
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

impl std::str::FromStr for Agreement {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "least-misery" => Ok(Self::LeastMisery),
            "average" => Ok(Self::Average),
            _ => Err(format!("{name:?} is no way to agree: choose among {}", Self::NAMES.join(", "))),
        }
    }
}

/// A list for several people.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// The films, best first.
    pub films: Vec<Shared>,
    /// How many films fit the filter and are in nobody's taste.
    pub fitting: usize,
    /// Terms to steer by that no film has.
    pub unknown_terms: Vec<String>,
}

/// A film for several people.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// The film.
    pub row: Row,
    /// What it is worth to them together, 0 to 1.
    pub score: f32,
    /// What it is to each of them, in their order. Their score is a rank: the share of all films that suit this person less, 0 to 1.
    pub people: Vec<Recommendation>,
}

impl Ranker {
    /// Ranks all films for people who watch together. What any of them has picked or seen is left out; `options` hold for the list, its
    /// steering for each of them. Someone who has picked nothing has no say.
    ///
    /// # Errors
    /// As [`Ranker::recommend`].
    pub fn recommend_together(
        &self,
        people: &[Taste],
        agreement: Agreement,
        options: &Options,
    ) -> Result<Together, SvmError> {
        let scored =
            people.iter().map(|taste| self.scored(taste, &options.steer)).collect::<Result<Vec<Scored>, _>>()?;
        let ranks: Vec<Vec<f32>> = scored.iter().map(|scored| ranks(&scored.scores)).collect();
        let has_say = |person: &usize| !people[*person].says_nothing() || people.iter().all(Taste::says_nothing);
        let voters: Vec<usize> = (0..people.len()).filter(has_say).collect();
        let rows = self.model().films().len();
        let together: Vec<f32> =
            (0..rows).map(|row| agreement.of(voters.iter().map(|&person| ranks[person][row]))).collect();
        let named = people.iter().flat_map(Taste::named);
        let (chosen, fitting) = self.choose(&together, options, POOL, options.closeness.variety(), named);
        let mut dense = self.blank();
        let films = chosen.into_iter().map(|(row, score)| {
            let to_each = scored.iter().zip(&ranks);
            let people =
                to_each.map(|(scored, ranks)| self.recommendation(row, ranks[row], scored, REASONS, &mut dense));
            Shared { row, score, people: people.collect() }
        });
        let films = films.collect();
        let unknown_terms = scored.into_iter().next().map(Scored::unknown_terms).unwrap_or_default();
        Ok(Together { films, fitting, unknown_terms })
    }
}

impl Ranker {
    /// How one film stands to a taste: the share of all films that suit it less (0 to 1), and why.
    ///
    /// # Errors
    /// As [`Ranker::recommend`].
    pub fn standing(&self, taste: &Taste, steer: &Steer, row: Row) -> Result<Recommendation, SvmError> {
        let scored = self.scored(taste, steer)?;
        let rank = ranks(&scored.scores)[row];
        Ok(self.recommendation(row, rank, &scored, SHOWN, &mut self.blank()))
    }
}

/// For every film the share of the others that score less, half of those that score the same.
fn ranks(scores: &[f32]) -> Vec<f32> {
    let mut order: Vec<u32> = (0..scores.len() as u32).collect();
    order.sort_unstable_by(|&a, &b| scores[a as usize].total_cmp(&scores[b as usize]).then(a.cmp(&b)));
    let others = scores.len().saturating_sub(1).max(1) as f32;
    let mut ranks = vec![0.0; scores.len()];
    let mut below = 0;
    for equals in order.chunk_by(|&a, &b| scores[a as usize].total_cmp(&scores[b as usize]).is_eq()) {
        let rank = (below as f32 + (equals.len() - 1) as f32 / 2.0) / others;
        for &row in equals {
            ranks[row as usize] = rank;
        }
        below += equals.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_shares_of_what_scores_less() {
        assert_eq!(ranks(&[2.0, -1.0, 5.0, 2.0, 0.0]), [0.625, 0.0, 1.0, 0.625, 0.25]);
        assert_eq!(ranks(&[3.0]), [0.0]);
    }
}
