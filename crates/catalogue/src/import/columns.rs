//! What the columns of lists from elsewhere mean: names of fields, and those in `columns.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fields::{FIELDS, FieldKind, FilmField};
use crate::fold::plain;

/// What a column says of a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The field of this row of [`FIELDS`].
    FilmField(usize),
    /// The running time in seconds, and in milliseconds.
    Seconds,
    Milliseconds,
    /// The running time in ten millionths of a second, as Jellyfin counts.
    Ticks,
    /// Whether it is a film, a series, a game.
    FieldKind,
    /// The address of the film's article on Wikipedia, and the last part of one.
    Address,
    Article,
    /// People with their jobs, as TMDB lists them.
    Crew,
}

/// A column's role; of several columns with one role the lowest rank is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) role: Role,
    pub(super) rank: u16,
}

/// Names given with `--column` come before all others.
const GIVEN: u16 = 0;
/// The last of the names known, and the first of the columns that are parts of a list: `star1`, `star2`.
const LAST: u16 = 999;
pub(super) const FIRST_PART: u16 = 1000;

static KNOWN: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for (row, field) in FIELDS.iter().enumerate().filter(|(_, field)| field.is_in_tables()) {
        for (rank, name) in (1..).zip(field.columns()) {
            known.insert(key(name), Meaning { role: Role::FilmField(row), rank });
        }
    }
    for (role, names) in listed() {
        for (rank, name) in (100..).zip(names) {
            known.entry(key(name)).or_insert(Meaning { role, rank });
        }
    }
    // A name can be a person's; where another column names the film, that is meant.
    if let Some(meaning) = known.get_mut("name") {
        meaning.rank = LAST;
    }
    known
});

/// What a column with a number in its name means, if it is a part of a list: `star1`, `actor_1_name`.
fn part_of_list(key: &str) -> Option<Meaning> {
    let number: u16 = key.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()?;
    let bare: String = key.chars().filter(|c| !c.is_ascii_digit()).collect();
    let role = KNOWN.get(&bare)?.role;
    let is_list = matches!(role, Role::FilmField(row) if matches!(FIELDS[row].kind, FieldKind::List(..)));
    is_list.then_some(Meaning { role, rank: FIRST_PART.saturating_add(number) })
}

/// The roles in `columns.txt` with their names.
fn listed() -> Vec<(Role, Vec<&'static str>)> {
    let mut roles: Vec<(Role, Vec<&'static str>)> = Vec::new();
    for line in include_str!("../columns.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let names = if line.starts_with(' ') {
            line
        } else {
            let (role, names) = line.split_once(": ").expect("a role and its names");
            roles.push((of_name(role).expect("the name of a role"), Vec::new()));
            names
        };
        let (_, list) = roles.last_mut().expect("the first line names a role");
        list.extend(names.split(',').map(str::trim).filter(|name| !name.is_empty()));
    }
    roles
}

/// The role of that name.
fn of_name(name: &str) -> Option<Role> {
    Some(match name {
        "seconds" => Role::Seconds,
        "milliseconds" => Role::Milliseconds,
        "ticks" => Role::Ticks,
        "kind" => Role::FieldKind,
        "address" => Role::Address,
        "article" => Role::Article,
        "crew" => Role::Crew,
        name => Role::FilmField(FIELDS.iter().position(|field| field.name == name)?),
    })
}

/// A column's name without case, accents, spaces and punctuation.
pub(super) fn key(name: &str) -> String {
    plain(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What columns mean in one import: the names known, and those given for it.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    given: HashMap<String, Meaning>,
    /// Whether tags are a person's own, so that they say nothing of the film.
    pub(super) are_tags_private: bool,
}

impl Columns {
    /// Takes pairs of a field's name and a column's; the first field whose name is unknown is an error.
    pub(super) fn new(given: &[(String, String)]) -> Result<Self, String> {
        let mut columns = Self::default();
        for (name, column) in given {
            let is_named = |field: &&FilmField| key(field.name) == key(name) || key(field.column()) == key(name);
            let named = FIELDS.iter().filter(|field| field.is_in_tables()).find(is_named);
            let role = named.and_then(|field| of_name(field.name)).or_else(|| of_name(name)).ok_or(name)?;
            columns.given.insert(key(column), Meaning { role, rank: GIVEN });
        }
        Ok(columns)
    }

    /// The names given that none of these columns has.
    pub(super) fn missing<'a>(given: &'a [(String, String)], columns: &[String]) -> Option<&'a str> {
        let has = |wanted: &str| columns.iter().any(|column| key(column) == key(wanted));
        given.iter().map(|(_, column)| column.as_str()).find(|column| !has(column))
    }

    /// What a column means, if anything.
    pub(super) fn meaning(&self, name: &str) -> Option<Meaning> {
        let key = key(name);
        let known = self.given.get(&key).or_else(|| KNOWN.get(&key)).copied();
        let meaning = known.or_else(|| part_of_list(&key))?;
        let is_private = self.are_tags_private && key == "tags";
        // A role that was given has no other column.
        let is_replaced = meaning.rank != GIVEN && self.given.values().any(|given| given.role == meaning.role);
        (!is_private && !is_replaced).then_some(meaning)
    }

    /// What each of a table's columns means. Where none is known as the title, one whose name has a word for it is taken.
    pub(super) fn of_table(&self, names: &[String]) -> Vec<Option<Meaning>> {
        let mut meanings: Vec<Option<Meaning>> = names.iter().map(|name| self.meaning(name)).collect();
        for (field, wanted, unwanted) in
            [("title", &TITLE_WORDS[..], NO_TITLE_WORDS), ("year", &YEAR_WORDS, &NO_YEAR_WORDS)]
        {
            let is_of = if field == "title" { is_title } else { is_year };
            if meanings.iter().flatten().any(|meaning| is_of(meaning.role)) {
                continue;
            }
            let guess = (0..names.len()).find(|&at| {
                let words = words(&names[at]);
                let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
                meanings[at].is_none() && has(wanted) && !has(unwanted)
            });
            if let (Some(at), Some(role)) = (guess, of_name(field)) {
                meanings[at] = Some(Meaning { role, rank: u16::MAX });
            }
        }
        meanings
    }
}

const TITLE_WORDS: [&str; 20] = [
    "title",
    "titles",
    "titel",
    "titre",
    "titulo",
    "titolo",
    "tytul",
    "film",
    "films",
    "movie",
    "movies",
    "pelicula",
    "name",
    "nombre",
    "nom",
    "название",
    "片名",
    "タイトル",
    "제목",
    "picture",
];
const NO_TITLE_WORDS: &[&str] = &[
    "given",
    "family",
    "surname",
    "username",
    "joined",
    "email",
    "profile",
    "producer",
    "writer",
    "composer",
    "star",
    "id",
    "ids",
    "url",
    "link",
    "type",
    "genre",
    "genres",
    "year",
    "date",
    "rating",
    "ratings",
    "count",
    "poster",
    "length",
    "director",
    "actor",
    "company",
    "studio",
    "user",
    "country",
    "language",
    "character",
    "first",
    "last",
    "facebook",
    "image",
    "votes",
    "certificate",
];
const YEAR_WORDS: [&str; 14] = [
    "year", "years", "jahr", "annee", "ano", "anno", "rok", "jaar", "release", "released", "premiere", "год", "年",
    "年份",
];
const NO_YEAR_WORDS: [&str; 10] =
    ["id", "url", "link", "added", "birth", "death", "ceremony", "company", "country", "region"];

/// The words of a column's name, folded: `releaseYear` has two.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || was_lower && c.is_uppercase() {
            words.push(String::new());
        }
        was_lower = c.is_lowercase();
        if c.is_alphanumeric() {
            words.last_mut().expect("never empty").push(c);
        }
    }
    words.iter().filter(|word| !word.is_empty()).map(|word| plain(word)).collect()
}

/// Whether a role names the film: its title or its original title.
pub(super) fn is_title(role: Role) -> bool {
    matches!(role, Role::FilmField(row) if matches!(FIELDS[row].kind, FieldKind::Title) || FIELDS[row].name == "original_title")
}

pub(super) fn is_year(role: Role) -> bool {
    matches!(role, Role::FilmField(row) if matches!(FIELDS[row].kind, FieldKind::Year))
}

/// What a role is called in reports.
pub(super) fn label(role: Role) -> &'static str {
    match role {
        Role::FilmField(row) => FIELDS[row].column(),
        Role::Seconds | Role::Milliseconds | Role::Ticks => "runtime_minutes",
        Role::FieldKind => "kind",
        Role::Address | Role::Article => "source",
        Role::Crew => "directors",
    }
}

/// Some of the names a title can have, for an error.
pub(super) fn titles_looked_for() -> String {
    let field = FIELDS.iter().find(|field| matches!(field.kind, FieldKind::Title)).expect("films have titles");
    let names: Vec<&str> = field.columns().collect();
    format!(
        "{}, primaryTitle, Series_Title, film, movie_name, original_title, titre, Titel, título, 片名",
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_however_they_are_spelled() {
        let columns = Columns::default();
        for (name, field) in [
            ("Series_Title", "title"),
            ("primaryTitle", "title"),
            ("Título", "title"),
            ("片名", "title"),
            ("Título original", "original_title"),
            ("AÑO", "year"),
            ("Release Date", "year"),
            ("listed_in", "genres"),
            ("casts", "cast"),
            ("Const", "external.imdb"),
            ("Runtime (mins)", "runtime_minutes"),
            ("制片国家/地区", "countries"),
        ] {
            let Some(Meaning { role: Role::FilmField(row), .. }) = columns.meaning(name) else { panic!("{name}") };
            assert_eq!(FIELDS[row].name, field, "{name}");
        }
        assert_eq!(columns.meaning("vote_average"), None);
    }

    #[test]
    fn a_title_is_guessed_by_a_word_where_none_is_known() {
        let names = ["movie_id", "Title of the picture", "releaseYearUK", "user_rating"].map(str::to_owned);
        let roles: Vec<_> = Columns::default().of_table(&names).into_iter().map(|m| m.map(|m| label(m.role))).collect();
        assert_eq!(roles, [None, Some("title"), Some("year"), None]);
    }

    #[test]
    fn no_name_means_two_things() {
        let mut seen: HashMap<String, Role> = HashMap::new();
        for (role, names) in listed() {
            for name in names {
                let other = seen.insert(key(name), role);
                assert!(other.is_none_or(|other| other == role), "{name} is {role:?} and {other:?}");
                assert_eq!(Columns::default().meaning(name).map(|m| m.role), Some(role), "{name}");
            }
        }
    }
}
