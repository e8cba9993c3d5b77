//! A film from the fields of a schema.org `Movie`.

use matinee_catalogue::{External, Film, Source, Year, running_time};
use serde_json::Value;

use super::head::PageHead;
use super::values::{Graph, distinct, first_text, is_a, line, types};
use super::{Object, codes};
use crate::address::{PageTitle, Site};
use crate::extract::{NotAFilm, other_titles, text};

/// Longer phrases are no keywords.
const LONGEST_KEYWORD: usize = 60;

/// The film a page is about: the one that names the page as its own; else the only one (a second description of the same film counts
/// as the first); else the only one that names no other page; else the one that the page's title names.
pub(super) fn of_page<'a>(
    graph: &Graph<'a>,
    site: &Site,
    page: &PageTitle,
    head: &PageHead,
) -> Result<&'a Object, NotAFilm> {
    let name = |movie: &Object| movie.get("name").and_then(first_text).map(|name| line(&name)).unwrap_or_default();
    let movies: Vec<&Object> =
        graph.things.iter().copied().filter(|thing| is_a(thing, "Movie") && !name(thing).is_empty()).collect();
    let address = site.page(page);
    let pages = |movie: &Object| -> Vec<PageTitle> {
        let names = ["url", "@id", "mainEntityOfPage"].iter().filter_map(|key| movie.get(*key));
        let of = |value: &Value| value.as_str().or_else(|| value.get("@id")?.as_str()).map(str::to_owned);
        names.filter_map(of).filter_map(|href| site.linked_from(&address, &href)).collect()
    };
    let is_same = |one: &PageTitle| one.as_str().trim_end_matches('/') == page.as_str().trim_end_matches('/');
    if let Some(own) = movies.iter().find(|movie| pages(movie).iter().any(is_same)) {
        return Ok(own);
    }
    let only = |movies: &[&'a Object]| {
        let first = movies.first().copied()?;
        movies.iter().all(|movie| name(movie) == name(first)).then_some(first)
    };
    if movies.is_empty() {
        return Err(why_not(graph));
    }
    let bare: Vec<&Object> = movies.iter().copied().filter(|movie| pages(movie).is_empty()).collect();
    let titled = |movies: &[&'a Object]| -> Vec<&'a Object> {
        let is_titled = |movie: &&Object| head.titles.iter().any(|title| names(title, without_year(&name(movie)).0));
        movies.iter().copied().filter(is_titled).collect()
    };
    only(&movies).or_else(|| only(&bare)).or_else(|| only(&titled(&movies))).ok_or(NotAFilm::SeveralFilms)
}

/// Whether a page's title is that of a film: the name alone, or with something after it, such as "(1979) - Kino".
fn names(title: &str, name: &str) -> bool {
    let (title, name) = (title.to_lowercase(), name.to_lowercase());
    let rest = title.strip_prefix(&name).map(str::trim_start);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['(', '|', '-', '–', '—', '·', ':', '•']))
}

fn why_not(graph: &Graph) -> NotAFilm {
    let kinds = || graph.things.iter().flat_map(|thing| types(thing));
    if kinds().any(|kind| matches!(kind, "TVSeries" | "TVSeason" | "TVEpisode")) {
        NotAFilm::Series
    } else if kinds().any(|kind| kind == "MusicAlbum") {
        NotAFilm::Album
    } else if graph.things.iter().any(|thing| is_a(thing, "Person") && thing.contains_key("birthDate")) {
        NotAFilm::Person
    } else {
        NotAFilm::NoFilm
    }
}

/// A film of a `Movie`; and a running time that could not be read, if it has one.
///
/// # Errors
/// It has no name or no year.
pub(super) fn read(
    graph: &Graph,
    movie: &Object,
    site: &Site,
    page: &PageTitle,
    head: &PageHead,
) -> Result<(Film, Option<String>), NotAFilm> {
    let name = movie.get("name").and_then(first_text).map(|name| line(&name)).unwrap_or_default();
    let (title, in_brackets) = without_year(&name);
    let year = year(graph, movie)
        .or(in_brackets)
        .or_else(|| head.released.as_deref().and_then(year_in))
        .or_else(|| head.titles.iter().filter(|of_page| names(of_page, title)).find_map(|title| bracketed_year(title)))
        .and_then(|year| Year::new(year).ok())
        .ok_or(NotAFilm::NoYear)?;
    if title.is_empty() {
        return Err(NotAFilm::NoFilm);
    }
    let lines = |key| -> Vec<String> { graph.texts(movie, key).iter().map(|text| line(text)).collect() };
    let texts = |key| graph.texts(movie, key).into_iter().next().map(|text| text::plain(&text));
    let times = ["duration", "timeRequired"].iter().flat_map(|key| graph.texts(movie, key));
    let (runtime_minutes, unread_running_time) = running_time::first(times);
    let film = Film {
        directors: graph.people(movie, &["director", "directors"]),
        writers: graph.people(movie, &["author", "creator"]),
        composers: graph.people(movie, &["musicBy"]),
        producers: graph.people(movie, &["producer"]),
        cast: graph.people(movie, &["actor", "actors"]),
        genres: parts(lines("genre"), &[',', '/', '|']).map(|genre| genre.to_lowercase()).collect(),
        countries: distinct(parts(lines("countryOfOrigin"), &[',', '/']).map(codes::country).collect()),
        languages: distinct(parts(lines("inLanguage"), &[',', '/']).map(codes::language).collect()),
        runtime_minutes,
        keywords: parts(lines("keywords"), &[',', ';'])
            .map(|word| word.to_lowercase())
            .filter(|word| word.chars().count() <= LONGEST_KEYWORD)
            .collect(),
        based_on: lines("isBasedOn").into_iter().find(|text| !text.contains("://")),
        series: ["partOfSeries", "isPartOf"]
            .iter()
            .flat_map(|key| graph.objects(movie.get(*key)))
            .filter(|whole| is_a(whole, "MovieSeries"))
            .find_map(|series| series.get("name").and_then(first_text))
            .map(|name| line(&name)),
        synopsis: ["description", "abstract"]
            .iter()
            .find_map(|key| texts(key).filter(|text| !text.is_empty()))
            .or_else(|| head.description.clone())
            .unwrap_or_default(),
        source: Some(Source {
            name: site.publisher(),
            url: site.page(page).to_string(),
            licence: None,
            revision: None,
        }),
        external: external(graph, movie),
        // An alias as often as the original title.
        other_titles: other_titles::further(lines("alternateName").into_iter(), &[title]),
        ..Film::new(title, year)
    };
    Ok((film, unread_running_time))
}

/// The parts of texts between separators; of an address the last word ("/genre/film-noir").
fn parts(texts: Vec<String>, between: &[char]) -> impl Iterator<Item = String> {
    let parts = texts.into_iter().flat_map(|text| {
        if text.contains("://") {
            let last = text.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or_default();
            vec![last.replace(['-', '_'], " ")]
        } else {
            text.split(between).map(|part| part.trim().to_owned()).collect()
        }
    });
    distinct(parts.collect()).into_iter()
}

/// "Alien (1979)" as "Alien" and its year.
fn without_year(name: &str) -> (&str, Option<i64>) {
    let bracket = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    match bracket.map(|(title, year)| (title, year.parse::<i64>())) {
        Some((title, Ok(year))) if Year::new(year).is_ok() => (title.trim(), Some(year)),
        _ => (name, None),
    }
}

/// The first year in brackets: "Alien (1979) | Kino".
fn bracketed_year(title: &str) -> Option<i64> {
    let mut brackets = title.split('(').skip(1).filter_map(|part| part.split(')').next());
    brackets.find_map(year_in)
}

/// The earliest year of publication, else of the premiere, else of making.
fn year(graph: &Graph, movie: &Object) -> Option<i64> {
    let premieres = graph.objects(movie.get("releasedEvent"));
    let earliest = |texts: Vec<String>| texts.iter().filter_map(|text| year_in(text)).min();
    earliest(graph.texts(movie, "datePublished"))
        .or_else(|| earliest(premieres.iter().flat_map(|event| graph.texts(event, "startDate")).collect()))
        .or_else(|| earliest(graph.texts(movie, "dateCreated")))
        .or_else(|| earliest(graph.texts(movie, "copyrightYear")))
}

/// The first group of exactly four digits: "1979-05-25", "May 25, 1979".
fn year_in(text: &str) -> Option<i64> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4)?;
    digits.parse().ok().filter(|&year| Year::new(year).is_ok())
}

/// The film's names in other collections, from the addresses in `sameAs` and its like.
fn external(graph: &Graph, movie: &Object) -> External {
    let mut external = External::default();
    for address in ["sameAs", "url", "@id", "identifier"].iter().flat_map(|key| graph.texts(movie, key)) {
        let Ok(url) = url::Url::parse(&address) else { continue };
        let host = url.host_str().unwrap_or_default();
        let mut words = url.path_segments().into_iter().flatten();
        if host.ends_with("imdb.com") {
            let is_number = |word: &&str| word.strip_prefix("tt").is_some_and(|n| is_digits(n) && n.len() >= 7);
            external.imdb = external.imdb.or(words.find(is_number).map(str::to_owned));
        } else if host.ends_with("wikidata.org") {
            let is_item = |word: &&str| word.strip_prefix('Q').is_some_and(is_digits);
            external.wikidata = external.wikidata.or(words.find(is_item).map(str::to_owned));
        } else if host.ends_with("themoviedb.org") {
            // "/movie/348-alien"
            let number = words.find(|word| *word == "movie").and_then(|_| words.next()?.split('-').next());
            external.tmdb = external.tmdb.or(number.filter(|number| is_digits(number)).map(str::to_owned));
        } else if host == "en.wikipedia.org" {
            let article = Site::new("https://en.wikipedia.org").ok().and_then(|wiki| wiki.linked(&address));
            external.wikipedia = external.wikipedia.or(article.map(|article| article.to_string()));
        }
    }
    external
}

fn is_digits(text: &str) -> bool {
    (1..=12).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_found_in_dates_and_behind_titles() {
        assert_eq!(
            (year_in("1979-05-25"), year_in("25 May 1979"), year_in("19790525")),
            (Some(1979), Some(1979), None)
        );
        assert_eq!(without_year("Alien (1979)"), ("Alien", Some(1979)));
        assert_eq!(without_year("(500) Days of Summer"), ("(500) Days of Summer", None));
        assert_eq!(without_year("Room (9999)"), ("Room (9999)", None));
    }
}
