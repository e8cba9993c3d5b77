//! The command line of `matinee scrape`.

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use matinee_catalogue::Year;
use matinee_scraper::{Contact, DEFAULT_COUNTRY, InFlight, MAX_IN_FLIGHT, MAX_RATE, Markup, Rate, Site, countries};

use super::export;
use crate::times::{parse_duration, parse_until};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  matinee scrape --list \"List of American films of 1999\" --contact you@your.site
  matinee scrape --preset wikipedia-films --years 1970..2026 --countries fr --contact you@your.site
  matinee scrape --until 06:30 --in-flight 4 --rate 5 --contact you@your.site
  matinee scrape --zim wikipedia_en_movies.zim
  matinee scrape status
  matinee scrape export --warc pages.warc.gz
Stop it at any time: the next run continues. Once it is complete, later runs download only pages
that changed. robots.txt, --rate and Retry-After are always obeyed.")]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(super) command: Option<ScrapeCommand>,
    /// A list or category of films, by title or address; may be repeated
    #[arg(long, value_name = "TITLE|URL")]
    pub(super) list: Vec<String>,
    /// A file of film pages: one title or address per line
    #[arg(long, value_name = "FILE")]
    pub(super) seeds: Option<PathBuf>,
    /// Read the pages from a Kiwix ZIM file, such as Wikipedia's films, instead of a wiki
    #[arg(long, value_name = "FILE", conflicts_with_all = ["list", "seeds", "preset", "source", "limit", "api", "refresh_after", "at_most", "until", "prune", "dry_run"])]
    pub(super) zim: Option<PathBuf>,
    /// Many lists at once: wikipedia-films is English Wikipedia's lists of the films of each of --years and --countries
    #[arg(long, value_name = "NAME", value_parser = ["wikipedia-films"], requires = "years")]
    pub(super) preset: Option<String>,
    /// The years of --preset, such as 1999 or 1970..2026
    #[arg(long, value_name = "FROM..TO", value_parser = parse_years)]
    pub(super) years: Option<RangeInclusive<u16>>,
    #[arg(long, value_name = "CODES", value_delimiter = ',', default_value = DEFAULT_COUNTRY,
        help = format!("The countries of --preset, from {}", countries().join(", ")))]
    pub(super) countries: Vec<String>,
    /// Your mail address or web page, sent with each request so that the wiki's operators can write to you
    #[arg(long, env = "MATINEE_CONTACT", value_parser = Contact::new, value_name = "MAIL|URL")]
    pub(super) contact: Option<Contact>,
    /// A web page about your crawl, sent with each request
    #[arg(long, env = "MATINEE_PAGE", value_name = "URL")]
    pub(super) page: Option<String>,
    #[arg(long, value_parser = Site::new, value_name = "URL",
        help = format!("The wiki or site [default: the one scraped before, else {}]", Site::default()))]
    pub(super) base_url: Option<Site>,
    /// What the pages are: mediawiki (articles of a wiki) or json-ld (any pages with a schema.org Movie) [default: as before,
    /// else mediawiki]
    #[arg(long, value_name = "KIND")]
    pub(super) source: Option<Markup>,
    /// Request at most N film pages in this run
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<u64>,
    #[arg(long, default_value_t, value_name = "N",
        help = format!("Requests a second, at most {MAX_RATE}; a longer Crawl-delay in robots.txt wins"))]
    pub(super) rate: Rate,
    #[arg(long, default_value_t, value_name = "N",
        help = format!("Requests in flight at once, at most {MAX_IN_FLIGHT}; a slow wiki needs several to reach --rate"))]
    pub(super) in_flight: InFlight,
    /// Read lists and categories from the wiki's Action API: hundreds of links per request, but with people and places among
    /// them. Refused where robots.txt closes the API, as Wikipedia's does
    #[arg(long)]
    pub(super) api: bool,
    /// Skip pages checked within this time, such as 12h or 7d
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    pub(super) refresh_after: Option<Duration>,
    /// Stop after this time, such as 90m; the next run continues from there
    #[arg(long = "for", value_name = "TIME", value_parser = parse_duration)]
    pub(super) at_most: Option<Duration>,
    /// Stop at this time: the next 06:30 on the clock, or a moment such as 2030-05-17T06:30:00+02:00
    #[arg(long, value_name = "TIME", value_parser = parse_until, conflicts_with = "at_most")]
    pub(super) until: Option<Duration>,
    /// Delete stored pages that no longer exist on the wiki
    #[arg(long)]
    pub(super) prune: bool,
    /// Only say how many known pages would be requested, and how long that would take
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, clap::Subcommand)]
pub(super) enum ScrapeCommand {
    /// Show the progress of the crawl: pages by state, speed, the last errors
    Status,
    /// Write the stored pages to a file that other tools can read
    Export(export::Args),
}

/// "1999" or "1970..2026", which includes both.
fn parse_years(text: &str) -> Result<RangeInclusive<u16>, String> {
    let unknown = || format!("{text:?} are not years: write 1999 or 1970..2026");
    let year = |text: &str| {
        text.trim().parse().ok().filter(|year| (Year::MIN.get()..=Year::MAX.get()).contains(year)).ok_or_else(unknown)
    };
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let (from, to) = (year(from)?, year(to.trim_start_matches('='))?);
    if from <= to { Ok(from..=to) } else { Err(unknown()) }
}
