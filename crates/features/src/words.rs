//! The words of all films' texts, each text read once.
//!
//! A catalogue has millions of words, but only some tens of thousands of different ones. Each different word is folded
//! and stemmed once; from then on a text is a list of numbers, and terms are counted as numbers.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use matinee_catalogue::Film;
use rayon::prelude::*;

use crate::tokens::Analyzer;

/// The number of a folded word, in the order of first occurrence.
pub(crate) type WordId = u32;
/// The number of a stem, or of the word itself if words are not stemmed.
pub(crate) type StemId = u32;

/// All different words of a catalogue.
pub(crate) struct Lexicon {
    words: Vec<String>,
    stems: Vec<String>,
    /// By word.
    stem_of: Vec<StemId>,
    /// By word: the term of the word typed without accents, where it is another than its stem. Empty in English, which
    /// is folded before it is stemmed.
    without_accents: Vec<Option<String>>,
}

impl Lexicon {
    fn new(words: Vec<String>, analyzer: Analyzer) -> Self {
        let of_word: Vec<String> = words.par_iter().map(|word| analyzer.term(word)).collect();
        let without_accents = if analyzer.is_english() {
            Vec::new()
        } else {
            let other = |(word, term): (&String, &String)| {
                Some(analyzer.term_without_accents(word)).filter(|without_accents| without_accents != term)
            };
            words.par_iter().zip(&of_word).map(other).collect()
        };
        let mut stems = Numbered::default();
        let stem_of = of_word.into_iter().map(|stem| stems.number(stem)).collect();
        Self { words, stems: stems.texts, stem_of, without_accents }
    }

    /// The number of different words.
    pub(crate) fn words(&self) -> usize {
        self.words.len()
    }

    /// The number of different stems.
    pub(crate) fn stems(&self) -> usize {
        self.stems.len()
    }

    pub(crate) fn word(&self, word: WordId) -> &str {
        &self.words[word as usize]
    }

    pub(crate) fn stem(&self, stem: StemId) -> &str {
        &self.stems[stem as usize]
    }

    pub(crate) fn stem_of(&self, word: WordId) -> StemId {
        self.stem_of[word as usize]
    }

    /// The terms by which a word is found in a search.
    pub(crate) fn searched(&self, word: WordId) -> impl Iterator<Item = &str> {
        let without_accents = self.without_accents.get(word as usize).and_then(Option::as_deref);
        std::iter::once(self.stem(self.stem_of(word))).chain(without_accents)
    }
}

/// Different texts, numbered in the order of first occurrence.
#[derive(Default)]
struct Numbered {
    texts: Vec<String>,
    numbers: HashMap<String, u32, RandomState>,
}

impl Numbered {
    fn number(&mut self, text: String) -> u32 {
        *self.numbers.entry(text).or_insert_with_key(|text| {
            self.texts.push(text.clone());
            self.texts.len() as u32 - 1
        })
    }
}

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrence(u32);

impl Occurrence {
    fn new(word: WordId, joined: bool) -> Self {
        Self(word << 1 | u32::from(joined))
    }

    pub(crate) fn word(self) -> WordId {
        self.0 >> 1
    }

    /// Whether it continues the phrase of the word before it.
    pub(crate) fn joined(self) -> bool {
        self.0 & 1 == 1
    }
}

/// The words of a film's synopsis, plot, keywords and themes, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Story {
    words: Vec<Occurrence>,
    synopsis_end: usize,
    plot_end: usize,
    keywords_end: usize,
}

impl Story {
    /// Those that are terms of the story: all but the themes', which are terms of their own.
    pub(crate) fn words(&self) -> &[Occurrence] {
        &self.words[..self.keywords_end]
    }

    /// Those that are indexed for search: of the synopsis, or of the plot if there is no synopsis, of the
    /// keywords and of the themes.
    pub(crate) fn indexed(&self) -> impl Iterator<Item = Occurrence> {
        let text = if self.synopsis_end > 0 { 0..self.synopsis_end } else { 0..self.plot_end };
        self.words[text].iter().chain(&self.words[self.plot_end..]).copied()
    }
}

/// Reads the texts of all films. The same films give the same numbers, with any number of threads: words are numbered
/// in the order of first occurrence.
pub(crate) fn read(films: &[Film], analyzer: Analyzer) -> (Lexicon, Vec<Story>) {
    // Each part numbers its own words; they are renumbered together afterwards. With a few more parts than threads, all
    // threads stay busy.
    let part = films.len().div_ceil(rayon::current_num_threads() * 3).max(1);
    let parts: Vec<(Vec<String>, Vec<Story>)> =
        films.par_chunks(part).map(|films| read_part(films, analyzer)).collect();
    let mut words = Numbered::default();
    let mut number = |word: String| words.number(word);
    let parts: Vec<(Vec<WordId>, Vec<Story>)> =
        parts.into_iter().map(|(own, stories)| (own.into_iter().map(&mut number).collect(), stories)).collect();
    let renumbered = |(numbers, mut stories): (Vec<WordId>, Vec<Story>)| {
        for occurrence in stories.iter_mut().flat_map(|story| &mut story.words) {
            *occurrence = Occurrence::new(numbers[occurrence.word() as usize], occurrence.joined());
        }
        stories
    };
    let (lexicon, stories) = rayon::join(
        || Lexicon::new(words.texts, analyzer),
        || parts.into_par_iter().map(renumbered).flatten_iter().collect(),
    );
    (lexicon, stories)
}

fn read_part(films: &[Film], analyzer: Analyzer) -> (Vec<String>, Vec<Story>) {
    let mut reader = StoryReader { analyzer, written: HashMap::default(), words: Numbered::default() };
    let stories = films.iter().map(|film| reader.story(film)).collect();
    (reader.words.texts, stories)
}

/// The parts of the names of a film's cast and crew. In its texts they are no words of the story: a film would be like
/// others for who plays in it twice.
struct OwnNames<'a>(Vec<&'a str>);

impl<'a> OwnNames<'a> {
    /// Initials and particles are left in, because they are words too ("Van", "de").
    const MIN_BYTES: usize = 4;

    fn of(film: &'a Film) -> Self {
        let people = film.directors.iter().chain(&film.writers).chain(&film.cast);
        Self(people.flat_map(|name| name.split(' ')).filter(|part| part.len() >= Self::MIN_BYTES).collect())
    }

    /// Whether a word is a part of a name, as it is written there: "Grace" may be, "grace" is not.
    fn have(&self, written: &str) -> bool {
        let word = written.strip_suffix("'s").or_else(|| written.strip_suffix("’s")).unwrap_or(written);
        word.starts_with(char::is_uppercase) && self.0.contains(&word)
    }
}

struct StoryReader<'a> {
    analyzer: Analyzer,
    /// The number of a word as it is written; `None` if it is no content word.
    written: HashMap<&'a str, Option<WordId>, RandomState>,
    words: Numbered,
}

impl<'a> StoryReader<'a> {
    fn story(&mut self, film: &'a Film) -> Story {
        let mut words = Vec::with_capacity((film.synopsis.len() + film.plot.len()) / 10);
        let names = OwnNames::of(film);
        self.read(&film.synopsis, &names, &mut words);
        let synopsis_end = words.len();
        self.read(&film.plot, &names, &mut words);
        let plot_end = words.len();
        for keyword in &film.keywords {
            self.read(keyword, &names, &mut words);
        }
        let keywords_end = words.len();
        for theme in &film.themes {
            self.read(theme, &names, &mut words);
        }
        Story { words, synopsis_end, plot_end, keywords_end }
    }

    fn read(&mut self, text: &'a str, names: &OwnNames, words: &mut Vec<Occurrence>) {
        let analyzer = self.analyzer;
        let read = |written| if names.have(written) { None } else { self.number(written) };
        analyzer.content_words(text, read, |word, joined| words.push(Occurrence::new(word, joined)));
    }

    fn number(&mut self, written: &'a str) -> Option<WordId> {
        if let Some(&number) = self.written.get(written) {
            return number;
        }
        let number = self.analyzer.word(written).map(|word| self.words.number(word));
        self.written.insert(written, number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{TextLanguage, Token};
    use matinee_catalogue::Year;
    use proptest::prelude::*;

    fn film(synopsis: &str, plot: &str, keywords: &[String]) -> Film {
        let mut film = Film::new("Untitled", Year::new(1950).unwrap());
        film.synopsis = synopsis.to_owned();
        film.plot = plot.to_owned();
        film.keywords = keywords.to_vec();
        film
    }

    proptest! {
        #[test]
        fn a_story_is_the_tokens_of_its_texts(
            texts in proptest::collection::vec(("[a-cé',. ]{0,40}", "\\PC{0,40}", proptest::collection::vec("[a-c ]{0,9}", 0..3)), 1..20),
            stemming: bool,
            language in proptest::sample::select(&TextLanguage::ALL[..]),
        ) {
            let analyzer = Analyzer::new(language, stemming);
            let films: Vec<Film> = texts.iter().map(|(synopsis, plot, keywords)| film(synopsis, plot, keywords)).collect();
            let (lexicon, stories) = read(&films, analyzer);
            let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
            prop_assert_eq!(&one_thread.install(|| read(&films, analyzer)).1, &stories);
            for (film, story) in films.iter().zip(&stories) {
                let texts = [&film.synopsis, &film.plot].into_iter().chain(&film.keywords);
                let wanted: Vec<_> = texts.flat_map(|text| analyzer.tokens(text)).collect();
                let got = story.words().iter().map(|&at| Token {
                    term: lexicon.stem(lexicon.stem_of(at.word())).to_owned(),
                    surface: lexicon.word(at.word()).to_owned(),
                    joined: at.joined(),
                });
                prop_assert_eq!(got.collect::<Vec<_>>(), wanted);
            }
        }
    }

    #[test]
    fn names_of_the_cast_and_crew_are_no_words_of_the_story() {
        let mut film = film("Grace (Ada Lund) and Lund's husband find grace. Directed by Van Dahl.", "", &[]);
        film.cast = vec!["Ada Lund".to_owned(), "Grace Kahn".to_owned()];
        film.directors = vec!["Van Dahl".to_owned()];
        let (lexicon, stories) = read(&[film], Analyzer::new(TextLanguage::English, true));
        let words: Vec<&str> = stories[0].words().iter().map(|at| lexicon.word(at.word())).collect();
        assert_eq!(words, ["ada", "husband", "grace", "van"]);
    }

    #[test]
    fn a_synopsis_is_indexed_rather_than_a_plot() {
        let films =
            [film("heist", "murder, trial", &["train".to_owned()]), film("", "murder, trial", &["train".to_owned()])];
        let (lexicon, stories) = read(&films, Analyzer::new(TextLanguage::English, true));
        let indexed = |story: &Story| story.indexed().map(|at| lexicon.word(at.word())).collect::<Vec<_>>().join(" ");
        assert_eq!(
            (indexed(&stories[0]), indexed(&stories[1])),
            ("heist train".to_owned(), "murder trial train".to_owned())
        );
    }
}
