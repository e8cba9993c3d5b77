//! Covers that are places: hills, sea, city, road, peaks.

use super::pen::path;
use super::{HEIGHT, Pen, Scene, WIDTH};

/// Hills under a sun, the motif on the nearest.
pub(super) fn hills(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let sky = colours.accent;
    pen.rect(sky, 0.0, 0.0, WIDTH, floor + 12.0);
    let x = scene.dice.between(46.0, 154.0);
    pen.disc(colours.second, x, floor * 0.3, 30.0);
    let far = scene.dice.between(-16.0, 16.0);
    pen.fill(
        colours.tone,
        &path("M0 {}Q46 {} 96 {}T200 {}V300H0z", &[floor * 0.72, floor * 0.5 + far, floor * 0.68, floor * 0.56]),
    );
    let size = (floor * 0.46).min(92.0);
    let at = if x > 100.0 { 62.0 } else { 138.0 };
    pen.motif(scene.motif, (at, floor * 0.83 - size * 0.5), size, 0.0, colours.on(sky));
    pen.fill(colours.ground, &path("M0 {}Q{} {} 200 {}V300H0z", &[floor * 0.88, at, floor * 0.74, floor * 0.9]));
}

/// Waves, the motif between them.
pub(super) fn sea(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let sky = if scene.dice.coin() { colours.tone } else { colours.second };
    pen.rect(sky, 0.0, 0.0, WIDTH, floor);
    let x = scene.dice.between(40.0, 160.0);
    pen.disc(colours.accent, x, floor * 0.24, 26.0);
    let size = (floor * 0.56).min(108.0);
    let wave = |y: f32, from: f32| path("M{} {}q14-13 28 0t28 0 28 0 28 0 28 0 28 0 28 0 28 0V300H0z", &[from, y]);
    pen.motif(scene.motif, (WIDTH / 2.0, floor * 0.6 - size * 0.12), size, 0.0, colours.on(sky));
    pen.fill(colours.accent, &wave(floor * 0.72, -4.0));
    pen.fill(if sky == colours.tone { colours.second } else { colours.tone }, &wave(floor * 0.82, -18.0));
    pen.fill(colours.ground, &wave(floor * 0.92, -8.0));
}

/// A city, its windows lit, the motif in the moon above.
pub(super) fn city(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let x = scene.dice.between(66.0, 134.0);
    let radius = (floor * 0.25).min(48.0);
    pen.disc(colours.accent, x, radius + 18.0, radius);
    pen.motif(scene.motif, (x, radius + 18.0), radius * 1.2, 0.0, colours.on(colours.accent));
    let mut rear = String::new();
    let mut front = String::new();
    let mut lights = String::new();
    for place in 0..8 {
        let high = floor * scene.dice.between(0.2, 0.42);
        rear += &path("M{} {}h28V{}h-28z", &[place as f32 * 26.0 - 6.0, floor - high, floor]);
    }
    let mut at = -6.0;
    while at < WIDTH {
        let wide = scene.dice.between(22.0, 36.0);
        let high = floor * scene.dice.between(0.12, 0.34);
        front += &path("M{} {}h{}V{}h{}z", &[at, floor - high, wide, floor, -wide]);
        for window in 0..6 {
            if scene.dice.below(5) < 2 {
                let (column, row) = (window % 2, window / 2);
                let y = floor - high + 7.0 + row as f32 * 13.0;
                if y + 8.0 < floor {
                    lights += &path("M{} {}h5v7h-5z", &[at + 5.0 + column as f32 * 10.0, y]);
                }
            }
        }
        at += wide + 3.0;
    }
    pen.fill(colours.tone, &rear);
    pen.fill(colours.second, &front);
    pen.fill(colours.ground, &lights);
    pen.rect(colours.ground, 0.0, floor, WIDTH, HEIGHT - floor);
}

/// A road to the horizon, where the motif is.
pub(super) fn road(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let horizon = floor * 0.62;
    let x = scene.dice.between(70.0, 130.0);
    pen.rect(colours.accent, 0.0, 0.0, WIDTH, horizon);
    let size = (horizon * 0.62).min(84.0);
    pen.disc(colours.second, x, horizon - 4.0, (horizon * 0.6).min(72.0));
    pen.motif(scene.motif, (x, horizon - size * 0.5), size, 0.0, colours.on(colours.second));
    pen.rect(colours.tone, 0.0, horizon, WIDTH, floor - horizon);
    pen.fill(colours.ground, &path("M{} {}h8L190 {}H10z", &[x - 4.0, horizon, floor]));
    let line = |from: f32, to: f32| {
        let at = |t: f32| (x + (100.0 - x) * t, horizon + (floor - horizon) * t);
        let ((x1, y1), (x2, y2)) = (at(from), at(to));
        let (w1, w2) = (0.6 + 5.0 * from, 0.6 + 5.0 * to);
        path("M{} {}h{}L{} {}h{}z", &[x1 - w1 / 2.0, y1, w1, x2 + w2 / 2.0, y2, -w2])
    };
    pen.fill(colours.ink, &(line(0.1, 0.26) + &line(0.38, 0.6) + &line(0.76, 1.0)));
    pen.rect(colours.ground, 0.0, floor, WIDTH, HEIGHT - floor);
}

/// The sun behind the motif, low over the land.
pub(super) fn horizon(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let land = HEIGHT - 34.0;
    let room = land - scene.title.bottom - 18.0;
    let radius = (room * 0.62).min(88.0);
    let x = WIDTH / 2.0 + [-30.0, 0.0, 30.0][scene.dice.below(3)];
    pen.clip(&path("M0 0H200V{}H0z", &[land]));
    pen.disc(colours.accent, x, land - radius * 0.36, radius);
    pen.unclip();
    let size = (room * 0.78).min(122.0);
    pen.motif(scene.motif, (WIDTH / 2.0, land - size * 0.5 + 2.0), size, 0.0, colours.on_sun());
    pen.rect(colours.ink, 0.0, land, WIDTH, 3.0);
    pen.rect(colours.tone, 0.0, land + 3.0, WIDTH, HEIGHT - land);
}

/// Mountains with snow, the motif in the sky beside them.
pub(super) fn peaks(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    pen.rect(colours.tone, 0.0, 0.0, WIDTH, floor);
    let peak = scene.dice.between(124.0, 148.0);
    let (top, low) = (floor * scene.dice.between(0.24, 0.36), floor * 0.86);
    let size = (floor * 0.38).min(74.0);
    pen.motif(scene.motif, (20.0 + size * 0.5, 18.0 + size * 0.5), size, 0.0, colours.on(colours.tone));
    pen.fill(colours.second, &path("M-24 {}L44 {} 124 {}z", &[low, floor * 0.6, low]));
    pen.fill(colours.accent, &path("M{} {}L{} {} {} {}z", &[peak - 92.0, low, peak, top, peak + 92.0, low]));
    let snow = (low - top) * 0.3;
    let side = 92.0 * 0.3;
    pen.fill(colours.ink, &path("M{} {}l{} {}-12-7-11 10-10-10-10 8-12-1z", &[peak, top, side, snow]));
    pen.fill(colours.ground, &path("M0 {}Q100 {} 200 {}V300H0z", &[low - 6.0, low + 8.0, low - 10.0]));
}
