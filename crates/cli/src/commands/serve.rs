//! `matinee serve`

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Result;
use matinee_rank::Ranker;
use matinee_server::Settings;

use crate::Context;
use crate::model::{self, Origin};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Address and port to answer on; 0.0.0.0:8080 answers the whole network, port 0 takes a free port
    #[arg(long, env = "MATINEE_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDR:PORT")]
    listen: SocketAddr,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let (model, origin) = model::open(context)?;
    let (films, version) = (model.films().len(), model.version().to_owned());
    let from = match origin {
        Origin::Stored => "",
        Origin::Starter => " of the starter catalogue",
    };
    let ranker = Arc::new(Ranker::new(Arc::new(model)));
    let settings = Settings { listen: args.listen, ..Settings::default() };
    let ready = |address: SocketAddr| {
        println!("Matinee is at http://{address} with {films} films{from} (model {version}). Stop it with Ctrl-C.");
    };
    Ok(tokio::runtime::Runtime::new()?.block_on(matinee_server::serve(settings, ranker, ready))?)
}
