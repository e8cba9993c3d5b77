//! What the search box suggests while someone types: films, and the pages of people, kinds and themes.

use matinee_catalogue::fold::plain;
use matinee_catalogue::{genres, themes};
use matinee_features::search::other_title_found;
use matinee_features::{Facet, Model};
use matinee_rank::Ranker;
use serde::Serialize;

use super::facet::FacetLink;
use super::film_path;
use super::wish::label;
use crate::address::Address;
use crate::limits::{SUGGESTED_FILMS, SUGGESTED_NAMES, SUGGESTED_PEOPLE};
use crate::text::SiteText;

/// Films among which people are looked for.
const SEARCHED: usize = 200;

/// For how many films one counts that somebody directed, and that of somebody called by what was typed: "kur" is rather
/// Kurosawa than Kurt.
const DIRECTED: usize = 2;
const NAMED: usize = 3;

#[derive(Debug, Serialize)]
pub(crate) struct Suggestions {
    /// The list for what was typed, if it is read as a wish.
    wishes: Vec<Suggestion>,
    /// The person whose name was typed, where no film found is called that.
    people: Vec<Suggestion>,
    films: Vec<Suggestion>,
    pages: Vec<Suggestion>,
}

#[derive(Debug, Serialize)]
struct Suggestion {
    /// A film's.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: String,
    /// What else is said of it: year and directors, or what kind of page it is.
    note: String,
    /// The page, without anyone's taste.
    href: String,
}

impl Suggestions {
    pub(crate) fn new(ranker: &Ranker, query: &str, address: &Address) -> Self {
        let model = &**ranker.model();
        let text = address.text();
        let address = Address::in_locale(address.locale);
        let found = model.search(query, SEARCHED);
        let films = found.iter().take(SUGGESTED_FILMS).map(|&row| {
            let film = model.film(row);
            let other = other_title_found(query, film).map(|title| format!("{title} · ")).unwrap_or_default();
            Suggestion {
                id: Some(film.id.to_string()),
                name: film.title.clone(),
                note: format!("{other}{} {}", film.year, film.directors.join(", ")).trim().to_owned(),
                href: film_path(film.id.as_str()),
            }
        });
        let films = films.collect();
        let page = |facet, name: &str, note: &str| {
            let link = FacetLink::to(facet, name, &address);
            Suggestion { id: None, name: link.name, note: note.to_owned(), href: link.href }
        };
        let typed = Typed::new(query);
        let mut found_people =
            typed.people(model, &found).into_iter().map(|name| page(Facet::Person, name, &text.search.person));
        let is_title =
            found.iter().take(SUGGESTED_FILMS).any(|&row| model.film(row).titles().any(|title| typed.begin(title)));
        let people = found_people.by_ref().take(usize::from(!is_title)).collect();
        let kinds = typed.names(genres::all().iter().copied(), text).filter(|name| has(model, Facet::Genre, name));
        let kinds = kinds.take(SUGGESTED_NAMES).map(|name| page(Facet::Genre, name, &text.search.kind));
        let named = typed.names(themes::all().iter().map(|theme| theme.name.as_str()), text);
        let named = named.filter(|name| has(model, Facet::Theme, name)).take(SUGGESTED_NAMES);
        let named = named.map(|name| page(Facet::Theme, name, &text.search.theme));
        let wish = ranker.wish(query);
        // One kind, theme or person has a page, which is among the pages.
        let says_more = wish.parts().len() > 1 || wish.parts().iter().any(|part| part.negated);
        let asked = (says_more && wish.is_telling()).then(|| Suggestion {
            id: None,
            name: wish.parts().iter().map(|part| label(text, part)).collect::<Vec<_>>().join(", "),
            note: text.wish.a_list.clone(),
            href: address.asking(query.to_owned()).href("/"),
        });
        Self {
            wishes: asked.into_iter().collect(),
            people,
            films,
            pages: found_people.chain(kinds).chain(named).collect(),
        }
    }
}

fn has(model: &Model, facet: Facet, name: &str) -> bool {
    model.films_with(facet, &Facet::slug(name)).is_some()
}

/// The words typed so far; the last may be but begun.
struct Typed(Vec<String>);

impl Typed {
    fn new(query: &str) -> Self {
        let plain = plain(query);
        Self(plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }

    /// Whether each typed word begins a word of the name.
    fn begin(&self, name: &str) -> bool {
        let name = plain(name);
        let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
        !self.0.is_empty() && self.0.iter().all(|typed| words.iter().any(|word| word.starts_with(typed.as_str())))
    }

    /// The people of films found whose names were typed, those of most of the films first.
    fn people<'a>(&self, model: &'a Model, found: &[usize]) -> Vec<&'a str> {
        let mut people: Vec<(&str, usize)> = Vec::new();
        for &row in found {
            let film = model.film(row);
            for (names, weight) in [(&film.directors, DIRECTED), (&film.cast, 1), (&film.writers, 1)] {
                for name in names.iter().filter(|name| self.begin(name)) {
                    let weight = weight * if self.name(name) { NAMED } else { 1 };
                    match people.iter_mut().find(|(other, _)| other == name) {
                        Some((_, weights)) => *weights += weight,
                        None => people.push((name, weight)),
                    }
                }
            }
        }
        people.sort_by_key(|&(_, weight)| std::cmp::Reverse(weight));
        people.into_iter().map(|(name, _)| name).take(SUGGESTED_PEOPLE).collect()
    }

    /// Whether somebody is likely to be called by what was typed: it begins the last name, or is a whole one.
    fn name(&self, name: &str) -> bool {
        let name = plain(name);
        let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let begins_last = |typed: &String| words.last().is_some_and(|last| last.starts_with(typed.as_str()));
        self.0.iter().any(begins_last) || self.0.iter().all(|typed| words.contains(&typed.as_str()))
    }

    /// Those of the names that were typed, in English or in the visitor's language.
    fn names<'a>(&self, names: impl Iterator<Item = &'a str>, text: &'a SiteText) -> impl Iterator<Item = &'a str> {
        names.filter(move |name| self.begin(name) || self.begin(text.kind(name)))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use matinee_features::Params;

    use super::*;
    use crate::views::home::MOODS;

    #[test]
    fn people_kinds_and_themes_are_suggested_with_their_pages() {
        let model = Model::train(matinee_catalogue::starter::catalogue(), &Params::default()).unwrap();
        let ranker = Ranker::new(Arc::new(model)).with_translations(crate::translations());
        let of = |query: &str, lang: &str| {
            let address = Address::parse(&format!("lang={lang}"));
            let Suggestions { people, pages, .. } = Suggestions::new(&ranker, query, &address);
            people.into_iter().chain(pages).map(|page| (page.name, page.href)).collect::<Vec<_>>()
        };
        let has = |pages: &[(String, String)], name: &str, href: &str| {
            assert!(pages.contains(&(name.to_owned(), href.to_owned())), "{name}: {pages:?}");
        };
        has(&of("kuros", "en"), "Akira Kurosawa", "/person/akira-kurosawa?lang=en");
        has(&of("akira kur", "en"), "Akira Kurosawa", "/person/akira-kurosawa?lang=en");
        has(&of("west", "en"), "western", "/genre/western?lang=en");
        has(&of("hei", "en"), "heist film", "/theme/heist-film?lang=en");
        has(&of("komö", "de"), "Komödie", "/genre/comedy?lang=de");
        assert!(of("qwxzyv", "en").is_empty());
        // A person comes before films that are not called what was typed.
        let first =
            |query: &str| Suggestions::new(&ranker, query, &Address::parse("")).people.pop().map(|person| person.name);
        assert_eq!(first("spielb").as_deref(), Some("Steven Spielberg"));
        assert_eq!(first("alien"), None);
        // By the last name rather than by the first, unless that is typed whole.
        has(&of("kur", "en")[..1], "Akira Kurosawa", "/person/akira-kurosawa?lang=en");
        has(&of("tom", "en")[..1], "Tom Hanks", "/person/tom-hanks?lang=en");
        // A wish has its list; a title, or one kind, is none.
        let wishes = |query: &str| Suggestions::new(&ranker, query, &Address::parse("")).wishes;
        let asked = wishes("for children, nothing gory");
        assert_eq!((asked[0].name.as_str(), asked.len()), ("for children, not gory", 1));
        assert_eq!(asked[0].href, "/?ask=for%20children%2C%20nothing%20gory");
        for none in ["blade runner", "west", "kuros", "horror"] {
            assert!(wishes(none).is_empty(), "{none}");
        }
        // So has each that may be tapped on the first page.
        for mood in MOODS {
            assert!(ranker.wish(mood).is_known(), "{mood}");
            // The words of each language ask for the same.
            let meant = |words: &str| -> Vec<_> {
                let mut parts: Vec<_> = ranker
                    .wish(words)
                    .parts()
                    .iter()
                    .map(|part| (format!("{:?}", part.meaning), part.negated))
                    .collect();
                parts.sort();
                parts
            };
            for text in SiteText::all() {
                let words = text.home.moods.get(mood).unwrap_or_else(|| panic!("{mood}"));
                assert_eq!(meant(words), meant(mood), "{words}");
            }
        }
    }
}
