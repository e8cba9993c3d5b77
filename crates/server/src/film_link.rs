//! The operator's own links out of a film's page: "Watch here", to a library or a shop of theirs.

use std::str::FromStr;

use matinee_catalogue::Film;

use crate::encoding;
use crate::limits::MAX_LINK_NAME_CHARS;
use crate::site_origin::is_host;

/// A link with its name: `Watch here=https://films.example/watch/{imdb}`. A film of which the catalogue does not know what the
/// address names has no such link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilmLink {
    name: String,
    template: String,
}

/// A text that is no link of films.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no link: {1}; write a name and an address, such as \"Watch here=https://films.example/{{imdb}}\"")]
pub struct InvalidFilmLink(String, &'static str);

const PLACEHOLDERS: [&str; 5] = ["imdb", "tmdb", "wikidata", "title", "year"];

impl FromStr for FilmLink {
    type Err = InvalidFilmLink;

    fn from_str(text: &str) -> Result<Self, InvalidFilmLink> {
        let invalid = |why| InvalidFilmLink(text.chars().take(200).collect(), why);
        let (name, template) = text.split_once('=').ok_or_else(|| invalid("it has no `=` after its name"))?;
        let (name, template) = (name.trim(), template.trim());
        if name.is_empty() || name.chars().count() > MAX_LINK_NAME_CHARS || name.chars().any(char::is_control) {
            return Err(invalid("its name is empty or too long"));
        }
        let rest = template.strip_prefix("https://").or_else(|| template.strip_prefix("http://"));
        let rest = rest.ok_or_else(|| invalid("its address does not begin with https:// or http://"))?;
        if !is_host(rest.split(['/', '?', '#']).next().unwrap_or_default()) {
            return Err(invalid("its address names no host"));
        }
        if !template.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`|".contains(&byte)) {
            return Err(invalid("its address has characters that no address has"));
        }
        let mut pieces = template.split('{');
        let mut is_named = !pieces.next().unwrap_or_default().contains('}');
        for piece in pieces {
            is_named &=
                piece.split_once('}').is_some_and(|(name, after)| PLACEHOLDERS.contains(&name) && !after.contains('}'));
        }
        if !is_named {
            return Err(invalid("between braces it may have {imdb}, {tmdb}, {wikidata}, {title} and {year} only"));
        }
        Ok(Self { name: name.to_owned(), template: template.to_owned() })
    }
}

impl FilmLink {
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The address for a film; none where it names what is not known of the film.
    pub(crate) fn of(&self, film: &Film) -> Option<String> {
        let ids = &film.external;
        let values = [
            ids.imdb.clone(),
            ids.tmdb.clone(),
            ids.wikidata.clone(),
            Some(film.title.clone()),
            Some(film.year.to_string()),
        ];
        let mut href = String::new();
        let mut rest = self.template.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            let place = PLACEHOLDERS.iter().position(|other| *other == name)?;
            href += before;
            href += &encoding::value(values[place].as_deref()?);
            rest = after;
        }
        Some(href + rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_catalogue::Year;

    #[test]
    fn a_film_without_what_the_address_names_has_no_link() {
        let mut film = Film::new("Amélie & Co", Year::new(2001).unwrap());
        let by_number: FilmLink = "Watch here=https://films.example:8443/w/{imdb}?y={year}".parse().unwrap();
        assert_eq!((by_number.name(), by_number.of(&film)), ("Watch here", None));
        film.external.imdb = Some("tt0211915".to_owned());
        assert_eq!(by_number.of(&film).unwrap(), "https://films.example:8443/w/tt0211915?y=2001");
        let by_title: FilmLink = "Shop = http://shop.example/?q={title}".parse().unwrap();
        assert_eq!(by_title.of(&film).unwrap(), "http://shop.example/?q=Am%C3%A9lie%20%26%20Co");
    }

    #[test]
    fn what_is_no_link_is_refused_with_a_reason() {
        for (text, why) in [
            ("https://films.example/{imdb}", "no `=`"),
            ("Watch", "no `=`"),
            ("=https://x/{imdb}", "name is empty"),
            ("W=javascript:alert(1)", "begin with https"),
            ("W=//x/{imdb}", "begin with https"),
            ("W=https://{imdb}.example/", "names no host"),
            ("W=https://user@x/{imdb}", "names no host"),
            ("W=https://x/{id}", "{imdb}, {tmdb}"),
            ("W=https://x/{imdb", "{imdb}, {tmdb}"),
            ("W=https://x/}imdb{", "{imdb}, {tmdb}"),
            ("W=https://x/a b", "characters"),
            ("W=https://x/\">", "characters"),
        ] {
            let error = text.parse::<FilmLink>().unwrap_err().to_string();
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
