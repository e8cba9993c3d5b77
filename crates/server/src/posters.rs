//! The operator's own pictures of films, in place of drawn covers.

use std::str::FromStr;

use matinee_catalogue::Film;

use crate::encoding;
use crate::site_origin::is_host;

/// Where pictures of films are: an address with the film's `{id}` or its `{imdb}` number in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posters {
    template: String,
    /// The host they come from, which the policy must allow; `None` for paths on this site's own host.
    origin: Option<String>,
}

/// A text that is no address of pictures of films.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not where pictures of films are: write an address with {{id}} or {{imdb}} in it, such as https://img.your.site/{{imdb}}.jpg"
)]
pub struct InvalidPosters(String);

impl FromStr for Posters {
    type Err = InvalidPosters;

    fn from_str(template: &str) -> Result<Self, InvalidPosters> {
        let invalid = || InvalidPosters(template.chars().take(200).collect());
        let named = template.contains("{id}") || template.contains("{imdb}");
        let plain = template.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`|".contains(&byte));
        let origin = match template.split_once("://") {
            Some((scheme @ ("http" | "https"), rest)) => {
                let host = rest.split('/').next().unwrap_or_default();
                // It becomes part of the policy sent to browsers, so it must be a host and nothing more.
                if !is_host(host) {
                    return Err(invalid());
                }
                Some(format!("{scheme}://{host}"))
            }
            None if template.starts_with('/') && !template.starts_with("//") => None,
            _ => return Err(invalid()),
        };
        if named && plain { Ok(Self { template: template.to_owned(), origin }) } else { Err(invalid()) }
    }
}

impl Posters {
    /// A film's picture; none where the address needs a number that the film does not have.
    pub(crate) fn of(&self, film: &Film) -> Option<String> {
        let with_id = self.template.replace("{id}", &encoding::segment(film.id.as_str()));
        if !with_id.contains("{imdb}") {
            return Some(with_id);
        }
        film.external.imdb.as_ref().map(|number| with_id.replace("{imdb}", &encoding::segment(number)))
    }

    pub(crate) fn origin(&self) -> Option<&str> {
        self.origin.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use matinee_catalogue::Year;

    #[test]
    fn an_address_names_a_picture_of_each_film() {
        let mut film = Film::new("Alien", Year::new(1979).unwrap());
        let by_number: Posters = "https://img.example:8443/p/{imdb}.jpg".parse().unwrap();
        assert_eq!((by_number.of(&film), by_number.origin()), (None, Some("https://img.example:8443")));
        film.external.imdb = Some("tt0078748".to_owned());
        assert_eq!(by_number.of(&film).unwrap(), "https://img.example:8443/p/tt0078748.jpg");
        let by_id: Posters = "/posters/{id}.webp".parse().unwrap();
        assert_eq!((by_id.of(&film).unwrap().as_str(), by_id.origin()), ("/posters/alien-1979.webp", None));
        for wrong in [
            "https://img.example/x.jpg",
            "//img.example/{id}",
            "img/{id}",
            "ftp://x/{id}",
            "https://a b/{id}",
            "https://x;y/{id}",
            "/{id}\r\nX: y",
        ] {
            assert!(wrong.parse::<Posters>().is_err(), "{wrong}");
        }
    }
}
