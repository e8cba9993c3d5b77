//! Benchmark of the whole program: trains on a catalogue, serves it, requests recommendations and searches, runs the
//! scraper's own benchmark, and prints one JSON object. Run it by `scripts/bench CATALOGUE`.
//!
//! Everything goes through the `matinee` binary and 127.0.0.1, as for an operator and a viewer. Requests are sent one after
//! the other over one connection, each with films not used before, so that no answer comes from a cache.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Requests measured for each number of picks, after a warm-up.
const REQUESTS: usize = 200;
const WARM_UP: usize = 20;

fn main() -> Result<()> {
    let [_, matinee, scraper_bench, catalogue] =
        env::args().collect::<Vec<_>>().try_into().map_err(|_| "usage: bench MATINEE SCRAPER_BENCH CATALOGUE")?;
    let folder = tempfile::tempdir()?;
    // The first run is slower, as it reclaims memory that another program freed: the median of three counts. Each run has a
    // folder of its own, because an existing model is not written again.
    let mut runs = (0..3)
        .map(|run| trained(&matinee, &catalogue, &folder.path().join(run.to_string())))
        .collect::<Result<Vec<_>>>()?;
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (train_s, mut peak, trained) = runs.swap_remove(1);
    // Once more, with the map.
    let mapped = output(train(&matinee, &catalogue, folder.path(), &[])?)?;

    let start = Instant::now();
    let mut server = Command::new(&matinee)
        .args(["serve", "--listen", "127.0.0.1:0", "--rate", "0", "--data"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut said = String::new();
    BufReader::new(server.stdout.take().ok_or("no output")?).read_line(&mut said)?;
    let load_ms = start.elapsed().as_secs_f64() * 1e3;
    let address = said.split("http://").nth(1).and_then(|rest| rest.split(' ').next()).ok_or("no address")?;
    let measured = measure(address, folder.path()).and_then(|ranked| Ok((ranked, searched(address, folder.path())?)));
    peak = peak.max(peak_of(server.id()));
    server.kill()?;
    server.wait()?;
    let (recommended, found) = measured?;
    let scraper = Command::new(scraper_bench).stderr(Stdio::inherit()).output()?;
    if !scraper.status.success() {
        return Err("the scraper's bench failed".into());
    }
    let scraper: Value = serde_json::from_slice(&scraper.stdout)?;
    let out = json!({
        "films": trained["films"], "terms": trained["terms"], "entries": trained["entries"],
        "train_s": round(train_s), "read_s": trained["read_seconds"], "learn_s": trained["train_seconds"], "map_s": mapped["map_seconds"], "artefact_bytes": mapped["bytes"], "load_ms": round(load_ms),
        "peak_mb": round(peak), "recommend_ms": recommended, "search_ms": found, "scraper": scraper,
    });
    println!("{out}");
    Ok(())
}

/// Trains without a map. Returns the seconds, the peak memory in MB, and the program's output.
fn trained(matinee: &str, catalogue: &str, data: &Path) -> Result<(f64, f64, Value)> {
    let start = Instant::now();
    let mut training = train(matinee, catalogue, data, &["--no-map"])?;
    let peak = watch_peak(&mut training)?;
    Ok((start.elapsed().as_secs_f64(), peak, output(training)?))
}

fn train(matinee: &str, catalogue: &str, data: &Path, options: &[&str]) -> Result<Child> {
    let mut command = Command::new(matinee);
    command.args(["train", "--json", "--catalogue", catalogue, "--data"]).arg(data).args(options);
    Ok(command.stdout(Stdio::piped()).spawn()?)
}

/// The JSON output of a program that must succeed.
fn output(program: Child) -> Result<Value> {
    let output = program.wait_with_output()?;
    if !output.status.success() {
        return Err("training failed".into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// The peak memory of a process so far, in megabytes (`VmHWM`).
fn peak_of(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

fn watch_peak(child: &mut Child) -> Result<f64> {
    let mut peak: f64 = 0.0;
    while child.try_wait()?.is_none() {
        peak = peak.max(peak_of(child.id()));
        thread::sleep(Duration::from_millis(5));
    }
    Ok(peak)
}

fn measure(address: &str, folder: &Path) -> Result<Value> {
    let ids = ids(folder)?;
    let mut connection = BufReader::new(TcpStream::connect(address)?);
    connection.get_ref().set_nodelay(true)?;
    let mut out = json!({});
    // A step without a common factor with the number of films reaches all of them.
    let mut next = (0..).map(|n: usize| ids[n * 7919 % ids.len()].as_str());
    for picks in [1, 5, 20] {
        let mut times = Vec::with_capacity(REQUESTS);
        for n in 0..WARM_UP + REQUESTS {
            let mut likes: Vec<&str> = next.by_ref().take(picks).collect();
            likes.dedup();
            let body = json!({"likes": likes, "limit": 20}).to_string();
            let start = Instant::now();
            ask(&mut connection, address, "POST /api/v1/recommendations", &body)?;
            if n >= WARM_UP {
                times.push(start.elapsed().as_secs_f64() * 1e3);
            }
        }
        times.sort_by(f64::total_cmp);
        out[picks.to_string()] = json!({"p50": round(times[REQUESTS / 2]), "p99": round(times[REQUESTS * 99 / 100])});
    }
    Ok(out)
}

/// Searches as people type them: a title, its beginning, a misspelt title, a person, and words from a story.
fn searched(address: &str, folder: &Path) -> Result<Value> {
    let model = matinee_features::store::load_current(&folder.join("models"))?;
    let mut connection = BufReader::new(TcpStream::connect(address)?);
    connection.get_ref().set_nodelay(true)?;
    let mut times = Vec::with_capacity(REQUESTS);
    for n in 0..WARM_UP + REQUESTS {
        let film = &model.films()[n * 7919 % model.films().len()];
        let letters: Vec<char> = film.title.chars().collect();
        let query: String = match n % 5 {
            0 => film.title.clone(),
            1 => letters.iter().take(4).collect(),
            2 => letters.iter().enumerate().filter(|(at, _)| *at != 2).map(|(_, letter)| letter).collect(),
            3 => film.cast.first().unwrap_or(&film.title).clone(),
            _ => film.plot.split(' ').filter(|word| word.len() > 5).take(3).collect::<Vec<_>>().join(" "),
        };
        let query = utf8_percent_encode(&query, NON_ALPHANUMERIC);
        let start = Instant::now();
        ask(&mut connection, address, &format!("GET /api/v1/films?q={query}"), "")?;
        if n >= WARM_UP {
            times.push(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    times.sort_by(f64::total_cmp);
    Ok(json!({"p50": round(times[REQUESTS / 2]), "p99": round(times[REQUESTS * 99 / 100])}))
}

/// Ids of the trained films, read from the model.
fn ids(folder: &Path) -> Result<Vec<String>> {
    let model = matinee_features::store::load_current(&folder.join("models"))?;
    Ok(model.films().iter().map(|film| film.id.to_string()).collect())
}

fn ask(connection: &mut BufReader<TcpStream>, address: &str, what: &str, body: &str) -> Result<()> {
    let head = format!(
        "{what} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    connection.get_mut().write_all(format!("{head}{body}").as_bytes())?;
    let mut status = String::new();
    connection.read_line(&mut status)?;
    if !status.contains(" 200 ") {
        return Err(format!("the server answered {status}").into());
    }
    let mut length = 0;
    loop {
        let mut line = String::new();
        connection.read_line(&mut line)?;
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse()?;
        }
        if line == "\r\n" {
            break;
        }
    }
    connection.read_exact(&mut vec![0; length])?;
    Ok(())
}
