//! Tastes as links: short, the same under any catalogue, and safe to open whatever they hold.

use std::time::{Duration, Instant};

use matinee_catalogue::history::Opinion;
use matinee_catalogue::{Film, Year};
use matinee_rank::{FilmHashes, PLAIN_WEIGHT, TasteFile, TasteFilm, TasteToken, TasteTokenError, TokenTaste};
use proptest::prelude::*;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

/// A catalogue of made-up films.
fn films(count: i64) -> Vec<Film> {
    (0..count).map(|n| Film::new(&format!("Film {n}"), Year::new(1930 + n % 90).unwrap())).collect()
}

/// What is said of films, evenly over opinions and weights: the most that there is to say.
fn taste_of<'a>(films: impl IntoIterator<Item = &'a Film>, seed: u64) -> TasteFile {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut taste = TasteFile::default();
    for film in films {
        let (opinion, weight) = match random.random_range(0..10) {
            n @ 0..4 => (Opinion::Like, n + 1),
            n @ 4..8 => (Opinion::Dislike, n - 3),
            8 => (Opinion::Seen, PLAIN_WEIGHT),
            _ => (Opinion::Want, PLAIN_WEIGHT),
        };
        let title = format!("{} ({})", film.title, film.year);
        taste.set(TasteFilm { id: film.id.clone(), title, opinion, weight });
    }
    taste.sort();
    taste
}

fn opened(token: &str, films: &[Film]) -> TokenTaste {
    token.parse::<TasteToken>().unwrap().in_films(films, &FilmHashes::new(films))
}

#[test]
fn a_link_gives_back_what_was_put_in_and_is_short() {
    let films = films(36_000);
    let hashes = FilmHashes::new(&films);
    for (count, most) in
        [(0, 20), (1, 40), (12, 110), (100, 350), (300, 1_200), (1_000, 4_000), (3_000, 8_000), (5_000, 13_500)]
    {
        let taste = taste_of(films.iter().step_by(7).take(count), 1);
        let start = Instant::now();
        let token = TasteToken::write(&taste, &hashes).unwrap();
        let read = opened(&token, &films);
        assert!(start.elapsed() < Duration::from_secs(1), "{count}: {:?}", start.elapsed());
        assert!(token.len() < most, "{count} films take {} characters", token.len());
        assert_eq!((read.unknown, read.unsure), (0, 0), "{count}");
        assert_eq!(read.taste, taste, "{count}");
    }
}

#[test]
fn more_films_than_a_taste_may_have_are_refused() {
    let films = films(5_001);
    let refused = TasteToken::write(&taste_of(&films, 1), &FilmHashes::new(&films));
    assert_eq!(refused, Err(TasteTokenError::TooManyFilms(5_001)));
}

#[test]
fn another_catalogue_finds_the_films_it_has_and_counts_the_rest() {
    let all = films(20_000);
    for (count, most_wrong) in [(40, 0), (100, 3)] {
        let taste = taste_of(all.iter().take(count), 2);
        let token = TasteToken::write(&taste, &FilmHashes::new(&all[..200])).unwrap();
        let larger = opened(&token, &all);
        assert_eq!(larger.taste.films().len() + larger.unsure, count);
        assert!(larger.unsure <= most_wrong, "{}", larger.unsure);
        assert!(larger.taste.films().iter().all(|film| taste.film(&film.id) == Some(film)), "never another film");
        let other = opened(&token, &all[20..]);
        assert_eq!(other.taste.films().len() + other.unsure + other.unknown, count);
        assert!(other.unknown + most_wrong >= 20, "{}", other.unknown);
    }
}

/// With 20 to 23 bits a pair of 60,000 films has one hash for certain.
#[test]
fn two_films_with_one_hash_are_told_apart_where_the_writer_knew_and_refused_where_not() {
    let all = films(60_000);
    let hashes = FilmHashes::new(&all);
    let taste = taste_of(all.iter().step_by(13).take(4_000), 3);
    let told_apart = opened(&TasteToken::write(&taste, &hashes).unwrap(), &all);
    assert_eq!((told_apart.unknown, told_apart.unsure), (0, 0));
    assert_eq!(told_apart.taste, taste);
    let alone: Vec<Film> = all.iter().step_by(13).take(4_000).cloned().collect();
    let unknowing = TasteToken::write(&taste, &FilmHashes::new(&alone)).unwrap();
    let refused = opened(&unknowing, &all);
    assert!(refused.unsure > 10, "{}", refused.unsure);
    assert_eq!(refused.taste.films().len() + refused.unsure, 4_000);
    assert!(refused.taste.films().iter().all(|film| taste.film(&film.id) == Some(film)));
}

#[test]
fn the_form_of_a_link_stays_for_ever() {
    let taste: TasteFile = r#"
        version = 1
        like = [{ id = "alien-1979", weight = 4 }, "heat-1995"]
        dislike = ["titanic-1997"]
        seen = ["casablanca-1942"]
        want = ["七人の侍-1954"]
        muted = ["aliens attack"]
        boosted = ["film noir", "1940s"]
    "#
    .parse()
    .unwrap();
    let token = TasteToken::write(&taste, &FilmHashes::default()).unwrap();
    assert_eq!(token, KEPT_FOR_EVER);
    let named: Vec<Film> = taste
        .films()
        .iter()
        .map(|film| Film { id: film.id.clone(), ..Film::new("A film", Year::new(1990).unwrap()) })
        .collect();
    let read = opened(KEPT_FOR_EVER, &named);
    let said = |taste: &TasteFile| -> Vec<_> {
        taste.films().iter().map(|film| (film.id.clone(), film.opinion, film.weight)).collect()
    };
    assert_eq!(said(&read.taste), said(&taste));
    assert_eq!((&read.taste.muted, &read.taste.boosted), (&taste.muted, &taste.boosted));
}
const KEPT_FOR_EVER: &str = "AUlkPaKEJCnOauqnTu6VE1IVCr12_UydMdItUT07Yg_9DmFsaWVucyBhdHRhY2uxTM0tjaQNze0uRjE5NDBz";

#[test]
fn every_flipped_bit_cut_and_version_is_refused() {
    let films = films(300);
    let mut taste = taste_of(films.iter().take(60), 4);
    taste.boosted.push("film noir".to_owned());
    let token = TasteToken::write(&taste, &FilmHashes::new(&films)).unwrap();
    for place in 0..token.len() {
        for other in "AZaz09-_".chars() {
            let mut changed: Vec<char> = token.chars().collect();
            if std::mem::replace(&mut changed[place], other) != other {
                let changed: String = changed.into_iter().collect();
                assert!(changed.parse::<TasteToken>().is_err(), "{changed}");
            }
        }
        assert!(token[..place].parse::<TasteToken>().is_err(), "cut after {place}");
    }
    for bit in 0..token.len() * 8 {
        let mut bytes = token.clone().into_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(changed) = String::from_utf8(bytes) {
            assert!(changed.parse::<TasteToken>().is_err(), "{changed}");
        }
    }
    // Copied from a sentence.
    assert_eq!(format!(" {token}.\n").parse::<TasteToken>(), token.parse());
    for link in ["https://a.example/t/", "/t/", "a.example/film/t/"] {
        for end in ["", "/", "?lang=de", "/list.csv", "#main"] {
            assert_eq!(format!("{link}{token}{end}").parse::<TasteToken>(), token.parse());
        }
    }
    assert_eq!(format!("http://a.example/?lang=de&t={token}&like=x").parse::<TasteToken>(), token.parse());
}

#[test]
fn what_is_written_can_be_read_whatever_terms_an_address_names() {
    let films = films(50);
    let hashes = FilmHashes::new(&films);
    let mut taste = taste_of(&films[..3], 1);
    taste.boosted = ["\u{1}", "", "a\nb", "war", "\u{9c}x"].map(str::to_owned).into();
    let token = TasteToken::write(&taste, &hashes).unwrap();
    assert_eq!(opened(&token, &films).taste.boosted, ["war"]);
    taste.boosted = (0..51).map(|n| format!("term {n}")).collect();
    assert_eq!(TasteToken::write(&taste, &hashes), Err(TasteTokenError::TooLong));
}

#[test]
fn a_reader_is_told_how_often_a_film_that_is_missing_is_taken_for_another() {
    let films = films(36_000);
    let (here, elsewhere) = films.split_at(18_000);
    // Many films, of which the reader has none: what is found is another.
    let taste = taste_of(elsewhere.iter().take(4_000), 1);
    let token = TasteToken::write(&taste, &FilmHashes::new(elsewhere)).unwrap();
    let found = opened(&token, here);
    let taken = found.taste.films().len() + found.unsure;
    let one_in = found.mistaken_one_in.unwrap() as f64;
    assert!(
        taken > 0 && (2_000.0 / one_in..8_000.0 / one_in).contains(&(taken as f64)),
        "{taken} of 4,000, 1 in {one_in}"
    );
    assert_eq!(opened(&token, elsewhere).mistaken_one_in, None, "nothing is missing");
    let few = TasteToken::write(&taste_of(elsewhere.iter().take(5), 1), &FilmHashes::new(elsewhere)).unwrap();
    assert_eq!(opened(&few, here).mistaken_one_in, None, "too seldom to tell");
}

#[test]
fn a_megabyte_of_noise_is_refused_at_once() {
    let mut random = ChaCha8Rng::seed_from_u64(5);
    for alphabet in ["AAAA", "____", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", "é%/<\0 ="] {
        let letters: Vec<char> = alphabet.chars().collect();
        for length in [1_000_000, 15_000, 14_999, 5] {
            let noise: String = (0..length).map(|_| letters[random.random_range(0..letters.len())]).collect();
            let start = Instant::now();
            assert!(noise.parse::<TasteToken>().is_err());
            assert!(start.elapsed() < Duration::from_millis(100), "{:?}", start.elapsed());
        }
    }
}

proptest! {
    /// Whatever the bits say behind a right checksum, reading ends soon and does not panic.
    #[test]
    fn any_bits_are_read_or_refused(version in 1_u8..=2, bits in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let films = films(50);
        let token = with_checksum(version, &bits);
        let start = Instant::now();
        if let Ok(token) = token.parse::<TasteToken>() {
            let found = token.in_films(&films, &FilmHashes::new(&films));
            prop_assert!(found.taste.films().len() <= token.len());
            prop_assert!(found.taste.check().is_ok());
        }
        prop_assert!(start.elapsed() < Duration::from_millis(100));
    }

    #[test]
    fn later_versions_are_named(version in 3_u8.., bits in proptest::collection::vec(any::<u8>(), 0..50)) {
        prop_assert_eq!(with_checksum(version, &bits).parse::<TasteToken>(), Err(TasteTokenError::Version(version)));
    }

    #[test]
    fn what_is_written_is_read(picked in proptest::collection::btree_set(0_usize..2_000, 0..150), seed in any::<u64>(),
            muted in proptest::collection::vec("[a-zé七 ]{1,30}", 0..6), boosted in proptest::collection::vec("[a-z]{1,9}", 0..6)) {
        let films = films(2_000);
        let mut taste = taste_of(picked.iter().map(|&n| &films[n]), seed);
        (taste.muted, taste.boosted) = (muted, boosted);
        let read = opened(&TasteToken::write(&taste, &FilmHashes::new(&films)).unwrap(), &films);
        prop_assert_eq!(read, TokenTaste { taste, ..TokenTaste::default() });
    }
}

/// Some bits as a token, as the format says.
fn with_checksum(version: u8, bits: &[u8]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for &byte in std::iter::once(&version).chain(bits) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let [.., a, b, c] = hash.to_be_bytes();
    let bytes: Vec<u8> = [version, a, b, c].into_iter().chain(bits.iter().copied()).collect();
    let letters: Vec<char> = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars().collect();
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |place| byte >> place & 1)).collect();
    let six = |bits: &[u8]| (0..6).fold(0, |n, place| n << 1 | usize::from(bits.get(place).copied().unwrap_or(0)));
    bits.chunks(6).map(|bits| letters[six(bits)]).collect()
}
