//! Every answer of the JSON interface.

use matinee_server::MAX_LIST_OFFSET;
use serde_json::{Value, json};

use crate::served::{TestAnswer, site};

fn assert_json(name: &str, answer: &TestAnswer) {
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let mut body = answer.json();
    redact(&mut body);
    insta::with_settings!({ omit_expression => true }, { insta::assert_json_snapshot!(name, body) });
}

/// The model's version, and numbers whose last digits differ from machine to machine.
fn redact(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match name.as_str() {
                    "model" | "version" => *value = json!("[version]"),
                    "score" | "share" | "contribution" | "similarity" | "rank" => {
                        assert!(value.is_number(), "{name}: {value}");
                        *value = json!("[number]");
                    }
                    _ => redact(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(redact),
        _ => {}
    }
}

fn ids(answer: &TestAnswer) -> Vec<String> {
    let results = answer.json()["results"].clone();
    results.as_array().unwrap().iter().map(|film| film["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn films_by_title_or_person() {
    assert_json("films", &site().get("/api/v1/films?q=rain"));
    assert_eq!(ids(&site().get("/api/v1/films?q=deux%20parapl")), ["two-umbrellas-1961"]);
    assert_eq!(ids(&site().get("/api/v1/films?q=ada+quill&limit=2")).len(), 2);
    assert!(ids(&site().get("/api/v1/films?q=")).is_empty());
}

#[test]
fn film() {
    assert_json("film", &site().get("/api/v1/films/two-umbrellas-1961"));
}

#[test]
fn tour() {
    let tour = |from: &str, to: &str| site().get(&format!("/api/v1/tour?from={from}&to={to}"));
    assert_json("tour", &tour("salt-flat-1956", "cold-orbit-1986"));
    assert_eq!(ids(&tour("salt-flat-1956", "salt-flat-1956")), ["salt-flat-1956"]);
    tour("salt-flat-1956", "no-such-film-1900").problem(404);
    site().get("/api/v1/tour?from=salt-flat-1956").problem(400);
}

#[test]
fn similar() {
    assert_json("similar", &site().get("/api/v1/films/salt-flat-1956/similar?limit=2"));
    assert_eq!(site().get("/api/v1/films/salt-flat-1956/similar?limit=0").json()["results"], json!([]));
    let all = ids(&site().get("/api/v1/films/salt-flat-1956/similar?limit=4000000000"));
    assert!(all.len() < 12 && !all.contains(&"salt-flat-1956".to_owned()), "{all:?}");
}

#[test]
fn recommendations() {
    let taste = json!({
        "likes": ["the-ninth-airlock-1979"], "dislikes": ["lodgers-1968"], "seen": ["signal-from-tarn-1982"], "limit": 3,
    });
    let answer = site().recommend(&taste);
    assert_json("recommendations", &answer);
    assert_eq!(site().recommend(&taste).body, answer.body, "the same question has the same answer");
}

#[test]
fn recommendations_go_on_where_the_last_list_ended() {
    let ask = |limit, offset| {
        ids(&site().recommend(&json!({"likes": ["cold-orbit-1986"], "limit": limit, "offset": offset})))
    };
    assert_eq!([ask(4, 0), ask(7, 4)].concat(), ask(20, 0));
    assert_eq!(ask(20, 0).len(), 11);
    assert!(ask(20, MAX_LIST_OFFSET).is_empty() && ask(0, 0).is_empty());
}

#[test]
fn without_picks_it_says_that_nothing_was_learnt() {
    let answer = site().recommend(&json!({}));
    assert_eq!(answer.json()["learnt"], false);
    assert_eq!(ids(&answer).len(), 12);
}

#[test]
fn model() {
    assert_json("model", &site().get("/api/v1/model"));
}

#[test]
fn health() {
    let health = site().get("/healthz");
    assert_eq!((health.status, health.text().as_str()), (200, "ok\n"));
    let ready = site().get("/readyz");
    assert_eq!((ready.status, &ready.json()["ready"], &ready.json()["films"]), (200, &json!(true), &json!(12)));
}

#[test]
fn what_bears_a_muted_term_is_left_out_and_counted() {
    let liked = "the-ninth-airlock-1979";
    let ask = |more: Value| {
        let mut taste = json!({"likes": [liked], "limit": 12});
        taste.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        site().recommend(&taste)
    };
    let answer = ask(json!({"mute": ["Sci-Fi", "paris", "gold", "airlock", "qwertz"]}));
    let list = answer.json();
    assert_eq!((&list["fitting"], &list["left_out"]), (&json!(4), &json!(7)));
    let muted = |term: &str, left_out: Option<usize>| json!({"term": term, "left_out": left_out});
    let wanted = [("Sci-Fi", Some(2)), ("paris", Some(4)), ("gold", Some(1)), ("airlock", None), ("qwertz", None)];
    assert_eq!(list["muted"], Value::from(wanted.map(|(term, left_out)| muted(term, left_out)).to_vec()));
    for gone in ["gardens-of-ceres-2009", "lodgers-1968", "three-graves-to-dorado-1962"] {
        assert!(!ids(&answer).iter().any(|id| id == gone), "{gone}");
    }
    // Less of it lowers and leaves nothing out.
    let (as_it_is, less) = (ask(json!({})), ask(json!({"less": ["dread"]})));
    assert_eq!((ids(&less).len(), &less.json()["left_out"]), (11, &json!(0)));
    let score = |answer: &TestAnswer| {
        let list = answer.json();
        let film = list["results"].as_array().unwrap().iter().find(|film| film["id"] == "cold-orbit-1986");
        film.unwrap()["score"].as_f64().unwrap()
    };
    assert!(score(&less) < score(&as_it_is), "{} and {}", score(&less), score(&as_it_is));
    let together = json!({"people": [{"likes": [liked]}, {"likes": ["lodgers-1968"]}], "mute": ["western"]});
    assert_eq!(site().recommend(&together).json()["left_out"], 3);
}

#[test]
fn of_given_films_the_best_comes_first() {
    let given = ["lodgers-1968", "signal-from-tarn-1982", "the-ninth-airlock-1979"];
    let answer = site().recommend(&json!({"likes": ["the-ninth-airlock-1979"], "among": given, "boost": ["qwertz"]}));
    assert_eq!(ids(&answer), ["signal-from-tarn-1982", "lodgers-1968"]);
    assert_eq!(answer.json()["unknown_terms"], json!(["qwertz"]));
    let unknown = site().recommend(&json!({"likes": [], "among": ["no-such-film"]}));
    assert!(unknown.problem(422).contains("no-such-film"));
}

#[test]
fn several_people_get_one_list() {
    let people = json!([{"likes": ["lodgers-1968"]}, {"likes": ["cold-orbit-1986"], "seen": ["salt-flat-1956"]}]);
    let answer = site().recommend(&json!({"likes": ["the-ninth-airlock-1979"], "people": people, "limit": 3}));
    assert_json("recommendations_together", &answer);
    let none_of = ["lodgers-1968", "cold-orbit-1986", "salt-flat-1956", "the-ninth-airlock-1979"];
    assert!(ids(&answer).iter().all(|id| !none_of.contains(&id.as_str())));
    let seen = ids(&answer)[0].clone();
    let answer = site().recommend(&json!({"seen": [seen], "people": people}));
    assert!(!ids(&answer).contains(&seen));
    let refused = |body: Value| site().recommend(&body).problem(422);
    assert!(refused(json!({"people": people, "agree": "quarrel"})).contains("least-misery, average"));
    assert!(refused(json!({"people": people, "among": ["lodgers-1968"]})).contains("together"));
    assert!(refused(json!({"people": vec![json!({"likes": ["lodgers-1968"]}); 9]})).contains("at most 8"));
}

#[test]
fn a_wish_in_words_is_read_back_and_met() {
    let answer = site().recommend(&json!({"ask": "westerns under 95 minutes, no horror, qwxzyv"}));
    assert_eq!(ids(&answer), ["three-graves-to-dorado-1962"]);
    assert_eq!(
        answer.json()["read_as"],
        json!([
            {"text": "westerns", "kind": "kind", "name": "western", "negated": false},
            {"text": "under 95 minutes", "kind": "length", "name": "up to 94 minutes", "negated": false},
            {"text": "horror", "kind": "kind", "name": "horror", "negated": true},
            {"text": "qwxzyv", "kind": "words", "name": "“qwxzyv”", "negated": false, "found": false},
        ])
    );
    let answer = site().recommend(&json!({"ask": "western", "people": [{"likes": ["cold-orbit-1986"]}]}));
    assert_eq!((ids(&answer).len(), answer.json()["read_as"][0]["name"].as_str()), (3, Some("western")));
    assert!(site().recommend(&json!({})).json().get("read_as").is_none());
}
