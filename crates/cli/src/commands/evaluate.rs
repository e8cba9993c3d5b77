//! `matinee evaluate`

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressStyle};
use matinee_catalogue::{Catalogue, atomic_file};
use matinee_evaluate::{
    EvaluationSettings, Figures, HISTORY_DRAWS, HISTORY_RATINGS, Half, Interval, NAMES, PriorSource, Ratings, Report,
    Sources, join,
};
use matinee_features::Params;
use matinee_rank::ScoringParams;
use serde::Serialize;

use crate::context::Context;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  matinee evaluate --catalogue films.jsonl.zst --ratings ml-latest-small

Of a user's liked films (4 stars or more) a few are picks. The others are hidden, and looked for at the top of all films. Numbers are \
means over users; --json has their 95 % intervals.")]
pub(crate) struct Args {
    /// Films: JSON lines, plain or packed with zstd
    #[arg(long, env = "MATINEE_CATALOGUE", value_name = "FILE")]
    catalogue: PathBuf,
    /// People's ratings, in any layout of MovieLens: a folder, or its file of ratings
    #[arg(long, value_name = "PATH")]
    ratings: PathBuf,
    /// Where Matinee learns which films are well known; all but `model` rank to predict ratings, not as `matinee serve` does
    #[arg(long, value_enum, default_value_t = PriorFrom::Model)]
    prior: PriorFrom,
    #[arg(long, value_delimiter = ',', value_name = "NAMES", default_value = NAMES.join(","), hide_default_value = true,
        help = format!("Rankers to compare, with commas between them; all unless said, which are {}", NAMES.join(", ")))]
    rankers: Vec<String>,
    /// The ranker that the others are compared with
    #[arg(long, value_name = "NAME", default_value = "popular")]
    against: String,
    /// Take half of each user's ratings as a taste, of users with 60 ratings or more, in place of a few picks
    #[arg(long, conflicts_with_all = ["dislikes", "cold", "out"])]
    history: bool,
    /// Pick as many disliked films (2.5 stars or less) as liked ones; users who have too few are not asked
    #[arg(long)]
    dislikes: bool,
    /// Cold start: only films that no user of the other folds has rated are candidates
    #[arg(long)]
    cold: bool,
    /// Write the report there too, as JSON; `matinee serve` shows scorecard.json of its data folder under /scorecard
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Ask one half of the users only: choose parameters on the first, report the second
    #[arg(long, value_enum, default_value_t = Users::All)]
    users: Users,
    /// Seed of folds and picks
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// Parameters of training, as a model's manifest has them: '{"weights": {"people": 1.2}}'
    #[arg(long, value_name = "JSON", value_parser = parse_json::<Params>)]
    params: Option<Params>,
    /// Parameters of scoring: '{"fame": 0.05}', where 0.02 is the default
    #[arg(long, value_name = "JSON", value_parser = parse_json::<ScoringParams>)]
    scoring: Option<ScoringParams>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum PriorFrom {
    /// The films' pages
    Model,
    /// How many users of the other folds like each film
    Train,
    /// How many users of the other folds rated each film
    TrainSeen,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Users {
    All,
    First,
    Second,
}

/// What `--json` prints. A file of the report leaves out the time, so that the same input gives the same bytes.
#[derive(Serialize)]
struct TimedReport<'a> {
    #[serde(flatten)]
    report: &'a Report,
    seconds: f64,
}

fn parse_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|e| e.to_string())
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let start = Instant::now();
    let films = Catalogue::read(&args.catalogue)?;
    let ratings = Ratings::read(&args.ratings)?;
    let joined = join(&ratings, &films);
    // indicatif draws nothing where standard error is no terminal.
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} users, {eta} left")?;
    let bar = ProgressBar::new(ratings.users.len() as u64).with_style(style);
    let report = matinee_evaluate::evaluate(&ratings, &films, &joined, &args.settings(), &|users| bar.inc(users));
    bar.finish_and_clear();
    let mut report = report.with_context(|| format!("evaluating on {}", args.ratings.display()))?;
    report.sources = Sources { catalogue: file_name(&args.catalogue), ratings: file_name(&args.ratings) };
    let seconds = start.elapsed().as_secs_f64();
    if let Some(path) = &args.out {
        write(&report, path).with_context(|| format!("writing {}", path.display()))?;
    }
    if context.json {
        return super::print_json(&TimedReport { report: &report, seconds });
    }
    print(&report, ratings.films.len())?;
    println!("\n{seconds:.0} s.");
    Ok(())
}

impl Args {
    fn settings(&self) -> EvaluationSettings {
        let usual = EvaluationSettings::default();
        EvaluationSettings {
            seed: self.seed,
            history: self.history.then_some(HISTORY_DRAWS),
            picks: if self.history { HISTORY_RATINGS.to_vec() } else { usual.picks },
            dislikes: self.dislikes,
            cold: self.cold,
            prior: match self.prior {
                PriorFrom::Model => PriorSource::Model,
                PriorFrom::Train => PriorSource::Train,
                PriorFrom::TrainSeen => PriorSource::TrainSeen,
            },
            half: match self.users {
                Users::All => Half::Both,
                Users::First => Half::First,
                Users::Second => Half::Second,
            },
            params: self.params.clone().unwrap_or_default(),
            scoring: self.scoring.clone().unwrap_or_else(|| match self.prior {
                PriorFrom::Model => ScoringParams::default(),
                PriorFrom::Train | PriorFrom::TrainSeen => ScoringParams::for_ratings(),
            }),
            rankers: self.rankers.clone(),
            against: Some(self.against.clone()),
            ..usual
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn write(report: &Report, path: &Path) -> std::io::Result<()> {
    atomic_file::write(path, |file| {
        serde_json::to_writer_pretty(&mut *file, report)?;
        writeln!(file)
    })
}

fn print(report: &Report, rated_films: usize) -> Result<()> {
    let mut out = crate::output::stdout();
    let joined = &report.joined;
    writeln!(
        out,
        "{} of {rated_films} rated films joined ({} by id, {} by title and year): {} ratings by {} users.",
        joined.films, joined.by_id, joined.by_title, joined.ratings, joined.users,
    )?;
    let versus = report.against.as_deref().map(|against| format!("vs {against}")).unwrap_or_default();
    let Some((_, of_first)) = report.rankers.first() else { return Ok(()) };
    for (picks, Figures { users, .. }) in of_first {
        match report.settings.history {
            Some(draws) => {
                writeln!(out, "\n{picks} ratings or more, half of them as taste, {draws} draws, {users} users")?;
            }
            None => writeln!(out, "\n{picks} {}, {users} users", if *picks == 1 { "pick" } else { "picks" })?,
        }
        writeln!(
            out,
            "{:<19} {:>7} {:>11} {versus:>24} {:>9} {:>5} {:>9} {:>9} {:>10} {:>8} {:>10}",
            "ranker",
            "NDCG@10",
            "95 %",
            "Recall@20",
            "AUC",
            "AUC same",
            "diversity",
            "one series",
            "coverage",
            "popularity",
        )?;
        for (name, by_picks) in &report.rankers {
            let Some(f) = by_picks.get(picks) else { continue };
            writeln!(
                out,
                "{name:<19} {:>7} {:>11} {:>24} {:>9} {:>5} {:>9} {:>9} {:>10} {:>8} {:>10.0}",
                short(f.ndcg10),
                format!("{}..{}", short(f.ndcg10_interval[0]), short(f.ndcg10_interval[1])),
                difference(f.ndcg10_difference, f.ndcg10_difference_interval),
                short(f.recall20),
                optional(f.auc),
                optional(f.matched_auc),
                optional(f.diversity),
                optional(f.of_one_series),
                short(f.coverage),
                f.popularity_rank,
            )?;
        }
    }
    Ok(())
}

/// ".123"
fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    text.strip_prefix('0').map(str::to_owned).unwrap_or(text)
}

fn optional(value: Option<f64>) -> String {
    value.map_or("-".to_owned(), short)
}

/// "+0.123 (+0.100..+0.146)"
fn difference(mean: Option<f64>, interval: Option<Interval>) -> String {
    let text = |(mean, [low, high]): (f64, Interval)| format!("{mean:+.3} ({low:+.3}..{high:+.3})");
    mean.zip(interval).map_or(String::new(), text)
}
