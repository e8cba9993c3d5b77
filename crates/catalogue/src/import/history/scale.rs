//! The scale of a column of ratings: the best number of it, or that 1 is best, as among German school marks.

use std::collections::HashMap;

use super::super::columns::{key, words};
use super::numbers::is_numbered;
use super::rating::{GivenRating, best_of, rating};
use super::sheet::{HistorySheet, SheetOrigin};

/// How the numbers of a column are read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatingScale {
    /// The highest number.
    pub highest: f64,
    /// Whether 1 is best and the highest number worst, as among the school marks of Germany and Austria.
    pub is_one_best: bool,
    /// Whether the column could as well be read the other way round.
    pub is_guess: bool,
}

impl RatingScale {
    /// A scale whose highest number is best.
    pub(super) fn to(highest: f64) -> Self {
        Self { highest, is_one_best: false, is_guess: false }
    }

    /// A rating as a share of the best one, above 0 to 1.
    pub(super) fn share(&self, value: f64) -> Option<f64> {
        let value = match self.is_one_best {
            // A "1+" is sometimes written 0.7.
            true if (LEAST_MARK..1.0).contains(&value) => self.highest,
            true if value < LEAST_MARK || value >= self.highest + 1.0 => return None,
            // A "6-" is a 6.
            true => (self.highest + 1.0 - value).max(1.0),
            false => value,
        };
        (value > 0.0 && value <= self.highest).then(|| value / self.highest)
    }
}

/// The best school mark: 1+.
const LEAST_MARK: f64 = 0.66;
/// The worst school mark of Germany, and of Austria.
const WORST: f64 = 6.0;
const WORST_IN_AUSTRIA: f64 = 5.0;
/// Words for school marks alone, in German.
const SCHOOL_MARKS: [&str; 6] = ["schulnote", "schulnoten", "schulnotensystem", "zensur", "zensuren", "noten"];
/// Words that say which number is best, and which is worst: "1 = best", "6 (schlechteste)".
const BEST: [&str; 12] = [
    "best",
    "beste",
    "bestes",
    "bester",
    "top",
    "super",
    "sehr",
    "hervorragend",
    "spitze",
    "excellent",
    "perfect",
    "meilleur",
];
const WORST_WORDS: [&str; 8] =
    ["worst", "schlecht", "schlechteste", "schlechtester", "mies", "ungenugend", "ungenuegend", "pire"];
const FILLERS: [&str; 5] = ["is", "ist", "est", "the", "am"];
/// Words for Austria, and for Switzerland, where 6 is the best mark.
const AUSTRIA: [&str; 4] = ["osterreich", "oesterreich", "at", "austria"];
const SWITZERLAND: [&str; 4] = ["schweiz", "schweizer", "ch", "switzerland"];
/// Columns beside the ratings that show that a table is in German, ...
const GERMAN: [&str; 18] = [
    "titel",
    "filmtitel",
    "deutschertitel",
    "originaltitel",
    "jahr",
    "erscheinungsjahr",
    "produktionsjahr",
    "regie",
    "regisseur",
    "gesehen",
    "gesehenam",
    "gesehenin",
    "datum",
    "laufzeit",
    "darsteller",
    "bemerkung",
    "bemerkungen",
    "kommentar",
];
/// ... or in French, where a "note" is of 5, 10 or 20.
const FRENCH: [&str; 10] =
    ["titre", "titrevf", "titrevo", "titreoriginal", "annee", "realisateur", "realisation", "vu", "vule", "duree"];
/// In a column that is named for school marks more numbers than this share are not above the worst one.
const MAX_SHARE_ABOVE: f64 = 0.5;

/// What the name of a column says of its scale.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Named {
    /// 1 is best.
    One {
        worst: f64,
    },
    /// This number is best.
    Highest(f64),
    /// It is called "Note", which is a school mark in German and any rating in French.
    Note {
        highest: Option<f64>,
    },
    Nothing,
}

/// What a column's name says, and the best number at its end: `Note (1-6)`, `Note (6 = best)`, `Schulnote`.
fn named(column: &str, best: Option<f64>) -> Named {
    let words = words(column);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let bare: Vec<&str> = words.iter().map(String::as_str).filter(|word| !FILLERS.contains(word)).collect();
    let number_before = |list: &[&str]| {
        let pair = bare.windows(2).find(|pair| list.contains(&pair[1]) && pair[0].parse::<f64>().is_ok())?;
        pair[0].parse::<f64>().ok()
    };
    let numbers: Vec<f64> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let highest = numbers.iter().copied().reduce(f64::max).filter(|&highest| highest > 1.0);
    let worst = highest.unwrap_or(if has(&AUSTRIA) && has(&SCHOOL_MARKS) { WORST_IN_AUSTRIA } else { WORST });
    match (number_before(&BEST), number_before(&WORST_WORDS)) {
        (Some(1.0), _) => return Named::One { worst },
        (Some(best), _) => return Named::Highest(best),
        (None, Some(1.0)) => return highest.map_or(Named::Nothing, Named::Highest),
        (None, Some(worst)) => return Named::One { worst },
        (None, None) => {}
    }
    // "Note sur 6" and "Note /6" are of six.
    let is_range = numbers.len() > 1 && numbers.contains(&1.0);
    let is_of = !is_range && best.is_some();
    let is_note = has(&["note"]);
    if is_of || highest.is_some_and(|highest| highest > WORST) {
        return best.or(highest).map_or(Named::Nothing, Named::Highest);
    }
    if (has(&SCHOOL_MARKS) || is_note) && has(&SWITZERLAND) {
        return Named::Highest(WORST);
    }
    if has(&SCHOOL_MARKS) || is_note && highest == Some(WORST) {
        return Named::One { worst };
    }
    match (is_note, best) {
        (true, _) => Named::Note { highest },
        (false, Some(best)) => Named::Highest(best),
        (false, None) => Named::Nothing,
    }
}

/// Whether some column of a table has one of these names.
fn has_any(names: &[String], list: &[&str]) -> bool {
    names.iter().any(|name| list.contains(&key(name).as_str()))
}

/// The scale of a column's ratings. `known` is the best one of a known export, `best` the one at the end of the name.
fn scale(column: &str, best: Option<f64>, names: &[String], known: Option<f64>, given: &[f64]) -> Option<RatingScale> {
    let plain = |highest: Option<f64>, is_guess: bool| {
        highest.map(|highest| RatingScale { is_guess, ..RatingScale::to(highest) })
    };
    let marks = |highest: f64, is_guess: bool| Some(RatingScale { highest, is_one_best: true, is_guess });
    let all_to = |most: f64| given.iter().all(|&value| value <= most);
    let told = || best_of(known, given);
    if known.is_some() {
        return plain(told(), false);
    }
    match named(column, best) {
        Named::One { worst } => {
            let above = given.iter().filter(|&&value| value > worst).count();
            if above as f64 > given.len() as f64 * MAX_SHARE_ABOVE {
                return plain(told(), false);
            }
            marks(worst, false)
        }
        Named::Highest(best) => {
            plain(Some(best).filter(|&best| !given.is_empty() && all_to(best)).or_else(told), false)
        }
        Named::Note { highest } => {
            let could_be_marks = all_to(highest.unwrap_or(WORST)) && given.iter().all(|&value| value >= LEAST_MARK);
            if !could_be_marks || has_any(names, &FRENCH) {
                return plain(highest.filter(|&highest| !given.is_empty() && all_to(highest)).or_else(told), false);
            }
            // Six is the worst mark, and the best of no scale that is usual.
            let reaches_worst = given.iter().any(|&value| value > WORST_IN_AUSTRIA);
            if has_any(names, &GERMAN) || reaches_worst {
                return marks(highest.unwrap_or(WORST), true);
            }
            plain(highest.or_else(told), !given.is_empty())
        }
        Named::Nothing => plain(told(), false),
    }
}

/// What sheets have in common whose ratings are of one scale: the file they come from, the column, and what is known of it. Files in
/// an archive are of one program only if all their columns are the same.
#[derive(PartialEq, Eq, Hash)]
struct ScaleKey<'a> {
    origin: SheetOrigin,
    column: String,
    known: Option<u64>,
    shape: &'a [String],
}

impl<'a> ScaleKey<'a> {
    fn of(sheet: &'a HistorySheet, column: &str) -> Self {
        Self {
            origin: sheet.origin,
            column: key(column),
            known: best_of_export(sheet).map(f64::to_bits),
            shape: if matches!(sheet.origin, SheetOrigin::Workbook(_)) { &[] } else { &sheet.names },
        }
    }
}

/// The best rating of a known export.
fn best_of_export(sheet: &HistorySheet) -> Option<f64> {
    sheet.export.and_then(|export| export.best).or(is_numbered(sheet).then_some(5.0))
}

/// The scale of each sheet's ratings, those of one file's sheets together.
pub(super) fn scales(sheets: &[HistorySheet]) -> Vec<Option<RatingScale>> {
    let mut given: HashMap<ScaleKey<'_>, Vec<f64>> = HashMap::new();
    let mut names: HashMap<SheetOrigin, Vec<String>> = HashMap::new();
    let columns: Vec<(Option<&str>, Option<f64>)> = sheets.iter().map(HistorySheet::rating_column).collect();
    for (sheet, column) in sheets.iter().zip(&columns).filter_map(|(sheet, (column, _))| Some((sheet, (*column)?))) {
        names.entry(sheet.origin).or_default().extend(sheet.names.iter().cloned());
        given.entry(ScaleKey::of(sheet, column)).or_default().extend(sheet.values(column).filter_map(
            |text| match rating(&text) {
                GivenRating::Given(value, None) => Some(value),
                _ => None,
            },
        ));
    }
    let found = |(sheet, (column, best)): (&HistorySheet, &(Option<&str>, Option<f64>))| {
        let column = (*column)?;
        scale(column, *best, names.get(&sheet.origin)?, best_of_export(sheet), given.get(&ScaleKey::of(sheet, column))?)
    };
    sheets.iter().zip(&columns).map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "1-6" where 1 is best, "5" where the highest is; with "?" where it is a guess.
    fn told(column: &str, beside: &[&str], given: &[f64]) -> String {
        let names: Vec<String> = beside.iter().map(|&name| name.to_owned()).collect();
        let best = super::super::rating_column::best_by_name(column);
        let Some(scale) = scale(column, best, &names, None, given) else { return String::new() };
        let numbers = if scale.is_one_best { format!("1-{}", scale.highest) } else { scale.highest.to_string() };
        format!("{numbers}{}", if scale.is_guess { "?" } else { "" })
    }

    #[test]
    fn a_column_says_whether_one_is_best() {
        let few = [1.0, 2.0, 5.0];
        for (column, wanted) in [
            ("Schulnote", "1-6"),
            ("Meine Schulnote (1-5)", "1-5"),
            ("Schulnote Österreich", "1-5"),
            ("Bewertung (Schulnoten)", "1-6"),
            ("Zensur", "1-6"),
            ("Note (1-6)", "1-6"),
            ("Note 1–6", "1-6"),
            ("Note (6-1)", "1-6"),
            ("Note (1 bis 6)", "1-6"),
            ("Note (1 = sehr gut, 6 = ungenügend)", "1-6"),
            ("Bewertung (1 ist beste, 5 schlechteste)", "1-5"),
            ("Rating (1=best)", "1-6"),
            ("Rating (1 = worst, 10 = best)", "10"),
            ("Note (6 = beste)", "6"),
            ("Schulnote (Schweiz)", "6"),
            ("Note /20", "20"),
            ("Note sur 6", "6"),
            ("Note (1-10)", "10"),
            ("Score /5", "5"),
            ("Bewertung", "5"),
            ("Bewertung (1-6)", "6"),
        ] {
            assert_eq!(told(column, &[], &few), wanted, "{column}");
        }
    }

    #[test]
    fn a_note_is_read_by_the_language_beside_it_and_its_numbers() {
        for (column, beside, given, wanted) in [
            ("Note", &["Titel", "Jahr"][..], &[1.0, 2.0, 5.0][..], "1-6?"),
            ("Note", &["Title", "Year"], &[1.0, 2.0, 6.0], "1-6?"),
            ("Note", &["Title", "Year"], &[1.0, 2.0, 5.0], "5?"),
            ("Note", &["Titre", "Année"], &[1.0, 2.0, 6.0], "10"),
            ("Note", &["Titel", "Jahr"], &[1.0, 8.0, 9.0], "10"),
            ("Note (1-5)", &["Film", "Jahr"], &[1.0, 2.0, 4.0], "1-5?"),
            ("Note (1-5)", &["Film"], &[1.0, 2.0, 4.0], "5?"),
            ("Schulnote", &[], &[70.0, 80.0, 2.0], "100"),
            ("Schulnote", &[], &[1.0, 2.0, 11.0], "1-6"),
        ] {
            assert_eq!(told(column, beside, given), wanted, "{column} {beside:?} {given:?}");
        }
    }

    #[test]
    fn marks_are_shares() {
        let marks = RatingScale { highest: 6.0, is_one_best: true, is_guess: false };
        let shares = [0.7, 1.0, 3.5, 6.0, 6.5, 0.5, -1.0].map(|value| marks.share(value));
        assert_eq!(shares, [Some(1.0), Some(1.0), Some(3.5 / 6.0), Some(1.0 / 6.0), Some(1.0 / 6.0), None, None]);
    }
}
