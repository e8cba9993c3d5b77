//! Values as lists from elsewhere write them: texts, years, lists of people and terms.

use std::borrow::Cow;

use serde_json::Value;

use super::python;
use crate::Year;
use crate::fields::Entries;
use crate::fold::is_unprintable;

/// What files write where a value is unknown.
const NOTHING: [&str; 15] = [
    "",
    "unknown",
    "n/a",
    "nan",
    "null",
    "none",
    "\\n",
    "-",
    "--",
    "–",
    "?",
    "(no genres listed)",
    "not available",
    "未知",
    "n.a.",
];
/// What stands for nothing even as a title, where a year is beside it: "Null" and "N/A" are films.
const NO_TITLE: [&str; 2] = ["", "\\n"];

/// Whether a value says anything.
pub(super) fn is_known(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !is_nothing(text, &NOTHING),
        Value::Array(entries) => !entries.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    }
}

/// Whether a value can be a title, if a year is beside it.
pub(super) fn can_be_title(value: &Value) -> bool {
    match value {
        Value::String(text) => !is_nothing(text, &NO_TITLE),
        Value::Number(_) => true,
        _ => false,
    }
}

fn is_nothing(text: &str, list: &[&str]) -> bool {
    let text = text.trim();
    text.len() <= 24 && list.iter().any(|nothing| nothing.eq_ignore_ascii_case(text))
}

/// A value as text: entities decoded, control characters left out but for line ends.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => cleaned(text).trim().to_owned(),
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => format!("{float:.0}"),
            _ => number.to_string(),
        },
        other => cleaned(&other.to_string()).into_owned(),
    }
}

/// A text without HTML entities and control characters.
pub(super) fn cleaned(text: &str) -> Cow<'_, str> {
    let has_entities = text.contains('&') && text.contains(';');
    let decoded = if has_entities { html_escape::decode_html_entities(text) } else { Cow::Borrowed(text) };
    let is_bad = |c: char| is_unprintable(c) && !matches!(c, '\n' | '\t');
    if !decoded.contains(is_bad) {
        return decoded;
    }
    Cow::Owned(decoded.replace("\r\n", "\n").chars().filter(|&c| !is_bad(c)).collect())
}

/// A text in one line.
pub(super) fn one_line(text: String) -> String {
    if text.contains(['\n', '\t']) { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text }
}

/// The first year from 1870 to 2100 in a text: `1995`, `1995-10-30`, `30 Oct 1995`, `19951030`, `1927/28`.
pub(super) fn year_in(text: &str) -> Option<Year> {
    digit_runs(text).find_map(|(_, run)| {
        let is_date = run.len() == 8 && run[4..6].parse().is_ok_and(|month: u8| (1..=12).contains(&month));
        let year = if run.len() == 4 || is_date { run[..4].parse().ok()? } else { return None };
        Year::new(year).ok()
    })
}

/// Runs of digits with their places.
fn digit_runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| c.is_ascii_digit())?;
        at = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |length| start + length);
        Some((start, &text[start..at]))
    })
}

/// Whether a text is the years of a series: `2008–2013`, `2019– `.
pub(super) fn are_years_of_a_series(text: &str) -> bool {
    let text = text.trim().trim_matches(['(', ')']);
    let text = text.split_once(") (").map_or(text, |(_, years)| years);
    let Some((first, last)) = text.split_once('–').or_else(|| text.split_once('-')) else { return false };
    let is_year = |text: &str| text.len() == 4 && year_in(text).is_some();
    is_year(first.trim()) && (is_year(last.trim()) || last.trim().is_empty())
}

/// A title and the year behind it: `Toy Story (1995)`, `Heat [1995]`. Numbers and bullets before it are no part of it.
pub(super) fn title_and_year(text: &str) -> Option<(&str, Year)> {
    let text = text.trim();
    let inside = text.strip_suffix(')').or_else(|| text.strip_suffix(']'))?;
    let (title, year) = inside.rsplit_once(['(', '['])?;
    let digits = year.trim();
    let year = (digits.len() == 4).then(|| year_in(digits)).flatten()?;
    Some((title.trim(), year)).filter(|(title, _)| !title.is_empty())
}

/// `1. Alien` and `- Alien` without what is before the title.
pub(super) fn without_bullet(text: &str) -> &str {
    let text = text.trim().trim_start_matches(['•', '*', '-', '–', '·']).trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[digits..].strip_prefix(['.', ')']) {
        Some(rest) if (1..=5).contains(&digits) && rest.starts_with([' ', '\t']) => rest.trim_start(),
        _ => text,
    }
}

/// `City of Lost Children, The (Cité des enfants perdus, La)` as the title and the title in parentheses, articles in front.
pub(super) fn names(title: &str) -> (String, Option<String>) {
    let Some((first, other)) = title.strip_suffix(')').and_then(|title| title.split_once(" (")) else {
        return (article_first(title), None);
    };
    let other = other.rsplit('(').next().unwrap_or(other);
    let other = ["a.k.a. ", "aka "].iter().find_map(|mark| other.strip_prefix(mark)).unwrap_or(other);
    (article_first(first.trim()), Some(article_first(other.trim())).filter(|other| !other.is_empty()))
}

fn article_first(title: &str) -> String {
    const ARTICLES: [&str; 22] = [
        "The", "A", "An", "Le", "La", "Les", "L'", "Un", "Une", "Der", "Die", "Das", "Ein", "Eine", "El", "Los", "Las",
        "Il", "Lo", "I", "Gli", "De",
    ];
    match title.rsplit_once(", ") {
        Some((rest, article)) if ARTICLES.contains(&article) && !rest.is_empty() => {
            let space = if article.ends_with('\'') { "" } else { " " };
            format!("{article}{space}{rest}")
        }
        _ => title.to_owned(),
    }
}

/// A short text. Of an object, as JSON or Python writes it, the name.
pub(super) fn phrase(value: &Value) -> Result<String, String> {
    let text = match value {
        Value::String(text) if text.trim_start().starts_with('{') => written(text).map(|value| named(&value))?,
        Value::Object(_) => named(value),
        Value::Array(entries) => entries.first().map(named).unwrap_or_default(),
        value => plain(value),
    };
    Ok(one_line(text))
}

/// A list: JSON or Python (of texts, or of objects with a name), or a text with marks between the entries. Each entry once.
pub(super) fn list(value: &Value, entries: Entries) -> Result<Vec<String>, String> {
    let parsed: Value;
    let value = match value {
        Value::String(text) if text.trim_start().starts_with(['[', '{']) => {
            parsed = written(text)?;
            &parsed
        }
        value => value,
    };
    let found: Vec<String> = match value {
        Value::Array(entries) => entries.iter().map(named).collect(),
        Value::Object(fields) => match fields.values().next() {
            Some(Value::Array(entries)) if fields.len() == 1 => entries.iter().map(named).collect(),
            _ => vec![named(value)],
        },
        value => joined(&plain(value), entries),
    };
    let mut list = Vec::new();
    for entry in found {
        let entry = one_line(entry);
        if !is_nothing(&entry, &NOTHING) && !list.contains(&entry) {
            list.push(entry);
        }
    }
    Ok(list)
}

/// The entries of a text with marks between them.
pub(crate) fn joined(text: &str, entries: Entries) -> Vec<String> {
    // "Director: Ann Lee | Stars: Bo Li, Cy Day" in a column of stars.
    let text = ["Stars:", "Star:"].iter().find_map(|label| text.split_once(label)).map_or(text, |(_, stars)| stars);
    let mark = ["|", ";", " / ", "、", "，"].into_iter().find(|mark| text.contains(mark));
    let is_lines = mark.is_none() && text.contains('\n') && (entries == Entries::Titles || !text.contains(','));
    let mark = if is_lines { Some("\n") } else { mark };
    let mark = match (mark, entries) {
        (Some(mark), _) => mark,
        // "The Good, the Bad and the Ugly" is one title.
        (None, Entries::Titles) => "|",
        (None, Entries::Terms) if !text.contains(',') => "/",
        (None, _) => ",",
    };
    let parts = outside_parentheses(text, mark);
    if entries != Entries::People {
        return parts.into_iter().map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect();
    }
    let mut people: Vec<String> = Vec::new();
    for part in parts {
        let part = part.trim();
        if mark == ","
            && matches!(part.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
            && let Some(last) = people.last_mut()
        {
            last.push_str(", ");
            last.push_str(part);
            continue;
        }
        let part = ["and ", "& "].iter().find_map(|and| part.strip_prefix(and)).unwrap_or(part);
        people.extend(several(part).into_iter().map(|name| without_part(name).to_owned()));
    }
    people.retain(|name| !name.is_empty());
    people
}

/// Splits at a mark that is not within parentheses.
fn outside_parentheses<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    if !text.contains('(') {
        return text.split(mark).collect();
    }
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0i32);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = (depth - 1).max(0),
            _ if at >= start && depth == 0 && text[at..].starts_with(mark) => {
                parts.push(&text[start..at]);
                start = at + mark.len();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    // A parenthesis that is never closed holds nothing together.
    if depth > 0 { text.split(mark).collect() } else { parts }
}

/// `Ann Lee and Edwin S. Porter` are two people; `Penn & Teller` may be one.
fn several(text: &str) -> Vec<&str> {
    for and in [" and ", " & ", " und ", " et ", " y "] {
        if let Some((first, second)) = text.split_once(and)
            && [first, second].iter().all(|name| without_part(name).trim().contains(' '))
        {
            let mut names = vec![first.trim()];
            names.extend(several(second.trim()));
            return names;
        }
    }
    vec![text]
}

/// "Pete Docter (screenplay)" is Pete Docter.
fn without_part(name: &str) -> &str {
    let name = name.trim();
    match name.strip_suffix(')').and_then(|open| open.split_once(" (")) {
        Some((bare, _)) if !bare.trim().is_empty() => bare.trim(),
        _ => name,
    }
}

/// The value of a text that is written as JSON or as Python writes it.
pub(super) fn written(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).or_else(|json| {
        python::list(text.trim())
            .map_err(|python| format!("is not a list, neither as JSON ({json}) nor as Python writes one ({python})"))
    })
}

/// An entry of a list. Of an object the name; of a language the code, as its name is often its own name for itself.
fn named(entry: &Value) -> String {
    let keys = ["iso_639_1", "name", "title", "label", "tag", "value"];
    plain(keys.iter().find_map(|key| entry.get(key)).unwrap_or(entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_their_parts_and_from_each_other() {
        for (text, wanted) in [
            ("Pete Docter (screenplay), Bob Peterson (story, screenplay)", vec!["Pete Docter", "Bob Peterson"]),
            ("Wallace McCutcheon and Edwin S. Porter", vec!["Wallace McCutcheon", "Edwin S. Porter"]),
            ("Ann Lee, Bo Li, and Cy Day", vec!["Ann Lee", "Bo Li", "Cy Day"]),
            ("Ann Lee, Bo Li and Cy Day", vec!["Ann Lee", "Bo Li", "Cy Day"]),
            ("Penn & Teller", vec!["Penn & Teller"]),
            ("Robert Downey, Jr., Ann Lee", vec!["Robert Downey, Jr.", "Ann Lee"]),
            ("王家卫 / 梁朝伟", vec!["王家卫", "梁朝伟"]),
            ("Ann Lee (half", vec!["Ann Lee (half"]),
        ] {
            assert_eq!(joined(text, Entries::People), wanted, "{text}");
        }
        assert_eq!(joined("剧情/犯罪", Entries::Terms), ["剧情", "犯罪"]);
        let titles = joined("Face/Off; The Good, the Bad and the Ugly", Entries::Titles);
        assert_eq!(titles, ["Face/Off", "The Good, the Bad and the Ugly"]);
        assert_eq!(joined("Drama, Coming-of-age and war", Entries::Terms), ["Drama", "Coming-of-age and war"]);
    }

    #[test]
    fn years_are_found_in_dates_and_behind_titles() {
        for (text, year) in [
            ("1995", Some(1995)),
            ("30-Oct-1995", Some(1995)),
            ("19951030", Some(1995)),
            ("1927/28", Some(1927)),
            ("(I) (2016)", Some(2016)),
            ("12345", None),
            ("3021", None),
        ] {
            assert_eq!(year_in(text).map(Year::get), year, "{text}");
        }
        assert_eq!(title_and_year("Toy Story (1995) ").map(|(t, y)| (t, y.get())), Some(("Toy Story", 1995)));
        assert_eq!(title_and_year("(1995)"), None);
        assert_eq!(title_and_year("Odd (II)"), None);
        assert!(are_years_of_a_series("2008–2013") && are_years_of_a_series("(2019– )"));
        assert!(!are_years_of_a_series("1995-10-30") && !are_years_of_a_series("1995"));
        let lost = names("City of Lost Children, The (Cité des enfants perdus, La)");
        assert_eq!(lost, ("The City of Lost Children".to_owned(), Some("La Cité des enfants perdus".to_owned())));
        assert_eq!(names("Seven (a.k.a. Se7en)").1.as_deref(), Some("Se7en"));
        assert_eq!(without_bullet("12. Alien"), "Alien");
        assert_eq!(without_bullet("12 Angry Men"), "12 Angry Men");
    }
}
