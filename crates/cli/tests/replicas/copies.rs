//! What a server copies from a store and what it does not take, with a folder as the store.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::desk::{Desk, Server, damage};

/// The one folder of copies below a server's data folder.
fn copies(desk: &Desk, name: &str) -> PathBuf {
    fs::read_dir(desk.path(name).join("replicas")).unwrap().next().unwrap().unwrap().path()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_published_model_is_taken_up_and_old_copies_go() {
    let desk = Desk::new();
    let store = desk.file_store();
    let first = desk.train(150);
    let said = desk.stdout(&["models", "push", &store]);
    assert!(said.contains(&format!("Model {first} with 150 films is at {store}: 6 files uploaded")), "{said}");
    let again = desk.stdout(&["models", "push", &store]);
    assert!(again.contains("was there already") && again.contains("as before"), "{again}");
    let server = Server::start(&desk, "one", "127.0.0.1:0", &store);
    let ready = server.wait(|ready| ready["store"]["answers"] == true);
    assert_eq!(ready["model"], first.as_str());
    assert!(ready["store"]["answered_seconds_ago"].is_u64() && ready["age_seconds"].is_u64(), "{ready}");
    let mut versions = vec![first];
    for films in [160, 170, 180, 190] {
        versions.push(desk.train(films));
        let said = desk.stdout(&["models", "push", &store]);
        assert!(said.contains(&format!("after {}", versions[versions.len() - 2])), "{said}");
        server.serves(versions.last().unwrap());
    }
    let copied = names(&copies(&desk, "one"));
    let kept: Vec<&String> = versions.iter().filter(|version| copied.contains(version)).collect();
    assert_eq!(kept, versions[2..].iter().collect::<Vec<_>>(), "the current one and two others");
    // An older one is published again by its name alone.
    let json = desk.stdout(&["models", "push", &store, &versions[0], "--json"]);
    assert!(json.contains("\"uploaded\":[]") && json.contains(versions.last().unwrap()), "{json}");
    server.serves(&versions[0]);
    assert_eq!(server.logged("WARN"), 0);
}

#[test]
fn what_is_damaged_in_the_store_is_refused_once_and_taken_when_it_is_mended() {
    let desk = Desk::new();
    let store = desk.file_store();
    let old = desk.train(150);
    desk.stdout(&["models", "push", &store]);
    let server = Server::start(&desk, "one", "127.0.0.1:0", &store);
    let new = desk.train(160);
    let elsewhere = desk.file_store() + "-2";
    desk.stdout(&["models", "push", &elsewhere]);
    // The files first, then the pointer, as somebody else's upload does it.
    fs::rename(desk.path("store-2").join(&new), desk.path("store").join(&new)).unwrap();
    let matrix = desk.path("store").join(&new).join("matrix.bin");
    damage(&matrix);
    fs::write(desk.path("store/current"), &new).unwrap();
    let ready = server.wait(|ready| !ready["refused"].is_null());
    assert_eq!((&ready["model"], &ready["refused"]["model"]), (&old.as_str().into(), &new.as_str().into()), "{ready}");
    let why = ready["refused"]["why"].as_str().unwrap();
    assert!(why.starts_with(&format!("{new}/matrix.bin in the store is not the file")) && why.contains("--again"));
    let polls = Instant::now();
    while polls.elapsed() < Duration::from_secs(5) {
        server.ready();
        std::thread::sleep(Duration::from_millis(200));
    }
    assert_eq!(server.logged("is refused"), 1);
    assert!(!copies(&desk, "one").join(&new).join("manifest.json").exists(), "it is no model here");
    // A second publishing sees the same length and leaves it; one that is told to does not.
    desk.stdout(&["models", "push", &store, &new]);
    assert_eq!(server.ready()["model"], old.as_str());
    desk.stdout(&["models", "push", &store, &new, "--again"]);
    server.wait(|ready| ready["model"] == new.as_str() && ready["refused"].is_null());
    // A copy that is damaged on this disk is brought again.
    damage(&copies(&desk, "one").join(&new).join("ranking.bin"));
    server.wait(|ready| !ready["refused"].is_null());
    server.wait(|ready| ready["refused"].is_null());
    assert_eq!(server.ready()["model"], new.as_str());
}

#[test]
fn nothing_that_a_hostile_store_names_leads_out_of_the_folder_of_copies() {
    let desk = Desk::new();
    let store = desk.file_store();
    let version = desk.train(150);
    desk.stdout(&["models", "push", &store]);
    let server = Server::start(&desk, "one", "127.0.0.1:0", &store);
    let pointer = desk.path("store/current");
    for hostile in ["../../outside", "a/b", "", "\u{1b}[2J", &"x".repeat(100_000)] {
        fs::write(&pointer, hostile).unwrap();
        let ready = server.wait(|ready| ready["refused"]["model"] == "current");
        assert!(ready["refused"]["why"].as_str().unwrap().contains("names no version"), "{ready}");
        fs::write(&pointer, &version).unwrap();
        server.wait(|ready| ready["refused"].is_null());
        assert_eq!(server.ready()["model"], version.as_str());
    }
    assert_eq!(server.logged("\u{1b}"), 0);
    // A version without a manifest, with that of another one, with an endless one, and with a file that is too long.
    let other = desk.path("store/0123456789ab");
    fs::create_dir(&other).unwrap();
    fs::write(&pointer, "0123456789ab").unwrap();
    let why = |wanted: &str| {
        server.wait(|ready| ready["refused"]["why"].as_str().is_some_and(|why| why.contains(wanted)));
    };
    why("manifest.json is not in the store");
    fs::copy(desk.path("store").join(&version).join("manifest.json"), other.join("manifest.json")).unwrap();
    why("it is that of version");
    fs::write(other.join("manifest.json"), vec![b' '; 100_000]).unwrap();
    why("more than 65536 bytes");
    let third = desk.train(160);
    desk.stdout(&["models", "push", &store]);
    server.serves(&third);
    let fourth = desk.train(170);
    let elsewhere = desk.file_store() + "-2";
    desk.stdout(&["models", "push", &elsewhere]);
    fs::rename(desk.path("store-2").join(&fourth), desk.path("store").join(&fourth)).unwrap();
    let long = desk.path("store").join(&fourth).join("search.bin");
    let mut bytes = fs::read(&long).unwrap();
    bytes.extend(vec![0; 1 << 20]);
    fs::write(&long, bytes).unwrap();
    fs::write(&pointer, &fourth).unwrap();
    why("is longer than its manifest says");
    assert_eq!(server.ready()["model"], third.as_str());
    assert!(!desk.path("outside").exists() && !desk.path("one/outside").exists());
    // Names are checked on this side, too.
    let error = desk.fails(&["models", "push", &store, "../one"]);
    assert!(error.contains("not a finished model"), "{error}");
}

#[test]
fn a_download_that_is_killed_is_no_model_and_goes_on() {
    let desk = Desk::new();
    let store = desk.file_store();
    let version = desk.train(1500);
    desk.stdout(&["models", "push", &store]);
    for milliseconds in (0..120).step_by(12) {
        let mut process = desk
            .command(&["serve", "--listen", "127.0.0.1:0", "--data", "one", "--models", &store])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        process.kill().unwrap();
        process.wait().unwrap();
        if milliseconds < 60 {
            // It starts from what is there, a half file perhaps.
            continue;
        }
        let _ = fs::remove_dir_all(desk.path("one"));
    }
    // As a kill leaves it: one file whole, one cut off, one under a temporary name, no manifest; and an older one like it.
    let first = Server::start(&desk, "one", "127.0.0.1:0", &store);
    drop(first);
    let folder = copies(&desk, "one");
    fs::remove_file(folder.join("current")).unwrap();
    fs::remove_file(folder.join(&version).join("manifest.json")).unwrap();
    let matrix = folder.join(&version).join("matrix.bin");
    fs::File::options().write(true).open(&matrix).unwrap().set_len(1000).unwrap();
    fs::write(folder.join(&version).join(".tmpAbCdEf"), vec![1; 5000]).unwrap();
    fs::create_dir(folder.join("ba9876543210")).unwrap();
    fs::write(folder.join("ba9876543210/matrix.bin"), b"half").unwrap();
    let search = folder.join(&version).join("search.bin");
    let before = fs::metadata(&search).unwrap().modified().unwrap();
    let server = Server::start(&desk, "one", "127.0.0.1:0", &store);
    assert_eq!(server.ready()["model"], version.as_str());
    assert_eq!(fs::metadata(&search).unwrap().modified().unwrap(), before, "what is whole is not fetched again");
    let mut wanted = [version.as_str(), "current", "lock"];
    wanted.sort_unstable();
    assert_eq!(names(&folder), wanted);
    let whole = ["manifest.json", "matrix.bin", "movies.jsonl.zst", "ranking.bin", "search.bin", "vocabulary.bin"];
    assert_eq!(names(&folder.join(&version)), whole);
}

#[test]
fn without_the_store_a_server_starts_with_its_copy_or_says_why_not() {
    let desk = Desk::new();
    let store = desk.file_store();
    let error = desk.fails(&["serve", "--listen", "127.0.0.1:0", "--models", &store]);
    assert!(error.contains("there is no model in the store") && error.contains("no copy of it here"), "{error}");
    let version = desk.train(150);
    desk.stdout(&["models", "push", &store]);
    drop(Server::start(&desk, "one", "127.0.0.1:0", &store));
    fs::rename(desk.path("store"), desk.path("away")).unwrap();
    let server = Server::start(&desk, "one", "127.0.0.1:0", &store);
    let ready = server.ready();
    assert_eq!((&ready["model"], &ready["store"]["answers"]), (&version.as_str().into(), &false.into()), "{ready}");
    std::thread::sleep(Duration::from_secs(4));
    assert_eq!(server.logged("is served meanwhile"), 1);
    fs::rename(desk.path("away"), desk.path("store")).unwrap();
    server.wait(|ready| ready["store"]["answers"] == true);
    assert_eq!(server.logged("answers again"), 1);
}

#[test]
fn a_key_in_an_address_is_refused_and_never_printed() {
    let desk = Desk::new();
    for address in ["s3://AKIASECRET:hushhush@bucket/x", "az://container/x?sig=hushhush", "https://hushhush.example/x"]
    {
        for arguments in [&["serve", "--models", address][..], &["models", "push", address]] {
            let output = desk.run(arguments);
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains("an address") || said.contains("no object store"), "{said}");
            assert!(!said.contains("hushhush") && !said.contains("AKIASECRET"), "{said}");
        }
    }
    let error = desk.fails(&["serve", "--models", "nowhere"]);
    assert!(error.contains("there is no folder nowhere"), "{error}");
}

#[test]
fn a_store_is_asked_by_doctor_and_pruned_of_old_models() {
    let desk = Desk::new();
    let store = desk.file_store();
    let examined = || {
        let output = desk.command(&["doctor", "--json"]).env("MATINEE_MODELS", &store).output().unwrap();
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let checks = report["checks"].as_array().unwrap();
        checks.iter().find(|check| check["check"] == "served").unwrap().clone()
    };
    fs::create_dir(desk.path("store")).unwrap();
    let found = examined();
    assert!(found["health"] == "error" && found["remedy"].as_str().unwrap().contains("models push"), "{found}");
    let mut versions = Vec::new();
    for films in [150, 160, 170] {
        versions.push(desk.train(films));
        desk.stdout(&["models", "push", &store]);
    }
    let found = examined();
    let text = found["found"].as_str().unwrap();
    assert!(found["health"] == "ok" && text.contains(&versions[2]) && text.contains("no copy here yet"), "{found}");
    // The oldest is the current one again: it stays, whatever its age.
    desk.stdout(&["models", "push", &store, &versions[0]]);
    fs::write(desk.path("store/letter.txt"), "dear").unwrap();
    let would = desk.stdout(&["models", "prune", &store, "--keep", "1", "--dry-run"]);
    assert_eq!(would, format!("Would remove 1 old model: {}.\n", versions[1]));
    desk.stdout(&["models", "prune", &store, "--keep", "0"]);
    let left = names(&desk.path("store"));
    assert!(
        left.contains(&"letter.txt".to_owned()) && desk.path("store").join(&versions[0]).join("matrix.bin").exists()
    );
    for gone in &versions[1..] {
        assert!(!desk.path("store").join(gone).join("manifest.json").exists(), "{left:?}");
    }
    // A file that is shorter than the manifest says, then no pointer: nobody knows which must stay.
    fs::write(desk.path("store").join(&versions[0]).join("matrix.bin"), "x").unwrap();
    assert!(examined()["found"].as_str().unwrap().contains("matrix.bin in the store has 1 bytes"));
    fs::write(desk.path("store/current"), "").unwrap();
    assert!(desk.fails(&["models", "prune", &store]).contains("nobody knows which must stay"));
}
