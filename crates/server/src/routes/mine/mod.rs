//! `/mine`: a viewer's own films, and bringing them in.

mod import;
mod page;

pub(super) use self::import::import;
pub(super) use self::page::page;
