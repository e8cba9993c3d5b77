//! Benchmark of a large catalogue: makes N films from a small one, and runs import, merge, stats and show on them. Run it by
//! `scripts/bench --films N CATALOGUE`.
//!
//! A made-up film takes its title, year, people, genres and summary from several films of the small catalogue, drawn by a
//! seed. Every tenth is an earlier one as another source might describe it: title in capitals, a year off, fewer actors. The
//! files are in a temporary folder. Prints one JSON object: for each command the seconds, films a second, peak memory, and
//! the time divided by that of `zstdcat | wc -l` on the same bytes.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use matinee_catalogue::{Catalogue, Film};
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const SEED: u64 = 1895;

fn main() -> Result<()> {
    let [_, matinee, catalogue, films] =
        env::args().collect::<Vec<_>>().try_into().map_err(|_| "usage: million MATINEE CATALOGUE FILMS")?;
    let films: u64 = films.replace(['_', ','], "").parse()?;
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (first, second, imported, other, merged) =
        (path("a.jsonl.zst"), path("b.jsonl.zst"), path("a2.jsonl.zst"), path("b2.jsonl.zst"), path("m.jsonl.zst"));
    let base = Catalogue::read(Path::new(&catalogue))?;
    generate(base.films(), 0..films / 2, Path::new(&first))?;
    generate(base.films(), films / 2..films, Path::new(&second))?;
    let last = format!("{} ({})", made_up(base.films(), 1).title, made_up(base.films(), 1).year);
    drop(base);

    let half = films / 2;
    let mut out = json!({"films": films, "seed": SEED, "bytes_packed": size(&first)? + size(&second)?});
    let run = |args: &[&str], read: &[&str], films| measure(&matinee, args, read, films);
    out["import"] = run(&["catalogue", "import", &first, "--out", &imported], &[&first], half)?;
    run(&["catalogue", "import", &second, "--out", &other], &[&second], films - half)?;
    out["merge"] = run(&["catalogue", "merge", &imported, &other, "--out", &merged], &[&imported, &other], films)?;
    let left = count(&merged)?;
    out["merged_films"] = json!(left);
    out["stats"] = run(&["catalogue", "stats", &merged], &[&merged], left)?;
    out["show"] = run(&["catalogue", "show", &last, "--catalogue", &merged], &[&merged], left)?;
    out["import_all"] = run(&["catalogue", "import", &first, &second, "--out", &imported], &[&first, &second], films)?;
    println!("{out}");
    Ok(())
}

/// Made-up film `n`: the same for every call.
fn made_up(base: &[Film], n: u64) -> Film {
    if n % 10 == 9 {
        let mut again = made_up(base, n / 20 * 10 + n / 10 % 9);
        again.title = again.title.to_uppercase();
        again.cast.truncate(3);
        return again;
    }
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    random.set_stream(n);
    let mut draw = || base.choose(&mut random).expect("the catalogue has films");
    let (first, second, third, text) = (draw(), draw(), draw(), draw());
    let half = |title: &str, begin: bool| {
        let words: Vec<&str> = title.split_whitespace().collect();
        let middle = words.len().div_ceil(2);
        if begin { words[..middle].join(" ") } else { words[middle / 2..].join(" ") }
    };
    let title = format!("{} {}", half(&first.title, true), half(&second.title, false));
    let mut film = Film::new(title.trim(), third.year);
    film.genres.clone_from(&first.genres);
    film.cast = third.cast.iter().chain(&second.cast).take(10).cloned().collect();
    film.synopsis.clone_from(&text.synopsis);
    if random.random_bool(0.5) {
        film.directors = first.cast.iter().take(1).cloned().collect();
    }
    film
}

fn generate(base: &[Film], numbers: std::ops::Range<u64>, path: &Path) -> Result<()> {
    let mut packed = zstd::Encoder::new(BufWriter::new(File::create(path)?), 1)?;
    for n in numbers {
        let film = made_up(base, n);
        let line = json!({
            "title": film.title, "year": film.year, "directors": film.directors, "cast": film.cast, "genres": film.genres,
            "synopsis": film.synopsis,
        });
        writeln!(packed, "{line}")?;
    }
    packed.finish()?.flush()?;
    Ok(())
}

fn measure(matinee: &str, args: &[&str], read: &[&str], films: u64) -> Result<Value> {
    let start = Instant::now();
    let mut child = Command::new(matinee).args(args).stdout(Stdio::null()).spawn()?;
    let mut peak: f64 = 0.0;
    while child.try_wait()?.is_none() {
        peak = peak.max(peak_of(child.id()));
        thread::sleep(Duration::from_millis(5));
    }
    if !child.wait()?.success() {
        return Err(format!("matinee {} failed", args.join(" ")).into());
    }
    let seconds = start.elapsed().as_secs_f64();
    let plain = zstdcat(read)?;
    Ok(json!({
        "seconds": round(seconds), "films_a_second": (films as f64 / seconds).round(), "peak_mb": round(peak),
        "zstdcat_seconds": round(plain), "times_zstdcat": round(seconds / plain),
    }))
}

fn zstdcat(read: &[&str]) -> Result<f64> {
    let start = Instant::now();
    let mut cat = Command::new("zstdcat").args(read).stdout(Stdio::piped()).spawn()?;
    let lines = cat.stdout.take().ok_or("no output")?;
    let counted = Command::new("wc").arg("-l").stdin(lines).output()?;
    if !cat.wait()?.success() || !counted.status.success() {
        return Err("zstdcat | wc -l failed".into());
    }
    Ok(start.elapsed().as_secs_f64())
}

fn count(path: &str) -> Result<u64> {
    let mut films = 0;
    matinee_catalogue::read_each(Path::new(path), |_| {
        films += 1;
        Ok::<_, matinee_catalogue::ReadError>(())
    })?;
    Ok(films)
}

/// The peak memory of a process so far, in megabytes (`VmHWM`).
fn peak_of(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

fn size(path: &str) -> Result<u64> {
    Ok(fs::metadata(path)?.len())
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
