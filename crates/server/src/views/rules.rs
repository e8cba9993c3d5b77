//! Rules that stay, in words.

use matinee_rank::TasteRule;

use crate::text::SiteText;

/// "never from France"
pub(crate) fn rule_label(text: &SiteText, rule: &TasteRule) -> String {
    let rules = &text.rules;
    match rule {
        TasteRule::Kind(name) => rules.never_kind.with("name", text.genre(name)),
        TasteRule::Country(name) => rules.never_country.with("name", text.country(name)),
        TasteRule::Language(name) => rules.never_language.with("name", text.language(name)),
        TasteRule::Person(name) => rules.never_person.with("name", name),
        TasteRule::Theme(name) => rules.never_theme.with("name", text.theme(name)),
        TasteRule::Before(year) => rules.never_before.with("name", year),
        TasteRule::After(year) => rules.never_after.with("name", year),
        TasteRule::LongerThan(minutes) => rules.never_longer.with("name", minutes),
    }
}
