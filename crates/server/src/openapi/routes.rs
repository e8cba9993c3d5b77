//! Every route of the server, described.

use serde_json::{Value, json};

use super::parameters::{
    COUNTRY, COVER, DRAWN, FILE, FIND, FIND_LIMIT, GENRE, ID, LANGUAGE, LIST_LIMIT, MAP_MODEL, MAP_TOUR, MINE, PART,
    PERSON, ParameterDoc, ParameterPlace, SUGGEST, THEME, TOGETHER, TOKEN, TOUR, WHICH, YEAR,
};
use super::schemas::schema;
use crate::encoding;
use crate::text::SiteText;
use crate::upload::IMPORT_PATH;

/// What a route is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RouteGroup {
    Films,
    Links,
    Operation,
    Pages,
    Parts,
}

impl RouteGroup {
    /// In the order in which they are shown.
    pub(crate) const ALL: [Self; 5] = [Self::Films, Self::Links, Self::Operation, Self::Pages, Self::Parts];

    /// As the document names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Films => "films",
            Self::Links => "links",
            Self::Operation => "operation",
            Self::Pages => "pages",
            Self::Parts => "parts",
        }
    }

    pub(crate) fn heading(self, text: &SiteText) -> &str {
        text.reference.groups.get(self.name()).map_or(self.name(), String::as_str)
    }
}

/// A route, but for the words that say what it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RouteDoc {
    /// The entry of the texts that says what it answers; the name of its function in clients.
    pub(crate) name: &'static str,
    /// As OpenAPI writes it: `get` or `post`. What may be GET may also be HEAD.
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) group: RouteGroup,
    pub(crate) parameters: &'static [ParameterDoc],
    /// Whether its address may also say what that of every page may.
    pub(crate) carries: bool,
    pub(crate) body: Option<BodyDoc>,
    pub(crate) status: u16,
    /// Empty where the answer has no body.
    pub(crate) content_type: &'static str,
    pub(crate) schema: Option<fn() -> Value>,
    /// An answer on the starter catalogue.
    pub(crate) example: Option<&'static str>,
    /// Statuses other than those of any route.
    pub(crate) errors: &'static [u16],
}

/// The body of a request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BodyDoc {
    pub(crate) content_type: &'static str,
    /// The name of its schema.
    pub(crate) schema: &'static str,
    /// An example, as JSON.
    pub(crate) example: &'static str,
}

impl BodyDoc {
    /// Whether it is a form with files, as browsers send it.
    pub(crate) fn is_form(&self) -> bool {
        self.content_type == FORM
    }
}

const HTML: &str = "text/html";
const JSON: &str = "application/json";
const FORM: &str = "multipart/form-data";

const fn get(
    name: &'static str,
    path: &'static str,
    group: RouteGroup,
    content_type: &'static str,
    parameters: &'static [ParameterDoc],
    errors: &'static [u16],
) -> RouteDoc {
    RouteDoc {
        name,
        method: "get",
        path,
        group,
        parameters,
        carries: false,
        body: None,
        status: 200,
        content_type,
        schema: None,
        example: None,
        errors,
    }
}

const fn json_of(route: RouteDoc, schema: fn() -> Value, example: &'static str) -> RouteDoc {
    RouteDoc { schema: Some(schema), example: Some(example), ..route }
}

/// A page, whose address carries the taste along.
const fn page(
    name: &'static str,
    path: &'static str,
    own: &'static [ParameterDoc],
    errors: &'static [u16],
) -> RouteDoc {
    RouteDoc { carries: true, ..get(name, path, RouteGroup::Pages, HTML, own, errors) }
}

/// A page that answers a form with files.
const fn form(
    name: &'static str,
    path: &'static str,
    schema: &'static str,
    example: &'static str,
    errors: &'static [u16],
) -> RouteDoc {
    let body = BodyDoc { content_type: FORM, schema, example };
    RouteDoc { method: "post", body: Some(body), ..page(name, path, &[], errors) }
}

/// A file of a link's list.
const fn link(name: &'static str, path: &'static str, content_type: &'static str) -> RouteDoc {
    RouteDoc { carries: true, ..get(name, path, RouteGroup::Links, content_type, &[TOKEN], &[404, 413]) }
}

pub(crate) const ROUTES: [RouteDoc; 49] = [
    RouteDoc {
        method: "post",
        body: Some(BodyDoc {
            content_type: JSON,
            schema: "TasteRequest",
            example: r#"{"likes": ["alien-1979"], "limit": 1}"#,
        }),
        ..json_of(
            get("recommend", "/api/v1/recommendations", RouteGroup::Films, JSON, &[], &[400, 408, 413, 415, 422]),
            || json!({"oneOf": [schema("Recommendations"), schema("Together")]}),
            include_str!("examples/recommendations.json"),
        )
    },
    json_of(
        get("find", "/api/v1/films", RouteGroup::Films, JSON, &[FIND, FIND_LIMIT], &[400]),
        || schema("FoundFilms"),
        include_str!("examples/films.json"),
    ),
    json_of(
        get("film", "/api/v1/films/{id}", RouteGroup::Films, JSON, &[ID], &[404]),
        || schema("Film"),
        include_str!("examples/film.json"),
    ),
    json_of(
        get("similar", "/api/v1/films/{id}/similar", RouteGroup::Films, JSON, &[ID, LIST_LIMIT], &[400, 404]),
        || schema("SimilarFilms"),
        include_str!("examples/similar.json"),
    ),
    json_of(
        get("tour", "/api/v1/tour", RouteGroup::Films, JSON, &TOUR, &[400, 404]),
        || schema("Tour"),
        include_str!("examples/tour.json"),
    ),
    json_of(
        get("model", "/api/v1/model", RouteGroup::Films, JSON, &[], &[]),
        || schema("Model"),
        include_str!("examples/model.json"),
    ),
    get("openapi", "/api/openapi.json", RouteGroup::Films, JSON, &[LANGUAGE], &[]),
    RouteDoc { schema: Some(|| schema("Recommendations")), ..link("link_json", "/t/{token}/list.json", JSON) },
    link("link_csv", "/t/{token}/list.csv", "text/csv"),
    link("link_letterboxd", "/t/{token}/letterboxd.csv", "text/csv"),
    link("link_imdb", "/t/{token}/imdb.txt", "text/plain"),
    RouteDoc {
        schema: Some(|| json!({"type": "array", "items": schema("StevenLuFilm")})),
        ..link("link_stevenlu", "/t/{token}/stevenlu.json", JSON)
    },
    RouteDoc { schema: Some(|| schema("Picks")), ..link("link_picks", "/t/{token}/picks.json", JSON) },
    link("link_taste", "/t/{token}/taste.toml", "application/toml"),
    link("link_feed", "/t/{token}/feed.xml", "application/atom+xml"),
    link("link_rss", "/t/{token}/rss.xml", "application/rss+xml"),
    link("link_qr", "/t/{token}/qr.svg", "image/svg+xml"),
    link("link_stremio", "/t/{token}/stremio/manifest.json", JSON),
    link("link_stremio_list", "/t/{token}/stremio/catalog/movie/matinee.json", JSON),
    get("alive", "/healthz", RouteGroup::Operation, "text/plain", &[], &[]),
    json_of(
        get("ready", "/readyz", RouteGroup::Operation, JSON, &[], &[]),
        || schema("Readiness"),
        include_str!("examples/readyz.json"),
    ),
    get("robots", "/robots.txt", RouteGroup::Operation, "text/plain", &[], &[]),
    get("sitemap", "/sitemap.xml", RouteGroup::Operation, "application/xml", &[], &[]),
    get("sitemap_part", "/sitemap-{part}.xml", RouteGroup::Operation, "application/xml", &[PART], &[404]),
    page("home", "/", &[], &[413, 422]),
    page("link_page", "/t/{token}", &[TOKEN], &[404, 413, 422]),
    page("search_page", "/search", &[], &[]),
    page("film_page", "/film/{id}", &[ID], &[404]),
    page("person_page", "/person/{name}", &[PERSON], &[404]),
    page("genre_page", "/genre/{name}", &[GENRE], &[404]),
    page("theme_page", "/theme/{name}", &[THEME], &[404]),
    page("year_page", "/year/{name}", &[YEAR], &[404]),
    page("country_page", "/country/{name}", &[COUNTRY], &[404]),
    page("mine_page", "/mine", &MINE, &[413, 422]),
    form("import_page", IMPORT_PATH, "ImportForm", r#"{"titles": "Alien (1979)"}"#, &[400, 408, 413, 422]),
    get("together_page", "/together", RouteGroup::Pages, HTML, &TOGETHER, &[413, 422]),
    page("which_page", "/which", &WHICH, &[413, 422]),
    form("which_titles", "/which", "TitlesForm", r#"{"titles": "Alien (1979)"}"#, &[400, 408, 413, 422]),
    page("map_page", "/map", &MAP_TOUR, &[413, 422]),
    page("about_page", "/about", &[], &[]),
    page("scorecard_page", "/scorecard", &[], &[]),
    page("reference_page", "/api", &[], &[]),
    RouteDoc {
        carries: true,
        schema: Some(|| schema("Suggestions")),
        ..get("suggest", "/suggest", RouteGroup::Parts, JSON, &[SUGGEST], &[])
    },
    RouteDoc {
        schema: Some(|| schema("Spots")),
        ..get("spots", "/map.json", RouteGroup::Parts, JSON, &[MAP_MODEL], &[400])
    },
    get("cover", "/cover/{name}.svg", RouteGroup::Parts, "image/svg+xml", &[COVER, DRAWN], &[404]),
    get("file", "/static/{name}", RouteGroup::Parts, "application/octet-stream", &[FILE], &[404]),
    get("opensearch", "/opensearch.xml", RouteGroup::Parts, "application/opensearchdescription+xml", &[LANGUAGE], &[]),
    get("manifest", "/manifest.webmanifest", RouteGroup::Parts, "application/manifest+json", &[LANGUAGE], &[]),
    RouteDoc { status: 301, ..get("favicon", "/favicon.ico", RouteGroup::Parts, "", &[], &[]) },
];

impl RouteDoc {
    /// An address to try, without the site's own.
    pub(crate) fn try_it(&self) -> String {
        let mut address = self.path.to_owned();
        let mut separator = '?';
        for parameter in self.parameters.iter().filter(|parameter| !parameter.example.is_empty()) {
            match parameter.place {
                ParameterPlace::Path => {
                    let value = encoding::segment(parameter.example);
                    address = address.replace(&format!("{{{}}}", parameter.name), &value);
                }
                ParameterPlace::Query => {
                    address.push(separator);
                    separator = '&';
                    address.extend([parameter.name, "=", &encoding::value(parameter.example)]);
                }
            }
        }
        address
    }
}
