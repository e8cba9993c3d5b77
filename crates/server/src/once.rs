//! What is the same for all who ask as long as a model is served.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwapOption;

/// A value that is made once for a key, such as a model's version, and kept until another key is asked for.
#[derive(Debug)]
pub(crate) struct MadeOnce<T> {
    made: ArcSwapOption<(String, T)>,
    /// So that those who ask at once do not all make it.
    making: Mutex<()>,
    /// How often it was made.
    times: AtomicU64,
}

impl<T> Default for MadeOnce<T> {
    fn default() -> Self {
        Self { made: ArcSwapOption::empty(), making: Mutex::new(()), times: AtomicU64::new(0) }
    }
}

impl<T> MadeOnce<T> {
    /// The value, if it was made for this key.
    pub(crate) fn get(&self, key: &str) -> Option<Arc<(String, T)>> {
        self.made.load_full().filter(|made| made.0 == key)
    }

    /// How often a value was made.
    pub(crate) fn times(&self) -> u64 {
        self.times.load(Ordering::Relaxed)
    }

    /// The value; makes it on this thread, or waits for the thread that does.
    pub(crate) fn get_or_make(&self, key: &str, make: impl FnOnce() -> T) -> Arc<(String, T)> {
        if let Some(made) = self.get(key) {
            return made;
        }
        let _turn = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        self.get(key).unwrap_or_else(|| {
            let made = Arc::new((key.to_owned(), make()));
            self.times.fetch_add(1, Ordering::Relaxed);
            self.made.store(Some(Arc::clone(&made)));
            made
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::thread;

    use super::*;

    #[test]
    fn many_who_ask_at_once_have_it_made_once() {
        let (once, made) = (MadeOnce::default(), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| once.get_or_make("a", || made.fetch_add(1, Ordering::Relaxed)));
            }
        });
        assert_eq!(made.load(Ordering::Relaxed), 1);
        assert_eq!(once.get_or_make("b", || 7).1, 7);
        assert!(once.get("a").is_none());
    }
}
