//! The commands, one a file.

mod catalogue;
mod evaluate;
mod explain;
mod extract;
mod models;
mod picks_file;
mod recommend;
mod scrape;
mod search;
mod serve;
mod taste;
mod train;

use anyhow::Result;

use crate::Context;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Recommend films to someone who likes others
    Recommend(recommend::Args),
    /// Say everything that made a film's score
    Explain(explain::Args),
    /// Find films by title, person or words of the story
    Search(search::Args),
    /// Compare rankers on people's ratings
    Evaluate(evaluate::Args),
    /// Serve the web site and its JSON interface
    Serve(serve::Args),
    /// Get film pages from a wiki, politely, and make a catalogue of them
    Scrape(scrape::Args),
    /// Make the catalogue again from the pages that were scraped
    Extract(extract::Args),
    /// Check, show, convert and merge files of films
    Catalogue(catalogue::Args),
    /// Train a model on a catalogue
    Train(train::Args),
    /// List trained models, go back to an earlier one, remove old ones
    Models(models::Args),
}

impl Command {
    pub(crate) fn run(&self, context: &Context) -> Result<()> {
        match self {
            Self::Recommend(args) => recommend::run(args, context),
            Self::Explain(args) => explain::run(args, context),
            Self::Search(args) => search::run(args, context),
            Self::Evaluate(args) => evaluate::run(args, context),
            Self::Serve(args) => serve::run(args, context),
            Self::Scrape(args) => scrape::run(args, context),
            Self::Extract(args) => extract::run(args, context),
            Self::Catalogue(args) => catalogue::run(args, context),
            Self::Train(args) => train::run(args, context),
            Self::Models(args) => models::run(args, context),
        }
    }
}

/// Prints a value as one line of JSON.
fn print_json(value: &impl serde::Serialize) -> Result<()> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, value)?;
    Ok(writeln!(out)?)
}

/// Ends the program as the command line's reader does for what it does not understand: exit code 2. For options that are needed only
/// sometimes.
fn usage_error(message: &str) -> ! {
    use clap::CommandFactory;
    crate::Cli::command().error(clap::error::ErrorKind::MissingRequiredArgument, message).exit()
}

/// Terms to steer by that changed nothing are a slip of the pen, not an error.
fn warn_of_unknown_terms(terms: &[String]) {
    for term in terms {
        eprintln!("warning: no film has the term {term:?}: name it as the reasons do");
    }
}
