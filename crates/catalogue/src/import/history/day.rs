//! Days as people and sites write them, so that the newest of several ratings can be told.

use std::fmt::Write as _;

/// The starts of months' names in the languages that exports have them in; folded.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "sty", "янв"],
    &["feb", "fev", "lut", "фев"],
    &["mar", "maerz", "mrt", "мар"],
    &["apr", "avr", "abr", "kwi", "апр"],
    &["may", "mai", "mag", "maj", "mei", "май", "мая"],
    &["jun", "juin", "giu", "cze", "июн"],
    &["jul", "juil", "lug", "lip", "июл"],
    &["aug", "aout", "ago", "sie", "авг"],
    &["sep", "set", "wrz", "сен"],
    &["oct", "okt", "ott", "out", "paz", "окт"],
    &["nov", "lis", "ноя"],
    &["dec", "dez", "dic", "dis", "gru", "дек"],
];
/// "giugno" begins as "giu", and "juillet" as "jui": longer starts come first.
const LONGEST: usize = 5;

/// Whether the month comes before the day in a column's `3/12/2021`: some second number is none of a month, and no first one.
pub(super) fn is_month_first(days: impl Iterator<Item = String>) -> bool {
    let mut is_second_large = false;
    for day in days {
        let [first, second, year] = numbers(&day)[..] else { continue };
        if first > 31 || year < 32 || !day.contains('/') {
            continue;
        }
        if first > 12 {
            return false;
        }
        is_second_large |= second > 12;
    }
    is_second_large
}

/// A day as a text that is the greater the newer it is: `2021-03-12`, with the time behind it. A text that is no day stays.
pub(super) fn sortable(text: &str, is_month_first: bool) -> String {
    let text = text.trim();
    let rest = |from: usize| numbers(text).get(from..).unwrap_or_default().to_vec();
    let written = |year: u64, month: u64, day: u64, time: &[u64]| {
        let year = if year < 100 { year + 2000 } else { year };
        let mut written = format!("{year:04}-{month:02}-{day:02}");
        for part in time.iter().take(3) {
            let _ = write!(written, " {part:02}");
        }
        written
    };
    if let Some(month) = month_in(text) {
        return match rest(0)[..] {
            // "2021 March 12", and "March 12, 2021" or "12 March 2021".
            [year, day, ref time @ ..] if year > 31 => written(year, month, day, time),
            [day, year, ref time @ ..] => written(year, month, day, time),
            _ => text.to_owned(),
        };
    }
    match rest(0)[..] {
        // Seconds or milliseconds since 1970.
        [moment] if moment > 100_000_000 => {
            format!("{:013}", if moment > 100_000_000_000 { moment } else { moment * 1000 })
        }
        [date] if (19_000_101..=22_001_231).contains(&date) => {
            written(date / 10_000, date / 100 % 100, date % 100, &[])
        }
        [year, month, day, ref time @ ..] if year > 31 => written(year, month, day, time),
        [month, day, year, ref time @ ..] if is_month_first && text.contains('/') => written(year, month, day, time),
        [day, month, year, ref time @ ..] if day > 0 && month <= 12 => written(year, month, day, time),
        [month, day, year, ref time @ ..] if month <= 12 => written(year, month, day, time),
        _ => text.to_owned(),
    }
}

fn numbers(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).take(8).collect()
}

/// The month that a word of a text names.
fn month_in(text: &str) -> Option<u64> {
    let folded = crate::fold::plain(text);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= 3).collect();
    (3..=LONGEST).rev().find_map(|length| {
        let starts = |word: &&str, start: &str| start.chars().count() == length && word.starts_with(start);
        let month = words
            .iter()
            .find_map(|word| MONTHS.iter().position(|starts_of| starts_of.iter().any(|start| starts(word, start))))?;
        Some(month as u64 + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_in_order_however_they_are_written() {
        for (older, newer) in [
            ("2020-12-31", "2021-01-15"),
            ("31.12.2020", "15.01.2021"),
            ("31/12/2020", "15/01/2021"),
            ("12/31/2020", "1/15/2021"),
            ("31-12-20", "15-01-21"),
            ("Dec 31, 2020", "Jan 15, 2021"),
            ("31 December 2020", "15 January 2021"),
            ("31. Dezember 2020", "15. Januar 2021"),
            ("31 décembre 2020", "15 janvier 2021"),
            ("1 de agosto de 2020", "1 de septiembre de 2020"),
            ("3 июня 2020", "3 июля 2020"),
            ("2 juin 2020", "1 juillet 2020"),
            ("2020年12月31日", "2021年1月15日"),
            ("20201231", "20210115"),
            ("999999999", "1610000000"),
            ("2020-12-31T09:05:00Z", "2020-12-31T10:04:00Z"),
        ] {
            let first = is_month_first([older, newer].map(str::to_owned).into_iter());
            assert!(sortable(older, first) < sortable(newer, first), "{older} {newer}");
        }
        assert_eq!(sortable("some day", false), "some day");
        for text in ["", "0/0/0", "99999999999999999999", "13/13/13", "/", "jan"] {
            sortable(text, true);
        }
    }
}
