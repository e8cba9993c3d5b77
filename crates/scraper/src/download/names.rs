//! Names of files: which one an address means, and what it is called here.

use std::path::Path;

use percent_encoding::percent_decode_str;
use scraper::{Html, Selector};
use url::Url;

use super::client::Client;
use super::state::State;
use super::{DownloadError, DownloadEvent, part};

/// The file an address means. A `*` stands for the date of the newest file that the folder lists.
pub(super) async fn resolve(
    client: &Client,
    asked: &str,
    report: &mut dyn FnMut(DownloadEvent),
) -> Result<Url, DownloadError> {
    let invalid = || DownloadError::Address(asked.to_owned());
    let Some((before, after)) = asked.rsplit('/').next().and_then(|name| name.split_once('*')) else {
        return Url::parse(asked).map_err(|_| invalid());
    };
    let folder = Url::parse(&asked[..=asked.rfind('/').ok_or_else(invalid)?]).map_err(|_| invalid())?;
    let page = client
        .small(&folder, report)
        .await?
        .ok_or_else(|| DownloadError::Refused { address: folder.to_string(), why: "404 Not Found".to_owned() })?;
    newest(&folder, &String::from_utf8_lossy(&page), before, after)
        .ok_or_else(|| DownloadError::NoneFits { folder: folder.to_string(), name: format!("{before}*{after}") })
}

/// The newest file of a folder's list by the date in its name, such as `2026-07`.
fn newest(folder: &Url, page: &str, before: &str, after: &str) -> Option<Url> {
    let links = Selector::parse("a[href]").expect("our own selector");
    let date = |url: &Url| -> Option<String> {
        let date = file(url).strip_prefix(before)?.strip_suffix(after)?.to_owned();
        (date.len() >= 4 && date.bytes().all(|b| b.is_ascii_digit() || b == b'-')).then_some(date)
    };
    let html = Html::parse_document(page);
    let urls = html.select(&links).filter_map(|link| folder.join(link.value().attr("href")?).ok());
    urls.filter(|url| url.origin() == folder.origin())
        .filter_map(|url| Some((date(&url)?, url)))
        .max()
        .map(|(_, url)| url)
}

/// What a file is called here: the last part of its address, without anything that leads elsewhere.
pub(super) fn file(url: &Url) -> String {
    let name = url.path_segments().and_then(|mut parts| parts.next_back()).unwrap_or_default();
    let name = percent_decode_str(name).decode_utf8_lossy();
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')).collect();
    match name.trim_start_matches('.') {
        "" => "wiki.zim".to_owned(),
        name => name.to_owned(),
    }
}

/// Removes earlier files that the same address led to. What cannot be removed stays.
pub(super) fn remove_older(folder: &Path, asked: &str, newest: &Path) {
    let states = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for state in states.filter(|path| path.extension().is_some_and(|end| end == "json")) {
        let file = state.with_extension("");
        if file != newest && State::read(&file).is_some_and(|known| known.asked == asked) {
            let _ = std::fs::remove_file(&file);
            let _ = std::fs::remove_file(part(&file));
            let _ = State::remove(&file);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_the_newest_date_of_a_folder() {
        let folder = Url::parse("https://kiwix.kino-test.org/zim/").unwrap();
        let page = "<a href='films_2026-05.zim'>x</a><a href='/zim/films_2026-07.zim'>x</a><a href='films_2026-07.zim.sha256'>x</a>
            <a href='films_maxi_2026-09.zim'>x</a><a href='https://elsewhere.kino-test.org/films_2026-11.zim'>x</a><a href='films_.zim'>x</a>";
        let found = newest(&folder, page, "films_", ".zim").unwrap();
        assert_eq!(found.as_str(), "https://kiwix.kino-test.org/zim/films_2026-07.zim");
        assert_eq!(newest(&folder, page, "songs_", ".zim"), None);
    }

    #[test]
    fn names_stay_in_their_folder() {
        let name = |address: &str| file(&Url::parse(address).unwrap());
        assert_eq!(name("https://a.org/x/films_2026-07.zim?x=/y"), "films_2026-07.zim");
        assert_eq!(name("https://a.org/%2e%2e%2fetc%2fpasswd"), "etcpasswd");
        assert_eq!(name("https://a.org/"), "wiki.zim");
    }
}
