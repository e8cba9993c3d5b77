//! The page that tells how well the model ranks.

use std::fmt::Display;

use askama::Template;
use matinee_features::{Field, Model};

use super::Frame;
use crate::visit::Visit;

#[derive(Debug, Template)]
#[template(path = "scorecard.html")]
pub(crate) struct ScorecardPage {
    frame: Frame,
    /// What the model is made of.
    facts: String,
    /// Each field by name: its terms, and the length its part of a film's row has.
    fields: Vec<(&'static str, usize, String)>,
    /// What was measured, as HTML of our own making.
    measured: Option<String>,
}

impl ScorecardPage {
    pub(crate) fn new(model: &Model, visit: &Visit, measured: Option<String>) -> Self {
        let text = &visit.address.text().scorecard;
        let name = |field| match field {
            Field::Words => &text.words,
            Field::People => &text.people,
            Field::Genres => &text.genres,
            Field::Keywords => &text.keywords,
            Field::Origin => &text.origin,
            Field::Time => &text.time,
        };
        let of_field = |field| {
            let weight = model.params().weights.of(field);
            (name(field).as_str(), model.vocabulary().columns_of(field).len(), format!("{weight}"))
        };
        Self {
            frame: Frame::new(visit),
            facts: text.model.fill::<&dyn Display>(&[
                ("version", &model.version()),
                ("films", &model.films().len()),
                ("entries", &model.matrix().entries()),
                ("background", &model.background().len()),
            ]),
            fields: Field::ALL.into_iter().map(of_field).collect(),
            measured,
        }
    }
}
