//! Ways to arrange a motif, a title and shapes on a cover of 200 by 300.

mod framed;
mod landscapes;
mod pen;
mod people;
mod plain;
mod rhythm;
mod weather;

use super::motifs::Motif;
use super::palettes::Colours;
use super::seed::Dice;
use super::title::{Align, Anchor, Block, Room};
use pen::Pen;

pub(super) const WIDTH: f32 = 200.0;
pub(super) const HEIGHT: f32 = 300.0;
/// Titles keep this from the edge.
pub(super) const MARGIN: f32 = 14.0;

/// What a composition draws with.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) colours: Colours,
    pub(super) motif: &'a Motif,
    /// Another motif of the film, for compositions that show two.
    pub(super) other: &'a Motif,
    /// The title, as it is set.
    pub(super) title: &'a Block,
    pub(super) dice: Dice,
}

impl Scene<'_> {
    /// The end of the room for pictures above the title.
    fn floor(&self) -> f32 {
        self.title.top - 12.0
    }
}

/// A way to arrange a cover.
#[derive(Debug, Clone, Copy)]
pub(super) struct Composition {
    /// Its name in `choice.toml`.
    pub(super) name: &'static str,
    /// Where the title may stand.
    pub(super) room: Room,
    /// How often it is chosen, beside what a film's themes add; 0 for those that only suit some films.
    pub(super) weight: f32,
    /// What is behind the title; its ink is what stands out most there.
    pub(super) behind: fn(&Colours) -> &'static str,
    draw: fn(&mut Pen, &mut Scene<'_>),
}

impl Composition {
    /// Adds all but the title.
    pub(super) fn draw(&self, svg: &mut String, scene: &mut Scene<'_>) {
        let mut pen = Pen::new(svg);
        (self.draw)(&mut pen, scene);
    }
}

/// Most titles stand at the foot, to the left.
const FOOT: Room = Room {
    x: MARGIN,
    y: 200.0,
    width: WIDTH - 2.0 * MARGIN,
    height: 84.0,
    align: Align::Left,
    anchor: Anchor::Bottom,
    largest: 40.0,
};

const HEAD: Room = Room { y: 18.0, anchor: Anchor::Top, ..FOOT };

const FOOT_CENTRE: Room = Room { align: Align::Centre, ..FOOT };

fn on_ground(colours: &Colours) -> &'static str {
    colours.ground
}

const fn composition(name: &'static str, weight: f32, room: Room, draw: fn(&mut Pen, &mut Scene<'_>)) -> Composition {
    Composition { name, room, weight, behind: on_ground, draw }
}

/// All compositions. What they are called is what one sees.
pub(super) const COMPOSITIONS: [Composition; 42] = [
    composition("object", 2.0, FOOT, plain::object),
    composition("small", 1.2, FOOT, plain::small),
    composition("bleed", 2.0, FOOT, plain::bleed),
    composition("below", 1.8, HEAD, plain::below),
    composition("type", 1.6, Room { height: 178.0, largest: 66.0, ..HEAD }, plain::type_led),
    composition("type foot", 1.4, Room { y: 110.0, height: 174.0, largest: 62.0, ..FOOT }, plain::type_foot),
    composition("disc", 2.0, FOOT_CENTRE, plain::disc),
    composition("half", 1.6, HEAD, plain::half),
    composition("shadow", 1.4, FOOT, plain::shadow),
    composition("split", 1.6, FOOT, framed::split),
    composition("counterchange", 1.6, FOOT, framed::counterchange),
    composition("mirror", 1.2, FOOT_CENTRE, framed::mirror),
    composition("frames", 1.2, FOOT_CENTRE, framed::frames),
    composition("panes", 1.4, FOOT, framed::panes),
    composition("arch", 1.5, FOOT_CENTRE, framed::arch),
    composition("strip", 1.2, FOOT, framed::strip),
    composition(
        "label",
        1.3,
        Room { x: 30.0, width: 140.0, y: 196.0, height: 62.0, largest: 32.0, anchor: Anchor::Middle, ..FOOT_CENTRE },
        framed::label,
    ),
    composition("keyhole", 0.3, FOOT, framed::keyhole),
    composition("door", 0.4, FOOT, framed::door),
    composition("tilt", 1.4, FOOT, framed::tilt),
    composition("pattern", 1.5, FOOT, rhythm::pattern),
    composition("rings", 1.3, FOOT, rhythm::rings),
    composition("rays", 1.4, FOOT, rhythm::rays),
    composition("stripes", 1.3, FOOT, rhythm::stripes),
    composition("blinds", 0.4, FOOT, rhythm::blinds),
    composition("blocks", 1.3, FOOT, rhythm::blocks),
    composition("tiles", 1.3, FOOT, rhythm::tiles),
    composition("corner", 1.4, HEAD, rhythm::corner),
    composition(
        "column",
        1.1,
        Room { x: 84.0, width: 102.0, y: 20.0, height: 200.0, largest: 36.0, anchor: Anchor::Top, ..FOOT },
        rhythm::column,
    ),
    composition("hills", 0.6, FOOT, landscapes::hills),
    composition("sea", 0.2, FOOT, landscapes::sea),
    composition("city", 0.1, FOOT, landscapes::city),
    composition("road", 0.2, FOOT, landscapes::road),
    composition("horizon", 0.9, HEAD, landscapes::horizon),
    composition("peaks", 0.2, FOOT, landscapes::peaks),
    composition("night", 0.4, FOOT, weather::night),
    composition("fall", 0.3, FOOT, weather::fall),
    composition("leaves", 0.05, FOOT, weather::leaves),
    composition("stage", 0.15, FOOT_CENTRE, people::stage),
    composition("passer-by", 0.7, FOOT, people::passer_by),
    composition("heads", 0.1, FOOT, people::heads),
    composition("duo", 0.3, FOOT_CENTRE, people::duo),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn compositions_have_names_of_their_own() {
        let names: BTreeSet<&str> = COMPOSITIONS.iter().map(|composition| composition.name).collect();
        assert_eq!(names.len(), COMPOSITIONS.len());
    }
}
