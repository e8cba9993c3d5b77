use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use matinee_catalogue::{genres, starter, themes};

use super::*;

/// Every entry by its path, but for the names of the catalogue, which a language translates as far as it can, and the
/// words that wishes are typed in.
fn entries(text: &SiteText) -> BTreeMap<String, String> {
    let file = Path::new("../../web/text").join(format!("{}.toml", text.tag));
    let mut table: toml::Table = toml::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    for names in ["genres", "themes", "countries", "languages", "asking"] {
        table.remove(names);
    }
    let mut entries = BTreeMap::new();
    let mut open = vec![(String::new(), toml::Value::Table(table))];
    while let Some((path, value)) = open.pop() {
        match value {
            toml::Value::Table(table) => {
                open.extend(table.into_iter().map(|(key, value)| (format!("{path}.{key}"), value)));
            }
            value => drop(entries.insert(path, value.as_str().expect("a text").to_owned())),
        }
    }
    entries
}

fn names(entry: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let mut rest = entry;
    while let Some((_, name, after)) = split(rest) {
        names.insert(name);
        rest = after;
    }
    names
}

/// A form of a count that only some languages have.
fn is_optional_form(path: &str) -> bool {
    [".zero", ".two", ".few", ".many"].iter().any(|form| path.ends_with(form))
}

#[test]
fn all_languages_say_the_same_with_the_same_values() {
    let english = entries(<&SiteText>::default());
    assert!(SiteText::all().len() > 1);
    for text in SiteText::all() {
        let entries = entries(text);
        let required = entries.keys().filter(|path| !is_optional_form(path));
        assert!(required.eq(english.keys().filter(|path| !is_optional_form(path))), "{}", text.tag);
        for (path, entry) in &entries {
            assert!(!entry.trim().is_empty(), "{}{path} is empty", text.tag);
            match path.rsplit_once('.') {
                // "Your film" may do for "your 1 film".
                Some((count, form)) if english.contains_key(&format!("{count}.other")) && form != "other" => {
                    let other = &english[&format!("{count}.other")];
                    let given = names(entry);
                    let all_but_n = names(other).into_iter().filter(|name| *name != "n").collect();
                    assert!(given.is_superset(&all_but_n) && given.is_subset(&names(other)), "{}{path}", text.tag);
                }
                _ => assert_eq!(names(entry), names(&english[path]), "{}{path}", text.tag),
            }
        }
        assert!(plural::rules(&text.tag).is_some(), "{} has no plural rules", text.tag);
    }
}

#[test]
fn what_the_starter_catalogue_names_is_translated() {
    let german = SiteText::tagged("de").unwrap();
    let catalogue = starter::catalogue();
    for genre in genres::all() {
        assert!(german.genres.contains_key(*genre), "{genre}");
    }
    for theme in themes::all() {
        assert!(german.themes.contains_key(&theme.name), "{}", theme.name);
    }
    for film in catalogue.films() {
        for country in &film.countries {
            assert!(german.countries.contains_key(country), "{country}");
        }
        for language in &film.languages {
            assert!(german.languages.contains_key(language), "{language}");
        }
    }
}

#[test]
fn values_are_put_in_place_and_never_read_for_names() {
    let phrase = Phrase("{a} and {b}.".to_owned());
    assert_eq!(phrase.fill(&[("a", "{b}"), ("b", "two")]), "{b} and two.");
    let because = Phrase("Weil du {film} magst".to_owned());
    assert_eq!((because.before(), because.after()), ("Weil du ", " magst"));
}

/// A text without the parts between two marks.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut parts = text.split(open);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + " " + part.split_once(close).map_or("", |(_, rest)| rest))
}

/// Words of a template's own, in its text and in the attributes that people see or hear.
fn said(template: &str) -> String {
    let mut html = template.to_owned();
    for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}"), ("<script", "</script>"), ("<code>", "</code>")] {
        html = without(&html, open, close);
    }
    let shown =
        |name: &str| matches!(name, "aria-label" | "aria-description" | "placeholder" | "title" | "alt" | "data-said");
    let mut said = without(&without(&html, "<", ">"), "&", ";");
    for tag in html.split('<') {
        let words = tag.starts_with("template") || tag.contains("name=\"description\"");
        for (name, value) in attributes(tag) {
            if shown(name) || (words && (name.starts_with("data-") || name == "content")) {
                said = said + " " + value;
            }
        }
    }
    // The name, and attributes that blocks are.
    said.replace("Matinee", "").replace(" autofocus ", "").replace(" aria-current=\"page\"", "")
}

/// Names and values of a tag's attributes.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut pieces = tag.split('"');
    std::iter::from_fn(move || {
        let (before, value) = (pieces.next()?, pieces.next()?);
        Some((before.trim_end_matches('=').rsplit([' ', '\n']).next()?, value))
    })
}

#[test]
fn no_template_says_anything_by_itself() {
    let sample = "<p title=\"{{ x }} films\">{% if x %}Yes{% endif %}</p><a href=\"/x\" alt=\"\">&times;</a>";
    assert_eq!(said(sample).split_whitespace().collect::<Vec<_>>(), ["Yes", "films"]);
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/templates")).unwrap() {
        let path = file.unwrap().path();
        let said = said(&fs::read_to_string(&path).unwrap());
        assert!(!said.contains(char::is_alphabetic), "{}: {said}", path.display());
    }
}

#[test]
fn wishes_are_read_by_the_names_that_the_site_shows() {
    let translations = translations();
    let has = |all: &[(String, String)], own: &str, english: &str| all.contains(&(own.to_owned(), english.to_owned()));
    assert!(has(&translations.names, "Komödie", "comedy") && has(&translations.names, "blutiges", "gory"));
    assert!(has(&translations.words, "nicht", "not"));
    // What nobody shows and many type.
    for (own, english) in [
        ("verfilmungen von büchern", "literary adaptation"),
        ("von frauen", "by women"),
        ("videospiele", "video games"),
        ("kitsch", "campy"),
    ] {
        assert!(has(&translations.names, own, english), "{own}");
    }
    assert!(has(&translations.words, "oscargewinner", "oscars"));
}
