//! Several requests in flight, counted in the wiki's own log.

use std::time::{Duration, Instant};

use matinee_scraper::{Contact, CrawlOptions, InFlight, PageStore, PageTitle, Rate, crawl};

use crate::wiki::{Fault, Seen, Wiki};

const FILMS: usize = 40;

fn options(wiki: &Wiki) -> CrawlOptions {
    CrawlOptions {
        lists: vec![PageTitle::new("List of films").unwrap()],
        rate: Rate::on_own_host(&wiki.site, 50.0).unwrap(),
        in_flight: InFlight::new(4).unwrap(),
        ..CrawlOptions::new(wiki.site.clone(), Contact::new("crawler@kino-test.org").unwrap())
    }
}

fn most(log: &[Seen]) -> usize {
    log.iter().map(|seen| seen.in_flight).max().unwrap()
}

/// The wiki logs a request when its answer ends; this is the order in which they came.
fn in_order(mut log: Vec<Seen>) -> Vec<Seen> {
    log.sort_by_key(|seen| seen.at);
    log
}

#[tokio::test]
async fn four_are_in_flight_and_never_more_and_the_rate_holds_for_all_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let wiki = Wiki::with_made_up_films(FILMS);
    // At fifty a second, the rate alone would put ten in flight.
    wiki.takes(Duration::from_millis(200));
    let mut store = PageStore::open(&folder.path().join("pages.db")).unwrap();
    let summary = crawl(&options(&wiki), &mut store, |_| ()).await.unwrap();
    assert_eq!((summary.fetched, summary.failed.len()), (FILMS + 1, 0));
    let log = in_order(wiki.log());
    assert_eq!(log.len(), FILMS + 2, "robots.txt, the list and each film once");
    assert_eq!(most(&log), 4);
    // 20 ms apart, less what our clock and the wiki's differ by on a busy machine.
    let whole = log[log.len() - 1].at - log[0].at;
    assert!(whole >= Duration::from_millis(18) * (log.len() as u32 - 1), "{whole:?}");
    // One after the other, not four at once and then a pause. On a busy machine a few may look closer than they were sent.
    let close = log.windows(2).filter(|pair| pair[1].at - pair[0].at < Duration::from_millis(10)).count();
    assert!(close <= 4, "{close} of {} came less than half a gap after another", log.len());
}

#[tokio::test]
async fn one_is_in_flight_by_default() {
    let folder = tempfile::tempdir().unwrap();
    let wiki = Wiki::with_made_up_films(5);
    wiki.takes(Duration::from_millis(40));
    let options = CrawlOptions { in_flight: InFlight::default(), ..options(&wiki) };
    crawl(&options, &mut PageStore::open(&folder.path().join("pages.db")).unwrap(), |_| ()).await.unwrap();
    assert_eq!(most(&wiki.log()), 1);
}

#[tokio::test]
async fn lists_are_in_flight_together_and_each_is_read_once() {
    let folder = tempfile::tempdir().unwrap();
    let wiki = Wiki::with_made_up_films(0);
    let mut lists = Vec::new();
    for number in 0..12 {
        let film = Wiki::made_up_title(number);
        wiki.put(&film, wiki.made_up_page(number, &film));
        let list = format!("List of films, part {number}");
        wiki.put(&list, format!("<div class=\"mw-parser-output\"><ul>{}</ul></div>", wiki.link(&film)));
        lists.push(PageTitle::new(&list).unwrap());
    }
    wiki.takes(Duration::from_millis(200));
    let options = CrawlOptions { lists, ..options(&wiki) };
    let mut store = PageStore::open(&folder.path().join("pages.db")).unwrap();
    let summary = crawl(&options, &mut store, |_| ()).await.unwrap();
    assert_eq!((summary.found, summary.fetched), (12, 24));
    let log = wiki.log();
    assert_eq!(log.len(), 25);
    let lists: Vec<Seen> = log.into_iter().filter(|seen| seen.path.contains("List_of")).collect();
    assert_eq!(most(&lists), 4);
}

#[tokio::test]
async fn retry_after_for_one_request_also_delays_those_that_wait_for_their_turn() {
    let folder = tempfile::tempdir().unwrap();
    let wiki = Wiki::with_made_up_films(FILMS);
    wiki.takes(Duration::from_millis(30));
    wiki.fail(&Wiki::made_up_title(10), vec![Fault::RetryAfter(429, 2)]);
    let mut store = PageStore::open(&folder.path().join("pages.db")).unwrap();
    let summary = crawl(&options(&wiki), &mut store, |_| ()).await.unwrap();
    assert_eq!((summary.fetched, summary.retried, summary.failed.len()), (FILMS + 1, 0, 0));
    let log = in_order(wiki.log());
    let at = log.iter().position(|seen| seen.status == 429).unwrap();
    // Requests already in flight when it was said may still end.
    let said = log[at].at + Duration::from_millis(30);
    let next = log[at + 1..].iter().find(|seen| seen.at > said + Duration::from_millis(20)).unwrap();
    assert!(next.at - said >= Duration::from_millis(1900), "{:?}", next.at - said);
    assert!(log[at + 1..].iter().filter(|seen| seen.at < next.at).count() <= 3);
}

#[tokio::test]
async fn with_a_tenth_of_the_answers_faulty_four_in_flight_get_every_page() {
    let folder = tempfile::tempdir().unwrap();
    let wiki = Wiki::with_made_up_films(FILMS);
    for (number, fault) in
        [Fault::Status(500), Fault::Cut, Fault::RetryAfter(503, 0), Fault::Cut].into_iter().enumerate()
    {
        wiki.fail(&Wiki::made_up_title(number * 10), vec![fault]);
    }
    wiki.fail("List of films", vec![Fault::Status(502)]);
    let mut store = PageStore::open(&folder.path().join("pages.db")).unwrap();
    let summary = crawl(&options(&wiki), &mut store, |_| ()).await.unwrap();
    assert_eq!((summary.fetched, summary.retried, summary.failed.len()), (FILMS + 1, 4, 0));
}

#[tokio::test]
async fn a_run_whose_time_is_up_during_a_long_pause_ends_at_once_and_leaves_its_pages_to_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let wiki = Wiki::with_made_up_films(8);
    wiki.fail(&Wiki::made_up_title(3), vec![Fault::RetryAfter(429, 3000)]);
    let path = folder.path().join("pages.db");
    let started = Instant::now();
    let options = CrawlOptions { until: Some(started + Duration::from_secs(600)), ..options(&wiki) };
    let summary = crawl(&options, &mut PageStore::open(&path).unwrap(), |_| ()).await.unwrap();
    assert!(started.elapsed() < Duration::from_secs(60));
    assert!(summary.left > 0 && summary.left as usize + summary.fetched == 9, "{summary:?}");
    wiki.log();
    // Another run knows of the pause: it does not even request robots.txt.
    let again = crawl(&options, &mut PageStore::open(&path).unwrap(), |_| ()).await.unwrap();
    assert_eq!((again.left, wiki.log().len()), (summary.left, 0));
}
