//! A drawn cover for every film: its title under a motif of its genre, in one of ten palettes. The same film always has the
//! same cover, and none is larger than 3 KB.

use std::fmt::Write as _;
use std::hash::Hasher as _;

use fnv::FnvHasher;
use matinee_catalogue::{Film, genres};

use crate::encoding;
use crate::xml::xml;

/// Background, ink and accent. The contrast of ink and background is 7:1 or better in each.
const PALETTES: [(&str, &str, &str); 10] = [
    ("#1d2433", "#f6efe0", "#e0a458"),
    ("#3b1f2b", "#fbeee6", "#db5461"),
    ("#12372a", "#f4f1e4", "#c9a227"),
    ("#0b3954", "#f3f7f0", "#ff8552"),
    ("#f1e4c8", "#2a1a12", "#b5432c"),
    ("#e8e4da", "#1b2a38", "#2f6f8f"),
    ("#2b2140", "#f5ecff", "#9d79d6"),
    ("#4a1c10", "#fff1dc", "#f08a3c"),
    ("#dfe7d8", "#1c2b20", "#4f7a4c"),
    ("#101418", "#eef2f4", "#56b4c9"),
];

/// A line has room for about this many characters of the largest type.
const LINE_CHARS: usize = 11;
const MAX_LINES: usize = 5;

/// The cover as an SVG document, 200 by 300.
pub(crate) fn svg(film: &Film) -> String {
    let seed = hash(film.id.as_str());
    let (back, ink, accent) = PALETTES[(seed % PALETTES.len() as u64) as usize];
    let lines = lines(&film.title);
    let longest = lines.iter().map(|l| l.chars().count()).max().unwrap_or(1);
    let size = (178 * 10 / (longest * 6).max(1)).clamp(13, 32);
    let top = 262 - lines.len() * (size + 3);
    // The motif makes room for a tall title: it is drawn for the space down to 176.
    let scale = (((top - size) as f32 - 18.0) / 164.0).min(1.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 300\" role=\"img\">\
         <rect width=\"200\" height=\"300\" fill=\"{back}\"/>\
         <g fill=\"{accent}\" stroke=\"{accent}\" stroke-width=\"0\" transform=\"translate(100 12) scale({scale:.2}) translate(-100 -12)\">{}</g>\
         <rect x=\"12\" y=\"12\" width=\"176\" height=\"276\" fill=\"none\" stroke=\"{ink}\" stroke-opacity=\".35\"/>\
         <g fill=\"{ink}\" font-family=\"Georgia,'Times New Roman',serif\" text-anchor=\"middle\">",
        motif(film, seed)
    );
    for (n, line) in lines.iter().enumerate() {
        let y = top + n * (size + 3);
        let _ = write!(svg, "<text x=\"100\" y=\"{y}\" font-size=\"{size}\" font-weight=\"700\">{}</text>", xml(line));
    }
    let _ =
        write!(svg, "<text x=\"100\" y=\"276\" font-size=\"13\" letter-spacing=\"3\">{}</text></g></svg>", film.year);
    svg
}

/// The address of a film's cover. It changes with the cover, so browsers may keep what it serves for ever.
pub(crate) fn href(film: &Film) -> String {
    format!("/cover/{}.{:08x}.svg", encoding::segment(film.id.as_str()), hash(&svg(film)) as u32)
}

/// The title in lines of a few words, the last one cut if there is no room.
fn lines(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        let word: String = word.chars().take(22).collect();
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LINE_CHARS => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    if lines.len() > MAX_LINES {
        lines.truncate(MAX_LINES);
        lines[MAX_LINES - 1].push('…');
    }
    lines
}

/// FNV-1a: the same on every machine, for ever. Its own, though features hash too: a change there must not redraw covers,
/// which browsers keep by this hash.
fn hash(text: &str) -> u64 {
    let mut hash = FnvHasher::default();
    hash.write(text.as_bytes());
    hash.finish()
}

/// Draws a motif, shifted by a number below 40.
type Draw = fn(u64) -> String;

/// A drawing for the film's rarest genre, shifted a little by its seed. It fills the upper half.
fn motif(film: &Film, seed: u64) -> String {
    let genres = genres::canonical_list(&film.genres);
    let shift = (seed >> 8) % 40;
    // The rarest first: it says most. Drama, the most frequent, has no motif of its own.
    let known: [(&str, Draw); 20] = [
        ("western", western),
        ("science fiction", planets),
        ("horror", fangs),
        ("film noir", blinds),
        ("musical", waves),
        ("music", waves),
        ("anime", petals),
        ("animation", balls),
        ("martial arts", petals),
        ("war", bars),
        ("sport", track),
        ("fantasy", stars),
        ("documentary", frames),
        ("experimental", frames),
        ("adventure", mountains),
        ("romance", rings),
        ("mystery", keyhole),
        ("crime", blinds),
        ("action", bars),
        ("comedy", confetti),
    ];
    known.iter().find(|(genre, _)| genres.contains(genre)).map_or_else(|| curtain(shift), |(_, draw)| draw(shift))
}

fn circle(x: u64, y: u64, r: u64, more: &str) -> String {
    format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" {more}/>")
}

fn path(d: &str, more: &str) -> String {
    format!("<path d=\"{d}\" {more}/>")
}

const LINE: &str = "fill=\"none\" stroke-width=\"3\"";

fn western(s: u64) -> String {
    circle(60 + s * 2, 90, 34, "") + &path("M12 170V140h26v-22h34v30h40v-40h30v36h46v26z", "fill-opacity=\".55\"")
}

fn planets(s: u64) -> String {
    let orbit = format!(
        "<ellipse cx=\"100\" cy=\"95\" rx=\"78\" ry=\"{}\" transform=\"rotate(-20 100 95)\" {LINE}/>",
        20 + s / 2
    );
    circle(100, 95, 40, "") + &orbit + &circle(30 + s, 40, 5, "") + &circle(165, 150, 8, "fill-opacity=\".6\"")
}

fn fangs(s: u64) -> String {
    let tip = 110 + s;
    path(&format!("M20 24h160L164 84 148 40 126 {tip} 100 46 74 {tip} 52 40 36 84z"), "")
}

fn blinds(s: u64) -> String {
    (0..7).map(|n| path(&format!("M{} {}h140l-12 10h-140z", 26 + s / 4, 30 + n * 18), "fill-opacity=\".8\"")).collect()
}

fn waves(s: u64) -> String {
    let wave = |n: u64| path(&format!("M14 {y}q43-{a} 86 0t86 0", y = 50 + n * 22, a = 16 + s), LINE);
    (0..5).map(wave).collect()
}

fn petals(s: u64) -> String {
    let petal = |n: u64| {
        format!(
            "<ellipse cx=\"100\" cy=\"62\" rx=\"14\" ry=\"34\" fill-opacity=\".75\" transform=\"rotate({} 100 98)\"/>",
            n * 72 + s
        )
    };
    (0..5).map(petal).collect::<String>() + &circle(100, 98, 9, "")
}

fn balls(s: u64) -> String {
    (0..5).map(|n| circle(34 + n * 33, 120 - (n * (70 + s)) % 80, 14, "fill-opacity=\".85\"")).collect()
}

fn bars(s: u64) -> String {
    (0..4)
        .map(|n| {
            path(&format!("M{x} 160L{t} 24h18L{u} 160z", x = 20 + n * 36, t = 36 + n * 36 + s / 4, u = 38 + n * 36), "")
        })
        .collect()
}

fn frame(x: u64, y: u64, width: u64, height: u64, round: u64) -> String {
    format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\" {LINE}/>")
}

fn track(s: u64) -> String {
    (0..4).map(|n| n * 12).map(|n| frame(24 + n, 34 + n, 152 - 2 * n, 110 + s / 4 - 2 * n, 40)).collect()
}

fn stars(s: u64) -> String {
    let star = |(x, y): (u64, u64)| path(&format!("M{x} {y}l4 12 12 4-12 4-4 12-4-12-12-4 12-4z"), "");
    circle(134, 70, 32, "fill-opacity=\".85\"") + &[(40, 40), (64 + s, 110), (160, 124), (34, 130)].map(star).concat()
}

fn frames(s: u64) -> String {
    (0..3).map(|n| n * 14).map(|n| frame(30 + n, 30 + n, 140 - 2 * n, 124 + s / 4 - 2 * n, 0)).collect()
}

fn mountains(s: u64) -> String {
    circle(150 - s, 54, 18, "fill-opacity=\".7\"")
        + &path(&format!("M12 165L{} 60 100 130 138 {} 188 165z", 50 + s, 84), "")
}

fn rings(s: u64) -> String {
    circle(78, 90, 42 + s / 5, "fill-opacity=\".8\"") + &circle(122, 90, 42 + s / 5, "fill-opacity=\".55\"")
}

fn keyhole(s: u64) -> String {
    circle(100, 74, 26 + s / 8, "") + &path("M90 86h20l14 68H76z", "") + &circle(100, 95, 74, LINE)
}

fn confetti(s: u64) -> String {
    (0..14)
        .map(|n| circle(28 + (n * 47 + s) % 148, 34 + (n * 31) % 124, 4 + n % 4 * 3, "fill-opacity=\".85\""))
        .collect()
}

fn curtain(s: u64) -> String {
    let fold = |n: u64| {
        path(&format!("M{x} 20q{b} 70 0 145h17q{b}-75 0-145z", x = 22 + n * 23, b = s / 4), "fill-opacity=\".75\"")
    };
    (0..7).map(fold).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use matinee_catalogue::{Year, starter};

    #[test]
    fn covers_are_small_and_no_two_films_have_the_same() {
        let mut seen = BTreeSet::new();
        for film in starter::catalogue().films() {
            let svg = svg(film);
            assert!(svg.len() < 3 * 1024, "{}: {} bytes", film.id, svg.len());
            assert!(seen.insert(svg), "{} has the cover of another film", film.id);
        }
    }

    /// Browsers keep covers for ever: a new drawing needs a new address.
    #[test]
    fn a_film_keeps_its_cover_on_every_machine() {
        let film = |title: &str, year: i64, genres: &[&str]| {
            let mut film = Film::new(title, Year::new(year).unwrap());
            film.genres = genres.iter().map(|&genre| genre.to_owned()).collect();
            href(&film)
        };
        let long = "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb";
        let covers =
            [film("Alien", 1979, &[]), film("Alien", 1979, &["Drama", "Science fiction"]), film(long, 1964, &[])];
        let hashes = covers.each_ref().map(|cover| cover.rsplit('.').nth(1).unwrap());
        assert_eq!(hashes, ["9768f58b", "a8ffa500", "905678b5"]);
        assert_eq!(covers[0], "/cover/alien-1979.9768f58b.svg");
    }

    #[test]
    fn titles_are_escaped() {
        let film = Film::new("<script> & \u{1b}co", Year::new(1990).unwrap());
        let svg = svg(&film);
        assert!(svg.contains("&lt;script&gt;") && svg.contains("&amp;") && !svg.contains('\u{1b}'));
    }
}
