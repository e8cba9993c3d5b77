//! `matinee train`

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result};
use matinee_catalogue::{Catalogue, starter};
use matinee_features::store::Manifest;
use matinee_features::{Model, Params, TextLanguage, store};
use serde_json::json;

use crate::context::Context;
use crate::output::print_json;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  matinee train --catalogue films.jsonl.zst")]
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
    let trained = train(path.as_deref(), &params, !args.no_map, args.if_new, context)?;
    print(&trained, context)
}

/// Trains on a catalogue, or on the starter catalogue, and makes the model the current one, unless it is there already and
/// only a new one `if_new` is wanted.
pub(super) fn train(
    path: Option<&Path>,
    params: &Params,
    with_map: bool,
    if_new: bool,
    context: &Context,
) -> Result<Trained> {
    let start = Instant::now();
    let (films, name) = match path {
        Some(path) => (Catalogue::read(path)?, path.display().to_string()),
        None => (starter::catalogue(), "the starter catalogue".to_owned()),
    };
    let read_seconds = start.elapsed().as_secs_f64();
    let model = Model::train(films, params).with_context(|| format!("training on {name}"))?;
    let train_seconds = start.elapsed().as_secs_f64() - read_seconds;
    let models = context.models();
    let existing = existing(&models, model.version(), with_map);
    let is_new = existing.is_none();
    let (manifest, mapped) = if let Some(manifest) = existing {
        if !if_new {
            store::set_current(&models, &manifest.version)?;
        }
        (manifest, None)
    } else {
        // Computed first, because saving includes the map only if it has been computed.
        let mapped = with_map
            .then(|| (model.map().regions().len(), start.elapsed().as_secs_f64() - read_seconds - train_seconds));
        (store::save(&model, &models)?, mapped)
    };
    let seconds = start.elapsed().as_secs_f64();
    // The program ends soon. Freeing a model's memory piece by piece would take a twentieth of the whole time.
    std::mem::forget(model);
    let language_detected = params.language.is_none();
    Ok(Trained { manifest, name, is_new, language_detected, read_seconds, train_seconds, mapped, seconds })
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
fn existing(models: &Path, version: &str, with_map: bool) -> Option<Manifest> {
    let manifest = store::manifest(models, version).ok()?;
    let whole = store::load(models, version).ok()?;
    (whole.has_map() || !with_map).then_some(manifest)
}
