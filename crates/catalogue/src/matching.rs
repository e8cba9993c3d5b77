//! Whether two records are one film.

use crate::Film;
use crate::fold::{plain, title_key};

/// What two records are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// One film: they share an IMDb or Wikidata number, or a title with year within one and a Wikipedia article, a director
    /// or an actor.
    Same,
    /// Perhaps one film: the title and about the year, but nobody to tell by; or the Wikipedia article alone; or their external ids
    /// contradict each other.
    Doubtful,
    /// Two films.
    Different,
}

/// Compares two records.
pub fn likeness(a: &Film, b: &Film) -> Likeness {
    let near = a.year.get().abs_diff(b.year.get()) <= 1;
    let (shared, contradicted) = externals(a, b);
    if shared {
        let exact = a.external.imdb.is_some() && a.external.imdb == b.external.imdb
            || a.external.wikidata.is_some() && a.external.wikidata == b.external.wikidata;
        // Lists link remakes and reissues to one article: 50 of the 137 articles that wikipedia-movie-data names twice.
        let sure = exact || (near && share_title(a, b));
        return if sure && !contradicted { Likeness::Same } else { Likeness::Doubtful };
    }
    if contradicted || !near || !share_title(a, b) {
        return Likeness::Different;
    }
    let directors = agree(&a.directors, &b.directors);
    let cast = agree(&a.cast, &b.cast);
    match (directors, cast) {
        (Some(true), _) | (_, Some(true)) => Likeness::Same,
        (None, _) | (_, None) => Likeness::Doubtful,
        (Some(false), Some(false)) => Likeness::Different,
    }
}

/// Whether an external id is the same in both, and whether one differs.
pub fn externals(a: &Film, b: &Film) -> (bool, bool) {
    let pairs = [
        (&a.external.imdb, &b.external.imdb),
        (&a.external.wikidata, &b.external.wikidata),
        (&a.external.wikipedia, &b.external.wikipedia),
    ];
    let known = || pairs.iter().filter_map(|(a, b)| Some((a.as_ref()?, b.as_ref()?)));
    (known().any(|(a, b)| a == b), known().any(|(a, b)| a != b))
}

/// The keys a film is found by: its title's and its original title's.
pub fn title_keys(film: &Film) -> Vec<String> {
    let mut keys: Vec<String> = std::iter::once(&film.title)
        .chain(&film.original_title)
        .map(|title| title_key(title))
        .filter(|key| !key.is_empty())
        .collect();
    keys.dedup();
    keys
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
}
