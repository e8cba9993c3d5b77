//! `matinee taste`: commands about the file of a taste, and the options that describe one to other commands.

mod diff;
mod edit;
mod file;
mod import;
mod link;
mod merge;
mod report;
mod rule;
mod show;

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use matinee_catalogue::history::Opinion;
use matinee_features::{Model, Row};
use matinee_rank::{ModelTaste, PLAIN_WEIGHT, Steer, Taste, TasteFile, TasteRule, named};

use crate::context::Context;
use crate::films;

pub(super) use file::{counts, read_if_there};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: TasteAction,
}

#[derive(Debug, clap::Subcommand)]
enum TasteAction {
    /// Make a taste of what you rated, saw and want to see elsewhere, or of a link
    Import(import::Args),
    /// Show a taste
    Show(show::Args),
    /// Add films and terms to a taste, or change what is said of them
    Add(edit::AddArgs),
    /// Take films and terms out of a taste
    Remove(edit::RemoveArgs),
    /// Add or take out a rule that stays: what is never to be in a list
    Rule(rule::Args),
    /// Print a taste as a link, or as the token of one
    Link(link::Args),
    /// Show what is different in another taste
    Diff(diff::Args),
    /// Make one taste of several; the later one holds where both name a film
    Merge(merge::Args),
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    match &args.action {
        TasteAction::Import(args) => import::run(args, context),
        TasteAction::Show(args) => show::run(args, context),
        TasteAction::Add(args) => edit::add(args, context),
        TasteAction::Remove(args) => edit::remove(args, context),
        TasteAction::Rule(args) => rule::run(args, context),
        TasteAction::Link(args) => link::run(args, context),
        TasteAction::Diff(args) => diff::run(args, context),
        TasteAction::Merge(args) => merge::run(args, context),
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct TasteArgs {
    /// A film you like, by title (with the year if several share it: "King Kong (1933)") or by id; may be repeated
    #[arg(long, short = 'l', value_name = "TITLE")]
    like: Vec<String>,
    /// A film you dislike; may be repeated
    #[arg(long, short = 'd', value_name = "TITLE")]
    dislike: Vec<String>,
    /// A film you have seen, to leave out of the list
    #[arg(long, value_name = "TITLE")]
    seen: Vec<String>,
    /// A kind, theme, person, country, language or keyword whose films to leave out, written as in the reasons; any other word only counts for nothing
    #[arg(long, value_name = "TERM")]
    mute: Vec<String>,
    /// A term you want less of, written as in the reasons
    #[arg(long, value_name = "TERM")]
    less: Vec<String>,
    /// A term you want more of, written as in the reasons
    #[arg(long, value_name = "TERM")]
    boost: Vec<String>,
    /// What is never to be in the list, such as country:France, kind:horror, before:1960 or longer-than:180; may be repeated
    #[arg(long, value_name = "RULE")]
    never: Vec<TasteRule>,
    /// A taste in a file, as `matinee taste import` writes it; the options beside it come before what it says
    #[arg(long = "taste", value_name = "FILE")]
    file: Option<PathBuf>,
}

impl TasteArgs {
    /// The taste of the options, with that of the file. Says what of the file does not count.
    pub(crate) fn open(&self, model: &Model) -> Result<ModelTaste> {
        let rows = |names: &[String]| films::find_all(model, names);
        let (likes, dislikes, seen) = (rows(&self.like)?, rows(&self.dislike)?, rows(&self.seen)?);
        let taste = Taste::new(model, &likes, &dislikes, &seen)?;
        let Some(path) = &self.file else {
            let steer = Steer::new(self.mute.clone(), self.boost.clone())?.lessening(self.less.clone())?;
            let steer = steer.with_rules(self.never.iter().cloned());
            return Ok(ModelTaste { taste, steer, ..ModelTaste::default() });
        };
        let mut written = file::read(path)?;
        let mut set = |rows: &[Row], opinion| {
            for &row in rows {
                written.set(named(model.film(row), opinion, PLAIN_WEIGHT));
            }
        };
        set(taste.seen(), Opinion::Seen);
        set(taste.dislikes(), Opinion::Dislike);
        set(taste.likes(), Opinion::Like);
        steer(&mut written, [&self.mute, &self.less, &self.boost]);
        for rule in &self.never {
            written.add_rule(rule.clone());
        }
        let found = written.in_model(model).with_context(|| format!("the taste in {}", path.display()))?;
        if found.unknown > 0 {
            eprintln!(
                "note: {} of the {} films of {} are not in this model",
                found.unknown,
                written.films().len(),
                path.display()
            );
        }
        Ok(found)
    }
}

/// Adds muted, lessened and boosted terms. A term is one of them.
fn steer(taste: &mut TasteFile, [mute, less, boost]: [&[String]; 3]) {
    for term in [mute, less, boost].into_iter().flatten() {
        taste.remove_term(term);
    }
    taste.muted.extend_from_slice(mute);
    taste.lessened.extend_from_slice(less);
    taste.boosted.extend_from_slice(boost);
}
