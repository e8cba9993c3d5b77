//! Covers with people: on a stage, passing by, in rows, in twos.

use super::super::motifs::{Inks, find};
use super::pen::path;
use super::{MARGIN, Pen, Scene, WIDTH};

/// A curtain, a light, and the motif in it.
pub(super) fn stage(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    pen.rect(colours.tone, 0.0, 0.0, WIDTH, floor);
    pen.fill(colours.second, &path("M84 0h32L168 {}H32z", &[floor - 10.0]));
    let size = (floor - 76.0).clamp(50.0, 98.0);
    pen.motif(scene.motif, (WIDTH / 2.0, floor - 18.0 - size * 0.5), size, 0.0, colours.on(colours.second));
    pen.fill(colours.accent, &path("M0 0H58Q54 {} 14 {}L22 {}H0z", &[floor * 0.5, floor * 0.66, floor]));
    pen.fill(colours.accent, &path("M200 0H142Q146 {} 186 {}L178 {}H200z", &[floor * 0.5, floor * 0.66, floor]));
    let folds = path(
        "M14 0v{}M30 0Q30 {} 10 {}M186 0v{}M170 0Q170 {} 190 {}",
        &[floor, floor * 0.4, floor * 0.6, floor, floor * 0.4, floor * 0.6],
    );
    pen.line(colours.ground, 2.0, &folds);
    let swags: String = (0..5).map(|swag| path("M{} 0h40v10q-20 16-40 0z", &[swag as f32 * 40.0])).collect();
    pen.fill(colours.ink, &swags);
}

/// Somebody small before something large.
pub(super) fn passer_by(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let size = (floor - 30.0).min(166.0);
    let right = scene.dice.coin();
    let side = if right { 1.0 } else { -1.0 };
    pen.clip(&path("M0 0H200V{}H0z", &[floor - 6.0]));
    let shade = Inks { main: colours.accent, detail: colours.tone, hole: colours.ground };
    pen.motif(scene.motif, (WIDTH / 2.0 - side * 26.0, floor / 2.0 + 2.0), size, 0.0, shade);
    pen.unclip();
    let who = find(["stranger", "lone figure"][scene.dice.below(2)]).unwrap_or(scene.motif);
    let x = WIDTH / 2.0 + side * 66.0;
    pen.fill(colours.tone, &path("M{} {}h8L{} {}h-14z", &[x - 4.0, floor - 8.0, x + side * 40.0, floor + 6.0]));
    pen.motif(who, (x, floor - 34.0), 54.0, 0.0, colours.on_ground());
    pen.rect(colours.ink, MARGIN, floor - 8.0, WIDTH - 2.0 * MARGIN, 2.0);
}

/// Rows of heads, one of them turned into the motif.
pub(super) fn heads(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let rows = if floor > 190.0 { 3 } else { 2 };
    let high = (floor - MARGIN) / rows as f32;
    let odd = scene.dice.below(3 * rows);
    for place in 0..3 * rows {
        let (x, y) = (MARGIN + (place % 3) as f32 * 58.0 + 28.0, MARGIN + (place / 3) as f32 * high);
        if place == odd {
            pen.motif(scene.motif, (x, y + high * 0.46), high.min(54.0), 0.0, colours.in_accent());
            continue;
        }
        let coat = [colours.accent, colours.second, colours.tone][scene.dice.below(3)];
        let radius = high * 0.2;
        let hair = scene.dice.below(3);
        pen.fill(
            coat,
            &path(
                "M{} {}v{}q0-{} 24-{}t24 {}v{}z",
                &[x - 24.0, y + high * 0.94, -high * 0.26, high * 0.2, high * 0.2, high * 0.2, high * 0.26],
            ),
        );
        pen.disc(colours.ink, x, y + high * 0.32, radius);
        let top = y + high * 0.32 - radius;
        match hair {
            0 => pen.fill(
                coat,
                &path(
                    "M{} {}q2-{} {}-{}t{} {}z",
                    &[x - radius, top + radius * 0.9, radius, radius, radius * 1.3, radius, radius * 1.3],
                ),
            ),
            1 => pen.fill(
                colours.second,
                &path(
                    "M{} {}h{}v-4h-6v-8h-{}v8h-6z",
                    &[x - radius - 4.0, top + radius * 0.6, radius * 2.0 + 8.0, radius * 2.0 - 4.0],
                ),
            ),
            _ => {}
        }
    }
}

/// Two rounds that meet, the motif where they do.
pub(super) fn duo(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let radius = (floor / 2.0 - 18.0).min(62.0);
    let apart = radius * 0.55;
    let (x, y) = (WIDTH / 2.0, floor / 2.0 + 6.0);
    let upright = scene.dice.coin();
    let (dx, dy) = if upright { (0.0, apart * 0.7) } else { (apart, 0.0) };
    pen.disc(colours.accent, x - dx, y - dy, radius);
    pen.disc(colours.second, x + dx, y + dy, radius);
    pen.clip(&path(
        "M{} {}m-{} 0a{} {} 0 1 0 {} 0a{} {} 0 1 0-{} 0",
        &[x - dx, y - dy, radius, radius, radius, 2.0 * radius, radius, radius, 2.0 * radius],
    ));
    pen.disc(colours.ink, x + dx, y + dy, radius);
    pen.unclip();
    pen.motif(scene.motif, (x, y), radius * 0.72, 0.0, colours.on(colours.ink));
}
