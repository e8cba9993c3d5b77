//! `matinee scrape`

use std::collections::BTreeMap;
use std::io::{IsTerminal, stderr};

use anyhow::{Context as _, Result, anyhow};
use indicatif::{ProgressBar, ProgressStyle};
use matinee_scraper::{Contact, Event, MAX_RATE, Options, PageTitle, Rate, Site, Store, Summary, crawl, films};
use serde_json::json;

use crate::Context;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  matinee scrape --list \"List of American films of 1999\" --contact you@your.site
Run it again at any time: it goes on where it was, and asks again only for what changed.
robots.txt, the rate and Retry-After are always obeyed.")]
pub(crate) struct Args {
    /// A page that lists films, by title or address; again for more
    #[arg(long, required = true, value_name = "TITLE|URL")]
    list: Vec<String>,
    /// Your mail address or web page: the wiki's hosts are told it, so that they can write to you
    #[arg(long, env = "MATINEE_CONTACT", required = true, value_parser = Contact::new, value_name = "MAIL|URL")]
    contact: Contact,
    /// The wiki
    #[arg(long, default_value = "https://en.wikipedia.org", value_parser = Site::new, value_name = "URL")]
    base_url: Site,
    /// At most so many film pages this time
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// Requests a second; one is in flight at a time
    #[arg(long, default_value = "1", value_parser = parse_rate, value_name = "N")]
    rate: Rate,
}

fn parse_rate(text: &str) -> Result<Rate, String> {
    let rate = text.parse().ok().and_then(Rate::new);
    rate.ok_or_else(|| format!("{text} is not a rate above 0 and at most {MAX_RATE}: Wikimedia asks readers to stay under {MAX_RATE} a second"))
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let lists = args.list.iter().map(|text| list(&args.base_url, text)).collect::<Result<Vec<_>>>()?;
    let options = Options {
        site: args.base_url.clone(),
        contact: args.contact.clone(),
        lists,
        rate: args.rate,
        limit: args.limit,
    };
    let mut store = Store::open(&context.data.join("pages.db"))?;
    let bar = Bar::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let summary = runtime.block_on(crawl(&options, &mut store, |event| bar.show(&event)));
    bar.clear();
    // Whatever was got before the crawl broke off is a catalogue already.
    let (found, not_films) = films(&store, &args.base_url)?;
    let path = context.data.join("movies.jsonl.zst");
    if !found.is_empty() {
        matinee_catalogue::write(&path, &found)?;
    }
    let summary = summary.with_context(|| format!("{} films are in {}", found.len(), path.display()))?;
    let not_films: BTreeMap<String, usize> = not_films.into_iter().map(|(reason, n)| (reason.to_string(), n)).collect();
    if context.json {
        return super::print_json(
            &json!({"summary": summary, "films": found.len(), "not_films": not_films, "catalogue": path}),
        );
    }
    print(&summary, &not_films);
    println!("{} films are in {}; `matinee train` learns them.", found.len(), path.display());
    Ok(())
}

fn list(site: &Site, text: &str) -> Result<PageTitle> {
    let title = if text.starts_with("http://") || text.starts_with("https://") {
        site.linked(text)
    } else {
        PageTitle::new(text)
    };
    title.ok_or_else(|| {
        anyhow!(
            "--list {text:?} is no page of {site}: give a page's title or its address there (--base-url names the wiki)"
        )
    })
}

fn print(summary: &Summary, not_films: &BTreeMap<String, usize>) {
    let count = |n: usize, what: &str| {
        if n > 0 {
            println!("{n:>7} {what}");
        }
    };
    count(summary.found, "pages found on the lists for the first time");
    count(summary.fetched, "fetched");
    count(summary.unchanged, "unchanged");
    count(summary.gone, "gone");
    count(summary.disallowed, "closed by robots.txt");
    count(usize::try_from(summary.left).unwrap_or(usize::MAX), "left for the next run");
    for (reason, &n) in not_films {
        count(n, &format!("not a film: {reason}"));
    }
    count(summary.failed.len(), "failed:");
    for (title, why) in &summary.failed {
        println!("          {title}: {why}");
    }
}

/// A progress bar on a terminal, lines of log elsewhere.
struct Bar(Option<ProgressBar>);

impl Bar {
    fn new() -> Self {
        Self(stderr().is_terminal().then(|| {
            let style =
                ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg} {eta}").expect("our own template");
            ProgressBar::new(0).with_style(style)
        }))
    }

    fn show(&self, event: &Event) {
        match (&self.0, event) {
            (Some(bar), Event::Planned(pages)) => {
                bar.set_length(*pages);
                bar.reset();
            }
            (Some(bar), Event::Done(title)) => {
                bar.set_message(title.to_string());
                bar.inc(1);
            }
            (Some(bar), Event::Waiting(wait)) => bar.set_message(format!("the wiki asks to wait {} s", wait.as_secs())),
            (None, Event::Planned(pages)) => tracing::info!(target: "matinee", "{pages} film pages to ask for"),
            (None, Event::Done(title)) => tracing::info!(target: "matinee", "done: {title}"),
            (None, Event::Waiting(wait)) => {
                tracing::info!(target: "matinee", "the wiki asks to wait {} s", wait.as_secs());
            }
        }
    }

    fn clear(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
