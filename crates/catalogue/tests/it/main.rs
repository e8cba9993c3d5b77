//! The crate's promises, from outside.

mod check;
mod histories_of_others;
mod history;
mod import;
mod layouts;
mod libraries;
