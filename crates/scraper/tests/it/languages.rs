//! Pages of eleven languages and of Fandom, in the HTML of the real templates, and what each says.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use matinee_scraper::{Extracted, NotAFilm, PageTitle, Site, extract};
use serde_json::{Value, json};

/// Fields that must be as expected, exactly.
const FIELDS: [&str; 16] = [
    "title",
    "original_title",
    "year",
    "directors",
    "writers",
    "cast",
    "producers",
    "composers",
    "genres",
    "countries",
    "languages",
    "runtime_minutes",
    "based_on",
    "series",
    "keywords",
    "categories",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

/// All pages with what is expected of them, and the folder of each.
fn pages() -> Vec<(String, Value)> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    let mut pages = Vec::new();
    for folder in folders {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let expected = fs::read_to_string(folder.join("expected.jsonl")).unwrap();
        let lines: Vec<Value> = expected.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let files =
            fs::read_dir(&folder).unwrap().filter(|file| file.as_ref().unwrap().path().extension().unwrap() == "html");
        assert_eq!(lines.len(), files.count(), "{name}: a line for every page");
        pages.extend(lines.into_iter().map(|line| (name.clone(), line)));
    }
    pages
}

/// The page's text, its site and its title, as its canonical link names them.
fn page(folder_name: &str, file: &str) -> (Vec<u8>, Site, PageTitle) {
    let page = fs::read_to_string(folder().join(folder_name).join(file)).unwrap();
    let link = page.split_once("rel=\"canonical\"").unwrap().1;
    let address = link.split_once("href=\"").unwrap().1.split('"').next().unwrap();
    let site = Site::new(address).unwrap();
    let title = site.linked(address).or_else(|| PageTitle::new(address.rsplit('/').next()?)).unwrap();
    (page.into_bytes(), site, title)
}

fn read(folder: &str, file: &str) -> Result<Extracted, NotAFilm> {
    let (page, site, title) = page(folder, file);
    extract(&site, &title, &page)
}

fn reason(name: &str) -> NotAFilm {
    match name {
        "no_infobox" => NotAFilm::NoInfobox,
        "person" => NotAFilm::Person,
        "album" => NotAFilm::Album,
        "series" => NotAFilm::Series,
        "other_infobox" => NotAFilm::OtherInfobox,
        "no_year" => NotAFilm::NoYear,
        other => panic!("{other}"),
    }
}

/// What a page gives that is not as expected.
fn differences(want: &Value, got: &Extracted) -> Vec<String> {
    let film = serde_json::to_value(&got.film).unwrap();
    let is_empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    let mut wrong = Vec::new();
    let mut compare = |name: &str, got: &Value, want: &Value| {
        if got != want && !(is_empty(got) && is_empty(want)) {
            wrong.push(format!("{name}:\n      {got}\n    wanted\n      {want}"));
        }
    };
    for field in FIELDS {
        compare(field, &film[field], &want[field]);
    }
    for name in ["imdb", "wikidata", "tmdb"] {
        compare(name, &film["external"][name], &want[name]);
    }
    compare("awards", &film["notability"]["awards"], &want["awards"]);
    for (field, beginning) in [("plot", "plot_begins"), ("synopsis", "synopsis_begins")] {
        let (got, want) = (film[field].as_str().unwrap_or_default(), want[beginning].as_str().unwrap_or_default());
        if !got.starts_with(want) || want.is_empty() != got.is_empty() {
            wrong.push(format!("{field}: {got}\n    wanted {want}"));
        }
    }
    for name in want["beside"].as_array().into_iter().chain(want["links"].as_array()).flatten() {
        let page = PageTitle::new(name.as_str().unwrap()).unwrap();
        if !got.mentions.contains(&page) {
            wrong.push(format!("mentions: {page} is missing in {:?}", got.mentions));
        }
    }
    wrong
}

#[test]
fn every_page_of_every_language_gives_what_a_reader_finds_there() {
    let (mut wrong, mut count) = (String::new(), 0);
    for (folder, want) in pages() {
        count += 1;
        let file = want["file"].as_str().unwrap();
        let differences = match (read(&folder, file), want["not_a_film"].as_str()) {
            (Ok(got), None) => differences(&want, &got),
            (Err(got), Some(name)) if got == reason(name) => continue,
            (Err(got), _) => vec![format!("no film: {got:?}, wanted {}", want["not_a_film"])],
            (Ok(_), Some(name)) => vec![format!("a film, wanted {name}")],
        };
        for difference in differences {
            writeln!(wrong, "{folder}/{file} {difference}").unwrap();
        }
    }
    assert!(count >= 150, "{count} pages");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn of_a_hundred_film_pages_ninety_eight_have_a_genre() {
    let films: Vec<Extracted> =
        pages().iter().filter_map(|(folder, want)| read(folder, want["file"].as_str().unwrap()).ok()).collect();
    let with_genre = films.iter().filter(|read| !read.film.genres.is_empty()).count();
    assert!(with_genre * 100 >= films.len() * 98, "{with_genre} of {}", films.len());
}

/// A page with the rows of a box, a heading with a link to IMDb below it, and two categories.
fn small_page(language: &str, rows: &[(&str, &str)], heading: &str, category: &str) -> Extracted {
    let mut table = String::new();
    for (label, value) in rows {
        write!(table, "<tr><th>{label}</th><td>{value}</td></tr>").unwrap();
    }
    let page = format!(
        "<html lang={language}><script>RLCONF={{\"wgCategories\":[\"Zebra\",\"{category}\"]}}</script>\
         <body><div id=mw-content-text><div class=mw-parser-output><table class=infobox>{table}</table>\
         <p>X</p><h2>{heading}</h2><ul><li><a href=\"https://www.imdb.com/title/tt0000042/\">X</a></li></ul>\
         </div></div></body></html>"
    );
    extract(&Site::default(), &PageTitle::new("X").unwrap(), page.as_bytes()).unwrap()
}

#[test]
fn what_pages_of_these_editions_call_things_is_read() {
    let read = |language, rows: &[(&str, &str)], heading, category| {
        serde_json::to_value(small_page(language, rows, heading, category).film).unwrap()
    };
    let zh = [("导演", "奉俊昊"), ("产地", "南韓"), ("諺文", "기생충"), ("上映日期", "2019年5月30日")];
    let film = read("zh", &zh, "外部链接", "");
    assert_eq!(film["original_title"], "기생충");
    assert_eq!(film["countries"], json!(["South Korea"]));
    let film = read("zh", &[("导演", "三谷幸喜"), ("日语原文", "ギャラクシー街道"), ("上映日期", "2015年")], "", "");
    assert_eq!(film["original_title"], "ギャラクシー街道");
    let film = read("ja", &[("繁体字", "蘭心大劇院"), ("監督", "ロウ・イエ"), ("公開", "2019年")], "", "");
    assert_eq!(film["original_title"], "蘭心大劇院");
    let sv =
        [("Regissör", "A. Ek"), ("Synopsis", "B. Alm"), ("I större roller", "C. Asp<br>D. Lind"), ("Premiär", "1997")];
    let film = read("sv", &sv, "", "");
    assert_eq!(film["writers"], json!(["B. Alm"]));
    assert_eq!(film["cast"], json!(["C. Asp", "D. Lind"]));
    for (language, director, year, heading) in
        [("es", "Dirección", "Año", "Links externos"), ("pl", "Reżyseria", "Rok produkcji", "Link zewnętrzny")]
    {
        let film = read(language, &[(director, "A. Ek"), (year, "1991")], heading, "");
        assert_eq!(film["external"]["imdb"], "tt0000042", "{language}");
    }
    for (language, director, year, category) in [
        ("it", "Regia", "Anno", "Cortometraggi statunitensi del 1990"),
        ("ru", "Режиссёр", "Год", "Фильмы по алфавиту"),
    ] {
        let film = read(language, &[(director, "A. Ek"), (year, "1990")], "", category);
        assert_eq!(film["categories"], json!(["Zebra"]));
    }
}

#[test]
fn a_box_in_a_language_without_labels_says_so() {
    let page = "<html lang=tlh><body><table class=infobox><tr><th>DevwI'</th><td>D</td></tr></table></body>";
    let got = extract(&Site::default(), &PageTitle::new("X").unwrap(), page.as_bytes());
    assert_eq!(got, Err(NotAFilm::UnknownLanguage));
    assert!(NotAFilm::UnknownLanguage.to_string().contains("labels"));
}
