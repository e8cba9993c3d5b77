//! Packs the starter catalogue for the binary: all decades in one gzip stream.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use flate2::{Compression, GzBuilder};

fn main() {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../data/starter");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut decades: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("a folder entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .collect();
    decades.sort();
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("starter.jsonl.gz");
    let file = fs::File::create(out).expect("OUT_DIR can be written");
    let mut packed = GzBuilder::new().write(file, Compression::best());
    for decade in decades {
        println!("cargo::rerun-if-changed={}", decade.display());
        let text = fs::read(&decade).unwrap_or_else(|e| panic!("{}: {e}", decade.display()));
        packed.write_all(&text).expect("OUT_DIR can be written");
    }
    packed.finish().expect("OUT_DIR can be written");
}
