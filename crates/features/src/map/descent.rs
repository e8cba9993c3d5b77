//! t-SNE: films are pulled to their neighbours and pushed from all others until both are even.
//!
//! The gradient and its descent are van der Maaten's ("Accelerating t-SNE using tree-based algorithms", JMLR 2014), with all points
//! moved at once, so that the order in which threads work does not count. Every neighbour attractions alike: perplexities change next to
//! nothing beside that (Böhm, Berens, Kobak, "Attraction-repulsion spectrum in neighbor embeddings", JMLR 2022). The step is as long as
//! there are points, by exaggeration (Belkina et al., "Automated optimized parameters for t-SNE", Nature Communications 2019).

use rayon::prelude::*;

use super::Point;
use super::tree::repulsions;

/// Pulling this much harder at first lets films find their region.
const EXAGGERATION: f32 = 12.0;
const ROUNDS_EXAGGERATED: usize = 60;
const ROUNDS: usize = 220;
/// No point goes further in one round.
const LONGEST_STEP: f32 = 5.0;
/// How wide the start is: too small to matter beside the distance at which pushing fades, 1.
const START: f32 = 1e-2;

/// Who attractions whom: rows of a symmetric matrix of weights that add up to 1.
struct Pulls {
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
}

impl Pulls {
    /// Each film's neighbours and those whose neighbour it is; those that are both count twice.
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

/// One film on its way. `gains` lengthen the steps of who goes on in one direction (Jacobs 1988, as in van der Maaten's code).
#[derive(Clone, Copy)]
struct Moving {
    velocity: Point,
    gains: Point,
}

/// Moves films from where they start to where their neighbours are.
pub(super) fn descend(neighbours: &[Vec<u32>], start: &[Point]) -> Vec<Point> {
    let attractions = Pulls::new(neighbours);
    let mut places: Vec<Point> = start.iter().map(|place| place.map(|along| START * (along - 0.5))).collect();
    let mut moving = vec![Moving { velocity: [0.0; 2], gains: [1.0; 2] }; places.len()];
    for round in 0..ROUNDS_EXAGGERATED + ROUNDS {
        let (exaggeration, momentum) = if round < ROUNDS_EXAGGERATED { (EXAGGERATION, 0.5) } else { (1.0, 0.8) };
        let step = places.len() as f32 / exaggeration;
        let repulsions = repulsions(&places);
        // Each point's own weight of 1 is no pair's.
        let all: f64 = repulsions.iter().map(|push| f64::from(push.weight) - 1.0).sum();
        let scale = (1.0 / all.max(f64::MIN_POSITIVE)) as f32;
        let moved = |(film, moving): (usize, &mut Moving)| {
            let here = places[film];
            let pull = pull(&places, here, attractions.on(film));
            let push = repulsions[film].by;
            [0, 1].map(|axis| {
                let gradient = exaggeration * pull[axis] - scale * push[axis];
                let (velocity, gain) = (&mut moving.velocity[axis], &mut moving.gains[axis]);
                *gain = if (gradient > 0.0) == (*velocity > 0.0) { (*gain * 0.8).max(0.01) } else { *gain + 0.2 };
                *velocity = (momentum * *velocity - step * *gain * gradient).clamp(-LONGEST_STEP, LONGEST_STEP);
                here[axis] + *velocity
            })
        };
        places = moving.par_iter_mut().with_min_len(128).enumerate().map(moved).collect();
    }
    places
}

/// `sum p_ij (1 + d^2)^-1 (y_i - y_j)`.
fn pull(places: &[Point], here: Point, others: &[(u32, f32)]) -> Point {
    others.iter().fold([0.0; 2], |sum: Point, &(other, weight)| {
        let there = places[other as usize];
        let apart = [here[0] - there[0], here[1] - there[1]];
        let pull = weight / (1.0 + apart[0] * apart[0] + apart[1] * apart[1]);
        [sum[0] + pull * apart[0], sum[1] + pull * apart[1]]
    })
}
