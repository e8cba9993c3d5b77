//! A wish in words, part by part, in the visitor's language.

use matinee_catalogue::countries;
use matinee_features::Model;
use matinee_rank::{Renown, Span, Wish, WishMeaning, WishPart};

use super::tray::said_years;
use crate::text::SiteText;

/// A part of a wish, as it was read: "not horror", "1980s".
pub(crate) fn label(text: &SiteText, part: &WishPart) -> String {
    let label = meaning(text, &part.meaning);
    if part.negated { text.wish.not.with("part", label) } else { label }
}

fn meaning(text: &SiteText, meaning: &WishMeaning) -> String {
    let wish = &text.wish;
    match meaning {
        WishMeaning::Kind(genres) => joined(genres, " + ", |genre| text.genre(genre)),
        WishMeaning::Theme(name) if meaning.is_time_of_story() => wish.decade.with("decade", text.theme(name)),
        WishMeaning::Theme(name) => text.theme(name).to_owned(),
        WishMeaning::Studio(name) => (*name).to_owned(),
        WishMeaning::Keyword(name) => text.theme(name).to_owned(),
        WishMeaning::Person(name) | WishMeaning::Series(name) => name.clone(),
        WishMeaning::Country(all) => match countries::region_of(all) {
            Some(region) => text.country(region).to_owned(),
            None => joined(all, " / ", |country| text.country(country)),
        },
        WishMeaning::Language(language) => wish.language.with("language", text.language(language)),
        WishMeaning::Place(country) => wish.place.with("country", text.country(country)),
        WishMeaning::Film(_, title) => wish.like.with("film", title),
        WishMeaning::Renown(Renown::WellKnown) => wish.well_known.clone(),
        WishMeaning::Renown(Renown::Classic) => wish.classic.clone(),
        WishMeaning::Renown(Renown::LesserKnown) => wish.lesser_known.clone(),
        WishMeaning::Words(words) => wish.words.with("words", words),
        WishMeaning::Years(years) => said_years(text, Span::of_years(years)),
        WishMeaning::Length(minutes) => match Span::of_minutes(minutes) {
            Span::From(from) => wish.at_least.with("from", from),
            // "Under 90 minutes", as it is asked.
            Span::To(to) if to % 5 == 4 => wish.under.with("to", to + 1),
            Span::To(to) => wish.at_most.with("to", to),
            Span::Between(from, to) => wish.minutes.fill(&[("from", from), ("to", to)]),
            Span::One(minutes) | Span::Decade(minutes) => text.card.minutes.with("n", minutes),
        },
    }
}

/// What a wish asks for and no film here has, and what is listed instead.
pub(crate) fn not_here(model: &Model, text: &SiteText, wish: &Wish) -> Vec<String> {
    let apart = wish.apart_names();
    let people = (!apart.is_empty()).then(|| text.wish.apart.with("people", apart.join(", ")));
    let nowhere = wish.found_nowhere(model).map(|part| text.wish.nowhere.with("words", &part.text));
    people.into_iter().chain(nowhere).collect()
}

/// The terms that a part is about.
pub(crate) fn names(part: &WishPart) -> Vec<&str> {
    match &part.meaning {
        WishMeaning::Kind(genres) => genres.iter().map(|genre| &**genre).collect(),
        WishMeaning::Theme(name) => vec![&**name],
        WishMeaning::Keyword(name) | WishMeaning::Person(name) => vec![name],
        _ => Vec::new(),
    }
}

fn joined<'a>(names: &[&'a str], between: &str, shown: impl Fn(&'a str) -> &'a str) -> String {
    names.iter().map(|name| shown(name)).collect::<Vec<_>>().join(between)
}
