//! Lists that go on, move, or name their films in other places than links.

use matinee_scraper::{Contact, CrawlError, CrawlOptions, CrawlSummary, Markup, PageStore, Rate, crawl};

use crate::wiki::{ROBOTS, Wiki};

async fn crawled(wiki: &Wiki, lists: &[&str], store: &mut PageStore) -> Result<CrawlSummary, CrawlError> {
    let options = CrawlOptions {
        lists: lists.iter().map(|name| wiki.site.named(name).unwrap()).collect(),
        rate: Rate::new(20.0).unwrap(),
        ..CrawlOptions::new(wiki.site.clone(), Contact::new("crawler@kino-test.org").unwrap())
    };
    crawl(&options, store, |_| ()).await
}

fn store(folder: &tempfile::TempDir) -> PageStore {
    PageStore::open(&folder.path().join("pages.db")).unwrap()
}

async fn once(wiki: &Wiki, lists: &[&str]) -> CrawlSummary {
    crawled(wiki, lists, &mut store(&tempfile::tempdir().unwrap())).await.unwrap()
}

/// The paths requested, robots.txt left out, in the order of their names.
fn asked(wiki: &Wiki) -> Vec<String> {
    let log = wiki.log().into_iter().filter(|seen| seen.path != "/robots.txt");
    let mut paths: Vec<String> = log
        .map(|seen| if seen.query.is_empty() { seen.path } else { format!("{}?{}", seen.path, seen.query) })
        .collect();
    paths.sort();
    paths
}

fn site_of_films(list: &str) -> Wiki {
    let mut host = Wiki::start();
    host.site = host.site.clone().with_markup(Markup::JsonLd);
    host.put_at("/films/", list);
    host
}

const FIRST: &str = "/wiki/Category:Ferries";
const SECOND: &str = "/w/index.php?title=Category:Ferries&pagefrom=The+ferry+pilot%2C+part+2";

/// A category of four films on two pages, in MediaWiki's HTML.
fn category() -> Wiki {
    let wiki = Wiki::with_made_up_films(4);
    let part = |films: [usize; 2], link: &str| {
        let members: String = films.iter().map(|&n| wiki.link(&Wiki::made_up_title(n))).collect();
        format!(
            "<body><div class=\"mw-parser-output\"><p>Films of ferries. <a href=\"/wiki/Ferry\">Ferry</a></p></div>
             <div id=\"mw-pages\"><h2>Pages in category \"Ferries\"</h2>
             <p>The following 2 pages are in this category, out of approximately 7,201 total.</p>
             (previous page) ({link})<div class=\"mw-category\"><ul>{members}</ul></div>(previous page) ({link})</div></body>"
        )
    };
    let href = SECOND.replace('&', "&amp;");
    let next = format!("<a href=\"{href}#mw-pages\" title=\"Category:Ferries\">next page</a>");
    wiki.put_at(FIRST, part([0, 1], &next));
    wiki.put_at(SECOND, part([2, 3], "next page"));
    wiki
}

#[tokio::test]
async fn a_category_is_read_to_its_end_where_robots_txt_allows_it() {
    let wiki = category();
    wiki.robots(200, "User-agent: *\nDisallow: /api/");
    let folder = tempfile::tempdir().unwrap();
    let first = crawled(&wiki, &["Category:Ferries"], &mut store(&folder)).await.unwrap();
    assert_eq!((first.found, first.fetched, first.incomplete.len()), (4, 6, 0));
    assert!(asked(&wiki).contains(&SECOND.to_owned()));
    let second = crawled(&wiki, &["Category:Ferries"], &mut store(&folder)).await.unwrap();
    assert_eq!((second.found, second.fetched, second.unchanged), (0, 0, 6));
}

#[tokio::test]
async fn what_robots_txt_closes_of_a_category_is_counted_and_never_requested() {
    let wiki = category();
    let folder = tempfile::tempdir().unwrap();
    for (robots, rest) in
        [(ROBOTS, "by year"), ("User-agent: *\nAllow: /w/api.php\nDisallow: /w/", "the rest: --api, or by year")]
    {
        wiki.robots(200, robots);
        // The second run finds the list unchanged, and still says what is missing.
        let summary = crawled(&wiki, &["Category:Ferries"], &mut store(&folder)).await.unwrap();
        let [(list, why)] = &summary.incomplete[..] else { panic!("{:?}", summary.incomplete) };
        assert_eq!(list, "Category:Ferries");
        assert!(why.starts_with("2 of 7,201 are listed; ") && why.contains(rest), "{why}");
        assert!(asked(&wiki).iter().all(|path| !path.starts_with("/w/")));
    }
}

#[tokio::test]
async fn a_category_of_fandom_is_read_to_its_end() {
    let wiki = Wiki::with_made_up_films(2);
    let member = |n: usize| {
        let address = wiki.link(&Wiki::made_up_title(n));
        address.replace("<a ", "<a class=\"category-page__member-link\" ")
    };
    let page = |n, next: &str| {
        format!(
            "<body><main><a href=\"/wiki/Help\">Help</a><div class=\"category-page__members\">{}</div>{next}</main></body>",
            member(n)
        )
    };
    wiki.put_at("/wiki/Category:Ferries", page(0, "<div class=\"category-page__pagination\"><a class=\"category-page__pagination-next wds-button\" href=\"/wiki/Category:Ferries?from=B\">Next</a></div>"));
    wiki.put_at("/wiki/Category:Ferries?from=B", page(1, ""));
    let summary = once(&wiki, &["Category:Ferries"]).await;
    assert_eq!((summary.found, summary.fetched), (2, 4));
}

#[tokio::test]
async fn the_next_page_of_a_site_is_a_list_and_no_film() {
    for next in [
        "<link rel=\"Next\" href=\"?page=2\">",
        "<p><a rel=\"nofollow next\" href=\"?page=2\">More</a></p>",
        "<div class=\"pagination\"><a class=\"next\" href=\"/films/?page=2\">Older</a></div>",
    ] {
        let host = site_of_films(&format!("{next}<main><a href=a>A</a> <a href=\"?page=2\" rel=next>2</a></main>"));
        host.put_at("/films/?page=2", "<main><a href=b>B</a><a href=\"/films/\" rel=prev>1</a></main>");
        let summary = once(&host, &["/films/"]).await;
        assert_eq!(asked(&host), ["/films/", "/films/?page=2", "/films/a", "/films/b"], "{next}");
        assert_eq!(summary.found, 2, "{next}");
    }
}

#[tokio::test]
async fn closed_pages_of_a_site_are_reported_without_a_word_of_wikis() {
    let host = site_of_films("<main><a href=a>A</a></main><a rel=next href=\"/closed\">2</a>");
    host.robots(200, "User-agent: *\nDisallow: /closed");
    let summary = once(&host, &["/films/"]).await;
    let why = "1 are listed, and there are more; robots.txt closes the later pages";
    assert_eq!(summary.incomplete, [(format!("{}/films/", host.site), why.to_owned())]);
    assert_eq!(asked(&host), ["/films/", "/films/a"]);
}

#[tokio::test]
async fn relative_links_start_where_a_redirect_ended() {
    let host = site_of_films("<main><a href=a>A</a></main>");
    host.redirect("/list", "/films/");
    once(&host, &["/list"]).await;
    assert_eq!(asked(&host), ["/films/", "/films/a", "/list"]);
}

#[tokio::test]
async fn a_redirect_to_another_host_is_refused_by_both_names() {
    let wiki = Wiki::start();
    wiki.redirect("/wiki/List_of_films", "https://elsewhere.kino-test.org/wiki/List_of_films");
    let error =
        crawled(&wiki, &["List of films"], &mut store(&tempfile::tempdir().unwrap())).await.unwrap_err().to_string();
    let both = format!("{} sends us on to https://elsewhere.kino-test.org, which is another host", wiki.site);
    assert!(error.contains(&both) && error.contains("--base-url https://elsewhere.kino-test.org"), "{error}");
}

#[tokio::test]
async fn films_named_in_attributes_of_posters_are_the_list() {
    for attribute in ["data-target-link", "data-film-link", "data-item-link"] {
        let host = site_of_films(&format!(
            "<main><a href=/members/ada>Ada</a><ul><li><div class=\"poster\" data-film-slug=\"ferry\" {attribute}=\"/film/ferry/\"></div></li>
             <li><div {attribute}=\"/film/pilot/\"></div></li></ul></main><aside><div {attribute}=\"/film/other/\"></div></aside>"
        ));
        once(&host, &["/films/"]).await;
        assert_eq!(asked(&host), ["/film/ferry/", "/film/pilot/", "/films/"], "{attribute}");
    }
    let host = site_of_films(
        "<main><table><tr data-href=\"/film/ferry\"><td>The ferry</td></tr></table><a href=b>B</a></main>",
    );
    once(&host, &["/films/"]).await;
    assert_eq!(asked(&host), ["/film/ferry", "/films/", "/films/b"]);
}
