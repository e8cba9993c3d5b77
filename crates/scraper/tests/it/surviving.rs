//! What the crawl survives: kill -9 at every change of state, a second process, faults.
//!
//! A crawl that gets killed runs in a process of its own: this test binary, started again with only `crawl_of_its_own`.

use std::collections::BTreeMap;
use std::env;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use matinee_scraper::{
    Contact, CrawlOptions, CrawlSummary, Event, InFlight, PageStore, PageTitle, Rate, Site, crawl, films,
};

use crate::wiki::{Fault, Wiki};

const FILMS: usize = 60;
const SITE: &str = "MATINEE_TEST_SITE";
const STORE: &str = "MATINEE_TEST_STORE";
/// Environment variables: the process kills itself at its n-th change of state, or between its n-th answer and the commit.
const KILL_AT: &str = "MATINEE_TEST_KILL_AT";
const KILL_AT_ANSWER: &str = "MATINEE_TEST_KILL_AT_ANSWER";
const IN_FLIGHT: &str = "MATINEE_TEST_IN_FLIGHT";

fn options(site: &Site) -> CrawlOptions {
    CrawlOptions {
        lists: vec![PageTitle::new("List of films").unwrap()],
        rate: Rate::on_own_host(site, 1e6).unwrap(),
        ..CrawlOptions::new(site.clone(), Contact::new("crawler@kino-test.org").unwrap())
    }
}

/// Does nothing in an ordinary run of the tests; see the top of this file.
#[test]
fn crawl_of_its_own() {
    let (Ok(site), Ok(store)) = (env::var(SITE), env::var(STORE)) else { return };
    let number = |name| env::var(name).ok().map(|number| number.parse::<u32>().unwrap());
    let (at_change, at_answer) = (number(KILL_AT), number(KILL_AT_ANSWER));
    let (mut changes, mut answers) = (0, 0);
    let watch = |event: Event| {
        match event {
            Event::Asking(_) | Event::Done(_) => changes += 1,
            Event::Answered(_) => answers += 1,
            _ => return,
        }
        let is_answer = matches!(event, Event::Answered(_));
        if (is_answer && Some(answers) == at_answer) || (!is_answer && Some(changes) == at_change) {
            let me = std::process::id().to_string();
            Command::new("kill").args(["-KILL", &me]).status().unwrap();
            unreachable!("nobody survives kill -9");
        }
    };
    let mut store = PageStore::open(Path::new(&store)).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut options = options(&Site::new(&site).unwrap());
    options.in_flight = number(IN_FLIGHT).and_then(InFlight::new).unwrap_or_default();
    runtime.block_on(crawl(&options, &mut store, watch)).unwrap();
}

fn in_a_process(wiki: &Wiki, store: &Path, kill_at: Option<u64>) -> Child {
    let mut command = of_its_own(Command::new(env::current_exe().unwrap()), wiki, store);
    if let Some(at) = kill_at {
        command.env(KILL_AT, at.to_string());
    }
    command.spawn().unwrap()
}

fn of_its_own(mut command: Command, wiki: &Wiki, store: &Path) -> Command {
    command.args(["surviving::crawl_of_its_own", "--exact"]).stdout(Stdio::null());
    command.env(SITE, wiki.site.to_string()).env(STORE, store);
    command
}

/// All that a crawl leaves behind, except times: the films as bytes, and the pages by state.
fn left_behind(wiki: &Wiki, store: &Path) -> (String, Vec<(String, String, u64)>) {
    let store = PageStore::open(store).unwrap();
    let films = films(&store, &wiki.site, |_, _| ()).unwrap().films;
    (serde_json::to_string(&films).unwrap(), store.counts().unwrap())
}

/// How often each page was requested.
fn asked(wiki: &Wiki) -> BTreeMap<String, usize> {
    let mut asked = BTreeMap::new();
    for seen in wiki.log().into_iter().filter(|seen| seen.path != "/robots.txt") {
        *asked.entry(seen.path).or_default() += 1;
    }
    asked
}

#[test]
fn a_crawl_killed_at_any_change_of_state_continues_without_fetching_twice() {
    let folder = tempfile::tempdir().unwrap();
    let wiki = Wiki::with_made_up_films(FILMS);
    let undisturbed = folder.path().join("undisturbed.db");
    assert!(in_a_process(&wiki, &undisturbed, None).wait().unwrap().success());
    let wanted = left_behind(&wiki, &undisturbed);
    assert_eq!(
        wanted.1,
        [("list".to_owned(), "got".to_owned(), 1), ("film".to_owned(), "got".to_owned(), FILMS as u64)]
    );
    wiki.log();
    // A page is claimed and settled: two changes for each of the films and the list.
    for at in 1..=2 * (FILMS as u64 + 1) {
        let store = folder.path().join(format!("killed-at-{at}.db"));
        assert!(!in_a_process(&wiki, &store, Some(at)).wait().unwrap().success(), "it was to die at change {at}");
        assert!(in_a_process(&wiki, &store, None).wait().unwrap().success());
        assert_eq!(left_behind(&wiki, &store), wanted, "killed at change {at}");
        let asked = asked(&wiki);
        assert_eq!(asked.len(), FILMS + 1);
        let again = asked.values().map(|&times| times - 1).sum::<usize>();
        // Killed at the very last change, the run is not marked as finished, but everything it did is stored.
        assert_eq!(again, 0, "killed at change {at}, before the request or after its page was kept: {asked:?}");
    }
}

#[test]
fn killed_between_an_answer_and_its_commit_only_requests_in_flight_are_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let wiki = Wiki::with_made_up_films(16);
    wiki.takes(Duration::from_millis(5));
    let undisturbed = folder.path().join("undisturbed.db");
    assert!(in_a_process(&wiki, &undisturbed, None).wait().unwrap().success());
    let wanted = left_behind(&wiki, &undisturbed);
    wiki.log();
    for in_flight in [1, 4] {
        // The list and each of the films is one answer.
        for at in 1..=17 {
            let store = folder.path().join(format!("{in_flight}-killed-at-{at}.db"));
            let mut dying = of_its_own(Command::new(env::current_exe().unwrap()), &wiki, &store);
            dying.env(KILL_AT_ANSWER, at.to_string()).env(IN_FLIGHT, in_flight.to_string());
            assert!(!dying.status().unwrap().success(), "it was to die at answer {at}");
            let mut second = of_its_own(Command::new(env::current_exe().unwrap()), &wiki, &store);
            assert!(second.env(IN_FLIGHT, in_flight.to_string()).status().unwrap().success());
            assert_eq!(left_behind(&wiki, &store), wanted, "killed at answer {at}");
            let asked = asked(&wiki);
            let again = asked.values().filter(|&&times| times == 2).count();
            assert!((1..=in_flight).contains(&again), "killed at answer {at}: {asked:?}");
            assert!(asked.values().all(|&times| times <= 2), "killed at answer {at}: {asked:?}");
        }
    }
}

#[test]
fn a_full_disk_is_reported_and_the_crawl_continues_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let wiki = Wiki::with_made_up_films(FILMS);
    let undisturbed = folder.path().join("undisturbed.db");
    assert!(in_a_process(&wiki, &undisturbed, None).wait().unwrap().success());
    let wanted = left_behind(&wiki, &undisturbed);
    wiki.log();
    let exe = env::current_exe().unwrap();
    // `ulimit` limits the size of files: a write beyond it fails as on a full disk.
    for blocks in [40, 100, 160, 220, 400] {
        let store = folder.path().join(format!("{blocks}-blocks.db"));
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"")]).arg(&exe);
        let output = of_its_own(shell, &wiki, &store).stdout(Stdio::piped()).output().unwrap();
        assert!(!output.status.success(), "{blocks} blocks were enough");
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(printed.contains("Full {"), "{printed}");
        assert!(in_a_process(&wiki, &store, None).wait().unwrap().success(), "after {blocks} blocks");
        assert_eq!(left_behind(&wiki, &store), wanted, "after {blocks} blocks");
        let asked = asked(&wiki);
        let again: usize = asked.values().map(|&times| times - 1).sum();
        assert!(
            again <= 1,
            "only the page that could not be stored is requested again after {blocks} blocks: {asked:?}"
        );
    }
}

#[test]
fn a_crawl_killed_at_every_change_in_turn_still_ends() {
    let folder = tempfile::tempdir().unwrap();
    let wiki = Wiki::with_made_up_films(12);
    let store = folder.path().join("pages.db");
    let mut runs = 0;
    // Each run settles one page, claims the next, and dies.
    while !in_a_process(&wiki, &store, Some(3)).wait().unwrap().success() {
        runs += 1;
        assert!(runs < 30, "the crawl does not get on");
    }
    assert!(asked(&wiki).values().all(|&times| times == 1));
}

#[test]
fn two_processes_share_one_database_and_no_page_is_fetched_twice() {
    let folder = tempfile::tempdir().unwrap();
    let wiki = Wiki::with_made_up_films(FILMS);
    let store = folder.path().join("pages.db");
    let both = [in_a_process(&wiki, &store, None), in_a_process(&wiki, &store, None)];
    for mut process in both {
        assert!(process.wait().unwrap().success());
    }
    let asked = asked(&wiki);
    assert_eq!(asked.len(), FILMS + 1);
    assert!(asked.values().all(|&times| times == 1), "{asked:?}");
}

async fn crawl_here(wiki: &Wiki, store: &Path) -> CrawlSummary {
    crawl(&options(&wiki.site), &mut PageStore::open(store).unwrap(), |_| ()).await.unwrap()
}

#[tokio::test]
async fn with_a_tenth_of_the_answers_faulty_every_page_is_got_and_the_faults_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("pages.db");
    let wiki = Wiki::with_made_up_films(FILMS);
    let faults = [
        Fault::Status(500),
        Fault::Cut,
        Fault::RetryAfter(429, 0),
        Fault::Status(502),
        Fault::RetryAfter(503, 0),
        Fault::Cut,
    ];
    for (number, fault) in faults.into_iter().enumerate() {
        wiki.fail(&Wiki::made_up_title(number * 10), vec![fault]);
    }
    let summary = crawl_here(&wiki, &store).await;
    assert_eq!((summary.fetched, summary.retried, summary.failed.len()), (FILMS + 1, 4, 0));
    assert_eq!(PageStore::open(&store).unwrap().counts().unwrap()[1].2, FILMS as u64);
}

#[tokio::test]
async fn a_page_that_moved_or_leads_elsewhere_keeps_its_films_id() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("pages.db");
    let wiki = Wiki::with_made_up_films(3);
    crawl_here(&wiki, &store).await;
    let ids = |store: &Path| -> Vec<String> {
        films(&PageStore::open(store).unwrap(), &wiki.site, |_, _| ())
            .unwrap()
            .films
            .into_iter()
            .map(|film| film.id.to_string())
            .collect()
    };
    let before = ids(&store);
    // Film 1 moves and leaves a redirect, which answers with the new page's body; film 2 moves and leaves nothing.
    let moved = wiki.made_up_page(1, "Another name");
    wiki.put("Another name", moved.clone());
    wiki.put(&Wiki::made_up_title(1), moved);
    wiki.remove(&Wiki::made_up_title(2));
    wiki.put("A third name", wiki.made_up_page(2, "A third name"));
    let links: String = [Wiki::made_up_title(0), Wiki::made_up_title(1), "A third name".to_owned()]
        .iter()
        .map(|title| wiki.link(title))
        .collect();
    wiki.put("List of films", format!("<div class=\"mw-parser-output\"><ul>{links}</ul></div>"));
    let second = crawl_here(&wiki, &store).await;
    assert_eq!((second.found, second.unchanged, second.gone), (1, 1, 1));
    assert_eq!(ids(&store), before);
    assert_eq!(PageStore::open(&store).unwrap().prune().unwrap(), 1);
    assert_eq!(ids(&store), before);
}

#[tokio::test]
async fn pages_checked_a_moment_ago_are_skipped_and_new_seeds_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("pages.db");
    let wiki = Wiki::with_made_up_films(3);
    crawl_here(&wiki, &store).await;
    wiki.put("A seed", wiki.made_up_page(9, "A seed"));
    wiki.log();
    let mut options = options(&wiki.site);
    options.refresh_after = Some(std::time::Duration::from_secs(3600));
    options.seeds = vec![PageTitle::new("A seed").unwrap()];
    let summary = crawl(&options, &mut PageStore::open(&store).unwrap(), |_| ()).await.unwrap();
    assert_eq!((summary.fetched, summary.unchanged), (1, 0));
    assert_eq!(asked(&wiki).into_keys().collect::<Vec<_>>(), ["/wiki/A_seed"]);
    options.refresh_after = None;
    options.until = Some(std::time::Instant::now());
    let summary = crawl(&options, &mut PageStore::open(&store).unwrap(), |_| ()).await.unwrap();
    assert_eq!((summary.fetched, summary.unchanged, summary.left), (0, 0, 4), "the time was up before it began");
}
