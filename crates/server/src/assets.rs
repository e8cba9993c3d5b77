//! Style, scripts and icons, built into the binary, packed, under names that change with their content.

use std::collections::HashMap;
use std::io::Read as _;
use std::sync::LazyLock;

use actix_web::http::header::ContentEncoding;
use actix_web::web::Bytes;
use flate2::read::GzDecoder;

/// The bytes of a file as `build.rs` left them.
enum Built {
    /// A picture or a face, packed already.
    Plain(&'static [u8]),
    /// Packed as well as can be.
    Packed { gzip: &'static [u8], brotli: &'static [u8] },
}

/// Every file of `web/static`: its name there, its name in addresses, its bytes.
static BUILT: &[(&str, &str, Built)] = &include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// A file, ready to serve.
#[derive(Debug)]
pub(crate) struct Asset {
    /// Such as `site.1a2b3c4d.css`.
    served: &'static str,
    plain: Bytes,
    /// As gzip and as brotli, of what packing makes smaller.
    packed: Option<(Bytes, Bytes)>,
    pub(crate) content_type: &'static str,
}

/// Every file by its name in `web/static`.
static ASSETS: LazyLock<HashMap<&'static str, Asset>> = LazyLock::new(|| {
    let asset = |(name, served, built): &'static (&str, &str, Built)| {
        let (plain, packed) = match built {
            Built::Plain(plain) => (Bytes::from_static(plain), None),
            Built::Packed { gzip, brotli } => {
                let mut plain = Vec::new();
                GzDecoder::new(*gzip).read_to_end(&mut plain).expect("packed whole");
                (plain.into(), Some((Bytes::from_static(gzip), Bytes::from_static(brotli))))
            }
        };
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        (*name, Asset { served, plain, packed, content_type: content_type(ending) })
    };
    BUILT.iter().map(asset).collect()
});

/// Every file by its served name.
static SERVED: LazyLock<HashMap<&'static str, &'static Asset>> =
    LazyLock::new(|| ASSETS.values().map(|asset| (asset.served, asset)).collect());

impl Asset {
    /// The codings it is there in, the best first.
    pub(crate) fn codings(&self) -> &'static [ContentEncoding] {
        if self.packed.is_some() { &[ContentEncoding::Brotli, ContentEncoding::Gzip] } else { &[] }
    }

    /// The bytes in one of its codings; plain in any other.
    pub(crate) fn bytes(&self, coding: ContentEncoding) -> Bytes {
        match (coding, &self.packed) {
            (ContentEncoding::Gzip, Some((gzip, _))) => gzip.clone(),
            (ContentEncoding::Brotli, Some((_, brotli))) => brotli.clone(),
            _ => self.plain.clone(),
        }
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
    let mut names: Vec<&str> = ASSETS.keys().copied().collect();
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
            let text = std::str::from_utf8(&asset.plain).unwrap();
            for import in text.split("from \"./").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(get(import).is_some(), "{} imports {import}, which is not served", asset.served);
            }
        }
    }

    #[test]
    fn both_codings_say_what_the_plain_bytes_say() {
        for asset in ASSETS.values() {
            let Some((gzip, brotli)) = &asset.packed else { continue };
            let mut unpacked = Vec::new();
            brotli::BrotliDecompress(&mut &brotli[..], &mut unpacked).unwrap();
            assert_eq!(unpacked, asset.plain, "{}", asset.served);
            assert!(brotli.len() < gzip.len() && gzip.len() < asset.plain.len(), "{}", asset.served);
        }
    }
}
