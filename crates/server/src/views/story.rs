//! What a film is told by: its story first, not "X is a 2012 film directed by Y".

use matinee_catalogue::Film;

use super::line::Line;

/// Words by which the first sentence of an encyclopaedia's article says what it is about.
const DEFINING: [&str; 10] = [
    " is a ",
    " is an ",
    " is the ",
    " was a ",
    " are a ",
    " ist ein ",
    " ist eine ",
    " ist der ",
    " war ein ",
    " sind ",
];
/// Words for what it then is.
const FILM: [&str; 7] = ["film", "movie", "comedy", "drama", "thriller", "documentary", "anthology"];

/// Abbreviations of three letters or more that stand before a name.
const BEFORE_NAMES: [&str; 7] = ["Capt", "Col", "Gen", "Mrs", "Prof", "Rev", "Sgt"];

/// A text up to the end of its first sentence. "Dr.", "Mrs." and initials end none, nor does "A.B.C.".
pub(crate) fn first_sentence(text: &str) -> &str {
    let line = text.split('\n').map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let follows_a_word = |at: usize| {
        let start = line[..at].rfind([' ', '.']).map_or(0, |space| space + 1);
        let word = &line[start..at];
        word.chars().nth(2).is_some() && !BEFORE_NAMES.contains(&word)
    };
    let mut ends = line.match_indices(['.', '!', '?', '。']).filter(|&(at, mark)| {
        mark == "。" || (line[at + mark.len()..].starts_with(' ') && (mark != "." || follows_a_word(at)))
    });
    match ends.next().map(|(at, mark)| at + mark.len()) {
        Some(end) => &line[..end],
        None => line,
    }
}

/// The text of a film that begins with its story, or what comes nearest to it.
pub(crate) fn story(film: &Film) -> &str {
    let (about, rest) = split(&film.synopsis);
    match (about.is_empty(), rest.is_empty()) {
        (true, false) => rest,
        // An article's first paragraph goes on about its makers; the plot tells more.
        _ if !film.plot.is_empty() => &film.plot,
        (false, false) => rest,
        _ => &film.synopsis,
    }
}

/// How the story begins, as a line under a film.
pub(crate) fn opening(film: &Film) -> Line {
    Line::beginning(first_sentence(story(film)))
}

/// What an article says of the film before it tells anything; empty for a synopsis that begins with the story.
pub(crate) fn definition(film: &Film) -> &str {
    let (about, rest) = split(&film.synopsis);
    if rest.is_empty() && film.plot.is_empty() {
        ""
    } else if !about.is_empty() && !film.plot.is_empty() {
        &film.synopsis
    } else {
        about
    }
}

/// The first sentence if it defines the film, and what follows.
fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    let first = first_sentence(text);
    if is_definition(first) { (first, text[first.len()..].trim()) } else { ("", text) }
}

fn is_definition(sentence: &str) -> bool {
    let defines = DEFINING.iter().filter_map(|words| sentence.find(words)).min();
    let lower = sentence.to_lowercase();
    let has_year = sentence.as_bytes().windows(4).any(|four| {
        four.iter().all(u8::is_ascii_digit)
            && (four.starts_with(b"19") || four.starts_with(b"20") || four.starts_with(b"18"))
    });
    defines.is_some_and(|at| at < 120) && has_year && FILM.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_catalogue::Year;

    #[test]
    fn the_first_sentence_ends_at_its_stop() {
        assert_eq!(first_sentence("Dr. No waits. Bond comes."), "Dr. No waits.");
        assert_eq!(first_sentence("\n J. Doe runs!  Again."), "J. Doe runs!");
        assert_eq!(first_sentence("七人が来る。村は待つ。"), "七人が来る。");
        assert_eq!(first_sentence("No stop"), "No stop");
        let initials = "Mrs. Brown fights the F.B.I. in court.";
        assert_eq!(first_sentence(&format!("{initials} She wins.")), initials);
        assert_eq!(first_sentence("Where is he? Nobody knows."), "Where is he?");
        assert_eq!(first_sentence(""), "");
    }

    #[test]
    fn a_story_comes_before_what_an_article_says_of_the_film() {
        let film = |synopsis: &str, plot: &str| {
            let mut film = Film::new("Skyfall", Year::new(2012).unwrap());
            (film.synopsis, film.plot) = (synopsis.to_owned(), plot.to_owned());
            film
        };
        let lead = "Skyfall is a 2012 spy film directed by Sam Mendes. Bond is shot. He comes back.";
        let both = film(lead, "In Istanbul a list is stolen.");
        assert_eq!((story(&both), definition(&both)), ("In Istanbul a list is stolen.", lead));
        let one = film(lead, "");
        assert_eq!(story(&one), "Bond is shot. He comes back.");
        assert_eq!(definition(&one), "Skyfall is a 2012 spy film directed by Sam Mendes.");
        let only = film("Skyfall is a 2012 spy film.", "");
        assert_eq!((story(&only), definition(&only)), ("Skyfall is a 2012 spy film.", ""));
        let told = film("An agent is shot. In 1962 he would have won.", "Long.");
        assert_eq!((story(&told), definition(&told)), ("An agent is shot. In 1962 he would have won.", ""));
        let german = film("Nosferatu ist ein deutscher Spielfilm aus dem Jahr 1922. Ein Makler reist.", "");
        assert_eq!(story(&german), "Ein Makler reist.");
    }
}
