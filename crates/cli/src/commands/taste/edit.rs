//! `matinee taste add` and `matinee taste remove`

use std::path::PathBuf;

use anyhow::{Result, bail};
use matinee_catalogue::FilmId;
use matinee_catalogue::fold::title_key;
use matinee_catalogue::history::Opinion;
use matinee_rank::{MAX_WEIGHT, PLAIN_WEIGHT, TasteFile, named};

use super::{file, show, steer};
use crate::context::Context;
use crate::error::UsageError;
use crate::output::print_json;
use crate::{films, model};

#[derive(Debug, clap::Args)]
pub(crate) struct AddArgs {
    /// A film you like, by title or id; may be repeated
    #[arg(long, short = 'l', value_name = "TITLE")]
    like: Vec<String>,
    /// A film you dislike; may be repeated
    #[arg(long, short = 'd', value_name = "TITLE")]
    dislike: Vec<String>,
    /// A film you have seen; may be repeated
    #[arg(long, value_name = "TITLE")]
    seen: Vec<String>,
    /// A film you want to see; may be repeated
    #[arg(long, value_name = "TITLE")]
    want: Vec<String>,
    /// How much the likes and dislikes count, from 1 to 4
    #[arg(long, value_name = "N", default_value_t = PLAIN_WEIGHT, value_parser = clap::value_parser!(u8).range(1..=i64::from(MAX_WEIGHT)))]
    weight: u8,
    /// A term whose films to leave out, written as in the reasons
    #[arg(long, value_name = "TERM")]
    mute: Vec<String>,
    /// A term you want less of
    #[arg(long, value_name = "TERM")]
    less: Vec<String>,
    /// A term you want more of
    #[arg(long, value_name = "TERM")]
    boost: Vec<String>,
    /// The taste [default: taste.toml in the data folder]
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

pub(crate) fn add(args: &AddArgs, context: &Context) -> Result<()> {
    let lists = [
        (&args.like, Opinion::Like),
        (&args.dislike, Opinion::Dislike),
        (&args.seen, Opinion::Seen),
        (&args.want, Opinion::Want),
    ];
    if lists.iter().all(|(titles, _)| titles.is_empty())
        && [&args.mute, &args.less, &args.boost].iter().all(|terms| terms.is_empty())
    {
        return Err(UsageError(
            "nothing to add: name a film with --like, --dislike, --seen or --want, or a term with --mute, --less or --boost"
                .to_owned(),
        )
        .into());
    }
    let path = file::path(args.file.as_ref(), context);
    let mut taste = file::read_if_there(&path)?.unwrap_or_default();
    let (model, _) = model::open(context)?;
    for (titles, opinion) in lists {
        let weight = if matches!(opinion, Opinion::Like | Opinion::Dislike) { args.weight } else { PLAIN_WEIGHT };
        for row in films::find_all(&model, titles)? {
            taste.set(named(model.film(row), opinion, weight));
        }
    }
    steer(&mut taste, [&args.mute, &args.less, &args.boost]);
    save(taste, &path, context)
}

#[derive(Debug, clap::Args)]
pub(crate) struct RemoveArgs {
    /// Films to take out, by title or id
    #[arg(value_name = "TITLE")]
    films: Vec<String>,
    /// A muted, lessened or boosted term to take out; may be repeated
    #[arg(long, value_name = "TERM")]
    term: Vec<String>,
    /// The taste [default: taste.toml in the data folder]
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

pub(crate) fn remove(args: &RemoveArgs, context: &Context) -> Result<()> {
    if args.films.is_empty() && args.term.is_empty() {
        return Err(UsageError("nothing to remove: name a film, or a term with --term".to_owned()).into());
    }
    let path = file::path(args.file.as_ref(), context);
    let mut taste = file::read(&path)?;
    for name in &args.films {
        let id = named_in(&taste, name)?;
        taste.remove(&id);
    }
    for term in &args.term {
        if !taste.remove_term(term) {
            bail!("{term:?} is neither muted, lessened nor boosted in {}", path.display());
        }
    }
    save(taste, &path, context)
}

/// The film of a taste that a text names: no model is asked, which may not have it.
fn named_in(taste: &TasteFile, name: &str) -> Result<FilmId> {
    if let Some(film) = name.parse::<FilmId>().ok().and_then(|id| taste.film(&id)) {
        return Ok(film.id.clone());
    }
    let wanted = title_key(name);
    let bare = |title: &str| title.rsplit_once(" (").map_or_else(|| title_key(title), |(bare, _)| title_key(bare));
    let found: Vec<_> =
        taste.films().iter().filter(|film| title_key(&film.title) == wanted || bare(&film.title) == wanted).collect();
    match found.as_slice() {
        [] => bail!("the taste names no film {name:?}: `matinee taste show` lists them"),
        [film] => Ok(film.id.clone()),
        several => {
            let ids: Vec<&str> = several.iter().map(|film| film.id.as_str()).collect();
            bail!("several films of the taste are called {name:?}: give one of the ids {}", ids.join(", "))
        }
    }
}

pub(super) fn save(mut taste: TasteFile, path: &std::path::Path, context: &Context) -> Result<()> {
    taste.sort();
    file::write(path, &taste)?;
    if context.json {
        return print_json(&show::as_json(&taste));
    }
    println!("{}: {}", path.display(), file::counts(&taste));
    Ok(())
}
