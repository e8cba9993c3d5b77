//! The packages that the workspace depends on, as cargo resolves them for the systems that releases are made for.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// A package of somebody else.
#[derive(Debug)]
pub(super) struct Package<'a> {
    pub(super) name: &'a str,
    pub(super) version: &'a str,
    pub(super) licence: &'a str,
    pub(super) source: &'a str,
    pub(super) authors: Vec<&'a str>,
    pub(super) folder: PathBuf,
}

/// What `cargo metadata` says.
pub(super) struct Dependencies(Value);

const TARGETS: [&str; 2] = ["x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl"];

impl Dependencies {
    pub(super) fn read() -> Self {
        let mut command = Command::new(env!("CARGO"));
        // With what only releases have.
        command.args(["metadata", "--format-version", "1", "--locked", "--all-features"]);
        for target in TARGETS {
            command.args(["--filter-platform", target]);
        }
        let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Self(serde_json::from_slice(&output.stdout).unwrap())
    }

    fn packages(&self) -> impl Iterator<Item = &Value> {
        self.0["packages"].as_array().unwrap().iter()
    }

    /// All of them, those for tests and builds too.
    pub(super) fn all(&self) -> impl Iterator<Item = Package<'_>> {
        self.packages().filter_map(Package::of)
    }

    /// Those whose code is in the binary, by name and version: no macros, and nothing that only builds and tests need.
    pub(super) fn in_binary(&self) -> Vec<Package<'_>> {
        let by_id: HashMap<&str, &Value> = self.packages().map(|one| (one["id"].as_str().unwrap(), one)).collect();
        let nodes = self.0["resolve"]["nodes"].as_array().unwrap();
        let needs: HashMap<&str, &Value> =
            nodes.iter().map(|one| (one["id"].as_str().unwrap(), &one["deps"])).collect();
        let is_macro = |package: &Value| package["targets"].to_string().contains("\"proc-macro\"");
        let mut open: Vec<&str> = by_id.keys().filter(|id| by_id[*id]["name"] == "matinee-cli").copied().collect();
        let mut found = HashSet::new();
        while let Some(id) = open.pop() {
            if is_macro(by_id[id]) || !found.insert(id) {
                continue;
            }
            let at_run_time =
                |one: &&Value| one["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].is_null());
            open.extend(
                needs[id].as_array().unwrap().iter().filter(at_run_time).map(|one| one["pkg"].as_str().unwrap()),
            );
        }
        let mut packages: Vec<Package> = found.iter().filter_map(|id| Package::of(by_id[id])).collect();
        packages.sort_by_key(|one| (one.name, one.version));
        packages
    }
}

impl<'a> Package<'a> {
    /// `None` for those of this workspace.
    fn of(value: &'a Value) -> Option<Self> {
        let text = |name: &str| value[name].as_str();
        Some(Self {
            source: text("source")?,
            name: text("name")?,
            version: text("version")?,
            licence: text("license").unwrap_or_default(),
            authors: value["authors"].as_array()?.iter().filter_map(Value::as_str).collect(),
            folder: PathBuf::from(text("manifest_path")?).parent()?.to_owned(),
        })
    }
}
