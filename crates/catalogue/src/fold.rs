//! Folding text, so that a typed title matches a catalogue's spelling.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents; letters that Unicode does not decompose (ø, ł, ß ...) by their usual Latin form.
///
/// ```
/// assert_eq!(matinee_catalogue::fold::plain("Łódź, SMØRREBRØD"), "lodz, smorrebrod");
/// ```
pub fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'ħ' => out.push('h'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ß' => out.push_str("ss"),
            'þ' => out.push_str("th"),
            '\u{2044}' => out.push('/'),
            '’' | '‘' | 'ʼ' => out.push('\''),
            // Lower-casing can add a mark of its own (İ).
            c if is_combining_mark(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// A text that can be shown anywhere: without control characters and marks that turn the direction of writing, which can move
/// a terminal's cursor or hide what is written. Line ends and tabs are spaces.
///
/// ```
/// assert_eq!(matinee_catalogue::fold::printable("A\u{1b}[2Jlien\n3"), "A[2Jlien 3");
/// ```
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let spaced = text.chars().map(|c| if matches!(c, '\n' | '\t' | '\r') { ' ' } else { c });
    Cow::Owned(spaced.filter(|&c| !is_unprintable(c)).collect())
}

/// Whether a character is a control character or turns the direction of writing.
pub fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a spreadsheet takes a cell as a formula; some pass over spaces, and take signs of full width.
///
/// ```
/// use matinee_catalogue::fold::is_formula;
/// assert!(is_formula("=1+1") && is_formula(" @x") && !is_formula("1+1") && !is_formula("'=1+1"));
/// ```
pub fn is_formula(cell: &str) -> bool {
    cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// A title as part of an address: `Schindler's List` gives `schindlers-list`.
pub fn slug(title: &str) -> String {
    joined(title, '-')
}

/// A text as the words to search it by: folded, `&` as "and", apostrophes closed up, all other punctuation one space.
///
/// ```
/// assert_eq!(matinee_catalogue::fold::bare("L.A. Confidential & Rosemary's Baby"), "l a confidential and rosemarys baby");
/// ```
pub fn bare(text: &str) -> String {
    joined(text, ' ')
}

/// The words of a text with something between them. ASCII, which most texts are, is written in one go.
fn joined(text: &str, between: char) -> String {
    if !text.is_ascii() {
        return joined_of_any(text, between);
    }
    let mut out = String::with_capacity(text.len());
    // Whether the next letter begins a word.
    let mut begins = false;
    let mut letter = [0; 4];
    for c in text.chars().map(|c| c.to_ascii_lowercase()) {
        let letters: &str = match c {
            '\'' => continue,
            '&' => "and",
            c if c.is_ascii_alphanumeric() => c.encode_utf8(&mut letter),
            _ => "",
        };
        begins |= letters.len() != 1;
        if !letters.is_empty() {
            if begins && !out.is_empty() {
                out.push(between);
            }
            out.push_str(letters);
            begins = c == '&';
        }
    }
    out
}

fn joined_of_any(text: &str, between: char) -> String {
    let spelled = text.replace('&', " and ").replace('½', " half ").replace('²', " 2 ");
    let folded = plain(&spelled).replace('\'', "");
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.join(between.encode_utf8(&mut [0; 4]))
}

const ARTICLES: [&str; 18] =
    ["the", "a", "an", "le", "la", "les", "l", "un", "une", "el", "los", "las", "il", "lo", "der", "die", "das", "o"];

/// A title as a key: two spellings of one title give the same key. Case, accents, punctuation, a leading (or
/// trailing, "Matrix, The") article, `&`/`and`, and roman numerals after the first word do not count.
///
/// ```
/// use matinee_catalogue::fold::title_key;
/// assert_eq!(title_key("The Godfather Part II"), title_key("godfather, part 2"));
/// assert_eq!(title_key("Amélie"), title_key("AMELIE"));
/// assert_eq!(title_key("Matrix, The"), title_key("the matrix"));
/// ```
pub fn title_key(title: &str) -> String {
    let mut words: Vec<String> = bare(title).split(' ').map(str::to_owned).filter(|word| !word.is_empty()).collect();
    let trailing_article = title.rsplit_once(',').is_some_and(|(head, tail)| {
        !head.trim().is_empty() && ARTICLES.contains(&plain(tail.trim()).trim_end_matches('\''))
    });
    if trailing_article {
        words.pop();
    }
    // "L'Avventura" closes up to "lavventura"; its article goes by the apostrophe.
    if let Some((head, rest)) = title.split_once(['\'', '’'])
        && matches!(head, "L" | "l")
        && rest.chars().next().is_some_and(char::is_alphabetic)
    {
        words[0].remove(0);
    }
    if words.len() > 1 && ARTICLES.contains(&words[0].as_str()) {
        words.remove(0);
    }
    for word in words.iter_mut().skip(1) {
        if let Some(number) = roman(word) {
            *word = number.to_string();
        }
    }
    words.join(" ")
}

/// Roman numerals from ii to xxxix. Behind the first word of a title "v" and "x" are numbers as well, even where they are
/// letters ("Rocky V", "Malcolm X"): both spellings get the same key. Only "i" is left alone.
fn roman(word: &str) -> Option<u32> {
    if word == "i" || word.is_empty() || word.len() > 6 {
        return None;
    }
    let tens = word.chars().take_while(|&c| c == 'x').count();
    let units = match &word[tens..] {
        "" => 0,
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "v" => 5,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    (tens <= 3).then_some(tens as u32 * 10 + units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_title_meet() {
        for (a, b) in [
            ("Fast & Furious", "fast and furious"),
            ("Rocky IV", "Rocky 4"),
            ("L'Avventura", "Avventura"),
            ("What's Up, Doc?", "whats up doc"),
            ("Face/Off", "face off"),
            ("Die Hard", "DIE HARD"),
            ("WALL·E", "wall-e"),
            ("An American in Paris", "American in Paris, An"),
        ] {
            assert_eq!(title_key(a), title_key(b), "{a} / {b}");
        }
    }

    #[test]
    fn different_titles_stay_apart() {
        for (a, b) in [("Rocky II", "Rocky III"), ("M", "It"), ("The Thing", "The Things"), ("I, Robot", "1 Robot")] {
            assert_ne!(title_key(a), title_key(b));
        }
        assert_eq!(title_key("The"), "the", "a title that is an article keeps it");
    }

    proptest! {
        #[test]
        fn ascii_is_folded_as_any_text(text in "[a-zA-Z0-9 &'.,-]{0,40}") {
            prop_assert_eq!(joined(&text, '-'), joined_of_any(&text, '-'));
        }

        #[test]
        fn folding_never_panics_and_settles(text in "\\PC{0,60}") {
            let once = plain(&text);
            prop_assert_eq!(plain(&once), once.clone());
            let key = title_key(&text);
            prop_assert!(!key.contains("  "));
            let slug = slug(&text);
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-'));
        }
    }
}
