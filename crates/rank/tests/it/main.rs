//! Ranking on the starter catalogue, as a viewer meets it.

mod invariants;
mod picks;
mod taste_import;
mod taste_token;
mod viewer;
#[path = "../picks/mod.rs"]
mod written_picks;
