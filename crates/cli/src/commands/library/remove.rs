//! `matinee library remove`

use anyhow::Result;

use super::LibraryFile;
use crate::context::Context;
use crate::output::print_json;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The source to take out
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    file: LibraryFile,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<()> {
    let (path, mut library) = args.file.open(context)?;
    super::known(&library, &args.name)?;
    library.sources.retain(|source| source.name != args.name);
    library.write(&path)?;
    if context.json {
        return print_json(
            &serde_json::json!({ "library": path, "removed": args.name, "sources": library.sources.len() }),
        );
    }
    println!("{}: {} is out, {} left", path.display(), args.name, library.sources.len());
    Ok(())
}
