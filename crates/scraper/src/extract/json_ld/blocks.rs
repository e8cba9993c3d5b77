//! The JSON in a page's `<script type="application/ld+json">`, mended where sites break it.

use scraper::Html;
use serde_json::Value;

use crate::extract::{selector, text};

/// The most blocks read; pages have one to five.
const MOST_BLOCKS: usize = 64;

/// Every block that is JSON, or nearly.
pub(super) fn read(html: &Html) -> Vec<Value> {
    let scripts = selector("script[type]");
    let is_json_ld =
        |kind: &str| kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
    html.select(&scripts)
        .filter(|script| script.value().attr("type").is_some_and(is_json_ld))
        .take(MOST_BLOCKS)
        .filter_map(|script| json(&script.text().collect::<String>()))
        .collect()
}

/// A block's value: parsed as it is, else mended, else with entities replaced and mended.
fn json(block: &str) -> Option<Value> {
    let block = unwrapped(block);
    serde_json::from_str(block)
        .or_else(|_| serde_json::from_str(&mended(block)))
        .or_else(|_| serde_json::from_str(&mended(&text::unescaped(block))))
        .ok()
}

/// A block without the comment and CDATA marks that hide scripts from old browsers and XML, and without a closing semicolon.
fn unwrapped(block: &str) -> &str {
    const BEFORE: [&str; 6] = ["\u{feff}", "<!--", "//", "/*", "*/", "<![CDATA["];
    const AFTER: [&str; 6] = ["-->", "//", "/*", "*/", "]]>", ";"];
    let mut block = block.trim();
    while let Some(rest) = BEFORE.iter().find_map(|mark| block.strip_prefix(mark)) {
        block = rest.trim_start();
    }
    while let Some(rest) = AFTER.iter().find_map(|mark| block.strip_suffix(mark)) {
        block = rest.trim_end();
    }
    block
}

/// Control characters in strings become spaces, escapes that JSON does not know lose their backslash, and commas before a closing bracket go.
fn mended(block: &str) -> String {
    let mut out = String::with_capacity(block.len());
    let mut in_string = false;
    let mut chars = block.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => in_string = !in_string,
            '\\' if in_string => {
                let escaped = chars.next();
                if escaped.is_some_and(|c| "\"\\/bfnrtu".contains(c)) {
                    out.push('\\');
                }
                out.extend(escaped.map(|c| if c.is_control() { ' ' } else { c }));
                continue;
            }
            c if in_string && c.is_control() => {
                out.push(' ');
                continue;
            }
            ']' | '}' if !in_string => {
                let kept = out.trim_end().strip_suffix(',').map(str::len);
                out.truncate(kept.unwrap_or(out.len()));
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn first(script: &str) -> Option<Value> {
        let page = format!("<head><script type='Application/LD+JSON; charset=utf-8'>{script}</script>");
        read(&Html::parse_document(&page)).into_iter().next()
    }

    #[test]
    fn json_is_found_through_what_sites_wrap_around_it() {
        for script in [
            r#"{"a": "b c"}"#,
            r#"<!-- {"a": "b c"} -->"#,
            r#"//<![CDATA[
               {"a": "b c"}
               //]]>"#,
            r#"/*<![CDATA[*/ {"a": "b c"}; /*]]>*/"#,
            r#"{"a": "b c",}"#,
            "{\"a\": \"b\nc\"}",
            "{\"a\": \"b\\\nc\"}",
            r#"{"a": "b\ c"}"#,
            "{&quot;a&quot;: &#34;b c&#x22;}",
        ] {
            assert_eq!(first(script), Some(json!({"a": "b c"})), "{script}");
        }
        assert_eq!(first("{\"a\": \"it\\'s, ]\"}"), Some(json!({"a": "it's, ]"})));
        assert_eq!(first("{\"a\": "), None);
        assert_eq!(first(&"[".repeat(100_000)), None, "nesting is bounded");
        assert!(read(&Html::parse_document("<script>{\"a\": 1}</script><script type=text/x>{}</script>")).is_empty());
    }

    proptest! {
        #[test]
        fn sound_json_is_left_as_it_is(text in "\\PC{0,40}", numbers in proptest::collection::vec(any::<i32>(), 0..5)) {
            let value = json!({"text": text, "numbers": numbers, "nested": [{"t": text}]});
            prop_assert_eq!(serde_json::from_str::<Value>(&mended(&value.to_string())).unwrap(), value);
        }

        #[test]
        fn nothing_panics(text in "([\\[\\]{}\",:\\\\/*<>!;& \n\u{0}]|[a-z]|\\PC){0,60}") {
            let _ = json(&text);
        }
    }
}
