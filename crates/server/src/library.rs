//! The operator's library: which films of the model are in it, and where they can be played.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arc_swap::ArcSwapOption;
use matinee_catalogue::library::Library;
use matinee_features::{Model, Row};
use matinee_rank::{Filter, LibrarySide, ModelLibrary, PlayLink};

use crate::once::MadeOnce;

/// The library being served, if there is one. It can be replaced while requests run. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct ServedLibrary(Option<Arc<Shelf>>);

#[derive(Debug, Default)]
struct Shelf {
    library: ArcSwapOption<(u64, Library)>,
    /// How often it was replaced.
    replaced: AtomicU64,
    /// The library in the model, by the model's version and that number.
    found: MadeOnce<ModelLibrary>,
}

/// A library in a model, with the key it was made for.
pub(crate) type FoundLibrary = Arc<(String, ModelLibrary)>;

/// No library is any other's: what an address says does not depend on it.
impl PartialEq for ServedLibrary {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_ref().map(Arc::as_ptr) == other.0.as_ref().map(Arc::as_ptr)
    }
}

impl ServedLibrary {
    /// A library that may come later.
    pub fn new() -> Self {
        Self(Some(Arc::default()))
    }

    /// Serves another library, or none, from the next request on.
    pub fn replace(&self, library: Option<Library>) {
        if let Some(shelf) = &self.0 {
            let n = shelf.replaced.fetch_add(1, Ordering::AcqRel);
            shelf.library.store(library.map(|library| Arc::new((n, library))));
        }
    }

    /// Whether there is one.
    pub(crate) fn is_there(&self) -> bool {
        self.0.as_ref().is_some_and(|shelf| shelf.library.load().is_some())
    }

    /// The number of the library being served: another one has another.
    pub(crate) fn number(&self) -> Option<u64> {
        self.0.as_ref()?.library.load().as_ref().map(|library| library.0)
    }

    /// The library in a model: made on this thread when it is asked for first.
    pub(crate) fn of(&self, model: &Model) -> Option<FoundLibrary> {
        let shelf = self.0.as_ref()?;
        let library = shelf.library.load_full()?;
        let key = format!("{} {}", library.0, model.version());
        Some(shelf.found.get_or_make(&key, || ModelLibrary::new(model, &library.1)))
    }

    /// Narrows a filter to the library. Without one, or where nothing of it is asked for, the filter stays as it is.
    pub(crate) fn narrow(&self, model: &Model, filter: &mut Filter, side: Option<LibrarySide>, is_watched_seen: bool) {
        if side.is_none() && !is_watched_seen {
            return;
        }
        if let Some(found) = self.of(model) {
            found.1.narrow(filter, side, is_watched_seen);
        }
    }

    /// Where a film can be played.
    pub(crate) fn play(&self, model: &Model, row: Row) -> Option<PlayLink> {
        self.of(model)?.1.play(row).cloned()
    }
}
