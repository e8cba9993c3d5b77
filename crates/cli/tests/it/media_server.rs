//! Small real servers on 127.0.0.1 that answer as media servers do, written from the documentation of their interfaces.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// The key that every server here wants.
pub(crate) const KEY: &str = "planted0key1for2tests";

/// A request, as it came.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) query: HashMap<String, String>,
    /// By lower-case names.
    pub(crate) headers: HashMap<String, String>,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    fn number(&self, name: &str) -> usize {
        self.query.get(name).and_then(|text| text.parse().ok()).unwrap_or_default()
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// Bytes that are promised and never come.
    missing: usize,
    /// A pause before each byte.
    drip: Option<Duration>,
}

impl Reply {
    pub(crate) fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into(), missing: 0, drip: None }
    }

    pub(crate) fn json(value: &Value) -> Self {
        Self::new(200, value.to_string()).with("Content-Type", "application/json")
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn cut(mut self, missing: usize) -> Self {
        self.missing = missing;
        self
    }

    pub(crate) fn dripping(mut self, pause: Duration) -> Self {
        self.drip = Some(pause);
        self
    }
}

/// A running server; it ends with the process.
#[derive(Debug, Clone)]
pub(crate) struct MediaServer {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl MediaServer {
    pub(crate) fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { address: listener.local_addr().unwrap(), asked: Arc::default() };
        let (asked, answer) = (Arc::clone(&server.asked), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (asked, answer) = (Arc::clone(&asked), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &asked, &*answer));
            }
        });
        server
    }

    /// Its address, without a slash at the end.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(stream: TcpStream, all: &Mutex<Vec<Asked>>, answer: &dyn Fn(&Asked) -> Reply) -> Option<()> {
    let mut writer = stream.try_clone().ok()?;
    let mut lines = BufReader::new(stream).lines();
    loop {
        let line = lines.next()?.ok()?;
        let target = line.split(' ').nth(1)?.to_owned();
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let mut asked = Asked { path: path.to_owned(), ..Asked::default() };
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            asked.query.insert(name.to_owned(), value.to_owned());
        }
        loop {
            let line = lines.next()?.ok()?;
            let Some((name, value)) = line.split_once(':') else { break };
            asked.headers.insert(name.to_lowercase(), value.trim().to_owned());
        }
        all.lock().unwrap().push(asked.clone());
        let reply = answer(&asked);
        let mut head =
            format!("HTTP/1.1 {} X\r\nContent-Length: {}\r\n", reply.status, reply.body.len() + reply.missing);
        for (name, value) in &reply.headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        writer.write_all(format!("{head}\r\n").as_bytes()).ok()?;
        match reply.drip {
            Some(pause) => {
                for byte in &reply.body {
                    thread::sleep(pause);
                    writer.write_all(&[*byte]).ok()?;
                }
            }
            None => writer.write_all(&reply.body).ok()?,
        }
        if reply.missing > 0 {
            return None;
        }
    }
}

/// A film that a server has.
#[derive(Debug, Clone)]
pub(crate) struct Owned {
    pub(crate) title: String,
    pub(crate) year: u16,
    pub(crate) imdb: &'static str,
    pub(crate) watched: bool,
}

pub(crate) fn owned(title: &str, year: u16, imdb: &'static str, watched: bool) -> Owned {
    Owned { title: title.to_owned(), year, imdb, watched }
}

/// The films that most tests have: by number, by title, by a year beside it, two that fit alike, and none.
pub(crate) fn shelf() -> Vec<Owned> {
    vec![
        owned("Das unheimliche Wesen", 1979, "tt0078748", true),
        owned("Heat", 1995, "", false),
        owned("Nomadland", 2020, "", false),
        owned("Crash", 2004, "", false),
        owned("Home Movie & <b>Friends</b>", 2019, "", true),
    ]
}

/// Jellyfin or Emby: `/Items` in pages, with what a user watched only if one is named, and `/Users`.
pub(crate) fn jellyfin(films: Vec<Owned>, users: &'static [&'static str]) -> MediaServer {
    jellyfin_of(films, users, false)
}

/// Jellyfin before 10.9, or Emby, asked with the key of its user anna, who may see nothing but her own items.
pub(crate) fn jellyfin_for_its_user(films: Vec<Owned>) -> MediaServer {
    jellyfin_of(films, &["anna"], true)
}

fn jellyfin_of(films: Vec<Owned>, users: &'static [&'static str], is_old: bool) -> MediaServer {
    MediaServer::start(move |asked| {
        let by_scheme = asked.header("authorization").contains(&format!("Token=\"{KEY}\""));
        if asked.header("x-emby-token") != KEY && !by_scheme {
            return Reply::new(401, "");
        }
        match asked.path.as_str() {
            "/Users" if is_old => Reply::new(403, ""),
            "/Items" if is_old => Reply::new(400, ""),
            "/Users/Me" if is_old => Reply::json(&json!({"Name": "anna", "Id": "id-anna", "ServerId": "5e11"})),
            "/Users" => {
                let user = |name: &&str| json!({"Name": name, "Id": format!("id-{name}"), "ServerId": "5e11"});
                Reply::json(&Value::from(users.iter().map(user).collect::<Vec<_>>()))
            }
            "/Items" | "/Users/id-anna/Items"
                if asked.query.get("includeItemTypes").is_some_and(|kind| kind == "Movie") =>
            {
                let (start, limit) = (asked.number("startIndex"), asked.number("limit"));
                let user = is_old || asked.query.contains_key("userId");
                let item = |(n, film): (usize, &Owned)| {
                    let mut item = json!({
                        "Name": film.title, "ServerId": "5e11", "Id": format!("item{n}"), "ProductionYear": film.year,
                        "Type": "Movie", "IsFolder": false, "ProviderIds": {"Imdb": film.imdb}, "LocationType": "FileSystem",
                    });
                    if user {
                        item["UserData"] =
                            json!({"Played": film.watched, "PlayCount": 0, "IsFavorite": false, "Key": "k"});
                    }
                    item
                };
                let items: Vec<Value> = films.iter().enumerate().skip(start).take(limit).map(item).collect();
                Reply::json(&json!({"Items": items, "TotalRecordCount": films.len(), "StartIndex": start}))
            }
            _ => Reply::new(404, ""),
        }
    })
}

/// Plex, in JSON if it is asked for and may be, else in XML.
pub(crate) fn plex(films: Vec<Owned>, speaks_json: bool) -> MediaServer {
    MediaServer::start(move |asked| {
        if asked.path == "/identity" {
            return Reply::new(200, "<?xml version=\"1.0\"?><MediaContainer size=\"0\" machineIdentifier=\"ab12cd\"/>");
        }
        if asked.header("x-plex-token") != KEY {
            return Reply::new(401, "<html><body><h1>401 Unauthorized</h1></body></html>");
        }
        let is_json = speaks_json && asked.header("accept") == "application/json";
        match asked.path.as_str() {
            "/library/sections" if is_json => Reply::json(&json!({"MediaContainer": {"size": 2, "Directory": [
                {"key": "1", "type": "movie", "title": "Films", "agent": "tv.plex.agents.movie"},
                {"key": "2", "type": "show", "title": "Series", "agent": "tv.plex.agents.series"},
            ]}})),
            "/library/sections" => Reply::new(
                200,
                "<MediaContainer size=\"2\"><Directory key=\"1\" type=\"movie\" title=\"Films\" agent=\"com.plexapp.agents.imdb\"><Location id=\"1\" path=\"/films\"/></Directory><Directory key=\"2\" type=\"show\" title=\"Series\"/></MediaContainer>",
            ),
            "/library/sections/1/all" => {
                let start: usize = asked.header("x-plex-container-start").parse().unwrap_or_default();
                let size: usize = asked.header("x-plex-container-size").parse().unwrap_or(usize::MAX);
                let page: Vec<(usize, &Owned)> = films.iter().enumerate().skip(start).take(size).collect();
                if is_json { plex_json(&page, films.len()) } else { plex_xml(&page, films.len()) }
            }
            _ => Reply::new(404, ""),
        }
    })
}

fn plex_json(page: &[(usize, &Owned)], total: usize) -> Reply {
    let item = |(n, film): &(usize, &Owned)| {
        let mut item = json!({"ratingKey": n.to_string(), "key": format!("/library/metadata/{n}"), "type": "movie",
            "title": film.title, "year": film.year, "guid": format!("plex://movie/{n}")});
        if film.watched {
            item["viewCount"] = json!(2);
        }
        if !film.imdb.is_empty() {
            item["Guid"] = json!([{"id": format!("imdb://{}", film.imdb)}]);
        }
        item
    };
    let items: Vec<Value> = page.iter().map(item).collect();
    Reply::json(&json!({"MediaContainer": {"size": items.len(), "totalSize": total, "Metadata": items}}))
}

/// As an agent before 2020 writes it.
fn plex_xml(page: &[(usize, &Owned)], total: usize) -> Reply {
    let mut xml = format!("<?xml version=\"1.0\"?>\n<MediaContainer size=\"{}\" totalSize=\"{total}\">", page.len());
    for (n, film) in page {
        let title = film.title.replace('&', "&amp;").replace('<', "&lt;");
        let guid = if film.imdb.is_empty() {
            format!("local://{n}")
        } else {
            format!("com.plexapp.agents.imdb://{}?lang=en", film.imdb)
        };
        let views = if film.watched { " viewCount=\"1\"" } else { "" };
        let _ = write!(
            xml,
            "<Video ratingKey=\"{n}\" type=\"movie\" title=\"{title}\" year=\"{}\" guid=\"{guid}\"{views}><Media id=\"1\"/></Video>",
            film.year
        );
    }
    Reply::new(200, format!("{xml}</MediaContainer>"))
}

/// Radarr: all films at once, those without a file among them.
pub(crate) fn radarr(films: Vec<Owned>) -> MediaServer {
    MediaServer::start(move |asked| {
        if asked.header("x-api-key") != KEY {
            return Reply::new(401, "{\"error\": \"Unauthorized\"}");
        }
        if asked.path != "/api/v3/movie" {
            return Reply::new(404, "");
        }
        let movie = |film: &Owned| {
            json!({"title": film.title, "originalTitle": film.title, "year": film.year, "hasFile": !film.watched,
                "imdbId": film.imdb, "tmdbId": 0, "monitored": true})
        };
        Reply::json(&Value::from(films.iter().map(movie).collect::<Vec<_>>()))
    })
}
