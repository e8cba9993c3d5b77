//! How long the stages of ranking take: counters that threads add to without locks, and that say nothing of any taste.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A stage of ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankStage {
    /// A user model is trained on the picks.
    Train,
    /// All films are scored.
    Score,
    /// The list's films are chosen: filters, rules, variety.
    Choose,
    /// Each film of the list gets its reasons.
    Reasons,
}

impl RankStage {
    /// All of them, in the order of the work.
    pub const ALL: [Self; 4] = [Self::Train, Self::Score, Self::Choose, Self::Reasons];

    /// Its name in metrics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Score => "score",
            Self::Choose => "choose",
            Self::Reasons => "reasons",
        }
    }
}

/// How often each stage was run, and for how long in all.
#[derive(Debug, Default)]
pub struct StageTimes([StageTotal; RankStage::ALL.len()]);

#[derive(Debug, Default)]
struct StageTotal {
    runs: AtomicU64,
    nanoseconds: AtomicU64,
}

impl StageTimes {
    /// Runs a stage and adds its time.
    pub(crate) fn time<T>(&self, stage: RankStage, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        let total = &self.0[stage as usize];
        total.runs.fetch_add(1, Ordering::Relaxed);
        total.nanoseconds.fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
        done
    }

    /// How often a stage was run, and for how long in all.
    pub fn of(&self, stage: RankStage) -> (u64, Duration) {
        let total = &self.0[stage as usize];
        let nanoseconds = total.nanoseconds.load(Ordering::Relaxed);
        (total.runs.load(Ordering::Relaxed), Duration::from_nanos(nanoseconds))
    }
}
