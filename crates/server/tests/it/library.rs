//! The operator's library: lists chosen from it, and links to play what is in it.

use matinee_catalogue::library::{Library, LibraryKind, LibrarySource, jellyfin};
use matinee_server::{ServedLibrary, ServerSettings};
use serde_json::{Value, json};

use crate::films::{self, MARKUP};
use crate::served::{TestServer, settings, site};

/// Three films of the twelve, one of them watched.
fn library(films: &[(&str, u16, bool)]) -> Library {
    let items: Vec<Value> = films
        .iter()
        .enumerate()
        .map(|(n, (title, year, watched))| {
            json!({"Name": title, "ProductionYear": year, "Id": format!("item{n}"), "ServerId": "5e11", "UserData": {"Played": watched}})
        })
        .collect();
    let page = jellyfin::films(json!({"Items": items}).to_string().as_bytes()).unwrap();
    let mut source = LibrarySource::new("<b>home</b>", LibraryKind::Jellyfin, "http://10.0.0.7:8096");
    (source.films, source.server, source.says_watched) = (page.films, page.server, true);
    Library::from(vec![source])
}

fn start(library: Option<Library>) -> (TestServer, ServedLibrary) {
    let served = ServedLibrary::new();
    served.replace(library);
    let settings = ServerSettings { library: served.clone(), ..settings() };
    (TestServer::start(films::catalogue(), settings), served)
}

const SHELF: [(&str, u16, bool); 3] = [("Lodgers", 1968, true), ("Salt Flat", 1956, false), (MARKUP.0, 1999, false)];

/// The ids of a list.
fn ids(server: TestServer, taste: &Value) -> Vec<String> {
    let answer = server.recommend(taste);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let mut ids: Vec<String> = answer.json()["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|film| film["id"].as_str().unwrap().to_owned())
        .collect();
    ids.sort();
    ids
}

#[test]
fn lists_are_chosen_from_the_library_or_from_outside_of_it() {
    let (server, _) = start(Some(library(&SHELF)));
    let inside = ids(server, &json!({"likes": ["cold-orbit-1986"], "library": "in"}));
    assert_eq!(inside, ["lodgers-1968", "salt-flat-1956", MARKUP.1]);
    let unseen = ids(server, &json!({"library": "in", "seen_in_library": true}));
    assert!(unseen.len() == 2 && !unseen.contains(&"lodgers-1968".to_owned()));
    let outside = ids(server, &json!({"library": "out"}));
    assert_eq!((outside.len(), outside.iter().any(|id| inside.contains(id))), (9, false));
    assert_eq!(ids(server, &json!({"seen_in_library": true})).len(), 11);
    let page = server.get("/?like=cold-orbit-1986&library=in&watched=seen").text();
    assert!(page.contains("id=\"film-salt-flat-1956\"") && !page.contains("id=\"film-lodgers-1968\""), "{page}");
    assert!(page.contains("<option value=\"in\" selected>") && page.contains("value=\"seen\" checked"), "{page}");
    assert!(page.contains("library=in&#38;watched=seen"), "links keep what was chosen");
    // What to drop where nothing fits.
    let none = server.get("/?like=cold-orbit-1986&library=in&from=1980&to=1990").text();
    assert!(none.contains("in our library or not (") && none.contains("any year (3 films)"), "{none}");
    for (taste, why) in [
        (json!({"library": "mine"}), "\"mine\" is neither in nor out"),
        (json!({"library": "in", "among": ["lodgers-1968"]}), "among names all films"),
    ] {
        assert!(server.recommend(&taste).problem(422).contains(why), "{taste}");
    }
    assert!(site().recommend(&json!({"library": "in"})).problem(422).contains("this server has no library"));
}

#[test]
fn films_in_the_library_can_be_played_from_card_and_page() {
    let (server, _) = start(Some(library(&SHELF)));
    let href = |n: usize| {
        format!("href=\"http://10.0.0.7:8096/web/#/details?id=item{n}&#38;serverId=5e11\" rel=\"noreferrer\"")
    };
    let page = server.get("/?like=cold-orbit-1986&n=20").text();
    assert_eq!(page.matches("class=\"do play\"").count(), 3, "{page}");
    assert!(page.contains(&href(0)) && page.contains(&href(2)), "{page}");
    assert!(page.contains("Play Lodgers in &#60;b&#62;home&#60;/b&#62;") && !page.contains("<b>home"), "{page}");
    let film = server.get("/film/salt-flat-1956?lang=de").text();
    assert!(film.contains(&href(1)) && film.contains(">Abspielen</a>"), "{film}");
    assert!(!server.get("/film/cold-orbit-1986").text().split("<section").next().unwrap().contains("do play"));
}

#[test]
fn a_library_that_comes_changes_or_goes_is_served_from_the_next_request_on() {
    let (server, served) = start(None);
    let page = |path: &str| server.get(path).text();
    let old_link = "/?like=cold-orbit-1986&library=in&watched=seen&n=20";
    assert!(
        !page(old_link).contains("<select name=\"library\"") && page(old_link).contains("film-lodgers-1968"),
        "an old link still opens"
    );
    served.replace(Some(library(&SHELF[..1])));
    assert!(!page(old_link).contains("film-lodgers-1968"));
    assert!(page("/film/lodgers-1968").contains("do play"));
    served.replace(Some(library(&SHELF[1..])));
    assert!(
        page(old_link).contains("film-salt-flat-1956")
            && !page("/film/lodgers-1968").split("<section").next().unwrap().contains("do play")
    );
    served.replace(None);
    assert!(page(old_link).contains("film-lodgers-1968"));
}

#[test]
fn the_api_says_what_is_in_the_library_and_where_it_plays() {
    let (server, served) = start(Some(library(&SHELF)));
    let of = |answer: &Value, id: &str| {
        answer["results"].as_array().unwrap().iter().find(|film| film["id"] == id).unwrap().clone()
    };
    let play = json!({"name": "<b>home</b>", "href": "http://10.0.0.7:8096/web/#/details?id=item1&serverId=5e11"});
    for taste in [
        json!({"likes": ["cold-orbit-1986"]}),
        json!({"likes": ["cold-orbit-1986"], "people": [{"likes": ["lodgers-1968"]}]}),
    ] {
        let list = server.recommend(&taste).json();
        let film = of(&list, "salt-flat-1956");
        assert_eq!((&film["owned"], &film["play"]), (&json!(true), &play), "{taste}");
        let other = of(&list, "the-ninth-airlock-1979");
        assert_eq!((&other["owned"], &other["play"]), (&json!(false), &Value::Null));
    }
    let similar = server.get("/api/v1/films/cold-orbit-1986/similar").json();
    assert_eq!(of(&similar, "salt-flat-1956")["play"], play);
    assert_eq!(server.get("/api/v1/films/salt-flat-1956").json()["play"], play);
    served.replace(None);
    assert!(!server.recommend(&json!({"likes": ["cold-orbit-1986"]})).text().contains("owned"));
    assert!(!server.get("/api/v1/films/salt-flat-1956").text().contains("owned"));
}
