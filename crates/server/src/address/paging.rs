//! How far into the list a page shows.

use actix_web::http::StatusCode;

use crate::limits::{MAX_LIST_FILMS, MAX_WALLS, PAGE_FILMS};
use crate::problem::Problem;

/// The length of the list; and which wall of well-known films a visitor without picks sees.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Paging {
    n: Option<usize>,
    wall: Option<usize>,
    /// Which film of the list is shown large, from 1.
    tonight: Option<usize>,
}

impl Paging {
    /// Takes a pair of a query string; other names are passed over.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        match name {
            "n" => self.n = value.parse().ok(),
            "tonight" => self.tonight = value.parse().ok().filter(|&place| place > 1),
            "wall" => self.wall = value.parse().ok().filter(|&wall| wall > 1),
            _ => {}
        }
    }

    /// The length as an address has it, where it is not the default.
    pub(super) fn list_length(self) -> Option<usize> {
        self.n.filter(|&n| n != PAGE_FILMS)
    }

    /// The wall as an address has it, where it is not the first.
    pub(super) fn later_wall(self) -> Option<usize> {
        self.wall
    }

    /// The film that is shown large as an address has it, where it is not the first.
    pub(super) fn later_tonight(self) -> Option<usize> {
        self.tonight
    }

    /// Which of so many films is shown large, from 0.
    pub(crate) fn tonight_among(self, films: usize) -> usize {
        (self.tonight.unwrap_or(1) - 1).min(films.saturating_sub(1))
    }

    /// The same with the film of this place shown large, from 0.
    pub(crate) fn with_tonight(self, place: usize) -> Self {
        Self { tonight: (place > 0).then_some(place + 1), ..self }
    }

    /// Whether a list is asked for, and no wall.
    pub(crate) fn asks_for_a_list(self) -> bool {
        self.n.is_some()
    }

    /// How many films the list shows.
    pub(crate) fn length(self) -> usize {
        self.n.unwrap_or(PAGE_FILMS).clamp(1, MAX_LIST_FILMS)
    }

    /// How many walls are passed over.
    pub(crate) fn walls_before(self) -> Result<usize, Problem> {
        let wall = self.wall.unwrap_or(1);
        if wall > MAX_WALLS {
            let values = [("n", wall.to_string()), ("most", MAX_WALLS.to_string())];
            return Err(Problem::translated(StatusCode::UNPROCESSABLE_ENTITY, |error| &error.no_wall, values));
        }
        Ok(wall - 1)
    }

    /// Whether there may be films on a wall after this.
    pub(crate) fn has_next_wall(self) -> bool {
        self.wall.unwrap_or(1) < MAX_WALLS
    }

    /// The same with the list's usual length: for links that lead elsewhere.
    pub(crate) fn of_usual_length(self) -> Self {
        Self { n: None, tonight: None, ..self }
    }

    /// A list of one page more.
    pub(crate) fn longer(self) -> Self {
        Self { n: Some(self.length() + PAGE_FILMS), ..self }
    }

    /// The wall after this.
    pub(crate) fn next_wall(self) -> Self {
        Self { wall: Some(self.wall.unwrap_or(1).saturating_add(1)), ..self }
    }
}
