//! Headers that every answer has, and headers that none has.

use matinee_server::ServerSettings;

use crate::served::{TestAnswer, TestServer, settings, site};

/// Pages, errors, the API, assets and covers.
fn answers() -> Vec<(String, TestAnswer)> {
    let home = site().get("/").text();
    let asset = |start: &str| {
        let from = home.find(start).unwrap_or_else(|| panic!("{start} is linked"));
        home[from..].split('"').next().unwrap().to_owned()
    };
    let mut paths: Vec<String> = vec![asset("/static/site"), asset("/static/icon"), asset("/cover/")];
    paths.push(
        home.split("src=\"").find(|rest| rest.starts_with("/static/")).unwrap().split('"').next().unwrap().to_owned(),
    );
    let fixed = [
        "/",
        "/?like=cold-orbit-1986",
        "/search?q=rain",
        "/film/salt-flat-1956",
        "/about",
        "/map?like=cold-orbit-1986",
        "/map.json",
        "/nothing",
        "/film/nothing",
        "/static/nothing.css",
        "/cover/nothing.svg",
        "/manifest.webmanifest",
        "/api/v1/model",
        "/api/v1/films?q=rain",
        "/api/v1/films/nothing",
        "/api/v1/films",
        "/healthz",
        "/readyz",
        "/robots.txt",
    ];
    paths.extend(fixed.map(str::to_owned));
    paths.push(format!("/?q={}", "a".repeat(17_000)));
    let mut answers: Vec<_> = paths.into_iter().map(|path| (path.clone(), site().get(&path))).collect();
    answers.push(("POST /".to_owned(), site().ask("POST", "/", &[], b"x")));
    answers.push(("bad JSON".to_owned(), site().post_json("/api/v1/recommendations", "{")));
    answers
}

#[test]
fn every_answer_is_locked_down_and_sets_no_cookie() {
    for (path, answer) in answers() {
        let policy = answer.header("content-security-policy").unwrap_or_else(|| panic!("{path} has no policy"));
        assert!(
            policy.starts_with("default-src 'none';") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"), "{path}");
        assert_eq!(answer.header("set-cookie"), None, "{path}");
        assert!(answer.header("content-type").is_some(), "{path}");
    }
}

#[test]
fn pages_hold_nothing_that_the_policy_forbids() {
    for (path, answer) in answers() {
        if answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            let html = answer.text();
            for inline in ["<style", " style=", " onclick=", " onload=", "javascript:"] {
                assert!(!html.contains(inline), "{path} holds {inline}");
            }
            // The one whose hash is in the policy; the browser stories fail if the hash is wrong.
            assert_eq!(html.matches("<script>").count(), 1, "{path} holds a script of another's");
        }
    }
}

#[test]
fn a_taste_is_kept_by_no_shared_cache() {
    let page = site().get("/?like=cold-orbit-1986");
    assert!(page.header("cache-control").is_some_and(|cache| cache.starts_with("private")));
}

#[test]
fn assets_and_covers_never_change() {
    for (path, answer) in answers() {
        if answer.status == 200 && (path.starts_with("/static/") || path.starts_with("/cover/")) {
            assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"), "{path}");
        }
        if answer.status != 200 {
            assert!(answer.header("cache-control").is_none_or(|cache| !cache.contains("immutable")), "{path}");
        }
    }
}

#[test]
fn every_film_has_a_small_cover() {
    for film in crate::films::catalogue().films() {
        let cover = site().get(&format!("/cover/{}.svg", film.id));
        assert_eq!((cover.status, cover.header("content-type")), (200, Some("image/svg+xml")), "{}", film.id);
        assert!(cover.body.len() < 7 * 1024, "{}: {} bytes", film.id, cover.body.len());
    }
}

#[test]
fn a_cover_is_kept_for_ever_under_the_address_of_what_it_shows_and_for_an_hour_under_any_other() {
    let home = site().get("/").text();
    let address = home.split("src=\"/cover/").nth(1).unwrap().split('"').next().unwrap();
    let cache = |address: &str| site().get(&format!("/cover/{address}")).header("cache-control").unwrap().to_owned();
    assert!(cache(address).contains("immutable"));
    let id = address.split('.').next().unwrap();
    for other in [format!("{id}.svg"), format!("{id}.00000000.svg")] {
        assert_eq!(cache(&other), "public, max-age=3600", "{other}");
    }
}

#[test]
fn pictures_of_the_operators_own_take_the_place_of_covers() {
    let posters = Some("https://img.example/{id}.jpg".parse().unwrap());
    let site = TestServer::start(crate::films::catalogue(), ServerSettings { posters, ..settings() });
    let cover = site.get("/cover/salt-flat-1956.12345678.svg");
    assert_eq!((cover.status, cover.header("location")), (302, Some("https://img.example/salt-flat-1956.jpg")));
    let policy = site.get("/").header("content-security-policy").unwrap().to_owned();
    assert!(policy.contains("img-src 'self' https://img.example;"), "{policy}");
    // One that cannot be loaded is asked for as it is drawn.
    let drawn = site.get("/cover/salt-flat-1956.12345678.svg?drawn");
    assert_eq!((drawn.status, drawn.header("cache-control")), (200, Some("public, max-age=3600")));
    assert_eq!(site.get("/cover/nothing.svg").status, 404);
}

#[test]
fn a_phone_can_keep_the_site_and_every_icon_is_there() {
    let manifest = site().get("/manifest.webmanifest");
    assert_eq!(manifest.header("content-type"), Some("application/manifest+json"));
    for icon in manifest.json()["icons"].as_array().unwrap() {
        let answer = site().get(icon["src"].as_str().unwrap());
        assert_eq!((answer.status, answer.header("content-type")), (200, icon["type"].as_str()), "{icon}");
    }
    let favicon = site().get("/favicon.ico");
    assert_eq!(favicon.status, 301);
    assert_eq!(site().get(favicon.header("location").unwrap()).status, 200);
}

#[test]
fn head_gives_the_head_of_get() {
    for path in ["/", "/about", "/film/salt-flat-1956", "/cover/salt-flat-1956.svg", "/api/v1/model", "/healthz"] {
        let (head, get) = (site().ask("HEAD", path, &[], b""), site().get(path));
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        for name in ["content-type", "content-length", "cache-control"] {
            assert_eq!(head.header(name), get.header(name), "{path}: {name}");
        }
    }
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let path = "/film/two-umbrellas-1961";
    let tag = site().get(path).header("etag").expect("a tag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let again = site().ask("GET", path, &[("If-None-Match", &format!("\"other\", {tag}"))], b"");
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("etag"), Some(tag.as_str()));
    assert_eq!(site().ask("GET", path, &[("If-None-Match", "*")], b"").status, 304);
    assert_eq!(site().ask("GET", path, &[("If-None-Match", "\"other\"")], b"").status, 200);
    assert_eq!(site().ask("GET", "/film/lodgers-1968", &[("If-None-Match", &tag)], b"").status, 200);
}

#[test]
fn crawlers_and_browsers_find_the_films() {
    let robots = site().get("/robots.txt").text();
    let address = robots.lines().find_map(|line| line.strip_prefix("Sitemap: ")).expect("a sitemap is named");
    let path = &address[address.find("/sitemap").unwrap()..];
    let sitemap = site().get(path).text();
    assert_eq!(sitemap.matches("<loc>http://").count(), 12);
    let film = sitemap.split("<loc>").nth(1).unwrap().split("</loc>").next().unwrap();
    assert_eq!(site().get(&film[film.find("/film").unwrap()..]).status, 200);
    assert_eq!(site().get("/sitemap-1.xml").status, 200);
    assert_eq!(site().get("/sitemap-2.xml").status, 404);
    let search = site().get("/opensearch.xml").text();
    assert!(search.contains("/search?q={searchTerms}"), "{search}");
}

#[test]
fn a_film_tells_machines_what_it_is_and_its_text_cannot_leave_the_element() {
    for id in ["two-umbrellas-1961", crate::films::MARKUP.1] {
        let page = site().get(&format!("/film/{id}")).text();
        let data = page.split("application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
        let film: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!(film["@type"], "Movie");
        assert!(page.contains("</article>") && !data.contains('<'));
    }
}
