//! Room for what is made.

use matinee_scraper::free_space;

use super::Diagnosis;
use crate::context::Context;
use crate::interface::Interface;
use crate::output::megabytes;

/// Below this a model of 36,254 films (62 MB) and the one before it have no room.
const TIGHT: u64 = 200_000_000;
/// `matinee get` of Wikipedia's films needs some gigabytes, and says how many before it begins.
const ROOMY: u64 = 2_000_000_000;

pub(super) fn check(context: &Context, _: &Interface) -> Option<Diagnosis> {
    let free = free_space(&context.data)?;
    let found = format!("{} free", megabytes(free));
    let remedy = "make room, or name a folder on another disk with --data; `matinee models prune` removes old models";
    Some(match free {
        0..TIGHT => Diagnosis::error(format!("{found}: too little to train in"), remedy),
        TIGHT..ROOMY => Diagnosis::warn(format!("{found}: too little for a big catalogue (`matinee get`)"), remedy),
        _ => Diagnosis::ok(found),
    })
}
