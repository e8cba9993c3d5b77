//! `pages.db` as a web archive, read back by another project's reader.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufReader, Read};
use std::path::Path;

use flate2::bufread::{GzDecoder, MultiGzDecoder};
use matinee_scraper::{Contact, CrawlOptions, InFlight, PageStore, PageTitle, Rate, archive, crawl};
use rust_warc::WarcReader;

use crate::wiki::{FILMS, Wiki, fixture};

async fn crawled(wiki: &Wiki, folder: &Path) -> PageStore {
    let mut store = PageStore::open(&folder.join("pages.db")).unwrap();
    let options = CrawlOptions {
        site: wiki.site.clone(),
        contact: Contact::new("crawler@kino-test.org").unwrap(),
        lists: vec![PageTitle::new("List of films").unwrap()],
        seeds: Vec::new(),
        rate: Rate::new(20.0).unwrap(),
        in_flight: InFlight::default(),
        api: false,
        refresh_after: None,
        until: None,
        limit: None,
    };
    crawl(&options, &mut store, |_| ()).await.unwrap();
    store
}

/// The bodies by address, and the number of `warcinfo` records.
fn read_back(file: impl Read) -> (usize, BTreeMap<String, Vec<u8>>) {
    let (mut information, mut pages) = (0, BTreeMap::new());
    for record in WarcReader::new(BufReader::new(file)) {
        let record = record.unwrap();
        let header = |name: &str| record.header[&name.into()].clone();
        assert!(header("WARC-Record-ID").starts_with("<urn:uuid:"));
        if header("WARC-Type") == "warcinfo" {
            information += 1;
            continue;
        }
        assert_eq!(header("Content-Type"), "application/http; msgtype=response");
        let split = record.content.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
        let head = std::str::from_utf8(&record.content[..split]).unwrap();
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.contains("\r\nLast-Modified: "), "{head}");
        pages.insert(header("WARC-Target-URI"), record.content[split + 4..].to_vec());
    }
    (information, pages)
}

#[tokio::test]
async fn every_stored_page_is_in_the_archive_as_it_came() {
    let folder = tempfile::tempdir().unwrap();
    let wiki = Wiki::with_films("1.43-vector");
    let store = crawled(&wiki, folder.path()).await;
    let plain = folder.path().join("pages.warc");
    assert_eq!(archive(&store, &wiki.site, &plain).unwrap(), 8);
    let (information, pages) = read_back(fs::File::open(&plain).unwrap());
    assert_eq!((information, pages.len()), (1, 8));
    for (file, title) in FILMS {
        let address = wiki.site.page(&PageTitle::new(title).unwrap());
        assert!(pages[address.as_str()] == fixture("1.43-vector", file), "{title}");
    }

    let packed = folder.path().join("pages.warc.gz");
    archive(&store, &wiki.site, &packed).unwrap();
    let bytes = fs::read(&packed).unwrap();
    assert_eq!(read_back(MultiGzDecoder::new(&bytes[..])).1, pages);
    let (mut left, mut members) = (&bytes[..], 0);
    while !left.is_empty() {
        let mut member = GzDecoder::new(left);
        let mut record = Vec::new();
        member.read_to_end(&mut record).unwrap();
        assert!(record.starts_with(b"WARC/1.1\r\n") && record.ends_with(b"\r\n\r\n"));
        left = member.into_inner();
        members += 1;
    }
    assert_eq!(members, 9, "each record can be unpacked by itself");

    archive(&store, &wiki.site, &packed).unwrap();
    assert!(fs::read(&packed).unwrap() == bytes, "the same pages give the same bytes");
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let store = PageStore::open(&folder.path().join("pages.db")).unwrap();
    let place = folder.path().join("pages.db/x.warc");
    let error = archive(&store, &Wiki::start().site, &place).unwrap_err().to_string();
    assert!(error.contains("x.warc"), "{error}");
}
