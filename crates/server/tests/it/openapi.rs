//! The OpenAPI document against the running server, and the examples of docs/api.md.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::own_films::{form, send_to};
use crate::schema::faults;
use crate::served::{TestAnswer, TestServer, settings, site};

/// The starter catalogue, on which the examples were made.
fn starter_site() -> TestServer {
    static SITE: OnceLock<TestServer> = OnceLock::new();
    *SITE.get_or_init(|| TestServer::of_starter(settings()))
}

fn document() -> Value {
    let answer = site().get("/api/openapi.json");
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    answer.json()
}

/// Each operation with its method and path.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    let of_path = |(path, methods): (&String, &Value)| {
        let one = |(method, operation): (&String, &Value)| (method.to_uppercase(), path.clone(), operation.clone());
        methods.as_object().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    paths.flat_map(of_path).collect()
}

/// What may be sent to an operation, with its content type.
fn bodies(operation: &Value) -> impl Iterator<Item = (&str, &Value)> {
    operation["requestBody"]["content"].as_object().into_iter().flatten().map(|(kind, body)| (kind.as_str(), body))
}

/// The address of an operation with the examples of its parameters.
fn address(path: &str, operation: &Value) -> String {
    let (mut path, mut query) = (path.to_owned(), Vec::new());
    for one in operation["parameters"].as_array().unwrap() {
        let (Some(name), Some(example)) = (one["name"].as_str(), one["example"].as_str()) else { continue };
        match one["in"].as_str().unwrap() {
            "path" => path = path.replace(&format!("{{{name}}}"), &example.replace(' ', "%20")),
            _ => query.push(format!("{name}={example}")),
        }
    }
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

/// Whether an answer is one that an operation describes.
fn assert_described(answer: &TestAnswer, operation: &Value, document: &Value, at: &str) {
    let described = &operation["responses"][answer.status.to_string()];
    let described = described["$ref"].as_str().map_or(described, |to| document.pointer(&to[1..]).unwrap());
    assert!(described.is_object(), "{at}: {} is not described: {}", answer.status, answer.text());
    let Some(content) = described["content"].as_object() else { return };
    let kind = answer.header("content-type").unwrap().split(';').next().unwrap();
    let content = content.get(kind).unwrap_or_else(|| panic!("{at}: {kind} is not described"));
    if !content["schema"].is_null() && kind.ends_with("json") {
        assert_eq!(faults(&answer.json(), &content["schema"], document, at), [""; 0]);
    }
}

#[test]
fn every_route_answers_as_the_document_says() {
    let (document, site) = (document(), starter_site());
    let mut answered = 0;
    for (method, path, operation) in operations(&document) {
        let at = format!("{method} {path}");
        // The names of these have a hash, and small catalogues have one sitemap.
        if ["/static/{name}", "/sitemap-{part}.xml"].contains(&path.as_str()) {
            continue;
        }
        let headers = [("Content-Type", "application/json")];
        let address = address(&path, &operation);
        let answer = match bodies(&operation).next() {
            None => site.ask(&method, &address, &[], b""),
            Some(("multipart/form-data", body)) => {
                let fields = body["example"].as_object().unwrap().iter();
                let fields: Vec<(&str, &str)> =
                    fields.map(|(name, value)| (&**name, value.as_str().unwrap())).collect();
                send_to(site, &address, &form(&[], &fields))
            }
            Some((_, body)) => site.ask(&method, &address, &headers, body["example"].to_string().as_bytes()),
        };
        assert!(answer.status < 400, "{at}: {} {}", answer.status, answer.text());
        assert_described(&answer, &operation, &document, &at);
        answered += 1;
        // Other methods are refused, and the answer names those that are not.
        let methods = [("get", "GET, HEAD"), ("post", "POST")];
        let allowed = methods.iter().filter(|(method, _)| document["paths"][&path][method].is_object());
        let allowed = allowed.map(|(_, allowed)| *allowed).collect::<Vec<_>>().join(", ");
        for other in ["DELETE", "OPTIONS", "TRACE", "PROPFIND"] {
            let refused = site.ask(other, &address, &[], b"");
            assert_eq!((refused.status, refused.header("allow")), (405, Some(allowed.as_str())), "{at}: {other}");
            assert_described(&refused, &operation, &document, &at);
        }
    }
    assert!(answered > 30);
}

#[test]
fn examples_fit_their_schemas_and_so_do_answers_of_other_kinds() {
    let document = document();
    for (method, path, operation) in operations(&document) {
        let content = &operation["responses"]["200"]["content"]["application/json"];
        if !content["example"].is_null() {
            assert_eq!(faults(&content["example"], &content["schema"], &document, &path), [""; 0]);
        }
        for (_, body) in bodies(&operation) {
            assert_eq!(faults(&body["example"], &body["schema"], &document, &method), [""; 0]);
        }
    }
    let operation = &document["paths"]["/api/v1/recommendations"]["post"];
    let liked = "the-ninth-airlock-1979";
    for taste in [
        json!({}),
        json!({"likes": [liked], "dislikes": ["lodgers-1968"], "mute": ["western", "qwertz"], "less": ["dread"]}),
        json!({"likes": [liked], "people": [{"likes": ["lodgers-1968"]}], "agree": "average"}),
        json!({"likes": [liked], "never": ["kind:western", "longer-than:180"], "seen_in_library": false}),
        json!({"people": [{"likes": [liked]}], "never": ["before:1960"]}),
        json!({"taste": "http://127.0.0.1/t/AXhs3aKqdO7pUT_-", "limit": 2}),
        json!({"ask": "westerns under 95 minutes, no horror, qwxzyv"}),
        json!({"ask": "western", "people": [{"likes": ["cold-orbit-1986"]}]}),
        json!({"likes": [liked], "among": ["lodgers-1968"]}),
        json!({"likes": ["no-such-film"]}),
        json!({"likes": 3}),
        json!({"limit": 100_000}),
    ] {
        let fits = faults(&taste, &operation["requestBody"]["content"]["application/json"]["schema"], &document, "");
        let answer = site().recommend(&taste);
        assert_described(&answer, operation, &document, &taste.to_string());
        let well_formed = answer.status == 200 || taste["likes"] == json!(["no-such-film"]);
        assert_eq!(fits.is_empty(), well_formed, "{taste}: {fits:?}");
    }
    let film = &document["paths"]["/api/v1/films/{id}"]["get"];
    for id in ["the-ninth-airlock-1979", "two-umbrellas-1961", "salt-flat-1956", "none"] {
        assert_described(&site().get(&format!("/api/v1/films/{id}")), film, &document, id);
    }
    let find = &document["paths"]["/api/v1/films"]["get"];
    for query in ["q=ada+quill", "q=x&limit=zz", "limit=3"] {
        assert_described(&site().get(&format!("/api/v1/films?{query}")), find, &document, query);
    }
}

#[test]
fn the_body_has_exactly_the_fields_that_are_parsed() {
    let document = document();
    let parsed = |body: Value| -> BTreeSet<String> {
        let said = site().recommend(&body).problem(400);
        let names = said.split("give some of ").nth(1).unwrap_or_else(|| panic!("{said}"));
        names.split(", ").map(str::to_owned).collect()
    };
    let described = |schema: &str| -> BTreeSet<String> {
        document["components"]["schemas"][schema]["properties"].as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(parsed(json!({"zzz": 1})), described("TasteRequest"));
    assert_eq!(parsed(json!({"people": [{"zzz": 1}]})), described("Person"));
}

#[test]
fn the_page_and_the_document_speak_the_languages_of_the_site() {
    let (english, german) = (site().get("/api").text(), site().get("/api?lang=de").text());
    for (method, path, operation) in operations(&document()) {
        for page in [&english, &german] {
            assert!(page.contains(&format!("<code>{method} {path}</code>")), "{method} {path}");
        }
        assert!(english.contains(&operation["summary"].as_str().unwrap().replace('\'', "&#39;")), "{operation}");
    }
    assert!(english.contains("<h1>For programs</h1>") && english.contains("0 … 200; 20 unless told otherwise"));
    assert!(german.contains("<h1>Für Programme</h1>") && german.contains("href=\"/api/openapi.json?lang=de\""));
    let in_german = site().get("/api/openapi.json?lang=de");
    assert_eq!(in_german.json()["paths"]["/healthz"]["get"]["summary"], "ok, solange der Prozess antwortet.");
    let again =
        site().ask("GET", "/api/openapi.json?lang=de", &[("If-None-Match", in_german.header("etag").unwrap())], b"");
    assert_eq!(again.status, 304);
    // A program's own language is none of the document's business.
    let asked = site().ask("GET", "/api/openapi.json", &[("Accept-Language", "de")], b"");
    assert_eq!(asked.json(), document());
    // The page is complete without a script and loads nothing from elsewhere.
    assert!(!english.contains("https://unpkg") && english.matches("<script").count() == 2);
}

/// Whether a program is here. The test that needs one which is not says so.
fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !found {
        eprintln!("SKIPPED: {program} is not installed, so its examples in docs/api.md were not run");
    }
    found
}

#[test]
fn the_examples_of_the_documentation_run() {
    let site = starter_site();
    let document = document();
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/api.md")).unwrap();
    let here = site.address.to_string();
    let blocks = |language: &str| -> Vec<String> {
        let opening = format!("```{language}\n");
        let blocks = text.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap());
        blocks.map(|block| block.replace("127.0.0.1:8080", &here)).collect()
    };
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let (curl, python) = (blocks("sh"), blocks("python"));
    assert!(curl.len() >= 6 && python.len() >= 2);
    if has("curl") && has("sh") {
        let mut compared = 0;
        for example in &curl {
            let answer = run("sh", &["-ec", &example.replace("curl ", "curl -sSf ")]);
            let path = example.split(&here).nth(1).unwrap().split(['\'', '?', ' ', '\n']).next().unwrap();
            let operation = operations(&document).into_iter().find(|(_, other, _)| {
                let segments = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
                let (a, b) = (segments(path), segments(other));
                a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a == b || b.starts_with('{'))
            });
            let (_, at, operation) = operation.unwrap_or_else(|| panic!("{path} is not described"));
            let content = &operation["responses"]["200"]["content"]["application/json"];
            let answer: Value = serde_json::from_str(&answer).unwrap_or_else(|e| panic!("{example}: {e}"));
            if !content["schema"].is_null() {
                assert_eq!(faults(&answer, &content["schema"], &document, &at), [""; 0]);
            }
            // What stands below an example is today's answer: its film and every field that is shown, if not the numbers.
            let below = text.split(&example.replace(&here, "127.0.0.1:8080")).nth(1).unwrap();
            let Some(shown) = below.strip_prefix("```\n\n```json\n").and_then(|rest| rest.split("```").next()) else {
                continue;
            };
            compared += 1;
            let film = answer["results"][0]["id"].as_str().or(answer["id"].as_str());
            let film = film.map(|id| format!("\"id\": \"{id}\""));
            assert!(film.is_none_or(|film| shown.contains(&film)), "{example}\n{shown}\nis answered {answer}");
            let answer = answer.to_string();
            for name in shown.split('"').skip(1).step_by(2).filter(|name| shown.contains(&format!("\"{name}\": "))) {
                assert!(answer.contains(&format!("\"{name}\":")), "{name} of docs/api.md is not answered: {example}");
            }
        }
        assert!(compared >= 7, "{compared}");
    }
    if has("python3") {
        for example in &python {
            let printed = run("python3", &["-c", example]);
            assert!(printed.contains("Aliens (1986)"), "{example}\n{printed}");
        }
    }
}
