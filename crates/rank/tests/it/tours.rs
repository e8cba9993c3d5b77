//! Tours from film to film.

use std::sync::Arc;

use matinee_features::{Field, Row};
use matinee_rank::Ranker;

use crate::invariants::MODEL;

fn row(id: &str) -> Row {
    MODEL.titles().row_of(id).unwrap()
}

#[test]
fn a_tour_goes_by_films_that_are_like_the_one_before_and_the_one_after() {
    let ranker = Ranker::new(Arc::clone(&MODEL));
    for (from, to) in [("alien-1979", "amelie-2001"), ("casablanca-1942", "aliens-1986"), ("heat-1995", "ran-1985")] {
        let tour = ranker.tour(row(from), row(to));
        let rows: Vec<Row> = tour.iter().map(|stop| stop.row).collect();
        assert_eq!((rows[0], rows[rows.len() - 1]), (row(from), row(to)));
        assert!((4..=9).contains(&rows.len()), "{rows:?}");
        let mut once = rows.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), rows.len(), "no film twice");
        // Each step is shorter than the way as a whole, and says what it goes by.
        let whole = MODEL.matrix().cosine(row(from), row(to));
        for (pair, stop) in rows.windows(2).zip(&tour[1..]) {
            assert!(MODEL.matrix().cosine(pair[0], pair[1]) > whole, "{pair:?}");
            assert!(!stop.shared.is_empty() && stop.shared.iter().all(|(field, _)| *field != Field::Time), "{stop:?}");
        }
        assert!(tour[0].shared.is_empty());
    }
}

#[test]
fn a_film_is_its_own_tour_and_the_closest_films_have_few_between() {
    let ranker = Ranker::new(Arc::clone(&MODEL));
    let alien = row("alien-1979");
    assert_eq!(ranker.tour(alien, alien).len(), 1);
    assert!(ranker.tour(alien, row("aliens-1986")).len() <= 3);
}
