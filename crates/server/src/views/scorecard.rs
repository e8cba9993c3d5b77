//! The page about how well the model ranks.

use std::fmt::Display;

use askama::Template;
use matinee_features::{Field, Model};

use super::Frame;
use crate::scorecard::{AskedHalf, MeasuredPrior, Measures, Scorecard};
use crate::text::{MeasureText, ScorecardText, SiteText};
use crate::visit::Visit;

#[derive(Debug, Template)]
#[template(path = "scorecard.html")]
pub(crate) struct ScorecardPage {
    frame: Frame,
    /// What was measured, if anything was.
    measured: Option<Measured>,
    /// What the model is made of.
    facts: String,
    /// Each field by name: its terms, and the length its part of a film's row has.
    fields: Vec<(&'static str, String, String)>,
}

/// What was measured.
#[derive(Debug)]
struct Measured {
    /// How, in sentences.
    method: String,
    charts: Vec<Chart>,
    /// Rankers with what they are; one that is new here has no text.
    rankers: Vec<(String, &'static str)>,
    /// Each measure with what it means.
    measures: Vec<(String, &'static str)>,
}

/// All rankers at one number of picks.
#[derive(Debug)]
struct Chart {
    picks: String,
    caption: String,
    bars: Vec<Bar>,
    /// Each ranker with its measures, in the order of [`Measured::measures`].
    rows: Vec<(String, Vec<String>)>,
}

/// A bar with its 95 % interval; lengths are out of 100.
#[derive(Debug)]
struct Bar {
    ranker: String,
    /// Whether the ranker is a form of Matinee.
    own: bool,
    value: String,
    length: String,
    low: String,
    high: String,
}

/// A measure: its text, and how its value is shown.
type Column = (fn(&ScorecardText) -> &MeasureText, fn(&ScorecardText, &Measures) -> String);

const COLUMNS: [Column; 9] = [
    (|text| &text.ndcg10, |_, of| decimal(of.ndcg10)),
    (|text| &text.difference, difference),
    (|text| &text.recall20, |_, of| decimal(of.recall20)),
    (|text| &text.auc, |_, of| optional(of.auc)),
    (|text| &text.matched_auc, |_, of| optional(of.matched_auc)),
    (|text| &text.diversity, |_, of| optional(of.diversity)),
    (|text| &text.of_one_series, |_, of| optional(of.of_one_series)),
    (|text| &text.coverage, |_, of| decimal(of.coverage)),
    (|text| &text.popularity_rank, |_, of| format!("{:.0}", of.popularity_rank)),
];

impl ScorecardPage {
    pub(crate) fn new(model: &Model, visit: &Visit, scorecard: Option<&Scorecard>) -> Self {
        let site_text = visit.address.text();
        let text = &site_text.scorecard;
        let name = |field| match field {
            Field::Words => &text.words,
            Field::People => &text.people,
            Field::Genres => &text.genres,
            Field::Themes => &text.themes,
            Field::Keywords => &text.keywords,
            Field::Categories => &text.categories,
            Field::Beside => &text.beside,
            Field::Origin => &text.origin,
            Field::Time => &text.time,
        };
        let of_field = |field| {
            let weight = model.params().weights.of(field);
            (name(field).as_str(), site_text.number(model.vocabulary().columns_of(field).len()), format!("{weight}"))
        };
        Self {
            frame: Frame::new(visit),
            measured: scorecard.map(|scorecard| Measured::new(site_text, scorecard)),
            facts: text.model.fill::<&dyn Display>(&[
                ("version", &model.version()),
                ("films", &site_text.number(model.films().len())),
                ("entries", &site_text.number(model.matrix().entries())),
                ("background", &site_text.number(model.background().len())),
            ]),
            fields: Field::ALL.into_iter().map(of_field).collect(),
        }
    }
}

impl Measured {
    fn new(site_text: &'static SiteText, scorecard: &Scorecard) -> Self {
        let text = &site_text.scorecard;
        let other = scorecard.against.as_deref().unwrap_or("–");
        let of_ranker = |name: &String| Some((name.clone(), text.rankers.get(name)?.as_str()));
        let of_measure = |column: &Column| {
            let measure = column.0(text);
            (measure.name.fill(&[("other", other)]), measure.meaning.as_str())
        };
        let picks = scorecard.rankers.first().map(|(_, by_picks)| by_picks.keys().copied());
        Self {
            method: method(site_text, scorecard),
            charts: picks.into_iter().flatten().map(|picks| Chart::new(site_text, scorecard, picks)).collect(),
            rankers: scorecard.rankers.keys().filter_map(of_ranker).collect(),
            measures: COLUMNS.iter().map(of_measure).collect(),
        }
    }
}

impl Chart {
    fn new(site_text: &SiteText, scorecard: &Scorecard, picks: usize) -> Self {
        let text = &site_text.scorecard;
        let all: Vec<(&String, &Measures)> =
            scorecard.rankers.iter().filter_map(|(name, by_picks)| Some((name, by_picks.get(&picks)?))).collect();
        let most = all.iter().map(|(_, of)| of.ndcg10_interval[1].max(of.ndcg10)).fold(f64::MIN_POSITIVE, f64::max);
        let length = |value: f64| format!("{:.1}", (value / most * 100.0).clamp(0.0, 100.0));
        let bar = |&(name, of): &(&String, &Measures)| Bar {
            ranker: name.clone(),
            own: name.starts_with("matinee"),
            value: decimal(of.ndcg10),
            length: length(of.ndcg10),
            low: length(of.ndcg10_interval[0]),
            high: length(of.ndcg10_interval[1]),
        };
        let row = |&(name, of): &(&String, &Measures)| {
            (name.clone(), COLUMNS.iter().map(|column| column.1(text, of)).collect())
        };
        Self {
            picks: site_text.count(&text.picks, picks),
            caption: site_text.count(&text.chart, all.first().map_or(0, |(_, of)| of.users)),
            bars: all.iter().map(bar).collect(),
            rows: all.iter().map(row).collect(),
        }
    }
}

/// How it was measured.
fn method(site_text: &SiteText, scorecard: &Scorecard) -> String {
    let text = &site_text.scorecard;
    let settings = &scorecard.settings;
    let about = text.about.fill::<&dyn Display>(&[
        ("films", &site_text.number(scorecard.joined.films)),
        ("catalogue", &scorecard.sources.catalogue),
        ("people", &site_text.number(scorecard.joined.users)),
        ("ratings", &scorecard.sources.ratings),
    ]);
    let prior = match settings.prior {
        MeasuredPrior::Model => &text.prior_model,
        MeasuredPrior::Train => &text.prior_train,
        MeasuredPrior::TrainSeen => &text.prior_train_seen,
    };
    let half = match settings.half {
        AskedHalf::Both => None,
        AskedHalf::First => Some(&text.first_half),
        AskedHalf::Second => Some(&text.second_half),
    };
    let mut sentences = vec![about.as_str(), prior];
    sentences.extend(settings.dislikes.then_some(text.dislikes.as_str()));
    sentences.extend(settings.cold.then_some(text.cold.as_str()));
    sentences.extend(half.map(String::as_str));
    let seed = text.seed.with("seed", settings.seed);
    sentences.extend([seed.as_str(), &text.intervals]);
    sentences.join(" ")
}

/// "0.402"
fn decimal(value: f64) -> String {
    format!("{value:.3}")
}

fn optional(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), decimal)
}

/// "+0.123 (+0.100 to +0.146)"
fn difference(text: &ScorecardText, of: &Measures) -> String {
    let signed = |value: f64| format!("{value:+.3}");
    let all = of.ndcg10_difference.zip(of.ndcg10_difference_interval);
    all.map_or("–".to_owned(), |(mean, [low, high])| {
        text.interval.fill(&[("mean", signed(mean)), ("low", signed(low)), ("high", signed(high))])
    })
}
