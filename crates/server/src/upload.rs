//! A form with files, as browsers send it (RFC 7578). Everything stays in memory, within a budget for all uploads together, and is
//! gone with the answer.

use std::sync::Arc;

use actix_multipart::{Field, Multipart};
use actix_web::http::StatusCode;
use futures_util::StreamExt as _;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::limits::{
    MAX_FORM_PARTS, MAX_UPLOAD_BYTES, MAX_UPLOAD_DISCARDED, UPLOAD_STALL, UPLOAD_TIMEOUT, UPLOADS_AT_ONCE_MB,
};
use crate::pool::PoolError;
use crate::problem::Problem;

/// Where files are sent to: their transfer may take longer than other answers.
pub(crate) const IMPORT_PATH: &str = "/mine/import";

/// What all uploads together may hold in memory, and whose turn it is to be read.
#[derive(Debug, Clone)]
pub(crate) struct Uploads {
    megabytes: Arc<Semaphore>,
    turn: Arc<Semaphore>,
}

impl Default for Uploads {
    fn default() -> Self {
        Self { megabytes: Arc::new(Semaphore::new(UPLOADS_AT_ONCE_MB)), turn: Arc::new(Semaphore::new(1)) }
    }
}

impl Uploads {
    /// Waits for the turn to work on an upload. One at a time: else they would keep all ranking threads from ranking.
    pub(crate) async fn turn(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.turn).acquire_owned().await.map_err(|_| PoolError::Failed.into())
    }
}

/// What was sent.
#[derive(Debug, Default)]
pub(crate) struct Upload {
    /// Files that have a name or any bytes, in their order.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// The other fields, in their order.
    pub(crate) fields: Vec<(String, String)>,
    /// Its share of the budget, given back when it is dropped.
    held: Vec<OwnedSemaphorePermit>,
    bytes: usize,
}

impl Upload {
    /// Reads a form.
    pub(crate) async fn read(form: Multipart, uploads: &Uploads) -> Result<Self, Problem> {
        let late = |_| {
            let values = [("seconds", UPLOAD_TIMEOUT.as_secs().to_string())];
            Problem::translated(StatusCode::REQUEST_TIMEOUT, |error| &error.slow_upload, values)
        };
        timeout(UPLOAD_TIMEOUT, Self::read_parts(form, uploads)).await.map_err(late)?
    }

    async fn read_parts(mut form: Multipart, uploads: &Uploads) -> Result<Self, Problem> {
        let mut upload = Self::default();
        let mut parts = 0;
        while let Some(part) = timeout(UPLOAD_STALL, form.next()).await.map_err(|_| broken())? {
            let mut part = part.map_err(|_| broken())?;
            parts += 1;
            if parts > MAX_FORM_PARTS {
                return Err(broken());
            }
            let bytes = upload.part(&mut part, uploads).await?;
            let name = part.name().unwrap_or_default().to_owned();
            match part.content_disposition().and_then(|told| told.get_filename()) {
                // A browser sends an empty file where none was chosen.
                Some(file) if !file.is_empty() || !bytes.is_empty() => upload.files.push((file_name(file), bytes)),
                Some(_) => {}
                None => upload.fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        if upload.bytes > MAX_UPLOAD_BYTES {
            return Err(too_large());
        }
        Ok(upload)
    }

    /// The bytes of a part. What is too much is read and dropped, so that the browser comes to see why it is refused.
    async fn part(&mut self, part: &mut Field, uploads: &Uploads) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        while let Some(chunk) = timeout(UPLOAD_STALL, part.next()).await.map_err(|_| broken())? {
            let chunk = chunk.map_err(|_| broken())?;
            self.bytes += chunk.len();
            if self.bytes > MAX_UPLOAD_BYTES {
                (bytes, self.held, self.files) = (Vec::new(), Vec::new(), Vec::new());
                if self.bytes > MAX_UPLOAD_DISCARDED {
                    return Err(too_large());
                }
                continue;
            }
            while self.held.len() << 20 < self.bytes {
                let permit = Arc::clone(&uploads.megabytes).try_acquire_owned();
                self.held.push(permit.map_err(|_| Problem::from(PoolError::Busy))?);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }

    /// The last value of a field.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// The name of a file without folders, short enough to be shown.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    if name.is_empty() { "?".to_owned() } else { name }
}

fn too_large() -> Problem {
    let values = [("most", (MAX_UPLOAD_BYTES >> 20).to_string())];
    Problem::translated(StatusCode::PAYLOAD_TOO_LARGE, |error| &error.large_upload, values)
}

fn broken() -> Problem {
    Problem::translated(StatusCode::BAD_REQUEST, |error| &error.broken_upload, [])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_has_no_folders() {
        for (given, wanted) in [
            ("C:\\fakepath\\ratings.csv", "ratings.csv"),
            ("../../etc/passwd", "passwd"),
            ("a\nb.csv", "ab.csv"),
            ("", "?"),
            ("/", "?"),
        ] {
            assert_eq!(file_name(given), wanted);
        }
        assert_eq!(file_name(&"x".repeat(500)).len(), 120);
    }
}
