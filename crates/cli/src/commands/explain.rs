//! `matinee explain`

use std::io::Write;
use std::sync::Arc;

use anyhow::Result;
use matinee_features::{Model, Row};
use matinee_rank::{Group, Ranker};
use serde_json::json;

use super::taste::TasteArgs;
use crate::{Context, films, model};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    taste: TasteArgs,
    /// The film to explain
    #[arg(long, short = 'f', value_name = "TITLE")]
    film: String,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let (model, _) = model::open(context)?;
    let (taste, row) = (args.taste.taste(&model)?, films::find(&model, &args.film)?);
    let model = Arc::new(model);
    let why = Ranker::new(Arc::clone(&model)).explain(&taste, &args.taste.steer()?, row)?;
    if context.json {
        let near = |films: &[(Row, f32)]| -> Vec<_> {
            films.iter().map(|&(row, likeness)| json!({"id": model.film(row).id, "similarity": likeness})).collect()
        };
        return super::print_json(&json!({
            "model": model.version(), "film": model.film(row).id, "score": why.score,
            "parts": why.parts, "likes": near(&why.likes), "dislikes": near(&why.dislikes),
        }));
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}\nscore {:+.4}, the sum of:", films::line(model.film(row)), why.score)?;
    for part in &why.parts {
        writeln!(out, "  {:+.4}  {:<8} {}", part.contribution, group(part.group), part.term)?;
    }
    near(&mut out, &model, "liked", &why.likes)?;
    near(&mut out, &model, "disliked", &why.dislikes)
}

fn near(out: &mut impl Write, model: &Model, how: &str, films: &[(Row, f32)]) -> Result<()> {
    for &(row, likeness) in films {
        writeln!(out, "{:.0} % like {}, which is {how}", likeness * 100.0, films::label(model.film(row)))?;
    }
    Ok(())
}

fn group(group: Group) -> &'static str {
    match group {
        Group::Story => "story",
        Group::People => "people",
        Group::Kind => "kind",
        Group::Time => "time",
        Group::WellKnown => "well known",
    }
}
