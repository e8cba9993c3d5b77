//! Studios, which no film need name: films of a kind, by those who direct for them.

use matinee_features::Model;

use crate::row_set::RowSet;

/// A studio.
#[derive(Debug)]
pub(super) struct Studio {
    pub(super) name: &'static str,
    /// What people call it beside its name.
    pub(super) other_names: &'static [&'static str],
    directors: &'static [&'static str],
    /// The genre that all its films have: those who direct for it make other films elsewhere.
    genre: &'static str,
}

pub(super) const STUDIOS: [Studio; 2] = [
    Studio {
        name: "Studio Ghibli",
        other_names: &["ghibli"],
        directors: &[
            "Gorō Miyazaki",
            "Hayao Miyazaki",
            "Hiromasa Yonebayashi",
            "Hiroyuki Morita",
            "Isao Takahata",
            "Yoshifumi Kondō",
        ],
        genre: "animation",
    },
    Studio {
        name: "Pixar",
        other_names: &["pixar animation"],
        directors: &[
            "Andrew Stanton",
            "Brad Bird",
            "Dan Scanlon",
            "Domee Shi",
            "Enrico Casarosa",
            "John Lasseter",
            "Josh Cooley",
            "Kelsey Mann",
            "Lee Unkrich",
            "Pete Docter",
            "Peter Sohn",
        ],
        genre: "animation",
    },
];

/// The films of a studio, as far as is known.
pub(super) fn films_of(model: &Model, name: &str) -> RowSet {
    let Some(studio) = STUDIOS.iter().find(|studio| studio.name == name) else { return RowSet::default() };
    let is_by = |row: usize| model.film(row).directors.iter().any(|name| studio.directors.contains(&name.as_str()));
    let is_of_genre = |row: usize| model.genre_sets()[row].all.contains(studio.genre);
    (0..model.films().len()).filter(|&row| is_by(row) && is_of_genre(row)).collect()
}
