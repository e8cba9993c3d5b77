//! Titles that somebody types in one line: "Alien, Amélie; The Good, the Bad and the Ugly".

use matinee_catalogue::Lookup;
use matinee_features::{Model, Row};

use crate::limits::MAX_TYPED_TITLES;

/// A title may have commas: so many parts are taken together at most.
const JOINED: usize = 4;

/// The films that titles name, and the titles that name none here, with the nearest film.
#[derive(Debug, Default)]
pub(crate) struct TypedTitles {
    pub(crate) rows: Vec<Row>,
    pub(crate) missing: Vec<(String, Option<Row>)>,
}

impl TypedTitles {
    /// Reads titles with commas, semicolons or line ends between. Of several films of one title the best known is meant.
    pub(crate) fn read(model: &Model, text: &str) -> Self {
        let mut titles = Self::default();
        for line in text.split([';', '\n']) {
            let mut parts: Vec<&str> = line.split(',').collect();
            while !parts.is_empty() && titles.rows.len() + titles.missing.len() < MAX_TYPED_TITLES {
                let longest = parts.len().min(JOINED);
                let joined = |count: usize| parts[..count].join(",").trim().to_owned();
                let known = (2..=longest).rev().find(|&count| !model.titles().exact(&joined(count)).is_empty());
                let count = known.unwrap_or(1);
                titles.add(model, joined(count));
                parts.drain(..count);
            }
        }
        titles
    }

    fn add(&mut self, model: &Model, title: String) {
        if title.is_empty() {
            return;
        }
        match model.titles().find(&title) {
            Lookup::Found(row) | Lookup::OtherYear(row) => self.rows.push(row),
            Lookup::Ambiguous(rows) => self.rows.extend(model.best_known(rows)),
            Lookup::Unknown(near) => self.missing.push((title, near.first().copied())),
        }
    }
}

#[cfg(test)]
mod tests {
    use matinee_features::Params;

    use super::*;

    #[test]
    fn titles_are_told_apart_by_commas_but_for_those_that_have_some() {
        let model = Model::train(matinee_catalogue::starter::catalogue(), &Params::default()).unwrap();
        let read = |text: &str| {
            let TypedTitles { rows, missing } = TypedTitles::read(&model, text);
            let named = |row: Row| model.film(row).id.to_string();
            (
                rows.into_iter().map(named).collect::<Vec<_>>(),
                missing.into_iter().map(|(title, _)| title).collect::<Vec<_>>(),
            )
        };
        let (films, missing) = read("alien, The Good, the Bad and the Ugly, Der Pate; King Kong (1933), , Qwxzyv");
        assert_eq!(films, ["alien-1979", "the-good-the-bad-and-the-ugly-1966", "the-godfather-1972", "king-kong-1933"]);
        assert_eq!(missing, ["Qwxzyv"]);
        assert_eq!(read(", ;").0.len(), 0);
        assert_eq!(read(&"alien,".repeat(500)).0.len(), MAX_TYPED_TITLES);
    }
}
