//! The crawl against a wiki served on 127.0.0.1, and extraction from pages in the HTML of MediaWiki 1.39, 1.43 and Parsoid.

mod api;
mod archive;
mod crawling;
mod extraction;
mod in_flight;
mod json_ld;
mod languages;
mod surviving;
mod wiki;
mod zim;
