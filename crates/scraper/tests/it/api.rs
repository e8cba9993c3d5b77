//! Lists from the Action API of a wiki that allows it.

use matinee_scraper::{Contact, CrawlError, CrawlOptions, CrawlSummary, PageStore, PageTitle, Rate, crawl};
use serde_json::json;
use std::time::Duration;

use crate::wiki::{ROBOTS, Wiki};

const OPEN: &str = "User-agent: *\nAllow: /w/api.php\nDisallow: /w/\n";

async fn crawl_by_api(wiki: &Wiki, lists: &[&str]) -> Result<CrawlSummary, CrawlError> {
    let folder = tempfile::tempdir().unwrap();
    let options = CrawlOptions {
        lists: lists.iter().filter_map(|title| PageTitle::new(title)).collect(),
        rate: Rate::new(20.0).unwrap(),
        api: true,
        ..CrawlOptions::new(wiki.site.clone(), Contact::new("crawler@kino-test.org").unwrap())
    };
    crawl(&options, &mut PageStore::open(&folder.path().join("pages.db")).unwrap(), |_| ()).await
}

#[tokio::test]
async fn lists_and_categories_are_read_in_batches_to_their_end() {
    let wiki = Wiki::with_made_up_films(4);
    wiki.robots(200, OPEN);
    let film = Wiki::made_up_title;
    wiki.api(vec![
        (None, json!({"continue": {"plcontinue": "7|0|B", "continue": "||"}, "query": {
            "normalized": [{"from": "List of ferries", "to": "List of Ferries"}],
            "pages": [{"ns": 14, "title": "Category:Ferries", "missing": true},
                {"ns": 0, "title": "List of Ferries", "links": [{"ns": 0, "title": film(0)}]}]}})),
        (None, json!({"batchcomplete": true, "query": {"pages": [{"ns": 14, "title": "Category:Ferries"},
            {"ns": 0, "title": "List of Ferries", "links": [{"ns": 0, "title": film(1)}, {"ns": 0, "title": "List of lists"}]}]}})),
        (None, json!({"continue": {"cmcontinue": "page|41|9", "continue": "-||"}, "query": {
            "categorymembers": [{"ns": 0, "title": film(1)}, {"ns": 0, "title": film(2)}]}})),
        (None, json!({"batchcomplete": true, "query": {"categorymembers": [{"ns": 0, "title": film(3)}]}})),
    ]);
    let summary = crawl_by_api(&wiki, &["List of ferries", "Category:Ferries"]).await.unwrap();
    assert_eq!((summary.found, summary.fetched, summary.failed.len()), (4, 4, 0));
    let asked: Vec<_> = wiki.log().into_iter().filter(|seen| seen.path == "/w/api.php").collect();
    assert_eq!(asked.len(), 4);
    assert!(asked.iter().all(|seen| seen.query.contains("maxlag=5") && seen.in_flight == 1), "{asked:?}");
    assert!(asked[0].query.contains("titles=Category%3AFerries%7CList+of+ferries"), "{}", asked[0].query);
    assert!(asked[1].query.contains("plcontinue=7%7C0%7CB") && asked[3].query.contains("cmcontinue=page%7C41%7C9"));
}

#[tokio::test]
async fn a_lagging_wiki_gets_no_request_before_its_retry_after() {
    let wiki = Wiki::with_made_up_films(1);
    wiki.robots(200, OPEN);
    let lag = json!({"error": {"code": "maxlag", "info": "Waiting for 127.0.0.1: 7 seconds lagged", "lag": 7}});
    let page = json!({"ns": 0, "title": "List of films", "links": [{"ns": 0, "title": Wiki::made_up_title(0)}]});
    wiki.api(vec![(Some(1), lag), (None, json!({"query": {"pages": [page]}}))]);
    let summary = crawl_by_api(&wiki, &["List of films"]).await.unwrap();
    assert_eq!((summary.found, summary.fetched, summary.retried), (1, 1, 0));
    let log = wiki.log();
    assert!(log[2].at - log[1].at >= Duration::from_millis(990), "{log:?}");
}

#[tokio::test]
async fn where_robots_txt_closes_the_api_it_is_never_requested() {
    let wiki = Wiki::with_made_up_films(1);
    wiki.robots(200, ROBOTS);
    let error = crawl_by_api(&wiki, &["List of films"]).await.unwrap_err().to_string();
    assert!(error.contains("closes /w/api.php to us") && error.contains("--api"), "{error}");
    assert!(wiki.log().iter().all(|seen| seen.path == "/robots.txt"));
}

#[tokio::test]
async fn an_api_or_a_list_that_is_none_is_named() {
    for (answer, wanted) in [
        (None, "/w/api.php is not there (404)"),
        (Some(json!(["no", "api"])), "gives no JSON of an Action API"),
        (Some(json!({"error": {"code": "readapidenied", "info": "You need read permission."}})), "readapidenied"),
        (
            Some(json!({"query": {"pages": [{"ns": 0, "title": "Nothing", "missing": true}]}})),
            "/wiki/Nothing names no pages",
        ),
    ] {
        let wiki = Wiki::start();
        wiki.robots(200, OPEN);
        wiki.api(answer.into_iter().map(|answer| (None, answer)).collect());
        let error = crawl_by_api(&wiki, &["Nothing"]).await.unwrap_err().to_string();
        assert!(error.contains(wanted), "{error}");
    }
}
