//! Packs the labels of all languages for the binary: a fifth of their size.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let folder = Path::new("src/extract/labels");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the labels are there")
        .map(|entry| entry.expect("a folder entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let read = |path: &PathBuf| {
        println!("cargo::rerun-if-changed={}", path.display());
        fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    let texts: Vec<String> = files.iter().map(read).collect();
    let packed = zstd::encode_all(texts.join("\0").as_bytes(), 12).expect("memory can be read");
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("labels.zst");
    fs::write(out, packed).expect("OUT_DIR can be written");
}
