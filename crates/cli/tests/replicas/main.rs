//! Servers whose models come from an object store. `scripts/replicas/suite` runs this: `copies` needs nothing but a folder as the
//! store, `machines` an S3-compatible server and nginx, which the suite installs.

mod copies;
mod desk;
mod machines;
