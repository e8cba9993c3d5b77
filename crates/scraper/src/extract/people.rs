//! Names out of the cells and lists of wikis.

use super::labels::{Labels, as_label};

/// The most entries taken from one row: a longer list is a mistake in the page.
const MAX_ENTRIES: usize = 60;
/// Signs that part names, besides those that the language names.
const BETWEEN: [char; 8] = [',', '•', '/', '、', '，', '／', '&', '|'];
/// What a comma before it does not part from a name.
const SUFFIXES: [&str; 6] = ["jr.", "jr", "sr.", "sr", "ii", "iii"];
/// What stands between an actor and a role, besides a colon.
const BEFORE_ROLE: [&str; 8] = [" – ", " — ", " - ", " ... ", "…", " as ", " jako ", " como "];

/// Whose names lines have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// People behind the camera, with a job before a colon at most.
    Crew,
    /// Actors, with a role behind them at most.
    Cast,
}

/// The names in a cell's lines, each once, in order.
pub(super) fn names(labels: &Labels, lines: &[String], of: Of) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in lines {
        for name in of_line(labels, line, of) {
            if !names.contains(&name) && names.len() < MAX_ENTRIES {
                names.push(name);
            }
        }
    }
    names
}

fn of_line(labels: &Labels, line: &str, of: Of) -> Vec<String> {
    let line = without_brackets(line);
    let mut names: Vec<String> = Vec::new();
    for part in line.split([';', '；']) {
        match of {
            Of::Cast => add_names(labels, actor(labels, part.trim()), &mut names),
            Of::Crew => add_names(labels, part.trim(), &mut names),
        }
    }
    names
}

fn add_names(labels: &Labels, text: &str, names: &mut Vec<String>) {
    if text.ends_with([':', '：']) || is_nobody(labels, text) {
        return;
    }
    let mut spaced = format!(" {text} ").replace(" · ", ",").replace("· ", ",").replace(" ·", ",");
    for and in &labels.people.and {
        spaced = spaced.replace(and.as_str(), ",");
    }
    for part in spaced.split(BETWEEN) {
        let name = match part.split_once([':', '：']) {
            Some((before, after)) if is_nobody(labels, after) && !is_job(labels, before) => before,
            Some((_, after)) => after,
            None => part,
        };
        let name = without_job(labels, without_firm(labels, name.trim()));
        let name = without_others(labels, without_joiner(labels, name));
        if let Some(last) = names.last_mut()
            && is_suffix(labels, name)
        {
            *last = format!("{last}, {name}");
        } else if !is_nobody(labels, name) {
            names.push(name.to_owned());
        }
    }
}

/// A name without the firm behind it; of a line with the firm alone, nothing.
fn without_firm<'a>(labels: &Labels, name: &'a str) -> &'a str {
    let place = |word: &String| if name.starts_with(word.trim_start()) { Some(0) } else { name.find(word.as_str()) };
    labels.people.before_firm.iter().filter_map(place).min().map_or(name, |at| name[..at].trim_end())
}

/// A name without "and others" behind it.
fn without_others<'a>(labels: &Labels, name: &'a str) -> &'a str {
    let others = labels.people.others.iter().filter_map(|others| name.strip_suffix(others.as_str()));
    let rest =
        others.map(str::trim_end).find(|rest| !rest.is_empty() && (!labels.is_spaced() || rest.len() < name.len() - 1));
    rest.unwrap_or(name)
}

/// "Story by X" as "X".
fn without_job<'a>(labels: &Labels, name: &'a str) -> &'a str {
    let jobs = labels.people.nobody.iter().filter(|note| note.ends_with(" by"));
    let rest = jobs.filter_map(|job| name.get(job.len()..).filter(|_| name[..job.len()].to_lowercase() == **job));
    rest.map(str::trim).find(|rest| !rest.is_empty()).unwrap_or(name)
}

/// The actor of "Actor: Role" or "Actor – Role".
fn actor<'a>(labels: &Labels, line: &'a str) -> &'a str {
    match line.split_once([':', '：']) {
        Some((before, after)) if is_job(labels, before) || labels.headings.cast_role_first => after.trim(),
        Some((before, _)) => before_role(labels, before.trim()),
        None => before_role(labels, line),
    }
}

/// "and X" at a line's beginning, and "X and" at its end, as "X".
fn without_joiner<'a>(labels: &Labels, mut name: &'a str) -> &'a str {
    for and in labels.people.and.iter().map(|and| and.trim()).filter(|and| and.chars().all(char::is_alphabetic)) {
        if let Some(rest) = name.strip_prefix(and).and_then(|rest| rest.strip_prefix(' ')) {
            name = rest.trim();
        }
        if let Some(rest) = name.strip_suffix(and).and_then(|rest| rest.strip_suffix(' ')) {
            name = rest.trim();
        }
    }
    name
}

/// The actor of "Actor – Role", and of "Role – Actor" where the language lists roles first.
fn before_role<'a>(labels: &Labels, line: &'a str) -> &'a str {
    let signs = BEFORE_ROLE.iter().copied().chain(labels.people.roles.iter().map(String::as_str));
    let place = signs.filter_map(|sign| Some((line.find(sign)?, sign.len()))).min();
    match place {
        Some((at, length)) if labels.headings.cast_role_first => line[at + length..].trim(),
        Some((at, _)) => line[..at].trim(),
        None => line,
    }
}

fn is_suffix(labels: &Labels, text: &str) -> bool {
    let text = text.to_lowercase();
    SUFFIXES.contains(&text.as_str()) || labels.people.suffixes.contains(&text)
}

/// Whether a text before a colon names a job or a kind of contribution rather than a person.
fn is_job(labels: &Labels, text: &str) -> bool {
    let text = as_label(text);
    labels.people.nobody.contains(&text) || !labels.rows(&text).is_empty()
}

/// Whether a text is a heading, a note or a reference rather than a name.
fn is_nobody(labels: &Labels, text: &str) -> bool {
    if !text.contains(char::is_alphabetic) {
        return true;
    }
    let text = as_label(text);
    // "after the novel ..." and "see the section ..." begin notes; behind "story by" comes a name.
    let begins = |note: &String| {
        note.contains([' ', '\''])
            && ![" by", " with", " and"].iter().any(|end| note.ends_with(end))
            && text.strip_prefix(note.as_str()).is_some_and(|rest| rest.starts_with(' '))
    };
    labels.people.nobody.iter().any(|note| *note == text || begins(note))
}

/// A line without what stands in brackets.
pub(super) fn without_brackets(line: &str) -> String {
    let (mut kept, mut depth) = (String::with_capacity(line.len()), 0usize);
    for sign in line.chars() {
        match sign {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(sign),
            _ => {}
        }
    }
    kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Names of places or languages in a cell's lines.
pub(super) fn places(labels: &Labels, lines: &[String], english: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    let mut add = |place: String| {
        if !places.contains(&place) && places.len() < MAX_ENTRIES {
            places.push(place);
        }
    };
    for line in lines {
        let line = without_brackets(line);
        if line.ends_with([':', '：']) {
            continue;
        }
        // "Bosnia and Herzegovina" is one place.
        for part in line.split([',', '/', ';', '•', '·', '、', '，', '／', '・', '；', '|', '&']) {
            let part = part.trim();
            if let Some(place) = english(part).or_else(|| english(part.trim_end_matches('.'))) {
                add(place);
                continue;
            }
            if let Some(known) = side_by_side(part, &english) {
                known.into_iter().for_each(&mut add);
                continue;
            }
            let mut parts = format!(" {part} ");
            for and in labels.people.and.iter().filter(|and| and.starts_with(' ')) {
                parts = parts.replace(and.as_str(), ",");
            }
            for part in parts.split(',').map(str::trim).filter(|part| part.contains(char::is_alphabetic)) {
                match side_by_side(part, &english) {
                    Some(known) => known.into_iter().for_each(&mut add),
                    None => add(part.to_owned()),
                }
            }
        }
    }
    places
}

/// The places of a text that is nothing but their names, with flags between them at most: "Россия Казахстан".
fn side_by_side(text: &str, english: impl Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let words: Vec<&str> = text.split(' ').take(MAX_ENTRIES + 1).collect();
    if words.len() > MAX_ENTRIES {
        return None;
    }
    let (mut at, mut places) = (0, Vec::new());
    while at < words.len() {
        let (end, place) =
            (at + 1..=words.len()).rev().find_map(|end| Some((end, english(&words[at..end].join(" "))?)))?;
        places.push(place);
        at = end;
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(language: &str, of: Of, cell: &str) -> Vec<String> {
        let labels = Labels::of(&format!("<html lang={language}>")).unwrap();
        names(labels, &cell.split('\n').map(str::to_owned).collect::<Vec<_>>(), of)
    }

    #[test]
    fn several_people_are_never_one_and_notes_are_no_people() {
        for (language, cell, wanted) in [
            ("en", "Joel Coen and Ethan Coen", vec!["Joel Coen", "Ethan Coen"]),
            ("en", "A. One, B. Two, and C. Three", vec!["A. One", "B. Two", "C. Three"]),
            ("en", "Ann Lee · Bob Ray • Cy Fox", vec!["Ann Lee", "Bob Ray", "Cy Fox"]),
            ("en", "Sammy Davis, Jr., Noah Beery, Sr.", vec!["Sammy Davis, Jr.", "Noah Beery, Sr."]),
            ("en", "Story:\nAnn Lee\nScreenplay\nBob Ray\nUncredited:\nCy Fox", vec!["Ann Lee", "Bob Ray", "Cy Fox"]),
            ("en", "Story by Ann Lee\nScreenplay: Bob Ray (uncredited)", vec!["Ann Lee", "Bob Ray"]),
            ("en", "See list\nsee below\nVarious", vec![]),
            ("en", "Ann Lee (1979, as Ann Day)\nand\nBob Ray", vec!["Ann Lee", "Bob Ray"]),
            ("de", "Ann Lee; Co-Autoren: Bob Ray\nnach der Novelle von Cy Fox", vec!["Ann Lee", "Bob Ray"]),
            ("de", "— / n. n.", vec![]),
            ("de", "Ann Lee\nfür Nord Film\nBob Ray für Süd Film", vec!["Ann Lee", "Bob Ray"]),
            ("fr", "Ann Lee et Bob Ray\nd’après le roman de Cy Fox", vec!["Ann Lee", "Bob Ray"]),
            ("sv", "Ann Lee m.fl.", vec!["Ann Lee"]),
            ("sv", "Ann Lee, Bob Ray m fl", vec!["Ann Lee", "Bob Ray"]),
            ("ja", "マイケル・J・フォックス、三船敏郎ほか", vec!["マイケル・J・フォックス", "三船敏郎"]),
            ("zh", "汤姆·汉克斯、巩俐等", vec!["汤姆·汉克斯", "巩俐"]),
        ] {
            assert_eq!(read(language, Of::Crew, cell), wanted, "{cell}");
        }
    }

    #[test]
    fn of_an_actor_and_a_role_the_actor_counts() {
        for (language, cell, wanted) in [
            ("en", "Ann Lee as Kate, Bob Ray's wife\nBob Ray – Sam\nCy Fox", vec!["Ann Lee", "Bob Ray", "Cy Fox"]),
            ("de", "Ann Lee: Kate, seine Frau\nBob Ray: Sam", vec!["Ann Lee", "Bob Ray"]),
            ("de", "Ann Lee als Kate", vec!["Ann Lee"]),
            ("de", "siehe Besetzung", vec![]),
            ("zh", "宋康昊飾金基澤", vec!["宋康昊"]),
            ("ja", "勘兵衛：志村喬", vec!["志村喬"]),
        ] {
            assert_eq!(read(language, Of::Cast, cell), wanted, "{cell}");
        }
    }

    #[test]
    fn places_may_stand_side_by_side() {
        let english = |name: &str| match name {
            "Россия" => Some("Russia".to_owned()),
            "Босния и Герцеговина" => Some("Bosnia and Herzegovina".to_owned()),
            _ => None,
        };
        let labels = Labels::of("<html lang=ru>").unwrap();
        let read = |line: &str| places(labels, &[line.to_owned()], english);
        assert_eq!(read("Россия Босния и Герцеговина"), ["Russia", "Bosnia and Herzegovina"]);
        assert_eq!(read("Атлантида и Россия"), ["Атлантида", "Russia"]);
    }
}
