//! Runs the binary as people run it.

mod catalogue;
mod commands;
#[path = "../../../scraper/tests/it/depot.rs"]
mod depot;
mod doctor;
#[cfg(target_os = "linux")]
mod faults;
mod get;
mod hostile;
mod interface;
mod library;
mod licences;
mod media_server;
mod models;
mod privacy;
#[cfg(unix)]
mod restart;
mod shipping;
mod site;
mod taste;
mod whole_path;

use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// A data folder for one test, without configuration from outside.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("matinee").unwrap();
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MATINEE_")) {
            command.env_remove(name);
        }
        command.current_dir(self.folder.path()).args(arguments);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// The output of a command that must succeed.
    pub(crate) fn stdout(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The exit code and message of a command that must fail.
    pub(crate) fn fails(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?} succeeded");
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.stdout(arguments)).unwrap()
    }
}
