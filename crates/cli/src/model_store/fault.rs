//! What can go wrong between a store and here, in words without keys and addresses.

use std::error::Error;
use std::io;

use matinee_features::store::ModelStoreError;
use object_store::client::{HttpError, HttpErrorKind};

/// Why something could not be got from a store, or not be brought there.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreFault {
    /// Nothing, or nothing of use, was answered; why, as a sentence's end.
    #[error("the store of models does not answer: {0}")]
    Silent(String),
    /// The credentials are wrong, or they may not do that.
    #[error(
        "the store of models refuses the credentials ({0}): look at those in the environment, and at what they may do"
    )]
    Denied(String),
    /// What the environment says is no use: a file that is not there, a key in another form.
    #[error("the settings in the environment cannot be used ({0})")]
    Settings(String),
    /// There is no bucket, or nothing was published in it.
    #[error("there is no model in the store ({0}): `matinee models push` publishes one")]
    Nothing(String),
    /// What is there is not taken.
    #[error("{why}")]
    Refused {
        /// The version, as far as it is known.
        version: String,
        /// What is wrong with it.
        why: String,
    },
    /// The disk here failed.
    #[error("{0}")]
    Disk(#[from] io::Error),
    /// The models here cannot be read or changed.
    #[error(transparent)]
    Models(#[from] ModelStoreError),
}

/// The status of an answer, as the library words it.
const STATUS: &str = "status code: ";
/// What S3's and Azure's kinds of stores say where there is no bucket or container.
const NO_BUCKET: [&str; 2] = ["NoSuchBucket", "ContainerNotFound"];

impl StoreFault {
    /// Puts an error of the library into words. Its own have addresses in them, which may have a signature.
    pub(super) fn of(error: &object_store::Error) -> Self {
        use object_store::Error as Library;
        let text = error.to_string();
        let code = code(&text);
        match error {
            Library::NotFound { .. } if code.as_deref().is_some_and(|code| NO_BUCKET.contains(&code)) => {
                Self::Silent("it has no such bucket: make one first, or look at the address".to_owned())
            }
            Library::NotFound { .. } => Self::Nothing(code.unwrap_or_else(|| "not found".to_owned())),
            Library::PermissionDenied { .. } | Library::Unauthenticated { .. } => {
                Self::Denied(code.or_else(|| status(&text)).unwrap_or_else(|| "no access".to_owned()))
            }
            _ => Self::of_other(error, &text, code),
        }
    }

    /// Puts into words why the library cannot make ready to ask: what it says of a setting, up to where it repeats it.
    pub(super) fn of_settings(error: &object_store::Error) -> Self {
        let text = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        let end = text.find(['"', '\'', '?', '=', '\n']).unwrap_or(text.len());
        let end = text.find(" Url: ").unwrap_or(end).min(end);
        Self::Settings(text[..end].trim_end().chars().take(200).collect())
    }

    fn of_other(error: &object_store::Error, text: &str, code: Option<String>) -> Self {
        if let Some(status) = status(text) {
            let code = code.map(|code| format!(" {code}")).unwrap_or_default();
            return Self::Silent(format!("it says {status}{code}"));
        }
        // Where no keys are given, the library asks for those of the cloud's own machines.
        if text.contains("169.254.169.254") || text.contains("metadata.google.internal") {
            return Self::Denied("none are set".to_owned());
        }
        let mut causes = std::iter::successors(error.source(), |cause| (*cause).source());
        let kind = causes.find_map(|cause| cause.downcast_ref::<HttpError>()).map(HttpError::kind);
        Self::Silent(match kind {
            Some(HttpErrorKind::Timeout) => "it was too slow".to_owned(),
            Some(HttpErrorKind::Connect) => format!("no connection, {}", innermost(error)),
            Some(_) => format!("the connection broke, {}", innermost(error)),
            None => innermost(error),
        })
    }
}

/// The innermost cause, cut before an address's query.
fn innermost(error: &dyn Error) -> String {
    let cause = std::iter::successors(error.source(), |cause| (*cause).source()).last();
    let text = cause.map_or_else(|| error.to_string(), ToString::to_string);
    let line = text.lines().next().unwrap_or_default();
    line.split('?').next().unwrap_or_default().chars().take(200).collect()
}

/// "503 Service Unavailable" of a text with a status.
fn status(text: &str) -> Option<String> {
    let (_, after) = text.split_once(STATUS)?;
    let end = after.find([':', '<', '\n']).unwrap_or(after.len());
    Some(after[..end].trim().chars().take(60).collect())
}

/// The code in the XML of an S3 or Azure answer: "`NoSuchBucket`".
fn code(text: &str) -> Option<String> {
    let (_, after) = text.split_once("<Code>")?;
    let (code, _) = after.split_once("</Code>")?;
    let is_code = !code.is_empty() && code.len() <= 60 && code.bytes().all(|b| b.is_ascii_alphanumeric());
    is_code.then(|| code.to_owned())
}
