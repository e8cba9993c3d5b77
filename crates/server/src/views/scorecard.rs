//! The page that tells how well the model ranks.

use askama::Template;
use matinee_features::{Field, Model};

use super::Frame;
use crate::taste_url::TasteUrl;

#[derive(Debug, Template)]
#[template(path = "scorecard.html")]
pub(crate) struct Scorecard {
    frame: Frame,
    version: String,
    films: usize,
    entries: usize,
    background: usize,
    /// Each field by name: its terms, and the length its part of a film's row has.
    fields: Vec<(&'static str, usize, String)>,
    /// What was measured, as HTML of our own making.
    measured: Option<String>,
}

impl Scorecard {
    pub(crate) fn new(model: &Model, url: &TasteUrl, measured: Option<String>) -> Self {
        let name = |field| match field {
            Field::Words => "words of the story",
            Field::People => "people",
            Field::Genres => "kinds",
            Field::Keywords => "themes",
            Field::Origin => "countries and languages",
            Field::Time => "years",
        };
        let of_field = |field| {
            let weight = model.params().weights.of(field);
            (name(field), model.vocabulary().columns_of(field).len(), format!("{weight}"))
        };
        Self {
            frame: Frame::new(url),
            version: model.version().to_owned(),
            films: model.films().len(),
            entries: model.matrix().entries(),
            background: model.background().len(),
            fields: Field::ALL.into_iter().map(of_field).collect(),
            measured,
        }
    }
}
