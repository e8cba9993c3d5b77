//! The commands, one a file.

mod among;
mod catalogue;
mod completions;
mod doctor;
mod evaluate;
mod explain;
mod extract;
mod found;
mod get;
mod library;
mod licences;
mod manual;
mod models;
mod picks_file;
mod recommend;
mod scrape;
mod search;
mod serve;
mod taste;
mod tour;
mod train;

use anyhow::Result;

use crate::context::Context;
use crate::interface::Interface;
use crate::output::{print_json, warn_of_unknown_terms};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Recommend films to someone who likes others
    Recommend(recommend::Args),
    /// Show every part of a film's score
    Explain(explain::Args),
    /// Make a taste of your films elsewhere; show, change and compare tastes
    Taste(taste::Args),
    /// Keep what you own on media servers, in folders and on lists, to choose from it
    Library(library::Args),
    /// Find films by title, person or words from the story
    Search(search::Args),
    /// Go from one film to another by way of films between
    Tour(tour::Args),
    /// Compare ways of ranking by people's ratings of films
    Evaluate(evaluate::Args),
    /// Run the web site and its JSON API
    Serve(serve::Args),
    /// Fetch film pages from a wiki, politely, and build a catalogue from them
    Scrape(scrape::Args),
    /// Make a big catalogue in one go: download a file of all film pages of Wikipedia, read it, train
    Get(get::Args),
    /// Build the catalogue again from the pages that are stored
    Extract(extract::Args),
    /// Check, show, convert and merge catalogues (files of films)
    Catalogue(catalogue::Args),
    /// Train a model on a catalogue
    Train(train::Args),
    /// List, show, compare and check trained models; switch, go back, remove old ones
    Models(models::Args),
    /// Look for what is wrong here: data, models, disk, clock, port, and say what to run
    Doctor,
    /// Print the script by which a shell completes commands and options
    Completions(completions::Args),
    /// Print the manual, or write a page for each command
    Manual(manual::Args),
    /// Print the licences of Matinee and of all that it contains
    Licences,
}

impl Command {
    pub(crate) fn run(&self, context: &Context, interface: &Interface) -> Result<()> {
        match self {
            Self::Recommend(args) => recommend::run(args, context),
            Self::Explain(args) => explain::run(args, context),
            Self::Taste(args) => taste::run(args, context),
            Self::Library(args) => library::run(args, context),
            Self::Search(args) => search::run(args, context),
            Self::Tour(args) => tour::run(args, context),
            Self::Evaluate(args) => evaluate::run(args, context),
            Self::Serve(args) => serve::run(args, context),
            Self::Scrape(args) => scrape::run(args, context),
            Self::Get(args) => get::run(args, context),
            Self::Extract(args) => extract::run(args, context),
            Self::Catalogue(args) => catalogue::run(args, context),
            Self::Train(args) => train::run(args, context),
            Self::Models(args) => models::run(args, context),
            Self::Doctor => doctor::run(context, interface),
            Self::Completions(args) => completions::run(args, interface),
            Self::Manual(args) => manual::run(args, interface),
            Self::Licences => licences::run(),
        }
    }
}
