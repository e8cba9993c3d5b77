//! Films as people write them down, a line each: `1. Alien (1979) 9/10`, `- [x] *Heat*, 1995`, an address of a film's page.

use serde_json::{Map, Value};

use super::super::values::year_in;
use super::programme;
use super::text_title::{bare, is_year, titled, without_separator, without_tags};

/// What stands before a title: with a space behind it, or without.
const BULLETS: [char; 8] = ['-', '–', '—', '*', '+', '•', '·', '>'];
const CLOSE_BULLETS: [char; 13] = ['•', '·', '▪', '◦', '‣', '●', '・', '✦', '→', '○', '■', '►', '➤'];
/// Ticked and open boxes.
const DONE: [&str; 7] = ["[x]", "[X]", "☑", "☒", "✓", "✔", "✅"];
const OPEN: [&str; 4] = ["[ ]", "[]", "☐", "⬜"];
/// What stands behind a title in place of a rating.
const THUMBS: [&str; 6] = ["👍", "👎", "❤\u{fe0f}", "❤", "👍\u{fe0f}", "👎\u{fe0f}"];
/// The best ratings that are written with a stroke: `4/5`.
const BEST: [&str; 4] = ["5", "10", "20", "100"];
/// The most films of a line.
const MAX_FILMS: usize = 200;

/// A film of a line.
#[derive(Debug, Default, PartialEq, Eq)]
struct TextFilm {
    title: String,
    /// The title without a director behind it, or with what may be the time of a showing before it.
    others: Vec<String>,
    year: Option<String>,
    rating: Option<String>,
    /// `seen` or `want`, of a box that is ticked or open.
    status: Option<&'static str>,
    imdb: Option<String>,
    tmdb: Option<String>,
}

/// The films of a line, as the columns of a table. A heading or a line of strokes has none.
pub(super) fn films_of(line: &str) -> Vec<Map<String, Value>> {
    // As East Asian keyboards write them.
    let line = line.replace('（', "(").replace('）', ")").replace('【', "[").replace('】', "]").replace('：', ":");
    let line = without_days(line.trim());
    if line.starts_with("# ") || line.starts_with("##") || line == "#" || !line.contains(char::is_alphanumeric) {
        return Vec::new();
    }
    parts(line).into_iter().take(MAX_FILMS).filter_map(TextFilm::of).map(TextFilm::into_fields).collect()
}

/// The lines without the numbers before them, if they are counted: `1 Alien`, `2 Heat`, `3 Jaws`.
pub(super) fn counted(lines: &[(u64, Option<String>)]) -> bool {
    let texts = lines.iter().filter_map(|(_, line)| line.as_deref()).map(str::trim).filter(|line| !line.is_empty());
    let mut n = 0;
    for text in texts {
        n += 1;
        let rest = text.strip_prefix(n.to_string().as_str());
        if rest.is_none_or(|rest| !rest.starts_with([' ', '\t'])) {
            return false;
        }
    }
    n >= 3
}

/// The films of a line that has several: `Alien (1979), Heat (1995)`, or with semicolons.
fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(')') {
        let rest = line[at + 1..].trim_start();
        let ends_film = line[start..at].rsplit_once('(').is_some_and(|(_, year)| is_year(year.trim()));
        if ends_film && rest.starts_with([',', ';', '|', '/']) && rest[1..].contains('(') {
            parts.push(&line[start..=at]);
            start = line.len() - rest.len() + 1;
        }
    }
    parts.push(&line[start..]);
    if parts.len() == 1 && line.contains(';') && !line.contains("://") && year_in(line).is_none() {
        return line.split(';').filter(|part| !part.trim().is_empty()).collect();
    }
    parts
}

impl TextFilm {
    fn of(text: &str) -> Option<Self> {
        let mut film = Self::default();
        let mut text = film.without_bullets(text);
        let unlinked = film.without_addresses(text);
        text = unlinked.trim();
        let bare_of_times = programme::without_times(text);
        if bare_of_times != text {
            // "3:10 to Yuma" is a film.
            let (title, _) = titled(text);
            film.others.push(bare(title).to_owned());
            text = bare_of_times;
        }
        text = film.without_rating(text);
        text = programme::without_remarks(text);
        let whole = text;
        let (title, year) = titled(text);
        film.year = year.map(str::to_owned);
        text = bare(title);
        if film.year.is_none() {
            text = film.without_rating(text);
        }
        if film.year.is_some() {
            let by = [" by ", " — ", " – ", " - ", " | ", " · ", " von ", ", dir. ", " dir. "];
            film.others.extend(by.iter().find_map(|by| text.rsplit_once(by)).map(|(title, _)| bare(title).to_owned()));
            // "Heat — Michael Mann, USA": what is before the first of them.
            let first = by.iter().filter_map(|by| text.find(by)).min();
            film.others.extend(first.map(|at| bare(&text[..at]).to_owned()));
            // "Paris, Texas (1984)" has its year apart.
            let comma = text.split_once(',').filter(|_| !whole.contains(['(', '[']));
            film.others.extend(comma.map(|(title, _)| bare(title).to_owned()));
        }
        // "tt0078748,9" is a film and its rating.
        let is_rating = film.imdb.is_some() && film.rating.is_none() && text.parse::<f64>().is_ok();
        film.rating = film.rating.take().or_else(|| is_rating.then(|| text.to_owned()));
        film.title = if is_rating { String::new() } else { text.to_owned() };
        if film.title.is_empty() {
            film.title = film.imdb.clone().or_else(|| film.tmdb.clone())?;
        }
        film.title.contains(|c: char| !c.is_whitespace()).then_some(film)
    }

    fn into_fields(mut self) -> Map<String, Value> {
        let title = self.title;
        self.others.retain(|other| *other != title && other.contains(char::is_alphanumeric));
        self.others.dedup();
        let mut others = self.others.into_iter();
        let parts = [
            ("title", Some(title)),
            ("original_title", others.next()),
            ("title_en", others.next()),
            ("international_title", others.next()),
            ("year", self.year),
            ("rating", self.rating),
            ("status", self.status.map(str::to_owned)),
            ("imdb_id", self.imdb),
            ("tmdb_id", self.tmdb),
        ];
        parts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Value::String(value?)))).collect()
    }

    /// The text without bullets, boxes and numbers, in any order.
    fn without_bullets<'a>(&mut self, text: &'a str) -> &'a str {
        let mut text = text.trim();
        loop {
            let before = text.len();
            if let Some(rest) = text.strip_prefix(BULLETS).filter(|rest| rest.starts_with(char::is_whitespace)) {
                text = rest.trim_start();
            }
            text = text.trim_start_matches(CLOSE_BULLETS).trim_start();
            for (boxes, status) in [(&DONE[..], "seen"), (&OPEN[..], "want")] {
                if let Some(rest) = boxes.iter().find_map(|mark| text.strip_prefix(mark)) {
                    self.status = Some(status);
                    text = rest.trim_start();
                }
            }
            let number = text.strip_prefix('#').unwrap_or(text);
            let digits = number.bytes().take_while(u8::is_ascii_digit).count();
            let rest = &number[digits..];
            // "(3) Stalker", and not "(500) Days of Summer (2009)".
            if let Some((number, rest)) = text.strip_prefix('(').and_then(|text| text.split_once(") "))
                && (1..=2).contains(&number.len())
                && number.bytes().all(|b| b.is_ascii_digit())
            {
                text = rest.trim_start();
                continue;
            }
            let is_number = (1..=5).contains(&digits)
                && (rest.starts_with(['.', ')']) && rest[1..].starts_with(char::is_whitespace)
                    || rest.starts_with(['、', '．'])
                    || text.starts_with('#') && rest.starts_with([' ', '\t', ':']));
            if is_number {
                let mark = rest.chars().next().map_or(0, char::len_utf8);
                text = rest[mark..].trim_start();
            }
            if text.len() == before {
                return text;
            }
        }
    }

    /// The text without addresses of films' pages, whose ids are kept. Of a page that has no other name its address has it.
    fn without_addresses(&mut self, text: &str) -> String {
        let mut left = String::new();
        let mut rest = text;
        // "[Heat](https://...)" is Heat.
        while let Some((before, link)) = rest.split_once("](") {
            let Some((at, (address, after))) = before.rfind('[').zip(link.split_once(')')) else { break };
            left += &before[..at];
            left += &before[at + 1..];
            self.address(address);
            rest = after;
        }
        left += rest;
        let mut words: Vec<&str> = Vec::new();
        let mut named = None;
        for word in left.split_whitespace() {
            let bare = word.trim_matches(['(', ')', '<', '>', '[', ']', ',', ';']);
            let is_number =
                bare.strip_prefix("tt").is_some_and(|n| n.len() >= 7 && n.bytes().all(|b| b.is_ascii_digit()));
            if is_number {
                self.imdb.get_or_insert_with(|| bare.to_owned());
            } else if bare.contains("://") || bare.starts_with("www.") {
                named = self.address(bare).or(named);
            } else if let Some((id, rating)) = word.split_once([',', ';']).filter(|(id, _)| is_imdb(id)) {
                self.imdb.get_or_insert_with(|| id.to_owned());
                words.push(rating);
            } else {
                words.push(word);
            }
        }
        let text = words.join(" ");
        let is_rest = text.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
        if is_rest { named.unwrap_or_default() } else { text }
    }

    /// Takes the id in an address; of pages that are named by titles, the title.
    fn address(&mut self, address: &str) -> Option<String> {
        let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let last = path.rsplit('/').next().unwrap_or_default();
        if let Some(id) = path.split('/').find(|part| is_imdb(part)) {
            self.imdb.get_or_insert_with(|| id.to_owned());
        } else if path.contains("themoviedb.org/movie/") {
            let id: String = last.chars().take_while(char::is_ascii_digit).collect();
            self.tmdb = self.tmdb.take().or(Some(id).filter(|id| !id.is_empty()));
        } else if path.contains("letterboxd.com/") && path.contains("/film/") || path.contains("trakt.tv/movies/") {
            let slug = path.split("/film/").nth(1).or_else(|| path.split("/movies/").nth(1))?;
            let words = slug.split('/').next()?.replace('-', " ");
            return Some(match words.rsplit_once(' ') {
                Some((title, year)) if is_year(year) => format!("{title} ({year})"),
                _ => words,
            });
        }
        // An address is no title, but a line of it alone is shown as it is.
        (self.imdb.is_none() && self.tmdb.is_none()).then(|| address.to_owned())
    }

    /// The text without a rating at its end: `9/10`, `(4/5)`, `★★★½`.
    fn without_rating<'a>(&mut self, text: &'a str) -> &'a str {
        if self.rating.is_some() {
            return text;
        }
        // A thumb or a heart, and tags behind the title.
        let bare = without_tags(text);
        if let Some((before, mark)) = THUMBS.iter().find_map(|mark| Some((bare.strip_suffix(mark)?, *mark))) {
            self.rating = Some(mark.trim_end_matches('\u{fe0f}').to_owned());
            return without_separator(before);
        }
        let text = bare;
        let is_star = |c: char| matches!(c, '★' | '☆' | '⭐' | '½' | '\u{fe0f}' | ' ');
        let before = text.trim_end_matches(is_star);
        let stars = text[before.len()..].trim();
        if stars.contains(['★', '⭐']) {
            self.rating = Some(stars.to_owned());
            return without_separator(before);
        }
        let Some((before, last)) = text.rsplit_once(char::is_whitespace) else { return text };
        let last = last.trim_matches(['(', ')', '[', ']']);
        let is_rating = last.split_once('/').is_some_and(|(value, best)| {
            BEST.contains(&best) && value.replace(',', ".").parse().is_ok_and(|value: f64| value >= 0.0)
        });
        if is_rating {
            self.rating = Some(last.to_owned());
            return without_separator(before);
        }
        text
    }
}

/// A line without a whole day before or behind the film: `2023-01-05 Alien`, `12.03.2023: Heat`, `Jaws (1975) 05/01/2023`.
fn without_days(line: &str) -> &str {
    let is_day = |word: &str| {
        let word = word.trim_matches(['[', ']', '(', ')', ',', ':']);
        let parts: Vec<&str> = word.split(['-', '.', '/']).collect();
        let digits =
            |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        match parts[..] {
            [first, second, third] => {
                digits(second, 2)
                    && (first.len() == 4 && digits(first, 4) && digits(third, 2)
                        || third.len() == 4 && digits(third, 4) && digits(first, 2))
            }
            _ => false,
        }
    };
    let mut line = line;
    if let Some((first, rest)) = line.split_once(char::is_whitespace)
        && is_day(first)
        && rest.contains(char::is_alphanumeric)
    {
        line = rest.trim_start_matches(['-', '–', '—', ':', ' ', '|']);
    }
    if let Some((rest, last)) = line.rsplit_once(char::is_whitespace)
        && is_day(last)
        && rest.contains(char::is_alphanumeric)
    {
        line = without_separator(rest);
    }
    line
}

fn is_imdb(text: &str) -> bool {
    text.strip_prefix("tt").is_some_and(|n| n.len() >= 7 && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Alien | shorter | 1979 | 9/10 | seen | tt..."
    fn told(line: &str) -> String {
        let told = |fields: &Map<String, Value>| {
            fields.values().map(|value| value.as_str().unwrap_or_default()).collect::<Vec<_>>().join("|")
        };
        films_of(line).iter().map(told).collect::<Vec<_>>().join(" & ")
    }

    #[test]
    fn films_are_read_as_people_write_them() {
        for (line, wanted) in [
            ("1. Alien (1979)", "Alien|1979"),
            ("10) Heat [1995]", "Heat|1995"),
            ("#3 Heat", "Heat"),
            ("#Alive (2020)", "#Alive|2020"),
            ("- Jaws - 1975", "Jaws|1975"),
            ("Blade Runner, 1982", "Blade Runner|1982"),
            ("Blade Runner 2049", "Blade Runner 2049"),
            ("* [x] The Thing (1982)", "The Thing|1982|seen"),
            ("- [ ] Casablanca (1942)", "Casablanca|1942|want"),
            ("Psycho (dir. Alfred Hitchcock, 1960)", "Psycho|1960"),
            ("Vertigo (1958) dir. Alfred Hitchcock", "Vertigo|1958"),
            ("The Thing by John Carpenter (1982)", "The Thing by John Carpenter|The Thing|1982"),
            ("10:00 ALIEN (UK/USA, 1979, 117 min)", "ALIEN|10:00 ALIEN|1979"),
            ("3:10 to Yuma (2007)", "to Yuma|3:10 to Yuma|2007"),
            ("Heat — Michael Mann, USA, 1995, 170'", "Heat — Michael Mann, USA|Heat|Heat — Michael Mann|1995"),
            (
                "Casablanca, dir. Michael Curtiz, USA 1942, 102 min.",
                "Casablanca, dir. Michael Curtiz, USA|Casablanca|1942",
            ),
            ("Jaws | Steven Spielberg | 1975", "Jaws | Steven Spielberg|Jaws|1975"),
            ("Stalker (35mm) *sold out*", "Stalker"),
            ("Heat (1995) - 4K", "Heat|1995"),
            ("– Stalker (1979) – 9/10", "Stalker|1979|9/10"),
            ("Titanic 3/10", "Titanic|3/10"),
            ("50/50", "50/50"),
            ("Alien (1979) 👍", "Alien|1979|👍"),
            ("- [ ] Vertigo #hitchcock #noir", "Vertigo|want"),
            ("Track #29", "Track #29"),
            ("==Jaws== (1975)", "Jaws|1975"),
            ("Fahrenheit 9/11 (2004)", "Fahrenheit 9/11|2004"),
            ("The Thing (1982) ★★★★½", "The Thing|1982|★★★★½"),
            ("**Alien** (1979)", "Alien|1979"),
            ("“Jaws” (1975)", "Jaws|1975"),
            ("[Heat](https://example.org/heat) (1995)", "Heat|1995"),
            ("1979 - Alien", "Alien|1979"),
            ("(1995) Heat", "Heat|1995"),
            ("2001: A Space Odyssey (1968)", "2001: A Space Odyssey|1968"),
            ("2001: A Space Odyssey", "2001: A Space Odyssey"),
            ("(500) Days of Summer (2009)", "(500) Days of Summer|2009"),
            ("*batteries not included (1987)", "*batteries not included|1987"),
            ("[REC] (2007)", "[REC]|2007"),
            ("M*A*S*H (1970)", "M*A*S*H|1970"),
            ("12 Angry Men (1957)", "12 Angry Men|1957"),
            ("1917", "1917"),
            ("Alien (1979), Heat (1995)", "Alien|1979 & Heat|1995"),
            ("Alien; Titanic ;Heat", "Alien & Titanic & Heat"),
            ("The Good, the Bad and the Ugly", "The Good, the Bad and the Ugly"),
            ("Alien https://www.imdb.com/title/tt0078748/?ref_=x", "Alien|tt0078748"),
            ("https://www.imdb.com/title/tt0113277/", "tt0113277|tt0113277"),
            ("tt0078748", "tt0078748|tt0078748"),
            ("tt0078748,9", "tt0078748|9|tt0078748"),
            ("https://www.themoviedb.org/movie/578-jaws", "578|578"),
            ("https://letterboxd.com/film/the-thing-1982/", "the thing|1982"),
            ("https://boxd.it/2awY", "https://boxd.it/2awY"),
            ("========", ""),
            ("# Horror", ""),
            ("Alien - 1979 - Ridley Scott - 9/10", "Alien|1979|9/10"),
            ("2023-01-05 Alien (1979)", "Alien|1979"),
            ("12.03.2023: Titanic (1997)", "Titanic|1997"),
            ("Jaws (1975) - 05/01/2023", "Jaws|1975"),
            ("11-22-63", "11-22-63"),
            ("・Casablanca（1942）", "Casablanca|1942"),
            ("1、Alien（1979）", "Alien|1979"),
            ("()", ""),
            ("((((((1999", "((((((1999"),
        ] {
            assert_eq!(told(line), wanted, "{line}");
        }
    }

    #[test]
    fn numbers_before_titles_are_told_from_titles() {
        let lines = |text: &str| (1..).zip(text.split('\n').map(|line| Some(line.to_owned()))).collect::<Vec<_>>();
        assert!(counted(&lines("1 Alien\n2 Heat\n3 Jaws")));
        assert!(!counted(&lines("12 Monkeys\n2 Heat\n3 Jaws")) && !counted(&lines("1 Alien")));
    }
}
