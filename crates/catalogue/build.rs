//! Packs the starter catalogue for the binary, all decades in one zstd frame, and the vocabulary of themes.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Nearly as small as can be, in a second even where zstd itself was built without optimisation.
const LEVEL: i32 = 12;

/// A tenth smaller, and slow to pack: for builds that are made to be small.
const SMALL_LEVEL: i32 = 19;

fn main() {
    pack_starter();
    pack_vocabulary();
}

/// The files in the order of `src/themes.rs`, a zero byte between two: a third of their size.
fn pack_vocabulary() {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../data/vocabulary");
    let names = ["subgenre", "theme", "mood", "form", "setting", "era", "milieu", "audience", "patterns"];
    let texts = names.map(|name| {
        let path = folder.join(name).with_extension("toml");
        println!("cargo::rerun-if-changed={}", path.display());
        fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    });
    let packed = zstd::encode_all(texts.join("\0").as_bytes(), LEVEL).expect("memory can be read");
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("vocabulary.zst");
    fs::write(out, packed).expect("OUT_DIR can be written");
}

fn pack_starter() {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../data/starter");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut decades: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("a folder entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .collect();
    decades.sort();
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("starter.jsonl.zst");
    let file = fs::File::create(out).expect("OUT_DIR can be written");
    let small = matches!(env::var("OPT_LEVEL").expect("cargo sets it").as_str(), "s" | "z");
    let mut packed = zstd::Encoder::new(file, if small { SMALL_LEVEL } else { LEVEL }).expect("zstd has the level");
    for decade in decades {
        println!("cargo::rerun-if-changed={}", decade.display());
        let text = fs::read(&decade).unwrap_or_else(|e| panic!("{}: {e}", decade.display()));
        packed.write_all(&text).expect("OUT_DIR can be written");
    }
    packed.finish().expect("OUT_DIR can be written");
}
