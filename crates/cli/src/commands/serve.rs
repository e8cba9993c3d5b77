//! `matinee serve`

use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};
use ipnet::IpNet;
use matinee_features::store::VersionStamp;
use matinee_server::{
    AccessLog, AccessLogFormat, DEFAULT_LISTEN, DEFAULT_MAX_CONNECTIONS, DEFAULT_QUEUE, DEFAULT_RATE, FilmLink,
    ListenAddress, Posters, Served, ServedAt, ServedLibrary, ServerSettings, SiteOrigin,
};

use crate::context::Context;
use crate::follow::{Follower, ranker};
use crate::library_file::LibraryOnDisk;
use crate::model::ModelOrigin;
use crate::model_source::{self, ModelSource};
use crate::model_store::{DEFAULT_POLL, poll_interval};
use crate::output;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  matinee serve
  matinee serve --listen 0.0.0.0:8080 --origin https://films.example --trusted-proxy 10.0.0.7
  matinee serve --models s3://bucket/films
  matinee serve --listen unix:/run/matinee/socket --metrics 127.0.0.1:9464 --access-log json")]
pub(crate) struct Args {
    /// Address or name, and port, to listen on; 0.0.0.0:8080 listens on every network, port 0 takes a free port, `unix:/run/matinee/socket`
    /// a socket in a file. A socket that systemd passes takes its place
    #[arg(long, env = "MATINEE_LISTEN", default_value_t = DEFAULT_LISTEN, value_name = "ADDR:PORT")]
    listen: ListenAddress,
    /// Where the models are: a folder, or an address in an object store: `s3://bucket/films`, `gs://bucket/films`,
    /// `az://container/films`, `file:///srv/films`, with keys and endpoint in the environment (`AWS_ACCESS_KEY_ID` and so on)
    /// [default: models in the data folder]
    #[arg(long, env = "MATINEE_MODELS", hide_env_values = true, value_name = "WHERE")]
    models: Option<String>,
    /// How often to ask an object store which model is the current one
    #[arg(long, env = "MATINEE_MODELS_POLL", default_value = DEFAULT_POLL, value_name = "TIME", value_parser = poll_interval)]
    models_poll: Duration,
    /// Your own poster images in place of the drawn covers: an address with {id} or {imdb} in it, from which visitors' browsers
    /// load them
    #[arg(long, env = "MATINEE_POSTERS", value_name = "URL")]
    posters: Option<Posters>,
    /// What you own, as `matinee library` keeps it: visitors can choose from it, and play what is on a server [default: library.json
    /// in the data folder, if it is there]
    #[arg(long, env = "MATINEE_LIBRARY", value_name = "FILE")]
    library: Option<PathBuf>,
    /// A link of your own on every film's page, such as "Watch here=https://films.example/{imdb}": a name and an address in which
    /// {imdb}, {tmdb}, {wikidata}, {title} and {year} are the film's; may be given again
    // The text is help for a terminal.
    #[allow(rustdoc::bare_urls)]
    #[arg(long, env = "MATINEE_LINK", value_name = "NAME=URL")]
    link: Vec<FilmLink>,
    /// The site's own address, `https://films.example` perhaps: what pages, sitemap and search description name; without it, the
    /// address that the visitor's connection came in at
    #[arg(long, env = "MATINEE_ORIGIN", value_name = "URL")]
    origin: Option<SiteOrigin>,
    /// The network of a reverse proxy, such as 127.0.0.1/32, whose X-Forwarded-Host and X-Forwarded-Proto name the site,
    /// X-Forwarded-For the visitor and X-Request-Id the request, and whose connections are not held to one address's share; may
    /// be given again
    #[arg(long, env = "MATINEE_TRUSTED_PROXY", value_delimiter = ',', value_name = "NETWORK", value_parser = network)]
    trusted_proxy: Vec<IpNet>,
    #[command(flatten)]
    limits: Limits,
    #[command(flatten)]
    insight: Insight,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Limits")]
struct Limits {
    /// Threads that read and write connections [default: one per core]
    #[arg(long, env = "MATINEE_WORKERS", value_name = "THREADS", allow_negative_numbers = true, value_parser = number(1..=512))]
    workers: Option<u32>,
    /// Threads that rank [default: one per core]
    #[arg(long, env = "MATINEE_RANKERS", value_name = "THREADS", allow_negative_numbers = true, value_parser = number(1..=1024))]
    rankers: Option<u32>,
    /// Requests that may wait for a ranking thread; one more is answered 503 at once
    #[arg(long, env = "MATINEE_QUEUE", default_value_t = DEFAULT_QUEUE as u32, value_name = "REQUESTS", allow_negative_numbers = true,
        value_parser = number(0..=10_000))]
    queue: u32,
    /// Connections at once; one more is answered 503, and one address may have a quarter of them
    #[arg(long, env = "MATINEE_MAX_CONNECTIONS", default_value_t = DEFAULT_MAX_CONNECTIONS as u32, value_name = "CONNECTIONS",
        allow_negative_numbers = true, value_parser = number(1..=1_000_000))]
    max_connections: u32,
    /// Pages and answers a second that one address (of IPv6, a network of 64 bits) may go on asking for, and ten seconds' worth
    /// at once; more are answered 429. 0 is no limit
    #[arg(long, env = "MATINEE_RATE", default_value_t = DEFAULT_RATE, value_name = "REQUESTS/S", allow_negative_numbers = true,
        value_parser = number(0..=100_000))]
    rate: u32,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Seeing in")]
struct Insight {
    /// Address and port for metrics in Prometheus's text form, at /metrics: never one that visitors reach. Off unless given
    #[arg(long, env = "MATINEE_METRICS", value_name = "ADDR:PORT", value_parser = tcp_address)]
    metrics: Option<SocketAddr>,
    /// A line for each answer to standard output: time, request id, method, route, status, bytes, milliseconds
    #[arg(long, env = "MATINEE_ACCESS_LOG", default_value = "off", value_name = "FORM")]
    access_log: LogForm,
    /// Say in these lines also who asked and for which address, with what the visitor likes
    #[arg(long, env = "MATINEE_ACCESS_LOG_ADDRESSES")]
    access_log_addresses: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum LogForm {
    Off,
    Text,
    Json,
}

impl Insight {
    fn log(&self) -> Option<AccessLog> {
        let form = match self.access_log {
            LogForm::Off => return None,
            LogForm::Text => AccessLogFormat::Text,
            LogForm::Json => AccessLogFormat::Json,
        };
        let out = output::log_stdout(form == AccessLogFormat::Json);
        Some(AccessLog::new(form, self.access_log_addresses, out))
    }
}

/// A parser of numbers that names the range where one is out of it.
fn number(range: RangeInclusive<u32>) -> impl Fn(&str) -> Result<u32, String> + Clone {
    move |text| {
        let within = text.parse().ok().filter(|number| range.contains(number));
        within.ok_or_else(|| format!("write a whole number from {} to {}", range.start(), range.end()))
    }
}

/// An address and a port, never a socket in a file.
fn tcp_address(text: &str) -> Result<SocketAddr, String> {
    let wanted = || "write an address and a port, such as 127.0.0.1:9464".to_owned();
    text.parse::<ListenAddress>().ok().and_then(|address| address.tcp()).ok_or_else(wanted)
}

/// A network, or the one address of a machine.
fn network(text: &str) -> Result<IpNet, String> {
    let one = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse::<IpNet>()
        .or_else(|_| one())
        .map_err(|_| "it is no address or network: write one such as 10.0.0.7 or 10.0.0.0/8".to_owned())
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let ModelSource { model, origin, folder, store } =
        model_source::open(args.models.as_deref(), args.models_poll, context)?;
    let (films, version) = (model.films().len(), model.version().to_owned());
    let from = match origin {
        ModelOrigin::Stored => "",
        ModelOrigin::Starter => " of the starter catalogue",
    };
    let model = Arc::new(model);
    // The starter model has no map yet. It is computed in the background; whoever opens the map before waits for it.
    if origin == ModelOrigin::Starter {
        let model = Arc::clone(&model);
        beside(move || {
            let _ = model.map();
        })?;
    }
    let served = Served::from(ranker(model));
    let usual = ServerSettings::default();
    let library = ServedLibrary::new();
    let library_file = LibraryOnDisk::open(args.library.as_ref(), context, &library)?;
    let settings = ServerSettings {
        listen: args.listen.clone(),
        metrics: args.insight.metrics,
        access_log: args.insight.log(),
        rate: args.limits.rate,
        scorecard: Some(context.data.join("scorecard.json")),
        posters: args.posters.clone(),
        library: library.clone(),
        links: args.link.clone(),
        origin: args.origin.clone(),
        trusted_proxies: args.trusted_proxy.clone(),
        workers: args.limits.workers.map_or(usual.workers, |number| number as usize),
        rankers: args.limits.rankers.map_or(usual.rankers, |number| number as usize),
        queue: args.limits.queue as usize,
        max_connections: args.limits.max_connections as usize,
    };
    let ready = |at: ServedAt| {
        let site = at.site.tcp().map_or_else(|| at.site.to_string(), |address| format!("http://{address}"));
        println!("Matinee is at {site} with {films} films{from} (model {version}). Stop it with Ctrl-C.");
        if let Some(metrics) = at.metrics {
            println!("Metrics are at http://{metrics}/metrics.");
        }
    };
    beside(move || library_file.run(&library))?;
    let loaded = (origin == ModelOrigin::Stored).then(|| (version.clone(), VersionStamp::of(&folder, &version)));
    let mut follower = Follower::new(served.clone(), folder, context.stale_after, loaded, store);
    follower.look();
    beside(move || follower.run())?;
    Ok(tokio::runtime::Runtime::new()?.block_on(matinee_server::serve(settings, served, ready))?)
}

/// Does something on a thread of its own.
fn beside(work: impl FnOnce() + Send + 'static) -> Result<()> {
    thread::Builder::new().spawn(work).map(drop).context("cannot start a thread")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_an_address_or_a_network() {
        assert_eq!(network("10.0.0.7").unwrap(), "10.0.0.7/32".parse().unwrap());
        assert_eq!(network("::1").unwrap(), "::1/128".parse().unwrap());
        assert_eq!(network("10.0.0.0/8").unwrap(), "10.0.0.0/8".parse().unwrap());
        assert!(network("the proxy").unwrap_err().contains("10.0.0.0/8"));
    }

    #[test]
    fn metrics_have_a_port() {
        assert_eq!(tcp_address("localhost:9464").unwrap(), "127.0.0.1:9464".parse().unwrap());
        for bad in ["9464", "unix:/run/metrics", ""] {
            assert!(tcp_address(bad).unwrap_err().contains("127.0.0.1:9464"));
        }
    }
}
