//! A person's picks in a file, as the site saves them or as `matinee taste` writes them.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use matinee_features::Model;
use matinee_rank::{Taste, TasteFile, TasteRule};
use serde::Deserialize;

/// The size of a file of picks: more than a thousand ids need.
const MAX_BYTES: u64 = 1 << 20;

#[derive(Deserialize)]
struct SavedPicks {
    matinee: u32,
    #[serde(default)]
    like: Vec<String>,
    #[serde(default)]
    dislike: Vec<String>,
    #[serde(default)]
    seen: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

/// Reads a taste, with the rules that stay, which hold for the whole group. A person's boosted and muted terms are ignored: they must
/// not steer a list for several people.
pub(super) fn read(path: &Path, model: &Model) -> Result<(Taste, Vec<TasteRule>)> {
    let name = path.display();
    let mut text = String::new();
    let file = File::open(path).with_context(|| format!("cannot read the picks in {name}"))?;
    file.take(MAX_BYTES + 1).read_to_string(&mut text).with_context(|| format!("cannot read the picks in {name}"))?;
    if text.len() as u64 > MAX_BYTES {
        bail!("{name} is larger than a file of picks can be ({MAX_BYTES} bytes)");
    }
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
        return of_taste_file(&name.to_string(), &text, model);
    }
    let picks: SavedPicks = serde_json::from_str(&text)
        .with_context(|| format!("{name} holds no picks: save them on the site: My films, \"Picks as JSON\""))?;
    if picks.matinee != 1 {
        bail!("{name} was saved by another Matinee (form {}): save the picks again", picks.matinee);
    }
    let taste = Taste::from_ids(model, &picks.like, &picks.dislike, &picks.seen);
    let taste = taste.with_context(|| format!("the picks in {name} do not fit this catalogue"))?;
    if taste.says_nothing() {
        bail!("{name} holds neither likes nor dislikes: there is nothing to choose by");
    }
    let rules: Result<Vec<TasteRule>, _> = picks.never.iter().map(|rule| rule.parse()).collect();
    Ok((taste, rules.with_context(|| name.to_string())?))
}

/// A taste as `matinee taste` writes it. Films that the model does not have do not count.
fn of_taste_file(name: &str, text: &str, model: &Model) -> Result<(Taste, Vec<TasteRule>)> {
    let written: TasteFile = text.parse().with_context(|| name.to_owned())?;
    let taste =
        written.in_model(model).with_context(|| format!("the taste in {name} does not fit this catalogue"))?.taste;
    if taste.says_nothing() {
        bail!("{name} holds neither likes nor dislikes of this catalogue's films: there is nothing to choose by");
    }
    Ok((taste, written.never))
}
