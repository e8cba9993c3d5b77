//! Training: from films and their texts to vectors.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use matinee_catalogue::{Catalogue, Film, TitleIndex};
use rayon::prelude::*;

use crate::background::background;
use crate::count::{FilmTerms, Key, KeyMap, film_terms, occurrences};
use crate::detect::text_language;
use crate::field::Field;
use crate::format;
use crate::matrix::Csr;
use crate::model::{Model, ModelParts};
use crate::params::{MIN_FILMS_OF_TERM, Params};
use crate::prior::prior;
use crate::search::SearchIndex;
use crate::time::TimeTerms;
use crate::vocabulary::{Term, TermId, Vocabulary, idf};
use crate::word_terms::{self, ByCode, Code, WordTerm};
use crate::words::{self, Lexicon, Story};

/// Why a catalogue cannot be trained on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrainError {
    /// No film shares any term with another.
    #[error("nothing to learn from: no two of the {0} films share a word, a person or a genre")]
    NothingShared(usize),
}

impl Model {
    /// Trains a model on a catalogue. The same films and parameters give the same model, with any number of threads.
    /// The language of the texts is detected unless the parameters name it.
    ///
    /// # Errors
    /// No two films share a term.
    pub fn train(films: Catalogue, params: &Params) -> Result<Self, TrainError> {
        let language = params.language.unwrap_or_else(|| text_language(films.films()));
        let params = &Params { language: Some(language), ..params.clone() };
        let analyzer = params.analyzer();
        let (lexicon, stories) = words::read(films.films(), analyzer);
        // tantivy builds the index on one thread; everything else is computed meanwhile.
        let (search, parts) = rayon::join(
            || SearchIndex::build(films.films(), &lexicon, &stories, analyzer),
            || parts(films.films(), &lexicon, &stories, params),
        );
        Ok(Self::new(films, params.clone(), parts?, search))
    }
}

fn parts(films: &[Film], lexicon: &Lexicon, stories: &[Story], params: &Params) -> Result<ModelParts, TrainError> {
    let ((vocabulary, matrix), (prior, titles)) =
        rayon::join(|| vectors(films, lexicon, stories, params), || (prior(films), TitleIndex::new(films)));
    if matrix.entries() == 0 {
        return Err(TrainError::NothingShared(films.len()));
    }
    let background = background(&matrix, &prior, params.background);
    let version = format::version_of(params, films, &vocabulary, &matrix, &prior, &background);
    Ok(ModelParts { vocabulary, matrix, prior, titles, background, version })
}

/// The terms of one film.
struct CountedTerms {
    words: Vec<Code>,
    others: FilmTerms,
}

fn vectors(films: &[Film], lexicon: &Lexicon, stories: &[Story], params: &Params) -> (Vocabulary, Csr) {
    let count =
        |(film, story)| CountedTerms { words: word_terms::codes(story, lexicon), others: film_terms(film, params) };
    let counted: Vec<CountedTerms> = films.par_iter().zip(stories).map(count).collect();
    let (kept_words, kept_others) = rayon::join(
        || word_terms::choose(stories, counted.iter().map(|film| &film.words[..]), lexicon, params),
        || choose_others(films, &counted, params),
    );
    let of_word =
        |term: &WordTerm| Term { field: Field::Words, text: term.text.clone(), films: term.films, key: term.key };
    let times = TimeTerms::of(films);
    let vocabulary = Vocabulary::new(kept_words.iter().map(of_word).chain(kept_others).chain(times.kept()).collect());
    let column = |term: &WordTerm| vocabulary.column(term.key).map(|column| (term.code, column));
    let columns = ByCode::new(lexicon, kept_words.iter().filter_map(column));
    let mut by_year = times.entries(&vocabulary);
    for entries in by_year.values_mut() {
        scale_to(entries, params.weights.time);
        entries.sort_unstable_by_key(|&(column, _)| column);
    }
    let of_film = |(counted, film): (CountedTerms, &Film)| {
        row(&counted, &by_year[&film.year], &columns, &vocabulary, films.len(), params)
    };
    let mut rows: Vec<_> = counted.into_par_iter().zip(films).map(of_film).collect();
    pivot_words(&mut rows, vocabulary.columns_of(Field::Words).end, params);
    let matrix = Csr::from_rows(rows, vocabulary.len() as u32).expect("rows are made in order of column");
    (vocabulary, matrix)
}

/// The terms other than words that are kept, each as people write it: those in at least [`MIN_FILMS_OF_TERM`] films.
fn choose_others<'a>(films: &'a [Film], counted: &[CountedTerms], params: &Params) -> Vec<Term> {
    let mut keys: Vec<(Field, Key)> = Vec::new();
    for film in counted {
        let of_field = |&field: &Field| film.others[field.index()].iter().map(move |&(key, _)| (field, key));
        keys.extend(Field::ALL.iter().flat_map(of_field));
    }
    keys.par_sort_unstable();
    let kept = keys.chunk_by(|a, b| a == b).filter(|same| same.len() >= MIN_FILMS_OF_TERM as usize);
    let mut terms: Vec<Term> = kept
        .map(|same| Term { field: same[0].0, text: String::new(), films: same.len() as u32, key: same[0].1 })
        .collect();
    let places: KeyMap<u32> = terms.iter().zip(0..).map(|(term, place)| (term.key, place)).collect();
    let of_chunk = |chunk: &'a [Film]| {
        let mut forms: HashMap<(u32, Cow<'a, str>), u32, RandomState> = HashMap::default();
        for film in chunk {
            occurrences(film, params, |_, key, form, _| {
                if let Some(&place) = places.get(&key) {
                    *forms.entry((place, form)).or_default() += 1;
                }
            });
        }
        forms
    };
    let together = |mut all: HashMap<_, u32, _>, more: HashMap<_, u32, _>| {
        for (form, times) in more {
            *all.entry(form).or_default() += times;
        }
        all
    };
    let forms = films.par_chunks(4096).map(of_chunk).reduce(HashMap::default, together);
    let mut forms: Vec<_> = forms.into_iter().collect();
    // Each term is written in its commonest form; of equally common ones, in the first of the alphabet.
    forms.sort_unstable_by(|((a, form), n), ((b, other), m)| (a, m, form).cmp(&(b, n, other)));
    forms.dedup_by_key(|((place, _), _)| *place);
    for ((place, form), _) in forms {
        terms[place as usize].text = form.into_owned();
    }
    terms
}

/// A film's row: tf-idf by field, each field scaled to its weight. Words are scaled later, when the lengths of all
/// films are known ([`pivot_words`]). `time`, the last columns, has no idf and is the same for all films of a year: how
/// many other films came out then does not make a year weigh more or less.
fn row(
    counted: &CountedTerms,
    time: &[(TermId, f32)],
    columns: &ByCode,
    vocabulary: &Vocabulary,
    films: usize,
    params: &Params,
) -> Vec<(TermId, f32)> {
    let weighted = |(column, tf): (TermId, f32)| (column, tf * idf(films, vocabulary.term(column).films));
    let mut row: Vec<(TermId, f32)> = word_terms::entries(&counted.words, columns).map(weighted).collect();
    row.sort_unstable_by_key(|&(column, _)| column);
    for (field, entries) in Field::ALL.into_iter().zip(&counted.others) {
        let start = row.len();
        let of_key = |&(key, tf): &(Key, f32)| Some(weighted((vocabulary.column(key)?, tf)));
        row.extend(entries.iter().filter_map(of_key));
        scale_to(&mut row[start..], params.weights.of(field));
        row[start..].sort_unstable_by_key(|&(column, _)| column);
    }
    row.extend(time);
    row.retain(|&(_, value)| value != 0.0);
    row
}

/// Scales the words of all films, the columns below `end`: words of length `l`, where the mean is `m`, get the length
/// `(l / m)^(1 - pivot_slope)` times the weight of words (see [`Params::pivot_slope`]).
fn pivot_words(rows: &mut [Vec<(u32, f32)>], end: usize, params: &Params) {
    let words = |row: &[(u32, f32)]| row.partition_point(|&(column, _)| (column as usize) < end);
    let lengths: Vec<f64> = rows.iter().map(|row| length(&row[..words(row)])).collect();
    let known = lengths.iter().filter(|&&length| length > 0.0);
    let mean = known.clone().sum::<f64>() / known.count().max(1) as f64;
    for (row, length) in rows.iter_mut().zip(lengths) {
        let end = words(row);
        let pivoted = (length / mean).powf(1.0 - f64::from(params.pivot_slope));
        scale_to(&mut row[..end], params.weights.words * pivoted as f32);
    }
}

fn length(entries: &[(u32, f32)]) -> f64 {
    entries.iter().map(|&(_, v)| f64::from(v).powi(2)).sum::<f64>().sqrt()
}

fn scale_to(entries: &mut [(u32, f32)], wanted: f32) {
    let length = length(entries);
    if length > 0.0 {
        let scale = (f64::from(wanted) / length) as f32;
        for (_, value) in entries {
            *value *= scale;
        }
    }
}
