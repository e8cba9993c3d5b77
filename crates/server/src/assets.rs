//! Style, script and icons, built into the binary and served under names that change with their content.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_embed::{Embed, EmbeddedFile};

#[derive(Embed)]
#[folder = "../../web/static"]
struct Files;

/// Served names, such as `site.1a2b3c4d.css`, to the files' own.
static SERVED: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| Files::iter().map(|name| (hashed(&name), name.into_owned())).collect());

fn hashed(name: &str) -> String {
    let file = Files::get(name).expect("a listed file");
    let digest = file.metadata.sha256_hash();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}.{:02x}{:02x}{:02x}{:02x}.{ending}", digest[0], digest[1], digest[2], digest[3])
}

/// The address of an asset, which always serves the same bytes.
pub(crate) fn href(name: &str) -> String {
    format!("/static/{}", hashed(name))
}

/// The asset of a served name, and its content type.
pub(crate) fn get(served: &str) -> Option<(EmbeddedFile, &'static str)> {
    let name = SERVED.get(served)?;
    Some((Files::get(name)?, content_type(name)))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
