//! What each user likes, dislikes and has rated, in rows of the model.

use std::collections::HashSet;

use matinee_catalogue::Catalogue;
use matinee_features::{Model, Row};
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use crate::join::Join;
use crate::ratings::Ratings;

/// Stars from which a film counts as liked.
pub(crate) const LIKED: f32 = 4.0;
/// Stars up to which it counts as disliked.
pub(crate) const DISLIKED: f32 = 2.5;

/// One user's ratings of joined films.
#[derive(Debug, Clone, Default)]
pub(crate) struct User {
    /// In random order: the first ones are the picks.
    pub(crate) likes: Vec<Row>,
    /// In random order: the first ones are the picks.
    pub(crate) dislikes: Vec<Row>,
    /// All that were rated, ascending.
    pub(crate) rated: Vec<Row>,
    /// The stars of each of `rated`.
    pub(crate) stars: Vec<f32>,
}

/// The users, by their position in the ratings.
pub(crate) fn users(
    ratings: &Ratings,
    films: &Catalogue,
    join: &Join,
    model: &Model,
    random: &mut ChaCha8Rng,
) -> Vec<User> {
    let row = |place: usize| model.titles().row(&films.films()[place].id);
    let rows: Vec<Option<Row>> = join.films.iter().map(|film| film.and_then(row)).collect();
    let mut users = vec![User::default(); ratings.users.len()];
    let mut seen = HashSet::new();
    for rating in &ratings.ratings {
        // Two rated films may be one film of the catalogue: the first rating counts.
        let Some(row) = rows[rating.film].filter(|&row| seen.insert((rating.user, row))) else { continue };
        let user = &mut users[rating.user];
        user.rated.push(row);
        user.stars.push(rating.stars);
        if rating.stars >= LIKED {
            user.likes.push(row);
        } else if rating.stars <= DISLIKED {
            user.dislikes.push(row);
        }
    }
    for user in &mut users {
        let mut rated: Vec<(Row, f32)> = user.rated.iter().copied().zip(user.stars.iter().copied()).collect();
        rated.sort_unstable_by_key(|&(row, _)| row);
        (user.rated, user.stars) = rated.into_iter().unzip();
        user.likes.sort_unstable();
        user.likes.shuffle(random);
        user.dislikes.sort_unstable();
        user.dislikes.shuffle(random);
    }
    users
}
