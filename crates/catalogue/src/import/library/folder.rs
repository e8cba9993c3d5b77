//! Folders of films: those with Kodi's `.nfo` files, and those of files and folders that are named by title and year.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::answer::LibraryPage;
use super::entry_name;
use super::file_name;
use super::film::LibraryFilm;
use super::kodi::{self, NfoContent};
use super::limits::{MAX_FOLDER_DEPTH, MAX_FOLDER_ENTRIES, MAX_LIBRARY_FILMS, MAX_NFO_BYTES};
use crate::fold::title_key;
use crate::import::lines::{TextDecoder, without_utf_16};

/// What a folder has.
#[derive(Debug, Default)]
pub struct FolderFilms {
    /// Its films, each once.
    pub page: LibraryPage,
    /// Series and episodes passed over.
    pub series: usize,
    /// Files and folders that could not be read, or say of no film, with why; at most 1,000.
    pub skipped: Vec<(PathBuf, String)>,
    /// Whether there are more entries, films or levels than are looked at.
    pub is_cut: bool,
}

/// Files passed over that are kept with their reasons.
const KEPT: usize = 1_000;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Nfo,
    Videos,
}

/// The films that `.nfo` files in a folder, or one such file, tell of.
///
/// # Errors
/// The folder cannot be read.
pub fn nfo_films(path: &Path) -> io::Result<FolderFilms> {
    walk(path, Wanted::Nfo)
}

/// The films that video files and their folders in a folder are named after.
///
/// # Errors
/// The folder cannot be read.
pub fn named_films(path: &Path) -> io::Result<FolderFilms> {
    walk(path, Wanted::Videos)
}

fn walk(path: &Path, wanted: Wanted) -> io::Result<FolderFilms> {
    let mut walker = Walker { wanted, root: path, found: FolderFilms::default(), entries: 0, known: HashMap::new() };
    if fs::metadata(path)?.is_file() {
        walker.file(path, None);
    } else {
        walker.folder(path, fs::read_dir(path)?, 0);
    }
    walker.found.page.entries = walker.found.page.films.len();
    walker.found.page.says_watched = wanted == Wanted::Nfo;
    Ok(walker.found)
}

struct Walker<'a> {
    wanted: Wanted,
    /// The folder that was named: those around it say nothing.
    root: &'a Path,
    found: FolderFilms,
    entries: usize,
    /// Films by what tells them from others.
    known: HashMap<String, usize>,
}

impl Walker<'_> {
    fn folder(&mut self, folder: &Path, entries: fs::ReadDir, depth: usize) {
        let mut names: Vec<PathBuf> = Vec::new();
        for entry in entries {
            self.entries += 1;
            if self.entries > MAX_FOLDER_ENTRIES {
                self.found.is_cut = true;
                break;
            }
            match entry {
                Ok(entry) => names.push(entry.path()),
                Err(error) => self.skip(folder, &error),
            }
        }
        // The same films in the same order, whatever the disk does.
        names.sort();
        for path in names {
            let name = name_of(&path);
            // Links are not followed: they can lead in circles and out of the folder.
            let Ok(kind) = path.symlink_metadata() else { continue };
            if kind.is_dir() {
                self.inner(&path, &name, folder, depth);
            } else if kind.is_file() {
                self.file(&path, (depth > 0).then_some(folder));
            }
        }
    }

    fn inner(&mut self, path: &Path, name: &str, around: &Path, depth: usize) {
        // "Shorts" within a film's folder comes with it; elsewhere it is a shelf.
        let is_shelf = || entry_name::is_shelf(name) && self.film_around(around).is_none();
        if entry_name::is_extra_folder(name) && !is_shelf() {
            return;
        }
        if entry_name::is_episode(name) {
            self.found.series += 1;
            return;
        }
        if entry_name::is_within_disc(name) {
            if self.wanted == Wanted::Videos {
                self.named(&name_of(self.folder_of_film(around)), None);
                return;
            }
        } else if depth >= MAX_FOLDER_DEPTH {
            self.found.is_cut = true;
            return;
        }
        match fs::read_dir(path) {
            Ok(entries) => self.folder(path, entries, depth + 1),
            Err(error) => self.skip(path, &error),
        }
    }

    /// Takes a file. `around` is its folder, if that is not the one that was named.
    fn file(&mut self, path: &Path, around: Option<&Path>) {
        let name = name_of(path);
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        if name.starts_with('.') {
            return;
        }
        let is_nfo = name.to_lowercase().ends_with(".nfo");
        let is_wanted = if self.wanted == Wanted::Nfo { is_nfo } else { entry_name::is_video(&name) };
        if !is_wanted || entry_name::is_extra(stem) {
            return;
        }
        let is_series = matches!(stem.to_lowercase().as_str(), "tvshow" | "season" | "episode");
        if is_series || entry_name::is_episode(stem) {
            self.found.series += 1;
            return;
        }
        let around = around.map(|around| name_of(self.folder_of_film(around)));
        if is_nfo {
            self.nfo(path, stem, around.as_deref());
        } else {
            self.named(stem, around.as_deref());
        }
    }

    /// The folder that a film is named by: not that of one of its discs.
    fn folder_of_film<'b>(&self, folder: &'b Path) -> &'b Path {
        let mut folder = folder;
        while folder != self.root
            && entry_name::is_disc(&name_of(folder))
            && let Some(around) = folder.parent()
        {
            folder = around;
        }
        folder
    }

    /// The film that a folder is named after, with its year or number.
    fn film_around(&self, folder: &Path) -> Option<LibraryFilm> {
        let film = file_name::film(&name_of(self.folder_of_film(folder)))?;
        (film.year.is_some() || !film.external.is_empty()).then_some(film)
    }

    fn nfo(&mut self, path: &Path, stem: &str, around: Option<&str>) {
        let text = match read_text(path) {
            Ok(text) => text,
            Err(error) => return self.skip(path, &error),
        };
        let named = named(stem, around);
        match kodi::films(&text, named.as_ref()) {
            NfoContent::Films(films) => films.into_iter().for_each(|film| self.add(film)),
            NfoContent::Series => self.found.series += 1,
            // A text without a film beside one that is named well, as releases have it.
            NfoContent::Nothing => match named.filter(|film| film.year.is_some()) {
                Some(film) => self.add(film),
                None => self.skip(path, &"it names no film"),
            },
        }
    }

    fn named(&mut self, stem: &str, around: Option<&str>) {
        if let Some(film) = named(stem, around) {
            self.add(film);
        }
    }

    fn add(&mut self, film: LibraryFilm) {
        let year = film.year.map_or(0, crate::Year::get);
        let key = match crate::history::exact_ids(&film.external).next() {
            Some((collection, id)) => format!("{collection}:{id}"),
            None => format!("{}:{year}", title_key(&film.title)),
        };
        let films = &mut self.found.page.films;
        if let Some(&at) = self.known.get(&key) {
            films[at].join(film);
        } else if films.len() < MAX_LIBRARY_FILMS {
            self.known.insert(key, films.len());
            films.push(film);
        } else {
            self.found.is_cut = true;
        }
    }

    fn skip(&mut self, path: &Path, why: &dyn std::fmt::Display) {
        self.found.page.bad += 1;
        if self.found.skipped.len() < KEPT {
            self.found.skipped.push((path.to_owned(), why.to_string()));
        }
    }
}

/// The film that a file is named after; its folder counts where the file's own name has no year.
fn named(stem: &str, around: Option<&str>) -> Option<LibraryFilm> {
    let is_plain = entry_name::is_plain(stem);
    let own = (!is_plain).then(|| file_name::film(stem)).flatten();
    if own.as_ref().is_some_and(|film| film.year.is_some() || !film.external.is_empty()) {
        return own;
    }
    // "1979/Alien.mkv": a shelf of a year. "1917/1917.mkv" is not.
    if let (Some(mut film), Some(year)) = (own.clone(), around.and_then(file_name::year_alone))
        && film.title != year.to_string()
    {
        film.year = Some(year);
        return Some(film);
    }
    let around = around.and_then(file_name::film);
    around.filter(|film| is_plain || film.year.is_some() || !film.external.is_empty()).or(own)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A file's text, of UTF-8 or another encoding, as far as it is read.
fn read_text(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_NFO_BYTES).read_to_end(&mut bytes)?;
    let (mut reader, _) = without_utf_16(Box::new(io::Cursor::new(bytes)))?;
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    Ok(TextDecoder::default().decode(bytes, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, name: &str, text: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn titles(found: &FolderFilms) -> Vec<String> {
        let label = |film: &LibraryFilm| format!("{} {}", film.title, film.year.map_or(0, crate::Year::get));
        let mut titles: Vec<String> = found.page.films.iter().map(label).collect();
        titles.sort();
        titles
    }

    #[test]
    fn named_files_and_folders_are_films_once_each() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "Alien (1979)/Alien (1979).mkv",
            "Alien (1979)/Alien (1979)-trailer.mp4",
            "Alien (1979)/extras/Making of.mkv",
            "Alien (1979)/alien.srt",
            "Gandhi (1982)/gandhi-cd1.avi",
            "Gandhi (1982)/gandhi-cd2.avi",
            "Heat.1995.1080p.BluRay.x264-G/heat.1080p.mkv",
            "Ronin (1998)/VIDEO_TS/VTS_01_1.VOB",
            "Brazil (1985)/CD1/one.avi",
            "Brazil (1985)/CD2/two.avi",
            "Akira (1988)/Disc 1/BDMV/STREAM/00000.m2ts",
            "Akira (1988)/Bonus Disc/BDMV/STREAM/00000.m2ts",
            "M (1931)/title_t00.mkv",
            "1982/The Thing.mkv",
            "Shorts/La Jetée (1962).mkv",
            "M (1931)/Shorts/About Lang.mkv",
            "lost+found/Lost (1999).mkv",
            "Dark/Season 1/Dark.S01E01.mkv",
            "Dark/Dark.S02E01.mkv",
            "Jaws.mkv",
            "Empty (1999)/readme.txt",
            ".hidden/Secret (1999).mkv",
        ] {
            write(folder.path(), name, "");
        }
        let found = named_films(folder.path()).unwrap();
        assert_eq!(
            titles(&found),
            [
                "Akira 1988",
                "Alien 1979",
                "Brazil 1985",
                "Gandhi 1982",
                "Heat 1995",
                "Jaws 0",
                "La Jetée 1962",
                "M 1931",
                "Ronin 1998",
                "The Thing 1982"
            ]
        );
        assert_eq!(found.series, 2);
    }

    #[test]
    fn nfo_files_tell_of_films_and_what_was_watched() {
        let folder = tempfile::tempdir().unwrap();
        let movie = |title, id| format!("<movie><title>{title}</title><uniqueid type=\"imdb\">{id}</uniqueid></movie>");
        write(folder.path(), "Alien (1979)/movie.nfo", &movie("Alien", "tt0078748"));
        write(
            folder.path(),
            "Alien (1979)/Alien.nfo",
            "<movie><title>Alien</title><uniqueid type=\"imdb\">tt0078748</uniqueid><watched>true</watched></movie>",
        );
        write(folder.path(), "Heat (1995)/heat.nfo", "https://www.imdb.com/title/tt0113277/");
        write(folder.path(), "Ronin (1998)/movie.nfo", "just art");
        write(folder.path(), "bad.nfo", "<movie><title>cut");
        write(folder.path(), "Dark/tvshow.nfo", "<tvshow><title>Dark</title></tvshow>");
        write(folder.path(), "Lost.nfo", "<episodedetails><title>Pilot</title></episodedetails>");
        fs::write(
            folder.path().join("wide.nfo"),
            "\u{feff}<movie><title>Wide</title></movie>".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(),
        )
        .unwrap();
        let found = nfo_films(folder.path()).unwrap();
        assert_eq!(titles(&found), ["Alien 1979", "Heat 1995", "Ronin 1998", "Wide 0"]);
        assert!(found.page.films.iter().any(|film| film.title == "Alien" && film.watched));
        assert_eq!((found.series, found.page.bad), (2, 1));
        assert!(found.skipped[0].0.ends_with("bad.nfo"));
        assert_eq!(nfo_films(&folder.path().join("Heat (1995)/heat.nfo")).unwrap().page.films.len(), 1);
        assert!(nfo_films(&folder.path().join("nowhere")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_deep_folders_end() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "Alien (1979)/Alien (1979).mkv", "");
        std::os::unix::fs::symlink(folder.path(), folder.path().join("Alien (1979)/loop")).unwrap();
        let deep = ["x"; MAX_FOLDER_DEPTH + 3].join("/");
        write(folder.path(), &format!("{deep}/Deep (1999).mkv"), "");
        let found = named_films(folder.path()).unwrap();
        assert_eq!(titles(&found), ["Alien 1979"]);
        assert!(found.is_cut);
    }
}
