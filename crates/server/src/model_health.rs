//! What is wrong with the models on disk, as far as the server was told: for `/readyz` and for measurements.

use std::time::{Duration, SystemTime};

use serde::Serialize;

/// What is wrong with the models on disk. The program that loads them says so with [`Served::report`](crate::Served::report).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModelHealth {
    /// The version that should be served and was refused.
    pub refused: Option<RefusedModel>,
    /// Why nobody knows which version should be served, if so.
    pub lost: Option<String>,
    /// When the model being served was trained, or last found to be up to date by training.
    pub trained: Option<SystemTime>,
    /// The age from which on it is stale.
    pub stale_after: Option<Duration>,
    /// How the store answers that models come from; `None` where they are read from a folder alone.
    pub store: Option<StoreHealth>,
}

/// How the store answers that models come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoreHealth {
    /// What is wrong with it, as anybody may read it.
    pub wrong: Option<String>,
    /// When it last answered as it should.
    pub answered: Option<SystemTime>,
}

impl StoreHealth {
    /// How long ago it last answered as it should.
    pub fn silent_for(&self) -> Option<Duration> {
        self.answered.map(|answered| answered.elapsed().unwrap_or_default())
    }
}

/// A version that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefusedModel {
    /// The version.
    pub model: String,
    /// What is wrong with it.
    pub why: String,
}

impl ModelHealth {
    /// How old the model being served is, if that is known.
    pub fn age(&self) -> Option<Duration> {
        self.trained.map(|trained| trained.elapsed().unwrap_or_default())
    }

    /// Whether the model being served is older than it should be.
    pub fn is_stale(&self) -> bool {
        self.age().zip(self.stale_after).is_some_and(|(age, most)| age > most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_stale_from_its_age_on_and_never_without_a_limit() {
        let day = Duration::from_secs(86_400);
        let aged = |days| Some(SystemTime::now() - day * days);
        let health = |trained, stale_after| ModelHealth { trained, stale_after, ..ModelHealth::default() };
        assert!(health(aged(3), Some(day * 2)).is_stale());
        assert!(!health(aged(1), Some(day * 2)).is_stale());
        assert!(!health(aged(99), None).is_stale() && !health(None, Some(day)).is_stale());
    }
}
