//! The server, started for real on a free port and asked over HTTP.

mod api;
#[cfg(unix)]
mod doors;
mod films;
mod floods;
mod headers;
mod hostile_titles;
mod insight;
mod kept;
mod languages;
mod library;
mod load;
mod openapi;
mod own_films;
mod pages;
mod refusals;
mod schema;
mod served;
mod taste_links;
