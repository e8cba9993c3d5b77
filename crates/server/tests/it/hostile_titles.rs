//! A taste's list as files for other programs, where films are called what breaks readers.

use std::sync::OnceLock;

use matinee_catalogue::fold::{is_formula, is_unprintable};
use matinee_catalogue::{Catalogue, Film, FilmId, Year};
use matinee_rank::{FilmHashes, TasteFile, TasteToken};
use quick_xml::events::Event;
use serde_json::Value;

use crate::films;
use crate::served::{TestServer, settings};

/// Titles that end a CDATA section, an element, a quote, a cell, a row; that turn the writing; formulas; no XML characters.
fn titles() -> Vec<String> {
    let mut titles: Vec<String> = [
        "a ]]> b",
        "<![CDATA[x]]>",
        "</title><script>alert(1)</script>",
        "<!-- a & b &amp; &bogus; &#0; -->",
        "\u{202e}desrever\u{2066} שלום \u{200f}مرحبا",
        "\"quoted\", 'and' ,,\"\" ;cells",
        "two\r\nlines\nand\rone\tmore",
        "=HYPERLINK(\"http://evil.example\")",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        " =1+1",
        "＝1+1",
        "\u{0}\u{1}\u{8}\u{b}\u{1b}[2J\u{7f}\u{85}\u{9b}",
        "\u{feff}\u{fffe}\u{ffff}\u{fdd0}\u{10ffff}\u{e000}",
        "\\u0000 \\\" \\",
        "👩‍👩‍👧 é e\u{301}",
        "\u{2028}\u{2029}",
        "%s %n ${jndi:ldap://x} {{7*7}}",
    ]
    .map(str::to_owned)
    .to_vec();
    titles.push("x]]>\"\n,=\u{202e}".repeat(12_500));
    titles
}

fn catalogue() -> Catalogue {
    let mut all: Vec<Film> = films::catalogue().films().to_vec();
    for (n, title) in (0..).zip(titles()) {
        let mut film = Film::new("Hostile", Year::new(1950 + n).unwrap());
        film.id = format!("hostile-{n}").parse::<FilmId>().unwrap();
        film.title.clone_from(&title);
        film.directors = vec![title.chars().take(40).collect(), "=Ada, \"Quill\"".to_owned()];
        film.genres = vec!["horror".to_owned()];
        film.keywords = vec!["deep space".to_owned(), "=cmd|x".to_owned()];
        film.synopsis = title;
        film.external.imdb = Some(if n == 3 { "tt1\nevil".to_owned() } else { format!("tt{:07}", 2_000 + n) });
        film.external.tmdb = Some(if n == 4 { "=1+1".to_owned() } else { n.to_string() });
        all.push(film);
    }
    Catalogue::new(all).unwrap()
}

fn get(path: &str) -> Vec<u8> {
    static SITE: OnceLock<TestServer> = OnceLock::new();
    static TOKEN: OnceLock<String> = OnceLock::new();
    let site = SITE.get_or_init(|| TestServer::start(catalogue(), settings()));
    let token = TOKEN.get_or_init(|| {
        let taste: TasteFile =
            "version = 1\nlike = [\"cold-orbit-1986\", \"hostile-0\", \"hostile-4\"]".parse().unwrap();
        TasteToken::write(&taste, &FilmHashes::new(catalogue().films())).unwrap()
    });
    let answer = site.get(&format!("/t/{token}{path}"));
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.body
}

/// How many of the hostile films are in a list: all but the two that are liked.
fn listed() -> usize {
    titles().len() - 2
}

#[test]
fn tables_of_hostile_titles_have_their_cells_and_no_formulas() {
    for (path, columns) in [("/list.csv?n=200", 8), ("/letterboxd.csv?n=200", 5)] {
        let body = get(path);
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(body.as_slice());
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        assert!(rows.len() > listed() && rows.iter().all(|row| row.len() == columns), "{path}");
        for cell in rows.iter().flatten() {
            assert!(!is_formula(cell) && !cell.contains(is_unprintable), "{path}: {cell:.80}");
        }
        let text = String::from_utf8(body).unwrap();
        assert_eq!(text.lines().count(), rows.len(), "a row is a line, for readers that know no better");
    }
}

#[test]
fn json_of_hostile_titles_is_json_with_whole_titles() {
    let parsed = |path: &str| serde_json::from_slice::<Value>(&get(path)).unwrap();
    let all = [parsed("/list.json?n=200")["results"].clone(), parsed("/stevenlu.json?n=200")];
    for (list, missing) in all.iter().zip([0, 1]) {
        let found: Vec<&str> = list.as_array().unwrap().iter().filter_map(|film| film["title"].as_str()).collect();
        let known = titles();
        assert_eq!(known.iter().filter(|title| found.contains(&title.as_str())).count(), listed() - missing);
    }
    for path in ["/stremio/manifest.json", "/stremio/catalog/movie/matinee.json", "/picks.json"] {
        parsed(path);
    }
    let numbers = String::from_utf8(get("/imdb.txt?n=200")).unwrap();
    assert_eq!(numbers.lines().count(), listed() - 1);
    assert!(numbers.lines().all(|line| line.len() == 9 && line.starts_with("tt")), "{numbers}");
    let taste = String::from_utf8(get("/taste.toml")).unwrap();
    assert_eq!(taste.parse::<TasteFile>().unwrap().count(matinee_catalogue::history::Opinion::Like), 3);
}

#[test]
fn feeds_of_hostile_titles_are_xml_of_the_elements_they_should_have() {
    for (path, item, known) in [
        (
            "/feed.xml?n=200",
            "entry",
            &["feed", "id", "title", "updated", "author", "name", "link", "entry", "summary"][..],
        ),
        (
            "/rss.xml?n=200",
            "item",
            &[
                "rss",
                "channel",
                "title",
                "link",
                "description",
                "language",
                "lastBuildDate",
                "atom:link",
                "item",
                "guid",
                "pubDate",
            ],
        ),
    ] {
        let text = String::from_utf8(get(path)).unwrap();
        let is_of_xml = |c: char| matches!(c, '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        assert!(text.chars().all(|c| is_of_xml(c) && (c == '\n' || !is_unprintable(c))), "{path}");
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut items = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) | Event::Empty(tag) => {
                    let name = tag.name();
                    assert!(known.contains(&name.as_ref()), "{path}: {}", name.as_ref());
                    items += usize::from(name.as_ref() == item);
                }
                Event::CData(_) | Event::Comment(_) | Event::DocType(_) | Event::PI(_) => panic!("{path}"),
                Event::Text(text) => assert!(!text.contains("]]>"), "{path}"),
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(items >= listed(), "{path} has {items}");
    }
    let rss = String::from_utf8(get("/rss.xml?n=200")).unwrap();
    assert!(rss.contains("&amp;lt;script&amp;gt;") && rss.contains("<title>&lt;/title&gt;&lt;script&gt;"));
}
