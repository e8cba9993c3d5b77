//! Which form of a sentence goes with a number, by the plural rules of each language (CLDR). Scripts choose by the same
//! rules: the browser's `Intl.PluralRules`.

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use super::{Phrase, SiteText};

/// A sentence about a number `{n}` of things, by CLDR's categories. A form that a language has no use for is left out;
/// `other` takes its place.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Count {
    #[serde(skip_serializing_if = "Option::is_none")]
    zero: Option<Phrase>,
    one: Phrase,
    #[serde(skip_serializing_if = "Option::is_none")]
    two: Option<Phrase>,
    #[serde(skip_serializing_if = "Option::is_none")]
    few: Option<Phrase>,
    #[serde(skip_serializing_if = "Option::is_none")]
    many: Option<Phrase>,
    other: Phrase,
}

impl Count {
    fn form(&self, category: &PluralCategory) -> &Phrase {
        let form = match category {
            PluralCategory::ZERO => self.zero.as_ref(),
            PluralCategory::ONE => Some(&self.one),
            PluralCategory::TWO => self.two.as_ref(),
            PluralCategory::FEW => self.few.as_ref(),
            PluralCategory::MANY => self.many.as_ref(),
            PluralCategory::OTHER => None,
        };
        form.unwrap_or(&self.other)
    }

    /// All forms as JSON by their categories, for scripts.
    pub(crate) fn forms(&self) -> String {
        serde_json::to_string(self).expect("texts are JSON")
    }
}

impl SiteText {
    /// A number of things as the language writes it, its thousands apart: 4,136.
    pub(crate) fn number(&self, n: usize) -> String {
        let digits = n.to_string();
        let mut apart = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                apart += &self.thousands;
            }
            apart.push(digit);
        }
        apart
    }

    /// A sentence about a number of things.
    pub(crate) fn count(&self, count: &Count, n: usize) -> String {
        count.form(&category(&self.tag, n)).with("n", self.number(n))
    }

    /// The same with other values in it.
    pub(crate) fn count_with(&self, count: &Count, n: usize, values: &[(&str, String)]) -> String {
        let values: Vec<(&str, String)> = values.iter().cloned().chain([("n", self.number(n))]).collect();
        count.form(&category(&self.tag, n)).fill(&values)
    }
}

/// The category of a number in the language of a tag; that of a language without rules is `other`.
fn category(tag: &str, n: usize) -> PluralCategory {
    let rules = rules(tag).or_else(|| rules(tag.split('-').next()?));
    rules.and_then(|rules| rules.select(n).ok()).unwrap_or(PluralCategory::OTHER)
}

/// The rules of a language; a country has its own only where they differ from the language's.
pub(super) fn rules(tag: &str) -> Option<PluralRules> {
    let language: LanguageIdentifier = tag.parse().ok()?;
    PluralRules::create(language, PluralRuleType::CARDINAL).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(tag: &str, forms: &str, numbers: &[usize]) -> Vec<String> {
        let count: Count = toml::from_str(forms).unwrap();
        numbers.iter().map(|&n| count.form(&category(tag, n)).with("n", n)).collect()
    }

    #[test]
    fn each_language_counts_by_its_own_rules() {
        let english = "one = '{n} film'\nother = '{n} films'";
        assert_eq!(said("en", english, &[0, 1, 2]), ["0 films", "1 film", "2 films"]);
        assert_eq!(said("de", "one = '{n} Film'\nother = '{n} Filme'", &[0, 1, 2]), ["0 Filme", "1 Film", "2 Filme"]);
        assert_eq!(said("fr", english, &[0, 1, 2]), ["0 film", "1 film", "2 films"]);
        let polish = "one = '{n} film'\nfew = '{n} filmy'\nmany = '{n} filmów'\nother = '{n} filmu'";
        let numbers = [1, 2, 5, 12, 21, 22];
        assert_eq!(
            said("pl", polish, &numbers),
            ["1 film", "2 filmy", "5 filmów", "12 filmów", "21 filmów", "22 filmy"]
        );
        assert_eq!(said("pt-BR", english, &[0]), said("pt", english, &[0]), "a country counts as its language does");
        let arabic = "zero = 'zero'\none = 'one'\ntwo = 'two'\nfew = 'few'\nmany = 'many'\nother = 'other'";
        assert_eq!(said("ar", arabic, &[0, 1, 2, 3, 11, 100]), ["zero", "one", "two", "few", "many", "other"]);
    }

    #[test]
    fn thousands_are_apart_as_each_language_writes_them() {
        let said = |tag, n| SiteText::tagged(tag).unwrap().number(n);
        let numbers = [0, 999, 1000, 4136, 12_345_678];
        assert_eq!(numbers.map(|n| said("en", n)), ["0", "999", "1,000", "4,136", "12,345,678"]);
        assert_eq!(said("de", 4136), "4.136");
        let text = SiteText::tagged("de").unwrap();
        assert!(text.count(&text.home.fitting, 4136).starts_with("4.136 "));
    }

    #[test]
    fn a_form_that_is_left_out_is_the_other_and_one_and_other_must_be_given() {
        assert_eq!(said("pl", "one = 'film'\nother = 'filmy'", &[1, 2, 5]), ["film", "filmy", "filmy"]);
        for wrong in ["one = 'x'", "other = 'x'", "one = 'x'\nother = 'x'\nsome = 'x'"] {
            assert!(toml::from_str::<Count>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn scripts_are_given_the_forms_that_there_are() {
        let count: Count = toml::from_str("few = 'b'\nother = 'c'\none = 'a'").unwrap();
        assert_eq!(count.forms(), r#"{"one":"a","few":"b","other":"c"}"#);
    }
}
