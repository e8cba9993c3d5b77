//! `matinee catalogue check`

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use matinee_catalogue::check::{Finding, check};
use matinee_catalogue::fold::printable;
use serde_json::json;

use crate::context::Context;
use crate::output::print_json;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  matinee catalogue check data/starter")]
pub(crate) struct Args {
    /// A file of films, or a folder of .jsonl files that make one catalogue
    #[arg(default_value = "data/starter", value_name = "FILE|FOLDER")]
    path: PathBuf,
    /// Show every finding; otherwise those of a kind that is found more than 5 times are summed up
    #[arg(long)]
    all: bool,
}

/// Findings of one kind that are shown one by one.
const SHOWN: usize = 5;

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let report = check(&args.path)?;
    let findings = report.findings.len() + report.themes.len();
    if context.json {
        let rows: Vec<_> = report
            .findings
            .iter()
            .map(|f| json!({"file": f.path, "line": f.line, "id": f.id, "field": f.field, "problem": f.problem}))
            .collect();
        let themes: Vec<_> =
            report.themes.iter().map(|t| json!({"theme": t.name, "films": t.films, "limit": t.limit})).collect();
        let alike: Vec<_> =
            report.alike.iter().map(|(a, b, share)| json!({"themes": [a, b], "share": share})).collect();
        print_json(&json!({
            "files": report.files, "films": report.films, "findings": rows, "themes": themes, "alike": alike,
        }))?;
    } else {
        let mut out = crate::output::stdout();
        let (summed, few): (Vec<_>, Vec<_>) =
            report.kinds().into_iter().partition(|kind| kind.count > SHOWN && !args.all);
        let is_shown = |finding: &&Finding| {
            few.iter().any(|kind| (kind.first.field, kind.first.rule) == (finding.field, finding.rule))
        };
        for finding in report.findings.iter().filter(is_shown) {
            writeln!(out, "{}", printable(&finding.to_string()))?;
        }
        for kind in summed {
            writeln!(out, "{}", printable(&kind.to_string()))?;
        }
        for finding in &report.themes {
            writeln!(out, "{finding}")?;
        }
        for (a, b, share) in &report.alike {
            writeln!(
                out,
                "note: {a:?} and {b:?} are mostly in the same films ({:.0} % of those with either)",
                share * 100.0
            )?;
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
