//! Links to tastes: their page, and their files in the forms that other programs document.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use matinee_catalogue::{Catalogue, Film, Year};
use matinee_rank::{FilmHashes, TasteFile, TasteToken};
use quick_xml::events::Event;
use serde_json::Value;
use url::Url;

use crate::films;
use crate::served::{TestAnswer, TestServer, settings};

const FORMULA: &str = "=HYPERLINK(\"http://evil.example\",\"A\")";

/// Forty films with IMDb numbers, one whose title is a formula, and the made-up ones, which have none.
fn catalogue() -> Catalogue {
    let mut all: Vec<Film> = films::catalogue().films().to_vec();
    for n in 0..40_i64 {
        let title = if n == 7 { FORMULA.to_owned() } else { format!("Orbit {n}") };
        let mut film = Film::new(&title, Year::new(1950 + n).unwrap());
        film.directors = vec!["Tomo Reyes".to_owned(), "Ada Quill".to_owned()];
        film.genres = vec!["horror".to_owned()];
        film.keywords = vec!["deep space".to_owned(), format!("k{}", n % 5)];
        film.synopsis = format!("A ship & its <crew>, {n}.");
        film.external.imdb = Some(format!("tt{:07}", 1_000 + n));
        all.push(film);
    }
    Catalogue::new(all).unwrap()
}

fn site() -> TestServer {
    static SITE: OnceLock<TestServer> = OnceLock::new();
    *SITE.get_or_init(|| TestServer::start(catalogue(), settings()))
}

fn token(taste: &str) -> String {
    let taste: TasteFile = format!("version = 1\n{taste}").parse().unwrap();
    TasteToken::write(&taste, &FilmHashes::new(catalogue().films())).unwrap()
}

fn orbits() -> String {
    token(
        "like = [{ id = \"cold-orbit-1986\", weight = 4 }, \"orbit-3-1953\"]\ndislike = [\"lodgers-1968\"]\nwant = [\"orbit-9-1959\"]",
    )
}

fn get(path: &str) -> TestAnswer {
    let answer = site().get(&format!("/t/{}{path}", orbits()));
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    assert_eq!(answer.header("cache-control"), Some("private, no-cache"), "{path}");
    answer
}

#[test]
fn a_link_is_the_home_page_of_its_taste_with_a_preview() {
    let page = get("/").text();
    let origin = format!("http://{}", site().address);
    let title = "Twelve films to watch, for someone who loves Cold Orbit and Orbit 3";
    assert!(page.contains(&format!("<meta property=\"og:title\" content=\"{title}\">")), "{page}");
    assert!(page.contains(&format!("<title>{title} · Matinee</title>")));
    assert!(page.contains(&format!("<meta property=\"og:url\" content=\"{origin}/t/{}\">", orbits())));
    let films = page.split("og:description\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(films.split(" · ").count(), 12, "{films}");
    assert!(page.contains(">Cold Orbit</a>") && page.contains(">Lodgers</a>"));
    let german = get("/?lang=de").text();
    assert!(german.contains("Zwölf Filme für jemanden, der Cold Orbit und Orbit 3 liebt"), "{german}");
    // What is changed there keeps the weights and the films to be seen, which only a token has.
    assert!(page.contains("href=\"./?drop=cold-orbit-1986\""), "{page}");
    let changed = get("/?drop=cold-orbit-1986").text();
    assert!(!changed.contains(">Cold Orbit</a><a class=\"x\"") && changed.contains(">Lodgers</a><a class=\"x\""));
}

#[test]
fn a_plain_taste_goes_on_with_plain_addresses_until_they_are_long() {
    let plain = token("like = [\"cold-orbit-1986\"]");
    let page = site().get(&format!("/t/{plain}")).text();
    assert!(page.contains("href=\"/?like=cold-orbit-1986&#38;dislike="), "{page}");
    let own = site().get("/?like=cold-orbit-1986").text();
    assert!(own.contains(&format!("<a href=\"/t/{plain}\">The link to this taste</a>")), "{own}");
    assert!(!own.contains("og:url"), "an address of one's own is no link that was sent");
    assert!(!site().get("/").text().contains("class=\"share\""));
    let pick = |n: u16| format!("&seen=orbit-{n}-{}&mute=a-term-of-many-words-{n}", 1950 + n);
    let many = (0..40).map(pick).collect::<Vec<_>>().concat();
    let (path, long) = site().follow(&format!("/?like=cold-orbit-1986{many}"));
    let long = long.text();
    assert!(path.starts_with("/t/") && long.contains("href=\"./film/") && !long.contains("seen=orbit-1-"), "{long}");
}

#[test]
fn films_that_this_catalogue_lacks_are_counted() {
    let link = token("like = [\"cold-orbit-1986\", \"made-nowhere-2001\"]\nseen = [\"made-nowhere-2002\"]");
    let page = site().follow(&format!("/t/{link}")).1.text();
    assert!(page.contains("2 of the films in this link are not in this catalogue."), "{page}");
}

#[test]
fn what_is_no_link_is_refused_at_once_with_the_reason() {
    let noise = "A-_z09".repeat(2_600);
    for token in ["x", "AAAA", &orbits()[1..], &orbits()[..20], "%00", "%ff", "..%2f..", &noise] {
        for file in ["", "/list.csv", "/feed.xml", "/qr.svg", "/stremio/manifest.json"] {
            let start = Instant::now();
            let answer = site().get(&format!("/t/{token}{file}"));
            assert_eq!(answer.status, 404, "{token:.40}{file}");
            assert!(answer.text().contains("is not whole"), "{token:.40}{file}: {}", answer.text());
            assert!(start.elapsed() < Duration::from_secs(5));
        }
    }
    assert_eq!(site().get(&format!("/t/{}", "A".repeat(17_000))).status, 414);
    assert_eq!(site().get(&format!("/t/{}/nothing.txt", orbits())).status, 404);
    assert_eq!(site().get("/?t=nonsense").status, 200);
}

/// Letterboxd's documentation: a header with the names of its columns, commas between directors, RFC 4180.
#[test]
fn tables_have_their_readers_columns_and_no_formulas() {
    let rows = |path: &str| -> Vec<Vec<String>> {
        let answer = get(path);
        assert!(answer.header("content-type").unwrap().starts_with("text/csv"));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(answer.body.as_slice());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    let letterboxd = rows("/letterboxd.csv");
    assert_eq!(letterboxd[0], ["tmdbID", "imdbID", "Title", "Year", "Directors"]);
    let orbit = letterboxd.iter().find(|row| row[2] == "Orbit 5").unwrap();
    assert_eq!(orbit[1..], ["tt0001005", "Orbit 5", "1955", "Tomo Reyes, Ada Quill"]);
    let list = rows("/list.csv");
    assert_eq!(list[0], ["place", "id", "title", "year", "directors", "imdb", "tmdb", "reasons"]);
    assert_eq!((list[1][0].as_str(), list.len()), ("1", letterboxd.len()));
    for cell in letterboxd.iter().chain(&list).flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    assert!(letterboxd.iter().any(|row| row[2] == format!("'{FORMULA}")));
    assert_eq!(rows("/letterboxd.csv?n=3").len(), 4);
}

/// Kometa's `imdb_id` lists and Radarr's `StevenLuResponse`: `title`, `imdb_id`, `poster_url`.
#[test]
fn lists_for_media_managers_have_only_films_they_can_find() {
    let numbers = get("/imdb.txt").text();
    assert!(numbers.lines().count() > 30);
    for number in numbers.lines() {
        assert!(number.strip_prefix("tt").is_some_and(|n| n.len() >= 7 && n.bytes().all(|b| b.is_ascii_digit())));
    }
    let films = get("/stevenlu.json").json();
    let films = films.as_array().unwrap();
    assert_eq!(films.len(), numbers.lines().count());
    for (film, number) in films.iter().zip(numbers.lines()) {
        let names: Vec<&String> = film.as_object().unwrap().keys().collect();
        assert_eq!(names, ["title", "imdb_id", "poster_url"]);
        assert_eq!(film["imdb_id"], number);
        let poster = film["poster_url"].as_str().unwrap();
        assert!(poster.starts_with(&format!("http://{}/cover/", site().address)), "{poster}");
    }
}

#[test]
fn the_list_as_json_is_that_of_the_interface_and_the_picks_are_a_file_of_the_site() {
    let list = get("/list.json?n=5").json();
    assert_eq!((list["results"].as_array().unwrap().len(), &list["learnt"]), (5, &Value::Bool(true)));
    let picks = get("/picks.json");
    assert_eq!(picks.header("content-disposition"), Some("attachment; filename=\"matinee-picks.json\""));
    let picks = picks.json();
    assert_eq!(picks["matinee"], 1);
    assert_eq!(picks["like"], serde_json::json!(["cold-orbit-1986", "orbit-3-1953"]));
    assert_eq!(picks["dislike"], serde_json::json!(["lodgers-1968"]));
}

/// RFC 4287: a feed has one id, title, updated and an author; an entry an id, title and updated of its own.
#[test]
fn the_feed_is_atom_with_ids_that_stay() {
    let answer = get("/feed.xml");
    assert_eq!(answer.header("content-type"), Some("application/atom+xml; charset=utf-8"));
    let text = answer.text();
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut path, mut found): (Vec<String>, Vec<(String, String)>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                path.push(tag.name().as_ref().to_owned());
                found.push((path.join("/"), String::new()));
            }
            Event::End(_) => drop(path.pop()),
            Event::Text(text) if !text.trim().is_empty() => found.last_mut().unwrap().1.push_str(&text),
            Event::Eof => break,
            _ => {}
        }
    }
    let of = |path: &str| -> Vec<&String> { found.iter().filter(|(p, _)| p == path).map(|(_, text)| text).collect() };
    for once in ["feed/id", "feed/title", "feed/updated", "feed/author/name"] {
        assert_eq!(of(once).len(), 1, "{once}");
    }
    let ids = of("feed/entry/id");
    assert!(ids.len() > 30);
    assert_eq!((of("feed/entry/title").len(), of("feed/entry/updated").len()), (ids.len(), ids.len()));
    assert!(of("feed/entry/updated").iter().all(|time| time.parse::<jiff::Timestamp>().is_ok()));
    let unique: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
    assert!(ids.iter().all(|id| id.starts_with(&format!("http://{}/film/", site().address))));
    assert!(text.contains("A ship &amp; its &lt;crew&gt;"), "{text}");
}

/// RSS 2.0: a channel has title, link and description; an item here title, link, guid, date and description.
#[test]
fn the_feed_is_rss_too_with_the_same_films() {
    let answer = get("/rss.xml");
    assert_eq!(answer.header("content-type"), Some("application/rss+xml; charset=utf-8"));
    let text = answer.text();
    let items = text.matches("<item>").count();
    assert_eq!(items, get("/feed.xml").text().matches("<entry>").count());
    for name in ["title", "link", "description"] {
        assert_eq!(text.matches(&format!("<{name}>")).count(), items + 1, "{name}");
    }
    assert_eq!(text.matches(&format!("<guid isPermaLink=\"true\">http://{}/film/", site().address)).count(), items);
    let date = text.split("<pubDate>").nth(1).unwrap().split('<').next().unwrap();
    assert!(jiff::fmt::rfc2822::parse(date).is_ok(), "{date}");
    assert!(text.contains("A ship &amp;amp; its &amp;lt;crew&amp;gt;"), "a description is HTML: {text}");
    let mut reader = quick_xml::Reader::from_str(&text);
    while !matches!(reader.read_event().unwrap(), Event::Eof) {}
    let path = format!("/t/{}/rss.xml", orbits());
    let again = site().ask("GET", &path, &[("If-None-Match", answer.header("etag").unwrap())], b"");
    assert_eq!(again.status, 304);
}

#[test]
fn a_feed_that_is_known_is_not_sent_again() {
    let path = format!("/t/{}/feed.xml", orbits());
    let tag = get("/feed.xml").header("etag").unwrap().to_owned();
    let again = site().ask("GET", &path, &[("If-None-Match", &tag)], b"");
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(site().ask("GET", &path, &[("If-None-Match", "\"other\"")], b"").status, 200);
}

/// stremio-addon-sdk, docs/api/responses/manifest.md and meta.md.
#[test]
fn stremio_reads_a_manifest_and_a_catalogue_from_anywhere() {
    let manifest = get("/stremio/manifest.json");
    assert_eq!(manifest.header("access-control-allow-origin"), Some("*"));
    let manifest = manifest.json();
    for name in ["id", "version", "name", "description"] {
        assert!(manifest[name].as_str().is_some_and(|text| !text.is_empty()), "{name}");
    }
    assert_eq!(manifest["resources"], serde_json::json!(["catalog"]));
    assert_eq!(manifest["types"], serde_json::json!(["movie"]));
    let catalogue = &manifest["catalogs"][0];
    assert_eq!((&catalogue["type"], &catalogue["id"]), (&"movie".into(), &"matinee".into()));
    let answer = get("/stremio/catalog/movie/matinee.json");
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    let metas = answer.json();
    let metas = metas["metas"].as_array().unwrap();
    assert!(metas.len() > 30);
    for meta in metas {
        assert!(meta["id"].as_str().unwrap().starts_with("tt") && meta["type"] == "movie");
        assert!(!meta["name"].as_str().unwrap().is_empty() && meta["poster"].as_str().unwrap().starts_with("http"));
    }
    for path in ["/", "/list.json", "/feed.xml", "/imdb.txt"] {
        assert_eq!(get(path).header("access-control-allow-origin"), None, "{path}");
    }
}

#[test]
fn the_link_is_a_qr_code_unless_it_is_too_long_for_one() {
    let answer = get("/qr.svg");
    assert_eq!(answer.header("content-type"), Some("image/svg+xml"));
    assert!(answer.text().contains("<svg") && !answer.text().contains("<script"));
    let terms: Vec<String> = (0..40).map(|n| format!("\"a term of very many words, {n:030}\"")).collect();
    let long = token(&format!("like = [\"cold-orbit-1986\"]\nmuted = [{}]", terms.join(", ")));
    assert_eq!(site().get(&format!("/t/{long}/qr.svg")).status, 404);
    let page = site().follow(&format!("/t/{long}")).1;
    assert_eq!(page.status, 200);
    assert!(!page.text().contains("qr.svg"));
}

/// Likes and films seen, half and half.
fn halves(ids: &[String]) -> String {
    let (likes, seen) = ids.split_at(ids.len() / 2);
    let list = |ids: &[String]| ids.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(",");
    format!("version = 1\nlike = [{}]\nseen = [{}]", list(likes), list(seen))
}

/// The smallest taste, the largest that a link can hold, and those between: the taste stands in none of a page's links.
#[test]
fn a_page_stays_under_400_kb_at_any_taste() {
    let films = films::many(6_000);
    let ids: Vec<String> = films.films().iter().map(|film| film.id.to_string()).collect();
    let hashes = FilmHashes::new(films.films());
    let server = TestServer::start(films, settings());
    for picks in [1, 10, 18, 30, 200, 600, 5_000] {
        let taste: TasteFile = halves(&ids[..picks]).parse().unwrap();
        let token = TasteToken::write(&taste, &hashes).unwrap();
        for path in [
            "/",
            "/?n=40",
            "/?n=60",
            "/?n=80",
            "/?n=200",
            "/map",
            "/search?q=film",
            "/film/film-5-1935",
            "/genre/drama?n=200",
        ] {
            let joint = if path.contains('?') { '&' } else { '?' };
            let (at, page) = server.follow(&format!("{path}{joint}t={token}"));
            assert_eq!(page.status, 200, "{path} with {picks}: {}", page.text());
            assert!(page.body.len() < 400_000, "{path} with {picks} picks has {} bytes", page.body.len());
            if at.starts_with("/t/") {
                let text = page.text();
                let said = text.matches(&token).count();
                assert!(said <= 3, "{path} with {picks} picks says the token {said} times");
                let place = Url::parse(&format!("http://x{at}")).unwrap();
                let next = text.split("href=\"").map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&"));
                let next = next.filter(|href| href.contains("like=")).last();
                let next = next.map(|href| place.join(&href).unwrap());
                if let Some(next) = next {
                    let query = next.query().map_or(String::new(), |query| format!("?{query}"));
                    let changed = server.follow(&format!("{}{query}", next.path())).1;
                    assert_eq!(changed.status, 200, "{next}");
                    assert!(changed.body.len() < 400_000, "{path} changed has {} bytes", changed.body.len());
                }
            }
        }
    }
}

#[test]
fn a_change_of_many_picks_is_kept_on_every_page_of_theirs() {
    let films = films::many(300);
    let ids: Vec<String> = films.films().iter().map(|film| film.id.to_string()).collect();
    let taste: TasteFile = halves(&ids[..100]).parse().unwrap();
    let token = TasteToken::write(&taste, &FilmHashes::new(films.films())).unwrap();
    let server = TestServer::start(films, settings());
    let (changed, title) = (format!("like={}&drop={}", ids[200], ids[0]), "Film 200<");
    let page = server.get(&format!("/t/{token}/?{changed}"));
    assert_eq!(page.status, 200, "a change or two are no other token");
    assert!(page.text().contains(&format!("./film/{}?{}", ids[201], changed.replace('&', "&#38;"))), "{}", page.text());
    let film = server.get(&format!("/t/{token}/film/{}?{changed}", ids[200])).text();
    assert!(film.contains("../?") && film.contains(&format!("drop={}&#38;drop={}", ids[0], ids[200])), "{film}");
    assert!(film.contains("action=\"../search\"") && film.contains("name=\"drop\""), "the search carries it");
    let many = ids[200..260].iter().map(|id| format!("like={id}")).collect::<Vec<_>>().join("&");
    let (at, page) = server.follow(&format!("/t/{token}/?{many}&genre=drama"));
    assert!(at.starts_with("/t/") && !at.contains(&token) && at.ends_with("/?genre=drama"), "{at}");
    assert!(page.text().contains("and ") && !title.is_empty());
}
