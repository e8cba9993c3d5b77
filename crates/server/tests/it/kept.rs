//! What is the same for everybody is made once a model and kept.

use std::net::SocketAddr;
use std::sync::mpsc::sync_channel;
use std::thread;

use matinee_server::{Served, ServerSettings, serve};

use crate::films;
use crate::served::{TestServer, ranker, settings};

fn count(served: TestServer, metric: &str) -> u64 {
    let metrics = TestServer { address: served.metrics.unwrap(), metrics: None }.get("/metrics").text();
    let line = metrics.lines().find_map(|line| line.strip_prefix(metric)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {metric} in {metrics}")).parse().unwrap()
}

#[test]
fn pages_without_a_taste_are_made_once_in_each_language_and_anew_for_another_model() {
    let metrics = Some(SocketAddr::from(([127, 0, 0, 1], 0)));
    let settings = ServerSettings { metrics, ..settings() };
    let model = Served::from(ranker(films::catalogue()));
    let (ready, at) = sync_channel(1);
    let serving = model.clone();
    thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(serve(settings, serving, |at| ready.send(at).unwrap()))
    });
    let at = at.recv().unwrap();
    let served = TestServer { address: at.site.tcp().unwrap(), metrics: at.metrics };
    let german = [("Accept-Language", "de")];
    for path in ["/", "/about", "/map"] {
        let (first, packed) = (served.get(path), served.ask("GET", path, &[("Accept-Encoding", "gzip")], b""));
        let translated = served.ask("GET", path, &german, b"");
        assert!(translated.text().contains("lang=\"de\"") && first.text().contains("lang=\"en\""), "{path}");
        assert_eq!((packed.header("content-encoding"), first.header("content-encoding")), (Some("gzip"), None));
        let misses = count(served, "matinee_fixed_page_misses_total");
        for _ in 0..3 {
            assert_eq!(served.get(path).body, first.body, "{path}");
            assert_eq!(served.ask("GET", path, &german, b"").body, translated.body, "{path}");
            assert_eq!(served.ask("GET", path, &[("Accept-Encoding", "gzip")], b"").body, packed.body, "{path}");
        }
        assert_eq!(count(served, "matinee_fixed_page_misses_total"), misses, "{path} is kept");
        // Whatever else an address says is not everybody's.
        assert_ne!(served.get(&format!("{path}?like=salt-flat-1956")).body, first.body, "{path}");
        assert_eq!(served.get(path).body, first.body, "{path}");
    }
    assert_eq!(count(served, "matinee_made_total{what=\"about_facts\"}"), 1);
    assert_eq!(count(served, "matinee_made_total{what=\"map_guide\"}"), 1);
    model.replace(ranker(films::many(300)));
    assert!(served.get("/about").text().contains("300"), "another model has pages of its own");
    assert!(served.get("/").text().contains("Film 2"));
}
