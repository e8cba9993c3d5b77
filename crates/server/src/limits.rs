//! Every default and every limit of the server, with its number.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::listen_address::ListenAddress;

/// Where the server answers, unless the operator says otherwise.
pub const DEFAULT_LISTEN: ListenAddress = ListenAddress::Tcp(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080));
/// Requests that may wait for a ranking thread, unless the operator says otherwise.
pub const DEFAULT_QUEUE: usize = 64;
/// A request that has waited longer than this is refused when its turn comes, ...
pub const MAX_WAIT_IN_CROWD: Duration = Duration::from_millis(75);
/// ... if at least so many wait behind it. Fewer wait as long as it takes: a household on a slow machine is not refused.
pub const CROWD: usize = 16;

/// Connections at once, unless the operator says otherwise: a process may have 1,024 files open on most systems.
pub const DEFAULT_MAX_CONNECTIONS: usize = 800;
/// One address may have one in this many of the connections; a trusted proxy may have all.
pub const SHARE_OF_CONNECTIONS: usize = 4;
/// Connections beyond the limit that are told so at once; others are closed without a word. Fewer where few files may be open.
pub const REFUSED_AT_ONCE: usize = 64;
/// Files that the server has open beside its connections, with some to spare: counted were 14, and a model is read from seven.
pub const OWN_FILES: u64 = 32;
/// Files of each worker.
pub const FILES_OF_A_WORKER: u64 = 4;
/// Files of the metrics: the server's own and their connections.
pub const FILES_OF_METRICS: u64 = 8 + MAX_METRICS_CONNECTIONS as u64;
/// With room for fewer connections and refusals than this the server does not start.
pub const CONNECTION_FILES_AT_LEAST: u64 = 16;
/// Connections that the kernel keeps until the server takes them.
pub const ACCEPT_BACKLOG: u32 = 1024;
/// Servers that are started at the same moment at the same socket in a file wait for each other so often, ...
pub const SOCKET_LOCK_TRIES: u32 = 100;
/// ... and so long each time.
pub const SOCKET_LOCK_PAUSE: Duration = Duration::from_millis(10);
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
/// Picks, or what was changed since a token, are in each link of a page with a list of so many films as long as they have no more than
/// so many characters; beyond that the page has an address of its own, of which its links are parts. A page stays under 400 KB by it.
const REPEATED_CHARS: [(usize, usize); 4] =
    [(PAGE_FILMS, 350), (2 * PAGE_FILMS, 100), (LONG_LIST_FILMS, 40), (MAX_LIST_FILMS, 30)];

/// How many characters of a taste each link of a page may have, if its list has so many films.
pub(crate) fn max_repeated_chars(films: usize) -> usize {
    REPEATED_CHARS.iter().find(|(most, _)| films <= *most).map_or(0, |(_, chars)| *chars)
}

/// A request's headers may have this many bytes together.
pub const MAX_HEADER_BYTES: usize = 16 * 1024;
/// A search may have this many characters; more are cut.
pub const MAX_QUERY_CHARS: usize = 200;
/// A scorecard may have this many bytes; a larger one is not shown.
pub const MAX_SCORECARD_BYTES: u64 = 1 << 20;

/// Requests a second that one address may go on asking for, unless the operator says otherwise. Pages and answers count, style, scripts
/// and covers do not: a household of ten that all tap twice a second notices nothing.
pub const DEFAULT_RATE: u32 = 20;
/// So many seconds of its rate an address may ask for at once.
pub const RATE_BURST_SECONDS: u32 = 10;
/// Places for the rates of addresses: addresses that share one, by chance, share its rate. Half a megabyte.
pub const RATE_PLACES: usize = 1 << 16;
/// Connections that may read the metrics at once.
pub const MAX_METRICS_CONNECTIONS: usize = 16;
/// Lines that may wait for the access log's writer; more are dropped and counted.
pub const MAX_LOG_LINES_WAITING: usize = 4_096;
/// An id that a trusted proxy gives a request may have this many characters; longer ones are replaced.
pub const MAX_REQUEST_ID_CHARS: usize = 64;

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
/// Between the last connection that is taken and the end of idle ones, when the server is stopped: requests may be on their way.
pub const STOP_PAUSE: Duration = Duration::from_millis(500);
/// Requests under way have this long to end when the server is stopped.
pub const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// A client is asked to wait this long when all ranking threads are busy, or it asked too often.
pub const RETRY_AFTER_SECONDS: u32 = 1;

/// Films of a list from the API, unless the request says otherwise.
pub const DEFAULT_LIST_FILMS: usize = 20;
/// Films of a list on a page, unless the address says otherwise; *Show more* adds as many. Rows of two, three, four and six
/// are all full.
pub const PAGE_FILMS: usize = 24;
/// Covers that the browser is asked to load first, before scripts: a row on a wide screen, two on a phone.
pub const EARLY_COVERS: usize = 6;
/// Films of a list that the search page shows for a wish: two rows on a wide screen.
pub const WISH_FILMS: usize = 12;
/// Films that have a word or two of a wish, beside those that meet it.
pub const WISH_WORD_FILMS: usize = 6;
/// Films of a list at most.
pub use matinee_rank::MAX_LIST_FILMS;
/// In longer lists a page's cards say less: short texts, and reasons with their menus at the first [`LONG_LIST_FULL_CARDS`] alone.
pub const LONG_LIST_FILMS: usize = 60;
/// A card's text has at most this many characters: what two lines hold on a wide screen, and what a screen reader reads out.
pub const CARD_CHARS: usize = 600;
/// Cards of a long list with all that a card has; the others have a sentence for their reasons.
pub const LONG_LIST_FULL_CARDS: usize = 12;
/// Films of a list that the API passes over at most; more are refused.
pub const MAX_LIST_OFFSET: usize = MAX_LIST_FILMS * 10;
/// Films liked or disliked that the home page names, each with the address without it; My films has them all.
pub const MAX_TRAY_FILMS: usize = 6;
/// The same of films seen or to be seen, from which the list does not follow.
pub const MAX_TRAY_SEEN: usize = 2;
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
/// Titles that are read in the field of one of them.
pub const MAX_TYPED_TITLES: usize = 20;
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
/// How much of a story a phone shows under a film, in three of its lines.
pub const SHORT_LINE_CHARS: usize = 48;
/// The same on a wide screen.
pub const LINE_CHARS: usize = 92;
/// A line does not break off after a word of so many letters or fewer: most are articles and prepositions.
pub const SHORT_WORD_CHARS: usize = 3;
/// Films that a country or a language must have to be a choice of the filter form.
pub const MIN_CHOICE_FILMS: usize = 3;

/// Films on the map at most, the best known: 50,000 are some two megabytes, packed.
pub const MAX_MAP_FILMS: usize = 50_000;
/// Liked films that are lit on the map, and named beside it.
pub const MAX_MAP_LIKES: usize = 500;
/// Films of a region that the list beside the map names.
pub const REGION_FILMS: usize = 8;
/// Kinds of films that have a colour on the map: `--kind-0` and so on in `web/static/site.css`.
pub const MAP_KINDS: usize = 10;

/// Pages that are the same for everybody, kept at once: three in each language, packed and not, for a few names of the site.
pub const MAX_FIXED_PAGES: usize = 64;
/// Addresses in one sitemap at most (sitemaps.org).
pub const MAX_SITEMAP_ADDRESSES: usize = 50_000;
