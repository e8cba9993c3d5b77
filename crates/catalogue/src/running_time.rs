//! Running times, however they are written, as minutes: the one parser for infoboxes, JSON-LD and imported lists.
//!
//! It reads ISO 8601 (`PT1H57M`), clocks (`1:57:00`), numbers with units (`2 hours, 14 minutes`, `1h 57m`, `134 min`, with
//! the words of some twenty languages) and plain numbers, which are minutes. Of several times it takes the first. Lengths of
//! film (`5 reels`, `1,200 feet`) are no times, so that `5 reels (approx. 60 minutes)` is 60.
//!
//! ```
//! use matinee_catalogue::running_time::minutes;
//! assert_eq!(minutes("2 hours, 14 minutes"), Ok(Some(134)));
//! assert_eq!(minutes("PT1H57M"), Ok(Some(117)));
//! assert_eq!(minutes("0"), Ok(None), "tables write 0 for unknown");
//! assert!(minutes("seven reels").is_err());
//! ```

/// The longest time taken, in minutes. The longest film known, "Logistics" (2012), takes 51,420.
const MAX_MINUTES: f64 = 60_000.0;
/// A number without a unit is minutes up to here if it is all there is (the longest in public tables is 1,256); a larger one
/// is seconds, or no time at all.
const MAX_PLAIN: f64 = 2000.0;
/// The same for a number with words around it, which may be a year.
const MAX_AMONG_WORDS: f64 = 600.0;
/// `1:57` is hours and minutes; from here on, as `54:30`, it is minutes and seconds.
const FIRST_HOUR_THAT_IS_MINUTES: f64 = 5.0;
/// Only the beginning of a text is read: the first time is there.
const MAX_CHARS: usize = 400;

/// A text that is no running time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a running time ({0:?})")]
pub struct UnreadableRunningTime(String);

/// The minutes of a running time, rounded, at least 1; `None` for a time of zero, which tables write where none is known.
///
/// # Errors
/// The text is no running time, or one longer than any film.
pub fn minutes(text: &str) -> Result<Option<u16>, UnreadableRunningTime> {
    let text: String = text.trim().chars().take(MAX_CHARS).flat_map(char::to_lowercase).collect();
    let minutes = match iso_8601(&text) {
        Some(duration) => iso_minutes(duration),
        None => of_tokens(&tokens(&text)),
    };
    match minutes {
        Some(0.0) => Ok(None),
        // Between 1 and 60,000.
        Some(minutes) if minutes <= MAX_MINUTES => Ok(Some(minutes.round().max(1.0) as u16)),
        _ => Err(UnreadableRunningTime(text.chars().take(60).collect())),
    }
}

/// The first of several texts that is a running time; if none is, also the first one that could not be read.
pub fn first(texts: impl IntoIterator<Item = String>) -> (Option<u16>, Option<String>) {
    let mut unread = None;
    for text in texts {
        match minutes(&text) {
            Ok(Some(minutes)) => return (Some(minutes), None),
            Ok(None) => {}
            Err(UnreadableRunningTime(text)) => unread = unread.or(Some(text)),
        }
    }
    (None, unread)
}

/// What follows the `p` of a text that is written like an ISO 8601 duration.
fn iso_8601(text: &str) -> Option<&str> {
    text.strip_prefix('p').filter(|rest| rest.chars().all(|c| c.is_ascii_digit() || "ymwdths.,".contains(c)))
}

/// The minutes of `t1h57m` or `0y0m0dt2h5m`, if it is whole. Years, months and weeks are longer than any film.
fn iso_minutes(duration: &str) -> Option<f64> {
    let (mut minutes, mut number, mut is_in_time, mut has_parts) = (0.0, String::new(), false, false);
    for c in duration.chars() {
        let unit = match c {
            'y' | 'm' | 'w' if !is_in_time => f64::INFINITY,
            'd' if !is_in_time => 1440.0,
            'h' if is_in_time => 60.0,
            'm' if is_in_time => 1.0,
            's' if is_in_time => 1.0 / 60.0,
            't' if number.is_empty() && !is_in_time => {
                is_in_time = true;
                continue;
            }
            '0'..='9' => {
                number.push(c);
                continue;
            }
            '.' | ',' => {
                number.push('.');
                continue;
            }
            _ => return None,
        };
        let value: f64 = number.parse().ok()?;
        // Zero years are fine, one is not.
        if value > 0.0 {
            minutes += value * unit;
        }
        number.clear();
        has_parts = true;
    }
    (has_parts && number.is_empty()).then_some(minutes)
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
enum TimeToken<'a> {
    Number {
        value: f64,
        /// Whether it is a plain whole number.
        is_whole: bool,
        /// Whether what follows is joined to it, as in `57m`.
        is_joined: bool,
    },
    /// `1:57` or `1:57:00`, in minutes.
    Clock(f64),
    Word(&'a str),
    Mark(char),
}

fn tokens(text: &str) -> Vec<TimeToken<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = |length: usize| &rest[length..];
        if c.is_ascii_digit() {
            let (token, length) = clock(rest).unwrap_or_else(|| number(rest));
            tokens.push(token);
            rest = after(length);
        } else if c.is_alphabetic() {
            let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            tokens.push(TimeToken::Word(&rest[..length]));
            // A full stop behind a word is part of it: "134 min. (uncut)".
            rest = after(length).strip_prefix('.').unwrap_or(after(length));
        } else {
            if !c.is_whitespace() {
                tokens.push(TimeToken::Mark(c));
            }
            rest = after(c.len_utf8());
        }
    }
    tokens
}

/// A clock at the beginning of a text, and its length: one or two digits, then one or two times a colon and two digits below 60.
fn clock(text: &str) -> Option<(TimeToken<'static>, usize)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(text.len());
    let text = text[..end].trim_end_matches(':');
    let mut parts = text.split(':');
    let first: f64 = parts.next().filter(|part| part.len() <= 2)?.parse().ok()?;
    let others: Vec<f64> =
        parts.map(|part| part.parse().ok().filter(|&value| part.len() == 2 && value < 60.0)).collect::<Option<_>>()?;
    let minutes = match others[..] {
        [minutes] if first < FIRST_HOUR_THAT_IS_MINUTES => first * 60.0 + minutes,
        [seconds] => first + seconds / 60.0,
        [minutes, seconds] => first * 60.0 + minutes + seconds / 60.0,
        _ => return None,
    };
    Some((TimeToken::Clock(minutes), text.len()))
}

/// The number at the beginning of a text, and its length: `134`, `134.0`, `1,200`, `1,5`, `1½`.
fn number(text: &str) -> (TimeToken<'static>, usize) {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mut length = digits(text);
    let mut written = text[..length].to_owned();
    let mut is_whole = true;
    while let Some(mark @ (',' | '.')) = text[length..].chars().next() {
        let more = digits(&text[length + 1..]);
        // A comma before three digits groups thousands; else it is a decimal point.
        let is_group = mark == ',' && more == 3 && is_whole;
        if more == 0 || !is_group && !is_whole {
            break;
        }
        if !is_group {
            written.push('.');
            is_whole = false;
        }
        written.push_str(&text[length + 1..length + 1 + more]);
        length += 1 + more;
    }
    let mut value: f64 = written.parse().unwrap_or(f64::INFINITY);
    for (sign, part) in [('½', 0.5), ('¼', 0.25), ('¾', 0.75)] {
        if text[length..].starts_with(sign) {
            value += part;
            is_whole = false;
            length += sign.len_utf8();
        }
    }
    let is_joined = text[length..].starts_with(char::is_alphabetic);
    (TimeToken::Number { value, is_whole, is_joined }, length)
}

/// A unit, the largest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Day,
    Hour,
    Minute,
    Second,
}

/// Whole words for units.
const WORDS: [(Unit, &[&str]); 4] = [
    (Unit::Day, &["day", "days"]),
    (
        Unit::Hour,
        &[
            "h", "hr", "hrs", "std", "ora", "ore", "uur", "uren", "tim", "time", "timer", "saat", "sa", "ч", "óra",
            "시간",
        ],
    ),
    (Unit::Minute, &["mn", "mns", "dk", "хв", "perc", "분", "分", "分钟", "分鐘", "phút", "นาที"]),
    (Unit::Second, &["s", "秒", "초"]),
];
/// Beginnings of words for units: `min` is of "minutes", "Minuten", "minuti", and of "mintues" too.
const BEGINNINGS: [(Unit, &[&str]); 3] = [
    (
        Unit::Hour,
        &[
            "hour",
            "heure",
            "stund",
            "hora",
            "timm",
            "godz",
            "hod",
            "tunti",
            "час",
            "годин",
            "ώρ",
            "שע",
            "ساع",
            "घंट",
            "時間",
            "小时",
            "小時",
        ],
    ),
    (Unit::Minute, &["min", "мин", "dakika", "λεπ", "דק", "دقي", "دقی", "मिनट", "хвил"]),
    (Unit::Second, &["sec", "sek", "seg", "сек"]),
];
/// Words between the parts of one time: "2 hours and 3 minutes".
const AND: [&str; 9] = ["and", "et", "und", "y", "e", "og", "och", "en", "и"];
/// Words between two times, or the ends of a range: "90 to 95 minutes".
const OR: [&str; 7] = ["to", "or", "ou", "oder", "bis", "o", "a"];

impl Unit {
    fn of(word: &str) -> Option<Self> {
        let whole = WORDS.iter().find(|(_, words)| words.contains(&word));
        let begun = || BEGINNINGS.iter().find(|(_, beginnings)| beginnings.iter().any(|b| word.starts_with(b)));
        whole.or_else(begun).map(|(unit, _)| *unit)
    }

    fn minutes(self) -> f64 {
        match self {
            Self::Day => 1440.0,
            Self::Hour => 60.0,
            Self::Minute => 1.0,
            Self::Second => 1.0 / 60.0,
        }
    }
}

/// The first time with a unit or a colon, else the first plain number that can be one.
fn of_tokens(tokens: &[TimeToken]) -> Option<f64> {
    (0..tokens.len()).find_map(|at| time_at(tokens, at)).or_else(|| plain(tokens))
}

/// Whether the number at a place is negative or a footnote's, so that no time begins there.
fn is_no_time(tokens: &[TimeToken], at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).map(|at| tokens[at]);
    let is_signed = matches!(before(1), Some(TimeToken::Mark('-' | '−')));
    let is_range = matches!(before(2), Some(TimeToken::Number { .. } | TimeToken::Clock(_) | TimeToken::Word(_)));
    is_signed && !is_range || matches!(before(1), Some(TimeToken::Mark('[')))
}

/// The time that begins at a place.
fn time_at(tokens: &[TimeToken], at: usize) -> Option<f64> {
    match tokens[at] {
        TimeToken::Clock(minutes) if !is_no_time(tokens, at) => Some(minutes),
        TimeToken::Number { value, .. } if !is_no_time(tokens, at) => {
            // `m` alone is minutes behind hours; elsewhere it may be metres.
            let Some((unit, next)) = unit_at(tokens, at + 1, false) else {
                return unit_of_range(tokens, at + 1).map(|unit| value * unit.minutes());
            };
            Some(value * unit.minutes() + smaller_parts(tokens, next, unit))
        }
        _ => None,
    }
}

/// The unit at a place, and the place after it. A hyphen may come before it: "90-minute".
fn unit_at(tokens: &[TimeToken], at: usize, is_after_hours: bool) -> Option<(Unit, usize)> {
    match *tokens.get(at)? {
        TimeToken::Word("m") if is_after_hours => Some((Unit::Minute, at + 1)),
        TimeToken::Word(word) => Unit::of(word).map(|unit| (unit, at + 1)),
        TimeToken::Mark('\'' | '′' | '’') => Some((Unit::Minute, at + 1)),
        TimeToken::Mark('"' | '″' | '”') => Some((Unit::Second, at + 1)),
        TimeToken::Mark('-' | '+') => match *tokens.get(at + 1)? {
            TimeToken::Word(word) => Unit::of(word).map(|unit| (unit, at + 2)),
            _ => None,
        },
        _ => None,
    }
}

/// The unit of the second number of a range, which is the first one's too: "90–95 minutes".
fn unit_of_range(tokens: &[TimeToken], mut at: usize) -> Option<Unit> {
    loop {
        match *tokens.get(at)? {
            TimeToken::Mark('-' | '–' | '—' | '/' | '~') => {}
            TimeToken::Word(word) if OR.contains(&word) => {}
            _ => return None,
        }
        let Some(TimeToken::Number { .. }) = tokens.get(at + 1) else { return None };
        if let Some((unit, _)) = unit_at(tokens, at + 2, false) {
            return Some(unit);
        }
        at += 2;
    }
}

/// The minutes of the parts that follow one: "14 minutes" of "2 hours, 14 minutes".
fn smaller_parts(tokens: &[TimeToken], mut at: usize, mut unit: Unit) -> f64 {
    let mut minutes = 0.0;
    loop {
        let start = at;
        while matches!(tokens.get(at), Some(TimeToken::Mark(',' | '&')))
            || matches!(tokens.get(at), Some(TimeToken::Word(word)) if AND.contains(word))
        {
            at += 1;
        }
        let Some(&TimeToken::Number { value, .. }) = tokens.get(at) else { return minutes };
        match unit_at(tokens, at + 1, unit == Unit::Hour) {
            Some((smaller, next)) if smaller > unit => {
                minutes += value * smaller.minutes();
                (unit, at) = (smaller, next);
            }
            // "1h57"
            None if unit == Unit::Hour && at == start && value < 60.0 && ends_at(tokens, at + 1) => {
                return minutes + value;
            }
            _ => return minutes,
        }
    }
}

/// Whether a number's phrase ends at a place: at the end of the text, or at a mark that cannot go on with it.
fn ends_at(tokens: &[TimeToken], at: usize) -> bool {
    !matches!(
        tokens.get(at),
        Some(
            TimeToken::Word(_)
                | TimeToken::Number { .. }
                | TimeToken::Clock(_)
                | TimeToken::Mark(':' | '%' | '.' | '*' | '$' | '€')
        )
    )
}

/// The first number without a unit that can be minutes, and is no later part of a date or a ratio.
fn plain(tokens: &[TimeToken]) -> Option<f64> {
    if let [TimeToken::Number { value, .. }] = tokens {
        return Some(*value).filter(|value| *value < MAX_PLAIN);
    }
    tokens.iter().enumerate().find_map(|(at, token)| match *token {
        TimeToken::Number { value, is_whole, is_joined } if value < MAX_AMONG_WORDS && !is_no_time(tokens, at) => {
            if at >= 2
                && matches!(
                    tokens[at - 2..at],
                    [TimeToken::Number { .. }, TimeToken::Mark('-' | '–' | '/' | ':' | '.')]
                )
            {
                return None;
            }
            let is_joined_m = is_joined && is_whole && tokens.get(at + 1) == Some(&TimeToken::Word("m"));
            (is_joined_m || ends_at(tokens, at + 1)).then_some(value)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests;
