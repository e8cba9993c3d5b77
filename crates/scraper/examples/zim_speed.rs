//! How fast the films of a ZIM file are read, and in how much memory: `cargo run --release --example zim_speed FILE`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use matinee_catalogue::merge::Merger;
use matinee_scraper::{BulkError, films_of_zim};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("name a ZIM file")?;
    let folder = std::env::temp_dir();
    let (start, mut merger) = (Instant::now(), Merger::new(&folder)?);
    let found = films_of_zim(
        Path::new(&file),
        None,
        &folder,
        &BTreeMap::new(),
        |_, _| (),
        |film| merger.add(0, &film).map_err(|source| BulkError::Waiting { folder: folder.clone(), source }),
    )?;
    let seconds = start.elapsed().as_secs_f64();
    let merged = merger.finish()?;
    println!(
        "{} pages, {} films, {seconds:.1} s, {:.0} pages a second",
        found.pages,
        found.films,
        found.pages as f64 / seconds
    );
    println!(
        "{} films of {} records merged after {:.1} s",
        merged.len(),
        merged.records,
        start.elapsed().as_secs_f64()
    );
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("peak memory {line}"));
    Ok(())
}
