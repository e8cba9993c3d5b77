//! `matinee scrape status`

use anyhow::Result;
use matinee_scraper::{PageStore, Rate};
use serde_json::json;

use crate::context::Context;
use crate::output::print_json;
use crate::times::spoken;

/// The failed pages to show.
const FAILURES: u32 = 10;

pub(super) fn run(store: &PageStore, context: &Context) -> Result<()> {
    let (site, counts, failures) = (store.site()?, store.counts()?, store.failures(FAILURES)?);
    let (due, (last_hour, took)) = (store.due(None)?, store.last_hour()?);
    if context.json {
        let counts: Vec<_> =
            counts.iter().map(|(kind, state, n)| json!({"kind": kind, "state": state, "pages": n})).collect();
        let site = site.map(|site| site.to_string());
        return print_json(
            &json!({"site": site, "pages": counts, "due": due, "last_hour": last_hour, "failures": failures}),
        );
    }
    match site {
        Some(site) => println!("Pages of {site}"),
        None => println!("No crawl yet: `matinee scrape --list TITLE --contact MAIL` starts one."),
    }
    for (kind, state, pages) in counts {
        println!("{pages:>9} {kind} pages {state}");
    }
    println!("{last_hour:>9} pages answered within the last hour");
    let (seconds, by) = match last_hour {
        0 | 1 => (due as f64 / Rate::default().per_second(), "the default rate"),
        pages => (due as f64 * took.as_secs_f64() / (pages - 1) as f64, "the speed of those"),
    };
    println!("{due:>9} pages would be requested now, about {} at {by}", spoken(seconds.ceil() as u64));
    for (title, why) in failures {
        println!("   failed {title}: {why}");
    }
    Ok(())
}
