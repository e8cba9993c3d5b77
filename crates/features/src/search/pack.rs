//! An index as one file, the same bytes for the same films.
//!
//! tantivy names the files of a segment after a random number, which is also in `meta.json` but not inside the files.
//! Here it is replaced by zeros. The packed file is a list of (name, bytes) in order of name, serialised by postcard.

use std::path::{Path, PathBuf};

use tantivy::Directory;
use tantivy::directory::RamDirectory;
use tantivy::index::SegmentId;

const META: &str = "meta.json";
/// The name of the one segment.
const SEGMENT: &str = "00000000000000000000000000000000";
const SEGMENT_IN_META: &str = "00000000-0000-0000-0000-000000000000";

type Packed<'a> = Vec<(String, std::borrow::Cow<'a, [u8]>)>;

pub(super) fn pack(files: &RamDirectory) -> Vec<u8> {
    let index = tantivy::Index::open(files.clone()).expect("what was written can be read");
    let metas = index.load_metas().expect("what was written can be read");
    let meta = files.atomic_read(Path::new(META)).expect("every index has one");
    let mut meta = String::from_utf8(meta).expect("JSON is text");
    let mut packed: Packed<'_> = Vec::new();
    for segment in &metas.segments {
        let id: SegmentId = segment.id();
        meta = meta.replace(&hyphenated(&id.uuid_string()), SEGMENT_IN_META);
        let of_segment = |name: &PathBuf| name.to_string_lossy().starts_with(&id.uuid_string());
        let mut names: Vec<PathBuf> = metas.list_segment_files().into_iter().filter(of_segment).collect();
        names.sort_unstable();
        for name in names {
            // The files of features that the index does not use are listed but do not exist.
            let Ok(file) = files.open_read(&name) else { continue };
            let bytes = file.read_bytes().expect("memory can be read").as_slice().to_vec();
            packed.push((name.to_string_lossy().replace(&id.uuid_string(), SEGMENT), bytes.into()));
        }
    }
    packed.push((META.to_owned(), meta.into_bytes().into()));
    postcard::to_stdvec(&packed).expect("bytes are plain data")
}

fn hyphenated(id: &str) -> String {
    [&id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]].join("-")
}

pub(super) fn unpack(bytes: &[u8]) -> Result<RamDirectory, String> {
    let packed: Vec<(&str, &[u8])> = postcard::from_bytes(bytes).map_err(|e| e.to_string())?;
    let files = RamDirectory::create();
    for (name, bytes) in packed {
        files.atomic_write(Path::new(name), bytes).map_err(|e| e.to_string())?;
    }
    Ok(files)
}
