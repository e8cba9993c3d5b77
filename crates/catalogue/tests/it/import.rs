//! Lists from elsewhere.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use matinee_catalogue::import::{ImportError, ImportOptions, ImportSummary, import};
use matinee_catalogue::{Catalogue, Film, export, starter};
use tempfile::TempDir;

pub(crate) struct ImportFolder(pub(crate) TempDir);

impl ImportFolder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.0.path().join("out.jsonl.zst")
    }

    /// The films of a list, and the problems of its rows.
    pub(crate) fn import(&self, file: &Path) -> (Vec<Film>, Vec<String>) {
        let (films, problems, _) = self.import_with(file, &ImportOptions::default());
        (films, problems)
    }

    pub(crate) fn import_with(&self, file: &Path, options: &ImportOptions) -> (Vec<Film>, Vec<String>, ImportSummary) {
        let (summary, bad) = self.try_import(file, options);
        let summary = summary.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert_eq!(summary.bad + summary.notes, bad.len() as u64);
        (Catalogue::read(&self.out()).unwrap().films().to_vec(), bad, summary)
    }

    /// The films of a text.
    pub(crate) fn text(&self, name: &str, text: impl AsRef<[u8]>) -> (Vec<Film>, Vec<String>, ImportSummary) {
        self.import_with(&self.file(name, text), &ImportOptions::default())
    }

    pub(crate) fn try_import(
        &self,
        file: &Path,
        options: &ImportOptions,
    ) -> (Result<ImportSummary, ImportError>, Vec<String>) {
        let mut bad = Vec::new();
        let summary = import(&[file.to_owned()], &self.out(), options, |problem| {
            bad.push(problem.to_string().replace(&format!("{}/", self.0.path().display()), ""));
            Ok(())
        });
        (summary, bad)
    }

    /// The error of a text that is refused.
    pub(crate) fn refused(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let (summary, _) = self.try_import(&self.file(name, text), &ImportOptions::default());
        summary.expect_err("it was imported").to_string().replace(&format!("{}/", self.0.path().display()), "")
    }
}

/// Titles and years.
pub(crate) fn named(films: &[Film]) -> Vec<String> {
    films.iter().map(|film| format!("{} {}", film.title, film.year)).collect()
}

#[test]
fn wikipedia_movie_plots_are_read() {
    let folder = ImportFolder::new();
    let file = folder.file(
        "plots.csv",
        "Release Year,Title,Origin/Ethnicity,Director,Cast,Genre,Wiki Page,Plot\n\
         1901,Kansas Saloon Smashers,American,Unknown,,unknown,https://en.wikipedia.org/wiki/Kansas_Saloon_Smashers,\"A bar,\nsmashed.\"\n",
    );
    let (films, bad) = folder.import(&file);
    assert_eq!(bad, Vec::<String>::new());
    assert_eq!(films[0].id.as_str(), "kansas-saloon-smashers-1901");
    assert_eq!(films[0].countries, ["United States"]);
    assert!(films[0].directors.is_empty() && films[0].genres.is_empty());
    assert_eq!(films[0].plot, "A bar,\nsmashed.");
    assert_eq!(films[0].external.wikipedia.as_deref(), Some("Kansas Saloon Smashers"));
}

#[test]
fn wikipedia_movie_data_is_read_as_lines_and_as_an_array() {
    let folder = ImportFolder::new();
    let film = r#"{"title":"Cleopatra","year":1912,"cast":["Helen Gardner"],"genres":["Silent"],"href":"Cleopatra_(1912_film)","extract":"A queen."}"#;
    for text in [film.to_owned(), format!("[{film}]")] {
        let (films, bad) = folder.import(&folder.file("movies.json", text));
        assert_eq!(bad, Vec::<String>::new());
        assert_eq!((films[0].synopsis.as_str(), &films[0].genres[0][..]), ("A queen.", "silent"));
        assert_eq!(films[0].cast, ["Helen Gardner"]);
        assert_eq!(films[0].external.wikipedia.as_deref(), Some("Cleopatra (1912 film)"));
    }
}

#[test]
fn lists_are_read_however_they_are_joined() {
    let folder = ImportFolder::new();
    for list in [
        "Ann Lee, Bo Li",
        "Ann Lee|Bo Li",
        "Ann Lee; Bo Li",
        r#"["Ann Lee","Bo Li"]"#,
        r#"[{"name":"Ann Lee"},{"name":"Bo Li"}]"#,
        "['Ann Lee', 'Bo Li']",
        "[{'cast_id': 1, 'name': 'Ann Lee', 'profile': None}, {'cast_id': 2, 'name': 'Bo Li'}]",
    ] {
        let (films, bad) = folder.import(&folder.file(
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
    let folder = ImportFolder::new();
    let file = folder.file(
        "movies_metadata.csv",
        "adult,belongs_to_collection,genres,id,imdb_id,original_language,original_title,overview,production_countries,release_date,runtime,spoken_languages,title\n\
         False,\"{'id': 10, 'name': 'Heights Collection'}\",\"[{'id': 18, 'name': 'Drama'}, {'id': 80, 'name': 'Crime'}]\",862,tt0000862,fr,Les Hauteurs,\"A keeper's war.\",\"[{'iso_3166_1': 'FR', 'name': 'France'}]\",1995-10-30,81.0,\"[{'iso_639_1': 'fr', 'name': 'Français'}]\",The Heights\n\
         False,,[],863,tt0000863,en,Flat,,[],1996-01-02,0.0,[],Flat\n",
    );
    let (films, bad) = folder.import(&file);
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
    let folder = ImportFolder::new();
    let table = b"title,year\nAlien,1979\n";
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(table).unwrap();
    let mut zip = zip::ZipWriter::new(File::create(folder.0.path().join("c")).unwrap());
    zip.start_file("films.csv", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(table).unwrap();
    zip.finish().unwrap();
    let zst = zstd::encode_all(&table[..], 1).unwrap();
    for path in [folder.file("a", gz.finish().unwrap()), folder.file("b", zst), folder.0.path().join("c")] {
        let (films, bad) = folder.import(&path);
        assert_eq!((films[0].id.as_str(), bad.len()), ("alien-1979", 0), "{}", path.display());
    }
}

#[test]
fn bad_rows_are_reported_with_line_and_column_and_stop_nothing_unless_strict() {
    let folder = ImportFolder::new();
    let file = folder.file(
        "t.csv",
        "title,year,cast\n,1979,\nAlien,197g,\nAlien,1979,Ann Lee\nHeat,1995,[oops\nAlien\nAlien,1979,Bo Li\n",
    );
    let (films, bad) = folder.import(&file);
    let ids: Vec<&str> = films.iter().map(|film| film.id.as_str()).collect();
    assert_eq!(ids, ["alien-1979", "alien-1979-2", "heat-1995"], "a cell costs no film");
    assert_eq!(bad[0], "t.csv:2: \"title\" is missing: every film needs one");
    assert_eq!(bad[1], "t.csv:3: \"year\" is not a year (\"197g\")");
    assert!(bad[2].starts_with("t.csv:5: \"cast\" is not a list, neither as JSON ("), "{}", bad[2]);
    assert_eq!(bad[3], "t.csv:6: 1 fields in a table of 3 columns");
    let before = fs::read(folder.out()).unwrap();
    let (strict, _) = folder.try_import(&file, &ImportOptions { strict: true, ..ImportOptions::default() });
    assert!(matches!(strict, Err(ImportError::Bad(row)) if row.line == 2));
    assert_eq!(fs::read(folder.out()).unwrap(), before, "nothing is written unless all of it is");
}

#[test]
fn a_running_time_that_cannot_be_read_costs_the_value_and_no_film() {
    let folder = ImportFolder::new();
    let table = folder.file(
        "t.csv",
        "title,year,runtime\nA,1970,soon\nB,1971,\"2 hours, 14 minutes\"\nC,1972,PT1H57M\nD,1973,0\nE,1974,54:30\n",
    );
    let (films, notes) = folder.import(&table);
    assert_eq!(notes, ["t.csv:2: \"runtime\" is not a running time (\"soon\"); the film is kept without it"]);
    let minutes: Vec<Option<u16>> = films.iter().map(|film| film.runtime_minutes).collect();
    assert_eq!(minutes, [None, Some(134), Some(117), None, Some(55)]);
    let (_, _, summary) = folder.import_with(&table, &ImportOptions { strict: true, ..ImportOptions::default() });
    assert_eq!((summary.films, summary.bad, summary.notes), (5, 0, 1), "a note stops no strict import");

    let film = |id: &str, minutes: &str| {
        format!(r#"{{"id":"{id}","title":"A","year":1970,"runtime_minutes":{minutes},"notability":{{"renown":3}}}}"#)
    };
    let lines = [film("a-1970", "\"90 min.\""), film("b-1970", "\"long\""), film("c-1970", "5220")].join("\n");
    let (films, notes) = folder.import(&folder.file("own.jsonl", lines));
    assert_eq!(
        notes,
        ["own.jsonl:2: \"runtime_minutes\" is not a running time (\"long\"); the film is kept without it"]
    );
    let read: Vec<_> = films.iter().map(|film| (film.runtime_minutes, film.notability.renown)).collect();
    assert_eq!(read, [(Some(90), Some(3)), (None, Some(3)), (Some(5220), Some(3))]);
}

#[test]
fn columns_of_other_lists_name_people_categories_and_other_collections() {
    let folder = ImportFolder::new();
    let (films, problems) = folder.import(&folder.file(
        "t.csv",
        "title,year,Music by,Producer,Category,IMDb,wikidata_id,tmdb_id\n\
         A,1970,Ann Lee,Bo Li|Cy Day,Films about trains,7.8,http://www.wikidata.org/entity/Q42,862\n",
    ));
    assert_eq!(problems, Vec::<String>::new());
    let film = &films[0];
    assert_eq!(
        (&film.composers[..], &film.producers[..]),
        (&["Ann Lee".to_owned()][..], &["Bo Li".to_owned(), "Cy Day".to_owned()][..])
    );
    assert_eq!(film.categories, ["Films about trains"]);
    let external = &film.external;
    assert_eq!((external.imdb.as_deref(), external.wikidata.as_deref()), (None, Some("Q42")), "7.8 is a rating");
    assert_eq!(external.tmdb.as_deref(), Some("862"));
}

#[test]
fn a_cut_array_writes_nothing() {
    let folder = ImportFolder::new();
    let file = folder.file("t.json", r#"[{"title":"Alien","year":1979},{"title":"#);
    assert!(matches!(folder.try_import(&file, &ImportOptions::default()).0, Err(ImportError::Read { .. })));
    assert!(!folder.out().exists());
}

#[test]
fn what_was_exported_is_imported_again() {
    let folder = ImportFolder::new();
    let starter = starter::catalogue();
    let mut lines = Vec::new();
    export::json_lines(&mut lines, starter.films()).unwrap();
    assert_eq!(folder.import(&folder.file("films.jsonl", lines)), (starter.films().to_vec(), Vec::new()));
    let mut films = starter.films().to_vec();
    films[0].cast = vec!["Robert Downey, Jr.".to_owned()];
    films[1].cast = vec!["A|B".to_owned(), "C".to_owned()];
    films[2].composers = vec!["Ann Lee".to_owned()];
    films[2].producers = vec!["Bo Li".to_owned(), "Cy Day".to_owned()];
    films[2].categories = vec!["Films about trains".to_owned()];
    films[2].external.wikidata = Some("Q42".to_owned());
    films[2].external.tmdb = Some("862".to_owned());
    films[2].runtime_minutes = Some(5220);
    let mut table = Vec::new();
    export::csv(&mut table, &films).unwrap();
    let mut without_counts = films;
    for film in &mut without_counts {
        film.notability = matinee_catalogue::Notability::default();
    }
    let (films, bad) = folder.import(&folder.file("films.csv", table));
    assert_eq!(bad, Vec::<String>::new());
    for (film, wanted) in films.iter().zip(&without_counts) {
        assert_eq!(film, wanted);
    }
}
