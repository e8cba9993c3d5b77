//! Explanation a film is on the list: the parts of its score, in words.

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

/// A part of a score that has no words yet: a term, or how well known the film is.
pub(crate) type Part = (Option<TermId>, f32);

/// All parts of a film's score but those that are nothing, in the order of the columns. They add up to the score.
pub(crate) fn parts(model: &Model, weights: &[f32], row: Row, fame: f32) -> Vec<Part> {
    let (columns, values) = model.matrix().row(row);
    let mut parts: Vec<Part> = Vec::with_capacity(columns.len() + 1);
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
    parts.retain(|&(_, part)| part != 0.0);
    parts
}

/// What all that speaks for a film adds up to, and all that speaks against it; neither below 0.
fn totals(parts: &[Part]) -> (f32, f32) {
    let total = |sign: f32| parts.iter().map(|&(_, p)| p * sign).filter(|&p| p > 0.0).sum();
    (total(1.0), total(-1.0))
}

fn group_of(model: &Model, column: Option<TermId>) -> (Group, &str) {
    column.map_or((Group::WellKnown, ""), |column| {
        let term = model.vocabulary().term(column);
        (Group::from(term.field), term.text.as_str())
    })
}

/// Parts as reasons, those that move the score most first.
pub(crate) fn all(model: &Model, mut parts: Vec<Part>) -> Vec<Reason> {
    parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
    let (for_it, against) = totals(&parts);
    let reason = |(column, contribution): Part| {
        let (group, term) = group_of(model, column);
        let share = contribution.abs() / if contribution > 0.0 { for_it } else { against };
        Reason { group, term: term.to_owned(), contribution, share }
    };
    parts.into_iter().map(reason).collect()
}

/// The few parts worth showing: what speaks most for the film, without near doubles (a word whose pair is there already, a
/// theme that is also a word). The share of a double goes to the one that is shown.
pub(crate) fn shown(model: &Model, mut parts: Vec<Part>, most: usize) -> Vec<Reason> {
    let (for_it, _) = totals(&parts);
    parts.retain(|&(_, part)| part > 0.0);
    parts.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let named = parts.iter().map(|&(column, part)| {
        let (group, term) = group_of(model, column);
        (group, term, part)
    });
    without_doubles(named, for_it, most)
}

/// The first of `parts` (group, term and contribution, the largest first), those that say the same as one before joined to it.
fn without_doubles<'a>(parts: impl Iterator<Item = (Group, &'a str, f32)>, for_it: f32, most: usize) -> Vec<Reason> {
    let mut shown: Vec<(Group, &str, f32)> = Vec::with_capacity(most);
    for (group, term, part) in parts {
        // A director named in the story is said once too.
        let is_double = |other: &&mut (Group, &str, f32)| {
            other.1.eq_ignore_ascii_case(term) || other.0 == group && (group == Group::Time || alike(other.1, term))
        };
        let double = shown.iter_mut().find(is_double);
        if let Some((_, other, sum)) = double {
            *sum += part;
            if group == Group::Story && term.contains(' ') && !other.contains(' ') {
                *other = term;
            }
        } else if shown.len() < most {
            shown.push((group, term, part));
        }
    }
    // What the film is comes before when it was made and how well it is known.
    shown.sort_by(|a, b| (a.0 >= Group::Time).cmp(&(b.0 >= Group::Time)).then(b.2.total_cmp(&a.2)));
    let reason = |(group, term, contribution): (Group, &str, f32)| Reason {
        group,
        term: term.to_owned(),
        contribution,
        share: contribution / for_it,
    };
    shown.into_iter().map(reason).collect()
}

/// Whether one reason says again what another of its group says: any two decades, or terms that share a word or the beginning of one: "murder" and "murders", "outer space" and "space".
fn alike(a: &str, b: &str) -> bool {
    // Most terms share nothing, and comparing letters needs no text of its own.
    let words = |text| str::split(text, [' ', '-']);
    let same_beginning = |a: &str, b: &str| a.chars().take(6).eq(b.chars().take(6));
    a == b || words(a).any(|word| word.len() > 3 && words(b).any(|other| same_beginning(word, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_are_shown_once_with_their_shares_together() {
        let story = |term, part| (Group::Story, term, part);
        let parts = [
            story("space", 0.3),
            story("heist", 0.2),
            story("outer space", 0.2),
            (Group::People, "Ada Lund", 0.15),
            story("ada lund", 0.1),
        ];
        let shown = without_doubles(parts.into_iter(), 1.0, 3);
        assert_eq!(shown.iter().map(|r| r.term.as_str()).collect::<Vec<_>>(), ["outer space", "Ada Lund", "heist"]);
        assert!((shown[0].share - 0.5).abs() < 1e-6 && (shown[1].share - 0.25).abs() < 1e-6);
    }
}
