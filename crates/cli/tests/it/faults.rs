//! What goes wrong around the program: two of it at once, small limits, signals, full disks.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use matinee_catalogue::starter;

use crate::Desk;

fn binary() -> std::path::PathBuf {
    assert_cmd::cargo::cargo_bin("matinee")
}

/// A server under limits of the shell. It stops with its test, even if the test panics.
struct Limited {
    process: Child,
    address: String,
    log: std::path::PathBuf,
}

impl Drop for Limited {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Limited {
    fn start(desk: &Desk, limits: &str, options: &[&str]) -> Self {
        let log = desk.folder.path().join("log");
        // Whoever runs the tests under nohup ignores SIGHUP, and a shell cannot take that back.
        let mut process = Command::new("env")
            .args(["--default-signal=HUP", "sh", "-c", &format!("{limits}; exec \"$@\""), "sh"])
            .arg(binary())
            .args(["serve", "--listen", "localhost:0", "--rate", "0"])
            .args(options)
            .current_dir(desk.folder.path())
            .stdout(Stdio::piped())
            .stderr(fs::File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let address =
            said.split("http://").nth(1).unwrap_or_else(|| panic!("{said}: {}", fs::read_to_string(&log).unwrap()));
        let address = address.split(' ').next().unwrap().to_owned();
        Self { process, address, log }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// Its exit code, once it has ended; it has half a minute.
    fn ended_with(&mut self) -> Option<i32> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(30) {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.code();
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("it goes on: {}", fs::read_to_string(&self.log).unwrap());
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.process.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }
}

/// Waits until something holds.
fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what}");
        thread::sleep(Duration::from_millis(10));
    }
}

fn files_in(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn trainings_and_a_pruning_at_once_take_nothing_from_each_other() {
    let desk = Desk::new();
    for (name, films) in [("a", 60), ("b", 70)] {
        let path = desk.folder.path().join(format!("{name}.jsonl.zst"));
        matinee_catalogue::write(&path, &starter::catalogue().films()[..films]).unwrap();
    }
    let start = |arguments: &[&str]| {
        let command = &mut Command::new(binary());
        command
            .args(arguments)
            .current_dir(desk.folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    for _ in 0..4 {
        let train = |films: &str| start(&["train", "--no-map", "--catalogue", films]);
        let mut all = vec![train("a.jsonl.zst"), train("b.jsonl.zst"), train("a.jsonl.zst")];
        all.extend((0..4).map(|_| start(&["models", "prune", "--keep", "0"])));
        for one in all {
            let ended = one.wait_with_output().unwrap();
            assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        }
        desk.stdout(&["models", "verify"]);
        assert_eq!(desk.json(&["models", "--json"])["lost"], serde_json::Value::Null);
        fs::remove_dir_all(desk.folder.path().join("data")).unwrap();
    }
}

#[test]
fn a_model_that_is_up_to_date_writes_nothing_anew() {
    let desk = Desk::new();
    matinee_catalogue::write(&desk.folder.path().join("films.jsonl.zst"), &starter::catalogue().films()[..40]).unwrap();
    let train = ["train", "--no-map", "--catalogue", "films.jsonl.zst"];
    desk.stdout(&train);
    let current = desk.folder.path().join("data/models/current");
    let made = fs::metadata(&current).unwrap().modified().unwrap();
    desk.stdout(&train);
    assert_eq!(fs::metadata(&current).unwrap().modified().unwrap(), made);
}

/// Linux has files without a name; elsewhere one that is being written is left behind.
#[cfg(target_os = "linux")]
#[test]
fn an_import_that_is_killed_leaves_nothing() {
    let desk = Desk::new();
    let folder = desk.folder.path().join("out");
    fs::create_dir(&folder).unwrap();
    let mut import = Command::new(binary())
        .args(["catalogue", "import", "-", "--out", "out/films.jsonl.zst"])
        .current_dir(desk.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let open_files = format!("/proc/{}/fd", import.id());
    let stdin = import.stdin.as_mut().unwrap();
    for n in 0..20_000 {
        writeln!(stdin, r#"{{"title": "Film {n}", "year": 1999, "genres": ["Drama"]}}"#).unwrap();
    }
    wait_for("the catalogue is being written", || {
        let open = fs::read_dir(&open_files).unwrap().filter_map(|file| fs::read_link(file.ok()?.path()).ok());
        open.filter(|file| file.starts_with(&folder)).count() > 0
    });
    import.kill().unwrap();
    import.wait().unwrap();
    assert_eq!(files_in(&folder), [""; 0]);
}

#[test]
fn a_second_signal_ends_a_server_that_waits_for_slow_clients() {
    let desk = Desk::new();
    let mut server = Limited::start(&desk, "true", &[]);
    let mut slow = server.connect();
    let head = "POST /api/v1/recommendations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{";
    slow.write_all(head.as_bytes()).unwrap();
    // An answer on another connection: the server has had time to read the first.
    let mut other = server.connect();
    other.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    other.read_to_string(&mut String::new()).unwrap();
    server.signal("TERM");
    let start = Instant::now();
    // Past the pause in which it still reads requests; it has ten seconds for the one under way.
    thread::sleep(Duration::from_secs(1));
    assert!(server.process.try_wait().unwrap().is_none(), "it waits for the request under way");
    server.signal("TERM");
    assert_eq!(server.ended_with(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(5), "it ended after {:?}", start.elapsed());
}

#[test]
fn the_end_of_a_terminal_is_a_gentle_one_unless_the_server_is_to_outlive_it() {
    let desk = Desk::new();
    let mut server = Limited::start(&desk, "true", &[]);
    server.signal("HUP");
    assert_eq!(server.ended_with(), Some(0));
    let outlives = Limited::start(&desk, "trap '' HUP", &[]);
    outlives.signal("HUP");
    let mut asked = outlives.connect();
    asked.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    asked.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[test]
fn with_few_open_files_there_are_fewer_connections_and_each_is_answered() {
    let desk = Desk::new();
    let server = Limited::start(&desk, "ulimit -n 64", &["--workers", "2"]);
    let log = || fs::read_to_string(&server.log).unwrap();
    assert!(log().contains("18 connections at once are taken and not 800"), "{}", log());
    let clients: Vec<TcpStream> = (0..60).map(|_| server.connect()).collect();
    let answers = clients.into_iter().map(|mut client| {
        // One beyond the limit may be closed before it is read.
        let _ = client.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let mut answer = String::new();
        let _ = client.read_to_string(&mut answer);
        answer
    });
    let answers: Vec<String> = answers.collect();
    assert!(answers.iter().filter(|answer| answer.starts_with("HTTP/1.1 200 ")).count() >= 5, "{answers:?}");
    // Others are told that there are too many, or closed; none waits.
    assert!(answers.iter().any(|answer| answer.starts_with("HTTP/1.1 503 ")), "{answers:?}");

    let raised = Limited::start(&desk, "ulimit -S -n 64", &[]);
    assert!(
        !fs::read_to_string(&raised.log).unwrap().contains("connections at once"),
        "it may have more, and takes them"
    );

    let script = "ulimit -n 30; exec \"$0\" serve --listen localhost:0";
    let refused =
        Command::new("sh").args(["-c", script]).arg(binary()).current_dir(desk.folder.path()).output().unwrap();
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && said.contains("30 files") && said.contains("ulimit -n"), "{said}");
    assert!(refused.stdout.is_empty(), "it does not say that it serves");
}

#[test]
fn numbers_out_of_range_are_refused_by_the_name_of_their_option() {
    let desk = Desk::new();
    for (option, values, range) in [
        ("--workers", ["0", "1000", "-1", "two"], "from 1 to 512"),
        ("--rankers", ["0", "100000", "-1", ""], "from 1 to 1024"),
        ("--queue", ["-1", "99999999999999", "1e3", "x"], "from 0 to 10000"),
        ("--max-connections", ["0", "-5", "4294967296", "1.5"], "from 1 to 1000000"),
        ("--rate", ["-1", "100001", "x", " "], "from 0 to 100000"),
    ] {
        for value in values {
            let (code, said) = desk.fails(&["serve", option, value]);
            assert!(code == 2 && said.contains(option) && said.contains(range), "{option} {value}: {said}");
        }
    }
    let (code, said) = desk.fails(&["serve", "--metrics", "9464"]);
    assert!(code == 2 && said.contains("--metrics") && said.contains("127.0.0.1:9464"), "{said}");
}

/// A file system of a few hundred kilobytes, where this may be mounted.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_with_what_to_do() {
    let desk = Desk::new();
    let at = |name: &str| desk.folder.path().join(name);
    matinee_catalogue::write(&at("films.jsonl.zst"), starter::catalogue().films()).unwrap();
    fs::create_dir(at("data")).unwrap();
    let script = "mount -t tmpfs -o size=100k none data || exit 77
        echo old > data/f.jsonl.zst; cat /dev/zero > data/fill
        try() { \"$@\" 2>&1 >/dev/null | head -1; }
        try \"$0\" catalogue import films.jsonl.zst --out data/f.jsonl.zst --force
        try \"$0\" catalogue export films.jsonl.zst --out data/f.csv
        try \"$0\" taste add --like alien-1979
        try \"$0\" library add list films.csv
        try \"$0\" train
        ls -A data; cat data/f.jsonl.zst";
    fs::write(at("films.csv"), "Title,Year\nAlien,1979\n").unwrap();
    let output =
        Command::new("unshare").args(["-m", "sh", "-c", script]).arg(binary()).current_dir(desk.folder.path()).output();
    let Ok(output) = output else { return eprintln!("SKIPPED: there is no unshare here") };
    let said = String::from_utf8_lossy(&output.stdout);
    if said.is_empty() {
        return eprintln!("SKIPPED: no file system can be mounted here: {}", String::from_utf8_lossy(&output.stderr));
    }
    let lines: Vec<&str> = said.lines().collect();
    for (line, file) in
        lines.iter().zip(["data/f.jsonl.zst", "data/f.csv", "data/taste.toml", "data/library.json", "data/models/"])
    {
        assert!(line.contains(file) && line.ends_with("; make room there, or write to another disk"), "{file}: {said}");
    }
    assert_eq!(
        lines[5..].iter().filter(|&&line| line != "models").copied().collect::<Vec<_>>(),
        ["f.jsonl.zst", "fill", "old"]
    );
}
