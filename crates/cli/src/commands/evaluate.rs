//! `matinee evaluate`

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressStyle};
use matinee_catalogue::{Catalogue, atomic_file};
use matinee_features::Params;
use matinee_rank::ScoringParams;
use matinee_rank::evaluate::{
    self, Figure, Figures, Half, Join, NAMES, Prior, Report, Settings, join, ratings, scorecard,
};
use serde_json::{Map, Value, json};

use crate::Context;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  matinee evaluate --catalogue films.jsonl.zst --ratings ml-latest-small\n\nA user's liked films (4 stars or more) but for a few picks are hidden, and looked for at the top of all films. Numbers are means \
over users; --json has their 95 % intervals."
)]
pub(crate) struct Args {
    /// Films: JSON lines, plain or packed with zstd
    #[arg(long, env = "MATINEE_CATALOGUE", value_name = "FILE")]
    catalogue: PathBuf,
    /// People's ratings, in any layout of MovieLens: a folder, or its file of ratings
    #[arg(long, value_name = "PATH")]
    ratings: PathBuf,
    /// Where Matinee learns which films are well known; with `train`, it ranks to foretell ratings, not as it serves
    #[arg(long, value_enum, default_value_t = PriorFrom::Model)]
    prior: PriorFrom,
    /// Rankers to compare
    #[arg(long, value_delimiter = ',', value_name = "NAMES", default_values = NAMES)]
    rankers: Vec<String>,
    /// The ranker that differences are shown to
    #[arg(long, value_name = "NAME", default_value = "popular")]
    against: String,
    /// Pick as many disliked films (2.5 stars or less) as liked ones; users who have too few are not asked
    #[arg(long)]
    dislikes: bool,
    /// Look only for films, among films, that no user of the other folds has rated
    #[arg(long)]
    cold: bool,
    /// Write a scorecard with charts there too; `matinee serve` shows scorecard.html of its data folder
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Ask one half of the users only: choose parameters on the first, report the second
    #[arg(long, value_enum, default_value_t = Users::All)]
    users: Users,
    /// Seed of folds and picks
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// Parameters of training, as a model's manifest has them: '{"weights": {"people": 1.2}}'
    #[arg(long, value_name = "JSON", value_parser = parse_json::<Params>)]
    params: Option<Params>,
    /// How tastes are learnt: '{"fame": 30}'
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

fn parse_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|e| e.to_string())
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let start = Instant::now();
    let films = Catalogue::read(&args.catalogue)?;
    let ratings = ratings::read(&args.ratings)?;
    let joined = join(&ratings, &films);
    let settings = Settings {
        seed: args.seed,
        dislikes: args.dislikes,
        cold: args.cold,
        prior: match args.prior {
            PriorFrom::Model => Prior::Model,
            PriorFrom::Train => Prior::Train,
            PriorFrom::TrainSeen => Prior::TrainSeen,
        },
        half: match args.users {
            Users::All => Half::Both,
            Users::First => Half::First,
            Users::Second => Half::Second,
        },
        params: args.params.clone().unwrap_or_default(),
        scoring: args.scoring.clone().unwrap_or_else(|| match args.prior {
            PriorFrom::Model => ScoringParams::default(),
            PriorFrom::Train | PriorFrom::TrainSeen => ScoringParams::for_ratings(),
        }),
        rankers: args.rankers.clone(),
        against: Some(args.against.clone()),
        ..Settings::default()
    };
    // indicatif draws nothing where standard error is no terminal.
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} users, {eta} left")?;
    let bar = ProgressBar::new(ratings.users.len() as u64).with_style(style);
    let report = evaluate::evaluate(&ratings, &films, &joined, &settings, &|users| bar.inc(users));
    bar.finish_and_clear();
    let report = report.with_context(|| format!("evaluating on {}", args.ratings.display()))?;
    let seconds = start.elapsed().as_secs_f64();
    if let Some(path) = &args.html {
        write_scorecard(args, &report, path)?;
    }
    if context.json {
        let mut value = as_json(&report, &joined, &args.against);
        value["seconds"] = json!(seconds);
        return super::print_json(&value);
    }
    print(&report, &joined, ratings.items.len(), &args.against)?;
    println!("\n{seconds:.0} s.");
    Ok(())
}

fn write_scorecard(args: &Args, report: &Report, path: &Path) -> Result<()> {
    let name = |path: &Path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let prior = match args.prior {
        PriorFrom::Model => "Fame as the films' pages tell it",
        PriorFrom::Train => "Fame as the likes of the other people tell it",
        PriorFrom::TrainSeen => "Fame as the ratings of the other people tell it",
    };
    let also = [(args.dislikes, "as many dislikes as likes picked"), (args.cold, "only films that nobody else rated")];
    let settings = also.iter().filter(|(on, _)| *on).fold(prior.to_owned(), |all, (_, text)| all + "; " + text);
    let heading = scorecard::Heading {
        catalogue: &name(&args.catalogue),
        ratings: &name(&args.ratings),
        against: &args.against,
        settings: &format!("{settings}; seed {}", args.seed),
    };
    let page = scorecard::html(report, &heading);
    atomic_file::write(path, |file| file.write_all(page.as_bytes()))
        .with_context(|| format!("writing {}", path.display()))?;
    Ok(())
}

fn print(report: &Report, joined: &Join, items: usize, against: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{} of {items} rated films joined ({} by id, {} by title and year): {} ratings by {} users.",
        report.films, joined.by_id, joined.by_title, joined.ratings, report.users,
    )?;
    let counts: Vec<usize> =
        report.rankers.first().map(|r| r.figures.iter().map(|f| f.picks).collect()).unwrap_or_default();
    for picks in counts {
        let at = |ranker: &evaluate::RankerReport| ranker.figures.iter().find(|f| f.picks == picks).cloned();
        let users = report.rankers.first().and_then(at).map_or(0, |f| f.users);
        writeln!(out, "\n{picks} {}, {users} users", if picks == 1 { "pick" } else { "picks" })?;
        let vs = format!("vs {against}");
        writeln!(
            out,
            "{:<19} {:>7} {:>11} {vs:>24} {:>9} {:>5} {:>9} {:>9} {:>10} {:>8} {:>10}",
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
        for ranker in &report.rankers {
            let Some(f) = at(ranker) else { continue };
            let difference =
                f.difference.map_or(String::new(), |d| format!("{:+.3} ({:+.3}..{:+.3})", d.mean, d.low, d.high));
            writeln!(
                out,
                "{:<19} {:>7} {:>11} {difference:>24} {:>9} {:>5} {:>9} {:>9} {:>10} {:>8} {:>10.0}",
                ranker.name,
                short(f.ndcg10.mean),
                format!("{}..{}", short(f.ndcg10.low), short(f.ndcg10.high)),
                short(f.recall20.mean),
                optional(f.auc),
                optional(f.matched_auc),
                optional(f.diversity),
                optional(f.of_one_series),
                short(f.coverage),
                f.popularity_rank.mean,
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

fn optional(figure: Option<Figure>) -> String {
    figure.map_or("-".to_owned(), |figure| short(figure.mean))
}

fn as_json(report: &Report, joined: &Join, against: &str) -> Value {
    let mut rankers = Map::new();
    for ranker in &report.rankers {
        let by_picks = ranker.figures.iter().map(|f| (f.picks.to_string(), figures(f)));
        rankers.insert(ranker.name.to_owned(), Value::Object(by_picks.collect()));
    }
    json!({
        "joined": {
            "films": report.films, "by_id": joined.by_id, "by_title": joined.by_title,
            "ratings": joined.ratings, "users": report.users,
        },
        "against": against,
        "rankers": rankers,
    })
}

/// Means by name, and beside each the ends of its interval.
fn figures(f: &Figures) -> Value {
    let mut object = Map::new();
    object.insert("users".to_owned(), json!(f.users));
    let all = [
        ("ndcg10", Some(f.ndcg10)),
        ("recall20", Some(f.recall20)),
        ("auc", f.auc),
        ("matched_auc", f.matched_auc),
        ("diversity", f.diversity),
        ("of_one_series", f.of_one_series),
        ("popularity_rank", Some(f.popularity_rank)),
        ("ndcg10_difference", f.difference),
    ];
    for (name, figure) in all {
        object.insert(name.to_owned(), json!(figure.map(|figure| figure.mean)));
        object.insert(format!("{name}_interval"), json!(figure.map(|figure| [figure.low, figure.high])));
    }
    object.insert("coverage".to_owned(), json!(f.coverage));
    Value::Object(object)
}
