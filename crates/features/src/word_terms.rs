//! Words and pairs of words as terms: which are kept, and how often each occurs.

use std::cmp::Reverse;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::count::{Key, pair_key, word_key};
use crate::params::Params;
use crate::tokens::Analyzer;
use crate::vocabulary::TermId;
use crate::words::{Lexicon, StemId, Story, WordId};

/// A term as a number: a stem, or two that follow each other in a phrase.
pub(crate) type Code = u64;

/// By how many bits the first stem of a pair is shifted.
const FIRST_SHIFT: u32 = 32;

fn pair(first: StemId, second: StemId) -> Code {
    (u64::from(first) + 1) << FIRST_SHIFT | u64::from(second)
}

/// The first stem, if the term is a pair, and the last or only one.
fn parts(code: Code) -> (Option<StemId>, StemId) {
    ((code >> FIRST_SHIFT).checked_sub(1).map(|first| first as StemId), code as StemId)
}

/// A map from terms to numbers.
pub(crate) struct ByCode {
    /// Half of the terms looked up are single words, which need no hashing.
    of_stem: Vec<Option<u32>>,
    of_pair: HashMap<Code, u32, RandomState>,
}

impl ByCode {
    pub(crate) fn new(lexicon: &Lexicon, numbers: impl Iterator<Item = (Code, u32)>) -> Self {
        let mut by_code = Self { of_stem: vec![None; lexicon.stems()], of_pair: HashMap::default() };
        for (code, number) in numbers {
            match parts(code) {
                (None, stem) => by_code.of_stem[stem as usize] = Some(number),
                _ => _ = by_code.of_pair.insert(code, number),
            }
        }
        by_code
    }

    fn get(&self, code: Code) -> Option<u32> {
        match parts(code) {
            (None, stem) => self.of_stem[stem as usize],
            _ => self.of_pair.get(&code).copied(),
        }
    }
}

/// The pairs of a story, each as a term and as its two words.
fn pairs(story: &Story, lexicon: &Lexicon) -> impl Iterator<Item = (Code, [WordId; 2])> {
    story.words().windows(2).filter(|two| two[1].joined()).map(|two| {
        let words = [two[0].word(), two[1].word()];
        let [first, second] = words.map(|word| lexicon.stem_of(word));
        (pair(first, second), words)
    })
}

/// The terms of a story, each as often as it occurs, ascending: single words come first.
pub(crate) fn codes(story: &Story, lexicon: &Lexicon) -> Vec<Code> {
    let mut codes: Vec<Code> = Vec::with_capacity(story.words().len() * 2);
    codes.extend(story.words().iter().map(|at| Code::from(lexicon.stem_of(at.word()))));
    codes.extend(pairs(story, lexicon).map(|(code, _)| code));
    codes.sort_unstable();
    codes
}

/// Each term of a story once, with the number of times it occurs.
fn counts(codes: &[Code]) -> impl Iterator<Item = (Code, u32)> {
    codes.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32))
}

/// A word or pair of words that is kept.
pub(crate) struct WordTerm {
    pub(crate) code: Code,
    pub(crate) key: Key,
    /// The number of films it occurs in.
    pub(crate) films: u32,
    /// Its commonest form.
    pub(crate) text: String,
}

/// The terms that are kept: of those in neither too few films nor too many the commonest, of equally common ones those
/// with lower keys. `terms` are the [`codes`] of each story.
pub(crate) fn choose<'a>(
    stories: &[Story],
    terms: impl Iterator<Item = &'a [Code]> + Clone,
    lexicon: &Lexicon,
    params: &Params,
) -> Vec<WordTerm> {
    let least = params.least_films(stories.len());
    let most = ((params.max_share * stories.len() as f32) as u32).max(least);
    let mut kept: Vec<WordTerm> = document_frequencies(terms, lexicon)
        .into_iter()
        .filter(|&(_, films)| films >= least && films <= most)
        .map(|(code, films)| WordTerm { code, films, key: key(code, lexicon), text: String::new() })
        .collect();
    kept.sort_unstable_by_key(|term| (Reverse(term.films), term.key));
    kept.truncate(params.max_words);
    write_out(&mut kept, stories, lexicon, params.analyzer());
    kept
}

fn key(code: Code, lexicon: &Lexicon) -> Key {
    match parts(code) {
        (None, stem) => word_key(lexicon.stem(stem)),
        (Some(first), second) => pair_key(lexicon.stem(first), lexicon.stem(second)),
    }
}

/// The number of films each term occurs in.
fn document_frequencies<'a>(terms: impl Iterator<Item = &'a [Code]> + Clone, lexicon: &Lexicon) -> Vec<(Code, u32)> {
    let mut of_stem = vec![0; lexicon.stems()];
    // At least half of a story's terms are single words.
    let mut pairs: Vec<Code> = Vec::with_capacity(terms.clone().map(|codes| codes.len() / 2).sum());
    for codes in terms {
        let (singles, with_pairs) = codes.split_at(codes.partition_point(|&code| parts(code).0.is_none()));
        for (stem, _) in counts(singles) {
            of_stem[stem as usize] += 1;
        }
        pairs.extend(counts(with_pairs).map(|(code, _)| code));
    }
    pairs.par_sort_unstable();
    let of_pair = pairs.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32));
    let singles = of_stem.into_iter().enumerate().map(|(stem, films)| (stem as Code, films));
    singles.filter(|&(_, films)| films > 0).chain(of_pair).collect()
}

/// Finds the commonest form of each term; of equally common ones the first in the alphabet.
fn write_out(kept: &mut [WordTerm], stories: &[Story], lexicon: &Lexicon, analyzer: Analyzer) {
    let places = ByCode::new(lexicon, kept.iter().zip(0..).map(|(term, place)| (term.code, place)));
    let mut times = vec![0u32; lexicon.words()];
    for at in stories.iter().flat_map(Story::words) {
        times[at.word() as usize] += 1;
    }
    let single = |word: WordId| Some((places.get(Code::from(lexicon.stem_of(word)))?, word));
    let singles = (0..lexicon.words() as WordId).filter_map(single);
    let mut written: Vec<(u32, u32, String)> =
        singles.map(|(place, word)| (place, times[word as usize], lexicon.word(word).to_owned())).collect();
    let kept_pair = |(code, words)| Some((places.get(code)?, words));
    let mut pairs: Vec<(u32, [WordId; 2])> =
        stories.par_iter().flat_map_iter(|story| pairs(story, lexicon).filter_map(kept_pair)).collect();
    pairs.par_sort_unstable();
    let pair = |same: &[(u32, [WordId; 2])]| {
        let (place, [first, second]) = same[0];
        (place, same.len() as u32, analyzer.phrase(lexicon.word(first), lexicon.word(second)))
    };
    written.extend(pairs.chunk_by(|a, b| a == b).map(pair));
    written.sort_unstable_by(|a, b| (a.0, Reverse(a.1), &a.2).cmp(&(b.0, Reverse(b.1), &b.2)));
    written.dedup_by_key(|(place, _, _)| *place);
    for (place, _, text) in written {
        kept[place as usize].text = text;
    }
}

/// A film's words as columns with term frequencies: `1 + ln(count)` ("sublinear tf", Manning, Raghavan, Schuetze:
/// Introduction to Information Retrieval, 6.4.1).
pub(crate) fn entries(codes: &[Code], columns: &ByCode) -> impl Iterator<Item = (TermId, f32)> {
    counts(codes).filter_map(|(code, count)| Some((columns.get(code)?, 1.0 + (count as f32).ln())))
}
