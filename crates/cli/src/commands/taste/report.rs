//! What an import of a taste found, for people and as JSON.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use matinee_catalogue::fold::printable;
use matinee_catalogue::history::{HistoryReport, Opinion, RatingScale};
use matinee_features::Model;
use matinee_rank::{RatingCuts, TasteFile, TasteImport};
use serde_json::{Value, json};

use crate::commands::found;

/// What is said of a list whose films are taken as wanted.
const UNSAID: &str = "a list says neither seen nor liked: its films are taken as want (--as says otherwise)";
/// What is said of a column "Note", which is a school mark in German and any rating in French.
const ONE_IS_BEST: &str =
    "\"Note\" is taken as a school mark, 1 is best (if 6 is, call the column \"Note (6 = best)\")";
const HIGHEST_IS_BEST: &str = "the highest \"Note\" is taken as best (if 1 is, call the column \"Note (1 = best)\")";
/// Problems of rows shown.
const SHOWN_PROBLEMS: usize = 10;
/// The width of the longest bar of the ratings.
const BAR: u32 = 40;

/// Prints what was read and what was not found.
pub(super) fn print(model: &Model, import: &TasteImport, unmatched: Option<&Path>) -> Result<()> {
    let history = &import.history;
    for problem in history.problems.iter().take(SHOWN_PROBLEMS) {
        eprintln!("{problem}");
    }
    let mut out = crate::output::stdout();
    for file in &history.files {
        let scale = match file.scale {
            None => String::new(),
            Some(RatingScale { highest, is_one_best: true, .. }) => {
                format!(", school marks from 1, the best, to {highest}")
            }
            Some(RatingScale { highest, .. }) => format!(", ratings of {highest}"),
        };
        let rows = if file.rows == 1 { "row" } else { "rows" };
        writeln!(out, "{}: {}, {} {rows}{scale}", printable(&file.path.to_string_lossy()), file.form, file.rows)?;
        for remark in remarks(file) {
            writeln!(out, "  {remark}")?;
        }
    }
    for (path, reason) in &history.skipped {
        writeln!(out, "{}: not read: {}", printable(&path.to_string_lossy()), printable(&reason.to_string()))?;
    }
    let mut counts = vec![format!("{} films", import.films), format!("{} not found", import.unmatched.len())];
    counts.extend(history.left_out.iter().map(|(kind, n)| format!("{n} {kind} left out")));
    if history.bad > 0 {
        let rows = if history.bad == 1 { "row" } else { "rows" };
        counts.push(format!("{} bad {rows} passed over", history.bad));
    }
    writeln!(out, "{}", counts.join("; "))?;
    if let Some(cuts) = &import.cuts {
        print_cuts(&mut out, cuts)?;
    }
    found::print_unsure(&mut out, model, &import.unsure)?;
    let what_next = unmatched.map_or_else(
        || "--unmatched FILE writes them all, to be filled in and imported again".to_owned(),
        |path| format!("all are in {0}: fill in ids and run `matinee taste import {0}`", path.display()),
    );
    found::print_unmatched(&mut out, model, &import.unmatched, &what_next)
}

/// What was chosen for a file that does not say it.
fn remarks(file: &HistoryReport) -> Vec<&'static str> {
    let scale = file.scale.filter(|scale| scale.is_guess);
    let guess = scale.map(|scale| if scale.is_one_best { ONE_IS_BEST } else { HIGHEST_IS_BEST });
    file.is_unsaid.then_some(UNSAID).into_iter().chain(guess).collect()
}

/// A bar for each tenth of the scale, with what it means.
fn print_cuts(out: &mut impl Write, cuts: &RatingCuts) -> Result<()> {
    let most = cuts.counts.iter().copied().max().unwrap_or(1).max(1);
    writeln!(out, "\nYour ratings, of 10 (mean {:.1}, spread {:.1}):", cuts.mean * 10.0, cuts.spread * 10.0)?;
    for (tenth, &count) in (1..=10_u32).zip(&cuts.counts) {
        let mut bar = "#".repeat((count * BAR).div_ceil(most) as usize);
        if !bar.is_empty() {
            bar.push(' ');
        }
        let what = match cuts.judge(f64::from(tenth) / 10.0) {
            (Opinion::Seen, _) => "seen".to_owned(),
            (opinion, weight) => format!("{opinion} {weight}"),
        };
        writeln!(out, "  {tenth:>2}  {what:<9}  {bar}{count}")?;
    }
    writeln!(
        out,
        "  --like-from {:.1} --dislike-to {:.1} move the cuts",
        cuts.like_from * 10.0,
        cuts.dislike_to * 10.0
    )?;
    Ok(())
}

/// All of it.
pub(super) fn as_json(model: &Model, import: &TasteImport, out: &Path, taste: &TasteFile, left_out: usize) -> Value {
    let history = &import.history;
    let files: Vec<Value> = history
        .files
        .iter()
        .map(|file| {
            let best = file.scale.map(|scale| if scale.is_one_best { 1.0 } else { scale.highest });
            json!({
                "file": file.path, "form": file.form.to_string(), "rows": file.rows, "best_rating": best, "remarks": remarks(file),
            })
        })
        .collect();
    let skipped: Vec<Value> =
        history.skipped.iter().map(|(path, reason)| json!({ "file": path, "reason": reason.to_string() })).collect();
    let unmatched = found::unmatched_json(model, &import.unmatched);
    let unsure = found::unsure_json(model, &import.unsure);
    let cuts = import.cuts.map(|cuts| {
        json!({
            "mean": cuts.mean, "spread": cuts.spread, "like_from": cuts.like_from, "dislike_to": cuts.dislike_to,
            "counts": cuts.counts,
        })
    });
    let problems: Vec<String> = history.problems.iter().map(ToString::to_string).collect();
    json!({
        "taste": out, "films": import.films, "likes": taste.count(Opinion::Like), "dislikes": taste.count(Opinion::Dislike),
        "seen": taste.count(Opinion::Seen), "wanted": taste.count(Opinion::Want), "too_many": left_out,
        "ratings": cuts, "left_out": history.left_out, "bad": history.bad, "problems": problems, "files": files,
        "not_read": skipped, "unsure": unsure, "not_found": unmatched,
    })
}
