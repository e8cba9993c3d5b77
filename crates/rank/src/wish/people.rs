//! The people of a model, as wishes name them: in full, or by a surname that is theirs before all others'.

use std::collections::HashMap;

use matinee_catalogue::fold::bare;
use matinee_features::{Facet, Field, Model};

use crate::limits::MIN_SURNAME_FILMS;

/// Names of people with several films.
#[derive(Debug)]
pub(super) struct KnownPeople {
    /// Folded full names, with the column of the person's term.
    names: HashMap<String, u32>,
    /// Folded surnames that mean one person, in alphabetical order, with the column of the person's term.
    surnames: Vec<(String, u32)>,
}

/// How many letters of a surname may be wrong.
const SURNAME_EDITS: usize = 1;
/// The same for a long one.
const LONG_SURNAME_EDITS: usize = 2;
/// From this many letters on a surname is long.
const LONG_SURNAME: usize = 9;
/// Shorter words are too alike to be corrected.
const MIN_MISSPELT: usize = 5;
/// Words that belong to the surname after them.
const PARTICLES: [&str; 13] = ["da", "de", "del", "den", "der", "di", "du", "la", "le", "mac", "st", "van", "von"];
/// Somebody has a surname before all others with so many times the films of the next who has it.
const BEFORE_OTHERS: u32 = 2;

impl KnownPeople {
    pub(super) fn new(model: &Model) -> Self {
        let vocabulary = model.vocabulary();
        let mut names = HashMap::new();
        // The column and films of who has most films, and the films of the next.
        let mut first: HashMap<String, (u32, u32, u32)> = HashMap::new();
        for column in vocabulary.columns_of(Field::People) {
            let films = vocabulary.term(column as u32).films;
            let name = bare(&vocabulary.term(column as u32).text);
            for surname in surnames_of(&name) {
                // The commonest come first.
                let entry = first.entry(surname.to_owned()).or_insert((column as u32, films, 0));
                if entry.0 != column as u32 {
                    entry.2 = entry.2.max(films);
                }
            }
            names.insert(name, column as u32);
        }
        first.retain(|surname, (_, films, next)| {
            *films >= MIN_SURNAME_FILMS && *films >= BEFORE_OTHERS * *next && surname.len() > 2
        });
        let elsewhere = films_with_word_alone(model, &first);
        // "King" and "young" are words before they are people.
        let is_word =
            |(surname, (_, films, _)): &(String, (u32, u32, u32))| elsewhere.get(surname).is_some_and(|n| n > films);
        let mut surnames: Vec<(String, u32)> = first
            .into_iter()
            .filter(|entry| !is_word(entry))
            .map(|(surname, (column, _, _))| (surname, column))
            .collect();
        surnames.sort_unstable();
        Self { names, surnames }
    }

    /// The person of this full name. `typed` is it as somebody typed it, by which people with a single film are found.
    pub(super) fn of_name(&self, model: &Model, folded: &str, typed: &str) -> Option<String> {
        match self.names.get(folded) {
            Some(&column) => Some(model.vocabulary().term(column).text.clone()),
            None => Some(model.films_with(Facet::Person, &Facet::slug(typed))?.0),
        }
    }

    /// The person whom a surname means.
    pub(super) fn of_surname(&self, model: &Model, surname: &str) -> Option<String> {
        let place = self.surnames.binary_search_by(|(other, _)| other.as_str().cmp(surname)).ok()?;
        Some(model.vocabulary().term(self.surnames[place].1).text.clone())
    }

    /// The person whose surname is this one, misspelt: the first letter is right, and the word is none of the stories.
    pub(super) fn of_misspelt(&self, model: &Model, word: &str) -> Option<String> {
        let letters = word.chars().count();
        if letters < MIN_MISSPELT || word.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let vocabulary = model.vocabulary();
        if vocabulary.find(Field::Words, word, model.params().analyzer()).is_some() {
            return None;
        }
        let edits = if letters < LONG_SURNAME { SURNAME_EDITS } else { LONG_SURNAME_EDITS };
        let first = word.chars().next()?;
        let from = self.surnames.partition_point(|(other, _)| other.chars().next() < Some(first));
        let alike = self.surnames[from..].iter().take_while(|(other, _)| other.starts_with(first));
        let near = alike
            .filter(|(other, _)| other.len().abs_diff(word.len()) <= edits && is_half_alike(word, other))
            .map(|(other, column)| (strsim::osa_distance(word, other), *column))
            .filter(|&(distance, _)| distance <= edits);
        // Of two as near the better known: columns are ordered by films.
        let (_, column) = near.min()?;
        Some(vocabulary.term(column).text.clone())
    }
}

/// The last word of a folded name; and with the particles before it, "de niro".
fn surnames_of(name: &str) -> impl Iterator<Item = &str> {
    let last = name.rfind(' ');
    let before = last.and_then(|last| name[..last].rfind(' ').map(|at| (at, &name[at + 1..last])));
    let with_particle = before.filter(|(_, word)| PARTICLES.contains(word)).map(|(at, _)| &name[at + 1..]);
    last.map(|last| &name[last + 1..]).into_iter().chain(with_particle)
}

/// How many films have a surname as a word of their story without being of the person.
fn films_with_word_alone(model: &Model, surnames: &HashMap<String, (u32, u32, u32)>) -> HashMap<String, u32> {
    let (vocabulary, analyzer) = (model.vocabulary(), model.params().analyzer());
    let mut person_of: Vec<Option<(u32, &str)>> = vec![None; vocabulary.len()];
    for (surname, (person, _, _)) in surnames {
        if let Some(word) = vocabulary.find(Field::Words, surname, analyzer) {
            let place = &mut person_of[word as usize];
            // Two surnames of one stem: the order of a hash map must not decide.
            if place.is_none_or(|(_, other)| surname.as_str() < other) {
                *place = Some((*person, surname));
            }
        }
    }
    let mut alone = HashMap::new();
    for row in 0..model.films().len() {
        let (columns, _) = model.matrix().row(row);
        for &(person, surname) in columns.iter().filter_map(|&column| person_of[column as usize].as_ref()) {
            if columns.binary_search(&person).is_err() {
                *alone.entry(surname.to_owned()).or_default() += 1;
            }
        }
    }
    alone
}

/// Whether the first half of two words is the same or the second, as it is if one letter is wrong or two neighbours are
/// swapped. Looking costs much less than counting edits.
fn is_half_alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let half = a.len().min(b.len()) / 2;
    let (first, second) = (half - 1, half.max(2) - 1);
    a[..first] == b[..first] || a[a.len() - second..] == b[b.len() - second..]
}

/// Whether a word can stand for the first part of somebody's name.
pub(super) fn is_first_name(word: &str, name: &str) -> bool {
    let name = bare(name);
    let Some((first, _)) = name.split_once(' ') else { return false };
    word == first || (word.len() >= MIN_MISSPELT && strsim::osa_distance(word, first) <= LONG_SURNAME_EDITS)
}
