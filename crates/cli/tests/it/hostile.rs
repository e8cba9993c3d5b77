//! Catalogues, lists and tastes whose texts try to steer a terminal, and files that try to fill the memory.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::Desk;

/// Colours, a window's title, a cleared screen in one character, a forged line, turned writing.
const STEERING: &str = "\u{1b}[31m\u{1b}]0;owned\u{7}\u{9b}2J\r\nFORGED\u{202e}\u{7f}\u{8}";

fn hostile(text: &str) -> String {
    format!("{text}{STEERING}{text}")
}

/// Films whose every text is hostile, with enough in common to be recommended.
fn films(count: usize) -> String {
    let words = ["lighthouse", "detective", "harbour", "winter", "fisher", "orchard", "violin", "desert"];
    let film = |n: usize| {
        let film = json!({
            "id": format!("film-{n}-1990"), "title": hostile(&format!("Film {n}")), "year": 1990 + n % 9,
            "original_title": hostile("Original"), "directors": [hostile(&format!("Ann {}", n % 7))],
            "cast": [hostile(&format!("Bea {}", n % 5))], "genres": [hostile("drama"), "horror"],
            "themes": [hostile("heist film")], "keywords": [hostile(&format!("key{}", n % 6))],
            "categories": [hostile("Films of the year")], "countries": [hostile("Norway")], "languages": [hostile("Norwegian")],
            "synopsis": hostile(&format!("A {} and a {} in a {}.", words[n % 8], words[n / 8 % 8], words[(n + 3) % 8])),
            "beside": [format!("film-{}-1990", (n + 1) % count)],
            "source": {"name": hostile("Wiki"), "url": hostile("https://example.org/"), "licence": hostile("CC")},
        });
        film.to_string()
    };
    (0..count).map(film).collect::<Vec<_>>().join("\n")
}

/// What of a text steers a terminal, or was put on a line of its own.
fn steers(text: &str) -> Option<String> {
    let is_bad = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let forged = text.lines().find(|line| line.starts_with("FORGED")).map(str::to_owned);
    text.lines().find(|line| line.contains(is_bad)).map(|line| format!("{line:?}")).or(forged)
}

#[test]
fn nothing_of_a_hostile_catalogue_steers_a_terminal() {
    let desk = Desk::new();
    let write = |name: &str, text: &str| fs::write(desk.folder.path().join(name), text).unwrap();
    write("films.jsonl", &films(60));
    write("other.jsonl", &films(50).replace("detective", "gardener"));
    write("bad.jsonl", &format!("{}\n{}", films(2), json!({"title": hostile("x"), "year": hostile("1990")})));
    write(
        "list.csv",
        &format!("title,year,\"{0}\"\n\"{0}\",1990,x\nAlien,\"{0}\",y\n", hostile("Werk").replace('"', "")),
    );
    write(
        "ratings.csv",
        &format!("Title,Year,Rating10\n\"{0}\",1990,9\n\"Film 3{0}\",1993,2\nAlien,\"{0}\",9\n", hostile("Film 1")),
    );
    write(&format!("odd{}.csv", STEERING.replace('\n', "")), "nothing,here\n1,2\n");
    let odd = format!("odd{}.csv", STEERING.replace('\n', ""));
    desk.stdout(&["train", "--catalogue", "films.jsonl", "--no-map"]);
    desk.stdout(&["train", "--catalogue", "other.jsonl", "--no-map"]);
    let term = hostile("heist film");
    let commands: Vec<Vec<&str>> = vec![
        vec!["recommend", "-n", "20"],
        vec!["recommend", "--like", "film-1-1990", "--dislike", "film-2-1990", "-n", "20"],
        vec!["recommend", "--like", "film-1-1990", "--mute", &term, "--boost", "heist", "-n", "20"],
        vec!["recommend", "--like", "film-1-1990", "--json"],
        vec!["recommend", "--like", "film-1-1990", "--among", "film-4-1990"],
        vec!["recommend", "--ask", "horror from norway with detective"],
        vec!["recommend", "--like", "Film"],
        vec!["recommend", "--like", "Filn 1"],
        vec!["explain", "--like", "film-1-1990", "--dislike", "film-9-1990", "--film", "film-10-1990"],
        vec!["explain", "--like", "film-1-1990", "--film", "film-2-1990", "--json"],
        vec!["search", "film"],
        vec!["tour", "film-1-1990", "film-9-1990"],
        vec!["tour", "film-1-1990", "film-9-1990", "--json"],
        vec!["search", "Ann"],
        vec!["search", "film", "--json"],
        vec!["search", "Flm 1 Orignal"],
        vec!["catalogue", "show", "film-1-1990", "--catalogue", "films.jsonl"],
        vec!["catalogue", "show", "film-1-1990", "--catalogue", "films.jsonl", "--json"],
        vec!["catalogue", "show", "Film", "--catalogue", "films.jsonl"],
        vec!["catalogue", "check", "films.jsonl", "--all"],
        vec!["catalogue", "check", "films.jsonl"],
        vec!["catalogue", "check", "bad.jsonl", "--json"],
        vec!["catalogue", "stats", "films.jsonl"],
        vec!["catalogue", "stats", "films.jsonl", "--json"],
        vec!["catalogue", "stats", "bad.jsonl"],
        vec!["catalogue", "export", "films.jsonl"],
        vec!["catalogue", "export", "films.jsonl", "--format", "csv"],
        vec!["catalogue", "diff", "films.jsonl", "other.jsonl"],
        vec!["catalogue", "diff", "films.jsonl", "other.jsonl", "--json"],
        vec!["catalogue", "merge", "films.jsonl", "other.jsonl", "--out", "merged.jsonl.zst"],
        vec!["catalogue", "import", "list.csv", "--out", "imported.jsonl.zst"],
        vec!["catalogue", "import", "list.csv", "--out", "imported.jsonl.zst", "--strict"],
        vec!["catalogue", "import", &odd, "--out", "imported.jsonl.zst"],
        vec!["catalogue", "import", &odd, "--out", "imported.jsonl.zst", "--json"],
        vec!["taste", "import", "ratings.csv"],
        vec!["taste", "import", "ratings.csv", "--json"],
        vec!["taste", "import", &odd],
        vec!["taste", "add", "--like", "film-5-1990", "--mute", &term],
        vec!["taste", "show"],
        vec!["taste", "link"],
        vec!["taste", "remove", "film-5-1990"],
        vec!["train", "--catalogue", "bad.jsonl"],
        vec!["train", "--catalogue", &odd],
        vec!["models", "show"],
        vec!["models", "diff"],
        vec!["models", "diff", "--json"],
        vec!["models", "verify"],
    ];
    let mut shown = 0;
    for arguments in commands {
        let output = desk.run(&arguments);
        for (stream, bytes) in [("output", output.stdout), ("error", output.stderr)] {
            let mut text = String::from_utf8(bytes).unwrap();
            // A plot has lines, and a table keeps them in its quotes.
            if arguments.contains(&"csv") {
                text = text.replace("\nFORGED", "\n");
            }
            shown += usize::from(text.contains("owned"));
            assert_eq!(steers(&text), None, "{stream} of {arguments:?}");
        }
    }
    assert!(shown > 20, "only {shown} outputs have a text of the catalogue");
}

/// The most memory a command takes, in MB.
#[cfg(target_os = "linux")]
fn peak(desk: &Desk, arguments: &[&str]) -> (bool, f64, String) {
    let errors = desk.folder.path().join("errors.txt");
    let mut process = Command::new(assert_cmd::cargo::cargo_bin("matinee"))
        .args(arguments)
        .current_dir(desk.folder.path())
        .stdout(Stdio::null())
        .stderr(fs::File::create(&errors).unwrap())
        .spawn()
        .unwrap();
    let (start, mut most) = (Instant::now(), 0.0_f64);
    let status = loop {
        let about = fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap_or_default();
        let line = about.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(kilobytes.unwrap_or(0.0) / 1e3);
        if most > 600.0 || start.elapsed() > Duration::from_secs(120) {
            let _ = process.kill();
        }
        if let Some(status) = process.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    (status.success(), most, fs::read_to_string(errors).unwrap())
}

/// Packs `count` times the same piece.
fn packed(path: &Path, start: &str, piece: &[u8], count: usize, end: &str) {
    let mut file = zstd::Encoder::new(fs::File::create(path).unwrap(), 1).unwrap();
    file.write_all(start.as_bytes()).unwrap();
    for _ in 0..count {
        file.write_all(piece).unwrap();
    }
    file.write_all(end.as_bytes()).unwrap();
    file.finish().unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_line_without_end_and_films_of_15_megabytes_take_no_memory() {
    let desk = Desk::new();
    let path = |name: &str| desk.folder.path().join(name);
    let text = vec![b'x'; 1 << 20];
    packed(&path("line.jsonl.zst"), "{\"title\":\"", &text, 600, "");
    packed(&path("line.csv.zst"), "title,year\n", &text, 600, "");
    packed(&path("array.json.zst"), "[{\"title\":\"", &text, 600, "");
    packed(&path("cell.csv.zst"), "title,year\n\"", &[&text[..1000], b"\n"].concat(), 600_000, "");
    let film = [b"{\"title\":\"Long\",\"year\":1990,\"plot\":\"", &vec![b'y'; 15 << 20][..], b"\"}\n"].concat();
    packed(&path("films.jsonl.zst"), "", &film, 40, "");
    let rows = [b"Long,1990,", &vec![b'y'; 15 << 20][..], b"\n"].concat();
    packed(&path("films.csv.zst"), "title,year,plot\n", &rows, 40, "Alien,1979,A ship.\n");
    for (arguments, wanted) in [
        (&["train", "--catalogue", "line.jsonl.zst"][..], "line 1: it is longer than 1 MiB"),
        (&["train", "--catalogue", "films.jsonl.zst"], "line 1: it is longer than 1 MiB"),
        (&["catalogue", "stats", "line.jsonl.zst"], "line 1: it is longer than 1 MiB"),
        (&["catalogue", "stats", "films.jsonl.zst"], "line 1: it is longer than 1 MiB"),
        (&["catalogue", "import", "line.jsonl.zst", "--out", "a.zst"], ""),
        (&["catalogue", "import", "line.csv.zst", "--out", "a.zst"], "longer than 1 MiB"),
        (&["catalogue", "import", "array.json.zst", "--out", "a.zst"], ""),
        (&["catalogue", "import", "cell.csv.zst", "--out", "a.zst"], "a quote is opened in line 2"),
        (&["catalogue", "import", "films.jsonl.zst", "--out", "a.zst"], "longer than 1 MiB"),
    ] {
        let (is_done, most, said) = peak(&desk, arguments);
        assert!(!is_done && said.contains(wanted), "{arguments:?}: {}", said.chars().take(500).collect::<String>());
        assert!(most < 300.0, "{arguments:?} took {most} MB");
    }
    let (is_done, most, said) = peak(&desk, &["catalogue", "import", "films.csv.zst", "--out", "a.zst"]);
    assert!(is_done && most < 300.0 && said.matches("longer than 1 MiB").count() > 10, "{most} MB: {said}");
}
