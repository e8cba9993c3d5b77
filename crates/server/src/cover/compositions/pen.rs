//! Writes shapes, with one decimal.

use std::fmt::Write as _;

use super::super::motifs::{Inks, Motif};
use super::super::palettes::{Colours, clearest};

/// Adds shapes to a cover.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    svg: &'a mut String,
    clips: usize,
}

/// A number with one decimal at most, without what it does not need.
fn short(number: f32) -> String {
    let text = format!("{number:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    match text.strip_prefix("0.") {
        Some(rest) => format!(".{rest}"),
        None if text == "-0" => "0".to_owned(),
        None => text.to_owned(),
    }
}

/// Path data with the numbers in place of `{}`.
pub(super) fn path(form: &str, numbers: &[f32]) -> String {
    let mut data = String::new();
    let mut parts = form.split("{}");
    data.push_str(parts.next().unwrap_or_default());
    for (number, part) in numbers.iter().zip(parts) {
        data.push_str(&short(*number));
        data.push_str(part);
    }
    data
}

impl<'a> Pen<'a> {
    pub(super) fn new(svg: &'a mut String) -> Self {
        Self { svg, clips: 0 }
    }

    pub(super) fn fill(&mut self, colour: &str, data: &str) {
        let _ = write!(self.svg, "<path fill=\"{colour}\" d=\"{data}\"/>");
    }

    pub(super) fn line(&mut self, colour: &str, width: f32, data: &str) {
        let _ = write!(
            self.svg,
            "<path fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\" d=\"{data}\"/>",
            short(width)
        );
    }

    pub(super) fn rect(&mut self, colour: &str, x: f32, y: f32, width: f32, height: f32) {
        self.fill(colour, &path("M{} {}h{}v{}h{}z", &[x, y, width, height, -width]));
    }

    pub(super) fn disc(&mut self, colour: &str, x: f32, y: f32, radius: f32) {
        let _ = write!(
            self.svg,
            "<circle fill=\"{colour}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            short(x),
            short(y),
            short(radius)
        );
    }

    pub(super) fn ring(&mut self, colour: &str, width: f32, x: f32, y: f32, radius: f32) {
        let _ = write!(
            self.svg,
            "<circle fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            short(width),
            short(x),
            short(y),
            short(radius)
        );
    }

    /// A motif about its centre, turned by some degrees.
    pub(super) fn motif(&mut self, motif: &Motif, at: (f32, f32), size: f32, turn: f32, inks: Inks<'_>) {
        self.begin(at, (size / 100.0, size / 100.0), turn);
        motif.draw(self.svg, inks);
        self.end();
    }

    /// A motif upside down.
    pub(super) fn flipped(&mut self, motif: &Motif, at: (f32, f32), size: f32, inks: Inks<'_>) {
        self.begin(at, (size / 100.0, -size / 100.0), 0.0);
        motif.draw(self.svg, inks);
        self.end();
    }

    fn begin(&mut self, (x, y): (f32, f32), (across, down): (f32, f32), turn: f32) {
        let _ = write!(self.svg, "<g transform=\"translate({} {})", short(x), short(y));
        if turn != 0.0 {
            let _ = write!(self.svg, "rotate({})", short(turn));
        }
        if (across - down).abs() < f32::EPSILON {
            let _ = write!(self.svg, "scale({across:.3})");
        } else {
            let _ = write!(self.svg, "scale({across:.3} {down:.3})");
        }
        self.svg.push_str("translate(-50-50)\">");
    }

    fn end(&mut self) {
        self.svg.push_str("</g>");
    }

    /// Draws the motif once, to be used often.
    pub(super) fn define(&mut self, name: &str, motif: &Motif, inks: Inks<'_>) {
        let _ = write!(self.svg, "<defs><g id=\"{name}\">");
        motif.draw(self.svg, inks);
        self.svg.push_str("</g></defs>");
    }

    /// Uses what was defined, about its centre.
    pub(super) fn place(&mut self, name: &str, x: f32, y: f32, size: f32, turn: f32) {
        self.begin((x, y), (size / 100.0, size / 100.0), turn);
        let _ = write!(self.svg, "<use href=\"#{name}\"/>");
        self.end();
    }

    /// What is drawn next is only seen inside this path, until [`Self::unclip`].
    pub(super) fn clip(&mut self, data: &str) {
        self.clips += 1;
        let name = self.clips;
        let _ =
            write!(self.svg, "<clipPath id=\"c{name}\"><path d=\"{data}\"/></clipPath><g clip-path=\"url(#c{name})\">");
    }

    pub(super) fn unclip(&mut self) {
        self.end();
    }
}

impl Colours {
    /// A motif's inks on the ground: ink with accents.
    pub(super) fn on_ground(&self) -> Inks<'static> {
        Inks { main: self.ink, detail: self.accent, hole: self.ground }
    }

    /// A motif's inks on the ground, with the accent as its body.
    pub(super) fn in_accent(&self) -> Inks<'static> {
        Inks { main: self.accent, detail: self.ink, hole: self.ground }
    }

    /// A motif's inks before a disc of the accent that does not reach behind all of it.
    pub(super) fn on_sun(&self) -> Inks<'static> {
        Inks { main: self.ink, detail: self.second, hole: self.ground }
    }

    /// A motif's inks on any of the colours: what stands out most there, with a second colour that is neither.
    pub(super) fn on(&self, behind: &'static str) -> Inks<'static> {
        let main = clearest(behind, [self.ground, self.ink, self.accent]);
        let rest = [self.second, self.accent, self.ink, self.ground, self.tone];
        let mut free = rest.into_iter().filter(|colour| *colour != main && *colour != behind);
        let detail = free.clone().find(|colour| {
            super::super::palettes::contrast(behind, colour) > 1.6
                && super::super::palettes::contrast(main, colour) > 1.6
        });
        Inks { main, detail: detail.or_else(|| free.next()).unwrap_or(main), hole: behind }
    }
}
