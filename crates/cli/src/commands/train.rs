//! `matinee train`

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context as _, Result};
use matinee_catalogue::{Catalogue, starter};
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
    // What was laid out is saved.
    let map = (!args.no_map).then(|| model.map());
    let mapped = start.elapsed().as_secs_f64() - read - trained;
    let regions = map.map_or(0, |map| map.regions().len());
    let manifest = store::save(&model, &context.data.join("models"))?;
    let map_seconds = (!args.no_map).then_some(mapped);
    let seconds = start.elapsed().as_secs_f64();
    // The program ends here: giving back a model's memory piece by piece would take a twentieth of its time.
    std::mem::forget(model);
    let bytes: u64 = manifest.files.values().map(|file| file.bytes).sum();
    if context.json {
        return super::print_json(&json!({
            "model": manifest.version, "catalogue": name, "films": manifest.films, "terms": manifest.terms,
            "entries": manifest.entries, "bytes": bytes, "seconds": seconds, "read_seconds": read, "train_seconds": trained,
            "map_seconds": map_seconds,
        }));
    }
    println!(
        "Trained model {} on {name}: {} films, {} terms, {:.1} MB, in {seconds:.1} s.",
        manifest.version,
        manifest.films,
        manifest.terms,
        bytes as f64 / 1e6,
    );
    if let Some(seconds) = map_seconds {
        println!("Laid the films out as a map of {regions} regions; {seconds:.1} s of it.");
    }
    Ok(())
}
