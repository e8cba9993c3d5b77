//! t-SNE's repulsion: how points push each other apart, without looking at every pair.
//!
//! A tree divides the plane into squares, each into four until it has few points. Every square knows the number of its
//! points and their centre. A square that is small compared with its distance pushes like one heavy point (Barnes and
//! Hut, Nature 1986; for t-SNE, van der Maaten, "Accelerating t-SNE using tree-based algorithms", JMLR 2014). The
//! points of a leaf share one search of the tree (Barnes, "A modified tree code", Journal of Computational Physics
//! 1990). Sums are made in the order of the tree, whatever the number of threads.

use rayon::prelude::*;

use super::plane::{Point, corners};

/// A square with at most this many points is not divided further.
const POINTS_IN_LEAF: usize = 8;
/// How often the plane is divided at most: a key has 16 bits for each axis.
const MAX_DEPTH: u32 = 16;
/// A square pushes as a whole if its side is less than this share of its distance.
const MAX_ANGLE: f32 = 0.7;
const LANES: usize = 8;

/// The push on one point.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Repulsion {
    /// `sum (1 + d^2)^-2 (y - y_j)` over all others.
    pub(super) by: Point,
    /// `sum (1 + d^2)^-1` over all points; the point itself adds 1.
    pub(super) weight: f32,
}

/// A square of the tree.
#[derive(Debug, Clone, Copy)]
struct Square {
    centre: Point,
    side: f32,
    /// The range of its points, in the order of the tree.
    start: u32,
    end: u32,
    /// The index of the first square after those inside this one.
    after: u32,
}

/// Squares of the plane.
struct Tree {
    /// Each before those inside it.
    squares: Vec<Square>,
    points: Vec<Point>,
    /// For each of `points` its index among the points that were given.
    order: Vec<u32>,
}

/// The push on each point.
pub(super) fn repulsions(points: &[Point]) -> Vec<Repulsion> {
    let tree = Tree::new(points);
    let leaves: Vec<Square> = tree.leaves().collect();
    let of_leaves = |sources: &mut LeafSources, leaves: &[Square]| {
        let mut repulsions = Vec::with_capacity(leaves.len() * POINTS_IN_LEAF);
        for leaf in leaves {
            sources.gather(&tree, leaf);
            repulsions.extend(tree.points_of(leaf).iter().map(|&point| sources.repulsion(point)));
        }
        repulsions
    };
    let sorted: Vec<Vec<Repulsion>> = leaves.par_chunks(64).map_init(LeafSources::default, of_leaves).collect();
    let mut repulsions = vec![Repulsion::default(); points.len()];
    for (repulsion, &point) in sorted.iter().flatten().zip(&tree.order) {
        repulsions[point as usize] = *repulsion;
    }
    repulsions
}

impl Tree {
    fn new(points: &[Point]) -> Self {
        let (low, high) = corners(points);
        let extent = (high[0] - low[0]).max(high[1] - low[1]).max(f32::MIN_POSITIVE);
        let scale = f32::from(u16::MAX) / extent;
        let key = |p: &Point| spaced_bits((p[0] - low[0]) * scale) | (spaced_bits((p[1] - low[1]) * scale) << 1);
        let mut keys: Vec<(u32, u32)> = points.par_iter().enumerate().map(|(n, p)| (key(p), n as u32)).collect();
        keys.par_sort_unstable();
        let order: Vec<u32> = keys.iter().map(|&(_, point)| point).collect();
        let points = order.iter().map(|&point| points[point as usize]).collect();
        let keys: Vec<u32> = keys.into_iter().map(|(key, _)| key).collect();
        let mut tree = Self { squares: Vec::with_capacity(keys.len()), points, order };
        tree.grow(&keys, 0, 0, extent);
        tree
    }

    /// Adds the square of `keys`, the first of which belongs to the point at `start`; they agree in their first `depth`
    /// pairs of bits.
    fn grow(&mut self, keys: &[u32], start: usize, depth: u32, side: f32) {
        let end = start + keys.len();
        let points = &self.points[start..end];
        let sum = points.iter().fold([0.0; 2], |[x, y]: Point, p| [x + p[0], y + p[1]]);
        let centre = sum.map(|along| along / points.len() as f32);
        let square = self.squares.len();
        self.squares.push(Square { centre, side, start: start as u32, end: end as u32, after: 0 });
        if keys.len() > POINTS_IN_LEAF && depth < MAX_DEPTH {
            let shift = 2 * (MAX_DEPTH - 1 - depth);
            let mut from = 0;
            for quarter in keys.chunk_by(|a, b| a >> shift == b >> shift) {
                self.grow(quarter, start + from, depth + 1, side / 2.0);
                from += quarter.len();
            }
        }
        self.squares[square].after = self.squares.len() as u32;
    }

    /// The squares that are not divided.
    fn leaves(&self) -> impl Iterator<Item = Square> {
        self.squares.iter().enumerate().filter(|&(n, square)| square.after as usize == n + 1).map(|(_, square)| *square)
    }

    fn points_of(&self, square: &Square) -> &[Point] {
        &self.points[square.start as usize..square.end as usize]
    }
}

/// The bits of a number from 0 to 65,535, with a gap after each: two of these make a key (a Morton code).
fn spaced_bits(along: f32) -> u32 {
    let mut bits = u32::from(along as u16);
    for (shift, mask) in [(8, 0x00ff_00ff), (4, 0x0f0f_0f0f), (2, 0x3333_3333), (1, 0x5555_5555)] {
        bits = (bits | (bits << shift)) & mask;
    }
    bits
}

/// Everything that pushes the points of one leaf, in columns for the processor's wide registers.
#[derive(Debug, Default)]
struct LeafSources {
    xs: Vec<f32>,
    ys: Vec<f32>,
    weights: Vec<f32>,
}

impl LeafSources {
    fn gather(&mut self, tree: &Tree, leaf: &Square) {
        self.xs.clear();
        self.ys.clear();
        self.weights.clear();
        let (low, high) = corners(tree.points_of(leaf));
        let mut at = 0;
        while let Some(square) = tree.squares.get(at) {
            let points = tree.points_of(square);
            let gap =
                [0, 1].map(|axis| (low[axis] - square.centre[axis]).max(square.centre[axis] - high[axis]).max(0.0));
            let far = square.side * square.side < MAX_ANGLE * MAX_ANGLE * (gap[0] * gap[0] + gap[1] * gap[1]);
            let is_leaf = square.after as usize == at + 1;
            if far || (is_leaf && points.len() > POINTS_IN_LEAF) {
                self.add(square.centre, points.len() as f32);
                at = square.after as usize;
            } else {
                if is_leaf {
                    for &point in points {
                        self.add(point, 1.0);
                    }
                }
                at += 1;
            }
        }
        while !self.xs.len().is_multiple_of(LANES) {
            self.add([0.0; 2], 0.0);
        }
    }

    fn add(&mut self, [x, y]: Point, weight: f32) {
        self.xs.push(x);
        self.ys.push(y);
        self.weights.push(weight);
    }

    fn repulsion(&self, [x, y]: Point) -> Repulsion {
        let (mut by_x, mut by_y, mut weight) = ([0.0f32; LANES], [0.0f32; LANES], [0.0f32; LANES]);
        let lanes = |column: &[f32]| -> [f32; LANES] { column.try_into().expect("whole lanes") };
        let columns =
            self.xs.chunks_exact(LANES).zip(self.ys.chunks_exact(LANES)).zip(self.weights.chunks_exact(LANES));
        for ((xs, ys), weights) in columns {
            let (xs, ys, weights) = (lanes(xs), lanes(ys), lanes(weights));
            for lane in 0..LANES {
                let (dx, dy) = (x - xs[lane], y - ys[lane]);
                let near = 1.0 / (1.0 + dx * dx + dy * dy);
                let weighted = weights[lane] * near;
                weight[lane] += weighted;
                by_x[lane] += weighted * near * dx;
                by_y[lane] += weighted * near * dy;
            }
        }
        Repulsion { by: [by_x.iter().sum(), by_y.iter().sum()], weight: weight.iter().sum() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repulsion_of_the_tree_is_that_of_all_pairs_but_for_a_twentieth() {
        // Points on a spiral, dense in the middle, and a few far away.
        let mut points: Vec<Point> = (0..3_000u16)
            .map(|n| f32::from(n) / 10.0)
            .map(|turn| [turn.cos() * turn * turn / 900.0, turn.sin() * turn / 9.0])
            .collect();
        points.extend([[400.0, 400.0], [400.0, 400.0], [-90.0, 7.0]]);
        let repulsions = repulsions(&points);
        for n in (0..points.len()).step_by(61) {
            let (mut by, mut weight) = ([0.0; 2], 0.0);
            for other in &points {
                let apart = [0, 1].map(|axis| f64::from(points[n][axis]) - f64::from(other[axis]));
                let near = 1.0 / (1.0 + apart[0] * apart[0] + apart[1] * apart[1]);
                weight += near;
                by = [0, 1].map(|axis| by[axis] + near * near * apart[axis]);
            }
            assert!(
                (f64::from(repulsions[n].weight) - weight).abs() < 0.05 * weight,
                "{n}: {:?}, {weight}",
                repulsions[n]
            );
            let off = [0, 1].map(|axis| (f64::from(repulsions[n].by[axis]) - by[axis]).abs());
            assert!(off[0].max(off[1]) < 0.05 * weight, "{n}: {:?}, {by:?}", repulsions[n]);
        }
    }
}
