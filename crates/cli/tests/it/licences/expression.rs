//! SPDX licence expressions, as far as packages use them.

/// Whether the licences allowed satisfy an expression. `A/B` is the old form of `A OR B`.
pub(super) fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    !words.is_empty() && either(&mut rest, allowed) && rest.is_empty()
}

/// Whether the text of one licence alone satisfies an expression.
pub(super) fn is_enough(licence: &str, expression: &str) -> bool {
    is_allowed(expression, &[licence])
}

fn either(words: &mut &[&str], allowed: &[&str]) -> bool {
    let mut holds = both(words, allowed);
    while next_is(words, "OR") {
        holds |= both(words, allowed);
    }
    holds
}

fn both(words: &mut &[&str], allowed: &[&str]) -> bool {
    let mut holds = one(words, allowed);
    while next_is(words, "AND") {
        holds &= one(words, allowed);
    }
    holds
}

fn one(words: &mut &[&str], allowed: &[&str]) -> bool {
    if next_is(words, "(") {
        let holds = either(words, allowed);
        return next_is(words, ")") && holds;
    }
    let Some((licence, rest)) = words.split_first() else { return false };
    *words = rest;
    // An exception allows more than the licence does.
    if next_is(words, "WITH") {
        *words = words.get(1..).unwrap_or_default();
    }
    allowed.contains(licence)
}

fn next_is(words: &mut &[&str], word: &str) -> bool {
    let is = words.first() == Some(&word);
    if is {
        *words = &words[1..];
    }
    is
}

#[test]
fn expressions_are_read_as_spdx_means_them() {
    let allowed = ["MIT", "Apache-2.0"];
    for (expression, holds) in [
        ("MIT", true),
        ("MIT/GPL-3.0", true),
        ("GPL-3.0", false),
        ("", false),
        ("MIT AND GPL-3.0", false),
        ("(GPL-3.0 OR MIT) AND Apache-2.0", true),
        ("GPL-3.0 OR MIT AND ISC", false),
        ("Apache-2.0 WITH LLVM-exception OR ISC", true),
        ("(MIT", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), holds, "{expression}");
    }
}
