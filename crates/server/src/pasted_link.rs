//! Links to tastes as people paste them: within sentences, Markdown and angle brackets, encoded once or twice, several at once.

use matinee_rank::TasteToken;

use crate::encoding;

/// How often an address can be encoded: by a browser, and by whatever passes it on.
const MOST_ENCODED: usize = 3;
/// Names in an address that say what somebody thinks of films.
const PICKS: [&str; 4] = ["like", "dislike", "seen", "want"];
/// Ends of the address of the page for several people.
const TOGETHER: &str = "/together";

/// The links in a text: those that can be read, or the text itself if there are none.
pub(crate) fn links_in(text: &str) -> Vec<String> {
    let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let mut text = text.trim().replace("&amp;", "&");
    let found = |text: &str| {
        let links = of_group(text);
        if links.is_empty() && is_readable(text) { vec![text.to_owned()] } else { links }
    };
    for _ in 0..MOST_ENCODED {
        let links = found(&text);
        if !links.is_empty() {
            return links;
        }
        let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | '[' | ']'));
        let parts = parts.map(|part| part.trim_end_matches(['.', ',', ';', '!', ':', '\'']));
        let links: Vec<String> = parts.filter(|part| is_address(part)).flat_map(found).collect();
        if !links.is_empty() {
            return links;
        }
        let Some(decoded) = text.contains('%').then(|| encoding::decoded(&text)).filter(|decoded| *decoded != text)
        else {
            break;
        };
        text = decoded;
    }
    vec![text]
}

/// Shorter words are no cut token.
const SHORTEST_TOKEN: usize = 12;

/// Whether a text may be the address of anything, or a cut token, and not mere words.
pub(crate) fn is_like_a_link(text: &str) -> bool {
    let is_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '=' | '+' | '/');
    text.contains("/t/") || (text.len() >= SHORTEST_TOKEN && text.chars().all(is_token) && !text.contains("//"))
}

/// The token in an address, and what stands behind it.
pub(crate) fn token_and_query(link: &str) -> (&str, &str) {
    let link = link.split('#').next().unwrap_or_default();
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    (path.split_once("/t/").map_or(path, |(_, rest)| rest.split('/').next().unwrap_or(rest)), query)
}

/// The links that the address of the page for several people has.
fn of_group(link: &str) -> Vec<String> {
    let Some((_, query)) = link.split_once('?').filter(|(path, _)| path.ends_with(TOGETHER)) else { return Vec::new() };
    let query = query.split('#').next().unwrap_or_default();
    encoding::pairs(query).filter(|(name, value)| *name == "t" && is_readable(value)).map(|(_, value)| value).collect()
}

fn is_address(part: &str) -> bool {
    part.contains("://") || part.contains("/t/") || part.contains('?') || part.contains("%2F") || part.contains("%2f")
}

fn is_readable(link: &str) -> bool {
    let (token, query) = token_and_query(link);
    token.parse::<TasteToken>().is_ok()
        || encoding::pairs(query).any(|(name, value)| {
            PICKS.contains(&name) && !value.is_empty() || name == "t" && value.parse::<TasteToken>().is_ok()
        })
}

/// Characters of no width that come with a copied text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "AUUcIqJEJCnOav8MW0BDeg2yja43_4A";

    #[test]
    fn links_are_found_however_they_are_pasted() {
        let link = format!("https://films.example/t/{TOKEN}");
        for pasted in [
            link.clone(),
            format!("<{link}>."),
            format!("[my taste]({link})"),
            format!("\u{200b}{link}\u{200b}"),
            format!("Here is mine: {link}, have fun!"),
            link.replace(':', "%3A").replace('/', "%2F"),
            link.replace(':', "%253A").replace('/', "%252F"),
            format!("https://other.example/together?t={}", link.replace(':', "%3A").replace('/', "%2F")),
        ] {
            assert_eq!(links_in(&pasted), [link.as_str()], "{pasted}");
        }
        for kept in [format!("{link}?utm_source=x"), format!("/?like=alien-1979&t={TOKEN}"), TOKEN.to_owned()] {
            assert_eq!(links_in(&kept), [kept.as_str()]);
        }
        assert_eq!(links_in(&format!("{link}\n{link}/feed.xml")).len(), 2);
        assert_eq!(links_in(&format!("https://x.example/together?t={TOKEN}&t={TOKEN}&agree=mean")), [TOKEN, TOKEN]);
        assert_eq!(links_in("https%3A%2F%2Fx%2F%3Flike%3Dalien-1979"), ["https://x/?like=alien-1979"]);
        for other in ["hello world", "https://boxd.it/2awY", "", "%", "%25%25%25%25%2525", &TOKEN[1..]] {
            assert_eq!(links_in(other).len(), 1, "{other}");
        }
        assert!(is_like_a_link(&TOKEN[1..]) && is_like_a_link("https://x/t/AA!"));
        assert!(!is_like_a_link("https://boxd.it/2awY") && !is_like_a_link("hello world") && !is_like_a_link("Alien"));
    }
}
