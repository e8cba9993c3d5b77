//! Ratings as people and sites write them, and the scale of a file's.

use super::film::Opinion;

/// What a rating says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum GivenRating {
    /// Nothing was rated: empty, zero, a dash.
    None,
    /// A number, and the best one if it is written with it: `8/10`.
    Given(f64, Option<f64>),
    /// No rating can be read.
    Unreadable,
}

/// What stands for no rating.
const NOTHING: [&str; 8] = ["", "-", "–", "n/a", "null", "none", "nan", "unrated"];

/// Words, thumbs and faces in place of a rating, in the languages that notes are kept in.
const LIKING: [&str; 52] = [
    "👍",
    "👍👍",
    "❤",
    "♥",
    "😍",
    "🥰",
    "😀",
    "😃",
    "😄",
    "😁",
    "🙂",
    "😊",
    "🤩",
    "😻",
    "up",
    "thumbs up",
    "like",
    "liked",
    "love",
    "loved",
    "loved it",
    "liked it",
    "favorite",
    "favourite",
    "great",
    "excellent",
    "super",
    "toll",
    "geliebt",
    "gefällt mir",
    "mag ich",
    "daumen hoch",
    "j'aime",
    "j'ai aimé",
    "adoré",
    "j'adore",
    "me gusta",
    "me gustó",
    "me encantó",
    "me encanta",
    "mi piace",
    "mi è piaciuto",
    "gostei",
    "adorei",
    "нравится",
    "понравилось",
    "понравился",
    "喜欢",
    "好看",
    "好き",
    "面白い",
    "좋아요",
];
const DISLIKING: [&str; 41] = [
    "👎",
    "👎👎",
    "😡",
    "😠",
    "🤮",
    "🤢",
    "😞",
    "😒",
    "🙁",
    "☹",
    "💩",
    "👿",
    "down",
    "thumbs down",
    "dislike",
    "disliked",
    "hate",
    "hated",
    "hated it",
    "disliked it",
    "didn't like",
    "didn't like it",
    "did not like it",
    "not interested",
    "bad",
    "terrible",
    "awful",
    "schlecht",
    "gehasst",
    "gefällt mir nicht",
    "mag ich nicht",
    "daumen runter",
    "détesté",
    "je n'aime pas",
    "no me gusta",
    "no me gustó",
    "non mi piace",
    "não gostei",
    "odiei",
    "не нравится",
    "не понравилось",
];
const MIDDLING: [&str; 27] = [
    "seen",
    "watched",
    "😐",
    "🤷",
    "😕",
    "😶",
    "ok",
    "okay",
    "it was ok",
    "it was okay",
    "it's ok",
    "meh",
    "so so",
    "so-so",
    "fine",
    "average",
    "mixed",
    "geht so",
    "mittel",
    "naja",
    "moyen",
    "bof",
    "regular",
    "così così",
    "mais ou menos",
    "нормально",
    "还可以",
];

/// What words and thumbs in place of a rating say.
pub(super) fn opinion(text: &str) -> Option<Opinion> {
    let lower = text.to_lowercase().replace('’', "'");
    let is_form = |c: char| matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    let text = lower.trim().trim_end_matches(is_form).trim_end_matches(['!', '.', ' ']);
    let is = |list: &[&str]| list.contains(&text);
    if is(&["want to see", "want to watch"]) {
        return Some(Opinion::Want);
    }
    let lists = [(&LIKING[..], Opinion::Like), (&DISLIKING, Opinion::Dislike), (&MIDDLING, Opinion::Seen)];
    lists.into_iter().find(|(list, _)| is(list)).map(|(_, opinion)| opinion)
}

/// Words of Douban's five stars, the worst first.
const DOUBAN_STARS: [&str; 5] = ["很差", "较差", "还行", "推荐", "力荐"];

/// How many marks of one kind a text consists of: `***`, `❤️❤️`.
pub(super) fn repeated_marks(text: &str) -> Option<usize> {
    let marks: Vec<char> = text.chars().filter(|&c| c != '\u{fe0f}' && c != ' ').collect();
    let first = *marks.first().filter(|c| matches!(c, '*' | '❤' | '♥' | '🍿' | '🌟'))?;
    marks.iter().all(|&c| c == first).then_some(marks.len())
}

/// School marks, the worst first: their place is the rating.
const GRADES: [&str; 13] = ["f", "d-", "d", "d+", "c-", "c", "c+", "b-", "b", "b+", "a-", "a", "a+"];

/// School marks in words, in German, the best first; Austria has five, of which it writes the last two otherwise.
const MARKS: [&str; 6] = ["sehr gut", "gut", "befriedigend", "ausreichend", "mangelhaft", "ungenügend"];
const AUSTRIAN_MARKS: [&str; 2] = ["genügend", "nicht genügend"];

/// A school mark in words, as a rating.
fn mark_in_words(text: &str) -> Option<GivenRating> {
    let text = text.to_lowercase();
    let german = MARKS.iter().position(|mark| text == *mark).map(|at| (MARKS.len() - at, MARKS.len()));
    let austrian = || AUSTRIAN_MARKS.iter().position(|mark| text == *mark).map(|at| (2 - at, 5));
    let (value, best) = german.or_else(austrian)?;
    Some(GivenRating::Given(value as f64, Some(best as f64)))
}

/// Reads a school mark as teachers write it: `2+` is a third better than 2, `2-` a third worse, `1-2` between both; `2 (gut)`.
pub(super) fn mark(text: &str) -> GivenRating {
    let text = text.trim().replace(['–', '—', '−'], "-").replace(',', ".");
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let (number, rest) = text.split_at(digits);
    let Ok(number) = number.parse::<f64>() else { return GivenRating::Unreadable };
    let rest = rest.trim().trim_matches(['(', ')', ' ']);
    let value = match rest {
        "" => Some(number),
        "+" => Some(number - 0.3),
        "-" => Some(number + 0.3),
        "--" => Some(number + 0.5),
        _ if mark_in_words(rest.trim_start_matches(['-', '=', ':', ' '])).is_some() => Some(number),
        _ => {
            let next = rest.strip_prefix(['-', '/']).and_then(|next| next.trim().parse::<f64>().ok());
            next.filter(|next| (0.9..1.1).contains(&(next - number).abs())).map(|next| f64::midpoint(number, next))
        }
    };
    value.filter(|&value| value > 0.0).map_or(GivenRating::Unreadable, |value| GivenRating::Given(value, None))
}

/// Reads `8`, `4.5`, `4,5`, `8/10`, `8 out of 10`, `85%`, `★★★½`, `4.5 stars`, `B+`.
pub(super) fn rating(text: &str) -> GivenRating {
    let text = text.trim();
    let text = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    if NOTHING.iter().any(|nothing| text.eq_ignore_ascii_case(nothing)) {
        return GivenRating::None;
    }
    let stars = text.chars().filter(|&c| c == '★' || c == '⭐').count();
    if let Some(number) =
        text.trim_matches(['★', '⭐', '\u{fe0f}', ' ']).replace(',', ".").parse::<f64>().ok().filter(|_| stars == 1)
    {
        return if number > 0.0 { GivenRating::Given(number, Some(5.0)) } else { GivenRating::None };
    }
    if let Some(marks) = repeated_marks(text).filter(|&marks| marks > 1) {
        return GivenRating::Given(marks as f64, Some(if marks > 5 { 10.0 } else { 5.0 }));
    }
    if let Some(place) = DOUBAN_STARS.iter().position(|word| text == *word) {
        return GivenRating::Given(place as f64 + 1.0, Some(5.0));
    }
    // "4½", and "4 1/2".
    let half = text.strip_suffix('½').or_else(|| text.strip_suffix(" 1/2")).map(str::trim);
    if let Some(whole) = half.and_then(|whole| whole.parse::<u8>().ok()) {
        return GivenRating::Given(f64::from(whole) + 0.5, None);
    }
    if let Some(place) = GRADES.iter().position(|grade| text.eq_ignore_ascii_case(grade)) {
        return GivenRating::Given(place.max(1) as f64, Some((GRADES.len() - 1) as f64));
    }
    if let Some(mark) = mark_in_words(text) {
        return mark;
    }
    if stars > 0 || text == "½" {
        let is_stars = text.chars().all(|c| matches!(c, '★' | '☆' | '⭐' | '½' | '\u{fe0f}' | ' '));
        let value = stars as f64 + if text.contains('½') { 0.5 } else { 0.0 };
        return if is_stars {
            GivenRating::Given(value, Some(if value > 5.0 { 10.0 } else { 5.0 }))
        } else {
            GivenRating::Unreadable
        };
    }
    let number = |text: &str| text.trim().replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
    let lower = text.to_lowercase();
    let unit = |units: &[&str]| units.iter().find_map(|unit| lower.strip_suffix(unit)).and_then(number);
    if let Some(value) = unit(&["stars", "star", "sterne", "étoiles", "estrellas", "stelle"]) {
        return if value == 0.0 { GivenRating::None } else { GivenRating::Given(value, Some(5.0)) };
    }
    let out_of = [" out of ", " von ", " sur ", " de ", " su "].iter().find_map(|mark| lower.split_once(mark));
    let out_of = out_of.map(|(value, best)| format!("{value}/{best}"));
    let text = out_of.as_deref().unwrap_or(text);
    let (value, best) = if let Some(percent) = text.strip_suffix('%') {
        (number(percent), Some(100.0))
    } else if let Some((value, best)) = text.split_once('/') {
        match number(best).filter(|&best| best > 0.0) {
            Some(best) => (number(value), Some(best)),
            None => (None, None),
        }
    } else {
        (number(text), None)
    };
    match value {
        Some(0.0) => GivenRating::None,
        Some(value) => GivenRating::Given(value, best),
        None => GivenRating::Unreadable,
    }
}

/// A rating as a share of the best one: `4/5`, `80%`, `★★★★`, or a number of ten. `None` if it is none.
///
/// ```
/// use matinee_catalogue::history::share_of;
/// assert_eq!((share_of("4/5"), share_of("7"), share_of("80%"), share_of("11")), (Some(0.8), Some(0.7), Some(0.8), None));
/// ```
pub fn share_of(text: &str) -> Option<f64> {
    match rating(text) {
        GivenRating::Given(value, best) => {
            Some(value / best.unwrap_or(10.0)).filter(|share| (0.0..=1.0).contains(share))
        }
        GivenRating::None | GivenRating::Unreadable => None,
    }
}

/// The scales that ratings have, by their best one.
const SCALES: [f64; 3] = [5.0, 10.0, 100.0];
/// A known scale is not believed if more than this share of the ratings is above it, and more than this many.
const MAX_SHARE_ABOVE: f64 = 0.1;
const MAX_ABOVE: usize = 2;
/// Nor if this share is, however few they are.
const MAX_SHARE_OF_ANY: f64 = 0.5;
/// The share of a short list's ratings that may be above ten by a slip.
const MAX_SHARE_OF_SLIPS: f64 = 0.3;

/// The best rating that can be given in a file: what is known of its kind, unless its ratings say otherwise; else the smallest
/// scale that has nearly all of them.
pub(super) fn best_of(known: Option<f64>, ratings: &[f64]) -> Option<f64> {
    let above = |best: f64| ratings.iter().filter(|&&rating| rating > best).count();
    let share_above = |best: f64| above(best) as f64 / ratings.len().max(1) as f64;
    if ratings.is_empty() {
        return None;
    }
    // One number out of range is a slip; in a short list a scale, but one of a hundred has more than a few numbers above ten.
    let fits = |best: &f64| match ratings.len() {
        ..20 if *best == SCALES[1] => share_above(*best) <= MAX_SHARE_OF_SLIPS,
        ..20 => share_above(*best) == 0.0,
        _ => share_above(*best) < 0.01,
    };
    known
        .filter(|&best| {
            above(best) <= MAX_ABOVE && share_above(best) < MAX_SHARE_OF_ANY || share_above(best) <= MAX_SHARE_ABOVE
        })
        .or_else(|| SCALES.into_iter().find(fits))
        .or(known)
        .or(Some(SCALES[2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratings_are_read_however_they_are_written() {
        for (text, wanted) in [
            ("8", GivenRating::Given(8.0, None)),
            (" 4,5 ", GivenRating::Given(4.5, None)),
            ("8/10", GivenRating::Given(8.0, Some(10.0))),
            ("85%", GivenRating::Given(85.0, Some(100.0))),
            ("★★★½", GivenRating::Given(3.5, Some(5.0))),
            ("★★★☆☆", GivenRating::Given(3.0, Some(5.0))),
            ("0", GivenRating::None),
            ("0.0", GivenRating::None),
            ("", GivenRating::None),
            ("NaN", GivenRating::None),
            ("inf", GivenRating::Unreadable),
            ("8/0", GivenRating::Unreadable),
            ("4.5 stars", GivenRating::Given(4.5, Some(5.0))),
            ("8 out of 10", GivenRating::Given(8.0, Some(10.0))),
            ("4★", GivenRating::Given(4.0, Some(5.0))),
            ("****", GivenRating::Given(4.0, Some(5.0))),
            ("★★★★★★★★", GivenRating::Given(8.0, Some(10.0))),
            ("B+", GivenRating::Given(9.0, Some(12.0))),
            ("sehr gut", GivenRating::Given(6.0, Some(6.0))),
            ("Nicht genügend", GivenRating::Given(1.0, Some(5.0))),
            ("great", GivenRating::Unreadable),
            ("★ very good", GivenRating::Unreadable),
        ] {
            assert_eq!(rating(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn marks_are_read_as_teachers_write_them() {
        let marks = ["2", "2+", "2-", "1-2", "1 (sehr gut)", "2 - gut", "1–2"].map(mark);
        let wanted = [2.0, 1.7, 2.3, 1.5, 1.0, 2.0, 1.5].map(|value| GivenRating::Given(value, None));
        assert_eq!(marks, wanted);
        assert_eq!(["gut?", "1-4", "2 great", "0"].map(mark), [GivenRating::Unreadable; 4]);
    }

    #[test]
    fn a_files_scale_is_told_by_its_kind_and_its_ratings() {
        assert_eq!(best_of(Some(10.0), &[3.0, 4.0]), Some(10.0), "IMDb's are of ten, however few are given");
        assert_eq!(best_of(None, &[0.5, 4.5]), Some(5.0));
        assert_eq!(best_of(None, &[5.0, 7.0]), Some(10.0));
        assert_eq!(best_of(None, &[85.0, 60.0]), Some(100.0));
        assert_eq!(best_of(None, &[9.0, 8.0, 3.0, 1999.0]), Some(10.0), "a slip");
        assert_eq!(best_of(Some(5.0), &[8.0, 9.0, 7.0, 4.0]), Some(10.0), "a kind that has changed");
        let slip: Vec<f64> = (0..200).map(|n| if n == 7 { 1000.0 } else { 4.0 }).collect();
        assert_eq!(best_of(None, &slip), Some(5.0));
        assert_eq!(best_of(Some(5.0), &[]), None);
    }
}
