//! What is wrong with the files and rows of an import, in the language of the page.

use crate::limits::{IMPORT_NAMED_FILMS, IMPORT_PROBLEMS};
use crate::text::SiteText;
use matinee_catalogue::fold::printable;
use matinee_catalogue::history::{History, HistoryReport, MAX_NAMED_FILES, MAX_NAMED_ROWS};
use matinee_catalogue::import::{ImportFault, RowProblem};
use serde_json::Value;

/// A file: what it is.
#[derive(Debug)]
pub(crate) struct ReadFile {
    pub(super) name: String,
    pub(super) about: String,
}

/// The files that had films, and what each is.
pub(super) fn found_files(text: &SiteText, history: &History) -> Vec<ReadFile> {
    let words = &text.import;
    let file =
        |file: &HistoryReport| {
            let form = key(&file.form).and_then(|key| words.forms.get(&key).cloned());
            let mut about = vec![form.unwrap_or_else(|| file.form.to_string()), text.count(&words.rows, file.rows)];
            about.extend(file.scale.map(|scale| {
                let words = if scale.is_one_best { &words.marks } else { &words.best };
                words.with("best", scale.highest)
            }));
            about.extend(file.scale.filter(|scale| scale.is_guess).map(|scale| {
                if scale.is_one_best { words.one_is_best.clone() } else { words.highest_is_best.clone() }
            }));
            about.extend(file.is_unsaid.then(|| words.taken_as_wanted.clone()));
            ReadFile { name: printable(&file.path.to_string_lossy()).into_owned(), about: about.join(", ") }
        };
    history.files.iter().take(IMPORT_NAMED_FILMS).map(file).collect()
}

/// What is wrong with files and rows.
pub(super) fn problems(text: &SiteText, history: &History) -> Vec<String> {
    let rows = history.problems.iter().map(|problem| row(text, problem));
    skipped(text, history).chain(rows).take(IMPORT_PROBLEMS).collect()
}

/// Why nothing was read.
pub(super) fn why_nothing(text: &SiteText, history: &History) -> String {
    let mut why: Vec<String> = skipped(text, history).take(MAX_NAMED_FILES).collect();
    let bad = history.problems.iter().filter(|problem| problem.is_fatal);
    why.extend(bad.take(MAX_NAMED_ROWS).map(|problem| row(text, problem)));
    why.extend(left_out_kinds(text, history));
    if why.is_empty() { text.import.nothing_given.clone() } else { why.join("; ") }
}

fn skipped(text: &SiteText, history: &History) -> impl Iterator<Item = String> {
    let file = |(path, fault): &(std::path::PathBuf, ImportFault)| {
        format!("{}: {}", printable(&path.to_string_lossy()), said(text, None, fault))
    };
    history.skipped.iter().map(file)
}

fn row(text: &SiteText, problem: &RowProblem) -> String {
    let RowProblem { path, line, column, reason, is_fatal } = problem;
    let kept = if *is_fatal { "" } else { &text.import.film_is_kept };
    format!("{}:{line}: {}{kept}", printable(&path.to_string_lossy()), said(text, column.as_deref(), reason))
}

/// What was left out, by its kinds.
pub(super) fn left_out_kinds(text: &SiteText, history: &History) -> Option<String> {
    let words = &text.import;
    let kind = |(kind, n): (&&'static str, &u64)| {
        let phrase = words.left_out_kinds.get(*kind);
        phrase.map_or_else(|| format!("{n} {kind}"), |phrase| phrase.with("n", n))
    };
    let kinds: Vec<String> = history.left_out.iter().map(kind).collect();
    (!kinds.is_empty()).then(|| words.left_out.with("kinds", kinds.join(", ")))
}

/// A fault in the words of the page. What none of its words fit is said as the readers of files say it.
fn said(text: &SiteText, column: Option<&str>, fault: &ImportFault) -> String {
    let values = serde_json::to_value(fault).unwrap_or_default();
    let phrase = values["kind"].as_str().and_then(|kind| text.import.faults.get(kind));
    let of_column = |what: String| match column {
        Some(column) => text.import.column.fill(&[("column", printable(column).into_owned()), ("what", what)]),
        None => what,
    };
    let Some(phrase) = phrase else { return of_column(printable(&fault.to_string()).into_owned()) };
    let value = |(name, value): (&String, &Value)| {
        let shown = match (fault, value) {
            (ImportFault::NoRow { column, first }, Value::Object(_)) => said(text, column.as_deref(), first),
            (_, Value::String(shown)) => printable(shown).into_owned(),
            (_, value) => value.to_string(),
        };
        (name.clone(), shown)
    };
    let values: Vec<(String, String)> = values.as_object().into_iter().flatten().map(value).collect();
    let values: Vec<(&str, &String)> = values.iter().map(|(name, value)| (name.as_str(), value)).collect();
    of_column(phrase.fill(&values))
}

/// The name of a kind in the files of texts.
fn key(kind: &impl serde::Serialize) -> Option<String> {
    serde_json::to_value(kind).ok()?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fault after this one; the match tells whoever adds one to add it here and to the texts.
    fn after(fault: &ImportFault) -> Option<ImportFault> {
        let found = || "x".to_owned();
        Some(match fault {
            ImportFault::TooLong => ImportFault::NotAnObject,
            ImportFault::NotAnObject => ImportFault::Cells { cells: 3, columns: 4 },
            ImportFault::Cells { .. } => ImportFault::OpenQuote { line: 7 },
            ImportFault::OpenQuote { .. } => ImportFault::Missing,
            ImportFault::Missing => ImportFault::LongTitle { most: 500 },
            ImportFault::LongTitle { .. } => ImportFault::NotAYear { found: found() },
            ImportFault::NotAYear { .. } => ImportFault::NotARating { found: found() },
            ImportFault::NotARating { .. } => ImportFault::RatingOutOfRange { best: found(), found: found() },
            ImportFault::RatingOutOfRange { .. } => ImportFault::Numbered { beside: found() },
            ImportFault::Numbered { .. } => ImportFault::NoFilm,
            ImportFault::NoFilm => ImportFault::CutJson,
            ImportFault::CutJson => ImportFault::NoTitleColumn { columns: found() },
            ImportFault::NoTitleColumn { .. } => ImportFault::NoText,
            ImportFault::NoText => ImportFault::Empty,
            ImportFault::Empty => ImportFault::Markup,
            ImportFault::Markup => ImportFault::Workbook,
            ImportFault::Workbook => ImportFault::LongWorkbook { most: 64 },
            ImportFault::LongWorkbook { .. } => ImportFault::Database,
            ImportFault::Database => ImportFault::NoListByName,
            ImportFault::NoListByName => ImportFault::PathOut,
            ImportFault::PathOut => ImportFault::TakenBack,
            ImportFault::TakenBack => ImportFault::Hidden,
            ImportFault::Hidden => ImportFault::Tags,
            ImportFault::Tags => ImportFault::Owned,
            ImportFault::Owned => ImportFault::OthersReviews,
            ImportFault::OthersReviews => ImportFault::Lists,
            ImportFault::Lists => ImportFault::Begun,
            ImportFault::Begun => ImportFault::List,
            ImportFault::List => ImportFault::OtherThings,
            ImportFault::OtherThings => ImportFault::NoFilms,
            ImportFault::NoFilms => {
                ImportFault::NoRow { column: Some("title".to_owned()), first: Box::new(ImportFault::Missing) }
            }
            ImportFault::NoRow { .. } => ImportFault::Other { why: found() },
            ImportFault::Other { .. } => return None,
        })
    }

    #[test]
    fn every_fault_is_said_in_every_language() {
        let english = <&SiteText>::default();
        let german = SiteText::tagged("de").unwrap();
        let faults = std::iter::successors(Some(ImportFault::TooLong), after);
        for fault in faults.filter(|fault| !matches!(fault, ImportFault::Other { .. })) {
            let (plain, other) = (said(english, Some("y"), &fault), said(german, Some("y"), &fault));
            assert!(plain.starts_with("“y” ") && other.starts_with("„y“ ") && !other.contains('{'), "{plain} {other}");
            assert_ne!(plain.trim_start_matches("“y” "), other.trim_start_matches("„y“ "), "{fault:?}");
        }
        let first = ImportFault::NoRow { column: Some("<b>".to_owned()), first: Box::new(ImportFault::Missing) };
        assert_eq!(said(german, None, &first), "keine Zeile ist ein Film („<b>“ fehlt: jeder Film braucht das)");
    }
}
