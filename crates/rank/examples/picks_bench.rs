//! How many neighbours of the forty picks are found, for parameters read from standard input: one JSON object a line,
//! `{"params": {"weights": {"beside": 0}}, "scoring": {}, "closeness": 1}`, what is left out being the default. Prints a line for each: neighbours
//! found of 100 by one pick and by three, on the half that chooses and on the half that reports.
//!
//! `echo '{}' | cargo run --release -p matinee-rank --example picks_bench -- data/starter`; with `--each` a line a pick.

#[path = "../tests/picks/mod.rs"]
mod picks;

use std::env;
use std::error::Error;
use std::io::{BufRead, stdin};
use std::path::Path;

use matinee_catalogue::{Catalogue, Film, ReadError, catalogue_files, read_each};
use matinee_features::Params;
use matinee_rank::{Closeness, ScoringParams};
use picks::{Half, NAMED, Rankers, found, found_with_two};
use serde_json::{Map, Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let path = args.first().ok_or("usage: picks_bench CATALOGUE|FOLDER [--each]")?;
    let mut films: Vec<Film> = Vec::new();
    for file in catalogue_files(Path::new(path))? {
        read_each::<ReadError>(&file, |film| {
            films.push(film);
            Ok(())
        })?;
    }
    let films = Catalogue::new(films)?;
    for line in stdin().lock().lines() {
        let asked: Map<String, Value> = serde_json::from_str(&line?)?;
        let params: Params = serde_json::from_value(with_defaults(asked.get("params"), json!(Params::default())))?;
        let scoring: ScoringParams =
            serde_json::from_value(with_defaults(asked.get("scoring"), json!(ScoringParams::default())))?;
        let closeness = asked.get("closeness").and_then(Value::as_f64);
        let closeness = closeness.map_or_else(Closeness::default, |closeness| Closeness::new(closeness as f32));
        let rankers = Rankers::new(&films, &params, &scoring);
        let mut of_half = [[0.0; 2]; 2];
        let picks = picks::picks();
        for pick in &picks {
            let ranker = rankers.of(pick);
            let one = found(ranker, &[pick.id], &pick.neighbours, closeness);
            let (three, asked) = found_with_two(ranker, pick, closeness);
            let half = picks.iter().filter(|other| other.half == pick.half).count() as f64;
            let sums = &mut of_half[usize::from(pick.half == Half::Report)];
            sums[0] += one.len() as f64 * 100.0 / NAMED as f64 / half;
            sums[1] += three as f64 * 100.0 / asked as f64 / half;
            if args.iter().any(|arg| arg == "--each") {
                println!(
                    "{:?} {}: {} and {:.1}: {one:?}",
                    pick.half,
                    pick.id,
                    one.len(),
                    three as f64 * 10.0 / asked as f64
                );
            }
        }
        println!(
            "{}",
            json!({
                "asked": asked, "choose": of_half[0].map(|n| (n * 10.0).round() / 10.0),
                "report": of_half[1].map(|n| (n * 10.0).round() / 10.0),
            })
        );
    }
    Ok(())
}

/// A JSON object with what it leaves out taken from `default`.
fn with_defaults(given: Option<&Value>, mut default: Value) -> Value {
    if let (Some(Value::Object(given)), Value::Object(all)) = (given, &mut default) {
        for (name, value) in given {
            let old = all.get(name).cloned().unwrap_or(Value::Null);
            all.insert(name.clone(), with_defaults(Some(value), old));
        }
        return default;
    }
    given.cloned().unwrap_or(default)
}
