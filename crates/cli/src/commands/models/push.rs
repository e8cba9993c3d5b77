//! `matinee models push`

use anyhow::Result;

use crate::context::Context;
use crate::error::UsageError;
use crate::model_store::StoreAddress;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  matinee models push s3://bucket/films
  matinee models push s3://bucket/films 73e39675f0d1

Keys and endpoint are taken from the environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT and so on.")]
pub(crate) struct Args {
    /// Where to: `s3://bucket/films`, `gs://bucket/films`, `az://container/films` or `file:///srv/films`
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// The model's version, as listed [default: the current one]
    #[arg(value_name = "VERSION")]
    name: Option<String>,
    /// Upload also what is there already: what is there is damaged, perhaps
    #[arg(long)]
    again: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let address = StoreAddress::parse(&args.address).map_err(|why| UsageError(format!("ADDRESS: {why}")))?;
    push(args, &address, context)
}

#[cfg(not(feature = "object-store"))]
fn push(_: &Args, address: &StoreAddress, _: &Context) -> Result<()> {
    crate::model_store::left_out(address)
}

#[cfg(feature = "object-store")]
fn push(args: &Args, address: &StoreAddress, context: &Context) -> Result<()> {
    use anyhow::Context as _;
    use serde_json::json;

    use crate::fixed_picks::smoke_test;
    use crate::model_store::{StoreClient, publish};
    use crate::output::{megabytes, print_json};

    let models = context.models();
    let version = super::named_or_current(&models, args.name.as_ref())?;
    let stays = || format!("model {version} is not published; {address} stays as it is");
    let model = matinee_features::store::load(&models, &version).with_context(stays)?;
    let films = smoke_test(model).with_context(stays)?.films().len();
    let client = StoreClient::open(address)?;
    let failed = || format!("model {version} is not published at {address}, whose current version stays");
    let done = publish(&client, &models, &version, args.again).with_context(failed)?;
    if context.json {
        return print_json(&json!({
            "model": version, "address": address.to_string(), "uploaded": done.sent, "bytes": done.bytes,
            "there": done.there, "before": done.before,
        }));
    }
    let uploaded = match (done.sent.len(), done.there) {
        (0, _) => "it was there already".to_owned(),
        (sent, 0) => format!("{sent} files uploaded, {}", megabytes(done.bytes)),
        (sent, there) => format!("{sent} files uploaded, {}; {there} were there already", megabytes(done.bytes)),
    };
    println!("Model {version} with {films} films is at {address}: {uploaded}.");
    match done.before {
        Some(before) => println!("It is the current one there now, after {before}."),
        None if done.was_current => println!("It is the current one there, as before."),
        None => println!("It is the current one there now."),
    }
    Ok(())
}
