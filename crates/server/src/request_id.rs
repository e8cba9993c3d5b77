//! A name for each request, by which a line of a log is found again.

use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::http::header::HeaderMap;

use crate::limits::MAX_REQUEST_ID_CHARS;

/// The header in which it comes and goes.
pub(crate) const REQUEST_ID: &str = "x-request-id";

/// The id that a trusted proxy gave, or a new one.
pub(crate) fn of(headers: &HeaderMap, is_trusted: bool) -> String {
    let given = headers.get(REQUEST_ID).filter(|_| is_trusted).and_then(|id| id.to_str().ok());
    given.filter(|id| is_id(id)).map_or_else(made, str::to_owned)
}

fn is_id(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=MAX_REQUEST_ID_CHARS).contains(&text.len()) && text.bytes().all(fits)
}

/// Sixteen hexadecimal digits that no other request of this process has, but for a chance of one in 2^64.
fn made() -> String {
    static KEY: OnceLock<RandomState> = OnceLock::new();
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{:016x}", KEY.get_or_init(RandomState::new).hash_one(number))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn a_trusted_proxys_id_is_kept_if_it_is_one() {
        let with = |id: &str, is_trusted| {
            let mut headers = HeaderMap::new();
            headers.insert(HeaderName::from_static(REQUEST_ID), HeaderValue::from_str(id).unwrap());
            of(&headers, is_trusted)
        };
        assert_eq!(with("f00-Ba.r_1", true), "f00-Ba.r_1");
        for (id, is_trusted) in [("f00", false), ("a b", true), ("\"", true), ("", true), (&"a".repeat(65), true)] {
            let made = with(id, is_trusted);
            assert!(made != id && made.len() == 16, "{made}");
        }
        assert_ne!(of(&HeaderMap::new(), true), of(&HeaderMap::new(), true));
    }
}
