//! Training and storing, on the starter catalogue and on made-up films.

mod facets;
mod languages;
mod map;
mod versions;

use std::fs;
use std::path::Path;

use matinee_catalogue::{Catalogue, Film, Year, starter};
use matinee_features::{Field, Model, Params, TrainError, store};
use proptest::prelude::*;

fn model() -> Model {
    Model::train(starter::catalogue(), &Params::default()).unwrap()
}

fn saved(folder: &Path) -> (Model, store::Manifest) {
    let model = model();
    let manifest = store::save(&model, folder).unwrap();
    (model, manifest)
}

fn film(title: &str, synopsis: &str) -> Film {
    let mut film = Film::new(title, Year::new(1990).unwrap());
    film.synopsis = synopsis.to_owned();
    film
}

#[test]
fn every_film_of_the_starter_catalogue_has_terms_of_every_field_in_the_length_of_its_weight() {
    let model = model();
    let length = |row, field| {
        let range = model.vocabulary().columns_of(field);
        let (columns, values) = model.matrix().row(row);
        let of_field = columns.iter().zip(values).filter(|&(&c, _)| range.contains(&(c as usize)));
        of_field.map(|(_, &v)| f64::from(v).powi(2)).sum::<f64>().sqrt()
    };
    let weights = Params::default().weights;
    let mut words = Vec::new();
    for row in 0..model.films().len() {
        for field in [Field::Genres, Field::Time] {
            let (length, wanted) = (length(row, field), f64::from(weights.of(field)));
            assert!((length - wanted).abs() < 1e-5, "{} {field:?}: {length}", model.film(row).id);
        }
        words.push(length(row, Field::Words));
    }
    // The lengths of words are pivoted, not all made the same.
    let mean = words.iter().sum::<f64>() / words.len() as f64;
    assert!((mean - 1.0).abs() < 0.05, "{mean}");
    assert!(words.iter().any(|&l| l > 1.1) && words.iter().any(|&l| l < 0.9), "{words:?}");
}

#[test]
fn the_same_catalogue_gives_the_same_bytes_with_any_number_of_threads() {
    let bytes_with = |threads| {
        let folder = tempfile::tempdir().unwrap();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let manifest = pool.install(|| saved(folder.path()).1);
        let files: Vec<Vec<u8>> = manifest
            .files
            .keys()
            .map(String::as_str)
            .chain(["manifest.json"])
            .map(|name| fs::read(folder.path().join(&manifest.version).join(name)).unwrap())
            .collect();
        (manifest.version, files)
    };
    let one = bytes_with(1);
    assert_eq!(one, bytes_with(1));
    assert_eq!(one, bytes_with(3));
}

#[test]
fn the_order_of_films_in_the_file_does_not_matter() {
    let mut films = starter::catalogue().films().to_vec();
    films.reverse();
    let reversed = Model::train(Catalogue::new(films).unwrap(), &Params::default()).unwrap();
    assert_eq!(reversed.version(), model().version());
}

#[test]
fn what_is_saved_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let (model, _) = saved(folder.path());
    let loaded = store::load_current(folder.path()).unwrap();
    assert_eq!(loaded.version(), model.version());
    assert_eq!(loaded.matrix(), model.matrix());
    assert_eq!(loaded.vocabulary(), model.vocabulary());
    assert_eq!(loaded.films(), model.films());
    assert_eq!((loaded.prior(), loaded.background()), (model.prior(), model.background()));
}

#[test]
fn an_unfinished_cut_changed_or_foreign_model_is_an_error_that_says_what_to_run() {
    let films = starter::catalogue().films()[..300].to_vec();
    let model = Model::train(Catalogue::new(films).unwrap(), &Params::default()).unwrap();
    let fresh = || {
        let folder = tempfile::tempdir().unwrap();
        let manifest = store::save(&model, folder.path()).unwrap();
        let version = folder.path().join(manifest.version);
        (folder, version)
    };
    let error = |folder: &tempfile::TempDir| store::load_current(folder.path()).unwrap_err().to_string();
    let empty = tempfile::tempdir().unwrap();
    assert!(error(&empty).contains("no model in"), "{}", error(&empty));

    for (file, wanted) in [
        ("manifest.json", "names no finished model"),
        ("matrix.bin", "the file is missing"),
        ("movies.jsonl.zst", "the file is missing"),
    ] {
        let (folder, version) = fresh();
        fs::remove_file(version.join(file)).unwrap();
        assert!(error(&folder).contains(wanted), "{}", error(&folder));
        assert!(error(&folder).contains("run `matinee train`"));
    }
    for file in ["matrix.bin", "vocabulary.bin", "ranking.bin", "search.bin", "movies.jsonl.zst"] {
        for damage in ["", "cut", "flip"] {
            let (folder, version) = fresh();
            let mut bytes = fs::read(version.join(file)).unwrap();
            match damage {
                "cut" => bytes.truncate(bytes.len() / 2),
                "flip" => *bytes.last_mut().unwrap() ^= 0x40,
                _ => bytes.clear(),
            }
            fs::write(version.join(file), bytes).unwrap();
            assert!(error(&folder).contains("is not the file that was written"), "{}", error(&folder));
        }
    }
    let (folder, version) = fresh();
    let manifest = fs::read_to_string(version.join("manifest.json")).unwrap();
    fs::write(
        version.join("manifest.json"),
        manifest.replace(&format!("\"format\": {}", store::FORMAT), "\"format\": 99"),
    )
    .unwrap();
    assert!(error(&folder).contains("was written in format 99"), "{}", error(&folder));
    fs::write(version.join("manifest.json"), "{").unwrap();
    assert!(error(&folder).contains("is damaged"), "{}", error(&folder));
    fs::write(folder.path().join("current"), "../../etc\n").unwrap();
    assert!(error(&folder).contains("names no finished model"), "{}", error(&folder));
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_the_old_model_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (model, manifest) = saved(folder.path());
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let error = store::save(&model, &file.join("models")).unwrap_err().to_string();
    assert!(error.contains("cannot write") && error.contains("untouched"), "{error}");
    assert_eq!(store::load_current(folder.path()).unwrap().version(), manifest.version);
}

#[test]
fn terms_are_found_in_any_form_and_shown_as_people_write_them() {
    let films = vec![
        film("A", "Two murders in a haunted house."),
        film("B", "Murders, murders: the haunted houses of Rome."),
        film("C", "A murder and a rose."),
        film("D", "Roses."),
    ];
    let params = Params { max_share: 1.0, ..Params::default() };
    let model = Model::train(Catalogue::new(films).unwrap(), &params).unwrap();
    let vocabulary = model.vocabulary();
    let id = vocabulary.find(Field::Words, "Murdered", model.params().analyzer()).unwrap();
    assert_eq!(vocabulary.term(id).text, "murders");
    assert_eq!(vocabulary.term(id).films, 3);
    let pair = vocabulary.find(Field::Words, "haunted house", model.params().analyzer()).unwrap();
    assert_eq!(vocabulary.term(pair).text, "haunted house");
    assert!(vocabulary.find(Field::Words, "unheard", model.params().analyzer()).is_none());
}

#[test]
fn films_that_share_nothing_are_an_error() {
    let films = vec![film("A", "xyzzy")];
    let error = Model::train(Catalogue::new(films).unwrap(), &Params::default()).unwrap_err();
    assert_eq!(error, TrainError::NothingShared(1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn rows_are_finite_and_at_pivot_slope_1_words_have_one_length(texts in proptest::collection::vec("[a-f ]{0,30}\\PC{0,10}", 2..12)) {
        let films = texts.iter().enumerate().map(|(n, text)| film(&format!("Film {n}"), text)).collect();
        let params = Params { max_share: 1.0, pivot_slope: 1.0, ..Params::default() };
        let model = Model::train(Catalogue::new(films).unwrap(), &params).unwrap();
        for row in 0..model.films().len() {
            let (columns, values) = model.matrix().row(row);
            let words = columns.partition_point(|&c| (c as usize) < model.vocabulary().columns_of(Field::Words).end);
            let length: f64 = values[..words].iter().map(|&v| f64::from(v).powi(2)).sum::<f64>().sqrt();
            prop_assert!((length - 1.0).abs() < 1e-5 || length == 0.0);
            prop_assert!(values.iter().all(|v| v.is_finite()));
        }
    }
}
