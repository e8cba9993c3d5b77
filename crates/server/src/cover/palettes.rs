//! Colours of covers. Which mood, place or kind leads to which palette is in `choice.toml`.

/// Five colours that go together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette {
    /// Its name in `choice.toml`.
    pub(super) name: &'static str,
    /// Behind everything.
    pub(super) ground: &'static str,
    /// The title. Its contrast with the ground is 7:1 or better.
    pub(super) ink: &'static str,
    /// What is looked at first.
    pub(super) accent: &'static str,
    /// Beside the accent.
    pub(super) second: &'static str,
    /// A tone near the ground, for large quiet shapes.
    pub(super) tone: &'static str,
}

const fn palette(name: &'static str, colours: [&'static str; 5]) -> Palette {
    let [ground, ink, accent, second, tone] = colours;
    Palette { name, ground, ink, accent, second, tone }
}

/// All palettes, dark and light.
pub(super) const PALETTES: [Palette; 40] = [
    palette("noir", ["#14120f", "#ece4d0", "#d0331f", "#8a8172", "#2c2822"]),
    palette("ash", ["#2a2d30", "#eef0ee", "#e0a13a", "#8fa0a8", "#3d4247"]),
    palette("slate", ["#1c2730", "#e8eef0", "#e4573d", "#7f9aa6", "#2f3f4b"]),
    palette("fog", ["#cfd3d0", "#1b1f22", "#9c2b1f", "#5c6a70", "#b3bab8"]),
    palette("concrete", ["#dcd8cf", "#1d1b19", "#c2401f", "#6e6a62", "#c3bdb0"]),
    palette("iron", ["#191a1c", "#e6dfd2", "#e5b93c", "#7c7f86", "#2d2f33"]),
    palette("blood", ["#6e0f14", "#f8ead8", "#f2b134", "#1a0606", "#8d1a1c"]),
    palette("crypt", ["#120d14", "#efe3d6", "#b81d2c", "#6a7f5c", "#2a2030"]),
    palette("bile", ["#1b2412", "#eef2d0", "#c9d82b", "#8c3b2a", "#2f3c20"]),
    palette("bone", ["#e9dfc8", "#1a1410", "#a5161b", "#5a5143", "#d4c6a6"]),
    palette("ember", ["#23100c", "#fbe6c8", "#f2622e", "#f0b04a", "#41201a"]),
    palette("rust", ["#7a2a14", "#fff0db", "#f5b556", "#1f0f0a", "#963a1e"]),
    palette("desert", ["#e6ab62", "#2a140b", "#a83216", "#fbe9c8", "#d98f45"]),
    palette("sand", ["#f1ddb0", "#2c1a10", "#d2521f", "#2d7a78", "#e4c68a"]),
    palette("prairie", ["#f3cf7a", "#2b1608", "#b5371c", "#3d6b6e", "#e6b452"]),
    palette("terracotta", ["#f4e3cf", "#3a160e", "#c9532f", "#d99b3e", "#e9c9ab"]),
    palette("saffron", ["#f2a71b", "#2b0f1d", "#b3154a", "#fff1cf", "#e08a0c"]),
    palette("bazaar", ["#7d0f45", "#fff0d6", "#f7a823", "#1fb5a8", "#9a1f58"]),
    palette("peacock", ["#0b4450", "#f7f0da", "#f0a12b", "#2fb5a5", "#14606a"]),
    palette("jungle", ["#0f2c22", "#f3ecd4", "#eaa81e", "#4fa06c", "#1a4132"]),
    palette("moss", ["#dfe3c4", "#1a2a18", "#c8542b", "#5d7d45", "#c5cda0"]),
    palette("meadow", ["#cfe3a4", "#16301d", "#e4522c", "#f8f3d2", "#aed07f"]),
    palette("spring", ["#eef3dc", "#1d3326", "#ea6a4b", "#5aa777", "#d8e6bb"]),
    palette("ice", ["#e2ecf0", "#0f2430", "#d94a36", "#2f7596", "#c3d8e2"]),
    palette("fjord", ["#12303f", "#edf4f2", "#f2c14e", "#5fa3b8", "#1f4759"]),
    palette("lagoon", ["#bfe6df", "#0d3036", "#e9573f", "#127c83", "#9ad6cf"]),
    palette("deep", ["#0a2340", "#eaf3fa", "#ff7a45", "#3f9cc9", "#14375f"]),
    palette("midnight", ["#0c1130", "#ecefff", "#ffb23e", "#5a6fe0", "#1b2350"]),
    palette("orbit", ["#0b0d18", "#f0eee6", "#ff5a36", "#4d7bd9", "#1c2036"]),
    palette("dusk", ["#2c2044", "#ffe6c9", "#ff7d5c", "#8a74cc", "#423163"]),
    palette("violet", ["#20123a", "#f6ecff", "#e84ba0", "#6fd0d8", "#35215a"]),
    palette("neon", ["#14081f", "#fdeaff", "#ff2f8b", "#21d4c6", "#2a1440"]),
    palette("acid", ["#111312", "#f2f7e4", "#c6f135", "#ff5aa5", "#262a27"]),
    palette("rouge", ["#4a0a20", "#ffe9e0", "#ff5f6d", "#e8b27d", "#68132f"]),
    palette("blush", ["#f7d3cd", "#3a1426", "#d93a55", "#8c3f6b", "#f0b8b2"]),
    palette("powder", ["#dfe4f3", "#1b2148", "#e2557a", "#5a6cc4", "#c6cee8"]),
    palette("butter", ["#fbe9a7", "#2a2110", "#e2472f", "#2a6fb0", "#f3d670"]),
    palette("candy", ["#fdf0e2", "#2a1c3d", "#ee4266", "#3a9ad9", "#fbd7b5"]),
    palette("toybox", ["#1e4fa3", "#fff6dc", "#ffca3a", "#ff595e", "#2c63bf"]),
    palette("ink", ["#f4f0e6", "#141414", "#1f49c7", "#dc4a2a", "#e0dac8"]),
];

/// How a palette is used: which of its colours plays which part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Colours {
    pub(super) ground: &'static str,
    pub(super) ink: &'static str,
    pub(super) accent: &'static str,
    pub(super) second: &'static str,
    pub(super) tone: &'static str,
}

/// The least contrast with the ground of what is looked at first.
const SEEN: f32 = 1.9;

/// Ways to use a palette.
pub(super) const USES: usize = 2;

impl Palette {
    /// The palette as it is, or with accent and second colour exchanged, if the second can be seen as well.
    pub(super) fn used(&self, way: usize) -> Colours {
        let Self { ground, ink, accent, second, tone, .. } = *self;
        let exchanged = way % USES == 1 && contrast(ground, second) >= SEEN;
        let (accent, second) = if exchanged { (second, accent) } else { (accent, second) };
        Colours { ground, ink, accent, second, tone }
    }
}

pub(super) fn find(name: &str) -> Option<usize> {
    PALETTES.iter().position(|palette| palette.name == name)
}

/// Red, green and blue of `#rrggbb`.
fn channels(colour: &str) -> [f32; 3] {
    let channel = |place: usize| u8::from_str_radix(&colour[place..place + 2], 16).map_or(0.0, f32::from) / 255.0;
    [channel(1), channel(3), channel(5)]
}

/// The contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance).
pub(super) fn contrast(one: &str, other: &str) -> f32 {
    let luminance = |colour: &str| {
        let linear = |c: f32| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
        let [r, g, b] = channels(colour).map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The one of these colours that stands out most on a ground.
pub(super) fn clearest(ground: &str, colours: [&'static str; 3]) -> &'static str {
    let more = |a: &&str, b: &&str| contrast(ground, a).total_cmp(&contrast(ground, b));
    colours.into_iter().max_by(|a, b| more(a, b)).expect("three colours")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_can_be_read_and_shapes_be_seen_in_every_palette() {
        for palette in PALETTES {
            for way in 0..USES {
                let Colours { ground, ink, accent, .. } = palette.used(way);
                let name = palette.name;
                assert!(contrast(ground, ink) >= 7.0, "{name}: {:.1}", contrast(ground, ink));
                assert!(contrast(ground, accent) >= SEEN, "{name}, accent: {:.1}", contrast(ground, accent));
            }
        }
    }
}
