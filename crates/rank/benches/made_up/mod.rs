//! Any number of made-up films for benchmarks: their texts are as long as real ones, and their words as unevenly
//! frequent.

use matinee_catalogue::{Catalogue, Film, Year, genres};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The number of words of a summary, and of different words.
const LENGTH: usize = 60;
const WORDS: f64 = 60_000.0;
/// About how many films one person is in.
const CAREER: usize = 12;

/// Wishes in words: usual ones, misspelt ones, and the longest of words that mean nothing.
pub(crate) const WISHES: [&str; 10] = [
    "slow-burn melancholic sci-fi, nothing gory",
    "speilberg 90s",
    "like twelve angry men but shorter, no french comedies",
    "leonardo di caprio or scarlet johanson, nothing with dogs dying",
    "90scomedy",
    "lotr",
    "movies set in venice for a rainy sunday with my 8 year old daughter",
    "something like se7en, ocean's 11 and the good bad ugly",
    "korean or japanese thrillers under two hours, without romance or gore, from the 90s",
    "kxuvoz swqtre hplkou blorptz crundal vexmorit straquel dwempfus gnarltip quodzen lorptuk mistragen pwolkzu twindrel \
     fraxomat cluvibor skendral thruvonk brapzolit yondrek zalmquir",
];

/// `count` films, always the same ones.
pub(crate) fn films(count: usize) -> Catalogue {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let films = (0..count).map(|n| film(n, count, &mut random)).collect();
    Catalogue::new(films).expect("all titles are different")
}

fn film(n: usize, count: usize, random: &mut ChaCha8Rng) -> Film {
    let year = Year::new(random.random_range(1920..2025)).expect("a year of films");
    let mut film = Film::new(&format!("Film {n}"), year);
    let text: Vec<String> = (0..LENGTH).map(|_| word(random)).collect();
    film.synopsis = text.join(" ");
    let people = (count * 6 / CAREER).max(12);
    film.cast = (0..5).map(|_| format!("Player {}", random.random_range(0..people))).collect();
    film.directors = vec![format!("Director {}", random.random_range(0..people))];
    let kinds = genres::all();
    film.genres = (0..2).map(|_| kinds[random.random_range(0..kinds.len())].to_owned()).collect();
    film
}

/// The n-th commonest word occurs about 1/n as often as the commonest (Zipf): the rank's logarithm is uniform.
fn word(random: &mut ChaCha8Rng) -> String {
    let mut rank = WORDS.powf(random.random::<f64>()) as usize;
    let mut word = String::from("v");
    while rank > 0 {
        word.push(['k', 'l', 'm', 'n', 'p', 'r', 't', 'z'][rank % 8]);
        word.push(['a', 'o', 'u', 'i'][rank / 8 % 4]);
        rank /= 32;
    }
    word
}
