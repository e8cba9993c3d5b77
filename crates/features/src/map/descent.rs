//! t-SNE: neighbours attract each other and all films repel each other, until both are in balance.
//!
//! The gradient descent is van der Maaten's ("Accelerating t-SNE using tree-based algorithms", JMLR 2014), with all
//! points moved at once, so that the order in which threads work does not matter. All neighbours attract with the same
//! weight: weights by perplexity make next to no difference (Böhm, Berens, Kobak, "Attraction-repulsion spectrum in
//! neighbor embeddings", JMLR 2022). The learning rate is the number of points over the exaggeration (Belkina et al.,
//! "Automated optimized parameters for t-SNE", Nature Communications 2019).

use rayon::prelude::*;

use super::plane::Point;
use super::repulsion::repulsions;

/// Attraction is this much stronger at first, so that films find their region.
const EXAGGERATION: f32 = 12.0;
const ROUNDS_EXAGGERATED: usize = 60;
const ROUNDS: usize = 220;
/// No point moves further in one round.
const MAX_STEP: f32 = 5.0;
/// The width of the start: small beside 1, the distance at which repulsion fades.
const START: f32 = 1e-2;

/// Which films attract each other: the rows of a symmetric matrix of weights that add up to 1.
struct Attractions {
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
}

impl Attractions {
    /// A film and its neighbour attract each other; twice as much if each is the other's neighbour.
    fn new(neighbours: &[Vec<u32>]) -> Self {
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(2 * neighbours.iter().map(Vec::len).sum::<usize>());
        for (film, others) in neighbours.iter().enumerate() {
            pairs.extend(others.iter().flat_map(|&other| [(film as u32, other), (other, film as u32)]));
        }
        pairs.par_sort_unstable();
        let each = 1.0 / pairs.len() as f32;
        let mut attractions = Self { starts: vec![0], entries: Vec::with_capacity(pairs.len()) };
        let mut pairs = pairs.chunk_by(|a, b| a == b).peekable();
        for film in 0..neighbours.len() as u32 {
            while let Some(same) = pairs.next_if(|same| same[0].0 == film) {
                attractions.entries.push((same[0].1, each * same.len() as f32));
            }
            attractions.starts.push(attractions.entries.len());
        }
        attractions
    }

    fn on(&self, film: usize) -> &[(u32, f32)] {
        &self.entries[self.starts[film]..self.starts[film + 1]]
    }
}

/// How a film moves. `gains` lengthen its steps while it keeps its direction (Jacobs 1988, as in van der Maaten's
/// code).
#[derive(Clone, Copy)]
struct Motion {
    velocity: Point,
    gains: Point,
}

/// Moves films from where they start to their neighbours.
pub(super) fn descend(neighbours: &[Vec<u32>], start: &[Point]) -> Vec<Point> {
    let attractions = Attractions::new(neighbours);
    let mut places: Vec<Point> = start.iter().map(|place| place.map(|along| START * (along - 0.5))).collect();
    let mut motions = vec![Motion { velocity: [0.0; 2], gains: [1.0; 2] }; places.len()];
    for round in 0..ROUNDS_EXAGGERATED + ROUNDS {
        let (exaggeration, momentum) = if round < ROUNDS_EXAGGERATED { (EXAGGERATION, 0.5) } else { (1.0, 0.8) };
        let step = places.len() as f32 / exaggeration;
        let repulsions = repulsions(&places);
        // Each point has added 1 for itself, which is no pair.
        let all: f64 = repulsions.iter().map(|repulsion| f64::from(repulsion.weight) - 1.0).sum();
        let scale = (1.0 / all.max(f64::MIN_POSITIVE)) as f32;
        let moved = |(film, motion): (usize, &mut Motion)| {
            let here = places[film];
            let attraction = attraction(&places, here, attractions.on(film));
            let repulsion = repulsions[film].by;
            [0, 1].map(|axis| {
                let gradient = exaggeration * attraction[axis] - scale * repulsion[axis];
                let (velocity, gain) = (&mut motion.velocity[axis], &mut motion.gains[axis]);
                *gain = if (gradient > 0.0) == (*velocity > 0.0) { (*gain * 0.8).max(0.01) } else { *gain + 0.2 };
                *velocity = (momentum * *velocity - step * *gain * gradient).clamp(-MAX_STEP, MAX_STEP);
                here[axis] + *velocity
            })
        };
        places = motions.par_iter_mut().with_min_len(128).enumerate().map(moved).collect();
    }
    places
}

/// `sum p_ij (1 + d^2)^-1 (y_i - y_j)`.
fn attraction(places: &[Point], here: Point, others: &[(u32, f32)]) -> Point {
    others.iter().fold([0.0; 2], |sum: Point, &(other, weight)| {
        let there = places[other as usize];
        let apart = [here[0] - there[0], here[1] - there[1]];
        let force = weight / (1.0 + apart[0] * apart[0] + apart[1] * apart[1]);
        [sum[0] + force * apart[0], sum[1] + force * apart[1]]
    })
}
