//! What a library has, for people and as JSON.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use matinee_catalogue::fold::printable;
use matinee_catalogue::library::{Library, LibrarySource};
use matinee_rank::ModelLibrary;
use serde_json::{Value, json};

use crate::commands::found;
use crate::context::Context;
use crate::model;
use crate::output::print_json;

/// Shows a library, and what of it is in the current model.
pub(super) fn show(path: &Path, library: &Library, unmatched: Option<&Path>, context: &Context) -> Result<()> {
    let (model, _) = model::open(context)?;
    let found = ModelLibrary::new(&model, library);
    if let Some(path) = unmatched {
        found::write_unmatched(path, &model, &found.unmatched)?;
    }
    let films: usize = library.sources.iter().map(|source| source.films.len()).sum();
    if context.json {
        let sources: Vec<Value> = library.sources.iter().zip(&found.found).map(as_json).collect();
        return print_json(&json!({
            "library": path, "films": films, "owned": found.owned().len(), "watched": found.watched().len(),
            "sources": sources, "unsure": found::unsure_json(&model, &found.unsure),
            "not_found": found::unmatched_json(&model, &found.unmatched),
        }));
    }
    let mut out = crate::output::stdout();
    for source in &library.sources {
        writeln!(out, "{}", line(source))?;
        if let Some(why) = &source.failed {
            writeln!(out, "  did not answer since: {}", printable(why))?;
        }
    }
    writeln!(
        out,
        "{}: {}, {} in this model, {} watched; {} not found",
        path.display(),
        counted(films, "film"),
        found.owned().len(),
        found.watched().len(),
        found.unmatched.len()
    )?;
    found::print_unsure(&mut out, &model, &found.unsure)?;
    let what_next = match unmatched {
        Some(path) => format!("all are in {0}: fill in ids and run `matinee library add list {0}`", path.display()),
        None => "--unmatched FILE writes them all, to be filled in and added with `matinee library add list FILE`"
            .to_owned(),
    };
    found::print_unmatched(&mut out, &model, &found.unmatched, &what_next)
}

/// `home: jellyfin http://192.168.1.5:8096, 812 films, 240 watched, asked 2026-11-28T20:00:00Z`
fn line(source: &LibrarySource) -> String {
    let LibrarySource { name, kind, place, films, .. } = source;
    let watched = films.iter().filter(|film| film.watched).count();
    let watched =
        if source.says_watched { format!("{watched} watched") } else { "does not say what was watched".to_owned() };
    let asked = source.asked.as_deref().unwrap_or("never");
    let (name, place) = (printable(name), printable(place));
    format!("{name}: {kind} {place}, {}, {watched}, asked {}", counted(films.len(), "film"), printable(asked))
}

fn as_json((source, found): (&LibrarySource, &usize)) -> Value {
    let watched = source.says_watched.then(|| source.films.iter().filter(|film| film.watched).count());
    json!({
        "name": source.name, "kind": source.kind, "place": source.place, "user": source.user, "asked": source.asked,
        "failed": source.failed, "films": source.films.len(), "found": found, "watched": watched,
    })
}

/// "1 film", "812 films"
fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
