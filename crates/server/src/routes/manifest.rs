//! `GET /manifest.webmanifest`: lets a phone install the site; and `GET /favicon.ico` for older browsers.

use actix_web::http::header::{CACHE_CONTROL, LOCATION, VARY};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use crate::assets;
use crate::text::Locale;

pub(super) async fn manifest(request: HttpRequest) -> HttpResponse {
    let text = Locale::of(&request).text();
    let picture = |name: &str, size: &str| json!({"src": assets::href(name), "sizes": size, "type": "image/png"});
    let manifest = json!({
        "name": "Matinee",
        "short_name": "Matinee",
        "description": text.frame.description,
        "lang": text.tag,
        "id": "/",
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#0d0e11",
        "theme_color": "#0d0e11",
        "icons": [
            {"src": assets::href("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            picture("icon-192.png", "192x192"),
            picture("icon-512.png", "512x512"),
            {"src": assets::href("icon-maskable.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
    });
    HttpResponse::Ok()
        .content_type("application/manifest+json")
        .insert_header((VARY, "Accept-Language"))
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .body(manifest.to_string())
}

pub(super) async fn favicon() -> HttpResponse {
    HttpResponse::MovedPermanently().insert_header((LOCATION, assets::href("icon-192.png"))).finish()
}
