//! Kodi's `.nfo` files and library exports: a `<movie>` for each film.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

/// Elements that are a film, and those that are a series or an episode.
const FILMS: [&str; 3] = ["movie", "film", "anime"];
const SERIES: [(&str, &str); 3] = [("tvshow", "series"), ("episodedetails", "episode"), ("episode", "episode")];
/// Elements that are a list when they come again, and what they are called here.
const LISTS: [(&str, &str); 6] = [
    ("director", "directors"),
    ("credits", "writers"),
    ("genre", "genres"),
    ("country", "countries"),
    ("tag", "keywords"),
    ("actor", "cast"),
];

/// The films of a text, each as a row, with the lines on which they begin.
pub(super) fn films(text: &str) -> Vec<(u64, Map<String, Value>)> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut films = Vec::new();
    let mut open: Option<Open> = None;
    // Lines are counted on from the film before.
    let (mut line, mut counted) = (1, 0);
    loop {
        let at = reader.buffer_position() as usize;
        // A file may have more than XML: Kodi allows an address behind the last element.
        let Ok(event) = reader.read_event() else { break };
        match event {
            Event::Eof => break,
            Event::Start(start) => {
                if let Some(open) = &mut open {
                    open.start(&start);
                } else if let Some(mut film) = Open::new(&start) {
                    line += text.get(counted..at).unwrap_or_default().matches('\n').count() as u64;
                    (film.line, counted) = (line, at);
                    open = Some(film);
                }
            }
            Event::End(end) => {
                // The film ends with its own element, whatever "a < b" in a plot has opened.
                if let Some(film) = &mut open
                    && (film.end() || end.local_name().as_ref().to_lowercase() == film.element)
                    && let Some(film) = open.take()
                {
                    films.push((film.line, film.row()));
                }
            }
            Event::Text(part) => {
                if let Some(open) = &mut open {
                    open.text.push_str(&part);
                }
            }
            Event::CData(part) => {
                if let Some(open) = &mut open {
                    open.text.push_str(&part);
                }
            }
            Event::GeneralRef(name) => {
                if let Some(open) = &mut open {
                    let name: &str = &name;
                    open.text.push_str(&html_escape::decode_html_entities(&format!("&{name};")));
                }
            }
            _ => {}
        }
    }
    films
}

/// A film whose element is not closed yet.
struct Open {
    line: u64,
    element: String,
    kind: Option<&'static str>,
    /// The elements that are open within it, with their types.
    path: Vec<(String, Option<String>)>,
    text: String,
    fields: Map<String, Value>,
}

impl Open {
    fn new(start: &BytesStart) -> Option<Self> {
        let name = name_of(start);
        let kind = SERIES.iter().find(|(element, _)| *element == name).map(|(_, kind)| *kind);
        let is_one = kind.is_some() || FILMS.contains(&name.as_str());
        is_one.then(|| Self { line: 0, element: name, kind, path: Vec::new(), text: String::new(), fields: Map::new() })
    }

    fn start(&mut self, start: &BytesStart) {
        let attribute = |name: &str| Some(start.try_get_attribute(name).ok().flatten()?.value.into_owned());
        self.path.push((name_of(start), attribute("type")));
        self.text.clear();
    }

    /// Closes the innermost element; whether that was the film.
    fn end(&mut self) -> bool {
        let text = std::mem::take(&mut self.text).trim().to_owned();
        let Some((name, kind)) = self.path.pop() else { return true };
        if text.is_empty() {
            return false;
        }
        let within = self.path.last().map(|(name, _)| name.as_str());
        match (within, name.as_str()) {
            (None, "uniqueid") => {
                let unnamed = if text.starts_with("tt") { "imdb" } else { "other" };
                let kind = kind.map_or(unnamed.to_owned(), |kind| kind.to_lowercase());
                self.set(&format!("{kind}_id"), text);
            }
            (None, "id") if text.starts_with("tt") => self.set("imdb_id", text),
            (None, "tmdbid") => self.set("tmdb_id", text),
            (None, "set") | (Some("set"), "name") => self.set("series", text),
            (Some("actor"), "name") => self.push("cast", &text),
            (None, "outline") => self.set("synopsis", text),
            (None, name) => match LISTS.iter().find(|(element, _)| *element == name) {
                Some((_, list)) => self.push(list, &text),
                None => self.set(name, text),
            },
            _ => {}
        }
        false
    }

    fn set(&mut self, name: &str, text: String) {
        self.fields.entry(name).or_insert(Value::String(text));
    }

    fn push(&mut self, name: &str, text: &str) {
        // "Action / Comedy" is two genres.
        let entries = text.split(" / ").map(|entry| Value::String(entry.trim().to_owned()));
        match self.fields.entry(name).or_insert_with(|| Value::Array(Vec::new())) {
            Value::Array(list) => list.extend(entries),
            other => *other = Value::Array(entries.collect()),
        }
    }

    fn row(mut self) -> Map<String, Value> {
        if let Some(kind) = self.kind {
            self.fields.insert("type".to_owned(), kind.into());
        }
        // The plot of a film there is a paragraph, as a synopsis here.
        if let Some(plot) = self.fields.shift_remove("plot") {
            self.fields.insert("synopsis".to_owned(), plot);
        }
        self.fields
    }
}

fn name_of(start: &BytesStart) -> String {
    start.local_name().as_ref().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_film_is_read_with_its_people_and_numbers() {
        let text = "<?xml version=\"1.0\"?>\n<movie>\n<title>Lock &amp; Stock</title><year>1998</year><plot>A <![CDATA[<b>]]> debt.</plot>\
            <genre>Action / Comedy</genre><genre>Crime</genre><credits>Ann Lee</credits><director>Guy Ritchie</director>\
            <actor><name>Nick Moran</name><role>Eddy</role></actor><actor><name>Jason Statham</name></actor>\
            <set><name>Set</name><overview>x</overview></set><uniqueid type=\"imdb\" default=\"true\">tt0120735</uniqueid>\
            <uniqueid type=\"tmdb\">100</uniqueid></movie>\nhttps://www.imdb.com/title/tt0120735/";
        let films = films(text);
        assert_eq!(films.len(), 1);
        assert_eq!(
            Value::Object(films[0].1.clone()),
            json!({
                "title": "Lock & Stock", "year": "1998", "genres": ["Action", "Comedy", "Crime"], "writers": ["Ann Lee"],
                "directors": ["Guy Ritchie"], "cast": ["Nick Moran", "Jason Statham"], "series": "Set",
                "imdb_id": "tt0120735", "tmdb_id": "100", "synopsis": "A <b> debt.",
            })
        );
    }

    #[test]
    fn cut_texts_give_no_film_and_library_exports_several() {
        assert!(films("<movie><title>A</title>").is_empty());
        let all = films("<videodb>\n<movie><title>A</title></movie>\n<tvshow><title>B</title></tvshow></videodb>");
        assert_eq!(all.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(all[1].1["type"], "series");
        let open = films("<movie><title>A</title><plot>1 < 2</plot></movie><movie><title>B</title></movie>");
        assert_eq!(open.iter().map(|(_, row)| row["title"].as_str().unwrap()).collect::<Vec<_>>(), ["A", "B"]);
        let ids = films("<movie><uniqueid type=\"IMDB\">tt1</uniqueid></movie><movie><uniqueid>tt2</uniqueid></movie>");
        assert_eq!((&ids[0].1["imdb_id"], &ids[1].1["imdb_id"]), (&json!("tt1"), &json!("tt2")));
    }
}
