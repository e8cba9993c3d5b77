//! What others wrote: its licences are allowed by `deny.toml`, and its notices are in the binary.
//!
//! `scripts/licences` writes `crates/cli/src/notices.txt` again, after every change of `Cargo.lock`.

mod dependencies;
mod expression;
mod notices;

use std::fs;
use std::path::Path;

use dependencies::Dependencies;
use toml::Table;

use crate::Desk;

const NOTICES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/notices.txt");

fn deny() -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deny.toml");
    fs::read_to_string(path).unwrap().parse().unwrap()
}

#[test]
fn the_notices_are_those_of_the_dependencies() {
    let made = notices::of(&Dependencies::read().in_binary());
    if std::env::var_os("MATINEE_WRITE_NOTICES").is_some() {
        fs::write(NOTICES, &made).unwrap();
    }
    // No diff is shown: it would be of thousands of lines.
    let kept = fs::read_to_string(NOTICES).unwrap_or_default();
    assert!(made == kept, "the dependencies have changed: run scripts/licences and commit crates/cli/src/notices.txt");
    for text in ["Permission is hereby granted", "Mozilla Public License", "Redistribution and use", "sqlite", "Yann"] {
        assert!(made.contains(text), "{text}");
    }
}

#[test]
fn the_binary_prints_its_notices() {
    let desk = Desk::new();
    let printed = desk.stdout(&["licences"]);
    assert!(
        printed.contains("actix-web") && printed.contains("tantivy") && printed.contains("linfa-svm"),
        "{printed:.400}"
    );
    assert!(printed.contains(include_str!("../../../../LICENSE-MIT").lines().last().unwrap()), "Matinee's own");
}

#[test]
fn every_licence_is_allowed() {
    let deny = deny();
    let allowed: Vec<&str> =
        deny["licenses"]["allow"].as_array().unwrap().iter().filter_map(|one| one.as_str()).collect();
    let dependencies = Dependencies::read();
    let refused: Vec<String> = dependencies
        .all()
        .filter(|package| !expression::is_allowed(package.licence, &allowed))
        .map(|package| format!("{} {}: {}", package.name, package.version, package.licence))
        .collect();
    assert!(refused.is_empty(), "not allowed by deny.toml: {refused:?}");
    assert!(dependencies.all().count() > 300);
}

#[test]
fn nothing_banned_comes_in_and_all_of_it_from_one_registry() {
    let deny = deny();
    let banned: Vec<&str> =
        deny["bans"]["deny"].as_array().unwrap().iter().map(|one| one["crate"].as_str().unwrap()).collect();
    let sources: Vec<&str> =
        deny["sources"]["allow-registry"].as_array().unwrap().iter().filter_map(|one| one.as_str()).collect();
    let dependencies = Dependencies::read();
    for package in dependencies.all() {
        assert!(!banned.contains(&package.name), "{} is banned by deny.toml", package.name);
        let registry = package.source.strip_prefix("registry+");
        assert!(registry.is_some_and(|one| sources.contains(&one)), "{} comes from {}", package.name, package.source);
    }
}
