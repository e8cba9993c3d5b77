//! How ranges of years and minutes are said.

use std::ops::RangeInclusive;

use matinee_catalogue::Year;

use crate::limits::MAX_MINUTES;

/// How a range is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// The ten years from this one on.
    Decade(u16),
    /// A single number.
    One(u16),
    /// This or more.
    From(u16),
    /// This or less.
    To(u16),
    /// From the one to the other.
    Between(u16, u16),
}

impl Span {
    /// How years are said.
    pub fn of_years(years: &RangeInclusive<u16>) -> Self {
        Self::of(years, Year::MIN.get(), Year::MAX.get())
    }

    /// How minutes are said.
    pub fn of_minutes(minutes: &RangeInclusive<u16>) -> Self {
        Self::of(minutes, 0, MAX_MINUTES)
    }

    pub(super) fn of(range: &RangeInclusive<u16>, least: u16, most: u16) -> Self {
        match (*range.start(), *range.end()) {
            (from, to) if from == to => Self::One(from),
            (from, to) if from % 10 == 0 && to == from + 9 && least > 0 => Self::Decade(from),
            (from, to) if from <= least => Self::To(to),
            (from, to) if to >= most => Self::From(from),
            (from, to) => Self::Between(from, to),
        }
    }
}
