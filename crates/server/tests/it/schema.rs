//! As much of JSON Schema as the server's OpenAPI document uses.

use serde_json::Value;

/// What is wrong with a value, by a schema of a document; nothing if it fits.
pub(crate) fn faults(value: &Value, schema: &Value, document: &Value, at: &str) -> Vec<String> {
    if let Some(to) = schema["$ref"].as_str() {
        let target = document.pointer(to.trim_start_matches('#')).unwrap_or_else(|| panic!("{to} leads nowhere"));
        return faults(value, target, document, at);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let of_each: Vec<Vec<String>> = choices.iter().map(|one| faults(value, one, document, at)).collect();
        return match of_each.iter().filter(|found| found.is_empty()).count() {
            1 => Vec::new(),
            n => vec![format!("{at}: {n} of {} schemas fit: {of_each:?}", choices.len())],
        };
    }
    let mut found = Vec::new();
    let mut must = |holds: bool, what: String| found.extend((!holds).then(|| format!("{at}: {what}")));
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is = |kind: &&str| match *kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("{other} is no type"),
    };
    must(types.is_empty() || types.iter().any(is), format!("{value} is not {types:?}"));
    must(schema["const"].is_null() || *value == schema["const"], format!("{value} is not {}", schema["const"]));
    let word = schema["enum"].as_array().is_none_or(|words| words.contains(value));
    must(word, format!("{value} is not one of {}", schema["enum"]));
    let limit = |name: &str| schema[name].as_f64();
    let size = value.as_f64().filter(|_| value.is_number());
    must(size.zip(limit("minimum")).is_none_or(|(size, least)| size >= least), format!("{value} is too small"));
    must(size.zip(limit("maximum")).is_none_or(|(size, most)| size <= most), format!("{value} is too large"));
    let length = value.as_array().map(|values| values.len() as f64);
    must(length.zip(limit("minItems")).is_none_or(|(n, least)| n >= least), "too few".to_owned());
    must(length.zip(limit("maxItems")).is_none_or(|(n, most)| n <= most), "too many".to_owned());
    if let Some(object) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            must(object.contains_key(name), format!("{name} is missing"));
        }
        for (name, value) in object {
            match schema["properties"].get(name) {
                Some(schema) => found.extend(faults(value, schema, document, &format!("{at}.{name}"))),
                None if schema["additionalProperties"] == false => found.push(format!("{at}.{name} is not described")),
                None => {}
            }
        }
    }
    for (n, value) in value.as_array().into_iter().flatten().enumerate() {
        if !schema["items"].is_null() {
            found.extend(faults(value, &schema["items"], document, &format!("{at}[{n}]")));
        }
    }
    found
}
