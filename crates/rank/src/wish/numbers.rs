//! Years and running times in words.

use std::ops::RangeInclusive;

use matinee_catalogue::Year;

use super::words::{Gap, Word};
use crate::limits::{ABOUT_MINUTES, LONG_MINUTES, MAX_MINUTES, SHORT_MINUTES};

/// A range, and how many words say it.
pub(super) type Range = (usize, RangeInclusive<u16>);

/// The bound that a range has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Below,
    AtMost,
    AtLeast,
    Above,
}

/// Phrases before a number, the longer first.
const BOUNDS: [(&[&str], Bound); 31] = [
    (&["no", "longer", "than"], Bound::AtMost),
    (&["not", "longer", "than"], Bound::AtMost),
    (&["no", "more", "than"], Bound::AtMost),
    (&["not", "more", "than"], Bound::AtMost),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["no", "later", "than"], Bound::AtMost),
    (&["no", "older", "than"], Bound::AtLeast),
    (&["less", "than"], Bound::Below),
    (&["shorter", "than"], Bound::Below),
    (&["earlier", "than"], Bound::Below),
    (&["older", "than"], Bound::Below),
    (&["more", "than"], Bound::Above),
    (&["longer", "than"], Bound::Above),
    (&["later", "than"], Bound::Above),
    (&["newer", "than"], Bound::Above),
    (&["at", "most"], Bound::AtMost),
    (&["at", "least"], Bound::AtLeast),
    (&["up", "to"], Bound::AtMost),
    (&["under"], Bound::Below),
    (&["below"], Bound::Below),
    (&["before"], Bound::Below),
    (&["pre"], Bound::Below),
    (&["until"], Bound::AtMost),
    (&["till"], Bound::AtMost),
    (&["max"], Bound::AtMost),
    (&["within"], Bound::AtMost),
    (&["over"], Bound::Above),
    (&["after"], Bound::Above),
    (&["post"], Bound::Above),
    (&["since"], Bound::AtLeast),
    (&["min"], Bound::AtLeast),
];
/// Phrases after a number.
const BOUNDS_AFTER: [(&[&str], Bound); 12] = [
    (&["or", "less"], Bound::AtMost),
    (&["or", "shorter"], Bound::AtMost),
    (&["or", "earlier"], Bound::AtMost),
    (&["or", "older"], Bound::AtMost),
    (&["max"], Bound::AtMost),
    (&["tops"], Bound::AtMost),
    (&["or", "more"], Bound::AtLeast),
    (&["or", "longer"], Bound::AtLeast),
    (&["or", "later"], Bound::AtLeast),
    (&["or", "newer"], Bound::AtLeast),
    (&["and", "later"], Bound::AtLeast),
    (&["onwards"], Bound::AtLeast),
];
const DECADES: [(&str, u16); 13] = [
    ("fourties", 1940),
    ("ninties", 1990),
    ("ninetees", 1990),
    ("aughts", 2000),
    ("twenties", 1920),
    ("thirties", 1930),
    ("forties", 1940),
    ("fifties", 1950),
    ("sixties", 1960),
    ("seventies", 1970),
    ("eighties", 1980),
    ("nineties", 1990),
    ("noughties", 2000),
];
/// Parts of a decade.
const PARTS: [&[&str]; 3] = [&["early", "beginning", "start"], &["mid", "middle"], &["late", "end"]];
const NUMBERS: [&str; 11] = ["half", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

fn is(words: &[Word], at: usize, text: &str) -> bool {
    words.get(at).is_some_and(|word| word.said() == text)
}

fn bound(words: &[Word], at: usize, table: &[(&[&str], Bound)]) -> Option<(usize, Bound)> {
    let found = table.iter().find(|(phrase, _)| phrase.iter().enumerate().all(|(n, text)| is(words, at + n, text)));
    found.map(|&(phrase, bound)| (phrase.len(), bound))
}

/// The range that a bound makes of another range: of a whole decade, for instance.
fn bounded(bound: Option<Bound>, of: &RangeInclusive<u16>, least: u16, most: u16) -> RangeInclusive<u16> {
    match bound {
        None => of.clone(),
        Some(Bound::Below) => least..=of.start().saturating_sub(1).max(least),
        Some(Bound::AtMost) => least..=*of.end(),
        Some(Bound::AtLeast) => *of.start()..=most,
        Some(Bound::Above) => of.end().saturating_add(1).min(most)..=most,
    }
}

/// The years that the words from `at` on say: "90s", "from 2010", "between 1970 and 1980".
pub(super) fn years(words: &[Word], at: usize) -> Option<Range> {
    let (least, most) = (Year::MIN.get(), Year::MAX.get());
    let between = is(words, at, "between");
    let from = is(words, at, "from");
    // "From the year 1999"
    let year = ["the", "year"].iter().enumerate().all(|(n, text)| is(words, at + 1 + n, text));
    let (skipped, before) = match bound(words, at, &BOUNDS) {
        Some((length, bound)) => (length, Some(bound)),
        None if year && (from || is(words, at, "in")) => (3, None),
        None => (usize::from(between || from || is(words, at, "in")), None),
    };
    let (length, first) = years_alone(words, at + skipped)?;
    let next = at + skipped + length;
    let to = ["to", "until", "till", "through"].iter().any(|text| is(words, next, text))
        || (between && is(words, next, "and"));
    let dash = words.get(next).is_some_and(|word| word.gap == Gap::Dash);
    if before.is_none()
        && (to || dash)
        && let Some((length, last)) = years_alone(words, next + usize::from(to))
        && first.start() <= last.end()
    {
        return Some((next + usize::from(to) + length - at, *first.start()..=*last.end()));
    }
    if let (None, Some((length, bound))) = (before, bound(words, next, &BOUNDS_AFTER)) {
        return Some((next + length - at, bounded(Some(bound), &first, least, most)));
    }
    // "From the 90s" is the decade, "from 2010" all years since.
    let before = before.or((from && !year && first.start() == first.end()).then_some(Bound::AtLeast));
    Some((next - at, bounded(before, &first, least, most)))
}

/// A year or a decade, "early" and "late" ones too.
fn years_alone(words: &[Word], at: usize) -> Option<Range> {
    let article = usize::from(is(words, at, "the"));
    let part = PARTS.iter().position(|names| names.iter().any(|name| is(words, at + article, name)));
    let mut place = at + article + usize::from(part.is_some());
    // "The end of the seventies"
    if part.is_some() {
        place += usize::from(is(words, place, "of"));
        place += usize::from(is(words, place, "the"));
    }
    let word = words.get(place)?.said();
    let consumed = place + 1 - at;
    if let Some(decade) = decade(word) {
        let (from, to) = match part {
            Some(0) => (0, 3),
            Some(1) => (4, 6),
            Some(_) => (7, 9),
            None => (0, 9),
        };
        return Some((consumed, decade + from..=decade + to));
    }
    let year = word.parse::<i64>().ok().filter(|_| word.len() == 4 && part.is_none())?;
    let year = Year::new(year).ok()?.get();
    Some((consumed, year..=year))
}

/// The decade that a word begins with, and where the rest begins: "90scomedy".
pub(super) fn decade_before(word: &str) -> Option<(usize, RangeInclusive<u16>)> {
    let at = word.find(|c: char| !c.is_ascii_digit())? + 1;
    let from = decade(word.get(..at)?)?;
    Some((at, from..=from + 9))
}

/// The first year of a decade.
fn decade(word: &str) -> Option<u16> {
    if let Some((_, year)) = DECADES.iter().find(|(name, _)| *name == word) {
        return Some(*year);
    }
    let digits = word.strip_suffix('s')?;
    let number: u16 = digits.parse().ok().filter(|number| number % 10 == 0)?;
    match digits.len() {
        2 if number < 20 => Some(2000 + number),
        2 => Some(1900 + number),
        4 => Some(number).filter(|year| (Year::MIN.get()..Year::MAX.get()).contains(year)),
        _ => None,
    }
}

/// The running time that the words from `at` on say: "under 90 minutes", "two hours or less".
pub(super) fn running_time(words: &[Word], at: usize) -> Option<Range> {
    let (skipped, before) = match bound(words, at, &BOUNDS) {
        Some((length, bound)) => (length, Some(bound)),
        None => (usize::from(["about", "around"].iter().any(|text| is(words, at, text))), None),
    };
    let (length, minutes) = duration(words, at + skipped)?;
    let next = at + skipped + length;
    let (after, bound) = match (before, bound(words, next, &BOUNDS_AFTER)) {
        (None, Some((length, bound))) => (length, Some(bound)),
        (before, _) => (0, before),
    };
    let range = match bound {
        Some(_) => bounded(bound, &(minutes..=minutes), 0, MAX_MINUTES),
        None => minutes.saturating_sub(ABOUT_MINUTES)..=(minutes + ABOUT_MINUTES).min(MAX_MINUTES),
    };
    // "Two hours long" is not long.
    let long = usize::from(is(words, next + after, "long"));
    Some((next + after + long - at, range))
}

/// What a single word says of the running time.
pub(super) fn length_word(word: &str) -> Option<RangeInclusive<u16>> {
    match word {
        "short" | "shorter" | "brief" => Some(0..=SHORT_MINUTES),
        "long" | "longer" | "lengthy" => Some(LONG_MINUTES..=MAX_MINUTES),
        _ => None,
    }
}

/// A number of hours or minutes, and how many words say it.
fn duration(words: &[Word], at: usize) -> Option<(usize, u16)> {
    let word = words.get(at)?.said();
    if let Some((number, unit)) = word.split_at_checked(word.find(|c: char| !c.is_ascii_digit()).unwrap_or(0))
        && !number.is_empty()
        && let Ok(number) = number.parse::<u16>()
    {
        // "90min", "2h", "1h30", "1h30m"
        let rest = unit.strip_prefix('h').map(|rest| rest.trim_end_matches("in").trim_end_matches('m'));
        let minutes = match (per_unit(unit), rest.and_then(|rest| rest.parse::<u16>().ok())) {
            (Some(factor), _) => number.checked_mul(factor)?,
            (None, Some(rest)) if rest < 60 => number.checked_mul(60)?.checked_add(rest)?,
            _ => return None,
        };
        return Some((1, minutes)).filter(|&(_, minutes)| minutes <= MAX_MINUTES);
    }
    // In tenths, so that halves are exact.
    let (mut length, mut tenths) = number(words, at)?;
    let and_a_half = |at: usize| is(words, at, "and") && is(words, at + 1, "a") && is(words, at + 2, "half");
    if and_a_half(at + length) {
        (length, tenths) = (length + 3, tenths + 5);
    }
    length += usize::from(tenths == 5 && (is(words, at + length, "an") || is(words, at + length, "a")));
    let factor = per_unit(words.get(at + length)?.said())?;
    length += 1;
    let mut minutes = tenths.checked_mul(u32::from(factor))? / 10;
    if factor == 60 {
        if and_a_half(at + length) {
            (length, minutes) = (length + 3, minutes + 30);
        }
        let and = usize::from(is(words, at + length, "and"));
        if let Some((more, tenths)) = number(words, at + length + and)
            && words.get(at + length + and + more).is_some_and(|word| per_unit(word.said()) == Some(1))
        {
            (length, minutes) = (length + and + more + 1, minutes + tenths / 10);
        } else if let Some(more) = words.get(at + length).and_then(|word| minutes_alone(word)) {
            (length, minutes) = (length + 1, minutes + more);
        }
    }
    let minutes = u16::try_from(minutes).ok().filter(|&minutes| minutes <= MAX_MINUTES)?;
    Some((length, minutes))
}

/// The 45 of "one hour 45", which has no unit.
fn minutes_alone(word: &Word) -> Option<u32> {
    let is_such = word.gap == Gap::Space && word.folded.len() == 2;
    word.folded.parse().ok().filter(|&minutes| is_such && minutes < 60)
}

/// A number in tenths.
pub(super) fn number(words: &[Word], at: usize) -> Option<(usize, u32)> {
    let word = words.get(at)?.said();
    if let Some(place) = NUMBERS.iter().position(|name| *name == word) {
        return Some((1, if place == 0 { 5 } else { place as u32 * 10 }));
    }
    // "Anderthalb" and "zweieinhalb" are one word.
    if let Some(whole) = word.strip_suffix("andahalf").and_then(|name| NUMBERS.iter().position(|other| *other == name))
    {
        return Some((1, whole as u32 * 10 + 5));
    }
    if matches!(word, "a" | "an") {
        return Some((1, 10));
    }
    let whole: u32 = word.parse().ok().filter(|&number: &u32| number <= u32::from(MAX_MINUTES))?;
    let part = words.get(at + 1).filter(|next| next.gap == Gap::Point && next.folded.len() == 1);
    match part.and_then(|next| next.folded.parse::<u32>().ok()) {
        Some(part) => Some((2, whole * 10 + part)),
        None => Some((1, whole * 10)),
    }
}

fn per_unit(unit: &str) -> Option<u16> {
    match unit {
        "minutes" | "minute" | "min" | "mins" | "m" => Some(1),
        "hours" | "hour" | "hrs" | "hr" | "h" => Some(60),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    fn words(text: &str) -> Vec<Word<'static>> {
        words::words(text, |_| None)
    }

    #[test]
    fn years_are_read() {
        for (text, wanted) in [
            ("90s", 1990..=1999),
            ("the nineties", 1990..=1999),
            ("1990s", 1990..=1999),
            ("late 80s", 1987..=1989),
            ("early 2000s", 2000..=2003),
            ("00s", 2000..=2009),
            ("1994", 1994..=1994),
            ("from 2010", 2010..=2100),
            ("from the 90s", 1990..=1999),
            ("since the 90s", 1990..=2100),
            ("before 1970", 1870..=1969),
            ("pre-1970", 1870..=1969),
            ("after the 70s", 1980..=2100),
            ("until 1960", 1870..=1960),
            ("between 1970 and 1980", 1970..=1980),
            ("1970-1980", 1970..=1980),
            ("from 1970 to 1980", 1970..=1980),
            ("60s to 70s", 1960..=1979),
            ("2010 or later", 2010..=2100),
            ("before 1870", 1870..=1870),
        ] {
            let read = words(text);
            assert_eq!(years(&read, 0), Some((read.len(), wanted)), "{text}");
        }
        for text in ["", "99999", "12", "95s", "before", "early", "from"] {
            assert_eq!(years(&words(text), 0), None, "{text}");
        }
    }

    #[test]
    fn running_times_are_read() {
        for (text, wanted) in [
            ("under 90 minutes", 0..=89),
            ("under two hours", 0..=119),
            ("at most 100 min", 0..=100),
            ("90 minutes or less", 0..=90),
            ("90min max", 0..=90),
            ("over three hours", 181..=1000),
            ("longer than an hour and a half", 91..=1000),
            ("under 1.5 hours", 0..=89),
            ("2h30 or more", 150..=1000),
            ("under 2 hours 20 minutes", 0..=139),
            ("no longer than half an hour", 0..=30),
            ("about 90 minutes", 80..=100),
            ("at most two hours long", 0..=120),
            ("about an hour and a half long", 80..=100),
            ("less than 1 hour 45", 0..=104),
            ("under 1h45m", 0..=104),
        ] {
            let read = words(text);
            assert_eq!(running_time(&read, 0), Some((read.len(), wanted)), "{text}");
        }
        for text in ["", "90", "under", "under 99999999 hours", "99h99", "hours", "a"] {
            assert_eq!(running_time(&words(text), 0), None, "{text}");
        }
    }
}
