//! Lists as people have them: each layout, and what is wrong with real files.

use std::fs::{self, File};
use std::io::Write;

use matinee_catalogue::import::{ImportError, ImportOptions};
use matinee_catalogue::{Film, Year};
use proptest::prelude::*;
use serde_json::json;

use crate::import::{ImportFolder, named};

const ALIEN: [&str; 1] = ["Alien 1979"];

#[test]
fn known_layouts_are_read() {
    let folder = ImportFolder::new();
    for text in [
        "Poster_Link,Series_Title,Released_Year,Runtime,Genre,Overview,Director,Star1\nx,Alien,1979,117 min,Horror,A ship.,Ridley Scott,Sigourney Weaver\n",
        "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres\ntt0078748\tmovie\tAlien\tAlien\t0\t1979\t\\N\t117\tHorror,Sci-Fi\n",
        "title;year\nAlien;1979\n",
        "title\tyear\nAlien\t1979\n",
        "movieId,title,genres\n1,Alien (1979),Horror|Sci-Fi\n",
        "1::Alien (1979)::Horror|Sci-Fi\n",
        "183|Alien (1979)|01-Jan-1979||http://us.imdb.com/M/title-exact?Alien%20(1979)|0|1|0|0|0|0|0|0|0|0|0|1|0|0|0|1|1|0|0\n",
        "movie_name,year_of_release\nAlien,(1979)\n",
        "original_title,release date\nAlien,25 May 1979\n",
        "nameEng,Released\nAlien,1979-05-25\n",
        "pelicula,año\nAlien,1979\n",
        "片名,年份,导演\nAlien,1979,雷德利·斯科特\n",
        "titre;année de sortie;réalisateur\nAlien;1979;Ridley Scott\n",
        "Titel;Erscheinungsjahr;Laufzeit\nAlien;1979;117 Min.\n",
        "Название,Год\nAlien,1979\n",
        "Name of the film,Release year (US)\nAlien,1979\n",
        "Film\nAlien (1979)\n",
        "Alien,1979\n",
        "1. Alien (1979)\n",
        "My best films,,\n\nRank,Title,Year\n1,Alien,1979\n",
        r#"{"page":1,"results":[{"id":348,"title":"Alien","release_date":"1979-05-25","genre_ids":[27]}],"total_pages":1}"#,
        r#"{"movies": [{"title": "Alien", "year": 1979}]}"#,
        "{\n  \"movies\": [\n    {\n      \"title\": \"Alien\",\n      \"year\": 1979\n    }\n  ]\n}\n",
        r#"{"tt0078748": {"title": "Alien", "year": "1979"}}"#,
        "{\n  \"title\": \"Alien\",\n  \"released\": \"25 May 1979\"\n}\n",
        r#"[{"rank": 1, "movie": {"title": "Alien", "year": 1979, "ids": {"trakt": 295, "imdb": "tt0078748"}}}]"#,
        r#"{"title": {"0": "Alien"}, "year": {"0": 1979}}"#,
        r#"{"columns": ["title", "year"], "index": [0], "data": [["Alien", 1979]]}"#,
        r#"[["title", "year"], ["Alien", 1979]]"#,
        r#"{"Search":[{"Title":"Alien","Year":"1979","imdbID":"tt0078748","Type":"movie","Poster":"x"}]}"#,
        r#"[{"title": "Alien", "year": 1979, "rating": NaN}]"#,
        "<movie><title>Alien</title><year>1979</year></movie>",
    ] {
        let (summary, problems) = folder.try_import(&folder.file("list", text), &ImportOptions::default());
        assert!(summary.is_ok(), "{text}\n{summary:?} {problems:?}");
        let (films, problems, summary) = folder.text("list", text);
        assert_eq!((named(&films), problems), (ALIEN.map(str::to_owned).into(), vec![]), "{text}\n{summary:?}");
    }
}

#[test]
fn what_columns_say_is_taken() {
    let folder = ImportFolder::new();
    let (films, _, _) = folder.text(
        "netflix_titles.csv",
        "show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description\n\
         s1,Movie,Alien,Ridley Scott,\"Sigourney Weaver, Tom Skerritt\",United States,\"May 1, 2020\",1979,R,117 min,\"Horror Movies, Sci-Fi\",A ship.\n",
    );
    let film = &films[0];
    assert_eq!(
        (&film.genres[..], film.runtime_minutes),
        (&["horror movies".to_owned(), "sci-fi".to_owned()][..], Some(117))
    );
    assert_eq!((film.cast.len(), film.synopsis.as_str(), film.countries.len()), (2, "A ship.", 1));

    let (films, _, _) = folder.text(
        "item",
        "183|Alien (1979)|01-Jan-1979||http://us.imdb.com/M|0|1|0|0|0|0|0|0|0|0|0|1|0|0|0|1|1|0|0\n\
         184|City of Lost Children, The (Cit\u{e9} des enfants perdus, La) (1995)|01-Jan-1995||x|0|0|0|0|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0\n",
    );
    assert_eq!(films[0].genres, ["action", "horror", "sci-fi", "thriller"]);
    assert_eq!(films[1].title, "The City of Lost Children");
    assert_eq!(films[1].original_title.as_deref(), Some("La Cit\u{e9} des enfants perdus"));

    let (films, _, _) = folder.text(
        "movies.csv",
        "MOVIES,YEAR,STARS,ONE-LINE\nAlien,(1979),\"\n Director:\nRidley Scott\n| \n Stars:\nSigourney Weaver, \nTom Skerritt\n\",A ship.\n",
    );
    assert_eq!(
        (&films[0].cast[..], &films[0].synopsis[..]),
        (&["Sigourney Weaver", "Tom Skerritt"].map(str::to_owned)[..], "A ship.")
    );
    for names in ["Star1,Star2,Star3", "actor_2_name,actor_1_name,actor_3_name"] {
        let (films, _, _) = folder.text("stars.csv", format!("title,year,{names}\nAlien,1979,B Bo,A An,\n"));
        assert_eq!(films[0].cast.len(), 2, "{names}");
    }
    let (films, _, _) =
        folder.text("oscars.csv", "year_film,category,name,film\n1979,VISUAL EFFECTS,H. R. Giger,Alien\n");
    assert_eq!(named(&films), ALIEN);
    let bindings = json!({"results": {"bindings": [{
        "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q103569"},
        "itemLabel": {"type": "literal", "value": "Alien"}, "pubdate": {"type": "literal", "value": "1979-05-25T00:00:00Z"},
    }]}});
    let (films, _, _) = folder.text("sparql.json", bindings.to_string());
    assert_eq!(
        (named(&films), films[0].external.wikidata.as_deref()),
        (ALIEN.map(str::to_owned).into(), Some("Q103569"))
    );
    let item = json!({"Items": [{
        "Name": "Alien", "ProductionYear": 1979, "RunTimeTicks": 70_200_000_000_u64, "ProviderIds": {"Imdb": "tt0078748"},
    }]});
    let (films, _, _) = folder.text("jellyfin.json", item.to_string());
    assert_eq!((films[0].runtime_minutes, films[0].external.imdb.as_deref()), (Some(117), Some("tt0078748")));

    let crew = json!([{"job": "Director", "name": "Ridley Scott"}, {"job": "Screenplay", "name": "Dan O'Bannon"}]);
    let (films, _, _) =
        folder.text("c.json", json!([{"title": "Alien", "release_date": "1979-05-25", "crew": crew}]).to_string());
    assert_eq!((&films[0].directors[0][..], &films[0].writers[0][..]), ("Ridley Scott", "Dan O'Bannon"));

    let (films, _, _) = folder.text("i.csv", "Const,Title,Year,Runtime (mins)\ntt0078748,Alien,1979,117\n");
    assert_eq!((films[0].external.imdb.as_deref(), films[0].runtime_minutes), (Some("tt0078748"), Some(117)));
}

#[test]
fn columns_used_and_unused_are_reported_and_a_title_can_be_named() {
    let folder = ImportFolder::new();
    let (_, _, summary) = folder.text("l.csv", "Title,Released,Box Office\nAlien,1979,1\n");
    let list = &summary.lists[0];
    let used: Vec<_> = list.used.iter().map(|(column, field)| (column.as_str(), *field)).collect();
    assert_eq!(
        (used, &list.unused[..]),
        (vec![("Title", "title"), ("Released", "year")], &["Box Office".to_owned()][..])
    );

    let odd = "Werk,Datum\nAlien,1979\n";
    let error = folder.refused("odd.csv", odd);
    assert!(
        error.starts_with("odd.csv: no column can be the title. Columns found: Werk, Datum. Looked for: title,"),
        "{error}"
    );
    assert!(error.ends_with("--column title=NAME says which it is"), "{error}");
    let pair = |field: &str, column: &str| (field.to_owned(), column.to_owned());
    let options = |columns| ImportOptions { columns, ..ImportOptions::default() };
    let columns = vec![pair("title", "Werk"), pair("year", "Datum")];
    let (films, _, _) = folder.import_with(&folder.file("odd.csv", odd), &options(columns));
    assert_eq!(named(&films), ALIEN);
    for (columns, wanted) in [
        (vec![pair("title", "Werk"), pair("year", "Jahrgang")], "no list has a column \"Jahrgang\""),
        (vec![pair("titel", "Werk")], "films have no field \"titel\""),
    ] {
        let (result, _) = folder.try_import(&folder.file("odd.csv", odd), &options(columns));
        assert!(result.unwrap_err().to_string().contains(wanted));
    }
    let two = "title,Werk,year\nNo,Alien,1979\n";
    let (films, _, _) = folder.import_with(&folder.file("two.csv", two), &options(vec![pair("title", "Werk")]));
    assert_eq!(named(&films), ALIEN, "a column that was named comes before the others");
}

#[test]
fn series_episodes_games_and_shorts_are_left_out_and_counted() {
    let folder = ImportFolder::new();
    let table = "title,type,year,duration\nAlien,Movie,1979,117 min\nLost,TV Show,2004,6 Seasons\nPilot,tvEpisode,2004,\n\
        Doom,Video Game,1993,\nLuxo,short,1986,2 min\nNight,tvMovie,1990,90\n";
    let (films, _, summary) = folder.text("t.csv", table);
    assert_eq!(named(&films), ["Alien 1979", "Night 1990"]);
    let counted: Vec<_> = summary.left_out.iter().map(|(kind, n)| (*kind, *n)).collect();
    assert_eq!(counted, [("episodes", 1), ("games", 1), ("series", 1), ("shorts", 1)]);
    let options = ImportOptions { with_series: true, ..ImportOptions::default() };
    assert_eq!(folder.import_with(&folder.file("t.csv", table), &options).0.len(), 6);

    let (films, _, summary) =
        folder.text("d.csv", "title,year,duration\nAlien,1979,117 min\nLost,2004,1 Season\nDark,2017\u{2013}2020,\n");
    assert_eq!((films.len(), summary.left_out["series"]), (1, 2));
    let error = folder.refused("s.csv", "title,type,year\nLost,tvSeries,2004\n");
    assert_eq!(error, "none of the rows is a film (0 bad rows; 1 series, which --with-series takes)");
}

#[test]
fn the_unit_of_running_times_is_found_out_and_told() {
    let folder = ImportFolder::new();
    for (column, cells, minutes) in [
        ("Runtime", ["3240 min", "7020 min"], [54, 117]),
        ("duration", ["5400", "7020"], [90, 117]),
        ("duration", ["5400000", "7020000"], [90, 117]),
        ("runtime_seconds", ["54", "7020"], [1, 117]),
    ] {
        let text = format!("title,year,{column}\nA,1970,{}\nB,1971,{}\n", cells[0], cells[1]);
        let (films, problems, summary) = folder.text("t.csv", &text);
        let read: Vec<_> = films.iter().map(|film| film.runtime_minutes.unwrap()).collect();
        assert_eq!((read, problems), (minutes.to_vec(), vec![]), "{text}");
        let told = summary.lists[0].remarks.iter().any(|remark| remark.contains("is taken as"));
        assert_eq!(told, column != "runtime_seconds", "{summary:?}");
    }
}

#[test]
fn exports_of_ones_own_are_named_and_taken_only_on_demand() {
    let folder = ImportFolder::new();
    let as_catalogue = ImportOptions { as_catalogue: true, ..ImportOptions::default() };
    for (text, name) in [
        (
            "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2020-01-01,Alien,1979,https://boxd.it/1,5,,cinema,2020-01-01\n2021-01-01,Alien,1979,https://boxd.it/2,4.5,Yes,\"home, dvd\",2021-01-01\n",
            "a Letterboxd export",
        ),
        (
            "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n\
             tt0078748,9,2020-01-01,Alien,https://www.imdb.com/title/tt0078748/,Movie,8.5,117,1979,\"Horror, Sci-Fi\",1,1979-05-25,Ridley Scott\n",
            "an export of IMDb ratings or lists",
        ),
        (
            r#"[{"rated_at":"2020-01-01T00:00:00Z","rating":9,"type":"movie","movie":{"title":"Alien","year":1979,"ids":{"trakt":1,"imdb":"tt0078748"}}}]"#,
            "a Trakt export",
        ),
    ] {
        let file = folder.file("mine", text);
        let (refused, _) = folder.try_import(&file, &ImportOptions::default());
        assert!(matches!(refused, Err(ImportError::Personal { export, .. }) if export.to_string() == name), "{text}");
        let (films, _, summary) = folder.import_with(&file, &as_catalogue);
        assert_eq!((named(&films), films[0].keywords.len()), (ALIEN.map(str::to_owned).into(), 0), "{summary:?}");
        assert_eq!(summary.joined, text.matches("\n202").count().saturating_sub(1) as u64);
    }
    for history in
        ["Title,Date\n\"Alien\",\"1/2/20\"\n", "Profile Name,Start Time,Duration,Attributes,Title\nMe,x,1,,Alien\n"]
    {
        assert!(folder.refused("NetflixViewingHistory.csv", history).contains("Netflix"), "{history}");
    }
}

#[test]
fn a_whole_export_is_one_list() {
    let folder = ImportFolder::new();
    let path = folder.0.path().join("letterboxd.zip");
    let mut zip = zip::ZipWriter::new(File::create(&path).unwrap());
    for (name, text) in [
        (
            "profile.csv",
            "Date Joined,Username,Given Name,Family Name,Email Address,Location\n2020-01-01,me,Ann,Lee,x,y\n",
        ),
        ("ratings.csv", "Date,Name,Year,Letterboxd URI,Rating\n2020-01-01,Alien,1979,https://boxd.it/1,5\n"),
        (
            "watched.csv",
            "Date,Name,Year,Letterboxd URI\n2020-01-01,Alien,1979,https://boxd.it/1\n2020-01-01,Heat,1995,x\n",
        ),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let (refused, _) = folder.try_import(&path, &ImportOptions::default());
    assert!(matches!(refused, Err(ImportError::Personal { .. })), "{refused:?}");
    let options = ImportOptions { as_catalogue: true, ..ImportOptions::default() };
    let (films, problems, summary) = folder.import_with(&path, &options);
    assert_eq!((named(&films), problems.len(), summary.joined), (vec!["Alien 1979".into(), "Heat 1995".into()], 0, 1));
}

#[test]
fn rows_that_come_again_are_joined() {
    let (films, _, summary) = ImportFolder::new().text("t.csv", "title,year\nAlien,1979\nAlien,1979\nHeat,1995\n");
    assert_eq!((films.len(), summary.joined), (2, 1));
}

#[test]
fn no_film_is_lost_over_a_cell() {
    let folder = ImportFolder::new();
    let (films, problems, _) = folder.text(
        "t.csv",
        "title,year,runtime,imdb_rating,release_date\nUnknown,2011,,,\nNull,2012,soon,8.x,\nN/A,2013,,,31-31-31\nnan,2014,90,,\nAlien,,,,1979-05-25\nAliens,19x6,,,1986\n\\N,1990,,,\n",
    );
    assert_eq!(named(&films), ["Alien 1979", "Aliens 1986", "N/A 2013", "nan 2014", "Null 2012", "Unknown 2011"]);
    assert_eq!(
        problems,
        [
            "t.csv:3: \"runtime\" is not a running time (\"soon\"); the film is kept without it",
            "t.csv:8: \"title\" is missing: every film needs one",
        ]
    );
}

#[test]
fn an_unclosed_quote_costs_one_row() {
    let folder = ImportFolder::new();
    let rows: String = (0..500)
        .map(|n| format!("Film {n},{},\"A line.\nAnother, of the text.\"\n", 1900 + n % 100))
        .collect::<Vec<_>>()
        .concat();
    for broken in ["\"Alien,1979,x", "Alien,\"1979,x", "Alien,1979,\"x"] {
        for last in ["", "Heat,1995,\"end\"\n", "Heat,1995,end\"\n"] {
            let text = format!("title,year,plot\nFirst,1950,x\n{broken}\nSecond,1951,y\n{rows}{last}");
            let (films, problems, _) = folder.text("t.csv", &text);
            assert_eq!(
                problems[0],
                "t.csv:3: a quote is opened in line 3 and not closed; reading goes on at the next line"
            );
            assert_eq!(
                (problems.len(), films.len()),
                (1, 502 + usize::from(!last.is_empty())),
                "{broken:?} {last:?} {problems:?}"
            );
        }
    }
    let (films, problems, _) = folder.text("t.tsv", "title\tyear\n\"Alien\t1979\nHeat\t1995\n");
    assert_eq!((named(&films), problems.len()), (vec!["\"Alien 1979".to_owned(), "Heat 1995".to_owned()], 0));
}

#[test]
fn line_numbers_are_right_and_blank_rows_no_rows() {
    let folder = ImportFolder::new();
    for end in ["\n", "\r\n", "\r"] {
        let text =
            ["title,year,plot", "Alien,1979,\"a", "b\"", "", ",,", "  ", "Heat,199x,", "\"\",\"\",", "Ran,1985,"]
                .join(end);
        let (films, problems, summary) = folder.text("t.csv", text);
        assert_eq!((films.len(), summary.bad), (2, 1), "{end:?} {problems:?}");
        assert_eq!(problems, ["t.csv:7: \"year\" is not a year (\"199x\")"], "{end:?}");
    }
}

#[test]
fn texts_are_cleaned() {
    let folder = ImportFolder::new();
    let (films, _, _) = folder.text(
        "t.csv",
        "title,year,writers,directors\nLock &amp; Stock\u{1b}[2J,1998,\"Pete Docter (screenplay), Bob Peterson (story)\",Wallace McCutcheon and Edwin S. Porter\n",
    );
    assert_eq!(films[0].title, "Lock & Stock[2J");
    assert_eq!(films[0].writers, ["Pete Docter", "Bob Peterson"]);
    assert_eq!(films[0].directors, ["Wallace McCutcheon", "Edwin S. Porter"]);
    let (_, problems, _) = folder.text("p.csv", "title,year\nA,\u{1b}[2Jx\nB,1990\n");
    assert!(!problems[0].contains('\u{1b}'), "{problems:?}");
}

#[test]
fn other_encodings_are_read_and_told() {
    let folder = ImportFolder::new();
    let text = "title,year,director\nLe Fabuleux Destin d'Am\u{e9}lie Poulain,2001,Jean-Pierre Jeunet\n";
    let utf_16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let windows: Vec<u8> = text.chars().map(|c| c as u8).collect();
    for (bytes, encoding) in
        [(utf_16, Some("UTF-16LE")), (windows, Some("windows-1252")), (text.as_bytes().to_vec(), None)]
    {
        let (films, _, summary) = folder.text("t.csv", bytes);
        assert_eq!(films[0].title, "Le Fabuleux Destin d'Am\u{e9}lie Poulain", "{encoding:?}");
        assert_eq!(summary.lists[0].encoding, encoding);
    }
}

#[test]
fn a_zip_with_other_files_beside_the_list_works() {
    let folder = ImportFolder::new();
    let path = folder.0.path().join("films.zip");
    let mut zip = zip::ZipWriter::new(File::create(&path).unwrap());
    for (name, bytes) in [
        ("data/README.md", &b"# Films"[..]),
        ("__MACOSX/data/._films.csv", b"\0\x05\x16\x07"),
        ("data/cover.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("data/films.csv", b"title,year\nAlien,1979\n"),
        ("data/ratings.csv", b"userId,rating\n1,5\n"),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    let (films, problems, summary) = folder.import_with(&path, &ImportOptions::default());
    assert_eq!((named(&films), problems.len()), (ALIEN.map(str::to_owned).into(), 0));
    let skipped: Vec<_> = summary.skipped.iter().map(|(path, _)| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(skipped, ["ratings.csv", "README.md", "cover.png"]);
}

#[test]
fn folders_of_nfo_files_spreadsheets_and_databases_are_read() {
    let folder = ImportFolder::new();
    let films = folder.0.path().join("films");
    fs::create_dir_all(films.join("Alien (1979)")).unwrap();
    fs::write(
        films.join("Alien (1979)/movie.nfo"),
        "<movie><title>Alien</title><premiered>1979-05-25</premiered></movie>",
    )
    .unwrap();
    fs::write(films.join("Alien (1979)/poster.txt"), "x").unwrap();
    fs::write(films.join("lost.nfo"), "<tvshow><title>Lost</title><year>2004</year></tvshow>").unwrap();
    let (found, _, summary) = folder.import_with(&films, &ImportOptions::default());
    assert_eq!((named(&found), summary.left_out["series"]), (ALIEN.map(str::to_owned).into(), 1));

    let path = folder.0.path().join("films.db");
    let database = rusqlite::Connection::open(&path).unwrap();
    database
        .execute_batch("create table settings (name text, value text); create table movies (id integer, title text, year integer, genres text); insert into movies values (1, 'Alien', 1979, 'Horror|Sci-Fi');")
        .unwrap();
    drop(database);
    let (found, _, summary) = folder.import_with(&path, &ImportOptions::default());
    assert_eq!((named(&found), found[0].genres.len()), (ALIEN.map(str::to_owned).into(), 2));
    assert_eq!(summary.lists[0].remarks, ["other tables not read: settings"]);

    let (found, _, summary) = folder.import_with(&workbook(&folder), &ImportOptions::default());
    assert_eq!(named(&found), ALIEN, "{summary:?}");
    assert_eq!(found[0].runtime_minutes, Some(117));
}

/// A small workbook: a heading, then names and a film.
fn workbook(folder: &ImportFolder) -> std::path::PathBuf {
    let path = folder.0.path().join("films.xlsx");
    let mut zip = zip::ZipWriter::new(File::create(&path).unwrap());
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |cells: &[String]| format!("<row>{}</row>", cells.concat());
    let rows = [
        row(&[text("My films")]),
        row(&["Title", "Year", "Runtime"].map(text)),
        row(&[text("Alien"), "<c><v>1979</v></c>".to_owned(), "<c><v>117</v></c>".to_owned()]),
    ];
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{}</sheetData></worksheet>",
        rows.concat()
    );
    let relations = |target: &str, kind: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    for (name, text) in [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned()),
        ("_rels/.rels", relations("xl/workbook.xml", "officeDocument")),
        ("xl/_rels/workbook.xml.rels", relations("worksheets/sheet1.xml", "worksheet")),
        ("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Films\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>".to_owned()),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    path
}

#[test]
fn values_of_any_length_are_refused_and_the_rest_is_read() {
    let folder = ImportFolder::new();
    let long = "x".repeat(17 << 20);
    for (text, films) in [
        (format!("title,year\n{long},1990\nAlien,1979\n"), 1),
        (format!("[{{\"title\":\"{long}\",\"year\":1990}},{{\"title\":\"Alien\",\"year\":1979}}]"), 1),
        (format!("{{\"title\":\"Alien\",\"year\":1979}}\n{{\"title\":\"{long}\",\"year\":1990}}\n"), 1),
    ] {
        let (found, problems, _) = folder.text("long", text);
        assert_eq!((found.len(), problems.len()), (films, 1), "{problems:?}");
    }
    let wide: Vec<String> =
        (0..400_000).map(|n| format!("{{\"title\":\"Film {n}\",\"year\":1990,\"overview\":\"text\"}}")).collect();
    let (found, problems, _) = folder.text("wide", format!("{{\"page\":1,\"movies\":[{}]}}", wide.join(",")));
    assert_eq!((found.len(), problems.len()), (400_000, 0), "a large wrapper is read as it comes");
}

/// Films as most lists know them.
fn films() -> impl Strategy<Value = Vec<Film>> {
    let people = || proptest::collection::vec("[A-Z][a-z]{1,6} [A-Z][a-z]{1,6}", 0..3);
    let title = "[A-Z\u{c9}\u{4e00}-\u{4e10}][a-z\u{e9}\", ;:'-]{0,14}[a-z]";
    let film = (title, 1900i64..2030, people(), people(), proptest::option::of(20..300u16), "[a-z ,;\"\n]{0,30}[a-z.]");
    proptest::collection::vec(film, 1..8).prop_map(|rows| {
        let mut films: Vec<Film> = Vec::new();
        for (title, year, directors, cast, minutes, synopsis) in rows {
            let mut film = Film::new(
                &title.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "),
                Year::new(year).unwrap(),
            );
            film.directors = directors;
            film.cast = cast;
            film.cast.sort();
            film.cast.dedup();
            film.directors.sort();
            film.directors.dedup();
            film.runtime_minutes = minutes;
            film.synopsis = synopsis.trim().to_owned();
            if films.iter().all(|other| other.id != film.id) {
                films.push(film);
            }
        }
        films.sort_by(|a, b| a.id.cmp(&b.id));
        films
    })
}

const WRITERS: usize = 9;

/// The films in one of the layouts.
fn written(films: &[Film], layout: usize) -> Vec<u8> {
    let quote = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let table = |separator: &str, end: &str, names: [&str; 6]| {
        let mut text = names.join(separator) + end;
        for film in films {
            let minutes = film.runtime_minutes.map(|minutes| format!("{minutes} min")).unwrap_or_default();
            let cells = [
                quote(&film.title),
                film.year.to_string(),
                quote(&film.directors.join(", ")),
                quote(&film.cast.join("|")),
                minutes,
                quote(&film.synopsis),
            ];
            text += &(cells.join(separator) + end);
        }
        text
    };
    let object = |film: &Film| {
        json!({
            "Title": film.title, "Year": film.year.to_string(), "Director": film.directors.join(", "), "Actors": film.cast,
            "Runtime": film.runtime_minutes.map(|minutes| format!("{minutes} min")), "overview": film.synopsis, "Votes": 1,
        })
    };
    let objects: Vec<_> = films.iter().map(object).collect();
    match layout {
        0 => table(",", "\n", ["Series_Title", "Released_Year", "Director", "Stars", "Runtime", "Overview"]).into(),
        1 => table(";", "\r\n", ["Titel", "Jahr", "Regie", "Darsteller", "Laufzeit", "Inhalt"]).into(),
        2 => {
            table("\t", "\n", ["titre", "ann\u{e9}e", "r\u{e9}alisateur", "acteurs", "dur\u{e9}e", "r\u{e9}sum\u{e9}"])
                .into()
        }
        3 => table(",", "\n", ["title", "release_year", "director", "cast", "duration", "description"])
            .encode_utf16()
            .fold(vec![0xff, 0xfe], |mut bytes, unit| {
                bytes.extend(unit.to_le_bytes());
                bytes
            }),
        4 => objects.iter().map(|film| format!("{film}\n")).collect::<Vec<_>>().concat().into(),
        5 => serde_json::to_vec(&objects).unwrap(),
        6 => serde_json::to_vec_pretty(&json!({"page": 1, "results": objects})).unwrap(),
        7 => {
            let keyed: serde_json::Map<_, _> =
                objects.into_iter().enumerate().map(|(n, film)| (format!("k{n}"), film)).collect();
            serde_json::to_vec_pretty(&keyed).unwrap()
        }
        _ => {
            let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
            let mut text = "<videodb>\n".to_owned();
            for film in films {
                let all = |element: &str, open: &str, close: &str, names: &[String]| -> String {
                    names
                        .iter()
                        .map(|name| format!("<{element}>{open}{name}{close}</{element}>"))
                        .collect::<Vec<_>>()
                        .concat()
                };
                let film = format!(
                    "<movie><title>{}</title><year>{}</year><plot>{}</plot>{}{}{}</movie>\n",
                    escape(&film.title),
                    film.year,
                    escape(&film.synopsis),
                    film.runtime_minutes.map(|minutes| format!("<runtime>{minutes}</runtime>")).unwrap_or_default(),
                    all("director", "", "", &film.directors),
                    all("actor", "<name>", "</name>", &film.cast),
                );
                text.push_str(&film);
            }
            (text + "</videodb>").into()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_in_any_layout_is_read_back(films in films(), layout in 0..WRITERS) {
        let folder = ImportFolder::new();
        let bytes = written(&films, layout);
        let (read, problems, _) = folder.text("list", &bytes);
        prop_assert_eq!(problems, Vec::<String>::new(), "{}", String::from_utf8_lossy(&bytes));
        prop_assert_eq!(read, films, "{}", String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn cut_anywhere_it_never_panics_and_writes_all_or_nothing(films in films(), layout in 0..WRITERS, cut in 0.0..1.0f64) {
        let folder = ImportFolder::new();
        let bytes = written(&films, layout);
        let file = folder.file("list", &bytes[..(bytes.len() as f64 * cut) as usize]);
        fs::write(folder.out(), "old").unwrap();
        if let Ok(summary) = folder.try_import(&file, &ImportOptions::default()).0 {
            let read = matinee_catalogue::Catalogue::read(&folder.out()).unwrap();
            prop_assert_eq!(read.len() as u64, summary.films);
        } else {
            prop_assert_eq!(fs::read(folder.out()).unwrap(), b"old");
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), head in 0..6usize) {
        let start: &[u8] = [&b""[..], b"title,year\n", b"{", b"[{", b"<movie>", b"PK\x03\x04"][head];
        let folder = ImportFolder::new();
        let file = folder.file("list", [start, &bytes].concat());
        let _ = folder.try_import(&file, &ImportOptions::default());
    }
}
