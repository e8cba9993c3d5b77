//! Where a server's models come from: the data folder, another folder, or an object store that is copied into one.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, bail};
use matinee_features::Model;

use crate::context::Context;
use crate::error::UsageError;
use crate::follow::{Refill, StoreState};
use crate::model::{ModelOrigin, open_to_serve};
use crate::model_store::{ModelsPlace, StoreAddress};

/// A model to serve at first, and the folder in which the next ones will be.
pub(crate) struct ModelSource {
    pub(crate) model: Model,
    pub(crate) origin: ModelOrigin,
    pub(crate) folder: PathBuf,
    /// The store that the folder is a copy of.
    pub(crate) store: Option<(Refill, StoreState)>,
}

/// Opens what `--models` names, or the data folder. A store is asked every so often.
pub(crate) fn open(models: Option<&str>, every: Duration, context: &Context) -> Result<ModelSource> {
    let place = models.map(ModelsPlace::parse).transpose().map_err(|why| UsageError(format!("--models: {why}")))?;
    let folder = match place {
        Some(ModelsPlace::Store(address)) => return open_store(&address, every, context),
        Some(ModelsPlace::Folder(folder)) if !folder.is_dir() => {
            bail!("there is no folder {}: --models names one with models, or an object store", folder.display())
        }
        Some(ModelsPlace::Folder(folder)) => folder,
        None => context.models(),
    };
    let (model, origin) = open_to_serve(&folder)?;
    Ok(ModelSource { model, origin, folder, store: None })
}

#[cfg(not(feature = "object-store"))]
fn open_store(address: &StoreAddress, _: Duration, _: &Context) -> Result<ModelSource> {
    crate::model_store::left_out(address)
}

/// With a copy here the server starts at once, whatever the store says; without one it waits for the store.
#[cfg(feature = "object-store")]
fn open_store(address: &StoreAddress, every: Duration, context: &Context) -> Result<ModelSource> {
    use anyhow::Context as _;

    use crate::model::open_whole;
    use crate::model_store::{Replica, StoreClient};

    let folder = context.replicas().join(address.as_folder());
    let mut replica = Replica::new(StoreClient::open(address)?, folder.clone(), every);
    let copy = open_whole(&folder).ok().flatten();
    let model = if let Some(model) = copy {
        // What is wrong is in the state, and is logged from there.
        let _ = replica.ask();
        model
    } else {
        replica
            .bring()
            .with_context(|| format!("cannot serve what is at {address}, and there is no copy of it here"))?;
        open_whole(&folder)?.with_context(|| format!("another server is copying what is at {address}: start again"))?
    };
    let state = replica.state();
    let refill: Refill = Box::new(move |is_damaged| replica.refill(is_damaged));
    Ok(ModelSource { model, origin: ModelOrigin::Stored, folder, store: Some((refill, state)) })
}
