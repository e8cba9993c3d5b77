//! The page about the site itself.

use std::collections::BTreeSet;

use askama::Template;
use matinee_features::Model;

use super::Frame;
use crate::taste_url::TasteUrl;

#[derive(Debug, Template)]
#[template(path = "about.html")]
pub(crate) struct About {
    frame: Frame,
    version: String,
    films: usize,
    terms: usize,
    first: u16,
    last: u16,
    /// Whose text is shown, with its licence.
    sources: Vec<String>,
}

impl About {
    pub(crate) fn new(model: &Model, url: &TasteUrl) -> Self {
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
            frame: Frame::new(url),
            version: model.version().to_owned(),
            films: model.films().len(),
            terms: model.vocabulary().len(),
            first: years().min().unwrap_or_default(),
            last: years().max().unwrap_or_default(),
            sources: sources.into_iter().collect(),
        }
    }
}
