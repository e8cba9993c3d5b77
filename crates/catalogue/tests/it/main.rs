//! The crate's promises, from outside.

mod check;
mod import;
mod layouts;
