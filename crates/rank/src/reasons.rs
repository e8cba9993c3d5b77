//! Why a film is on the list: the parts of its score, in words.

use matinee_features::{Field, Model, Row, TermId};
use serde::Serialize;

/// What a reason is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Words, themes and settings of the story.
    Story,
    /// People in it and behind it.
    People,
    /// Kind of film, country, language.
    Kind,
    /// When it came out.
    Time,
    /// How well known it is.
    WellKnown,
}

impl From<Field> for Group {
    fn from(field: Field) -> Self {
        match field {
            Field::Words | Field::Keywords => Self::Story,
            Field::People => Self::People,
            Field::Genres | Field::Origin => Self::Kind,
            Field::Time => Self::Time,
        }
    }
}

/// One part of a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// What it is about.
    pub group: Group,
    /// The term, as people write it; empty for [`Group::WellKnown`].
    pub term: String,
    /// What it adds to the score; negative for what speaks against the film.
    pub contribution: f32,
    /// Its share of all that speaks for the film (or against it, for a negative part), 0 to 1.
    pub share: f32,
}

/// All parts of a film's score, those that move it most first. They add up to the score.
pub(crate) fn all(model: &Model, weights: &[f32], row: Row, fame: f32) -> Vec<Reason> {
    let (columns, values) = model.matrix().row(row);
    let mut parts: Vec<(Option<TermId>, f32)> = Vec::with_capacity(columns.len() + 1);
    let times = model.vocabulary().columns_of(Field::Time);
    let text = |column: TermId| &model.vocabulary().term(column).text;
    for (&column, &value) in columns.iter().zip(values) {
        let part = weights[column as usize] * value;
        // A decade's columns are one part: they have one name.
        let same = times.contains(&(column as usize)).then(|| {
            parts
                .iter_mut()
                .rev()
                .take(times.len())
                .find(|(other, _)| other.is_some_and(|o| times.contains(&(o as usize)) && text(o) == text(column)))
        });
        match same.flatten() {
            Some((_, sum)) => *sum += part,
            None => parts.push((Some(column), part)),
        }
    }
    parts.push((None, fame));
    name(model, parts.into_iter().filter(|&(_, part)| part != 0.0).collect())
}

fn name(model: &Model, mut parts: Vec<(Option<TermId>, f32)>) -> Vec<Reason> {
    parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
    let total = |sign: f32| parts.iter().map(|&(_, p)| p * sign).filter(|&p| p > 0.0).sum::<f32>();
    let (for_it, against) = (total(1.0), total(-1.0));
    parts
        .iter()
        .map(|&(column, contribution)| {
            let (group, term) = match column {
                Some(column) => {
                    let term = model.vocabulary().term(column);
                    (Group::from(term.field), term.text.clone())
                }
                None => (Group::WellKnown, String::new()),
            };
            let share = contribution.abs() / if contribution > 0.0 { for_it } else { against };
            Reason { group, term, contribution, share }
        })
        .collect()
}

/// The few parts worth showing: what speaks most for the film, without near doubles (a word whose pair is there already, a
/// theme that is also a word). The share of a double goes to the one that is shown.
pub(crate) fn shown(all: Vec<Reason>, most: usize) -> Vec<Reason> {
    let mut shown: Vec<Reason> = Vec::with_capacity(most);
    for reason in all.into_iter().filter(|r| r.contribution > 0.0) {
        let double = shown.iter_mut().find(|other| {
            other.group == reason.group && (reason.group == Group::Time || alike(&other.term, &reason.term))
        });
        if let Some(other) = double {
            other.share += reason.share;
            other.contribution += reason.contribution;
            if reason.group == Group::Story && reason.term.contains(' ') && !other.term.contains(' ') {
                other.term = reason.term;
            }
        } else if shown.len() < most {
            shown.push(reason);
        }
    }
    // What the film is comes before when it was made and how well it is known.
    shown.sort_by(|a, b| (a.group >= Group::Time).cmp(&(b.group >= Group::Time)).then(b.share.total_cmp(&a.share)));
    shown
}

/// Whether one reason says again what another of its group says: any two decades, or terms that share a word or the beginning of one: "murder" and "murders", "outer space" and "space".
fn alike(a: &str, b: &str) -> bool {
    let stem = |word: &str| word.chars().take(6).collect::<String>();
    a == b
        || a.split([' ', '-']).any(|word| word.len() > 3 && b.split([' ', '-']).any(|other| stem(other) == stem(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(term: &str, contribution: f32) -> Reason {
        Reason { group: Group::Story, term: term.into(), contribution, share: contribution }
    }

    #[test]
    fn doubles_are_shown_once_with_their_shares_together() {
        let all = vec![
            reason("space", 0.3),
            reason("heist", 0.2),
            reason("outer space", 0.2),
            reason("bank", 0.1),
            reason("x", -0.5),
        ];
        let shown = shown(all, 2);
        assert_eq!(shown.iter().map(|r| r.term.as_str()).collect::<Vec<_>>(), ["outer space", "heist"]);
        assert!((shown[0].share - 0.5).abs() < 1e-6);
    }
}
