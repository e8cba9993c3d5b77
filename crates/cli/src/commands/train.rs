//! `matinee train`

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use matinee_catalogue::{Catalogue, starter};
use matinee_features::store::{CurrentModel, Manifest, ModelsLock};
use matinee_features::{Model, Params, TextLanguage, store};
use serde_json::json;

use crate::context::Context;
use crate::fixed_picks::smoke_test;
use crate::output::print_json;
use crate::quality::{LossLimits, ModelQuality};

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  matinee train --catalogue films.jsonl.zst\n\n\
The new model becomes the current one after a test: it loads, its numbers are finite, and ten fixed picks of its films \
give twenty films each. The model before stays: `matinee models rollback` goes back to it.")]
pub(crate) struct Args {
    /// Films to train on: JSON lines, plain or compressed with zstd [default: DATA/movies.jsonl.zst if `matinee scrape`
    /// made one, else the starter catalogue]
    #[arg(long, env = "MATINEE_CATALOGUE", value_name = "FILE")]
    catalogue: Option<PathBuf>,
    /// Seed of all random draws; recorded in the model
    #[arg(long, default_value_t = Params::default().seed, value_name = "N")]
    seed: u64,
    /// Language of the synopses and plots, as its code: en, fr, de, es, it, pt, ru, sv, pl, nl, da, no, fi, hu, ro, tr, ja,
    /// zh or th; recorded in the model [default: that of most films]
    #[arg(long, value_name = "LANG")]
    language: Option<TextLanguage>,
    /// Leave out the map of films; the site computes it when the map is first opened
    #[arg(long)]
    no_map: bool,
    /// Change nothing if there is a model of these films already, even if another one is current. The films are trained
    /// on all the same, to compare
    #[arg(long)]
    if_new: bool,
    #[command(flatten)]
    limits: LossLimits,
}

/// What training came to.
pub(super) struct Trained {
    pub(super) manifest: Manifest,
    /// What the films were read from.
    pub(super) name: String,
    /// Whether there was no such model yet.
    pub(super) is_new: bool,
    /// Whether the language of its texts was detected, not named.
    language_detected: bool,
    read_seconds: f64,
    train_seconds: f64,
    /// Regions of the map, and how long it took.
    mapped: Option<(usize, f64)>,
    seconds: f64,
}

impl Trained {
    /// The size of the model's files.
    pub(super) fn bytes(&self) -> u64 {
        self.manifest.files.values().map(|file| file.bytes).sum()
    }
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let scraped = context.catalogue();
    let path = args.catalogue.clone().or_else(|| scraped.exists().then_some(scraped));
    let params = Params { seed: args.seed, language: args.language, ..Params::default() };
    let task = TrainTask { params, with_map: !args.no_map, if_new: args.if_new, limits: args.limits };
    let trained = train(path.as_deref(), &task, context)?;
    print(&trained, context)
}

/// How to train.
#[derive(Debug, Clone, Default)]
pub(super) struct TrainTask {
    pub(super) params: Params,
    pub(super) with_map: bool,
    /// Whether the current model stays if there is a model of these films already.
    pub(super) if_new: bool,
    /// What the new model may have less than the current one.
    pub(super) limits: LossLimits,
}

/// Trains on a catalogue, or on the starter catalogue, and makes the model the current one if it works.
pub(super) fn train(path: Option<&Path>, task: &TrainTask, context: &Context) -> Result<Trained> {
    let start = Instant::now();
    let (films, name) = match path {
        Some(path) => (Catalogue::read(path)?, path.display().to_string()),
        None => (starter::catalogue(), "the starter catalogue".to_owned()),
    };
    let read_seconds = start.elapsed().as_secs_f64();
    let model = Model::train(films, &task.params).with_context(|| format!("training on {name}"))?;
    let train_seconds = start.elapsed().as_secs_f64() - read_seconds;
    let models = context.models();
    let existing = || existing(&models, model.version(), task.with_map);
    let is_there = existing();
    // Computed first, because saving includes the map only if it has been computed; and before the lock, because it takes a while.
    let mapped = (is_there.is_none() && task.with_map)
        .then(|| (model.map().regions().len(), start.elapsed().as_secs_f64() - read_seconds - train_seconds));
    let _lock = ModelsLock::take(&models)?;
    // Another process may have trained on the same films meanwhile.
    let existing = is_there.or_else(existing);
    let is_new = existing.is_none();
    let (manifest, mapped) = if let Some((manifest, existing)) = existing {
        // A folder that cannot be written may still be trained for, to compare.
        let _ = store::confirm(&models, &manifest.version);
        let is_lost = matches!(store::find_current(&models)?, CurrentModel::Lost(_));
        if !task.if_new || is_lost {
            activate(existing, task.limits, &models)?;
        }
        (manifest, None)
    } else {
        let manifest = store::write(&model, &models)?;
        // What was written is tested, not what is in memory; two models need not be there at once.
        drop(model);
        activate_new(&manifest.version, task.limits, &models)?;
        (manifest, mapped)
    };
    let seconds = start.elapsed().as_secs_f64();
    let language_detected = task.params.language.is_none();
    Ok(Trained { manifest, name, is_new, language_detected, read_seconds, train_seconds, mapped, seconds })
}

/// Makes a version that was just written the current one. If it does not work, or cannot be made the current one, nothing of
/// it is left.
fn activate_new(version: &str, limits: LossLimits, models: &Path) -> Result<()> {
    let activated = store::load(models, version).map_err(Into::into).and_then(|model| activate(model, limits, models));
    let is_kept = activated.as_ref().err().is_none_or(anyhow::Error::is::<KeptOld>);
    if !is_kept {
        // The first error says more.
        let _ = store::remove(models, version);
    }
    activated
}

/// Makes a loaded version the current one if it works and is not much poorer than the current one.
fn activate(model: Model, limits: LossLimits, models: &Path) -> Result<()> {
    let current = store::current(models)?;
    if current.as_deref() == Some(model.version()) {
        return Ok(store::set_current(models, model.version())?);
    }
    let version = model.version().to_owned();
    let untouched = || format!("model {version} does not work and is not taken; the current one stays");
    let model = smoke_test(model).with_context(untouched)?;
    // A current model that cannot be loaded is no measure.
    if let Some(old) = current.filter(|_| limits.is_any()).and_then(|current| store::load(models, &current).ok()) {
        let lost = limits.exceeded(&ModelQuality::of(&old), &ModelQuality::of(&model));
        if !lost.is_empty() {
            bail!(KeptOld { old: old.version().to_owned(), new: version, lost: lost.join(", ") });
        }
    }
    store::set_current(models, &version)?;
    // The program ends soon. Freeing a model's memory piece by piece would take a while.
    std::mem::forget(model);
    Ok(())
}

/// A new model is much poorer than the current one, which stays.
#[derive(Debug, thiserror::Error)]
#[error(
    "model {old} stays the current one: {new} has {lost}. Look at `matinee models diff {old} {new}`; \
     `matinee models use {new}` takes it all the same"
)]
struct KeptOld {
    old: String,
    new: String,
    lost: String,
}

fn print(trained: &Trained, context: &Context) -> Result<()> {
    let bytes = trained.bytes();
    let Trained { manifest, name, is_new, language_detected, read_seconds, train_seconds, mapped, seconds } = trained;
    if context.json {
        return print_json(&json!({
            "model": manifest.version, "new": is_new, "catalogue": name, "films": manifest.films, "terms": manifest.terms,
            "entries": manifest.entries, "language": manifest.params.language, "bytes": bytes, "seconds": seconds,
            "read_seconds": read_seconds, "train_seconds": train_seconds,
            "map_seconds": mapped.map(|(_, seconds)| seconds),
        }));
    }
    if !is_new {
        println!("Model {} is up to date with {name}: {} films, nothing to train.", manifest.version, manifest.films);
        return Ok(());
    }
    println!(
        "Trained model {} on {name}: {} films, {} terms, {:.1} MB, in {seconds:.1} s.",
        manifest.version,
        manifest.films,
        manifest.terms,
        bytes as f64 / 1e6,
    );
    let language = manifest.params.language.unwrap_or_default();
    if *language_detected && language != TextLanguage::English {
        println!("Its texts are in {language}, by most of its films; --language names another.");
    }
    if let Some((regions, seconds)) = mapped {
        println!("{seconds:.1} s of it for the map of films, with {regions} regions.");
    }
    Ok(())
}

/// The manifest of an existing model that training would write again: the version is a digest of all that goes into a model.
fn existing(models: &Path, version: &str, with_map: bool) -> Option<(Manifest, Model)> {
    let manifest = store::manifest(models, version).ok()?;
    let whole = store::load(models, version).ok()?;
    (whole.has_map() || !with_map).then_some((manifest, whole))
}
