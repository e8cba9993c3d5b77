//! The JSON in a page's `<script type="application/ld+json">`, mended where sites break it.

use scraper::Html;
use serde_json::Value;

use super::mend::{Unmended, mended};
use crate::extract::{selector, text};

/// The most blocks read; pages have one to five.
const MOST_BLOCKS: usize = 64;

/// What a page's blocks hold.
pub(super) struct Blocks {
    pub(super) values: Vec<Value>,
    /// Why a block could not be read, if any could not.
    pub(super) unread: Option<Unmended>,
}

/// Every block that is JSON, or nearly.
pub(super) fn read(html: &Html) -> Blocks {
    let scripts = selector("script[type]");
    let is_json_ld =
        |kind: &str| kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
    let mut blocks = Blocks { values: Vec::new(), unread: None };
    let scripts = html.select(&scripts);
    for script in scripts.filter(|script| script.value().attr("type").is_some_and(is_json_ld)).take(MOST_BLOCKS) {
        match json(&script.text().collect::<String>()) {
            Ok(value) => blocks.values.push(value),
            Err(why) => blocks.unread = Some(why),
        }
    }
    blocks
}

/// A block's value: parsed as it is, else mended, else with entities replaced and mended.
fn json(block: &str) -> Result<Value, Unmended> {
    let block = unwrapped(block);
    let read = |text: String| serde_json::from_str(&text).map_err(|_| Unmended::Broken);
    serde_json::from_str(block)
        .or_else(|_| mended(block).and_then(read))
        .or_else(|why| mended(&text::unescaped(block)).and_then(read).map_err(|_| why))
}

/// A block without the comment and CDATA marks that hide scripts from old browsers and XML, and without a closing semicolon.
fn unwrapped(block: &str) -> &str {
    const BEFORE: [&str; 4] = ["\u{feff}", "<!--", "*/", "<![CDATA["];
    const AFTER: [&str; 6] = ["-->", "//", "/*", "*/", "]]>", ";"];
    // A comment around such a mark is opened; other comments are left to be mended.
    let opened = |block: &'_ str| -> Option<usize> {
        let rest = ["//", "/*"].iter().find_map(|mark| block.strip_prefix(mark))?;
        rest.trim_start().starts_with("<!").then_some(block.len() - rest.len())
    };
    let mut block = block.trim();
    loop {
        let rest = BEFORE.iter().find_map(|mark| block.strip_prefix(mark));
        let Some(rest) = rest.or_else(|| opened(block).map(|mark| &block[mark..])) else { break };
        block = rest.trim_start();
    }
    while let Some(rest) = AFTER.iter().find_map(|mark| block.strip_suffix(mark)) {
        block = rest.trim_end();
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn first(script: &str) -> Option<Value> {
        read_page(script).values.into_iter().next()
    }

    fn read_page(script: &str) -> Blocks {
        let page = format!("<head><script type='Application/LD+JSON; charset=utf-8'>{script}</script>");
        read(&Html::parse_document(&page))
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
            r#"{"a": "b c"}}"#,
            "// by us\n{\"a\": \"b c\"} // to here",
            "{// said so\n\"a\": \"b c\"}",
            "{&quot;a&quot;: &#34;b c&#x22;}",
        ] {
            assert_eq!(first(script), Some(json!({"a": "b c"})), "{script}");
        }
        assert_eq!(first("{\"a\": \"it\\'s, ]\"}"), Some(json!({"a": "it's, ]"})));
        assert_eq!(first("{\"a\": "), None);
        assert_eq!(first(&"[".repeat(100_000)), None, "nesting is bounded");
        assert_eq!(read_page("{\"a\": ").unread, Some(Unmended::Broken));
        assert_eq!(read_page(r#"["a "b", "c" d", "e"]"#).unread, Some(Unmended::Ambiguous));
        assert_eq!(read_page("{}").unread, None);
        assert!(
            read(&Html::parse_document("<script>{\"a\": 1}</script><script type=text/x>{}</script>")).values.is_empty()
        );
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "([\\[\\]{}\",:\\\\/*<>!;& \n\u{0}]|[a-z]|\\PC){0,60}") {
            let _ = json(&text);
        }
    }
}
