//! Languages by their two-letter codes (ISO 639-1), as public tables give them beside each language's own name for itself.

use isolang::Language;

/// Names in catalogues that differ from the standard's; `cn` is no code, but the best-known tables write it for Cantonese.
const OWN_NAMES: [(&str, &str); 8] = [
    ("cn", "Cantonese"),
    ("el", "Greek"),
    ("ff", "Fula"),
    ("mi", "Māori"),
    ("nb", "Norwegian"),
    ("nn", "Norwegian"),
    ("pa", "Punjabi"),
    ("zh", "Mandarin"),
];

/// The English name of a code, in any case.
///
/// ```
/// use matinee_catalogue::languages::name;
/// assert_eq!((name("ja"), name("ZH"), name("xx")), (Some("Japanese"), Some("Mandarin"), None));
/// ```
pub fn name(code: &str) -> Option<&'static str> {
    let own = OWN_NAMES.iter().find(|(own, _)| own.eq_ignore_ascii_case(code)).map(|(_, name)| *name);
    own.or_else(|| Some(Language::from_639_1(&code.to_ascii_lowercase())?.to_name()))
}

/// The English name of a code; any other text as it is.
pub(crate) fn name_or_text(text: &str) -> String {
    name(text).unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::starter;

    #[test]
    fn codes_have_the_names_that_the_starter_catalogue_has() {
        let codes = "af am ar az be bg bm bn bs ca cn co cs da de dz el en es fa ff fi fr gd gu he hi hu hy id is it ja ka km ko ku la ln mi mk ml mr nb nl no ny pa pl pt qu ro ru sh sk so sq sr sv sw ta te th tr tt uk ur vi wo xh yi zh zu";
        let starter = starter::catalogue();
        let films = starter.films();
        let known = |name: &str| films.iter().any(|film| film.languages.iter().any(|language| language == name));
        let unknown: Vec<&str> = codes.split(' ').map(|code| name(code).unwrap()).filter(|name| !known(name)).collect();
        assert_eq!(unknown, Vec::<&str>::new());
    }

    #[test]
    fn a_text_that_is_no_code_stays() {
        for text in ["Silent", "", "xx", "eng", "ß"] {
            assert_eq!(name_or_text(text), text);
        }
        assert_eq!(name_or_text("nb"), "Norwegian");
    }
}
