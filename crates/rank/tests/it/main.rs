//! Ranking on the starter catalogue, as a viewer meets it.

mod invariants;
mod picks;
mod steering;
mod taste_import;
mod taste_rules;
mod taste_token;
mod tours;
mod viewer;
mod wish;
mod wish_kinds;
mod wish_newcomers;
mod wish_settings;
mod wish_strangers;
mod wish_viewers;
#[path = "../picks/mod.rs"]
mod written_picks;
