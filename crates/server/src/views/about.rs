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

impl AboutPage {
    pub(crate) fn new(model: &Model, frame: Frame, address: &Address) -> Self {
        let text = &address.text().about;
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
            frame,
            scorecard: address.href("/scorecard"),
            reference: address.href("/api"),
            knows: text.knows.fill::<&dyn Display>(&[
                ("films", &model.films().len()),
                ("first", &years().min().unwrap_or_default()),
                ("last", &years().max().unwrap_or_default()),
                ("terms", &model.vocabulary().len()),
                ("version", &model.version()),
            ]),
            trained: model.saved().map(|saved| {
                let at = Timestamp::try_from(saved).unwrap_or_default();
                text.trained.with("date", at.strftime("%Y-%m-%d"))
            }),
            origin: if sources.is_empty() {
                text.own_texts.clone()
            } else {
                text.sources.with("sources", Vec::from_iter(sources).join("; "))
            },
        }
    }
}
