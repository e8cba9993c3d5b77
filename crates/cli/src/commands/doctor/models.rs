//! The trained models: the current one is loaded and checked whole, of the others the manifests are read.

use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use matinee_features::store::{self, CurrentModel, ModelStoreError};

use super::Diagnosis;
use crate::context::Context;
use crate::interface::Interface;

#[expect(clippy::unnecessary_wraps, reason = "the form of all checks")]
pub(super) fn check(context: &Context, _: &Interface) -> Option<Diagnosis> {
    Some(of_folder(&context.models()))
}

/// How the models in a folder are.
pub(super) fn of_folder(models: &Path) -> Diagnosis {
    look(models).unwrap_or_else(|error| Diagnosis::error(error.to_string(), remedy(&error, None)))
}

/// What to do about an error; `other` is a version to go over to.
fn remedy(error: &ModelStoreError, other: Option<&str>) -> String {
    match (error, other) {
        (ModelStoreError::Read { source, .. }, _) if source.kind() == io::ErrorKind::PermissionDenied => {
            "see to it that who runs this may read it, and what is in it: `chmod -R a+rX` makes a folder readable"
                .to_owned()
        }
        (ModelStoreError::Read { path, .. }, _) if !path.is_dir() => {
            "put it right or move it away: a disk that is not mounted, perhaps".to_owned()
        }
        (_, Some(other)) => format!("`matinee train`, or `matinee models use {other}`"),
        (_, None) => "`matinee train`".to_owned(),
    }
}

fn look(models: &Path) -> Result<Diagnosis, ModelStoreError> {
    let versions = store::versions(models)?;
    // Those that training left unfinished, and those of other releases.
    let unreadable = folders(models).saturating_sub(versions.len());
    let current = match store::find_current(models)? {
        CurrentModel::Named(version) => version,
        CurrentModel::Nothing => {
            return Ok(Diagnosis::ok("none yet: the starter catalogue is trained on at each start, in a second"));
        }
        CurrentModel::Lost(why) => {
            return Ok(if let Some(one) = versions.last() {
                Diagnosis::error(
                    format!("{} models are there and none is the current one: `current` {why}", versions.len()),
                    format!("`matinee models use {}`, or another that `matinee models` lists", one.version),
                )
            } else {
                let error = ModelStoreError::LostAll { models: models.to_owned(), why };
                Diagnosis::error(error.to_string(), remedy(&error, None))
            });
        }
    };
    let model = match store::load(models, &current) {
        Ok(model) => model,
        Err(error) => {
            let other = versions.iter().find(|other| other.version != current).map(|other| other.version.as_str());
            return Ok(Diagnosis::error(format!("the current one, {current}: {error}"), remedy(&error, other)));
        }
    };
    let others = versions.len().saturating_sub(1);
    let found = format!("{current} with {} films is the current one and whole; {others} others", model.films().len());
    if model.saved().is_some_and(|saved| saved > SystemTime::now()) {
        return Ok(Diagnosis::warn(
            format!("{found}. Its time is in the future, so --stale-after cannot tell its age"),
            "set this machine's clock, then `matinee train`",
        ));
    }
    Ok(match unreadable {
        0 => Diagnosis::ok(found),
        n => Diagnosis::warn(
            format!("{found}, and {n} unfinished or of another release"),
            "`matinee models prune` removes old ones and those unfinished for a day",
        ),
    })
}

fn folders(models: &Path) -> usize {
    fs::read_dir(models).map_or(0, |entries| entries.flatten().filter(|entry| entry.path().is_dir()).count())
}
