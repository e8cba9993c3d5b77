//! Titles and years in the names of video files and folders: `Heat (1995)`, `Heat.1995.1080p.BluRay.x264-GROUP`.

use super::film::LibraryFilm;
use super::release_words::{is_release_word, is_tag, without_edition, without_tags};
use crate::Year;
use crate::import::values::year_in;

/// The film that a file or folder is named after; without the file's ending.
pub(super) fn film(stem: &str) -> Option<LibraryFilm> {
    let (name, ids, dropped) = without_marks(without_site(stem));
    let name = without_part(&name);
    let read = Reading::of(name);
    let mut film = match LibraryFilm::titled(&spaced(read.title)).filter(|film| has_words(&film.title)) {
        Some(film) => film,
        // "[REC] (2007)": the mark is the title.
        None => LibraryFilm::titled(dropped.as_deref()?)?,
    };
    film.year = read.year;
    if let Some(group) = dropped {
        // "[REC] 3 Genesis", or a group that made the file.
        film.also_called(&format!("{group} {}", spaced(read.title)));
    }
    for other in read.others {
        film.also_called(&spaced(other));
    }
    let title = spaced(read.title);
    if let Some((first, second)) = [" aka ", " AKA ", " a.k.a. "].iter().find_map(|aka| title.split_once(aka)) {
        film.also_called(first);
        film.also_called(second);
    }
    for (collection, id) in ids {
        film.set_external(&collection, &id);
    }
    Some(film)
}

/// Whether a title has a letter or a digit that can be said.
fn has_words(title: &str) -> bool {
    title.contains(|c: char| c.is_alphabetic() || c.is_ascii_digit() || c == '½')
}

/// A name without the page that a file was found on: `www.films.example - Heat`.
fn without_site(stem: &str) -> &str {
    let Some(rest) = stem.get(..4).filter(|start| start.eq_ignore_ascii_case("www.")).and(stem.split_once(" - "))
    else {
        return stem;
    };
    if rest.0.contains(' ') { stem } else { rest.1.trim_start() }
}

/// A name without `{imdb-tt0133093}`, `[tmdbid-603]` and other marks in such brackets, the ids of those marks, and a mark that
/// the name begins with and that may be a title.
fn without_marks(stem: &str) -> (String, Vec<(String, String)>, Option<String>) {
    let mut name = String::new();
    let mut ids = Vec::new();
    let mut dropped = None;
    let mut rest = stem;
    while let Some(start) = rest.find(['{', '[']) {
        let close = if rest[start..].starts_with('{') { '}' } else { ']' };
        let Some(length) = rest[start..].find(close) else { break };
        let mark = &rest[start + 1..start + length];
        name.push_str(&rest[..start]);
        if mark.len() == 4 && year_in(mark).is_some() {
            // "Heat [1995]"
            name.extend(["(", mark, ")"]);
        } else if let Some((collection, id)) = mark.split_once(['-', '=']) {
            ids.push((collection.trim_end_matches("id").to_lowercase(), id.to_owned()));
        } else if name.trim().is_empty() && !mark.contains('.') && dropped.is_none() {
            dropped = Some(mark.trim().to_owned());
        }
        rest = &rest[start + length + 1..];
    }
    name.push_str(rest);
    (name, ids, dropped)
}

/// A name without the number of a disc or part: `- cd1`, `.part2`.
fn without_part(name: &str) -> &str {
    let bare = name.trim_end();
    let digits = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    if digits.len() == bare.len() || bare.len() - digits.len() > 2 {
        return bare;
    }
    let lower = digits.to_ascii_lowercase();
    // "pt" and "part" may be of a title: "Dune Part 2" has no year behind it.
    for word in ["cd", "disc", "disk", "dvd", "part", "pt"] {
        let Some(before) = lower.strip_suffix(word) else { continue };
        let before = &bare[..before.len()];
        let trimmed = before.trim_end_matches([' ', '-', '.', '_']);
        if trimmed.len() < before.len() && (!matches!(word, "part" | "pt") || has_year_at_end(trimmed)) {
            return trimmed;
        }
    }
    bare
}

fn has_year_at_end(name: &str) -> bool {
    let name = name.trim_end_matches([')', ']']);
    name.len() >= 4 && name.is_char_boundary(name.len() - 4) && is_year(&name[name.len() - 4..]).is_some()
}

/// The year that a folder is named by: `1979`.
pub(super) fn year_alone(name: &str) -> Option<Year> {
    is_year(name.trim())
}

fn is_year(word: &str) -> Option<Year> {
    (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())).then(|| year_in(word)).flatten()
}

/// How a name is read.
struct Reading<'a> {
    title: &'a str,
    year: Option<Year>,
    /// What the title may be as well.
    others: Vec<&'a str>,
}

impl<'a> Reading<'a> {
    fn of(name: &'a str) -> Self {
        let mut read = Self::in_parentheses(name).unwrap_or_else(|| Self::of_words(name));
        if let Some(title) = without_number(read.title) {
            // "01 - Alien", or "8 - Mile"?
            read.others.push(std::mem::replace(&mut read.title, title));
        }
        read
    }

    /// A year in parentheses is sure; the last one, after "(500) Days of Summer". More may be in them: `(USA, 1995)`.
    fn in_parentheses(name: &'a str) -> Option<Self> {
        let groups: Vec<(usize, usize, Year)> = name
            .match_indices('(')
            .filter_map(|(at, _)| {
                let end = at + name[at..].find(')')?;
                let mut years = words(&name[at + 1..end]).filter_map(|(_, word)| is_year(word.trim_end_matches(',')));
                Some((at, end, years.next()?)).filter(|_| years.next().is_none())
            })
            .collect();
        let (at, end, year) = groups.into_iter().next_back()?;
        let (before, after) = (&name[..at], &name[end + 1..]);
        if !has_words(before) {
            // "(1999) The Matrix"
            let after = Self::of_words(after);
            return Some(Self { year: Some(year), ..after });
        }
        let mut others = Vec::new();
        let words: Vec<(usize, &str)> = words(before).collect();
        if let Some(end) = without_edition(&words) {
            others.push(&before[..end]);
        }
        // "Vivre sa vie (My Life to Live) (1962)"
        if let Some((title, second)) = before.trim_end().strip_suffix(')').and_then(|before| before.rsplit_once('('))
            && has_words(title)
            && !self::words(second).any(|(_, word)| is_tag(word) || is_release_word(word))
        {
            others.extend([title, second]);
        }
        Some(Self { title: before, year: Some(year), others })
    }

    /// Of words alone: a year before the words of a release, or at the end.
    fn of_words(name: &'a str) -> Self {
        let words: Vec<(usize, &str)> = words(name).collect();
        let release = words.iter().enumerate().skip(1).find(|(n, (_, word))| {
            is_release_word(word) || words.get(n + 1).is_some_and(|(_, next)| is_release_word(&format!("{word}{next}")))
        });
        let release = release.map(|(n, _)| n);
        let end = release.unwrap_or(words.len());
        // Of several years the last before the release's words: "2001.A.Space.Odyssey.1968.1080p".
        let years = words[..end].iter().enumerate().skip(1).rev();
        // "1979-1997" are the years of a collection.
        let is_span = |at: usize| {
            name[..at].strip_suffix('-').is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
        };
        let mut years = years.filter(|(_, (at, _))| !is_span(*at));
        let year = years.find_map(|(n, (at, word))| Some((n, *at, is_year(word)?)));
        let is_dotted = !name.trim().contains(' ');
        if let Some((n, at, year)) = year {
            // "Aliens.1986.Directors.Cut", and not "Class of 1984 The Movie".
            let next = words.get(n + 1).map(|(_, word)| *word);
            if release.is_some() || is_dotted || next.is_none_or(is_tag) {
                // "Heat 1995", or "Wonder Woman 1984"?
                let mut others = vec![&name[..at + 4]];
                let mut title = &name[..at];
                if let Some(end) = without_edition(&words[..n]) {
                    others.insert(0, std::mem::replace(&mut title, &name[..end]));
                }
                return Self { title, year: Some(year), others };
            }
        }
        let title = release.map_or(name, |first| &name[..words[first].0]);
        let shorter = without_tags(&words[..end]);
        Self { title, year: None, others: shorter.map(|end| &name[..end]).into_iter().collect() }
    }
}

/// A title without its number in a collection: `01 - Alien`, `2. Aliens`. "12 Monkeys" has none.
fn without_number(title: &str) -> Option<&str> {
    let digits = title.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &title[digits..];
    let rest = [". ", " - ", ") ", ".-"].into_iter().find_map(|mark| rest.strip_prefix(mark))?;
    ((1..=3).contains(&digits) && has_words(rest)).then(|| rest.trim_start())
}

/// Words with their places.
fn words(name: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_between = |c: char| matches!(c, ' ' | '.' | '_' | '-' | '(' | ')' | '[' | ']');
    name.split(is_between)
        .map(move |word| (word.as_ptr() as usize - name.as_ptr() as usize, word))
        .filter(|(_, word)| !word.is_empty())
}

/// A title with spaces where a name has dots or underscores: only if it has no spaces of its own.
fn spaced(title: &str) -> String {
    let title = title.trim_start_matches([' ', '.', '_', '-']).trim_end_matches([' ', '.', '_', '-', ',', '(', '[']);
    if title.contains(' ') {
        return title.to_owned();
    }
    title.replace(['.', '_'], " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_years_are_read_out_of_names() {
        for (name, title, year) in [
            ("Heat (1995)", "Heat", Some(1995)),
            ("Heat [1995]", "Heat", Some(1995)),
            ("Heat (1995) [1080p] {edition-Director's Cut}", "Heat", Some(1995)),
            ("Heat.1995.1080p.BluRay.x264-GROUP", "Heat", Some(1995)),
            ("The_Thing_1982_DVDRip", "The Thing", Some(1982)),
            ("2001.A.Space.Odyssey.1968.2160p.UHD", "2001 A Space Odyssey", Some(1968)),
            ("1917.2019.1080p.WEB-DL", "1917", Some(2019)),
            ("Blade.Runner.2049.2017.1080p", "Blade Runner 2049", Some(2017)),
            ("2012 (2009)", "2012", Some(2009)),
            ("(500) Days of Summer (2009)", "(500) Days of Summer", Some(2009)),
            ("E.T. the Extra-Terrestrial (1982) - cd1", "E.T. the Extra-Terrestrial", Some(1982)),
            ("Kill Bill Vol. 1 (2003)", "Kill Bill Vol. 1", Some(2003)),
            ("Gandhi (1982) - part2", "Gandhi", Some(1982)),
            ("Dune Part 2", "Dune Part 2", None),
            ("Amélie.2001.720p", "Amélie", Some(2001)),
            ("Alien", "Alien", None),
            ("1917", "1917", None),
            ("Alien.1080p.BluRay", "Alien", None),
            ("七人の侍 (1954)", "七人の侍", Some(1954)),
            ("[2001] 千と千尋の神隠し", "千と千尋の神隠し", Some(2001)),
            ("(1999) The Matrix", "The Matrix", Some(1999)),
            ("1999 - The Matrix", "1999 - The Matrix", None),
            ("01 - Alien (1979)", "Alien", Some(1979)),
            ("12 Monkeys (1995)", "12 Monkeys", Some(1995)),
            ("[REC] (2007)", "REC", Some(2007)),
            ("www.Films.example - Heat 1995 1080p", "Heat", Some(1995)),
            ("Heat (1995, Michael Mann)", "Heat", Some(1995)),
            ("Heat (USA 1995)", "Heat", Some(1995)),
            ("Alien Quadrilogy (1979-1997)", "Alien Quadrilogy (1979-1997)", None),
            ("Das.Boot.Directors.Cut.1981.German.DL", "Das Boot", Some(1981)),
            ("Aliens.1986.Special.Edition.Director's.Cut", "Aliens", Some(1986)),
            ("Brazil 40th Anniversary Edition 1985", "Brazil", Some(1985)),
            ("The.Final.Cut.2004", "The Final Cut", Some(2004)),
            ("Prime Cut 1972", "Prime Cut", Some(1972)),
            ("Blue.Is.the.Warmest.Color.2013.FRENCH", "Blue Is the Warmest Color", Some(2013)),
            ("Class of 1984 The Movie", "Class of 1984 The Movie", None),
            ("Charlottes.Web.1973", "Charlottes Web", Some(1973)),
            ("Cam.2018.1080p", "Cam", Some(2018)),
            ("Blu.2011", "Blu", Some(2011)),
            ("Gravity.2013.3D.HSBS", "Gravity", Some(2013)),
            ("Thor.2013.WEB-DL", "Thor", Some(2013)),
            ("Thor.WEB-DL", "Thor", None),
        ] {
            let film = film(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((film.title.as_str(), film.year.map(Year::get)), (title, year), "{name}");
        }
        for (name, others) in [
            ("Wonder Woman 1984", &["Wonder Woman 1984"][..]),
            ("[REC] 3 Genesis (2012)", &["REC 3 Genesis"]),
            ("La.Haine.FRENCH.DVDRip", &["La Haine"]),
            ("Charlotte's Web", &["Charlotte's"]),
            ("Vivre sa vie (My Life to Live) (1962)", &["Vivre sa vie", "My Life to Live"]),
            ("Offret AKA The Sacrifice (1986)", &["Offret", "The Sacrifice"]),
        ] {
            assert_eq!(film(name).unwrap().other_titles, others, "{name}");
        }
        for name in ["", "...", "{imdb-tt1}"] {
            assert_eq!(super::film(name), None, "{name:?}");
        }
    }

    #[test]
    fn ids_in_names_are_taken() {
        for name in [
            "The Matrix (1999) {imdb-tt0133093}",
            "The Matrix (1999) [imdbid-tt0133093]",
            "The Matrix [imdb=tt0133093]",
        ] {
            let film = film(name).unwrap();
            assert_eq!(
                (film.title.as_str(), film.external.imdb.as_deref()),
                ("The Matrix", Some("tt0133093")),
                "{name}"
            );
        }
        assert_eq!(film("The Matrix (1999) [tmdbid-603]").unwrap().external.tmdb.as_deref(), Some("603"));
    }
}
