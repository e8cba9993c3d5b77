//! `matinee doctor`: looks for what is wrong here and says what to run. It changes nothing.
//!
//! One check is one file, and one line in [`CHECKS`].

mod catalogue;
mod clock;
mod data_folder;
mod disk;
mod models;
mod pages;
mod port;
mod served_models;
mod settings;
mod taste;
mod version;

use std::fmt;

use anyhow::{Result, bail};
use serde::Serialize;
use serde_json::json;

use crate::context::Context;
use crate::interface::Interface;
use crate::output::print_json;

/// Looks at one thing. What is not there and need not be there has no diagnosis.
type Check = fn(&Context, &Interface) -> Option<Diagnosis>;

const CHECKS: [(&str, Check); 11] = [
    ("version", version::check),
    ("settings", settings::check),
    ("data", data_folder::check),
    ("disk", disk::check),
    ("clock", clock::check),
    ("pages", pages::check),
    ("catalogue", catalogue::check),
    ("models", models::check),
    ("served", served_models::check),
    ("taste", taste::check),
    ("port", port::check),
];

/// How a thing is. The worst comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum Health {
    /// As it should be.
    Ok,
    /// It works, but not as one might expect.
    Warn,
    /// Something does not work.
    Error,
}

impl fmt::Display for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Error => "error",
        })
    }
}

/// What a check found.
#[derive(Debug)]
struct Diagnosis {
    health: Health,
    found: String,
    /// What to run or do, if there is anything.
    remedy: Option<String>,
}

impl Diagnosis {
    fn ok(found: impl Into<String>) -> Self {
        Self { health: Health::Ok, found: found.into(), remedy: None }
    }

    fn warn(found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { health: Health::Warn, found: found.into(), remedy: Some(remedy.into()) }
    }

    fn error(found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { health: Health::Error, ..Self::warn(found, remedy) }
    }
}

pub(crate) fn run(context: &Context, interface: &Interface) -> Result<()> {
    let look = |(name, check): &(&'static str, Check)| Some((*name, check(context, interface)?));
    let all: Vec<(&str, Diagnosis)> = CHECKS.iter().filter_map(look).collect();
    if context.json {
        let worst = all.iter().map(|(_, diagnosis)| diagnosis.health).max().unwrap_or(Health::Ok);
        let checks: Vec<_> = all
            .iter()
            .map(|(name, Diagnosis { health, found, remedy })| {
                json!({"check": name, "health": health, "found": found, "remedy": remedy})
            })
            .collect();
        print_json(&json!({"health": worst, "checks": checks}))?;
    } else {
        for (name, Diagnosis { health, found, remedy }) in &all {
            println!("{health:<6} {name:<10} {found}");
            if let Some(remedy) = remedy {
                println!("{:18}-> {remedy}", "");
            }
        }
    }
    match all.iter().filter(|(_, diagnosis)| diagnosis.health == Health::Error).count() {
        0 => Ok(()),
        1 => bail!("1 of {} checks found something that does not work", all.len()),
        n => bail!("{n} of {} checks found something that does not work", all.len()),
    }
}
