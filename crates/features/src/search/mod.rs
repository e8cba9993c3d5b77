//! Finding films by what people type: titles, original titles, people, then words of the story.
//!
//! The index is a tantivy index of one segment, in which a film's document number is its row. Accents and case do not
//! count, long words may be misspelt, and the beginning of a word finds the word.

mod marks;
mod pack;
mod query;
mod schema;
mod words;

use std::sync::Arc;

use matinee_catalogue::Film;
use matinee_catalogue::fold::title_key;
use rayon::prelude::*;
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::{DocId, Index, IndexBuilder, Searcher, SegmentReader, TantivyDocument};

pub use marks::{Marks, has_some_word, is_in_title, is_named, matched, other_title_found, shares_words};

use schema::{IndexedFilm, SearchFields, schema, tokenizers};
use words::QueryWord;

use crate::matrix::Row;
use crate::tokens::Analyzer;
use crate::words::{Lexicon, Story};

/// Longer queries are cut: no title is longer. In characters.
const MAX_QUERY_CHARS: usize = 200;
/// For how many of the best matches by words the whole title is compared with the query.
const COMPARED: usize = 200;
/// The share of its score that the least known film keeps; the best known keeps all of it.
const LEAST_FAME: f32 = 0.55;
/// Films that score less than this share of the best are not shown: they have too little of what was typed.
const MIN_SHARE: f32 = 0.4;
/// The same where one short word was typed, which may not be misspelt: the beginning of a name is enough then.
const MIN_SHARE_BEGUN: f32 = 0.3;
/// The memory tantivy may use for building an index, in bytes; it takes what it needs.
const MAX_BUILD_BYTES: usize = 64 << 20;

/// An index of one model's films.
pub struct SearchIndex {
    searcher: Searcher,
    fields: SearchFields,
    files: RamDirectory,
    /// What cut the texts, and cuts queries.
    analyzer: Analyzer,
}

impl std::fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SearchIndex").field("films", &self.searcher.num_docs()).finish_non_exhaustive()
    }
}

impl SearchIndex {
    /// Indexes films, in memory. The same films give the same index, byte for byte.
    pub(crate) fn build(films: &[Film], lexicon: &Lexicon, stories: &[Story], analyzer: Analyzer) -> Self {
        let (schema, fields) = schema();
        let files = RamDirectory::create();
        let mut writer = IndexBuilder::new()
            .schema(schema)
            .tokenizers(tokenizers())
            .single_segment_index_writer::<TantivyDocument>(files.clone(), MAX_BUILD_BYTES)
            .expect("an index can be created in memory");
        // Folding is half of the work and runs in parallel; adding goes in the order of rows.
        for (films, stories) in films.chunks(4096).zip(stories.chunks(4096)) {
            let indexed = |(film, story)| IndexedFilm::new(film, story, lexicon, analyzer);
            let indexed: Vec<IndexedFilm> = films.par_iter().zip(stories).map(indexed).collect();
            for film in indexed {
                let mut document = TantivyDocument::new();
                document.add_text(fields.title, film.title);
                document.add_text(fields.people, film.people);
                document.add_text(fields.year, film.year);
                document.add_text(fields.story, film.story);
                writer.add_document(document).expect("memory takes any film");
            }
        }
        let index = writer.finalize().expect("an index can be finished in memory");
        Self::open(&index, files, analyzer).expect("an index just made can be read")
    }

    fn open(index: &Index, files: RamDirectory, analyzer: Analyzer) -> tantivy::Result<Self> {
        let (_, fields) = schema();
        Ok(Self { searcher: index.reader()?.searcher(), fields, files, analyzer })
    }

    /// The index as the bytes of one file.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        pack::pack(&self.files)
    }

    /// Reads what [`SearchIndex::to_bytes`] wrote for this many films, whose texts `analyzer` cut.
    pub(crate) fn from_bytes(bytes: &[u8], films: usize, analyzer: Analyzer) -> Result<Self, String> {
        let files = pack::unpack(bytes)?;
        let mut index = Index::open(files.clone()).map_err(|e| e.to_string())?;
        index.set_tokenizers(tokenizers());
        let opened = Self::open(&index, files, analyzer).map_err(|e| e.to_string())?;
        let indexed = opened.searcher.num_docs();
        if indexed != films as u64 || opened.searcher.segment_readers().len() > 1 {
            return Err(format!("it holds {indexed} films, not {films}"));
        }
        Ok(opened)
    }

    /// Everything that is indexed of a film.
    #[cfg(test)]
    pub(crate) fn indexed(film: &Film, story: &Story, lexicon: &Lexicon, analyzer: Analyzer) -> String {
        let IndexedFilm { title, people, year, story } = IndexedFilm::new(film, story, lexicon, analyzer);
        [title, people, year, story].join("\n")
    }

    /// The films that match `query`, the best match first, at most `limit`. Titles equal to the query come first, then
    /// titles that begin with it, then other matches; better-known films (`prior`, 0 to 1 by row) score higher.
    pub(crate) fn search(&self, films: &[Film], prior: &[f32], query: &str, limit: usize) -> Vec<Row> {
        let query: String = query.chars().take(MAX_QUERY_CHARS).collect();
        let words = words::words(&query, self.analyzer);
        if words.words.is_empty() || limit == 0 {
            return Vec::new();
        }
        // A collector must own what it uses; the copy takes some ten microseconds.
        let prior: Arc<[f32]> = prior.into();
        let collector = TopDocs::with_limit(COMPARED.max(limit)).tweak_score(move |_: &SegmentReader| {
            let prior = Arc::clone(&prior);
            move |row: DocId, score: f32| score * (LEAST_FAME + (1.0 - LEAST_FAME) * prior[row as usize])
        });
        let query_of_words = query::of_words(&words, self.fields);
        // The index was checked when it was loaded, so an error here is a bug: then rather find nothing than panic.
        let by_words = self.searcher.search(&query_of_words, &collector).unwrap_or_default();
        let key = title_key(&query);
        let mut found: Vec<(f32, Row)> = by_words
            .into_iter()
            .map(|(score, at)| (at.doc_id as Row, score))
            .map(|(row, score)| (score + whole_title(&films[row], &key), row))
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let is_begun = matches!(&words.words[..], [QueryWord::Word { folded, .. }] if query::misspellings(folded) == 0);
        let share = if is_begun { MIN_SHARE_BEGUN } else { MIN_SHARE };
        let most = words.words.len() as f32 * query::TITLE;
        let least = found.first().map_or(0.0, |&(best, _)| best.min(most) * share);
        found.into_iter().filter(|&(score, _)| score >= least).map(|(_, row)| row).take(limit).collect()
    }
}

/// What a film's score gains if its title is what was typed, which is more than all words together, or begins with it.
fn whole_title(film: &Film, key: &str) -> f32 {
    let class = |title: &str| {
        let title = title_key(title);
        if title == key {
            200.0
        } else if title.strip_prefix(key).is_some_and(|rest| rest.starts_with(' ')) {
            8.0
        } else if title.starts_with(key) {
            4.0
        } else {
            0.0
        }
    };
    if key.is_empty() { 0.0 } else { film.titles().map(class).fold(0.0, f32::max) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Model, Params, TextLanguage, words as lexicon};
    use matinee_catalogue::starter;
    use std::sync::LazyLock;

    const ENGLISH: Analyzer = Analyzer::new(TextLanguage::English, true);

    static STARTER: LazyLock<Model> = LazyLock::new(|| Model::train(starter::catalogue(), &Params::default()).unwrap());

    fn titles(query: &str) -> Vec<String> {
        STARTER.search(query, 10).into_iter().map(|row| STARTER.film(row).title.clone()).collect()
    }

    #[test]
    fn a_film_is_found_by_what_a_person_types() {
        for (query, title) in [
            ("amelie", "Amélie"),
            ("AMÉLIE", "Amélie"),
            ("shawshenk", "The Shawshank Redemption"),
            ("terminater 2", "Terminator 2: Judgment Day"),
            ("alien", "Alien"),
            ("aliens", "Aliens"),
            ("neighbourliness parable", "Honeyland"),
            ("godfather part ii", "The Godfather Part II"),
            ("godfather 2", "The Godfather Part II"),
            ("blade runer", "Blade Runner"),
            ("king kong 1933", "King Kong"),
            ("shichinin no samurai", "Seven Samurai"),
            ("2001", "2001: A Space Odyssey"),
            ("e.t.", "E.T. the Extra-Terrestrial"),
        ] {
            assert_eq!(titles(query).first().map(String::as_str), Some(title), "{query}: {:?}", titles(query));
        }
    }

    #[test]
    fn people_and_words_of_the_story_are_found_too() {
        let director = |query: &str| {
            let rows = STARTER.search(query, 5);
            assert_eq!(rows.len(), 5, "{query}");
            rows.iter().all(|&row| STARTER.film(row).directors.iter().any(|d| d.starts_with("Hayao Miyazaki")))
        };
        assert!(director("miyazaki") && director("hayao miazaki"), "{:?}", titles("hayao miazaki"));
        let heists = STARTER.search("heist gone wrong", 5);
        let heist = |row: &Row| {
            let film = STARTER.film(*row);
            let words = film.themes.iter().chain(&film.keywords);
            words.into_iter().any(|word| word.contains("heist") || word.contains("robbery"))
                || film.synopsis.contains("heist")
        };
        assert!(
            heists.len() == 5 && heists.iter().filter(|row| heist(row)).count() >= 3,
            "{:?}",
            titles("heist gone wrong")
        );
    }

    #[test]
    fn a_search_that_says_nothing_finds_nothing() {
        for query in ["", "   ", "???", "\u{0}\u{1b}", "zzzzzzzz", "\u{202e}"] {
            assert!(titles(query).is_empty(), "{query:?}: {:?}", titles(query));
        }
        assert!(STARTER.search("alien", 0).is_empty());
        assert!(STARTER.search(&"a ".repeat(100_000), 10).len() <= 10);
    }

    #[test]
    fn two_indexes_of_the_same_films_are_the_same_bytes_and_read_back() {
        let films = starter::catalogue();
        let [one, two] = [(); 2].map(|()| {
            let (lexicon, stories) = lexicon::read(films.films(), ENGLISH);
            SearchIndex::build(films.films(), &lexicon, &stories, ENGLISH).to_bytes()
        });
        assert!(one == two);
        let read = SearchIndex::from_bytes(&one, films.len(), ENGLISH).unwrap();
        assert_eq!(read.search(films.films(), STARTER.prior(), "alien", 5), STARTER.search("alien", 5));
        assert!(SearchIndex::from_bytes(&one, 7, ENGLISH).unwrap_err().contains("not 7"));
        assert!(SearchIndex::from_bytes(&one[..one.len() / 2], films.len(), ENGLISH).is_err());
    }
}
