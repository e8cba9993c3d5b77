//! `GET /t/{token}/feed.xml`: the list as an Atom feed (RFC 4287). A film's entry is named by its page and keeps that name, so a
//! reader shows as new only the films that were not in the list before.

use std::fmt::Write as _;

use actix_web::{HttpRequest, HttpResponse, web};
use matinee_catalogue::Film;
use matinee_rank::Recommendation;

use super::{LinkedList, answer, listed};
use crate::limits::FEED_FILMS;
use crate::problem::Problem;
use crate::routes::digest;
use crate::state::AppState;
use crate::xml::xml;

pub(super) async fn feed(
    token: web::Path<String>,
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let updated = state.served_since().to_string();
    let write = move |list: &LinkedList| {
        let entries = entries(list, &updated);
        // The list and not the time: a server that was only started again has nothing new.
        let tag = digest(self::entries(list, "").as_bytes());
        Ok((tag, feed_of(list, &updated, &entries)?))
    };
    let (tag, feed) = listed(token.into_inner(), FEED_FILMS, &request, &state, write).await?;
    Ok(answer("application/atom+xml; charset=utf-8", tag, feed.into_bytes()))
}

fn feed_of(list: &LinkedList, updated: &str, entries: &str) -> Result<String, Problem> {
    let (title, link) = (xml(&list.title()?), xml(&list.link()));
    let language = xml(&list.visit.address.text().tag);
    Ok(format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">
  <id>{link}</id>
  <title>{title}</title>
  <updated>{updated}</updated>
  <author><name>Matinee</name></author>
  <link rel="self" type="application/atom+xml" href="{link}/feed.xml"/>
  <link rel="alternate" type="text/html" href="{link}"/>
{entries}</feed>
"#
    ))
}

fn entries(list: &LinkedList, updated: &str) -> String {
    let mut entries = String::new();
    for (film, found) in list.films() {
        let page = xml(&list.film_link(film));
        let title = xml(&format!("{} ({})", film.title, film.year));
        let summary = summary(list, film, found);
        let _ = writeln!(
            entries,
            "  <entry>\n    <id>{page}</id>\n    <title>{title}</title>\n    <updated>{updated}</updated>\n    \
             <link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n    <summary>{}</summary>\n  </entry>",
            xml(&summary)
        );
    }
    entries
}

/// What is said of a film: the likes that it is there for, and its story.
pub(super) fn summary(list: &LinkedList, film: &Film, found: &Recommendation) -> String {
    let because: Vec<&str> = found.because.iter().map(|like| list.model().film(like.row).title.as_str()).collect();
    let text = list.visit.address.text();
    let mut summary = String::new();
    if !because.is_empty() {
        let and = format!(" {} ", text.card.and);
        summary = format!("{}. ", text.card.because.with("film", because.join(&and)));
    }
    summary + &film.synopsis
}
