//! The plane: points and places on it.

/// A place on the map: from the left and from the top, in 65,535ths of its side.
pub type MapPlace = [u16; 2];
/// A place while it is computed, in a unit of its own.
pub(super) type Point = [f32; 2];

/// Scales points to the map, in its middle.
pub(super) fn to_places(points: &[Point]) -> Vec<MapPlace> {
    let (low, high) = corners(points);
    let extent = (high[0] - low[0]).max(high[1] - low[1]).max(f32::MIN_POSITIVE);
    let most = f32::from(u16::MAX);
    let along = |point: &Point, axis: usize| {
        let margin = (extent - (high[axis] - low[axis])) / 2.0;
        ((point[axis] - low[axis] + margin) / extent * most).clamp(0.0, most) as u16
    };
    points.iter().map(|point| [along(point, 0), along(point, 1)]).collect()
}

/// The least and the greatest corner of some points.
pub(super) fn corners(points: &[Point]) -> (Point, Point) {
    let along = |axis: usize| points.iter().map(move |p| p[axis]);
    (
        [0, 1].map(|axis| along(axis).fold(f32::INFINITY, f32::min)),
        [0, 1].map(|axis| along(axis).fold(f32::NEG_INFINITY, f32::max)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_fill_the_plane_and_lie_in_its_middle() {
        assert_eq!(to_places(&[[1.0, 1.0], [3.0, 2.0]]), [[0, 16_383], [65_535, 49_151]]);
        assert_eq!(to_places(&[[1.0, 1.0], [1.0, 1.0]]), [[32_767; 2]; 2]);
    }
}
