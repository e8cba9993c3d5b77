//! Which film of a catalogue a rated film is.

use std::collections::{HashMap, HashSet};

use matinee_catalogue::fold::title_key;
use matinee_catalogue::{Catalogue, Film, Year};

use super::ratings::{Item, Ratings};

/// What was joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join {
    /// For each item of the ratings, its film's position in the catalogue.
    pub films: Vec<Option<usize>>,
    /// Items found by an external id.
    pub by_id: usize,
    /// Items found by title and year.
    pub by_title: usize,
    /// Ratings whose film was found.
    pub ratings: usize,
}

impl Join {
    /// The films that were joined, each once, as a catalogue.
    pub fn catalogue(&self, films: &Catalogue) -> Catalogue {
        let joined: HashSet<usize> = self.films.iter().flatten().copied().collect();
        let films = films.films().iter().enumerate().filter(|(place, _)| joined.contains(place));
        Catalogue::new(films.map(|(_, film)| film.clone()).collect()).expect("a part of a catalogue is one")
    }
}

/// Joins rated films to a catalogue: by IMDb number where both tell it, else by folded title and year; a year
/// off by one will do where only one film fits, since festivals and releases differ.
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
    let mut join = Join { films: Vec::with_capacity(ratings.items.len()), by_id: 0, by_title: 0, ratings: 0 };
    for item in &ratings.items {
        let by_id = item.imdb.as_deref().and_then(|id| ids.get(id)).copied();
        let found = by_id.or_else(|| by_title(item, &titles, films.films()));
        join.by_id += usize::from(by_id.is_some());
        join.by_title += usize::from(by_id.is_none() && found.is_some());
        join.films.push(found);
    }
    // Only films that somebody rated count.
    let rated: HashSet<usize> = ratings.ratings.iter().map(|rating| rating.item).collect();
    for (item, film) in join.films.iter_mut().enumerate().filter(|(item, _)| !rated.contains(item)) {
        if film.take().is_some() {
            let known = ratings.items[item].imdb.as_deref().is_some_and(|id| ids.contains_key(id));
            *(if known { &mut join.by_id } else { &mut join.by_title }) -= 1;
        }
    }
    join.ratings = ratings.ratings.iter().filter(|rating| join.films[rating.item].is_some()).count();
    join
}

fn titles_of(film: &Film) -> Vec<String> {
    let mut keys: Vec<String> =
        std::iter::once(&film.title).chain(&film.original_title).map(|t| title_key(t)).collect();
    keys.dedup();
    keys
}

fn by_title(item: &Item, titles: &HashMap<(String, u16), Vec<usize>>, films: &[Film]) -> Option<usize> {
    let (names, year) = names_and_year(&item.title)?;
    let keys: Vec<String> = names.iter().map(|name| title_key(name)).filter(|key| !key.is_empty()).collect();
    let in_year = |key: &String, year: u16| titles.get(&(key.clone(), year)).cloned().unwrap_or_default();
    // Of several films of one title and year, the one of which most is told is the one people rate.
    let told = |&place: &usize| films[place].synopsis.len() + films[place].plot.len();
    let exact = keys.iter().flat_map(|key| in_year(key, year)).max_by_key(|place| (told(place), usize::MAX - place));
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
    use crate::evaluate::ratings::Rating;

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
    fn films_meet_by_id_then_by_title_and_year() {
        let film = |title: &str, year, imdb: Option<&str>| {
            let mut film = Film::new(title, Year::new(year).unwrap());
            film.external.imdb = imdb.map(str::to_owned);
            film
        };
        let films = [
            film("Other Name", 1950, Some("tt0000001")),
            film("The Barn", 1960, None),
            film("Se7en Sheds", 1971, None),
            film("Twice", 1980, None),
            film("Twice", 1982, None),
        ];
        let films = Catalogue::new(films.to_vec()).unwrap();
        let items = [
            ("Anything (1900)", Some("tt0000001")),
            ("Barn, The (1960)", None),
            ("Sheds (a.k.a. Se7en Sheds) (1970)", None),
            ("Twice (1981)", None),
            ("Nothing (1999)", None),
            ("Barn (1960)", None),
        ];
        let item = |&(title, imdb): &(&str, Option<&str>)| Item { title: title.into(), imdb: imdb.map(Into::into) };
        let ratings = Ratings {
            items: items.iter().map(item).collect(),
            users: vec!["1".into()],
            ratings: (0..5).map(|item| Rating { user: 0, item, stars: 4.0 }).collect(),
            of_unlisted: 0,
        };
        let join = join(&ratings, &films);
        let ids: Vec<Option<&str>> = join.films.iter().map(|f| f.map(|f| films.films()[f].id.as_str())).collect();
        assert_eq!(
            ids,
            [Some("other-name-1950"), Some("barn-1960"), Some("se7en-sheds-1971"), None, None, None]
                .map(|id| id.map(|id| if id == "barn-1960" { "the-barn-1960" } else { id }))
        );
        assert_eq!((join.by_id, join.by_title, join.ratings), (1, 2, 3));
        assert_eq!(join.catalogue(&films).len(), 3);
    }
}
