//! A wish in words: "slow-burn melancholic sci-fi, nothing gory".
//!
//! [`Ranker::wish`] reads it: longest phrase first, the words are looked up among kinds, themes, countries, languages and
//! people, and read as years and running times. [`Wish::apply`] adds what they mean to the options of a list: kinds,
//! people, origin, years and length are conditions; themes are boosted, and films that bear them come first; what is not
//! wanted is muted; what remains is searched for. [`Wish::added_to`] adds films that others are to be like ("like Alien, but
//! funny") to a taste. There is no model of language and nothing random: the same words mean
//! the same in the same catalogue.
//!
//! [`Ranker::wish`]: crate::Ranker::wish

mod apart;
mod audience;
mod bearing;
mod company;
mod conditions;
mod counts;
mod films;
mod first_films;
mod joining;
mod movements;
mod naming;
mod negation;
mod numbers;
mod other_names;
mod people;
mod phrasebook;
mod phrases;
mod prizes;
mod reader;
mod renown;
mod settings;
mod span;
mod spelling;
mod titles;
mod unwanted;
mod words;

use std::ops::{Range, RangeInclusive};

use matinee_catalogue::{Film, Year, countries};
use matinee_features::{Model, Row};
use serde::Serialize;

use audience::fit_for_children;
use conditions::is_of_audience;
use first_films::{end_of_decade, is_in_stories};
use other_names::is_said_loosely;
pub(crate) use phrasebook::Phrasebook;
pub use phrasebook::Translations;
use prizes::names_prizes;
pub use renown::Renown;
pub use span::Span;

use crate::filter::Credit;
use crate::limits::MAX_MINUTES;
use crate::list_options::{FirstFilms, ListOptions};
use crate::taste::{Steer, Taste, TooManyTerms};

/// What somebody asks for, in words, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wish {
    text: String,
    parts: Vec<WishPart>,
}

/// Some words of a wish, and what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishPart {
    /// The words as they were typed.
    pub text: String,
    /// What they mean.
    pub meaning: WishMeaning,
    /// Whether it is not wanted.
    pub negated: bool,
    /// Its bytes in the wish, with the word that negates it.
    span: Range<usize>,
    /// How it goes with the others.
    joint: PartJoint,
    /// Of a person: what they are to have done in a film.
    credit: Credit,
    /// Its words in English, as stories have them; of what is nearly a name, that name.
    said: String,
}

/// How a part of a wish goes with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PartJoint {
    /// Both are asked for.
    And,
    /// This or the part before is asked for, and not both.
    Or,
    /// Films are not wanted that have this and the part before, as in "no French comedies".
    WithBefore,
    /// No film here is of all the people that are asked for: any of them is.
    Apart,
}

/// What words of a wish mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WishMeaning {
    /// Canonical genres, all of them.
    Kind(Vec<&'static str>),
    /// A theme of the shared vocabulary.
    Theme(&'static str),
    /// A keyword of the catalogue that is no theme.
    Keyword(String),
    /// Somebody who directed, wrote or acted.
    Person(String),
    /// Years of release.
    Years(RangeInclusive<u16>),
    /// Minutes of running time.
    Length(RangeInclusive<u16>),
    /// Countries, any of them.
    Country(Vec<&'static str>),
    /// A language that is spoken.
    Language(String),
    /// A country where the stories are set.
    Place(&'static str),
    /// A film that the others are to be like: its row and title.
    Film(Row, String),
    /// A series that the films are part of.
    Series(String),
    /// A studio that made the films.
    Studio(&'static str),
    /// How well known the films are.
    Renown(Renown),
    /// Words without another meaning, which are searched for.
    Words(String),
}

/// A part of a wish as the API says it.
#[derive(Debug, Serialize)]
pub struct NamedWishPart<'a> {
    text: &'a str,
    kind: &'static str,
    name: String,
    negated: bool,
    /// Of words that are searched for, and of themes that no film bears: whether a film has any of the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<bool>,
    /// Of people who made no film together: films of any of them are listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    apart: Option<bool>,
}

impl<'a> NamedWishPart<'a> {
    fn new(model: &Model, part: &'a WishPart) -> Self {
        let WishPart { text, meaning, negated, .. } = part;
        let found = part.is_found(model).filter(|_| !negated);
        Self {
            text,
            kind: meaning.kind(),
            name: meaning.name(),
            negated: *negated,
            found,
            apart: (part.joint == PartJoint::Apart).then_some(true),
        }
    }
}

impl Wish {
    /// The wish as it was typed, cut at [`MAX_WISH_CHARS`](crate::MAX_WISH_CHARS).
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its parts, in the order of the text.
    pub fn parts(&self) -> &[WishPart] {
        &self.parts
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether it says more than words to search for: most of its words are a kind, theme, person, time, place or length.
    pub fn is_telling(&self) -> bool {
        let words = |known: bool| -> usize {
            let of_kind = self.parts.iter().filter(|part| part.meaning.is_known() == known);
            of_kind.map(|part| part.text.split_whitespace().count()).sum()
        };
        words(true) > words(false)
    }

    /// Whether no word of it is left to search for.
    pub fn is_known(&self) -> bool {
        self.parts.iter().all(|part| !matches!(part.meaning, WishMeaning::Words(_)))
    }

    /// Whether it asks for somebody's films.
    pub(crate) fn names_somebody(&self) -> bool {
        self.parts.iter().any(|part| matches!(part.meaning, WishMeaning::Person(_)))
    }

    /// Whether it has more than people and words to search for. A title that is not here may read as these.
    pub(crate) fn says_more_than_names(&self) -> bool {
        let is_more = |part: &WishPart| !matches!(part.meaning, WishMeaning::Person(_) | WishMeaning::Words(_));
        self.is_known() || self.parts.iter().any(is_more)
    }

    /// Whether several parts of it are known, which no title is read as.
    pub(crate) fn knows_several(&self) -> bool {
        self.parts.iter().filter(|part| part.meaning.is_known()).count() > 1
    }

    /// "slow burn, melancholic, science fiction; not gory"
    pub fn described(&self) -> String {
        let names = |negated: bool, how: &str| -> Vec<String> {
            let parts = self.parts.iter().filter(|part| part.negated == negated);
            parts.map(|part| format!("{how}{}", part.meaning.name())).collect()
        };
        let sides = [names(false, "").join(", "), names(true, "not ").join(", ")];
        sides.into_iter().filter(|side| !side.is_empty()).collect::<Vec<_>>().join("; ")
    }

    /// The parts as the API says them.
    pub fn named_parts(&self, model: &Model) -> Vec<NamedWishPart<'_>> {
        self.parts.iter().map(|part| NamedWishPart::new(model, part)).collect()
    }

    /// The text without a part. A comma takes its place, so that what stood around it does not become a phrase.
    pub fn without(&self, part: &WishPart) -> String {
        let sides = [&self.text[..part.span.start], &self.text[part.span.end..]];
        let is_joint = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-');
        let sides = sides.map(|side| side.trim_matches(is_joint));
        sides.into_iter().filter(|side| !side.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Adds what is asked for to the options of a list.
    ///
    /// # Errors
    /// More terms would be muted and boosted than may be.
    pub fn apply(&self, model: &Model, options: &mut ListOptions) -> Result<(), TooManyTerms> {
        options.filter.asked.extend(self.clauses(model));
        let (mut muted, mut boosted) = (options.steer.muted().to_vec(), options.steer.boosted().to_vec());
        for (at, part) in self.parts.iter().enumerate() {
            let terms = part.meaning.terms();
            if self.is_of_several(at) {
                continue;
            }
            if part.negated {
                muted.extend(part.place().map_or(terms, |place| vec![place]));
            // Conditions are met by every film of the list: a boost of theirs would only put films first of which little
            // else is known.
            } else if part.is_found(model).is_none()
                && matches!(part.meaning, WishMeaning::Theme(_) | WishMeaning::Keyword(_))
            {
                boosted.extend(terms);
            }
        }
        let (lessened, rules) = (options.steer.lessened().to_vec(), options.steer.rules().to_vec());
        options.steer = Steer::new(muted, boosted)?.lessening(lessened)?.with_rules(rules);
        let wanted = self.parts.iter().filter(|part| !part.negated);
        options.first.extend(wanted.filter_map(|part| part.films_first(model)));
        options.first.extend(self.parts.iter().filter(|part| part.negated).filter_map(|part| match part.meaning {
            WishMeaning::Renown(renown) => Some(FirstFilms { films: renown.others(model), ..FirstFilms::default() }),
            _ => None,
        }));
        options.first.extend(self.first_of_each(model));
        Ok(())
    }

    /// A taste that likes the films that others are to be like too, and dislikes those that they are to be unlike.
    #[must_use]
    pub fn added_to(&self, taste: &Taste) -> Taste {
        let mut taste = taste.clone();
        for part in &self.parts {
            if let WishMeaning::Film(row, _) = part.meaning {
                taste.add(row, !part.negated);
            }
        }
        taste
    }

    /// The names of what it means if that is one thing: kinds, themes, people, a decade and the like. None if it is said
    /// loosely, as "love" is, or is to be searched for.
    pub(crate) fn only_names(&self) -> Vec<String> {
        let [part] = &self.parts[..] else { return Vec::new() };
        match &part.meaning {
            _ if part.negated || is_said_loosely(&self.text) => Vec::new(),
            WishMeaning::Words(_) => Vec::new(),
            WishMeaning::Years(years) if matches!(Span::of_years(years), Span::Decade(_)) => vec![part.meaning.name()],
            meaning => meaning.terms(),
        }
    }

    /// The words that no film has, and the themes that none bears.
    pub fn found_nowhere<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = &'a WishPart> {
        self.parts.iter().filter(|part| !part.negated && part.is_found(model) == Some(false))
    }
}

impl WishPart {
    /// Whether a film has any of its words, if they are to be searched for; false for a theme that no film bears.
    fn is_found(&self, model: &Model) -> Option<bool> {
        match &self.meaning {
            WishMeaning::Words(_) if self.is_nobody(model) => Some(false),
            // Films that are well known stand for those with prizes, of which no catalogue here knows.
            WishMeaning::Renown(_) if names_prizes(&self.said) => Some(false),
            WishMeaning::Words(words) => Some(!model.search(words, 1).is_empty()),
            meaning if !meaning.is_told_of(model) => Some(false),
            // Where no editor says for whom films are, their genres do.
            WishMeaning::Theme(name) if is_of_audience(name) && fit_for_children(model).is_some() => None,
            WishMeaning::Theme(name) if !phrasebook::is_borne(model, name) => {
                Some(is_in_stories(name) && !model.search(&self.said, 1).is_empty())
            }
            _ => None,
        }
    }
}

impl WishMeaning {
    /// Whether it is more than words to search for.
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Words(_) | Self::Keyword(_))
    }

    /// Whether it is a theme for the decade that films are set in: "1920s".
    pub fn is_time_of_story(&self) -> bool {
        matches!(self, Self::Theme(name) if end_of_decade(name).is_some())
    }

    /// Whether the catalogue says it of any film: a catalogue without running times has no short films, and lists the
    /// others.
    fn is_told_of(&self, model: &Model) -> bool {
        let any = |has: &dyn Fn(&Film) -> bool| model.films().iter().any(has);
        match self {
            Self::Length(_) => any(&|film| film.runtime_minutes.is_some()),
            Self::Country(_) => any(&|film| !film.countries.is_empty()),
            Self::Language(_) => any(&|film| !film.languages.is_empty()),
            Self::Kind(genres) => {
                let is_had = |genre: &&str| model.genre_sets().iter().any(|sets| sets.all.contains(genre));
                genres.iter().all(is_had)
            }
            _ => true,
        }
    }

    /// Its kind, in a word.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Kind(_) => "kind",
            Self::Theme(_) => "theme",
            Self::Keyword(_) => "keyword",
            Self::Person(_) => "person",
            Self::Years(_) => "years",
            Self::Length(_) => "length",
            Self::Country(_) => "country",
            Self::Language(_) => "language",
            Self::Film(..) => "film",
            Self::Place(_) => "place",
            Self::Series(_) => "series",
            Self::Studio(_) => "studio",
            Self::Renown(_) => "renown",
            Self::Words(_) => "words",
        }
    }

    /// What it is, in English: "science fiction", "1980s", "up to 89 minutes".
    pub fn name(&self) -> String {
        match self {
            Self::Kind(genres) => genres.join(" and "),
            Self::Theme(name) if self.is_time_of_story() => format!("set in the {name}"),
            Self::Theme(name) | Self::Studio(name) => (*name).to_owned(),
            Self::Keyword(name) | Self::Person(name) | Self::Series(name) => name.clone(),
            Self::Language(name) => format!("in {name}"),
            Self::Country(all) => match countries::region_of(all) {
                Some(region) => format!("from {region}"),
                None => format!("from {}", all.join(" or ")),
            },
            Self::Place(country) => format!("set in {country}"),
            Self::Film(_, title) => format!("like {title}"),
            Self::Renown(renown) => renown.name().to_owned(),
            Self::Words(words) => format!("“{words}”"),
            Self::Years(years) => match Span::of(years, Year::MIN.get(), Year::MAX.get()) {
                Span::Decade(decade) => format!("{decade}s"),
                Span::One(year) => year.to_string(),
                Span::From(year) => format!("from {year}"),
                Span::To(year) => format!("until {year}"),
                Span::Between(from, to) => format!("{from} to {to}"),
            },
            Self::Length(minutes) => match Span::of(minutes, 0, MAX_MINUTES) {
                Span::From(least) => format!("{least} minutes or more"),
                Span::To(most) => format!("up to {most} minutes"),
                Span::Between(least, most) => format!("{least} to {most} minutes"),
                Span::One(minutes) | Span::Decade(minutes) => format!("{minutes} minutes"),
            },
        }
    }

    /// Its terms, as reasons name them.
    fn terms(&self) -> Vec<String> {
        match self {
            Self::Kind(names) => names.iter().map(|&name| name.to_owned()).collect(),
            Self::Country(names) => names.iter().map(|&name| name.to_owned()).collect(),
            Self::Theme(name) => vec![(*name).to_owned()],
            Self::Keyword(name) | Self::Person(name) | Self::Language(name) | Self::Words(name) => vec![name.clone()],
            Self::Place(country) => vec![(*country).to_owned()],
            Self::Years(_) | Self::Length(_) | Self::Film(..) | Self::Series(_) | Self::Studio(_) | Self::Renown(_) => {
                Vec::new()
            }
        }
    }
}
