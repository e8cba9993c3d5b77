//! The trained models: the current one is loaded and checked whole, of the others the manifests are read.

use std::fs;
use std::path::Path;

use matinee_features::store::{self, ModelStoreError};

use super::Diagnosis;
use crate::context::Context;
use crate::interface::Interface;

#[expect(clippy::unnecessary_wraps, reason = "the form of all checks")]
pub(super) fn check(context: &Context, _: &Interface) -> Option<Diagnosis> {
    Some(look(&context.models()).unwrap_or_else(|error| Diagnosis::error(error.to_string(), "`matinee train`")))
}

fn look(models: &Path) -> Result<Diagnosis, ModelStoreError> {
    let versions = store::versions(models)?;
    // Those that training left unfinished, and those of other releases.
    let unreadable = folders(models).saturating_sub(versions.len());
    let Some(current) = store::current(models)? else {
        return Ok(match versions.last() {
            Some(one) => Diagnosis::error(
                format!("{} models are there and none is the current one", versions.len()),
                format!("`matinee models use {}`, or another that `matinee models` lists", one.version),
            ),
            None => Diagnosis::ok("none yet: the starter catalogue is trained on at each start, in a second"),
        });
    };
    let model = match store::load(models, &current) {
        Ok(model) => model,
        Err(error) => {
            let other = versions.iter().find(|other| other.version != current);
            let remedy = match other {
                Some(other) => format!("`matinee train`, or `matinee models use {}`", other.version),
                None => "`matinee train`".to_owned(),
            };
            return Ok(Diagnosis::error(format!("the current one, {current}: {error}"), remedy));
        }
    };
    let others = versions.len().saturating_sub(1);
    let found = format!("{current} with {} films is the current one and whole; {others} others", model.films().len());
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
