//! Downloads of one large file, through everything that can come in between.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use matinee_scraper::{Contact, Download, DownloadError, DownloadEvent};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::depot::Depot;

/// A file that no shift of its bytes leaves the same.
fn large(seed: u8) -> Vec<u8> {
    (0..60_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 ^ seed).collect()
}

fn sum(body: &[u8]) -> String {
    hex::encode(Sha256::digest(body))
}

async fn fetched(address: &str, folder: &TempDir) -> Result<(PathBuf, Vec<DownloadEvent>), DownloadError> {
    let contact = Contact::new("crawler@kino-test.org").unwrap();
    let download = Download::new(address, folder.path(), contact);
    let mut events = Vec::new();
    let offer = download.look(|event| events.push(event)).await?;
    let file = download.fetch(offer, |event| events.push(event)).await?;
    Ok((file, events))
}

fn restarts(events: &[DownloadEvent]) -> Vec<&str> {
    let mut reasons = Vec::new();
    for event in events {
        if let DownloadEvent::Restarted(why) = event {
            reasons.push(why.as_str());
        }
    }
    reasons
}

#[tokio::test]
async fn a_file_that_is_cut_off_again_and_again_comes_whole() {
    let body = large(0);
    for (etag, date) in [
        (Some("\"v1\""), None),
        (None, Some("Sat, 09 May 2026 10:00:00 GMT")),
        (Some("W/\"weak\""), Some("Sat, 09 May 2026 10:00:00 GMT")),
    ] {
        let depot = Depot::with(&body);
        depot.change(|shelf| {
            (shelf.etag, shelf.last_modified) = (etag.map(Into::into), date.map(Into::into));
            (shelf.cuts, shelf.sha256) = (vec![10_000, 20_000, 1], Some(sum(&body)));
        });
        let folder = tempfile::tempdir().unwrap();
        let (file, events) = fetched(&depot.file(), &folder).await.unwrap();
        assert_eq!(fs::read(&file).unwrap(), body);
        assert_eq!(file, folder.path().join("films.zim"));
        assert_eq!(restarts(&events), [""; 0]);
        let gets = depot.gets();
        let ranges: Vec<Option<&str>> = gets.iter().map(|asked| asked.range.as_deref()).collect();
        assert_eq!(ranges, [None, Some("bytes=10000-"), Some("bytes=30000-"), Some("bytes=30001-")]);
        let condition = if etag == Some("\"v1\"") { etag } else { date };
        assert!(
            gets[1..].iter().all(|asked| asked.if_range.as_deref() == condition && asked.status == 206),
            "{gets:?}"
        );
        assert!(gets.iter().all(|asked| asked.agent.contains("crawler@kino-test.org")));
        let names: Vec<String> =
            fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        assert!(!names.iter().any(|name| name.contains(".part")), "{names:?}");
        fetched(&depot.file(), &folder).await.unwrap();
        assert_eq!(depot.gets().len(), 0, "a whole file of the same version is not asked for again");
    }
}

#[tokio::test]
async fn the_next_run_goes_on_and_a_file_that_changed_meanwhile_begins_anew() {
    for (has_date, has_changed) in [(false, false), (false, true), (true, true)] {
        let (old, new) = (large(1), large(if has_changed { 2 } else { 1 }));
        let depot = Depot::with(&old);
        depot.change(|shelf| {
            if has_date {
                (shelf.etag, shelf.last_modified) = (None, Some("Sat, 09 May 2026 10:00:00 GMT".into()));
            }
            shelf.cuts = vec![25_000, 0, 0, 0, 0, 0];
        });
        let folder = tempfile::tempdir().unwrap();
        let cut = fetched(&depot.file(), &folder).await.unwrap_err();
        assert!(cut.to_string().contains("25000 of 60000 bytes are kept: run again to go on"), "{cut}");
        depot.change(|shelf| {
            shelf.cuts.clear();
            if has_changed {
                shelf.body = new.clone();
                let changed = Some("Sun, 10 May 2026 10:00:00 GMT".to_owned());
                if has_date { shelf.last_modified = changed } else { shelf.etag = Some("\"two\"".into()) }
            }
        });
        depot.gets();
        let (file, _) = fetched(&depot.file(), &folder).await.unwrap();
        assert_eq!(fs::read(file).unwrap(), new);
        let ranges: Vec<Option<String>> = depot.gets().into_iter().map(|asked| asked.range).collect();
        assert_eq!(ranges, [if has_changed { None } else { Some("bytes=25000-".to_owned()) }]);
    }
}

#[tokio::test]
async fn a_file_that_changes_between_two_requests_is_not_glued_together() {
    let (old, new) = (large(1), large(2));
    let depot = Depot::with(&old);
    depot.change(|shelf| (shelf.cuts, shelf.sha256) = (vec![25_000], Some(sum(&old))));
    let folder = tempfile::tempdir().unwrap();
    let download = Download::new(&depot.file(), folder.path(), Contact::new("crawler@kino-test.org").unwrap());
    let offer = download.look(|_| ()).await.unwrap();
    let mut events = Vec::new();
    let file = download
        .fetch(offer, |event| {
            if let DownloadEvent::Retrying(_) = event {
                depot.change(|shelf| {
                    (shelf.body, shelf.etag, shelf.sha256) = (new.clone(), Some("\"two\"".into()), Some(sum(&new)));
                });
            }
            events.push(event);
        })
        .await
        .unwrap();
    assert_eq!(fs::read(file).unwrap(), new);
    assert_eq!(restarts(&events), ["the file on the server changed meanwhile"]);
    let last = depot.gets().pop().unwrap();
    assert_eq!(
        (last.range.as_deref(), last.if_range.as_deref(), last.status),
        (Some("bytes=25000-"), Some("\"one\""), 200)
    );
}

#[tokio::test]
async fn servers_without_ranges_or_versions_send_the_file_anew() {
    let body = large(0);
    let depot = Depot::with(&body);
    depot.change(|shelf| (shelf.cuts, shelf.has_ranges) = (vec![10_000], false));
    let folder = tempfile::tempdir().unwrap();
    let (file, events) = fetched(&depot.file(), &folder).await.unwrap();
    assert_eq!((fs::read(file).unwrap() == body, restarts(&events)), (true, vec!["the server sends only whole files"]));
    let depot = Depot::with(&body);
    depot.change(|shelf| (shelf.cuts, shelf.etag) = (vec![10_000], None));
    let folder = tempfile::tempdir().unwrap();
    let (file, events) = fetched(&depot.file(), &folder).await.unwrap();
    assert_eq!(fs::read(file).unwrap(), body);
    assert!(restarts(&events)[0].contains("names no version"), "{events:?}");
}

#[tokio::test]
async fn a_wrong_checksum_or_length_leaves_no_file() {
    let body = large(0);
    let depot = Depot::with(&body);
    depot.change(|shelf| shelf.sha256 = Some(sum(b"other")));
    let folder = tempfile::tempdir().unwrap();
    let wrong = fetched(&depot.file(), &folder).await.unwrap_err();
    assert!(matches!(&wrong, DownloadError::Checksum { found, .. } if *found == sum(&body)), "{wrong}");
    assert!(wrong.to_string().contains("came damaged"));
    assert!(fs::read_dir(&folder).unwrap().next().is_none(), "nothing is left");
    depot.change(|shelf| shelf.sha256 = Some(sum(&body).to_uppercase()));
    assert_eq!(fs::read(fetched(&depot.file(), &folder).await.unwrap().0).unwrap(), body);
}

#[tokio::test]
async fn the_host_is_asked_again_only_after_the_time_it_names() {
    let body = large(0);
    let depot = Depot::with(&body);
    depot.change(|shelf| shelf.refusals = vec![(429, Some(1)), (500, None), (503, Some(1))]);
    let folder = tempfile::tempdir().unwrap();
    let before = Instant::now();
    let (file, events) = fetched(&depot.file(), &folder).await.unwrap();
    assert_eq!(fs::read(file).unwrap(), body);
    assert!(before.elapsed() >= Duration::from_millis(1900), "{:?}", before.elapsed());
    assert_eq!(events.iter().filter(|event| matches!(event, DownloadEvent::Waiting(_))).count(), 2);
    // A pause is kept for the next run.
    let later =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap() + Duration::from_millis(700);
    fs::write(folder.path().join("not-before"), later.as_millis().to_string()).unwrap();
    let before = Instant::now();
    fetched(&depot.file(), &folder).await.unwrap();
    assert!(before.elapsed() >= Duration::from_millis(600), "{:?}", before.elapsed());
}

#[tokio::test]
async fn a_missing_file_is_named_and_an_address_that_is_none_too() {
    let depot = Depot::with(&large(0));
    let folder = tempfile::tempdir().unwrap();
    let missing = fetched(&format!("{}/none", depot.address), &folder).await.unwrap_err().to_string();
    assert!(missing.contains("/none cannot be had (the host answered 404"), "{missing}");
    for text in ["films.zim", "ftp://127.0.0.1/films.zim"] {
        assert!(matches!(fetched(text, &folder).await, Err(DownloadError::Address(_))), "{text}");
    }
}

#[tokio::test]
async fn a_mirror_sends_the_file_and_the_host_that_was_asked_its_checksum() {
    let body = large(0);
    let mirror = Depot::with(&body);
    let depot = Depot::with(b"");
    depot.change(|shelf| {
        shelf.pages =
            vec![("/zim/".into(), "<a href='films_2026-05.zim'>1</a><a href='films_2026-07.zim'>2</a>".into())];
        shelf.moved = vec![("/zim/films_2026-07.zim".into(), mirror.file())];
        shelf.sha256 = Some(sum(&body));
    });
    mirror.change(|shelf| shelf.cuts = vec![10_000]);
    let folder = tempfile::tempdir().unwrap();
    let (file, _) = fetched(&format!("{}/zim/films_*.zim", depot.address), &folder).await.unwrap();
    assert_eq!(fs::read(&file).unwrap(), body);
    assert_eq!(file, folder.path().join("films_2026-07.zim"));
    assert_eq!(mirror.gets().len(), 2);

    depot.change(|shelf| {
        shelf.pages[0].1 += "<a href='films_2026-09.zim'>3</a>";
        shelf.moved.push(("/zim/films_2026-09.zim".into(), mirror.file()));
    });
    let (newer, _) = fetched(&format!("{}/zim/films_*.zim", depot.address), &folder).await.unwrap();
    assert!(newer.ends_with("films_2026-09.zim") && newer.exists() && !file.exists(), "the older file makes room");
}

#[tokio::test]
async fn a_redirect_into_a_private_network_is_refused() {
    let depot = Depot::with(b"");
    for to in ["http://10.0.0.1/films.zim", "http://[fd00::1]/films.zim", "http://metadata.kino-test.org/films.zim"] {
        depot.change(|shelf| shelf.moved = vec![("/films.zim".into(), to.into())]);
        let refused = fetched(&depot.file(), &tempfile::tempdir().unwrap()).await.unwrap_err().to_string();
        assert!(refused.contains("which is private"), "{to}: {refused}");
    }
}

/// `/dev/full` answers every write as a full disk does.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_is_named() {
    let depot = Depot::with(&large(0));
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/dev/full", folder.path().join("films.zim.part")).unwrap();
    let full = fetched(&depot.file(), &folder).await.unwrap_err();
    assert!(matches!(full, DownloadError::Full(_)), "{full:?}");
    assert!(full.to_string().contains("the disk is full"));
}

#[tokio::test]
async fn two_processes_do_not_write_one_file() {
    let depot = Depot::with(&large(0));
    let folder = tempfile::tempdir().unwrap();
    let held = fs::File::create(folder.path().join("films.zim.part")).unwrap();
    held.lock().unwrap();
    assert!(matches!(fetched(&depot.file(), &folder).await, Err(DownloadError::Busy { .. })));
}
