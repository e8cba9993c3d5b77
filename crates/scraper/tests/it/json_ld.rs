//! Sites that are no wiki: films by the JSON-LD on their pages.

use matinee_catalogue::Film;
use matinee_scraper::{
    Contact, CrawlOptions, Markup, NotAFilm, PageStore, PageTitle, Rate, Site, StoredFilms, crawl, extract, films,
};
use proptest::prelude::*;
use serde_json::json;

use crate::wiki::Wiki;

const ADDRESS: &str = "https://kino.example/film/the-lamplighter";

fn site() -> Site {
    Site::new("https://kino.example").unwrap().with_markup(Markup::JsonLd)
}

fn page(json: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><script type=\"application/ld+json\">{json}</script></head><body><p>Hello</body></html>"
    )
}

fn read(page: &[u8]) -> Result<Film, NotAFilm> {
    extract(&site(), &site().named(ADDRESS).unwrap(), page).map(|read| read.film)
}

fn film(json: &serde_json::Value) -> Film {
    read(page(&json.to_string()).as_bytes()).unwrap()
}

/// Everything that is written in its most usual form.
fn lamplighter() -> serde_json::Value {
    json!({"@context": "https://schema.org", "@type": "Movie", "name": "The Lamplighter &amp; the Sea", "url": ADDRESS,
        "alternateName": ["Lygtetænderen og havet", "The Lamplighter and the Sea"],
        "datePublished": "1987-05-03", "director": {"@type": "Person", "name": "Ada Lund"}, "author": [{"@type": "Person", "name": "Karl Otto"}],
        "creator": [{"@type": "Organization", "name": "A studio"}, {"@type": "Person", "name": "Karl Otto"}],
        "actor": [{"@type": "PerformanceRole", "actor": {"@type": "Person", "name": "Mia Vik"}, "characterName": "The lamplighter"}, {"@type": "Person", "name": "Jon Rask"}],
        "musicBy": {"@type": "Person", "name": "Eva Holm"}, "producer": [{"@type": "Organization", "name": "A studio"}, {"@type": "Person", "name": "Tor Nes"}],
        "genre": ["Drama", "Mystery"], "countryOfOrigin": {"@type": "Country", "name": "DK"}, "inLanguage": "da-DK", "duration": "PT1H47M",
        "keywords": "lighthouse, Storm", "description": "<p>A lamp goes out.</p><p>Somebody has to&nbsp;go.</p>",
        "sameAs": ["https://www.imdb.com/title/tt0099999/", "https://www.wikidata.org/wiki/Q42", "https://www.themoviedb.org/movie/348-the-lamplighter", "https://en.wikipedia.org/wiki/The_Lamplighter"],
        "isPartOf": {"@type": "MovieSeries", "name": "The Sea"}, "aggregateRating": {"ratingValue": 7.1, "ratingCount": 812}})
}

#[test]
fn a_movie_gives_a_film_with_all_that_it_says() {
    let film = film(&lamplighter());
    assert_eq!(
        (film.id.as_str(), film.title.as_str()),
        ("the-lamplighter-and-the-sea-1987", "The Lamplighter & the Sea")
    );
    assert_eq!(
        (film.directors.join(), film.writers.join(), film.cast.join()),
        ("Ada Lund".into(), "Karl Otto".into(), "Mia Vik|Jon Rask".into())
    );
    assert_eq!(
        (film.genres.join(), film.countries.join(), film.languages.join()),
        ("drama|mystery".into(), "Denmark".into(), "Danish".into())
    );
    assert_eq!(
        (film.runtime_minutes, film.keywords.join(), film.series.as_deref()),
        (Some(107), "lighthouse|storm".into(), Some("The Sea"))
    );
    assert_eq!(film.other_titles, ["Lygtetænderen og havet"]);
    assert_eq!(film.synopsis, "A lamp goes out.\nSomebody has to go.");
    assert_eq!(film.external.imdb.as_deref(), Some("tt0099999"));
    assert_eq!((film.composers.join(), film.producers.join()), ("Eva Holm".into(), "Tor Nes".into()));
    assert_eq!(
        (film.external.wikidata.as_deref(), film.external.wikipedia.as_deref(), film.external.tmdb.as_deref()),
        (Some("Q42"), Some("The Lamplighter"), Some("348"))
    );
    let source = film.source.unwrap();
    assert_eq!((source.name.as_str(), source.url.as_str(), source.licence), ("kino.example", ADDRESS, None));
}

/// Values that no field expects.
const ODD: [&str; 10] = [
    "null",
    "1",
    "-1.5",
    "true",
    r#""""#,
    "[]",
    "{}",
    "[[[1]], {\"name\": []}]",
    r##"{"@id": "#a"}"##,
    r#"{"@type": "Role", "actor": {"@type": "Role", "actor": [[]]}}"#,
];

trait JoinedByBars {
    fn join(&self) -> String;
}

impl JoinedByBars for Vec<String> {
    fn join(&self) -> String {
        self.as_slice().join("|")
    }
}

#[test]
fn the_same_film_is_read_from_every_shape_sites_give_it() {
    let plain = film(&lamplighter());
    let mut other = lamplighter();
    other["@type"] = json!(["CreativeWork", "https://schema.org/Movie"]);
    other["director"] = json!("Ada Lund");
    other["actor"] = json!("Mia Vik, Jon Rask");
    other["genre"] = json!("Drama, Mystery");
    other["duration"] = json!(["1 hour, 47 minutes"]);
    other["producer"] = json!("Tor Nes");
    other["name"] = json!(["The Lamplighter &amp; the Sea (1987)"]);
    other["inLanguage"] = json!([{"@type": "Language", "name": "Danish"}]);
    other["countryOfOrigin"] = json!(["Denmark"]);
    other["author"] = json!({"@id": "#karl"});
    let karl = json!({"@id": "#karl", "@type": "Person", "name": "Karl Otto"});
    for shape in [
        json!({"@graph": [karl, other]}),
        json!([karl, [other]]),
        json!([{"@type": "WebPage", "mainEntity": other}, karl]),
        json!([{"@type": "Review", "itemReviewed": other}, karl]),
        json!([{"@type": "Movie", "name": "You may like this", "url": "/film/other"}, other, karl]),
    ] {
        assert_eq!(film(&shape), plain, "{shape}");
    }
}

#[test]
fn a_page_without_a_film_of_its_own_says_why() {
    let two = json!([{"@type": "Movie", "name": "A", "url": "/a"}, {"@type": "Movie", "name": "B", "url": "/b"}]);
    for (json, reason) in [
        (json!({"@type": "WebSite"}), NotAFilm::NoFilm),
        (json!({"@type": "TVSeries", "name": "S"}), NotAFilm::Series),
        (json!({"@type": "Person", "name": "P", "birthDate": "1950"}), NotAFilm::Person),
        (json!({"@type": "MusicAlbum", "name": "M"}), NotAFilm::Album),
        (json!({"@type": "Movie", "name": "No year"}), NotAFilm::NoYear),
        (json!({"@type": "Movie", "datePublished": "1987"}), NotAFilm::NoFilm),
        (two, NotAFilm::SeveralFilms),
    ] {
        assert_eq!(read(page(&json.to_string()).as_bytes()), Err(reason), "{json}");
    }
    assert_eq!(read("<div>".repeat(100_000).as_bytes()), Err(NotAFilm::Unreadable));
}

#[test]
fn a_page_is_read_in_its_own_charset_and_cannot_steer_a_terminal() {
    let latin = "<meta charset=latin1><script type=application/ld+json>{\"@type\":\"Movie\",\"datePublished\":1990,\"name\":\"Am\u{202e}lie\"}</script>";
    let bytes: Vec<u8> = latin.replace('\u{202e}', "\u{e9}").chars().map(|c| c as u8).collect();
    assert_eq!(read(&bytes).unwrap().title, "Amélie");
    let turned = page("{\"@type\":\"Movie\",\"datePublished\":1990,\"name\":\"A\\u001b[2J\\u202eB\"}");
    assert_eq!(read(turned.as_bytes()).unwrap().title, "A[2JB");
}

fn read_with(head: &str, json: &serde_json::Value) -> Result<Film, NotAFilm> {
    read(page(&json.to_string()).replace("<head>", &format!("<head>{head}")).as_bytes())
}

#[test]
fn broken_json_is_mended_or_named() {
    let plain = film(&lamplighter());
    let sound = lamplighter().to_string();
    for broken in [
        format!("{sound}}}"),
        sound.replacen('{', "{ // the film \"of the week\"\n", 1),
        sound.replace("The Lamplighter &amp; the Sea", "The \"Lamplighter\" &amp; the Sea"),
    ] {
        let mended = read(page(&broken).as_bytes()).unwrap();
        assert_eq!(mended.title.replace('"', ""), plain.title, "{broken}");
        assert_eq!(Film { id: plain.id.clone(), title: plain.title.clone(), ..mended }, plain);
    }
    for (json, reason) in [
        (r#"{"@type": "Movie", "name": "A", "datePublished": "1987""#, NotAFilm::BrokenJson),
        (
            r#"{"@type": "Movie", "genre": ["a "b", "c" d", "e"], "name": "A", "datePublished": 1987}"#,
            NotAFilm::AmbiguousJson,
        ),
    ] {
        assert_eq!(read(page(json).as_bytes()), Err(reason), "{json}");
        assert!(reason.to_string().contains("broken JSON-LD"));
    }
}

#[test]
fn names_joined_by_and_are_several_persons() {
    let named = |value: serde_json::Value| {
        let mut movie = lamplighter();
        movie["director"] = value;
        film(&movie).directors.join()
    };
    assert_eq!(named(json!("Joel Coen and Ethan Coen")), "Joel Coen|Ethan Coen");
    assert_eq!(named(json!({"@type": "Person", "name": "Joel Coen &amp; Ethan Coen"})), "Joel Coen|Ethan Coen");
    assert_eq!(named(json!("Ada Lund, Mia Vik, and Jon Rask Jr.")), "Ada Lund|Mia Vik|Jon Rask Jr.");
    assert_eq!(named(json!("Andy Anderson")), "Andy Anderson");
    assert_eq!(named(json!({"@type": "MusicGroup", "name": "Ada Lund and The Band"})), "Ada Lund and The Band");
}

#[test]
fn a_year_that_json_ld_leaves_out_is_read_elsewhere_on_the_page() {
    let mut movie = lamplighter();
    movie["datePublished"] = json!(null);
    assert_eq!(read_with("", &movie), Err(NotAFilm::NoYear));
    movie["name"] = json!("The Lamplighter");
    for head in [
        "<title>The Lamplighter (1987) | Kino</title>",
        "<meta property=\"og:title\" content=\"The Lamplighter (film, 1987)\">",
        "<meta property=\"video:release_date\" content=\"1987-05-03\">",
    ] {
        assert_eq!(read_with(head, &movie).unwrap().year.get(), 1987, "{head}");
    }
    assert_eq!(read_with("<title>Another film (1990)</title>", &movie), Err(NotAFilm::NoYear));
    movie["copyrightYear"] = json!(1986);
    assert_eq!(read_with("<title>The Lamplighter (1987)</title>", &movie).unwrap().year.get(), 1986);
}

#[test]
fn a_related_film_beside_the_pages_own_is_not_taken_for_it() {
    let mut own = lamplighter();
    own.as_object_mut().unwrap().remove("url");
    let plain = film(&own);
    let related = json!({"@type": "Movie", "name": "The Storm", "url": "/film/the-storm", "datePublished": "1990"});
    for shape in
        [json!([own, related]), json!({"@graph": [related, own]}), json!([related, {"@type": "WebPage", "about": own}])]
    {
        assert_eq!(film(&shape), plain, "{shape}");
    }
    let bare = json!({"@type": "Movie", "name": "The Storm", "datePublished": "1990"});
    assert_eq!(read_with("", &json!([own, bare])), Err(NotAFilm::SeveralFilms));
    let title = "<title>The Lamplighter &amp; the Sea - Kino</title>";
    assert_eq!(read_with(title, &json!([bare, own])).unwrap(), plain);
    own["url"] = json!(format!("{ADDRESS}/"));
    assert_eq!(film(&json!([bare, own])), plain, "a slash at the end makes no other page");
}

#[test]
fn films_that_are_screened_or_written_about_are_found() {
    let plain = film(&lamplighter());
    for shape in [
        json!({"@type": "ScreeningEvent", "name": "Tonight", "startDate": "2026-05-01", "workPresented": lamplighter()}),
        json!([{"@type": "ScreeningEvent", "workPresented": [lamplighter()]}, {"@type": "ScreeningEvent", "workPresented": lamplighter()}]),
        json!({"@type": "Article", "about": lamplighter()}),
    ] {
        assert_eq!(film(&shape), plain, "{shape}");
    }
    let mut about = lamplighter();
    about["about"] = json!({"@type": "Movie", "name": "The Storm", "url": ADDRESS, "datePublished": "1990"});
    assert_eq!(film(&about), plain, "what a film is about is another film");
}

#[test]
fn a_missing_synopsis_is_the_pages_description() {
    let mut movie = lamplighter();
    let head = "<meta name=\"Description\" content=\"A lamp &amp;amp; its keeper.\">";
    assert!(read_with(head, &movie).unwrap().synopsis.starts_with("A lamp goes out."));
    movie["description"] = json!("");
    assert_eq!(read_with(head, &movie).unwrap().synopsis, "A lamp & its keeper.");
    let graph = "<meta property=\"og:description\" content=\"Keepers.\">";
    assert_eq!(read_with(graph, &movie).unwrap().synopsis, "Keepers.");
}

#[tokio::test]
async fn a_site_without_a_wiki_is_crawled_from_its_list_to_films() {
    let mut host = Wiki::start();
    host.site = host.site.clone().with_markup(Markup::JsonLd);
    let movie = |name: &str, year: u16| {
        page(&json!({"@type": "Movie", "name": name, "datePublished": year, "director": "Ada Lund"}).to_string())
    };
    host.put_at("/", "<nav><a href=/about>About</a></nav><main><a href=film/1>One</a><a href=/film/2#cast>Two</a><a href=/poster.jpg>x</a><a href=/about>About</a></main>");
    host.put_at("/film/1", movie("The ferry", 1950));
    host.put_at("/film/2", movie("The pilot", 1951));
    host.put_at("/film/3", movie("The island", 1952));
    host.put_at("/about", page("{\"@type\": \"WebSite\"}"));
    let named = |path: &str| host.site.named(path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut store = PageStore::open(&folder.path().join("pages.db")).unwrap();
    let mut options = CrawlOptions {
        lists: vec![named("/")],
        seeds: vec![named("/film/3")],
        rate: Rate::new(20.0).unwrap(),
        ..CrawlOptions::new(host.site.clone(), Contact::new("crawler@kino-test.org").unwrap())
    };
    let summary = crawl(&options, &mut store, |_| ()).await.unwrap();
    assert_eq!((summary.found, summary.fetched, summary.failed.len()), (4, 5, 0));
    let log = host.log();
    assert!(log.iter().all(|seen| !seen.path.contains("poster")), "{log:?}");

    let stored = store.site().unwrap().unwrap();
    assert_eq!((&stored, stored.markup()), (&host.site, Markup::JsonLd));
    let StoredFilms { films: found, not_films: others, .. } = films(&store, &stored, |_, _| ()).unwrap();
    let ids: Vec<&str> = found.iter().map(|film| film.id.as_str()).collect();
    assert_eq!(ids, ["the-ferry-1950", "the-island-1952", "the-pilot-1951"]);
    assert_eq!(others.get(&NotAFilm::NoFilm), Some(&1));

    host.put_at("/film/2", movie("The pilot, cut anew", 1951));
    let items = json!({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "url": "/film/1"}, {"@type": "ListItem", "item": {"@id": "/film/2"}}]});
    host.put_at("/best", page(&items.to_string()).replace("<p>", "<a href=/about2>not this</a>"));
    options.lists = vec![named("/"), named("/best")];
    let second = crawl(&options, &mut store, |_| ()).await.unwrap();
    assert_eq!((second.found, second.fetched, second.unchanged), (0, 2, 4));
    let found = films(&store, &stored, |_, _| ()).unwrap().films;
    assert!(
        found.iter().any(|film| film.id.as_str() == "the-pilot-1951" && film.title == "The pilot, cut anew"),
        "ids stay"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn mutated_movies_never_panic(at in 0usize..2_000, cut in 0usize..200, junk in "([\\[\\]{}\",:\\\\<>&;/@]|\\PC){0,20}") {
        let mut bytes = page(&lamplighter().to_string()).into_bytes();
        let at = at.min(bytes.len());
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, junk.into_bytes());
        let _ = read(&bytes);
    }

    #[test]
    fn any_value_may_stand_anywhere(key in 0usize..20, value in proptest::sample::select(ODD.to_vec())) {
        let mut movie = lamplighter();
        let keys: Vec<String> = movie.as_object().unwrap().keys().cloned().collect();
        movie[&keys[key % keys.len()]] = serde_json::from_str(value).unwrap();
        let _ = read(page(&json!({"@graph": [movie, {"@id": "#a", "author": {"@id": "#a"}}]}).to_string()).as_bytes());
    }
}

#[test]
fn titles_of_a_wiki_and_addresses_do_not_mix() {
    assert_eq!(site().named("Alien"), None);
    assert_eq!(site().named("https://elsewhere.example/film"), None);
    assert!(PageTitle::new("https://kino.example/x").unwrap().as_str().starts_with("Https"));
}

#[test]
fn a_running_time_that_cannot_be_read_is_noted() {
    let read_of = |time: &str| {
        let movie = json!({"@type": "Movie", "name": "X", "datePublished": 1990, "duration": time});
        let read = extract(&site(), &site().named(ADDRESS).unwrap(), page(&movie.to_string()).as_bytes()).unwrap();
        (read.film.runtime_minutes, read.unread_running_time)
    };
    assert_eq!(read_of("an evening"), (None, Some("an evening".to_owned())));
    assert_eq!(read_of("PT1H57M"), (Some(117), None));
}
