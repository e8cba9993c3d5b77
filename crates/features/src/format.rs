//! The layout of a model's files: what [`store`](crate::store) writes and reads.
//!
//! | file | contents |
//! | --- | --- |
//! | `movies.jsonl.zst` | the films, by row: a catalogue file like any other |
//! | `vocabulary.bin` | the [`Term`]s, by column, serialised by postcard |
//! | `matrix.bin` | `MATINEE1`; rows, columns and entries as u64; then the row starts (u64), columns (u32) and values (f32); all little-endian |
//! | `ranking.bin` | the prior (an f32 per row) and the background rows, serialised by postcard |
//! | `search.bin` | the search index: the files of a tantivy index, packed as `search/pack.rs` says |
//! | `map.bin` | each film's place on the map, and the map's regions, serialised by postcard; only if the map was computed before saving |
//! | `manifest.json` | format, version, parameters, counts, the SHA-256 of each file, and its own |
//!
//! The same films and parameters give the same bytes in every file.

use std::collections::BTreeMap;
use std::io::{self, Write};

use matinee_catalogue::Film;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::matrix::Csr;
use crate::params::Params;
use crate::vocabulary::{Term, Vocabulary};

#[cfg(target_endian = "big")]
compile_error!("model files are little-endian and read in place");

/// The number of the format. Raise it when the layout of a file changes, or the terms that a text gives (stop words,
/// spellings, tokenizer): an older model is then refused instead of misread.
pub const FORMAT: u32 = 7;
/// The file of a model that is written last.
pub const MANIFEST: &str = "manifest.json";
pub(crate) const FILMS: &str = "movies.jsonl.zst";
pub(crate) const VOCABULARY: &str = "vocabulary.bin";
pub(crate) const MATRIX: &str = "matrix.bin";
pub(crate) const RANKING: &str = "ranking.bin";
pub(crate) const SEARCH: &str = "search.bin";
pub(crate) const MAP: &str = "map.bin";
const MAGIC: &[u8; 8] = b"MATINEE1";

/// What `manifest.json` says of a version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// See [`FORMAT`].
    pub format: u32,
    /// The model's version.
    pub version: String,
    /// The release of Matinee that trained it.
    pub matinee: String,
    /// The parameters it was trained with.
    pub params: Params,
    /// Number of films.
    pub films: usize,
    /// Number of terms.
    pub terms: usize,
    /// Number of entries of the matrix.
    pub entries: usize,
    /// Each file's length and digest.
    pub files: BTreeMap<String, FileDigest>,
    /// SHA-256 of this manifest with an empty checksum, 64 hexadecimal digits.
    pub checksum: String,
}

impl Manifest {
    /// The bytes of its file.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec_pretty(self).expect("a manifest is plain data");
        text.push(b'\n');
        text
    }

    pub(crate) fn own_checksum(&self) -> String {
        let without = Self { checksum: String::new(), ..self.clone() };
        hex::encode(Sha256::digest(without.to_bytes()))
    }
}

/// A file's length and SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

impl FileDigest {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut digester = FileDigester::default();
        digester.update(bytes);
        digester.finish()
    }
}

/// Makes the digest of a file whose bytes come piece by piece.
#[derive(Debug, Clone, Default)]
pub struct FileDigester {
    hash: Sha256,
    bytes: u64,
}

impl FileDigester {
    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// How many bytes came so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The digest of all that came.
    pub fn finish(self) -> FileDigest {
        FileDigest { bytes: self.bytes, sha256: hex::encode(self.hash.finalize()) }
    }
}

/// Never fails.
impl Write for FileDigester {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The contents of `ranking.bin`.
#[derive(Serialize, Deserialize)]
pub(crate) struct Ranking {
    pub(crate) prior: Vec<f32>,
    pub(crate) background: Vec<u32>,
}

/// A model's version: the first twelve digits of the digest of everything in it.
pub(crate) fn version_of(
    params: &Params,
    films: &[Film],
    vocabulary: &Vocabulary,
    matrix: &Csr,
    prior: &[f32],
    background: &[u32],
) -> String {
    let mut hash = Sha256::new();
    hash.update(FORMAT.to_le_bytes());
    hash.update(serde_json::to_vec(params).expect("parameters are plain data"));
    for films in films.chunks(1024) {
        let films: Vec<Vec<u8>> =
            films.par_iter().map(|film| serde_json::to_vec(film).expect("films are plain data")).collect();
        for film in films {
            hash.update(film);
        }
    }
    hash.update(vocabulary_bytes(vocabulary));
    hash.update(matrix_bytes(matrix));
    hash.update(ranking_bytes(prior, background));
    hex::encode(hash.finalize())[..12].to_owned()
}

pub(crate) fn vocabulary_bytes(vocabulary: &Vocabulary) -> Vec<u8> {
    postcard::to_stdvec(vocabulary.terms()).expect("terms are plain data")
}

pub(crate) fn vocabulary_from(bytes: &[u8]) -> Result<Vocabulary, String> {
    let terms: Vec<Term> = postcard::from_bytes(bytes).map_err(|e| e.to_string())?;
    Ok(Vocabulary::new(terms))
}

pub(crate) fn ranking_bytes(prior: &[f32], background: &[u32]) -> Vec<u8> {
    let ranking = Ranking { prior: prior.to_vec(), background: background.to_vec() };
    postcard::to_stdvec(&ranking).expect("numbers are plain data")
}

pub(crate) fn ranking_from(bytes: &[u8]) -> Result<Ranking, String> {
    postcard::from_bytes(bytes).map_err(|e| e.to_string())
}

pub(crate) fn matrix_bytes(matrix: &Csr) -> Vec<u8> {
    let (starts, columns, values) = matrix.parts();
    let mut bytes = Vec::with_capacity(32 + starts.len() * 8 + columns.len() * 8);
    bytes.extend_from_slice(MAGIC);
    for number in [matrix.rows(), matrix.width(), matrix.entries()] {
        bytes.extend_from_slice(&(number as u64).to_le_bytes());
    }
    bytes.extend_from_slice(bytemuck::cast_slice(starts));
    bytes.extend_from_slice(bytemuck::cast_slice(columns));
    bytes.extend_from_slice(bytemuck::cast_slice(values));
    bytes
}

pub(crate) fn matrix_from(bytes: &[u8]) -> Result<Csr, String> {
    let short = || "it is too short".to_owned();
    let head = bytes.get(..32).ok_or_else(short)?;
    if &head[..8] != MAGIC {
        return Err("it does not begin as a matrix".to_owned());
    }
    let number = |i: usize| u64::from_le_bytes(head[i..i + 8].try_into().expect("eight bytes")) as usize;
    let (rows, width, entries) = (number(8), number(16), number(24));
    let after_starts =
        rows.checked_add(1).and_then(|n| n.checked_mul(8)).and_then(|n| n.checked_add(32)).ok_or_else(short)?;
    let after_columns = entries.checked_mul(4).and_then(|n| n.checked_add(after_starts)).ok_or_else(short)?;
    let starts = bytes.get(32..after_starts).ok_or_else(short)?;
    let columns = bytes.get(after_starts..after_columns).ok_or_else(short)?;
    let values = &bytes[after_columns..];
    let width = u32::try_from(width).map_err(|_| "it is too wide".to_owned())?;
    if values.len() != entries * 4 {
        return Err(short());
    }
    Csr::from_parts(
        bytemuck::pod_collect_to_vec(starts),
        bytemuck::pod_collect_to_vec(columns),
        bytemuck::pod_collect_to_vec(values),
        width,
    )
    .map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{FilmMap, MapPlace, Region};
    use crate::search::SearchIndex;
    use crate::{Analyzer, Field, TextLanguage, words};
    use matinee_catalogue::Year;
    use serde_json::Value;

    /// The format that the fingerprints below are of.
    const FINGERPRINTED: u32 = 7;
    /// What a model of this format is made of, each part as the first twelve digits of its SHA-256.
    const FINGERPRINTS: [(&str, &str); 9] = [
        ("stop_words", "8c00f41f2c52"),
        ("spellings.txt", "aeaf03a9ea09"),
        ("the terms of a text", "ef4a675adfee"),
        ("what is indexed for search", "f13c0064258c"),
        ("vocabulary.bin", "c65418dafa07"),
        ("matrix.bin", "a86a485ed3e2"),
        ("ranking.bin", "9400ee332aa2"),
        ("map.bin", "07bf98cbddc3"),
        ("manifest.json", "5e1212050da3"),
    ];

    /// Every rule of the tokenizer has a word here; [`FOREIGN`] has those of other languages.
    const TEXT: &str = "Zoë doesn't LOVE the détective's neighbours; 20th-century spies, 1984. “Theatres” greying: \
                        haunted houses (murdered) – 七人の侍, Ångström co\u{308}operates, x-ray witches' heroes!";

    const FOREIGN: &str = "L’amour d'une poétesse « évadée » ; der Mörder, Тайный ребёнок, żona, 名探偵がFBIとロボットを追う。\
                           年轻的侦探，ผีและตำรวจ";

    fn film() -> Film {
        let mut film = Film::new("The Café, Part II", Year::new(1987).unwrap());
        film.original_title = Some("Kahvila".to_owned());
        film.synopsis = TEXT.to_owned();
        film.keywords = vec!["con artists".to_owned()];
        film.themes = vec!["heist film".to_owned()];
        film.categories = vec!["Films shot in Technicolor".to_owned()];
        film.beside = vec!["heat-1995".to_owned()];
        film.genres = vec!["Film noir".to_owned()];
        film.directors = vec!["Ada Lund".to_owned()];
        film.cast = vec!["Björn Ek".to_owned()];
        film
    }

    fn terms(stemming: bool) -> String {
        let mut texts = Vec::new();
        for language in TextLanguage::ALL {
            let analyzer = Analyzer::new(language, stemming);
            let text = if language == TextLanguage::English { TEXT } else { FOREIGN };
            let tokens = analyzer.tokens(text).into_iter();
            texts.extend(tokens.map(|token| format!("{} {} {}", token.term, token.surface, token.joined)));
            texts.extend(analyzer.typed_terms(text));
        }
        let mut others = Vec::new();
        crate::count::occurrences(&film(), &Params { stem: stemming, ..Params::default() }, |field, key, form, _| {
            others.push(format!("{field:?} {key:016x} {form}"));
        });
        [texts, others].concat().join("\n")
    }

    /// The words of a list, without its comments.
    fn words_of(list: &str) -> Vec<u8> {
        list.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n").into_bytes()
    }

    /// The names in a JSON value, in order: its layout without its contents.
    fn names(value: &Value) -> String {
        let Value::Object(members) = value else { return String::new() };
        let members: Vec<String> = members.iter().map(|(name, value)| format!("{name}({})", names(value))).collect();
        members.concat()
    }

    fn parts() -> Vec<(&'static str, Vec<u8>)> {
        let term = |field, text: &str, films| Term {
            field,
            text: text.to_owned(),
            films,
            key: crate::count::key(field, text),
        };
        let fields = Field::ALL.into_iter().zip(1..).map(|(field, films)| term(field, "alien", films));
        let vocabulary = Vocabulary::new(fields.chain([term(Field::Words, "haunted house", 300)]).collect());
        let matrix = Csr::from_rows(vec![vec![(0, 0.5), (6, 2.0)], vec![], vec![(3, 1.0)]], 7).unwrap();
        let region = Region {
            terms: vec![(Field::Genres, "western".to_owned())],
            centre: MapPlace::from([1, 65_535]),
            films: 2,
        };
        let map = FilmMap::new(vec![[0, 65_535], [7, 300]], vec![region]);
        let manifest = Manifest {
            format: FORMAT,
            version: String::new(),
            matinee: String::new(),
            params: Params::default(),
            films: 3,
            terms: 7,
            entries: 3,
            files: BTreeMap::from([(MATRIX.to_owned(), FileDigest::of(b""))]),
            checksum: String::new(),
        };
        let analyzer = Analyzer::new(TextLanguage::English, true);
        let (lexicon, stories) = words::read(&[film()], analyzer);
        vec![
            ("stop_words", words_of(&TextLanguage::ALL.map(TextLanguage::stop_word_list).join("\n"))),
            ("spellings.txt", words_of(include_str!("spellings.txt"))),
            ("the terms of a text", [terms(true), terms(false)].join("\n").into_bytes()),
            ("what is indexed for search", SearchIndex::indexed(&film(), &stories[0], &lexicon, analyzer).into_bytes()),
            (VOCABULARY, vocabulary_bytes(&vocabulary)),
            (MATRIX, matrix_bytes(&matrix)),
            (RANKING, ranking_bytes(&[0.25, 1.0, 0.0], &[0, 2, 300])),
            (MAP, map.to_bytes()),
            (MANIFEST, names(&serde_json::to_value(manifest).unwrap()).into_bytes()),
        ]
    }

    /// Search indexes and packed catalogues are not among the parts: their bytes also depend on the versions of tantivy
    /// and zstd.
    #[test]
    fn what_a_model_is_made_of_changes_only_with_the_number_of_its_format() {
        let found: Vec<(&str, String)> =
            parts().into_iter().map(|(part, bytes)| (part, FileDigest::of(&bytes).sha256[..12].to_owned())).collect();
        let changed: Vec<&str> = found
            .iter()
            .zip(FINGERPRINTS)
            .filter(|((_, now), (_, then))| now != then)
            .map(|((part, _), _)| *part)
            .collect();
        assert!(
            changed.is_empty() || FORMAT != FINGERPRINTED,
            "changed without FORMAT: {changed:?}. Models on disk would be misread: raise FORMAT in features/src/format.rs to {}, \
             then put that number and these fingerprints into this test: {found:#?}",
            FORMAT + 1
        );
        assert!(
            changed.is_empty() && FORMAT == FINGERPRINTED,
            "FORMAT is {FORMAT}: set FINGERPRINTED to it, and FINGERPRINTS to {found:#?}"
        );
        assert_eq!(found.len(), FINGERPRINTS.len());
    }

    #[test]
    fn what_is_written_is_read() {
        let matrix = Csr::from_rows(vec![vec![(0, 0.5), (2, 2.0)], vec![]], 3).unwrap();
        let bytes = matrix_bytes(&matrix);
        assert_eq!(matrix_from(&bytes), Ok(matrix));
        for cut in [0, 20, 40, bytes.len() - 1] {
            assert!(matrix_from(&bytes[..cut]).is_err(), "{cut}");
        }
    }
}
