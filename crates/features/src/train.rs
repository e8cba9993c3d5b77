//! Training: from films and their words to vectors.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use matinee_catalogue::{Film, TitleIndex};
use rayon::prelude::*;

use crate::background::background;
use crate::count::{FilmTerms, Key, KeyMap, film_terms, occurrences};
use crate::model::TrainError;
use crate::prior::prior;
use crate::time::Times;
use crate::vocabulary::{Term, Vocabulary, idf};
use crate::word_terms::{self, ByCode, Code, WordTerm};
use crate::words::{Lexicon, Story};
use crate::{Csr, Field, Params, TermId, store};

/// What is learnt of films, beside the index to search them by.
pub(crate) struct Learnt {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) matrix: Csr,
    pub(crate) prior: Vec<f32>,
    pub(crate) titles: TitleIndex,
    pub(crate) background: Vec<u32>,
    pub(crate) version: String,
}

/// The terms of one film.
struct Counted {
    words: Vec<Code>,
    others: FilmTerms,
}

pub(crate) fn learn(
    films: &[Film],
    lexicon: &Lexicon,
    stories: &[Story],
    params: &Params,
) -> Result<Learnt, TrainError> {
    let ((vocabulary, matrix), (prior, titles)) =
        rayon::join(|| vectors(films, lexicon, stories, params), || (prior(films), TitleIndex::new(films)));
    if matrix.entries() == 0 {
        return Err(TrainError::NothingShared(films.len()));
    }
    let background = background(&matrix, &prior, params.background);
    let version = store::fingerprint(params, films, &vocabulary, &matrix, &prior, &background);
    Ok(Learnt { vocabulary, matrix, prior, titles, background, version })
}

fn vectors(films: &[Film], lexicon: &Lexicon, stories: &[Story], params: &Params) -> (Vocabulary, Csr) {
    let count = |(film, story)| Counted { words: word_terms::codes(story, lexicon), others: film_terms(film, params) };
    let counted: Vec<Counted> = films.par_iter().zip(stories).map(count).collect();
    let (kept_words, kept_others) = rayon::join(
        || word_terms::choose(stories, counted.iter().map(|film| &film.words[..]), lexicon, params),
        || choose_others(films, &counted, params),
    );
    let of_word =
        |term: &WordTerm| Term { field: Field::Words, text: term.text.clone(), films: term.films, key: term.key };
    let times = Times::of(films);
    let vocabulary = Vocabulary::new(kept_words.iter().map(of_word).chain(kept_others).chain(times.kept()).collect());
    let column = |term: &WordTerm| vocabulary.column(term.key).map(|column| (term.code, column));
    let columns = ByCode::new(lexicon, kept_words.iter().filter_map(column));
    let mut by_year = times.entries(&vocabulary);
    for entries in by_year.values_mut() {
        scale_to(entries, params.weights.time);
        entries.sort_unstable_by_key(|&(column, _)| column);
    }
    let of_film = |(counted, film): (Counted, &Film)| {
        row(&counted, &by_year[&film.year], &columns, &vocabulary, films.len(), params)
    };
    let mut rows: Vec<_> = counted.into_par_iter().zip(films).map(of_film).collect();
    even_out_words(&mut rows, vocabulary.columns_of(Field::Words).end, params);
    let matrix = Csr::from_rows(rows, vocabulary.len() as u32).expect("rows are made in order of column");
    (vocabulary, matrix)
}

/// Which terms beside words are kept, and how they are written: those that stand in two films at least. What stands in one film only
/// brings it no nearer to any other.
fn choose_others<'a>(films: &'a [Film], counted: &[Counted], params: &Params) -> Vec<Term> {
    let mut keys: Vec<(Field, Key)> = Vec::new();
    for film in counted {
        let of_field = |&field: &Field| film.others[field.index()].iter().map(move |&(key, _)| (field, key));
        keys.extend(Field::ALL.iter().flat_map(of_field));
    }
    keys.par_sort_unstable();
    let kept = keys.chunk_by(|a, b| a == b).filter(|same| same.len() >= 2);
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
    // The form met most often comes first; of equals the first in the alphabet.
    forms.sort_unstable_by(|((a, form), n), ((b, other), m)| (a, m, form).cmp(&(b, n, other)));
    forms.dedup_by_key(|((place, _), _)| *place);
    for ((place, form), _) in forms {
        terms[place as usize].text = form.into_owned();
    }
    terms
}

/// A film's row: tf-idf by field, each brought to the length of its weight but for the words, whose lengths are pivoted out when all are
/// known. When a film came out, whose columns stand last, is no rarity: `time` is without idf, and the same for all films of a year.
fn row(
    counted: &Counted,
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

/// Scales the words of all films, the columns below `end`: a film whose words have length `l` where the mean is `m` gets words of
/// length `(l / m)^(1 - pivot_slope)` times their weight.
fn even_out_words(rows: &mut [Vec<(u32, f32)>], end: usize, params: &Params) {
    let words = |row: &[(u32, f32)]| row.partition_point(|&(column, _)| (column as usize) < end);
    let lengths: Vec<f64> = rows.iter().map(|row| length(&row[..words(row)])).collect();
    let told = lengths.iter().filter(|&&length| length > 0.0);
    let mean = told.clone().sum::<f64>() / told.count().max(1) as f64;
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
