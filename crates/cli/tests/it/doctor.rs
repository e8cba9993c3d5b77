//! `matinee doctor` finds what is wrong, says what to run, and changes nothing.

use std::fs;
use std::net::TcpListener;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::Desk;

/// The report of a desk whose server would take a free port, and whether the command succeeded.
fn examine(desk: &Desk, listen: &str) -> (Value, bool) {
    let output = desk.command(&["doctor", "--json"]).env("MATINEE_LISTEN", listen).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.success(), report["health"] != "error", "{report}");
    (report, output.status.success())
}

/// Health, what was found and the remedy of one check.
fn of(report: &Value, check: &str) -> (String, String, String) {
    let found = report["checks"].as_array().unwrap().iter().find(|one| one["check"] == check);
    let text = |field: &str| found.unwrap()[field].as_str().unwrap_or_default().to_owned();
    (text("health"), text("found"), text("remedy"))
}

const FREE: &str = "127.0.0.1:0";

fn on_the_shelf(desk: &Desk, name: &str) -> std::path::PathBuf {
    desk.folder.path().join("data").join(name)
}

#[test]
fn nothing_is_wrong_with_an_empty_folder() {
    let desk = Desk::new();
    let output = desk.command(&["doctor"]).env("MATINEE_LISTEN", FREE).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let folder = desk.folder.path().canonicalize().unwrap();
    insta::with_settings!({filters => vec![
        (folder.to_str().unwrap(), "[folder]"),
        (r"for \w+ on \w+", "for [system]"),
        (r"[\d.]+ [MG]B free", "[room] free"),
        (r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", "[now]"),
        (r"format \d+", "format [n]"),
        (r"\d+ films", "[n] films"),
        (r"matinee \d\S+", "matinee [version]"),
    ]}, {
        insta::assert_snapshot!("doctor", printed);
    });
    assert!(!on_the_shelf(&desk, "").exists(), "it makes nothing");
}

#[test]
fn a_trained_model_is_whole_and_a_damaged_one_is_told() {
    let desk = Desk::new();
    let version = desk.json(&["train", "--no-map", "--json"])["model"].as_str().unwrap().to_owned();
    let (report, fine) = examine(&desk, FREE);
    assert!(fine && of(&report, "models").1.starts_with(&format!("{version} with 4136 films is the current one")));
    let models = on_the_shelf(&desk, "models");
    // A training under way is no model yet.
    fs::create_dir(models.join("unfinished")).unwrap();
    let (report, _) = examine(&desk, FREE);
    let (health, found, remedy) = of(&report, "models");
    assert!(health == "warn" && found.contains("1 unfinished") && remedy.contains("models prune"), "{report}");
    fs::remove_file(models.join("current")).unwrap();
    let (report, _) = examine(&desk, FREE);
    let (health, found, remedy) = of(&report, "models");
    assert!(health == "error" && found.contains("none is the current one"), "{report}");
    assert!(remedy.contains(&format!("matinee models use {version}")), "{remedy}");
    desk.stdout(&["models", "use", &version]);
    let films = models.join(&version).join("movies.jsonl.zst");
    let mut bytes = fs::read(&films).unwrap();
    bytes[40] ^= 1;
    fs::write(&films, bytes).unwrap();
    let (report, _) = examine(&desk, FREE);
    let (health, found, remedy) = of(&report, "models");
    assert!(health == "error" && found.contains("movies.jsonl.zst is damaged"), "{report}");
    assert_eq!(remedy, "`matinee train`");
    let (code, error) = {
        let output = desk.command(&["doctor"]).env("MATINEE_LISTEN", FREE).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!((code, error.trim()), (1, "error: 1 of 8 checks found something that does not work"));
}

#[test]
fn a_catalogue_that_cannot_be_read_names_the_line() {
    let desk = Desk::new();
    fs::create_dir(on_the_shelf(&desk, "")).unwrap();
    let path = on_the_shelf(&desk, "movies.jsonl.zst");
    let write = |text: &str| fs::write(&path, zstd::encode_all(text.as_bytes(), 1).unwrap()).unwrap();
    let film = r#"{"title": "Alien", "year": 1979, "genres": ["horror"]}"#;
    write(film);
    assert_eq!(
        of(&examine(&desk, FREE).0, "catalogue"),
        ("ok".into(), "1 films in data/movies.jsonl.zst".into(), String::new())
    );
    write(&format!("{film}\n{{\"title\": \"Heat\", \"year\": \"198o\"}}"));
    let (health, found, remedy) = of(&examine(&desk, FREE).0, "catalogue");
    assert!(health == "error" && found.contains("line 2") && found.contains("198o"), "{found}");
    assert!(remedy.contains("matinee catalogue import"), "{remedy}");
    write("{\"title\": \"Alien\", \"year\": 1979}\n{\"title\": \"Heat\", \"year\": 1995}");
    let (health, found, _) = of(&examine(&desk, FREE).0, "catalogue");
    assert!(health == "warn" && found.contains("2 of them without synopsis"), "{found}");
}

#[test]
fn pages_and_tastes_that_are_damaged_are_told() {
    let desk = Desk::new();
    fs::create_dir(on_the_shelf(&desk, "")).unwrap();
    fs::write(on_the_shelf(&desk, "pages.db"), [7; 8192]).unwrap();
    fs::write(on_the_shelf(&desk, "taste.toml"), "likes = 3").unwrap();
    let (report, fine) = examine(&desk, FREE);
    assert!(!fine && of(&report, "pages").1.contains("pages.db"), "{report}");
    assert!(of(&report, "taste").1.contains("taste.toml"), "{report}");
    desk.stdout(&["taste", "add", "--like", "Alien", "--file", "data/mine.toml"]);
    fs::rename(on_the_shelf(&desk, "mine.toml"), on_the_shelf(&desk, "taste.toml")).unwrap();
    assert_eq!(of(&examine(&desk, FREE).0, "taste").1, "1 film: 1 like in data/taste.toml");
}

#[test]
fn a_port_that_another_program_has_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let desk = Desk::new();
    let (health, found, remedy) = of(&examine(&desk, &address).0, "port");
    assert_eq!((health.as_str(), found), ("error", format!("{address} is taken by another program")));
    assert!(remedy.contains("--listen"), "{remedy}");
    drop(taken);
    // What matinee.toml says counts as it does for `matinee serve`.
    fs::write(desk.folder.path().join("matinee.toml"), format!("[serve]\nlisten = \"{address}\"")).unwrap();
    let report = desk.json(&["doctor", "--json"]);
    assert_eq!(of(&report, "port").1, format!("{address} is free"));
    assert!(of(&report, "settings").1.starts_with("matinee.toml;"));
    fs::write(desk.folder.path().join("matinee.toml"), "[serve]\nmax-connections = 4000000000").unwrap();
    let (report, _) = examine(&desk, FREE);
    assert!(of(&report, "port").1.contains("a whole number from 1 to 1000000"), "{report}");
    let (health, found, _) = of(&examine(&desk, "everywhere").0, "port");
    assert!(health == "error" && found.contains("invalid value 'everywhere'"), "{found}");
}

#[test]
fn a_file_from_the_future_tells_of_a_wrong_clock() {
    let desk = Desk::new();
    desk.stdout(&["taste", "add", "--like", "Alien"]);
    let tomorrow = SystemTime::now() + Duration::from_secs(86_400);
    fs::File::options().append(true).open(on_the_shelf(&desk, "taste.toml")).unwrap().set_modified(tomorrow).unwrap();
    let (report, fine) = examine(&desk, FREE);
    assert!(fine && report["health"] == "warn", "{report}");
    let (_, found, remedy) = of(&report, "clock");
    assert!(
        found.ends_with("is earlier than data/taste.toml was written") && remedy.contains("timedatectl"),
        "{found}"
    );
}

#[test]
fn a_data_folder_that_is_a_file_is_an_error() {
    let desk = Desk::new();
    fs::write(desk.folder.path().join("data"), "").unwrap();
    let (report, fine) = examine(&desk, FREE);
    let (health, found, remedy) = of(&report, "data");
    assert!(!fine && health == "error" && found.ends_with("data is a file, not a folder"), "{report}");
    assert!(remedy.contains("--data"), "{remedy}");
}

#[test]
fn a_folder_of_models_that_is_none_is_told_and_never_waited_for() {
    let desk = Desk::new();
    let version = desk.json(&["train", "--no-map", "--json"])["model"].as_str().unwrap().to_owned();
    let models = on_the_shelf(&desk, "models");
    let is_error = |wanted: &str, remedy_has: &str| {
        let (report, fine) = examine(&desk, FREE);
        let (_, found, remedy) = of(&report, "models");
        assert!(!fine && found.contains(wanted) && remedy.contains(remedy_has), "{report}");
        let output = desk.command(&["serve"]).env("MATINEE_LISTEN", FREE).output().unwrap();
        assert!(!output.status.success(), "no starter catalogue in silence: {output:?}");
    };
    // Half deleted: `current` names what is no model any more.
    let manifest = models.join(&version).join("manifest.json");
    let aside = on_the_shelf(&desk, "manifest.json");
    fs::rename(&manifest, &aside).unwrap();
    is_error("there is no finished model", "matinee train");
    // A pipe would be waited on for ever.
    let made = std::process::Command::new("mkfifo").arg(&manifest).status();
    if made.is_ok_and(|made| made.success()) {
        is_error("it is no file", "");
        fs::remove_file(&manifest).unwrap();
    }
    fs::write(&manifest, vec![b' '; 1 << 20]).unwrap();
    is_error("more than 65536 bytes", "matinee train");
    fs::rename(&aside, &manifest).unwrap();
    // Of the future.
    let future = SystemTime::now() + Duration::from_secs(400 * 86_400);
    fs::File::options().append(true).open(&manifest).unwrap().set_modified(future).unwrap();
    let (report, _) = examine(&desk, FREE);
    assert!(of(&report, "models").1.contains("in the future"), "{report}");
    // The folder is a link to a disk that is not there, then a file.
    fs::remove_dir_all(&models).unwrap();
    std::os::unix::fs::symlink("/nowhere/models", &models).unwrap();
    is_error("cannot read", "not mounted");
    fs::remove_file(&models).unwrap();
    fs::write(&models, "x").unwrap();
    is_error("cannot read", "move it away");
}

#[test]
fn the_place_that_serve_takes_its_models_from_is_looked_at() {
    let desk = Desk::new();
    let of_place = |place: &str| {
        let output =
            desk.command(&["doctor", "--json"]).env("MATINEE_LISTEN", FREE).env("MATINEE_MODELS", place).output();
        of(&serde_json::from_slice(&output.unwrap().stdout).unwrap(), "served")
    };
    assert!(of_place("nowhere").1.contains("there is no folder nowhere"));
    let (_, found, remedy) = of_place("s3://user:secret@bucket/films");
    assert!(!found.contains("secret") && remedy.contains("MATINEE_MODELS"), "{found}");
    let version = desk.json(&["train", "--no-map", "--json"])["model"].as_str().unwrap().to_owned();
    let (health, found, _) = of_place("data/models");
    assert!(health == "ok" && found.contains(&version) && found.starts_with("in data/models"), "{found}");
}
