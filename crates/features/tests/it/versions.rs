//! Models on disk that were damaged, lost, mended or gone back to.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use matinee_catalogue::{Catalogue, starter};
use matinee_features::store::{self, CurrentModel};
use matinee_features::{Model, Params};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn small(films: usize) -> Model {
    let films = starter::catalogue().films()[..films].to_vec();
    Model::train(Catalogue::new(films).unwrap(), &Params::default()).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Makes a version look as if written so many seconds earlier.
fn age(models: &Path, version: &str, seconds: u64) {
    let manifest = fs::File::options().append(true).open(models.join(version).join("manifest.json")).unwrap();
    manifest.set_modified(SystemTime::now() - Duration::from_secs(seconds)).unwrap();
}

#[test]
fn of_300_random_flips_none_gives_a_wrong_film_or_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let model = small(300);
    model.map();
    let version = store::save(&model, folder.path()).unwrap().version;
    let mut targets = files(&folder.path().join(&version));
    targets.push(folder.path().join("current"));
    assert!(targets.len() >= 8, "{targets:?}");
    let mut draw = ChaCha8Rng::seed_from_u64(23);
    let mut refused = 0;
    for n in 0..300 {
        let path = &targets[n % targets.len()];
        let whole = fs::read(path).unwrap();
        let mut bytes = whole.clone();
        let at = draw.random_range(0..bytes.len());
        bytes[at] ^= 1 << draw.random_range(0..8);
        fs::write(path, &bytes).unwrap();
        match store::load_current(folder.path()) {
            Err(_) => refused += 1,
            Ok(loaded) => {
                assert_eq!(
                    (loaded.version(), loaded.films()),
                    (model.version(), model.films()),
                    "{} at {at}",
                    path.display()
                );
                assert!(path.ends_with("current"), "{} at {at} was taken", path.display());
            }
        }
        fs::write(path, whole).unwrap();
    }
    assert!(refused > 250, "{refused}");
    assert_eq!(store::load_current(folder.path()).unwrap().films(), model.films());
}

#[test]
fn a_manifest_in_another_versions_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let version = store::save(&small(60), folder.path()).unwrap().version;
    fs::rename(folder.path().join(&version), folder.path().join("0123456789ab")).unwrap();
    let error = store::load(folder.path(), "0123456789ab").unwrap_err().to_string();
    assert!(error.contains("is that of version") && error.contains(&version), "{error}");
    assert!(store::set_current(folder.path(), "0123456789ab").is_err());
}

#[test]
fn without_a_current_the_newest_whole_version_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path();
    assert_eq!(store::find_current(models).unwrap(), CurrentModel::Nothing);
    let versions: Vec<String> = [60, 70, 80].map(|n| store::save(&small(n), models).unwrap().version).into();
    for (version, seconds) in versions.iter().zip([30, 20, 10]) {
        age(models, version, seconds);
    }
    assert_eq!(store::find_current(models).unwrap(), CurrentModel::Named(versions[2].clone()));
    for (damage, wanted) in [
        ("", "names no finished model"),
        ("0123456789ab", "names no finished model"),
        ("../../etc", "names no finished model"),
        ("\u{1b}]0;x\u{7}", "\\u{1b}"),
    ] {
        fs::write(models.join("current"), damage).unwrap();
        let CurrentModel::Lost(why) = store::find_current(models).unwrap() else { panic!("{damage:?}") };
        assert!(why.contains(wanted), "{why}");
    }
    fs::write(models.join("current"), [0xff, 0xfe]).unwrap();
    assert!(matches!(store::find_current(models).unwrap(), CurrentModel::Lost(why) if why.contains("cannot be read")));
    fs::remove_file(models.join("current")).unwrap();
    assert!(matches!(store::find_current(models).unwrap(), CurrentModel::Lost(why) if why == "is missing"));
    assert_eq!(store::newest_valid(models, None).unwrap().model.version(), versions[2]);
    // Nobody knows which version must stay.
    assert!(store::prune(models, 0).unwrap_err().to_string().contains("models use"));

    fs::write(models.join(&versions[2]).join("ranking.bin"), "").unwrap();
    let found = store::newest_valid(models, None).unwrap();
    assert_eq!((found.model.version(), found.refused.len()), (versions[1].as_str(), 1));
    assert_eq!(store::newest_valid(models, Some(&versions[1])).unwrap().model.version(), versions[0]);
    for version in &versions {
        fs::write(models.join(version).join("matrix.bin"), "").unwrap();
    }
    let error = store::newest_valid(models, None).unwrap_err().to_string();
    assert!(error.contains("none of the 3 models") && error.contains("matinee train"), "{error}");
}

#[test]
fn going_back_leads_from_version_to_version() {
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path();
    let [a, b, c] = [60, 70, 80].map(|n| store::save(&small(n), models).unwrap().version);
    for wanted in [&b, &a] {
        let before = store::previous(models).unwrap().unwrap();
        assert_eq!(&before, wanted);
        store::go_back(models, &before).unwrap();
        assert_eq!(store::current(models).unwrap().as_ref(), Some(wanted));
    }
    // What was rolled back from is not the one before.
    age(models, &a, 60);
    assert_eq!(store::previous(models).unwrap(), None);
    // A version that was switched to leads back to where it was switched from.
    store::set_current(models, &c).unwrap();
    assert_eq!(store::previous(models).unwrap(), Some(a.clone()));
    store::remove(models, &a).unwrap();
    age(models, &b, 60);
    assert_eq!(store::previous(models).unwrap(), Some(b));
}

#[test]
fn a_stamp_changes_when_a_file_does() {
    let folder = tempfile::tempdir().unwrap();
    let version = store::save(&small(60), folder.path()).unwrap().version;
    let of = || store::VersionStamp::of(folder.path(), &version);
    let before = of();
    assert_eq!(before, of());
    let path = folder.path().join(&version).join("ranking.bin");
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[1..]).unwrap();
    assert!(before != of() && before.is_of_same_model(&of()));
    fs::write(folder.path().join(&version).join("manifest.json"), "{}").unwrap();
    assert!(!before.is_of_same_model(&of()));
}

#[test]
fn a_write_that_fails_leaves_nothing_and_touches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path();
    let first = store::save(&small(60), models).unwrap().version;
    let second = small(70);
    // A folder where a file should be: that file's rename fails.
    let blocked = models.join(second.version()).join("search.bin");
    fs::create_dir_all(blocked.join("inside")).unwrap();
    let error = store::write(&second, models).unwrap_err().to_string();
    assert!(error.contains("search.bin") && error.contains("untouched"), "{error}");
    assert!(!models.join(second.version()).exists());
    assert_eq!(store::load_current(models).unwrap().version(), first);
}
