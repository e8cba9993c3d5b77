use std::fs;
use std::net::TcpListener;

use crate::Desk;

#[test]
fn help_reads_well() {
    let desk = Desk::new();
    for command in [
        &["--help"][..],
        &["recommend", "--help"],
        &["evaluate", "--help"],
        &["scrape", "--help"],
        &["get", "--help"],
        &["serve", "--help"],
        &["train", "--help"],
        &["catalogue", "import", "--help"],
        &["taste", "import", "--help"],
    ] {
        insta::assert_snapshot!(format!("help {}", command.join(" ")), desk.stdout(command));
    }
}

#[test]
fn a_wiki_in_a_zim_file_becomes_a_catalogue_without_a_network() {
    let desk = Desk::new();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../scraper/tests/zim/films.zim");
    let taken = desk.json(&["scrape", "--zim", file, "--json"]);
    assert_eq!((&taken["kept"], &taken["films"], &taken["too_large"]), (&8.into(), &8.into(), &1.into()));
    assert_eq!(desk.json(&["train", "--json"])["films"], 8);
    let (_, error) = desk.fails(&["scrape", "--zim", "missing.zim"]);
    assert_eq!(error.matches("No such file").count(), 1, "{error}");
    let (code, error) = desk.fails(&["scrape", "--zim", file, "--list", "List of films"]);
    assert!(code == 2 && error.contains("cannot be used with"), "{error}");
}

#[test]
fn alien_and_blade_runner_lead_to_films_a_person_would_nod_at() {
    let desk = Desk::new();
    let found = desk.json(&["recommend", "--like", "Alien", "--like", "blade runner", "--limit", "20", "--json"]);
    let ids: Vec<&str> = found["results"].as_array().unwrap().iter().map(|film| film["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 20);
    assert!(!ids.contains(&"alien-1979") && !ids.contains(&"blade-runner-1982"));
    let expected = [
        "aliens-1986",
        "the-terminator-1984",
        "predator-1987",
        "2001-a-space-odyssey-1968",
        "robocop-1987",
        "total-recall-1990",
        "the-thing-1982",
    ];
    let met = expected.iter().filter(|id| ids.contains(id)).count();
    assert!(met >= 4, "{ids:?}");
    assert!(found["results"].as_array().unwrap().iter().all(|film| !film["reasons"].as_array().unwrap().is_empty()));
}

#[test]
fn without_picks_the_list_says_what_it_is() {
    let desk = Desk::new();
    assert!(desk.stdout(&["recommend"]).starts_with("Well-known films of many kinds"));
    assert_eq!(desk.json(&["recommend", "--json"])["learnt"], false);
}

#[test]
fn unknown_and_ambiguous_titles_are_errors_that_ask_back() {
    let desk = Desk::new();
    let (code, error) = desk.fails(&["recommend", "--like", "Blade Runer"]);
    assert_eq!(code, 1);
    assert!(error.contains("did you mean \"Blade Runner (1982)\""), "{error}");
    let films = r#"{"title":"King Kong","year":1933,"genres":["horror"]}
{"title":"King Kong","year":2005,"genres":["horror"]}
{"title":"Gojira","year":1954,"genres":["horror"]}"#;
    fs::write(desk.folder.path().join("films.jsonl"), films).unwrap();
    desk.stdout(&["train", "--catalogue", "films.jsonl"]);
    let (_, error) = desk.fails(&["recommend", "--like", "king kong"]);
    assert!(error.contains("\"King Kong (1933)\", \"King Kong (2005)\"? Give the year too"), "{error}");
    let list = desk.stdout(&["recommend", "--like", "king kong 1933"]);
    assert!(list.contains("Gojira (1954)") && !list.contains("King Kong (2005)"), "{list}");
    let (_, error) = desk.fails(&["recommend", "--like", "King Kong 1933", "--dislike", "king-kong-1933"]);
    assert!(error.contains("King Kong (1933) is both liked and disliked"), "{error}");
}

#[test]
fn filters_without_a_film_say_which_condition_to_loosen() {
    let desk = Desk::new();
    let (code, error) = desk.fails(&["recommend", "--like", "Alien", "--years", "1890..1900"]);
    assert_eq!(code, 1);
    assert!(error.contains("no film fits: loosen one of --years ("), "{error}");
}

#[test]
fn filters_are_exact() {
    let desk = Desk::new();
    let found =
        desk.json(&["recommend", "--like", "Alien", "--years", "1980..1989", "--without-genre", "horror", "--json"]);
    for film in found["results"].as_array().unwrap() {
        assert!((1980..1990).contains(&film["year"].as_i64().unwrap()), "{film}");
    }
}

#[test]
fn a_score_is_the_sum_of_its_parts() {
    let why = Desk::new().json(&["explain", "--like", "Alien", "--dislike", "Titanic", "--film", "Aliens", "--json"]);
    let sum: f64 = why["parts"].as_array().unwrap().iter().map(|part| part["contribution"].as_f64().unwrap()).sum();
    assert!((sum - why["score"].as_f64().unwrap()).abs() < 1e-5);
    assert_eq!(why["likes"][0]["id"], "alien-1979");
}

#[test]
fn search_finds_near_misses() {
    let desk = Desk::new();
    assert!(desk.stdout(&["search", "shawshenk"]).contains("The Shawshank Redemption (1994)"));
    let (code, error) = desk.fails(&["search", "\u{1b}[2Jzzzzqqqq"]);
    assert_eq!(code, 1);
    assert!(!error.contains('\u{1b}'), "{error:?}");
}

#[test]
fn a_tour_goes_by_way_of_films_between() {
    let desk = Desk::new();
    let printed = desk.stdout(&["tour", "Alien", "Amélie"]);
    let lines: Vec<&str> = printed.lines().collect();
    assert!(lines[0].starts_with("  1. Alien (1979) · Ridley Scott"), "{printed}");
    assert!(lines[1].starts_with("  2. ") && lines[2].starts_with("     "), "a film, then what both share: {printed}");
    assert!(lines[lines.len() - 2].contains(". Amélie (2001)"), "{printed}");
    let tour = desk.json(&["tour", "alien-1979", "amelie-2001", "--json"]);
    let stops = tour["results"].as_array().unwrap();
    assert!((4..=9).contains(&stops.len()), "{tour}");
    assert_eq!((&stops[0]["id"], &stops[0]["shared"]), (&"alien-1979".into(), &serde_json::json!([])));
    assert!(stops[1..].iter().all(|stop| !stop["shared"].as_array().unwrap().is_empty()), "{tour}");
    let (code, error) = desk.fails(&["tour", "Alien", "Qwxzyv"]);
    assert!(code == 1 && error.contains("no film is called \"Qwxzyv\""), "{error}");
}

#[test]
fn a_wish_in_words_says_how_it_was_read() {
    let desk = Desk::new();
    let printed = desk.stdout(&["recommend", "--ask", "speilberg 90s, no horror", "--limit", "3"]);
    assert!(printed.starts_with("Read as: Steven Spielberg, 1990s; not horror\n\n"), "{printed}");
    assert!(printed.contains("Left out: horror (") && printed.contains("\n  1. "), "{printed}");
    assert_eq!(printed.matches("(199").count(), 3, "{printed}");
    let found = desk.json(&["recommend", "--like", "Alien", "--ask", "science fiction before 1970", "--json"]);
    assert_eq!(found["read_as"][1]["name"], "until 1969");
    assert!(found["results"].as_array().unwrap().iter().all(|film| film["year"].as_u64().unwrap() < 1970));
    let (code, error) = desk.fails(&["recommend", "--ask", &"x".repeat(201)]);
    assert!(code == 2 && error.contains("say it in 200"), "{error}");
    let (_, error) = desk.fails(&["recommend", "--ask", "spielberg before 1930"]);
    assert!(error.contains("loosen one of --ask"), "{error}");
}

#[test]
fn a_title_that_is_not_there_is_told() {
    let desk = Desk::new();
    let printed = desk.stdout(&["search", "casablanca", "of", "qwxzyv"]);
    assert!(
        printed.starts_with("Not in this catalogue: \"casablanca of qwxzyv\". The nearest titles: Casablanca (1942)"),
        "{printed}"
    );
    assert!(desk.stdout(&["search", "casablanca"]).starts_with("Casablanca (1942)"));
    let printed = desk.stdout(&["search", "spielberg", "90s"]);
    assert!(printed.starts_with("A list of films for: Steven Spielberg, 1990s"), "{printed}");
}

#[test]
fn usage_errors_exit_with_2() {
    let desk = Desk::new();
    for arguments in [
        &["recommend", "--limit", "0"][..],
        &["recommend", "--years", "x"],
        &["scrape", "--list", "X"],
        &["scrape", "--list", "X", "--contact", "me@example.org"],
        &["scrape", "--list", "X", "--contact", "a@kino.se", "--rate", "21"],
        &["scrape", "--list", "X", "--contact", "a@kino.se", "--in-flight", "10"],
        &["scrape", "--list", "X", "--contact", "a@kino.se", "--until", "someday"],
        &["scrape", "--list", "X", "--contact", "a@kino.se", "--page", "https://example.org/"],
        &["scrape", "--list", "X", "--contact", "a@kino.se", "--until", "06:30", "--for", "6h"],
        &["serve", "--listen", "nowhere"],
        &["serve", "--link", "Watch here=javascript:alert(1)"],
        &["serve", "--link", "Watch here=https://films.example/{id}"],
        &["sing"],
    ] {
        assert_eq!(desk.fails(arguments).0, 2, "{arguments:?}");
    }
}

#[test]
fn bad_catalogues_are_named_by_line_and_leave_the_model_alone() {
    let desk = Desk::new();
    desk.stdout(&["train"]);
    let before = desk.json(&["models", "--json"]);
    for (text, wanted) in [
        ("{\"title\":\"A\",\"year\":1990}\nnonsense", "films.jsonl line 2: not a JSON object"),
        ("{\"year\":1990}", "films.jsonl line 1: \"title\" is missing"),
        ("{\"title\":\"A\",\"year\":3021}", "films.jsonl line 1: \"year\": 3021 is not a year films come from"),
        (
            "{\"id\":\"a-1990\",\"title\":\"A\",\"year\":1990}\n{\"id\":\"a-1990\",\"title\":\"B\",\"year\":1990}",
            "line 2: \"id\": a-1990 stands in line 1 already",
        ),
        ("", "films.jsonl holds no films"),
    ] {
        fs::write(desk.folder.path().join("films.jsonl"), text).unwrap();
        let (code, error) = desk.fails(&["train", "--catalogue", "films.jsonl"]);
        assert_eq!(code, 1);
        assert!(error.contains(wanted), "{error}");
    }
    assert_eq!(desk.json(&["models", "--json"]), before);
}

/// A French catalogue, with the fields that a scrape gives.
const FRENCH: &str = r#"{"title":"Le Fabuleux Destin d'Amélie Poulain","year":2001,"directors":["Jean-Pierre Jeunet"],"synopsis":"Une serveuse timide de Montmartre aide les gens qui l'entourent. Elle trouve l'amour avec un garçon rêveur."}
{"title":"Le Rêveur de Montmartre","year":1994,"synopsis":"Un peintre rêveur tombe amoureux d'une serveuse de Montmartre. Cet amour change sa vie."}
{"title":"L'Évadé de la forêt","year":1962,"synopsis":"Un évadé se cache dans une forêt, où deux sœurs le recueillent. Un détective le poursuit."}
{"title":"Sœurs de glace","year":1978,"synopsis":"Deux sœurs vivent seules dans la forêt. Un évadé blessé frappe à leur porte."}
{"title":"La Nuit du phare","year":1955,"synopsis":"Un détective arrive dans un port où le gardien du phare a disparu. Les pêcheurs se taisent."}
{"title":"Le Port de l'angoisse","year":1970,"synopsis":"Dans un port, un pêcheur trouve le corps d'un détective. Le gardien du phare sait tout."}
{"title":"Les Amants du Nord","year":1988,"synopsis":"Une serveuse et un pêcheur découvrent l'amour pendant l'hiver. Le garçon est timide."}
"#;

#[test]
fn a_french_catalogue_is_searched_and_explained_in_french() {
    let desk = Desk::new();
    // Of so few films, a word in two is in more than a tenth; other films are needed around them.
    let others = |n: usize| {
        let words = ["jardin", "avion", "banque", "cheval", "musique", "procès", "volcan", "désert", "robot", "école"];
        let (one, other) = (words[n % 10], words[n / 10 % 10]);
        format!(
            "{{\"title\":\"Le Film {n}\",\"year\":1980,\"synopsis\":\"Dans un {one}, un homme et sa fille sont avec un {other}.\"}}\n"
        )
    };
    let films = FRENCH.to_owned() + &(0..40).map(others).collect::<String>();
    fs::write(desk.folder.path().join("films.jsonl"), films).unwrap();
    let said = desk.stdout(&["train", "--catalogue", "films.jsonl", "--no-map"]);
    assert!(said.contains("Its texts are in French"), "{said}");
    let detected = desk.json(&["train", "--catalogue", "films.jsonl", "--no-map", "--json"]);
    let named = desk.json(&["train", "--catalogue", "films.jsonl", "--no-map", "--language", "fr", "--json"]);
    assert_eq!((&detected["language"], &detected["model"]), (&"fr".into(), &named["model"]));

    let found = desk.stdout(&["search", "amelie", "poulain"]);
    assert!(found.contains("Le Fabuleux Destin d'Amélie Poulain"), "{found}");
    let recommended =
        desk.json(&["recommend", "--like", "le fabuleux destin d'amelie poulain", "--limit", "3", "--json"]);
    assert_eq!(recommended["results"][0]["title"], "Le Rêveur de Montmartre");
    let reasons = recommended["results"][0]["reasons"].as_array().unwrap();
    let terms: Vec<&str> = reasons.iter().map(|reason| reason["term"].as_str().unwrap()).collect();
    assert!(terms.contains(&"rêveur") && terms.contains(&"montmartre"), "{terms:?}");

    let english = desk.json(&["train", "--catalogue", "films.jsonl", "--no-map", "--language", "en", "--json"]);
    assert!(english["language"] == "en" && english["model"] != named["model"]);
    let (code, error) = desk.fails(&["train", "--language", "klingon"]);
    assert!(
        code == 2
            && error.contains("they are en, fr, de, es, it, pt, ru, sv, pl, nl, da, no, fi, hu, ro, tr, ja, zh, th"),
        "{error}"
    );
}

#[test]
fn two_trainings_give_the_same_bytes() {
    let files = |desk: &Desk| {
        desk.stdout(&["train"]);
        let version = fs::read_to_string(desk.folder.path().join("data/models/current")).unwrap();
        let folder = desk.folder.path().join("data/models").join(version.trim());
        let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        names.sort();
        names.iter().map(|path| (path.file_name().unwrap().to_owned(), fs::read(path).unwrap())).collect::<Vec<_>>()
    };
    assert!(files(&Desk::new()) == files(&Desk::new()));
}

#[test]
fn the_map_is_computed_unless_no_map_is_given() {
    let desk = Desk::new();
    let map = |trained: &serde_json::Value| {
        desk.folder.path().join("data/models").join(trained["model"].as_str().unwrap()).join("map.bin").exists()
    };
    let without = desk.json(&["train", "--no-map", "--json"]);
    assert!(without["map_seconds"].is_null() && !map(&without), "{without}");
    let with = desk.json(&["train", "--json"]);
    assert!(with["map_seconds"].is_number() && map(&with), "{with}");
    assert_eq!(with["model"], without["model"]);
}

#[test]
fn an_earlier_model_can_be_made_the_current_one() {
    let desk = Desk::new();
    let first = desk.json(&["train", "--json"])["model"].as_str().unwrap().to_owned();
    let second = desk.json(&["train", "--seed", "7", "--json"])["model"].as_str().unwrap().to_owned();
    assert_ne!(first, second);
    assert_eq!(desk.json(&["models", "--json"])["current"], second.as_str());
    desk.stdout(&["models", "use", &first]);
    assert_eq!(desk.json(&["recommend", "--json"])["model"], first.as_str());
    assert!(desk.fails(&["models", "use", "0123456789ab"]).1.contains("is not a finished model"));
}

#[test]
fn training_again_on_the_same_films_does_nothing_and_repairs_a_broken_model() {
    let desk = Desk::new();
    let first = desk.json(&["train", "--json"]);
    assert_eq!(first["new"], true);
    let models = desk.folder.path().join("data/models");
    let matrix = models.join(first["model"].as_str().unwrap()).join("matrix.bin");
    let written = || fs::metadata(&matrix).unwrap().modified().unwrap();
    let before = written();
    assert!(desk.stdout(&["train"]).contains("nothing to train"));
    let again = desk.json(&["train", "--json"]);
    assert_eq!((&again["new"], &again["bytes"], written()), (&false.into(), &first["bytes"], before));
    let bytes = fs::read(&matrix).unwrap();
    fs::write(&matrix, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(desk.json(&["train", "--json"])["new"], true);
    assert!(fs::read(&matrix).unwrap() == bytes);
    // With --if-new, a model that was switched to stays the current one.
    let other = desk.json(&["train", "--no-map", "--seed", "7", "--json"])["model"].clone();
    desk.stdout(&["train", "--if-new"]);
    assert_eq!(desk.json(&["models", "--json"])["current"], other);
    desk.stdout(&["train"]);
    assert_eq!(desk.json(&["models", "--json"])["current"], first["model"]);
}

#[test]
fn prune_removes_old_models_but_keeps_the_current_one_and_the_newest() {
    let desk = Desk::new();
    let train =
        |seed: &str| desk.json(&["train", "--no-map", "--seed", seed, "--json"])["model"].as_str().unwrap().to_owned();
    let [a, b, c, d] = ["1", "2", "3", "4"].map(train);
    desk.stdout(&["models", "use", &a]);
    let models = desk.folder.path().join("data/models");
    // A model of another format counts. One that is being written does not count yet.
    let manifest = models.join(&b).join("manifest.json");
    fs::write(&manifest, fs::read_to_string(&manifest).unwrap().replace("\"format\": ", "\"format\": 9")).unwrap();
    let time = fs::metadata(models.join(&c).join("manifest.json")).unwrap().modified().unwrap();
    fs::File::options()
        .append(true)
        .open(&manifest)
        .unwrap()
        .set_modified(time - std::time::Duration::from_secs(60))
        .unwrap();
    fs::create_dir(models.join("begun")).unwrap();
    let removed = desk.json(&["models", "prune", "--keep", "2", "--json"]);
    assert_eq!(removed["removed"], serde_json::json!([b]));
    desk.stdout(&["models", "prune", "--keep", "0"]);
    assert!(!models.join(c).exists() && !models.join(d).exists() && models.join("begun").exists());
    assert_eq!(desk.json(&["recommend", "--json"])["model"], a.as_str());
    assert_eq!(desk.stdout(&["models", "prune"]), "No models to remove.\n");
}

#[test]
fn a_damaged_model_is_an_error_that_says_what_to_run() {
    let desk = Desk::new();
    let version = desk.json(&["train", "--json"])["model"].as_str().unwrap().to_owned();
    let matrix = desk.folder.path().join("data/models").join(version).join("matrix.bin");
    let bytes = fs::read(&matrix).unwrap();
    fs::write(&matrix, &bytes[..bytes.len() / 2]).unwrap();
    let (code, error) = desk.fails(&["recommend"]);
    assert_eq!(code, 1);
    assert!(error.contains("matrix.bin is damaged") && error.contains("run `matinee train` again"), "{error}");
}

#[test]
fn options_come_from_flags_then_the_environment_then_the_file() {
    let desk = Desk::new();
    let of = |name: &str| desk.folder.path().join(name).join("models").exists();
    fs::write(desk.folder.path().join("matinee.toml"), "data = \"from-file\"\n").unwrap();
    desk.stdout(&["train"]);
    assert!(of("from-file"));
    assert!(desk.command(&["train"]).env("MATINEE_DATA", "from-environment").output().unwrap().status.success());
    assert!(of("from-environment"));
    assert!(
        desk.command(&["train", "--data", "from-flag"]).env("MATINEE_DATA", "x").output().unwrap().status.success()
    );
    assert!(of("from-flag") && !of("x") && !of("data"));
    fs::write(desk.folder.path().join("matinee.toml"), "dta = \"x\"\n").unwrap();
    let (code, error) = desk.fails(&["train"]);
    assert_eq!(code, 2);
    assert!(error.contains("in matinee.toml: \"dta\" is not an option"), "{error}");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let desk = Desk::new();
    fs::write(desk.folder.path().join("file"), "").unwrap();
    let (code, error) = desk.fails(&["train", "--data", "file/inside"]);
    assert_eq!(code, 1);
    assert!(error.contains("cannot write file/inside/models/"), "{error}");
}

#[test]
fn a_port_in_use_is_named_with_a_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, error) = Desk::new().fails(&["serve", "--listen", &address]);
    assert_eq!(code, 1);
    assert!(error.contains(&address) && error.contains("--listen"), "{error}");
}

#[test]
fn among_named_films_the_best_comes_first() {
    let desk = Desk::new();
    let printed = desk.stdout(&[
        "recommend",
        "--like",
        "Alien",
        "--among",
        "Casablanca",
        "--among",
        "Aliens",
        "--among",
        "Alien",
    ]);
    let places: Vec<&str> = printed.lines().filter(|line| line.contains(". ")).collect();
    assert!(places.len() == 2 && places[0].contains("Aliens (1986)") && places[1].contains("Casablanca"), "{printed}");
    let (_, error) = desk.fails(&["recommend", "--like", "Alien", "--among", "Alien"]);
    assert!(error.contains("in your taste already"), "{error}");
}

#[test]
fn a_muted_kind_is_left_out_and_said() {
    let desk = Desk::new();
    let alien = |more: &[&'static str]| [&["recommend", "--like", "Alien"][..], more].concat();
    let printed = desk.stdout(&alien(&["--mute", "sci-fi", "--less", "horror", "-n", "20"]));
    assert!(printed.starts_with("Left out: sci-fi (") && printed.contains(" films).\n"), "{printed}");
    assert!(!printed.contains("Aliens (1986)") && !printed.contains("science fiction"), "{printed}");
    let printed = desk.stdout(&["explain", "--like", "Alien", "--mute", "sci-fi", "--film", "Aliens"]);
    assert!(printed.contains("left out of lists by --mute sci-fi"), "{printed}");
    let json = desk.json(&["explain", "--like", "Alien", "--mute", "sci-fi", "--film", "Aliens", "--json"]);
    assert_eq!(json["left_out_by"], serde_json::json!(["sci-fi"]));
    let (_, error) = desk.fails(&alien(&["--genre", "western", "--mute", "western"]));
    assert!(error.contains("--genre (") && error.contains("--mute \"western\" ("), "{error}");
}

#[test]
fn several_people_get_one_list_with_each_ones_rank() {
    let desk = Desk::new();
    let picks = |name: &str, text: &str| fs::write(desk.folder.path().join(name), text).unwrap();
    picks(
        "anna.json",
        r#"{"matinee": 1, "like": ["amelie-2001"], "dislike": [], "seen": [], "boost": [], "mute": []}"#,
    );
    picks("ben.json", r#"{"matinee": 1, "like": ["heat-1995"]}"#);
    let printed =
        desk.stdout(&["recommend", "--like", "Alien", "--with", "anna.json", "--with", "ben.json", "-n", "3"]);
    for name in ["you", "anna", "ben"] {
        assert_eq!(printed.matches(&format!("     {name}: top ")).count(), 3, "{printed}");
    }
    let json = desk.json(&["recommend", "--with", "anna.json", "--with", "ben.json", "--agree", "average", "--json"]);
    assert_eq!(json["results"][0]["people"][1]["name"], "ben");
    // A person with only seen films has no say, but these films are left out.
    let best = json["results"][0]["title"].as_str().unwrap();
    let printed = desk.stdout(&["recommend", "--seen", best, "--with", "anna.json", "--with", "ben.json", "-n", "200"]);
    assert!(printed.contains("ben: top ") && !printed.contains("you: "), "{printed}");
    assert!(!printed.contains(&format!(". {best} (")), "{printed}");
    picks("none.json", r#"{"films": []}"#);
    picks("gone.json", r#"{"matinee": 1, "like": ["no-such-film-1900"]}"#);
    for (file, wanted) in
        [("none.json", "holds no picks"), ("gone.json", "no-such-film-1900"), ("x.json", "cannot read")]
    {
        let (_, error) = desk.fails(&["recommend", "--with", file]);
        assert!(error.contains(wanted) && error.contains(file), "{error}");
    }
}
