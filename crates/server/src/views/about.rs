//! The page about the site itself.

use std::collections::BTreeSet;
use std::fmt::Display;

use askama::Template;
use jiff::Timestamp;
use matinee_features::Model;

use super::Frame;
use crate::address::Address;

#[derive(Debug, Template)]
#[template(path = "about.html")]
pub(crate) struct AboutPage {
    frame: Frame,
    scorecard: String,
    /// The page about the API.
    reference: String,
    /// How many films and terms the model has.
    knows: String,
    /// "The model was trained on 2026-11-26."; `None` if it was trained when the server started.
    trained: Option<String>,
    /// The sources of the texts, with their licences.
    origin: String,
}

/// What the page says of all films. Made once a model.
#[derive(Debug)]
pub(crate) struct AboutFacts {
    /// The years of the oldest and of the newest film.
    first: u16,
    last: u16,
    /// The sources of the texts, with their licences.
    sources: String,
}

impl AboutFacts {
    pub(crate) fn new(model: &Model) -> Self {
        let years = || model.films().iter().map(|film| film.year.get());
        let sources: BTreeSet<String> = model
            .films()
            .iter()
            .filter_map(|film| film.source.as_ref())
            .map(|source| match &source.licence {
                Some(licence) => format!("{}, {licence}", source.name),
                None => source.name.clone(),
            })
            .collect();
        Self {
            first: years().min().unwrap_or_default(),
            last: years().max().unwrap_or_default(),
            sources: Vec::from_iter(sources).join("; "),
        }
    }
}

impl AboutPage {
    pub(crate) fn new(model: &Model, facts: &AboutFacts, frame: Frame, address: &Address) -> Self {
        let site_text = address.text();
        let text = &site_text.about;
        Self {
            frame,
            scorecard: address.href("/scorecard"),
            reference: address.href("/api"),
            knows: text.knows.fill::<&dyn Display>(&[
                ("films", &site_text.number(model.films().len())),
                ("first", &facts.first),
                ("last", &facts.last),
                ("terms", &site_text.number(model.vocabulary().len())),
                ("version", &model.version()),
            ]),
            trained: model.saved().map(|saved| {
                let at = Timestamp::try_from(saved).unwrap_or_default();
                text.trained.with("date", at.strftime("%Y-%m-%d"))
            }),
            origin: if facts.sources.is_empty() {
                text.own_texts.clone()
            } else {
                text.sources.with("sources", &facts.sources)
            },
        }
    }
}
