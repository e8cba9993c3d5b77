//! What the programmes of cinemas and festivals have around titles: times of showings, and remarks.

/// Days of the week, as programmes shorten them; folded.
const DAYS: [&str; 32] = [
    "mon",
    "monday",
    "tue",
    "tues",
    "tuesday",
    "wed",
    "wednesday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "fri",
    "friday",
    "sat",
    "saturday",
    "sun",
    "sunday",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
    "lun",
    "mar",
    "mer",
    "jeu",
    "ven",
    "sam",
    "dim",
    "dom",
];
/// Words behind a time.
const HOURS: [&str; 6] = ["am", "pm", "uhr", "h", "hrs", "hs"];
/// Words that say how a film is shown.
const REMARKS: [&str; 36] = [
    "35mm",
    "16mm",
    "70mm",
    "4k",
    "2k",
    "dcp",
    "imax",
    "3d",
    "restoration",
    "restored",
    "remastered",
    "restauriert",
    "restaurée",
    "ov",
    "omu",
    "omeu",
    "ome",
    "omdu",
    "vo",
    "vost",
    "vostfr",
    "vf",
    "vose",
    "subtitled",
    "dubbed",
    "sold",
    "q&a",
    "intro",
    "introduction",
    "premiere",
    "discussion",
    "gespräch",
    "anniversary",
    "ausverkauft",
    "complet",
    "encore",
];

/// A line without the time of a showing before or behind the film: `10:00 Alien`, `Stalker Sat 20:15`.
pub(super) fn without_times(line: &str) -> &str {
    let mut rest = line;
    let mut has_time = false;
    while let Some((word, after)) = rest.split_once(char::is_whitespace) {
        let is_behind_time = has_time && (is_hour(word) || matches!(word, "-" | "–" | "—" | "|" | ":"));
        if is_time(word) {
            has_time = true;
        } else if !(is_behind_time || is_day(word) && begins_with_time(after)) {
            break;
        }
        rest = after.trim_start();
    }
    let mut line = if has_time && rest.contains(char::is_alphabetic) { rest } else { line };
    while let Some((before, word)) = line.rsplit_once(char::is_whitespace) {
        let before = before.trim_end();
        let ends_with_time = || is_time(before.rsplit(' ').next().unwrap_or_default());
        let is_screen = || {
            let (time, screen) = before.rsplit_once(' ').unwrap_or_default();
            word.bytes().all(|b| b.is_ascii_digit())
                && matches!(screen.to_lowercase().as_str(), "screen" | "saal" | "salle" | "sala" | "kino")
                && is_time(time.rsplit(' ').next().unwrap_or_default())
        };
        if is_time(word) && word.contains([':', 'h']) {
            line = before.trim_end_matches([',', '-', '–', '—', '|', ' ']);
            if let Some((title, day)) = line.rsplit_once(' ')
                && is_day(day)
                && title.contains(char::is_alphabetic)
            {
                line = title.trim_end_matches([',', ' ', '-', '–']);
            }
        } else if is_hour(word) && ends_with_time() {
            line = before;
        } else if is_screen() {
            line = before.rsplit_once(' ').map_or(before, |(time, _)| time);
        } else {
            break;
        }
    }
    line
}

/// A line without remarks behind the film: `(35mm)`, `+ Q&A`, `*sold out*`, `– new restoration`.
pub(super) fn without_remarks(line: &str) -> &str {
    let mut line = line.trim_end();
    loop {
        let before = line;
        for (open, close) in [('(', ')'), ('[', ']'), ('*', '*')] {
            if let Some((title, remark)) = line.strip_suffix(close).and_then(|line| line.rsplit_once(open))
                && is_remark(remark)
            {
                line = title.trim_end();
            }
        }
        for mark in [" + ", " – ", " — ", " - ", " | "] {
            if let Some((title, remark)) = line.rsplit_once(mark)
                && is_remark(remark)
            {
                line = title.trim_end();
            }
        }
        if line.len() == before.len() || line.is_empty() {
            return if line.is_empty() { before } else { line };
        }
    }
}

/// Whether a few words say how a film is shown.
fn is_remark(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().map(|word| word.trim_matches([',', '.', '!'])).collect();
    words.len() <= 4 && words.iter().any(|word| REMARKS.contains(word)) && !words.iter().any(|word| is_year(word))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_day(word: &str) -> bool {
    DAYS.contains(&word.trim_end_matches(['.', ',']).to_lowercase().as_str())
}

fn is_hour(word: &str) -> bool {
    HOURS.contains(&word.trim_end_matches(['.', ',', ':']).to_lowercase().replace('.', "").as_str())
}

fn begins_with_time(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(is_time)
}

/// `10:00`, `7.30pm`, `18h30`, `10:00-12:00`.
fn is_time(word: &str) -> bool {
    let word = word.trim_end_matches([',', ':', ';']).to_lowercase();
    let bare = HOURS.iter().find_map(|hour| word.strip_suffix(hour)).unwrap_or(&word);
    bare.split(['-', '–']).all(|time| {
        time.split_once([':', '.', 'h']).is_some_and(|(hour, minutes)| {
            let number = |text: &str, most: u8| text.len() <= 2 && text.parse::<u8>().is_ok_and(|n| n < most);
            number(hour, 24) && minutes.len() == 2 && number(minutes, 60)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_remarks_are_no_part_of_a_title() {
        for (line, wanted) in [
            ("10:00 Alien", "Alien"),
            ("18h30 – Seven Samurai", "Seven Samurai"),
            ("7.30 pm Heat", "Heat"),
            ("Fri 10:00-12:00 Heat", "Heat"),
            ("Alien 10:00", "Alien"),
            ("Jaws, Sat 18:00", "Jaws"),
            ("Heat (1995) 21:00 Screen 2", "Heat (1995)"),
            ("Heat (1995) 9:15 pm", "Heat (1995)"),
            ("11:14", "11:14"),
            ("Friday", "Friday"),
            ("Friday the 13th", "Friday the 13th"),
            ("2.22", "2.22"),
            ("Apollo 13", "Apollo 13"),
        ] {
            assert_eq!(without_times(line), wanted, "{line}");
        }
        for (line, wanted) in [
            ("Stalker (35mm)", "Stalker"),
            ("Alien (1979) + Q&A", "Alien (1979)"),
            ("Jaws [4K restoration] *sold out*", "Jaws"),
            ("Vertigo (1958) – new restoration", "Vertigo (1958)"),
            ("Opening Night (1977)", "Opening Night (1977)"),
            ("Premiere", "Premiere"),
            ("(35mm)", "(35mm)"),
            ("Heat – Michael Mann", "Heat – Michael Mann"),
        ] {
            assert_eq!(without_remarks(line), wanted, "{line}");
        }
    }
}
