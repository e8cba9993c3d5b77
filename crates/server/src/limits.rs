//! Every default and every limit of the server, with its number.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

/// Where the server answers, unless the operator says otherwise.
pub const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
/// Requests that may wait for a ranking thread, unless the operator says otherwise.
pub const DEFAULT_QUEUE: usize = 64;

/// Connections at once, unless the operator says otherwise: a process may have 1,024 files open on most systems.
pub const DEFAULT_MAX_CONNECTIONS: usize = 800;
/// One address may have one in this many of the connections; a trusted proxy may have all.
pub const SHARE_OF_CONNECTIONS: usize = 4;
/// Connections beyond the limit that are told so at once; others are closed without a word.
pub const REFUSED_AT_ONCE: usize = 64;
/// Connections that the kernel keeps until the server takes them.
pub const ACCEPT_BACKLOG: u32 = 1024;
/// Threads beside each worker that pack answers made on it.
pub const BLOCKING_THREADS: usize = 2;

/// A request's body may have this many bytes.
pub const MAX_BODY_BYTES: usize = 64 * 1024;
/// All files of an upload may have this many bytes together, with the fields beside them.
pub const MAX_UPLOAD_BYTES: usize = 20 << 20;
/// Of a larger upload this many bytes are read and dropped before the connection is closed: a browser shows an answer only once it has
/// sent everything.
pub const MAX_UPLOAD_DISCARDED: usize = 100 << 20;
/// All uploads under way may hold this many megabytes together; one that needs more is answered 503.
pub const UPLOADS_AT_ONCE_MB: usize = 100;
/// A form may have this many parts: files and fields.
pub const MAX_FORM_PARTS: usize = 4_000;
/// An upload is given up if nothing of it comes for this long, ...
pub const UPLOAD_STALL: Duration = Duration::from_secs(10);
/// ... and it may take this long in all: 20 MB at 2.7 Mbit/s.
pub const UPLOAD_TIMEOUT: Duration = Duration::from_secs(60);
/// A request's address may have this many bytes: a token of 5,000 films and what was changed since.
pub const MAX_URL_BYTES: usize = 16 * 1024;
/// Picks are written one by one in an address of the site as long as they have no more than this many characters, else as a token.
pub const MAX_PLAIN_CHARS: usize = 1_500;
/// A request's headers may have this many bytes together.
pub const MAX_HEADER_BYTES: usize = 16 * 1024;
/// A search may have this many characters; more are cut.
pub const MAX_QUERY_CHARS: usize = 200;
/// A scorecard may have this many bytes; a larger one is not shown.
pub const MAX_SCORECARD_BYTES: u64 = 1 << 20;

/// A client has this long to send a request's head, from its first byte on.
pub const HEAD_TIMEOUT: Duration = Duration::from_secs(5);
/// A connection without a request is closed after this long.
pub const IDLE_TIMEOUT: Duration = Duration::from_secs(30);
/// A client that takes nothing of an answer for this long is given up.
pub const WRITE_TIMEOUT: Duration = Duration::from_secs(10);
/// A client has this long to close its side of a connection that the server closes.
pub const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);
/// Malformed requests are counted, and the number logged this often at most.
pub const FAULTS_LOGGED_EVERY: Duration = Duration::from_secs(1);
/// An answer may take this long, body included.
pub const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);
/// The answer to an upload may take this long after that.
pub const UPLOAD_ANSWER_TIMEOUT: Duration = Duration::from_secs(20);
/// Requests under way have this long to end when the server is stopped.
pub const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// A client is asked to wait this long when all ranking threads are busy.
pub const RETRY_AFTER_SECONDS: u32 = 1;

/// Films of a list from the API, unless the request says otherwise.
pub const DEFAULT_LIST_FILMS: usize = 20;
/// Films of a list on a page, unless the address says otherwise; *Show more* adds as many. Rows of two, three, four and six
/// are all full.
pub const PAGE_FILMS: usize = 24;
/// Films of a list at most.
pub use matinee_rank::MAX_LIST_FILMS;
/// Films of a list that the API passes over at most; more are refused.
pub const MAX_LIST_OFFSET: usize = MAX_LIST_FILMS * 10;
/// Films of each of a viewer's lists that the home page names: each with the address without it.
pub const MAX_TRAY_FILMS: usize = 60;
/// Films that a taste's list has as a file, unless the address says otherwise.
pub const EXPORT_FILMS: usize = 100;
/// Films of a taste's feed.
pub const FEED_FILMS: usize = 50;
/// Films that the preview of a link to a taste names.
pub const PREVIEW_FILMS: usize = 12;
/// A link is drawn as a QR code if it has at most this many characters: of more, phones cannot tell the dots apart.
pub const MAX_QR_CHARS: usize = 1_200;
/// Films of each of a viewer's lists on the page of their films; the list alone has more.
pub const MINE_FILMS: usize = 48;
/// Films of one of a viewer's lists on a page of its own.
pub const MINE_PAGE_FILMS: usize = 200;
/// Questions that the answer to an import asks at once: films that none or several fit.
pub const IMPORT_QUESTIONS: usize = 40;
/// Films that it names of each other kind: guesses, films that nothing is near to.
pub const IMPORT_NAMED_FILMS: usize = 200;
/// Problems of rows and files that it names.
pub const IMPORT_PROBLEMS: usize = 50;
/// People who choose together on the site at most: their links share one address.
pub const MAX_TOGETHER: usize = 6;
/// Given films that are put in a viewer's order at most.
pub const MAX_WHICH_FILMS: usize = 200;
/// Well-known films on one wall of a first visit.
pub const WALL_FILMS: usize = 24;
/// The last wall; later ones are refused.
pub const MAX_WALLS: usize = 40;

/// Films that the search page shows.
pub const SEARCH_PAGE_FILMS: usize = 30;
/// Films that the API finds, unless the request says otherwise.
pub const DEFAULT_FOUND_FILMS: usize = 10;
/// Films that the API finds at most.
pub const MAX_FOUND_FILMS: usize = 100;
/// Films that the search box suggests while someone types.
pub const SUGGESTED_FILMS: usize = 6;
/// People that it suggests beside them.
pub const SUGGESTED_PEOPLE: usize = 2;
/// Kinds, and as many themes.
pub const SUGGESTED_NAMES: usize = 2;

/// Similar films on a film's page.
pub const SIMILAR_FILMS: usize = 12;
/// A name of the operator's links may have this many characters.
pub const MAX_LINK_NAME_CHARS: usize = 40;
/// The end of the filter form's length slider, in minutes: there it sets no condition.
pub const ANY_LENGTH_MINUTES: u16 = 300;
/// The other end of the slider.
pub const SHORTEST_MINUTES: u16 = 60;
/// Liked films that a heading names; of more it says how many.
pub const NAMED_LIKES: usize = 3;
/// Terms that the sentence under a film names.
pub const SENTENCE_TERMS: usize = 2;
/// A sentence of more characters names only one of them: on a phone a film has three lines of about 17.
pub const MAX_SENTENCE_CHARS: usize = 50;
/// Films that a country or a language must have to be a choice of the filter form.
pub const MIN_CHOICE_FILMS: usize = 3;

/// Films on the map at most, the best known: 50,000 are some two megabytes, packed.
pub const MAX_MAP_FILMS: usize = 50_000;
/// Films of a region that the list beside the map names.
pub const REGION_FILMS: usize = 8;
/// Kinds of films that have a colour on the map: `--kind-0` and so on in `web/static/site.css`.
pub const MAP_KINDS: usize = 10;

/// Addresses in one sitemap at most (sitemaps.org).
pub const MAX_SITEMAP_ADDRESSES: usize = 50_000;
