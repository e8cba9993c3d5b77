//! Packs the notices of others' work for the binary: a fifth of their size.

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=src/notices.txt");
    let notices = fs::read("src/notices.txt").expect("scripts/licences makes it");
    let packed = zstd::encode_all(notices.as_slice(), 12).expect("memory can be read");
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("notices.zst");
    fs::write(out, packed).expect("OUT_DIR can be written");
}
