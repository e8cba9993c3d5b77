use std::fs;

use matinee_catalogue::Film;
use matinee_scraper::{NotAFilm, PageTitle, Site, extract};
use proptest::prelude::*;
use serde_json::Value;

use crate::wiki::{FILMS, fixture, mediawiki};

const SHAPES: [&str; 3] = ["1.39-legacy", "1.43-vector", "1.43-parsoid"];

/// The fixtures were served from this address.
fn site() -> Site {
    Site::new("http://127.0.0.1:8087").unwrap()
}

fn read(title: &str, page: &[u8]) -> Result<Film, NotAFilm> {
    extract(&site(), &PageTitle::new(title).unwrap(), page).map(|read| read.film)
}

#[test]
fn every_shape_of_a_page_gives_the_film_that_is_expected() {
    let expected = fs::read_to_string(mediawiki().join("expected.jsonl")).unwrap();
    let expected: Vec<Value> = expected
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|want| FILMS.iter().any(|(_, title)| want["page"] == *title))
        .collect();
    assert_eq!(expected.len(), FILMS.len());
    for want in &expected {
        let title = want["page"].as_str().unwrap();
        let file = FILMS.iter().find(|(_, t)| *t == title).unwrap().0;
        for shape in SHAPES {
            let film = read(title, &fixture(shape, file)).unwrap();
            let got = serde_json::to_value(&film).unwrap();
            for field in [
                "title",
                "year",
                "original_title",
                "directors",
                "composers",
                "genres",
                "countries",
                "languages",
                "runtime_minutes",
            ] {
                let empty = |v: &Value| v.is_null() || v.as_array().is_some_and(Vec::is_empty);
                assert!(
                    got[field] == want[field] || empty(&got[field]) && empty(&want[field]),
                    "{shape} {title} {field}: {} wanted {}",
                    got[field],
                    want[field]
                );
            }
            let cast: Vec<&str> = want["cast"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
            assert_eq!(film.cast.iter().take(10).collect::<Vec<_>>(), cast, "{shape} {title}");
            assert!(
                film.synopsis.starts_with(want["summary_first"].as_str().unwrap()),
                "{shape} {title}: {}",
                film.synopsis
            );
            match want["plot_first"].as_str() {
                Some(first) => {
                    assert!(film.plot.starts_with(first), "{shape} {title}: {}", film.plot);
                    assert!(film.plot.ends_with(want["plot_last"].as_str().unwrap()), "{shape} {title}: {}", film.plot);
                    assert!(!film.plot.contains("[1]") && !film.plot.contains("[edit]"));
                }
                None => assert_eq!(film.plot, "", "{shape} {title}"),
            }
            assert_eq!(film.notability.languages.map(u64::from), want["editions"].as_u64(), "{shape} {title}");
            assert!(film.notability.references.unwrap() > 0 && film.notability.length.unwrap() > 50);
            assert!(film.source.unwrap().revision.is_some());
        }
    }
}

#[test]
fn what_is_no_film_says_why() {
    let page = |infobox: &str| format!("<body><table class=\"infobox {infobox}</table><p>X is a thing.</body>");
    let row = |label: &str| format!("<tr><th>{label}</th><td>x</td></tr>");
    for (html, reason) in [
        ("<p>A list</p>".to_owned(), NotAFilm::NoInfobox),
        (page(&format!("vcard\">{}", row("Born"))), NotAFilm::Person),
        (page(&format!("haudio\">{}", row("Released"))), NotAFilm::Album),
        (page(&format!("vevent\">{}{}", row("Directed by"), row("No. of episodes"))), NotAFilm::Series),
        (page(&format!("\">{}", row("Population"))), NotAFilm::OtherInfobox),
        (page(&format!("\">{}", row("Directed by"))), NotAFilm::NoYear),
    ] {
        assert_eq!(read("X", html.as_bytes()), Err(reason), "{html}");
    }
}

#[test]
fn labels_of_an_infobox_name_the_fields_they_belong_to() {
    let row = |label: &str, value: &str| format!("<tr><th>{label}</th><td>{value}</td></tr>");
    let film = |rows: &[String]| {
        let html = format!("<body><table class=infobox>{}</table></body>", rows.concat());
        read("X", html.as_bytes()).unwrap()
    };
    let common = [row("Directed by", "D"), row("Released", "1990")];
    for (label, is_music) in [("Music by", true), ("Composer", true), ("Produced by", false), ("Producer", false)] {
        let film = film(&[&common[..], &[row(label, "<ul><li>Ann Lee<li>Bo Li (uncredited)</ul>")]].concat());
        let (named, other) = if is_music { (film.composers, film.producers) } else { (film.producers, film.composers) };
        assert_eq!(named, ["Ann Lee", "Bo Li"], "{label}");
        assert!(other.is_empty(), "{label}: {other:?}");
    }
    for (text, minutes) in [
        ("2 hours, 14 minutes", Some(134)),
        ("117 minutes<sup class=reference>[1]</sup>", Some(117)),
        ("142 minutes<br>149 minutes (restored)", Some(142)),
        ("5 reels (approx. 60 minutes)", Some(60)),
        ("7 reels", None),
    ] {
        let film = film(&[&common[..], &[row("Running time", text)]].concat());
        assert_eq!(film.runtime_minutes, minutes, "{text}");
    }
}

#[test]
fn a_film_has_the_titles_by_which_it_is_known_elsewhere() {
    let edition = |code: &str, path: &str| {
        format!(
            "<li class=interlanguage-link><a href=\"https://{code}.wikipedia.org/wiki/{path}\" hreflang={code}>{code}</a></li>"
        )
    };
    let editions = [
        edition("bg", "%D0%92"),
        edition("fr", "La_Griffe_du_pass%C3%A9"),
        edition("de", "Goldenes_Gift_(1947)"),
        edition("es", "Out_of_the_Past"),
        edition(
            "ru",
            "%1B%5B2J%D0%98%D0%B7_%D0%BF%D1%80%D0%BE%D1%88%D0%BB%D0%BE%D0%B3%D0%BE_(%D1%84%D0%B8%D0%BB%D1%8C%D0%BC)",
        ),
        edition("it", "%FF"),
        edition("pl", &"x".repeat(200)),
    ];
    let html = format!(
        "<html lang=en><body><div id=mw-content-text><div class=mw-parser-output><table class=infobox>\
         <tr><th>Directed by</th><td>D</td></tr><tr><th>Released</th><td>1947</td></tr></table>\
         <p><i><b>Out of the Past</b></i> (billed in the United Kingdom as <i><b>Build My <i>Gallows</i> High</b></i>) is a 1947 \
         film noir of <b>great fame</b>.</p></div></div><ul>{}</ul></body></html>",
        editions.concat()
    );
    let film = read("Out of the Past (film)", html.as_bytes()).unwrap();
    let others = ["Build My Gallows High", "Goldenes Gift", "La Griffe du passé", "[2JИз прошлого"];
    assert_eq!(film.other_titles, others);
}

#[test]
fn scraped_text_cannot_steer_a_terminal() {
    let html = "<body><table class=infobox><tr><th class=infobox-above>A\u{1b}[2J\u{202e}B</th></tr>\
                <tr><th>Directed by</th><td>D</td></tr><tr><th>Released</th><td>1990</td></tr></table></body>";
    assert_eq!(read("X", html.as_bytes()).unwrap().title, "A[2JB");
}

#[test]
fn nesting_is_not_recursed_into() {
    let html = |deep: usize| {
        format!("<body>{}<table class=infobox><tr><th>Directed by</th><td>D</td></tr></table>", "<div>".repeat(deep))
    };
    assert_eq!(read("X", html(300).as_bytes()), Err(NotAFilm::NoYear));
    assert_eq!(read("X", html(100_000).as_bytes()), Err(NotAFilm::Unreadable));
}

#[test]
fn hostile_pages_are_read_in_bounded_time() {
    let started = std::time::Instant::now();
    for piece in
        ["<div><p>", "<b>", "<a href='", "<p><font>", "<!--", "&amp;&#x", "<table><tr><td>", "</p>", "<select><option>"]
    {
        let _ = read("X", piece.repeat((1 << 20) / piece.len()).as_bytes());
    }
    // A megabyte of each; a square would take minutes, even on a machine that does other things besides.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn a_page_of_forty_megabytes_is_refused_and_one_just_small_enough_is_read_in_bounded_memory() {
    let film = |padding: usize| {
        let mut page = String::from(
            "<body><table class=infobox><tr><th>Directed by</th><td>D</td></tr><tr><th>Released</th><td>1990</td></tr></table>",
        );
        page.extend(["<p>", &"so it goes ".repeat(padding / 11)]);
        page
    };
    assert_eq!(read("X", film(40 << 20).as_bytes()), Err(NotAFilm::Unreadable));
    assert_eq!(read("X", film((16 << 20) - 300).as_bytes()).unwrap().year.get(), 1990);
}

#[test]
fn a_page_in_another_encoding_or_full_of_entities_is_read_as_far_as_it_goes() {
    let page = |title: &[u8]| {
        let mut page = b"<body><table class=infobox><tr><th class=infobox-above>".to_vec();
        page.extend(title);
        page.extend(
            b"</th></tr><tr><th>Directed by</th><td>D</td></tr><tr><th>Released</th><td>1990</td></tr></table>",
        );
        page
    };
    let title = |bytes: &[u8]| read("X", &page(bytes)).unwrap().title;
    assert_eq!(title(b"Am\xe9lie"), "Am\u{fffd}lie");
    assert_eq!(
        title(b"Tom &amp; Jerry &#x26; &lt;b&gt; &nosuch; &#x110000; &#0;"),
        "Tom & Jerry & <b> &nosuch; \u{fffd} \u{fffd}"
    );
    // Marks that turn the direction of text would let a title hide the text after it.
    assert_eq!(title("a\u{202a}b\u{202e}c\u{2066}d\u{2069}e\u{200f}f".as_bytes()), "abcdef");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn mutated_pages_never_panic(at in 0usize..40_000, cut in 0usize..4_000, junk in proptest::collection::vec(any::<u8>(), 0..40), film in 0usize..7) {
        let (file, title) = FILMS[film];
        let mut page = fixture("1.43-vector", file);
        let at = at.min(page.len());
        let end = (at + cut).min(page.len());
        page.splice(at..end, junk);
        let _ = read(title, &page);
    }
}

#[test]
fn a_running_time_that_cannot_be_read_costs_no_film_and_is_noted() {
    let read_of = |time: &str| {
        let page = format!(
            "<body><table class=infobox><tr><th>Directed by</th><td>D</td></tr><tr><th>Released</th><td>1990</td></tr>\
             <tr><th>Running time</th><td>{time}</td></tr></table>"
        );
        let extracted = extract(&site(), &PageTitle::new("X").unwrap(), page.as_bytes()).unwrap();
        (extracted.film.runtime_minutes, extracted.unread_running_time)
    };
    assert_eq!(read_of("an evening"), (None, Some("an evening".to_owned())));
    assert_eq!(read_of("2 hours, 14 minutes"), (Some(134), None));
}
