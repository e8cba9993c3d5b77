//! Content codings. What changes is packed by gzip, quickly, on the ranking threads: a brotli encoder takes megabytes for each
//! answer, and allocators keep them. Brotli is for static files, which `build.rs` packs: no encoder is in the binary.

use std::io::Write as _;
use std::sync::OnceLock;

use actix_web::http::header::{AcceptEncoding, ContentEncoding, Encoding};
use actix_web::web::Bytes;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponseBuilder};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Shorter answers are not packed: it would save less than a packet.
const MIN_PACKED_BYTES: usize = 1_024;

/// The coding a client likes best of those it and the server know.
pub(crate) fn negotiated(request: &HttpRequest, known: &[ContentEncoding]) -> ContentEncoding {
    let encodings: Vec<Encoding> =
        known.iter().chain([&ContentEncoding::Identity]).copied().map(Encoding::Known).collect();
    match request.get_header::<AcceptEncoding>().and_then(|accepted| accepted.negotiate(encodings.iter())) {
        Some(Encoding::Known(encoding)) => encoding,
        _ => ContentEncoding::Identity,
    }
}

pub(crate) fn takes_gzip(request: &HttpRequest) -> bool {
    negotiated(request, &[ContentEncoding::Gzip]) == ContentEncoding::Gzip
}

pub(crate) fn gzip(bytes: &[u8], level: Compression) -> Bytes {
    let mut packer = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), level);
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("memory can be written to").into()
}

/// An answer's body, packed or not.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    bytes: Bytes,
    packed: bool,
}

impl Body {
    /// Packs quickly, if the client takes it and it is worth it.
    pub(crate) fn new(bytes: impl Into<Bytes>, takes_gzip: bool) -> Self {
        let bytes = bytes.into();
        let packed = takes_gzip && bytes.len() >= MIN_PACKED_BYTES;
        Self { bytes: if packed { gzip(&bytes, Compression::fast()) } else { bytes }, packed }
    }

    pub(crate) fn answer(self, mut answer: HttpResponseBuilder) -> actix_web::HttpResponse {
        if self.packed {
            answer.insert_header(ContentEncoding::Gzip);
        }
        answer.body(self.bytes)
    }
}

/// Bytes that stay the same, packed as well as can be when somebody first asks for them so.
#[derive(Debug)]
pub(crate) struct PackedBytes {
    pub(crate) plain: Bytes,
    gzip: OnceLock<Bytes>,
}

impl PackedBytes {
    pub(crate) fn new(plain: impl Into<Bytes>) -> Self {
        Self { plain: plain.into(), gzip: OnceLock::new() }
    }

    /// The bytes in a coding, if they were packed before.
    pub(crate) fn ready(&self, coding: ContentEncoding) -> Option<Bytes> {
        match coding {
            ContentEncoding::Gzip => self.gzip.get().cloned(),
            _ => Some(self.plain.clone()),
        }
    }

    /// The bytes in a coding; takes the CPU the first time.
    pub(crate) fn made(&self, coding: ContentEncoding) -> Bytes {
        match coding {
            ContentEncoding::Gzip => self.gzip.get_or_init(|| gzip(&self.plain, Compression::best())).clone(),
            _ => self.plain.clone(),
        }
    }
}
