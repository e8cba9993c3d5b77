//! What pages of each language call things. One data file a language, in `labels/`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::kinds::Kinds;
use super::pattern::Pattern;

/// The data files, packed by `build.rs`: a zero byte between two.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/labels.zst"));

static LABELS: LazyLock<Vec<Labels>> = LazyLock::new(|| unpacked().split('\0').map(Labels::parse).collect());

fn unpacked() -> String {
    let text = zstd::decode_all(PACKED).expect("packed whole");
    String::from_utf8(text).expect("labels are text")
}

/// A data file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: String,
    #[serde(rename = "box")]
    rows: Rows,
    not_a_film: OtherThings,
    headings: Headings,
    lead: Lead,
    people: People,
    kinds: HashMap<String, Vec<String>>,
    categories: CategoryPatterns,
    countries: HashMap<String, String>,
    languages: HashMap<String, String>,
}

/// The labels of the box of facts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    original_title: Vec<String>,
    title: Vec<String>,
    directors: Vec<String>,
    writers: Vec<String>,
    cast: Vec<String>,
    producers: Vec<String>,
    composers: Vec<String>,
    countries: Vec<String>,
    languages: Vec<String>,
    runtime: Vec<String>,
    release: Vec<String>,
    genres: Vec<String>,
    based_on: Vec<String>,
    series: Vec<String>,
}

/// Labels that only boxes of other things have, and how leads name such things.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherThings {
    pub(super) person: Vec<String>,
    pub(super) album: Vec<String>,
    pub(super) series: Vec<String>,
    pub(super) other: Vec<String>,
    /// What leads call groups of films.
    pub(super) groups: Vec<String>,
    /// What leads call other things.
    pub(super) leads: Vec<String>,
}

/// Headings of sections.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Headings {
    pub(super) plot: Vec<String>,
    pub(super) external_links: Vec<String>,
    pub(super) awards: Vec<String>,
    pub(super) cast: Vec<String>,
    pub(super) facts: Vec<String>,
    /// Whether lists of a cast name the role before the actor.
    #[serde(default)]
    pub(super) cast_role_first: bool,
}

/// Where the first sentence says what kind of film it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lead {
    pub(super) is: Vec<String>,
    pub(super) stop: Vec<String>,
    pub(super) film: Vec<String>,
    /// Definite articles: "the second part of the trilogy" is no trilogy.
    #[serde(default)]
    pub(super) the: Vec<String>,
    /// Whether the description ends at a word that means film.
    #[serde(default)]
    pub(super) ends_at_film: bool,
}

/// How names are listed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub(super) and: Vec<String>,
    #[serde(rename = "not_people")]
    pub(super) nobody: Vec<String>,
    /// What stands between an actor and a role.
    #[serde(default)]
    pub(super) roles: Vec<String>,
    /// What stands between a name and the firm that somebody works for.
    #[serde(default)]
    pub(super) before_firm: Vec<String>,
    #[serde(default)]
    pub(super) suffixes: Vec<String>,
    /// "And others" behind a name.
    pub(super) others: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryPatterns {
    kind: Vec<String>,
    drop: Vec<String>,
    keywords: Vec<String>,
    #[serde(default)]
    not_keywords: Vec<String>,
}

/// What a row of the box of facts says of a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BoxRow {
    OriginalTitle,
    Title,
    Directors,
    Writers,
    Cast,
    Producers,
    Composers,
    Countries,
    Languages,
    Runtime,
    Release,
    Genres,
    BasedOn,
    Series,
}

/// What the box of facts is about, if not a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    Person,
    Album,
    Series,
    Other,
}

/// What pages of one language call things.
pub(super) struct Labels {
    language: String,
    rows: HashMap<String, Vec<BoxRow>>,
    things: Vec<(String, Thing)>,
    /// What leads call groups of films.
    pub(super) groups: Vec<String>,
    /// What leads call other things that are no film.
    pub(super) other_leads: Vec<String>,
    pub(super) headings: Headings,
    pub(super) lead: Lead,
    pub(super) people: People,
    pub(super) kinds: Kinds,
    pub(super) kind_patterns: Vec<Pattern>,
    pub(super) drop_patterns: Vec<Pattern>,
    pub(super) keyword_patterns: Vec<Pattern>,
    pub(super) not_keyword_patterns: Vec<Pattern>,
    countries: HashMap<String, String>,
    languages: HashMap<String, String>,
}

impl Labels {
    /// The labels of a page's language: what its script says, else what `<html lang>` says, else English. `None` for a language that has no
    /// file.
    pub(super) fn of(page: &str) -> Option<&'static Self> {
        let said = language_in_script(page).or_else(|| language_of_html(page)).unwrap_or("en");
        let primary = said.split(['-', '_']).next().unwrap_or_default();
        LABELS.iter().find(|labels| labels.language.eq_ignore_ascii_case(primary))
    }

    fn parse(file: &str) -> Self {
        // By way of a table: so the code that fills the fields is made once, and not for each of toml's readers.
        let table: toml::Table = toml::from_str(file).expect("our own labels parse");
        let file: File = table.try_into().expect("our own labels fit");
        let mut rows: HashMap<String, Vec<BoxRow>> = HashMap::new();
        let named = file.rows;
        for (labels, row) in [
            (named.original_title, BoxRow::OriginalTitle),
            (named.title, BoxRow::Title),
            (named.directors, BoxRow::Directors),
            (named.writers, BoxRow::Writers),
            (named.cast, BoxRow::Cast),
            (named.producers, BoxRow::Producers),
            (named.composers, BoxRow::Composers),
            (named.countries, BoxRow::Countries),
            (named.languages, BoxRow::Languages),
            (named.runtime, BoxRow::Runtime),
            (named.release, BoxRow::Release),
            (named.genres, BoxRow::Genres),
            (named.based_on, BoxRow::BasedOn),
            (named.series, BoxRow::Series),
        ] {
            for label in labels {
                rows.entry(as_label(&label)).or_default().push(row);
            }
        }
        let mut things = Vec::new();
        for (labels, thing) in [
            (&file.not_a_film.person, Thing::Person),
            (&file.not_a_film.album, Thing::Album),
            (&file.not_a_film.series, Thing::Series),
            (&file.not_a_film.other, Thing::Other),
        ] {
            things.extend(labels.iter().map(|label| (as_label(label), thing)));
        }
        let patterns = |texts: &[String]| texts.iter().map(|text| Pattern::new(text)).collect();
        let is_spaced = !matches!(file.language.as_str(), "ja" | "zh");
        let lower = |names: HashMap<String, String>| {
            names.into_iter().map(|(name, english)| (name.to_lowercase(), english)).collect()
        };
        Self {
            rows,
            things,
            groups: file.not_a_film.groups,
            other_leads: file.not_a_film.leads,
            headings: file.headings,
            lead: file.lead,
            people: file.people,
            kinds: Kinds::new(&file.kinds, is_spaced),
            kind_patterns: patterns(&file.categories.kind),
            drop_patterns: patterns(&file.categories.drop),
            keyword_patterns: patterns(&file.categories.keywords),
            not_keyword_patterns: patterns(&file.categories.not_keywords),
            countries: lower(file.countries),
            languages: lower(file.languages),
            language: file.language,
        }
    }

    /// What a row with this label says; nothing for labels that no film has.
    pub(super) fn rows(&self, label: &str) -> &[BoxRow] {
        self.rows.get(label).map_or(&[], Vec::as_slice)
    }

    /// What else than a film a box is about that has this label.
    pub(super) fn thing(&self, label: &str) -> Option<Thing> {
        self.things.iter().find(|(of, _)| of == label).map(|&(_, thing)| thing)
    }

    /// What else than a film a box is about that has a line with this text in full width: "Studio album by X".
    pub(super) fn thing_of_line(&self, line: &str) -> Option<Thing> {
        let begins = |of: &str| line.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        self.things.iter().find(|(of, _)| begins(of)).map(|&(_, thing)| thing)
    }

    /// The usual English name of a country.
    pub(super) fn country(&self, name: &str) -> Option<&str> {
        self.countries.get(&name.to_lowercase()).map(String::as_str)
    }

    /// The usual English name of a language.
    pub(super) fn language(&self, name: &str) -> Option<&str> {
        self.languages.get(&name.to_lowercase()).map(String::as_str)
    }

    /// Whether words stand between spaces.
    pub(super) fn is_spaced(&self) -> bool {
        self.kinds.is_spaced()
    }

    /// The code of the language.
    pub(super) fn code(&self) -> &str {
        &self.language
    }
}

/// A label as it is compared: lower case, one kind of apostrophe, no colon at the end, whole where it was broken.
pub(super) fn as_label(text: &str) -> String {
    let text = text.to_lowercase().replace('’', "'").replace('\u{ad}', "").replace("- ", "-");
    text.trim_end_matches([':', '：', ' ']).trim().to_owned()
}

/// `fr` of `"wgPageContentLanguage":"fr"`.
fn language_in_script(page: &str) -> Option<&str> {
    let rest = page.split_once("\"wgPageContentLanguage\":")?.1.trim_start().strip_prefix('"')?;
    rest.split('"').next().filter(|language| is_tag(language))
}

/// `fr` of `<html lang="fr">`.
fn language_of_html(page: &str) -> Option<&str> {
    let tag = page.split_once("<html")?.1.split('>').next()?;
    let value = tag.split_once(" lang=")?.1.trim_start_matches(['"', '\'']);
    value.split(['"', '\'', ' ']).next().filter(|language| is_tag(language))
}

fn is_tag(language: &str) -> bool {
    (2..=35).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use matinee_catalogue::genres;

    use super::*;

    #[test]
    fn every_kind_of_every_language_is_a_genre_that_catalogues_know() {
        for file in unpacked().split('\0') {
            let file: File = toml::from_str(file).unwrap();
            assert!(file.kinds.len() >= 60 && file.countries.len() >= 50, "{}", file.language);
            let is_known = |kind: &String| !genres::canonical(kind).is_empty() || KEPT.contains(&kind.as_str());
            let unknown: Vec<_> = file.kinds.iter().filter(|(_, kinds)| !kinds.iter().all(is_known)).collect();
            assert!(unknown.is_empty(), "{} {unknown:?}", file.language);
        }
    }

    /// What English leads have always been read as, though no genre comes of it.
    const KEPT: [&str; 9] =
        ["anthology", "art", "bushranger", "pre-code", "prison", "psychological", "social", "expressionist", "samurai"];

    #[test]
    fn a_page_says_its_language_in_its_script_or_in_its_first_tag() {
        for (page, language) in [
            ("<html lang=\"en\"><script>{\"wgPageContentLanguage\":\"fr\"}</script>", Some("fr")),
            ("<html class=\"x\" lang='zh-Hant-TW' dir=ltr>", Some("zh")),
            ("<html lang=pt-BR>", Some("pt")),
            ("<p>no language</p>", Some("en")),
            ("<html lang=\"tlh\">", None),
        ] {
            assert_eq!(Labels::of(page).map(|labels| labels.language.as_str()), language, "{page}");
        }
    }

    #[test]
    fn labels_are_compared_in_one_spelling() {
        assert_eq!(as_label("Pays d’origine :"), "pays d'origine");
        assert_eq!(as_label("Режиссёр- постановщик"), "режиссёр-постановщик");
        assert_eq!(as_label("Produktions\u{ad}jahre:"), "produktionsjahre");
    }
}
