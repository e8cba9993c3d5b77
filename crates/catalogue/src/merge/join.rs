//! One record of several that are one film.

use super::group::Ranked;
use crate::Film;

/// One record of several, which stand in the order of precedence.
pub(super) fn join(group: &[Ranked]) -> Ranked {
    let [first, rest @ ..] = group else { unreachable!("a group has a record") };
    if rest.is_empty() {
        return first.clone();
    }
    let mut film = first.film.clone();
    for other in rest.iter().map(|record| &record.film) {
        let Film { directors, writers, cast, genres, countries, languages, keywords, .. } = &mut film;
        fill(directors, &other.directors);
        fill(writers, &other.writers);
        fill(cast, &other.cast);
        fill(genres, &other.genres);
        fill(countries, &other.countries);
        fill(languages, &other.languages);
        fill(keywords, &other.keywords);
        or(&mut film.original_title, other.original_title.as_ref());
        or(&mut film.runtime_minutes, other.runtime_minutes.as_ref());
        or(&mut film.based_on, other.based_on.as_ref());
        or(&mut film.series, other.series.as_ref());
        or(&mut film.external.imdb, other.external.imdb.as_ref());
        or(&mut film.external.wikidata, other.external.wikidata.as_ref());
        or(&mut film.external.wikipedia, other.external.wikipedia.as_ref());
        or(&mut film.notability.languages, other.notability.languages.as_ref());
        or(&mut film.notability.references, other.notability.references.as_ref());
        or(&mut film.notability.length, other.notability.length.as_ref());
        or(&mut film.notability.links_in, other.notability.links_in.as_ref());
        or(&mut film.notability.renown, other.notability.renown.as_ref());
        take_texts(&mut film, other);
    }
    Ranked::new(first.rank, film)
}

/// A record names one source: texts of a second one are not taken.
fn take_texts(film: &mut Film, other: &Film) {
    if film.source.is_some() && other.source.is_some() && film.source != other.source {
        return;
    }
    let lacks =
        (film.synopsis.is_empty() && !other.synopsis.is_empty(), film.plot.is_empty() && !other.plot.is_empty());
    if lacks.0 {
        film.synopsis.clone_from(&other.synopsis);
    }
    if lacks.1 {
        film.plot.clone_from(&other.plot);
    }
    or(&mut film.source, other.source.as_ref());
}

fn fill(list: &mut Vec<String>, other: &[String]) {
    if list.is_empty() {
        list.extend_from_slice(other);
    }
}

fn or<T: Clone>(value: &mut Option<T>, other: Option<&T>) {
    if value.is_none() {
        *value = other.cloned();
    }
}
