//! Which films have one of several themes or genres.

use matinee_features::{Field, Model, Row, TermId};

/// The columns of themes and genres.
pub(super) struct Columns(Vec<TermId>);

impl Columns {
    /// Those that a model has of some themes and some genres.
    pub(super) fn of(model: &Model, themes: &[&str], genres: &[&str]) -> Self {
        let find = |field, name| model.vocabulary().find(field, name, model.params().analyzer());
        let themes = themes.iter().flat_map(|name| [find(Field::Themes, name), find(Field::Keywords, name)]).flatten();
        let genres = genres.iter().filter_map(|name| find(Field::Genres, name));
        Self(themes.chain(genres).collect())
    }

    /// Whether a film has one of them.
    pub(super) fn has(&self, model: &Model, row: Row) -> bool {
        let terms = model.matrix().row(row).0;
        self.0.iter().any(|column| terms.binary_search(column).is_ok())
    }

    /// The films that have one of them.
    pub(super) fn films(&self, model: &Model) -> Vec<Row> {
        (0..model.films().len()).filter(|&row| self.has(model, row)).collect()
    }
}
