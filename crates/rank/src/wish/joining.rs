//! Parts that are one together.

use super::reader::WishReader;
use super::{PartJoint, WishMeaning, WishPart};

impl WishReader<'_> {
    /// "Dark and funny" is a black comedy: bleak films are seldom funny.
    pub(super) fn join_dark_comedy(&mut self) {
        let is_wanted = |part: &WishPart| !part.negated;
        let is_dark = |part: &WishPart| is_wanted(part) && part.meaning == WishMeaning::Theme("bleak");
        let is_comedy = |part: &WishPart| is_wanted(part) && part.meaning == WishMeaning::Kind(vec!["comedy"]);
        let is_pair = |pair: &[WishPart]| {
            pair[1].joint == PartJoint::And
                && ((is_dark(&pair[0]) && is_comedy(&pair[1])) || (is_comedy(&pair[0]) && is_dark(&pair[1])))
        };
        let Some(at) = self.parts.windows(2).position(is_pair) else { return };
        let second = self.parts.remove(at + 1);
        let part = &mut self.parts[at];
        part.span.end = second.span.end;
        part.text = self.text[part.span.clone()].to_owned();
        part.meaning = WishMeaning::Theme("black comedy");
        "black comedy".clone_into(&mut part.said);
    }

    /// Joins neighbouring words that mean nothing else to one part.
    pub(super) fn join_words(&mut self) {
        let mut joined: Vec<WishPart> = Vec::new();
        for part in self.parts.drain(..) {
            if let (WishMeaning::Words(words), Some(last)) = (&part.meaning, joined.last_mut())
                && let WishMeaning::Words(before) = &mut last.meaning
                && last.negated == part.negated
                && self.text[last.span.end..part.span.start].chars().all(|c| c.is_whitespace() || c == '-')
            {
                before.push(' ');
                before.push_str(words);
                last.span.end = part.span.end;
                last.text = self.text[last.span.clone()].to_owned();
            } else {
                joined.push(part);
            }
        }
        self.parts = joined;
    }
}
