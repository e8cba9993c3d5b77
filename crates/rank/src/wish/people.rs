//! The people of a model, as wishes name them: in full, or by a surname that is theirs before all others'.

use std::collections::{HashMap, HashSet};

use matinee_catalogue::fold::bare;
use matinee_features::{Facet, Field, Model};

use crate::limits::{MAX_NAMESAKES, MIN_NAMESAKE_FILMS, MIN_SURNAME_FILMS};

/// Names of people with several films.
#[derive(Debug)]
pub(super) struct KnownPeople {
    /// Folded full names, with the column of the person's term.
    names: HashMap<String, u32>,
    /// Folded surnames that mean somebody, in alphabetical order, with the columns of the terms of whom they mean.
    surnames: Vec<(String, Vec<u32>)>,
    /// The initials of people with names of three parts, with the column of the one with most films.
    initials: HashMap<String, u32>,
    /// Folded surnames of those who directed several films, with the columns of their terms; whatever else the word means.
    directors: HashMap<String, Vec<u32>>,
    /// Words that stand in so many stories that they are no columns, as terms.
    commonest: HashSet<String>,
    /// Folded first names, with the columns of the terms of who has them; those with most films first.
    first_names: HashMap<String, Vec<u32>>,
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
/// What is left of a plural has at least so many letters.
const MIN_SINGULAR: usize = 4;
/// Who directed so many films is known as a director.
const MIN_DIRECTED: u32 = 2;
/// Somebody has a surname before all others with so many times the films of the next who has it.
const BEFORE_OTHERS: u32 = 2;

impl KnownPeople {
    pub(super) fn new(model: &Model) -> Self {
        let vocabulary = model.vocabulary();
        let mut names = HashMap::new();
        let mut initials_of: HashMap<String, u32> = HashMap::new();
        let mut first_names: HashMap<String, Vec<u32>> = HashMap::new();
        let mut bearers: HashMap<String, Vec<u32>> = HashMap::new();
        for column in vocabulary.columns_of(Field::People) {
            let text = &vocabulary.term(column as u32).text;
            let name = bare(text);
            for surname in surnames_of(&name, names_family_first(text)).filter(|surname| surname.len() > 2) {
                // Those with most films come first.
                bearers.entry(surname.to_owned()).or_default().push(column as u32);
                // "deniro"
                if surname.contains(' ') {
                    bearers.entry(surname.replace(' ', "")).or_default().push(column as u32);
                }
            }
            if let Some((first, _)) = name.split_once(' ') {
                first_names.entry(first.to_owned()).or_default().push(column as u32);
            }
            names.insert(name, column as u32);
        }
        let films = |column: u32| vocabulary.term(column).films;
        // "P. T. Anderson", "PT Anderson"
        for column in vocabulary.columns_of(Field::People).map(|column| column as u32) {
            let name = bare(&vocabulary.term(column).text);
            let Some((first, surname)) = name.rsplit_once(' ').filter(|_| films(column) >= MIN_SURNAME_FILMS) else {
                continue;
            };
            let initials: Vec<String> =
                first.split(' ').filter_map(|word| word.chars().next()).map(String::from).collect();
            // "PTA"
            if let [_, _] = initials[..] {
                let last = surname.chars().next().map(String::from).unwrap_or_default();
                initials_of.entry(initials.concat() + &last).or_insert(column);
            }
            names.entry(format!("{} {surname}", initials.join(" "))).or_insert(column);
            names.entry(format!("{} {surname}", initials.concat())).or_insert(column);
        }
        bearers.retain(|_, columns| {
            let most = films(columns[0]);
            columns.retain(|&column| films(column) * BEFORE_OTHERS > most);
            let least = if columns.len() > 1 { MIN_NAMESAKE_FILMS } else { MIN_SURNAME_FILMS };
            columns.len() <= MAX_NAMESAKES && columns.iter().all(|&column| films(column) >= least)
        });
        let commonest = commonest_words(model);
        let commonest: HashSet<String> = commonest.into_iter().map(str::to_owned).collect();
        bearers.retain(|surname, _| !commonest.contains(surname));
        let elsewhere = films_with_word_alone(model, &bearers);
        // "King" and "young" are words before they are people.
        let is_word = |surname: &str, columns: &[u32]| {
            // "Hitchcock" in a story is Alfred Hitchcock too.
            let is_mostly_named = |n: u32| {
                let pair = vocabulary.find(Field::Words, &vocabulary.term(columns[0]).text, model.params().analyzer());
                pair.is_some_and(|pair| films(pair) * BEFORE_OTHERS > n)
            };
            elsewhere
                .get(surname)
                .is_some_and(|&n| n > columns.iter().map(|&column| films(column)).sum() && !is_mostly_named(n))
        };
        bearers.retain(|surname, columns| !is_word(surname, columns));
        let mut surnames: Vec<(String, Vec<u32>)> = bearers.into_iter().collect();
        surnames.sort_unstable();
        let directors = directors(model);
        Self { names, surnames, directors, initials: initials_of, commonest, first_names }
    }

    /// The person of this full name. `typed` is it as somebody typed it, by which people with a single film are found.
    pub(super) fn of_name(&self, model: &Model, folded: &str, typed: &str) -> Option<String> {
        match self.names.get(folded) {
            Some(&column) => Some(model.vocabulary().term(column).text.clone()),
            None => Some(model.films_with(Facet::Person, &Facet::slug(typed))?.0),
        }
    }

    /// The people whom a surname means: one, or a few of whom none has many more films than the others.
    /// "Coens" are all of that name.
    pub(super) fn of_surname(&self, model: &Model, surname: &str) -> Option<Vec<String>> {
        let find = |surname: &str| self.surnames.binary_search_by(|(other, _)| other.as_str().cmp(surname)).ok();
        let place = find(surname)
            .or_else(|| find(surname.strip_suffix('s').filter(|singular| singular.len() >= MIN_SINGULAR)?))?;
        Some(self.names_at(model, place))
    }

    /// Who has most films of those with these initials, three of them.
    pub(super) fn of_initials(&self, model: &Model, word: &str) -> Option<String> {
        self.initials.get(word).map(|&column| model.vocabulary().term(column).text.clone())
    }

    /// Those who directed films by this surname, also where it is a word: "films by Lynch".
    pub(super) fn directors_of_surname(&self, model: &Model, surname: &str) -> Vec<String> {
        let columns = self.directors.get(surname).map_or(&[][..], Vec::as_slice);
        columns.iter().map(|&column| model.vocabulary().term(column).text.clone()).collect()
    }

    /// Whether a word stands in so many stories that it is no column.
    pub(super) fn is_commonest(&self, model: &Model, word: &str) -> bool {
        model.params().analyzer().tokens(word).iter().all(|token| self.commonest.contains(&token.term))
    }

    /// Whether somebody has this first name.
    pub(super) fn is_first_name(&self, word: &str) -> bool {
        self.first_names.contains_key(word)
    }

    /// Whether a word is somebody's first name or surname.
    pub(super) fn is_name(&self, model: &Model, word: &str) -> bool {
        self.is_first_name(word) || self.of_surname(model, word).is_some()
    }

    /// Somebody with this first name and a surname that is nearly `rest`, spaces or not: "brad pit", "leonardo di caprio".
    pub(super) fn of_full_name(&self, model: &Model, first: &str, rest: &str) -> Option<String> {
        let edits = if rest.len() < LONG_SURNAME { SURNAME_EDITS } else { LONG_SURNAME_EDITS };
        let known = self.first_names.get(first)?.iter().map(|&column| model.vocabulary().term(column));
        let near = known.filter(|term| term.films >= MIN_SURNAME_FILMS).filter_map(|term| {
            let name = bare(&term.text);
            let surname = name.strip_prefix(first)?.replace(' ', "");
            let is_near = surname.len().abs_diff(rest.len()) <= edits && surname.starts_with(&rest[..1]);
            let distance = if is_near { strsim::osa_distance(&surname, rest) } else { edits + 1 };
            (distance <= edits).then_some((distance, std::cmp::Reverse(term.films), &term.text))
        });
        near.min().map(|(.., name)| name.clone())
    }

    fn names_at(&self, model: &Model, place: usize) -> Vec<String> {
        let columns = &self.surnames[place].1;
        columns.iter().map(|&column| model.vocabulary().term(column).text.clone()).collect()
    }

    /// The people whose surname is this one, misspelt: the first letter is right, and the word is none of the stories.
    /// They have at least so many films.
    pub(super) fn of_misspelt(&self, model: &Model, word: &str, least: u32) -> Option<Vec<String>> {
        let letters = word.chars().count();
        if letters < MIN_MISSPELT || word.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        // "Takes" is no Takei.
        if self.is_commonest(model, word) {
            return None;
        }
        let edits = if letters < LONG_SURNAME { SURNAME_EDITS } else { LONG_SURNAME_EDITS };
        let first = word.chars().next()?;
        let from = self.surnames.partition_point(|(other, _)| other.chars().next() < Some(first));
        let alike = self.surnames[from..].iter().enumerate().take_while(|(_, (other, _))| other.starts_with(first));
        let near = alike
            .filter(|(_, (other, columns))| {
                other.len().abs_diff(word.len()) <= edits
                    && is_half_alike(word, other)
                    && model.vocabulary().term(columns[0]).films >= least
            })
            .map(|(at, (other, columns))| (strsim::osa_distance(word, other), columns[0], from + at))
            .filter(|&(distance, ..)| distance <= edits);
        // Of two as near the better known: columns are ordered by films.
        let (_, _, place) = near.min()?;
        Some(self.names_at(model, place))
    }
}

/// The directors of several films by surname: of namesakes those who directed more than half as many as the first.
fn directors(model: &Model) -> HashMap<String, Vec<u32>> {
    let mut directed: HashMap<&str, u32> = HashMap::new();
    for name in model.films().iter().flat_map(|film| &film.directors) {
        *directed.entry(name).or_default() += 1;
    }
    let (vocabulary, mut by_surname) = (model.vocabulary(), HashMap::<String, Vec<(u32, u32)>>::new());
    for column in vocabulary.columns_of(Field::People).map(|column| column as u32) {
        let text = &vocabulary.term(column).text;
        let films = directed.get(text.as_str()).copied().unwrap_or(0);
        for surname in surnames_of(&bare(text), names_family_first(text)).filter(|_| films >= MIN_DIRECTED) {
            by_surname.entry(surname.to_owned()).or_default().push((films, column));
        }
    }
    let most_of = |mut all: Vec<(u32, u32)>| {
        all.sort_unstable_by_key(|&(films, column)| (std::cmp::Reverse(films), column));
        let most = all[0].0;
        all.retain(|&(films, _)| films * BEFORE_OTHERS > most);
        all.into_iter().take(MAX_NAMESAKES).map(|(_, column)| column).collect()
    };
    by_surname.into_iter().map(|(surname, all)| (surname, most_of(all))).collect()
}

/// Whether a name begins with the family's, as Korean and Chinese ones do: "Bong Joon-ho".
fn names_family_first(name: &str) -> bool {
    let behind = name.split_once('-').and_then(|(_, behind)| behind.chars().next());
    behind.is_some_and(char::is_lowercase)
}

/// The last word of a folded name; and with the particles before it, "de niro". The first where that is the family's.
fn surnames_of(name: &str, family_first: bool) -> impl Iterator<Item = &str> {
    let first = name.split_once(' ').filter(|_| family_first).map(|(first, _)| first);
    let last = name.rfind(' ').filter(|_| first.is_none());
    let before = last.and_then(|last| name[..last].rfind(' ').map(|at| (at, &name[at + 1..last])));
    let with_particle = before.filter(|(_, word)| PARTICLES.contains(word)).map(|(at, _)| &name[at + 1..]);
    first.into_iter().chain(last.map(|last| &name[last + 1..])).chain(with_particle)
}

/// How many films have a surname as a word of their story without being of the person.
fn films_with_word_alone(model: &Model, surnames: &HashMap<String, Vec<u32>>) -> HashMap<String, u32> {
    let (vocabulary, analyzer) = (model.vocabulary(), model.params().analyzer());
    // Several surnames may have one stem.
    let mut people_of: Vec<Vec<(&[u32], &str)>> = vec![Vec::new(); vocabulary.len()];
    for (surname, people) in surnames {
        if let Some(word) = vocabulary.find(Field::Words, surname, analyzer) {
            people_of[word as usize].push((people, surname));
        }
    }
    let mut alone = HashMap::new();
    for row in 0..model.films().len() {
        let (columns, _) = model.matrix().row(row);
        for &(people, surname) in columns.iter().flat_map(|&column| &people_of[column as usize]) {
            if people.iter().all(|person| columns.binary_search(person).is_err()) {
                *alone.entry(surname.to_owned()).or_default() += 1;
            }
        }
    }
    alone
}

/// Words that stand in so many stories that they are no columns, though pairs with them are: "love".
fn commonest_words(model: &Model) -> HashSet<&str> {
    let (vocabulary, analyzer) = (model.vocabulary(), model.params().analyzer());
    let pairs =
        vocabulary.columns_of(Field::Words).filter_map(|column| vocabulary.term(column as u32).text.split_once(' '));
    pairs
        .flat_map(|(first, second)| [first, second])
        .filter(|word| vocabulary.find(Field::Words, word, analyzer).is_none())
        .collect()
}

/// Whether the first half of two words is the same or the second, as it is if one letter is wrong or two neighbours are
/// swapped. Looking costs much less than counting edits.
pub(super) fn is_half_alike(a: &str, b: &str) -> bool {
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
