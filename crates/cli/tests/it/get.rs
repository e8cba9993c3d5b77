//! `matinee get`: a catalogue in one command, from a server on 127.0.0.1 or from a file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use matinee_catalogue::Catalogue;

use crate::Desk;
use crate::depot::Depot;

fn zim() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scraper/tests/zim/films.zim")
}

fn depot() -> Depot {
    Depot::with(&fs::read(zim()).unwrap())
}

const CONTACT: [&str; 2] = ["--contact", "crawler@kino-test.org"];

fn get<'a>(from: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["get", "--from", from][..], &CONTACT, more].concat()
}

#[test]
fn one_command_makes_a_catalogue_and_a_model() {
    let (desk, depot) = (Desk::new(), depot());
    let from = depot.file();
    let said = desk.json(&get(&from, &["--json"]));
    assert_eq!((&said["pages"], &said["films_read"]), (&10.into(), &8.into()));
    // All but three of the eight are in the starter catalogue.
    let stats = desk.json(&["catalogue", "stats", "--json"]);
    assert_eq!(stats["films"], said["films"]);
    assert_eq!(said["trained"]["films"], said["films"]);
    let found = desk.stdout(&["catalogue", "show", "seven-samurai-1954"]);
    assert!(found.contains("films.wiki.invalid"), "the file's text comes first: {found}");
    let samurai = desk.json(&["catalogue", "show", "seven-samurai-1954", "--json"]);
    let text = samurai.to_string();
    assert!(text.contains("\"links_in\":") && text.contains("\"renown\":"), "the starter catalogue fills gaps: {text}");
    assert!(!text.contains("\"languages\":0"), "what the copy lacks is unknown, not 0: {text}");
    assert!(desk.stdout(&["recommend", "--like", "Seven Samurai", "-n", "1"]).contains("1. "));
    assert!(depot.gets().iter().all(|asked| asked.agent.contains("crawler@kino-test.org")));

    let again = desk.stdout(&get(&from, &[]));
    assert_eq!(depot.gets().len(), 0, "a file that did not change is not downloaded again");
    assert!(
        again.contains("Pages of https://films.wiki.invalid: 10")
            && again.contains("the starter catalogue's among them"),
        "{again}"
    );
}

#[test]
fn a_file_here_needs_no_contact_and_no_request() {
    let desk = Desk::new();
    let file = zim();
    let said = desk.stdout(&["get", "--from", file.to_str().unwrap(), "--no-train"]);
    assert!(said.contains("Run `matinee train`"), "{said}");
    assert!(
        desk.folder.path().join("data/movies.jsonl.zst").exists() && !desk.folder.path().join("data/models").exists()
    );
    let (_, missing) = desk.fails(&["get", "--from", "none.zim"]);
    assert!(missing.contains("cannot read none.zim"), "{missing}");
}

#[test]
fn ids_of_the_catalogue_that_is_there_stay() {
    let desk = Desk::new();
    let file = zim();
    let get = || desk.stdout(&["get", "--from", file.to_str().unwrap(), "--no-train"]);
    get();
    let catalogue = desk.folder.path().join("data/movies.jsonl.zst");
    let mut films = Catalogue::read(&catalogue).unwrap().films().to_vec();
    let film = films.iter_mut().find(|film| film.title == "Night of Kings").unwrap();
    film.id = "night-of-kings-1999-2".parse().unwrap();
    matinee_catalogue::write(&catalogue, &films).unwrap();
    get();
    assert!(desk.stdout(&["catalogue", "show", "night-of-kings-1999-2"]).contains("Ann Lee"));
    let (_, gone) = desk.fails(&["catalogue", "show", "night-of-kings-1999"]);
    assert!(gone.contains("night-of-kings-1999"), "{gone}");
}

#[test]
fn without_a_contact_nothing_is_asked() {
    let (desk, depot) = (Desk::new(), depot());
    let (code, message) = desk.fails(&["get", "--from", &depot.file()]);
    assert!(code == 2 && message.contains("--contact is missing"), "{message}");
    assert!(depot.shelf.lock().unwrap().log.is_empty());
}

#[test]
fn a_dry_run_says_sizes_and_times_and_downloads_nothing() {
    let (desk, depot) = (Desk::new(), depot());
    let from = depot.file();
    let bytes = fs::metadata(zim()).unwrap().len();
    let said = desk.json(&get(&from, &["--dry-run", "--json"]));
    assert_eq!((&said["bytes"], &said["left"]), (&bytes.into(), &bytes.into()));
    assert!(said["disk_bytes"].as_u64().unwrap() > 2 * bytes && said["free_bytes"].as_u64().unwrap() > 0);
    assert!(said["download_seconds"].as_f64().unwrap() > 0.0 && said["read_seconds"].as_f64().unwrap() > 0.0);
    let text = desk.stdout(&get(&from, &["--dry-run"]));
    assert!(text.contains("Disk space needed: ") && text.contains("at 5 MB/s"), "{text}");
    assert_eq!(depot.gets().len(), 0);
    assert!(!desk.folder.path().join("data").exists());
}

#[test]
fn a_file_too_large_for_the_disk_is_refused_before_it_is_downloaded() {
    let (desk, depot) = (Desk::new(), depot());
    depot.change(|shelf| shelf.claims = Some(1 << 60));
    let (_, message) = desk.fails(&get(&depot.file(), &[]));
    assert!(message.contains("of free disk space, and ") && message.contains("are needed"), "{message}");
    assert_eq!(depot.gets().len(), 0);
}

#[test]
fn a_disk_that_fills_up_leaves_what_came_and_the_next_run_goes_on() {
    let (desk, depot) = (Desk::new(), depot());
    let from = depot.file();
    // `ulimit` limits the size of files: a write beyond it fails as on a full disk.
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 40; exec \"$0\" \"$@\""]).arg(assert_cmd::cargo::cargo_bin("matinee"));
    let full = shell.args(get(&from, &[])).current_dir(desk.folder.path()).output().unwrap();
    let message = String::from_utf8_lossy(&full.stderr);
    assert!(!full.status.success() && message.contains("the disk is full or a quota is reached"), "{message}");
    depot.gets();
    desk.stdout(&get(&from, &["--no-train"]));
    let gets = depot.gets();
    assert!(
        gets.len() == 1 && gets[0].range.is_some() && gets[0].if_range.is_some() && gets[0].status == 206,
        "{gets:?}"
    );
}

#[test]
fn a_killed_download_goes_on_where_it_was() {
    let (desk, depot) = (Desk::new(), depot());
    depot.change(|shelf| shelf.slow = Duration::from_millis(200));
    let from = depot.file();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("matinee"))
        .args(get(&from, &["--no-train"]))
        .current_dir(desk.folder.path())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let part = desk.folder.path().join("data/downloads/films.zim.part");
    let deadline = Instant::now() + Duration::from_secs(60);
    while fs::metadata(&part).map_or(0, |found| found.len()) < 8000 {
        assert!(Instant::now() < deadline, "no byte came");
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let kept = fs::metadata(&part).unwrap().len();
    depot.change(|shelf| shelf.slow = Duration::ZERO);
    depot.gets();
    let said = desk.json(&get(&from, &["--dry-run", "--json"]));
    assert_eq!(said["left"].as_u64().unwrap() + kept, said["bytes"].as_u64().unwrap());
    desk.stdout(&get(&from, &["--no-train"]));
    let ranges: Vec<Option<String>> = depot.gets().into_iter().map(|asked| asked.range).collect();
    assert_eq!(ranges, [Some(format!("bytes={kept}-"))]);
    assert_eq!(fs::read(desk.folder.path().join("data/downloads/films.zim")).unwrap(), fs::read(zim()).unwrap());
}

#[test]
fn a_damaged_file_changes_no_catalogue() {
    let (desk, depot) = (Desk::new(), depot());
    let file = zim();
    desk.stdout(&["get", "--from", file.to_str().unwrap(), "--no-train"]);
    let catalogue = desk.folder.path().join("data/movies.jsonl.zst");
    let before = fs::read(&catalogue).unwrap();
    depot.change(|shelf| shelf.sha256 = Some("0".repeat(64)));
    let (code, message) = desk.fails(&get(&depot.file(), &[]));
    assert!(code == 1 && message.contains("came damaged"), "{message}");
    let half = desk.folder.path().join("half.zim");
    let bytes = fs::read(&file).unwrap();
    fs::write(&half, &bytes[..bytes.len() / 2]).unwrap();
    let (_, message) = desk.fails(&["get", "--from", "half.zim"]);
    assert!(message.contains("is damaged"), "{message}");
    assert_eq!(fs::read(&catalogue).unwrap(), before);
}

#[test]
fn a_crawls_folder_is_left_alone() {
    let desk = Desk::new();
    let file = zim();
    desk.stdout(&["scrape", "--zim", file.to_str().unwrap()]);
    let (_, message) = desk.fails(&["get", "--from", file.to_str().unwrap()]);
    assert!(message.contains("has a crawl of https://films.wiki.invalid") && message.contains("--data"), "{message}");
}
