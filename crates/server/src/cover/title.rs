//! Sets a title in lines that stay in their box.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::faces::{CAPS, Face};
use crate::xml::xml;

/// Longer titles are cut before they are set.
const MAX_CHARS: usize = 72;
/// Titles of more letters name each letter once and use it: that is shorter.
const MANY_LETTERS: usize = 17;
const VERY_MANY_LETTERS: usize = 28;
/// The smallest type, where a title would not fit else; what does not fit then is cut.
const SMALLEST: f32 = 11.0;
/// Descenders and accents need this much beyond the capitals, in ems.
const BELOW: f32 = 0.22;
/// What the widest capitals of other scripts take, in ems.
const UNKNOWN_ADVANCE: f32 = 1.0;

/// How letters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lettering {
    AsIs,
    Upper,
    Lower,
}

/// Cut, case and spacing of a title.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) face: Face,
    pub(super) case: Lettering,
    /// Space between letters, in ems.
    pub(super) spacing: f32,
    /// From line to line, in ems.
    pub(super) leading: f32,
}

/// Where lines begin, or lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
}

/// Which edge of the box the lines stand at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Top,
    Middle,
    Bottom,
}

/// The room for a title.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) align: Align,
    pub(super) anchor: Anchor,
    /// The largest type, in units.
    pub(super) largest: f32,
}

/// A title in its lines.
#[derive(Debug, Clone)]
pub(super) struct Block {
    lines: Vec<String>,
    style: Style,
    room: Room,
    pub(super) size: f32,
    /// Where the capitals of the first line begin and the last line's descenders end.
    pub(super) top: f32,
    pub(super) bottom: f32,
    drawn: bool,
}

/// The width of a text in ems.
fn width(style: Style, text: &str) -> f32 {
    let mut width = 0.0;
    let mut before = None;
    for character in text.chars() {
        let glyph = style.face.glyph(character);
        width += glyph.map_or_else(|| other_advance(character), |glyph| style.face.advance(glyph));
        if let (Some(left), Some(right)) = (before, glyph) {
            width += style.face.kern(left, right);
        }
        width += style.spacing;
        before = glyph;
    }
    (width - style.spacing).max(0.05)
}

/// What a character of another script takes, in ems: the reader's own face is stretched or squeezed to it, so it is what
/// common faces have. Marks above and below letters take nothing.
fn other_advance(character: char) -> f32 {
    let code = u32::from(character);
    match code {
        0x0300..=0x036f | 0x0591..=0x05c7 | 0x064b..=0x065f | 0x0e31 | 0x0e34..=0x0e3a | 0x0e47..=0x0e4e
        // Joiners, directions, variants.
        | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfe00..=0xfe0f => 0.0,
        // The scripts of India are laid out alike.
        0x0900..=0x0dff if matches!(code & 0x7f, 0x01..=0x02 | 0x3c | 0x41..=0x48 | 0x4a | 0x4d) => 0.0,
        0x0600..=0x06ff => 0.48,
        0..=0x10ff if character.is_uppercase() => 0.72,
        0..=0x10ff => 0.58,
        _ => UNKNOWN_ADVANCE,
    }
}

/// The title as it is written: in one line, without control characters, not too long.
fn written(title: &str, case: Lettering) -> String {
    let mut text = String::new();
    for word in title.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
        if text.chars().count() > MAX_CHARS {
            text = text.chars().take(MAX_CHARS).collect::<String>().trim_end().to_owned() + "…";
            break;
        }
    }
    match case {
        Lettering::AsIs => text,
        // "ß" becomes two letters in capitals, and that is right.
        Lettering::Upper => text.to_uppercase(),
        Lettering::Lower => text.to_lowercase(),
    }
}

/// Words of a text; where there are no spaces, ideographs are words.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let wide = word.chars().count() > 5 && word.chars().all(|c| u32::from(c) >= 0x2e80);
        if wide {
            let letters: Vec<char> = word.chars().collect();
            words.extend(letters.chunks(4).map(|chunk| chunk.iter().collect::<String>()));
        } else {
            words.push(word.to_owned());
        }
    }
    words
}

/// The words in so many lines that the longest is as short as can be; small words do not end a line if there is a choice.
fn balanced(style: Style, words: &[String], count: usize) -> Vec<String> {
    let widths: Vec<f32> = words.iter().map(|word| width(style, word)).collect();
    let space = width(style, "n n") - width(style, "nn");
    let line = |from: usize, to: usize| widths[from..to].iter().sum::<f32>() + space * (to - from - 1) as f32;
    // best[lines][words]: the least longest line, and where the last line begins.
    let mut best = vec![vec![(f32::INFINITY, 0); words.len() + 1]; count + 1];
    best[0][0] = (0.0, 0);
    for lines in 1..=count {
        for end in lines..=words.len() {
            for from in lines - 1..end {
                let weak = end < words.len() && words[end - 1].chars().count() <= 2;
                let cost = line(from, end) + if weak { 0.6 } else { 0.0 };
                let longest = best[lines - 1][from].0.max(cost);
                if longest < best[lines][end].0 {
                    best[lines][end] = (longest, from);
                }
            }
        }
    }
    let mut lines = Vec::new();
    let mut end = words.len();
    for count in (1..=count).rev() {
        let from = best[count][end].1;
        lines.push(words[from..end].join(" "));
        end = from;
    }
    lines.reverse();
    lines
}

/// A word that is too long for a line, in pieces of so many letters: at its hyphens, or else at new ones, if it is of an
/// alphabet.
fn pieces(word: &str, letters: usize, hyphen: bool) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for part in word.split_inclusive('-') {
        let all: Vec<char> = part.chars().collect();
        let fits = |last: &&mut String| last.ends_with('-') && last.chars().count() + all.len() <= letters;
        if let Some(last) = pieces.last_mut().filter(fits) {
            last.push_str(part);
            continue;
        }
        let mut chunks = all.chunks(all.len().div_ceil(all.len().div_ceil(letters))).peekable();
        while let Some(chunk) = chunks.next() {
            let mut piece: String = chunk.iter().collect();
            if hyphen && chunks.peek().is_some() && piece.ends_with(char::is_alphabetic) {
                piece.push('-');
            }
            pieces.push(piece);
        }
    }
    pieces
}

/// The widest word that a room has a line for, in ems: one that could only be set in tiny type is broken.
fn longest_word(room: Room) -> f32 {
    room.width / SMALLEST.max(room.largest * 0.32)
}

/// Whether a word of this title would be broken in this room.
pub(super) fn breaks(title: &str, style: Style, room: Room) -> bool {
    words(&written(title, style.case)).iter().any(|word| width(style, word) > longest_word(room))
}

/// Sets a title as large as its room lets it be.
pub(super) fn set(title: &str, style: Style, room: Room) -> Block {
    let text = written(title, style.case);
    let text = if text.is_empty() { "…".to_owned() } else { text };
    let drawn = text.chars().all(|c| style.face.glyph(c).is_some());
    let mut words = words(&text);
    let longest_word = longest_word(room);
    words = words
        .iter()
        .flat_map(|word| {
            let wide = width(style, word);
            if wide > longest_word {
                let room = longest_word - if drawn { width(style, "-") } else { 0.0 };
                let letters = (word.chars().count() as f32 * room / wide).floor().max(1.0);
                pieces(word, letters as usize, drawn)
            } else {
                vec![word.clone()]
            }
        })
        .collect();
    let mut best: Option<(f32, Vec<String>)> = None;
    for count in 1..=words.len().min(7) {
        let lines = balanced(style, &words, count);
        let longest = lines.iter().map(|line| width(style, line)).fold(0.05, f32::max);
        let high = CAPS + BELOW + style.leading * (count - 1) as f32;
        let size = (room.width / longest).min(room.height / high).min(room.largest);
        // More lines only if they make the type clearly larger.
        if best.as_ref().is_none_or(|(largest, _)| size > largest * 1.04) {
            best = Some((size, lines));
        }
    }
    let (mut size, mut lines) = best.unwrap_or_else(|| (SMALLEST, vec![text]));
    if size < SMALLEST {
        size = SMALLEST;
        lines = cut(style, &words, room, size);
    }
    let height = size * (CAPS + BELOW + style.leading * (lines.len() - 1) as f32);
    let top = match room.anchor {
        Anchor::Top => room.y,
        Anchor::Middle => room.y + (room.height - height) / 2.0,
        Anchor::Bottom => room.y + room.height - height,
    };
    Block { lines, style, room, size, top, bottom: top + height, drawn }
}

/// Fills lines of a size with words, as many as there is room for, and ends with an ellipsis.
fn cut(style: Style, words: &[String], room: Room, size: f32) -> Vec<String> {
    let most = (((room.height / size - CAPS - BELOW) / style.leading).floor() as usize + 1).max(1);
    let mut lines: Vec<String> = Vec::new();
    let mut left = words.iter().peekable();
    while let Some(word) = left.peek() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|line| width(style, line) * size <= room.width) {
            Some(line) => *lines.last_mut().expect("there is a last line") = line,
            None if lines.len() < most => lines.push((*word).clone()),
            None => break,
        }
        left.next();
    }
    if left.peek().is_some() {
        let last = lines.last_mut().expect("one line fits");
        while !last.is_empty() && width(style, &format!("{last}…")) * size > room.width {
            last.pop();
        }
        last.truncate(last.trim_end().len());
        last.push('…');
    }
    lines
}

impl Block {
    /// Its lines, as a text.
    #[cfg(test)]
    pub(super) fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// The left end of a line of this width.
    fn left(&self, wide: f32) -> f32 {
        match self.room.align {
            Align::Left => self.room.x,
            Align::Centre => self.room.x + (self.room.width - wide) / 2.0,
        }
    }

    /// Adds the lines in this colour.
    pub(super) fn draw(&self, svg: &mut String, ink: &str) {
        if !self.drawn {
            return self.draw_text(svg, ink);
        }
        let letters: usize = self.lines.iter().map(|line| line.chars().filter(|c| *c != ' ').count()).sum();
        let many = letters > MANY_LETTERS;
        // Long titles are set small: a coarser grid does for them, and its numbers are shorter.
        let grid = if letters > VERY_MANY_LETTERS {
            4.0
        } else if many {
            5.0
        } else {
            10.0
        };
        let mut path = String::new();
        let mut names: HashMap<char, usize> = HashMap::new();
        let mut uses = String::new();
        let mut glyphs = String::new();
        for (number, line) in self.lines.iter().enumerate() {
            let y = self.top + self.size * (CAPS + self.style.leading * number as f32);
            let mut x = self.left(width(self.style, line) * self.size);
            let mut before = None;
            for character in line.chars() {
                let Some(glyph) = self.style.face.glyph(character) else { continue };
                if let Some(left) = before {
                    x += self.style.face.kern(left, glyph) * self.size;
                }
                before = Some(glyph);
                let (at_x, at_y) = ((x * grid).round() as i32, (y * grid).round() as i32);
                x += (self.style.face.advance(glyph) + self.style.spacing) * self.size;
                if character == ' ' {
                    continue;
                }
                if !many {
                    // Each letter begins at its own place.
                    let outline = self.style.face.outline(glyph, self.size * grid);
                    let _ = write!(path, "M{at_x} {at_y}{outline}");
                    continue;
                }
                let next = names.len();
                let name = *names.entry(character).or_insert_with(|| {
                    let outline = self.style.face.outline(glyph, self.size * grid);
                    let _ = write!(glyphs, "<path id=\"t{next}\" d=\"M0 0{outline}\"/>");
                    next
                });
                let _ = write!(uses, "<use href=\"#t{name}\" x=\"{at_x}\" y=\"{at_y}\"/>");
            }
        }
        if many {
            let _ =
                write!(svg, "<defs>{glyphs}</defs><g fill=\"{ink}\" transform=\"scale({})\">{uses}</g>", 1.0 / grid);
        } else {
            let _ = write!(svg, "<path fill=\"{ink}\" transform=\"scale(.1)\" d=\"{path}\"/>");
        }
    }

    /// Lines that the face has no letters for are text in whatever face the reader has, squeezed into their place.
    fn draw_text(&self, svg: &mut String, ink: &str) {
        let _ = write!(
            svg,
            "<g fill=\"{ink}\" font-family=\"sans-serif\" font-weight=\"700\" text-anchor=\"middle\" font-size=\"{:.1}\">",
            self.size * 0.9
        );
        for (number, line) in self.lines.iter().enumerate() {
            let y = self.top + self.size * (CAPS + self.style.leading * number as f32);
            let wide = (width(self.style, line) * self.size).min(self.room.width);
            let x = self.left(wide) + wide / 2.0;
            let _ = write!(
                svg,
                "<text x=\"{x:.1}\" y=\"{y:.1}\" textLength=\"{wide:.1}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
                xml(line)
            );
        }
        svg.push_str("</g>");
    }
}
