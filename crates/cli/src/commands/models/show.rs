//! `matinee models show`

use std::io::Write;

use anyhow::Result;
use jiff::Timestamp;
use matinee_features::store;
use serde_json::json;

use super::named_or_current;
use crate::context::Context;
use crate::films;
use crate::output::{print_json, stdout};
use crate::quality::{self, ModelQuality};

/// Best-known films that are named.
const SHOWN_FILMS: usize = 5;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The model's version, as listed [default: the current one]
    #[arg(value_name = "VERSION")]
    name: Option<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let models = context.models();
    let version = named_or_current(&models, args.name.as_ref())?;
    let manifest = store::manifest(&models, &version)?;
    let model = store::load(&models, &version)?;
    let quality = ModelQuality::of(&model);
    let is_current = store::current(&models)?.as_ref() == Some(&version);
    let written = store::written(&models, &version).and_then(|time| Timestamp::try_from(time).ok());
    let years = model.films().iter().map(|film| film.year.get());
    let (first, last) = (years.clone().min().unwrap_or_default(), years.max().unwrap_or_default());
    if context.json {
        return print_json(&json!({
            "manifest": manifest, "current": is_current, "trained": written.map(|time| time.to_string()),
            "years": [first, last], "has_map": model.has_map(), "knows_fame": model.knows_fame(),
            "quality": quality.as_json(),
        }));
    }
    let mut out = stdout();
    writeln!(out, "Model {version}{}", if is_current { ", the current one" } else { "" })?;
    let mut row = |label: &str, text: &str| writeln!(out, "  {label:<12} {text}");
    row("films", &format!("{} of {first} to {last}", manifest.films))?;
    if let Some(written) = written {
        row("trained", &written.strftime("%Y-%m-%d %H:%M UTC").to_string())?;
    }
    row("by", &format!("matinee {}, format {}", manifest.matinee, manifest.format))?;
    row("language", &manifest.params.language.unwrap_or_default().to_string())?;
    row("terms", &format!("{}, {:.1} a film", manifest.terms, quality.terms))?;
    let shares: Vec<String> = quality
        .shares
        .iter()
        .map(|(field, share)| format!("{} {:.1} %", quality::name(*field), share * 100.0))
        .collect();
    row("films with", &shares.join(", "))?;
    row("fame", if model.knows_fame() { "from the catalogue" } else { "estimated: the catalogue says nothing of it" })?;
    row("map", if model.has_map() { "laid out" } else { "left out; the site makes it when it is first opened" })?;
    let known: Vec<String> =
        model.best_known_first().iter().take(SHOWN_FILMS).map(|&row| films::label(model.film(row))).collect();
    row("best known", &known.join(", "))?;
    writeln!(out, "\nFiles")?;
    for (name, file) in &manifest.files {
        writeln!(out, "  {name:<17} {:>12}  {}", file.bytes, file.sha256)?;
    }
    Ok(())
}
