//! Whether two records are one film.

use crate::fold::{plain, title_key};
use crate::{Film, fields};

/// What two records are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// One film: they share an exact external id (IMDb, Wikidata, TMDB), or a title with years at most one apart and a
    /// Wikipedia article, a director or an actor. If they have different articles, they share a director and an actor.
    Same,
    /// Perhaps one film: they share the title and about the year, but one of them names no people; or only the Wikipedia
    /// article; or their external ids contradict each other.
    Doubtful,
    /// Two films.
    Different,
}

/// Compares two records.
pub fn likeness(a: &Film, b: &Film) -> Likeness {
    let near = a.year.get().abs_diff(b.year.get()) <= 1;
    let SharedNames { shared, exact, contradicted } = shared_names(a, b);
    if shared {
        // Lists link remakes and reissues to one article: 50 of the 137 articles that wikipedia-movie-data names twice.
        let sure = exact || (near && share_title(a, b));
        return if sure && contradicted == Contradiction::None { Likeness::Same } else { Likeness::Doubtful };
    }
    if contradicted == Contradiction::Exact || !near || !share_title(a, b) {
        return Likeness::Different;
    }
    let directors = agree(&a.directors, &b.directors);
    let cast = agree(&a.cast, &b.cast);
    if contradicted == Contradiction::OfArticles {
        // Two articles about one film: one was moved, or an encyclopedia has it twice.
        return if directors == Some(true) && cast == Some(true) { Likeness::Same } else { Likeness::Different };
    }
    match (directors, cast) {
        (Some(true), _) | (_, Some(true)) => Likeness::Same,
        (None, _) | (_, None) => Likeness::Doubtful,
        (Some(false), Some(false)) => Likeness::Different,
    }
}

/// What the external ids of two records say.
#[derive(Debug, Default)]
pub(crate) struct SharedNames {
    /// One is the same in both.
    pub(crate) shared: bool,
    /// One that names a single film is the same in both.
    exact: bool,
    /// Whether one differs.
    contradicted: Contradiction,
}

/// Whether external ids of two records differ, and of what kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Contradiction {
    #[default]
    None,
    /// Only ids that several films can share.
    OfArticles,
    /// One that names a single film.
    Exact,
}

/// Compares the external ids that both records have.
pub(crate) fn shared_names(a: &Film, b: &Film) -> SharedNames {
    let mut names = SharedNames::default();
    for (_, access, rule) in fields::names() {
        if let (Some(a), Some(b)) = (access.get(a), access.get(b)) {
            names.shared |= a == b;
            names.exact |= a == b && rule.is_exact;
            if a != b {
                let kind = if rule.is_exact { Contradiction::Exact } else { Contradiction::OfArticles };
                names.contradicted = names.contradicted.max(kind);
            }
        }
    }
    names
}

/// The external ids of a film: what collection they are of, and the id.
pub(crate) fn external_ids(film: &Film) -> impl Iterator<Item = (&'static str, &String)> {
    fields::names().filter_map(|(name, access, _)| Some((name, access.get(film).as_ref()?)))
}

/// The keys a film is found by: those of its titles, each once.
pub fn title_keys(film: &Film) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for key in film.titles().map(title_key) {
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Whether a record names nobody, so that only its title and year say which film it is.
pub(crate) fn is_sparse(film: &Film) -> bool {
    film.directors.is_empty() && film.cast.is_empty() && film.writers.is_empty()
}

/// Whether a record that names nobody can be the other's film: they share a title, and no external id contradicts it.
pub(crate) fn can_complete(sparse: &Film, other: &Film) -> bool {
    share_title(sparse, other) && shared_names(sparse, other).contradicted == Contradiction::None
}

fn share_title(a: &Film, b: &Film) -> bool {
    let keys = title_keys(b);
    title_keys(a).iter().any(|key| keys.contains(key))
}

/// Whether two lists of people share one; `None` if one of them is empty.
fn agree(a: &[String], b: &[String]) -> Option<bool> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let names: Vec<String> = b.iter().map(|name| plain(name)).collect();
    Some(a.iter().any(|name| names.contains(&plain(name))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Year;

    #[test]
    fn a_remake_that_links_to_the_first_films_article_is_not_it() {
        let [mut first, mut remake] =
            [1947, 1994].map(|year| Film::new("Miracle on 34th Street", Year::new(year).unwrap()));
        for film in [&mut first, &mut remake] {
            film.external.wikipedia = Some("Miracle on 34th Street".to_owned());
        }
        assert_eq!(likeness(&first, &remake), Likeness::Doubtful);
        remake.year = first.year;
        assert_eq!(likeness(&first, &remake), Likeness::Same);
    }

    #[test]
    fn an_exact_number_makes_one_film_of_two_titles_and_another_keeps_two_films_apart() {
        let [mut heat, mut other] =
            [("Heat", 1995), ("L.A. Takedown", 1989)].map(|(title, year)| Film::new(title, Year::new(year).unwrap()));
        for film in [&mut heat, &mut other] {
            film.external.tmdb = Some("949".to_owned());
        }
        assert_eq!(likeness(&heat, &other), Likeness::Same);
        (heat.external.wikidata, other.external.wikidata) = (Some("Q1".to_owned()), Some("Q2".to_owned()));
        assert_eq!(likeness(&heat, &other), Likeness::Doubtful);
        other.external.tmdb = None;
        assert_eq!(likeness(&heat, &other), Likeness::Different);
    }

    #[test]
    fn one_director_and_one_cast_are_one_film_whatever_its_articles_are_called() {
        let [mut one, mut other] = [1996, 1997].map(|year| {
            let mut film = Film::new("Hard Eight", Year::new(year).unwrap());
            film.directors = vec!["Paul Thomas Anderson".to_owned()];
            film.cast = vec!["Philip Baker Hall".to_owned(), "John C. Reilly".to_owned()];
            film.external.wikipedia = Some(format!("Hard Eight ({year} film)"));
            film
        });
        assert_eq!(likeness(&one, &other), Likeness::Same);
        one.cast.clear();
        assert_eq!(likeness(&one, &other), Likeness::Different, "the director alone is not enough");
        one.cast.clone_from(&other.cast);
        one.external.imdb = Some("tt0119256".to_owned());
        other.external.imdb = Some("tt0119257".to_owned());
        assert_eq!(likeness(&one, &other), Likeness::Different, "IMDb knows two films");
    }
}
