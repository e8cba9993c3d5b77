//! Where models are: a folder, or an address in an object store.

use std::fmt::{self, Display};
use std::path::PathBuf;

use url::Url;

use super::limits::MAX_ADDRESS_CHARS;

/// Where a server's models are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ModelsPlace {
    Folder(PathBuf),
    Store(StoreAddress),
}

/// A folder in an object store. There is no password or key in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoreAddress(Url);

/// Stores that there are, and what an address of each looks like.
const SCHEMES: [(&str, &str); 4] = [
    ("s3", "s3://bucket/films"),
    ("gs", "gs://bucket/films"),
    ("az", "az://container/films"),
    ("file", "file:///srv/films"),
];

impl ModelsPlace {
    /// Reads what an operator wrote. No error has the text in it, since there may be a key.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Err("it is empty: name a folder, or an address such as s3://bucket/films".to_owned());
        }
        if text.contains("://") { StoreAddress::parse(text).map(Self::Store) } else { Ok(Self::Folder(text.into())) }
    }
}

impl StoreAddress {
    /// Reads an address. No error has the text in it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let examples = || SCHEMES.map(|(_, example)| example).join(", ");
        let mut url = Url::parse(text.trim())
            .map_err(|_| format!("it is no address of an object store: write one such as {}", examples()))?;
        let Some((scheme, example)) = SCHEMES.iter().find(|(scheme, _)| *scheme == url.scheme()) else {
            return Err(format!("it is of no object store that is known here: write one such as {}", examples()));
        };
        let has_key = !url.username().is_empty() || url.password().is_some() || url.port().is_some();
        if has_key || url.query().is_some() || url.fragment().is_some() {
            return Err(format!(
                "an address has no key, port, ? or # in it: write it as {example}, and give keys and endpoint in the environment"
            ));
        }
        let has_bucket = url.host_str().is_some_and(|host| !host.is_empty());
        if has_bucket == (*scheme == "file") || (*scheme == "file" && url.path() == "/") {
            return Err(format!("it names no place in a store: write it as {example}"));
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        if url.as_str().len() > MAX_ADDRESS_CHARS {
            return Err(format!("it has more than {MAX_ADDRESS_CHARS} characters: choose a shorter one"));
        }
        Ok(Self(url))
    }

    #[cfg(feature = "object-store")]
    pub(super) fn url(&self) -> &Url {
        &self.0
    }

    /// The address as the name of a folder.
    #[cfg(feature = "object-store")]
    pub(crate) fn as_folder(&self) -> String {
        url::form_urlencoded::byte_serialize(self.0.as_str().as_bytes()).collect()
    }
}

impl Display for StoreAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_a_folder_and_an_address_one_of_a_store() {
        assert_eq!(ModelsPlace::parse("/srv/models"), Ok(ModelsPlace::Folder("/srv/models".into())));
        assert_eq!(ModelsPlace::parse("s3"), Ok(ModelsPlace::Folder("s3".into())));
        for (text, wanted) in [
            ("s3://bucket/films/", "s3://bucket/films"),
            (" s3://bucket ", "s3://bucket"),
            ("gs://bucket/a/b", "gs://bucket/a/b"),
            ("az://container/films", "az://container/films"),
            ("file:///srv/films", "file:///srv/films"),
            ("s3://bucket/a/../b", "s3://bucket/b"),
        ] {
            let Ok(ModelsPlace::Store(address)) = ModelsPlace::parse(text) else { panic!("{text}") };
            assert_eq!(address.to_string(), wanted);
        }
    }

    #[test]
    fn what_is_no_address_is_refused_without_being_repeated() {
        for (text, wanted) in [
            ("", "it is empty"),
            ("s3://AKIA:secret@bucket/films", "no key"),
            ("s3://secret@bucket/films", "no key"),
            ("az://container/films?sig=secret", "no key"),
            ("s3://bucket/films#secret", "no key"),
            ("s3://bucket:9000/films", "no key, port"),
            ("https://secret.example/films", "s3://bucket/films"),
            ("s3:///secret", "names no place"),
            ("file://secret/films", "names no place"),
            ("file:///", "names no place"),
            ("secret://", "of no object store"),
            (&format!("s3://bucket/secret{}", "x".repeat(200)), "more than 200"),
        ] {
            let error = ModelsPlace::parse(text).unwrap_err();
            assert!(error.contains(wanted) && !error.contains("secret"), "{text}: {error}");
        }
    }
}
