//! The limits and defaults of lists. What scores are made of is in `scoring_params.rs`.

/// A list has at most this many films.
pub const MAX_LIST_FILMS: usize = 200;
/// A taste names at most this many films, ...
pub const MAX_TASTE_FILMS: usize = 5_000;
/// ... of whose likes and dislikes the machine is trained on at most this many: its Gram matrix is then 10 MB, where 5,000
/// would take 208.
pub(crate) const MAX_TRAINING_PICKS: usize = 1_000;
/// The file of a taste names at most this many films, those seen and wanted among them, ...
pub const MAX_TASTE_FILE_FILMS: usize = 5_000;
/// ... and has at most this many bytes: 200 for a film's line.
pub const MAX_TASTE_FILE_BYTES: usize = 2 << 20;
/// A link to a taste has at most this many characters, the site's address not among them: the server takes 16,384 in all.
pub const MAX_TASTE_TOKEN_CHARS: usize = 15_000;
/// A term in a link has at most this many bytes.
pub(crate) const MAX_TOKEN_TERM_BYTES: usize = 400;
/// Of terms that are muted, lessened or boosted, those of at most so many bytes are read as wishes are, if films have none
/// of that name: a request may have many.
pub(crate) const MAX_READ_TERM: usize = 40;
/// At most this many terms are muted, lessened and boosted together.
pub const MAX_STEER_TERMS: usize = 50;
/// At most this many rules stay in a taste, ...
pub const MAX_TASTE_RULES: usize = 50;
/// ... each about a name of at most this many bytes.
pub(crate) const MAX_RULE_BYTES: usize = 200;
/// At most this many people choose together.
pub const MAX_PEOPLE: usize = 8;

/// From so many picks on, what each adds to a film's score is found by the terms of the film instead of pick by pick:
/// a list for 1,000 takes .83 of the time.
pub(crate) const MANY_PICKS: usize = 50;
/// Of at most so many traits that likes share it is kept which films have them: a byte for each film and trait.
pub(crate) const MAX_KEPT_TRAITS: usize = 64;
/// Films better known than this share of all are called well known.
pub(crate) const WELL_KNOWN_RANK: f32 = 0.75;

/// A wish in words may have this many characters; more are cut.
pub const MAX_WISH_CHARS: usize = 200;
/// A wish has at most this many parts; further words are passed over.
pub(crate) const MAX_WISH_PARTS: usize = 24;
/// Names of themes, kinds and people that a wish is read by have at most this many words.
pub(crate) const MAX_PHRASE_WORDS: usize = 6;
/// A film is about the first so many themes of each facet that it names.
pub(crate) const TELLING_THEMES: usize = 2;
/// Titles in a wish have at most this many words.
pub(crate) const MAX_TITLE_WORDS: usize = 10;
/// "Short" is this many minutes or less.
pub(crate) const SHORT_MINUTES: u16 = 90;
/// "Long" is this many minutes or more.
pub(crate) const LONG_MINUTES: u16 = 150;
/// "Not too long" is this many minutes or less.
pub(crate) const NOT_LONG_MINUTES: u16 = 120;
/// "90 minutes" is so many minutes more or less.
pub(crate) const ABOUT_MINUTES: u16 = 10;
/// No wish names a longer running time, in minutes.
pub(crate) const MAX_MINUTES: u16 = 1_000;
/// A surname alone means somebody who has at least this many films.
pub(crate) const MIN_SURNAME_FILMS: u32 = 2;
/// So many unknown words of a wish are looked at as misspelt surnames.
pub(crate) const MAX_CORRECTED_WORDS: usize = 4;
/// A word with more letters is not cut into those that it may be made of.
pub(crate) const MAX_GLUED_LETTERS: usize = 30;
/// A surname means at most this many people, ...
pub(crate) const MAX_NAMESAKES: usize = 3;
/// ... who have at least so many films each.
pub(crate) const MIN_NAMESAKE_FILMS: u32 = 3;
/// A surname by itself is taken for a misspelt one of somebody with at least so many films.
pub(crate) const MIN_MISSPELT_FILMS: u32 = 4;
/// Films less known than the others of this share are called lesser known.
pub(crate) const LESSER_KNOWN_RANK: f32 = 0.5;
/// A classic is at least so many years older than the newest film.
pub(crate) const CLASSIC_YEARS: u16 = 30;
/// Films are recent up to so many years before the newest.
pub(crate) const RECENT_YEARS: u16 = 4;
/// "Old films" are those up to this year.
pub(crate) const OLD_UNTIL: u16 = 1969;
/// Up to this age somebody wants films for children, ...
pub(crate) const CHILD_AGE: u32 = 11;
/// ... and up to this one films for the whole family.
pub(crate) const YOUTH_AGE: u32 = 15;
/// Of the films that say what a wish asks for, so many say it most: they come before the others.
pub(crate) const TELLING_HITS: usize = 20;
/// Of all films that have a wish's remaining words, so many of the best come first.
pub(crate) const WISH_WORD_FILMS: usize = 200;

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
