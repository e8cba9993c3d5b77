//! `matinee library`, against small real servers, folders and lists.

use std::fs;
use std::process::Output;
use std::time::{Duration, Instant};

use crate::Desk;
use crate::media_server::{
    KEY, MediaServer, Owned, Reply, jellyfin, jellyfin_for_its_user, owned, plex, radarr, shelf,
};
use crate::taste::{desk, read, write};

/// Runs a command with the key in every variable that may have it. What it says is searched for the key.
fn run(desk: &Desk, arguments: &[&str]) -> Output {
    let mut command = desk.command(arguments);
    for kind in ["JELLYFIN", "EMBY", "PLEX", "RADARR"] {
        command.env(format!("MATINEE_{kind}_KEY"), KEY);
    }
    let output = command.output().unwrap();
    assert_keyless(&output.stdout);
    assert_keyless(&output.stderr);
    if let Ok(bytes) = fs::read(desk.folder.path().join("data/library.json")) {
        assert_keyless(&bytes);
    }
    output
}

fn assert_keyless(bytes: &[u8]) {
    assert!(!String::from_utf8_lossy(bytes).contains(KEY), "{}", String::from_utf8_lossy(bytes));
}

/// What it says, on both ways, with what changes from run to run taken out.
fn said(desk: &Desk, arguments: &[&str]) -> String {
    let output = run(desk, arguments);
    let code = output.status.code().unwrap();
    let text = format!(
        "exit {code}\n{}{}",
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap()
    );
    let folder = desk.folder.path().canonicalize().unwrap();
    let text = text.replace(&folder.display().to_string(), "FOLDER");
    let mut kept = String::new();
    for line in text.lines() {
        let line = line.split_once("asked 20").map_or(line, |(before, _)| before);
        kept.push_str(line.trim_end());
        kept.push('\n');
    }
    let mut parts = kept.split("127.0.0.1:");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        out.push_str("HOST");
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

fn succeeds(desk: &Desk, arguments: &[&str]) -> String {
    let output = run(desk, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(desk: &Desk, arguments: &[&str]) -> serde_json::Value {
    serde_json::from_str(&succeeds(desk, arguments)).unwrap()
}

/// Why a source is not added. Nothing is written then.
fn refused(server: &MediaServer) -> String {
    let desk = Desk::new();
    let output = run(&desk, &["library", "add", "jellyfin", &server.url(), "--timeout", "1"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!desk.folder.path().join("data/library.json").exists());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_jellyfin_library_is_read_matched_and_chosen_from() {
    let desk = desk();
    let server = jellyfin(shelf(), &["anna"]);
    insta::assert_snapshot!(
        "library add jellyfin",
        said(&desk, &["library", "add", "jellyfin", &server.url(), "--name", "home"])
    );
    let first = &server.asked()[0];
    assert_eq!((first.header("x-emby-token"), first.query["startIndex"].as_str()), (KEY, "0"));
    assert!(first.header("authorization").starts_with("MediaBrowser Token="));
    let list = succeeds(&desk, &["recommend", "--from-library", "-n", "20"]);
    let play = format!("     home: {}/web/#/details?id=item1&serverId=5e11", server.url());
    assert!(
        list.contains("Alien (1979)") && list.contains("Heat (1995)") && list.contains("Nomadland (2021)"),
        "{list}"
    );
    assert!(!list.contains("Aliens (1986)") && list.contains(&play), "{list}");
    let unseen = succeeds(&desk, &["recommend", "--from-library", "--seen-in-library"]);
    assert!(!unseen.contains("Alien (1979)") && unseen.contains("Heat (1995)"), "{unseen}");
    let others = succeeds(&desk, &["recommend", "--not-in-library", "-n", "20"]);
    assert!(others.contains("Aliens (1986)") && !others.contains("Heat (1995)"), "{others}");
    insta::assert_snapshot!(
        "library recommend nothing fits",
        said(&desk, &["recommend", "--from-library", "--years", "1942..1942"])
    );
    let other = succeeds(&desk, &["recommend", "--like", "Alien"]);
    assert!(other.contains("Aliens (1986)"), "without the options nothing is left out: {other}");
}

#[test]
fn what_was_watched_is_a_users() {
    let desk = desk();
    let server = jellyfin(shelf(), &["anna", "ben"]);
    let add = ["library", "add", "emby", &server.url()];
    let text = said(&desk, &add);
    assert!(
        text.contains("name one with --user (anna, ben)") && text.contains("does not say what was watched"),
        "{text}"
    );
    let text = said(&desk, &[&add[..], &["--user", "Ben"]].concat());
    assert!(text.contains("2 watched"), "{text}");
    assert_eq!(server.asked().last().unwrap().query["userId"], "id-ben");
    let text = said(&desk, &[&add[..], &["--user", "Carl"]].concat());
    assert!(text.starts_with("exit 1") && text.contains("no user \"Carl\": --user is one of anna, ben"), "{text}");
    assert!(succeeds(&desk, &["library", "show"]).contains("2 watched"), "a failed command changes nothing");
}

#[test]
fn a_users_own_key_is_enough_for_an_older_server() {
    let desk = desk();
    let server = jellyfin_for_its_user(shelf());
    for more in [&[][..], &["--user", "Anna"]] {
        let text = said(&desk, &[&["library", "add", "jellyfin", &server.url()], more].concat());
        assert!(text.contains("2 watched"), "{text}");
        let last = server.asked().pop().unwrap();
        assert_eq!((last.path.as_str(), last.query.contains_key("userId")), ("/Users/id-anna/Items", false));
    }
    let text = said(&desk, &["library", "add", "jellyfin", &server.url(), "--user", "ben"]);
    assert!(text.contains("no user \"ben\": --user is one of anna"), "{text}");
}

#[test]
fn plex_is_read_in_json_and_in_xml_and_radarr_by_its_files() {
    let desk = desk();
    for speaks_json in [true, false] {
        let server = plex(shelf(), speaks_json);
        let added =
            json(&desk, &["library", "add", "plex", &server.url(), "--name", &format!("plex{speaks_json}"), "--json"]);
        let source = added["sources"].as_array().unwrap().last().unwrap();
        assert_eq!(
            (&source["films"], &source["found"], &source["watched"]),
            (&5.into(), &3.into(), &2.into()),
            "{added}"
        );
        let list = succeeds(&desk, &["recommend", "--from-library"]);
        assert!(list.contains("/web/index.html#!/server/ab12cd/details?key=%2Flibrary%2Fmetadata%2F1"), "{list}");
    }
    let server = radarr(shelf());
    let added = json(&desk, &["library", "add", "radarr", &server.url(), "--json"]);
    assert_eq!(added["sources"][2]["films"], 3, "those without a file are not owned: {added}");
}

#[test]
fn ten_thousand_films_come_in_pages() {
    let films = |n: usize| -> Vec<Owned> {
        (0..n).map(|n| owned(&format!("Film {n:05}"), 1950 + (n % 70) as u16, "", n % 2 == 0)).collect()
    };
    let desk = desk();
    let server = jellyfin(films(10_000), &["anna"]);
    let started = Instant::now();
    let added = json(&desk, &["library", "add", "jellyfin", &server.url(), "--json"]);
    assert_eq!((&added["films"], &added["sources"][0]["watched"]), (&10_000.into(), &5_000.into()));
    let pages: Vec<String> = server
        .asked()
        .iter()
        .filter(|asked| asked.query.contains_key("userId"))
        .map(|asked| asked.query["startIndex"].clone())
        .collect();
    assert_eq!((pages.len(), pages.last().unwrap().as_str()), (20, "9500"));
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
    let server = plex(films(1_201), true);
    assert_eq!(json(&desk, &["library", "add", "plex", &server.url(), "--json"])["sources"][1]["films"], 1_201);
}

#[test]
fn totals_that_lie_and_pages_that_overlap_cost_no_film() {
    let desk = desk();
    for (total, back) in [(serde_json::json!(3), 0), (0.into(), 0), (1_000.into(), 3), (serde_json::Value::Null, 0)] {
        let server = MediaServer::start(move |asked| {
            let start: usize = asked.query.get("startIndex").and_then(|start| start.parse().ok()).unwrap_or(0);
            let items: Vec<_> = (start.saturating_sub(back)..1_000.min(start + 500))
                .map(|n| serde_json::json!({"Name": format!("Film {n}"), "Id": format!("a{n}"), "UserData": {}}))
                .collect();
            Reply::json(&serde_json::json!({"Items": items, "TotalRecordCount": total}))
        });
        let added = json(&desk, &["library", "add", "jellyfin", &server.url(), "--name", "one", "--json"]);
        assert_eq!(added["films"], 1_000, "{added}");
        succeeds(&desk, &["library", "remove", "one"]);
    }
}

#[test]
fn a_source_that_fails_keeps_what_was_known() {
    let desk = desk();
    let films = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    let works = std::sync::Arc::clone(&films);
    let server = MediaServer::start(move |_| {
        if works.load(std::sync::atomic::Ordering::SeqCst) {
            Reply::new(
                200,
                r#"{"Items": [{"Name": "Heat", "ProductionYear": 1995, "UserData": {"Played": true}}], "TotalRecordCount": 1}"#,
            )
        } else {
            Reply::new(401, format!("the key {KEY} is wrong"))
        }
    });
    write(&desk, "mine.txt", "Alien (1979)\nJaws (1975)\n");
    succeeds(&desk, &["library", "add", "jellyfin", &server.url()]);
    succeeds(&desk, &["library", "add", "list", "mine.txt"]);
    films.store(false, std::sync::atomic::Ordering::SeqCst);
    write(&desk, "mine.txt", "Alien (1979)\nJaws (1975)\nRonin (1998)\n");
    insta::assert_snapshot!("library update of which one fails", said(&desk, &["library", "update"]));
    let shown = json(&desk, &["library", "show", "--json"]);
    assert_eq!((&shown["owned"], &shown["sources"][0]["films"]), (&4.into(), &1.into()));
    films.store(true, std::sync::atomic::Ordering::SeqCst);
    let text = said(&desk, &["library", "update", "jellyfin"]);
    assert!(text.starts_with("exit 0") && !text.contains("did not answer"), "{text}");
    assert!(said(&desk, &["library", "update", "other"]).contains("no source \"other\": there are jellyfin, list"));
    insta::assert_snapshot!("library remove", said(&desk, &["library", "remove", "jellyfin"]));
    assert_eq!(json(&desk, &["library", "show", "--json"])["owned"], 3);
}

#[test]
fn answers_that_are_none_say_what_to_look_at() {
    let page = || MediaServer::start(|_| Reply::new(200, "<!DOCTYPE html>\n<html><title>Router</title></html>"));
    assert!(refused(&page()).contains("answered with a web page, not as Jellyfin or Emby does: look at the address"));
    let broken = MediaServer::start(|_| Reply::new(200, format!("{{\"Items\": [{KEY}]}}")));
    assert!(refused(&broken).contains("not the JSON that is expected, line 1"));
    let cut = MediaServer::start(|_| Reply::new(200, "{\"Items\": [").cut(100));
    assert!(refused(&cut).contains("its answer broke off"));
    let other = MediaServer::start(|_| Reply::new(404, ""));
    assert!(refused(&other).contains("it has no /Items (404): is that the address of Jellyfin?"));
    let busy = MediaServer::start(|_| Reply::new(503, ""));
    assert!(refused(&busy).contains("answered 503"));
    let wrong = MediaServer::start(|_| Reply::new(401, ""));
    assert!(refused(&wrong).contains("does not take the key (401): check the one in MATINEE_JELLYFIN_KEY"));
    // Pages that never end, and those that are always the same.
    let again = MediaServer::start(|_| {
        let items: Vec<_> = (0..500).map(|n| serde_json::json!({"Name": format!("Film {n}")})).collect();
        Reply::json(&serde_json::json!({"Items": items, "TotalRecordCount": 90_000}))
    });
    assert!(refused(&again).contains("the same 500 films again"));
    assert_eq!(again.asked().len(), 2);
}

#[test]
fn a_server_that_is_silent_or_drips_is_given_up() {
    for pause in [Duration::from_secs(30), Duration::from_millis(200)] {
        let slow =
            MediaServer::start(move |_| Reply::new(200, "{\"Items\": [], \"TotalRecordCount\": 0}").dripping(pause));
        let started = Instant::now();
        let why = refused(&slow);
        assert!(why.contains("no whole answer within 1 s"), "{why}");
        assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    }
}

#[test]
fn no_other_server_gets_the_key() {
    let other = MediaServer::start(|_| Reply::new(200, "{\"Items\": []}"));
    let target = other.url();
    let server = MediaServer::start(move |asked| {
        Reply::new(302, "").with("Location", &format!("{target}/Items?key={}", asked.header("x-emby-token")))
    });
    let why = refused(&server);
    assert!(why.contains(&format!("sends us on to {} ", other.url())) && why.contains("does not get the key"), "{why}");
    assert!(other.asked().is_empty());
    // A proxy of the environment is another server, too.
    let desk = Desk::new();
    let home = jellyfin(shelf(), &["anna"]);
    let mut command = desk.command(&["library", "add", "jellyfin", &home.url()]);
    command.env("MATINEE_JELLYFIN_KEY", KEY).env("HTTP_PROXY", other.url()).env("http_proxy", other.url());
    assert!(command.output().unwrap().status.success());
    assert!(other.asked().is_empty() && !home.asked().is_empty());
}

#[test]
fn keys_come_from_a_file_or_the_environment_alone() {
    let desk = desk();
    let server = jellyfin(shelf(), &["anna"]);
    let (code, why) = desk.fails(&["library", "add", "jellyfin", &server.url()]);
    assert_eq!(code, 1);
    assert!(why.contains("set MATINEE_JELLYFIN_KEY, or name a file that has it with --key-file"), "{why}");
    write(&desk, "key", &format!("{KEY}\n"));
    desk.stdout(&["library", "add", "jellyfin", &server.url(), "--key-file", "key"]);
    assert!(read(&desk, "data/library.json").contains("key_file") && !read(&desk, "data/library.json").contains(KEY));
    desk.stdout(&["library", "update"]);
    for place in [format!("http://me:{KEY}@127.0.0.1:1"), format!("http://127.0.0.1:1/?api_key={KEY}")] {
        let (_, why) = desk.fails(&["library", "add", "jellyfin", &place]);
        assert!(why.contains("an address has no password, key or ? in it") && !why.contains(KEY), "{why}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(desk.folder.path().join("data/library.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn folders_nfo_files_and_lists_are_read() {
    let desk = desk();
    for (path, text) in [
        ("films/Alien (1979)/Alien (1979).mkv", ""),
        ("films/Heat.1995.1080p.BluRay.x264-G/heat.mkv", ""),
        ("films/Heat.1995.1080p.BluRay.x264-G/sample.mkv", ""),
        ("films/Columbus (2017).mkv", ""),
        ("films/Dark/Season 1/Dark.S01E01.mkv", ""),
        (
            "kodi/Jaws/movie.nfo",
            "<movie><title>Der weiße Hai</title><originaltitle>Jaws</originaltitle><year>1975</year><playcount>2</playcount></movie>",
        ),
        ("kodi/Aliens.nfo", "https://www.imdb.com/title/tt0090605/"),
        ("kodi/Dark/tvshow.nfo", "<tvshow><title>Dark</title></tvshow>"),
        ("kodi/broken.nfo", "<movie><title>Brok"),
    ] {
        fs::create_dir_all(desk.folder.path().join(path).parent().unwrap()).unwrap();
        write(&desk, path, text);
    }
    succeeds(&desk, &["library", "add", "folder", "films"]);
    insta::assert_snapshot!("library add kodi", said(&desk, &["library", "add", "kodi", "kodi"]));
    write(&desk, "mine.csv", "title,year,status\nRonin,1998,watched\nCrash,2004,\n");
    insta::assert_snapshot!(
        "library add list",
        said(&desk, &["library", "add", "list", "mine.csv", "--unmatched", "not-found.csv"])
    );
    let filled = read(&desk, "not-found.csv");
    assert!(filled.contains(",Crash,2004,want,2,,,several films fit,"), "{filled}");
    write(&desk, "filled.csv", &filled.replace("\n,Crash", "\ncrash-2004-2,Crash"));
    let before = json(&desk, &["library", "show", "--json"])["owned"].as_u64().unwrap();
    let after = json(&desk, &["library", "add", "list", "filled.csv", "--name", "filled", "--json"]);
    assert_eq!(after["owned"].as_u64().unwrap(), before + 1, "{after}");
    let missing: Vec<&str> =
        after["not_found"].as_array().unwrap().iter().map(|film| film["title"].as_str().unwrap()).collect();
    assert_eq!(missing, ["Columbus"], "what was filled in holds for every source, and each film is told once");
    for (arguments, why) in [
        (&["library", "add", "folder", "nowhere"][..], "cannot read nowhere"),
        (&["library", "add", "list", "kodi/broken.nfo"], "was not added"),
        (&["library", "add", "kodi", "films"], "has no .nfo file with a film"),
        (&["library", "add", "folder", "kodi"], "has no video file that is named as"),
        (&["library", "add", "folder", "films", "--user", "anna"], "--user is for servers"),
        (&["library", "add", "folder", "kodi", "--name", "kodi"], "another source called \"kodi\""),
        (&["recommend", "--from-library", "--library", "other.json"], "no library in other.json"),
    ] {
        let text = said(&desk, arguments);
        assert!(text.starts_with("exit 1") && text.contains(why), "{arguments:?}: {text}");
    }
    assert!(said(&desk, &["library", "add", "dvd", "shelf"]).starts_with("exit 2"));
    assert!(said(&desk, &["recommend", "--from-library", "--not-in-library"]).starts_with("exit 2"));
    let kept = read(&desk, "data/library.json");
    write(&desk, "data/library.json", &kept[..kept.len() / 2]);
    let text = said(&desk, &["library", "update"]);
    assert!(
        text.contains("library.json: it is no library (EOF")
            && read(&desk, "data/library.json") == kept[..kept.len() / 2]
    );
}
