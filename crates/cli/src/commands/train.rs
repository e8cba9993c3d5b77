//! `matinee train`

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result};
use matinee_catalogue::{Catalogue, starter};
use matinee_features::store::Manifest;
use matinee_features::{Model, Params, store};
use serde_json::json;

use crate::Context;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  matinee train --catalogue films.jsonl.zst")]
pub(crate) struct Args {
    /// Films to train on: JSON lines, plain or packed with zstd [default: DATA/movies.jsonl.zst if `matinee scrape` made
    /// one, else the starter catalogue]
    #[arg(long, env = "MATINEE_CATALOGUE", value_name = "FILE")]
    catalogue: Option<PathBuf>,
    /// Seed of every draw; recorded in the model
    #[arg(long, default_value_t = Params::default().seed, value_name = "N")]
    seed: u64,
    /// Leave out the map of films; the site lays it out when it is first looked at
    #[arg(long)]
    no_map: bool,
    /// Change nothing if there is a model of these films already, even if another one is current. The films are trained
    /// on all the same, to compare
    #[arg(long)]
    if_new: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let start = Instant::now();
    let scraped = context.data.join("movies.jsonl.zst");
    let path = args.catalogue.clone().or_else(|| scraped.exists().then_some(scraped));
    let (films, name) = match &path {
        Some(path) => (Catalogue::read(path)?, path.display().to_string()),
        None => (starter::catalogue(), "the starter catalogue".to_owned()),
    };
    let read = start.elapsed().as_secs_f64();
    let params = Params { seed: args.seed, ..Params::default() };
    let model = Model::train(films, &params).with_context(|| format!("training on {name}"))?;
    let trained = start.elapsed().as_secs_f64() - read;
    let models = context.data.join("models");
    let kept = kept(&models, model.version(), !args.no_map);
    let is_new = kept.is_none();
    let (manifest, mapped) = if let Some(manifest) = kept {
        if !args.if_new {
            store::set_current(&models, &manifest.version)?;
        }
        (manifest, None)
    } else {
        // A map that was computed before is saved with the model.
        let mapped =
            (!args.no_map).then(|| (model.map().regions().len(), start.elapsed().as_secs_f64() - read - trained));
        (store::save(&model, &models)?, mapped)
    };
    let seconds = start.elapsed().as_secs_f64();
    // The program ends here: giving back a model's memory piece by piece would take a twentieth of its time.
    std::mem::forget(model);
    let bytes: u64 = manifest.files.values().map(|file| file.bytes).sum();
    if context.json {
        return super::print_json(&json!({
            "model": manifest.version, "new": is_new, "catalogue": name, "films": manifest.films, "terms": manifest.terms,
            "entries": manifest.entries, "bytes": bytes, "seconds": seconds, "read_seconds": read, "train_seconds": trained,
            "map_seconds": mapped.map(|(_, seconds)| seconds),
        }));
    }
    if !is_new {
        println!("Model {} is of {name} as it is: {} films, nothing to train.", manifest.version, manifest.films);
        return Ok(());
    }
    println!(
        "Trained model {} on {name}: {} films, {} terms, {:.1} MB, in {seconds:.1} s.",
        manifest.version,
        manifest.films,
        manifest.terms,
        bytes as f64 / 1e6,
    );
    if let Some((regions, seconds)) = mapped {
        println!("Laid the films out as a map of {regions} regions; {seconds:.1} s of it.");
    }
    Ok(())
}

/// The manifest of the model that is there already, if training would write the same: the version is a digest of everything in it.
fn kept(models: &Path, version: &str, with_map: bool) -> Option<Manifest> {
    let manifest = store::manifest(models, version).ok()?;
    let whole = store::load(models, version).ok()?;
    (whole.has_map() || !with_map).then_some(manifest)
}
