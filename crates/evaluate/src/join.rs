//! Finds rated films in a catalogue.

use std::collections::{HashMap, HashSet};

use matinee_catalogue::fold::title_key;
use matinee_catalogue::{Catalogue, Film, Year};

use crate::ratings::{RatedFilm, Ratings};

/// Which films of a catalogue were rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join {
    /// For each of [`Ratings::films`], its position in the catalogue. `None` where it is not there, or nobody rated it.
    pub films: Vec<Option<usize>>,
    /// Films found by an external id.
    pub by_id: usize,
    /// Films found by title and year.
    pub by_title: usize,
    /// Ratings of films that were found.
    pub ratings: usize,
}

impl Join {
    /// The films found, each once, as a catalogue.
    pub fn catalogue(&self, films: &Catalogue) -> Catalogue {
        let joined: HashSet<usize> = self.films.iter().flatten().copied().collect();
        let films = films.films().iter().enumerate().filter(|(place, _)| joined.contains(place));
        Catalogue::new(films.map(|(_, film)| film.clone()).collect()).expect("a part of a catalogue is one")
    }
}

/// Finds rated films in a catalogue: by IMDb number where both have one, else by folded title and year. A year off by
/// one will do where only one film fits, since festivals and releases differ.
pub fn join(ratings: &Ratings, films: &Catalogue) -> Join {
    let mut ids: HashMap<&str, usize> = HashMap::new();
    let mut titles: HashMap<(String, u16), Vec<usize>> = HashMap::new();
    for (place, film) in films.films().iter().enumerate() {
        if let Some(id) = &film.external.imdb {
            ids.insert(id, place);
        }
        for key in titles_of(film) {
            titles.entry((key, film.year.get())).or_default().push(place);
        }
    }
    let rated: HashSet<usize> = ratings.ratings.iter().map(|rating| rating.film).collect();
    let mut join = Join { films: Vec::with_capacity(ratings.films.len()), by_id: 0, by_title: 0, ratings: 0 };
    for (place, film) in ratings.films.iter().enumerate() {
        // A list of films may name more than anybody rated.
        let film = Some(film).filter(|_| rated.contains(&place));
        let by_id = film.and_then(|film| ids.get(film.imdb.as_deref()?)).copied();
        let found = by_id.or_else(|| by_title(film?, &titles, films.films()));
        join.by_id += usize::from(by_id.is_some());
        join.by_title += usize::from(by_id.is_none() && found.is_some());
        join.films.push(found);
    }
    join.ratings = ratings.ratings.iter().filter(|rating| join.films[rating.film].is_some()).count();
    join
}

fn titles_of(film: &Film) -> Vec<String> {
    let mut keys: Vec<String> = film.own_titles().map(title_key).collect();
    keys.dedup();
    keys
}

fn by_title(film: &RatedFilm, titles: &HashMap<(String, u16), Vec<usize>>, films: &[Film]) -> Option<usize> {
    let (names, year) = names_and_year(&film.title)?;
    let keys: Vec<String> = names.iter().map(|name| title_key(name)).filter(|key| !key.is_empty()).collect();
    let in_year = |key: &String, year: u16| titles.get(&(key.clone(), year)).cloned().unwrap_or_default();
    // Of several films of one title and year, the one with the longest text is the one people rate.
    let length = |&place: &usize| films[place].synopsis.len() + films[place].plot.len();
    let exact = keys.iter().flat_map(|key| in_year(key, year)).max_by_key(|place| (length(place), usize::MAX - place));
    exact.or_else(|| {
        let mut near: Vec<usize> =
            keys.iter().flat_map(|key| [in_year(key, year - 1), in_year(key, year + 1)].concat()).collect();
        near.sort_unstable();
        near.dedup();
        if let [only] = near[..] { Some(only) } else { None }
    })
}

/// `Seven (a.k.a. Se7en) (1995)` is `Seven` and `Se7en`, of 1995.
fn names_and_year(title: &str) -> Option<(Vec<&str>, u16)> {
    let (names, year) = title.trim().trim_end_matches(')').rsplit_once('(')?;
    let year = year.trim().parse().ok().filter(|year| (Year::MIN.get()..=Year::MAX.get()).contains(year))?;
    let mut names = names.split('(').map(|name| name.trim().trim_end_matches(')').trim());
    let mut all = vec![names.next()?];
    for name in names {
        all.push(["a.k.a.", "aka"].iter().find_map(|mark| name.strip_prefix(mark)).unwrap_or(name).trim());
    }
    Some((all, year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ratings::Rating;

    #[test]
    fn titles_carry_other_names_and_a_year() {
        assert_eq!(names_and_year("Matrix, The (1999)"), Some((vec!["Matrix, The"], 1999)));
        assert_eq!(names_and_year("Seven (a.k.a. Se7en) (1995) "), Some((vec!["Seven", "Se7en"], 1995)));
        let lost = "City of Lost Children, The (Cité des enfants perdus, La) (1995)";
        assert_eq!(names_and_year(lost).unwrap().0[1], "Cité des enfants perdus, La");
        assert_eq!(names_and_year("No year"), None);
        assert_eq!(names_and_year("Odd (2)"), None);
    }

    #[test]
    fn films_are_found_by_id_then_by_title_and_year() {
        let film = |title: &str, year, imdb: Option<&str>, synopsis: &str| {
            let mut film = Film::new(title, Year::new(year).unwrap());
            film.external.imdb = imdb.map(str::to_owned);
            film.synopsis = synopsis.to_owned();
            film
        };
        let catalogue = Catalogue::new(vec![
            film("Other Name", 1950, Some("tt0000001"), ""),
            film("The Barn", 1960, None, ""),
            film("Se7en Sheds", 1971, None, ""),
            film("Twice", 1980, None, ""),
            film("Twice", 1982, None, ""),
            film("Same", 1990, None, "Short."),
            Film { id: "same-1990-2".parse().unwrap(), ..film("Same", 1990, None, "Longer: this one is known.") },
            film("Unrated", 1999, None, ""),
        ])
        .unwrap();
        let rows = [
            // The id comes before the title.
            ("The Barn (1960)", Some("tt0000001"), Some("other-name-1950")),
            ("Barn, The (1960)", None, Some("the-barn-1960")),
            // An id that the catalogue lacks.
            ("The Barn (1960)", Some("tt0000002"), Some("the-barn-1960")),
            // Another name, and a year off by one.
            ("Sheds (a.k.a. Se7en Sheds) (1970)", None, Some("se7en-sheds-1971")),
            ("Sheds (a.k.a. Se7en Sheds) (1969)", None, None),
            // Two films are a year away.
            ("Twice (1981)", None, None),
            ("Twice (1982)", None, Some("twice-1982")),
            ("Same (1990)", None, Some("same-1990-2")),
            ("Nothing (1999)", None, None),
            // The last one has no rating.
            ("Unrated (1999)", None, None),
        ];
        let film = |&(title, imdb, _): &(&str, Option<&str>, _)| RatedFilm {
            title: title.to_owned(),
            imdb: imdb.map(str::to_owned),
        };
        let ratings = Ratings {
            films: rows.iter().map(film).collect(),
            users: vec!["1".into()],
            ratings: (0..rows.len() - 1).map(|film| Rating { user: 0, film, stars: 4.0 }).collect(),
            of_unlisted: 0,
        };
        let join = join(&ratings, &catalogue);
        for ((title, imdb, wanted), found) in rows.iter().zip(&join.films) {
            let found = found.map(|place| catalogue.films()[place].id.as_str());
            assert_eq!(found, *wanted, "{title} {imdb:?}");
        }
        assert_eq!((join.by_id, join.by_title, join.ratings), (1, 5, 6));
        // Two rated films are one.
        assert_eq!(join.catalogue(&catalogue).len(), 5);
    }
}
