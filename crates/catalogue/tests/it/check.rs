//! The form of the starter catalogue.

use std::fs;
use std::path::Path;

use matinee_catalogue::check::check;
use serde_json::{Value, json};

#[test]
fn the_starter_catalogue_keeps_its_form() {
    let report = check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/starter")).unwrap();
    let findings: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
    let themes: Vec<String> = report.themes.iter().map(ToString::to_string).collect();
    assert!(themes.is_empty(), "{}", themes.join("\n"));
    assert!(report.films >= 4000, "{} films", report.films);
}

fn film() -> Value {
    let synopsis: Vec<String> = (0..80).map(|n| format!("word{n}")).collect();
    json!({
        "id": "the-lighthouse-1951", "title": "The Lighthouse", "year": 1951, "directors": ["Ann Lee"],
        "cast": ["A", "B", "C", "D"], "genres": ["drama"], "countries": ["Soviet Union"], "languages": ["Russian"],
        "runtime_minutes": 90, "keywords": ["keeper"], "synopsis": synopsis.join(" "),
        "themes": THEMES,
    })
}

const THEMES: [&str; 8] =
    ["psychological drama", "loneliness", "isolation", "bleak", "seaside", "1950s", "slow burn", "black and white"];

fn findings(films: &[Value]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("1950s.jsonl");
    fs::write(&path, films.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")).unwrap();
    let report = check(folder.path()).unwrap();
    let prefix = format!("{}/", folder.path().display());
    report.findings.iter().map(|finding| finding.to_string().replace(&prefix, "")).collect()
}

#[test]
fn a_film_in_form_has_no_findings() {
    assert_eq!(findings(&[film()]), Vec::<String>::new());
}

#[test]
fn every_rule_names_file_line_and_field() {
    let who = "1950s.jsonl:1: the-lighthouse-1951:";
    for (field, value, wanted) in [
        ("id", json!("lighthouse-1951"), "1950s.jsonl:1: lighthouse-1951: \"id\" is not made of title and year"),
        ("directors", json!([]), &format!("{who} \"directors\" is missing")),
        ("cast", json!(["A"]), &format!("{who} \"cast\" has 1 names, not 2 to 10")),
        ("cast", json!(["A", "B", "C", "A"]), &format!("{who} \"cast\" names \"A\" twice")),
        ("genres", json!(["sandwich"]), &format!("{who} \"genres\" has \"sandwich\"")),
        ("countries", json!(["USSR"]), &format!("{who} \"countries\" has \"USSR\"")),
        (
            "other_titles",
            json!(["The Keeper", "keeper!"]),
            &format!("{who} \"other_titles\" have \"The Keeper\", which is a title of it already"),
        ),
        ("keywords", json!(["a", "b", "c", "d", "e", "f", "g"]), &format!("{who} \"keywords\" are 7, more than 6")),
        ("synopsis", json!("Too short."), &format!("{who} \"synopsis\" has 2 words, not 50 to 120")),
        ("themes", json!([]), &format!("{who} \"themes\" is missing")),
        ("themes", json!(THEMES[..7]), &format!("{who} \"themes\" are 7, not 8 to 16")),
        (
            "themes",
            json!([&THEMES[..], &["sandwiches"]].concat()),
            &format!("{who} \"themes\" have \"sandwiches\", which is not in"),
        ),
        (
            "themes",
            json!([&THEMES[..], &["slashers"]].concat()),
            &format!("{who} \"themes\" have \"slashers\", which the vocabulary calls \"slasher\""),
        ),
        (
            "themes",
            json!([&THEMES[..3], &THEMES[4..], &["island"]].concat()),
            &format!("{who} \"themes\" have 0 of the kind mood, not 1"),
        ),
        ("beside", json!(["the-lighthouse-1951"]), &format!("{who} \"beside\" names the film itself")),
        ("beside", json!(["alien-1979"]), &format!("{who} \"beside\" names \"alien-1979\", which no film")),
        ("runtime_minutes", json!(null), &format!("{who} \"runtime_minutes\" is missing")),
        ("external", json!({"imdb": "123"}), &format!("{who} \"external\" has \"123\" as IMDb number")),
        ("year", json!("195l"), "1950s.jsonl:1: \"year\" is not a number (\"195l\")"),
    ] {
        let mut film = film();
        film[field] = value;
        let found = findings(&[film]);
        assert!(found.len() == 1 && found[0].starts_with(wanted), "{field}: {found:?}, wanted {wanted}");
    }
}

#[test]
fn a_documentary_may_name_fewer_people() {
    let mut film = film();
    film["genres"] = json!(["documentary"]);
    film["cast"] = json!(["A"]);
    assert_eq!(findings(&[film]), Vec::<String>::new());
}

#[test]
fn doubled_films_and_copied_synopses_are_found() {
    let mut again = film();
    again["id"] = json!("lighthouse-1952");
    again["title"] = json!("Lighthouse");
    again["year"] = json!(1952);
    assert_eq!(
        findings(&[film(), again]),
        [
            "1950s.jsonl:2: lighthouse-1952: is the film of 1950s.jsonl:1 (the-lighthouse-1951) again",
            "1950s.jsonl:2: lighthouse-1952: \"synopsis\" is nearly that of 1950s.jsonl:1 (the-lighthouse-1951): 100 % of its runs of words",
        ]
    );
}

#[test]
fn findings_of_a_kind_are_summed_up_with_their_first_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.jsonl");
    let films: Vec<String> = (0..30).map(|n| format!("{{\"title\":\"Film {n}\",\"year\":1990}}\n")).collect();
    fs::write(&path, films.concat()).unwrap();
    let report = check(&path).unwrap();
    let kinds: Vec<String> = report.kinds().iter().map(ToString::to_string).collect();
    assert!(kinds.contains(&format!("\"genres\" is missing: 30 films, first at {}:1", path.display())), "{kinds:?}");
    assert!(kinds.len() < 12, "{kinds:?}");
}

#[test]
fn the_same_film_twice_is_found_under_two_articles_and_without_people() {
    let mut again = film();
    again["year"] = json!(1952);
    again["id"] = json!("the-lighthouse-1952");
    again["synopsis"] = json!((0..80).map(|n| format!("other{n}")).collect::<Vec<_>>().join(" "));
    let mut first = film();
    first["external"] = json!({"wikipedia": "The Lighthouse"});
    again["external"] = json!({"wikipedia": "The Lighthouse (film)"});
    let wanted = "1950s.jsonl:2: the-lighthouse-1952: is the film of 1950s.jsonl:1 (the-lighthouse-1951) again";
    assert_eq!(findings(&[first, again]), [wanted]);
    let bare = json!({"id": "the-lighthouse-1951-2", "title": "The Lighthouse", "year": 1951});
    let found = findings(&[film(), bare]);
    assert!(found.iter().any(|finding| finding.contains("may be the film of 1950s.jsonl:1")), "{found:?}");
}
