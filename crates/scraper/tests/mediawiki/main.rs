//! The crawl and the extraction against a real MediaWiki on 127.0.0.1. `scripts/mediawiki/suite` sets it up and runs these tests
//! one after another. `cargo test` skips them, so that it needs no MediaWiki.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use matinee_catalogue::Film;
use matinee_scraper::{Contact, CrawlOptions, CrawlSummary, PageStore, PageTitle, Rate, Site, crawl, films};
use serde_json::Value;

const LIST: &str = "List of films in the test library";

/// The running wiki, in the state its setup left.
struct Wiki {
    site: Site,
    scripts: PathBuf,
}

impl Wiki {
    fn pristine() -> Self {
        let url = env::var("MATINEE_MEDIAWIKI_URL").expect("run scripts/mediawiki/suite, which sets this");
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/mediawiki");
        let wiki = Self { site: Site::new(&url).unwrap(), scripts };
        wiki.ops(&["reset"]);
        wiki
    }

    fn ops(&self, args: &[&str]) -> String {
        let done = Command::new(self.scripts.join("ops.sh")).args(args).output().unwrap();
        assert!(done.status.success(), "ops.sh {args:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    fn options(&self) -> CrawlOptions {
        CrawlOptions {
            lists: vec![PageTitle::new(LIST).unwrap()],
            rate: Rate::on_own_host(&self.site, 1000.0).unwrap(),
            ..CrawlOptions::new(self.site.clone(), Contact::new("crawler@kino-test.org").unwrap())
        }
    }

    async fn crawl(&self, store: &Path) -> CrawlSummary {
        crawl(&self.options(), &mut PageStore::open(store).unwrap(), |_| ()).await.unwrap()
    }

    fn films(&self, store: &Path) -> Vec<Film> {
        films(&PageStore::open(store).unwrap(), &self.site, |_, _| ()).unwrap().films
    }

    fn ids(&self, store: &Path) -> Vec<String> {
        self.films(store).into_iter().map(|film| film.id.to_string()).collect()
    }

    /// The log entries of the requests since the last call.
    fn log(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.ops(&["log"]).trim()).unwrap();
        self.ops(&["log", "clear"]);
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

fn expected() -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/mediawiki/expected.jsonl");
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Every difference between a film and the expected one.
fn differences(film: &Film, want: &Value, with_editions: bool) -> Vec<String> {
    let got = serde_json::to_value(film).unwrap();
    let mut wrong = Vec::new();
    let empty = |v: &Value| v.is_null() || v.as_array().is_some_and(Vec::is_empty);
    for field in ["title", "year", "original_title", "directors", "genres", "countries", "languages", "runtime_minutes"]
    {
        if got[field] != want[field] && !(empty(&got[field]) && empty(&want[field])) {
            wrong.push(format!("{field}: {} wanted {}", got[field], want[field]));
        }
    }
    let cast: Vec<Value> = film.cast.iter().take(10).map(|name| name.as_str().into()).collect();
    if Value::from(cast.clone()) != want["cast"] {
        wrong.push(format!("cast: {cast:?} wanted {}", want["cast"]));
    }
    let text = |field: &str| want[field].as_str().unwrap_or_default();
    if !film.synopsis.starts_with(text("summary_first")) {
        wrong.push(format!("synopsis: {}", film.synopsis));
    }
    if !film.plot.starts_with(text("plot_first"))
        || !film.plot.ends_with(text("plot_last"))
        || (film.plot.is_empty() != want["plot_first"].is_null())
    {
        wrong.push(format!("plot: {}", film.plot));
    }
    if with_editions && film.notability.languages.map(u64::from) != want["editions"].as_u64() {
        wrong.push(format!("editions: {:?} wanted {}", film.notability.languages, want["editions"]));
    }
    wrong
}

#[tokio::test]
#[ignore = "needs a MediaWiki: scripts/mediawiki/suite"]
async fn every_page_in_every_shape_gives_the_expected_film() {
    let wiki = Wiki::pristine();
    let is_139 = env::var("MW").is_ok_and(|version| version == "1.39");
    let shapes: &[&str] =
        if is_139 { &["legacy", "vector", "mobile"] } else { &["legacy", "vector", "mobile", "parsoid"] };
    for shape in shapes {
        wiki.ops(&["shape", shape]);
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("pages.db");
        let expected = expected();
        let pages = expected.iter().filter_map(|page| PageTitle::new(page["page"].as_str()?)).collect();
        let options = CrawlOptions { lists: Vec::new(), seeds: pages, ..wiki.options() };
        let summary = crawl(&options, &mut PageStore::open(&store).unwrap(), |_| ()).await.unwrap();
        assert_eq!((summary.fetched, summary.failed.len()), (expected.len(), 0), "{shape}");
        let films: BTreeMap<String, Film> =
            wiki.films(&store).into_iter().map(|film| (film.source.as_ref().unwrap().url.clone(), film)).collect();
        let mut wrong = Vec::new();
        let wanted: Vec<&Value> = expected.iter().filter(|page| page["kind"] == "film").collect();
        for want in &wanted {
            let title = PageTitle::new(want["page"].as_str().unwrap()).unwrap();
            match films.get(wiki.site.page(&title).as_str()) {
                // The skin Minerva on 1.39 has no links to other languages.
                Some(film) => wrong.extend(
                    differences(film, want, !(is_139 && *shape == "mobile"))
                        .into_iter()
                        .map(|d| format!("{title} {d}")),
                ),
                None => wrong.push(format!("{title} is missing")),
            }
        }
        assert!(wrong.is_empty(), "{shape}:\n{}", wrong.join("\n"));
        assert_eq!(films.len(), wanted.len(), "{shape}: what is not a film gives none");
        assert_eq!(
            format!("{:?}", wiki.films(&store)),
            format!("{:?}", wiki.films(&store)),
            "a second reading gives the same"
        );
    }
}

#[tokio::test]
#[ignore = "needs a MediaWiki: scripts/mediawiki/suite"]
async fn the_wikis_own_log_shows_that_the_crawl_is_polite() {
    let wiki = Wiki::pristine();
    let folder = tempfile::tempdir().unwrap();
    wiki.ops(&["faults", "429:next=1:retry=2"]);
    wiki.log();
    let options = CrawlOptions { rate: Rate::new(20.0).unwrap(), ..wiki.options() };
    crawl(&options, &mut PageStore::open(&folder.path().join("pages.db")).unwrap(), |_| ()).await.unwrap();
    let log = wiki.log();
    assert_eq!(log[0]["path"], "/robots.txt");
    assert!(log.len() > 25);
    for seen in &log {
        assert_eq!((&seen["disallowed"], &seen["cookie"]), (&Value::Bool(false), &Value::Null), "{seen}");
        assert_eq!(seen["in_flight"], 1, "{seen}");
        assert!(seen["user_agent"].as_str().unwrap().contains("crawler@kino-test.org"), "{seen}");
        assert!(seen["accept_encoding"].as_str().unwrap().contains("gzip"), "{seen}");
    }
    let start = |seen: &Value| seen["time_us"].as_i64().unwrap();
    for pair in log.windows(2) {
        let gap = start(&pair[1]) - start(&pair[0]);
        // The wiki's clock starts when a worker takes the request, a little after we sent it.
        let least = if pair[0]["status"] == 429 { 1_980_000 } else { 35_000 };
        assert!(gap >= least, "{gap} us between {} and {}", pair[0], pair[1]);
    }
    assert!(log.iter().any(|seen| seen["status"] == 429));
}

#[tokio::test]
#[ignore = "needs a MediaWiki: scripts/mediawiki/suite"]
async fn a_second_crawl_downloads_exactly_what_was_edited_and_every_id_stays() {
    let wiki = Wiki::pristine();
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("pages.db");
    wiki.crawl(&store).await;
    let before = wiki.ids(&store);
    assert_eq!(before.len(), 27);
    wiki.ops(&["edit", "Galaxy Quest"]);
    wiki.ops(&["delete", "Koyaanisqatsi"]);
    wiki.ops(&["move", "WALL-E", "WALL·E"]);
    wiki.log();
    let second = wiki.crawl(&store).await;
    assert_eq!(second.gone, 1, "{second:?}");
    let downloaded: Vec<String> = wiki
        .log()
        .iter()
        .filter(|seen| seen["status"] == 200)
        .map(|seen| seen["path"].as_str().unwrap().to_owned())
        .collect();
    assert!(downloaded.contains(&"/wiki/Galaxy_Quest".to_owned()) && downloaded.contains(&"/wiki/WALL-E".to_owned()));
    // robots.txt is always read. MediaWiki renders the lists again that link a deleted or moved page.
    let others: Vec<&String> = downloaded
        .iter()
        .filter(|path| {
            !["/robots.txt", "/wiki/Galaxy_Quest", "/wiki/WALL-E"].contains(&path.as_str()) && !path.contains("List_of")
        })
        .collect();
    assert!(others.is_empty(), "{others:?}");
    let after: Vec<String> = before.into_iter().filter(|id| id != "koyaanisqatsi-1982").collect();
    assert_eq!(wiki.ids(&store), after);
    let renamed = wiki.films(&store).into_iter().find(|film| film.id.as_str() == "wall-e-2008").unwrap();
    assert!(renamed.source.unwrap().url.ends_with("/wiki/WALL%C2%B7E"));
}

#[tokio::test]
#[ignore = "needs a MediaWiki: scripts/mediawiki/suite"]
async fn faults_in_a_tenth_of_the_answers_cost_no_page() {
    let wiki = Wiki::pristine();
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("pages.db");
    wiki.ops(&["faults", "500:every=20", "cut:every=23", "truncate:every=17"]);
    let summary = wiki.crawl(&store).await;
    wiki.ops(&["faults", "off"]);
    assert!(summary.failed.is_empty() && summary.retried > 0, "{summary:?}");
    assert_eq!(wiki.ids(&store).len(), 27);
}

#[tokio::test]
#[ignore = "needs a MediaWiki: scripts/mediawiki/suite"]
async fn the_real_action_api_leads_to_the_same_films_in_fewer_requests_and_its_lag_is_waited_out() {
    let wiki = Wiki::pristine();
    let folder = tempfile::tempdir().unwrap();
    let by_pages = folder.path().join("pages.db");
    wiki.crawl(&by_pages).await;
    let robots = folder.path().join("robots.txt");
    fs::write(&robots, "User-agent: *\nAllow: /w/api.php\nDisallow: /w/\n").unwrap();
    wiki.ops(&["robots", robots.to_str().unwrap()]);
    wiki.ops(&["lag", "on"]);
    wiki.log();
    let category = PageTitle::new("Category:1999 films").unwrap();
    let list = PageTitle::new(LIST).unwrap();
    let options = CrawlOptions { lists: vec![list, category], api: true, ..wiki.options() };
    let by_api = folder.path().join("api.db");
    let mut store = PageStore::open(&by_api).unwrap();
    let caught_up = std::thread::spawn({
        let ops = wiki.scripts.join("ops.sh");
        move || {
            std::thread::sleep(std::time::Duration::from_secs(2));
            Command::new(ops).args(["lag", "off"]).status().unwrap()
        }
    });
    let summary = crawl(&options, &mut store, |_| ()).await.unwrap();
    assert!(caught_up.join().unwrap().success());
    assert_eq!((summary.failed.len(), summary.retried), (0, 0), "{summary:?}");
    drop(store);
    assert_eq!(wiki.ids(&by_api), wiki.ids(&by_pages));
    let log = wiki.log();
    let api: Vec<&Value> = log.iter().filter(|seen| seen["path"].as_str().unwrap().starts_with("/w/api.php")).collect();
    assert!(api.iter().all(|seen| seen["path"].as_str().unwrap().contains("maxlag=5") && seen["in_flight"] == 1));
    assert!(!log.iter().any(|seen| seen["path"].as_str().unwrap().contains("List_of")), "no list is read twice");
    // The wiki said "come back in 5 seconds" once, then: the links of both lists, and the category's members.
    assert_eq!(api.len(), 3, "{api:?}");
    let start = |seen: &Value| seen["time_us"].as_i64().unwrap();
    assert!(start(api[1]) - start(api[0]) >= 4_980_000, "{api:?}");
    wiki.ops(&["robots", "off"]);
}
