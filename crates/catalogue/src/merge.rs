//! Several catalogues as one: one film is one record.
//!
//! Records are one film where [`likeness`] says so, directly or through others; a group whose external ids contradict each
//! other stays apart and is listed. A merged record takes each field from the first source, in the order of precedence, that
//! has it. The result depends on the precedence given, never on the order of sources of one precedence, nor of films.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::matching::{Likeness, likeness, title_keys};
use crate::{Catalogue, Movie, MovieId};

/// A merged catalogue, and what a person should look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The films.
    pub catalogue: Catalogue,
    /// Pairs that may be one film and were left apart, each in the order of ids.
    pub doubtful: Vec<(MovieId, MovieId)>,
}

/// A record and its source's precedence: the lower comes first.
#[derive(Debug, Clone)]
struct Ranked {
    rank: usize,
    film: Movie,
    text: String,
}

impl Ranked {
    fn new(rank: usize, film: Movie) -> Self {
        let text = serde_json::to_string(&film).expect("a film is plain values");
        Self { rank, film, text }
    }

    /// By precedence; within one, the fuller record first. The text only makes the order total.
    fn order(&self, other: &Self) -> Ordering {
        (self.rank, other.text.len(), &self.text).cmp(&(other.rank, self.text.len(), &other.text))
    }
}

/// Merges films given with their precedence, 0 first. Ids already given stay; where two films that are not one share an
/// id, the one of later precedence is numbered.
pub fn merge(films: impl IntoIterator<Item = (usize, Movie)>) -> Merged {
    let mut records: Vec<Ranked> = films.into_iter().map(|(rank, film)| Ranked::new(rank, film)).collect();
    // A merged record can match what none of its parts did, so until nothing changes.
    loop {
        records.sort_by(Ranked::order);
        let before = records.len();
        let mut texts = BTreeSet::new();
        records.retain(|record| texts.insert(record.text.clone()));
        records = round(records);
        if records.len() == before {
            break;
        }
    }
    records.sort_by(Ranked::order);
    // What is the same and still apart is of a group that contradicts itself.
    let mut doubtful = pairs(&records, Likeness::Doubtful);
    doubtful.extend(pairs(&records, Likeness::Same));
    let ids = number(&mut records);
    let mut doubtful: Vec<(MovieId, MovieId)> = doubtful
        .into_iter()
        .map(|(a, b)| (ids[a].clone().min(ids[b].clone()), ids[a].clone().max(ids[b].clone())))
        .collect();
    doubtful.sort();
    let films = records.into_iter().map(|record| record.film).collect();
    Merged { catalogue: Catalogue::new(films).expect("ids were made unique"), doubtful }
}

/// Joins the groups of records that are one film.
fn round(records: Vec<Ranked>) -> Vec<Ranked> {
    let mut group: Vec<usize> = (0..records.len()).collect();
    for (a, b) in pairs(&records, Likeness::Same) {
        let (a, b) = (root(&mut group, a), root(&mut group, b));
        group[a.max(b)] = a.min(b);
    }
    let mut groups: BTreeMap<usize, Vec<Ranked>> = BTreeMap::new();
    for (row, record) in records.into_iter().enumerate() {
        groups.entry(root(&mut group, row)).or_default().push(record);
    }
    groups.into_values().flat_map(|group| if contradicts(&group) { group } else { vec![join(&group)] }).collect()
}

fn root(group: &mut [usize], mut row: usize) -> usize {
    while group[row] != row {
        group[row] = group[group[row]];
        row = group[row];
    }
    row
}

/// Pairs of records that are to each other what is asked, found by the titles and external ids they share.
fn pairs(records: &[Ranked], wanted: Likeness) -> BTreeSet<(usize, usize)> {
    let mut keyed: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (row, Ranked { film, .. }) in records.iter().enumerate() {
        let external = &film.external;
        let ids = [("imdb", &external.imdb), ("wikidata", &external.wikidata), ("wikipedia", &external.wikipedia)];
        let ids = ids.into_iter().filter_map(|(name, id)| id.as_ref().map(|id| format!("{name}:{id}")));
        for key in title_keys(film).into_iter().map(|key| format!("title:{key}")).chain(ids) {
            keyed.entry(key).or_default().push(row);
        }
    }
    let mut pairs = BTreeSet::new();
    for rows in keyed.values() {
        for (i, &a) in rows.iter().enumerate() {
            let like = |b: &&usize| likeness(&records[a].film, &records[**b].film) == wanted;
            pairs.extend(rows[i + 1..].iter().filter(like).map(|&b| (a, b)));
        }
    }
    pairs
}

/// Whether a group holds two values of one external id.
fn contradicts(group: &[Ranked]) -> bool {
    let several = |of: fn(&Movie) -> &Option<String>| {
        group.iter().filter_map(|record| of(&record.film).as_ref()).collect::<BTreeSet<_>>().len() > 1
    };
    several(|f| &f.external.imdb) || several(|f| &f.external.wikidata) || several(|f| &f.external.wikipedia)
}

/// One record of several, which stand in the order of precedence.
fn join(group: &[Ranked]) -> Ranked {
    let [first, rest @ ..] = group else { unreachable!("a group has a record") };
    if rest.is_empty() {
        return first.clone();
    }
    let mut film = first.film.clone();
    for other in rest.iter().map(|record| &record.film) {
        let Movie { directors, writers, cast, genres, countries, languages, keywords, .. } = &mut film;
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
fn take_texts(film: &mut Movie, other: &Movie) {
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

/// Makes ids unique; gives them in the order of the records.
fn number(records: &mut [Ranked]) -> Vec<MovieId> {
    let mut taken: BTreeSet<MovieId> = records.iter().map(|record| record.film.id.clone()).collect();
    let mut held = BTreeSet::new();
    for record in records.iter_mut() {
        let plain = record.film.id.clone();
        if held.insert(plain.clone()) {
            continue;
        }
        // Among as many numbers as there are ids, and one more, one is free.
        let mut numbered = (2..=taken.len() + 2).map(|n| plain.numbered(n));
        let free = numbered.find(|id| !taken.contains(id)).expect("one is free");
        taken.insert(free.clone());
        held.insert(free.clone());
        record.film.id = free;
    }
    records.iter().map(|record| record.film.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Year;
    use proptest::prelude::*;

    fn films() -> impl Strategy<Value = Vec<(usize, Movie)>> {
        let people = || proptest::sample::subsequence(vec!["Ann Lee", "Bo Li", "Cy Day"], 0..=2);
        let id = || proptest::option::of(0..3u8);
        let film = (0..3usize, 0..3usize, 0..3i64, people(), people(), id(), id(), "[ab]{0,2}");
        let film = film.prop_map(|(rank, title, year, directors, cast, imdb, page, synopsis)| {
            let mut film = Movie::new(["Alien", "The Alien", "Stalker"][title], Year::new(1979 + year).unwrap());
            film.directors = directors.into_iter().map(str::to_owned).collect();
            film.cast = cast.into_iter().map(str::to_owned).collect();
            film.external.imdb = imdb.map(|n| format!("tt000000{n}"));
            film.external.wikipedia = page.map(|n| format!("Page {n}"));
            film.synopsis = synopsis;
            (rank, film)
        });
        proptest::collection::vec(film, 0..9)
    }

    proptest! {
        #[test]
        fn the_order_of_files_and_films_does_not_matter(
            (films, shuffled) in films().prop_flat_map(|films| (Just(films.clone()), Just(films).prop_shuffle()))
        ) {
            prop_assert_eq!(merge(films), merge(shuffled));
        }

        #[test]
        fn merging_again_changes_nothing(films in films()) {
            let once = merge(films);
            let films = || once.catalogue.films().iter().map(|film| (0, film.clone()));
            prop_assert_eq!(&merge(films()), &once);
            prop_assert_eq!(&merge(films().chain(films())), &once);
        }
    }

    fn film(title: &str, year: i64, director: &str) -> Movie {
        let mut film = Movie::new(title, Year::new(year).unwrap());
        film.directors = vec![director.to_owned()];
        film
    }

    #[test]
    fn one_film_of_two_sources_is_one_record_by_precedence() {
        let (mut ours, mut theirs) =
            (film("Stalker", 1979, "Andrei Tarkovsky"), film("STALKER", 1980, "Andreï Tarkovsky"));
        ours.synopsis = "Ours.".to_owned();
        theirs.synopsis = "Theirs, and much longer.".to_owned();
        theirs.runtime_minutes = Some(162);
        let merged = merge([(1, theirs), (0, ours)]);
        let [film] = merged.catalogue.films() else { panic!("{merged:?}") };
        assert_eq!((film.id.as_str(), &film.synopsis[..], film.runtime_minutes), ("stalker-1979", "Ours.", Some(162)));
    }

    #[test]
    fn remakes_stay_apart_and_doubtful_pairs_are_listed() {
        let nobody = Movie::new("King Kong", Year::new(2005).unwrap());
        let merged =
            merge([(0, film("King Kong", 1933, "Cooper")), (0, film("King Kong", 2005, "Jackson")), (1, nobody)]);
        assert_eq!(merged.catalogue.len(), 3);
        let id = |text: &str| text.parse::<MovieId>().unwrap();
        assert_eq!(merged.doubtful, [(id("king-kong-2005"), id("king-kong-2005-2"))]);
    }
}
