//! More requests than the server can answer, and addresses it cannot listen on.

use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Instant;

use matinee_server::{ANSWER_TIMEOUT, ServeError, ServerSettings, serve};
use serde_json::json;

use crate::films;
use crate::served::{TestAnswer, TestServer, ranker, settings, site};

#[test]
fn a_full_queue_answers_503_at_once() {
    let served = TestServer::start(films::many(3_000), ServerSettings { rankers: 1, queue: 1, ..settings() });
    let likes: Vec<String> = (0..60).map(|n| format!("film-{n}-{}", 1930 + n % 90)).collect();
    let taste = json!({"likes": likes});
    let clients = 48;
    let start = Arc::new(Barrier::new(clients));
    let ask = |n: usize| {
        let (start, taste) = (Arc::clone(&start), taste.clone());
        thread::spawn(move || {
            start.wait();
            let page = n.is_multiple_of(4);
            let answer = if page { served.get("/?like=film-7-1937") } else { served.recommend(&taste) };
            (Instant::now(), page, answer)
        })
    };
    let asked: Vec<_> = (0..clients).map(ask).collect();
    let answers: Vec<_> = asked.into_iter().map(|client| client.join().unwrap()).collect();
    let (refused, served_well): (Vec<_>, Vec<_>) = answers.iter().partition(|(_, _, answer)| answer.status == 503);
    assert!(!refused.is_empty(), "one thread and one place cannot serve {clients} at once");
    assert!(!served_well.is_empty(), "what found a place is answered");
    for (_, _, answer) in &served_well {
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    for (_, page, answer) in &refused {
        assert_eq!(answer.header("retry-after"), Some("1"));
        assert!(answer.header("content-security-policy").is_some());
        if !page {
            assert!(answer.problem(503).contains("many people are asking"));
        }
    }
    // A refusal does not wait for earlier requests: the first one comes before the last answer.
    let first_no = refused.iter().map(|(at, _, _)| at).min().unwrap();
    let last_yes = served_well.iter().map(|(at, _, _)| at).max().unwrap();
    assert!(first_no < last_yes);
    // Afterwards it serves again, and monitoring was never refused.
    assert_eq!(served.recommend(&taste).status, 200);
    assert_eq!(served.get("/healthz").status, 200);
}

#[test]
fn a_port_in_use_is_named_with_what_to_do() {
    let taken = site().address;
    let settings = ServerSettings { listen: taken.into(), ..settings() };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let ready = |_| panic!("it cannot be ready");
    let error = runtime.block_on(serve(settings, ranker(films::catalogue()), ready)).unwrap_err();
    assert!(matches!(error, ServeError::InUse(ref address) if address.tcp() == Some(taken)), "{error:?}");
    let text = error.to_string();
    assert!(text.contains(&taken.to_string()) && text.contains("--listen"), "{text}");
}

#[test]
fn an_address_of_another_machine_is_named() {
    let settings = ServerSettings { listen: "192.0.2.1:0".parse().unwrap(), ..settings() };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let error = runtime.block_on(serve(settings, ranker(films::catalogue()), |_| ())).unwrap_err();
    assert!(matches!(error, ServeError::Listen { .. }), "{error:?}");
    assert!(error.to_string().contains("192.0.2.1:0"), "{error}");
}

#[test]
fn a_body_that_never_ends_is_given_up() {
    let request = "POST /api/v1/recommendations HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
                   Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    let answer = TestAnswer::parse(&site().exchange(request.as_bytes())).unwrap();
    assert!(answer.problem(408).contains(&format!("{} s", ANSWER_TIMEOUT.as_secs())));
    assert!(answer.header("content-security-policy").is_some());
}

#[test]
fn while_a_map_is_laid_out_others_are_told_to_come_back_and_the_list_is_answered() {
    let served = TestServer::start(films::many(3_000), ServerSettings { rankers: 2, ..settings() });
    let asked: Vec<_> = (0..6).map(|_| thread::spawn(move || served.get("/map"))).collect();
    assert_eq!(served.get("/?like=film-7-1937").status, 200);
    let answers: Vec<TestAnswer> = asked.into_iter().map(|client| client.join().unwrap()).collect();
    assert!(answers.iter().any(|answer| answer.status == 200));
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        assert_eq!((answer.status, answer.header("retry-after")), (503, Some("1")));
    }
    assert_eq!(served.get("/map").status, 200);
}
