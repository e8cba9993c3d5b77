//! `matinee models prune`

use anyhow::Result;
use matinee_features::store;
use serde_json::json;

use crate::context::Context;
use crate::error::UsageError;
use crate::model_store::StoreAddress;
use crate::output::print_json;

/// Models that are kept beside the current one.
const DEFAULT_KEPT: usize = 7;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  matinee models prune
  matinee models prune --keep 2 --dry-run
  matinee models prune s3://bucket/films --keep 3

The current one always stays. What training or an upload has left unfinished goes once it is a day old.")]
pub(crate) struct Args {
    /// An object store, such as `s3://bucket/films`, instead of the models here
    #[arg(value_name = "ADDRESS")]
    address: Option<String>,
    /// How many others to keep, the newest
    #[arg(long, default_value_t = DEFAULT_KEPT, value_name = "N")]
    keep: usize,
    /// Only say what would be removed
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let removed = if let Some(address) = &args.address {
        let address = StoreAddress::parse(address).map_err(|why| UsageError(format!("ADDRESS: {why}")))?;
        in_store(&address, args)?
    } else if args.dry_run {
        store::to_prune(&context.models(), args.keep)?
    } else {
        store::prune(&context.models(), args.keep)?
    };
    if context.json {
        return print_json(&if args.dry_run { json!({"would_remove": removed}) } else { json!({"removed": removed}) });
    }
    let done = if args.dry_run { "Would remove" } else { "Removed" };
    match removed.len() {
        0 => println!("No models to remove."),
        n => println!("{done} {n} old model{}: {}.", if n == 1 { "" } else { "s" }, removed.join(", ")),
    }
    Ok(())
}

#[cfg(not(feature = "object-store"))]
fn in_store(address: &StoreAddress, _: &Args) -> Result<Vec<String>> {
    crate::model_store::left_out(address)
}

#[cfg(feature = "object-store")]
fn in_store(address: &StoreAddress, args: &Args) -> Result<Vec<String>> {
    use anyhow::Context as _;

    use crate::model_store::{StoreClient, prune_store};

    let client = StoreClient::open(address)?;
    prune_store(&client, args.keep, args.dry_run).with_context(|| format!("cannot remove old models at {address}"))
}
