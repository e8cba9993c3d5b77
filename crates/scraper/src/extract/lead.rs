//! Genres, year and original title from an article's first sentence: "X is a 1979 science fiction horror film ...".

use matinee_catalogue::languages;
use scraper::ElementRef;

use super::labels::{BoxRow, Labels, as_label};
use super::{infobox, selector, text};

/// The sentence is sought in so many bytes.
const BEGINNING: usize = 2000;
/// A description has no more words.
const MOST_WORDS: usize = 24;
/// A description in a language without spaces has no more characters.
const MOST_SIGNS: usize = 80;

/// Where the description of the first sentence begins, behind "is a", and the description.
fn description<'a>(labels: &Labels, lead: &'a str) -> Option<(usize, &'a str)> {
    let end = (0..=lead.len().min(BEGINNING)).rev().find(|&end| lead.is_char_boundary(end))?;
    let beginning = &lead[..end];
    // Of two that begin at one place the longer counts.
    let is = labels.lead.is.iter().filter_map(|is| Some((beginning.find(is.as_str())?, is.len())));
    let (at, length) = is.min_by_key(|&(at, length)| (at, usize::MAX - length))?;
    let rest = &beginning[at + length..];
    let end = if labels.is_spaced() { end_in_words(labels, rest) } else { end_in_signs(labels, rest) };
    Some((at + length, &rest[..end]))
}

fn end_in_words(labels: &Labels, text: &str) -> usize {
    let mut at = 0;
    for word in text.split(char::is_whitespace).take(MOST_WORDS) {
        if labels.lead.stop.contains(&bare(word)) {
            return at;
        }
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    at.min(text.len())
}

fn end_in_signs(labels: &Labels, text: &str) -> usize {
    let most = text.char_indices().nth(MOST_SIGNS).map_or(text.len(), |(at, _)| at);
    labels.lead.stop.iter().filter_map(|stop| text.find(stop.as_str())).chain([most]).min().unwrap_or(most)
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'")
}

/// Adds the kinds of film that the lead names, in its order.
pub(super) fn genres(labels: &Labels, lead: &str, found: &mut Vec<String>) {
    let Some((_, description)) = description(labels, lead) else { return };
    let known = found.len();
    if labels.lead.ends_at_film {
        labels.kinds.find_before(description, &labels.lead.film, found);
    }
    // "is a 1986 television film drama" names the kind behind the film.
    if found.len() == known {
        labels.kinds.find(description, found);
    }
}

/// The year the lead gives: "is a 1979 ...".
pub(super) fn year(labels: &Labels, lead: &str) -> Option<i64> {
    infobox::years(description(labels, lead)?.1).next()
}

/// Whether the lead is about a group of films, a play or the like: "is a series of four films".
pub(super) fn is_of_another_thing(labels: &Labels, lead: &str) -> bool {
    let Some((_, description)) = description(labels, lead) else { return false };
    if !labels.is_spaced() {
        return labels.groups.iter().chain(&labels.other_leads).any(|thing| description.ends_with(thing.as_str()));
    }
    let words: Vec<String> = description.split_whitespace().map(bare).collect();
    // "Kriminalfilm" is a film too.
    let is_film =
        |word: &String| labels.lead.film.iter().any(|film| word == film || film.len() >= 4 && word.ends_with(film));
    let film = words.iter().position(is_film).unwrap_or(words.len());
    let place = |thing: &String| {
        let thing: Vec<&str> = thing.split(' ').collect();
        words.windows(thing.len()).position(|words| words == thing)
    };
    let is_own = |at: &usize| !words[..*at].iter().any(|word| labels.lead.the.contains(word));
    // "a video game film" is a film, "a film series" and "a trilogy of films" are none.
    labels.groups.iter().filter_map(place).any(|at| at <= film && is_own(&at))
        || film == words.len() && labels.other_leads.iter().filter_map(place).any(|at| is_own(&at))
}

/// What the first paragraph says before "is a": the film's titles.
pub(super) fn before_description<'a>(labels: &Labels, line: &'a str) -> Option<&'a str> {
    description(labels, line).map(|(end, _)| &line[..end])
}

/// The title in the film's own language, as the first paragraph gives it before its verb: marked as of another language, or behind that
/// language's name ("French: L'Éclusier").
pub(super) fn original_title(labels: &Labels, paragraph: ElementRef, spoken: &[String]) -> Option<String> {
    let line = text::line(paragraph);
    let before = before_description(labels, &line)?;
    let is_spoken = |name: &str| {
        let is_chinese = |name: &str| matches!(name, "Chinese" | "Mandarin" | "Cantonese" | "Hokkien");
        spoken.is_empty() || spoken.iter().any(|of| of == name || is_chinese(of) && is_chinese(name))
    };
    let marked = paragraph.select(&selector("[lang]")).find_map(|element| {
        let tag = element.value().attr("lang")?;
        let primary = tag.split('-').next().unwrap_or_default();
        if primary == labels.code() || tag.to_lowercase().contains("latn") || text::is_silent_or_in_silent(&element) {
            return None;
        }
        let title = text::line(element);
        let is_own = languages::name(primary).is_some_and(is_spoken);
        (is_own && !title.is_empty() && before.contains(&title)).then_some(title)
    });
    marked.or_else(|| {
        let brackets = before.split(['(', '（']).skip(1).filter_map(|rest| rest.split([')', '）']).next());
        brackets.flat_map(|bracket| bracket.split([';', ',', '，', '；'])).find_map(|part| {
            let (name, title) = part.split_once([':', '：'])?;
            if labels.rows(&as_label(name)).contains(&BoxRow::OriginalTitle) && !title.trim().is_empty() {
                return Some(title.trim().to_owned());
            }
            let name = name.trim().rsplit(' ').next()?;
            let english = labels.language(name)?;
            let title = title.trim();
            (is_spoken(english) && !title.is_empty()).then(|| title.to_owned())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_stand_as_the_lead_names_them() {
        let labels = Labels::of("").unwrap();
        for (lead, kinds) in [
            (
                "Face/Off is a 1997 American science fiction action film directed by John Woo.",
                vec!["science fiction", "action"],
            ),
            ("Amélie (Le Fabuleux Destin) is a 2001 romantic comedy film.", vec!["romantic comedy"]),
            ("X is a 2009 American romantic comedy-drama film.", vec!["romantic", "comedy-drama"]),
            ("X is a 1999 American surreal fantasy comedy film.", vec!["surreal", "fantasy", "comedy"]),
            ("X is a 1946 American film noir directed by Y.", vec!["film noir"]),
            ("X is a 1946 American science-fiction film with a comedy plot.", vec!["science fiction"]),
            ("X is a 1995 action-thriller film.", vec!["action", "thriller"]),
            ("X is a 1986 British comedy drama directed by Y.", vec!["comedy-drama"]),
            ("X is a 1975 documentary about salt.", vec!["documentary"]),
            ("X is a 2015 live-action fantasy film.", vec!["fantasy"]),
            ("X is a 1986 American television film drama.", vec!["drama"]),
            ("X is a 1938 French film.", vec![]),
            ("X is a village in Y.", vec![]),
        ] {
            let mut found = Vec::new();
            genres(labels, lead, &mut found);
            assert_eq!(found, kinds, "{lead}");
        }
        assert_eq!(year(labels, "Face/Off is a 1997 American film"), Some(1997));
    }

    #[test]
    fn a_group_of_films_is_no_film() {
        let labels = Labels::of("").unwrap();
        for (lead, is_other) in [
            ("X is a series of four American horror films.", true),
            ("X is an American film series.", true),
            ("X is the second part of the first trilogy.", false),
            ("X is a trilogy of Western films directed by Y.", true),
            ("X is a 1955 American television play.", true),
            ("X is a 1995 video game film.", false),
            ("X is a 1977 American television film.", false),
            ("X is a 1980 film and the second in the X film series.", false),
            ("X is a 1980 film, the last of a trilogy of films.", false),
        ] {
            assert_eq!(is_of_another_thing(labels, lead), is_other, "{lead}");
        }
        let german = Labels::of("<html lang=de>").unwrap();
        assert!(!is_of_another_thing(german, "X ist ein deutscher Kriminalfilm der Fernsehreihe Y."));
        assert!(is_of_another_thing(german, "X ist eine deutsche Filmreihe von Y."));
        let french = Labels::of("<html lang=fr>").unwrap();
        assert!(is_of_another_thing(french, "X est une série de films français réalisés par Y."));
        assert!(!is_of_another_thing(french, "X est un film français, deuxième de la trilogie Y."));
        assert!(!is_of_another_thing(french, "X est le deuxième volet de la trilogie Y."));
        assert_eq!(year(french, "X est un film français de 1936 réalisé par Y."), Some(1936));
    }
}
