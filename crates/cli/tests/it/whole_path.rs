use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Desk, site};

/// A server that stops with its test, even if the test panics.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Serves the data folder, and returns once it answers, with its first line.
fn serve(desk: &Desk) -> (Server, String) {
    let mut server = Command::new(assert_cmd::cargo::cargo_bin("matinee"))
        .args(["serve", "--listen", "127.0.0.1:0"])
        .current_dir(desk.folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .map(Server)
        .unwrap();
    let mut said = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut said).unwrap();
    (server, said)
}

/// The address in a server's first line.
fn address(said: &str) -> &str {
    said.split("http://").nth(1).unwrap().split(' ').next().unwrap()
}

#[test]
fn pages_from_a_wiki_become_a_recommendation_over_http() {
    let desk = Desk::new();
    let wiki = format!("http://{}", site::start());
    let scraped = desk.json(&[
        "scrape",
        "--list",
        "List of films",
        "--contact",
        "crawler@kino-test.org",
        "--base-url",
        &wiki,
        "--rate",
        "20",
        "--json",
    ]);
    assert_eq!((scraped["films"].as_u64(), scraped["summary"]["fetched"].as_u64()), (Some(7), Some(8)));
    assert!(desk.folder.path().join("data/movies.jsonl.zst").exists());

    let status = desk.stdout(&["scrape", "status"]);
    assert!(status.contains("7 film pages got") && status.contains("s at the speed of those"), "{status}");

    let trained = desk.json(&["train", "--json"]);
    assert_eq!(trained["films"], 7);

    let (mut server, said) = serve(&desk);
    assert!(said.contains("with 7 films (model "), "{said}");
    let address = address(&said);

    let likes = r#"{"likes":["2001-a-space-odyssey-1968"],"limit":3}"#;
    let (status, body) = site::ask(address, "POST /api/v1/recommendations", likes);
    assert_eq!(status, 200, "{body}");
    let found: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(found["model"], trained["model"]);
    assert_eq!(found["results"].as_array().unwrap().len(), 3);
    let other = found["results"].as_array().unwrap().iter().find(|film| film["id"] == "face-off-1997").expect(&body);
    assert!(other["reasons"].as_array().unwrap().iter().any(|reason| reason["term"] == "science fiction"), "{body}");
    assert_eq!(other["because"][0]["id"], "2001-a-space-odyssey-1968");

    let (status, page) = site::ask(address, "GET /?like=2001-a-space-odyssey-1968", "");
    assert!(status == 200 && page.contains("Because you liked <em>2001: A Space Odyssey</em>"));

    // The server switches to a new model without a restart.
    let retrained = desk.json(&["train", "--seed", "2", "--json"]);
    let deadline = Instant::now() + Duration::from_secs(30);
    while !site::ask(address, "GET /api/v1/model", "").1.contains(retrained["model"].as_str().unwrap()) {
        assert!(Instant::now() < deadline, "the new model is not served");
    }

    assert!(Command::new("kill").arg(server.0.id().to_string()).status().unwrap().success());
    assert!(server.0.wait().unwrap().success(), "SIGTERM is a graceful stop");
}

#[test]
fn the_nightly_run_trains_only_on_new_films_and_keeps_the_model_that_was_switched_to() {
    let desk = Desk::new();
    let wiki = format!("http://{}", site::start());
    let night = |keep: &str| {
        let output = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/refresh"))
            .args(["--list", "List of films", "--base-url", &wiki, "--rate", "20"])
            .env("MATINEE", assert_cmd::cargo::cargo_bin("matinee"))
            .env("MATINEE_DATA", desk.folder.path().join("data"))
            .env("MATINEE_CONTACT", "crawler@kino-test.org")
            .env("MATINEE_KEEP", keep)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let models = || desk.json(&["models", "--json"]);
    assert!(night("7").contains("Trained model"));
    let first = models()["current"].clone();
    // As if killed between crawl and training: the next night the films are the same, but there is no model.
    std::fs::remove_dir_all(desk.folder.path().join("data/models")).unwrap();
    assert!(night("7").contains("Trained model"));
    assert!(night("7").contains("nothing to train"));
    let other = desk.json(&["train", "--seed", "2", "--json"])["model"].clone();
    night("7");
    assert_eq!((&models()["current"], models()["models"].as_array().unwrap().len()), (&other, 2));
    desk.stdout(&["models", "use", first.as_str().unwrap()]);
    night("0");
    assert_eq!((&models()["current"], models()["models"].as_array().unwrap().len()), (&first, 1));
}

#[cfg(unix)]
#[test]
fn a_night_that_loses_most_films_keeps_the_model_unless_it_may() {
    let wiki = format!("http://{}", site::start());
    for (limits, is_kept) in [(&[][..], true), (&["--max-film-loss", "100", "--max-quality-loss", "100"], false)] {
        let desk = Desk::new();
        let before = desk.json(&["train", "--no-map", "--json"])["model"].clone();
        let output = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/refresh"))
            .args(limits)
            .args(["--list", "List of films", "--base-url", &wiki, "--rate", "20"])
            .env("MATINEE", assert_cmd::cargo::cargo_bin("matinee"))
            .env("MATINEE_DATA", desk.folder.path().join("data"))
            .env("MATINEE_CONTACT", "crawler@kino-test.org")
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.success(), !is_kept, "{said}");
        assert_eq!(said.contains("films 99.8 % fewer (--max-film-loss 10)"), is_kept, "{said}");
        assert_eq!(desk.json(&["models", "--json"])["current"] == before, is_kept);
    }
}

#[test]
fn what_evaluate_writes_is_what_the_site_shows() {
    let desk = Desk::new();
    let films: Vec<String> = (0..30)
        .map(|n| {
            let (genre, word) = if n % 2 == 0 { ("western", "ranch") } else { ("musical", "stage") };
            format!(r#"{{"title":"Film {n}","year":1970,"genres":["{genre}"],"synopsis":"A {word} and a friend."}}"#)
        })
        .collect();
    let write = |name: &str, text: String| fs::write(desk.folder.path().join(name), text).unwrap();
    write("films.jsonl", films.join("\n"));
    write("movies.csv", (0..30).fold("movieId,title\n".to_owned(), |all, n| format!("{all}{n},Film {n} (1970)\n")));
    // Each person likes one of the two kinds.
    let rating = |(user, n): (usize, usize)| format!("{user},{n},{}\n", if user % 2 == n % 2 { 5 } else { 1 });
    let all = (0..10).flat_map(|user| (0..30).filter(move |n| (n + user) % 3 > 0).map(move |n| (user, n)));
    write("ratings.csv", format!("userId,movieId,rating\n{}", all.map(rating).collect::<String>()));
    let evaluate = |out: &str| {
        let rankers = "popular,matinee";
        let sources = ["--catalogue", "films.jsonl", "--ratings", "ratings.csv"];
        let printed = desk.json(&[&["evaluate", "--rankers", rankers, "--out", out, "--json"], &sources[..]].concat());
        (printed, fs::read_to_string(desk.folder.path().join(out)).unwrap())
    };
    let ((printed, written), (_, again)) = (evaluate("data/scorecard.json"), evaluate("again.json"));
    assert_eq!(written, again, "the same input gives the same bytes");
    let mut report: serde_json::Value = serde_json::from_str(&written).unwrap();
    report["seconds"] = printed["seconds"].clone();
    assert_eq!(printed, report);
    let (_server, said) = serve(&desk);
    let ndcg = format!("<span>{:.3}</span>", report["rankers"]["matinee"]["3"]["ndcg10"].as_f64().unwrap());
    for (language, heading) in [("en", "<h2>3 picks</h2>"), ("de", "<h2>3 Filme ausgewählt</h2>")] {
        let (status, page) = site::ask(address(&said), &format!("GET /scorecard?lang={language}"), "");
        assert_eq!(status, 200);
        assert!(page.contains("films.jsonl") && page.contains(heading) && page.contains(&ndcg), "{page}");
    }
}
