//! What an evaluation found, as data: `matinee evaluate --json` prints it, `--out` writes it, and the server shows it.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::settings::EvaluationSettings;

/// What an evaluation found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// How much of the ratings could be used.
    pub joined: Joined,
    /// The recommender that [`Figures::ndcg10_difference`] compares with.
    pub against: Option<String>,
    /// By recommender, in the order asked for, then by number of picks.
    pub rankers: IndexMap<String, BTreeMap<usize, Figures>>,
    /// What was measured on.
    pub sources: Sources,
    /// How it was measured: with these settings and sources, the same figures come again.
    pub settings: EvaluationSettings,
}

/// How much of the ratings could be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// Rated films that were found in the catalogue: the candidates of every list.
    pub films: usize,
    /// Films found by an external id.
    pub by_id: usize,
    /// Films found by title and year.
    pub by_title: usize,
    /// Ratings of the films found.
    pub ratings: usize,
    /// Users with a rating of a film found.
    pub users: usize,
}

/// What was measured on, by the names people gave it. Only for readers of the report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sources {
    /// The catalogue, such as its file's name.
    pub catalogue: String,
    /// The ratings.
    pub ratings: String,
}

/// The ends of a mean's 95 % interval.
pub type Interval = [f64; 2];

/// One recommender at one number of picks. Every measure is a mean over users, with its interval beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Users who were asked.
    pub users: usize,
    /// Normalised discounted cumulative gain of the first ten, 0 to 1.
    pub ndcg10: f64,
    /// See [`Figures`].
    pub ndcg10_interval: Interval,
    /// The share of the hidden liked films that is among the first twenty.
    pub recall20: f64,
    /// See [`Figures`].
    pub recall20_interval: Interval,
    /// How often a liked film is above a disliked one, where users have both.
    pub auc: Option<f64>,
    /// See [`Figures`].
    pub auc_interval: Option<Interval>,
    /// How often a liked film is above films about as often rated.
    pub matched_auc: Option<f64>,
    /// See [`Figures`].
    pub matched_auc_interval: Option<Interval>,
    /// One less the mean cosine similarity of the first ten to each other.
    pub diversity: Option<f64>,
    /// See [`Figures`].
    pub diversity_interval: Option<Interval>,
    /// The share of the first ten that is of one series, where the catalogue names series.
    pub of_one_series: Option<f64>,
    /// See [`Figures`].
    pub of_one_series_interval: Option<Interval>,
    /// The mean rank of the first ten among all films by number of ratings, 1 the most rated.
    pub popularity_rank: f64,
    /// See [`Figures`].
    pub popularity_rank_interval: Interval,
    /// By how much [`ndcg10`](Self::ndcg10) exceeds that of [`Report::against`], user by user.
    pub ndcg10_difference: Option<f64>,
    /// See [`Figures`].
    pub ndcg10_difference_interval: Option<Interval>,
    /// The share of all films that is among anyone's first ten.
    pub coverage: f64,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The server reads this shape with types of its own.
    #[test]
    fn a_report_is_json_and_comes_back_as_it_was() {
        let figures = Figures {
            users: 3,
            ndcg10: 0.5,
            ndcg10_interval: [0.25, 0.75],
            recall20: 0.125,
            recall20_interval: [0.0, 0.25],
            auc: None,
            auc_interval: None,
            matched_auc: Some(0.5),
            matched_auc_interval: Some([0.5, 0.625]),
            diversity: Some(0.875),
            diversity_interval: Some([0.75, 1.0]),
            of_one_series: None,
            of_one_series_interval: None,
            popularity_rank: 12.5,
            popularity_rank_interval: [10.0, 15.0],
            ndcg10_difference: Some(-0.25),
            ndcg10_difference_interval: Some([-0.5, 0.0]),
            coverage: 0.25,
        };
        let by_picks = BTreeMap::from([(10, figures.clone()), (2, figures)]);
        let report = Report {
            joined: Joined { films: 40, by_id: 10, by_title: 30, ratings: 900, users: 30 },
            against: Some("popular".to_owned()),
            rankers: [("zebra".to_owned(), by_picks), ("ape".to_owned(), BTreeMap::new())].into(),
            sources: Sources { catalogue: "films.jsonl".to_owned(), ratings: "people".to_owned() },
            settings: EvaluationSettings::default(),
        };
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json["joined"], json!({"films": 40, "by_id": 10, "by_title": 30, "ratings": 900, "users": 30}));
        assert_eq!(json["rankers"]["zebra"]["10"]["ndcg10_interval"], json!([0.25, 0.75]));
        assert_eq!(json["rankers"]["zebra"]["2"]["auc"], json!(null));
        assert_eq!(json["settings"]["prior"], "model");
        let text = serde_json::to_string(&report).unwrap();
        assert!(text.find("zebra").unwrap() < text.find("\"ape\"").unwrap(), "rankers keep their order");
        assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report);
    }
}
