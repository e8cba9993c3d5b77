//! The entries of the pages about a viewer's own films: [`super::SiteText`] has the others.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Count, Phrase};

/// The page of a viewer's films.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MineText {
    pub(crate) title: String,
    pub(crate) nothing: String,
    pub(crate) kept: String,
    pub(crate) watch: String,
    pub(crate) tonight: String,
    pub(crate) lists: String,
    pub(crate) like: String,
    pub(crate) want: String,
    pub(crate) seen: String,
    pub(crate) dislike: String,
    pub(crate) terms: String,
    pub(crate) films: Count,
    pub(crate) to_like: Phrase,
    pub(crate) to_want: Phrase,
    pub(crate) to_seen: Phrase,
    pub(crate) to_dislike: Phrase,
    pub(crate) take_out: Phrase,
    pub(crate) weight: Phrase,
    pub(crate) weights: String,
    pub(crate) all: Count,
    pub(crate) page: Phrase,
    pub(crate) earlier: String,
    pub(crate) later: String,
    pub(crate) back: String,
    pub(crate) clear: String,
    pub(crate) take_along: String,
    pub(crate) taste_file: String,
    pub(crate) picks_file: String,
}

/// Bringing films in, and the answer to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImportText {
    pub(crate) heading: String,
    pub(crate) about: String,
    pub(crate) drop: String,
    pub(crate) files: String,
    pub(crate) paste: String,
    pub(crate) paste_hint: String,
    pub(crate) more: String,
    pub(crate) unsaid: String,
    pub(crate) unsaid_want: String,
    pub(crate) unsaid_seen: String,
    pub(crate) unsaid_like: String,
    pub(crate) unsaid_dislike: String,
    pub(crate) user: String,
    pub(crate) afresh: String,
    pub(crate) read: String,
    pub(crate) privacy: String,
    pub(crate) pasted: String,
    pub(crate) title: String,
    pub(crate) added: Count,
    pub(crate) rows: Count,
    pub(crate) best: Phrase,
    pub(crate) marks: Phrase,
    /// How a column "Note" was read that could be read either way.
    pub(crate) one_is_best: String,
    pub(crate) highest_is_best: String,
    pub(crate) all_found: Count,
    pub(crate) found: Count,
    pub(crate) none_found: String,
    pub(crate) to_choose: Count,
    pub(crate) given: Phrase,
    pub(crate) rated: Phrase,
    pub(crate) hearts: Phrase,
    pub(crate) watched: Phrase,
    pub(crate) wanted: Phrase,
    pub(crate) left_out: Phrase,
    pub(crate) left_out_kinds: BTreeMap<String, Phrase>,
    /// What files are, by the kind of an export.
    pub(crate) forms: BTreeMap<String, String>,
    pub(crate) taken_as_wanted: String,
    /// What is wrong, by the kind of a fault.
    pub(crate) faults: BTreeMap<String, Phrase>,
    pub(crate) film_is_kept: String,
    pub(crate) column: Phrase,
    pub(crate) bad: Count,
    pub(crate) too_many: Count,
    pub(crate) ratings: String,
    pub(crate) mean: Phrase,
    pub(crate) bar: Count,
    pub(crate) like_from: String,
    pub(crate) dislike_to: String,
    pub(crate) likes: Count,
    pub(crate) no_likes: String,
    pub(crate) dislikes: Count,
    pub(crate) seen: Count,
    pub(crate) wants: Count,
    pub(crate) guesses: String,
    pub(crate) guesses_hint: String,
    pub(crate) other_year: String,
    pub(crate) title_alone: String,
    pub(crate) wrong: Phrase,
    pub(crate) questions: Phrase,
    pub(crate) questions_hint: String,
    pub(crate) more_questions: Count,
    pub(crate) several: String,
    pub(crate) near: String,
    pub(crate) titled: String,
    pub(crate) none_of_these: String,
    pub(crate) later: String,
    pub(crate) nowhere: Count,
    pub(crate) table: String,
    pub(crate) problems: String,
    pub(crate) again: String,
    pub(crate) take: String,
    pub(crate) nothing: String,
    pub(crate) nothing_given: String,
    pub(crate) several_users: Phrase,
    pub(crate) too_large: Phrase,
    pub(crate) too_large_unpacked: Phrase,
    pub(crate) too_many_files: Phrase,
    pub(crate) too_many_rows: Phrase,
}

/// Rules that stay.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RulesText {
    pub(crate) heading: String,
    pub(crate) about: String,
    pub(crate) never: String,
    pub(crate) kind: String,
    pub(crate) country: String,
    pub(crate) language: String,
    pub(crate) person: String,
    pub(crate) theme: String,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) longer: String,
    pub(crate) name: String,
    pub(crate) add: String,
    pub(crate) refused: Phrase,
    pub(crate) never_kind: Phrase,
    pub(crate) never_country: Phrase,
    pub(crate) never_language: Phrase,
    pub(crate) never_person: Phrase,
    pub(crate) never_theme: Phrase,
    pub(crate) never_before: Phrase,
    pub(crate) never_after: Phrase,
    pub(crate) never_longer: Phrase,
    pub(crate) without: Phrase,
}

/// Choosing for several people.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TogetherText {
    pub(crate) title: String,
    pub(crate) about: String,
    pub(crate) link: Phrase,
    pub(crate) agree: String,
    pub(crate) least_misery: String,
    pub(crate) average: String,
    pub(crate) show: String,
    pub(crate) person: Phrase,
    pub(crate) person_about: Phrase,
    pub(crate) unreadable: Phrase,
    pub(crate) no_link: Phrase,
    pub(crate) twice: String,
    pub(crate) too_many: Phrase,
    pub(crate) place: Phrase,
    pub(crate) places: String,
    pub(crate) veto: Phrase,
    pub(crate) vetoes: String,
    pub(crate) vetoed: Phrase,
    pub(crate) take_back: Phrase,
    pub(crate) list: String,
    pub(crate) nothing: String,
    pub(crate) one_more: String,
}

/// Ranking given films.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhichText {
    pub(crate) title: String,
    pub(crate) tonight: String,
    pub(crate) about: String,
    pub(crate) titles: String,
    pub(crate) show: String,
    pub(crate) list: String,
    pub(crate) link: String,
    pub(crate) no_taste: String,
    pub(crate) not_found: Count,
    pub(crate) near: Phrase,
    pub(crate) left_out: Count,
    pub(crate) too_many: Phrase,
    pub(crate) nothing: String,
}
