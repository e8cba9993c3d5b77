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
    assert!(stats.contains("By decade") && stats.contains("Soviet Union") && stats.contains('█'), "{stats}");
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
    assert!(table.starts_with("id,title,original_title,year,directors,"));
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
    assert_eq!(String::from_utf8(output.stderr).unwrap().lines().count(), 20);
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
    assert_eq!(
        said,
        "doubtful: stalker-1979 and stalker-1979-2\nm.jsonl: 2 films of 3 records; 1 doubtful pairs left apart\n"
    );
    assert!(desk.stdout(&["catalogue", "show", "stalker-1979", "--catalogue", "m.jsonl"]).ends_with("\nA.\n"));
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
    assert_eq!(noted, "films.csv:2: \"runtime\" is not a running time (\"soon\"); the film is kept without it\n");
    let counted = desk.json(&["catalogue", "import", "films.csv", "--out", "films.jsonl.zst", "--json"]);
    assert_eq!((&counted["films"], &counted["bad"], &counted["notes"]), (&1.into(), &0.into(), &1.into()));
    let card = desk.stdout(&["catalogue", "show", "hair", "--catalogue", "films.jsonl.zst"]);
    assert!(card.contains("  music by       Galt MacDermot\n") && card.contains("  TMDB           10654\n"), "{card}");
}
