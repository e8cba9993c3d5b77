//! `matinee tour`

use std::io::Write;
use std::sync::Arc;

use anyhow::Result;
use matinee_rank::Ranker;
use matinee_server::answers::{FilmList, NamedStop};

use crate::{Context, films, model};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The film to go from
    #[arg(value_name = "FROM")]
    from: String,
    /// The film to go to
    #[arg(value_name = "TO")]
    to: String,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let (model, _) = model::open(context)?;
    let (from, to) = (films::find(&model, &args.from)?, films::find(&model, &args.to)?);
    let ranker = Ranker::new(Arc::new(model));
    let (model, tour) = (ranker.model(), ranker.tour(from, to));
    if context.json {
        let results = tour.iter().map(|stop| NamedStop::new(model, stop)).collect();
        return super::print_json(&FilmList { model: model.version(), results });
    }
    let mut out = crate::output::stdout();
    for (place, stop) in tour.iter().enumerate() {
        writeln!(out, "{:>3}. {}", place + 1, films::line(model.film(stop.row)))?;
        if !stop.shared.is_empty() {
            let shared: Vec<&str> = stop.shared.iter().map(|(_, term)| term.as_str()).collect();
            writeln!(out, "     {}", shared.join(", "))?;
        }
    }
    Ok(())
}
