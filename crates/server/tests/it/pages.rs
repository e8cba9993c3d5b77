//! The pages as they are sent, and that text of others is escaped in them.

use std::io::Read;

use matinee_server::ServerSettings;

use crate::films::{self, MARKUP};
use crate::served::{TestServer, settings, site};

/// Compares a page with its snapshot, but for names that change with contents.
fn assert_page(name: &str, path: &str, status: u16) {
    let answer = site().get(path);
    assert_eq!(answer.status, status, "{path}");
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{path}");
    insta::with_settings!({
        description => format!("GET {path}"),
        omit_expression => true,
        filters => [(r"/(static|cover)/([\w-]+)\.[0-9a-f]{8}\.", "/$1/$2.[hash]."), (r"http://127\.0\.0\.1:\d+", "[origin]"), (r"model=[0-9a-f]{12}", "model=[version]"), (r"(Model|Modell) [0-9a-f-]+\.", "$1 [version].")],
    }, { insta::assert_snapshot!(name, answer.text()) });
}

#[test]
fn home_without_picks_is_a_wall_of_films() {
    assert_page("home", "/", 200);
}

#[test]
fn home_with_picks_is_a_list_with_reasons() {
    let taste = "like=the-ninth-airlock-1979&dislike=lodgers-1968&seen=salt-flat-1956&boost=dread&n=3";
    assert_page("home_with_picks", &format!("/?{taste}"), 200);
}

#[test]
fn home_with_a_filter_that_nothing_fits_says_what_to_drop() {
    assert_page("home_nothing_fits", "/?like=cold-orbit-1986&genre=western&from=2000&n=3", 200);
}

#[test]
fn film() {
    assert_page("film", "/film/two-umbrellas-1961?like=lodgers-1968", 200);
}

#[test]
fn a_film_says_how_it_stands_to_the_picks_unless_it_is_one_of_them() {
    let page = |path: &str| site().get(path).text();
    let near = page("/film/signal-from-tarn-1982?like=the-ninth-airlock-1979&dislike=lodgers-1968");
    assert!(near.contains("of all films that suit you best."), "{near}");
    assert!(near.contains("Because you liked <em>The Ninth Airlock</em>"), "{near}");
    assert!(page("/film/signal-from-tarn-1982?like=the-ninth-airlock-1979&lang=de").contains("aller Filme"));
    for path in ["/film/signal-from-tarn-1982", "/film/the-ninth-airlock-1979?like=the-ninth-airlock-1979"] {
        assert!(!page(path).contains("class=\"fit\""), "{path}");
    }
    let shared = page("/film/signal-from-tarn-1982?like=the-ninth-airlock-1979");
    let origin = format!("http://{}", site().address);
    assert!(shared.contains(&format!("<link rel=\"canonical\" href=\"{origin}/film/signal-from-tarn-1982\">")));
    assert!(shared.contains(&format!("<meta property=\"og:image\" content=\"{origin}/cover/signal-from-tarn-1982.")));
}

#[test]
fn each_steered_term_says_what_it_does() {
    let page = |path: &str| site().get(path).text();
    let taste = "/?like=the-ninth-airlock-1979";
    let list = page(&format!("{taste}&mute=western&mute=airlock&less=horror&boost=paris"));
    for line in
        ["more paris<", "less horror<", "no western <small>leaves out 3 films<", "no airlock <small>no longer counts<"]
    {
        assert!(list.contains(line), "{line}: {list}");
    }
    assert!(!list.contains("film-salt-flat-1956"));
    assert!(page(&format!("{taste}&mute=gold&lang=de")).contains("ohne gold <small>lässt 1 Film weg<"));
    // Every reason can be asked for more, less or not at all.
    let list = page(taste);
    for link in ["boost", "less", "mute"] {
        assert!(list.contains(&format!("href=\"{taste}&#38;{link}=dread\"")), "{link}: {list}");
    }
    // Where nothing is left, the muted term is a way out too.
    let none = page("/?like=cold-orbit-1986&genre=western&mute=western");
    assert!(none.contains("any genre (") && none.contains(">with western</a>"), "{none}");
    let film = page("/film/salt-flat-1956?like=the-ninth-airlock-1979&mute=western");
    assert!(film.contains("Left out of your list: western."), "{film}");
}

#[test]
fn search_by_title_and_by_person() {
    assert_page("search", "/search?q=petrel&like=lodgers-1968", 200);
    assert_page("search_nothing", "/search?q=zzzzzz", 200);
}

#[test]
fn words_that_are_a_wish_lead_to_its_list() {
    let page = site().get("/search?q=tomo+reyes+horror").text();
    assert!(page.contains("<h2 id=\"wish\">Read as</h2>"), "{page}");
    assert!(page.contains("href=\"/?ask=tomo%20reyes%20horror\""), "{page}");
    assert!(!page.contains("Not in this catalogue"), "{page}");

    let page = site().get("/?ask=tomo+reyes+horror,+not+western").text();
    assert!(page.contains("<title>Tomo Reyes, horror, not western · Matinee</title>"), "{page}");
    let links = |id: &str| page.contains(&format!("href=\"/film/{id}?ask="));
    assert!(links("cold-orbit-1986") && !links("gardens-of-ceres-2009"), "{page}");
    // Each part can be taken out.
    for rest in ["horror%2C%20not%20western", "tomo%20reyes%2C%20not%20western", "tomo%20reyes%20horror"] {
        assert!(page.contains(&format!("class=\"x\" href=\"/?ask={rest}\"")), "{rest}: {page}");
    }
    let page = site().get("/?ask=westerns+under+95+minutes&like=lodgers-1968").text();
    assert!(page.contains("/film/three-graves-to-dorado-1962?") && !page.contains("/film/salt-flat-1956?"), "{page}");
    let page = site().get("/?ask=qwxzyv").text();
    assert!(page.contains("No film here has “qwxzyv”."), "{page}");
}

#[test]
fn a_wish_is_read_back_in_german() {
    let page = site().get("/?ask=french+comedy+before+1970,+under+two+hours,+not+80s&lang=de").text();
    assert!(
        page.contains("<title>Frankreich, Komödie, bis 1969, unter 120 Minuten, nicht 1980er · Matinee</title>"),
        "{page}"
    );
    assert!(page.contains("aria-label=\"Weglassen: Komödie\""), "{page}");
}

#[test]
fn a_title_that_is_not_there_is_told_with_the_nearest() {
    let page = site().get("/search?q=quiet+giraffe").text();
    assert!(page.contains("Not in this catalogue: “quiet giraffe”") && page.contains("The nearest titles:"), "{page}");
    assert!(page.contains("<a href=\"/film/the-quiet-marshal-1959\">The Quiet Marshal (1959)</a>"), "{page}");
    for query in ["the+quiet+marshal", "quiet+marshall", "cold+orbit", "deux+parapluies", "ada+quill"] {
        let page = site().get(&format!("/search?q={query}")).text();
        assert!(!page.contains("Not in this catalogue"), "{query}: {page}");
    }
}

#[test]
fn about() {
    assert_page("about", "/about", 200);
}

#[test]
fn an_error_is_a_page() {
    assert_page("error", "/film/no-such-film-1900", 404);
}

#[test]
fn in_german() {
    assert_page("german_home", "/?lang=de", 200);
    assert_page("german_picks", "/?like=the-ninth-airlock-1979&boost=dread&genre=horror&n=3&lang=de", 200);
    assert_page("german_film", "/film/two-umbrellas-1961?like=lodgers-1968&lang=de", 200);
    assert_page("german_about", "/about?lang=de", 200);
}

#[test]
fn text_that_is_markup_is_shown_as_text() {
    let id = MARKUP.1;
    let paths = [
        "/".to_owned(),
        format!("/film/{id}"),
        format!("/?like={id}"),
        "/?boost=%3Cscript%3Ealert(1)%3C/script%3E&less=%3Cb%3E&mute=%3Cscript%3Ealert(2)%3C/script%3E&genre=%22%3E%3Cscript%3E".to_owned(),
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
        "/search?q=%22%20autofocus%20onfocus=alert(1)%20x=%22".to_owned(),
        "/about".to_owned(),
        format!("/map?like={id}"),
        "/film/%3Cscript%3E".to_owned(),
        "/%3Cscript%3E?%3Cscript%3E".to_owned(),
    ];
    for path in paths {
        let html = site().get(&path).text();
        let scripts = html.matches("<script").count() - html.matches("<script type=\"application/ld+json\">").count();
        assert_eq!(scripts, 2, "{path} has only the page's own scripts:\n{html}");
        for raw in [
            "<script>alert",
            "<b>",
            "<wiki>",
            "& Sons",
            "& Gerry",
            "& printers",
            "\" onmouseover",
            "\" autofocus onfocus",
        ] {
            assert!(!html.contains(raw), "{path} holds {raw}");
        }
    }
    let film = site().get(&format!("/film/{id}")).text();
    assert!(film.contains("&#60;script&#62;alert(1)&#60;/script&#62; &#38; Sons"), "{film}");
    assert!(film.contains("https://wiki.example/&#34;onmouseover=&#34;x"), "{film}");
    let cover = site().get(&format!("/cover/{id}.svg")).text();
    // Its title is outlines: there is no text in it at all.
    assert!(cover.contains("</svg>") && !cover.contains("<script") && !cover.contains("alert"), "{cover}");
}

#[test]
fn links_lead_somewhere() {
    let home = site().get("/?like=cold-orbit-1986").text();
    let mut asked = 0;
    for href in home.split("href=\"").chain(home.split("src=\"")).skip(1).filter_map(|rest| rest.split('"').next()) {
        if href.starts_with('/') {
            let path = href.replace("&#38;", "&");
            assert_eq!(site().get(&path).status, 200, "{path}");
            asked += 1;
        }
    }
    assert!(asked > 40, "{asked} links");
}

/// A site with twelve films and this text as its scorecard.
fn site_with_scorecard(text: &str) -> (tempfile::TempDir, TestServer) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scorecard.json");
    std::fs::write(&path, text).unwrap();
    (folder, TestServer::start(films::catalogue(), ServerSettings { scorecard: Some(path), ..settings() }))
}

const SCORECARD: &str = include_str!("scorecard.json");

/// The page's main part.
fn main_part(html: &str) -> &str {
    let (_, main) = html.split_once("<main").expect("a main part");
    main.split_once("</main>").expect("its end").0
}

#[test]
fn a_scorecard_is_shown_in_every_language_with_figures_and_charts() {
    let (_folder, served) = site_with_scorecard(SCORECARD);
    for (name, path) in [("scorecard", "/scorecard"), ("german_scorecard", "/scorecard?lang=de")] {
        let answer = served.get(path);
        assert_eq!(answer.status, 200, "{path}");
        let html = answer.text();
        let main = main_part(&html);
        assert!(!main.contains("<b>"), "names from the file are text");
        assert!(!main.contains("style="), "the policy allows no inline style");
        insta::with_settings!({
            description => format!("GET {path}"), omit_expression => true,
            filters => [(r"(Model|Modell) [0-9a-f-]+:", "$1 [version]:")],
        }, { insta::assert_snapshot!(name, main) });
    }
}

#[test]
fn without_a_whole_scorecard_the_page_says_how_to_make_one() {
    let how = "--out data/scorecard.json";
    assert!(site().get("/scorecard").text().contains(how));
    let (folder, served) = site_with_scorecard(&SCORECARD[..SCORECARD.len() / 2]);
    let shown = || !served.get("/scorecard").text().contains(how);
    assert!(!shown(), "a file that breaks off");
    let path = folder.path().join("scorecard.json");
    for (text, whole) in [(SCORECARD, true), ("<h1>Scorecard</h1>", false), (SCORECARD, true)] {
        std::fs::write(&path, text).unwrap();
        assert_eq!(shown(), whole, "{text:.30}");
    }
    std::fs::remove_file(&path).unwrap();
    assert!(!shown());
}

#[test]
fn films_lead_to_what_they_have_in_common_and_keep_the_taste() {
    let film = site().get("/film/two-umbrellas-1961?like=lodgers-1968").text();
    for kind in ["person", "genre", "year", "country"] {
        let start = film.find(&format!("href=\"/{kind}/")).unwrap_or_else(|| panic!("no link to a {kind}: {film}")) + 6;
        let href = &film[start..start + film[start..].find('"').unwrap()];
        assert!(href.ends_with("?like=lodgers-1968"), "{href}");
        let listed = site().get(href);
        assert_eq!(listed.status, 200, "{href}");
        assert!(listed.text().contains("id=\"film-two-umbrellas-1961\""), "{href}");
        assert!(listed.text().contains("like=lodgers-1968&#38;like="), "taps on {href} add to the taste");
    }
    assert_eq!(site().get("/person/nobody-at-all").status, 404);
    assert_eq!(site().get("/year/1899").status, 404);
}

#[test]
fn a_long_shelf_is_shown_a_page_at_a_time() {
    let served = TestServer::start(films::many(300), settings());
    let one = served.get("/film/".to_owned().as_str());
    assert_eq!(one.status, 404);
    let home = served.get("/").text();
    let start = home.find("/film/").expect("a film on the wall");
    let path = &home[start..start + home[start..].find('"').unwrap()];
    let film = served.get(path).text();
    let start = film.find("href=\"/genre/").expect("a genre") + 6;
    let href = &film[start..start + film[start..].find('"').unwrap()];
    let listed = served.get(href).text();
    assert_eq!(listed.matches("class=\"card\"").count(), 24);
    assert!(listed.contains(&format!("{href}?n=48")), "{href}");
}

#[test]
fn a_menu_without_a_choice_is_not_shown_and_unknown_lengths_are_told() {
    let served = TestServer::start(films::many(30), settings());
    let list = served.get("/?like=film-0-1930").text();
    let form = list.split("id=\"filters\"").nth(1).and_then(|rest| rest.split("</form>").next()).expect("a form");
    for menu in ["name=\"genre\"", "name=\"country\"", "name=\"language\"", "name=\"runtime\""] {
        assert!(!form.contains(menu), "{menu}: {form}");
    }
    assert!(form.contains("This catalogue does not say how long its films are."), "{form}");
    // What is set can be seen and taken out all the same.
    let set = served.get("/?like=film-0-1930&genre=western&runtime=90").text();
    assert!(set.contains("<option value=\"western\" selected>") && set.contains("Drop: up to 90 minutes"), "{set}");
}

#[test]
fn the_search_box_is_told_films_and_pages_in_the_visitors_language() {
    let found = site().get("/suggest?q=airlock&like=lodgers-1968").json();
    assert_eq!(found["films"][0]["id"], "the-ninth-airlock-1979", "{found}");
    assert_eq!(found["films"][0]["href"], "/film/the-ninth-airlock-1979");
    let found = site().get("/suggest?q=tomo").json();
    assert_eq!((&found["people"][0]["name"], &found["people"][0]["note"]), (&"Tomo Reyes".into(), &"person".into()));
    assert_eq!(found["people"][0]["href"], "/person/tomo-reyes");
    let found = site().get("/suggest?q=west&lang=de").json();
    assert_eq!(found["pages"][0]["note"], "Genre", "{found}");
    assert_eq!(site().get("/suggest?q=%3Cb%3E").json()["pages"].as_array().map(Vec::len), Some(0));
}

#[test]
fn the_operators_links_are_on_films_that_have_their_numbers() {
    let link = "Watch <here>=https://films.example/{title}?y={year}".parse().unwrap();
    let other = "Shelf=https://films.example/{imdb}".parse().unwrap();
    let served = TestServer::start(films::catalogue(), ServerSettings { links: vec![link, other], ..settings() });
    let page = served.get("/film/two-umbrellas-1961").text();
    let own = "<a href=\"https://films.example/Two%20Umbrellas?y=1961\" rel=\"noreferrer\">Watch &#60;here&#62;</a>";
    assert!(page.contains(own) && !page.contains(">Shelf<"), "{page}");
}

#[test]
fn the_map_lists_its_regions_and_lights_the_taste() {
    assert_page("map", "/map?like=lodgers-1968", 200);
    let page = site().get("/map").text();
    assert!(!page.contains("data-lit") && page.contains("data-regions"), "{page}");
}

#[test]
fn where_films_lie_is_kept_by_every_cache_for_the_model_it_is_of() {
    let page = site().get("/map").text();
    let address = page.split("data-spots=\"").nth(1).unwrap().split('"').next().unwrap();
    let answer = site().get(address);
    let spots = answer.json();
    assert_eq!(answer.status, 200);
    for (column, length) in [("ids", 12), ("titles", 12), ("years", 12), ("kinds", 12), ("places", 24)] {
        assert_eq!(spots[column].as_array().map(Vec::len), Some(length), "{column}");
    }
    assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
    let tag = answer.header("etag").expect("a tag").to_owned();
    assert_eq!(site().ask("GET", address, &[("If-None-Match", &tag)], b"").status, 304);
    for _ in 0..2 {
        let packed = site().ask("GET", address, &[("Accept-Encoding", "br, gzip")], b"");
        assert_eq!((packed.header("content-encoding"), packed.header("vary")), (Some("gzip"), Some("Accept-Encoding")));
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&packed.body[..]).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, answer.body);
    }
    for other in ["/map.json", "/map.json?model=000000000000"] {
        assert_eq!(site().get(other).header("cache-control"), Some("no-cache"), "{other}");
    }
}

/// The addresses of the pictures that other sites may show beside a link to a page, best first.
fn share_pictures(served: TestServer, path: &str) -> Vec<String> {
    let page = served.get(path).text();
    let addresses = page.split("<meta property=\"og:image\" content=\"").skip(1);
    let own = format!("http://{}", served.address);
    addresses.filter_map(|rest| rest.split('"').next()?.strip_prefix(&own).map(str::to_owned)).collect()
}

#[test]
fn a_link_to_any_page_is_shown_with_a_picture() {
    let kind = |path: &str| site().get(path).header("content-type").map(str::to_owned);
    for path in ["/", "/?like=lodgers-1968", "/year/1961", "/map", "/about"] {
        let pictures = share_pictures(site(), path);
        assert_eq!(
            pictures.iter().map(|picture| kind(picture)).collect::<Vec<_>>(),
            [Some("image/png".into())],
            "{path}"
        );
    }
    let of_film = share_pictures(site(), "/film/two-umbrellas-1961");
    assert_eq!([0, 1].map(|n| kind(&of_film[n]).unwrap()), ["image/svg+xml", "image/png"]);
    let own = ServerSettings { posters: Some("/pictures/{id}.jpg".parse().unwrap()), ..settings() };
    let served = TestServer::start(films::catalogue(), own);
    assert_eq!(share_pictures(served, "/film/two-umbrellas-1961"), ["/pictures/two-umbrellas-1961.jpg"]);
}
