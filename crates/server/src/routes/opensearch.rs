//! `GET /opensearch.xml`: lets a browser search here from its address bar.

use actix_web::http::header::{CACHE_CONTROL, VARY};
use actix_web::{HttpRequest, HttpResponse};

use super::FOR_AN_HOUR;
use crate::origin::Origin;
use crate::text::Locale;
use crate::views;
use crate::xml::xml;

pub(super) async fn opensearch(request: HttpRequest) -> HttpResponse {
    let site = xml(&Origin::of(&request).to_string());
    let description = xml(&Locale::of(&request).text().frame.opensearch);
    let mut answer = HttpResponse::Ok();
    answer.content_type("application/opensearchdescription+xml").insert_header((VARY, "Accept-Language"));
    answer.insert_header((CACHE_CONTROL, FOR_AN_HOUR));
    answer.body(format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>Matinee</ShortName>
  <Description>{description}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Image type="image/svg+xml">{site}{}</Image>
  <Url type="text/html" template="{site}/search?q={{searchTerms}}"/>
</OpenSearchDescription>
"#,
        views::icon(),
    ))
}
