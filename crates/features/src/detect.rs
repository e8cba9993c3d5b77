//! Which language a catalogue is written in.
//!
//! Each film of a sample votes for the language that it names; else for the one whose script its text is written in or, among
//! languages with spaces between words, whose stop words it has most of. The language with most votes is the catalogue's.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;
use matinee_catalogue::Film;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::language::TextLanguage;
use crate::script::{Script, script_of};
use crate::tokens::{pieces, without_elision};

/// So many films are read, spread evenly over the catalogue.
const SAMPLE: usize = 1_000;
/// So much of each film's text, in characters.
const READ_CHARS: usize = 400;
/// A text is in a language only if this share of its words are stop words of it. In most languages the share is near .4,
/// in Finnish and Turkish, which have endings in place of small words, near .2.
const LEAST_STOP_WORDS: f64 = 0.1;
/// A text with this share of kana among its letters is Japanese: half of Japanese is kana, and Chinese has them in names
/// only.
const LEAST_KANA: f64 = 0.15;
/// Elided words, which would hide the stop words of French and Italian.
const ELISIONS: [&str; 6] = ["l", "d", "qu", "dell", "all", "nell"];

const LANGUAGES: usize = TextLanguage::ALL.len();

/// The languages that have a word as a stop word, as a set of bits.
static LANGUAGES_OF: LazyLock<HashMap<&str, u32, RandomState>> = LazyLock::new(|| {
    let mut languages_of = HashMap::<&str, u32, RandomState>::default();
    for language in TextLanguage::ALL.into_iter().filter(|language| !language.by_pairs()) {
        for word in language.stop_words() {
            *languages_of.entry(word).or_default() |= 1 << language as u32;
        }
    }
    languages_of
});

/// The language of most films' texts; English if no text says.
pub(crate) fn text_language(films: &[Film]) -> TextLanguage {
    let films: Vec<&Film> = films.iter().filter(|film| !text(film).is_empty()).collect();
    let step = films.len().div_ceil(SAMPLE).max(1);
    let votes: Vec<TextLanguage> =
        films.par_chunks(step).filter_map(|some| some.first().and_then(|film| of_film(film))).collect();
    let mut count = [0; LANGUAGES];
    for vote in votes {
        count[vote as usize] += 1;
    }
    // Of languages with as many votes, the first.
    TextLanguage::ALL.into_iter().rev().max_by_key(|&language| count[language as usize]).unwrap_or_default()
}

fn text(film: &Film) -> &str {
    if film.synopsis.is_empty() { &film.plot } else { &film.synopsis }
}

/// The language that a film names, if it is one of ours; else that of its text.
fn of_film(film: &Film) -> Option<TextLanguage> {
    let named = film.text_language.as_ref().and_then(|code| code.parse().ok());
    named.or_else(|| of_text(text(film)))
}

/// The language of a text, if it is one of ours and clear.
fn of_text(text: &str) -> Option<TextLanguage> {
    let end = text.char_indices().nth(READ_CHARS).map_or(text.len(), |(end, _)| end);
    let text = &text[..end];
    of_script(text).or_else(|| of_stop_words(text))
}

fn of_script(text: &str) -> Option<TextLanguage> {
    if text.is_ascii() {
        return None;
    }
    let (mut letters, mut han, mut kana, mut thai) = (0u32, 0u32, 0u32, 0u32);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        match script_of(c) {
            Some(Script::Han) => han += 1,
            Some(Script::Hiragana | Script::Katakana) => kana += 1,
            Some(Script::Thai) => thai += 1,
            None => {}
        }
    }
    if 2 * thai > letters {
        Some(TextLanguage::Thai)
    } else if 2 * (han + kana) <= letters {
        None
    } else if f64::from(kana) >= LEAST_KANA * f64::from(letters) {
        Some(TextLanguage::Japanese)
    } else {
        Some(TextLanguage::Chinese)
    }
}

fn of_stop_words(text: &str) -> Option<TextLanguage> {
    let (mut words, mut count) = (0u32, [0u32; LANGUAGES]);
    for (word, _) in pieces(text, true).filter(|(word, _)| !word.is_empty()) {
        words += 1;
        let word = without_elision(word, &ELISIONS);
        let languages = if word.is_ascii() {
            LANGUAGES_OF.get(&*word.to_ascii_lowercase())
        } else {
            LANGUAGES_OF.get(&*word.nfc().collect::<String>().to_lowercase())
        };
        let languages = languages.copied().unwrap_or(0);
        for (language, count) in count.iter_mut().enumerate() {
            *count += languages >> language & 1;
        }
    }
    let most = TextLanguage::ALL.into_iter().rev().max_by_key(|&language| count[language as usize])?;
    (f64::from(count[most as usize]) >= LEAST_STOP_WORDS * f64::from(words) && words > 0).then_some(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_catalogue::{Year, starter};
    use proptest::prelude::*;

    #[test]
    fn two_sentences_are_enough() {
        for (language, text) in [
            (
                TextLanguage::English,
                "A retired policeman looks for the man who killed his wife. He meets a girl with a secret.",
            ),
            (
                TextLanguage::French,
                "Un policier à la retraite cherche l'homme qui a tué sa femme. Il rencontre une fille qui a un secret.",
            ),
            (
                TextLanguage::German,
                "Ein Polizist im Ruhestand sucht den Mann, der seine Frau getötet hat. Er trifft ein Mädchen mit einem Geheimnis.",
            ),
            (
                TextLanguage::Spanish,
                "Un policía retirado busca al hombre que mató a su mujer. Conoce a una chica que tiene un secreto.",
            ),
            (
                TextLanguage::Italian,
                "Un poliziotto in pensione cerca l'uomo che ha ucciso sua moglie. Incontra una ragazza che ha un segreto.",
            ),
            (
                TextLanguage::Portuguese,
                "Um polícia reformado procura o homem que matou a sua mulher. Ele conhece uma rapariga com um segredo.",
            ),
            (
                TextLanguage::Russian,
                "Бывший милиционер ищет человека, который убил его жену. Он встречает девушку, у которой есть тайна.",
            ),
            (
                TextLanguage::Swedish,
                "En pensionerad polis söker mannen som dödade hans fru. Han möter en flicka som har en hemlighet och är rädd.",
            ),
            (
                TextLanguage::Polish,
                "Emerytowany policjant szuka człowieka, który zabił jego żonę. Spotyka dziewczynę, która ma tajemnicę.",
            ),
            (
                TextLanguage::Dutch,
                "Een gepensioneerde agent zoekt de man die zijn vrouw heeft vermoord. Hij ontmoet een meisje met een geheim.",
            ),
            (
                TextLanguage::Danish,
                "En pensioneret betjent leder efter manden, der dræbte hans kone. Han møder en pige, som har en hemmelighed, hun ikke tør sige.",
            ),
            (
                TextLanguage::Norwegian,
                "En pensjonert politimann leter etter mannen som drepte kona hans. Han møter ei jente med en hemmelighet hun ikke vil si noe om.",
            ),
            (
                TextLanguage::Finnish,
                "Eläkkeellä oleva poliisi etsii miestä, joka tappoi hänen vaimonsa. Hän tapaa tytön, jolla on salaisuus, ja he pakenevat.",
            ),
            (
                TextLanguage::Hungarian,
                "Egy nyugdíjas rendőr keresi a férfit, aki megölte a feleségét. Találkozik egy lánnyal, akinek van egy titka.",
            ),
            (
                TextLanguage::Romanian,
                "Un polițist pensionat caută bărbatul care i-a ucis soția. El întâlnește o fată care are un secret și nu vrea să vorbească.",
            ),
            (
                TextLanguage::Turkish,
                "Emekli bir polis karısını öldüren adamı arar. Bir sırrı olan genç bir kızla tanışır ve onun için her şeyi yapar.",
            ),
            (TextLanguage::Japanese, "引退した警官が妻を殺した男を探す。彼は秘密を持つ少女と出会う。"),
            (TextLanguage::Chinese, "一名退休警察寻找杀害他妻子的凶手。他遇到了一个有秘密的女孩。"),
            (TextLanguage::Thai, "ตำรวจเกษียณตามหาชายที่ฆ่าภรรยาของเขา เขาพบหญิงสาวที่มีความลับ"),
        ] {
            assert_eq!(of_text(text), Some(language), "{text}");
        }
    }

    #[test]
    fn a_text_that_says_nothing_has_no_vote() {
        for text in ["", "1984", "Xyzzy plugh", "...", "дюна"] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }

    #[test]
    fn every_film_of_the_starter_catalogue_is_english() {
        let films = starter::catalogue();
        assert_eq!(text_language(films.films()), TextLanguage::English);
        let others = films.films().iter().filter(|film| of_text(text(film)) != Some(TextLanguage::English)).count();
        assert_eq!(others, 0);
    }

    #[test]
    fn of_equal_votes_the_first_language_counts_and_the_order_of_films_does_not() {
        let film = |title: &str, synopsis: &str| {
            let mut film = Film::new(title, Year::new(1990).unwrap());
            film.synopsis = synopsis.to_owned();
            film
        };
        let mut films = [
            film("A", "Der Mann und die Frau sind in einem Haus."),
            film("B", "L'homme et la femme sont dans une maison."),
        ];
        assert_eq!(text_language(&films), TextLanguage::French);
        films.reverse();
        assert_eq!(text_language(&films), TextLanguage::French);
    }

    #[test]
    fn the_language_that_films_name_counts_more_than_their_words() {
        let mut film = Film::new("A", Year::new(1990).unwrap());
        film.synopsis = "Der Mann und die Frau sind in einem Haus.".to_owned();
        for (named, language) in
            [(None, TextLanguage::German), (Some("da"), TextLanguage::Danish), (Some("tlh"), TextLanguage::German)]
        {
            film.text_language = named.map(str::to_owned);
            assert_eq!(text_language(std::slice::from_ref(&film)), language, "{named:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(\\PC|['’ ]|[ก-๛]|[ぁ-ヿ]|[一-鿿]){0,500}") {
            of_text(&text);
        }
    }
}
