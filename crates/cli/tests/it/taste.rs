//! `matinee taste`, and a taste that other commands read.

use std::fs;

use crate::Desk;

/// Films of a made-up catalogue, with a film twice and a remake.
const FILMS: &str = r#"{"title":"Alien","year":1979,"genres":["horror","science fiction"],"directors":["Ridley Scott"],"external":{"imdb":"tt0078748"}}
{"title":"Aliens","year":1986,"genres":["horror","science fiction"],"directors":["James Cameron"],"external":{"imdb":"tt0090605"}}
{"title":"Predator","year":1987,"genres":["horror","science fiction"],"directors":["John McTiernan"]}
{"title":"The Thing","year":1982,"genres":["horror","science fiction"],"directors":["John Carpenter"]}
{"title":"Heat","year":1995,"genres":["crime"],"directors":["Michael Mann"],"external":{"imdb":"tt0113277"}}
{"title":"Ronin","year":1998,"genres":["crime"],"directors":["John Frankenheimer"]}
{"title":"Casablanca","year":1942,"genres":["romance"],"directors":["Michael Curtiz"]}
{"title":"Jaws","year":1975,"genres":["thriller"],"directors":["Steven Spielberg"]}
{"title":"Crash","year":2004,"genres":["drama"],"directors":["Ann Lee"]}
{"title":"Crash","year":2004,"genres":["drama"],"directors":["Bo Li"]}
{"title":"Nomadland","year":2021,"genres":["drama"],"directors":["Chloé Zhao"]}
{"title":"Columbus","year":2015,"genres":["drama"],"directors":["Cy Day"]}
"#;

const RATINGS: &str = "Date,Name,Year,Letterboxd URI,Rating
2024-01-02,Alien,1979,https://boxd.it/1,5
2024-01-02,Jaws,1975,https://boxd.it/2,3.5
2024-01-02,Heat,1995,https://boxd.it/3,1.5
2024-01-02,Nomadland,2020,https://boxd.it/4,4
2024-01-02,Columbus,2017,https://boxd.it/5,4.5
2024-01-02,Crash,2004,https://boxd.it/6,2
2024-01-02,The Thang,1982,https://boxd.it/7,4
2024-01-02,=SUM(A1),1999,https://boxd.it/8,4
2024-01-02,,1999,https://boxd.it/9,4
";

/// A desk with a model of these films.
pub(crate) fn desk() -> Desk {
    let desk = Desk::new();
    fs::write(desk.folder.path().join("films.jsonl"), FILMS).unwrap();
    desk.stdout(&["train", "--catalogue", "films.jsonl"]);
    desk
}

pub(crate) fn write(desk: &Desk, name: &str, text: &str) {
    fs::write(desk.folder.path().join(name), text).unwrap();
}

pub(crate) fn read(desk: &Desk, name: &str) -> String {
    fs::read_to_string(desk.folder.path().join(name)).unwrap()
}

#[test]
fn a_letterboxd_export_becomes_a_taste_with_a_report_of_what_was_not_found() {
    let desk = desk();
    write(&desk, "ratings.csv", RATINGS);
    write(&desk, "watchlist.csv", "Date,Name,Year,Letterboxd URI\n2024-01-02,Casablanca,1942,https://boxd.it/10\n");
    let said = desk.stdout(&["taste", "import", "ratings.csv", "watchlist.csv", "--unmatched", "not-found.csv"]);
    insta::assert_snapshot!("taste import letterboxd", said);
    insta::assert_snapshot!("taste of letterboxd", read(&desk, "data/taste.toml"));
    insta::assert_snapshot!("not found of letterboxd", read(&desk, "not-found.csv"));
    // Filled in and imported again, what was not found is added with what was said of it.
    let filled = read(&desk, "not-found.csv").replace("\n,Columbus", "\ncolumbus-2015,Columbus");
    write(&desk, "filled.csv", &filled);
    let again = desk.json(&["taste", "import", "filled.csv", "--json"]);
    assert_eq!(again["not_found"].as_array().unwrap().len(), 3);
    let show = desk.stdout(&["taste", "show"]);
    assert!(show.contains("Columbus (2015)  [columbus-2015]") && show.contains("Alien (1979)"), "{show}");
}

#[test]
fn imdbs_ratings_become_a_taste_by_their_numbers() {
    let desk = desk();
    write(&desk, "ratings.csv", "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors
tt0078748,10,2024-01-02,Das unheimliche Wesen,Alien,https://www.imdb.com/title/tt0078748,Movie,8.5,117,1979,Horror,900000,1979-05-25,Ridley Scott
tt0113277,3,2024-01-02,Heat,Heat,https://www.imdb.com/title/tt0113277,Movie,8.3,170,1995,Crime,700000,1995-12-15,Michael Mann
tt5753856,9,2024-01-02,Dark,Dark,https://www.imdb.com/title/tt5753856,TV Series,8.7,60,2017,Drama,400000,2017-12-01,
tt9999999,8,2024-01-02,Alien,Alien,https://www.imdb.com/title/tt9999999,Movie,3.0,80,1979,Horror,90,1979-01-01,Nobody
");
    insta::assert_snapshot!(
        "taste import imdb",
        desk.stdout(&["taste", "import", "ratings.csv", "--out", "mine.toml"])
    );
    let taste = read(&desk, "mine.toml");
    assert!(taste.contains(r#"{ id = "alien-1979", title = "Alien (1979)", weight = "#), "{taste}");
}

#[test]
fn a_taste_in_a_file_is_recommended_by() {
    let desk = desk();
    write(&desk, "ratings.csv", RATINGS);
    desk.stdout(&["taste", "import", "ratings.csv"]);
    desk.stdout(&["taste", "add", "--want", "Predator", "--seen", "The Thing", "--mute", "romance"]);
    let ids = |arguments: &[&str]| -> Vec<String> {
        let found = desk.json(arguments);
        found["results"].as_array().unwrap().iter().map(|film| film["id"].as_str().unwrap().to_owned()).collect()
    };
    let found = ids(&["recommend", "--taste", "data/taste.toml", "--json"]);
    assert!(found.iter().any(|id| id == "aliens-1986") && found.iter().any(|id| id == "predator-1987"), "{found:?}");
    for named in ["alien-1979", "jaws-1975", "heat-1995", "nomadland-2021", "the-thing-1982"] {
        assert!(!found.iter().any(|id| id == named), "{named}: {found:?}");
    }
    let shown = desk.stdout(&["recommend", "--taste", "data/taste.toml"]);
    assert!(shown.contains("Predator (1987) · John McTiernan · you want to see it"), "{shown}");
    // What is said beside the file comes before it.
    let found = ids(&["recommend", "--taste", "data/taste.toml", "--dislike", "Alien", "--like", "Heat", "--json"]);
    assert_eq!(found[0], "ronin-1998", "{found:?}");
    assert!(
        desk.stdout(&["explain", "--taste", "data/taste.toml", "--film", "Aliens"])
            .contains("Alien (1979), which is liked")
    );
    let together = desk.json(&["recommend", "--like", "Heat", "--with", "data/taste.toml", "--json"]);
    assert_eq!(together["results"][0]["people"].as_array().map(Vec::len), Some(2), "{together}");
    // A film that this model does not have is said and costs nothing.
    write(&desk, "other.toml", "version = 1\nlike = [\"alien-1979\", \"gone-1901\"]\n");
    let output = desk.run(&["recommend", "--taste", "other.toml"]);
    let note = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && note.contains("1 of the 2 films of other.toml are not in this model"), "{note}");
}

#[test]
fn tastes_are_changed_compared_and_merged() {
    let desk = desk();
    desk.stdout(&["taste", "add", "--like", "Alien", "--weight", "4", "--file", "a.toml"]);
    desk.stdout(&["taste", "add", "--dislike", "Heat", "--boost", "horror", "--file", "a.toml"]);
    assert_eq!(
        desk.stdout(&["taste", "add", "--seen", "Alien", "--like", "Jaws", "--file", "b.toml"]),
        "b.toml: 2 films: 1 like, 1 seen\n"
    );
    assert_eq!(
        desk.stdout(&["taste", "diff", "a.toml", "b.toml"]),
        "~ like 4 -> seen Alien (1979)\n- dislike 2 Heat (1995)\n+ like 2 Jaws (1975)\n- boosted horror\n3 films are different\n"
    );
    assert_eq!(
        desk.stdout(&["taste", "merge", "a.toml", "b.toml", "--out", "c.toml"]),
        "c.toml: 3 films: 1 like, 1 dislike, 1 seen, 1 boosted\n"
    );
    assert_eq!(
        desk.stdout(&["taste", "remove", "alien", "heat-1995", "--term", "horror", "--file", "c.toml"]),
        "c.toml: 1 film: 1 like\n"
    );
    let (code, error) = desk.fails(&["taste", "remove", "Alien", "--file", "c.toml"]);
    assert!(code == 1 && error.contains("names no film \"Alien\""), "{error}");
    let (code, error) = desk.fails(&["taste", "add", "--file", "c.toml"]);
    assert!(code == 2 && error.contains("nothing to add"), "{error}");
}

#[test]
fn files_that_are_no_taste_are_neither_read_nor_replaced() {
    let desk = desk();
    write(&desk, "ratings.csv", RATINGS);
    for (text, wanted) in [
        ("version = 3\n", "\"version\" is 3"),
        ("like = []\n", "\"version\" is missing"),
        ("version = 1\nlike = [{ id = \"alien-1979\", weight = 9 }]\n", "\"weight\" of alien-1979 is 9: write 1 to 4"),
        ("version = 1\nlike = [\"alien-1979\"]\nseen = [\"alien-1979\"]\n", "alien-1979 is named twice"),
        ("version = 1\nlikes = []\n", "unknown field `likes`"),
        ("version = 1\nlike = [\"Alien 1979\"]\n", "is not a film id"),
        ("nothing of the kind", "not a taste"),
    ] {
        write(&desk, "odd.toml", text);
        for arguments in
            [&["recommend", "--taste", "odd.toml"][..], &["taste", "import", "ratings.csv", "--out", "odd.toml"]]
        {
            let (_, error) = desk.fails(arguments);
            assert!(error.contains(wanted) && error.contains("odd.toml"), "{text:?}: {error}");
        }
        assert_eq!(read(&desk, "odd.toml"), text);
    }
    let (_, error) = desk.fails(&["taste", "show"]);
    assert!(error.contains("`matinee taste import` and `matinee taste add` write one"), "{error}");
}

#[test]
fn cuts_are_moved_by_hand_and_lists_are_what_is_said() {
    let desk = desk();
    write(&desk, "ratings.csv", RATINGS);
    let moved = desk.json(&["taste", "import", "ratings.csv", "--like-from", "3.5/5", "--dislike-to", "1/5", "--json"]);
    assert_eq!((&moved["likes"], &moved["dislikes"], &moved["seen"]), (&3.into(), &0.into(), &1.into()));
    write(&desk, "favourite.txt", "1. Ronin (1998)\n2. Jaws (1975)\n");
    write(&desk, "more.txt", "Heat (1995)\n");
    desk.stdout(&["taste", "import", "more.txt", "--as", "want", "--out", "list.toml"]);
    desk.stdout(&["taste", "import", "favourite.txt", "--out", "list.toml"]);
    let taste = desk.json(&["taste", "show", "list.toml", "--json"]);
    let said: Vec<&str> =
        taste["films"].as_array().unwrap().iter().map(|film| film["taste"].as_str().unwrap()).collect();
    assert_eq!(said, ["like", "like", "want"]);
    let fresh = desk.json(&["taste", "import", "more.txt", "--out", "list.toml", "--replace", "--json"]);
    assert_eq!((&fresh["likes"], &fresh["seen"]), (&0.into(), &1.into()));
    let (code, error) = desk.fails(&["taste", "import", "more.txt", "--like-from", "great"]);
    assert!(code == 2 && error.contains("write 3.5/5, 7 (of 10) or 70%"), "{error}");
}

#[test]
fn a_taste_is_a_link_and_comes_back_from_it() {
    let desk = desk();
    desk.stdout(&["taste", "add", "--like", "Alien", "--like", "Heat", "--weight", "4", "--boost", "horror"]);
    desk.stdout(&["taste", "add", "--dislike", "Jaws", "--want", "Casablanca", "--mute", "crime"]);
    let kept = read(&desk, "data/taste.toml");
    let token = desk.stdout(&["taste", "link"]);
    let link = desk.stdout(&["taste", "link", "--taste", "data/taste.toml", "--site", "https://films.example/"]);
    assert_eq!(link, format!("https://films.example/t/{token}"));
    for (n, how) in
        [[token.trim(), "--replace"], [link.trim(), "--replace"], ["--token", token.trim()]].iter().enumerate()
    {
        let out = format!("back-{n}.toml");
        let said = desk.stdout(&["taste", "import", how[0], how[1], "--out", &out]);
        assert_eq!(read(&desk, &out), kept);
        assert_eq!(said, format!("{out}: 4 films: 2 likes, 1 dislike, 1 to see, 1 muted, 1 boosted\n"));
    }
    // Under another catalogue what is not there is counted.
    fs::write(
        desk.folder.path().join("few.jsonl"),
        FILMS.lines().take(3).flat_map(|line| [line, "\n"]).collect::<String>(),
    )
    .unwrap();
    desk.stdout(&["--data", "other", "train", "--catalogue", "few.jsonl"]);
    let said = desk.stdout(&["--data", "other", "taste", "import", link.trim()]);
    assert!(said.contains("1 film: 1 like, 1 muted, 1 boosted"), "{said}");
    let (_, refused) = desk.fails(&["taste", "import", &link.trim()[..link.len() - 4]]);
    assert!(refused.contains("copy it again, whole"), "{refused}");
    assert_eq!(read(&desk, "data/taste.toml"), kept);
}

#[test]
fn rules_stay_in_a_taste_and_a_file_of_titles_is_ranked() {
    let desk = desk();
    desk.stdout(&["taste", "add", "--like", "Alien"]);
    let said = desk.stdout(&["taste", "rule", "add", "kind", "horror"]);
    assert!(said.contains("1 rule"), "{said}");
    desk.stdout(&["taste", "rule", "add", "before", "1980"]);
    assert!(read(&desk, "data/taste.toml").contains("version = 2"));
    assert!(desk.stdout(&["taste", "show"]).contains("never: kind:horror, before:1980"));
    let list = desk.json(&["recommend", "--taste", "data/taste.toml", "--json"]);
    assert_eq!(list["never"][0]["rule"], "kind:horror");
    assert!(list["results"].as_array().unwrap().iter().all(|film| film["year"].as_u64() >= Some(1980)), "{list}");
    assert!(
        desk.stdout(&["recommend", "--like", "Alien", "--never", "kind:horror"]).contains("Left out: kind:horror (")
    );
    let link = desk.stdout(&["taste", "link"]);
    desk.stdout(&["taste", "import", link.trim(), "--out", "again.toml"]);
    assert!(read(&desk, "again.toml").contains("{ before = 1980 }"));
    desk.stdout(&["taste", "rule", "remove", "kind", "horror"]);
    let (_, error) = desk.fails(&["taste", "rule", "remove", "kind", "horror"]);
    assert!(error.contains("has no rule kind:horror"), "{error}");
    let (_, error) = desk.fails(&["taste", "rule", "add", "before", "soon"]);
    assert!(error.contains("a year such as 1970"), "{error}");
    write(&desk, "line-up.txt", "1. Casablanca (1942)\n2. Aliens\n3. Nowhere At All\n");
    let list = desk.json(&["recommend", "--like", "Alien", "--among", "line-up.txt", "--json"]);
    let ids: Vec<&str> = list["results"].as_array().unwrap().iter().filter_map(|film| film["id"].as_str()).collect();
    assert_eq!(ids, ["aliens-1986", "casablanca-1942"]);
}
