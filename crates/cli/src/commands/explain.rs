//! `matinee explain`

use std::io::Write;
use std::sync::Arc;

use anyhow::Result;
use matinee_rank::{Group, Ranker};
use matinee_server::answers::NamedExplanation;

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
    let (picks, row) = (args.taste.open(&model)?, films::find(&model, &args.film)?);
    let model = Arc::new(model);
    let why = Ranker::new(Arc::clone(&model)).explain(&picks.taste, &picks.steer, row)?;
    super::warn_of_unknown_terms(&why.unknown_terms);
    if context.json {
        return super::print_json(&NamedExplanation::new(&model, row, &why));
    }
    let mut out = crate::output::stdout();
    writeln!(out, "{}", films::line(model.film(row)))?;
    if !why.left_out_by.is_empty() {
        writeln!(out, "left out of lists by --mute {}", why.left_out_by.join(", "))?;
    }
    writeln!(out, "score {:+.4}, the sum of:", why.score)?;
    for part in &why.parts {
        writeln!(out, "  {:+.4}  {:<8} {}", part.contribution, group(part.group), part.term)?;
    }
    for like in &why.likes {
        let title = films::label(model.film(like.row));
        writeln!(out, "{title}, which is liked, gave {:+.4} of it", like.contribution)?;
    }
    for dislike in &why.dislikes {
        let title = films::label(model.film(dislike.row));
        writeln!(out, "{title}, which is disliked, took {:+.4}: {}", dislike.contribution, dislike.terms.join(", "))?;
    }
    Ok(())
}

fn group(group: Group) -> &'static str {
    match group {
        Group::Story => "story",
        Group::Beside => "beside",
        Group::People => "people",
        Group::Kind => "kind",
        Group::Time => "time",
        Group::WellKnown => "well known",
    }
}
