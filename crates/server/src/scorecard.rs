//! The file that `matinee evaluate --out` wrote: how well the ranking does, measured on people's ratings.
//!
//! The server knows the file's JSON and not the crate that writes it, so that it builds no part of an evaluation.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use indexmap::IndexMap;
use serde::Deserialize;

use crate::limits::MAX_SCORECARD_BYTES;

/// What was measured: what the page shows of it.
#[derive(Debug, Deserialize)]
pub(crate) struct Scorecard {
    pub(crate) joined: JoinedCounts,
    /// The ranker the others are compared with.
    pub(crate) against: Option<String>,
    /// By ranker, then by number of picks.
    pub(crate) rankers: IndexMap<String, BTreeMap<usize, Measures>>,
    pub(crate) sources: MeasuredOn,
    pub(crate) settings: MeasuredBy,
}

/// How many films and users there were.
#[derive(Debug, Deserialize)]
pub(crate) struct JoinedCounts {
    pub(crate) films: usize,
    pub(crate) users: usize,
}

/// What was measured on, by file names.
#[derive(Debug, Deserialize)]
pub(crate) struct MeasuredOn {
    pub(crate) catalogue: String,
    pub(crate) ratings: String,
}

/// The settings that a reader must know.
#[derive(Debug, Deserialize)]
pub(crate) struct MeasuredBy {
    pub(crate) seed: u64,
    pub(crate) dislikes: bool,
    pub(crate) cold: bool,
    pub(crate) prior: MeasuredPrior,
    pub(crate) half: AskedHalf,
}

/// Where the prior of how well known films are came from.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MeasuredPrior {
    Model,
    Train,
    TrainSeen,
}

/// Which users were asked.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum AskedHalf {
    Both,
    First,
    Second,
}

/// One ranker at one number of picks: means over users, and the ends of 95 % intervals.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Measures {
    pub(crate) users: usize,
    pub(crate) ndcg10: f64,
    pub(crate) ndcg10_interval: [f64; 2],
    pub(crate) ndcg10_difference: Option<f64>,
    pub(crate) ndcg10_difference_interval: Option<[f64; 2]>,
    pub(crate) recall20: f64,
    pub(crate) auc: Option<f64>,
    pub(crate) matched_auc: Option<f64>,
    pub(crate) diversity: Option<f64>,
    pub(crate) of_one_series: Option<f64>,
    pub(crate) coverage: f64,
    pub(crate) popularity_rank: f64,
}

impl Measures {
    /// Whether every number is one that its measure can be.
    fn are_possible(&self) -> bool {
        // Cosines of rounded numbers may pass 1 a little.
        const SHARE: RangeInclusive<f64> = -1e-3..=1.001;
        const DIFFERENCE: RangeInclusive<f64> = -1.001..=1.001;
        let shares = [Some(self.ndcg10), Some(self.recall20), self.auc, self.matched_auc, self.diversity];
        let mut shares = shares.into_iter().chain([self.of_one_series, Some(self.coverage)]).flatten();
        let mut differences =
            self.ndcg10_difference.into_iter().chain(self.ndcg10_difference_interval.into_iter().flatten());
        shares.all(|share| SHARE.contains(&share))
            && self.ndcg10_interval.iter().all(|end| SHARE.contains(end))
            && differences.all(|difference| DIFFERENCE.contains(&difference))
            && (0.0..=1e9).contains(&self.popularity_rank)
    }
}

/// Where a scorecard may be. It may come, change and go while the server runs.
#[derive(Debug)]
pub(crate) struct ScorecardFile {
    path: PathBuf,
    /// Whether the log has said that the file is damaged: once is enough until it is whole again.
    warned: AtomicBool,
}

impl ScorecardFile {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, warned: AtomicBool::new(false) }
    }

    /// What was measured. `None` if there is no file, or a damaged one, which the log says.
    pub(crate) fn read(&self) -> Option<Scorecard> {
        match read(&self.path) {
            Ok(scorecard) => {
                self.warned.store(false, Ordering::Relaxed);
                scorecard
            }
            Err(error) => {
                if !self.warned.swap(true, Ordering::Relaxed) {
                    let path = self.path.display();
                    tracing::warn!(target: "matinee", "the scorecard {path} is not shown: {error}; make it again with matinee evaluate --out");
                }
                None
            }
        }
    }
}

/// A file that is no scorecard.
#[derive(Debug, thiserror::Error)]
enum ScorecardError {
    #[error("it cannot be read ({0})")]
    Io(#[from] io::Error),
    #[error("it has more than {MAX_SCORECARD_BYTES} bytes")]
    TooLarge,
    #[error("it is damaged ({0})")]
    Json(#[from] serde_json::Error),
    #[error("the figures of {0:?} are impossible")]
    Impossible(String),
}

fn read(path: &Path) -> Result<Option<Scorecard>, ScorecardError> {
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        file => file?,
    };
    let mut bytes = Vec::new();
    file.take(MAX_SCORECARD_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_SCORECARD_BYTES {
        return Err(ScorecardError::TooLarge);
    }
    let scorecard: Scorecard = serde_json::from_slice(&bytes)?;
    let wrong = scorecard.rankers.iter().find(|(_, by_picks)| !by_picks.values().all(Measures::are_possible));
    match wrong {
        Some((name, _)) => Err(ScorecardError::Impossible(name.clone())),
        None => Ok(Some(scorecard)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// A scorecard of two rankers, as `matinee evaluate --out` writes them.
    fn scorecard() -> Value {
        let figures = |ndcg10: f64| {
            json!({
                "users": 3, "ndcg10": ndcg10, "ndcg10_interval": [ndcg10 - 0.1, ndcg10 + 0.1], "recall20": 0.25,
                "recall20_interval": [0.0, 0.5], "auc": null, "auc_interval": null, "matched_auc": 0.5,
                "matched_auc_interval": [0.5, 0.5], "diversity": null, "diversity_interval": null,
                "of_one_series": null, "of_one_series_interval": null, "popularity_rank": 12.5,
                "popularity_rank_interval": [10.0, 15.0], "ndcg10_difference": 0.125,
                "ndcg10_difference_interval": [0.0, 0.25], "coverage": 0.25,
            })
        };
        json!({
            "joined": {"films": 40, "by_id": 10, "by_title": 30, "ratings": 900, "users": 30},
            "against": "popular",
            "rankers": {"popular": {"1": figures(0.25)}, "matinee": {"1": figures(0.5)}},
            "sources": {"catalogue": "films.jsonl", "ratings": "people"},
            "settings": {"seed": 1, "dislikes": false, "cold": true, "prior": "train-seen", "half": "both", "folds": 5},
        })
    }

    #[test]
    fn a_damaged_file_says_what_is_wrong_and_a_missing_one_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("scorecard.json");
        assert!(read(&path).unwrap().is_none());
        let with = |text: &str| {
            std::fs::write(&path, text).unwrap();
            read(&path).map(Option::unwrap).map_err(|error| error.to_string())
        };
        let whole = scorecard().to_string();
        assert!(with(&whole).unwrap().rankers.keys().eq(["popular", "matinee"]), "in the order of the file");
        assert!(with(&whole[..whole.len() - 9]).unwrap_err().starts_with("it is damaged (EOF"));
        let mut other = scorecard();
        other["settings"]["prior"] = json!("guess");
        assert!(with(&other.to_string()).unwrap_err().contains("unknown variant `guess`"));
        for (measure, value) in [("ndcg10", 1.5), ("auc", -0.5), ("coverage", 1e300), ("popularity_rank", -1.0)] {
            let mut other = scorecard();
            other["rankers"]["matinee"]["1"][measure] = json!(value);
            assert_eq!(with(&other.to_string()).unwrap_err(), "the figures of \"matinee\" are impossible", "{measure}");
        }
        let large = format!("{whole}{}", " ".repeat(MAX_SCORECARD_BYTES as usize));
        assert_eq!(with(&large).unwrap_err(), "it has more than 1048576 bytes");
        let fits = format!("{whole}{}", " ".repeat(MAX_SCORECARD_BYTES as usize - whole.len()));
        assert!(with(&fits).is_ok());
    }
}
