//! One plain sentence that says why a film is in a list, in place of its reasons one by one.

use std::collections::HashMap;

use matinee_catalogue::fold::plain;
use matinee_catalogue::themes::{self, ThemeFacet};
use matinee_catalogue::{Film, genres};
use matinee_features::{Model, Row};
use matinee_rank::{Group, Reason, Recommendation};

use super::line::Line;
use super::story::{first_sentence, opening, story};
use crate::limits::{MAX_SENTENCE_CHARS, SENTENCE_TERMS};
use crate::text::SiteText;

/// The sentences of a list.
pub(crate) struct Sentences<'a> {
    model: &'a Model,
    text: &'a SiteText,
    /// How many films of the list each term is a reason for.
    counts: HashMap<&'a str, usize>,
    /// How many films the list has.
    films: usize,
}

impl<'a> Sentences<'a> {
    pub(crate) fn new(model: &'a Model, text: &'a SiteText, list: &'a [Recommendation]) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for reason in list.iter().flat_map(|found| &found.reasons) {
            *counts.entry(&reason.term).or_default() += 1;
        }
        Self { model, text, counts, films: list.len() }
    }

    /// "Isolation and dread, as in Alien." Without a reason, how its story begins.
    pub(crate) fn of(&self, found: &Recommendation) -> Line {
        let reasons = self.told(found);
        if reasons.is_empty() { self.without_terms(found) } else { Line::whole(self.with_terms(found, &reasons)) }
    }

    fn with_terms(&self, found: &Recommendation, reasons: &[&'a Reason]) -> String {
        let likes = found.because.iter().map(|like| like.row);
        let best = likes.map(|like| (like, self.borne(reasons, like))).find(|(_, borne)| !borne.is_empty());
        let sentence = |most: usize| match (&best, found.because.first()) {
            (Some((like, borne)), _) => self.as_in(&borne[..most.min(borne.len())], *like),
            (None, Some(like)) => self.close_to(&reasons[..most.min(reasons.len())], like.row),
            (None, None) => format!("{}.", self.named(&reasons[..most.min(reasons.len())])),
        };
        let whole = sentence(reasons.len());
        if whole.chars().count() <= MAX_SENTENCE_CHARS { whole } else { sentence(1) }
    }

    /// A sentence for each of the liked films that speak for it, and how its story begins.
    pub(crate) fn paragraph(&self, found: &Recommendation) -> Line {
        let mut reasons = self.told(found);
        let mut sentences = Vec::new();
        for like in &found.because {
            let borne = self.borne(&reasons, like.row);
            let said: Vec<&Reason> = borne.iter().take(SENTENCE_TERMS).copied().collect();
            if !said.is_empty() {
                sentences.push(self.as_in(&said, like.row));
                reasons.retain(|reason| !said.contains(reason));
            }
        }
        let story = first_sentence(story(self.model.film(found.row)));
        if sentences.is_empty() {
            let line = self.of(found);
            if line == Line::beginning(story) {
                return Line::all(story);
            }
            sentences.push(line.short);
        }
        sentences.push(story.to_owned());
        Line::of_sentences(&sentences)
    }

    /// The reasons that are terms, those of the fewest films of the list first: what all share says little of one. When and
    /// where a film comes from is told only where there is nothing else to tell, not even a story.
    fn told(&self, found: &'a Recommendation) -> Vec<&'a Reason> {
        let is_term = |reason: &&Reason| !matches!(reason.group, Group::Beside | Group::WellKnown);
        let is_origin = |reason: &Reason| {
            reason.group == Group::Time || (reason.group == Group::Kind && genres::canonical(&reason.term).is_empty())
        };
        let (origins, mut told): (Vec<&Reason>, Vec<&Reason>) =
            found.reasons.iter().filter(is_term).partition(|reason| is_origin(reason));
        told.sort_by_key(|reason| self.counts.get(&*reason.term));
        // What nearly all bear, without a liked film to compare with, is what was asked for: it tells them not apart.
        told.retain(|reason| !found.because.is_empty() || !self.is_of_nearly_all(reason));
        if told.is_empty() && story(self.model.film(found.row)).is_empty() { origins } else { told }
    }

    fn is_of_nearly_all(&self, reason: &Reason) -> bool {
        let count = self.counts.get(&*reason.term).copied().unwrap_or_default();
        self.films > 2 && count * 4 >= self.films * 3
    }

    fn without_terms(&self, found: &Recommendation) -> Line {
        let beside = found.reasons.iter().find(|reason| reason.group == Group::Beside);
        if let Some(reason) = beside {
            return Line::whole(ended(self.text.card.named_beside.with("film", &reason.term)));
        }
        opening(self.model.film(found.row))
    }

    /// Those of the reasons that a liked film has too.
    fn borne(&self, reasons: &[&'a Reason], like: Row) -> Vec<&'a Reason> {
        reasons.iter().copied().filter(|reason| bears(self.model.film(like), reason)).collect()
    }

    fn as_in(&self, reasons: &[&Reason], like: Row) -> String {
        let values = [("terms", self.named(reasons)), ("film", self.model.film(like).title.clone())];
        ended(self.text.card.as_in.fill(&values))
    }

    fn close_to(&self, reasons: &[&Reason], like: Row) -> String {
        let values = [("terms", self.named(reasons)), ("film", self.model.film(like).title.clone())];
        ended(self.text.card.close_to.fill(&values))
    }

    /// "Isolation and dread"; "heist film, Israel and Palestine"
    fn named(&self, reasons: &[&Reason]) -> String {
        let names = self.distinct(reasons);
        let and = format!(" {} ", self.text.card.and);
        let is_joined = names.iter().any(|name| name.contains(&and));
        capitalised(&names.join(if is_joined { ", " } else { &and }))
    }

    /// The names of the first reasons of which none says again what another says: "science fiction horror", "science fiction".
    /// All say what a film is like ("tense") or all what it has ("heists"), as the first does.
    fn distinct(&self, reasons: &[&Reason]) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        // Words in another language only where nothing else is to be said.
        let is_foreign = |reason: &Reason| reason.group == Group::Story && self.text.is_foreign(&reason.term);
        let (foreign, own): (Vec<&Reason>, Vec<&Reason>) = reasons.iter().partition(|reason| is_foreign(reason));
        let reasons = if own.is_empty() { foreign } else { own };
        let describes = |reason: &&Reason| says_what_it_is_like(&reason.term);
        let alike = reasons.iter().copied().filter(|reason| describes(reason) == describes(&reasons[0]));
        for name in alike.map(|reason| self.name(reason)) {
            let (lower, said) = (name.to_lowercase(), |other: &String| other.to_lowercase());
            let repeats = |other: &String| said(other).contains(&lower) || lower.contains(&said(other));
            if names.len() < SENTENCE_TERMS && !names.iter().any(repeats) {
                names.push(name);
            }
        }
        names
    }

    fn name(&self, reason: &Reason) -> String {
        match reason.group {
            Group::Time => self.text.card.decade.with("decade", reason.term.trim_end_matches('s')),
            Group::People => reason.term.clone(),
            Group::Story => self.text.theme_or_word(&reason.term),
            _ => self.text.kind(&reason.term).to_owned(),
        }
    }
}

/// Whether a film has what a reason says.
fn bears(film: &Film, reason: &Reason) -> bool {
    let term = &reason.term;
    let among = |names: &[String]| names.iter().any(|name| name.eq_ignore_ascii_case(term));
    match reason.group {
        Group::Time => format!("{}s", film.year.decade()) == *term,
        Group::People => [&film.directors, &film.writers, &film.cast].into_iter().any(|names| among(names)),
        _ => {
            [&film.themes, &film.keywords, &film.genres, &film.countries, &film.languages]
                .into_iter()
                .any(|names| among(names))
                || genres::canonical_list(&film.genres).iter().any(|genre| genre.eq_ignore_ascii_case(term))
                || words(story(film)).contains(&words(term))
        }
    }
}

/// Kinds and themes besides moods that say what a film is like.
const DESCRIBING: [&str; 19] = [
    "based on a comic",
    "based on a true story",
    "black and white",
    "challenging",
    "children's",
    "decades-spanning",
    "dialogue-driven",
    "erotic",
    "fast-paced",
    "for children",
    "for the whole family",
    "gory",
    "handheld",
    "minimalist",
    "nearly wordless",
    "nonlinear",
    "quiet and gentle",
    "sexually explicit",
    "silent",
];
/// Moods that are things.
const THINGS: [&str; 1] = ["tearjerker"];

fn says_what_it_is_like(term: &str) -> bool {
    // "Dread" is another name of a mood, and a thing.
    let is_mood = || themes::find(term).is_some_and(|theme| theme.facet == ThemeFacet::Mood && theme.name == term);
    DESCRIBING.contains(&term) || is_mood() && !THINGS.contains(&term)
}

/// A sentence without its full stop where the title before it has an end of its own: "What's Up, Doc?".
fn ended(mut sentence: String) -> String {
    if ["..", "?.", "!.", "…."].iter().any(|end| sentence.ends_with(end)) {
        sentence.pop();
    }
    sentence
}

/// The words of a text, each between spaces.
fn words(text: &str) -> String {
    let plain = plain(text);
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |text, word| text + word + " ")
}

/// A text with a capital first.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_catalogue::{Year, starter};
    use matinee_features::Params;

    #[test]
    fn sentences_join_what_is_alike_and_end_once() {
        let model = Model::train(starter::catalogue(), &Params::default()).unwrap();
        let sentences = Sentences::new(&model, <&SiteText>::default(), &[]);
        let named = |terms: &[&str]| {
            let reason =
                |term: &&str| Reason { group: Group::Story, term: (*term).into(), contribution: 1.0, share: 1.0 };
            let reasons: Vec<Reason> = terms.iter().map(reason).collect();
            sentences.named(&reasons.iter().collect::<Vec<_>>())
        };
        assert_eq!(named(&["gory", "zombie film"]), "Gory");
        assert_eq!(named(&["heist film", "playful"]), "Heist film");
        assert_eq!(named(&["bleak", "tense"]), "Bleak and tense");
        assert_eq!(named(&["isolation", "dread"]), "Isolation and dread");
        assert_eq!(named(&["political thriller", "Israel and Palestine"]), "Political thriller, Israel and Palestine");
        assert_eq!(ended("As in G.O.R.A..".into()), "As in G.O.R.A.");
        assert_eq!(ended("As in What's Up, Doc?.".into()), "As in What's Up, Doc?");
        assert_eq!(ended("As in Alien.".into()), "As in Alien.");
        // A kind or theme of this name there must be, or nobody's reason is found in the table.
        let is_known = |name: &&str| themes::find(name).is_some() || genres::is_canonical(name);
        assert!(DESCRIBING.iter().chain(&THINGS).all(is_known));
    }

    #[test]
    fn a_reason_is_said_of_a_liked_film_only_if_it_has_it() {
        let mut film = Film::new("Alien", Year::new(1979).unwrap());
        film.themes = vec!["isolation".into()];
        film.directors = vec!["Ridley Scott".into()];
        film.synopsis = "A crew finds a distress call.".into();
        let reason = |group, term: &str| Reason { group, term: term.into(), contribution: 1.0, share: 1.0 };
        assert!(bears(&film, &reason(Group::Story, "isolation")));
        assert!(bears(&film, &reason(Group::Story, "distress call")));
        assert!(bears(&film, &reason(Group::People, "Ridley Scott")));
        assert!(bears(&film, &reason(Group::Time, "1970s")));
        assert!(!bears(&film, &reason(Group::Story, "call me")));
        assert!(!bears(&film, &reason(Group::Kind, "western")));
    }
}
