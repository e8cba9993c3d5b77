//! Which films children can watch.

use matinee_features::{Model, Row};

use super::bearing::Columns;
use crate::row_set::RowSet;

/// What children are not shown, unless an editor calls the film one for children.
const NOT_FOR_CHILDREN: &[&str] = &[
    "adult animation",
    "body horror",
    "disturbing",
    "drug use",
    "erotic",
    "erotic thriller",
    "gory",
    "graphic violence",
    "gross-out comedy",
    "serial killer film",
    "sex comedy",
    "sexual violence",
    "sexually explicit",
    "slasher",
];

/// Films for children and for the whole family, without horror and what else children are not shown; `None` if the catalogue
/// says of no film that children can watch it.
///
/// Where editors say for whom a film is, the genre "family" alone says only what it is about. Where nobody does, animated films
/// and those of the genre are meant, but no dramas.
pub(super) fn fit_for_children(model: &Model) -> Option<RowSet> {
    of_audience(model, &Columns::of(model, NOT_FOR_CHILDREN, &["horror", "erotic"]))
}

/// The same with what is unfit for the smaller: whoever wants films for grown-ups wants none of them.
pub(super) fn made_for_children(model: &Model) -> Option<RowSet> {
    of_audience(model, &Columns::of(model, &[], &[]))
}

fn of_audience(model: &Model, unfit: &Columns) -> Option<RowSet> {
    let of_children = Columns::of(model, &["for children"], &["children's"]);
    let of_families = Columns::of(model, &["for the whole family"], &[]);
    let family = Columns::of(model, &[], &["animation", "family"]);
    let grave = Columns::of(model, &[], &["crime", "drama", "thriller", "war"]);
    let is_fit = |&row: &Row| {
        let is_untold = || model.film(row).themes.is_empty() && family.has(model, row) && !grave.has(model, row);
        let is_family = || of_families.has(model, row) || is_untold();
        of_children.has(model, row) || (is_family() && !unfit.has(model, row))
    };
    let rows: RowSet = (0..model.films().len()).filter(is_fit).collect();
    (!rows.is_empty()).then_some(rows)
}
