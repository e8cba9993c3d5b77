//! The page's address: all that is known of a viewer.

use std::ops::RangeInclusive;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use matinee_features::Model;
use matinee_rank::{Closeness, Filter, ListOptions, MAX_LIST_FILMS, MAX_STEER_TERMS, Steer, Taste, TooManyTerms};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::problem::Problem;
use crate::text::{Locale, Text};

/// What need not be escaped in a query's value.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// How many films a page shows, and how many more each time.
pub(crate) const PAGE: usize = 20;

/// Taste, filters and length of the list, as they stand in an address.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct TasteUrl {
    pub(crate) like: Vec<String>,
    pub(crate) dislike: Vec<String>,
    pub(crate) seen: Vec<String>,
    pub(crate) mute: Vec<String>,
    pub(crate) boost: Vec<String>,
    pub(crate) from: Option<u16>,
    pub(crate) to: Option<u16>,
    pub(crate) runtime: Option<u16>,
    pub(crate) genre: String,
    pub(crate) country: String,
    pub(crate) language: String,
    pub(crate) closeness: Option<f32>,
    pub(crate) n: Option<usize>,
    /// Which wall of well-known films a visitor without picks is shown, from 1.
    pub(crate) wall: Option<usize>,
    /// What is searched for; not part of a taste.
    pub(crate) q: String,
    /// The language it is read in.
    pub(crate) locale: Locale,
    /// The site's own address, for those who are sent this one.
    pub(crate) origin: String,
}

/// The site's own address, as the client wrote it: `https://matinee.example`.
pub(crate) fn origin(request: &HttpRequest) -> String {
    let connection = request.connection_info();
    format!("{}://{}", connection.scheme(), connection.host())
}

impl TasteUrl {
    /// Reads a request's address, and its headers for the language.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        Self { locale: Locale::of(request), origin: origin(request), ..Self::parse(request.query_string()) }
    }

    /// Reads a query string. What is not known or not readable is passed over: an old link still opens.
    pub(crate) fn parse(query: &str) -> Self {
        let mut url = Self::in_locale(Locale::of_query(query));
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            let value = decode(value);
            let list = match name {
                "like" => &mut url.like,
                "dislike" => &mut url.dislike,
                "seen" => &mut url.seen,
                "mute" => &mut url.mute,
                "boost" => &mut url.boost,
                _ => {
                    url.set(name, value);
                    continue;
                }
            };
            if !value.is_empty() && !list.contains(&value) {
                list.push(value);
            }
        }
        url
    }

    /// No taste, in somebody's language.
    pub(crate) fn in_locale(locale: Locale) -> Self {
        Self { locale, ..Self::default() }
    }

    /// What is said on the page.
    pub(crate) fn text(&self) -> &'static Text {
        self.locale.text()
    }

    fn set(&mut self, name: &str, value: String) {
        match name {
            "from" => self.from = value.parse().ok(),
            "to" => self.to = value.parse().ok(),
            "runtime" => self.runtime = value.parse().ok(),
            "genre" => self.genre = value,
            "country" => self.country = value,
            "language" => self.language = value,
            "closeness" => self.closeness = value.parse().ok().filter(|c: &f32| c.is_finite()),
            "n" => self.n = value.parse().ok(),
            "wall" => self.wall = value.parse().ok().filter(|&wall| wall > 1),
            "q" => self.q = value.chars().take(crate::MAX_QUERY_CHARS).collect(),
            _ => {}
        }
    }

    /// All pairs of name and value that are set.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let lists = [
            ("like", &self.like),
            ("dislike", &self.dislike),
            ("seen", &self.seen),
            ("mute", &self.mute),
            ("boost", &self.boost),
        ];
        let mut pairs: Vec<(&'static str, String)> =
            lists.iter().flat_map(|&(name, values)| values.iter().map(move |v| (name, v.clone()))).collect();
        let numbers = [("from", self.from), ("to", self.to), ("runtime", self.runtime)];
        pairs.extend(numbers.iter().filter_map(|&(name, value)| Some((name, value?.to_string()))));
        let texts = [("genre", &self.genre), ("country", &self.country), ("language", &self.language)];
        pairs.extend(texts.iter().filter(|(_, v)| !v.is_empty()).map(|&(name, v)| (name, v.clone())));
        pairs.extend(self.closeness.map(|c| ("closeness", c.to_string())));
        pairs.extend(self.n.filter(|&n| n != PAGE).map(|n| ("n", n.to_string())));
        pairs.extend(self.wall.filter(|_| self.is_blank()).map(|wall| ("wall", wall.to_string())));
        pairs.extend(self.locale.chosen().map(|text| ("lang", text.tag.clone())));
        pairs
    }

    /// The pairs a search form carries along, so that a search keeps the taste.
    pub(crate) fn taste_pairs(&self) -> Vec<(&'static str, String)> {
        self.pairs().into_iter().filter(|(name, _)| *name != "n" && *name != "wall").collect()
    }

    /// The pairs that the filter form does not set itself.
    pub(crate) fn pairs_beside_filters(&self) -> Vec<(&'static str, String)> {
        let unset = Self { from: None, to: None, runtime: None, closeness: None, n: None, ..self.clone() };
        Self { genre: String::new(), country: String::new(), language: String::new(), ..unset }.pairs()
    }

    /// An address on this site with this taste.
    pub(crate) fn href(&self, path: &str) -> String {
        let mut href = path.to_owned();
        for (n, (name, value)) in self.pairs().into_iter().enumerate() {
            href.push(if n == 0 { '?' } else { '&' });
            href.push_str(name);
            href.push('=');
            href.extend(utf8_percent_encode(&value, QUERY));
        }
        href
    }

    /// The page it stands on, in another language. Relative, for a taste does not know its page.
    pub(crate) fn in_language(&self, text: &'static Text) -> String {
        let mut href = Self { locale: Locale::choosing(text), ..self.clone() }.href("");
        if !self.q.is_empty() {
            href.push_str("&q=");
            href.extend(utf8_percent_encode(&self.q, QUERY));
        }
        href
    }

    /// The same without a film, wherever it stands.
    pub(crate) fn without(&self, id: &str) -> Self {
        let mut url = self.clone();
        for list in [&mut url.like, &mut url.dislike, &mut url.seen] {
            list.retain(|other| other != id);
        }
        url
    }

    pub(crate) fn liking(&self, id: &str) -> Self {
        let mut url = self.without(id);
        url.like.push(id.to_owned());
        url
    }

    pub(crate) fn disliking(&self, id: &str) -> Self {
        let mut url = self.without(id);
        url.dislike.push(id.to_owned());
        url
    }

    pub(crate) fn having_seen(&self, id: &str) -> Self {
        let mut url = self.without(id);
        url.seen.push(id.to_owned());
        url
    }

    /// The same with a term neither muted nor boosted.
    pub(crate) fn without_term(&self, term: &str) -> Self {
        let mut url = self.clone();
        url.mute.retain(|other| other != term);
        url.boost.retain(|other| other != term);
        url
    }

    pub(crate) fn muting(&self, term: &str) -> Self {
        let mut url = self.without_term(term);
        url.mute.push(term.to_owned());
        url
    }

    pub(crate) fn boosting(&self, term: &str) -> Self {
        let mut url = self.without_term(term);
        url.boost.push(term.to_owned());
        url
    }

    /// The same without any condition on films.
    pub(crate) fn unfiltered(&self) -> Self {
        Self {
            from: None,
            to: None,
            runtime: None,
            genre: String::new(),
            country: String::new(),
            language: String::new(),
            ..self.clone()
        }
    }

    /// The filter without one of its conditions, named as [`Filter::loosened`] names them.
    pub(crate) fn loosened(&self, condition: &str) -> Self {
        let mut url = self.clone();
        match condition {
            "years" => (url.from, url.to) = (None, None),
            "runtime" => url.runtime = None,
            "genres" => url.genre.clear(),
            "countries" => url.country.clear(),
            "languages" => url.language.clear(),
            _ => {}
        }
        url
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.like.is_empty() && self.dislike.is_empty() && self.boost.is_empty()
    }

    /// How many films the list shows.
    pub(crate) fn length(&self) -> usize {
        self.n.unwrap_or(PAGE).clamp(1, MAX_LIST_FILMS)
    }

    /// The taste, leaving out ids that this model does not know; their number comes with it. A film both liked and
    /// disliked is a mistake to be told.
    pub(crate) fn taste(&self, model: &Model) -> Result<(Taste, usize), Problem> {
        let row = |id: &String| model.titles().row_of(id);
        let rows = |ids: &[String]| ids.iter().filter_map(row).collect::<Vec<_>>();
        let (likes, dislikes, seen) = (rows(&self.like), rows(&self.dislike), rows(&self.seen));
        let unknown =
            self.like.len() + self.dislike.len() + self.seen.len() - likes.len() - dislikes.len() - seen.len();
        Ok((Taste::new(model, &likes, &dislikes, &seen)?, unknown))
    }

    pub(crate) fn options(&self) -> Result<ListOptions, Problem> {
        let too_many = |TooManyTerms(n)| {
            let values = [("n", n.to_string()), ("most", MAX_STEER_TERMS.to_string())];
            Problem::said(StatusCode::PAYLOAD_TOO_LARGE, |error| &error.too_many_terms, values)
        };
        Ok(ListOptions {
            offset: 0,
            limit: self.length(),
            filter: self.filter(),
            closeness: self.closeness.map_or_else(Closeness::default, Closeness::new),
            steer: Steer::new(self.mute.clone(), self.boost.clone()).map_err(too_many)?,
        })
    }

    fn filter(&self) -> Filter {
        let range = |from: Option<u16>, to: Option<u16>| -> Option<RangeInclusive<u16>> {
            (from.is_some() || to.is_some()).then(|| from.unwrap_or(0)..=to.unwrap_or(u16::MAX))
        };
        let one = |value: &String| if value.is_empty() { Vec::new() } else { vec![value.clone()] };
        Filter {
            years: range(self.from, self.to),
            runtime: range(None, self.runtime),
            genres: one(&self.genre),
            without_genres: Vec::new(),
            countries: one(&self.country),
            languages: one(&self.language),
        }
    }
}

/// The text of a value. Control characters name nothing, and no page should hold them.
fn decode(value: &str) -> String {
    percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        let query = "like=alien-1979&like=%E4%B8%83-1954&dislike=x-1999&mute=outer%20space&from=1970&genre=film%20noir&closeness=0.5&n=40&lang=de";
        assert_eq!(TasteUrl::parse(query).href("/"), format!("/?{query}"));
        assert_eq!(TasteUrl::parse("mute=outer+space").mute, ["outer space"]);
        assert_eq!(TasteUrl::parse("like=&like=a&like=a&x&=&%ff=%ff&from=zz&closeness=NaN").href("/"), "/?like=a");
    }

    #[test]
    fn another_language_keeps_the_rest_of_the_address() {
        let german = Text::tagged("de").unwrap();
        assert_eq!(TasteUrl::parse("q=a+b&like=a&lang=en").in_language(german), "?like=a&lang=de&q=a%20b");
        assert_eq!(TasteUrl::parse("like=a&lang=xx").href("/"), "/?like=a");
    }

    #[test]
    fn a_film_stands_in_one_list_only() {
        let url = TasteUrl::parse("like=a&dislike=b");
        assert_eq!(url.disliking("a").href("/"), "/?dislike=b&dislike=a");
        assert_eq!(url.liking("b").without("a").href("/"), "/?like=b");
        assert_eq!(url.muting("t").boosting("t").href("/"), "/?like=a&dislike=b&boost=t");
    }
}
