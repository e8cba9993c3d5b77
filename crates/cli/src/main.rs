//! matinee: scrapes, trains, recommends, evaluates and serves films from one binary.
//!
//! Each command is one file under `commands/`. This file reads the command line and turns errors into exit codes: 0 done,
//! 1 failed, 2 the command line was not understood.

#[macro_use]
mod output;
mod commands;
mod config;
mod context;
mod error;
mod extraction;
mod films;
mod fixed_picks;
mod follow;
mod interface;
mod library_file;
mod model;
mod model_source;
mod model_store;
mod quality;
mod times;

use std::env;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser};
use tracing_subscriber::EnvFilter;

use context::Context;
use error::UsageError;
use interface::Interface;
use matinee_server::LOG_FILTER;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What shall we watch? Name films you love and get the ones you would love next, with reasons.
///
/// Works at once: a starter catalogue is inside the program. `matinee scrape` or `matinee train --catalogue FILE` brings
/// more films. Your picks are neither stored nor sent anywhere.
#[derive(Debug, Parser)]
#[command(name = "matinee", version, propagate_version = true, max_term_width = 100, after_help = AFTER_HELP)]
struct Cli {
    #[command(flatten)]
    context: Context,
    #[command(subcommand)]
    command: commands::Command,
}

const AFTER_HELP: &str = "Examples:
  matinee recommend --like Alien --like \"Blade Runner\"
  matinee serve
  matinee search miyazaki

A file matinee.toml in the current folder, or the file that MATINEE_CONFIG names, sets defaults for
options that take a value. Options marked [env: NAME=] can also be set in the environment.
Exit codes: 0 done, 1 failed, 2 the command line was not understood.";

fn main() -> ExitCode {
    let usual = || EnvFilter::new(format!("{LOG_FILTER},warn,matinee=info"));
    let filter = match env::var("MATINEE_LOG") {
        Ok(chosen) => EnvFilter::try_new(format!("{LOG_FILTER},{chosen}")).unwrap_or_else(|_| usual()),
        Err(_) => usual(),
    };
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(output::stderr).with_ansi(false).init();
    let configured = match config::apply(Cli::command()) {
        Ok(configured) => configured,
        Err(error) => {
            eprintln!("error: {}", error::message(&error));
            return ExitCode::from(2);
        }
    };
    let matches = configured.clone().get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let interface = Interface { plain: Cli::command(), configured };
    let Err(error) = cli.command.run(&cli.context, &interface) else { return ExitCode::SUCCESS };
    if let Some(UsageError(message)) = error.downcast_ref() {
        Cli::command().error(ErrorKind::MissingRequiredArgument, message).exit();
    }
    if error::is_closed_pipe(&error) {
        return ExitCode::SUCCESS;
    }
    eprintln!("error: {}", error::message(&error));
    ExitCode::FAILURE
}
