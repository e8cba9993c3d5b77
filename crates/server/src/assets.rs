//! Style, scripts and icons, built into the binary and served under names that change with their content.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use actix_web::http::header::ContentEncoding;
use rust_embed::Embed;
use sha2::{Digest, Sha256};

use crate::packing::PackedBytes;

#[derive(Embed)]
#[folder = "../../web/static"]
struct StaticFiles;

/// A file, ready to serve.
#[derive(Debug)]
pub(crate) struct Asset {
    /// Such as `site.1a2b3c4d.css`.
    served: String,
    pub(crate) packed: PackedBytes,
    pub(crate) content_type: &'static str,
}

/// Every file by its name in `web/static`.
static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    let mut assets = HashMap::new();
    for name in StaticFiles::iter() {
        add(&mut assets, &name);
    }
    assets
});

/// Every file by its served name.
static SERVED: LazyLock<HashMap<&'static str, &'static Asset>> =
    LazyLock::new(|| ASSETS.values().map(|asset| (asset.served.as_str(), asset)).collect());

/// Adds a file after those it names as `"./other"`: modules and the style name others by served names, so a change of one
/// changes the names of all that name it. They must not name each other in a circle.
fn add(assets: &mut HashMap<String, Asset>, name: &str) {
    if assets.contains_key(name) {
        return;
    }
    let mut bytes = StaticFiles::get(name).expect("a listed file").data.into_owned();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    if matches!(ending, "js" | "css") {
        let mut text = String::from_utf8(bytes).expect("scripts and the style are text");
        for other in StaticFiles::iter().filter(|other| other.as_ref() != name) {
            let import = format!("\"./{other}\"");
            if text.contains(&import) {
                add(assets, &other);
                text = text.replace(&import, &format!("\"./{}\"", assets[other.as_ref()].served));
            }
        }
        bytes = text.into_bytes();
    }
    let mut served = format!("{stem}.");
    for byte in &Sha256::digest(&bytes)[..4] {
        let _ = write!(served, "{byte:02x}");
    }
    let _ = write!(served, ".{ending}");
    assets
        .insert(name.to_owned(), Asset { served, packed: PackedBytes::new(bytes), content_type: content_type(ending) });
}

impl Asset {
    /// Whether packing makes it smaller; pictures and faces are packed already.
    pub(crate) fn packs(&self) -> bool {
        !matches!(self.content_type, "image/png" | "font/woff2")
    }
}

/// Packs all files as well as can be: once, when the server starts.
pub(crate) fn pack_all() {
    for asset in ASSETS.values().filter(|asset| asset.packs()) {
        asset.packed.made(ContentEncoding::Brotli);
        asset.packed.made(ContentEncoding::Gzip);
    }
}

/// The address of an asset. It always serves the same bytes.
pub(crate) fn href(name: &str) -> String {
    format!("/static/{}", ASSETS[name].served)
}

/// The asset of a served name.
pub(crate) fn get(served: &str) -> Option<&'static Asset> {
    SERVED.get(served).copied()
}

/// The addresses of the modules that the site's script imports, for the browser to fetch early. The map's and that of one's own films are for
/// their own pages.
pub(crate) fn modules() -> Vec<String> {
    let mut names: Vec<&str> = ASSETS.keys().map(String::as_str).collect();
    names.retain(|name| {
        name.rsplit_once('.').is_some_and(|(stem, ending)| {
            ending == "js" && !["site", "mine"].contains(&stem) && !stem.starts_with("map")
        })
    });
    names.sort_unstable();
    names.into_iter().map(href).collect()
}

fn content_type(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_import_what_is_served() {
        for asset in ASSETS.values().filter(|asset| asset.content_type.starts_with("text/javascript")) {
            let text = std::str::from_utf8(&asset.packed.plain).unwrap();
            for import in text.split("from \"./").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(get(import).is_some(), "{} imports {import}, which is not served", asset.served);
            }
        }
    }
}
