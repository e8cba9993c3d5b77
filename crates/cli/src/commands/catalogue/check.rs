//! `matinee catalogue check`

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use matinee_catalogue::check;
use serde_json::json;

use crate::Context;
use crate::commands::print_json;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  matinee catalogue check data/starter")]
pub(crate) struct Args {
    /// A file of films, or a folder of .jsonl files that make one catalogue
    #[arg(default_value = "data/starter", value_name = "FILE|FOLDER")]
    path: PathBuf,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let report = check::check(&args.path)?;
    let findings = report.findings.len();
    if context.json {
        let rows: Vec<_> = report
            .findings
            .iter()
            .map(|f| json!({"file": f.path, "line": f.line, "id": f.id, "field": f.field, "problem": f.problem}))
            .collect();
        print_json(&json!({"files": report.files, "films": report.films, "findings": rows}))?;
    } else {
        let mut out = std::io::stdout().lock();
        for finding in &report.findings {
            writeln!(out, "{finding}")?;
        }
        if findings == 0 {
            writeln!(out, "{} films in {} files, all in form.", report.films, report.files)?;
        }
    }
    match findings {
        0 => Ok(()),
        n => bail!("{n} findings in {} films: see the lines above", report.films),
    }
}
