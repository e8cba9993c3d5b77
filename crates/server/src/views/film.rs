//! A film's page.

use actix_web::http::StatusCode;
use askama::Template;
use matinee_catalogue::{Movie, Source};
use matinee_features::Model;
use matinee_rank::Ranker;
use serde_json::{Value, json};

use super::shelf::{Common, Link};
use super::{Card, Frame, genre_names};
use crate::problem::Problem;
use crate::taste_url::TasteUrl;

/// How many similar films are shown.
const SIMILAR: usize = 12;

#[derive(Debug, Template)]
#[template(path = "film.html")]
pub(crate) struct Film {
    frame: Frame,
    movie: Movie,
    genres: Vec<Link>,
    directors: Vec<Link>,
    writers: Vec<Link>,
    cast: Vec<Link>,
    countries: Vec<Link>,
    languages: Vec<String>,
    /// "117 minutes"
    length: Option<String>,
    year: Link,
    like: String,
    dislike: String,
    seen: String,
    /// "You like it.", where the taste names it.
    standing: Option<&'static str>,
    remove: String,
    similar: Vec<Card>,
    paragraphs: Vec<String>,
    source: Option<Source>,
    /// The film for machines, safe inside a script element.
    data: String,
}

impl Film {
    pub(crate) fn new(ranker: &Ranker, id: &str, url: &TasteUrl) -> Result<Self, Problem> {
        let model: &Model = ranker.model();
        let row = model.titles().row_of(id);
        let row = row.ok_or_else(|| Problem::said(StatusCode::NOT_FOUND, |error| &error.no_film, []))?;
        let text = url.text();
        let movie = model.film(row).clone();
        let id = movie.id.as_str();
        let standing =
            [(&url.like, &text.film.liked), (&url.dislike, &text.film.disliked), (&url.seen, &text.film.seen)]
                .into_iter()
                .find_map(|(list, standing)| list.iter().any(|other| other == id).then_some(standing.as_str()));
        Ok(Self {
            frame: Frame::new(url),
            genres: Link::all(Common::Genre, &genre_names(&movie), url),
            directors: Link::all(Common::Person, &movie.directors, url),
            writers: Link::all(Common::Person, &movie.writers, url),
            cast: Link::all(Common::Person, &movie.cast, url),
            countries: Link::all(Common::Country, &movie.countries, url),
            languages: movie.languages.iter().map(|name| text.language(name).to_owned()).collect(),
            length: movie.runtime_minutes.map(|minutes| text.film.minutes.of(minutes.into())),
            year: Link::to(Common::Year, &movie.year.to_string(), url),
            like: url.liking(id).href("/"),
            dislike: url.disliking(id).href("/"),
            seen: url.having_seen(id).href("/"),
            remove: url.without(id).href("/"),
            standing,
            similar: ranker.similar(row, SIMILAR).iter().map(|found| Card::new(model, url, found)).collect(),
            paragraphs: movie.plot.split('\n').map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect(),
            data: json_ld(&movie),
            source: movie.source.clone().filter(|source| is_web_address(&source.url)),
            movie,
        })
    }
}

/// Scraped addresses become links only if they lead to the web.
fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The film as schema.org has it (JSON-LD). What means something in HTML is written as an escape, so that no text
/// can end the element it stands in.
fn json_ld(film: &Movie) -> String {
    let people = |names: &[String]| -> Vec<Value> {
        names.iter().map(|name| json!({"@type": "Person", "name": name})).collect()
    };
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Movie",
        "name": film.title,
        "dateCreated": film.year.to_string(),
    });
    let lists = [
        ("director", people(&film.directors)),
        ("author", people(&film.writers)),
        ("actor", people(&film.cast)),
        ("genre", genre_names(film).into_iter().map(Value::from).collect()),
        ("countryOfOrigin", film.countries.iter().map(|name| json!({"@type": "Country", "name": name})).collect()),
        ("inLanguage", film.languages.iter().cloned().map(Value::from).collect()),
    ];
    for (name, values) in lists.into_iter().filter(|(_, values)| !values.is_empty()) {
        data[name] = Value::from(values);
    }
    let texts = [
        ("alternateName", film.original_title.clone()),
        ("description", Some(film.synopsis.clone()).filter(|text| !text.is_empty())),
        ("duration", film.runtime_minutes.map(|minutes| format!("PT{minutes}M"))),
        ("sameAs", film.external.imdb.as_ref().map(|id| format!("https://www.imdb.com/title/{id}/"))),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            data[name] = Value::from(text);
        }
    }
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
