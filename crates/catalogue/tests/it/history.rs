//! Exports of a person's films, in the shapes that sites write.

use std::io::{Cursor, Write};

use matinee_catalogue::history::{
    FilmMatch, FilmMatcher, History, HistoryError, HistoryFile, HistoryFilm, HistoryOptions, MatchedBy, Opinion, read,
};
use matinee_catalogue::{Film, Year};
use proptest::prelude::*;

fn history_of(files: &[(&str, &[u8])], options: &HistoryOptions) -> Result<History, HistoryError> {
    let files: Vec<HistoryFile> = files.iter().map(|&(name, bytes)| HistoryFile { name, bytes }).collect();
    read(&files, options)
}

fn history(name: &str, text: &str) -> History {
    history_of(&[(name, text.as_bytes())], &HistoryOptions::default()).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// "Alien 1979 0.9 seen liked tt0078748"
fn told(film: &HistoryFilm) -> String {
    let mut parts = vec![film.title.clone()];
    parts.extend(film.year.map(|year| year.to_string()));
    parts.extend(film.rating.map(|rating| format!("{rating}")));
    let said = film.said;
    for (is, name) in [(said.seen, "seen"), (said.liked, "liked"), (said.disliked, "disliked"), (said.wanted, "wanted")]
    {
        parts.extend(is.then(|| name.to_owned()));
    }
    parts.extend(film.external.imdb.clone());
    parts.extend(film.external.tmdb.as_ref().map(|id| format!("tmdb:{id}")));
    parts.join(" ")
}

/// All films, in alphabetical order.
fn all(history: &History) -> Vec<String> {
    let mut films: Vec<String> = history.films.iter().map(told).collect();
    films.sort();
    films
}

pub(crate) fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn letterboxds_whole_export_is_one_history() {
    let bytes = zip(&[
        (
            "profile.csv",
            "Date Joined,Username,Given Name,Family Name,Email Address,Location,Website,Bio,Pronoun,Favorite Films\n2020-01-01,ann,Ann,,a@example.org,,,,They,\n",
        ),
        (
            "ratings.csv",
            "Date,Name,Year,Letterboxd URI,Rating\n2024-01-02,Alien,1979,https://boxd.it/2awY,4.5\n2024-01-02,Heat,1995,https://boxd.it/2bdA,2\n",
        ),
        (
            "watched.csv",
            "Date,Name,Year,Letterboxd URI\n2024-01-02,Alien,1979,https://boxd.it/2awY\n2024-01-02,Jaws,1975,https://boxd.it/2a9q\n",
        ),
        (
            "diary.csv",
            "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2023-01-02,Alien,1979,https://boxd.it/1,3,,,2023-01-01\n2022-01-02,Alien,1979,https://boxd.it/2,,Yes,\"a, b\",2022-01-01\n",
        ),
        (
            "reviews.csv",
            "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n2023-01-02,Heat,1995,https://boxd.it/3,2,,\"Two lines,\n\"\"quoted\"\"\",,2023-01-01\n",
        ),
        ("watchlist.csv", "Date,Name,Year,Letterboxd URI\n2024-01-02,Casablanca,1942,https://boxd.it/4\n"),
        ("likes/films.csv", "Date,Name,Year,Letterboxd URI\n2024-01-02,Jaws,1975,https://boxd.it/2a9q\n"),
        ("likes/reviews.csv", "Date,Letterboxd URI,Review\n2024-01-02,https://boxd.it/5,x\n"),
        (
            "lists/a-list.csv",
            "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2020-01-01,A list,,https://boxd.it/6,\n\nPosition,Name,Year,URL,Description\n1,Predator,1987,https://boxd.it/7,\n",
        ),
        (
            "deleted/diary.csv",
            "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2023-01-02,Armageddon,1998,https://boxd.it/8,5,,,2023-01-01\n",
        ),
    ]);
    let read = history_of(&[("letterboxd-ann.zip", &bytes)], &HistoryOptions::default()).unwrap();
    assert_eq!(
        all(&read),
        ["Alien 1979 0.9 seen", "Casablanca 1942 wanted", "Heat 1995 0.4 seen", "Jaws 1975 seen liked"]
    );
    let skipped: Vec<String> = read.skipped.iter().map(|(path, _)| path.display().to_string()).collect();
    for name in ["profile.csv", "likes/reviews.csv", "lists/a-list.csv", "deleted/diary.csv"] {
        assert!(skipped.iter().any(|skipped| skipped.ends_with(name)), "{name}: {skipped:?}");
    }
    assert_eq!(read.bad, 0, "{:?}", read.problems);
}

#[test]
fn an_unpacked_export_is_read_as_the_packed_one_whatever_its_folder_is_called() {
    let head = "Date,Name,Year,Letterboxd URI";
    let film = |name: &str, more: &str| format!("{head}{more}\n2024-01-02,{name},https://boxd.it/1\n");
    let (watched, liked) = (film("Alien,1979", ""), film("Jaws,1975", ""));
    let files: [(&str, &[u8]); 3] = [
        ("/home/ann/my watchlist/letterboxd/watched.csv", watched.as_bytes()),
        ("/home/ann/my watchlist/letterboxd/likes/films.csv", liked.as_bytes()),
        ("/home/ann/my watchlist/letterboxd/deleted/watched.csv", watched.as_bytes()),
    ];
    let read = history_of(&files, &HistoryOptions::default()).unwrap();
    assert_eq!((all(&read), read.rows), (vec!["Alien 1979 seen".to_owned(), "Jaws 1975 liked".to_owned()], 2));
}

#[test]
fn a_list_alone_is_wanted_unless_something_else_is_asked_for() {
    let text = "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2020-01-01,A list,,https://boxd.it/6,\n\nPosition,Name,Year,URL,Description\n1,Predator,1987,https://boxd.it/7,\n";
    assert_eq!(all(&history("a-list.csv", text)), ["Predator 1987 wanted"]);
    let options = HistoryOptions { unsaid: Some(Opinion::Like), ..HistoryOptions::default() };
    assert_eq!(all(&history_of(&[("a-list.csv", text.as_bytes())], &options).unwrap()), ["Predator 1987 liked"]);
}

#[test]
fn imdbs_ratings_lists_watchlist_and_check_ins_are_told_apart() {
    let ratings = "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\n\
        tt0078748,9,2024-01-02,Alien,Alien,https://www.imdb.com/title/tt0078748,Movie,8.5,117,1979,\"Horror, Sci-Fi\",900000,1979-05-25,Ridley Scott\n\
        tt0944947,10,2024-01-02,Game of Thrones,Game of Thrones,https://www.imdb.com/title/tt0944947,TV Series,9.2,60,2011,Drama,2000000,2011-04-17,\n\
        tt0113277,,2024-01-02,Heat,Heat,https://www.imdb.com/title/tt0113277,Movie,8.3,170,1995,Crime,700000,1995-12-15,Michael Mann\n";
    for text in [
        ratings.to_owned(),
        ratings.replacen("Const,Your Rating,Date Rated,Title", "CONST,YOUR RATING,DATE RATED,TITLE", 1),
    ] {
        let read = history("ratings.csv", &text);
        assert_eq!(all(&read), ["Alien 1979 0.9 seen tt0078748", "Heat 1995 seen tt0113277"]);
        assert_eq!(read.left_out.get("series"), Some(&1));
    }
    let list = "Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated\n\
        1,tt0078748,2024-01-02,2024-01-02,,Alien,Alien,https://www.imdb.com/title/tt0078748,Movie,8.5,117,1979,Horror,900000,1979-05-25,Ridley Scott,8,2024-01-02\n\
        2,tt0113277,2024-01-02,2024-01-02,,Heat,Heat,https://www.imdb.com/title/tt0113277,Movie,8.3,170,1995,Crime,700000,1995-12-15,Michael Mann,,\n";
    assert_eq!(all(&history("WATCHLIST.csv", list))[1], "Heat 1995 wanted tt0113277");
    assert_eq!(all(&history("checkins.csv", list))[1], "Heat 1995 seen tt0113277");
    assert_eq!(all(&history("6e2d.csv", list)), ["Alien 1979 0.8 seen tt0078748", "Heat 1995 wanted tt0113277"]);
}

#[test]
fn trakts_export_is_read_flat_or_in_folders() {
    let film = |title: &str, year: u16, imdb: &str| {
        format!(
            r#""movie":{{"title":"{title}","year":{year},"rating":7.1,"status":"released","ids":{{"trakt":1,"slug":"x-1","imdb":"{imdb}","tmdb":348}}}}"#
        )
    };
    let ratings = format!(
        r#"[{{"rated_at":"2024-01-02T00:00:00.000Z","rating":9,"type":"movie",{}}}]"#,
        film("Alien", 1979, "tt0078748")
    );
    let watched = format!(
        r#"[{{"plays":3,"last_watched_at":"2024-01-02T00:00:00.000Z","last_updated_at":"x",{}}}]"#,
        film("Jaws", 1975, "tt0073195")
    );
    let watchlist = format!(
        r#"[{{"rank":1,"id":5,"listed_at":"2024-01-02T00:00:00.000Z","notes":null,"type":"movie",{}}}]"#,
        film("Heat", 1995, "tt0113277")
    );
    let shows = r#"[{"plays":30,"last_watched_at":"2024-01-02T00:00:00.000Z","show":{"title":"Dark","year":2017,"ids":{"trakt":2,"imdb":"tt5753856"}},"seasons":[{"number":1,"episodes":[{"number":1,"plays":3}]}]}]"#;
    let collection =
        format!(r#"[{{"collected_at":"2024-01-02T00:00:00.000Z",{}}}]"#, film("Predator", 1987, "tt0093773"));
    let profile = r#"{"username":"ann","private":false,"name":"Ann","ids":{"slug":"ann"}}"#;
    for folder in ["", "ann/movies/"] {
        let named = |name: &str| format!("{folder}{name}");
        let bytes = zip(&[
            (&named("ratings-movies.json"), &ratings),
            (&named("watched-movies-1.json"), &watched),
            (&named("watched-shows.json"), shows),
            (&named("lists-watchlist.json"), &watchlist),
            (&named("collection-movies.json"), &collection),
            (&named("user-profile.json"), profile),
        ]);
        let read = history_of(&[("trakt.zip", &bytes)], &HistoryOptions::default()).unwrap();
        assert_eq!(
            all(&read),
            [
                "Alien 1979 0.9 seen tt0078748 tmdb:348",
                "Heat 1995 wanted tt0113277 tmdb:348",
                "Jaws 1975 seen tt0073195 tmdb:348"
            ],
            "{:?}",
            read.problems
        );
        assert_eq!(read.left_out.get("series"), Some(&1));
    }
    let csv = "rated_at,type,title,year,trakt_rating,trakt_id,imdb_id,tmdb_id,tvdb_id,url,released,season_number,episode_number,genres,rating\n\
        2024-01-02,movie,Alien,1979,8.2,295,tt0078748,348,,https://trakt.tv/movies/alien-1979,1979-05-25,,,horror,10\n";
    assert_eq!(all(&history("ratings.csv", csv)), ["Alien 1979 1 seen tt0078748 tmdb:348"]);
}

#[test]
fn movielens_exports_and_data_sets_are_read() {
    let site = "movie_id,imdb_id,tmdb_id,rating,average_rating,title\n1214,0078748,348,4.5,4.0,Alien (1979)\n2571,0133093,603,0,4.1,\"Matrix, The (1999)\"\n";
    assert_eq!(
        all(&history("movielens-ratings.csv", site)),
        ["Alien 1979 0.9 seen tt0078748 tmdb:348", "The Matrix 1999 seen tt0133093 tmdb:603"]
    );
    let files = [
        (
            "ratings.csv",
            "userId,movieId,rating,timestamp\n1,1214,4.0,964982703\n2,6,1.5,964982703\n1,99,3.0,964982703\n",
        ),
        ("movies.csv", "movieId,title,genres\n1214,Alien (1979),Horror|Sci-Fi\n6,Heat (1995),Action\n"),
        ("links.csv", "movieId,imdbId,tmdbId\n1214,0078748,348\n6,0113277,949\n"),
        ("tags.csv", "userId,movieId,tag,timestamp\n1,1214,space,1445714994\n"),
    ];
    let bytes = zip(&files);
    let unclear = history_of(&[("ml-latest-small.zip", &bytes)], &HistoryOptions::default()).unwrap_err().to_string();
    assert!(unclear.contains("2 people (1, 2): say whose with --user"), "{unclear}");
    let one = HistoryOptions { user: Some("1".to_owned()), ..HistoryOptions::default() };
    let loose: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    for read in [history_of(&[("ml-latest-small.zip", &bytes)], &one).unwrap(), history_of(&loose, &one).unwrap()] {
        assert_eq!(all(&read), ["Alien 1979 0.8 seen tt0078748 tmdb:348"]);
        assert_eq!(read.bad, 1, "the number 99 is nobody's");
    }
}

#[test]
fn netflix_has_no_years_and_series_are_set_apart() {
    let text = "\u{feff}Title,Date\r\n\"Dark: Season 1: Secrets\",\"1/2/24\"\r\n\"Heat\",\"1/3/24\"\r\n\"Heat\",\"1/4/24\"\r\n";
    let read = history("NetflixViewingHistory.csv", text);
    assert_eq!(all(&read), ["Heat seen"]);
    assert_eq!(read.left_out.get("series"), Some(&1));
    let household = "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,Latest Bookmark,Country\n\
        Ann,2024-01-02 20:00:00,01:57:00,,Alien,,TV,01:57:00,01:57:00,DE (Germany)\n\
        Ben,2024-01-02 20:00:00,00:00:30,,Heat,TRAILER,TV,00:00:30,00:00:30,DE (Germany)\n";
    let ann = HistoryOptions { user: Some("Ann".to_owned()), ..HistoryOptions::default() };
    assert_eq!(all(&history_of(&[("ViewingActivity.csv", household.as_bytes())], &ann).unwrap()), ["Alien seen"]);
}

#[test]
fn simkl_tmdb_and_douban_are_read() {
    let simkl = "SIMKL_ID,Title,Type,Year,Watchlist,LastEpWatched,WatchedDate,Rating,Memo,TVDB,TMDB,IMDB\n\
        1,Alien,movie,1979,completed,,2024-01-02,9,,,348,tt0078748\n2,Heat,movie,1995,plantowatch,,,,,,949,tt0113277\n3,Dark,tv,2017,watching,s1e1,,,,,70523,tt5753856\n";
    let read = history("SimklBackup.csv", simkl);
    assert_eq!(all(&read), ["Alien 1979 0.9 seen tt0078748 tmdb:348", "Heat 1995 wanted tt0113277 tmdb:949"]);
    assert_eq!(read.left_out.get("series"), Some(&1));
    let simkl = r#"{"movies":[{"last_watched_at":"2024-01-02","status":"completed","user_rating":9,"movie":{"title":"Alien","year":1979,"ids":{"simkl":1,"imdb":"tt0078748"}}},{"status":"plantowatch","user_rating":null,"movie":{"title":"Heat","year":1995,"ids":{"simkl":2}}}],"shows":[{"status":"watching","show":{"title":"Dark","year":2017,"ids":{"simkl":3}}}]}"#;
    let read = history("SimklBackup.json", simkl);
    assert_eq!(all(&read), ["Alien 1979 0.9 seen tt0078748", "Heat 1995 wanted"]);
    let tmdb = "TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,Date Rated\n\
        348,tt0078748,movie,Alien,1979-05-25,,,8.2,9,2024-01-02\n949,tt0113277,movie,Heat,1995-12-15,,,7.9,,2024-01-02\n70523,,tv,Dark,2017-12-01,,,8.4,8,2024-01-02\n";
    assert_eq!(
        all(&history("ratings.csv", tmdb)),
        ["Alien 1979 0.9 seen tt0078748 tmdb:348", "Heat 1995 seen tt0113277 tmdb:949"]
    );
    let douban = "标题,简介,豆瓣评分,链接,创建时间,我的评分,标签,评论\n\
        霸王别姬 / 再见，我的妾,1993 / 中国大陆 中国香港 / 陈凯歌 / 剧情,9.6,https://movie.douban.com/subject/1291546/,2024-01-02,5,,好\n";
    assert_eq!(all(&history("我看过的电影.csv", douban)), ["霸王别姬 / 再见，我的妾 1993 1 seen"]);
    assert!(history("看过.csv", douban).films[0].titles().any(|title| title == "霸王别姬"));
}

#[test]
fn plain_lists_have_a_title_a_line_whatever_is_before_it() {
    let text = "# mine\n- Alien (1979)\n2. Crouching Tiger, Hidden Dragon (2000)\n• Heat\n\ntt0073195\n2001: A Space Odyssey (1968)\n";
    let wanted = [
        "2001: A Space Odyssey 1968 seen",
        "Alien 1979 seen",
        "Crouching Tiger, Hidden Dragon 2000 seen",
        "Heat seen",
        "tt0073195 seen tt0073195",
    ];
    assert_eq!(all(&history("list.txt", text)), wanted);
    assert_eq!(
        all(&history("titles.txt", "Heat\nScary Movie\nJaws\n")),
        ["Heat seen", "Jaws seen", "Scary Movie seen"]
    );
}

#[test]
fn matinees_own_files_are_read() {
    let toml = "# A taste\nversion = 1\nlike = [\n  { id = \"alien-1979\", title = \"Alien (1979)\", weight = 3 },\n  \"heat-1995\",\n]\nwant = [\"jaws-1975\"]\n";
    let read = history("taste.toml", toml);
    assert_eq!(all(&read), ["Alien 1979 liked", "heat-1995 liked", "jaws-1975 wanted"]);
    assert_eq!((read.films[0].weight, read.films[0].id.as_ref().unwrap().as_str()), (Some(3), "alien-1979"));
    let site = r#"{"matinee":1,"like":["alien-1979"],"dislike":["heat-1995"],"seen":[]}"#;
    assert_eq!(all(&history("matinee.json", site)), ["alien-1979 liked", "heat-1995 disliked"]);
    let corrected =
        "id,title,year,taste,weight,imdb,tmdb,problem,candidates,file,line\nalien-1979,Alein,1979,like,4,,,none,,x,1\n";
    let read = history("unmatched.csv", corrected);
    assert_eq!(all(&read), ["Alein 1979 liked"]);
    assert_eq!((read.films[0].weight, read.films[0].id.as_ref().unwrap().as_str()), (Some(4), "alien-1979"));
}

#[test]
fn ids_alone_name_films() {
    let wanted = ["tt0078748 0.8 seen tt0078748", "tt0113277 0.7 seen tt0113277"];
    assert_eq!(all(&history("ids.csv", "Const,Your Rating\ntt0078748,8\ntt0113277,7\n")), wanted);
    let json = r#"[{"imdb_id":"tt0078748","rating":8},{"title":"Heat","rating":7}]"#;
    assert_eq!(all(&history("ids.json", json)), ["Heat 0.7 seen", "tt0078748 0.8 seen tt0078748"]);
}

#[test]
fn encodings_line_ends_and_separators_do_not_matter() {
    let text = "Date;Name;Year;Letterboxd URI;Rating\r\n2024-01-02;Amélie;2001;https://boxd.it/x;4\r\n";
    let utf_16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let windows: Vec<u8> = text.chars().map(|c| c as u8).collect();
    for bytes in [text.as_bytes(), format!("\u{feff}{text}").as_bytes(), &utf_16, &windows] {
        assert_eq!(
            all(&history_of(&[("r.csv", bytes)], &HistoryOptions::default()).unwrap()),
            ["Amélie 2001 0.8 seen"]
        );
    }
}

#[test]
fn one_bad_row_never_costs_the_others() {
    let long = "x".repeat(100_000);
    let text = format!(
        "Date,Name,Year,Letterboxd URI,Rating\n2024,{long},1979,u,4\n2024,,1979,u,4\n2024,\"Heat,1995,u,2\n2024,Jaws\n2024,Alien,1979,u,11\n\
         2024,Predator,1987,u,good\n2024,\"=HYPERLINK(\"\"http://x\"\")\",1999,u,3\n2024,<b>Bold</b> &amp; new,2000,u,3\n2024,Alien,1979,u,4\n2024,Casablanca,19x2,u,5\n"
    );
    let read = history("ratings.csv", &text);
    assert_eq!(
        all(&read),
        [
            "<b>Bold</b> & new 2000 0.6 seen",
            "=HYPERLINK(\"http://x\") 1999 0.6 seen",
            "Alien 1979 0.8 seen",
            "Casablanca 1 seen",
            "Predator 1987 seen"
        ]
    );
    assert_eq!(read.bad, 4, "{:?}", read.problems);
    assert!(
        read.problems.iter().any(|problem| problem.to_string().contains("\"Rating\" is not between 0 and 5 (\"11\")"))
    );
    let cut = r#"[{"rated_at":"x","rating":9,"movie":{"title":"Alien","year":1979,"ids":{}}},{"rated_at":"x","rati"#;
    let read = history("ratings-movies.json", cut);
    assert_eq!((all(&read), read.bad), (vec!["Alien 1979 0.9 seen".to_owned()], 1));
}

#[test]
fn mixed_scales_are_told_apart_per_file() {
    let files: [(&str, &[u8]); 3] = [
        ("a.csv", b"title,year,rating\nAlien,1979,4.5\n"),
        ("b.csv", b"title,year,rating\nHeat,1995,7\nJaws,1975,10\n"),
        ("c.csv", b"title,year,rating\nPredator,1987,85\nAlien,1979,90\n"),
    ];
    let read = history_of(&files, &HistoryOptions::default()).unwrap();
    assert_eq!(
        all(&read),
        ["Alien 1979 0.9 seen", "Heat 1995 0.7 seen", "Jaws 1975 1 seen", "Predator 1987 0.85 seen"]
    );
    assert_eq!(read.files.iter().map(|file| file.scale.unwrap().highest).collect::<Vec<_>>(), [5.0, 10.0, 100.0]);
}

#[test]
fn what_is_no_history_is_refused_with_a_reason() {
    let error =
        |name: &str, bytes: &[u8]| history_of(&[(name, bytes)], &HistoryOptions::default()).unwrap_err().to_string();
    assert!(error("a.csv", b"").contains("a.csv: it is empty"));
    assert!(error("page.html", b"<html>").contains("HTML"));
    assert!(error("a.png", b"\x89PNG\r\n\0\0\0\x0dIHDR").contains("no text"));
    assert!(error("big.csv", &vec![b'a'; 21 << 20]).contains("more than 20 MB"));
    assert!(error("cut.zip", &zip(&[("ratings.csv", "Name,Year\nAlien,1979\n")])[..60]).contains("cut.zip"));
    let odd = zip(&[("../../etc/ratings.csv", "Name,Year\nAlien,1979\n"), ("ratings.csv", "Name,Year\nHeat,1995\n")]);
    let read = history_of(&[("odd.zip", &odd)], &HistoryOptions::default()).unwrap();
    assert_eq!(all(&read), ["Heat 1995 seen"]);
    assert!(read.skipped.iter().any(|(_, why)| why.to_string().contains("out of the archive")), "{:?}", read.skipped);
    let bomb = zip(&[("ratings.csv", &"a".repeat(70 << 20))]);
    assert!(bomb.len() < 1 << 20 && error("bomb.zip", &bomb).contains("more than 64 MB unpacked"));
    let rows = (0..50_001).map(|n| format!("Film {n},1979\n")).collect::<Vec<_>>().concat();
    assert!(error("many.csv", format!("title,year\n{rows}").as_bytes()).contains("more than 50000 rows"));
}

fn film(title: &str, year: u16) -> Film {
    Film::new(title, Year::new(i64::from(year)).unwrap())
}

#[test]
fn a_wrong_film_is_never_taken() {
    let mut films = vec![
        film("Columbus", 2015),
        film("Flow", 2023),
        film("Flow", 2025),
        film("Nomadland", 2021),
        film("Heat", 1995),
        film("Heat", 1986),
        film("Alien", 1979),
        film("Das Boot", 1981),
        film("Crash", 2004),
        film("Crash", 2004),
        film("The Thing", 1982),
        film("Solaris", 1972),
        film("Star Wars: Episode IV – A New Hope", 1977),
        film("L.A. Confidential", 1997),
    ];
    films[7].original_title = Some("The Boat".to_owned());
    films[10].other_titles = vec!["Das Ding aus einer anderen Welt".to_owned()];
    films[6].external.imdb = Some("tt0078748".to_owned());
    films[11].external.imdb = Some("tt0069293".to_owned());
    let matcher = FilmMatcher::new(&films);
    let found =
        |line: &str| matcher.find(&history("r.csv", &format!("title,year,imdb_id,rating\n{line},4\n")).films[0]);
    assert_eq!(found("Columbus,2017,"), FilmMatch::Unknown(vec![0]));
    assert_eq!(found("Flow,2024,"), FilmMatch::Several(vec![1, 2]), "a year off, but two fit");
    assert_eq!(found("Flow,2023,"), FilmMatch::Found(1, MatchedBy::Title));
    assert_eq!(found("Das Ding aus einer anderen Welt,1982,"), FilmMatch::Found(10, MatchedBy::Title));
    assert_eq!(found("Das Ding aus einer anderen Welt,1951,"), FilmMatch::Unknown(vec![10]));
    assert_eq!(found("Nomadland,2020,"), FilmMatch::Found(3, MatchedBy::OtherYear));
    assert_eq!(found("Crash,2004,"), FilmMatch::Several(vec![8, 9]));
    assert_eq!(found("boat,1981,"), FilmMatch::Found(7, MatchedBy::Title));
    assert_eq!(found("Something else,1999,tt0078748"), FilmMatch::Found(6, MatchedBy::Id));
    assert_eq!(found("Solaris,1972,tt9999999"), FilmMatch::Unknown(vec![11]), "IMDb says it is another film");
    assert_eq!(found("The Thang,1982,"), FilmMatch::Guess(vec![10]));
    assert_eq!(found("Star Wars,1977,"), FilmMatch::Guess(vec![12]));
    assert_eq!(found("LA Confidential,1997,"), FilmMatch::Found(13, MatchedBy::Title));
    assert_eq!(found("The Thang,1983,"), FilmMatch::Unknown(vec![]));
    let netflix = |title: &str| matcher.find(&history("n.csv", &format!("Title,Date\n{title},1/2/24\n")).films[0]);
    assert_eq!(netflix("Alien"), FilmMatch::Found(6, MatchedBy::TitleAlone));
    assert_eq!(netflix("Heat"), FilmMatch::Several(vec![4, 5]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn noise_and_broken_exports_never_panic(
        form in 0..5usize,
        cut in 0..400usize,
        at in 0..400usize,
        noise in proptest::collection::vec(any::<u8>(), 0..40),
        name in "[a-z./]{0,12}",
    ) {
        let archive = zip(&[("ratings.csv", "Date,Name,Year,Letterboxd URI,Rating\n2024,Alien,1979,u,4\n"), ("likes/films.csv", "Date,Name,Year,Letterboxd URI\n2024,Heat,1995,u\n")]);
        let mut bytes = match form {
            0 => noise.clone(),
            1 => b"Const,Your Rating,Date Rated,Title,Title Type,Year\ntt0078748,9,2024-01-02,Alien,Movie,1979\n".to_vec(),
            2 => br#"[{"rated_at":"x","rating":9,"movie":{"title":"Alien","year":1979,"ids":{"imdb":"tt0078748"}}}]"#.to_vec(),
            3 => b"version = 1\nlike = [{ id = \"alien-1979\", weight = 3 }]\n".to_vec(),
            _ => archive,
        };
        let at = at.min(bytes.len());
        bytes.splice(at..at, noise);
        bytes.truncate(bytes.len().saturating_sub(cut.saturating_sub(200)));
        if let Ok(history) = history_of(&[(&name, &bytes)], &HistoryOptions::default()) {
            let films = [film("Alien", 1979), film("Heat", 1995)];
            let matcher = FilmMatcher::new(&films);
            for film in &history.films {
                prop_assert!(film.rating.is_none_or(|rating| rating > 0.0 && rating <= 1.0));
                matcher.find(film);
            }
        }
    }
}
