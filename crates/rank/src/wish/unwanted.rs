//! What else is not wanted by whoever does not want something: no violence is no war either, and nothing sad is nothing
//! bleak.

use matinee_features::Model;

use super::bearing::Columns;
use super::{WishMeaning, WishPart};
use crate::row_set::RowSet;

/// A theme, and the themes and genres of which films are left out with it.
type Unwanted = (&'static str, &'static [&'static str], &'static [&'static str]);

const UNWANTED_TOO: &[Unwanted] = &[
    (
        "graphic violence",
        &[
            "action thriller",
            "battlefield",
            "boxing film",
            "child abuse",
            "combat film",
            "domestic violence",
            "exploitation film",
            "gangster film",
            "gory",
            "hitman film",
            "juvenile delinquent film",
            "kidnapping thriller",
            "murder",
            "police violence",
            "revenge",
            "serial killer film",
            "sexual violence",
            "slasher",
            "street gangs",
            "swashbuckler",
            "terrorism",
            "vigilante film",
            "war crimes",
        ],
        &["action", "crime", "horror", "martial arts", "thriller", "war", "western"],
    ),
    ("gory", &["body horror", "graphic violence"], &[]),
    ("frightening", &["disturbing", "eerie", "serial killer film"], &["horror"]),
    ("disturbing", &["body horror", "child abuse", "gory", "graphic violence", "sexual violence"], &[]),
    (
        "bleak",
        &[
            "addiction drama",
            "austere",
            "child abuse",
            "disturbing",
            "dystopia",
            "gangster film",
            "graphic violence",
            "grief",
            "gritty",
            "heartbreaking",
            "Holocaust drama",
            "illness drama",
            "post-apocalyptic film",
            "poverty",
            "sexual violence",
            "tearjerker",
            "war crimes",
        ],
        &["horror", "war"],
    ),
    (
        "heartbreaking",
        &["bleak", "doomed romance", "grief", "Holocaust drama", "illness drama", "tearjerker", "war crimes"],
        &[],
    ),
    ("tearjerker", &["grief", "heartbreaking", "illness drama"], &[]),
    ("sexually explicit", &["erotic", "erotic thriller", "seduction", "sex comedy", "sexual violence"], &["erotic"]),
];

/// The films that are left out with an unwanted theme, beside those that bear it. What another part of the wish asks for is
/// wanted: horror that is not gory.
pub(super) fn unwanted_too(model: &Model, name: &str, parts: &[WishPart]) -> Option<RowSet> {
    let (_, themes, genres) = UNWANTED_TOO.iter().find(|(of, ..)| *of == name)?;
    let is_wanted = |name: &str| {
        parts.iter().filter(|part| !part.negated).any(|part| match &part.meaning {
            WishMeaning::Theme(wanted) => *wanted == name,
            WishMeaning::Kind(wanted) => wanted.contains(&name),
            _ => false,
        })
    };
    let unless_wanted =
        |names: &[&'static str]| names.iter().copied().filter(|name| !is_wanted(name)).collect::<Vec<_>>();
    let (others, itself) =
        (Columns::of(model, &unless_wanted(themes), &unless_wanted(genres)), Columns::of(model, &[name], &[]));
    // Those that bear the theme itself are muted, and counted so.
    Some(others.films(model).into_iter().filter(|&row| !itself.has(model, row)).collect())
}
