//! Asks Jellyfin, Emby, Plex and Radarr for their films, page by page.

use anyhow::{Context as _, Result, bail};
use matinee_catalogue::library::{
    AnswerError, LibraryKind, LibraryPage, LibrarySource, MAX_LIBRARY_FILMS, jellyfin, plex, radarr,
};

use super::ask::Asked;
use super::client::{LibraryClient, RefusedPage};
use super::limits::{MAX_PAGES, PAGE_FILMS};

/// All films of a server.
pub(super) async fn films(client: &LibraryClient, source: &LibrarySource) -> Result<Asked> {
    match source.kind {
        LibraryKind::Plex => of_plex(client).await,
        LibraryKind::Radarr => {
            let page = radarr::films(&client.get("/api/v3/movie", &[]).await?)?;
            let mut asked = Asked::default();
            asked.take(page);
            asked.whole()
        }
        _ => of_jellyfin(client, source.user.as_deref()).await,
    }
}

/// Jellyfin and Emby say what was watched only where they are asked for a user. With the key of a user they know whom it
/// means; with one of the server a user has to be named, or there is only one.
async fn of_jellyfin(client: &LibraryClient, user: Option<&str>) -> Result<Asked> {
    if let Some(name) = user {
        let users = users_or_me(client).await.context("looking for the user")?;
        let Some(user) = users.iter().find(|user| user.name.eq_ignore_ascii_case(name)) else {
            bail!("it has no user {name:?}: --user is one of {}", names(&users));
        };
        return jellyfin_pages(client, Some(&user.id)).await;
    }
    let asked = match jellyfin_pages(client, None).await {
        // Servers before 10.9 give a user's key nothing unless the user is named.
        Err(error) if error.is::<RefusedPage>() => match users_or_me(client).await.as_deref() {
            Ok([only]) => return jellyfin_pages(client, Some(&only.id)).await,
            _ => return Err(error),
        },
        asked => asked?,
    };
    if asked.says_watched || asked.films.is_empty() {
        return Ok(asked);
    }
    // Not every key may list users: then only what is owned is known.
    let users = users_or_me(client).await.unwrap_or_default();
    match users.as_slice() {
        [only] => jellyfin_pages(client, Some(&only.id)).await,
        [] => Ok(asked.noting("it does not say what was watched: --user names whose films count".to_owned())),
        several => Ok(asked.noting(format!(
            "it does not say what was watched, for it has several users: name one with --user ({})",
            names(several)
        ))),
    }
}

async fn users(client: &LibraryClient) -> Result<Vec<jellyfin::JellyfinUser>> {
    Ok(jellyfin::users(&client.get("/Users", &[]).await?)?)
}

/// The users, or of a server that does not list them for this key the one whose key it is.
async fn users_or_me(client: &LibraryClient) -> Result<Vec<jellyfin::JellyfinUser>> {
    match users(client).await {
        Err(error) if error.is::<RefusedPage>() => {
            let me = client.get("/Users/Me", &[]).await.ok().and_then(|bytes| jellyfin::user(&bytes).ok());
            me.map(|me| vec![me]).ok_or(error)
        }
        users => users,
    }
}

fn names(users: &[jellyfin::JellyfinUser]) -> String {
    let names: Vec<String> =
        users.iter().take(20).map(|user| matinee_catalogue::fold::printable(&user.name).into_owned()).collect();
    names.join(", ")
}

/// The films as a user has them. Before 10.9 a user's key opens only the user's own items, at another path, which Emby has too.
async fn jellyfin_pages(client: &LibraryClient, user: Option<&str>) -> Result<Asked> {
    let query = user.map(|id| format!("&userId={id}")).unwrap_or_default();
    match (item_pages(client, "/Items", &query).await, user) {
        (Err(error), Some(id)) if error.is::<RefusedPage>() => {
            item_pages(client, &format!("/Users/{id}/Items"), "").await.map_err(|_| error)
        }
        (asked, _) => asked,
    }
}

async fn item_pages(client: &LibraryClient, path: &str, user: &str) -> Result<Asked> {
    let page = |start: usize| {
        format!(
            "{path}?includeItemTypes=Movie&recursive=true&fields=ProviderIds,OriginalTitle&enableUserData=true&enableImages=false\
            &sortBy=SortName&sortOrder=Ascending&startIndex={start}&limit={PAGE_FILMS}{user}"
        )
    };
    let mut asked = Asked::default();
    pages(client, &mut asked, |start| (page(start), Vec::new()), jellyfin::films).await?;
    asked.whole()
}

async fn of_plex(client: &LibraryClient) -> Result<Asked> {
    let sections = plex::sections(&client.get("/library/sections", &[]).await?)?;
    let mut asked = Asked::default();
    let (home, films): (Vec<_>, Vec<_>) = sections.into_iter().partition(|section| section.is_home_videos);
    if films.is_empty() {
        bail!("it has no library of films");
    }
    for section in home {
        asked.notes.push(format!("{:?} has home videos and is passed over", section.title));
    }
    for section in films {
        let page = |start: usize| {
            let path = format!(
                "/library/sections/{}/all?type=1&includeGuids=1&X-Plex-Container-Start={start}&X-Plex-Container-Size={PAGE_FILMS}",
                section.key
            );
            let headers =
                vec![("X-Plex-Container-Start", start.to_string()), ("X-Plex-Container-Size", PAGE_FILMS.to_string())];
            (path, headers)
        };
        pages(client, &mut asked, page, plex::films).await?;
    }
    // Without its id films cannot be played from a link, and all else is known.
    let identity = client.get("/identity", &[]).await;
    asked.server = identity.ok().and_then(|bytes| plex::server(&bytes).ok()).flatten();
    asked.whole()
}

/// Asks for page after page, until there are as many films as the server has, or it gives no more.
async fn pages(
    client: &LibraryClient,
    asked: &mut Asked,
    page: impl Fn(usize) -> (String, Vec<(&'static str, String)>),
    read: impl Fn(&[u8]) -> Result<LibraryPage, AnswerError>,
) -> Result<()> {
    let mut entries = 0;
    let mut last = None;
    for _ in 0..MAX_PAGES {
        let (path, headers) = page(entries);
        let found = read(&client.get(&path, &headers).await?)?;
        let (total, count) = (found.total, found.entries);
        if last.as_ref() == Some(&found) && count > 0 {
            bail!("it gives the same {count} films again and again: it may be too old, update it");
        }
        entries += count;
        last = Some(found.clone());
        asked.take(found);
        if asked.films.len() > MAX_LIBRARY_FILMS {
            bail!("it has more than {MAX_LIBRARY_FILMS} films, which no library may");
        }
        let is_last = match total {
            Some(total) if total >= entries => total == entries,
            // A total that is less than what came says nothing, and a page of another length than asked for is the last one.
            _ => count != PAGE_FILMS,
        };
        if is_last || count == 0 {
            if let Some(total) = total.filter(|&total| entries < total) {
                asked.notes.push(format!("it says that it has {total} entries, and gave {entries}"));
            }
            return Ok(());
        }
    }
    bail!("it has more than {MAX_PAGES} pages of films")
}
