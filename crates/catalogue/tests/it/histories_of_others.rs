//! Histories as strangers have them: exports in other languages and layouts, spreadsheets, lists in running text.

use std::fmt::Write as _;
use std::sync::LazyLock;

use matinee_catalogue::history::{FilmMatch, FilmMatcher, History, HistoryFile, HistoryOptions, read};
use matinee_catalogue::{Catalogue, starter};

use crate::history::zip;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(starter::catalogue);
static MATCHER: LazyLock<FilmMatcher<'static>> = LazyLock::new(|| FilmMatcher::new(CATALOGUE.films()));

fn history(name: &str, bytes: &[u8]) -> History {
    read(&[HistoryFile { name, bytes }], &HistoryOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// "alien-1979 .9 seen; ...", as the starter catalogue knows the films; in brackets what it does not know.
fn found(history: &History) -> String {
    let films = CATALOGUE.films();
    let matcher = &MATCHER;
    let told = |film: &matinee_catalogue::history::HistoryFilm| {
        let mut told = match matcher.find(film) {
            FilmMatch::Found(row, _) => films[row].id.to_string(),
            _ => format!("[{}]", film.title),
        };
        told += &film.rating.map(|rating| format!(" {rating:.2}")).unwrap_or_default();
        let said = film.said;
        let words = [(said.liked, "like"), (said.disliked, "dislike"), (said.seen, "seen"), (said.wanted, "want")];
        for (_, word) in words.iter().filter(|(is, _)| *is) {
            told = format!("{told} {word}");
        }
        told
    };
    history.films.iter().map(told).collect::<Vec<_>>().join("; ")
}

fn check(name: &str, text: &str, wanted: &str) {
    assert_eq!(found(&history(name, text.as_bytes())), wanted, "{name}: {text}");
}

#[test]
fn ratings_are_found_whatever_their_column_is_called() {
    for (head, alien, titanic) in [
        ("Película;Año;Puntuación", "9", "3"),
        ("Titre;Année;Ma note", "9/10", "3/10"),
        ("Название;Год;Моя оценка", "9", "3"),
        ("Tytuł;Rok;Ocena", "9", "3"),
        ("Movie Title;Release Year;My Score (1-10)", "9", "3"),
        ("Title;Year;Rating10", "9", "3"),
        ("Film;Jahr;Meine Bewertung", "9,0", "3,0"),
        ("Titel;Jahr;Bewertung in %", "90%", "30%"),
    ] {
        let text = format!("{head}\nAlien;1979;{alien}\nTitanic;1997;{titanic}\n");
        check("my films.csv", &text, "alien-1979 0.90 seen; titanic-1997 0.30 seen");
    }
    let others =
        "TMDb ID,IMDb ID,Type,Name,Release Date,Rating,Your Rating\n797,tt0060827,movie,Persona,1966-10-18,8.2,\n";
    check("favorites.csv", others, "persona-1966 like");
    let words = "Title,Year,Rating\nAlien,1979,4.5 stars\nTitanic,1997,👎\nHeat,1995,Want to See\nJaws,1975,B+\nPsycho,1960,4★\n";
    check(
        "x.csv",
        words,
        "alien-1979 0.90 seen; titanic-1997 dislike; heat-1995 want; jaws-1975 0.75 seen; psycho-1960 0.80 seen",
    );
}

#[test]
fn a_rating_out_of_range_does_not_change_the_scale_of_the_others() {
    let text =
        "title,year,rating\nAlien,1979,-1\nTitanic,1997,11\nHeat,1995,10\nPsycho,1960,0\nJaws,1975,8\nVertigo,1958,7\n";
    let wanted = "alien-1979 seen; titanic-1997 seen; heat-1995 1.00 seen; psycho-1960 seen; jaws-1975 0.80 seen; vertigo-1958 0.70 seen";
    check("x.csv", text, wanted);
    assert_eq!(history("x.csv", text.as_bytes()).problems.len(), 2);
}

#[test]
fn ticks_and_shelves_of_spreadsheets_are_heeded() {
    check("a.csv", "Title,Year,Seen\nAlien,1979,x\nCasablanca,1942,\n", "alien-1979 seen; casablanca-1942 want");
    check(
        "b.csv",
        "Movie,Year,Watched\nAlien,1979,TRUE\nCasablanca,1942,FALSE\n",
        "alien-1979 seen; casablanca-1942 want",
    );
    check(
        "c.csv",
        "Name,Year,Status\nAlien,1979,Watched\nCasablanca,1942,To Watch\n",
        "alien-1979 seen; casablanca-1942 want",
    );
    let icheckmovies = "rank,title,aka,year,imdburl,checked,favorite,disliked\n\
        1,Alien,,1979,http://www.imdb.com/title/tt0078748/,2012-01-01,yes,no\n\
        2,Titanic,,1997,http://www.imdb.com/title/tt0120338/,2012-01-01,no,yes\n\
        3,Casablanca,,1942,http://www.imdb.com/title/tt0034583/,no,no,no\n";
    check("d.csv", icheckmovies, "alien-1979 like seen; titanic-1997 dislike; casablanca-1942 want");
    let kodi = br#"{"result": {"movies": [{"title": "Alien", "year": 1979, "playcount": 2, "userrating": 9},
        {"title": "Titanic", "year": 1997, "playcount": 0, "userrating": 0}]}}"#;
    let kodi = history("kodi.json", kodi);
    assert_eq!((found(&kodi).as_str(), kodi.left_out["unseen"]), ("alien-1979 0.90 seen", 1));
}

#[test]
fn netflix_is_read_in_the_languages_it_is_exported_in() {
    for (text, series) in [
        ("Titel,Datum\n\"Dark: Staffel 1: Geheimnisse\",\"22.10.21\"\n\"Heat\",\"01.02.20\"\n", 1),
        ("Título,Fecha\n\"Narcos: Temporada 1: Descenso\",\"22/10/2021\"\n\"Heat\",\"22/10/2021\"\n", 1),
        ("Titre,Date\n\"Lupin : Saison 1 : Chapitre 1\",\"22/10/2021\"\n\"Heat\",\"22/10/2021\"\n", 1),
        ("Titolo,Data\n\"Suburra: Stagione 1: 21 giorni\",\"22/10/2021\"\n\"Heat\",\"22/10/2021\"\n", 1),
        ("タイトル,日付\n\"全裸監督: シーズン1: 第1話\",\"2021/10/22\"\n\"Heat\",\"2021/10/22\"\n", 1),
    ] {
        let history = history("NetflixViewingHistory.csv", text.as_bytes());
        assert_eq!((found(&history).as_str(), history.left_out["series"]), ("heat-1995 seen", series), "{text}");
    }
    let report = "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type\n\
        Ash,2021-10-22 19:04:11,01:48:12,,\"Kill Bill: Vol. 1\",\n\
        Ash,2021-10-22 19:04:11,00:00:20,\"Autoplayed: user action: None; \",Titanic,\n";
    let files = [
        ("CONTENT_INTERACTION/ViewingActivity.csv", report),
        (
            "CONTENT_INTERACTION/MyList.csv",
            "Profile Name,Title Name,Country,Utc Title Add Date\nAsh,Casablanca,US,2021-01-01\n",
        ),
        ("CONTENT_INTERACTION/SearchHistory.csv", "Profile Name,Query Typed,Displayed Name\nAsh,veer,Vertigo\n"),
    ];
    let history = history("netflix-report.zip", &zip(&files));
    assert_eq!(found(&history), "kill-bill-volume-1-2003 seen; casablanca-1942 want");
}

#[test]
fn imdb_is_read_with_kinds_in_other_languages() {
    let kinds =
        ["Film", "Serie TV", "Mini serie TV", "Fernsehserie", "Série télévisée", "Serie de televisión", "Episodio TV"];
    let head = "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,Year".to_owned();
    let row = |kind: &str| format!("tt0078748,9,2024-03-15,Alien,Alien,https://x,{kind},1979");
    let lines: Vec<String> = std::iter::once(head).chain(kinds.into_iter().map(row)).collect();
    let text = lines.join("\r\n") + "\r\n";
    let history = history("ratings.csv", text.as_bytes());
    assert_eq!((found(&history).as_str(), history.rows), ("alien-1979 0.90 seen", 1));
    assert_eq!((history.left_out["series"], history.left_out["episodes"]), (5, 1));
}

#[test]
fn movielens_older_data_sets_and_all_files_of_its_site_are_read() {
    let ml_1m = zip(&[
        ("ml-1m/movies.dat", "1214::Alien (1979)::Action|Horror\n1721::Titanic (1997)::Drama\n"),
        ("ml-1m/ratings.dat", "7::1214::5::978300760\n7::1721::2::978300760\n"),
        ("ml-1m/users.dat", "7::F::1::10::48067\n"),
    ]);
    let ml_100k = zip(&[
        (
            "ml-100k/u.item",
            "183|Alien (1979)|01-Jan-1979||http://x|0|1|0|0|0|0|0|0|0|0|0|1|0|0|0|1|1|0|0\n313|Titanic (1997)|01-Jan-1997||http://y|0|1|0|0|0|0|0|0|1|0|0|0|0|0|1|0|0|0|0\n",
        ),
        ("ml-100k/u.data", "196\t183\t5\t881250949\n196\t313\t2\t891717742\n"),
        ("ml-100k/u.user", "196|49|M|writer|55105\n"),
    ]);
    for bytes in [ml_1m, ml_100k] {
        assert_eq!(found(&history("ml.zip", &bytes)), "alien-1979 1.00 seen; titanic-1997 0.40 seen");
    }
    let site = zip(&[
        (
            "movielens-wishlist.csv",
            "movie_id,imdb_id,tmdb_id,average_rating,title\n912,0034583,289,4.2,Casablanca (1942)\n",
        ),
        (
            "movielens-hidden.csv",
            "movie_id,imdb_id,tmdb_id,average_rating,title\n1721,0120338,597,4.2,Titanic (1997)\n",
        ),
    ]);
    assert_eq!(found(&history("movielens.zip", &site)), "casablanca-1942 want");
}

#[test]
fn what_is_beside_the_films_of_an_export_is_no_film() {
    let letterboxd = zip(&[
        (
            "x/profile.csv",
            "Date Joined,Username,Given Name,Favorite Films\n2020-01-01,ann,Ann,\"https://boxd.it/29qI, https://boxd.it/2awY\"\n",
        ),
        ("x/ratings.csv", "Date,Name,Year,Letterboxd URI,Rating\n2024-01-02,Alien,1979,https://boxd.it/2awY,4.5\n"),
        ("x/likes/lists.csv", "Date,Name,Letterboxd URI\n2024-01-01,Heat,https://boxd.it/x\n"),
        (
            "x/lists/least-favourites.csv",
            "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2021-11-06,Least,,x,\n\nPosition,Name,Year,URL,Description\n1,Titanic,1997,x,\n",
        ),
        (
            "x/deleted/lists/favourites.csv",
            "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2021-11-06,F,,x,\n\nPosition,Name,Year,URL,Description\n1,Vertigo,1958,x,\n",
        ),
    ]);
    assert_eq!(found(&history("letterboxd.zip", &letterboxd)), "alien-1979 0.90 seen");
    let trakt = zip(&[
        (
            "watched-movies-1.json",
            r#"[{"plays": 1, "last_watched_at": "2024", "movie": {"title": "Heat", "year": 1995, "ids": {}}}]"#,
        ),
        (
            "watched-playback.json",
            r#"[{"progress": 20.5, "paused_at": "2024", "type": "movie", "movie": {"title": "Alien", "year": 1979, "ids": {}}}]"#,
        ),
    ]);
    assert_eq!(found(&history("trakt.zip", &trakt)), "heat-1995 seen");
}

#[test]
fn simkl_and_douban_are_read_with_their_oddities() {
    let simkl = r#"{"movies": [{"status": "plantowatch", "added_to_watchlist_at": "2026", "movie": {"title": "Casablanca", "year": 1942, "ids": {}}}],
        "anime": [{"status": "completed", "anime_type": "movie", "user_rating": 9, "show": {"title": "Spirited Away", "year": 2001, "ids": {}}},
                  {"status": "completed", "anime_type": "tv", "user_rating": 9, "show": {"title": "Alien", "year": 1979, "ids": {}}}]}"#;
    check("SimklBackup.json", simkl, "casablanca-1942 want; spirited-away-2001 0.90 seen");
    let douban = "\u{feff}封面,标题,个人评分,打分日期,我的短评,上映日期,制片国家,条目链接\n\
        \"x\",\"通天塔/Babel/巴别塔(港)\",\"\",\"2007/03/01\",\"\",\"2006/11/10\",\"美国\",\"https://movie.douban.com/subject/1/\",\n\
        \"x\",\"异形 Alien\",\"5\",\"2007/03/01\",\"\",\"1979/05/25\",\"美国\",\"https://movie.douban.com/subject/2/\",\n";
    check("collect.csv", douban, "babel-2006 seen; alien-1979 1.00 seen");
}

#[test]
fn one_bad_row_costs_neither_itself_more_than_it_must_nor_the_others() {
    let unquoted = "title,year,rating\nGood, the Bad and the Ugly, The,1966,9\nAlien,1979,8\n";
    check("x.csv", unquoted, "the-good-the-bad-and-the-ugly-1966 0.90 seen; alien-1979 0.80 seen");
    let shifted = history("x.csv", b"title,year,rating\n\"bad,quote\",1999\nAlien,1979,8\n");
    assert_eq!((found(&shifted).as_str(), shifted.bad), ("alien-1979 0.80 seen", 1));
    check(
        "x.md",
        "| Film | Year |\n|------|-----:|\n| [Heat](https://x) | 1995 |\n| **Alien** | 1979 |\n",
        "heat-1995 seen; alien-1979 seen",
    );
}

#[test]
fn lists_in_running_text_are_read_and_no_film_is_taken_for_another() {
    let text = "My films\n========\n\n1. Alien (1979)\n- Jaws - 1975\n* [ ] Casablanca (1942)\nBlade Runner, 1982\nVertigo 1958\n\
        Psycho (dir. Alfred Hitchcock, 1960)\nThe Thing by John Carpenter (1982)\n(500) Days of Summer (2009)\nTitanic 3/10\nColumbus (2017)\nBlade Runner 2049\n";
    let wanted = "alien-1979 seen; jaws-1975 seen; casablanca-1942 want; blade-runner-1982 seen; vertigo-1958 seen; psycho-1960 seen; \
        the-thing-1982 seen; 500-days-of-summer-2009 seen; titanic-1997 0.30 seen; [Columbus] seen; blade-runner-2049-2017 seen";
    check("films.txt", text, wanted);
}

#[test]
fn the_best_school_mark_is_one() {
    let marked = |header: &str| format!("{header}\nAlien;1979;1\nHeat;1995;3\nTitanic;1997;6\n");
    for header in ["Titel;Jahr;Schulnote", "Film;Jahr;Note (1-6)", "Titel;Jahr;Note", "Title;Year;Note"] {
        check("filme.csv", &marked(header), "alien-1979 1.00 seen; heat-1995 0.67 seen; titanic-1997 0.17 seen");
        let scale = history("filme.csv", marked(header).as_bytes()).files[0].scale.unwrap();
        assert_eq!((scale.is_one_best, scale.is_guess), (true, header.ends_with("Note")), "{header}");
    }
    check(
        "filme.csv",
        &marked("Titel;Jahr;Note (6 = beste)"),
        "alien-1979 0.17 seen; heat-1995 0.50 seen; titanic-1997 1.00 seen",
    );
    check(
        "filme.csv",
        "Titel;Jahr;Schulnote\nAlien;1979;1-2\nHeat;1995;sehr gut\nTitanic;1997;5-\n",
        "alien-1979 0.92 seen; heat-1995 1.00 seen; titanic-1997 0.28 seen",
    );
}

#[test]
fn the_sheets_of_a_workbook_share_a_scale() {
    let book = workbook(&[
        ("2020", "Title;Year;Rating\nAlien;1979;9\nHeat;1995;10"),
        ("2021", "Title;Year;Rating\nTitanic;1997;2\nJaws;1975;4"),
    ]);
    let wanted = "alien-1979 0.90 seen; heat-1995 1.00 seen; titanic-1997 0.20 seen; jaws-1975 0.40 seen";
    assert_eq!(found(&history("films.xlsx", &book)), wanted);
}

/// A workbook as Excel writes it: sheets of rows of cells, numbers without quotes.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut names, mut relations) = (String::new(), String::new());
    let mut files = vec![("[Content_Types].xml".to_owned(), "<Types/>".to_owned())];
    for (n, (name, rows)) in (1..).zip(sheets) {
        let _ = write!(names, "<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"r{n}\"/>");
        let _ = write!(
            relations,
            "<Relationship Id=\"r{n}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        );
        let cell = |cell: &str| match cell.parse::<f64>() {
            Ok(number) => format!("<c><v>{number}</v></c>"),
            Err(_) => format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
        };
        let row = |row: &str| format!("<row>{}</row>", row.split(';').map(cell).collect::<String>());
        let rows: String = rows.lines().map(row).collect();
        files.push((
            format!("xl/worksheets/sheet{n}.xml"),
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ));
    }
    let packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    files.push(("_rels/.rels".to_owned(), format!("<Relationships xmlns=\"{packages}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")));
    files.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"{packages}\">{relations}</Relationships>"),
    ));
    files.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>"),
    ));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    zip(&files)
}

#[test]
fn every_sheet_of_a_spreadsheet_is_read_and_its_name_counts() {
    let book = workbook(&[
        ("2022", "My films\n\nTitle;Year;Rating\nAlien;1979;9\n1917;2019;7.5\n\"Heat\";1995;8/10"),
        ("2023", "Film;Year;Rating\nTitanic;1997;2\nJaws;1975;9"),
        ("Watchlist", "Casablanca (1942)\nVertigo (1958)"),
    ]);
    let wanted = "alien-1979 0.90 seen; 1917-2019 0.75 seen; heat-1995 0.80 seen; titanic-1997 0.20 seen; jaws-1975 0.90 seen; \
        casablanca-1942 want; vertigo-1958 want";
    assert_eq!(found(&history("films.xlsx", &book)), wanted);
    let problem = workbook(&[("A", "Title;Year;Rating\nAlien;1979;9\n;1990;5")]);
    assert_eq!(history("films.xlsx", &problem).problems[0].line, 3);
    for end in [book.len() - 30, book.len() / 2, 40] {
        let cut = [HistoryFile { name: "films.xlsx", bytes: &book[..end] }];
        assert!(read(&cut, &HistoryOptions::default()).is_err(), "cut at {end}");
    }
}

#[test]
fn a_spreadsheet_that_says_it_is_endless_costs_nothing() {
    let far = "</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1";
    let book = workbook(&[("A", "Title;Year\nAlien;1979\n")]);
    let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let texts: Vec<(String, String)> = (0..archive.len())
        .map(|n| {
            let mut file = archive.by_index(n).unwrap();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut file, &mut text).unwrap();
            (file.name().unwrap().into_owned(), text.replace("1979", &format!("1979{far}")))
        })
        .collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let start = std::time::Instant::now();
    assert_eq!(found(&history("far.xlsx", &zip(&texts))), "alien-1979 seen");
    assert!(start.elapsed() < std::time::Duration::from_secs(5));
}

#[test]
fn what_players_and_other_programs_write_is_read() {
    let items = r#"{"Items":[
        {"Name":"Alien","ProductionYear":1979,"OfficialRating":"R","CommunityRating":8.5,"Type":"Movie","UserData":{"PlayCount":0,"Played":true,"IsFavorite":true}},
        {"Name":"Heat","ProductionYear":1995,"OfficialRating":"R","Type":"Movie","UserData":{"PlayCount":0,"Played":false,"IsFavorite":false}},
        {"Name":"Titanic","ProductionYear":1997,"Type":"Movie","UserData":{"PlayCount":1,"Played":true,"Likes":false}},
        {"Name":"Fargo","ProductionYear":2014,"Type":"Series","UserData":{"Played":true}}],"TotalRecordCount":4}"#;
    check("items.json", items, "alien-1979 like seen; titanic-1997 dislike");
    let stremio = r#"[{"_id":"tt0078748","name":"Alien","type":"movie","year":"1979","state":{"timesWatched":1,"flaggedWatched":1}},
        {"_id":"tt0113277","name":"Heat","type":"movie","year":"1995","state":{"timesWatched":0,"flaggedWatched":0}}]"#;
    check("library.json", stremio, "alien-1979 seen");
    let xml = "<recentratings><film><filmname>Alien (1979)</filmname><rating>95</rating></film><film><filmname>Titanic (1997)</filmname><rating>20</rating></film></recentratings>";
    check("criticker.xml", xml, "alien-1979 0.95 seen; titanic-1997 0.20 seen");
    let kodi = "<videodb><movie><title>Alien</title><year>1979</year><rating>8.1</rating><userrating>9</userrating><playcount>2</playcount></movie></videodb>";
    check("videodb.xml", kodi, "alien-1979 0.90 seen");
    check(
        "movies.csv",
        "type,movie_name,release_date\nwatch,Alien,1979-05-25\ntowatch,Casablanca,1942-11-26\n",
        "alien-1979 seen; casablanca-1942 want",
    );
    check(
        "x.csv",
        "Title,Year,Rating\nAlien,1979,9\n\nTitle,Year,Rating\nHeat,1995,7\n",
        "alien-1979 0.90 seen; heat-1995 0.70 seen",
    );
}

#[test]
fn books_games_and_episodes_are_no_films() {
    let books = "Book Id,Title,Author,ISBN,My Rating,Year Published,Exclusive Shelf\n1,The Shining,Stephen King,1,4,1980,read\n";
    for (text, why) in [
        (books, "it lists books, music or games, not films"),
        ("appid,name,playtime_forever\n620,Alien,50\n", "it lists books, music or games, not films"),
        ("Show Name,Season,Episode,Rating\nFargo,2,1,10\n", "no films but 1 episodes"),
    ] {
        let given = [HistoryFile { name: "x.csv", bytes: text.as_bytes() }];
        let error = read(&given, &HistoryOptions::default()).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
    check("x.csv", "Titre,Année,Note,Univers\nAlien,1979,9,Film\nDune,1984,8,Livre\n", "alien-1979 0.90 seen");
}

#[test]
fn notes_say_by_their_headings_what_is_seen_and_wanted() {
    let note = "---\ntags: movies\n---\n## To watch\n- [[Casablanca]] (1942)\n- Vertigo #hitchcock\n\n## Watched\n\
        - [[Alien (1979)|Alien]]\n- ==Jaws== (1975) 👍\n- [ ] Heat (1995)\n";
    check("films.md", note, "casablanca-1942 want; vertigo-1958 want; alien-1979 seen; jaws-1975 like; heat-1995 want");
    let table = "| Movie | Year | Rating |\n|---|---|---|\n| [[Alien]] | 1979 | 9 |\n| [[Titanic (1997)\\|Titanic]] | 1997 | 3 |\n";
    check("table.md", table, "alien-1979 0.90 seen; titanic-1997 0.30 seen");
    check(
        "years.txt",
        "1979: Alien\n1995: Heat\n2001: A Space Odyssey\n",
        "alien-1979 seen; heat-1995 seen; 2001-a-space-odyssey-1968 seen",
    );
}

#[test]
fn ratings_are_read_in_whatever_signs_and_words_they_are_given() {
    for (alien, heat, titanic, wanted) in [
        ("4½", "3", "½", "alien-1979 0.90 seen; heat-1995 0.60 seen; titanic-1997 0.10 seen"),
        ("*****", "***", "*", "alien-1979 1.00 seen; heat-1995 0.60 seen; titanic-1997 0.20 seen"),
        ("❤️❤️❤️❤️", "❤️❤️", "❤️", "alien-1979 0.80 seen; heat-1995 0.40 seen; titanic-1997 0.20 seen"),
        ("❤️", "", "👎🏽", "alien-1979 like; heat-1995 seen; titanic-1997 dislike"),
        ("😍", "😐", "😡", "alien-1979 like; heat-1995 seen; titanic-1997 dislike"),
        ("力荐", "还行", "很差", "alien-1979 1.00 seen; heat-1995 0.60 seen; titanic-1997 0.20 seen"),
    ] {
        let text = format!("Title,Year,Rating\nAlien,1979,{alien}\nHeat,1995,{heat}\nTitanic,1997,{titanic}\n");
        check("x.csv", &text, wanted);
    }
    for (head, alien, titanic) in [
        ("作品名,公開年,スコア", "4.5", "1.5"),
        ("제목,연도,별점", "4.5", "1.5"),
        ("Film Adı,Yıl,Puanım", "9", "3"),
        ("片名,上映年份,我的评分", "9", "3"),
        ("Title,Year,Overall", "4.5", "1.5"),
    ] {
        let text = format!("{head}\nAlien,1979,{alien}\nTitanic,1997,{titanic}\n");
        check("x.csv", &text, "alien-1979 0.90 seen; titanic-1997 0.30 seen");
    }
    for (head, alien, titanic) in [
        ("Title,Year,My opinion", "Loved it!", "Didn’t like it."),
        ("Titel,Jahr,Meinung", "super", "schlecht"),
        ("Title,Year,Thumbs", "up", "down"),
    ] {
        let text = format!("{head}\nAlien,1979,{alien}\nTitanic,1997,{titanic}\n");
        check("x.csv", &text, "alien-1979 like; titanic-1997 dislike");
    }
    // A text is no rating, and no fault.
    let told =
        history("x.csv", b"Title,Year,Opinion\nAlien,1979,The best film ever made\nHeat,1995,ok\nJaws,1975,Wet\n");
    assert_eq!((found(&told), told.problems.len()), ("alien-1979 seen; heat-1995 seen; jaws-1975 seen".to_owned(), 0));
    check(
        "x.csv",
        "Alien,1979,9\nTitanic,1997,3\nHeat,1995,\n",
        "alien-1979 0.90 seen; titanic-1997 0.30 seen; heat-1995 seen",
    );
    check("x.csv", "Alien,1979,117\nTitanic,1997,194\n", "alien-1979 seen; titanic-1997 seen");
}

#[test]
fn the_newest_rating_counts_however_days_are_written() {
    for (older, newer) in
        [("12/31/2020", "1/15/2021"), ("31.12.2020", "15.01.2021"), ("31 December 2020", "15 January 2021")]
    {
        for rows in [[(older, 2), (newer, 9)], [(newer, 9), (older, 2)]] {
            let rows: String =
                rows.iter().fold(String::new(), |text, (day, rating)| text + &format!("Alien,1979,{rating},{day}\n"));
            check(
                "x.csv",
                &format!("Title,Year,My rating,Date\n{rows}Heat,1995,6,{older}\n"),
                "alien-1979 0.90 seen; heat-1995 0.60 seen",
            );
        }
    }
}

#[test]
fn notes_in_many_languages_say_what_is_below_their_headings() {
    for (want, seen) in [
        ("Filme, die ich noch sehen will:", "Gesehen:"),
        ("À voir", "Vus"),
        ("Por ver:", "Vistas:"),
        ("Da vedere", "Visti"),
        ("Para assistir", "Assistidos"),
        ("Хочу посмотреть:", "Просмотрено:"),
        ("想看", "看过"),
        ("## Not seen yet", "## Already seen"),
    ] {
        let text = format!("{want}\n- Casablanca (1942)\n\n{seen}\n- Alien (1979)\n");
        check("x.txt", &text, "casablanca-1942 want; alien-1979 seen");
    }
    check("x.txt", "見たい\n・Casablanca（1942）\n見た\n1、Alien（1979）\n", "casablanca-1942 want; alien-1979 seen");
    check(
        "x.txt",
        "My favourites\n\nAlien (1979)\n\nWorst films ever\n\nTitanic (1997)\n",
        "alien-1979 like seen; titanic-1997 dislike",
    );
    check("x.txt", "Ridley Scott - Alien (1979)\nMichael Mann: Heat (1995)\n", "alien-1979 seen; heat-1995 seen");
    let page = "<li>Alien (1979)</li>\n<li><a href=\"/x\">Heat</a> (1995)</li><p>&bull; Jaws (1975)";
    check("titles", page, "alien-1979 seen; heat-1995 seen; jaws-1975 seen");
    check(
        "x.txt",
        "2023-01-05 Alien (1979)\nHeat - 1995 - Michael Mann - 6/10\n",
        "alien-1979 seen; heat-1995 0.60 seen",
    );
    check("Alien.md", "---\nyear: 1979\nrating: 9\ntags: [film]\n---\n# Alien\n\nGreat.\n", "alien-1979 0.90 seen");
}

#[test]
fn shelves_of_json_and_reports_of_players_are_heeded() {
    check(
        "x.json",
        r#"{"user": "ann", "watched": [{"title": "Alien", "year": 1979, "rating": 9}], "watchlist": [{"title": "Casablanca", "year": 1942}],
        "favorites": ["Jaws (1975)"]}"#,
        "alien-1979 0.90 seen; casablanca-1942 want; jaws-1975 like seen",
    );
    check("x.json", r#"["Alien (1979)", "Heat (1995)"]"#, "alien-1979 seen; heat-1995 seen");
    check("x.json", r#"{"Alien (1979)": 9, "Titanic (1997)": 3}"#, "alien-1979 0.90 seen; titanic-1997 0.30 seen");
    let report = "2023-01-01 20:00\tu1\ti1\tMovie\tAlien\tDirectPlay\tWeb\tFirefox\t7000\n\
        2023-01-02 20:00\tu1\ti2\tEpisode\tDark - s01e01 - Secrets\tDirectPlay\tWeb\tFirefox\t3000\n";
    check("x.tsv", report, "alien-1979 seen");
    check(
        "x.csv",
        "Film;Jahr;Gesehen;Favorit\nAlien;1979;WAHR;WAHR\nHeat;1995;FALSCH;FALSCH\n",
        "alien-1979 like seen; heat-1995 want",
    );
    check(
        "x.csv",
        "Title,Year,Score,Want To See\nAlien,1979,5.0,false\nHeat,1995,,true\n",
        "alien-1979 1.00 seen; heat-1995 want",
    );
}
