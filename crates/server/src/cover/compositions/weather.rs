//! Night, rain, snow and leaves.

use super::pen::path;
use super::{Pen, Scene, WIDTH};

/// Stars, and the motif before a large moon.
pub(super) fn night(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let mut stars = String::new();
    for _ in 0..26 {
        let (x, y) = (scene.dice.between(6.0, 194.0), scene.dice.between(6.0, floor - 8.0));
        stars += &if scene.dice.below(5) == 0 {
            path("M{} {}l1.2 3.8 3.8 1.2-3.8 1.2-1.2 3.8-1.2-3.8-3.8-1.2 3.8-1.2z", &[x, y])
        } else {
            path("M{} {}h1.8v1.8h-1.8z", &[x, y])
        };
    }
    pen.fill(colours.ink, &stars);
    let radius = (floor / 2.0 - 20.0).min(62.0);
    let at = (WIDTH / 2.0 + scene.dice.between(-24.0, 24.0), floor / 2.0 + 4.0);
    pen.disc(colours.accent, at.0, at.1, radius);
    pen.motif(scene.motif, at, radius * 1.18, 0.0, colours.on(colours.accent));
}

/// Rain or snow over the motif.
pub(super) fn fall(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    pen.rect(colours.tone, 0.0, 0.0, WIDTH, floor);
    let size = (floor - 56.0).min(132.0);
    pen.motif(scene.motif, (WIDTH / 2.0, floor / 2.0 + 8.0), size, 0.0, colours.on(colours.tone));
    let snow = scene.dice.coin();
    let mut drops = String::new();
    for place in 0..40 {
        let x = (place % 8) as f32 * 26.0 + scene.dice.between(0.0, 18.0);
        let y = (place / 8) as f32 * floor / 5.0 + scene.dice.between(0.0, floor / 5.0 - 16.0);
        drops += &if snow {
            path("M{} {}a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0-4.8 0", &[x, y])
        } else {
            path("M{} {}l-4 15h1.8l4-15z", &[x, y])
        };
    }
    pen.fill(if snow { colours.ink } else { colours.second }, &drops);
}

/// The motif among leaves.
pub(super) fn leaves(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let size = (floor - 90.0).clamp(56.0, 104.0);
    pen.disc(colours.accent, WIDTH / 2.0, floor / 2.0 + 4.0, size * 0.62);
    pen.motif(scene.motif, (WIDTH / 2.0, floor / 2.0 + 4.0), size * 0.84, 0.0, colours.on(colours.accent));
    pen.clip(&path("M0 0H200V{}H0z", &[floor]));
    for side in [0.0, WIDTH] {
        let inward = if side == 0.0 { 1.0 } else { -1.0 };
        for step in 0..5 {
            // Leaves rise from the edge, the lower ones before the upper.
            let y = floor * (step as f32 + 0.7) / 4.6 + scene.dice.between(-8.0, 8.0);
            let (across, up) = (scene.dice.between(34.0, 58.0), scene.dice.between(38.0, 60.0));
            let fill = if step % 2 == 0 { colours.second } else { colours.tone };
            let root = side - inward * 8.0;
            pen.fill(
                fill,
                &path(
                    "M{} {}q{} {} {} {}q{} {} {} {}z",
                    &[
                        root,
                        y,
                        inward * across * 0.1,
                        -up * 0.9,
                        inward * across,
                        -up,
                        inward * -across * 0.06,
                        up * 0.84,
                        -inward * across,
                        up,
                    ],
                ),
            );
        }
    }
    pen.unclip();
}
