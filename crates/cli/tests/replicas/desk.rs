//! A folder with models, and servers that stop with their test.

use std::fs;
use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use matinee_catalogue::starter;
use serde_json::Value;
use tempfile::TempDir;

/// However busy the machine is.
const PATIENCE: Duration = Duration::from_secs(90);

/// A folder for one test, and what its commands get in the environment.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
    pub(crate) environment: Vec<(&'static str, String)>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), environment: Vec::new() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The address of a store that is a folder here.
    pub(crate) fn file_store(&self) -> String {
        format!("file://{}", self.path("store").display())
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_matinee"));
        let ours = ["MATINEE_", "AWS_", "AZURE_", "AZURITE_", "GOOGLE_"];
        for (name, _) in std::env::vars().filter(|(name, _)| ours.iter().any(|start| name.starts_with(start))) {
            command.env_remove(name);
        }
        command.current_dir(self.folder.path()).args(arguments).envs(self.environment.iter().cloned());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What a command prints that must succeed.
    pub(crate) fn stdout(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The message of a command that must fail.
    pub(crate) fn fails(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?} succeeded");
        String::from_utf8(output.stderr).unwrap()
    }

    /// Trains on so many films and returns the version.
    pub(crate) fn train(&self, films: usize) -> String {
        matinee_catalogue::write(&self.path("films.jsonl.zst"), &starter::catalogue().films()[..films]).unwrap();
        let trained = self.stdout(&["train", "--catalogue", "films.jsonl.zst", "--no-map", "--json"]);
        serde_json::from_str::<Value>(&trained).unwrap()["model"].as_str().unwrap().to_owned()
    }
}

/// A server with its own data folder, and its log.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: String,
    log: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Server {
    /// Starts a server that asks its store every second. `name` is its data folder's.
    pub(crate) fn start(desk: &Desk, name: &str, listen: &str, store: &str) -> Self {
        let log = desk.path(&format!("{name}.log"));
        let log_file = fs::OpenOptions::new().create(true).append(true).open(&log).unwrap();
        let mut process = desk
            .command(&["serve", "--rate", "0", "--trusted-proxy", "127.0.0.1", "--models-poll", "1s"])
            .args(["--listen", listen, "--data", name, "--models", store])
            .stdout(Stdio::piped())
            .stderr(log_file)
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let address = said.split("http://").nth(1).and_then(|rest| rest.split(' ').next());
        let address = address.unwrap_or_else(|| panic!("{}", fs::read_to_string(&log).unwrap())).to_owned();
        Self { process, address, log }
    }

    /// As `kill -9`.
    pub(crate) fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    pub(crate) fn ready(&self) -> Value {
        serde_json::from_str(&get(&self.address, "/readyz").unwrap()).unwrap()
    }

    /// Waits until `/readyz` says so.
    pub(crate) fn wait(&self, is_so: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let ready = self.ready();
            if is_so(&ready) {
                return ready;
            }
            assert!(start.elapsed() < PATIENCE, "{ready}\n{}", fs::read_to_string(&self.log).unwrap());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    pub(crate) fn serves(&self, version: &str) {
        self.wait(|ready| ready["model"] == version);
    }

    pub(crate) fn logged(&self, text: &str) -> usize {
        fs::read_to_string(&self.log).unwrap().matches(text).count()
    }
}

/// Asks once; what went wrong, if the answer is not a whole 200.
pub(crate) fn get(address: &str, path: &str) -> Result<String, String> {
    let said = |error: std::io::Error| format!("{path}: {error}");
    let mut stream = TcpStream::connect(address).map_err(said)?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(said)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: films.example\r\nConnection: close\r\n\r\n").map_err(said)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(said)?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(|| format!("{path}: {answer:?}"))?;
    let is_whole = body.trim_end().ends_with("</html>") || body.ends_with("0\r\n\r\n") || body.ends_with('}');
    if head.starts_with("HTTP/1.1 200 ") && is_whole {
        Ok(body.to_owned())
    } else {
        Err(format!("{path}: {answer:.300}"))
    }
}

/// Changes one byte in the middle of a file.
pub(crate) fn damage(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    fs::write(path, bytes).unwrap();
}
