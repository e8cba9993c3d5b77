use std::time::Duration;

use matinee_scraper::{
    Contact, CrawlError, CrawlOptions, CrawlSummary, PageStore, PageTitle, Rate, StoredFilms, crawl, films,
};
use tempfile::TempDir;

use crate::wiki::{Fault, Wiki};

struct Desk {
    folder: TempDir,
    wiki: Wiki,
    limit: Option<u64>,
}

impl Desk {
    fn new(wiki: Wiki) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), wiki, limit: None }
    }

    fn store(&self) -> PageStore {
        PageStore::open(&self.folder.path().join("pages.db")).unwrap()
    }

    fn options(&self) -> CrawlOptions {
        CrawlOptions {
            lists: vec![PageTitle::new("List of films").unwrap()],
            rate: Rate::new(20.0).unwrap(),
            limit: self.limit,
            ..CrawlOptions::new(self.wiki.site.clone(), Contact::new("crawler@kino-test.org").unwrap())
        }
    }

    async fn crawl(&self) -> Result<CrawlSummary, CrawlError> {
        crawl(&self.options(), &mut self.store(), |_| ()).await
    }

    fn ids(&self) -> Vec<String> {
        let films = films(&self.store(), &self.wiki.site, |_, _| ()).unwrap().films;
        films.into_iter().map(|film| film.id.to_string()).collect()
    }
}

const IDS: [&str; 7] = [
    "2001-a-space-odyssey-1968",
    "amelie-2001",
    "face-off-1997",
    "king-kong-1933",
    "koyaanisqatsi-1982",
    "seven-samurai-1954",
    "whats-up-doc-1972",
];

#[tokio::test]
async fn a_list_leads_to_its_films_and_the_crawl_is_polite() {
    let desk = Desk::new(Wiki::with_films("1.43-vector"));
    let links = format!(
        "{}{}{}",
        desk.wiki.link("Closed door"),
        desk.wiki.link("Seven Samurai"),
        desk.wiki.link("Nothing here")
    );
    desk.wiki.put(
        "List of films",
        format!("<body><ul>{links}<li><a href=\"/w/index.php?title=X\">edit</a></li></ul></body>"),
    );
    let summary = desk.crawl().await.unwrap();
    assert_eq!((summary.found, summary.fetched, summary.gone, summary.disallowed), (3, 2, 1, 1));
    assert_eq!(desk.ids(), ["seven-samurai-1954"]);

    let log = desk.wiki.log();
    assert_eq!(log[0].path, "/robots.txt");
    assert!(log.iter().all(|seen| !seen.path.starts_with("/w/") && seen.path != "/wiki/Closed_door"));
    assert!(log.iter().all(|seen| seen.agent.starts_with("Matinee/") && seen.agent.contains("crawler@kino-test.org")));
    assert!(log.iter().all(|seen| seen.encodings.contains("gzip")));
    // 50 ms apart at twenty a second, less 5 % of slack. On a busy machine single gaps vary, so the test measures the sum.
    let whole = log[log.len() - 1].at - log[0].at;
    assert!(whole >= Duration::from_millis(45) * (log.len() as u32 - 1), "{whole:?} for {} requests", log.len());
}

#[tokio::test]
async fn a_second_crawl_downloads_only_what_changed_and_ids_stay() {
    let desk = Desk::new(Wiki::with_films("1.43-vector"));
    assert_eq!(desk.crawl().await.unwrap().fetched, 8);
    assert_eq!(desk.ids(), IDS);

    assert_eq!(desk.crawl().await.unwrap(), CrawlSummary { unchanged: 8, ..CrawlSummary::default() });

    let page = String::from_utf8(crate::wiki::fixture("1.43-vector", "amelie")).unwrap();
    desk.wiki.put("Amélie", page.replace(">Amélie</th>", ">Amélie, retold</th>"));
    desk.wiki.remove("Koyaanisqatsi");
    desk.wiki.log();
    let third = desk.crawl().await.unwrap();
    assert_eq!((third.fetched, third.gone, third.unchanged), (1, 1, 6));
    assert!(desk.wiki.log().iter().skip(1).all(|seen| seen.conditional));
    let films = films(&desk.store(), &desk.wiki.site, |_, _| ()).unwrap().films;
    let amelie = films.iter().find(|film| film.id.as_str() == "amelie-2001").expect("the id stays");
    assert_eq!(amelie.title, "Amélie, retold");
    assert!(!desk.ids().contains(&"koyaanisqatsi-1982".to_owned()));
}

#[tokio::test]
async fn a_run_that_was_cut_off_continues_without_fetching_twice() {
    let mut desk = Desk::new(Wiki::with_films("1.39-legacy"));
    desk.limit = Some(3);
    assert_eq!(desk.crawl().await.unwrap().left, 4);
    desk.limit = None;
    let second = desk.crawl().await.unwrap();
    assert_eq!((second.fetched, second.unchanged, second.left), (4, 0, 0));
    let log = desk.wiki.log();
    let mut films: Vec<&str> =
        log.iter().map(|seen| seen.path.as_str()).filter(|path| *path != "/robots.txt").collect();
    let asked = films.len();
    films.sort_unstable();
    films.dedup();
    assert_eq!(films.len(), asked, "no page was requested twice");
    assert_eq!(desk.ids(), IDS);
}

#[tokio::test]
async fn retry_after_is_waited_out_and_is_no_failed_try() {
    let desk = Desk::new(Wiki::with_films("1.43-parsoid"));
    desk.wiki.fail(
        "Amélie",
        vec![Fault::RetryAfter(429, 1), Fault::RetryAfter(503, 1), Fault::Status(500), Fault::Status(502)],
    );
    let summary = desk.crawl().await.unwrap();
    assert_eq!((summary.fetched, summary.failed.len()), (8, 0));
    let log = desk.wiki.log();
    for pair in log.windows(2).filter(|pair| matches!(pair[0].status, 429 | 503)) {
        assert!(pair[1].at - pair[0].at >= Duration::from_millis(990), "{pair:?}");
    }
    assert_eq!(desk.ids(), IDS);
}

#[tokio::test]
async fn pages_that_cannot_be_used_are_named_and_stop_nothing() {
    let desk = Desk::new(Wiki::with_films("1.43-vector"));
    desk.wiki.fail("Face/Off", vec![Fault::Huge]);
    desk.wiki.fail("Koyaanisqatsi", vec![Fault::Status(500), Fault::Status(500), Fault::Status(500)]);
    desk.wiki.put("Amélie", "<h1>A village</h1>");
    let mut broken = crate::wiki::fixture("1.43-vector", "seven-samurai");
    let at = broken.windows(3).position(|w| w == b"<p>").unwrap() + 3;
    broken.splice(at..at, [0xff, 0xfe, 0xc3]);
    desk.wiki.put("Seven Samurai", broken);
    let summary = desk.crawl().await.unwrap();
    let failed: Vec<&str> = summary.failed.iter().map(|(_, why)| why.as_str()).collect();
    assert_eq!(failed, ["the page is larger than 16 MiB", "the host answered 500 Internal Server Error"]);
    let StoredFilms { films, not_films, .. } = films(&desk.store(), &desk.wiki.site, |_, _| ()).unwrap();
    assert_eq!(films.len(), 4);
    assert!(films.iter().any(|film| film.id.as_str() == "seven-samurai-1954"));
    assert_eq!(not_films.values().sum::<usize>(), 1);
}

#[tokio::test]
async fn a_page_that_is_no_list_is_an_error_that_names_it() {
    for (page, wanted) in [(None, "is not there (404)"), (Some("<p>No links."), "names no pages, so it is not a list")]
    {
        let wiki = Wiki::start();
        if let Some(page) = page {
            wiki.put("List of films", page);
        }
        let error = Desk::new(wiki).crawl().await.unwrap_err().to_string();
        assert!(error.contains("/wiki/List_of_films") && error.contains(wanted), "{error}");
    }
}

#[tokio::test]
async fn without_robots_txt_all_is_allowed_and_with_a_broken_one_nothing() {
    let desk = Desk::new(Wiki::with_films("1.43-vector"));
    desk.wiki.robots(404, "");
    assert_eq!(desk.crawl().await.unwrap().fetched, 8);

    let desk = Desk::new(Wiki::with_films("1.43-vector"));
    desk.wiki.robots(500, "");
    let error = desk.crawl().await.unwrap_err().to_string();
    assert!(error.contains("robots.txt cannot be read"), "{error}");
    assert!(desk.wiki.log().iter().all(|seen| seen.path == "/robots.txt"));

    let desk = Desk::new(Wiki::with_films("1.43-vector"));
    desk.wiki.robots(200, "User-agent: *\nDisallow: /");
    assert!(desk.crawl().await.unwrap_err().to_string().contains("closed by robots.txt"));
}

#[tokio::test]
async fn a_missing_list_among_many_stops_nothing_and_people_in_lists_are_not_requested() {
    let desk = Desk::new(Wiki::with_films("1.43-vector"));
    desk.wiki.put(
        "List of films",
        "<div class=\"mw-parser-output\"><table><tr><td><i><a href=\"/wiki/Koyaanisqatsi\">K</a></i></td>
         <td><a href=\"/wiki/Godfrey_Reggio\">Godfrey Reggio</a></td></tr></table></div>",
    );
    let lists = ["List of films", "List of films of 1066"].map(|title| PageTitle::new(title).unwrap()).into();
    let options = CrawlOptions { lists, ..desk.options() };
    let summary = crawl(&options, &mut desk.store(), |_| ()).await.unwrap();
    assert_eq!(summary.failed, [("List of films of 1066".to_owned(), "is not there (404)".to_owned())]);
    assert_eq!((summary.found, summary.fetched), (1, 2));
}

#[tokio::test]
async fn films_know_the_films_beside_them_and_the_lists_that_name_them() {
    let desk = Desk::new(Wiki::with_films("1.43-vector"));
    let film = |title: &str, body: &str| {
        format!(
            "<html lang=en><head><link rel=canonical href=\"/wiki/{}\"></head><body><div class=mw-parser-output>\
             <table class=infobox><tr><th>Directed by</th><td><a href=\"/wiki/Gamma\">D</a></td></tr>\
             <tr><th>Release date</th><td>1990</td></tr></table>{body}</div></body></html>",
            title.replace(' ', "_")
        )
    };
    let link = |title: &str| format!("<i><a href=\"/wiki/{}\">x</a></i>", title.replace(' ', "_"));
    let (beta, gamma, delta) = (link("Beta (film)"), link("Gamma"), link("Delta"));
    let alpha = format!(
        "<p>Alpha is a 1990 film like {beta} and {}.</p><h2>See also</h2><ul><li>{gamma}</li><li>{beta}</li></ul>\
         <div class=navbox role=navigation>{delta}</div>",
        link("Nobody")
    );
    desk.wiki.put("Alpha", film("Alpha", &alpha));
    desk.wiki.put("Beta (film)", film("Beta (film)", &format!("<p>Beta is a film after {}.</p>", link("Old Alpha"))));
    desk.wiki.put("Old Alpha", film("Alpha", &alpha));
    desk.wiki.put("Gamma", film("Gamma", "<p>Gamma is a film.</p>"));
    desk.wiki.put("Delta", film("Delta", "<p>Delta is a film.</p>"));
    let list = |titles: &[&str]| {
        format!("<body><ul>{}</ul></body>", titles.iter().map(|title| link(title)).collect::<String>())
    };
    let lists = [
        ("List of films", list(&["Old Alpha", "Beta (film)", "Gamma", "Delta"])),
        ("List of films featuring ferries", list(&["Alpha", "Beta (film)"])),
        ("List of films of 1990", list(&["Alpha"])),
    ];
    for (title, page) in &lists {
        desk.wiki.put(title, page.clone());
    }
    let lists = lists.iter().map(|(title, _)| PageTitle::new(title).unwrap()).collect();
    crawl(&CrawlOptions { lists, ..desk.options() }, &mut desk.store(), |_| ()).await.unwrap();
    let films = films(&desk.store(), &desk.wiki.site, |_, _| ()).unwrap().films;
    let known: Vec<_> = films
        .iter()
        .map(|film| (film.id.as_str(), film.beside.iter().map(String::as_str).collect::<Vec<_>>(), film.lists.len()))
        .collect();
    assert_eq!(
        known,
        [
            ("alpha-1990", vec!["beta-1990", "gamma-1990"], 2),
            ("beta-1990", vec!["alpha-1990"], 2),
            ("delta-1990", vec![], 1),
            ("gamma-1990", vec![], 1),
        ]
    );
    assert_eq!(films[0].lists, ["List of films", "List of films featuring ferries"]);
}
