//! Reading people's ratings, in the layouts MovieLens has had.
//!
//! | ratings | films | apart by | since |
//! | --- | --- | --- | --- |
//! | `ratings.csv` | `movies.csv`, `links.csv` | commas, with a heading | 2014 |
//! | `u.data` | `u.item` | tabs, bars; Latin-1 | 1998 |
//! | `ratings.dat` | `movies.dat` | two colons; Latin-1 or UTF-8 | 2003 |

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// A film as the ratings name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatedFilm {
    /// Title and year as written: `Matrix, The (1999)`.
    pub title: String,
    /// IMDb title number, where the ratings have it: `tt0133093`.
    pub imdb: Option<String>,
}

/// One user's rating of one film.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rating {
    /// Position in [`Ratings::users`].
    pub user: usize,
    /// Position in [`Ratings::films`].
    pub film: usize,
    /// Half a star to five stars.
    pub stars: f32,
}

/// A collection of ratings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ratings {
    /// The films, in the order of their file.
    pub films: Vec<RatedFilm>,
    /// The users' names, in the order of their first ratings.
    pub users: Vec<String>,
    /// The ratings, in the order of their file.
    pub ratings: Vec<Rating>,
    /// Ratings left out because the list of films lacks their film.
    pub of_unlisted: usize,
}

/// Ratings that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RatingsError {
    /// A file cannot be read.
    #[error("reading {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// No file of a known layout.
    #[error("{} holds no ratings: looked for ratings.csv, u.data and ratings.dat", .0.display())]
    NoRatings(PathBuf),
    /// A line that does not fit the layout.
    #[error("{} line {line}: {problem}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
}

#[derive(Debug, Clone, Copy)]
enum Layout {
    Csv,
    /// Tabs and bars.
    Tabs,
    Colons,
}

const LAYOUTS: [(&str, &str, Layout); 3] = [
    ("ratings.csv", "movies.csv", Layout::Csv),
    ("u.data", "u.item", Layout::Tabs),
    ("ratings.dat", "movies.dat", Layout::Colons),
];

impl Ratings {
    /// Reads ratings from a folder, or from a ratings file with the file of films beside it.
    ///
    /// # Errors
    /// Nothing to read there, or the first line that cannot be read.
    pub fn read(path: &Path) -> Result<Self, RatingsError> {
        let by_name = |name: &str| LAYOUTS.iter().find(|layout| layout.0 == name);
        let found = if path.is_dir() {
            LAYOUTS.iter().map(|layout| (path.join(layout.0), layout)).find(|(file, _)| file.exists())
        } else {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            by_name(name).map(|layout| (path.to_owned(), layout))
        };
        let (file, &(_, list, layout)) = found.ok_or_else(|| RatingsError::NoRatings(path.to_owned()))?;
        let mut films = read_films(&file.with_file_name(list), layout)?;
        if matches!(layout, Layout::Csv) && file.with_file_name("links.csv").exists() {
            let links = file.with_file_name("links.csv");
            for line in records(&links, layout, &["movieId", "imdbId"])? {
                if let (Some(&place), true) = (films.0.get(&line.parts[0]), line.parts[1].parse::<u32>().is_ok()) {
                    films.1[place].imdb = Some(format!("tt{:0>7}", line.parts[1]));
                }
            }
        }
        read_ratings(&file, layout, films)
    }
}

/// The films, and the position of each id among them.
type RatedFilms = (HashMap<String, usize>, Vec<RatedFilm>);

fn read_films(path: &Path, layout: Layout) -> Result<RatedFilms, RatingsError> {
    let mut films = RatedFilms::default();
    for line in records(path, layout, &["movieId", "title"])? {
        let [id, title] = <[String; 2]>::try_from(line.parts).expect("as many parts as were asked for");
        films.0.insert(id, films.1.len());
        films.1.push(RatedFilm { title, imdb: None });
    }
    Ok(films)
}

fn read_ratings(path: &Path, layout: Layout, (places, films): RatedFilms) -> Result<Ratings, RatingsError> {
    let mut read = Ratings { films, ..Ratings::default() };
    let mut users: HashMap<String, usize> = HashMap::new();
    for line in records(path, layout, &["userId", "movieId", "rating"])? {
        let stars = line.parts[2].trim().parse::<f32>().ok().filter(|s| (0.0..=5.0).contains(s)).ok_or_else(|| {
            let problem = format!("{:?} is not a rating from 0 to 5", line.parts[2]);
            RatingsError::Line { path: path.to_owned(), line: line.number, problem }
        })?;
        let Some(&film) = places.get(&line.parts[1]) else {
            read.of_unlisted += 1;
            continue;
        };
        let user = *users.entry(line.parts[0].clone()).or_insert_with(|| {
            read.users.push(line.parts[0].clone());
            read.users.len() - 1
        });
        read.ratings.push(Rating { user, film, stars });
    }
    Ok(read)
}

/// The wanted parts of one line.
struct RatingsLine {
    number: u64,
    parts: Vec<String>,
}

/// The wanted parts of each line: by their headings in csv, the first ones otherwise.
fn records(path: &Path, layout: Layout, wanted: &[&str]) -> Result<Vec<RatingsLine>, RatingsError> {
    let bytes = fs::read(path).map_err(|source| RatingsError::Io { path: path.to_owned(), source })?;
    let text = decode(bytes);
    let wrong = |line: u64, problem: String| RatingsError::Line { path: path.to_owned(), line, problem };
    let apart = match layout {
        Layout::Csv => return csv_records(&text, wanted, wrong),
        Layout::Colons => "::",
        Layout::Tabs if wanted.len() == 2 => "|",
        Layout::Tabs => "\t",
    };
    let mut records = Vec::new();
    for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        let parts: Vec<String> = line.split(apart).take(wanted.len()).map(str::to_owned).collect();
        if parts.len() < wanted.len() {
            return Err(wrong(number, format!("expected {} parts with {apart:?} between them", wanted.len())));
        }
        records.push(RatingsLine { number, parts });
    }
    Ok(records)
}

fn csv_records(
    text: &str,
    wanted: &[&str],
    wrong: impl Fn(u64, String) -> RatingsError,
) -> Result<Vec<RatingsLine>, RatingsError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|e| wrong(1, e.to_string()))?.clone();
    let column = |name: &&str| {
        let place = headings.iter().position(|heading| heading.trim_start_matches('\u{feff}') == *name);
        place.ok_or_else(|| wrong(1, format!("no column is headed {name:?}")))
    };
    let columns = wanted.iter().map(column).collect::<Result<Vec<usize>, _>>()?;
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| wrong(e.position().map_or(0, csv::Position::line), e.to_string()))?;
        let number = record.position().map_or(0, csv::Position::line);
        let part = |&column: &usize| record.get(column).map(str::to_owned);
        let parts = columns.iter().map(part).collect::<Option<Vec<String>>>();
        let parts = parts.ok_or_else(|| wrong(number, format!("fewer than {} columns", headings.len())))?;
        records.push(RatingsLine { number, parts });
    }
    Ok(records)
}

/// UTF-8 where the bytes are; otherwise Latin-1, whose bytes are the first 256 code points.
fn decode(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|e| e.as_bytes().iter().map(|&byte| char::from(byte)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn film(title: &str, imdb: Option<&str>) -> RatedFilm {
        RatedFilm { title: title.to_owned(), imdb: imdb.map(str::to_owned) }
    }

    #[test]
    fn all_three_layouts_say_the_same() {
        let ratings = |sep: &str| format!("7{sep}20{sep}4{sep}0\n3{sep}10{sep}2.5{sep}0\n7{sep}99{sep}1{sep}0\n");
        let csv = format!("userId,movieId,rating,timestamp\n{}", ratings(","));
        let layouts: [Vec<(&str, &[u8])>; 3] = [
            vec![
                ("ratings.csv", csv.as_bytes()),
                ("movies.csv", "movieId,title,genres\n10,\"Blé, Le (1971)\",x\n20,Rye (1980),y\n".as_bytes()),
            ],
            vec![
                ("u.data", &ratings("\t").into_bytes().leak()[..]),
                ("u.item", b"10|Bl\xe9, Le (1971)|01-Jan-1971||\n20|Rye (1980)|||\n"),
            ],
            vec![
                ("ratings.dat", &ratings("::").into_bytes().leak()[..]),
                ("movies.dat", b"10::Bl\xe9, Le (1971)::Drama\n20::Rye (1980)::War\n"),
            ],
        ];
        for files in layouts {
            let read = Ratings::read(folder(&files).path()).unwrap();
            assert_eq!(read.films, [film("Blé, Le (1971)", None), film("Rye (1980)", None)]);
            assert_eq!(read.users, ["7", "3"]);
            let of = |user, film, stars| Rating { user, film, stars };
            assert_eq!(read.ratings, [of(0, 1, 4.0), of(1, 0, 2.5)]);
            assert_eq!(read.of_unlisted, 1);
        }
    }

    #[test]
    fn links_have_the_imdb_number() {
        let folder = folder(&[
            ("ratings.csv", b"userId,movieId,rating\n1,5,3\n"),
            ("movies.csv", b"movieId,title\n5,Oats (1990)\n6,Hay (1991)\n"),
            ("links.csv", b"movieId,imdbId,tmdbId\n5,0114709,8\n6,,\n"),
        ]);
        let read = Ratings::read(&folder.path().join("ratings.csv")).unwrap();
        assert_eq!(read.films, [film("Oats (1990)", Some("tt0114709")), film("Hay (1991)", None)]);
    }

    #[test]
    fn errors_name_the_file_and_the_line() {
        let at = folder(&[("u.data", b"1\t5\t3\t0\n1\t5\tlots\t0\n"), ("u.item", b"5|Oats (1990)\n")]);
        let message = Ratings::read(at.path()).unwrap_err().to_string();
        assert!(message.ends_with("u.data line 2: \"lots\" is not a rating from 0 to 5"), "{message}");
        let at = folder(&[("ratings.csv", b"a,b\n1,2\n"), ("movies.csv", b"movieId,title\n")]);
        let message = Ratings::read(at.path()).unwrap_err().to_string();
        assert!(message.ends_with("ratings.csv line 1: no column is headed \"userId\""), "{message}");
        assert!(Ratings::read(folder(&[]).path()).unwrap_err().to_string().contains("looked for ratings.csv"));
    }
}
