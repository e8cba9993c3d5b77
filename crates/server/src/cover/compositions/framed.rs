//! Covers that are cut: halves, frames, panes, doors.

use super::super::motifs::Inks;
use super::pen::path;
use super::{MARGIN, Pen, Scene, WIDTH};

/// A slanting cut between two motifs.
pub(super) fn split(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let left = scene.dice.coin();
    let low = floor * 0.78;
    let cut = if left { path("M0 0H200L0 {}z", &[low]) } else { path("M0 0H200V{}z", &[low]) };
    pen.fill(colours.accent, &cut);
    let size = (floor * 0.4).min(86.0);
    let near = MARGIN + size / 2.0;
    let (first, second) = if left { (near, WIDTH - near) } else { (WIDTH - near, near) };
    pen.motif(scene.motif, (first, near + 2.0), size, 0.0, colours.on(colours.accent));
    pen.motif(scene.other, (second, floor - size / 2.0 - 2.0), size, 0.0, colours.on_ground());
}

/// One motif across a cut, its colours exchanged from side to side.
pub(super) fn counterchange(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let lean = [0.0, 60.0, -60.0][scene.dice.below(3)];
    let half = path("M{} 0H200V{}H{}z", &[100.0 + lean, floor, 100.0 - lean]);
    let at = (WIDTH / 2.0, floor / 2.0 + 4.0);
    let size = (floor - 40.0).min(160.0);
    pen.rect(colours.tone, 0.0, 0.0, WIDTH, floor);
    pen.fill(colours.accent, &half);
    let light = Inks { main: colours.accent, detail: colours.ink, hole: colours.tone };
    pen.motif(scene.motif, at, size, 0.0, light);
    pen.clip(&half);
    let dark = colours.on(colours.accent);
    pen.motif(scene.motif, at, size, 0.0, Inks { detail: colours.tone, ..dark });
    pen.unclip();
}

/// The motif over its own reflection.
pub(super) fn mirror(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let middle = floor / 2.0;
    let size = (middle - 14.0).min(104.0);
    pen.rect(colours.accent, 0.0, middle, WIDTH, middle);
    pen.motif(scene.motif, (WIDTH / 2.0, middle - size / 2.0 - 2.0), size, 0.0, colours.on_ground());
    pen.flipped(scene.motif, (WIDTH / 2.0, middle + size / 2.0 + 2.0), size, colours.on(colours.accent));
}

/// Frame within frame.
pub(super) fn frames(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let drift = scene.dice.between(-0.5, 0.5);
    let fills = [colours.accent, colours.tone, colours.second, colours.ground];
    for (step, fill) in fills.into_iter().enumerate() {
        let inset = MARGIN + step as f32 * 13.0;
        let (x, y) = (inset + drift * step as f32 * 9.0, inset + drift.abs() * step as f32 * 6.0);
        pen.rect(fill, x, y, WIDTH - 2.0 * inset, floor - 2.0 * inset + MARGIN);
    }
    let x = WIDTH / 2.0 + drift * 27.0;
    let size = (floor - 120.0).clamp(44.0, 82.0);
    pen.motif(scene.motif, (x, floor / 2.0 + 6.0 + drift.abs() * 18.0), size, 0.0, colours.on_ground());
}

/// Four panes, each in colours of its own.
pub(super) fn panes(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let mut fills = [colours.accent, colours.tone, colours.ink, colours.second];
    fills.rotate_left(scene.dice.below(4));
    let odd = scene.dice.below(4);
    let size = (floor * 0.38).min(76.0);
    for (place, fill) in fills.into_iter().enumerate() {
        let (x, y) = ((place % 2) as f32 * 100.0, (place / 2) as f32 * floor / 2.0);
        pen.rect(fill, x, y, 100.0, floor / 2.0);
        let motif = if place == odd { scene.other } else { scene.motif };
        pen.motif(motif, (x + 50.0, y + floor / 4.0), size, 0.0, colours.on(fill));
    }
}

/// An arch with the motif under it.
pub(super) fn arch(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let behind = if scene.dice.coin() { colours.accent } else { colours.second };
    let arch = |inset: f32| {
        let (left, right, top) = (30.0 + inset, 170.0 - inset, 20.0 + inset);
        let radius = (right - left) / 2.0;
        path("M{} {}V{}a{} {} 0 0 1 {} 0V{}z", &[left, floor, top + radius, radius, radius, right - left, floor])
    };
    pen.fill(colours.tone, &arch(0.0));
    pen.fill(behind, &arch(10.0));
    let size = (floor - 84.0).clamp(56.0, 98.0);
    pen.motif(scene.motif, (WIDTH / 2.0, floor - size / 2.0 - 14.0), size, 0.0, colours.on(behind));
}

/// Three pictures of a film strip, nearer and nearer.
pub(super) fn strip(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let high = (floor - MARGIN - 16.0) / 3.0;
    let fills = [colours.tone, colours.second, colours.accent];
    let turned = scene.dice.coin();
    for (step, fill) in fills.into_iter().enumerate() {
        let y = MARGIN + step as f32 * (high + 8.0);
        let panel = path("M14 {}h172v{}h-172z", &[y, high]);
        pen.fill(fill, &panel);
        pen.clip(&panel);
        let scale = [0.62, 1.3, 3.0][if turned { 2 - step } else { step }];
        let x = WIDTH / 2.0 + [-34.0, 16.0, 0.0][step];
        pen.motif(scene.motif, (x, y + high / 2.0), high * scale, 0.0, colours.on(fill));
        pen.unclip();
    }
}

/// The label of a matchbox.
pub(super) fn label(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    pen.line(colours.accent, 5.0, "M12 12h176v276H12z");
    pen.line(colours.ink, 1.5, "M19 19h162v262H19z");
    let at = (WIDTH / 2.0, 106.0);
    let behind = if scene.dice.coin() { colours.accent } else { colours.tone };
    if scene.dice.coin() {
        pen.disc(behind, at.0, at.1, 70.0);
        pen.ring(colours.second, 2.0, at.0, at.1, 75.0);
    } else {
        pen.fill(behind, "M100 30 176 106 100 182 24 106z");
    }
    pen.motif(scene.motif, at, 82.0, 0.0, colours.on(behind));
    for x in [40.0, 100.0, 160.0] {
        pen.disc(colours.accent, x, 270.0, 3.0);
    }
}

/// A motif seen through a keyhole.
pub(super) fn keyhole(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let scale = (scene.floor() - 24.0) / 200.0;
    let y = |y: f32| 16.0 + y * scale;
    let hole = path("M62 {}A58 58 0 1 1 138 {}L158 {}H42z", &[y(104.0), y(104.0), y(200.0)]);
    pen.fill(colours.accent, &hole);
    pen.motif(scene.motif, (100.0, y(66.0)), 72.0 * scale.max(0.7), 0.0, colours.on(colours.accent));
}

/// An open door, its light on the floor, somebody or something in it.
pub(super) fn door(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let sill = floor * 0.8;
    let x = [44.0, 60.0, 76.0][scene.dice.below(3)];
    pen.rect(colours.accent, x, 26.0, 80.0, sill - 26.0);
    pen.fill(colours.tone, &path("M{} {}h80L{} {}H{}z", &[x, sill, x + 116.0, floor, x - 36.0]));
    let size = (sill * 0.5).min(70.0);
    pen.motif(scene.motif, (x + 40.0, sill - size / 2.0 + 1.0), size, 0.0, colours.on(colours.accent));
}

/// The motif on a sheet that lies askew.
pub(super) fn tilt(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let lean = scene.dice.between(14.0, 30.0) * if scene.dice.coin() { 1.0 } else { -1.0 };
    let (top, low) = (22.0, floor - 6.0);
    let behind = if scene.dice.below(3) == 0 { colours.second } else { colours.accent };
    let sheet = |by: f32| {
        path(
            "M{} {}L{} {} {} {} {} {}z",
            &[
                26.0 + by,
                top + lean.max(0.0) + by,
                172.0 + by,
                top - lean.min(0.0) + by,
                180.0 + by,
                low - lean.max(0.0) + by,
                20.0 + by,
                low + lean.min(0.0) + by,
            ],
        )
    };
    pen.fill(colours.tone, &sheet(8.0));
    pen.fill(behind, &sheet(0.0));
    let size = (floor - 84.0).clamp(50.0, 116.0);
    pen.motif(scene.motif, (WIDTH / 2.0, floor / 2.0 + 8.0), size, -lean / 5.0, colours.on(behind));
}
