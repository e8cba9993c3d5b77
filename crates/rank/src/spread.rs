//! A list with variety: maximal marginal relevance, and few films of one series.
//!
//! Carbonell and Goldstein, "The Use of MMR" (SIGIR 1998): each place goes to the film that scores best after what it
//! repeats of the films above it is taken off.

use std::collections::HashMap;

use matinee_features::{Model, Row};

/// Films of one series in a list, at most.
const OF_ONE_SERIES: usize = 2;

/// Reorders `ranked` (rows and scores, best first) and keeps `count` of them. `variety` is what full likeness to a film above
/// costs, as a share of the distance between the best and the last score: 0 leaves the order as it is.
pub(crate) fn spread(model: &Model, ranked: &[(Row, f32)], count: usize, variety: f32) -> Vec<(Row, f32)> {
    let mut left: Vec<(Row, f32, f32)> = ranked.iter().map(|&(row, score)| (row, score, 0.0)).collect();
    let range = match (ranked.first(), ranked.last()) {
        (Some(first), Some(last)) => match first.1 - last.1 {
            // Scores that tie leave the order to likeness alone.
            0.0 => 1.0,
            range => range,
        },
        _ => return Vec::new(),
    };
    let mut dense = vec![0.0; model.matrix().width()];
    let mut of_series: HashMap<&str, usize> = HashMap::new();
    let mut chosen = Vec::with_capacity(count);
    while chosen.len() < count && !left.is_empty() {
        let value = |&(_, score, likeness): &(Row, f32, f32)| score - variety * range * likeness;
        // The first of equals: `ranked` is in order already.
        let best = (1..left.len()).fold(0, |best, i| if value(&left[i]) > value(&left[best]) { i } else { best });
        let (row, score, _) = left.remove(best);
        if let Some(series) = model.film(row).series.as_deref() {
            let seen = of_series.entry(series).or_default();
            *seen += 1;
            if *seen > OF_ONE_SERIES {
                continue;
            }
        }
        chosen.push((row, score));
        if variety > 0.0 {
            let matrix = model.matrix();
            matrix.add_to(row, 1.0 / matrix.length(row).max(f32::MIN_POSITIVE), &mut dense);
            for (other, _, likeness) in &mut left {
                let cosine = matrix.dot_dense(*other, &dense) / matrix.length(*other).max(f32::MIN_POSITIVE);
                *likeness = likeness.max(cosine);
            }
            for &column in model.matrix().row(row).0 {
                dense[column as usize] = 0.0;
            }
        }
    }
    chosen
}
