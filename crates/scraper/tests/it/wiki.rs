//! A small wiki on 127.0.0.1 that logs every request and can be made to fail.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use actix_web::http::header::{ACCEPT_ENCODING, IF_MODIFIED_SINCE, USER_AGENT};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use matinee_scraper::{PageTitle, Site};

pub(crate) const ROBOTS: &str = "User-agent: *\nDisallow: /w/\nDisallow: /wiki/Closed\n";

/// The seven films of each shape, by file and title.
pub(crate) const FILMS: [(&str, &str); 7] = [
    ("2001", "2001: A Space Odyssey"),
    ("amelie", "Amélie"),
    ("face-off", "Face/Off"),
    ("king-kong-1933", "King Kong (1933 film)"),
    ("koyaanisqatsi", "Koyaanisqatsi"),
    ("seven-samurai", "Seven Samurai"),
    ("whats-up-doc", "What's Up, Doc? (1972 film)"),
];

/// The folder of the test wiki, where the fixtures are.
pub(crate) fn mediawiki() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/mediawiki")
}

pub(crate) fn fixture(shape: &str, file: &str) -> Vec<u8> {
    let path: PathBuf = mediawiki().join("fixtures/html").join(shape).join(format!("{file}.html"));
    fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) at: Instant,
    pub(crate) path: String,
    pub(crate) agent: String,
    pub(crate) encodings: String,
    pub(crate) conditional: bool,
    pub(crate) status: u16,
    pub(crate) query: String,
    /// Requests in flight when it came, including itself.
    pub(crate) in_flight: usize,
}

#[derive(Debug, Clone)]
pub(crate) enum Fault {
    Status(u16),
    RetryAfter(u16, u64),
    Huge,
    /// The connection ends in the middle of the body.
    Cut,
}

#[derive(Default)]
struct State {
    pages: BTreeMap<String, (Vec<u8>, SystemTime)>,
    robots: (u16, String),
    /// Faults by path, in the order in which they are served.
    faults: HashMap<String, Vec<Fault>>,
    /// The answers of the Action API in order, each with its Retry-After, if any.
    api: Vec<(Option<u64>, serde_json::Value)>,
    /// Redirects by path, each to an address.
    moved: HashMap<String, String>,
    /// How long an answer takes.
    latency: Duration,
    in_flight: usize,
    log: Vec<Seen>,
}

/// A running wiki. It stops with the test's runtime.
#[derive(Clone)]
pub(crate) struct Wiki {
    state: Arc<Mutex<State>>,
    pub(crate) site: Site,
}

impl Wiki {
    /// Starts a wiki without pages.
    pub(crate) fn start() -> Self {
        let state = Arc::new(Mutex::new(State { robots: (200, ROBOTS.to_owned()), ..State::default() }));
        let data = web::Data::from(Arc::clone(&state));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let site = Site::new(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async {
                let app = move || App::new().app_data(data.clone()).default_service(web::to(answer));
                HttpServer::new(app).workers(1).disable_signals().listen(listener).unwrap().run().await
            })
        });
        Self { state, site }
    }

    /// Starts a wiki with the seven films in one shape and a list of them.
    pub(crate) fn with_films(shape: &str) -> Self {
        let wiki = Self::start();
        for (file, title) in FILMS {
            wiki.put(title, fixture(shape, file));
        }
        let links: String = FILMS.iter().map(|(_, title)| wiki.link(title)).collect();
        wiki.put("List of films", format!("<body><div class=\"mw-parser-output\"><ul>{links}</ul></div></body>"));
        wiki
    }

    /// Starts a wiki with made-up films and a list of them.
    pub(crate) fn with_made_up_films(films: usize) -> Self {
        let wiki = Self::start();
        let mut links = String::new();
        for number in 0..films {
            let title = Self::made_up_title(number);
            wiki.put(&title, wiki.made_up_page(number, &title));
            links += &wiki.link(&title);
        }
        wiki.put("List of films", format!("<body><div class=\"mw-parser-output\"><ul>{links}</ul></div></body>"));
        wiki
    }

    pub(crate) fn made_up_title(number: usize) -> String {
        format!("The ferry pilot, part {number}")
    }

    /// A film's page. The article's number stays the same when the title changes.
    pub(crate) fn made_up_page(&self, number: usize, title: &str) -> String {
        let address = self.site.page(&PageTitle::new(title).unwrap());
        format!(
            "<html><head><script>RLCONF={{\"wgArticleId\":{},\"wgRevisionId\":{number}}}</script><link rel=\"canonical\" href=\"{address}\"></head>
             <body><div class=\"mw-parser-output\"><table class=\"infobox vevent\"><tr><th class=\"infobox-above summary\">{title}</th></tr>
             <tr><th>Directed by</th><td>Ada Lund</td></tr><tr><th>Release date</th><td>{}</td></tr></table>
             <p><b>{title}</b> is a drama film directed by Ada Lund.</p></div></body></html>",
            100 + number,
            1950 + number
        )
    }

    pub(crate) fn link(&self, title: &str) -> String {
        let url = self.site.page(&PageTitle::new(title).unwrap());
        format!("<li><a href=\"{}\">{title}</a></li>", url.path())
    }

    fn path(&self, title: &str) -> String {
        self.site.page(&PageTitle::new(title).unwrap()).path().to_owned()
    }

    /// Writes a page with a later date than any before.
    pub(crate) fn put(&self, title: &str, body: impl Into<Vec<u8>>) {
        self.put_at(&self.path(title), body);
    }

    /// Writes a page at any path.
    pub(crate) fn put_at(&self, path: &str, body: impl Into<Vec<u8>>) {
        let mut state = self.state.lock().unwrap();
        let later = state.pages.values().map(|(_, at)| *at).max().unwrap_or(SystemTime::UNIX_EPOCH)
            + std::time::Duration::from_secs(2);
        state.pages.insert(path.to_owned(), (body.into(), later));
    }

    /// Answers a path with a redirect.
    pub(crate) fn redirect(&self, path: &str, to: &str) {
        self.state.lock().unwrap().moved.insert(path.to_owned(), to.to_owned());
    }

    pub(crate) fn remove(&self, title: &str) {
        self.state.lock().unwrap().pages.remove(&self.path(title));
    }

    pub(crate) fn robots(&self, status: u16, text: &str) {
        self.state.lock().unwrap().robots = (status, text.to_owned());
    }

    pub(crate) fn fail(&self, title: &str, faults: Vec<Fault>) {
        let path = self.path(title);
        self.state.lock().unwrap().faults.insert(path, faults);
    }

    pub(crate) fn api(&self, answers: Vec<(Option<u64>, serde_json::Value)>) {
        self.state.lock().unwrap().api = answers;
    }

    pub(crate) fn takes(&self, latency: Duration) {
        self.state.lock().unwrap().latency = latency;
    }

    /// The requests since the last call.
    pub(crate) fn log(&self) -> Vec<Seen> {
        std::mem::take(&mut self.state.lock().unwrap().log)
    }
}

async fn answer(request: HttpRequest, state: web::Data<Mutex<State>>) -> HttpResponse {
    let at = Instant::now();
    let header = |name| request.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let path = request.path().to_owned();
    let with_query = format!("{path}?{}", request.query_string());
    let (latency, in_flight) = {
        let mut state = state.lock().unwrap();
        state.in_flight += 1;
        (state.latency, state.in_flight)
    };
    actix_web::rt::time::sleep(latency).await;
    let mut state = state.lock().unwrap();
    state.in_flight -= 1;
    let fault = state.faults.get_mut(&path).filter(|faults| !faults.is_empty()).map(|faults| faults.remove(0));
    let since = header(IF_MODIFIED_SINCE);
    let response = if let Some(fault) = fault {
        faulty(&fault)
    } else if let Some(to) = state.moved.get(&path) {
        HttpResponse::Found().insert_header(("Location", to.clone())).finish()
    } else if path == "/robots.txt" {
        let (status, text) = &state.robots;
        HttpResponse::build(actix_web::http::StatusCode::from_u16(*status).unwrap()).body(text.clone())
    } else if path == "/w/api.php" && !state.api.is_empty() {
        let (retry, answer) = state.api.remove(0);
        let mut response = HttpResponse::Ok();
        if let Some(seconds) = retry {
            response.insert_header(("Retry-After", seconds.to_string()));
        }
        response.json(answer)
    } else if let Some((body, changed)) = state.pages.get(&with_query).or_else(|| state.pages.get(&path)) {
        let date = httpdate::fmt_http_date(*changed);
        if since == date {
            HttpResponse::NotModified().finish()
        } else {
            HttpResponse::Ok().content_type("text/html").insert_header(("Last-Modified", date)).body(body.clone())
        }
    } else {
        HttpResponse::NotFound().finish()
    };
    state.log.push(Seen {
        at,
        path,
        agent: header(USER_AGENT),
        encodings: header(ACCEPT_ENCODING),
        conditional: !since.is_empty(),
        status: response.status().as_u16(),
        query: request.query_string().to_owned(),
        in_flight,
    });
    response
}

fn faulty(fault: &Fault) -> HttpResponse {
    let status = |code: u16| HttpResponse::build(actix_web::http::StatusCode::from_u16(code).unwrap());
    match fault {
        Fault::Status(code) => status(*code).finish(),
        Fault::RetryAfter(code, seconds) => status(*code).insert_header(("Retry-After", seconds.to_string())).finish(),
        Fault::Cut => {
            let part: Result<web::Bytes, std::io::Error> = Ok(web::Bytes::from_static(b"<p>half a"));
            let cut = Err(std::io::Error::other("cut"));
            HttpResponse::Ok().streaming(futures_util::stream::iter([part, cut]))
        }
        Fault::Huge => HttpResponse::Ok().content_type("text/html").body(vec![b'x'; 40 << 20]),
    }
}
