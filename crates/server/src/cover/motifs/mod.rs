//! Small pictures that say what a film is about, drawn in a square of 100 by 100.

mod animals;
mod clothes;
mod figures;
mod games;
mod machines;
mod nature;
mod objects;
mod places;
mod symbols;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// The part that a shape's colour plays: compositions say which colour that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The body of the thing.
    Main,
    /// What stands out of it.
    Detail,
    /// Holes: the colour of what is behind.
    Hole,
}
use Part::{Detail as B, Hole as C, Main as A};

/// One shape of a motif.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    part: Part,
    form: Geometry,
}

#[derive(Debug, Clone, Copy)]
enum Geometry {
    /// Path data, filled.
    Area(&'static str),
    /// Path data, drawn with a pen of this width.
    Line(f32, &'static str),
    /// A disc: centre and radius.
    Disc(f32, f32, f32),
    /// A circle, drawn with a pen of this width: centre and radius.
    Ring(f32, f32, f32, f32),
}

const fn area(part: Part, path: &'static str) -> Shape {
    Shape { part, form: Geometry::Area(path) }
}

const fn line(part: Part, width: f32, path: &'static str) -> Shape {
    Shape { part, form: Geometry::Line(width, path) }
}

const fn disc(part: Part, x: f32, y: f32, radius: f32) -> Shape {
    Shape { part, form: Geometry::Disc(x, y, radius) }
}

const fn ring(part: Part, width: f32, x: f32, y: f32, radius: f32) -> Shape {
    Shape { part, form: Geometry::Ring(width, x, y, radius) }
}

/// A motif: its name in `choice.toml`, and its shapes from the back to the front.
#[derive(Debug, Clone, Copy)]
pub(super) struct Motif {
    pub(super) name: &'static str,
    shapes: &'static [Shape],
}

const fn motif(name: &'static str, shapes: &'static [Shape]) -> Motif {
    Motif { name, shapes }
}

/// All motifs by name.
static BY_NAME: LazyLock<HashMap<&'static str, &'static Motif>> =
    LazyLock::new(|| all().map(|motif| (motif.name, motif)).collect());

pub(super) fn all() -> impl Iterator<Item = &'static Motif> {
    [
        animals::ANIMALS,
        clothes::CLOTHES,
        figures::FIGURES,
        games::GAMES,
        machines::MACHINES,
        nature::NATURE,
        objects::OBJECTS,
        places::PLACES,
        symbols::SYMBOLS,
    ]
    .into_iter()
    .flatten()
}

pub(super) fn find(name: &str) -> Option<&'static Motif> {
    BY_NAME.get(name).copied()
}

/// The colours of a motif's parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inks<'a> {
    pub(super) main: &'a str,
    pub(super) detail: &'a str,
    pub(super) hole: &'a str,
}

impl Motif {
    /// Adds its shapes, in its own square of 100.
    pub(super) fn draw(&self, svg: &mut String, inks: Inks<'_>) {
        for shape in self.shapes {
            let ink = match shape.part {
                A => inks.main,
                B => inks.detail,
                C => inks.hole,
            };
            let _ = match shape.form {
                Geometry::Area(path) => write!(svg, "<path fill=\"{ink}\" d=\"{path}\"/>"),
                Geometry::Line(width, path) => write!(
                    svg,
                    "<path fill=\"none\" stroke=\"{ink}\" stroke-width=\"{width}\" stroke-linejoin=\"round\" d=\"{path}\"/>"
                ),
                Geometry::Disc(x, y, radius) => {
                    write!(svg, "<circle fill=\"{ink}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>")
                }
                Geometry::Ring(width, x, y, radius) => write!(
                    svg,
                    "<circle fill=\"none\" stroke=\"{ink}\" stroke-width=\"{width}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"
                ),
            };
        }
    }
}
