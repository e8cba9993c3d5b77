//! Covers that repeat: patterns, rings, rays, stripes, tiles.

use super::super::motifs::Inks;
use super::pen::path;
use super::{HEIGHT, MARGIN, Pen, Scene, WIDTH};

/// The motif in rows, one of them unlike the others.
pub(super) fn pattern(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let across = [3, 4, 5][scene.dice.below(3)];
    let step = WIDTH / across as f32;
    let down = ((floor - 8.0) / step).floor().max(1.0) as usize;
    let turned = scene.dice.coin();
    let plain = Inks { main: colours.ink, detail: colours.second, hole: colours.ground };
    pen.define("m", scene.motif, plain);
    pen.define("n", scene.motif, Inks { main: colours.accent, detail: colours.ink, hole: colours.ground });
    let odd = scene.dice.below(across * down);
    let gap = (floor - down as f32 * step) / 2.0 + 4.0;
    for place in 0..across * down {
        let (x, y) = ((place % across) as f32, (place / across) as f32);
        let turn = if turned && place % 2 == 1 { 180.0 } else { 0.0 };
        let name = if place == odd { "n" } else { "m" };
        pen.place(name, (x + 0.5) * step, gap + (y + 0.5) * step, step * 0.68, turn);
    }
}

/// Rings about the motif, as if one fell into it.
pub(super) fn rings(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let (x, y) = (WIDTH / 2.0 + scene.dice.between(-14.0, 14.0), floor / 2.0);
    pen.clip(&path("M0 0H200V{}H0z", &[floor]));
    let count = 5 + scene.dice.below(3);
    let widest = (x.max(WIDTH - x).powi(2) + y.powi(2)).sqrt();
    for step in 0..count {
        let fill = if step % 2 == 0 { colours.accent } else { colours.tone };
        let shift = step as f32 * 1.6;
        pen.disc(fill, x + shift, y - shift, widest - step as f32 * (widest - 42.0) / (count as f32 - 1.0));
    }
    pen.disc(colours.ground, x + count as f32 * 1.6, y - count as f32 * 1.6, 40.0);
    let at = (x + count as f32 * 1.6, y - count as f32 * 1.6);
    pen.motif(scene.motif, at, 52.0, 0.0, colours.on_ground());
    pen.unclip();
}

/// Rays from behind the motif.
pub(super) fn rays(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let low = scene.dice.coin();
    let (x, y) = (WIDTH / 2.0, if low { floor } else { floor / 2.0 + 4.0 });
    pen.clip(&path("M0 0H200V{}H0z", &[floor]));
    let count = 9 + scene.dice.below(6);
    let mut data = String::new();
    let turn = std::f32::consts::TAU / count as f32;
    for ray in 0..count {
        let (from, to) = (ray as f32 * turn, (ray as f32 + 0.5) * turn);
        let far = 320.0;
        data += &path(
            "M{} {}L{} {} {} {}z",
            &[x, y, x + far * from.sin(), y - far * from.cos(), x + far * to.sin(), y - far * to.cos()],
        );
    }
    let behind = if scene.dice.coin() { colours.accent } else { colours.tone };
    pen.fill(behind, &data);
    let radius = (floor * 0.34).min(66.0);
    if low {
        pen.disc(colours.second, x, y, radius * 1.5);
        pen.unclip();
        pen.motif(scene.motif, (x, y - radius * 0.72), radius * 1.4, 0.0, colours.on(colours.second));
    } else {
        pen.disc(colours.ground, x, y, radius);
        pen.unclip();
        pen.motif(scene.motif, (x, y), radius * 1.26, 0.0, colours.on_ground());
    }
}

/// Slanting stripes, and the motif on a disc.
pub(super) fn stripes(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let lean = [90.0, 0.0, -90.0][scene.dice.below(3)];
    let wide = [16.0, 24.0, 33.0][scene.dice.below(3)];
    pen.clip(&path("M0 0H200V{}H0z", &[floor]));
    let count = ((WIDTH + 2.0 * 90.0) / wide) as usize;
    for stripe in (0..count).step_by(2) {
        let x = -90.0 + stripe as f32 * wide;
        let fill = if stripe % 4 == 0 { colours.accent } else { colours.second };
        pen.fill(fill, &path("M{} 0h{}l{} {}h{}z", &[x, wide, lean, floor, -wide]));
    }
    pen.unclip();
    let radius = (floor / 2.0 - 22.0).min(66.0);
    pen.disc(colours.ground, WIDTH / 2.0, floor / 2.0, radius);
    pen.motif(scene.motif, (WIDTH / 2.0, floor / 2.0), radius * 1.2, 0.0, colours.on_ground());
}

/// Light through a blind.
pub(super) fn blinds(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    pen.rect(colours.accent, 0.0, 0.0, WIDTH, floor);
    let size = (floor - 30.0).min(164.0);
    let inks = colours.on(colours.accent);
    pen.motif(scene.motif, (WIDTH / 2.0, floor / 2.0), size, 0.0, inks);
    let step = floor / 9.0;
    let lean = scene.dice.between(-16.0, 16.0);
    let slats: String =
        (0..9).map(|slat| path("M0 {}l200 {}v7l-200 {}z", &[slat as f32 * step - 2.0, lean, -lean])).collect();
    pen.clip(&path("M0 0H200V{}H0z", &[floor]));
    pen.fill(colours.ground, &slats);
    pen.unclip();
}

/// Blocks as if cut from paper with scissors.
pub(super) fn blocks(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let dice = &mut scene.dice;
    let mut block = |x: f32, y: f32, width: f32, height: f32| {
        let mut rough = || dice.between(-7.0, 7.0);
        path(
            "M{} {}L{} {} {} {} {} {}z",
            &[
                x + rough(),
                y + rough(),
                x + width + rough(),
                y + rough(),
                x + width + rough(),
                y + height + rough(),
                x + rough(),
                y + height + rough(),
            ],
        )
    };
    let (large, small, bar) = (
        block(60.0, 20.0, 122.0, floor - 40.0),
        block(18.0, 22.0, 34.0, floor * 0.5),
        block(18.0, floor * 0.66, 34.0, floor * 0.24),
    );
    let swap = scene.dice.coin();
    pen.fill(colours.second, &small);
    pen.fill(colours.tone, &bar);
    let behind = if swap { colours.ink } else { colours.accent };
    pen.fill(behind, &large);
    let size = (floor - 60.0).min(98.0);
    pen.motif(scene.motif, (121.0, floor / 2.0), size, 0.0, colours.on(behind));
}

/// Tiles of quarter circles; the motif takes four.
pub(super) fn tiles(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let floor = scene.floor();
    let rows = (floor / 50.0).floor().max(2.0) as usize;
    let high = floor / rows as f32;
    let (left, top) = (scene.dice.below(3), scene.dice.below(rows - 1));
    let fills = [colours.accent, colours.second, colours.tone, colours.ground];
    for place in 0..4 * rows {
        let (column, row) = (place % 4, place / 4);
        if (left..left + 2).contains(&column) && (top..top + 2).contains(&row) {
            continue;
        }
        let (x, y) = (column as f32 * 50.0, row as f32 * high);
        let back = scene.dice.below(4);
        let front = (back + 1 + scene.dice.below(3)) % 4;
        pen.rect(fills[back], x, y, 50.0, high);
        let data = match scene.dice.below(5) {
            0 => path("M{} {}h50a50 {} 0 0 1-50 {}z", &[x, y, high, high]),
            1 => path("M{} {}v{}h-50a50 {} 0 0 1 50 {}z", &[x + 50.0, y, high, high, -high]),
            2 => path("M{} {}a25 {} 0 0 1 50 0z", &[x, y + high, high / 2.0]),
            3 => path("M{} {}l50 {}h-50z", &[x, y, high]),
            _ => continue,
        };
        pen.fill(fills[front], &data);
    }
    let (x, y) = (left as f32 * 50.0, top as f32 * high);
    pen.rect(colours.ink, x, y, 100.0, 2.0 * high);
    pen.motif(scene.motif, (x + 50.0, y + high), (2.0 * high).min(100.0) * 0.74, 0.0, colours.on(colours.ink));
}

/// Quarter rings out of a lower corner, with the motif in it.
pub(super) fn corner(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let right = scene.dice.coin();
    let x = if right { WIDTH } else { 0.0 };
    let reach = (HEIGHT - scene.title.bottom - 18.0).min(200.0);
    let fills = [colours.tone, colours.second, colours.tone, colours.accent];
    for (step, fill) in fills.into_iter().enumerate() {
        pen.disc(fill, x, HEIGHT, reach * (1.0 - step as f32 * 0.11));
    }
    let size = reach * 0.4;
    let side = if right { -1.0 } else { 1.0 };
    pen.motif(
        scene.motif,
        (x + side * (size * 0.5 + 10.0), HEIGHT - size * 0.5 - 10.0),
        size,
        0.0,
        colours.on(colours.accent),
    );
}

/// A column of motifs beside the title.
pub(super) fn column(pen: &mut Pen, scene: &mut Scene<'_>) {
    let colours = scene.colours;
    let behind = if scene.dice.coin() { colours.accent } else { colours.tone };
    pen.rect(behind, 0.0, 0.0, 70.0, HEIGHT);
    let count = 4 + scene.dice.below(2);
    let step = HEIGHT / count as f32;
    let odd = scene.dice.below(count);
    pen.define("m", scene.motif, colours.on(behind));
    for place in 0..count {
        let at = (35.0, (place as f32 + 0.5) * step);
        if place == odd {
            pen.motif(scene.other, at, 46.0, 0.0, colours.on(behind));
        } else {
            pen.place("m", at.0, at.1, 46.0, 0.0);
        }
    }
    let room = HEIGHT - scene.title.bottom - 40.0;
    if room > 70.0 {
        let size = room.min(96.0);
        pen.motif(scene.motif, (135.0, HEIGHT - 22.0 - size / 2.0), size, 0.0, colours.in_accent());
    } else {
        pen.rect(colours.accent, 84.0, HEIGHT - MARGIN - 5.0, 44.0, 5.0);
    }
}
