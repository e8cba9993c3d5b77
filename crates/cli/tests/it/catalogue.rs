//! `matinee catalogue`, as people run it.

use std::fs;

use crate::Desk;

#[test]
fn check_names_file_line_and_field_and_fails() {
    let desk = Desk::new();
    fs::write(desk.folder.path().join("films.jsonl"), r#"{"title":"Alien","year":"197g"}"#).unwrap();
    let output = desk.run(&["catalogue", "check", "films.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said, "films.jsonl:1: \"year\" is not a number (\"197g\")\n");
}

#[test]
fn stats_and_show_tell_of_the_starter_catalogue() {
    let desk = Desk::new();
    let stats = desk.stdout(&["catalogue", "stats"]);
    assert!(
        stats.contains("By decade") && stats.contains("Hindi") && stats.contains("South Asia") && stats.contains('█'),
        "{stats}"
    );
    let counted = desk.json(&["catalogue", "stats", "--json"]);
    let decades = counted["decades"].as_object().unwrap().values().map(|n| n.as_u64().unwrap());
    assert_eq!(decades.sum::<u64>(), counted["films"].as_u64().unwrap());
    assert!(desk.stdout(&["catalogue", "show", "alien"]).contains("Ridley Scott"));
    assert!(desk.fails(&["catalogue", "show", "Shawshenk Redemption"]).1.contains("did you mean"));
}

#[test]
fn what_is_exported_as_json_lines_differs_in_nothing() {
    let desk = Desk::new();
    desk.stdout(&["catalogue", "export", "--out", "a.jsonl"]);
    let films = fs::read_to_string(desk.folder.path().join("a.jsonl")).unwrap();
    fs::write(
        desk.folder.path().join("b.jsonl"),
        films.split_once('\n').unwrap().1.replace("Ridley Scott", "R. Scott"),
    )
    .unwrap();
    assert_eq!(desk.stdout(&["catalogue", "diff", "a.jsonl", "a.jsonl"]), "0 added, 0 removed, 0 changed\n");
    let diff = desk.stdout(&["catalogue", "diff", "a.jsonl", "b.jsonl"]);
    assert!(diff.contains("~ alien-1979: directors\n") && diff.contains("0 added, 1 removed"), "{diff}");
}

#[test]
fn the_exported_table_has_a_row_a_film() {
    let desk = Desk::new();
    let films = desk.json(&["catalogue", "stats", "--json"])["films"].as_u64().unwrap();
    let table = desk.stdout(&["catalogue", "export", "--format", "csv"]);
    assert!(table.starts_with("id,title,original_title,other_titles,year,directors,"));
    assert!(table.lines().count() as u64 > films);
}

#[test]
fn import_shows_bad_rows_keeps_them_all_in_a_file_and_is_strict_on_demand() {
    let desk = Desk::new();
    let bad: String = (0..30).map(|_| "Alien,197g\n").collect();
    fs::write(desk.folder.path().join("films.csv"), format!("title,year\nHair,1979\n{bad}")).unwrap();
    let (code, said) = desk.fails(&["catalogue", "import", "films.csv", "--out", "films.jsonl.zst", "--strict"]);
    assert_eq!((code, said.as_str()), (1, "error: films.csv:3: \"year\" is not a year (\"197g\")\n"));
    assert!(!desk.folder.path().join("films.jsonl.zst").exists());
    let output = desk.run(&["catalogue", "import", "films.csv", "--out", "films.jsonl.zst", "--errors", "bad.txt"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "films.jsonl.zst: 1 films; 30 bad rows passed over\n");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().filter(|line| line.contains("is not a year")).count(), 20);
    assert!(
        said.ends_with("films.csv: a table, commas between cells, 1 films\n  columns used: title, year\n"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(desk.folder.path().join("bad.txt")).unwrap().lines().count(), 30);
    assert!(desk.stdout(&["catalogue", "show", "hair", "--catalogue", "films.jsonl.zst"]).contains("Hair (1979)"));
}

#[test]
fn merge_joins_one_film_of_two_files_and_lists_what_is_doubtful() {
    let desk = Desk::new();
    let write = |name: &str, text: &str| fs::write(desk.folder.path().join(name), text).unwrap();
    write("a.jsonl", r#"{"title":"Stalker","year":1979,"directors":["Andrei Tarkovsky"],"synopsis":"A."}"#);
    write(
        "b.jsonl",
        "{\"title\":\"Stalker\",\"year\":1979}\n{\"title\":\"STALKER\",\"year\":1980,\"directors\":[\"Andrei Tarkovsky\"],\"synopsis\":\"Bb.\"}",
    );
    let said = desk.stdout(&["catalogue", "merge", "a.jsonl", "b.jsonl", "--prefer", "a.jsonl", "--out", "m.jsonl"]);
    assert_eq!(said, "m.jsonl: 1 films of 3 records; 0 doubtful pairs left apart\n");
    assert!(desk.stdout(&["catalogue", "show", "stalker-1979", "--catalogue", "m.jsonl"]).ends_with("\n  A.\n"));
    desk.stdout(&["catalogue", "merge", "b.jsonl", "a.jsonl", "--prefer", "a.jsonl", "--out", "n.jsonl"]);
    let read = |name: &str| fs::read(desk.folder.path().join(name)).unwrap();
    assert_eq!(read("m.jsonl"), read("n.jsonl"));
    assert_eq!(desk.fails(&["catalogue", "merge", "a.jsonl", "--prefer", "c.jsonl", "--out", "o.jsonl"]).0, 1);
}

#[test]
fn import_counts_values_it_left_out_and_show_has_the_fields_of_other_lists() {
    let desk = Desk::new();
    let table = "title,year,runtime,music by,tmdb_id\nHair,1979,soon,Galt MacDermot,10654\n";
    fs::write(desk.folder.path().join("films.csv"), table).unwrap();
    let output = desk.run(&["catalogue", "import", "films.csv", "--out", "films.jsonl.zst"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said, "films.jsonl.zst: 1 films; 0 bad rows passed over; 1 values left out\n");
    let noted = String::from_utf8(output.stderr).unwrap();
    let note = "films.csv:2: \"runtime\" is not a running time (\"soon\"); the film is kept without it\n";
    let columns = "  columns used: title, year, runtime as runtime_minutes, music by as composers, tmdb_id as tmdb\n";
    assert!(noted.starts_with(note) && noted.ends_with(columns), "{noted}");
    let counted = desk.json(&["catalogue", "import", "films.csv", "--out", "films.jsonl.zst", "--json"]);
    assert_eq!((&counted["films"], &counted["bad"], &counted["notes"]), (&1.into(), &0.into(), &1.into()));
    let card = desk.stdout(&["catalogue", "show", "hair", "--catalogue", "films.jsonl.zst"]);
    assert!(card.contains("  music by       Galt MacDermot\n") && card.contains("  TMDB           10654\n"), "{card}");
}

#[test]
fn a_merged_list_of_titles_and_years_leaves_every_film_pickable() {
    let desk = Desk::new();
    fs::write(desk.folder.path().join("list.csv"), "title,year\nAlien,1979\nHeat,1995\n").unwrap();
    desk.stdout(&["catalogue", "export", "--out", "starter.jsonl"]);
    desk.stdout(&["catalogue", "import", "list.csv", "--out", "list.jsonl.zst"]);
    let said = desk.stdout(&["catalogue", "merge", "starter.jsonl", "list.jsonl.zst", "--out", "all.jsonl.zst"]);
    let films = desk.json(&["catalogue", "stats", "--json"])["films"].as_u64().unwrap();
    assert!(said.contains(&format!("{films} films of {} records; 0 doubtful", films + 2)), "{said}");
    desk.stdout(&["train", "--no-map", "--catalogue", "all.jsonl.zst"]);
    assert!(desk.stdout(&["recommend", "--like", "Alien (1979)"]).contains("Aliens (1986)"));
}

#[test]
fn real_doubles_are_told_apart_and_an_id_is_always_taken() {
    let desk = Desk::new();
    let film = |id: &str, more: &str| {
        format!("{{\"id\":\"{id}\",\"title\":\"A\",\"year\":1990,\"genres\":[\"drama\"]{more}}}\n")
    };
    let another = film("b-1990", "").replace("\"A\"", "\"B\"");
    let films = another
        + &film("a-1990", ",\"directors\":[\"Ann Lee\"]")
        + &film("a-1990-2", ",\"directors\":[\"Bo Li\"]")
        + &film("a-1990-3", "");
    fs::write(desk.folder.path().join("films.jsonl"), films).unwrap();
    desk.stdout(&["train", "--no-map", "--catalogue", "films.jsonl"]);
    let (_, error) = desk.fails(&["recommend", "--like", "A (1990)"]);
    let wanted = "which of \"A (1990)\" by Ann Lee [a-1990], \"A (1990)\" by Bo Li [a-1990-2], \"A (1990)\" [a-1990-3]? Give the id in brackets";
    assert!(error.contains(wanted), "{error}");
    let output = desk.run(&["recommend", "--like", "a-1990-2"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.contains("B (1990)"), "{said}");
    assert!(!said.contains("A (1990)"), "another film of its title may be another version of it: {said}");
    assert!(!said.contains("well known"), "nothing says that any is known: {said}");
}

#[test]
fn a_title_a_year_off_is_taken_and_said() {
    let output = Desk::new().run(&["recommend", "--like", "Nomadland (2021)"]);
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "note: \"Nomadland (2021)\" is taken as Nomadland (2020)\n");
}

#[test]
fn no_file_that_is_read_is_written_and_no_other_by_accident() {
    let desk = Desk::new();
    let folder = desk.folder.path();
    let list = "title,year\nAlien,1979\n";
    fs::write(folder.join("list.csv"), list).unwrap();
    fs::write(folder.join("other.txt"), "mine").unwrap();
    fs::create_dir(folder.join("sub")).unwrap();
    fs::hard_link(folder.join("list.csv"), folder.join("hard.csv")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("list.csv", folder.join("soft.csv")).unwrap();
    #[cfg(not(unix))]
    fs::hard_link(folder.join("list.csv"), folder.join("soft.csv")).unwrap();
    for out in ["list.csv", "./sub/../list.csv", "hard.csv", "soft.csv"] {
        let (code, error) = desk.fails(&["catalogue", "import", "list.csv", "--force", "--out", out]);
        assert!(code == 1 && error.contains("is read"), "{error}");
        let errors = ["catalogue", "import", "list.csv", "--out", "new.zst", "--errors", out];
        assert!(desk.fails(&errors).1.contains("is read"));
    }
    let catalogue = "{\"id\":\"alien-1979\",\"title\":\"Alien\",\"year\":1979}\n";
    fs::write(folder.join("films.jsonl"), catalogue).unwrap();
    for arguments in [
        &["merge", "films.jsonl"][..],
        &["export", "films.jsonl", "--format", "csv"],
        &["diff", "films.jsonl", "films.jsonl"],
    ] {
        let command = |out| [&["catalogue"], arguments, &["--out", out]].concat();
        assert!(desk.fails(&command("./films.jsonl")).1.contains("is read"), "{arguments:?}");
        assert!(desk.fails(&command("other.txt")).1.contains("--force replaces it"), "{arguments:?}");
        assert!(desk.fails(&command("sub")).1.contains("a folder"), "{arguments:?}");
        desk.stdout(&[&command("replaced")[..], &["--force"]].concat());
    }
    assert!(desk.fails(&["catalogue", "import", "list.csv", "--out", "other.txt"]).1.contains("--force replaces it"));
    assert_eq!(fs::read_to_string(folder.join("list.csv")).unwrap(), list);
    assert_eq!(fs::read_to_string(folder.join("films.jsonl")).unwrap(), catalogue);
    assert_eq!(fs::read_to_string(folder.join("other.txt")).unwrap(), "mine");
    for _ in 0..2 {
        desk.stdout(&["catalogue", "import", "list.csv", "--out", "films.jsonl.zst"]);
    }
    desk.stdout(&["catalogue", "import", "list.csv", "--out", "other.txt", "--force"]);
}

#[test]
fn standard_input_is_read_and_lists_given_to_other_commands_are_pointed_at_import() {
    let desk = Desk::new();
    let mut command = desk.command(&["catalogue", "import", "-", "--out", "films.jsonl.zst"]);
    let output = command.write_stdin("title;year\nAlien;1979\n").output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "films.jsonl.zst: 1 films; 0 bad rows passed over\n");
    fs::write(desk.folder.path().join("list.csv"), "title,year\nAlien,1979\n").unwrap();
    let (_, error) = desk.fails(&["train", "--catalogue", "list.csv"]);
    assert!(error.contains("matinee catalogue import list.csv --out films.jsonl.zst"), "{error}");
}

#[test]
fn exports_of_ones_own_are_pointed_at_the_right_command() {
    let desk = Desk::new();
    fs::write(
        desk.folder.path().join("ratings.csv"),
        "Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,Alien,1979,x,5\n",
    )
    .unwrap();
    let (code, error) = desk.fails(&["catalogue", "import", "ratings.csv", "--out", "f.zst"]);
    assert!(code == 1 && error.contains("a Letterboxd export") && error.contains("matinee taste import"), "{error}");
    assert!(!desk.folder.path().join("f.zst").exists());
    desk.stdout(&["catalogue", "import", "ratings.csv", "--as-catalogue", "--out", "f.zst"]);
}

#[test]
fn check_sums_up_what_it_finds_often() {
    let desk = Desk::new();
    let films: Vec<String> = (0..30).map(|n| format!("{{\"title\":\"Film {n}\",\"year\":1990}}\n")).collect();
    fs::write(desk.folder.path().join("films.jsonl"), films.concat()).unwrap();
    let output = desk.run(&["catalogue", "check", "films.jsonl"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("\"genres\" is missing: 30 films, first at films.jsonl:1\n"), "{said}");
    assert!(said.lines().count() < 12, "{said}");
    let all = desk.run(&["catalogue", "check", "films.jsonl", "--all"]);
    assert_eq!(String::from_utf8(all.stdout).unwrap().lines().count(), 240);
}

#[test]
fn no_control_character_of_a_film_reaches_the_terminal() {
    let desk = Desk::new();
    let film =
        r#"{"id":"alien-1979","title":"Al\u001b[2Jien","year":1979,"directors":["R\u009bS"],"synopsis":"a\u001bb"}"#;
    fs::write(desk.folder.path().join("films.jsonl"), film).unwrap();
    let shown = desk.stdout(&["catalogue", "show", "alien-1979", "--catalogue", "films.jsonl"]);
    assert!(!shown.contains(['\u{1b}', '\u{9b}']), "{shown:?}");
}
