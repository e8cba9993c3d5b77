//! Chance that is the same on every machine, for ever: covers are drawn by numbers made from the film's id.

use std::hash::Hasher as _;

use fnv::FnvHasher;

/// FNV-1a. Its own, though features hash too: a change there must not redraw covers, which browsers keep by this hash.
pub(super) fn hash(parts: &[&[u8]]) -> u64 {
    let mut hash = FnvHasher::default();
    for part in parts {
        hash.write(part);
        // What ends a part belongs to no text.
        hash.write_u8(0xff);
    }
    hash.finish()
}

/// Throws numbers, one after the other (splitmix64: Steele, Lea and Flood 2014).
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to this, without it.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// A number of a range.
    pub(super) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * ((self.next() >> 40) as f32 / (1_u64 << 24) as f32)
    }

    pub(super) fn coin(&mut self) -> bool {
        self.next() & 1 == 1
    }

    /// One of several, each as likely as its weight.
    pub(super) fn weighted<T: Copy>(&mut self, all: &[(T, f32)]) -> Option<T> {
        let total: f32 = all.iter().map(|(_, weight)| weight).sum();
        let mut left = self.between(0.0, total);
        for &(one, weight) in all {
            if left < weight {
                return Some(one);
            }
            left -= weight;
        }
        all.last().map(|&(one, _)| one)
    }
}
