//! The access log: a line for each answer. What visitors like is in addresses, so addresses are left out unless the operator asks.

use std::fmt::Write as _;
use std::io::Write;
use std::net::IpAddr;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;

use crate::limits::MAX_LOG_LINES_WAITING;

/// The form of the access log's lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessLogFormat {
    /// Words between spaces.
    Text,
    /// A JSON object a line.
    Json,
}

/// Where a line for each answer goes. A thread of its own writes: a slow disk or pipe holds up no visitor.
#[derive(Debug, Clone)]
pub struct AccessLog {
    format: AccessLogFormat,
    with_addresses: bool,
    lines: SyncSender<String>,
}

/// What is known of an answer.
#[derive(Debug)]
pub(crate) struct AnsweredRequest<'a> {
    pub(crate) id: &'a str,
    pub(crate) method: &'static str,
    pub(crate) route: &'a str,
    pub(crate) status: u16,
    pub(crate) bytes: Option<u64>,
    pub(crate) time: Duration,
    /// The client's address and the request's own, with what the visitor likes; left out unless they are asked for.
    pub(crate) client: Option<IpAddr>,
    pub(crate) address: &'a str,
}

impl AccessLog {
    /// A log that writes to `out` until that fails. `with_addresses` adds clients' addresses and whole paths, which name what
    /// visitors like.
    pub fn new(format: AccessLogFormat, with_addresses: bool, out: impl Write + Send + 'static) -> Self {
        let (lines, written) = sync_channel(MAX_LOG_LINES_WAITING);
        let writer = thread::Builder::new().name("access-log".to_owned());
        // Without a thread there is no log; the server runs on.
        if let Err(error) = writer.spawn(move || write(&written, out)) {
            tracing::error!(%error, "the access log cannot be written");
        }
        Self { format, with_addresses, lines }
    }

    /// Whether whole addresses are wanted.
    pub(crate) fn takes_addresses(&self) -> bool {
        self.with_addresses
    }

    /// Adds a line; `false` if the writer is too slow.
    pub(crate) fn add(&self, answered: &AnsweredRequest) -> bool {
        self.lines.try_send(self.line(answered)).is_ok()
    }

    fn line(&self, answered: &AnsweredRequest) -> String {
        let AnsweredRequest { id, method, route, status, bytes, time, client, address } = answered;
        let at = Timestamp::now();
        let ms = (time.as_secs_f64() * 10_000.0).round() / 10.0;
        let mut line = match self.format {
            AccessLogFormat::Text => {
                let bytes = bytes.map_or("-".to_owned(), |bytes| bytes.to_string());
                let mut line = format!("{at:.3} {id} {method} {route} {status} {bytes} {ms}ms");
                if self.with_addresses {
                    let client = client.map_or("-".to_owned(), |client| client.to_string());
                    let _ = write!(line, " {client} {address}");
                }
                line
            }
            AccessLogFormat::Json => {
                let mut line = json!({"time": format!("{at:.3}"), "id": id, "method": method, "route": route, "status": status,
                    "bytes": bytes, "ms": ms});
                if self.with_addresses {
                    line["client"] = json!(client);
                    line["address"] = json!(address);
                }
                line.to_string()
            }
        };
        line.push('\n');
        line
    }
}

fn write(lines: &Receiver<String>, mut out: impl Write) {
    while let Ok(line) = lines.recv() {
        // What waits is written at once, then flushed.
        let all = std::iter::once(line).chain(lines.try_iter()).collect::<String>();
        if out.write_all(all.as_bytes()).and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}
