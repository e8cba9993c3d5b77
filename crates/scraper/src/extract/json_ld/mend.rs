//! JSON as sites break it: comments, commas before a closing bracket, line breaks and unknown escapes in strings, closing
//! brackets behind the end, and quotes in strings that nobody escaped.
//!
//! An unescaped quote makes a text ambiguous: any later quote may be the one that closes the string. So the text is read as a
//! graph: a node is a place behind a closed string, with the brackets open there; an edge is one choice of the closing quote,
//! and costs as many quotes as it takes for plain characters. The cheapest way to the end is the reading, if there is only
//! one of that cost. A string with an odd number of such quotes (`5" shoes`) is let pass once; two of them may be one
//! quotation cut in half, which is a second reading.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

/// Quotes that are tried as the end of one string.
const MOST_CLOSERS: usize = 16;
/// Places that are visited before a text counts as not to be mended: with the bounds above and below, a third of a second.
const MOST_NODES: usize = 20_000;
/// The length of a comment.
const LONGEST_COMMENT: usize = 1024;
/// The length of a text to mend.
const LONGEST_TEXT: usize = 2 << 20;
/// Nesting deeper than this is no description of a film.
const DEEPEST: usize = 64;

/// Why a text was not mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unmended {
    /// No reading is JSON.
    Broken,
    /// Several are.
    Ambiguous,
}

/// What stands before the next string, or at the end.
enum Stop {
    /// A string opens at this byte.
    String { quote: usize, is_key: bool },
    /// The value is complete; what follows this byte is left out.
    End(usize),
}

/// A place behind a string.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Place {
    at: usize,
    /// `{` and `[` that are open.
    open: Vec<u8>,
    /// Whether the string was a key.
    is_key: bool,
}

struct Node {
    place: Place,
    cost: usize,
    is_ambiguous: bool,
    before: Option<usize>,
    /// Quotes of the string before this place that are plain characters.
    plain: Vec<usize>,
}

/// The text as JSON.
pub(super) fn mended(text: &str) -> Result<String, Unmended> {
    if text.len() > LONGEST_TEXT {
        return Err(Unmended::Broken);
    }
    let (end, plain) = cheapest(text.as_bytes())?;
    Ok(written(&text[..end], &plain))
}

/// The end of the value, and the quotes that are plain characters in the one cheapest reading.
fn cheapest(text: &[u8]) -> Result<(usize, HashSet<usize>), Unmended> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut known: HashMap<Place, usize> = HashMap::new();
    let mut queue = BinaryHeap::new();
    let mut open = Vec::new();
    match next_string(text, 0, &mut open, Expected::Value) {
        Some(Stop::End(end)) => return Ok((end, HashSet::new())),
        Some(Stop::String { quote, is_key }) => {
            relax(text, (quote, is_key, &open), None, &mut nodes, &mut known, &mut queue);
        }
        None => return Err(Unmended::Broken),
    }
    let mut best: Option<(usize, usize, usize)> = None;
    while let Some(Reverse((cost, at, index))) = queue.pop() {
        if best.is_some_and(|(least, ..)| cost > least) {
            break;
        }
        if nodes[index].cost != cost || nodes[index].place.at != at {
            continue;
        }
        if nodes.len() > MOST_NODES {
            return Err(Unmended::Broken);
        }
        let mut open = nodes[index].place.open.clone();
        let expected = if nodes[index].place.is_key { Expected::Colon } else { Expected::AfterValue };
        match next_string(text, at, &mut open, expected) {
            Some(Stop::End(_)) if best.is_some() => return Err(Unmended::Ambiguous),
            Some(Stop::End(end)) => best = Some((cost, index, end)),
            Some(Stop::String { quote, is_key }) => {
                relax(text, (quote, is_key, &open), Some(index), &mut nodes, &mut known, &mut queue);
            }
            None => {}
        }
    }
    let (_, last, end) = best.ok_or(Unmended::Broken)?;
    if nodes[last].is_ambiguous {
        return Err(Unmended::Ambiguous);
    }
    let (mut plain, mut odd) = (HashSet::new(), 0);
    let mut way = Some(last);
    while let Some(index) = way {
        let node = &nodes[index];
        odd += node.plain.len() % 2;
        plain.extend(&node.plain);
        way = node.before;
    }
    if odd > 1 { Err(Unmended::Ambiguous) } else { Ok((end, plain)) }
}

/// Adds the places behind a string that opens at a quote, one for each quote that may close it.
fn relax(
    text: &[u8],
    (quote, is_key, open): (usize, bool, &[u8]),
    before: Option<usize>,
    nodes: &mut Vec<Node>,
    known: &mut HashMap<Place, usize>,
    queue: &mut BinaryHeap<Reverse<(usize, usize, usize)>>,
) {
    let (so_far, is_ambiguous) = before.map_or((0, false), |n| (nodes[n].cost, nodes[n].is_ambiguous));
    let mut plain: Vec<usize> = Vec::new();
    let mut at = quote + 1;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' => at += 1,
            b'"' => {
                if may_close(text, at + 1, is_key) {
                    let place = Place { at: at + 1, open: open.to_vec(), is_key };
                    let cost = so_far + plain.len();
                    let node = |place| Node { place, cost, is_ambiguous, before, plain: plain.clone() };
                    match known.get(&place).copied() {
                        None => {
                            known.insert(place.clone(), nodes.len());
                            queue.push(Reverse((cost, place.at, nodes.len())));
                            nodes.push(node(place));
                        }
                        Some(index) if cost < nodes[index].cost => {
                            queue.push(Reverse((cost, place.at, index)));
                            nodes[index] = node(place);
                        }
                        Some(index) if cost == nodes[index].cost => nodes[index].is_ambiguous = true,
                        Some(_) => {}
                    }
                }
                // Keys are names of a vocabulary, without quotes.
                if is_key || plain.len() == MOST_CLOSERS {
                    return;
                }
                plain.push(at);
            }
            _ => {}
        }
        at += 1;
    }
}

/// Whether what follows a quote lets it close a string.
fn may_close(text: &[u8], at: usize, is_key: bool) -> bool {
    match text.get(skip(text, at)) {
        Some(b':') => is_key,
        Some(b',' | b'}' | b']') | None => !is_key,
        Some(_) => false,
    }
}

#[derive(Clone, Copy)]
enum Expected {
    Value,
    /// A value, or the bracket that closes the list.
    Element,
    Key,
    Colon,
    AfterValue,
}

/// Reads on to the next string. `None` where no JSON can be.
fn next_string(text: &[u8], mut at: usize, open: &mut Vec<u8>, mut expected: Expected) -> Option<Stop> {
    loop {
        at = skip(text, at);
        let byte = text.get(at).copied();
        expected = match (expected, byte) {
            (Expected::AfterValue, _) if open.is_empty() => return is_rest(text, at).then_some(Stop::End(at)),
            (Expected::AfterValue, Some(b',')) if open.last() == Some(&b'{') => Expected::Key,
            (Expected::AfterValue, Some(b',')) => Expected::Element,
            (Expected::AfterValue | Expected::Key, Some(b'}')) if open.last() == Some(&b'{') => {
                open.pop();
                Expected::AfterValue
            }
            (Expected::AfterValue | Expected::Element, Some(b']')) if open.last() == Some(&b'[') => {
                open.pop();
                Expected::AfterValue
            }
            (Expected::Colon, Some(b':')) => Expected::Value,
            (Expected::Key, Some(b'"')) => return Some(Stop::String { quote: at, is_key: true }),
            (Expected::Value | Expected::Element, Some(b'"')) => {
                return Some(Stop::String { quote: at, is_key: false });
            }
            (Expected::Value | Expected::Element, Some(bracket @ (b'{' | b'['))) if open.len() < DEEPEST => {
                open.push(bracket);
                if bracket == b'{' { Expected::Key } else { Expected::Element }
            }
            (Expected::Value | Expected::Element, Some(byte)) if is_plain(byte) => {
                while text.get(at + 1).copied().is_some_and(is_plain) {
                    at += 1;
                }
                Expected::AfterValue
            }
            _ => return None,
        };
        at += 1;
    }
}

/// A character of a number, `true`, `false` or `null`.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}

/// Whether nothing but brackets and the like follows the value.
fn is_rest(text: &[u8], mut at: usize) -> bool {
    loop {
        at = skip(text, at);
        match text.get(at) {
            None => return true,
            Some(b'}' | b']' | b',' | b';') => at += 1,
            Some(_) => return false,
        }
    }
}

/// The place behind spaces and comments.
fn skip(text: &[u8], mut at: usize) -> usize {
    loop {
        let rest = &text[at.min(text.len())..];
        let near = &rest[..rest.len().min(LONGEST_COMMENT)];
        at += match rest {
            // Other spaces than JSON's are no space: the text is then broken.
            [byte, ..] if byte.is_ascii_whitespace() || byte.is_ascii_control() => 1,
            [b'/', b'/', ..] => near.iter().position(|&byte| byte == b'\n').unwrap_or(near.len()),
            [b'/', b'*', ..] => match near.windows(2).skip(2).position(|part| part == b"*/") {
                Some(end) => end + 4,
                None => return at,
            },
            _ => return at.min(text.len()),
        };
    }
}

/// The text without comments and needless commas, with what strings may not hold escaped or replaced.
fn written(text: &str, plain: &HashSet<usize>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_string = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' if plain.contains(&at) => out.push('\\'),
            '"' => in_string = !in_string,
            '\\' if in_string => {
                let escaped = chars.next().map(|(_, c)| c);
                if escaped.is_some_and(|c| "\"\\/bfnrtu".contains(c)) {
                    out.push('\\');
                }
                out.extend(escaped.map(|c| if c.is_control() { ' ' } else { c }));
                continue;
            }
            c if c.is_control() => {
                out.push(' ');
                continue;
            }
            '/' if !in_string => {
                let end = skip(text.as_bytes(), at);
                while chars.next_if(|&(at, _)| at < end).is_some() {}
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
    use serde_json::{Value, json};

    fn value(text: &str) -> Result<Value, Unmended> {
        Ok(serde_json::from_str(&mended(text)?).expect("what is mended is JSON"))
    }

    #[test]
    fn what_has_one_reading_is_mended() {
        for (text, wanted) in [
            (r#"{"a": "b"}}"#, json!({"a": "b"})),
            (r#"[{"a": "b"}]}, ;"#, json!([{"a": "b"}])),
            (r#"{"a": "The "Best" Man", "b": 1}"#, json!({"a": "The \"Best\" Man", "b": 1})),
            (
                r#"{"a": "He said "no", she left", "b": ["c", "d"]}"#,
                json!({"a": "He said \"no\", she left", "b": ["c", "d"]}),
            ),
            (r#"["x", {"a": "ends in "quotes""}, "y"]"#, json!(["x", {"a": "ends in \"quotes\""}, "y"])),
            (r#"{"a": "5" shoes", "b": "c"}"#, json!({"a": "5\" shoes", "b": "c"})),
            ("{\"a\": 1, // one, \"two\"\n\"b\": \"http://x/\" /* and, \" */}", json!({"a": 1, "b": "http://x/"})),
            ("{// first\n\"a\": [1, 2,], // last\n}", json!({"a": [1, 2]})),
            (r#"{"a": "b\ c\"", "d": null}"#, json!({"a": "b c\"", "d": null})),
        ] {
            assert_eq!(value(text), Ok(wanted), "{text}");
        }
    }

    #[test]
    fn what_has_several_readings_or_none_is_refused() {
        // The elements are `a "b", "c" d` and `e`, or `a "b`, `c" d` and `e`.
        assert_eq!(value(r#"["a "b", "c" d", "e"]"#), Err(Unmended::Ambiguous));
        for text in ["", "{", r#"{"a": "#, r#"{"a": "b}"#, r#"{"a": "b"}, "c": 1}"#, r#"{"a" "b"}"#, "{'a': 1}"] {
            assert_eq!(value(text), Err(Unmended::Broken), "{text}");
        }
        assert_eq!(value(&"[".repeat(100_000)), Err(Unmended::Broken), "nesting is bounded");
    }

    #[test]
    fn a_large_text_with_one_wrong_quote_is_mended_in_time() {
        let names: Vec<String> = (0..3000).map(|n| format!("{{\"name\": \"Person {n}\"}}, \"Alias {n}\"")).collect();
        let text = format!("{{\"actor\": [{}], \"name\": \"The \"Best\" Man\"}}", names.join(", "));
        assert_eq!(value(&text).unwrap()["name"], "The \"Best\" Man");
    }

    proptest! {
        #[test]
        fn sound_json_is_left_as_it_is(text in "\\PC{0,40}", numbers in proptest::collection::vec(any::<i32>(), 0..5)) {
            let value = json!({"text": text, "numbers": numbers, "nested": [{"t": text}, {}, []]});
            prop_assert_eq!(serde_json::from_str::<Value>(&mended(&value.to_string()).unwrap()).unwrap(), value);
        }

        #[test]
        fn a_quotation_in_the_only_text_comes_back_whole(words in proptest::collection::vec("[a-z]{1,6}", 3..8), at in 0usize..8) {
            let mut quoted = words.clone();
            let at = at % (words.len() - 2) + 1;
            quoted[at] = format!("\"{}\"", words[at]);
            let text = format!("{{\"a\": \"{}\", \"year\": 1990}}", quoted.join(" "));
            prop_assert_eq!(value(&text).unwrap(), json!({"a": quoted.join(" "), "year": 1990}));
        }

        #[test]
        fn nothing_panics(text in "([\\[\\]{}\",:\\\\/*<>!;& \n\u{0}]|[a-z]|\\PC){0,60}") {
            let _ = mended(&text);
        }
    }
}
