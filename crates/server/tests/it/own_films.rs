//! A viewer's own films: brought in as files, changed, and taken out again. Nothing of them stays here.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use crate::served::{TestAnswer, TestServer, settings, site};

const BOUNDARY: &str = "----a-boundary-of-browsers";

/// A form as browsers send it: files by their names, and fields.
pub(crate) fn form(files: &[(&str, &[u8])], fields: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let name = name.replace('"', "%22");
        let _ = write!(
            body,
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    for (name, value) in fields {
        let _ = write!(body, "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    let _ = write!(body, "--{BOUNDARY}--\r\n");
    body
}

pub(crate) fn send_to(site: TestServer, path: &str, body: &[u8]) -> TestAnswer {
    site.ask("POST", path, &[("Content-Type", &format!("multipart/form-data; boundary={BOUNDARY}"))], body)
}

fn import(files: &[(&str, &[u8])], fields: &[(&str, &str)]) -> TestAnswer {
    send_to(site(), "/mine/import", &form(files, fields))
}

fn page(files: &[(&str, &[u8])], fields: &[(&str, &str)]) -> String {
    let answer = import(files, fields);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    answer.text()
}

/// The value of a hidden field, as a browser sends it again.
fn hidden(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let value = page.split(&start).nth(1).unwrap_or_else(|| panic!("no {name}: {page}")).split('"').next().unwrap();
    let value = value.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'");
    value.replace("&#38;", "&").replace('\n', "\r\n")
}

const RATINGS: &[u8] = b"Date,Name,Year,Letterboxd URI,Rating\n\
2024-01-01,Cold Orbit,1986,x,5\n2024-01-02,Lodgers,1969,x,1\n2024-01-02,Cold Orbitt,1986,x,4\n2024-01-03,No Such Film,1999,x,3\n";

#[test]
fn files_become_a_page_of_what_was_read_and_then_ones_own_films() {
    let read = page(
        &[
            ("ratings.csv", RATINGS),
            ("watchlist.csv", b"Date,Name,Year,Letterboxd URI\n2024-01-01,Two Umbrellas,1961,x\n"),
        ],
        &[],
    );
    assert!(read.contains("4 rated") && read.contains("ratings of 5"), "{read}");
    assert!(read.contains("Lodgers (1968)</a> <small>a year off</small>"), "{read}");
    assert!(read.contains("<legend>Cold Orbitt (1986)") && read.contains("value=\"cold-orbit-1986\""));
    assert!(read.contains("<li>No Such Film (1999)</li>"));
    assert!(!read.contains("2024-01-03,No Such"), "the file itself is not sent back");
    let kept = hidden(&read, "kept");
    // The cuts can be moved, and a guess taken back.
    let moved = page(&[], &[("kept", &kept), ("like-from", "9.9"), ("shown-like", "7.4"), ("wrong", "1")]);
    assert!(moved.contains("<li>1 becomes a like: your lists follow from it.</li>"), "{moved}");
    assert!(!moved.contains("only marked as seen") && !moved.contains("not for you: films"), "{moved}");
    assert!(moved.contains("name=\"moved-like\" value=\"9.9\""));
    assert!(!moved.contains("Lodgers"));
    let table = import(&[], &[("kept", &kept), ("do", "table")]);
    assert_eq!(table.header("content-disposition"), Some("attachment; filename=\"not-found.csv\""));
    assert!(table.text().contains("No Such Film,1999,seen"), "{}", table.text());
    // An answer, and on to the films.
    let answer = import(&[], &[("kept", &kept), ("is-2", "salt-flat-1956"), ("do", "take")]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let place = answer.header("location").unwrap();
    assert!(place.starts_with("/t/") && place.ends_with("/mine#list-all"), "ratings are weights: {place}");
    let mine = site().get(place.split('#').next().unwrap()).text();
    assert!(mine.contains("film-cold-orbit-1986") && mine.contains("film-salt-flat-1956"), "{mine}");
}

#[test]
fn what_is_here_stays_unless_one_begins_afresh() {
    let body = form(&[("x.txt", b"Cold Orbit (1986)\nLodgers (1968)\n")], &[("as", "like"), ("do", "take")]);
    let taken = |path: &str, body: &[u8]| send_to(site(), path, body).header("location").unwrap().to_owned();
    let added = taken("/mine/import?like=salt-flat-1956&lang=de", &body);
    assert_eq!(added, "/mine?like=cold-orbit-1986&like=lodgers-1968&like=salt-flat-1956&lang=de#list-all");
    let body = form(&[("x.txt", b"Cold Orbit (1986)\n")], &[("as", "want"), ("do", "take"), ("afresh", "1")]);
    assert_eq!(taken("/mine/import?like=salt-flat-1956", &body), "/mine?want=cold-orbit-1986#list-all");
    let pasted = form(&[("", b"")], &[("titles", "- Cold Orbit (1986)\r\n2. Lodgers"), ("as", "seen"), ("do", "take")]);
    assert_eq!(taken("/mine/import", &pasted), "/mine?seen=cold-orbit-1986&seen=lodgers-1968#list-all");
}

#[test]
fn a_file_of_matinees_own_comes_back_whole_with_its_terms() {
    let taste = b"version = 1\nmuted = [\"horror\"]\nboosted = [\"orbit\"]\nlike = [\"cold-orbit-1986\"]\nwant = [\"lodgers-1968\"]\n";
    let place = |answer: &TestAnswer| answer.header("location").unwrap().to_owned();
    let taken = import(&[("taste.toml", taste)], &[("do", "take")]);
    let wanted = "/mine?like=cold-orbit-1986&want=lodgers-1968&mute=horror&boost=orbit#list-all";
    assert_eq!(place(&taken), wanted);
    let looked = page(&[("taste.toml", taste)], &[]);
    let again =
        import(&[], &[("kept", &hidden(&looked, "kept")), ("terms", &hidden(&looked, "terms")), ("do", "take")]);
    assert_eq!(place(&again), wanted);
    let picks = br#"{"matinee": 1, "like": ["cold-orbit-1986"], "want": ["lodgers-1968"], "mute": ["horror"], "boost": ["orbit"]}"#;
    assert_eq!(place(&import(&[("matinee-picks.json", picks)], &[("do", "take")])), wanted);
    let file = site().get("/mine?like=cold-orbit-1986&want=lodgers-1968&mute=horror&boost=orbit").text();
    let href = file.split("/taste.toml\"").next().unwrap().rsplit('"').next().unwrap();
    let toml = site().get(&format!("{href}/taste.toml"));
    assert!(toml.text().contains("{ id = \"lodgers-1968\", title = \"Lodgers (1968)\" }"), "{}", toml.text());
    assert_eq!(place(&import(&[("taste.toml", &toml.body)], &[("do", "take")])), wanted);
    // A link can be pasted, too.
    let link = format!("https://elsewhere.example{href}");
    assert_eq!(place(&import(&[], &[("titles", &link), ("do", "take")])), wanted);
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// What issue 21 lists: each gets an answer in words, and the good rows beside bad ones are kept.
#[test]
fn hostile_files_cost_only_themselves() {
    let long = format!("Title,Year,Rating\n{},1999,4\nCold Orbit,1986,5\n", "x".repeat(100_000));
    let bomb = zip(&[("ratings.csv", &vec![b'0'; 80 << 20])]);
    let paths = zip(&[("../../evil.csv", RATINGS), ("C:\\evil.csv", RATINGS), ("ok/ratings.csv", RATINGS)]);
    let cut = &zip(&[("ratings.csv", RATINGS)])[..150];
    let good: [(&str, &[u8]); 8] = [
        ("long.csv", long.as_bytes()),
        ("html.csv", b"Title,Year,Rating\n<img src=x onerror=alert(1)>,1999,4\nCold Orbit,1986,5\n"),
        ("formulas.csv", b"Title,Year,Rating\n\"=HYPERLINK(\"\"http://evil\"\")\",1999,4\nCold Orbit,1986,5\n"),
        ("doubles.csv", b"Title,Year,Rating\nCold Orbit,1986,5\nCold Orbit,1986,3\nCold Orbit,1986,5\n"),
        (
            "range.csv",
            b"Title,Year,Rating\nCold Orbit,1986,5\nLodgers,1968,-3\nSalt Flat,1956,1e300\nTwo Umbrellas,1961,NaN\n",
        ),
        ("mixed.csv", b"Title,Year,Rating\nCold Orbit,1986,4/5\nLodgers,1968,85%\nSalt Flat,1956,7/10\n"),
        ("cut.csv", b"Title,Year,Rating\nCold Orbit,1986,5\n\"Lodg"),
        ("paths.zip", &paths),
    ];
    for (name, bytes) in good {
        let read = page(&[(name, bytes)], &[]);
        assert!(read.contains("<h1>What was read</h1>"), "{name}: {read}");
        assert!(hidden(&read, "kept").contains("cold-orbit-1986\t"), "{name}: {read}");
        assert!(!read.contains("<img src=x"), "{name}");
    }
    let binary: Vec<u8> = (0..=255).cycle().take(4_000).collect();
    let bad: [(&str, &[u8]); 7] = [
        ("columns.csv", b"A,B,C\n1,2,3\n"),
        ("empty.csv", b""),
        ("page.csv", b"<!doctype html><title>Sign in</title>"),
        ("noise.bin", &binary),
        ("bomb.zip", &bomb),
        ("cut.zip", cut),
        ("<script>alert(1)</script>.csv", b"x\0y"),
    ];
    for (name, bytes) in bad {
        let start = Instant::now();
        let read = page(&[(name, bytes)], &[]);
        assert!(read.contains("<h1>Nothing could be read</h1>") && read.contains("role=\"alert\""), "{name}: {read}");
        assert!(!read.contains("<script>alert"), "{name}");
        assert!(start.elapsed() < Duration::from_secs(10), "{name}");
        // A good file beside it is read all the same, but for what is too much at all.
        if name != "bomb.zip" {
            let beside = page(&[(name, bytes), ("ratings.csv", RATINGS)], &[]);
            assert!(beside.contains("4 rated"), "{name}: {beside}");
        }
    }
    let users = b"userId,title,year,rating\n1,Cold Orbit,1986,5\n2,Lodgers,1968,1\n";
    let asked = page(&[("ratings.csv", users)], &[]);
    assert!(asked.contains("rows of 2 people (1, 2)"), "{asked}");
    assert!(page(&[("ratings.csv", users)], &[("user", "2")]).contains("Your film is in this catalogue."));
    let kept =
        "\t\t\t\t\t\t\t\t\t<script>alert(1)</script>\r\nnot a line\r\ncold-orbit-1986\t9000\ts\t\t\t\t\t\t\t\r\n";
    assert!(
        !page(&[], &[("kept", kept), ("is-99", "x"), ("wrong", "-1"), ("like-from", "NaN")]).contains("<script>alert")
    );
}

#[test]
fn what_is_no_upload_or_too_much_is_refused_in_words() {
    let html = ("Accept", "text/html");
    let answer = site().ask("POST", "/mine/import", &[("Content-Type", "application/json"), html], b"{}");
    assert_eq!(answer.status, 400, "{}", answer.text());
    assert!(answer.text().contains("try again"));
    let broken = send_to(site(), "/mine/import", &form(&[("a.csv", RATINGS)], &[])[..200]);
    assert_eq!(broken.status, 400, "{}", broken.text());
    let large = vec![b'x'; 21 << 20];
    let answer = import(&[("large.csv", &large), ("ratings.csv", RATINGS)], &[]);
    assert_eq!(answer.status, 413);
    assert!(answer.text().contains("more than 20 MB together"), "{}", answer.text());
    let many: Vec<(&str, &str)> = vec![("x", "y"); 4_100];
    assert_eq!(import(&[], &many).status, 400);
    assert_eq!(site().get("/mine/import").status, 405);
    assert!(page(&[], &[]).contains("No file was chosen"));
}

/// Uploads under way hold no more memory than there is for them; one more is told to come again, and the site answers meanwhile.
#[test]
fn uploads_share_a_budget() {
    use std::io::{Read as _, Write as _};
    let site = TestServer::start(crate::films::catalogue(), settings());
    let head = format!(
        "POST /mine/import HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {}\r\n\r\n",
        20 << 20
    );
    let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.csv\"\r\n\r\n");
    let megabytes = vec![b'x'; 19 << 20];
    let mut open = Vec::new();
    for _ in 0..6 {
        let mut stream = std::net::TcpStream::connect(site.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(8))).unwrap();
        for bytes in [head.as_bytes(), part.as_bytes(), &megabytes] {
            let _ = stream.write_all(bytes);
        }
        open.push(stream);
    }
    let mut answer = [0; 12];
    let refused = open.last_mut().unwrap().read_exact(&mut answer);
    assert!(refused.is_err() || &answer == b"HTTP/1.1 503", "{}", String::from_utf8_lossy(&answer));
    assert_eq!(site.get("/mine").status, 200);
    drop(open);
    let begun = Instant::now();
    while send_to(site, "/mine/import", &form(&[("r.csv", RATINGS)], &[])).status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(20), "the budget is given back");
    }
}

#[test]
fn films_move_between_lists_and_count_more_or_less() {
    let order = |path: &str| {
        let answer = site().get(path);
        assert_eq!(answer.status, 303, "{path}");
        answer.header("location").unwrap().to_owned()
    };
    let from = "/mine?like=cold-orbit-1986&want=lodgers-1968&mute=horror";
    assert_eq!(
        order(&format!("{from}&say=seen.lodgers-1968")),
        "/mine?like=cold-orbit-1986&seen=lodgers-1968&mute=horror#list-want"
    );
    assert_eq!(order(&format!("{from}&unsteer=horror")), "/mine?like=cold-orbit-1986&want=lodgers-1968#list-terms");
    assert_eq!(order(&format!("{from}&say=nothing")), "/mine#list-all");
    let loved = order(&format!("{from}&say=like4.cold-orbit-1986"));
    assert!(loved.starts_with("/t/") && loved.ends_with("/mine#list-like"), "{loved}");
    let loved = loved.split('#').next().unwrap();
    let mine = site().get(loved).text();
    assert!(
        mine.contains("value=\"like4.cold-orbit-1986\" aria-label=\"Cold Orbit counts 4 of 4\" aria-pressed=\"true\""),
        "{mine}"
    );
    // Of the weights nothing is left when the film moves on and back.
    let plain = order(&format!("{loved}?say=like2.cold-orbit-1986"));
    assert_eq!(plain, "/mine?like=cold-orbit-1986&want=lodgers-1968&mute=horror#list-like");
    assert!(
        site().get("/mine?say=love.x").status == 200
            && site().get("/mine?like=zzz&list=seen&page=9999999999").status == 200
    );
    let german = site().get("/mine?want=lodgers-1968&lang=de").text();
    assert!(german.contains("<h2>Will ich sehen <small>1 Film</small></h2>"), "{german}");
}

#[test]
fn a_long_list_has_pages() {
    let seen: String =
        ["cold-orbit-1986", "lodgers-1968", "salt-flat-1956"].iter().fold(String::new(), |mut text, id| {
            let _ = write!(text, "&seen={id}");
            text
        });
    let page = site().get(&format!("/mine?list=seen{seen}")).text();
    assert!(page.contains("All my lists") && page.contains("film-lodgers-1968"), "{page}");
    assert!(!page.contains("id=\"bring\""));
}

fn location(answer: &TestAnswer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").unwrap().to_owned()
}

#[test]
fn rules_are_set_on_the_page_and_obeyed_by_lists_and_the_interface() {
    let from = "/mine?like=cold-orbit-1986";
    let ruled = location(&site().get(&format!("{from}&rule=kind&name=western")));
    assert_eq!(ruled, "/mine?like=cold-orbit-1986&never=kind%3Awestern#list-rules");
    let mine = site().get(ruled.split('#').next().unwrap()).text();
    assert!(mine.contains("never western <small>leaves out"), "{mine}");
    let german = location(&site().get("/mine?rule=kind&name=horror&lang=de"));
    assert!(site().get(german.split('#').next().unwrap()).text().contains("nie Horror"));
    let refused = site().get(&format!("{from}&rule=before&name=%3Cb%3Esoon")).text();
    assert!(refused.contains("role=\"alert\"") && refused.contains("&#60;b&#62;soon"), "{refused}");
    let list = site().get("/?like=cold-orbit-1986&never=kind:western&never=before:1975").text();
    assert!(!list.contains("id=\"film-salt-flat-1956\"") && list.contains("never from before 1975"), "{list}");
    assert!(
        site().get("/film/salt-flat-1956?like=cold-orbit-1986&never=kind:western").text().contains("never western")
    );
    let taste = serde_json::json!({"likes": ["cold-orbit-1986"], "never": ["kind:western", "longer-than:95"]});
    let list = site().recommend(&taste).json();
    assert_eq!(list["never"][0]["rule"], "kind:western");
    assert!(list["never"][0]["left_out"].as_u64().unwrap() > 1);
    assert!(list["results"].as_array().unwrap().iter().all(|film| film["id"] != "salt-flat-1956"));
    let wrong = site().recommend(&serde_json::json!({"likes": ["cold-orbit-1986"], "never": ["colour:red"]}));
    assert!(wrong.problem(422).contains("never: \"colour\" is no rule"));
    // A link brings its rules and weights to the interface.
    let share = site().get("/mine?like=cold-orbit-1986&never=kind:western").text();
    let token = share.split("/taste.toml\"").next().unwrap().rsplit("/t/").next().unwrap().to_owned();
    let by_link = site().recommend(&serde_json::json!({"taste": format!("https://x.example/t/{token}")})).json();
    assert_eq!((by_link["never"][0]["rule"].as_str(), by_link["learnt"].as_bool()), (Some("kind:western"), Some(true)));
    assert!(site().recommend(&serde_json::json!({"taste": "nonsense"})).problem(422).starts_with("taste: "));
}

fn token(query: &str) -> String {
    let page = site().get(&format!("/mine?{query}")).text();
    page.split("/taste.toml\"").next().unwrap().rsplit("/t/").next().unwrap().to_owned()
}

#[test]
fn people_choose_together_each_with_a_place_and_a_veto() {
    let (first, second) = (token("like=cold-orbit-1986&never=kind:western"), token("like=two-umbrellas-1961"));
    let path = format!("/together?t={first}&t=http://elsewhere.example/t/{second}");
    let page = site().get(&path).text();
    assert!(page.contains("Person 1: place ") && page.contains("Person 2: place "), "{page}");
    assert!(page.contains("likes Cold Orbit") && page.contains("never western: leaves out"));
    assert!(!page.contains("salt-flat-1956"), "one person's rule holds for all");
    let best = page.split("name=\"veto\" value=\"1.").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let vetoed = site().get(&format!("{path}&veto=1.{best}")).text();
    assert!(!vetoed.contains(&format!("value=\"0.{best}\"")) && vetoed.contains("Person 2 has ruled out"), "{vetoed}");
    assert!(!vetoed.contains("name=\"veto\" value=\"1.") || !vetoed.contains("Person 2: not this one"));
    let average = site().get(&format!("{path}&agree=average&lang=de")).text();
    assert!(average.contains("value=\"average\" checked") && average.contains("Person 1: Platz "));
    assert!(
        average.contains(&format!("t={second}&#38;agree=average\" lang=\"en\"")) || average.contains("agree=average")
    );
    // Picks that stand in an address do, too.
    let plain = format!("/together?t={first}&t=http%3A%2F%2Fx%2F%3Flike%3Dtwo-umbrellas-1961");
    assert!(site().get(&plain).text().contains("likes Two Umbrellas"));
    let pasted = site().get(&format!(
        "/together?t=%3Chttp%3A%2F%2Fx%2Ft%2F{first}%3E.&t=my%20films%3A%20http%3A%2F%2Fx%2Ft%2F{second}"
    ));
    assert!(pasted.text().contains("For all of you"), "{}", pasted.text());
    let twice = site().get(&format!("/together?t={first}&t=http://x/t/{first}"));
    assert!(twice.text().contains("The same link came twice") && twice.text().contains("one more person"));
    assert!(
        site().get(&format!("/together?t={first}&t=https://boxd.it/x")).text().contains("nor the link to somebody")
    );
    assert!(site().get("/together").text().contains("Person 2: titles or a link"));
    assert!(site().get(&format!("/together?t={first}")).text().contains("one more person"));
    assert!(
        site().get(&format!("/together?t={first}&t=%3Cscript%3E")).text().contains("stands for person 2 is neither")
    );
    // So do titles, and what is not here is said.
    let titles = site().get(&format!("/together?t={first}&t=two+umbrellas,+Qwxzyv")).text();
    assert!(titles.contains("likes Two Umbrellas") && titles.contains("value=\"two umbrellas, Qwxzyv\""), "{titles}");
    assert!(titles.contains("Person 2: Not in this catalogue: “Qwxzyv”"), "{titles}");
    let cut = &second[1..];
    assert!(site().get(&format!("/together?t={first}&t={cut}")).text().contains("link of person 2 is not whole"));
    let many = format!("/together?{}", format!("t={first}&").repeat(9));
    assert!(site().get(&many).text().contains("At most 6 people"));
    for odd in ["&veto=9.x", "&veto=x", "&veto=0.", "&agree=x", "&t=&t="] {
        assert_eq!(site().get(&format!("{path}{odd}")).status, 200, "{odd}");
    }
}

#[test]
fn given_films_come_back_in_ones_own_order() {
    let which = |query: &str, titles: &str| {
        send_to(site(), &format!("/which?{query}"), &form(&[], &[("titles", titles)])).text()
    };
    let page = which(
        "like=cold-orbit-1986",
        "1. Lodgers (1968)\r\n2. The Ninth Airlock (1979)\r\n3. Nowhere At All\r\n4. Cold Orbit\r\n5. Salt Flats (1956)",
    );
    let place = |id: &str| page.find(&format!("id=\"film-{id}\"")).unwrap_or_else(|| panic!("{id}: {page}"));
    assert!(place("the-ninth-airlock-1979") < place("lodgers-1968"));
    assert!(page.contains("1 film is left out") && page.contains("Nowhere At All"), "{page}");
    assert!(page.contains("near: ") && page.contains("Salt Flat (1956)</a>"), "{page}");
    assert!(page.contains("class=\"reasons\""), "{page}");
    let link =
        page.split("<p class=\"more\"><a href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let again = site().get(&link).text();
    assert!(again.contains("id=\"film-lodgers-1968\"") && !again.contains("Nowhere At All"));
    let wanted =
        site().follow("/which?of=want&want=lodgers-1968&want=the-ninth-airlock-1979&like=cold-orbit-1986").1.text();
    assert!(wanted.contains("<h1>Which one tonight?</h1>") && wanted.contains("You want to see it"), "{wanted}");
    assert!(which("", "Lodgers").contains("the best known come first"));
    let many = (0..300).map(|n| format!("Film {n} (1999)")).collect::<Vec<_>>().join("\n");
    assert!(which("", &format!("Lodgers\n{many}")).contains("More than 200 films"));
    assert!(which("", "Lodgers\n<script>alert(1)</script>").contains("&#60;script&#62;"));
    assert!(site().get("/which?among=nonsense&of=x").status == 200);
    assert!(site().get("/mine?want=lodgers-1968").text().contains("/which?want=lodgers-1968&#38;of=want"));
}

#[test]
fn a_wanted_film_is_marked_and_can_be_wanted_from_its_card_and_page() {
    let list = site().get("/?like=cold-orbit-1986&want=the-ninth-airlock-1979").text();
    assert!(list.contains("You want to see it") && list.contains("aria-label=\"I want to see Lodgers\""), "{list}");
    assert!(list.contains("<ul aria-label=\"You want to see\">"), "{list}");
    let film = site().get("/film/lodgers-1968?like=cold-orbit-1986").text();
    assert!(film.contains("href=\"/?like=cold-orbit-1986&#38;want=lodgers-1968\""), "{film}");
    let wanted = site().get("/film/lodgers-1968?want=lodgers-1968").text();
    assert!(wanted.contains("You want to see it.") && wanted.contains("href=\"/?seen=lodgers-1968\""));
}
