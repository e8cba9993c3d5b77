//! Times ranking in the process, on one core, and prints one JSON object:
//!
//! `ranking_bench CATALOGUE` on a catalogue's films, `ranking_bench --films N` on N made-up ones.

#[path = "../benches/made_up/mod.rs"]
mod made_up;

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use std::{env, fs};

use matinee_catalogue::Catalogue;
use matinee_features::{Model, Params, Row};
use matinee_rank::{HistoryParams, ListOptions, Ranker, ScoringParams, Taste};
use serde_json::{Value, json};

/// The allocator of the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Numbers of picks, each with how many lists are timed.
const ASKED: [(usize, usize); 6] = [(1, 200), (5, 200), (20, 200), (100, 50), (1_000, 10), (5_000, 10)];

fn main() -> Result<()> {
    let films = match &env::args().collect::<Vec<_>>()[..] {
        [_, flag, films] if flag == "--films" => made_up::films(films.parse()?),
        [_, catalogue] => Catalogue::read(Path::new(catalogue))?,
        _ => return Err("usage: ranking_bench CATALOGUE | --films N".into()),
    };
    let start = Instant::now();
    let model = Arc::new(Model::train(films, &Params::default())?);
    let train_s = start.elapsed().as_secs_f64();
    let ranker = Ranker::new(Arc::clone(&model));
    let known: Vec<Row> = (0..model.films().len()).filter(|&row| !model.matrix().row(row).0.is_empty()).collect();
    let mut times = json!({});
    for (picks, asked) in ASKED {
        times[picks.to_string()] = time(&ranker, &known, picks, asked)?;
    }
    let wishes: Vec<Value> = made_up::WISHES.iter().map(|wish| time_wish(&ranker, wish)).collect();
    let peak = peak_mb();
    let mut errors = json!({});
    for picks in [100, 1_000] {
        errors[picks.to_string()] = error(&model, &taste(&model, &known, picks, 0)?)?;
    }
    let out = json!({
        "films": model.films().len(), "terms": model.vocabulary().len(), "entries": model.matrix().entries(),
        "learn_s": round(train_s), "peak_mb": round(peak), "top_100_ms": times, "wish_ms": wishes, "against_full_machine": errors,
    });
    println!("{out}");
    Ok(())
}

/// How long reading a wish takes, in milliseconds: the first time, which makes the phrasebook, and then at the median.
fn time_wish(ranker: &Ranker, wish: &str) -> Value {
    let mut times: Vec<f64> = (0..200)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(ranker.wish(wish));
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    let first = times[0];
    times.sort_by(f64::total_cmp);
    json!({ "first": first, "p50": times[times.len() / 2], "p99": times[times.len() * 99 / 100] })
}

/// A taste of films far apart in the catalogue, different ones for each `turn`.
fn taste(model: &Model, known: &[Row], picks: usize, turn: usize) -> Result<Taste> {
    let mut rows: Vec<Row> = (0..picks).map(|n| known[(turn * picks + n + 1) * 7_919 % known.len()]).collect();
    rows.sort_unstable();
    rows.dedup();
    Ok(Taste::new(model, &rows, &[], &[])?)
}

fn time(ranker: &Ranker, known: &[Row], picks: usize, asked: usize) -> Result<Value> {
    let options = ListOptions { limit: 100, ..ListOptions::default() };
    let mut times = Vec::with_capacity(asked);
    for turn in 0..asked + 3 {
        let taste = taste(ranker.model(), known, picks, turn)?;
        let start = Instant::now();
        let found = ranker.recommend(&taste, &options)?;
        let took = start.elapsed().as_secs_f64() * 1e3;
        if found.films.len() != 100 {
            return Err(format!("{} films instead of 100", found.films.len()).into());
        }
        if turn >= 3 {
            times.push(took);
        }
    }
    times.sort_by(f64::total_cmp);
    Ok(json!({"p50": round(times[asked / 2]), "p90": round(times[asked * 9 / 10])}))
}

/// The largest error of a film's score against linfa's full solution, as a share of the range of scores; and both
/// times.
fn error(model: &Arc<Model>, taste: &Taste) -> Result<Value> {
    let timed = |ranker: Ranker| -> Result<(Vec<f32>, f64)> {
        let start = Instant::now();
        Ok((ranker.score(taste)?, start.elapsed().as_secs_f64() * 1e3))
    };
    let as_a_handful = ScoringParams { history: HistoryParams::never(), ..ScoringParams::default() };
    let (quick, quick_ms) = timed(Ranker::new(Arc::clone(model)).with_scoring_params(as_a_handful))?;
    let (full, full_ms) = timed(Ranker::new(Arc::clone(model)).with_full_machine())?;
    let most = full.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let least = full.iter().copied().fold(f32::INFINITY, f32::min);
    let off = quick.iter().zip(&full).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    Ok(json!({"relative_error": off / (most - least), "ms": round(quick_ms), "full_ms": round(full_ms)}))
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// The most memory used so far, in megabytes (`VmHWM`).
fn peak_mb() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
