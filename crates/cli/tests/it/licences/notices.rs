//! The notices as one text. Licences of one wording are written once, with everybody's copyright.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::dependencies::Package;
use super::expression::is_enough;

/// What the packages do not say themselves.
const HEAD: &str = "\
Matinee is MIT or Apache-2.0, as you like. Its starter catalogue is CC0. It contains the works of others that are
named here, each with its notices. The source of a package is at https://crates.io/crates/NAME/VERSION.

The standard library of Rust is MIT OR Apache-2.0, Copyright (c) The Rust Project Contributors. Static binaries contain
musl, MIT, Copyright (c) 2005-2020 Rich Felker, et al. Of libsqlite3-sys, sqlite is in the public domain.
";

/// Files in folders below these depths belong to tests and tools.
const DEPTH: usize = 3;

/// A wording, and who uses it with what copyright.
#[derive(Default)]
struct Wording {
    text: String,
    users: Vec<(String, Vec<String>)>,
}

/// The notices of packages that are sorted by name.
pub(super) fn of(packages: &[Package]) -> String {
    let mut wordings: BTreeMap<String, Wording> = BTreeMap::new();
    let mut without = Vec::new();
    for package in packages {
        let name = format!("{} {} ({})", package.name, package.version, package.licence);
        let texts: Vec<String> = files(package).iter().map(|path| read(path)).collect();
        if texts.is_empty() {
            let names = package.authors.iter().map(|author| author.split(" <").next().unwrap_or_default());
            without.push((name.clone(), names.collect::<Vec<_>>().join(", ")));
        }
        for text in texts {
            let (copyrights, words) = split(&text);
            let key = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            let wording = wordings.entry(key).or_default();
            if wording.text.is_empty() {
                wording.text = words;
            }
            match wording.users.last_mut().filter(|(last, _)| *last == name) {
                Some((_, all)) => all.extend(copyrights),
                None => wording.users.push((name.clone(), copyrights)),
            }
        }
    }
    let mut out = HEAD.to_owned();
    let mut wordings: Vec<Wording> = wordings.into_values().collect();
    wordings.sort_by(|a, b| {
        b.users
            .len()
            .cmp(&a.users.len())
            .then_with(|| a.users[0].0.cmp(&b.users[0].0))
            .then_with(|| a.text.cmp(&b.text))
    });
    for Wording { text, users } in &wordings {
        let _ = writeln!(out, "\n{}\n", "=".repeat(80));
        for (name, copyrights) in users {
            let _ = writeln!(out, "{name}");
            for line in copyrights {
                let _ = writeln!(out, "    {line}");
            }
        }
        let _ = writeln!(out, "\n{text}");
    }
    let _ = writeln!(out, "\n{}\n\nThese come without a text; that of their licence is above.\n", "=".repeat(80));
    for (name, authors) in without {
        let _ = writeln!(out, "{name}{}{authors}", if authors.is_empty() { "" } else { ", by " });
    }
    out
}

/// The files of a package's licence: those of MIT alone where that may be chosen, else all.
fn files(package: &Package) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&package.folder, DEPTH, &mut found);
    found.sort();
    if is_enough("MIT", package.licence) {
        let others = ["apache", "unlicense", "zlib", "bsl", "boost", "cc0", "mpl", "0bsd", "isc", "-bsd"];
        let is_other = |path: &PathBuf| {
            let name = path.strip_prefix(&package.folder).unwrap().to_string_lossy().to_lowercase();
            others.iter().any(|other| name.contains(other))
        };
        let chosen: Vec<PathBuf> = found.iter().filter(|path| !is_other(path)).cloned().collect();
        return if chosen.is_empty() { found } else { chosen };
    }
    found
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().to_uppercase());
        if path.is_dir() {
            // Tests and tools are not in the binary.
            if depth > 1
                && !["TEST", "TESTS", "BENCHES", "EXAMPLES", "CONTRIB", "FUZZ", "TARGET"].contains(&name.as_str())
            {
                collect(&path, depth - 1, found);
            }
        } else if is_licence(&name) {
            found.push(path);
        }
    }
}

/// Whether a file has this name because of what it says, and not because it is code about licences.
fn is_licence(name: &str) -> bool {
    let starts = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE", "COPYRIGHT"];
    let of_code = [Some("RS"), Some("JSON"), Some("HBS")];
    starts.iter().any(|start| name.starts_with(start)) && !of_code.contains(&name.rsplit_once('.').map(|(_, end)| end))
}

fn read(path: &Path) -> String {
    let text = String::from_utf8_lossy(&fs::read(path).unwrap()).replace(['\r', '\u{c}'], "");
    let lines: Vec<&str> = text.trim_matches('\n').lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// The copyright lines of a text, and its words without them.
fn split(text: &str) -> (Vec<String>, String) {
    let is_copyright = |line: &str| {
        let line = line.trim().to_lowercase();
        line.starts_with("copyright") && line.contains(|c: char| c.is_ascii_digit() || c == '©')
            || line.starts_with("copyright (c)")
    };
    let (copyrights, words): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| is_copyright(line));
    let words = words.join("\n").trim_matches('\n').to_owned();
    (copyrights.into_iter().map(|line| line.trim().to_owned()).collect(), words)
}
