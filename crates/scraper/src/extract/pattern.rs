//! Patterns of category names: `films set in {}`.

/// A pattern in lower case: `{}` stands for one character or more, `{year}` for a year or a decade, `*` for any rest.
pub(super) struct Pattern {
    parts: Vec<PatternPart>,
    has_gap: bool,
}

enum PatternPart {
    Text(String),
    /// `{}`.
    Gap,
    /// `{year}`.
    Year,
    /// `*`.
    Rest,
}

/// What a name has where its pattern has gaps.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Found<'a> {
    pub(super) gaps: Vec<&'a str>,
    pub(super) year: Option<i64>,
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        let text = text.to_lowercase();
        let mut parts = Vec::new();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let (part, length) = if rest.starts_with("{}") {
                (PatternPart::Gap, 2)
            } else if rest.starts_with("{year}") {
                (PatternPart::Year, 6)
            } else if rest.starts_with('*') {
                (PatternPart::Rest, 1)
            } else {
                let length =
                    rest.char_indices().skip(1).find(|(_, c)| matches!(c, '{' | '*')).map_or(rest.len(), |(at, _)| at);
                (PatternPart::Text(rest[..length].to_owned()), length)
            };
            parts.push(part);
            rest = &rest[length..];
        }
        let has_gap = parts.iter().any(|part| matches!(part, PatternPart::Gap));
        Self { parts, has_gap }
    }

    /// Whether the pattern has a `{}`.
    pub(super) fn has_gap(&self) -> bool {
        self.has_gap
    }

    /// What a whole name in lower case has in the gaps; `None` if it does not fit.
    pub(super) fn find<'a>(&self, name: &'a str) -> Option<Found<'a>> {
        if let Some(PatternPart::Text(first)) = self.parts.first()
            && !name.starts_with(first.as_str())
        {
            return None;
        }
        if let Some(PatternPart::Text(last)) = self.parts.last()
            && !name.ends_with(last.as_str())
        {
            return None;
        }
        let mut found = Found::default();
        fits(&self.parts, name, &mut found).then_some(found)
    }
}

/// Whether parts fit a text to its end. What gaps hold is collected from the last part to the first and put in order by the first.
fn fits<'a>(parts: &[PatternPart], text: &'a str, found: &mut Found<'a>) -> bool {
    match parts.split_first() {
        None => text.is_empty(),
        Some((PatternPart::Text(part), rest)) => {
            text.strip_prefix(part.as_str()).is_some_and(|text| fits(rest, text, found))
        }
        Some((PatternPart::Year, rest)) => {
            let Some(year) = text.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit())) else {
                return false;
            };
            let after = &text[4..];
            let is_year =
                fits(rest, after, found) || after.strip_prefix('s').is_some_and(|after| fits(rest, after, found));
            if is_year {
                found.year = year.parse().ok();
            }
            is_year
        }
        // The shortest that fits, as a gap is followed by words that are sought.
        Some((PatternPart::Gap, rest)) => text.char_indices().skip(1).map(|(at, _)| at).chain([text.len()]).any(|at| {
            let is_filled = at > 0 && fits(rest, &text[at..], found);
            if is_filled {
                found.gaps.insert(0, &text[..at]);
            }
            is_filled
        }),
        Some((PatternPart::Rest, [])) => true,
        Some((PatternPart::Rest, rest)) => {
            text.char_indices().map(|(at, _)| at).chain([text.len()]).any(|at| fits(rest, &text[at..], found))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_years_and_rests_are_filled() {
        let gaps = |pattern: &str, name: &'static str| Pattern::new(pattern).find(name).map(|found| found.gaps);
        assert_eq!(gaps("films set in {}", "films set in vienna"), Some(vec!["vienna"]));
        assert_eq!(gaps("{} films about *", "anti-war films about the war"), Some(vec!["anti-war"]));
        assert_eq!(gaps("{} films", "films"), None);
        assert_eq!(gaps("{}映画", "日本の映画"), Some(vec!["日本の"]));
        assert_eq!(gaps("articles *", "articles with dead links"), Some(vec![]));
        assert_eq!(gaps("p* on wikidata", "p345 on wikidata"), Some(vec![]));
        assert_eq!(gaps("film {} sorti en {year}", "film français sorti en 1936"), Some(vec!["français"]));
        assert_eq!(gaps("film {} de {} à {}", "film noir de a à b"), Some(vec!["noir", "a", "b"]));
        assert_eq!(Pattern::new("{year} films").find("1980s films").unwrap().year, Some(1980));
        assert_eq!(Pattern::new("{year} films").find("1980 films").unwrap().year, Some(1980));
        assert_eq!(Pattern::new("{year} films").find("19é0 films"), None);
        assert!(
            Pattern::new("a*").find("a").is_some() && !Pattern::new("a*").has_gap() && Pattern::new("{}").has_gap()
        );
    }
}
