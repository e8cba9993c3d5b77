//! matinee: scrapes, trains, recommends, evaluates and serves films from one binary.
//!
//! One file a command under `commands/`; this file only reads the command line and turns errors into exit codes:
//! 0 done, 1 failed, 2 not understood.

mod commands;
mod config;
mod films;
mod model;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser};
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What shall we watch? Name films you love and get the ones you would love next, with reasons.
///
/// Works at once on a starter catalogue inside the program. `matinee scrape` or `matinee train --catalogue FILE` brings
/// more films. Nothing that you like is kept or sent anywhere.
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

Every option can also stand in the environment (MATINEE_DATA, MATINEE_LISTEN ...) or in a file matinee.toml.
Exit codes: 0 done, 1 failed, 2 the command line was not understood.";

/// What every command is told.
#[derive(Debug, Clone, clap::Args)]
struct Context {
    /// Folder for everything that is made: pages, catalogue, models
    #[arg(long, global = true, display_order = 900, env = "MATINEE_DATA", default_value = "data", value_name = "DIR")]
    data: PathBuf,
    /// Print JSON instead of text
    #[arg(long, global = true, display_order = 901)]
    json: bool,
}

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("MATINEE_LOG").unwrap_or_else(|_| EnvFilter::new("warn,matinee=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
    let command = match config::apply(Cli::command()) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("error: {}", told(&error));
            return ExitCode::from(2);
        }
    };
    let matches = command.get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match cli.command.run(&cli.context) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", told(&error));
            ExitCode::FAILURE
        }
    }
}

/// An error and its causes, each said once: many a message names its cause already.
fn told(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |mut text, cause| {
        if !text.contains(&cause) {
            text.extend([if text.is_empty() { "" } else { ": " }, &cause]);
        }
        text
    })
}

/// `matinee ... | head` is no failure.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| {
        cause.downcast_ref().is_some_and(closed)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    })
}
