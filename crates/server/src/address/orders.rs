//! What a button of the page of a viewer's films asks for: `say=seen.alien-1979` says of a film that it was seen, `say=like4.alien-1979`
//! that it is liked a lot, `say=nothing.alien-1979` takes it out and `say=nothing` everything; `unsteer=war` takes a term out,
//! and `unrule=country:France` a rule. `rule=country` and `name=France`, the fields of a form, make one. The
//! answer leads to an address that says the same without them.

use matinee_catalogue::history::Opinion;
use matinee_rank::{MAX_WEIGHT, TasteRule};

use super::{Address, Picks};
use crate::encoding;
use crate::text::SiteText;

/// The list in which something was changed, as a part of the page: `list-seen`.
pub(crate) struct Ordered {
    pub(crate) address: Address,
    pub(crate) place: String,
}

impl Address {
    /// This address with what a query string orders; none where it orders nothing.
    pub(crate) fn ordered(&self, query: &str) -> Option<Ordered> {
        let mut ordered: Option<Ordered> = None;
        if let Some(rule) = asked_rule(query, self.text()) {
            ordered = Some(Ordered {
                address: self.of_other_picks(self.picks.ruling_out(rule)),
                place: "list-rules".to_owned(),
            });
        }
        for (name, value) in encoding::pairs(query) {
            let picks = ordered.as_ref().map_or(&self.picks, |ordered| &ordered.address.picks);
            let Some((picks, place)) = order(picks, name, &value) else { continue };
            let place = format!("list-{place}");
            ordered = Some(Ordered { address: self.of_other_picks(picks), place });
        }
        ordered
    }
}

/// The rule of a form, with its name in English as the catalogue writes it.
fn asked_rule(query: &str, text: &SiteText) -> Option<TasteRule> {
    let field = |name: &str| encoding::pairs(query).filter(|(other, _)| *other == name).map(|(_, value)| value).last();
    let (about, name) = (field("rule")?, field("name")?);
    let name = name.trim();
    let english = match about.as_str() {
        "kind" => text.english_genre(name),
        "theme" => text.english_theme(name),
        "country" => text.english_country(name),
        "language" => text.english_language(name),
        _ => name,
    };
    TasteRule::new(&about, english).ok()
}

/// What was typed where it makes no rule; an address with a rule that can be made is ordered and never comes to be shown.
pub(crate) fn refused_rule(query: &str) -> Option<String> {
    let mut pairs = encoding::pairs(query);
    let name = encoding::pairs(query).filter(|(name, _)| *name == "name").map(|(_, value)| value).last()?;
    pairs.any(|(name, _)| name == "rule").then(|| name.chars().take(40).collect())
}

fn order(picks: &Picks, name: &str, value: &str) -> Option<(Picks, &'static str)> {
    match name {
        "say" if value == "nothing" => Some((picks.cleared(), "all")),
        "say" => {
            let (what, id) = value.split_once('.')?;
            let before = picks.said_of(id).map_or("all", Opinion::name);
            let name = what.trim_end_matches(|c: char| c.is_ascii_digit());
            let weight = what[name.len()..].parse().ok().filter(|weight| (1..=MAX_WEIGHT).contains(weight));
            let opinion = if name == "nothing" { None } else { Some(name.parse().ok()?) };
            Some((picks.saying(id, opinion, weight), before))
        }
        "unsteer" => Some((picks.without_term(value).made(), "terms")),
        "unrule" => Some((picks.without_rule(&value.parse().ok()?).made(), "rules")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(query: &str) -> Option<(String, String)> {
        let ordered = Address::parse(query).ordered(query)?;
        Some((ordered.address.href("/mine"), ordered.place))
    }

    #[test]
    fn a_button_changes_the_address() {
        let to = |href: &str, place: &str| Some((href.to_owned(), place.to_owned()));
        assert_eq!(ordered("like=a&want=b"), None);
        assert_eq!(ordered("like=a&want=b&say=seen.a"), to("/mine?seen=a&want=b", "list-like"));
        assert_eq!(ordered("like=a&want=b&say=nothing.b&lang=de"), to("/mine?like=a&lang=de", "list-want"));
        assert_eq!(ordered("like=a&mute=war&say=nothing"), to("/mine", "list-all"));
        assert_eq!(ordered("like=a&mute=war&unsteer=war"), to("/mine?like=a", "list-terms"));
        assert_eq!(ordered("like=a&rule=before&name=1970"), to("/mine?like=a&never=before%3A1970", "list-rules"));
        assert_eq!(
            ordered("rule=country&name=frankreich&lang=de"),
            to("/mine?never=country%3AFrance&lang=de", "list-rules")
        );
        assert_eq!(ordered("like=a&never=kind:war&unrule=kind:war"), to("/mine?like=a", "list-rules"));
        assert_eq!(ordered("rule=before&name=soon"), None);
        assert_eq!(ordered("like=a&say=want.new.id"), to("/mine?like=a&want=new.id", "list-all"));
        for nonsense in ["say=", "say=x", "say=love.a", "say=.a", "say=seen"] {
            assert_eq!(ordered(nonsense), None, "{nonsense}");
        }
    }
}
