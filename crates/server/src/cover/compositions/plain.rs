//! One thing and its title.

use super::super::motifs::Inks;
use super::super::palettes::contrast;
use super::pen::path;
use super::{HEIGHT, MARGIN, Pen, Scene, WIDTH};

/// The motif in the middle, with room about it.
pub(super) fn object(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let size = (floor - 44.0).min(150.0) * scene.dice.between(0.86, 1.0);
    let inks = if scene.dice.coin() { colours.on_ground() } else { colours.in_accent() };
    pen.motif(scene.motif, (WIDTH / 2.0, floor / 2.0 + 8.0), size, 0.0, inks);
}

/// A small motif in a wide empty cover, with a short rule.
pub(super) fn small(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let size = scene.dice.between(70.0, 92.0);
    let x = [MARGIN + size / 2.0, WIDTH / 2.0, WIDTH - MARGIN - size / 2.0][scene.dice.below(3)];
    let y = (floor * scene.dice.between(0.3, 0.62)).max(size / 2.0 + 18.0);
    pen.motif(scene.motif, (x, y), size, 0.0, colours.in_accent());
    pen.rect(colours.accent, MARGIN, floor - 4.0, 34.0, 4.0);
}

/// A motif too large for the cover, tilted.
pub(super) fn bleed(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let behind = [colours.accent, colours.tone, colours.ground][scene.dice.below(3)];
    pen.rect(behind, 0.0, 0.0, WIDTH, floor);
    pen.clip(&path("M0 0H200V{}H0z", &[floor]));
    let side = if scene.dice.coin() { 1.0 } else { -1.0 };
    let at = (WIDTH / 2.0 + side * scene.dice.between(18.0, 44.0), floor / 2.0 + scene.dice.between(4.0, 22.0));
    pen.motif(scene.motif, at, floor * 1.15, side * scene.dice.between(8.0, 16.0), colours.on(behind));
    pen.unclip();
}

/// The title above, the motif rising from below the edge.
pub(super) fn below(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let top = scene.title.bottom + 16.0;
    let size = ((HEIGHT - top) * 1.12).min(214.0);
    let behind = if scene.dice.coin() { colours.ground } else { colours.tone };
    if behind == colours.tone {
        pen.disc(behind, WIDTH / 2.0, HEIGHT, (HEIGHT - top) * 0.94);
    }
    let inks = if scene.dice.coin() { colours.on_ground() } else { colours.in_accent() };
    pen.motif(scene.motif, (WIDTH / 2.0, top + size * 0.5), size, 0.0, Inks { hole: behind, ..inks });
}

/// A large title above, and a motif in a lower corner.
pub(super) fn type_led(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let room = HEIGHT - scene.title.bottom - 30.0;
    let size = room.min(104.0).max(room * 0.7).min(150.0) * scene.dice.between(0.86, 1.0);
    let right = scene.dice.below(3) > 0;
    let x = if right { WIDTH - MARGIN - size / 2.0 } else { MARGIN + size / 2.0 };
    pen.motif(scene.motif, (x, HEIGHT - MARGIN - size / 2.0), size, 0.0, colours.in_accent());
    if size < 92.0 {
        let from = if right { MARGIN } else { WIDTH - MARGIN - 40.0 };
        pen.rect(colours.second, from, HEIGHT - MARGIN - 5.0, 40.0, 5.0);
    }
}

/// A large title at the foot, a motif above it.
pub(super) fn type_foot(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let room = scene.title.top - 34.0;
    let size = room.min(112.0).max(room * 0.7).min(150.0) * scene.dice.between(0.86, 1.0);
    let x = if scene.dice.coin() { MARGIN + size / 2.0 } else { WIDTH - MARGIN - size / 2.0 };
    pen.motif(scene.motif, (x, 16.0 + size / 2.0), size, 0.0, colours.in_accent());
    pen.rect(colours.accent, MARGIN, scene.floor(), WIDTH - 2.0 * MARGIN, 3.0);
}

/// The motif cut out of a large disc.
pub(super) fn disc(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let radius = (floor / 2.0 - 14.0).min(82.0);
    let at = (WIDTH / 2.0, floor / 2.0 + 6.0);
    let behind = if scene.dice.below(3) == 0 { colours.second } else { colours.accent };
    pen.disc(behind, at.0, at.1, radius);
    pen.motif(scene.motif, at, radius * 1.14, 0.0, colours.on(behind));
}

/// The title on the ground, the motif on a block of colour below.
pub(super) fn half(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let top = (scene.title.bottom + 14.0).max(HEIGHT * 0.36);
    let behind = [colours.accent, colours.second, colours.tone][scene.dice.below(3)];
    pen.rect(behind, 0.0, top, WIDTH, HEIGHT - top);
    let size = (HEIGHT - top - 36.0).min(154.0);
    pen.motif(scene.motif, (WIDTH / 2.0, f32::midpoint(HEIGHT, top)), size, 0.0, colours.on(behind));
}

/// The motif with echoes behind it.
pub(super) fn shadow(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let size = (floor - 64.0).min(126.0);
    let side = if scene.dice.coin() { 1.0 } else { -1.0 };
    let down = if scene.dice.coin() { 1.0 } else { -1.0 };
    for (step, colour) in [(2.0, colours.tone), (1.0, colours.accent)] {
        let at = (WIDTH / 2.0 + side * (step - 0.7) * 15.0, floor / 2.0 + 8.0 + down * (step - 0.7) * 11.0);
        pen.motif(scene.motif, at, size, 0.0, Inks { main: colour, detail: colour, hole: colour });
    }
    let at = (WIDTH / 2.0 - side * 10.0, floor / 2.0 + 8.0 - down * 7.0);
    let detail = if contrast(colours.ink, colours.second) > 1.7 { colours.second } else { colours.ground };
    pen.motif(scene.motif, at, size, 0.0, Inks { main: colours.ink, detail, hole: colours.accent });
}
