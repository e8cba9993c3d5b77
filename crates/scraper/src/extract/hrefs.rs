//! The articles a page links to, found without a tree of the page: for pages of which nothing else is asked, nine in ten of
//! a whole wiki.
//!
//! Links of navigation and footnotes do not count, by the same rules as [`text`](super::text). The scan trusts end tags; a
//! missing one hides the rest of the links of its page, never more.

use percent_encoding::percent_decode_str;

use crate::address::PageTitle;

/// Elements without content.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Classes of what leads around a wiki, and of footnotes.
const NAVIGATION: [&str; 11] = [
    "navbox",
    "navbar",
    "hatnote",
    "toc",
    "catlinks",
    "mw-editsection",
    "reflist",
    "references",
    "sistersitebox",
    "reference",
    "reference-text",
];

/// The titles that the links of the page at `path` lead to, as they are written; one may be there more than once.
pub(crate) fn linked_titles(path: &PageTitle, page: &str) -> Vec<PageTitle> {
    let mut titles = Vec::new();
    // The element that is passed over, and how many of its name are open in it.
    let mut skipped: Option<(&str, usize)> = None;
    let mut at = 0;
    while let Some(tag) = page[at..].find('<').map(|n| at + n + 1) {
        let rest = &page[tag..];
        if rest.starts_with("!--") {
            at = rest.find("-->").map_or(page.len(), |end| tag + end);
            continue;
        }
        let (is_end, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
        if name.is_empty() {
            at = tag;
            continue;
        }
        let attributes = &rest[name.len()..];
        let attributes = &attributes[..tag_end(attributes)];
        at = page.len() - rest.len() + name.len() + attributes.len();
        let has_content = !attributes.ends_with('/') && !VOID.contains(&name);
        match &mut skipped {
            Some((open, depth)) if *open == name && is_end => {
                *depth -= 1;
                if *depth == 0 {
                    skipped = None;
                }
            }
            Some((open, depth)) => *depth += usize::from(*open == name && !is_end && has_content),
            None if is_end => {}
            None if matches!(name, "script" | "style") => {
                at = page[at..].find("</").map_or(page.len(), |end| at + end);
            }
            None if has_content && is_navigation(name, attributes) => skipped = Some((name, 1)),
            None if name == "a" => titles.extend(attribute(attributes, "href").and_then(|href| title(path, href))),
            None => {}
        }
    }
    titles
}

/// Where a tag ends: at a `>` outside of quotes.
fn tag_end(attributes: &str) -> usize {
    let mut quote = None;
    for (at, byte) in attributes.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    attributes.len()
}

fn is_navigation(name: &str, attributes: &str) -> bool {
    name == "nav"
        || attribute(attributes, "role") == Some("navigation")
        || attribute(attributes, "class")
            .is_some_and(|class| class.split_ascii_whitespace().any(|class| NAVIGATION.contains(&class)))
}

/// An attribute's value as it is written.
fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let name = &rest[..rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len())];
        if rest.is_empty() {
            return None;
        }
        rest = rest[name.len()..].trim_start();
        let Some(value) = rest.strip_prefix('=').map(str::trim_start) else {
            // A name that begins with a quote or the like: go on behind it.
            if name.is_empty() {
                rest = rest.get(1..)?;
            }
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote)?,
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after;
    }
}

/// The title a relative link leads to: `King_Kong`, `./King_Kong`, or `../King_Kong` on a page whose own title has a slash.
fn title(path: &PageTitle, href: &str) -> Option<PageTitle> {
    let href = href.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"");
    let href = href.split(['#', '?']).next()?;
    // "2001:" is no scheme, because those begin with a letter.
    let is_scheme = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    };
    let has_scheme = href.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme));
    if href.is_empty() || href.starts_with('/') || has_scheme {
        return None;
    }
    let mut folders: Vec<&str> = path.as_str().split('/').collect();
    folders.pop();
    let mut href = href;
    loop {
        if let Some(rest) = href.strip_prefix("./") {
            href = rest;
        } else if let Some(rest) = href.strip_prefix("../") {
            folders.pop();
            href = rest;
        } else {
            break;
        }
    }
    let href = if folders.is_empty() { href.to_owned() } else { format!("{}/{href}", folders.join("/")) };
    PageTitle::new(&percent_decode_str(&href).decode_utf8().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn linked(path: &str, page: &str) -> Vec<String> {
        let path = PageTitle::new(path).unwrap();
        linked_titles(&path, page).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn links_are_found_in_every_spelling_and_outside_of_navigation() {
        let page = r##"<p>See <a href="King_Kong_(1933_film)#Plot" title="a > b">King</a>, <A HREF='x'>no</A>
            <a class=x href=./Am%C3%A9lie>A</a> <a href="What&#39;s_Up%3F">B</a><a href="#cite">1</a>
            <a href="https://elsewhere.example/Film">x</a><a href="//elsewhere.example/">x</a><a href="/w/index.php">x</a>
            <!-- <a href="Commented">c</a> --><script>"<a href='Scripted'>"</script>
            <div class="big navbox"><div><a href="Navigated">n</a></div><a href="Navigated">n</a></div><a href="After">a</a>
            <sup class="reference"><a href="Cited">1</a></sup><nav><a href="Navigated">n</a></nav><img class="navbox"><a href="Last">l</a>"##;
        assert_eq!(linked("Film", page), ["King Kong (1933 film)", "Amélie", "What's Up?", "After", "Last"]);
        assert_eq!(linked("Face/Off", r#"<a href="../Alien">A</a><a href="../Face/On">B</a>"#), ["Alien", "Face/On"]);
        assert_eq!(
            linked("Film", r#"<a href="2001%3A_A_Space_Odyssey">A</a><a href="mailto:a@b">B</a>"#),
            ["2001: A Space Odyssey"]
        );
    }

    proptest! {
        #[test]
        fn nothing_panics_or_hangs(page in "(<|>|/|=|\"|'|a href=|nav|<!--|-->|class=navbox|<script|</|[a-z]|\\PC){0,60}") {
            let _ = linked("A/b", &page);
        }
    }
}
