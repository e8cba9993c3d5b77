//! Bad input: refused with the reason and the limit, never met with a panic.

use std::fmt::Write as _;

use matinee_server::{MAX_BODY_BYTES, MAX_HEADER_BYTES, MAX_URL_BYTES};
use serde_json::json;

use crate::served::{TestAnswer, site};

const RECOMMENDATIONS: &str = "/api/v1/recommendations";
const LIKED: &str = "cold-orbit-1986";

#[test]
fn films_that_are_not_there() {
    for id in ["no-such-film-1900", "%00", "%ff%fe", "..%2f..%2fetc", "%F0%9F%8E%AC", "a%20b", &"x".repeat(3_000)] {
        for path in [format!("/api/v1/films/{id}"), format!("/api/v1/films/{id}/similar")] {
            let detail = site().get(&path).problem(404);
            assert!(detail.starts_with("no film has the id") && detail.len() < 1_000, "{path}: {detail}");
        }
        assert_eq!(site().get(&format!("/film/{id}")).status, 404, "{id}");
        assert_eq!(site().get(&format!("/cover/{id}.svg")).status, 404, "{id}");
    }
    site().get("/api/v1/nothing").problem(404);
    site().get("/api/nothing").problem(404);
    assert_eq!(site().get("/static/../Cargo.toml").status, 404);
    assert_eq!(site().get("/static/%2e%2e%2fCargo.toml").status, 404);
}

#[test]
fn bodies_that_are_no_request() {
    for body in ["{", "", "nope", "[]x", "{\"likes\": [\"a\"", "\u{0}", "{\"likes\": [\"\\ud800\"]}"] {
        site().post_json(RECOMMENDATIONS, body).problem(400);
    }
    // What is wrong is said by field, with what was expected.
    for (body, said) in [
        (r#"{"likes": 7}"#, "likes is 7: give a list of texts, such as [\"alien-1979\"]"),
        (r#"{"likes": "alien-1979"}"#, "likes is the text \"alien-1979\": give a list of texts"),
        (r#"{"likes": ["a", 7]}"#, "likes[1] is 7: give a text"),
        (r#"{"likes": null}"#, "likes is null: give a list"),
        (r#"{"loves": []}"#, "there is no field \"loves\": give some of likes, dislikes"),
        (r#"{"limit": -1}"#, "limit is -1: give a whole number, 0 or more"),
        (r#"{"limit": 1.5}"#, "limit is 1.5: give a whole number"),
        (r#"{"offset": 1e300}"#, "give a whole number"),
        (r#"{"closeness": "high"}"#, "closeness is the text \"high\": give a number"),
        (r#"{"seen_in_library": "yes"}"#, "seen_in_library is the text \"yes\": give true or false"),
        (r#"{"ask": {}}"#, "ask is an object: give a text"),
        (r#"{"people": [{"likes": 7}]}"#, "likes is 7: give a list"),
        (r#"{"limit": 1, "limit": 2}"#, "limit is there twice"),
        ("[1]", "a JSON object"),
        ("null", "a JSON object"),
        ("{", "the body is no whole JSON"),
    ] {
        let detail = site().post_json(RECOMMENDATIONS, body).problem(400);
        assert!(detail.contains(said) && !detail.contains("deserialize"), "{body}: {detail}");
    }
    // A whole number may be written with a point: to JSON it is the same.
    assert_eq!(
        site().post_json(RECOMMENDATIONS, r#"{"likes": [], "limit": 2.0, "offset": 0.0}"#).json()["results"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    for body in ["[]", "[[\"alien-1979\"]]", "{\"people\": [[]]}", "\"{}\""] {
        let detail = site().post_json(RECOMMENDATIONS, body).problem(400);
        assert!(detail.contains("a JSON object such as {\"likes\": ["), "{body}: {detail}");
    }
    let deep = "[".repeat(20_000);
    site().post_json(RECOMMENDATIONS, &deep).problem(400);
    let not_utf8 = [b"{\"likes\": [\"".as_slice(), b"\xff\xfe", b"\"]}"].concat();
    site().ask("POST", RECOMMENDATIONS, &[("Content-Type", "application/json")], &not_utf8).problem(400);
}

#[test]
fn queries_that_are_none() {
    for path in ["/api/v1/films", "/api/v1/films?q=a&limit=many", "/api/v1/films?q=a&limit=-1"] {
        let said = site().get(path).problem(400);
        assert!(!said.contains("deserialize") && (said.contains("limit") || said.contains("`q`")), "{said}");
    }
    let said = site().get(&format!("/api/v1/films/{LIKED}/similar?limit=x")).problem(400);
    assert!(said.contains("limit is \"x\": give a whole number"), "{said}");
}

#[test]
fn content_types_other_than_json() {
    for headers in
        [&[("Content-Type", "text/plain")][..], &[("Content-Type", "application/x-www-form-urlencoded")], &[]]
    {
        let detail = site().ask("POST", RECOMMENDATIONS, headers, b"{}").problem(415);
        assert!(detail.contains("application/json"), "{detail}");
    }
}

#[test]
fn bodies_packed_in_a_way_that_is_not_read() {
    let json = ("Content-Type", "application/json");
    for packing in ["br", "zstd", "zorp", "gzip, gzip", "", "\u{1}"] {
        let answer = site().ask("POST", RECOMMENDATIONS, &[json, ("Content-Encoding", packing)], b"{}");
        if packing == "\u{1}" {
            assert_eq!(answer.status, 400, "no header");
        } else {
            assert!(answer.problem(415).contains("gzip or deflate"), "{packing}");
        }
    }
    for packing in ["identity", "Identity"] {
        assert_eq!(site().ask("POST", RECOMMENDATIONS, &[json, ("Content-Encoding", packing)], b"{}").status, 200);
    }
    let detail = site().ask("POST", RECOMMENDATIONS, &[json, ("Content-Encoding", "gzip")], b"{}").problem(400);
    assert!(detail.contains("packed as its headers say"), "{detail}");
}

#[test]
fn bodies_larger_than_the_limit() {
    let spaces = |n: usize| format!("{}{{}}", " ".repeat(n - 2));
    assert_eq!(site().post_json(RECOMMENDATIONS, &spaces(MAX_BODY_BYTES)).status, 200);
    let detail = site().post_json(RECOMMENDATIONS, &spaces(MAX_BODY_BYTES + 1)).problem(413);
    assert!(detail.contains(&MAX_BODY_BYTES.to_string()), "{detail}");
    site().post_json(RECOMMENDATIONS, &spaces(1 << 20)).problem(413);
}

#[test]
fn a_body_in_chunks_has_the_same_limit() {
    let mut request = format!(
        "POST {RECOMMENDATIONS} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Transfer-Encoding: chunked\r\n\r\n"
    );
    for _ in 0..20 {
        let _ = write!(request, "1000\r\n{}\r\n", " ".repeat(0x1000));
    }
    request.push_str("0\r\n\r\n");
    TestAnswer::parse(&site().exchange(request.as_bytes())).unwrap().problem(413);
}

#[test]
fn methods_that_an_address_does_not_take() {
    let api = [
        ("GET", RECOMMENDATIONS, "POST"),
        ("DELETE", "/api/v1/model", "GET, HEAD"),
        ("PUT", "/api/v1/films", "GET, HEAD"),
    ];
    for (method, path, allowed) in api {
        let answer = site().ask(method, path, &[], b"");
        answer.problem(405);
        assert_eq!(answer.header("allow"), Some(allowed), "{method} {path}");
    }
    for path in ["/", "/search", "/about", "/film/cold-orbit-1986", "/healthz"] {
        let answer = site().ask("POST", path, &[], b"x");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{path}");
    }
}

#[test]
fn ten_thousand_likes() {
    // Short enough for the body's limit, so that the taste's own is met.
    let likes = json!({"likes": vec!["x"; 10_000]});
    let detail = site().recommend(&likes).problem(413);
    assert!(detail.contains("10000") && detail.contains("5000 may be named"), "{detail}");
    // Ids of the usual length are stopped before they are read.
    let detail = site().recommend(&json!({"likes": vec![LIKED; 10_000]})).problem(413);
    assert!(detail.contains(&MAX_BODY_BYTES.to_string()), "{detail}");
}

#[test]
fn more_than_any_list_holds() {
    let detail = site().recommend(&json!({"limit": 1_000_000})).problem(422);
    assert!(detail.contains("at most"), "{detail}");
    let detail = site().recommend(&json!({"mute": vec!["x"; 51]})).problem(413);
    assert!(detail.contains("at most 50"), "{detail}");
}

#[test]
fn a_wish_that_is_too_long_or_among_named_films() {
    let detail = site().recommend(&json!({"ask": "x".repeat(201)})).problem(422);
    assert!(detail.contains("ask may have 200 characters"), "{detail}");
    let detail = site().recommend(&json!({"ask": "western", "among": [LIKED]})).problem(422);
    assert!(detail.contains("leave one out"), "{detail}");
}

#[test]
fn likes_that_are_not_ids() {
    for id in ["", "Cold Orbit", "no-such-film-1900", "\u{7}", "<b>", &"x".repeat(5_000)] {
        let detail = site().recommend(&json!({"likes": [LIKED, id]})).problem(422);
        assert!(detail.starts_with("no film has the id") && detail.len() < 1_000, "{id}: {detail}");
        assert!(!detail.contains(char::is_control), "{detail}");
    }
    let page = site().get("/?like=cold-orbit-1986&like=no-such-film-1900");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("1 of the films in this link is not in this catalogue"), "an old link still opens");
}

#[test]
fn a_film_both_liked_and_disliked() {
    let detail = site().recommend(&json!({"likes": [LIKED], "dislikes": [LIKED]})).problem(422);
    assert_eq!(detail, "Cold Orbit (1986) is both liked and disliked: take it out of one list");
    let page = site().get(&format!("/?like={LIKED}&dislike={LIKED}"));
    assert_eq!(page.status, 422);
    assert!(page.text().contains(&detail));
}

#[test]
fn addresses_longer_than_the_limit() {
    let path = |api: &str, bytes: usize| format!("{api}?q={}", "a".repeat(bytes - api.len() - 3));
    assert_eq!(site().get(&path("/", MAX_URL_BYTES)).status, 200);
    let page = site().get(&path("/", MAX_URL_BYTES + 1));
    assert_eq!((page.status, page.header("content-type")), (414, Some("text/html; charset=utf-8")));
    let detail = site().get(&path("/api/v1/films", MAX_URL_BYTES + 1)).problem(414);
    assert!(detail.contains(&MAX_URL_BYTES.to_string()), "{detail}");
}

#[test]
fn headers_larger_than_the_limit() {
    let value = "a".repeat(MAX_HEADER_BYTES);
    let detail = site().ask("GET", "/api/v1/model", &[("X-Long", &value)], b"").problem(431);
    assert!(detail.contains(&MAX_HEADER_BYTES.to_string()), "{detail}");
    let many: Vec<(String, &str)> = (0..90).map(|n| (format!("X-{n}"), &value[..200])).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    site().ask("GET", "/api/v1/model", &many, b"").problem(431);
    // So much that the parser gives up: an error or a closed connection, and the server goes on.
    let huge = format!("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\n\r\n", "a".repeat(1 << 20));
    let refused = TestAnswer::parse(&site().exchange(huge.as_bytes()));
    assert!(refused.is_none_or(|answer| (400..500).contains(&answer.status)));
    assert_eq!(site().get("/healthz").status, 200);
}

#[test]
fn what_is_not_http() {
    for noise in
        [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".as_slice(), b"GET\r\n\r\n", b"\0\0\0\0\r\n\r\n"]
    {
        let refused = TestAnswer::parse(&site().exchange(noise));
        assert!(refused.is_none_or(|answer| answer.status == 400));
    }
    assert_eq!(site().get("/healthz").status, 200);
}

#[test]
fn control_characters_are_harmless() {
    let controls = (0..0x20).fold("%7f".to_owned(), |all, byte| format!("{all}%{byte:02x}"));
    let answer = site().get(&format!("/api/v1/films?q={controls}"));
    assert_eq!((answer.status, &answer.json()["results"]), (200, &json!([])));
    for path in ["/search?q=", "/?genre=", "/?boost=", "/?like=", "/?from=", "/?n=", "/?x="] {
        let page = site().get(&format!("{path}{controls}%c2%85%e2%80%ae%ff"));
        assert_eq!(page.status, 200, "{path}");
        let html = page.text();
        let found = html.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        assert_eq!(found, None, "{path}");
    }
}

#[test]
fn numbers_out_of_range() {
    for query in
        ["n=0", "n=99999999999999999999", "from=9999&to=1", "from=-1", "runtime=0", "closeness=9e9", "closeness=-1"]
    {
        assert_eq!(site().get(&format!("/?like={LIKED}&{query}")).status, 200, "{query}");
    }
}
