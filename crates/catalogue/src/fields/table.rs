//! The rows of the table of fields.

use super::{Access, Entries, FieldKind, FilmField, MergeRule, NameRule};
use crate::{countries, languages};

/// The access to a field of [`Film`], or to a member of one.
macro_rules! at {
    ($($path:ident).+) => {
        Access { get: |film| &film.$($path).+, get_mut: |film| &mut film.$($path).+ }
    };
}

/// What a row says unless it says otherwise.
const FIELD: FilmField = FilmField {
    name: "",
    label: None,
    counted_as: None,
    gap: None,
    kind: FieldKind::Id,
    columns: &[],
    spelling: str::to_owned,
    is_lower_case: false,
    merge: MergeRule::Fill,
    in_starter: false,
};

/// All fields, in the order in which exports and cards have them.
pub static FIELDS: [FilmField; 35] = [
    FilmField { name: "id", kind: FieldKind::Id, merge: MergeRule::Keep, ..FIELD },
    FilmField {
        name: "title",
        kind: FieldKind::Title,
        columns: &["movie_title", "name"],
        merge: MergeRule::Keep,
        ..FIELD
    },
    FilmField {
        name: "original_title",
        kind: FieldKind::Phrase(at!(original_title)),
        label: Some("original title"),
        ..FIELD
    },
    FilmField {
        name: "other_titles",
        kind: FieldKind::List(at!(other_titles), Entries::Titles),
        label: Some("also called"),
        ..FIELD
    },
    FilmField {
        name: "year",
        kind: FieldKind::Year,
        columns: &["release_year", "release_date", "released"],
        merge: MergeRule::Keep,
        ..FIELD
    },
    FilmField {
        name: "directors",
        kind: FieldKind::List(at!(directors), Entries::People),
        columns: &["director"],
        gap: Some("directors"),
        in_starter: true,
        ..FIELD
    },
    FilmField {
        name: "writers",
        kind: FieldKind::List(at!(writers), Entries::People),
        columns: &["writer"],
        label: Some("written by"),
        gap: Some("writers"),
        ..FIELD
    },
    FilmField {
        name: "composers",
        kind: FieldKind::List(at!(composers), Entries::People),
        columns: &["composer", "music_by", "music"],
        label: Some("music by"),
        gap: Some("composers"),
        ..FIELD
    },
    FilmField {
        name: "producers",
        kind: FieldKind::List(at!(producers), Entries::People),
        columns: &["producer", "produced_by"],
        label: Some("produced by"),
        gap: Some("producers"),
        ..FIELD
    },
    FilmField {
        name: "cast",
        kind: FieldKind::List(at!(cast), Entries::People),
        columns: &["actors", "stars"],
        label: Some("with"),
        gap: Some("cast"),
        in_starter: true,
        ..FIELD
    },
    FilmField {
        name: "genres",
        kind: FieldKind::List(at!(genres), Entries::Terms),
        columns: &["genre"],
        label: Some("genres"),
        counted_as: Some("genre"),
        gap: Some("genres"),
        spelling: str::to_lowercase,
        is_lower_case: true,
        in_starter: true,
        ..FIELD
    },
    FilmField {
        name: "countries",
        kind: FieldKind::List(at!(countries), Entries::Terms),
        columns: &["country", "origin", "origin_ethnicity", "production_countries"],
        label: Some("countries"),
        counted_as: Some("country"),
        gap: Some("countries"),
        spelling: countries::of_origin,
        in_starter: true,
        ..FIELD
    },
    FilmField {
        name: "languages",
        kind: FieldKind::List(at!(languages), Entries::Terms),
        columns: &["language", "spoken_languages", "original_language"],
        label: Some("languages"),
        counted_as: Some("language"),
        gap: Some("languages"),
        spelling: languages::name_or_text,
        in_starter: true,
        ..FIELD
    },
    FilmField {
        name: "runtime_minutes",
        kind: FieldKind::Minutes(at!(runtime_minutes)),
        columns: &["runtime", "duration", "running_time"],
        gap: Some("runtime_minutes"),
        in_starter: true,
        ..FIELD
    },
    FilmField {
        name: "keywords",
        kind: FieldKind::List(at!(keywords), Entries::Terms),
        columns: &["keyword", "tags"],
        label: Some("keywords"),
        gap: Some("keywords and themes"),
        ..FIELD
    },
    FilmField {
        name: "themes",
        kind: FieldKind::List(at!(themes), Entries::Terms),
        columns: &["theme"],
        label: Some("themes"),
        counted_as: Some("theme"),
        gap: Some("keywords and themes"),
        in_starter: true,
        ..FIELD
    },
    FilmField {
        name: "categories",
        kind: FieldKind::List(at!(categories), Entries::Terms),
        columns: &["category"],
        label: Some("categories"),
        gap: Some("categories"),
        ..FIELD
    },
    FilmField { name: "beside", kind: FieldKind::List(at!(beside), Entries::Terms), ..FIELD },
    FilmField { name: "lists", kind: FieldKind::List(at!(lists), Entries::Terms), label: Some("lists"), ..FIELD },
    FilmField { name: "based_on", kind: FieldKind::Phrase(at!(based_on)), label: Some("based on"), ..FIELD },
    FilmField {
        name: "series",
        kind: FieldKind::Phrase(at!(series)),
        columns: &["belongs_to_collection"],
        label: Some("series"),
        ..FIELD
    },
    FilmField {
        name: "synopsis",
        kind: FieldKind::Prose(at!(synopsis)),
        columns: &["overview", "summary", "extract", "description"],
        gap: Some("synopsis and plot"),
        merge: MergeRule::FillFromSameSource,
        ..FIELD
    },
    FilmField {
        name: "plot",
        kind: FieldKind::Prose(at!(plot)),
        gap: Some("synopsis and plot"),
        merge: MergeRule::FillFromSameSource,
        ..FIELD
    },
    FilmField {
        name: "text_language",
        kind: FieldKind::Phrase(at!(text_language)),
        merge: MergeRule::FillFromSameSource,
        ..FIELD
    },
    FilmField { name: "notability.languages", kind: FieldKind::Count(at!(notability.languages)), ..FIELD },
    FilmField { name: "notability.references", kind: FieldKind::Count(at!(notability.references)), ..FIELD },
    FilmField { name: "notability.length", kind: FieldKind::Count(at!(notability.length)), ..FIELD },
    FilmField { name: "notability.links_in", kind: FieldKind::Count(at!(notability.links_in)), ..FIELD },
    FilmField { name: "notability.awards", kind: FieldKind::Count(at!(notability.awards)), ..FIELD },
    FilmField { name: "notability.renown", kind: FieldKind::Grade(at!(notability.renown)), ..FIELD },
    FilmField {
        name: "external.imdb",
        kind: FieldKind::Name(
            at!(external.imdb),
            NameRule {
                is_exact: true,
                described: ("IMDb number", "tt and seven or more digits"),
                fits: |id| id.strip_prefix("tt").is_some_and(|digits| digits.len() >= 7 && is_digits(digits)),
            },
        ),
        columns: &["imdb_id"],
        spelling: imdb_number,
        label: Some("IMDb"),
        gap: Some("external"),
        ..FIELD
    },
    FilmField {
        name: "external.wikipedia",
        kind: FieldKind::Name(
            at!(external.wikipedia),
            NameRule {
                is_exact: false,
                described: ("Wikipedia article", "the title of an English article"),
                fits: |title| !title.is_empty(),
            },
        ),
        label: Some("Wikipedia"),
        gap: Some("external"),
        ..FIELD
    },
    FilmField {
        name: "external.wikidata",
        kind: FieldKind::Name(
            at!(external.wikidata),
            NameRule {
                is_exact: true,
                described: ("Wikidata item", "Q and digits"),
                fits: |id| id.strip_prefix('Q').is_some_and(is_digits),
            },
        ),
        columns: &["wikidata_id"],
        spelling: last_of_address,
        label: Some("Wikidata"),
        gap: Some("external"),
        ..FIELD
    },
    FilmField {
        name: "external.tmdb",
        kind: FieldKind::Name(
            at!(external.tmdb),
            NameRule { is_exact: true, described: ("TMDB number", "digits"), fits: is_digits },
        ),
        columns: &["tmdb_id"],
        spelling: last_of_address,
        label: Some("TMDB"),
        gap: Some("external"),
        ..FIELD
    },
    FilmField {
        name: "source",
        kind: FieldKind::Source,
        label: Some("source"),
        merge: MergeRule::FillFromSameSource,
        ..FIELD
    },
];

/// `tt0078748` of an address, and of a number alone, as MovieLens has it: `78748`.
fn imdb_number(text: &str) -> String {
    let address = text.split(['?', '#']).next().unwrap_or(text);
    let id = last_of_address(address);
    // Short numbers are ratings.
    if id.len() > 4 && is_digits(&id) && !text.contains('/') { format!("tt{id:0>7}") } else { id }
}

/// `tt0078748` of `https://www.imdb.com/title/tt0078748/`; a text that is no address as it is.
fn last_of_address(text: &str) -> String {
    let text = text.trim_end_matches('/');
    text.rsplit_once('/').map_or(text, |(_, last)| last).to_owned()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
