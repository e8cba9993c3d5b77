//! The site's own address, for those who are sent a link to it.

use std::fmt;

use actix_web::HttpRequest;

/// Scheme and host as the client wrote them: `https://matinee.example`. Empty where the request is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Origin(String);

impl Origin {
    /// Where a request was sent to.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let connection = request.connection_info();
        Self(format!("{}://{}", connection.scheme(), connection.host()))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
