//! `matinee taste import`

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use matinee_catalogue::history::{
    HistoryFile, HistoryOptions, MAX_HISTORY_BYTES, MAX_HISTORY_FILES, Opinion, share_of,
};
use matinee_features::Model;
use matinee_rank::{FilmHashes, TasteFile, TasteImportOptions, TasteToken, import_taste};
use serde_json::json;

use super::{file, report};
use crate::commands::found;
use crate::context::Context;
use crate::model;
use crate::output::print_json;

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Exports of Letterboxd, IMDb, Trakt, MovieLens, Netflix, Simkl, TMDB or Douban, lists of titles, tastes; ZIPs, folders and -
    /// for standard input. They are known by what is in them. A link to a taste, or its token, may be named like a file
    #[arg(required_unless_present = "token", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A link to a taste, or its token; may be repeated
    #[arg(long, value_name = "TOKEN")]
    token: Vec<String>,
    /// The taste to write; what it says of other films stays [default: taste.toml in the data folder]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write the taste afresh, without what it says so far
    #[arg(long)]
    replace: bool,
    /// What films are whose file does not say: like, dislike, seen or want
    #[arg(long = "as", value_name = "WHAT")]
    unsaid: Option<Opinion>,
    /// Whose rows to take of a file that has several people's
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    /// From which rating on a film is liked, such as 3.5/5, 7 (of 10) or 70%; your own mean and spread decide otherwise
    #[arg(long, value_name = "RATING", value_parser = parse_share)]
    like_from: Option<f64>,
    /// Up to which rating a film is disliked
    #[arg(long, value_name = "RATING", value_parser = parse_share)]
    dislike_to: Option<f64>,
    /// Write the films that were not found to this file, with candidates. Fill in ids and import it
    #[arg(long, value_name = "FILE")]
    unmatched: Option<PathBuf>,
}

const EXAMPLES: &str = "Examples:
  matinee taste import letterboxd-ann-2026-11-28.zip
  matinee taste import ratings.csv watchlist.csv --unmatched not-found.csv
  matinee taste import not-found.csv
  matinee taste import favourites.txt --as like
  matinee taste import https://films.example/t/ATKJA...
  matinee taste import ratings.csv --like-from 4/5 --dislike-to 2/5
  matinee recommend --taste data/taste.toml";

/// Endings of exports in a folder, and how deep they are looked for.
const ENDINGS: [&str; 6] = ["csv", "tsv", "json", "txt", "toml", "xlsx"];
const MAX_DEPTH: usize = 4;

fn parse_share(text: &str) -> Result<f64, String> {
    share_of(text).ok_or_else(|| format!("{text:?} is not a rating: write 3.5/5, 7 (of 10) or 70%"))
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    if let (Some(like_from), Some(dislike_to)) = (args.like_from, args.dislike_to)
        && dislike_to >= like_from
    {
        bail!("--dislike-to is not below --like-from: a film would be both");
    }
    let out = file::path(args.out.as_ref(), context);
    let before = file::read_if_there(&out)?.filter(|_| !args.replace);
    let mut files = Vec::new();
    let mut tokens: Vec<TasteToken> = args.token.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
    for path in &args.files {
        match token_of(path)? {
            Some(token) => tokens.push(token),
            None => read(path, &mut files)?,
        }
    }
    let (model, _) = model::open(context)?;
    let options = TasteImportOptions {
        history: HistoryOptions { user: args.user.clone(), unsaid: args.unsaid },
        like_from: args.like_from,
        dislike_to: args.dislike_to,
    };
    let given: Vec<HistoryFile> = files.iter().map(|(name, bytes)| HistoryFile { name, bytes }).collect();
    // Of a link alone there is nothing to report of files.
    let import = if files.is_empty() { None } else { Some(import_taste(&model, &given, &options)?) };
    let mut taste = before.unwrap_or_default();
    let mut left_out = 0;
    if let Some(import) = &import {
        taste.merge(import.taste.clone());
        left_out = import.left_out;
    }
    let (missing, mistaken) = merge_tokens(&tokens, &model, &mut taste);
    left_out += taste.keep_the_most_telling();
    if let (Some(path), Some(import)) = (&args.unmatched, &import) {
        found::write_unmatched(path, &model, &import.unmatched)?;
    }
    file::write(&out, &taste)?;
    if missing > 0 {
        let all: usize = tokens.iter().map(TasteToken::len).sum();
        eprintln!("note: {missing} of the {all} films of the link are not in this model, or could be any of several");
        if let Some(n) = mistaken {
            eprintln!(
                "note: a link names films in brief: about one missing film in {n} is taken for another of this model"
            );
        }
    }
    if context.json {
        return print_json(&match &import {
            Some(import) => report::as_json(&model, import, &out, &taste, left_out),
            None => json!({
                "taste": out, "films": taste.films().len(), "likes": taste.count(Opinion::Like),
                "dislikes": taste.count(Opinion::Dislike), "seen": taste.count(Opinion::Seen),
                "wanted": taste.count(Opinion::Want), "too_many": left_out, "missing": missing,
                "mistaken_one_in": mistaken,
            }),
        });
    }
    if let Some(import) = &import {
        report::print(&model, import, args.unmatched.as_deref())?;
    }
    if left_out > 0 {
        println!(
            "{left_out} films are left out, seen ones first: a taste has at most {}",
            matinee_rank::MAX_TASTE_FILE_FILMS
        );
    }
    println!("{}: {}", out.display(), file::counts(&taste));
    Ok(())
}

/// Takes what links say. How many of their films this model does not have, and where it matters of how many such films one is
/// taken for another.
fn merge_tokens(tokens: &[TasteToken], model: &Model, taste: &mut TasteFile) -> (usize, Option<u64>) {
    let hashes = FilmHashes::new(model.films());
    let (mut missing, mut mistaken) = (0, None);
    for token in tokens {
        let found = token.in_films(model.films(), &hashes);
        missing += found.unknown + found.unsure;
        mistaken = mistaken.into_iter().chain(found.mistaken_one_in).min();
        taste.merge(found.taste);
    }
    (missing, mistaken)
}

/// The token that is named in place of a file.
fn token_of(path: &Path) -> Result<Option<TasteToken>> {
    let Some(text) = path.to_str().filter(|_| !path.exists()) else { return Ok(None) };
    match text.parse() {
        Ok(token) => Ok(Some(token)),
        Err(error) if text.contains("://") => Err(error).with_context(|| text.chars().take(80).collect::<String>()),
        // A file that is missing: reading it says so.
        Err(_) => Ok(None),
    }
}

/// Reads a file, the files of a folder, or standard input.
fn read(path: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    let failed = || format!("cannot read {}", path.display());
    if path == Path::new("-") {
        files.push(("standard input".to_owned(), whole(io::stdin().lock()).with_context(failed)?));
        return Ok(());
    }
    if path.is_dir() {
        let before = files.len();
        folder(path, 0, files).with_context(failed)?;
        if files.len() == before {
            bail!("{} has no files of {}", path.display(), ENDINGS.join(", "));
        }
        return Ok(());
    }
    let bytes = File::open(path).and_then(whole).with_context(failed)?;
    // Ratings of MovieLens' data sets name films by numbers that other files explain.
    let start = bytes[..bytes.len().min(64)].to_ascii_lowercase();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
    files.push((path.display().to_string(), bytes.clone()));
    if start.starts_with(b"userid,movieid,rating") {
        for name in ["movies.csv", "links.csv"] {
            let beside = path.with_file_name(name);
            if beside.is_file() && !files.iter().any(|(known, _)| Path::new(known) == beside) {
                files.push((beside.display().to_string(), File::open(&beside).and_then(whole).with_context(failed)?));
            }
        }
    }
    Ok(())
}

/// As many bytes as may be read, and one more that tells that there are more.
fn whole(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_HISTORY_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn folder(path: &Path, depth: usize, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    for entry in entries {
        // Links are not followed: they can lead in circles.
        let kind = entry.symlink_metadata()?;
        let has_ending = entry.extension().is_some_and(|e| ENDINGS.iter().any(|ending| e.eq_ignore_ascii_case(ending)));
        if kind.is_dir() && depth < MAX_DEPTH {
            folder(&entry, depth + 1, files)?;
        } else if kind.is_file() && has_ending && files.len() < MAX_HISTORY_FILES {
            files.push((entry.display().to_string(), File::open(&entry).and_then(whole)?));
        }
    }
    Ok(())
}
