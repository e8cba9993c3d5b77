//! `matinee serve`

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::Result;
use matinee_features::{Model, store};
use matinee_rank::Ranker;
use matinee_server::{DEFAULT_LISTEN, Posters, Served, ServerSettings};

use crate::context::Context;
use crate::model::{self, ModelOrigin};

/// How often to check which model is the current one.
const POLL: Duration = Duration::from_secs(2);

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Address and port to listen on; 0.0.0.0:8080 listens on every network, port 0 takes a free port
    #[arg(long, env = "MATINEE_LISTEN", default_value_t = DEFAULT_LISTEN, value_name = "ADDR:PORT")]
    listen: SocketAddr,
    /// Your own poster images in place of the drawn covers: an address with {id} or {imdb} in it, from which visitors' browsers
    /// load them
    #[arg(long, env = "MATINEE_POSTERS", value_name = "URL")]
    posters: Option<Posters>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let (model, origin) = model::open(context)?;
    let (films, version) = (model.films().len(), model.version().to_owned());
    let from = match origin {
        ModelOrigin::Stored => "",
        ModelOrigin::Starter => " of the starter catalogue",
    };
    let model = Arc::new(model);
    // The starter model has no map yet. It is computed in the background; whoever opens the map before waits for it.
    if origin == ModelOrigin::Starter {
        let model = Arc::clone(&model);
        thread::spawn(move || model.map().regions().len());
    }
    let served = Served::from(ranker(model));
    let settings = ServerSettings {
        listen: args.listen,
        scorecard: Some(context.data.join("scorecard.json")),
        posters: args.posters.clone(),
        ..ServerSettings::default()
    };
    let ready = |address: SocketAddr| {
        println!("Matinee is at http://{address} with {films} films{from} (model {version}). Stop it with Ctrl-C.");
    };
    thread::spawn({
        let (served, models) = (served.clone(), context.models());
        move || follow(&served, &models)
    });
    Ok(tokio::runtime::Runtime::new()?.block_on(matinee_server::serve(settings, served, ready))?)
}

/// A ranker that reads wishes in every language of the site. The first wish makes its phrasebook, which takes a moment:
/// that is done in the background.
fn ranker(model: Arc<Model>) -> Arc<Ranker> {
    let ranker = Arc::new(Ranker::new(model).with_translations(matinee_server::translations()));
    let reader = Arc::clone(&ranker);
    thread::spawn(move || reader.wish("two words").is_empty());
    ranker
}

/// Switches to each model that `matinee train` or `matinee models use` makes the current one. If it cannot be loaded, logs that
/// once and keeps serving the old one.
fn follow(served: &Served, models: &Path) {
    let mut refused = None;
    loop {
        thread::sleep(POLL);
        let Ok(Some(version)) = store::current(models) else { continue };
        if version == served.version() || refused.as_ref() == Some(&version) {
            continue;
        }
        match store::load(models, &version) {
            Ok(model) => {
                tracing::info!(target: "matinee", "serving model {version} with {} films", model.films().len());
                served.replace(ranker(Arc::new(model)));
            }
            Err(error) => {
                tracing::warn!(target: "matinee", "model {version} is not served: {error}");
                refused = Some(version);
            }
        }
    }
}
