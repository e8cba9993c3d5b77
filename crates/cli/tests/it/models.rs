//! Models as versions: lost, damaged, mended, compared, gone back to, too poor to take, and a disk that is full.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use matinee_catalogue::{Film, starter};
use serde_json::Value;

use crate::{Desk, site};

fn starter_films(count: usize) -> Vec<Film> {
    starter::catalogue().films()[..count].to_vec()
}

/// Trains on these films, without a map, and returns the version.
fn train(desk: &Desk, films: &[Film]) -> String {
    matinee_catalogue::write(&desk.folder.path().join("films.jsonl.zst"), films).unwrap();
    let trained = desk.json(&["train", "--catalogue", "films.jsonl.zst", "--no-map", "--json"]);
    trained["model"].as_str().unwrap().to_owned()
}

fn models(desk: &Desk) -> PathBuf {
    desk.folder.path().join("data/models")
}

fn current(desk: &Desk) -> Value {
    desk.json(&["models", "--json"])["current"].clone()
}

/// Changes one byte in the middle of a file. Returns what it held.
fn damage(path: &Path) -> Vec<u8> {
    let whole = fs::read(path).unwrap();
    let mut bytes = whole.clone();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    fs::write(path, bytes).unwrap();
    whole
}

#[test]
fn without_current_every_command_says_so_and_uses_the_newest_whole_model() {
    let desk = Desk::new();
    let (old, new) = (train(&desk, &starter_films(150)), train(&desk, &starter_films(200)));
    let pointer = models(&desk).join("current");
    for garbage in [None, Some("\u{1b}[2J"), Some("0123456789ab\n")] {
        match garbage {
            None => fs::remove_file(&pointer).unwrap(),
            Some(text) => fs::write(&pointer, text).unwrap(),
        }
        for arguments in [&["recommend", "--json"][..], &["search", "--json", "a"], &["models"], &["models", "verify"]]
        {
            let output = desk.run(arguments);
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.success(), "{arguments:?}: {said}");
            assert!(said.contains("warning: data/models/current ") && said.contains("models use"), "{said}");
            assert!(!said.contains('\u{1b}'), "{said:?}");
        }
        assert_eq!(desk.json(&["recommend", "--json"])["model"], new.as_str());
    }
    // The newest is damaged: the one before is used, and both are said.
    damage(&models(&desk).join(&new).join("ranking.bin"));
    let output = desk.run(&["recommend", "--json"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("ranking.bin is damaged") && said.contains(&old), "{said}");
    damage(&models(&desk).join(&old).join("matrix.bin"));
    let (_, error) = desk.fails(&["recommend"]);
    assert!(error.contains("none of the 2 models") && error.contains("matinee train"), "{error}");
    // Training names the current one again, though the model is there already.
    let again = train(&desk, &starter_films(200));
    fs::remove_file(&pointer).unwrap();
    desk.stdout(&["train", "--catalogue", "films.jsonl.zst", "--no-map", "--if-new"]);
    assert_eq!((current(&desk), &again), (new.as_str().into(), &new));
}

#[test]
fn a_model_is_checked_before_it_is_used_or_gone_back_to() {
    let desk = Desk::new();
    let [a, b, c] = [150, 160, 170].map(|films| train(&desk, &starter_films(films)));
    assert!(desk.stdout(&["models", "rollback"]).contains(&format!("* {b}")));
    assert!(desk.stdout(&["models", "rollback"]).contains(&format!("* {a}")));
    desk.stdout(&["models", "use", &c]);
    let whole = damage(&models(&desk).join(&a).join("search.bin"));
    for arguments in [&["models", "use", &a][..], &["models", "rollback"]] {
        let (code, error) = desk.fails(arguments);
        assert!(code == 1 && error.contains("is not taken") && error.contains("search.bin is damaged"), "{error}");
        assert_eq!(current(&desk), c.as_str());
    }
    let output = desk.run(&["models", "verify"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(!output.status.success() && said.contains(&format!("{a}  ")) && said.contains("is damaged"), "{said}");
    assert!(said.contains(&format!("{b}  whole, and it works: 160 films")), "{said}");
    fs::write(models(&desk).join(&a).join("search.bin"), whole).unwrap();
    desk.stdout(&["models", "verify", &a, &b]);
    desk.stdout(&["models", "rollback"]);
    assert_eq!(current(&desk), a.as_str());
}

#[cfg(not(feature = "object-store"))]
#[test]
fn a_build_without_object_stores_says_which_has_them() {
    let desk = Desk::new();
    for arguments in [&["serve", "--models", "s3://bucket/films"][..], &["models", "push", "s3://bucket/films"]] {
        let (code, error) = desk.fails(arguments);
        assert!(code == 1 && error.contains("from a release") && error.contains("--features object-store"), "{error}");
    }
}

#[test]
fn what_is_in_a_model_and_what_changed_is_shown() {
    let desk = Desk::new();
    let mut films = starter_films(200);
    let old = train(&desk, &films);
    let gone = films.remove(5);
    let mut came = Film::new("Night of the Lighthouse", gone.year);
    came.synopsis = "A detective finds the keeper of a lighthouse.".to_owned();
    films.push(came);
    films[7].directors.clear();
    let new = train(&desk, &films);
    let shown = desk.stdout(&["models", "show"]);
    for wanted in [&new, "current one", "200 of ", "words 100.0 %", "matrix.bin", "best known"] {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }
    assert_eq!(desk.json(&["models", "show", &old, "--json"])["manifest"]["films"], 200);
    let diff = desk.stdout(&["models", "diff"]);
    let changed = format!("  ~ {} ({}): directors", films[7].title, films[7].year);
    let went = format!("  - {} ({})", gone.title, gone.year);
    for wanted in ["1 film came\n  + Night of the Lighthouse (", &went, &changed, "Lists of 10 fixed picks: "] {
        assert!(diff.contains(wanted), "{wanted}: {diff}");
    }
    let json = desk.json(&["models", "diff", &old, &new, "--json"]);
    assert_eq!((&json["old"], json["picks"].as_array().unwrap().len()), (&old.as_str().into(), 10));
    assert!(json["same"].as_f64().unwrap() > 0.5 && json["picks"][0]["of"] == 20, "{json}");
    let same = desk.json(&["models", "diff", &old, &old, "--json"]);
    assert_eq!((&same["same"], &same["added"]), (&1.0.into(), &Value::Array(Vec::new())));
}

#[test]
fn a_much_poorer_model_is_written_and_not_taken() {
    let desk = Desk::new();
    let films = starter_films(300);
    let old = train(&desk, &films);
    let refused = |films: &[Film], wanted: &str| {
        matinee_catalogue::write(&desk.folder.path().join("films.jsonl.zst"), films).unwrap();
        let limits = ["--max-film-loss", "10", "--max-quality-loss", "10"];
        let arguments = [&["train", "--catalogue", "films.jsonl.zst", "--no-map", "--if-new"][..], &limits].concat();
        let (code, error) = desk.fails(&arguments);
        assert!(code == 1 && error.contains(wanted) && error.contains("models diff"), "{error}");
        assert_eq!(current(&desk), old.as_str());
    };
    refused(&films[..200], "films 33.3 % fewer");
    let mut nameless = films.clone();
    for film in &mut nameless {
        (film.directors, film.writers, film.cast) = (Vec::new(), Vec::new(), Vec::new());
    }
    refused(&nameless, "films with people 100.0 % fewer");
    // It is there to be looked at, and to be taken by whoever wants it.
    let versions = desk.json(&["models", "--json"]);
    let versions: Vec<&str> =
        versions["models"].as_array().unwrap().iter().map(|model| model["version"].as_str().unwrap()).collect();
    let other = versions.iter().find(|version| **version != old).unwrap();
    desk.stdout(&["models", "use", other]);
    assert_eq!((versions.len(), current(&desk)), (3, (*other).into()));
}

#[test]
fn an_old_model_is_warned_of() {
    let desk = Desk::new();
    let version = train(&desk, &starter_films(150));
    let manifest = models(&desk).join(&version).join("manifest.json");
    let set = |days: u64| {
        let file = fs::File::options().append(true).open(&manifest).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(days * 86_400)).unwrap();
    };
    let warned = |arguments: &[&str]| {
        let output = desk.run(arguments);
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap().contains("is 9 days old, more than 8 days")
    };
    set(9);
    assert!(warned(&["recommend", "--stale-after", "8d"]) && warned(&["search", "a", "--stale-after", "8d"]));
    assert!(!warned(&["recommend", "--stale-after", "10d"]) && !warned(&["recommend"]));
    // Training that finds the same films makes it new again.
    desk.stdout(&["train", "--catalogue", "films.jsonl.zst", "--no-map", "--if-new"]);
    assert!(!warned(&["recommend", "--stale-after", "8d"]));
    assert_eq!(desk.fails(&["recommend", "--stale-after", "soon"]).0, 2);
}

/// All files below a folder, with their bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                found.insert(entry.clone(), fs::read(&entry).unwrap());
            }
        }
    }
    found
}

/// With a limit on the length of files every write fails as on a full disk, at the file that is longer.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing_behind() {
    let desk = Desk::new();
    let old = train(&desk, &starter_films(150));
    let lengths: Vec<u64> =
        fs::read_dir(models(&desk).join(&old)).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).collect();
    matinee_catalogue::write(&desk.folder.path().join("films.jsonl.zst"), &starter_films(140)).unwrap();
    let before = contents(&models(&desk));
    let binary = assert_cmd::cargo::cargo_bin("matinee");
    let limited = |blocks: u64| {
        let script =
            format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" train --catalogue films.jsonl.zst --no-map");
        let output =
            Command::new("sh").args(["-c", &script]).arg(&binary).current_dir(desk.folder.path()).output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    for length in lengths {
        let (is_done, said) = limited(length / 512 / 2);
        assert!(!is_done && said.contains("cannot write data/models/"), "{length}: {said}");
        assert!(contents(&models(&desk)) == before, "{length} left something behind");
        assert_eq!(fs::read_dir(models(&desk)).unwrap().count(), 2, "a version's folder and the pointer");
    }
    assert!(limited(1 << 20).0);
}

/// A file system of a few hundred kilobytes, where this may be mounted.
#[cfg(target_os = "linux")]
#[test]
fn a_small_file_system_that_fills_up_is_left_as_it_was() {
    let desk = Desk::new();
    matinee_catalogue::write(&desk.folder.path().join("films.jsonl.zst"), &starter_films(150)).unwrap();
    fs::create_dir(desk.folder.path().join("data")).unwrap();
    let script = "mount -t tmpfs -o size=200k none data || exit 77
        \"$0\" train --catalogue films.jsonl.zst --no-map; echo \"status $?\"; find data/models -mindepth 1";
    let output = Command::new("unshare")
        .args(["-m", "sh", "-c", script])
        .arg(assert_cmd::cargo::cargo_bin("matinee"))
        .current_dir(desk.folder.path())
        .output();
    let Ok(output) = output else { return eprintln!("SKIPPED: there is no unshare here") };
    let said = String::from_utf8_lossy(&output.stdout);
    if !said.contains("status") {
        return eprintln!("SKIPPED: no file system can be mounted here: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(said.trim(), "status 1", "{}", String::from_utf8_lossy(&output.stderr));
}

/// A server that stops with its test, even if the test panics.
struct Server {
    process: Child,
    address: String,
    log: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    fn start(desk: &Desk, more: &[&str]) -> Self {
        let log = desk.folder.path().join("serve.log");
        let mut process = Command::new(assert_cmd::cargo::cargo_bin("matinee"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(more)
            .current_dir(desk.folder.path())
            .stdout(Stdio::piped())
            .stderr(fs::File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let address = said.split("http://").nth(1).unwrap().split(' ').next().unwrap().to_owned();
        Self { process, address, log }
    }

    fn ready(&self) -> Value {
        let (status, body) = site::ask(&self.address, "GET /readyz", "");
        assert_eq!(status, 200);
        serde_json::from_str(&body).unwrap()
    }

    /// Waits until `/readyz` says so.
    fn wait(&self, is_so: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let ready = self.ready();
            if is_so(&ready) {
                return ready;
            }
            assert!(start.elapsed() < Duration::from_secs(30), "{ready}");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn logged(&self, text: &str) -> usize {
        fs::read_to_string(&self.log).unwrap().matches(text).count()
    }
}

#[test]
fn a_server_refuses_a_damaged_model_once_and_takes_it_up_when_it_is_mended() {
    let desk = Desk::new();
    let (old, new) = (train(&desk, &starter_films(150)), train(&desk, &starter_films(160)));
    // At the start, the newest whole one answers in place of a damaged one.
    let matrix = models(&desk).join(&new).join("matrix.bin");
    let whole = damage(&matrix);
    let server = Server::start(&desk, &["--stale-after", "1d"]);
    let ready = server.ready();
    assert_eq!((&ready["model"], &ready["refused"]["model"]), (&old.as_str().into(), &new.as_str().into()), "{ready}");
    assert!(ready["refused"]["why"].as_str().unwrap().starts_with(&format!("models/{new}/matrix.bin is damaged")));
    assert_eq!((&ready["stale"], ready["age_seconds"].is_u64()), (&false.into(), true), "{ready}");
    // Mended under the same version it is taken up.
    fs::write(&matrix, &whole).unwrap();
    server.wait(|ready| ready["model"] == new.as_str() && ready["refused"].is_null());
    // Damaged while it is served, it is said, and served on.
    damage(&matrix);
    let ready = server.wait(|ready| !ready["refused"].is_null());
    assert_eq!(ready["model"], new.as_str());
    let polls = Instant::now();
    while polls.elapsed() < Duration::from_secs(5) {
        server.ready();
        std::thread::sleep(Duration::from_millis(200));
    }
    assert_eq!(server.logged("is refused"), 2, "once at the start and once now");
    fs::write(&matrix, &whole).unwrap();
    server.wait(|ready| ready["refused"].is_null());
    // A manifest of another version.
    let manifest = models(&desk).join(&new).join("manifest.json");
    let text = fs::read(&manifest).unwrap();
    fs::copy(models(&desk).join(&old).join("manifest.json"), &manifest).unwrap();
    let ready = server.wait(|ready| !ready["refused"].is_null());
    assert!(ready["refused"]["why"].as_str().unwrap().contains("is that of version"), "{ready}");
    fs::write(&manifest, text).unwrap();
    server.wait(|ready| ready["refused"].is_null());
    // The pointer is lost: what is served is served on.
    fs::remove_file(models(&desk).join("current")).unwrap();
    let ready = server.wait(|ready| !ready["lost"].is_null());
    assert_eq!((&ready["model"], server.logged("models/current is missing")), (&new.as_str().into(), 1));
    desk.stdout(&["models", "use", &old]);
    server.wait(|ready| ready["lost"].is_null() && ready["model"] == old.as_str());
    // It gets old.
    let file = fs::File::options().append(true).open(models(&desk).join(&old).join("manifest.json")).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(2 * 86_400)).unwrap();
    server.wait(|ready| ready["stale"] == true);
    assert_eq!(server.logged("is stale"), 1);
}

#[test]
fn old_models_are_removed_and_the_current_one_never() {
    let desk = Desk::new();
    let versions: Vec<String> = [150, 160, 170, 180].into_iter().map(|n| train(&desk, &starter_films(n))).collect();
    desk.stdout(&["models", "use", &versions[0]]);
    let would = desk.json(&["models", "prune", "--keep", "1", "--dry-run", "--json"]);
    let mut old = vec![versions[1].clone(), versions[2].clone()];
    old.sort();
    assert_eq!(would["would_remove"], serde_json::json!(old));
    assert!(old.iter().all(|version| models(&desk).join(version).join("manifest.json").exists()), "nothing is gone");
    assert_eq!(desk.json(&["models", "prune", "--keep", "1", "--json"])["removed"], serde_json::json!(old));
    assert_eq!(current(&desk), versions[0].as_str());
    desk.stdout(&["models", "prune", "--keep", "0"]);
    assert_eq!(desk.json(&["models", "--json"])["models"].as_array().unwrap().len(), 1);
    assert_eq!(current(&desk), versions[0].as_str());
}
