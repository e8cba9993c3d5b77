//! Measures the scraper and prints one JSON line: the speed of extraction on pages of real size, and of the HTML parser
//! alone; the speed of the frontier on a database of a million pages; and the share of the permitted rate that a crawl of a
//! wiki on 127.0.0.1 uses. `scripts/bench` runs it.

use std::fmt::Write;
use std::hint::black_box;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use matinee_scraper::{
    Contact, CrawlOptions, InFlight, MAX_RATE, PageStore, PageTitle, Rate, Site, crawl, extract, parse_only,
};

const PAGES: usize = 40;
const FRONTIER: usize = 1_000_000;
const CLAIMS: usize = 20_000;
/// Pages crawled at [`MAX_RATE`], and the wiki's time for each. At that rate three are in flight.
const CRAWLED: usize = 600;
const LATENCY: Duration = Duration::from_millis(120);

/// A film page in MediaWiki's HTML, some 300 KB: infobox, sections full of links and footnotes, references.
fn page(number: usize) -> String {
    let mut html = format!(
        "<!DOCTYPE html><html><head><title>Film {number}</title><script>RLCONF={{\"wgArticleId\":{number},\"wgRevisionId\":{number}}};</script>
         <link rel=\"canonical\" href=\"https://wiki.invalid/wiki/Film_{number}\"></head><body><div id=\"mw-content-text\"><div class=\"mw-parser-output\">
         <table class=\"infobox vevent\"><tbody><tr><th colspan=\"2\" class=\"infobox-above summary\">Film {number}</th></tr>
         <tr><th scope=\"row\" class=\"infobox-label\">Directed by</th><td class=\"infobox-data\"><a href=\"/wiki/Ada_Lund\">Ada Lund</a></td></tr>
         <tr><th scope=\"row\" class=\"infobox-label\">Release date</th><td class=\"infobox-data\">3 May 1987</td></tr></tbody></table>
         <p><i><b>Film {number}</b></i> is a 1987 drama film directed by Ada Lund.</p>"
    );
    for section in ["Plot", "Cast", "Production", "Release", "Reception", "Legacy"] {
        let _ = write!(html, "<div class=\"mw-heading mw-heading2\"><h2 id=\"{section}\">{section}</h2></div>");
        for paragraph in 0..16 {
            html.push_str("<p>");
            for link in 0..10 {
                let target = (number * 7919 + paragraph * 31 + link * 101) % 5000;
                let _ = write!(
                    html,
                    "Somebody walks through the town at night and meets <a href=\"/wiki/Film_{target}\" title=\"Film {target}\">film {target}</a> \
                     once more.<sup id=\"cite_ref-{link}\" class=\"reference\"><a href=\"#cite_note-{link}\"><span class=\"cite-bracket\">&#91;</span>{link}<span class=\"cite-bracket\">&#93;</span></a></sup> "
                );
            }
            html.push_str("</p>\n");
        }
    }
    html.push_str("<ol class=\"references\">");
    for note in 0..150 {
        let _ = write!(
            html,
            "<li id=\"cite_note-{note}\"><span class=\"mw-cite-backlink\"><a href=\"#cite_ref-{note}\">^</a></span> <span class=\"reference-text\"><cite class=\"citation web cs1\"><a rel=\"nofollow\" class=\"external text\" href=\"https://archive.invalid/{note}\">A notice of film {number}</a>. <i>The made-up archive</i>.</cite></span></li>"
        );
    }
    html.push_str("</ol></div></div></body></html>");
    html
}

/// CPU time of this thread, which other work on the machine does not change (Linux). Elsewhere the elapsed time.
fn spent(since: Instant) -> Duration {
    let schedstat = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = schedstat.and_then(|text| text.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// Reads all pages again and again for three seconds. Returns pages and megabytes a second.
fn rate(pages: &[String], mut read: impl FnMut(&str)) -> (f64, f64) {
    let since = Instant::now();
    let before = spent(since);
    let (mut done, mut bytes) = (0usize, 0usize);
    while spent(since).saturating_sub(before) < Duration::from_secs(3) {
        for page in pages {
            read(page);
            done += 1;
            bytes += page.len();
        }
    }
    let seconds = spent(since).saturating_sub(before).as_secs_f64();
    (done as f64 / seconds, bytes as f64 / seconds / 1e6)
}

/// The peak memory of this process, in megabytes (Linux).
fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kb: f64 =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kb / 1024.0)
}

/// The share of the permitted requests that a crawl makes between its first request and its last, by the wiki's own clock.
fn share_of_rate() -> f64 {
    let seen: Arc<Mutex<Vec<Instant>>> = Arc::default();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let site = Site::new(&format!("http://{}", listener.local_addr().expect("its port"))).expect("an address");
    let log = web::Data::from(Arc::clone(&seen));
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let app = move || App::new().app_data(log.clone()).default_service(web::to(answer));
            HttpServer::new(app).workers(1).disable_signals().listen(listener)?.run().await
        })
    });
    let folder = tempfile::tempdir().expect("a temporary folder");
    let options = CrawlOptions {
        seeds: (0..CRAWLED).filter_map(|n| PageTitle::new(&format!("Film {n}"))).collect(),
        rate: Rate::new(MAX_RATE).expect("a permitted rate"),
        in_flight: InFlight::new(4).expect("a permitted number"),
        ..CrawlOptions::new(site, Contact::new("crawler@kino-test.org").expect("a contact"))
    };
    let mut store = PageStore::open(&folder.path().join("pages.db")).expect("a new database");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let crawled = runtime.block_on(crawl(&options, &mut store, |_| ())).expect("the wiki answers");
    assert_eq!(crawled.fetched, CRAWLED);
    let seen = seen.lock().expect("the wiki lives");
    let (first, last) = (seen.iter().min().expect("requests"), seen.iter().max().expect("requests"));
    (seen.len() - 1) as f64 / (MAX_RATE * (*last - *first).as_secs_f64())
}

async fn answer(request: HttpRequest, seen: web::Data<Mutex<Vec<Instant>>>) -> HttpResponse {
    seen.lock().expect("no panic").push(Instant::now());
    if request.path() == "/robots.txt" {
        return HttpResponse::NotFound().finish();
    }
    actix_web::rt::time::sleep(LATENCY).await;
    HttpResponse::Ok().content_type("text/html").body(page(1))
}

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut store = PageStore::open(&folder.path().join("pages.db")).expect("a new database");
    let (fill_per_s, claims_per_s) = store.exercise(FRONTIER, CLAIMS).expect("the frontier works");
    let frontier_peak = peak_mb();
    drop(store);
    let share = share_of_rate();

    // Other pages can be measured too: scraper_bench FILE.html ...
    let given: Vec<String> =
        std::env::args().skip(1).map(|path| std::fs::read_to_string(path).expect("a page")).collect();
    let pages: Vec<String> = if given.is_empty() { (0..PAGES).map(page).collect() } else { given };
    let site = Site::new("https://wiki.invalid").expect("an address");
    let title = PageTitle::new("Film").expect("a title");
    let (pages_per_s, mb_per_s) = rate(&pages, |page| {
        black_box(extract(&site, &title, page.as_bytes()).map_err(|e| e.to_string()).expect("a film"));
    });
    let (parse_pages_per_s, parse_mb_per_s) = rate(&pages, |page| {
        black_box(parse_only(page.as_bytes()));
    });
    println!(
        "{}",
        serde_json::json!({"page_kb": pages.iter().map(String::len).sum::<usize>() / pages.len() / 1000, "extract_pages_per_s_core": pages_per_s.round(), "extract_mb_per_s": mb_per_s.round(),
            "parse_only_pages_per_s_core": parse_pages_per_s.round(), "parse_only_mb_per_s": parse_mb_per_s.round(),
            "frontier_pages": FRONTIER, "enqueue_per_s": fill_per_s.round(), "claim_and_settle_per_s": claims_per_s.round(), "frontier_peak_mb": frontier_peak.map(f64::round),
            "permitted_rate": MAX_RATE, "share_of_permitted_rate": (share * 1e4).round() / 1e4})
    );
}
