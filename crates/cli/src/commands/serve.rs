//! `matinee serve`

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::Result;
use matinee_features::store;
use matinee_rank::Ranker;
use matinee_server::{Posters, Served, Settings};

use crate::Context;
use crate::model::{self, Origin};

/// How often the current model's name is looked at.
const LOOK: Duration = Duration::from_secs(2);

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Address and port to answer on; 0.0.0.0:8080 answers the whole network, port 0 takes a free port
    #[arg(long, env = "MATINEE_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDR:PORT")]
    listen: SocketAddr,
    /// Pictures of your own in place of the drawn covers: an address with {id} or {imdb} in it, which visitors' browsers will ask
    #[arg(long, env = "MATINEE_POSTERS", value_name = "URL")]
    posters: Option<Posters>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let (model, origin) = model::open(context)?;
    let (films, version) = (model.films().len(), model.version().to_owned());
    let from = match origin {
        Origin::Stored => "",
        Origin::Starter => " of the starter catalogue",
    };
    let model = Arc::new(model);
    // The starter's map is made while the first visitor looks at the page; who comes to it earlier waits for it.
    if origin == Origin::Starter {
        let model = Arc::clone(&model);
        thread::spawn(move || model.map().regions().len());
    }
    let served = Served::from(Arc::new(Ranker::new(model)));
    let settings = Settings {
        listen: args.listen,
        scorecard: Some(context.data.join("scorecard.json")),
        posters: args.posters.clone(),
        ..Settings::default()
    };
    let ready = |address: SocketAddr| {
        println!("Matinee is at http://{address} with {films} films{from} (model {version}). Stop it with Ctrl-C.");
    };
    thread::spawn({
        let (served, models) = (served.clone(), context.data.join("models"));
        move || follow(&served, &models)
    });
    Ok(tokio::runtime::Runtime::new()?.block_on(matinee_server::serve(settings, served, ready))?)
}

/// Takes up the model that `matinee train` or `matinee models use` made the current one. A model that cannot be loaded is told once and
/// left; the old one is served on.
fn follow(served: &Served, models: &Path) {
    let mut refused = None;
    loop {
        thread::sleep(LOOK);
        let Ok(Some(version)) = store::current(models) else { continue };
        if version == served.version() || refused.as_ref() == Some(&version) {
            continue;
        }
        match store::load(models, &version) {
            Ok(model) => {
                tracing::info!(target: "matinee", "serving model {version} with {} films", model.films().len());
                served.replace(Arc::new(Ranker::new(Arc::new(model))));
            }
            Err(error) => {
                tracing::warn!(target: "matinee", "model {version} is not served: {error}");
                refused = Some(version);
            }
        }
    }
}
