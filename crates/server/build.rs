//! Makes the files of `web` ready for the binary: those of `static` under names that change with their content, and packed;
//! the texts of all languages packed together.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// What texts are; pictures and faces are packed already.
const PACKED: [&str; 4] = ["css", "js", "svg", "txt"];

fn main() {
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let mut files = Files { found: files_of("static"), ready: BTreeMap::new() };
    for name in files.found.keys().cloned().collect::<Vec<_>>() {
        files.add(&name);
    }
    write(&files.ready, &out);
    // The tag of each language and its texts, a zero byte behind each.
    let mut texts = Vec::new();
    for (name, text) in files_of("text") {
        let tag = name.strip_suffix(".toml").unwrap_or_else(|| panic!("web/text/{name} is no table of texts"));
        texts.extend([tag.as_bytes(), b"\0", &text, b"\0"].concat());
    }
    fs::write(out.join("texts.gz"), gzip(&texts)).expect("OUT_DIR can be written");
}

/// The files of a folder of `web`, by name.
fn files_of(folder: &str) -> BTreeMap<String, Vec<u8>> {
    let web = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../web");
    let folder = web.join(folder);
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.expect("a folder entry").path();
        println!("cargo::rerun-if-changed={}", path.display());
        let bytes = fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        found.insert(path.file_name().and_then(|name| name.to_str()).expect("a plain name").to_owned(), bytes);
    }
    found
}

struct Files {
    /// As they are in the folder, by name.
    found: BTreeMap<String, Vec<u8>>,
    /// The served name, such as `site.1a2b3c4d.css`, and the bytes, by name.
    ready: BTreeMap<String, (String, Vec<u8>)>,
}

impl Files {
    /// Adds a file after those it names as `"./other"`: modules and the style name others by served names, so a change of one
    /// changes the names of all that name it. They must not name each other in a circle.
    fn add(&mut self, name: &str) {
        if self.ready.contains_key(name) {
            return;
        }
        let mut bytes = self.found[name].clone();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        if matches!(ending, "js" | "css") {
            let mut text = String::from_utf8(bytes).unwrap_or_else(|e| panic!("web/static/{name}: {e}"));
            for other in self.found.keys().filter(|other| *other != name).cloned().collect::<Vec<_>>() {
                let import = format!("\"./{other}\"");
                if text.contains(&import) {
                    self.add(&other);
                    text = text.replace(&import, &format!("\"./{}\"", self.ready[&other].0));
                }
            }
            bytes = text.into_bytes();
        }
        let mut served = format!("{stem}.");
        for byte in &Sha256::digest(&bytes)[..4] {
            let _ = write!(served, "{byte:02x}");
        }
        let _ = write!(served, ".{ending}");
        self.ready.insert(name.to_owned(), (served, bytes));
    }
}

/// Writes the files, and the list that `src/assets.rs` includes.
fn write(files: &BTreeMap<String, (String, Vec<u8>)>, out: &Path) {
    let mut list = "[\n".to_owned();
    for (name, (served, bytes)) in files {
        let keep = |ending: &str, bytes: &[u8]| {
            let path: PathBuf = out.join(format!("{served}{ending}"));
            fs::write(path, bytes).expect("OUT_DIR can be written");
            format!("include_bytes!(concat!(env!(\"OUT_DIR\"), {:?}))", format!("/{served}{ending}"))
        };
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let bytes = if PACKED.contains(&ending) {
            format!("Built::Packed {{ gzip: {}, brotli: {} }}", keep(".gz", &gzip(bytes)), keep(".br", &brotli(bytes)))
        } else {
            format!("Built::Plain({})", keep("", bytes))
        };
        let _ = writeln!(list, "    ({name:?}, {served:?}, {bytes}),");
    }
    fs::write(out.join("assets.rs"), list + "]\n").expect("OUT_DIR can be written");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("memory can be written to")
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let params = BrotliEncoderParams { size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params).expect("memory can be read and written to");
    packed
}
