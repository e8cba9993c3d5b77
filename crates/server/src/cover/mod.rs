//! A drawn cover for every film: a motif of what it is about, in one of many compositions, in the colours of its mood and the
//! type of its years. The same film always has the same cover.
//!
//! The folder: `choice` reads `choice.toml`, which says what leads to what; `motifs` and `compositions` draw; `title` sets
//! the title in `faces`; `palettes` has the colours; `seed` throws the dice.

mod choice;
mod compositions;
mod faces;
mod motifs;
mod palettes;
mod seed;
#[cfg(test)]
mod tests;
mod title;

use std::fmt::Write as _;

use matinee_catalogue::Film;

use crate::encoding;
use choice::Design;
use compositions::{COMPOSITIONS, Scene};
use palettes::{PALETTES, clearest};
use seed::{Dice, hash};

/// The number of the drawing. Covers change their address with it, so it must be raised whenever any cover changes: browsers
/// keep what they have. A test compares.
const DRAWING: u32 = 3;

/// Covers that come out larger are drawn again, more plainly.
const MAX_BYTES: usize = 5_000;

/// Which throws of the dice films get. Of 150 numbers, with this one the fewest shapes stand twice in the test's lists.
const THROW: u64 = 114;

/// A film's own dice: the same film always has the same cover.
fn dice_of(film: &Film) -> Dice {
    Dice::new(hash(&[film.id.as_str().as_bytes(), &THROW.to_le_bytes()]))
}

/// The cover as an SVG document, 200 by 300.
pub(crate) fn svg(film: &Film) -> String {
    let mut dice = dice_of(film);
    let mut choice = choice::choose(film, &mut dice);
    let svg = draw(film, choice, dice.clone());
    if svg.len() <= MAX_BYTES {
        return svg;
    }
    // A long title under many shapes: the first composition has the fewest.
    choice.composition = 0;
    draw(film, choice, dice)
}

/// The cover of a choice.
fn draw(film: &Film, choice: Design, dice: Dice) -> String {
    let composition = &COMPOSITIONS[choice.composition];
    let colours = PALETTES[choice.palette].used(choice.way);
    let title = title::set(&film.title, choice.style, composition.room);
    let mut svg = String::with_capacity(4096);
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 300\" role=\"img\">\
         <path fill=\"{}\" d=\"M0 0h200v300H0z\"/>",
        colours.ground
    );
    let mut scene = Scene { colours, motif: choice.motif, other: choice.other, title: &title, dice };
    composition.draw(&mut svg, &mut scene);
    let behind = (composition.behind)(&colours);
    title.draw(&mut svg, clearest(behind, [colours.ink, colours.ground, colours.ink]));
    svg.push_str("</svg>");
    svg
}

/// The address of a film's cover. It changes with all that the cover is drawn from, so browsers may keep what it serves for
/// ever; nothing is drawn to tell it.
pub(crate) fn href(film: &Film) -> String {
    format!("/cover/{}.{:08x}.svg", encoding::segment(film.id.as_str()), inputs(film) as u32)
}

/// A hash of what a cover is drawn from.
fn inputs(film: &Film) -> u64 {
    let (drawing, year) = (DRAWING.to_le_bytes(), film.year.get().to_le_bytes());
    let mut parts: Vec<&[u8]> =
        vec![&drawing, film.id.as_str().as_bytes(), film.title.as_bytes(), &year, film.synopsis.as_bytes()];
    for list in [&film.themes, &film.genres, &film.keywords, &film.categories, &film.countries] {
        parts.extend(list.iter().map(String::as_bytes));
        parts.push(b"");
    }
    hash(&parts)
}
