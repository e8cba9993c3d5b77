//! Languages: which one an answer is in, and that no word of another is left.

use crate::served::{TestAnswer, site};

fn ask(path: &str, accept: &str) -> TestAnswer {
    site().ask("GET", path, &[("Accept-Language", accept)], b"")
}

fn language(answer: &TestAnswer) -> String {
    answer.text().split("<html lang=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

const PATHS: [&str; 10] = [
    "/",
    "/?like=cold-orbit-1986",
    "/search?q=rain",
    "/film/salt-flat-1956",
    "/genre/western",
    "/about",
    "/api",
    "/scorecard",
    "/nothing",
    "/film/nothing",
];

#[test]
fn the_browser_is_answered_in_the_language_it_asks_for() {
    for path in PATHS {
        for (accept, tag) in [("de-AT,de;q=0.9,en;q=0.8", "de"), ("fr;q=0.9, en;q=0.4, de;q=0.5", "de"), ("fr", "en")] {
            let answer = ask(path, accept);
            assert_eq!(language(&answer), tag, "{path} for {accept}");
            assert!(answer.header("vary").unwrap().contains("Accept-Language"), "{path}");
        }
        assert_eq!(language(&site().get(path)), "en", "{path}");
    }
    assert!(ask("/opensearch.xml", "de").text().contains("Filme nach Titel"));
}

#[test]
fn the_address_comes_before_the_browser_and_every_link_goes_on_in_its_language() {
    for path in PATHS {
        let path = if path.contains('?') { format!("{path}&lang=de") } else { format!("{path}?lang=de") };
        let answer = ask(&path, "en");
        assert_eq!(language(&answer), "de", "{path}");
        let html = answer.text();
        let links = html.split("<a ").skip(1).filter_map(|link| link.split("href=\"").nth(1)?.split('"').next());
        let pages: Vec<&str> = links.filter(|href| href.starts_with('/')).collect();
        assert!(pages.len() >= 2, "{path}");
        for href in pages {
            assert!(href.contains("lang=de"), "{path} leads to {href}");
        }
        for form in html.split("<form ").skip(1).map(|form| form.split("</form>").next().unwrap()) {
            assert!(form.contains("name=\"lang\" value=\"de\""), "{path}: {form}");
        }
    }
    assert_eq!(language(&ask("/?lang=en", "de")), "en");
    assert_eq!(language(&ask("/?lang=tlh", "de")), "de");
    assert!(!site().get("/?like=cold-orbit-1986").text().contains("href=\"/?lang="), "who chose none is bound to none");
}

#[test]
fn the_switch_leads_to_the_same_page_in_each_language() {
    let html = site().get("/search?q=rain&like=cold-orbit-1986").text();
    for (tag, current) in [("en", true), ("de", false)] {
        let href = format!("href=\"?like=cold-orbit-1986&#38;lang={tag}&#38;q=rain\"");
        let link = html.split("<a ").find(|link| link.starts_with(&href)).expect("a link to each language");
        let link = link.split('>').next().unwrap();
        assert!(link.contains(&format!("hreflang=\"{tag}\"")), "{link}");
        assert_eq!(link.contains("aria-current=\"true\""), current, "{link}");
    }
}

#[test]
fn names_are_translated_and_addresses_are_not() {
    let film = ask("/film/two-umbrellas-1961", "de").text();
    assert!(film.contains("<a href=\"/country/france\">Frankreich</a>"), "{film}");
    let list = ask("/?like=cold-orbit-1986&genre=science+fiction", "de").text();
    assert!(list.contains("<option value=\"science fiction\" selected>Science-Fiction</option>"), "{list}");
    let shelf = ask("/genre/western", "de").text();
    assert!(shelf.contains("<title>Genre: Western · Matinee</title>"), "{shelf}");
}

#[test]
fn a_person_is_told_what_is_wrong_in_their_language_and_a_program_in_english() {
    let page = ask("/film/no-such-film-1900", "de");
    assert_eq!(page.status, 404);
    assert!(
        page.text().contains("<h1 class=\"small\">Diesen Film gibt es in diesem Katalog nicht.</h1>"),
        "{}",
        page.text()
    );
    let both = ask("/?like=cold-orbit-1986&dislike=cold-orbit-1986", "de").text();
    assert!(both.contains("Cold Orbit (1986) steht unter"), "{both}");
    let long = ask(&format!("/?q={}", "a".repeat(17_000)), "de").text();
    assert!(long.contains("Eine Adresse darf 16384 Bytes lang sein"), "{long}");
    assert_eq!(ask("/api/v1/nothing", "de").problem(404), "there is nothing at this address");
}

#[test]
fn numbers_of_one_are_said_as_one() {
    assert!(ask("/year/1956", "de").text().contains(">1 Film<"));
    let unknown = ask("/?like=cold-orbit-1986&like=x&like=y", "de").text();
    assert!(unknown.contains("2 Filme aus diesem Link fehlen in diesem Katalog."));
}
