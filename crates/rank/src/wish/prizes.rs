//! Prizes that films have won, and ratings they have elsewhere: "Palme d'Or winners", "IMDb above 8". No catalogue here has
//! them, and such films are well known.

use super::reader::WishReader;
use super::words::{Gap, Word};

/// Prizes by names that are nothing else, in alphabetical order.
const PRIZES: &[&[&str]] = &[
    &["academy", "award"],
    &["academy", "awards"],
    &["awardwinning"],
    &["best", "picture"],
    &["golden", "bear"],
    &["golden", "globe"],
    &["golden", "globes"],
    &["golden", "lion"],
    &["golden", "palm"],
    &["oscar"],
    &["oscars"],
    &["palme", "dor"],
];
/// These are prizes only if somebody has won them: Cannes is a town, too.
const PRIZES_IF_WON: &[&[&str]] = &[
    &["award"],
    &["awards"],
    &["bafta"],
    &["baftas"],
    &["cannes"],
    &["cesar"],
    &["prize"],
    &["prizes"],
    &["sundance"],
];
const WINNERS: [&str; 9] =
    ["winner", "winners", "winning", "won", "nominee", "nominees", "nominated", "nomination", "nominations"];

/// Who rates films or lists the best of them. No catalogue here has their figures, and films they hold high are well known.
const RATING_SITES: &[&[&str]] = &[
    &["afi"],
    &["criterion", "collection"],
    &["criterion", "channel"],
    &["criterion"],
    &["imdb"],
    &["letterboxd"],
    &["metacritic"],
    &["rotten", "tomatoes"],
    &["rottentomatoes"],
    &["sight", "and", "sound"],
    &["tmdb"],
];
/// What stands behind them, beside numbers: "IMDb rating above 8".
const OF_RATINGS: [&str; 22] = [
    "above",
    "at",
    "best",
    "certified",
    "fresh",
    "greatest",
    "higher",
    "highest",
    "least",
    "list",
    "more",
    "or",
    "over",
    "percent",
    "plus",
    "rated",
    "rating",
    "ratings",
    "score",
    "scores",
    "than",
    "top",
];

impl WishReader<'_> {
    /// "Rotten Tomatoes 90%", "IMDb rating above 8"
    pub(super) fn rating_site(&self, at: usize) -> Option<usize> {
        let mut length = self.begins_any(at, RATING_SITES)?;
        // "Top 250" and "90 %", but not "90s" and "1994"
        let is_rating = |word: &str| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        let is_more =
            |word: &Word| word.gap != Gap::Break && (OF_RATINGS.contains(&word.said()) || is_rating(&word.folded));
        while self.words.get(at + length).is_some_and(is_more) {
            length += 1;
        }
        Some(length)
    }

    /// "Oscar winners", "nominated for an Oscar", "Palme d'Or"
    pub(super) fn prize(&self, at: usize) -> Option<usize> {
        let goes_on = |at: usize| self.words.get(at).is_some_and(|word| word.gap != Gap::Break);
        let mut end = at;
        if self.is(at, &WINNERS) {
            end += 1;
            while goes_on(end) && self.is(end, &["of", "for", "a", "an", "the", "at", "many", "several"]) {
                end += 1;
            }
        }
        let is_won = end > at;
        let (from, mut winners) = (end, 0);
        let mut is_prize = is_won;
        while end == at || goes_on(end) {
            if let Some(length) = self.begins_any(end, PRIZES) {
                (end, is_prize) = (end + length, true);
            } else if let Some(length) = self.begins_any(end, PRIZES_IF_WON) {
                end += length;
            } else if end > from && self.is(end, &WINNERS) {
                (end, winners) = (end + 1, winners + 1);
            } else {
                break;
            }
        }
        (end > from && (is_prize || winners > 0)).then_some(end - at)
    }
}

/// Whether words ask for films that have won prizes.
pub(super) fn names_prizes(words: &str) -> bool {
    let is_named = |phrase: &&[&str]| words.contains(&phrase.join(" "));
    PRIZES.iter().chain(PRIZES_IF_WON).any(is_named)
}
