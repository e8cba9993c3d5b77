//! `taste.toml`: a taste as a file that people can read, edit and compare.
//!
//! ```
//! use matinee_rank::TasteFile;
//!
//! let text = r#"
//! version = 1
//! like = [
//!   { id = "alien-1979", title = "Alien (1979)", weight = 3 },
//!   "heat-1995",
//! ]
//! want = ["casablanca-1942"]
//! muted = ["aliens attack"]
//! "#;
//! let taste: TasteFile = text.parse()?;
//! assert_eq!(taste.films().len(), 3);
//! assert_eq!(taste.to_string().parse::<TasteFile>()?, taste);
//! # Ok::<(), matinee_rank::TasteFileError>(())
//! ```

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use matinee_catalogue::FilmId;
use matinee_catalogue::fold::printable;
use matinee_catalogue::history::Opinion;
use serde::Deserialize;

use crate::limits::{MAX_STEER_TERMS, MAX_TASTE_FILE_BYTES, MAX_TASTE_FILE_FILMS, MAX_TASTE_RULES};
use crate::rating_cuts::{MAX_WEIGHT, PLAIN_WEIGHT};
use crate::taste_rule::TasteRule;

/// The newest form of the file, ...
const VERSION: i64 = 2;
/// ... and that of one without rules, which older programs read, too.
const VERSION_WITHOUT_RULES: i64 = 1;

/// A film in a taste's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TasteFilm {
    /// Its id.
    pub id: FilmId,
    /// Its title and year, for people who read the file. May be empty.
    pub title: String,
    /// What is said of it.
    pub opinion: Opinion,
    /// How much that counts, from 1 to [`MAX_WEIGHT`].
    pub weight: u8,
}

/// What `taste.toml` holds: films, each once, and terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TasteFile {
    films: Vec<TasteFilm>,
    /// Terms whose films are left out, or that do not count.
    pub muted: Vec<String>,
    /// Terms of which there is to be less.
    pub lessened: Vec<String>,
    /// Terms of which there is to be more.
    pub boosted: Vec<String>,
    /// What is never to be in a list.
    pub never: Vec<TasteRule>,
}

/// Why a text is no taste.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TasteFileError {
    /// It is no TOML of this form.
    #[error("not a taste: {0}")]
    Form(String),
    /// It was written by a later Matinee.
    #[error("\"version\" is {0}, this Matinee knows {VERSION}: use the Matinee that wrote the file, or a newer one")]
    Version(i64),
    /// An entry is wrong.
    #[error("\"{list}\": {why}")]
    Entry {
        /// The list it is in.
        list: &'static str,
        /// What is wrong, and what to do.
        why: String,
    },
    /// It is too large.
    #[error("a taste's file has at most {most} {what}: take some out")]
    TooLarge {
        /// What there are too many of.
        what: &'static str,
        /// How many there may be.
        most: usize,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTaste {
    version: i64,
    #[serde(default)]
    like: Vec<WrittenFilm>,
    #[serde(default)]
    dislike: Vec<WrittenFilm>,
    #[serde(default)]
    seen: Vec<WrittenFilm>,
    #[serde(default)]
    want: Vec<WrittenFilm>,
    #[serde(default)]
    muted: Vec<String>,
    #[serde(default)]
    lessened: Vec<String>,
    #[serde(default)]
    boosted: Vec<String>,
    #[serde(default)]
    never: Vec<toml::Table>,
}

/// A rule as the file has it: `{ country = "France" }`.
fn written_rule(table: &toml::Table) -> Result<TasteRule, TasteFileError> {
    let wrong = |why: String| TasteFileError::Entry { list: "never", why };
    let mut entries = table.iter();
    let (Some((name, value)), None) = (entries.next(), entries.next()) else {
        return Err(wrong("a rule has one name, such as { country = \"France\" }".to_owned()));
    };
    let number = || value.as_integer().map(|number| number.to_string());
    let value = value.as_str().map(str::to_owned).or_else(number).unwrap_or_default();
    TasteRule::new(name, &value).map_err(|error| wrong(error.to_string()))
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a film is an id in quotes, or { id = \"...\", title = \"...\", weight = 1 to 4 }")]
enum WrittenFilm {
    Id(String),
    Film(WrittenFields),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFields {
    id: String,
    #[serde(default)]
    title: String,
    weight: Option<i64>,
}

impl WrittenFilm {
    fn film(self, opinion: Opinion) -> Result<TasteFilm, TasteFileError> {
        let wrong = |why: String| TasteFileError::Entry { list: opinion.name(), why };
        let WrittenFields { id, title, weight } = match self {
            Self::Id(id) => WrittenFields { id, title: String::new(), weight: None },
            Self::Film(fields) => fields,
        };
        let id: FilmId = id.parse().map_err(|error| wrong(format!("{error}")))?;
        let weight = weight.unwrap_or(i64::from(PLAIN_WEIGHT));
        let fits = u8::try_from(weight).ok().filter(|weight| (1..=MAX_WEIGHT).contains(weight));
        let weight = fits.ok_or_else(|| wrong(format!("\"weight\" of {id} is {weight}: write 1 to {MAX_WEIGHT}")))?;
        Ok(TasteFilm { id, title: printable(&title).chars().take(300).collect(), opinion, weight })
    }
}

impl FromStr for TasteFile {
    type Err = TasteFileError;

    fn from_str(text: &str) -> Result<Self, TasteFileError> {
        if text.len() > MAX_TASTE_FILE_BYTES {
            return Err(TasteFileError::TooLarge { what: "bytes", most: MAX_TASTE_FILE_BYTES });
        }
        // The version first: a later form may have fields that are unknown here.
        let table: toml::Table =
            text.parse().map_err(|error: toml::de::Error| TasteFileError::Form(error.to_string()))?;
        match table.get("version").map(toml::Value::as_integer) {
            Some(Some(VERSION_WITHOUT_RULES | VERSION)) => {}
            Some(Some(other)) => return Err(TasteFileError::Version(other)),
            _ => {
                return Err(TasteFileError::Form(format!(
                    "\"version\" is missing: write version = {VERSION_WITHOUT_RULES}"
                )));
            }
        }
        let written: WrittenTaste =
            toml::from_str(text).map_err(|error| TasteFileError::Form(error.to_string().trim_end().to_owned()))?;
        debug_assert!(written.version <= VERSION);
        let mut taste =
            Self { muted: written.muted, lessened: written.lessened, boosted: written.boosted, ..Self::default() };
        taste.never = written.never.iter().map(written_rule).collect::<Result<_, _>>()?;
        let mut known: HashSet<FilmId> = HashSet::new();
        for (opinion, films) in
            Opinion::ALL.into_iter().zip([written.like, written.dislike, written.seen, written.want])
        {
            for film in films {
                let film = film.film(opinion)?;
                if !known.insert(film.id.clone()) {
                    let why = format!("{} is named twice: take it out of one list", film.id);
                    return Err(TasteFileError::Entry { list: opinion.name(), why });
                }
                taste.films.push(film);
            }
        }
        taste.check()?;
        Ok(taste)
    }
}

/// A taste's file as TOML, a film a line, in the order of lists, weights and titles.
impl fmt::Display for TasteFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| toml_string(text);
        writeln!(
            f,
            "# A taste of Matinee's: `matinee recommend --taste FILE`. A weight is 1 (a little) to {MAX_WEIGHT} (a lot)."
        )?;
        let version = if self.never.is_empty() { VERSION_WITHOUT_RULES } else { VERSION };
        writeln!(f, "version = {version}")?;
        for (name, terms) in self.terms() {
            let terms: Vec<String> = terms.iter().map(|term| quoted(term)).collect();
            writeln!(f, "{name} = [{}]", terms.join(", "))?;
        }
        if !self.never.is_empty() {
            writeln!(f, "never = [")?;
            for rule in &self.never {
                let value = rule.value();
                writeln!(f, "  {{ {} = {} }},", rule.name(), if rule.is_number() { value } else { quoted(&value) })?;
            }
            writeln!(f, "]")?;
        }
        for opinion in Opinion::ALL {
            writeln!(f, "\n{opinion} = [")?;
            for film in self.films.iter().filter(|film| film.opinion == opinion) {
                write!(f, "  {{ id = {}", quoted(film.id.as_str()))?;
                if !film.title.is_empty() {
                    write!(f, ", title = {}", quoted(&film.title))?;
                }
                if matches!(opinion, Opinion::Like | Opinion::Dislike) {
                    write!(f, ", weight = {}", film.weight)?;
                }
                writeln!(f, " }},")?;
            }
            writeln!(f, "]")?;
        }
        Ok(())
    }
}

/// A text in TOML's basic quotes. The toml crate writes only with a feature that nothing else needs.
fn toml_string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.extend(format!("\\u{:04X}", u32::from(c)).chars()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

impl TasteFile {
    /// A taste of some films. Of a film named twice, what was said first holds.
    pub fn of_films(films: impl IntoIterator<Item = TasteFilm>) -> Self {
        let mut known: HashSet<FilmId> = HashSet::new();
        let films = films.into_iter().filter(|film| known.insert(film.id.clone())).collect();
        let mut taste = Self { films, ..Self::default() };
        taste.sort();
        taste
    }

    /// Its films.
    pub fn films(&self) -> &[TasteFilm] {
        &self.films
    }

    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.films.is_empty() && self.never.is_empty() && self.terms().iter().all(|(_, terms)| terms.is_empty())
    }

    /// The film with an id.
    pub fn film(&self, id: &FilmId) -> Option<&TasteFilm> {
        self.films.iter().find(|film| film.id == *id)
    }

    /// How many films there are of an opinion.
    pub fn count(&self, opinion: Opinion) -> usize {
        self.films.iter().filter(|film| film.opinion == opinion).count()
    }

    /// Says something of a film, in place of what was said of it.
    pub fn set(&mut self, film: TasteFilm) {
        self.films.retain(|other| other.id != film.id);
        self.films.push(film);
    }

    /// Takes films of which nothing is said yet.
    pub(crate) fn extend(&mut self, films: impl IntoIterator<Item = TasteFilm>) {
        self.films.extend(films);
    }

    /// Its lists of terms, by the names that they have in the file.
    pub fn terms(&self) -> [(&'static str, &[String]); 3] {
        [("muted", &self.muted), ("lessened", &self.lessened), ("boosted", &self.boosted)]
    }

    /// Takes all films out.
    pub fn keep_only_terms(&mut self) {
        self.films.clear();
    }

    /// Takes a term out of its list. Whether it was in one.
    pub fn remove_term(&mut self, term: &str) -> bool {
        let before: usize = self.terms().iter().map(|(_, terms)| terms.len()).sum();
        for terms in [&mut self.muted, &mut self.lessened, &mut self.boosted] {
            terms.retain(|other| other != term);
        }
        self.terms().iter().map(|(_, terms)| terms.len()).sum::<usize>() < before
    }

    /// Takes a film out. Whether it was there.
    pub fn remove(&mut self, id: &FilmId) -> bool {
        let before = self.films.len();
        self.films.retain(|film| film.id != *id);
        self.films.len() < before
    }

    /// Takes what another file says. Where both name a film, the other's word holds.
    pub fn merge(&mut self, other: Self) {
        let named: HashSet<&FilmId> = other.films.iter().map(|film| &film.id).collect();
        self.films.retain(|film| !named.contains(&film.id));
        self.films.extend(other.films);
        let lists =
            [(&mut self.muted, other.muted), (&mut self.lessened, other.lessened), (&mut self.boosted, other.boosted)];
        for (ours, theirs) in lists {
            for term in theirs {
                if !ours.contains(&term) {
                    ours.push(term);
                }
            }
        }
        for rule in other.never {
            self.add_rule(rule);
        }
        self.sort();
    }

    /// Adds a rule, unless it is there.
    pub fn add_rule(&mut self, rule: TasteRule) {
        if !self.never.contains(&rule) {
            self.never.push(rule);
        }
    }

    /// Takes a rule out. Whether it was there.
    pub fn remove_rule(&mut self, rule: &TasteRule) -> bool {
        let before = self.never.len();
        self.never.retain(|other| other != rule);
        self.never.len() < before
    }

    /// Keeps the films that tell most of a taste, if there are more than [`MAX_TASTE_FILE_FILMS`]: likes and dislikes by weight,
    /// then what is wanted, then what was seen. How many were left out.
    pub fn keep_the_most_telling(&mut self) -> usize {
        let more = self.films.len().saturating_sub(MAX_TASTE_FILE_FILMS);
        if more > 0 {
            self.films.sort_by_key(|film| match film.opinion {
                Opinion::Like | Opinion::Dislike => MAX_WEIGHT - film.weight,
                Opinion::Want => MAX_WEIGHT,
                Opinion::Seen => MAX_WEIGHT + 1,
            });
            self.films.truncate(MAX_TASTE_FILE_FILMS);
        }
        self.sort();
        more
    }

    /// Puts the films in the order of their lists, weights and titles.
    pub fn sort(&mut self) {
        self.films.sort_by(|a, b| {
            let order = |film: &TasteFilm| (film.opinion, MAX_WEIGHT - film.weight.min(MAX_WEIGHT));
            order(a).cmp(&order(b)).then_with(|| a.id.cmp(&b.id))
        });
    }

    /// Checks the limits.
    ///
    /// # Errors
    /// Too many films or terms.
    pub fn check(&self) -> Result<(), TasteFileError> {
        if self.films.len() > MAX_TASTE_FILE_FILMS {
            return Err(TasteFileError::TooLarge { what: "films", most: MAX_TASTE_FILE_FILMS });
        }
        if self.terms().iter().map(|(_, terms)| terms.len()).sum::<usize>() > MAX_STEER_TERMS {
            return Err(TasteFileError::TooLarge { what: "terms", most: MAX_STEER_TERMS });
        }
        if self.never.len() > MAX_TASTE_RULES {
            return Err(TasteFileError::TooLarge { what: "rules", most: MAX_TASTE_RULES });
        }
        Ok(())
    }
}
