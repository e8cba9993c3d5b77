//! Reads the pages of a wiki from a Kiwix ZIM file.
//!
//! The format is openZIM's (versions 5 and 6): a header, directory entries sorted by path, and clusters of blobs, plain or
//! compressed with zstd. We have our own reader because the `zim` crate decompresses a whole cluster of any size at once, and
//! pulls in the dependencies of a command line. This reader trusts nothing in the file: it checks every position, limits
//! every length, and has one page in memory at a time.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufReader, ErrorKind, Read, Seek};
use std::path::{Path, PathBuf};

use crate::address::PageTitle;
use crate::limits::MAX_PAGE_BYTES;

const MAGIC: u32 = 0x044D_495A;
const HEADER: usize = 80;
/// The length of a path, a title or a content type.
const MAX_TEXT: usize = 1 << 12;
/// Content types in one file. Real files have some thirty.
const MAX_TYPES: usize = 1 << 10;
/// Bytes of a cluster's table of blobs: a million blobs.
const MAX_TABLE: u64 = 8 << 20;
/// The size of a decompressed cluster. Writers make clusters of one or two megabytes.
const MAX_CLUSTER: u64 = 1 << 30;
/// Entries of this type or above have no content: redirects, link targets, deleted entries.
const NO_CONTENT: u16 = 0xFFFD;
/// The type of redirects.
const REDIRECT: u16 = 0xFFFF;
/// Redirects to redirects that are followed.
const MAX_HOPS: usize = 4;

/// Why a ZIM file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ZimError {
    /// Reading failed.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// It is not a ZIM file.
    #[error("{} is no ZIM file: get one from Kiwix, such as Wikipedia's films", .0.display())]
    NotZim(PathBuf),
    /// It is cut off or broken.
    #[error("{} is damaged ({why}): get it again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        why: String,
    },
    /// It is compressed with xz.
    #[error("{} is packed with xz, as ZIM files were before 2021: get a newer one", .0.display())]
    Xz(PathBuf),
}

/// The position of a page's bytes, and of its directory entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct BlobAddress {
    cluster: u32,
    blob: u32,
    entry: u64,
}

/// A page, and what it is called.
pub(crate) struct ZimPage {
    pub(crate) title: PageTitle,
    /// Where links to it lead; in most files the same as the title.
    pub(crate) path: PageTitle,
    /// `None` for a page that is larger than a page may be.
    pub(crate) body: Option<Vec<u8>>,
}

/// The places that links of a file's pages can lead to, by number. A number is the hash of a path: two paths with one number
/// are not to be expected among millions.
#[derive(Debug, Default)]
pub(crate) struct Places {
    pages: HashSet<u64>,
    redirects: HashMap<u64, u64>,
}

impl Places {
    /// The number of a path, whether or not something is there.
    pub(crate) fn number(path: &PageTitle) -> u64 {
        let mut hasher = DefaultHasher::new();
        path.as_str().hash(&mut hasher);
        hasher.finish()
    }

    /// The page that a link to a path ends at, redirects followed.
    pub(crate) fn page(&self, path: &PageTitle) -> Option<u64> {
        let mut number = Self::number(path);
        for _ in 0..=MAX_HOPS {
            if self.pages.contains(&number) {
                return Some(number);
            }
            number = *self.redirects.get(&number)?;
        }
        None
    }
}

/// An open file.
#[derive(Debug)]
pub(crate) struct Zim {
    path: PathBuf,
    file: BufReader<File>,
    length: u64,
    clusters: u64,
    cluster_list: u64,
    types: Vec<String>,
    entries: u64,
    entry_list: u64,
    /// The namespace of articles.
    articles: u8,
    /// HTML pages, in the order of their bytes.
    pages: Vec<BlobAddress>,
    /// The entries `M/Source` and `M/Date`, by name.
    metadata: Vec<(String, BlobAddress)>,
}

/// A directory entry, parsed.
struct DirectoryEntry {
    kind: u16,
    namespace: u8,
    /// Of a redirect, the index of its target.
    cluster: u32,
    blob: u32,
    path: String,
    title: String,
}

impl Zim {
    /// Opens a file and reads its directory. Keeps sixteen bytes for each page.
    pub(crate) fn open(path: &Path) -> Result<Self, ZimError> {
        let read = |source| ZimError::Read { path: path.to_owned(), source };
        let file = File::open(path).map_err(read)?;
        let length = file.metadata().map_err(read)?.len();
        let mut zim = Self {
            path: path.to_owned(),
            file: BufReader::with_capacity(1 << 16, file),
            length,
            clusters: 0,
            cluster_list: 0,
            types: Vec::new(),
            entries: 0,
            entry_list: 0,
            articles: b'C',
            pages: Vec::new(),
            metadata: Vec::new(),
        };
        let mut header = [0; HEADER];
        if length < HEADER as u64 {
            return Err(ZimError::NotZim(zim.path));
        }
        zim.read_at(0, &mut header)?;
        if number(&header[..4]) != u64::from(MAGIC) || !matches!(number(&header[4..6]), 5 | 6) {
            return Err(ZimError::NotZim(zim.path));
        }
        let (entries, clusters) = (number(&header[24..28]), number(&header[28..32]));
        let entry_list = number(&header[32..40]);
        (zim.clusters, zim.cluster_list) = (clusters, number(&header[48..56]));
        let fits = |list: u64, count: u64| list.checked_add(8 * count).is_some_and(|end| end <= length);
        if !fits(entry_list, entries) || !fits(zim.cluster_list, clusters) {
            return Err(zim.damaged("its lists end behind its end"));
        }
        zim.types = zim.read_types(number(&header[56..64]))?;
        // Since version 6.1 all content is in one namespace; before, articles were in A.
        zim.articles = if (number(&header[4..6]), number(&header[6..8])) >= (6, 1) { b'C' } else { b'A' };
        (zim.entries, zim.entry_list) = (entries, entry_list);
        for pointer in zim.pointers()? {
            zim.add(pointer)?;
        }
        zim.pages.sort_unstable();
        Ok(zim)
    }

    /// The positions of all entries, in the order of their paths.
    fn pointers(&mut self) -> Result<Vec<u64>, ZimError> {
        let mut list = vec![0; 8 * self.entries as usize];
        self.read_at(self.entry_list, &mut list)?;
        Ok(list.chunks_exact(8).map(number).collect())
    }

    /// Reads where links can lead: the paths of all pages and redirects.
    pub(crate) fn places(&mut self) -> Result<Places, ZimError> {
        let (mut places, mut redirects) = (Places::default(), Vec::new());
        let mut numbers = Vec::new();
        for pointer in self.pointers()? {
            let entry = self.entry(pointer)?;
            let path = PageTitle::new(&entry.path).filter(|_| entry.namespace == self.articles);
            let number = path.as_ref().map(Places::number);
            // An entry that is no page has a number too, so that redirects find their target by its index.
            numbers.push(number.unwrap_or_default());
            let Some(number) = number else { continue };
            let is_page = self.types.get(usize::from(entry.kind)).is_some_and(|kind| kind.starts_with("text/html"));
            if entry.kind == REDIRECT {
                redirects.push((number, entry.cluster));
            } else if entry.kind < NO_CONTENT && is_page {
                places.pages.insert(number);
            }
        }
        let target = |index: u32| numbers.get(index as usize).copied().unwrap_or_default();
        places.redirects = redirects.into_iter().map(|(number, index)| (number, target(index))).collect();
        Ok(places)
    }

    fn add(&mut self, at: u64) -> Result<(), ZimError> {
        let entry = self.entry(at)?;
        let place = BlobAddress { cluster: entry.cluster, blob: entry.blob, entry: at };
        if entry.kind >= NO_CONTENT {
            return Ok(());
        }
        let Some(kind) = self.types.get(usize::from(entry.kind)) else {
            return Err(self.damaged("a page of no known type"));
        };
        if entry.namespace == self.articles && kind.starts_with("text/html") {
            self.pages.push(place);
        } else if entry.namespace == b'M' && ["Source", "Date"].contains(&entry.path.as_str()) {
            self.metadata.push((entry.path, place));
        }
        Ok(())
    }

    /// How many pages it holds.
    pub(crate) fn len(&self) -> usize {
        self.pages.len()
    }

    /// The file's metadata by name: `Source` or `Date`.
    pub(crate) fn metadata(&mut self, name: &str) -> Result<Option<String>, ZimError> {
        let Some(&(_, place)) = self.metadata.iter().find(|(known, _)| known == name) else { return Ok(None) };
        let mut text = None;
        self.cluster(&[place], &mut |_, blob| {
            text = blob;
            Ok::<(), ZimError>(())
        })?;
        Ok(text.and_then(|text| String::from_utf8(text).ok()).map(|text| text.trim().to_owned()))
    }

    /// Calls `take` for every page.
    pub(crate) fn pages<E: From<ZimError>>(&mut self, mut take: impl FnMut(ZimPage) -> Result<(), E>) -> Result<(), E> {
        let pages = std::mem::take(&mut self.pages);
        for together in pages.chunk_by(|a, b| a.cluster == b.cluster) {
            let mut names = Vec::with_capacity(together.len());
            for place in together {
                let entry = self.entry(place.entry)?;
                let path = PageTitle::new(&entry.path);
                // An empty title means that it is the same as the path.
                let title = if entry.title.is_empty() { path.clone() } else { PageTitle::new(&entry.title) };
                names.push(title.zip(path));
            }
            self.cluster(together, &mut |n, body| match names[n].take() {
                Some((title, path)) => take(ZimPage { title, path, body }),
                None => Ok(()),
            })?;
        }
        self.pages = pages;
        Ok(())
    }

    /// Calls `take` for some blobs of one cluster, which must be in order, with each one's index among them.
    fn cluster<E: From<ZimError>>(
        &mut self,
        places: &[BlobAddress],
        take: &mut impl FnMut(usize, Option<Vec<u8>>) -> Result<(), E>,
    ) -> Result<(), E> {
        let path = self.path.clone();
        let damaged = |why: &str| ZimError::Damaged { path: path.clone(), why: why.to_owned() };
        let failed = |error: io::Error| match error.kind() {
            ErrorKind::UnexpectedEof => damaged("it ends in the middle of a page"),
            ErrorKind::Other | ErrorKind::InvalidData => damaged(&error.to_string()),
            _ => ZimError::Read { path: path.clone(), source: error },
        };
        let number_of = u64::from(places[0].cluster);
        if number_of >= self.clusters {
            return Err(damaged("a page in a cluster that is not there").into());
        }
        let mut bytes = [0; 8];
        self.read_at(self.cluster_list + 8 * number_of, &mut bytes)?;
        let at = number(&bytes);
        let mut info = [0; 1];
        self.read_at(at, &mut info)?;
        let plain = (&mut self.file).take(self.length - at - 1);
        let mut unpacked: Box<dyn Read> = match info[0] & 0x0F {
            0 | 1 => Box::new(plain),
            4 => return Err(ZimError::Xz(path).into()),
            5 => Box::new(zstd::Decoder::with_buffer(plain).map_err(failed)?.single_frame()),
            _ => return Err(damaged("a cluster packed in no known way").into()),
        };
        // Positions are relative to the start of this table, so the first one is the table's length.
        let width: u64 = if info[0] & 0x10 == 0 { 4 } else { 8 };
        unpacked.read_exact(&mut bytes[..width as usize]).map_err(failed)?;
        let table = number(&bytes[..width as usize]);
        if table < width || !table.is_multiple_of(width) || table > MAX_TABLE {
            return Err(damaged("a cluster's table of pages is wrong").into());
        }
        let mut rest = vec![0; (table - width) as usize];
        unpacked.read_exact(&mut rest).map_err(failed)?;
        let starts: Vec<u64> = std::iter::once(table).chain(rest.chunks_exact(width as usize).map(number)).collect();
        let mut reached = table;
        for (n, place) in places.iter().enumerate() {
            let Some(&[start, end]) = starts.get(place.blob as usize..).and_then(|rest| rest.first_chunk()) else {
                return Err(damaged("a page that its cluster does not have").into());
            };
            if start < reached || end < start || end > MAX_CLUSTER {
                return Err(damaged("a cluster's pages overlap or are too large").into());
            }
            io::copy(&mut unpacked.by_ref().take(start - reached), &mut io::sink()).map_err(failed)?;
            let length = end - start;
            let page = if length <= MAX_PAGE_BYTES as u64 {
                let mut page = Vec::new();
                unpacked.by_ref().take(length).read_to_end(&mut page).map_err(failed)?;
                if page.len() as u64 != length {
                    return Err(damaged("it ends in the middle of a page").into());
                }
                reached = end;
                Some(page)
            } else {
                reached = start;
                None
            };
            take(n, page)?;
        }
        Ok(())
    }

    fn read_types(&mut self, at: u64) -> Result<Vec<String>, ZimError> {
        self.seek(at)?;
        let mut types = Vec::new();
        loop {
            let name = self.text()?;
            if name.is_empty() {
                return Ok(types);
            }
            types.push(name);
            if types.len() > MAX_TYPES {
                return Err(self.damaged("its list of types has no end"));
            }
        }
    }

    fn entry(&mut self, at: u64) -> Result<DirectoryEntry, ZimError> {
        let mut head = [0; 8];
        self.read_at(at, &mut head)?;
        let kind = number(&head[..2]) as u16;
        let mut place = [0; 8];
        let of_place = match kind {
            REDIRECT => 4,
            NO_CONTENT | 0xFFFE => 0,
            _ => 8,
        };
        self.file.read_exact(&mut place[..of_place]).map_err(|e| self.cut_off(e))?;
        let (cluster, blob) = (number(&place[..4]) as u32, number(&place[4..]) as u32);
        Ok(DirectoryEntry { kind, namespace: head[3], cluster, blob, path: self.text()?, title: self.text()? })
    }

    /// Reads a text that ends with a zero byte.
    fn text(&mut self) -> Result<String, ZimError> {
        let mut bytes = Vec::new();
        for byte in (&mut self.file).take(MAX_TEXT as u64).bytes() {
            match byte {
                Ok(0) => return Ok(String::from_utf8_lossy(&bytes).into_owned()),
                Ok(byte) => bytes.push(byte),
                Err(error) => return Err(ZimError::Read { path: self.path.clone(), source: error }),
            }
        }
        Err(self.damaged("a text without an end"))
    }

    fn seek(&mut self, at: u64) -> Result<(), ZimError> {
        if at >= self.length {
            return Err(self.damaged("a position behind its end"));
        }
        // Entries are stored one after the other, so a relative seek often stays within the buffer.
        let now = self.file.stream_position().map_err(|e| self.cut_off(e))?;
        let by = i64::try_from(at).unwrap_or(i64::MAX) - i64::try_from(now).unwrap_or(0);
        self.file.seek_relative(by).map_err(|e| self.cut_off(e))
    }

    fn read_at(&mut self, at: u64, bytes: &mut [u8]) -> Result<(), ZimError> {
        self.seek(at)?;
        self.file.read_exact(bytes).map_err(|e| self.cut_off(e))
    }

    fn cut_off(&self, source: io::Error) -> ZimError {
        match source.kind() {
            ErrorKind::UnexpectedEof => self.damaged("it is cut off"),
            _ => ZimError::Read { path: self.path.clone(), source },
        }
    }

    fn damaged(&self, why: &str) -> ZimError {
        ZimError::Damaged { path: self.path.clone(), why: why.to_owned() }
    }
}

/// Up to eight bytes as a number, the lowest first.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}
