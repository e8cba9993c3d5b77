//! What a taste is when it is sent on: its link, the QR code, the preview, and the files for other programs.

use matinee_features::Model;
use matinee_rank::{Recommendations, Taste};

use super::Frame;
use super::heading::Heading;
use crate::address::Address;
use crate::limits::{MAX_QR_CHARS, PREVIEW_FILMS};
use crate::text::SiteText;

/// The part of the home page from which a taste can be taken elsewhere.
#[derive(Debug)]
pub(crate) struct Share {
    /// The whole link; whoever opens it reads it in their own language.
    pub(crate) link: String,
    /// The same page in the visitor's language.
    pub(crate) page: String,
    /// The file of the picks.
    pub(crate) picks: String,
    pub(crate) title: String,
    /// The link as a QR code; none where it is too long.
    pub(crate) qr: Option<String>,
    /// Files of the list: what each is called and where it is.
    pub(crate) files: Vec<(&'static str, String)>,
}

/// What other sites show beside a link.
#[derive(Debug)]
pub(crate) struct Preview {
    pub(crate) title: String,
    /// The films.
    pub(crate) description: String,
    pub(crate) link: String,
    /// The same, and the feed, as the page itself names them: below a token's path without the token.
    pub(crate) canonical: String,
    pub(crate) feed: String,
}

/// The path of a token's page.
pub(crate) fn path(token: &str) -> String {
    format!("/t/{}", crate::encoding::value(token))
}

/// "Twelve films to watch, for someone who loves Alien, Heat and Casablanca"
pub(crate) fn title(model: &Model, text: &'static SiteText, taste: &Taste) -> String {
    let titled = Heading::of_likes(model, text, &text.share.title, taste);
    titled.map_or_else(|| text.share.nameless.clone(), |heading| heading.sentence())
}

impl Share {
    /// None where there is nothing to share.
    pub(crate) fn new(model: &Model, frame: &Frame, address: &Address, taste: &Taste) -> Option<Self> {
        let token = address.picks.to_token()?;
        let (text, path) = (address.text(), path(&token));
        // Below the token's path its files are beside the page, and the token is not said again.
        let picks = address.of_picks_alone();
        let here = |file: &str| match file {
            _ if address.is_below_token() => picks.href(if file.is_empty() { "/" } else { file }),
            _ => Address::in_locale(address.locale).href(&format!("{path}{file}")),
        };
        let files = [
            (text.share.feed.as_str(), "feed.xml"),
            (text.share.rss.as_str(), "rss.xml"),
            (text.share.csv.as_str(), "list.csv"),
            (text.share.json.as_str(), "list.json"),
            (text.share.letterboxd.as_str(), "letterboxd.csv"),
            (text.share.imdb.as_str(), "imdb.txt"),
            (text.share.radarr.as_str(), "stevenlu.json"),
        ];
        let link = format!("{}{path}", frame.origin);
        let mut files = files.map(|(name, file)| (name, here(&format!("/{file}")))).to_vec();
        // Stremio takes the address as it is, and wants it to end so.
        let manifest = "/stremio/manifest.json";
        let beside = address.is_below_token() && !address.is_changed();
        let addon = if beside { address.action(manifest) } else { format!("{link}{manifest}") };
        files.push((text.share.stremio.as_str(), addon));
        Some(Self {
            title: title(model, text, taste),
            qr: (link.len() <= MAX_QR_CHARS).then(|| here("/qr.svg")),
            files,
            page: here(""),
            picks: here("/picks.json"),
            link,
        })
    }
}

impl Preview {
    pub(crate) fn new(
        model: &Model,
        frame: &Frame,
        address: &Address,
        token: &str,
        taste: &Taste,
        found: &Recommendations,
    ) -> Self {
        let films: Vec<&str> =
            found.films.iter().take(PREVIEW_FILMS).map(|film| model.film(film.row).title.as_str()).collect();
        let (link, below) = (format!("{}{}", frame.origin, path(token)), address.is_below_token());
        Self {
            title: title(model, address.text(), taste),
            description: films.join(" · "),
            canonical: if below { address.action("/") } else { link.clone() },
            feed: if below { address.action("/feed.xml") } else { format!("{link}/feed.xml") },
            link,
        }
    }
}
