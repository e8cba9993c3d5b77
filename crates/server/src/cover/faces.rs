//! The faces that titles are set in: four cuts of Bricolage Grotesque, made by `scripts/fonts`. Letters are drawn as
//! outlines, so that a cover looks the same on every machine.

use std::sync::LazyLock;

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{GlyphId, OutlineBuilder, Tag};

/// A cut of the display face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Heavy, of usual width.
    Black,
    /// Heavy and narrow, for tall lines.
    Narrow,
    /// Between regular and bold.
    Medium,
    /// Light and narrow.
    Slim,
}

/// A cut, ready to read.
struct Cut {
    font: ttf_parser::Face<'static>,
    kerning: Vec<PairAdjustment<'static>>,
}

fn cut(bytes: &'static [u8]) -> Cut {
    let font = ttf_parser::Face::parse(bytes, 0).expect("the faces are ours");
    let mut kerning = Vec::new();
    if let Some(positions) = font.tables().gpos {
        for feature in positions.features.into_iter().filter(|feature| feature.tag == Tag::from_bytes(b"kern")) {
            for lookup in feature.lookup_indices.into_iter().filter_map(|index| positions.lookups.get(index)) {
                for subtable in lookup.subtables.into_iter::<PositioningSubtable<'static>>() {
                    if let PositioningSubtable::Pair(pairs) = subtable {
                        kerning.push(pairs);
                    }
                }
            }
        }
    }
    Cut { font, kerning }
}

static BLACK: LazyLock<Cut> = LazyLock::new(|| cut(include_bytes!("faces/black.ttf")));
static NARROW: LazyLock<Cut> = LazyLock::new(|| cut(include_bytes!("faces/narrow.ttf")));
static MEDIUM: LazyLock<Cut> = LazyLock::new(|| cut(include_bytes!("faces/medium.ttf")));
static SLIM: LazyLock<Cut> = LazyLock::new(|| cut(include_bytes!("faces/slim.ttf")));

/// The height of capitals, in ems: the same in all cuts.
pub(super) const CAPS: f32 = 0.66;
const UNITS_PER_EM: f32 = 1000.0;

impl Face {
    fn cut(self) -> &'static Cut {
        match self {
            Self::Black => &BLACK,
            Self::Narrow => &NARROW,
            Self::Medium => &MEDIUM,
            Self::Slim => &SLIM,
        }
    }

    /// The glyph of a character; none if the face lacks it.
    pub(super) fn glyph(self, character: char) -> Option<GlyphId> {
        self.cut().font.glyph_index(character)
    }

    /// How far a glyph moves the pen, in ems.
    pub(super) fn advance(self, glyph: GlyphId) -> f32 {
        f32::from(self.cut().font.glyph_hor_advance(glyph).unwrap_or_default()) / UNITS_PER_EM
    }

    /// What the pen moves more, or less, between two glyphs, in ems.
    pub(super) fn kern(self, left: GlyphId, right: GlyphId) -> f32 {
        for pairs in &self.cut().kerning {
            let found = match pairs {
                PairAdjustment::Format1 { coverage, sets } => coverage
                    .get(left)
                    .and_then(|index| sets.get(index))
                    .and_then(|set| set.get(right))
                    .map(|(first, _)| first.x_advance),
                PairAdjustment::Format2 { coverage, classes, matrix } => coverage
                    .get(left)
                    .and_then(|_| matrix.get((classes.0.get(left), classes.1.get(right))))
                    .map(|(first, _)| first.x_advance)
                    .filter(|&advance| advance != 0),
            };
            if let Some(advance) = found {
                return f32::from(advance) / UNITS_PER_EM;
            }
        }
        0.0
    }

    /// A glyph's outline as relative path data in whole numbers, for an em of `size`, its first point given from where
    /// the pen stands.
    pub(super) fn outline(self, glyph: GlyphId, size: f32) -> String {
        let mut outline = Outline { scale: size / UNITS_PER_EM, ..Outline::default() };
        self.cut().font.outline_glyph(glyph, &mut outline);
        outline.path
    }
}

/// Writes relative path data in whole numbers.
#[derive(Default)]
struct Outline {
    path: String,
    scale: f32,
    /// Where the path is, and where its contour began.
    at: (i32, i32),
    start: (i32, i32),
    /// The control point of the curve before, if that was a curve.
    control: Option<(i32, i32)>,
    command: char,
}

impl Outline {
    fn point(&self, x: f32, y: f32) -> (i32, i32) {
        ((x * self.scale).round() as i32, (-y * self.scale).round() as i32)
    }

    /// A command with its numbers, as short as can be: a letter again and a space before a minus are left out.
    fn put(&mut self, command: char, numbers: &[i32]) {
        let repeated = command == self.command && command != 'm';
        if !repeated {
            self.path.push(command);
        }
        for (place, number) in numbers.iter().enumerate() {
            if *number >= 0 && (place > 0 || repeated) {
                self.path.push(' ');
            }
            self.path.push_str(&number.to_string());
        }
        self.command = command;
    }

    fn line(&mut self, to: (i32, i32)) {
        let (x, y) = (to.0 - self.at.0, to.1 - self.at.1);
        match (x, y) {
            (0, 0) => {}
            (_, 0) => self.put('h', &[x]),
            (0, _) => self.put('v', &[y]),
            _ => self.put('l', &[x, y]),
        }
        self.at = to;
        self.control = None;
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.point(x, y);
        self.put('m', &[to.0 - self.at.0, to.1 - self.at.1]);
        (self.at, self.start, self.control) = (to, to, None);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.point(x, y);
        self.line(to);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (control, to) = (self.point(x1, y1), self.point(x, y));
        if control == self.at || control == to {
            return self.line(to);
        }
        // TrueType curves go on smoothly: the control point is the reflection of the one before, and need not be written.
        let mirrored = self.control.map(|(x, y)| (2 * self.at.0 - x, 2 * self.at.1 - y));
        let near = |(x, y): (i32, i32)| (x - control.0).abs() <= 1 && (y - control.1).abs() <= 1;
        let (at, delta) = (self.at, |point: (i32, i32)| (point.0 - self.at.0, point.1 - self.at.1));
        let (dc, dt) = (delta(control), delta(to));
        if mirrored.is_some_and(near) {
            self.put('t', &[dt.0, dt.1]);
            self.control = mirrored;
        } else {
            self.put('q', &[dc.0, dc.1, dt.0, dt.1]);
            self.control = Some((at.0 + dc.0, at.1 + dc.1));
        }
        self.at = to;
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        // TrueType outlines have no cubic curves.
        self.quad_to(f32::midpoint(x1, x2), f32::midpoint(y1, y2), x, y);
    }

    fn close(&mut self) {
        self.put('z', &[]);
        (self.at, self.control) = (self.start, None);
    }
}
