//! Rules that stay: what is never to be in a list, kept in a taste.

use std::fmt;
use std::str::FromStr;

use matinee_catalogue::fold::{plain, printable};
use matinee_catalogue::{Film, Year};

use crate::limits::MAX_RULE_BYTES;

/// What is never to be in a list. A film of which the catalogue does not say what a rule is about stays.
///
/// ```
/// use matinee_rank::TasteRule;
///
/// let rule: TasteRule = "country:France".parse()?;
/// assert_eq!(rule, TasteRule::Country("France".to_owned()));
/// assert_eq!("longer-than:180".parse(), Ok(TasteRule::LongerThan(180)));
/// assert_eq!(rule.to_string(), "country:France");
/// # Ok::<(), matinee_rank::TasteRuleError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TasteRule {
    /// No film of this kind, or whose themes imply it.
    Kind(String),
    /// No film from this country.
    Country(String),
    /// No film in this language.
    Language(String),
    /// No film that this person directed, wrote or plays in.
    Person(String),
    /// No film with this theme or keyword.
    Theme(String),
    /// No film from before this year.
    Before(u16),
    /// No film from after this year.
    After(u16),
    /// No film of more minutes.
    LongerThan(u16),
}

/// Why a text is no rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TasteRuleError {
    /// It is about nothing that a rule can be about.
    #[error("{0:?} is no rule: write one of {names} and what, such as country:France or longer-than:180", names = TasteRule::NAMES.join(", "))]
    Name(String),
    /// What is never to be is missing or too long.
    #[error("a rule about a {0} needs a name of at most {MAX_RULE_BYTES} bytes")]
    Text(&'static str),
    /// It is about a number, and there is none.
    #[error("{name} needs {what}, not {value:?}")]
    Number {
        /// What the rule is about.
        name: &'static str,
        /// What it needs.
        what: &'static str,
        /// What it has.
        value: String,
    },
}

impl TasteRule {
    /// What rules are about, by their names in files and on the command line. A rule's place here is its number in links: new
    /// ones come last.
    pub const NAMES: [&'static str; 8] =
        ["kind", "country", "language", "person", "theme", "before", "after", "longer-than"];

    /// A rule by its name and value.
    ///
    /// # Errors
    /// The name is none of [`TasteRule::NAMES`], or the value does not go with it.
    pub fn new(name: &str, value: &str) -> Result<Self, TasteRuleError> {
        let value = printable(value.trim());
        let place = Self::NAMES.iter().position(|other| *other == name);
        let Some(place) = place else { return Err(TasteRuleError::Name(name.chars().take(40).collect())) };
        let name = Self::NAMES[place];
        let number = |what, fits: fn(u16) -> bool| {
            let error = || TasteRuleError::Number { name, what, value: value.chars().take(40).collect() };
            value.parse::<u16>().ok().filter(|&number| fits(number)).ok_or_else(error)
        };
        let year = || number("a year such as 1970", |year| Year::new(i64::from(year)).is_ok());
        let text = || {
            let fits = !value.is_empty() && value.len() <= MAX_RULE_BYTES;
            if fits { Ok(value.clone().into_owned()) } else { Err(TasteRuleError::Text(name)) }
        };
        Ok(match place {
            0 => Self::Kind(text()?),
            1 => Self::Country(text()?),
            2 => Self::Language(text()?),
            3 => Self::Person(text()?),
            4 => Self::Theme(text()?),
            5 => Self::Before(year()?),
            6 => Self::After(year()?),
            _ => Self::LongerThan(number("minutes such as 180", |minutes| minutes > 0)?),
        })
    }

    /// Its place in [`TasteRule::NAMES`].
    pub(crate) fn place(&self) -> usize {
        match self {
            Self::Kind(_) => 0,
            Self::Country(_) => 1,
            Self::Language(_) => 2,
            Self::Person(_) => 3,
            Self::Theme(_) => 4,
            Self::Before(_) => 5,
            Self::After(_) => 6,
            Self::LongerThan(_) => 7,
        }
    }

    /// What it is about.
    pub fn name(&self) -> &'static str {
        Self::NAMES[self.place()]
    }

    /// Whether it is about a number.
    pub(crate) fn is_number(&self) -> bool {
        matches!(self, Self::Before(_) | Self::After(_) | Self::LongerThan(_))
    }

    /// What is never to be: a name or a number.
    pub fn value(&self) -> String {
        match self {
            Self::Kind(text) | Self::Country(text) | Self::Language(text) | Self::Person(text) | Self::Theme(text) => {
                text.clone()
            }
            Self::Before(number) | Self::After(number) | Self::LongerThan(number) => number.to_string(),
        }
    }

    /// Whether it leaves a film out; `None` where an index has to be asked: of kinds, people and themes.
    pub(crate) fn leaves_out(&self, film: &Film) -> Option<bool> {
        let is_among = |names: &[String], wanted: &str| {
            let is_it = |name: &String| name.eq_ignore_ascii_case(wanted) || plain(name) == plain(wanted);
            names.iter().any(is_it)
        };
        match self {
            Self::Country(name) => Some(is_among(&film.countries, name)),
            Self::Language(name) => Some(is_among(&film.languages, name)),
            Self::Before(year) => Some(film.year.get() < *year),
            Self::After(year) => Some(film.year.get() > *year),
            Self::LongerThan(minutes) => Some(film.runtime_minutes.is_some_and(|length| length > *minutes)),
            Self::Kind(_) | Self::Person(_) | Self::Theme(_) => None,
        }
    }
}

/// "country:France"
impl fmt::Display for TasteRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.name(), self.value())
    }
}

impl FromStr for TasteRule {
    type Err = TasteRuleError;

    fn from_str(text: &str) -> Result<Self, TasteRuleError> {
        let (name, value) = text.split_once(':').unwrap_or((text, ""));
        Self::new(name.trim(), value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_as_they_are_written() {
        for text in ["kind:horror", "person:Ada: the first", "theme:七人の侍", "before:1970", "longer-than:180"] {
            assert_eq!(text.parse::<TasteRule>().unwrap().to_string(), text);
        }
        let long = format!("person:{}", "x".repeat(MAX_RULE_BYTES + 1));
        for text in ["", "kind:", "colour:red", "before:soon", "after:99999", "longer-than:0", "longer-than:-1", &long]
        {
            assert!(text.parse::<TasteRule>().is_err(), "{text:.40}");
        }
    }

    #[test]
    fn what_is_not_known_of_a_film_leaves_it_in() {
        let mut film = Film::new("Ran", Year::new(1985).unwrap());
        assert_eq!(TasteRule::LongerThan(100).leaves_out(&film), Some(false));
        film.runtime_minutes = Some(160);
        film.countries = vec!["Japan".to_owned()];
        assert_eq!(TasteRule::LongerThan(160).leaves_out(&film), Some(false));
        assert_eq!(TasteRule::LongerThan(159).leaves_out(&film), Some(true));
        assert_eq!(TasteRule::Country("japan".to_owned()).leaves_out(&film), Some(true));
        assert_eq!(TasteRule::Before(1985).leaves_out(&film), Some(false));
        assert_eq!(TasteRule::After(1984).leaves_out(&film), Some(true));
    }
}
