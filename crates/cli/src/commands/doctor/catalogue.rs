//! The catalogue that training reads unless it is told otherwise.

use matinee_catalogue::{Film, ReadError, read_each, starter};

use super::Diagnosis;
use crate::context::Context;
use crate::interface::Interface;

/// Of a film without words there is little to compare. A catalogue may have some.
const WORDLESS_SHARE: f64 = 0.5;

#[expect(clippy::unnecessary_wraps, reason = "the form of all checks")]
pub(super) fn check(context: &Context, _: &Interface) -> Option<Diagnosis> {
    let path = context.catalogue();
    if !path.exists() {
        let films = starter::catalogue().len();
        return Some(Diagnosis::ok(format!("none of your own; {films} films are inside the program")));
    }
    let (mut films, mut wordless) = (0_usize, 0_usize);
    let read = read_each::<ReadError>(&path, |film| {
        films += 1;
        wordless += usize::from(says_nothing(&film));
        Ok(())
    });
    let name = path.display();
    Some(match read {
        Err(error) => {
            let remedy = if context.pages().exists() {
                "`matinee extract` makes it again from the stored pages".to_owned()
            } else {
                format!("`matinee catalogue import {name} --out FILE` keeps what can be read")
            };
            Diagnosis::error(error.to_string(), remedy)
        }
        Ok(()) if wordless as f64 > films as f64 * WORDLESS_SHARE => Diagnosis::warn(
            format!("{films} films in {name}, {wordless} of them without synopsis, plot, genres and keywords"),
            format!("`matinee catalogue stats {name}` shows what is missing; `merge` fills it from another catalogue"),
        ),
        Ok(()) => Diagnosis::ok(format!("{films} films in {name}")),
    })
}

fn says_nothing(film: &Film) -> bool {
    film.synopsis.is_empty() && film.plot.is_empty() && film.genres.is_empty() && film.keywords.is_empty()
}
