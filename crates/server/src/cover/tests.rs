//! What covers promise: they fit, they differ, they stay, they are small.

mod fitting;

use std::collections::{BTreeMap, HashMap};
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use matinee_catalogue::{Film, Year, starter};

use super::compositions::{HEIGHT, WIDTH};
use super::palettes::contrast;
use super::*;

fn chosen(film: &Film) -> Design {
    choice::choose(film, &mut dice_of(film))
}

fn named(title: &str, year: i64) -> Film {
    Film::new(title, Year::new(year).unwrap())
}

/// Titles that a hostile or careless catalogue may have.
fn extremes() -> Vec<Film> {
    let mut titles: Vec<String> = [
        "M",
        "8½",
        "…",
        "𓀀",
        "\u{ffff}x",
        "W W W W W W W W",
        "<script>alert(1)</script> & \"x\"",
        "七人の侍",
        "ゴジラ対メカゴジラの逆襲とその後",
        "Сталкер и другие истории",
        "الحياة",
        "Dễ tìm, khó quên",
        "Ťapákovci",
        "e\u{301}\u{301}\u{301}\u{301}",
    ]
    .map(str::to_owned)
    .to_vec();
    for length in (1..=60).chain([90, 91, 300, 3000]) {
        titles.push("W".repeat(length));
        titles.push("ab ".repeat(length / 3 + 1));
        titles.push("Rindfleischetikettierung ".repeat(length / 25 + 1));
        titles.push("映画".repeat(length.div_ceil(2)));
        titles.push("\u{202e}\u{7}ш".repeat(length));
    }
    titles.iter().zip((1900..2020).cycle()).map(|(title, year)| named(title, year)).collect()
}

#[test]
fn covers_are_small() {
    let mut films = extremes();
    films.extend_from_slice(starter::catalogue().films());
    for film in &films {
        let svg = svg(film);
        assert!(svg.len() < 7 * 1024, "{}: {} bytes", film.title, svg.len());
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(svg.as_bytes()).unwrap();
        let packed = packer.finish().unwrap().len();
        assert!(packed < 3 * 1024, "{}: {packed} bytes packed", film.title);
    }
}

/// The corners of what a title's drawing reaches, from its path data: control points too, so it is never less.
fn reach(svg: &str) -> (f32, f32, f32, f32) {
    let attribute = |tag: &str, name: &str| {
        let begin = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(tag[begin..].split('"').next().unwrap_or_default().to_owned())
    };
    let number = |tag: &str, name: &str| attribute(tag, name).map_or(0.0, |text| text.parse::<f32>().unwrap());
    let mut bounds = (f32::MAX, f32::MAX, f32::MIN, f32::MIN);
    let mut add = |x: f32, y: f32| {
        bounds = (bounds.0.min(x), bounds.1.min(y), bounds.2.max(x), bounds.3.max(y));
    };
    let mut scale = 1.0;
    let mut shapes: HashMap<String, Vec<(f32, f32)>> = HashMap::new();
    let tags: Vec<&str> = svg.split('<').collect();
    // Definitions stand before the scale that they are used at.
    for tag in &tags {
        if let Some(text) = attribute(tag, "transform").and_then(|t| t.strip_prefix("scale(").map(str::to_owned)) {
            scale = text.trim_end_matches(')').parse().unwrap();
        }
    }
    for tag in &tags {
        if tag.starts_with("path") {
            let points = points(&attribute(tag, "d").unwrap());
            match attribute(tag, "id") {
                Some(id) => drop(shapes.insert(id, points)),
                None => points.iter().for_each(|(x, y)| add(x * scale, y * scale)),
            }
        } else if tag.starts_with("use") {
            let (x, y) = (number(tag, "x"), number(tag, "y"));
            let id = attribute(tag, "href").unwrap();
            shapes[&id[1..]].iter().for_each(|(dx, dy)| add((x + dx) * scale, (y + dy) * scale));
        } else if tag.starts_with("text") {
            let (x, half) = (number(tag, "x"), number(tag, "textLength") / 2.0);
            add(x - half, number(tag, "y"));
            add(x + half, number(tag, "y"));
        }
    }
    bounds
}

/// Points and control points of path data as titles have it.
fn points(data: &str) -> Vec<(f32, f32)> {
    let mut points = Vec::new();
    let (mut at, mut start, mut control) = ((0.0, 0.0), (0.0, 0.0), None);
    let mut rest = data;
    while let Some(command) = rest.chars().next() {
        rest = &rest[1..];
        let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let numbers: Vec<f32> = rest[..end]
            .replace('-', " -")
            .split_whitespace()
            .map(|number| number.parse().unwrap_or_else(|_| panic!("{number} in {data}")))
            .collect();
        rest = &rest[end..];
        let per = match command {
            'z' => {
                at = start;
                continue;
            }
            'h' | 'v' => 1,
            'q' => 4,
            _ => 2,
        };
        assert!(numbers.len().is_multiple_of(per), "{command}{numbers:?} in {data}");
        for step in numbers.chunks(per) {
            let from: (f32, f32) = at;
            let mut now = None;
            match (command, step) {
                ('M', &[x, y]) => (at, start) = ((x, y), (x, y)),
                ('m', &[x, y]) => {
                    at = (from.0 + x, from.1 + y);
                    start = at;
                }
                ('l', &[x, y]) => at = (from.0 + x, from.1 + y),
                ('h', &[x]) => at.0 += x,
                ('v', &[y]) => at.1 += y,
                ('q', &[cx, cy, x, y]) => {
                    now = Some((from.0 + cx, from.1 + cy));
                    at = (from.0 + x, from.1 + y);
                }
                ('t', &[x, y]) => {
                    let (cx, cy): (f32, f32) = control.unwrap_or(from);
                    now = Some((2.0 * from.0 - cx, 2.0 * from.1 - cy));
                    at = (from.0 + x, from.1 + y);
                }
                _ => panic!("{command} in {data}"),
            }
            control = now;
            points.extend(now);
            if !matches!(command, 'M') {
                points.push(at);
            }
        }
    }
    points
}

#[test]
fn no_line_leaves_the_frame() {
    let mut films = extremes();
    films.extend_from_slice(starter::catalogue().films());
    for film in &films {
        let choice = chosen(film);
        for composition in [choice.composition, 0] {
            let title = title::set(&film.title, choice.style, COMPOSITIONS[composition].room);
            let mut svg = String::new();
            title.draw(&mut svg, "#000");
            let (left, top, right, bottom) = reach(&svg);
            let inside = left >= 5.0 && top >= 2.0 && right <= WIDTH - 5.0 && bottom <= HEIGHT - 5.0;
            let name = COMPOSITIONS[composition].name;
            assert!(inside, "{} in {name}: {left} {top} {right} {bottom}", film.title);
            assert!(title.size >= 10.0, "{} in {name}: {}", film.title, title.size);
        }
    }
}

#[test]
fn a_title_in_letters_that_the_face_lacks_is_text_squeezed_into_its_place() {
    for title in ["七人の侍", "Сталкер", "الحياة"] {
        let svg = svg(&named(title, 1979));
        assert!(svg.contains("<text ") && svg.contains("textLength=") && svg.contains("sans-serif"), "{title}");
    }
    for title in ["Amélie", "Dễ tìm", "Żółć & Ťapák", "WALL·E", "8½"] {
        assert!(!svg(&named(title, 2001)).contains("<text "), "{title}");
    }
}

#[test]
fn titles_that_are_text_are_escaped() {
    let svg = svg(&named("<七> & \"侍\"", 1954));
    assert!(svg.contains("&lt;七&gt;") && svg.contains("&amp;") && !svg.contains("<七"), "{svg}");
}

#[test]
fn covers_are_xml_whatever_the_title() {
    for film in extremes() {
        let svg = svg(&film);
        let mut reader = quick_xml::Reader::from_str(&svg);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{}: {error} in {svg}", film.title),
            }
        }
        assert!(!svg.contains("<script") && !svg.contains('\u{ffff}') && !svg.contains('\u{7}'), "{}", film.title);
    }
}

#[test]
fn titles_can_be_read_in_every_composition_and_palette() {
    for composition in &COMPOSITIONS {
        for colours in PALETTES.iter().flat_map(|palette| [palette.used(0), palette.used(1)]) {
            let behind = (composition.behind)(&colours);
            let ratio = contrast(behind, clearest(behind, [colours.ink, colours.ground, colours.ink]));
            assert!(ratio >= 7.0, "{}: {ratio}", composition.name);
        }
    }
}

/// The films of the starter catalogue that share most themes with one, itself among them.
fn list<'a>(films: &'a [Film], film: &Film) -> Vec<&'a Film> {
    let shared = |other: &Film| {
        let themes = other.themes.iter().filter(|theme| film.themes.contains(theme)).count();
        let genres = other.genres.iter().filter(|genre| film.genres.contains(genre)).count();
        2 * themes + genres + 9 * usize::from(film.beside.iter().any(|id| id == other.id.as_str()))
    };
    let mut others: Vec<&Film> = films.iter().collect();
    others.sort_by_cached_key(|other| std::cmp::Reverse((other.id == film.id, shared(other))));
    others.truncate(24);
    others
}

/// On one screen no two are alike: none share composition, motif and palette; no shape (motif in a composition) is there
/// more than twice, and few screens have one twice.
#[test]
fn no_two_covers_of_a_list_are_alike() {
    let catalogue = starter::catalogue();
    let films = catalogue.films();
    let mut twice = 0;
    for film in films.iter().step_by(films.len() / 200).take(200) {
        let mut shapes: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
        for other in list(films, film) {
            let choice = chosen(other);
            shapes.entry((choice.composition, choice.motif.name)).or_default().push(choice.palette);
        }
        for ((composition, motif), palettes) in shapes {
            let what = format!("{motif} in {} beside {}", COMPOSITIONS[composition].name, film.id);
            assert!(palettes.len() <= 2, "{what}: {} times", palettes.len());
            assert!(palettes.len() < 2 || palettes[0] != palettes[1], "{what}: the same colours twice");
            twice += palettes.len() - 1;
        }
    }
    assert!(twice <= 40, "{twice} shapes stand twice in 200 lists");
}

#[test]
fn a_cover_shows_what_its_film_is_known_by() {
    let of = |fill: &dyn Fn(&mut Film), names: &[&str]| {
        let shown = (0..100).filter(|number| {
            let mut film = named(&format!("Untitled {number}"), 1990);
            fill(&mut film);
            names.contains(&chosen(&film).motif.name)
        });
        shown.count()
    };
    let texts = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let train = of(
        &|film| film.themes = texts(&["romantic drama", "train", "Vienna", "tender"]),
        &["train", "locomotive", "signpost", "suitcase"],
    );
    let shark = of(
        &|film| (film.themes, film.keywords) = (texts(&["creature feature", "seaside"]), texts(&["sharks"])),
        &["fin"],
    );
    // Of other catalogues: genres and a synopsis alone.
    let keeper = of(
        &|film| {
            (film.genres, film.synopsis) = (texts(&["drama"]), "Two keepers of a lighthouse drink and quarrel.".into());
        },
        &["lighthouse"],
    );
    assert!(train > 70 && shark > 55 && keeper > 70, "{train} {shark} {keeper}");
    assert_eq!(of(&|_| {}, &["train"]), 0);
}

#[test]
fn motifs_and_compositions_are_many() {
    assert!(motifs::all().count() >= 200 && COMPOSITIONS.len() >= 40);
    let mut names: Vec<&str> = motifs::all().map(|motif| motif.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), motifs::all().count(), "two motifs of one name");
}

/// Browsers keep covers for ever under their address: a new drawing needs a new one. If this fails, raise `DRAWING` and
/// write its number and the new hash here.
#[test]
fn another_drawing_has_another_number() {
    let mut drawn = Vec::new();
    let motifs: Vec<_> = motifs::all().collect();
    let film = named("A Drawing, 1", 1994);
    for (place, motif) in motifs.iter().enumerate() {
        for composition in 0..COMPOSITIONS.len() {
            // Each motif in some compositions, each composition with some motifs: all of all would take half a minute.
            if !(place + composition).is_multiple_of(6) {
                continue;
            }
            let number = place * COMPOSITIONS.len() + composition;
            let other = motifs[(place + 1) % motifs.len()];
            let palette = number % PALETTES.len();
            let choice = Design { motif, other, composition, palette, way: number % 2, ..chosen(&film) };
            drawn.extend(draw(&film, choice, Dice::new(number as u64)).into_bytes());
        }
    }
    // What terms lead to, and how titles are set.
    drawn.extend_from_slice(include_bytes!("choice.toml"));
    for (theme, year) in matinee_catalogue::themes::all().iter().zip((1920..2025).cycle()) {
        let mut film = named(&theme.gloss, year);
        film.themes.push(theme.name.clone());
        drawn.extend(svg(&film).into_bytes());
    }
    assert_eq!((DRAWING, hash(&[&drawn])), (3, 0x28cd_b3fd_3404_5ed7));
}

#[test]
fn an_address_changes_with_what_is_drawn_and_with_nothing_else() {
    let film = named("Alien", 1979);
    let address = href(&film);
    assert!(address.starts_with("/cover/alien-1979."), "{address}");
    let changed = |change: &dyn Fn(&mut Film)| {
        let mut other = film.clone();
        change(&mut other);
        href(&other) != address
    };
    assert!(changed(&|film| film.title.push('s')));
    assert!(changed(&|film| film.themes.push("space".to_owned())));
    assert!(changed(&|film| film.genres.push("horror".to_owned())));
    assert!(changed(&|film| film.keywords.push("eggs".to_owned())));
    assert!(changed(&|film| film.synopsis.push_str("A tug.")));
    assert!(!changed(&|film| film.cast.push("Ian Holm".to_owned())));
}
