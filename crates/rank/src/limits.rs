//! The limits and defaults of lists. What scores are made of is in `scoring_params.rs`.

/// A list has at most this many films.
pub const MAX_LIST_FILMS: usize = 200;
/// A taste names at most this many films.
pub const MAX_TASTE_FILMS: usize = 1_000;
/// The file of a taste names at most this many films, those seen and wanted among them, ...
pub const MAX_TASTE_FILE_FILMS: usize = 5_000;
/// ... and has at most this many bytes: 200 for a film's line.
pub const MAX_TASTE_FILE_BYTES: usize = 2 << 20;
/// At most this many terms are muted and boosted together.
pub const MAX_STEER_TERMS: usize = 50;
/// At most this many people choose together.
pub const MAX_PEOPLE: usize = 8;

/// A recommendation shows at most this many reasons.
pub(crate) const MAX_REASONS: usize = 5;
/// In a list for several people, each of them is shown at most this many reasons per film.
pub(crate) const MAX_REASONS_EACH: usize = 3;
/// Diversity is looked for among this many of the best films, or twice as many as are asked for if that is more.
pub(crate) const DIVERSIFY_POOL: usize = 200;
/// Diversity takes time that grows with the square of the list: this many films from its start are diversified, and those after
/// them come by their scores.
pub(crate) const MAX_DIVERSIFIED_FILMS: usize = 400;
/// A list that is to surprise is chosen from this share of all films, the best.
pub(crate) const SURPRISE_POOL_SHARE: f32 = 0.1;
/// What full similarity to a film higher up costs per unit of distance from the picks, as a share of the range of scores.
pub(crate) const USUAL_VARIETY: f32 = 0.4;
/// What it costs beyond that at most, as a share of the range of scores, if a list is to surprise.
pub(crate) const MOST_VARIETY: f32 = 9.0;
/// How many films with the traits that all likes share are candidates for a list.
pub(crate) const TRAIT_POOL: usize = 60;
/// The same as [`DIVERSIFY_POOL`] for a list without a taste.
pub(crate) const NO_TASTE_POOL: usize = 400;
/// A list has at most this many films of one series.
pub(crate) const MAX_OF_ONE_SERIES: usize = 2;
/// How near to the picks a list stays unless something else is asked for.
pub(crate) const DEFAULT_CLOSENESS: f32 = 0.7;
/// A recommendation names a second liked film if it adds at least this share of what the first adds.
pub(crate) const SHOWN_SECOND_LIKE_SHARE: f32 = 0.6;
/// A recommendation names a disliked film if it takes at least this share of what the likes add.
pub(crate) const SHOWN_DISLIKE_SHARE: f32 = 0.02;
/// How many terms are named that a film has in common with a disliked one.
pub(crate) const ATTRIBUTED_TERMS: usize = 3;
