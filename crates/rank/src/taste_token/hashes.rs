//! Films by the hash of their id.

use std::hash::Hasher as _;
use std::ops::Range;

use fnv::FnvHasher;
use matinee_catalogue::{Film, FilmId};

/// The hash of a film's id, of which a token has the first bits. It never changes: links would lead to other films. FNV-1a, whose
/// high bits are stirred by the finaliser of `SplitMix64` (Steele et al. 2014).
pub(super) fn hash_of(id: &FilmId) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(id.as_str().as_bytes());
    let mut hash = hasher.finish();
    hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 31
}

/// The films of a catalogue by the hashes of their ids, for [`TasteToken`](super::TasteToken)s.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilmHashes {
    /// Hashes, ascending, and the films' places in the catalogue.
    films: Vec<(u64, u32)>,
}

impl FilmHashes {
    /// Those of some films.
    pub fn new(films: &[Film]) -> Self {
        let mut films: Vec<(u64, u32)> =
            films.iter().enumerate().map(|(place, film)| (hash_of(&film.id), place as u32)).collect();
        films.sort_unstable();
        Self { films }
    }

    /// How many films they are of.
    pub(super) fn len(&self) -> usize {
        self.films.len()
    }

    /// The films whose hashes have these first bits.
    pub(super) fn having(&self, first: u64, bits: u32) -> &[(u64, u32)] {
        let range = self.range(first, bits);
        &self.films[range]
    }

    /// Whether several films have the first bits of a hash in common, the film of the hash itself among them or not.
    pub(super) fn are_several(&self, hash: u64, bits: u32) -> bool {
        let range = self.range(hash >> (64 - bits), bits);
        self.films[range].iter().any(|&(other, _)| other != hash)
    }

    fn range(&self, first: u64, bits: u32) -> Range<usize> {
        let start = self.films.partition_point(|&(hash, _)| hash >> (64 - bits) < first);
        let count = self.films[start..].iter().take_while(|&&(hash, _)| hash >> (64 - bits) == first).count();
        start..start + count
    }
}
