//! The crawl against a wiki served on 127.0.0.1, and extraction from pages in the HTML of MediaWiki 1.39, 1.43 and Parsoid.

mod api;
mod archive;
mod crawling;
mod depot;
mod downloading;
mod extraction;
mod in_flight;
mod json_ld;
mod languages;
mod lists;
mod surviving;
mod wiki;
mod zim;
