//! `GET /t/{token}/rss.xml`: the list as RSS 2.0 (rssboard.org/rss-specification), for readers that do not know Atom. A film's item
//! has its page as `guid`, so only films that were not in the list before are shown as new.

use std::fmt::Write as _;

use actix_web::{HttpRequest, HttpResponse, web};

use super::feed::summary;
use super::{LinkedList, answer, listed};
use crate::limits::FEED_FILMS;
use crate::problem::Problem;
use crate::routes::digest;
use crate::state::AppState;
use crate::xml::xml;

pub(super) async fn rss(
    token: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    // RFC 822, with a year of four digits.
    let updated = state.served_since().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let write = move |list: &LinkedList| {
        let items = items(list, &updated);
        // The list and not the time: a server that was only started again has nothing new.
        let tag = digest(self::items(list, "").as_bytes());
        let (title, link) = (xml(&list.title()?), xml(&list.link()));
        let language = xml(&list.visit.address.text().tag);
        let feed = format!(
            r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>{title}</title>
  <link>{link}</link>
  <description>{title}</description>
  <language>{language}</language>
  <lastBuildDate>{updated}</lastBuildDate>
  <atom:link rel="self" type="application/rss+xml" href="{link}/rss.xml"/>
{items}</channel>
</rss>
"#
        );
        Ok((tag, feed))
    };
    let (tag, feed) = listed(token.into_inner(), FEED_FILMS, &request, &state, write).await?;
    Ok(answer("application/rss+xml; charset=utf-8", tag, feed.into_bytes()))
}

fn items(list: &LinkedList, updated: &str) -> String {
    let mut items = String::new();
    for (film, found) in list.films() {
        let page = xml(&list.film_link(film));
        let title = xml(&format!("{} ({})", film.title, film.year));
        // A description is HTML, itself written as text.
        let summary = xml(&xml(&summary(list, film, found)));
        let _ = writeln!(
            items,
            "  <item>\n    <title>{title}</title>\n    <link>{page}</link>\n    <guid isPermaLink=\"true\">{page}</guid>\n    \
             <pubDate>{updated}</pubDate>\n    <description>{summary}</description>\n  </item>"
        );
    }
    items
}
