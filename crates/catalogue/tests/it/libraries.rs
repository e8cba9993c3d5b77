//! Folders of films as people have them, from the names of files to the films of a catalogue.

use std::fs;

use matinee_catalogue::history::{FilmMatch, FilmMatcher};
use matinee_catalogue::library::folder::named_films;
use matinee_catalogue::{Film, Year};

fn film(title: &str, year: u16, director: &str) -> Film {
    let mut film = Film::new(title, Year::new(i64::from(year)).unwrap());
    film.directors = vec![director.to_owned()];
    film
}

fn catalogue() -> Vec<Film> {
    vec![
        film("Alien", 1979, "Ridley Scott"),
        film("Heat", 1995, "Michael Mann"),
        film("Heat", 1986, "Dick Richards"),
        film("The Matrix", 1999, "Lana Wachowski"),
        film("2001: A Space Odyssey", 1968, "Stanley Kubrick"),
        film("Blade Runner", 1982, "Ridley Scott"),
        film("Blade Runner 2049", 2017, "Denis Villeneuve"),
        film("Wonder Woman 1984", 2020, "Patty Jenkins"),
        film("Airport", 1975, "Somebody Else"),
        film("Airport 1975", 1974, "Jack Smight"),
        film("[REC] 2", 2009, "Jaume Balagueró"),
        film("Das Boot", 1981, "Wolfgang Petersen"),
        film("The Final Cut", 2004, "Omar Naim"),
        film("Romulus", 2024, "Somebody Else"),
        film("1917", 2019, "Sam Mendes"),
        film("Charlotte's Web", 2006, "Gary Winick"),
        film("La Haine", 1995, "Mathieu Kassovitz"),
    ]
}

/// The films that one file is found as: "Alien 1979", or a question.
fn found(name: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "").unwrap();
    let films = catalogue();
    let matcher = FilmMatcher::new(&films);
    let said = |row: usize| format!("{} {}", films[row].title, films[row].year);
    let library = named_films(folder.path()).unwrap();
    let one = |film: &matinee_catalogue::library::LibraryFilm| match matcher.find(&film.to_history()) {
        FilmMatch::Found(row, _) => said(row),
        FilmMatch::Guess(rows) | FilmMatch::Several(rows) => {
            format!("? {}", rows.into_iter().map(said).collect::<Vec<_>>().join(", "))
        }
        FilmMatch::Unknown(_) => "none".to_owned(),
    };
    library.page.films.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn files_are_found_by_the_names_people_give_them() {
    for (name, wanted) in [
        ("The.Matrix.1999.1080p.BluRay.x264-GROUP.mkv", "The Matrix 1999"),
        ("The Matrix (1999) [1080p] [BluRay] [5.1] [YTS.MX].mp4", "The Matrix 1999"),
        ("Matrix, The (1999).mkv", "The Matrix 1999"),
        ("1999 - The Matrix.mkv", "The Matrix 1999"),
        ("1999 The Matrix.mkv", "The Matrix 1999"),
        ("[1999] The Matrix.mkv", "The Matrix 1999"),
        ("1999.The.Matrix.1080p.mkv", "The Matrix 1999"),
        ("Heat 1995.mkv", "Heat 1995"),
        ("Heat, 1986.avi", "Heat 1986"),
        ("Heat.mkv", "? Heat 1995, Heat 1986"),
        ("1986/Heat.mkv", "Heat 1986"),
        ("2001 - A Space Odyssey.mkv", "2001: A Space Odyssey 1968"),
        ("2001.A.Space.Odyssey.REMASTERED.1080p.mkv", "2001: A Space Odyssey 1968"),
        ("Blade.Runner.2049.1080p.BluRay.mkv", "Blade Runner 2049 2017"),
        ("Blade.Runner.1982.The.Final.Cut.mkv", "Blade Runner 1982"),
        ("Blade Runner The Final Cut.mkv", "Blade Runner 1982"),
        ("Wonder Woman 1984.mkv", "Wonder Woman 1984 2020"),
        ("Airport 1975.mkv", "Airport 1975 1974"),
        ("Airport (1975).mkv", "Airport 1975"),
        ("[REC] 2 (2009).mkv", "[REC] 2 2009"),
        ("Das.Boot.Directors.Cut.German.DVDRip.avi", "Das Boot 1981"),
        ("The Final Cut.mkv", "The Final Cut 2004"),
        ("1917.mkv", "1917 2019"),
        ("Charlotte's.Web.mkv", "Charlotte's Web 2006"),
        ("La.Haine.FRENCH.DVDRip.avi", "La Haine 1995"),
        ("Ridley Scott - Alien (1979).mkv", "Alien 1979"),
        ("Alien (1979) - Ridley Scott.mkv", "Alien 1979"),
        // Another film than the one it is called like: a question, and nothing in silence.
        ("Alien - Romulus (2024).mkv", "? Romulus 2024"),
        ("Class of 1984.mkv", "none"),
    ] {
        assert_eq!(found(name), wanted, "{name}");
    }
}
