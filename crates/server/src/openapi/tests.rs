//! The document against the source: what is registered and what is parsed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::upload::IMPORT_PATH;

fn source(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path);
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned()
}

/// The texts between two others.
fn between<'a>(text: &'a str, before: &str, after: char) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split_once(after)).map(|(inner, _)| inner).collect()
}

/// A route as it is registered: method, path, and the module and function that answer.
struct Registered {
    method: &'static str,
    path: String,
    file: PathBuf,
    handler: String,
}

/// Calls that read the address of a page.
const READS_AN_ADDRESS: [&str; 7] =
    [".visit(", ".posted(", "finishing(", "page(&request", "file(token", "listed(token", "facet(Facet::"];

/// What the files of routes register.
fn registered() -> Vec<Registered> {
    let mut found = Vec::new();
    let calls: [(&str, &[&str]); 3] =
        [("service(read(", &["get"]), ("service(post(", &["post"]), ("service(read_or_post(", &["get", "post"])];
    for (file, scope) in [("mod.rs", ""), ("taste/mod.rs", ""), ("api/mod.rs", "/api/v1")] {
        // Pages are registered below the path of a token, too.
        let text = source(&format!("routes/{file}")).replace("&at(\"", "\"").replace("\"), ", "\", ");
        let text = text.replace("&at(IMPORT_PATH)", "IMPORT_PATH").replace("super::home::", "../home::");
        let folder = Path::new("routes").join(file).parent().unwrap().to_owned();
        for (call, methods) in calls {
            for inner in between(&text, call, ')') {
                let (path, handlers) = inner.split_once(", ").expect("a path and a handler");
                let path = if path == "IMPORT_PATH" { IMPORT_PATH } else { path.trim_matches('"') };
                let handlers: Vec<&str> = handlers.split(", ").collect();
                assert_eq!(handlers.len(), methods.len(), "{inner}");
                for (&method, handler) in methods.iter().zip(handlers) {
                    let (module, handler) = handler.split_once("::").expect("a module and a function");
                    let in_file = match module {
                        "mine" => format!("{module}/{handler}.rs"),
                        _ => format!("{module}.rs"),
                    };
                    found.push(Registered {
                        method,
                        path: format!("{scope}{path}"),
                        file: folder.join(in_file),
                        handler: handler.to_owned(),
                    });
                }
            }
        }
    }
    found
}

#[test]
fn the_document_names_exactly_the_routes_that_are_registered() {
    let registered: BTreeSet<(&str, String)> = registered().into_iter().map(|one| (one.method, one.path)).collect();
    assert!(registered.len() > 30);
    let described: BTreeSet<(&str, String)> = ROUTES.iter().map(|one| (one.method, one.path.to_owned())).collect();
    let missing: Vec<_> = registered.difference(&described).collect();
    let gone: Vec<_> = described.difference(&registered).collect();
    assert!(missing.is_empty(), "describe in openapi/routes.rs: {missing:?}");
    assert!(gone.is_empty(), "take out of openapi/routes.rs: {gone:?}");
    assert_eq!(described.len(), ROUTES.len(), "a route twice");
    let names: BTreeSet<&str> = ROUTES.iter().map(|route| route.name).collect();
    assert_eq!(names.len(), ROUTES.len(), "a name twice");
}

#[test]
fn every_parameter_that_a_route_parses_is_described() {
    let mut structs = 0;
    for Registered { method, path, file, handler } in registered() {
        let text = source(file.to_str().unwrap());
        let route = ROUTES.iter().find(|one| (one.method, one.path) == (method, path.as_str())).unwrap();
        let own: BTreeSet<&str> = route.parameters.iter().map(|one| one.name).collect();
        let in_path: BTreeSet<&str> = between(&path, "{", '}').into_iter().collect();
        let (of_path, of_query): (Vec<_>, Vec<_>) =
            route.parameters.iter().partition(|one| one.place == ParameterPlace::Path);
        assert_eq!(of_path.iter().map(|one| one.name).collect::<BTreeSet<_>>(), in_path, "{path}");
        let start = text.find(&format!("async fn {handler}(")).unwrap_or_else(|| panic!("{path}: no {handler}"));
        let body = text[start..].split("\n}\n").next().unwrap();
        for parsed in between(body, "web::Query<", '>') {
            structs += 1;
            let fields = between(&text, &format!("struct {parsed} {{"), '}').concat();
            let fields: BTreeSet<&str> = fields
                .lines()
                .filter_map(|line| line.trim().trim_start_matches("pub ").split_once(": "))
                .map(|(name, _)| name)
                .collect();
            let described: BTreeSet<&str> = of_query.iter().map(|one| one.name).collect();
            assert_eq!(fields, described, "{path}: {own:?}");
        }
        let reads_an_address = READS_AN_ADDRESS.iter().any(|call| body.contains(call));
        assert_eq!(route.carries, reads_an_address, "{path}");
    }
    assert!(structs >= 3);
}

#[test]
fn everything_that_an_address_may_say_is_described() {
    let mut parsed = BTreeSet::from(["q".to_owned(), "lang".to_owned()]);
    for file in ["mod", "picks", "filter_fields", "paging", "token_picks"] {
        let text = source(&format!("address/{file}.rs"));
        for line in text.lines().map(str::trim) {
            let names = match line.split_once(" => ") {
                Some((names, _)) if names.starts_with('"') => names,
                _ if line.starts_with("pub(super) const ") && line.contains(": &str = ") => {
                    line.split_once(" = ").unwrap().1
                }
                _ if line.starts_with("if name == \"") => line,
                _ => continue,
            };
            parsed.extend(names.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    let described: BTreeSet<String> = CARRIED.iter().map(|one| one.name.to_owned()).collect();
    assert_eq!(parsed, described);
}

#[test]
fn everything_has_its_words_in_every_language_and_no_words_are_left_over() {
    for text in SiteText::all() {
        let words = &text.reference;
        let routes: BTreeSet<&str> = ROUTES.iter().map(|route| route.name).collect();
        assert_eq!(words.routes.keys().map(String::as_str).collect::<BTreeSet<_>>(), routes, "{}", text.tag);
        let groups: BTreeSet<&str> = RouteGroup::ALL.iter().map(|group| group.name()).collect();
        assert_eq!(words.groups.keys().map(String::as_str).collect::<BTreeSet<_>>(), groups, "{}", text.tag);
        let statuses: BTreeSet<String> =
            ROUTES.iter().flat_map(|route| route.errors).chain(&ANY_ERRORS).map(ToString::to_string).collect();
        assert_eq!(words.errors.keys().cloned().collect::<BTreeSet<_>>(), statuses, "{}", text.tag);
        let mut named: BTreeSet<String> =
            ROUTES.iter().flat_map(|route| route.parameters).chain(&CARRIED).map(|one| one.text.to_owned()).collect();
        for name in &named {
            assert!(!words.field(name).is_empty(), "{}: {name}", text.tag);
        }
        for (schema, value) in schemas() {
            for property in value["properties"].as_object().unwrap().keys() {
                let own = format!("{schema}.{property}");
                let said = words.fields.contains_key(&own) || words.fields.contains_key(property);
                assert!(
                    said || schema == "Film" || schema == "StevenLuFilm" || schema == "Picks",
                    "{}: {own}",
                    text.tag
                );
                named.extend([property.clone(), own]);
            }
        }
        let left: Vec<&String> = words.fields.keys().filter(|name| !named.contains(*name)).collect();
        assert!(left.is_empty(), "{}: {left:?}", text.tag);
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document(<&SiteText>::default());
    let mut open = vec![&document];
    let mut references = 0;
    while let Some(value) = open.pop() {
        if let Some(to) = value.get("$ref").and_then(Value::as_str) {
            references += 1;
            assert!(document.pointer(to.trim_start_matches('#')).is_some(), "{to}");
        }
        match value {
            Value::Array(values) => open.extend(values),
            Value::Object(values) => open.extend(values.values()),
            _ => {}
        }
    }
    assert!(references > 100);
}
