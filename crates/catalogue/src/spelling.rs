//! Titles as people spell them otherwise: "Se7en" for "Seven", "Ocean's 11" for "Ocean's Eleven", "Good Bad Ugly",
//! "LOTR".

use crate::fold::title_key;

/// Words that people leave out of titles or put into them.
const PASSED_OVER: [&str; 21] = [
    "a", "an", "and", "chapter", "das", "der", "die", "el", "episode", "et", "l", "la", "le", "les", "of", "part",
    "the", "und", "vol", "volume", "y",
];
/// Numbers in words, from 0.
const NUMBERS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
/// Letters that a digit inside of a word stands for.
const LOOKS_LIKE: [(char, &[char]); 7] =
    [('0', &['o']), ('1', &['i', 'l']), ('3', &['e']), ('4', &['a']), ('5', &['s']), ('7', &['v', 't']), ('8', &['b'])];
/// A word with more such digits is none.
const MAX_DIGITS: usize = 3;
/// Initials of fewer words stand for too much.
const MIN_INITIALS: usize = 3;

/// Whether titles that differ only by this folded word may be the same.
pub fn is_passed_over(word: &str) -> bool {
    PASSED_OVER.contains(&word)
}

/// The keys of a title that other spellings of it share: small words do not count, numbers in words are digits, and a digit
/// inside of a word is the letter that it looks like.
///
/// ```
/// use matinee_catalogue::spelling::loose_keys;
/// assert_eq!(loose_keys("Ocean's Eleven"), loose_keys("oceans 11"));
/// assert_eq!(loose_keys("The Good, the Bad and the Ugly"), loose_keys("good bad ugly"));
/// assert!(loose_keys("Se7en").contains(&"seven".to_owned()));
/// ```
pub fn loose_keys(title: &str) -> Vec<String> {
    let key = title_key(title);
    let all = || key.split(' ');
    let telling: Vec<&str> = all().filter(|word| !is_passed_over(word)).collect();
    let words: Vec<&str> = if telling.is_empty() { all().collect() } else { telling };
    let digits = |word: &str| NUMBERS.iter().position(|name| *name == word).map(|number| number.to_string());
    // A number alone is a word.
    let of_word =
        |word: &&str| if words.len() > 1 { digits(word).unwrap_or_else(|| (*word).to_owned()) } else { (*word).into() };
    let plain: Vec<String> = words.iter().map(of_word).collect();
    let mut keys = vec![plain.join(" ")];
    if let Some(place) = plain.iter().position(|word| is_written_with_digits(word)) {
        for spelling in spellings(&plain[place]) {
            let mut other = plain.clone();
            other[place] = spelling;
            keys.push(other.join(" "));
        }
    }
    keys
}

/// Whether a word has digits that look like letters, and letters.
fn is_written_with_digits(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let look = |c: char| !c.is_ascii_digit() || LOOKS_LIKE.iter().any(|&(digit, _)| digit == c);
    (1..=MAX_DIGITS).contains(&digits) && word.len() > digits + 1 && word.chars().all(look)
}

fn spellings(word: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for c in word.chars() {
        let own = [c];
        let letters = LOOKS_LIKE.iter().find(|&&(digit, _)| digit == c).map_or(&own[..], |&(_, letters)| letters);
        all = all.iter().flat_map(|begun| letters.iter().map(move |letter| format!("{begun}{letter}"))).collect();
    }
    all
}

/// The initials that people call a long title by; of each of its parts, and of the whole.
///
/// ```
/// use matinee_catalogue::spelling::initials;
/// assert_eq!(initials("The Lord of the Rings: The Two Towers")[1], "lotr");
/// assert_eq!(initials("Back to the Future"), ["bttf"]);
/// assert!(initials("Heat").is_empty());
/// ```
pub fn initials(title: &str) -> Vec<String> {
    let parts = title.split([':', '–', '—']);
    let mut found: Vec<String> = Vec::new();
    for part in std::iter::once(title).chain(parts) {
        let key = title_key(part);
        let initials: String = key.split(' ').filter_map(|word| word.chars().next()).collect();
        if initials.chars().count() >= MIN_INITIALS && !found.contains(&initials) {
            found.push(initials);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_title_share_a_key() {
        for (a, b) in [
            ("12 Angry Men", "twelve angry men"),
            ("Se7en", "Seven"),
            ("M3GAN", "megan"),
            ("Fant4stic", "fantastic"),
            ("Kill Bill: Volume 2", "kill bill 2"),
            ("The Godfather Part II", "godfather 2"),
            ("The Lord of the Rings", "lord of rings"),
            ("Fast & Furious", "fast furious"),
        ] {
            let (a_keys, b_keys) = (loose_keys(a), loose_keys(b));
            assert!(a_keys.iter().any(|key| b_keys.contains(key)), "{a} / {b}: {a_keys:?} {b_keys:?}");
        }
        for (a, b) in [("Rocky II", "Rocky III"), ("Heat", "Heath"), ("One", "1"), ("The Ring", "The Rings")] {
            assert_ne!(loose_keys(a), loose_keys(b));
        }
        assert_eq!(loose_keys("The"), ["the"]);
        assert_eq!(loose_keys("10000000x").len(), 1, "so many digits are a number");
    }
}
