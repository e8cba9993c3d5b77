//! The entries of a file of `web/text`, each by name: a missing one is an error, and the compiler warns of an unused one.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Count, ImportText, MineText, Phrase, ReferenceText, RulesText, TogetherText, WhichText};

/// All that the site says, in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SiteText {
    /// The language's tag (BCP 47), which is its file's name: `en`.
    #[serde(skip)]
    pub(crate) tag: String,
    /// What the language calls itself.
    pub(crate) name: String,
    /// What stands between the thousands of a number.
    pub(crate) thousands: String,
    pub(crate) frame: FrameText,
    pub(crate) script: ScriptText,
    pub(crate) pick: PickText,
    pub(crate) card: CardText,
    pub(crate) home: HomeText,
    pub(crate) tray: TrayText,
    pub(crate) share: ShareText,
    pub(crate) filters: FiltersText,
    pub(crate) library: LibraryText,
    pub(crate) wish: WishText,
    pub(crate) asking: AskingText,
    pub(crate) film: FilmText,
    pub(crate) search: SearchText,
    pub(crate) map: MapText,
    pub(crate) facet: FacetText,
    pub(crate) mine: MineText,
    pub(crate) import: ImportText,
    pub(crate) rules: RulesText,
    pub(crate) together: TogetherText,
    pub(crate) which: WhichText,
    pub(crate) about: AboutText,
    pub(crate) scorecard: ScorecardText,
    pub(crate) reference: ReferenceText,
    pub(crate) error: ErrorText,
    /// The catalogue's English names and this language's; a name without another is shown as it is.
    pub(super) genres: BTreeMap<String, String>,
    pub(super) themes: BTreeMap<String, String>,
    pub(super) countries: BTreeMap<String, String>,
    pub(super) languages: BTreeMap<String, String>,
}

/// Around every page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrameText {
    pub(crate) description: String,
    pub(crate) skip: String,
    pub(crate) search_label: String,
    pub(crate) search_hint: String,
    pub(crate) search: String,
    pub(crate) suggestions: String,
    pub(crate) promise: String,
    pub(crate) about: String,
    pub(crate) map: String,
    pub(crate) colours: String,
    pub(crate) colours_system: String,
    pub(crate) colours_light: String,
    pub(crate) colours_dark: String,
    pub(crate) languages: String,
    pub(crate) show_films: String,
    pub(crate) opensearch: String,
    pub(crate) discover: String,
    pub(crate) map_short: String,
    pub(crate) my_films: String,
    pub(crate) how_like: String,
    pub(crate) how_page: String,
    pub(crate) its_page: String,
}

/// Said by scripts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptText {
    pub(crate) undo: String,
    pub(crate) busy: String,
    pub(crate) offline: String,
    pub(crate) found: Count,
    pub(crate) resume: Count,
    pub(crate) own_picks: Count,
    pub(crate) shared_picks: Count,
}

/// What is done with a film, on every page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PickText {
    pub(crate) like: String,
    pub(crate) dislike: String,
    pub(crate) seen: String,
    pub(crate) want: String,
    pub(crate) take_back: String,
    pub(crate) like_film: Phrase,
    pub(crate) dislike_film: Phrase,
    pub(crate) seen_film: Phrase,
    pub(crate) want_film: Phrase,
    pub(crate) take_film_back: Phrase,
    pub(crate) liked: Phrase,
    pub(crate) disliked: Phrase,
    pub(crate) was_seen: Phrase,
    pub(crate) wanted: Phrase,
    pub(crate) taken_back: Phrase,
}

/// A film in a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CardText {
    pub(crate) reasons: String,
    pub(crate) well_known: String,
    pub(crate) minutes: Phrase,
    pub(crate) decade: Phrase,
    pub(crate) beside: Phrase,
    pub(crate) wanted: String,
    pub(crate) more: String,
    pub(crate) less: String,
    pub(crate) none: String,
    pub(crate) more_of: Phrase,
    pub(crate) less_of: Phrase,
    pub(crate) none_of: Phrase,
    pub(crate) said_more_of: Phrase,
    pub(crate) said_less_of: Phrase,
    pub(crate) said_none_of: Phrase,
    pub(crate) because: Phrase,
    pub(crate) and: String,
    pub(crate) about: Phrase,
    pub(crate) page: String,
    pub(crate) next: String,
    pub(crate) as_in: Phrase,
    pub(crate) close_to: Phrase,
    pub(crate) named_beside: Phrase,
}

/// The first page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HomeText {
    pub(crate) question: String,
    pub(crate) invitation: String,
    pub(crate) mood: String,
    /// Wishes to tap, by what is asked for.
    pub(crate) moods: BTreeMap<String, String>,
    pub(crate) unknown: Count,
    pub(crate) mistaken: Phrase,
    pub(crate) for_you: String,
    pub(crate) wall: String,
    pub(crate) bit_of_everything: String,
    pub(crate) well_known: String,
    pub(crate) fitting: Count,
    pub(crate) more_wall: String,
    pub(crate) more: String,
    pub(crate) tonight_for: Phrase,
    pub(crate) tonight: String,
    pub(crate) more_likes: Count,
    pub(crate) pick_one: String,
    pub(crate) open: String,
    pub(crate) another: String,
    pub(crate) seen_it: String,
    pub(crate) surprise: String,
    pub(crate) sort: String,
    pub(crate) orders: OrderTexts,
    pub(crate) sorted: Phrase,
}

/// Ways to order a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderTexts {
    pub(crate) fit: String,
    pub(crate) year: String,
    pub(crate) length: String,
    pub(crate) known: String,
}

/// The picks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrayText {
    pub(crate) label: String,
    pub(crate) likes: String,
    pub(crate) dislikes: String,
    pub(crate) seen: String,
    pub(crate) wants: String,
    pub(crate) terms: String,
    pub(crate) more: Phrase,
    pub(crate) less: Phrase,
    pub(crate) none: Phrase,
    pub(crate) leaves_out: Count,
    pub(crate) counts_for_nothing: String,
    pub(crate) clear: String,
    pub(crate) cleared: String,
    pub(crate) others: Count,
    pub(crate) as_liked: Phrase,
    pub(crate) not: Phrase,
    pub(crate) was_seen: Phrase,
    pub(crate) wanted: Phrase,
    pub(crate) rather_less: String,
    pub(crate) rather_less_of: Phrase,
    pub(crate) filter: String,
    pub(crate) ordered: Phrase,
}

/// A taste that is sent on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShareText {
    pub(crate) label: String,
    pub(crate) title: Phrase,
    pub(crate) nameless: String,
    pub(crate) link: String,
    pub(crate) nothing_kept: String,
    pub(crate) qr: String,
    pub(crate) button: String,
    pub(crate) copied: String,
    pub(crate) files: String,
    pub(crate) feed: String,
    pub(crate) rss: String,
    pub(crate) csv: String,
    pub(crate) json: String,
    pub(crate) letterboxd: String,
    pub(crate) imdb: String,
    pub(crate) radarr: String,
    pub(crate) stremio: String,
}

/// Conditions on films.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FiltersText {
    pub(crate) label: String,
    pub(crate) years: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) runtime: String,
    pub(crate) genre: String,
    pub(crate) country: String,
    pub(crate) language: String,
    pub(crate) any: String,
    pub(crate) surprise: String,
    pub(crate) close: String,
    pub(crate) show: String,
    pub(crate) clear: String,
    pub(crate) nothing_fits: String,
    pub(crate) try_without: Phrase,
    pub(crate) or: String,
    pub(crate) any_year: Count,
    pub(crate) any_length: Count,
    pub(crate) any_genre: Count,
    pub(crate) any_country: Count,
    pub(crate) any_language: Count,
    pub(crate) with_term: Phrase,
    pub(crate) clear_all: String,
    pub(crate) no_length: String,
    pub(crate) unknown_lengths: String,
    pub(crate) surprising: String,
    pub(crate) take_out: Phrase,
    pub(crate) is_out: Phrase,
    pub(crate) closeness: String,
}

/// What the operator owns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LibraryText {
    pub(crate) label: String,
    pub(crate) everything: String,
    pub(crate) inside: String,
    pub(crate) outside: String,
    pub(crate) watched_is_seen: String,
    pub(crate) any: Count,
    pub(crate) with_watched: Count,
    pub(crate) play: String,
    pub(crate) play_film: Phrase,
}

/// How people of this language ask for films in words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AskingText {
    /// Endings that names of kinds, themes, countries and languages may have.
    pub(crate) endings: Vec<String>,
    /// Other names of kinds and themes, each with the English one.
    pub(crate) names: BTreeMap<String, String>,
    /// Small words ("not", "under"), each with the English one.
    pub(crate) words: BTreeMap<String, String>,
}

/// What is asked for in words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WishText {
    pub(crate) asked: String,
    pub(crate) not: Phrase,
    pub(crate) take_out: Phrase,
    pub(crate) nowhere: Phrase,
    pub(crate) apart: Phrase,
    pub(crate) read_as: String,
    pub(crate) a_list: String,
    pub(crate) show: String,
    pub(crate) language: Phrase,
    pub(crate) like: Phrase,
    pub(crate) place: Phrase,
    pub(crate) decade: Phrase,
    pub(crate) words: Phrase,
    pub(crate) from_year: Phrase,
    pub(crate) until_year: Phrase,
    pub(crate) years: Phrase,
    pub(crate) at_least: Phrase,
    pub(crate) under: Phrase,
    pub(crate) at_most: Phrase,
    pub(crate) minutes: Phrase,
    pub(crate) well_known: String,
    pub(crate) classic: String,
    pub(crate) lesser_known: String,
    pub(crate) any: Count,
    pub(crate) as_you_asked: Phrase,
}

/// A film's page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FilmText {
    pub(crate) liked: String,
    pub(crate) disliked: String,
    pub(crate) seen: String,
    pub(crate) wanted: String,
    pub(crate) writers: String,
    pub(crate) cast: String,
    pub(crate) genres: String,
    pub(crate) countries: String,
    pub(crate) languages: String,
    pub(crate) minutes: Count,
    pub(crate) based_on: String,
    pub(crate) other_titles: String,
    pub(crate) themes: String,
    /// Above keywords that are in another language than the page.
    pub(crate) keywords: String,
    pub(crate) source: Phrase,
    pub(crate) no_text: String,
    pub(crate) own_text: String,
    pub(crate) similar: String,
    pub(crate) for_you: String,
    pub(crate) best: Phrase,
    pub(crate) others_better: Phrase,
    pub(crate) against: Phrase,
    pub(crate) left_out: Phrase,
    pub(crate) middling: String,
    pub(crate) justwatch: Phrase,
    pub(crate) elsewhere: String,
    pub(crate) about: String,
    pub(crate) directed_by: Phrase,
    pub(crate) speaks_for: Phrase,
}

/// Search results.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchText {
    pub(crate) empty: String,
    pub(crate) found: Phrase,
    pub(crate) hint: String,
    pub(crate) with: Phrase,
    pub(crate) not_here: Phrase,
    pub(crate) no_title: Phrase,
    pub(crate) nearest: String,
    pub(crate) some_words: String,
    pub(crate) also: String,
    pub(crate) title: String,
    pub(crate) run_it: String,
    pub(crate) add_it: String,
    pub(crate) person: String,
    pub(crate) kind: String,
    pub(crate) theme: String,
}

/// The map.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MapText {
    pub(crate) title: String,
    pub(crate) heading: Count,
    pub(crate) drawn: Count,
    pub(crate) search: String,
    pub(crate) seek: String,
    pub(crate) find: String,
    pub(crate) picture: String,
    pub(crate) zoom_in: String,
    pub(crate) zoom_out: String,
    pub(crate) whole: String,
    pub(crate) colours: String,
    pub(crate) liked: String,
    pub(crate) for_you: String,
    pub(crate) help: String,
    pub(crate) regions: String,
    pub(crate) on_screen: Count,
    pub(crate) film: String,
    pub(crate) close: String,
    pub(crate) nothing: String,
    pub(crate) failed: String,
    pub(crate) other_kinds: String,
    pub(crate) tour: String,
    pub(crate) tour_about: String,
    pub(crate) tour_from: String,
    pub(crate) tour_to: String,
    pub(crate) tour_show: String,
    pub(crate) tour_of: Phrase,
    pub(crate) tour_between: Count,
    pub(crate) tour_beside: String,
    pub(crate) tour_same: String,
    pub(crate) tour_here: String,
}

/// Films that have something in common.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FacetText {
    pub(crate) person: Phrase,
    pub(crate) genre: Phrase,
    pub(crate) theme: Phrase,
    pub(crate) year: Phrase,
    pub(crate) country: Phrase,
    pub(crate) count: Count,
    pub(crate) by_year: Count,
    pub(crate) unordered: Count,
    pub(crate) director: String,
    pub(crate) writer: String,
    pub(crate) cast: String,
}

/// How the site works.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AboutText {
    pub(crate) title: String,
    pub(crate) heading: String,
    pub(crate) method: String,
    pub(crate) measured: Phrase,
    pub(crate) scorecard: String,
    pub(crate) keeps_heading: String,
    pub(crate) keeps: String,
    pub(crate) knows_heading: String,
    pub(crate) knows: Phrase,
    pub(crate) own_texts: String,
    pub(crate) sources: Phrase,
    pub(crate) programs: Phrase,
    pub(crate) trained: Phrase,
    pub(crate) browser: String,
    pub(crate) forget: String,
    pub(crate) forgotten: String,
}

/// How well the model ranks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScorecardText {
    pub(crate) title: String,
    pub(crate) unmeasured: String,
    /// How it was measured.
    pub(crate) about: Phrase,
    pub(crate) prior_model: String,
    pub(crate) prior_train: String,
    pub(crate) prior_train_seen: String,
    pub(crate) dislikes: String,
    pub(crate) cold: String,
    pub(crate) first_half: String,
    pub(crate) second_half: String,
    pub(crate) seed: Phrase,
    pub(crate) intervals: String,
    /// Charts and tables.
    pub(crate) picks: Count,
    pub(crate) chart: Count,
    pub(crate) table: String,
    pub(crate) ranker: String,
    pub(crate) interval: Phrase,
    pub(crate) rankers_heading: String,
    pub(crate) measures_heading: String,
    pub(crate) ndcg10: MeasureText,
    pub(crate) difference: MeasureText,
    pub(crate) recall20: MeasureText,
    pub(crate) auc: MeasureText,
    pub(crate) matched_auc: MeasureText,
    pub(crate) diversity: MeasureText,
    pub(crate) of_one_series: MeasureText,
    pub(crate) coverage: MeasureText,
    pub(crate) popularity_rank: MeasureText,
    /// What each ranker is, by its name in `matinee evaluate --rankers`.
    pub(crate) rankers: BTreeMap<String, String>,
    /// The model.
    pub(crate) model_heading: String,
    pub(crate) model: Phrase,
    pub(crate) field: String,
    pub(crate) terms: String,
    pub(crate) weight: String,
    pub(crate) words: String,
    pub(crate) people: String,
    pub(crate) genres: String,
    pub(crate) themes: String,
    pub(crate) keywords: String,
    pub(crate) categories: String,
    pub(crate) beside: String,
    pub(crate) origin: String,
    pub(crate) time: String,
}

/// A measure of a ranking.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeasureText {
    pub(crate) name: Phrase,
    pub(crate) meaning: String,
}

/// What went wrong: sentences but for their capital and full stop.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErrorText {
    pub(crate) again: String,
    pub(crate) back: String,
    pub(crate) nothing_here: Phrase,
    pub(crate) no_film: Phrase,
    pub(crate) empty_facet: Phrase,
    pub(crate) no_method: Phrase,
    pub(crate) no_wall: Phrase,
    pub(crate) liked_and_disliked: Phrase,
    pub(crate) too_many_films: Phrase,
    pub(crate) too_many_terms: Phrase,
    pub(crate) long_address: Phrase,
    pub(crate) large_headers: Phrase,
    pub(crate) late: Phrase,
    pub(crate) busy: Phrase,
    pub(crate) too_often: Phrase,
    pub(crate) failed: Phrase,
    pub(crate) no_page: Phrase,
    pub(crate) no_taste: Phrase,
    pub(crate) long_code: Phrase,
    pub(crate) slow_upload: Phrase,
    pub(crate) large_upload: Phrase,
    pub(crate) broken_upload: Phrase,
    pub(crate) slow_body: Phrase,
    pub(crate) unknown_packing: Phrase,
}
