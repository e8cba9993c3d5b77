//! A film's page.

use actix_web::http::StatusCode;
use askama::Template;
use matinee_catalogue::history::Opinion;
use matinee_catalogue::{Film, Source};
use matinee_features::{Facet, Model, Row};
use matinee_rank::{Group, PlayLink, Ranker};
use serde_json::{Value, json};

use super::facet::FacetLink;
use super::rules::rule_label;
use super::sentence::Sentences;
use super::story::{definition, story};
use super::{Card, Chip, Frame, film_path, genre_names, in_a_row, titles};
use crate::address::Address;
use crate::film_link::FilmLink;
use crate::limits::SIMILAR_FILMS;
use crate::origin::Origin;
use crate::posters::Posters;
use crate::problem::Problem;
use crate::text::SiteText;
use crate::{cover, encoding};

#[derive(Debug, Template)]
#[template(path = "film.html")]
pub(crate) struct FilmPage {
    frame: Frame,
    /// The absolute address of the operator's own picture of the film.
    picture: Option<String>,
    /// The page's path, without anyone's taste.
    own: String,
    cover: String,
    for_you: Option<ForYou>,
    film: Film,
    genres: Vec<FacetLink>,
    themes: Vec<FacetLink>,
    /// Keywords in another language than the page.
    keywords: Vec<FacetLink>,
    directors: Vec<FacetLink>,
    writers: Vec<FacetLink>,
    cast: Vec<FacetLink>,
    countries: Vec<FacetLink>,
    languages: Vec<String>,
    /// "117 minutes"
    length: Option<String>,
    /// The story's first paragraph.
    lead: String,
    /// What an article says of the film before it tells anything.
    about: String,
    /// Pages of the film elsewhere, the operator's own first.
    elsewhere: Vec<OutLink>,
    year: FacetLink,
    like: String,
    dislike: String,
    seen: String,
    want: String,
    /// "You like it.", where the taste names it.
    standing: Option<&'static str>,
    /// Whether it is to be seen yet: then something else can be said of it too.
    is_wanted: bool,
    remove: String,
    /// Where it can be played, if the operator has it.
    play: Option<PlayLink>,
    similar: Vec<Card>,
    paragraphs: Vec<String>,
    source: Option<Source>,
    /// The film as JSON-LD, safe inside a script element.
    data: String,
}

/// A page of the film on another site.
#[derive(Debug)]
struct OutLink {
    name: String,
    href: String,
}

impl OutLink {
    /// All that are known: each site is named by what it calls itself.
    fn all(film: &Film, links: &[FilmLink], text: &SiteText) -> Vec<Self> {
        let ids = &film.external;
        let own = links.iter().filter_map(|link| Some((link.name().to_owned(), link.of(film)?)));
        let id = |id: &Option<String>| id.as_deref().map(encoding::value);
        let article = ids.wikipedia.as_ref().map(|title| encoding::value(&title.replace(' ', "_")));
        let others = [
            ("IMDb", id(&ids.imdb).map(|id| format!("https://www.imdb.com/title/{id}/"))),
            ("Letterboxd", id(&ids.imdb).map(|id| format!("https://letterboxd.com/imdb/{id}"))),
            ("TMDB", id(&ids.tmdb).map(|id| format!("https://www.themoviedb.org/movie/{id}"))),
            ("Wikipedia", article.map(|title| format!("https://en.wikipedia.org/wiki/{title}"))),
            ("Wikidata", id(&ids.wikidata).map(|id| format!("https://www.wikidata.org/wiki/{id}"))),
            ("JustWatch", Some(text.film.justwatch.with("title", encoding::value(&film.title)))),
        ];
        let others = others.into_iter().filter_map(|(name, href)| Some((name.to_owned(), href?)));
        own.chain(others).map(|(name, href)| Self { name, href }).collect()
    }
}

/// How well a film fits the picks.
#[derive(Debug)]
struct ForYou {
    /// "Among the 3 % of all films that suit you best.", or that lists leave it out.
    place: String,
    /// "For it: isolation, dread."
    speaks_for: Option<String>,
    because: Vec<String>,
    /// "Against it: asteroid, disaster, as in Armageddon."
    against: Option<String>,
}

impl ForYou {
    /// `None` where there are no picks, or the film is one of them.
    fn new(ranker: &Ranker, row: Row, address: &Address) -> Result<Option<Self>, Problem> {
        let (model, text) = (ranker.model(), &address.text().film);
        let (taste, _) = address.picks.taste(model)?;
        if taste.says_nothing() || taste.names(row) {
            return Ok(None);
        }
        let steer = address.picks.steer()?;
        let found = ranker.standing(&taste, &steer, row)?;
        let names =
            |terms: &[String]| terms.iter().map(|term| address.text().kind(term)).collect::<Vec<_>>().join(", ");
        let mut left_out_by = ranker.left_out_by(&steer, row);
        left_out_by.extend(ranker.ruled_out_by(&steer, row).iter().map(|rule| rule_label(address.text(), rule)));
        let percent = |share: f32| (share * 100.0).ceil().clamp(1.0, 99.0);
        let place = if !left_out_by.is_empty() {
            text.left_out.with("terms", names(&left_out_by))
        } else if MIDDLING.contains(&found.score) {
            text.middling.clone()
        } else if found.score >= MIDDLING.end {
            text.best.with("percent", percent(1.0 - found.score))
        } else {
            text.others_better.with("percent", percent(1.0 - found.score))
        };
        let against = found.against.as_ref().map(|against| {
            let terms = names(&against.terms);
            text.against.fill(&[("terms", terms.as_str()), ("film", &model.film(against.row).title)])
        });
        let told = found.reasons.iter().filter(|reason| reason.group != Group::WellKnown);
        let told: Vec<String> = told.map(|reason| Chip::new(address, reason).text).collect();
        let speaks_for = (!told.is_empty()).then(|| text.speaks_for.with("terms", told.join(", ")));
        Ok(Some(Self { place, speaks_for, because: titles(model, &found), against }))
    }
}

/// Films that suit one better than this share of all, and worse than this, are neither here nor there.
const MIDDLING: std::ops::Range<f32> = 0.35..0.7;

/// An address with the site's origin, if it is a path.
fn absolute(href: String, origin: &Origin) -> String {
    if href.starts_with('/') { format!("{origin}{href}") } else { href }
}

impl FilmPage {
    pub(crate) fn new(
        ranker: &Ranker,
        id: &str,
        frame: Frame,
        address: &Address,
        posters: Option<&Posters>,
        links: &[FilmLink],
    ) -> Result<Self, Problem> {
        let model: &Model = ranker.model();
        let row = model.titles().row_of(id);
        let row = row.ok_or_else(|| Problem::translated(StatusCode::NOT_FOUND, |error| &error.no_film, []))?;
        let (text, picks) = (address.text(), &address.picks);
        let film = model.film(row).clone();
        let id = film.id.as_str();
        let home = |picks| address.with_picks(picks).href("/");
        let standing = picks.said_of(id).map(|said| match said {
            Opinion::Like => text.film.liked.as_str(),
            Opinion::Dislike => text.film.disliked.as_str(),
            Opinion::Seen => text.film.seen.as_str(),
            Opinion::Want => text.film.wanted.as_str(),
        });
        let (foreign, own): (Vec<String>, Vec<String>) =
            film.keywords.iter().cloned().partition(|word| text.is_foreign(word));
        let similar = ranker.similar(row, SIMILAR_FILMS)?;
        let sentences = Sentences::new(model, text, &similar);
        let mut paragraphs = story(&film).split('\n').map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned);
        let lead = paragraphs.next().unwrap_or_default();
        let mut paragraphs: Vec<String> = paragraphs.collect();
        // Where the synopsis tells the story, the plot tells it at length.
        if story(&film) != film.plot {
            paragraphs.extend(film.plot.split('\n').map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned));
        }
        Ok(Self {
            picture: posters.and_then(|posters| posters.of(&film)).map(|href| absolute(href, &frame.origin)),
            frame,
            own: film_path(id),
            cover: cover::href(&film),
            for_you: ForYou::new(ranker, row, address)?,
            genres: FacetLink::all(Facet::Genre, &genre_names(&film), address),
            themes: FacetLink::all(Facet::Theme, &[&film.themes[..], &own].concat(), address),
            keywords: FacetLink::all(Facet::Theme, &foreign, address),
            directors: FacetLink::all(Facet::Person, &film.directors, address),
            writers: FacetLink::all(Facet::Person, &film.writers, address),
            cast: FacetLink::all(Facet::Person, &film.cast, address),
            countries: FacetLink::all(Facet::Country, &film.countries, address),
            languages: film.languages.iter().map(|name| text.language(name).to_owned()).collect(),
            length: film.runtime_minutes.map(|minutes| text.count(&text.film.minutes, minutes.into())),
            year: FacetLink::to(Facet::Year, &film.year.to_string(), address),
            like: home(picks.liking(id)),
            dislike: home(picks.disliking(id)),
            seen: home(picks.having_seen(id)),
            want: home(picks.wanting(id)),
            remove: home(picks.without(id)),
            play: address.library.play(model, row),
            standing,
            similar: in_a_row(similar.iter().map(|found| Card::new(&sentences, model, address, found)).collect()),
            is_wanted: picks.said_of(id) == Some(Opinion::Want),
            about: definition(&film).to_owned(),
            elsewhere: OutLink::all(&film, links, text),
            lead,
            paragraphs,
            data: json_ld(&film),
            source: film.source.clone().filter(|source| is_web_address(&source.url)),
            film,
        })
    }
}

/// Scraped addresses become links only if they lead to the web.
fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The film as JSON-LD of schema.org. Characters that mean something in HTML are written as escapes, so that no text
/// can end the script element.
fn json_ld(film: &Film) -> String {
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
        ("alternateName", film.titles().skip(1).map(Value::from).collect()),
        ("inLanguage", film.languages.iter().cloned().map(Value::from).collect()),
    ];
    for (name, values) in lists.into_iter().filter(|(_, values)| !values.is_empty()) {
        data[name] = Value::from(values);
    }
    let texts = [
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
