//! How far "not" reaches: "not sad", "no French comedies", "nothing with dogs dying", "less famous".

use std::ops::Range;

use matinee_catalogue::themes;

use super::reader::WishReader;
use super::words::{Gap, Word, is_filler, is_negation};
use super::{WishMeaning, WishPart};
use crate::bearers::is_place_within;

impl WishReader<'_> {
    /// Whether a word that negates does so for the whole phrase behind it: "no" does, "not" only for the next word.
    pub(super) fn negates_phrase(&self, at: usize) -> bool {
        self.is(at, &["no", "without", "avoid", "hate", "hated", "dislike", "disliked", "excluding", "except"])
            || self.is(at + 1, &["with", "about", "involving"])
    }

    /// Adds what words mean together with the word that negates them: "not famous" asks for films that are less known, "not
    /// too long" for those of up to two hours.
    pub(super) fn add_instead(&mut self, places: Range<usize>, meaning: WishMeaning) {
        let from = self.negation.take();
        self.add(places, meaning);
        if let (Some(from), Some(part)) = (from, self.parts.last_mut()) {
            part.span.start = from.min(part.span.start);
            part.text = self.text[part.span.clone()].to_owned();
        }
    }

    /// After "no French": what follows in the same phrase is not wanted either. Comedies are only unwanted with what was
    /// named before; a verb, as in "no dogs dying", by itself.
    pub(super) fn negate_next(&mut self, next: usize, end: usize) {
        let is_film = matches!(self.parts.last(), Some(WishPart { meaning: WishMeaning::Film(..), .. }));
        if !self.negates_phrase || is_film {
            return;
        }
        let Some(word) = self.words.get(next).filter(|word| matches!(word.gap, Gap::Space | Gap::Dash)) else { return };
        if !is_filler(word.said()) && !is_negation(word.said()) && word.said() != "but" {
            self.negation = Some(end);
            self.with_before = !word.folded.ends_with("ing");
        }
    }

    /// Whether an "and" goes on with what is not wanted.
    pub(super) fn goes_on_negated(&self, at: usize) -> bool {
        let is_last = |part: &&WishPart| at > 0 && part.negated && part.span.end == self.words[at - 1].span.end;
        let names_more =
            |word: &Word<'_>| word.gap == Gap::Space && !is_filler(word.said()) && !is_negation(word.said());
        self.negates_phrase
            && self.is(at, &["and"])
            && self.parts.last().is_some_and(|part| is_last(&part))
            && self.words.get(at + 1).is_some_and(names_more)
    }
}

impl WishPart {
    /// The place within a setting that its words name: "not in Venice".
    pub(super) fn place(&self) -> Option<String> {
        let theme = themes::find(&self.said)?;
        let is_it = matches!(self.meaning, WishMeaning::Theme(name) if name == theme.name);
        (is_it && is_place_within(&self.said, theme)).then(|| self.said.clone())
    }
}
