//! `matinee completions`

use std::io::Write;

use anyhow::Result;
use clap_complete::shells::{Bash, Fish, Zsh};
use clap_complete::{Generator, generate};

use crate::interface::Interface;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell that the script is for
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

pub(crate) fn run(args: &Args, interface: &Interface) -> Result<()> {
    let script = match args.shell {
        Shell::Bash => script(Bash, interface),
        Shell::Zsh => script(Zsh, interface),
        Shell::Fish => script(Fish, interface),
    };
    Ok(crate::output::stdout().write_all(&script)?)
}

/// The whole script: its generator would panic if the output were closed.
fn script(shell: impl Generator, interface: &Interface) -> Vec<u8> {
    let mut script = Vec::new();
    generate(shell, &mut interface.plain.clone(), "matinee", &mut script);
    script
}
