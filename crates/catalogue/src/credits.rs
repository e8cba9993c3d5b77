//! Who directed and wrote a film, by the first sentences of an article about it.
//!
//! Public lists made from such articles have the cast only, but a lead such as "Heat is a 1995 American crime film written and
//! directed by Michael Mann" names the director and writer. Words are taken as names if they are spelled like names; in doubt
//! they are left out.

/// Names found in a lead, each list in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Credits {
    pub(crate) directors: Vec<String>,
    pub(crate) writers: Vec<String>,
}

/// Only the beginning is read: later sentences are often about other films.
const READ_BYTES: usize = 1200;
/// The most words between the trade and "by", as in "directed, co-written and edited by".
const MOST_BETWEEN: usize = 6;
/// The most names taken from one list.
const MOST_NAMES: usize = 6;
/// Words inside names that begin with a small letter.
const PARTICLES: [&str; 14] =
    ["de", "van", "von", "del", "della", "der", "di", "da", "du", "la", "le", "el", "bin", "ter"];

/// Reads the credits of a lead.
pub(crate) fn credits(lead: &str) -> Credits {
    let end = (0..=READ_BYTES.min(lead.len())).rev().find(|&end| lead.is_char_boundary(end)).unwrap_or(0);
    let words: Vec<&str> = lead[..end].split_whitespace().collect();
    let mut credits = Credits::default();
    for (at, word) in words.iter().enumerate() {
        let trade = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
        let list = match trade {
            "directed" | "co-directed" => &mut credits.directors,
            "written" | "co-written" | "screenplay" => &mut credits.writers,
            _ => continue,
        };
        // The trade and its "by" are in one sentence.
        let by = words[at..].iter().take(MOST_BETWEEN + 1).take_while(|w| !w.ends_with('.')).position(|w| *w == "by");
        if let Some(by) = by {
            for name in names(&words[at + by + 1..]) {
                if !list.contains(&name) {
                    list.push(name);
                }
            }
        }
    }
    credits
}

/// The names a list begins with: "Joel and Ethan Coen," gives the one that is whole.
fn names(words: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    for word in words {
        if matches!(*word, "and" | "&" | "with") {
            end_name(&mut name, &mut names);
            continue;
        }
        let bare = word.trim_end_matches([',', ';', ':', ')']);
        // "J.", "St.", "Jr." are parts of names; other words with a full stop end the sentence.
        let initial = bare.ends_with('.') && bare.chars().filter(|c| c.is_alphabetic()).count() <= 2;
        let whole = if initial { bare } else { bare.trim_end_matches('.') };
        let is_name = !whole.is_empty()
            && (whole.chars().next().is_some_and(char::is_uppercase)
                || (!name.is_empty() && PARTICLES.contains(&whole)))
            && whole.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '–'));
        if !is_name {
            break;
        }
        name.push(whole);
        if word.len() != bare.len() {
            end_name(&mut name, &mut names);
        }
        if whole.len() != bare.len() || names.len() == MOST_NAMES {
            break;
        }
    }
    end_name(&mut name, &mut names);
    names
}

/// A name of one word is a company, a first name whose family name comes later, or no name.
fn end_name(name: &mut Vec<&str>, names: &mut Vec<String>) {
    if (2..=5).contains(&name.len()) && names.len() < MOST_NAMES {
        names.push(name.join(" "));
    }
    name.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn makers_are_read_from_a_lead() {
        for (lead, directors, writers) in [
            (
                "Heat is a 1995 American crime film written and directed by Michael Mann, starring Al Pacino.",
                vec!["Michael Mann"],
                vec!["Michael Mann"],
            ),
            (
                "It is directed by Roland Emmerich and stars Steven Strait. It was written by Harald Kloser.",
                vec!["Roland Emmerich"],
                vec!["Harald Kloser"],
            ),
            (
                "X is a film directed, co-produced and edited by Guillermo del Toro from a screenplay by J. K. Rowling, \
                 Steve Kloves, and Jean-Pierre Jeunet.",
                vec!["Guillermo del Toro"],
                vec!["J. K. Rowling", "Steve Kloves", "Jean-Pierre Jeunet"],
            ),
            ("A film directed by Joel and Ethan Coen.", vec!["Ethan Coen"], vec![]),
            ("A film directed in colour. By Night she walks.", vec![], vec![]),
            ("A short directed by and starring Buster Keaton.", vec![], vec![]),
            ("Distributed by Paramount Pictures.", vec![], vec![]),
            ("", vec![], vec![]),
        ] {
            let found = credits(lead);
            assert_eq!((found.directors, found.writers), (names_of(&directors), names_of(&writers)), "{lead}");
        }
    }

    fn names_of(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    proptest! {
        #[test]
        fn any_text_gives_names_that_the_text_has(text in "\\PC{0,80}(directed|written) by \\PC{0,1500}") {
            let Credits { directors, writers } = credits(&text);
            let words: Vec<&str> = text.split_whitespace().collect();
            for name in directors.iter().chain(&writers) {
                prop_assert!((2..=5).contains(&name.split(' ').count()), "{}", name);
                for part in name.split(' ') {
                    prop_assert!(words.iter().any(|word| word.starts_with(part)), "{} of {}", part, name);
                }
            }
        }

        #[test]
        fn every_name_of_a_list_is_found_in_its_order(names in proptest::sample::subsequence(
            vec!["Ann Lee", "Bo van Li", "J. K. Rowling", "Guillermo del Toro", "Cy Day-Lewis", "Eva O'Hara"], 1..=6,
        ), noise in "[a-z ]{0,40}") {
            let list = names.join(", ");
            prop_assert_eq!(&credits(&format!("X is a {noise} film directed by {list}")).directors, &names);
            prop_assert_eq!(&credits(&format!("X is a {noise} film co-written and edited by {list}")).writers, &names);
        }
    }
}
