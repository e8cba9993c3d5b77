//! Writes stored pages as a web archive (WARC 1.1, ISO 28500), which other archiving tools read.
//!
//! The file has a `warcinfo` record, then one `response` record for each page, in the order of the titles. Headers are those
//! that the store keeps (`Last-Modified`, `ETag`). Bodies have no content encoding. The same database gives the same file:
//! a record's id is the digest of its content, and the file's date is that of the last page.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::{Compression, write::GzEncoder};
use jiff::Timestamp;
use matinee_catalogue::atomic_file;
use sha2::{Digest, Sha256};

use crate::address::{Markup, Site};
use crate::store::{Archived, PageStore, PageStoreError};

/// An archive could not be written. A file that was there before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The stored pages cannot be read.
    #[error(transparent)]
    Store(#[from] PageStoreError),
    /// The archive cannot be written.
    #[error("cannot write {}: {source}; the file that was there, if any, is untouched", path.display())]
    Write {
        /// The archive.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
}

/// Why the file could not be filled.
enum FillError {
    Store(PageStoreError),
    Io(io::Error),
}

impl From<io::Error> for FillError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Writes every stored page, lists too, to `path`. If the name ends in `.gz`, each record is one gzip member. Returns the
/// number of pages.
///
/// # Errors
/// The store cannot be read, or the file cannot be written.
pub fn archive(store: &PageStore, site: &Site, path: &Path) -> Result<usize, ArchiveError> {
    let titles = store.archived_titles()?;
    let is_packed = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut pages = 0;
    let last = store.last_checked()?;
    let written = atomic_file::write::<FillError>(path, |file| {
        put(file, is_packed, &information(&name, site, last))?;
        for title in &titles {
            // A page may have been pruned meanwhile.
            let Some(page) = store.archived(title).map_err(FillError::Store)? else { continue };
            put(file, is_packed, &response(site, site.page(title).as_str(), &page))?;
            pages += 1;
        }
        Ok(())
    });
    match written {
        Ok(()) => Ok(pages),
        Err(FillError::Store(error)) => Err(error.into()),
        Err(FillError::Io(source)) => Err(ArchiveError::Write { path: path.to_owned(), source }),
    }
}

fn put(file: &mut impl Write, is_packed: bool, record: &[u8]) -> io::Result<()> {
    if !is_packed {
        return file.write_all(record);
    }
    let mut member = GzEncoder::new(file, Compression::default());
    member.write_all(record)?;
    member.finish().map(|_| ())
}

fn information(name: &str, site: &Site, last: i64) -> Vec<u8> {
    let block = format!(
        "software: matinee {}\r\nformat: WARC File Format 1.1\r\ndescription: pages of {site} as matinee stored them\r\n",
        env!("CARGO_PKG_VERSION")
    );
    let header = format!(
        "WARC-Type: warcinfo\r\nWARC-Filename: {}\r\nContent-Type: application/warc-fields\r\n",
        one_line(name)
    );
    record(&header, &date(last), block.as_bytes())
}

fn response(site: &Site, address: &str, page: &Archived) -> Vec<u8> {
    // MediaWiki always sends UTF-8. A page of another site names its charset itself.
    let kind = match site.markup() {
        Markup::MediaWiki => "text/html; charset=UTF-8",
        Markup::JsonLd => "text/html",
    };
    let mut block = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n", page.body.len());
    for (name, value) in [("Last-Modified", &page.last_modified), ("ETag", &page.etag)] {
        if let Some(value) = value {
            block.extend([name, ": ", &one_line(value), "\r\n"]);
        }
    }
    block += "\r\n";
    let mut block = block.into_bytes();
    block.extend_from_slice(&page.body);
    let header = format!(
        "WARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Payload-Digest: sha256:{}\r\nContent-Type: application/http; msgtype=response\r\n",
        hex::encode(Sha256::digest(&page.body))
    );
    record(&header, &date(page.checked), &block)
}

/// A whole record. Its id is the digest of its content, in the form of a UUID of version 8 (RFC 9562, 5.8).
fn record(header: &str, date: &str, block: &[u8]) -> Vec<u8> {
    let mut digest: Vec<u8> =
        Sha256::new().chain_update(header).chain_update(date).chain_update(block).finalize()[..16].to_vec();
    digest[6] = digest[6] & 0x0f | 0x80;
    digest[8] = digest[8] & 0x3f | 0x80;
    let id = hex::encode(digest);
    let id = [&id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]].join("-");
    let length = block.len();
    let head = format!(
        "WARC/1.1\r\n{header}WARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: {date}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// A header's value from outside, on one line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Milliseconds since 1970 as `2026-11-24T22:35:36Z`.
fn date(milliseconds: i64) -> String {
    let at = Timestamp::from_millisecond(milliseconds.max(0)).unwrap_or(Timestamp::MAX);
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_in_hexadecimal() {
        // FIPS 180-4's digest of an empty message.
        assert_eq!(
            hex::encode(Sha256::digest(b"")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn dates_are_as_the_standard_writes_them() {
        assert_eq!(date(0), "1970-01-01T00:00:00Z");
        assert_eq!(date(951_868_799_999), "2000-02-29T23:59:59Z");
        assert_eq!(date(i64::MAX), "9999-12-30T22:00:00Z");
    }
}
