//! `matinee scrape`

mod export;

use std::collections::BTreeMap;
use std::io::{IsTerminal, stderr};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ZonedDateTime};
use matinee_catalogue::Year;
use matinee_scraper::{
    Contact, Event, InFlight, MAX_IN_FLIGHT, MAX_RATE, Markup, Options, PageTitle, Rate, Site, Store, Summary, crawl,
    fill_from_zim, film_lists,
};
use serde_json::json;

use crate::Context;

const NO_CONTACT: &str = "--contact is missing: give your mail address or web page (or set MATINEE_CONTACT), so that the \
                          wiki's hosts can write to you";

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  matinee scrape --list \"List of American films of 1999\" --contact you@your.site
  matinee scrape --preset wikipedia-films --years 1970..2026 --countries us,fr,in --contact you@your.site
  matinee scrape --until 06:30 --in-flight 4 --rate 5 --contact you@your.site
  matinee scrape --zim wikipedia_en_movies.zim
  matinee scrape status
  matinee scrape export --warc pages.warc.gz
Run it again at any time: it goes on where it was, and asks again only for what changed.
robots.txt, the rate and Retry-After are always obeyed.")]
pub(crate) struct Args {
    #[command(subcommand)]
    ask: Option<Ask>,
    /// A page that lists films (a list or a category), by title or address; again for more
    #[arg(long, value_name = "TITLE|URL")]
    list: Vec<String>,
    /// A file of film pages, a title or address a line
    #[arg(long, value_name = "FILE")]
    seeds: Option<PathBuf>,
    /// Take the films from a Kiwix ZIM file, such as Wikipedia's films, instead of asking a wiki for them
    #[arg(long, value_name = "FILE", conflicts_with_all = ["list", "seeds", "preset", "source", "limit", "api", "refresh_after", "at_most", "until", "prune", "dry_run"])]
    zim: Option<PathBuf>,
    /// Many lists at once: wikipedia-films is English Wikipedia's list of each of --years and --countries
    #[arg(long, value_name = "NAME", value_parser = ["wikipedia-films"], requires = "years")]
    preset: Option<String>,
    /// The years of --preset
    #[arg(long, value_name = "FROM..TO", value_parser = parse_years)]
    years: Option<RangeInclusive<u16>>,
    /// The countries of --preset, by code
    #[arg(long, value_name = "CODES", value_delimiter = ',', default_value = "us")]
    countries: Vec<String>,
    /// Your mail address or web page: the wiki's hosts are told it, so that they can write to you
    #[arg(long, env = "MATINEE_CONTACT", value_parser = Contact::new, value_name = "MAIL|URL")]
    contact: Option<Contact>,
    /// A web page about your crawl, for the wiki's hosts to read
    #[arg(long, env = "MATINEE_PAGE", value_name = "URL")]
    page: Option<String>,
    /// The wiki [default: the one scraped before, else English Wikipedia]
    #[arg(long, value_parser = Site::new, value_name = "URL")]
    base_url: Option<Site>,
    /// How the site's pages tell of films: mediawiki, or json-ld (a schema.org Movie on each page) [default: as before, else mediawiki]
    #[arg(long, value_name = "KIND")]
    source: Option<Markup>,
    /// At most so many film pages this time
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// Requests a second, at most 20; a longer Crawl-delay in robots.txt wins
    #[arg(long, default_value = "1", value_parser = parse_rate, value_name = "N")]
    rate: Rate,
    /// Requests that may wait for their answers at once, at most 9; what a slow wiki needs to reach --rate
    #[arg(long, default_value = "1", value_parser = parse_in_flight, value_name = "N")]
    in_flight: InFlight,
    /// Read lists and categories from the wiki's Action API: hundreds of links an answer, but people and places among them. Refused
    /// where robots.txt closes it, as Wikipedia's does
    #[arg(long)]
    api: bool,
    /// Ask again only for pages last checked longer ago than this, such as 12h or 7d
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    refresh_after: Option<Duration>,
    /// Stop after this long, such as 90m; the next run goes on from there
    #[arg(long = "for", value_name = "TIME", value_parser = parse_time)]
    at_most: Option<Duration>,
    /// Stop at this time: the next 06:30 on the clock, or a moment such as 2030-05-17T06:30:00+02:00
    #[arg(long, value_name = "TIME", value_parser = parse_until, conflicts_with = "at_most")]
    until: Option<Duration>,
    /// Forget stored pages that the wiki has no more
    #[arg(long)]
    prune: bool,
    /// Only say how many known pages would be asked for, and how long that takes
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Ask {
    /// Show how far the crawl is: pages by state, speed, the last errors
    Status,
    /// Write the stored pages to a file that other tools read
    Export(export::Args),
}

/// "90s", "15m", "12h", "7d".
fn parse_time(text: &str) -> Result<Duration, String> {
    let unknown = || format!("{text:?} is not a time: write a number and s, m, h or d, such as 12h");
    let unit = text.chars().last().filter(char::is_ascii).ok_or_else(unknown)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => return Err(unknown()),
    };
    let number: u64 = text[..text.len() - 1].parse().map_err(|_| unknown())?;
    // A century is as good as for ever.
    Ok(Duration::from_secs(number.saturating_mul(seconds).min(100 * 365 * 86_400)))
}

/// How long it is until "06:30" or "2030-05-17T06:30:00+02:00".
fn parse_until(text: &str) -> Result<Duration, String> {
    until(text, &ZonedDateTime::now())
}

fn until(text: &str, now: &ZonedDateTime) -> Result<Duration, String> {
    let unknown =
        || format!("{text:?} is no time to stop at: write 06:30, or a moment such as 2030-05-17T06:30:00+02:00");
    let end = if let Ok(moment) = text.parse::<Timestamp>() {
        moment
    } else {
        let clock: Time = text.parse().map_err(|_| unknown())?;
        let on = |day: Date| day.to_datetime(clock).to_zoned_datetime(now.time_zone().clone()).map_err(|_| unknown());
        let today = on(now.date())?;
        let next = if today > *now { today } else { on(now.date().tomorrow().map_err(|_| unknown())?)? };
        next.timestamp()
    };
    let left = Duration::try_from(end.duration_since(now.timestamp()));
    left.map_err(|_| format!("{text} is over: name a time to come"))
}

/// "1999" or "1970..2026", both ends in it.
fn parse_years(text: &str) -> Result<RangeInclusive<u16>, String> {
    let unknown = || format!("{text:?} are not years: write 1999 or 1970..2026");
    let year = |text: &str| {
        text.trim().parse().ok().filter(|year| (Year::MIN.get()..=Year::MAX.get()).contains(year)).ok_or_else(unknown)
    };
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let (from, to) = (year(from)?, year(to.trim_start_matches('='))?);
    if from <= to { Ok(from..=to) } else { Err(unknown()) }
}

fn parse_rate(text: &str) -> Result<Rate, String> {
    let rate = text.parse().ok().and_then(Rate::new);
    rate.ok_or_else(|| format!("{text} is not a rate above 0 and at most {MAX_RATE}: Wikimedia asks readers to stay under {MAX_RATE} a second"))
}

fn parse_in_flight(text: &str) -> Result<InFlight, String> {
    let requests = text.parse().ok().and_then(InFlight::new);
    requests.ok_or_else(|| {
        format!(
            "{text} is not a number from 1 to {MAX_IN_FLIGHT}: Wikimedia asks crawlers to stay under ten connections"
        )
    })
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let mut store = Store::open(&context.data.join("pages.db"))?;
    match &args.ask {
        Some(Ask::Status) => return status(&store, context),
        Some(Ask::Export(args)) => return export::run(args, &store, context),
        None => {}
    }
    if let Some(file) = &args.zim {
        return from_zim(file, args, &store, context);
    }
    let site = site(args, &store)?;
    let (lists, seeds) = (lists(args, &site)?, seeds(args, &site)?);
    if args.dry_run {
        return dry_run(args, &store, lists.len() + seeds.len(), context);
    }
    if args.api && site.markup() == Markup::JsonLd {
        bail!("--api asks a MediaWiki, and --source json-ld says that {site} is none: leave one of them out");
    }
    if lists.is_empty() && seeds.is_empty() && store.site()?.is_none() {
        bail!("nothing to scrape yet: name a list of films with --list, pages with --seeds, or a --preset");
    }
    let mut contact = args.contact.clone().unwrap_or_else(|| super::usage_error(NO_CONTACT));
    if let Some(page) = &args.page {
        contact = contact.with_page(page).unwrap_or_else(|error| super::usage_error(&format!("--page {error}")));
    }
    let options = Options {
        lists,
        seeds,
        rate: args.rate,
        in_flight: args.in_flight,
        api: args.api,
        refresh_after: args.refresh_after,
        until: args.at_most.or(args.until).map(|time| Instant::now() + time),
        limit: args.limit,
        ..Options::new(site.clone(), contact)
    };
    let bar = Bar::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let summary = runtime.block_on(crawl(&options, &mut store, |event| bar.show(&event)));
    bar.clear();
    let pruned = if args.prune { store.prune()? } else { 0 };
    // Whatever was got before the crawl broke off is a catalogue already.
    let catalogue = super::extract::write(&store, &site, context)?;
    let summary = summary.with_context(|| catalogue.to_string())?;
    if context.json {
        return super::print_json(&json!({"summary": summary, "pruned": pruned, "films": catalogue.films,
            "not_films": catalogue.not_films, "catalogue": catalogue.path}));
    }
    print(&summary, pruned, &catalogue.not_films);
    println!("{catalogue}; `matinee train` learns them.");
    Ok(())
}

fn from_zim(file: &Path, args: &Args, store: &Store, context: &Context) -> Result<()> {
    let bar = Bar::new();
    // A line of log for each of a hundred thousand pages would tell nobody anything.
    let report = |event| {
        if bar.0.is_some() {
            bar.show(&event);
        }
    };
    let brought = fill_from_zim(store, file, args.base_url.clone(), report);
    bar.clear();
    let brought = brought?;
    let catalogue = super::extract::write(store, &brought.site, context)?;
    let not_films: BTreeMap<String, usize> =
        brought.not_films.iter().map(|(reason, &pages)| (reason.to_string(), pages)).collect();
    if context.json {
        return super::print_json(
            &json!({"site": brought.site.to_string(), "kept": brought.kept, "known": brought.known,
            "too_large": brought.too_large, "films": catalogue.films, "not_films": not_films, "catalogue": catalogue.path}),
        );
    }
    println!("Pages of {}", brought.site);
    count(brought.kept, "films new or newer than what was stored");
    count(brought.known, "films known already");
    for (reason, pages) in not_films {
        count(pages, &format!("not a film: {reason}"));
    }
    count(brought.too_large, "larger than a page may be");
    println!("{catalogue}; `matinee train` learns them.");
    Ok(())
}

/// The site that is named, else the one scraped before, else English Wikipedia.
fn site(args: &Args, store: &Store) -> Result<Site> {
    let held = store.site()?;
    let markup = args.source.or(held.as_ref().map(Site::markup)).unwrap_or_default();
    if let Some(held) = held.as_ref().filter(|held| held.markup() != markup) {
        bail!("the pages of {held} are stored as {}: give --source {markup} another --data folder", held.markup());
    }
    match args.base_url.clone().or(held) {
        Some(site) => Ok(site.with_markup(markup)),
        None if markup == Markup::JsonLd => bail!("--base-url is missing: name the site whose pages have JSON-LD"),
        None => Ok(Site::new("https://en.wikipedia.org")?),
    }
}

fn lists(args: &Args, site: &Site) -> Result<Vec<PageTitle>> {
    let mut lists = args.list.iter().map(|text| page(site, "--list", text)).collect::<Result<Vec<_>>>()?;
    if let (Some(_), Some(years)) = (&args.preset, &args.years) {
        let titles = film_lists(years.clone(), &args.countries)?;
        lists.extend(titles.iter().filter_map(|title| PageTitle::new(title)));
    }
    Ok(lists)
}

fn seeds(args: &Args, site: &Site) -> Result<Vec<PageTitle>> {
    let Some(file) = &args.seeds else { return Ok(Vec::new()) };
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read the seeds in {}", file.display()))?;
    let lines = text.lines().enumerate().map(|(n, line)| (n + 1, line.trim()));
    lines
        .filter(|(_, line)| !line.is_empty() && !line.starts_with("# "))
        .map(|(n, line)| page(site, &format!("{} line {n}:", file.display()), line))
        .collect()
}

/// Lists bring pages that nobody knows yet, so this is the least that will be asked for.
fn dry_run(args: &Args, store: &Store, given: usize, context: &Context) -> Result<()> {
    let pages = store.due(args.refresh_after)?;
    let pages = args.limit.map_or(pages, |limit| pages.min(limit));
    let seconds = ((pages + given as u64) as f64 / args.rate.per_second()).ceil() as u64;
    if context.json {
        return super::print_json(&json!({"given": given, "stored": pages, "seconds": seconds}));
    }
    println!("{given} lists and pages given, {pages} known pages to ask for: about {} at this rate.", spoken(seconds));
    println!("Films that lists name for the first time come on top. Nothing was asked for.");
    Ok(())
}

fn status(store: &Store, context: &Context) -> Result<()> {
    let (counts, failures) = (store.counts()?, store.failures(10)?);
    let (due, (last_hour, took)) = (store.due(None)?, store.last_hour()?);
    if context.json {
        let counts: Vec<_> =
            counts.iter().map(|(kind, state, n)| json!({"kind": kind, "state": state, "pages": n})).collect();
        let site = store.site()?.map(|site| site.to_string());
        return super::print_json(
            &json!({"site": site, "pages": counts, "due": due, "last_hour": last_hour, "failures": failures}),
        );
    }
    match store.site()? {
        Some(site) => println!("Pages of {site}"),
        None => println!("No crawl yet: `matinee scrape --list TITLE --contact MAIL` starts one."),
    }
    for (kind, state, pages) in counts {
        println!("{pages:>9} {kind} pages {state}");
    }
    println!("{last_hour:>9} pages answered within the last hour");
    // With no speed to go by: what a run does unless told otherwise.
    let (seconds, by) = match last_hour {
        0 | 1 => (due as f64, "one a second"),
        pages => (due as f64 * took.as_secs_f64() / (pages - 1) as f64, "the speed of those"),
    };
    println!("{due:>9} pages would be asked for now, about {} at {by}", spoken(seconds.ceil() as u64));
    for (title, why) in failures {
        println!("   failed {title}: {why}");
    }
    Ok(())
}

/// Seconds as a person says them.
fn spoken(seconds: u64) -> String {
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7199 => format!("{} min", seconds / 60),
        7200..=172_799 => format!("{} h", seconds / 3600),
        _ => format!("{} days", seconds / 86_400),
    }
}

fn page(site: &Site, from: &str, text: &str) -> Result<PageTitle> {
    let title = site.named(text);
    title.ok_or_else(|| {
        anyhow!(
            "{from} {text:?} is no page of {site}: give a page's title or its address there (--base-url names the wiki)"
        )
    })
}

/// A line of what a run did, where it did any of that.
fn count(n: usize, what: &str) {
    if n > 0 {
        println!("{n:>7} {what}");
    }
}

fn print(summary: &Summary, pruned: usize, not_films: &BTreeMap<String, usize>) {
    count(summary.found, "pages found on the lists for the first time");
    count(summary.fetched, "fetched");
    count(summary.unchanged, "unchanged");
    count(summary.gone, "gone");
    count(pruned, "forgotten");
    count(summary.retried, "tries failed and were made again");
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
            (Some(bar), Event::Retrying(title, why)) => bar.set_message(format!("{title}: {why}; trying again")),
            (None, Event::Retrying(title, why)) => tracing::warn!(target: "matinee", "{title}: {why}; trying again"),
            (_, Event::Asking(_) | Event::Answered(_)) => {}
        }
    }

    fn clear(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_run_is_the_next_time_the_clock_says_so_or_a_moment() {
        let now: ZonedDateTime = "2030-05-17T22:15:00+02:00[+02:00]".parse().unwrap();
        let minutes = |text| until(text, &now).map(|left| left.as_secs() / 60);
        assert_eq!(minutes("06:30"), Ok(8 * 60 + 15));
        assert_eq!(minutes("22:30"), Ok(15));
        assert_eq!(minutes("22:15"), Ok(24 * 60));
        assert_eq!(minutes("2030-05-17T22:16:00+02:00"), Ok(1));
        assert_eq!(minutes("2030-05-17T20:20:00Z"), Ok(5));
        assert!(minutes("2030-05-17T20:00:00Z").unwrap_err().contains("is over"));
        for text in ["", "6h", "half past six", "25:00", "2030-05-17"] {
            assert!(minutes(text).unwrap_err().contains("write 06:30"), "{text}");
        }
    }
}
