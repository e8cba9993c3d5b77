//! `matinee scrape`: the crawl itself.

use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use matinee_scraper::{CrawlOptions, CrawlSummary, Markup, PageStore, crawl};
use serde_json::json;

use super::args::Args;
use super::progress::Progress;
use super::targets;
use crate::context::Context;
use crate::error::UsageError;
use crate::extraction::{print_count, print_not_films, write_catalogue};
use crate::output::print_json;
use crate::times::spoken;

const NO_CONTACT: &str = "--contact is missing: give your mail address or web page (or set MATINEE_CONTACT), so that the \
                          wiki's operators can write to you";

pub(super) fn run(args: &Args, store: &mut PageStore, context: &Context) -> Result<()> {
    let site = targets::site(args, store)?;
    let (lists, seeds) = (targets::lists(args, &site)?, targets::seeds(args, &site)?);
    if args.dry_run {
        return dry_run(args, store, lists.len() + seeds.len(), context);
    }
    if args.api && site.markup() == Markup::JsonLd {
        bail!("--api asks a MediaWiki, and --source json-ld says that {site} is none: leave one of them out");
    }
    if lists.is_empty() && seeds.is_empty() && store.site()?.is_none() {
        bail!("nothing to scrape yet: name a list of films with --list, pages with --seeds, or a --preset");
    }
    let mut contact = args.contact.clone().ok_or_else(|| UsageError(NO_CONTACT.to_owned()))?;
    if let Some(page) = &args.page {
        contact = contact.with_page(page).map_err(|error| UsageError(format!("--page {error}")))?;
    }
    let options = CrawlOptions {
        lists,
        seeds,
        rate: args.rate,
        in_flight: args.in_flight,
        api: args.api,
        refresh_after: args.refresh_after,
        until: args.at_most.or(args.until).map(|time| Instant::now() + time),
        limit: args.limit,
        ..CrawlOptions::new(site.clone(), contact)
    };
    let progress = Progress::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let summary = runtime.block_on(crawl(&options, store, |event| progress.show(&event)));
    progress.clear();
    let pruned = if args.prune { store.prune()? } else { 0 };
    // Written even when the crawl failed: the pages received before the failure give a catalogue already.
    let extraction = write_catalogue(store, &site, context)?;
    let summary = summary.with_context(|| extraction.to_string())?;
    if context.json {
        print_json(&json!({"summary": summary, "pruned": pruned, "films": extraction.films,
            "not_films": extraction.not_films, "unread_running_times": extraction.unread_running_times.len(),
            "catalogue": extraction.path}))?;
        return extraction.check();
    }
    print_pages(&summary, pruned);
    print_not_films(&extraction.not_films);
    print_incomplete(&summary);
    print_failures(&summary);
    extraction.print();
    extraction.check()
}

/// Says what a crawl would request. That is a lower bound: lists bring new pages.
fn dry_run(args: &Args, store: &PageStore, given: usize, context: &Context) -> Result<()> {
    let pages = store.due(args.refresh_after)?;
    let pages = args.limit.map_or(pages, |limit| pages.min(limit));
    let seconds = ((pages + given as u64) as f64 / args.rate.per_second()).ceil() as u64;
    if context.json {
        return print_json(&json!({"given": given, "stored": pages, "seconds": seconds}));
    }
    println!("{given} lists and pages given, {pages} known pages to request: about {} at this rate.", spoken(seconds));
    println!("Films that the lists name for the first time come on top. Nothing was requested.");
    Ok(())
}

fn print_pages(summary: &CrawlSummary, pruned: usize) {
    print_count(summary.found, "pages found on the lists for the first time");
    print_count(summary.fetched, "fetched");
    print_count(summary.unchanged, "unchanged");
    print_count(summary.gone, "gone");
    print_count(pruned, "gone pages deleted");
    print_count(summary.retried, "failed tries repeated");
    print_count(summary.disallowed, "closed by robots.txt");
    print_count(usize::try_from(summary.left).unwrap_or(usize::MAX), "left for the next run");
}

fn print_incomplete(summary: &CrawlSummary) {
    print_count(summary.incomplete.len(), "lists read in part:");
    for (list, missing) in &summary.incomplete {
        println!("          {list}: {missing}");
    }
}

fn print_failures(summary: &CrawlSummary) {
    print_count(summary.failed.len(), "failed:");
    for (title, why) in &summary.failed {
        println!("          {title}: {why}");
    }
}
