//! Models in an object store, which several servers share: `matinee models push` publishes them, `matinee serve --models` takes
//! them from there.
//!
//! A store has what a folder of models has: `<version>/` with its files, and `current`, which names the version in use and is
//! written last. A server never serves out of the store: it keeps copies in a folder of its own, which it follows as any other.
//!
//! Only `address.rs` and the limits are part of every build; the rest needs the cargo feature `object-store`.

mod address;
#[cfg(feature = "object-store")]
mod client;
#[cfg(feature = "object-store")]
mod examine;
#[cfg(feature = "object-store")]
mod fault;
mod limits;
#[cfg(feature = "object-store")]
mod prune;
#[cfg(feature = "object-store")]
mod publish;
#[cfg(feature = "object-store")]
mod replica;

pub(crate) use self::address::{ModelsPlace, StoreAddress};
#[cfg(feature = "object-store")]
pub(crate) use self::client::StoreClient;
#[cfg(feature = "object-store")]
pub(crate) use self::examine::examine;
#[cfg(feature = "object-store")]
pub(crate) use self::fault::StoreFault;
pub(crate) use self::limits::{DEFAULT_POLL, poll_interval};
#[cfg(feature = "object-store")]
pub(crate) use self::prune::prune_store;
#[cfg(feature = "object-store")]
pub(crate) use self::publish::publish;
#[cfg(feature = "object-store")]
pub(crate) use self::replica::Replica;

/// Refuses what needs an object store in a build that has none.
#[cfg(not(feature = "object-store"))]
pub(crate) fn left_out<T>(address: &StoreAddress) -> anyhow::Result<T> {
    anyhow::bail!(
        "this matinee was built without object stores, so it cannot use {address}: take one from a release, or build it with \
         `cargo build --release -p matinee-cli --features object-store`"
    )
}
