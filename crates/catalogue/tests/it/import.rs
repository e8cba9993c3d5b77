//! Lists from elsewhere.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use matinee_catalogue::import::{ImportError, import};
use matinee_catalogue::{Catalogue, Film, export, starter};
use tempfile::TempDir;

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("out.jsonl.zst")
    }

    /// The films of a list, and what is said of its bad rows.
    fn import(&self, file: &Path) -> (Vec<Film>, Vec<String>) {
        let mut bad = Vec::new();
        let summary = import(&[file.to_owned()], &self.out(), false, |row| {
            bad.push(row.to_string().replace(&format!("{}/", self.0.path().display()), ""));
            Ok(())
        });
        assert_eq!(summary.unwrap().bad, bad.len() as u64);
        (Catalogue::read(&self.out()).unwrap().films().to_vec(), bad)
    }
}

#[test]
fn wikipedia_movie_plots_are_read() {
    let desk = Desk::new();
    let file = desk.file(
        "plots.csv",
        "Release Year,Title,Origin/Ethnicity,Director,Cast,Genre,Wiki Page,Plot\n\
         1901,Kansas Saloon Smashers,American,Unknown,,unknown,https://en.wikipedia.org/wiki/Kansas_Saloon_Smashers,\"A bar,\nsmashed.\"\n",
    );
    let (films, bad) = desk.import(&file);
    assert_eq!(bad, Vec::<String>::new());
    assert_eq!(films[0].id.as_str(), "kansas-saloon-smashers-1901");
    assert_eq!(films[0].countries, ["United States"]);
    assert!(films[0].directors.is_empty() && films[0].genres.is_empty());
    assert_eq!(films[0].plot, "A bar,\nsmashed.");
    assert_eq!(films[0].external.wikipedia.as_deref(), Some("Kansas Saloon Smashers"));
}

#[test]
fn wikipedia_movie_data_is_read_as_lines_and_as_an_array() {
    let desk = Desk::new();
    let film = r#"{"title":"Cleopatra","year":1912,"cast":["Helen Gardner"],"genres":["Silent"],"href":"Cleopatra_(1912_film)","extract":"A queen."}"#;
    for text in [film.to_owned(), format!("[{film}]")] {
        let (films, bad) = desk.import(&desk.file("movies.json", text));
        assert_eq!(bad, Vec::<String>::new());
        assert_eq!((films[0].synopsis.as_str(), &films[0].genres[0][..]), ("A queen.", "silent"));
        assert_eq!(films[0].cast, ["Helen Gardner"]);
        assert_eq!(films[0].external.wikipedia.as_deref(), Some("Cleopatra (1912 film)"));
    }
}

#[test]
fn lists_are_read_however_they_are_joined() {
    let desk = Desk::new();
    for list in [
        "Ann Lee, Bo Li",
        "Ann Lee|Bo Li",
        "Ann Lee; Bo Li",
        r#"["Ann Lee","Bo Li"]"#,
        r#"[{"name":"Ann Lee"},{"name":"Bo Li"}]"#,
        "['Ann Lee', 'Bo Li']",
        "[{'cast_id': 1, 'name': 'Ann Lee', 'profile': None}, {'cast_id': 2, 'name': 'Bo Li'}]",
    ] {
        let (films, bad) = desk.import(&desk.file(
            "t.tsv",
            format!("Name\tReleased\tActors\tRuntime\nX\t1999-03-02\t\"{}\"\t117 min\n", list.replace('"', "\"\"")),
        ));
        assert_eq!(bad, Vec::<String>::new());
        assert_eq!(films[0].cast, ["Ann Lee", "Bo Li"], "{list}");
        assert_eq!((films[0].year.get(), films[0].runtime_minutes), (1999, Some(117)));
    }
}

#[test]
fn tables_with_python_lists_in_their_cells_are_read() {
    let desk = Desk::new();
    let file = desk.file(
        "movies_metadata.csv",
        "adult,belongs_to_collection,genres,id,imdb_id,original_language,original_title,overview,production_countries,release_date,runtime,spoken_languages,title\n\
         False,\"{'id': 10, 'name': 'Heights Collection'}\",\"[{'id': 18, 'name': 'Drama'}, {'id': 80, 'name': 'Crime'}]\",862,tt0000862,fr,Les Hauteurs,\"A keeper's war.\",\"[{'iso_3166_1': 'FR', 'name': 'France'}]\",1995-10-30,81.0,\"[{'iso_639_1': 'fr', 'name': 'Français'}]\",The Heights\n\
         False,,[],863,tt0000863,en,Flat,,[],1996-01-02,0.0,[],Flat\n",
    );
    let (films, bad) = desk.import(&file);
    assert_eq!(bad, Vec::<String>::new());
    let [flat, heights] = &films[..] else { panic!("{films:?}") };
    assert_eq!((heights.id.as_str(), heights.original_title.as_deref()), ("the-heights-1995", Some("Les Hauteurs")));
    assert_eq!(heights.genres, ["drama", "crime"]);
    assert_eq!((&heights.countries[..], heights.runtime_minutes), (&["France".to_owned()][..], Some(81)));
    assert_eq!(heights.languages, ["French"]);
    assert_eq!(heights.series.as_deref(), Some("Heights Collection"));
    assert_eq!(heights.external.imdb.as_deref(), Some("tt0000862"));
    assert!(flat.genres.is_empty() && flat.runtime_minutes.is_none() && flat.series.is_none());
}

#[test]
fn packed_files_are_known_by_their_bytes() {
    let desk = Desk::new();
    let table = b"title,year\nAlien,1979\n";
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(table).unwrap();
    let mut zip = zip::ZipWriter::new(File::create(desk.0.path().join("c")).unwrap());
    zip.start_file("films.csv", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(table).unwrap();
    zip.finish().unwrap();
    let zst = zstd::encode_all(&table[..], 1).unwrap();
    for path in [desk.file("a", gz.finish().unwrap()), desk.file("b", zst), desk.0.path().join("c")] {
        let (films, bad) = desk.import(&path);
        assert_eq!((films[0].id.as_str(), bad.len()), ("alien-1979", 0), "{}", path.display());
    }
}

#[test]
fn bad_rows_are_told_with_line_and_column_and_stop_nothing_unless_strict() {
    let desk = Desk::new();
    let file =
        desk.file("t.csv", "title,year,cast\n,1979,\nAlien,197g,\nAlien,1979,\nAlien,1979,[oops\nAlien\nAlien,1979,\n");
    let (films, bad) = desk.import(&file);
    assert_eq!(films.iter().map(|film| film.id.as_str()).collect::<Vec<_>>(), ["alien-1979", "alien-1979-2"]);
    assert_eq!(bad[0], "t.csv:2: \"title\" is missing: every film needs one");
    assert_eq!(bad[1], "t.csv:3: \"year\" is not a year (\"197g\")");
    assert!(bad[2].starts_with("t.csv:5: \"cast\" is not a list, neither as JSON ("), "{}", bad[2]);
    assert_eq!(bad[3], "t.csv:6: 1 fields in a table of 3 columns");
    let before = fs::read(desk.out()).unwrap();
    let strict = import(&[file], &desk.out(), true, |_| Ok(()));
    assert!(matches!(strict, Err(ImportError::Bad(row)) if row.line == 2));
    assert_eq!(fs::read(desk.out()).unwrap(), before, "nothing is written unless all of it is");
}

#[test]
fn a_cut_array_writes_nothing() {
    let desk = Desk::new();
    let file = desk.file("t.json", r#"[{"title":"Alien","year":1979},{"title":"#);
    assert!(matches!(import(&[file], &desk.out(), false, |_| Ok(())), Err(ImportError::Read { .. })));
    assert!(!desk.out().exists());
}

#[test]
fn what_was_exported_is_imported_again() {
    let desk = Desk::new();
    let starter = starter::catalogue();
    let mut lines = Vec::new();
    export::json_lines(&mut lines, starter.films()).unwrap();
    assert_eq!(desk.import(&desk.file("films.jsonl", lines)), (starter.films().to_vec(), Vec::new()));
    let mut films = starter.films().to_vec();
    films[0].cast = vec!["Robert Downey, Jr.".to_owned()];
    films[1].cast = vec!["A|B".to_owned(), "C".to_owned()];
    let mut table = Vec::new();
    export::csv(&mut table, &films).unwrap();
    let mut without_counts = films;
    for film in &mut without_counts {
        film.notability = matinee_catalogue::Notability::default();
    }
    let (films, bad) = desk.import(&desk.file("films.csv", table));
    assert_eq!(bad, Vec::<String>::new());
    for (film, wanted) in films.iter().zip(&without_counts) {
        assert_eq!(film, wanted);
    }
}
