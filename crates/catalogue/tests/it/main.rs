//! The crate's promises, from outside.

mod check;
mod history;
mod import;
mod layouts;
