//! Servers whose models come from an object store. `scripts/replicas/suite` runs this: `copies` needs nothing but a folder as the
//! store, `machines` an S3-compatible server and nginx, `clouds` that server and Azure's emulator; the suite installs them.

mod clouds;
mod copies;
mod desk;
mod machines;
