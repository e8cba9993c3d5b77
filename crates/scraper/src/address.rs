//! Sites, and one spelling for each of their pages: a wiki's page goes by its title, another site's page by its address.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use url::Url;

/// What MediaWiki escapes when it writes a title in an address.
const TITLE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'\\');
/// MediaWiki's own limit on titles.
const MAX_TITLE_BYTES: usize = 255;
/// The length of a page's address.
const MAX_ADDRESS_BYTES: usize = 2000;
const ENGLISH_WIKIPEDIA: &str = "https://en.wikipedia.org";
/// MediaWiki's namespaces other than that of articles, in the languages of the labels.
const NAMESPACES: [&str; 102] = [
    "special",
    "talk",
    "user",
    "user talk",
    "wikipedia",
    "project",
    "file",
    "image",
    "mediawiki",
    "template",
    "help",
    "category",
    "portal",
    "draft",
    "module",
    "template talk",
    "spécial",
    "discussion",
    "utilisateur",
    "wikipédia",
    "fichier",
    "modèle",
    "aide",
    "catégorie",
    "portail",
    "projet",
    "spezial",
    "diskussion",
    "benutzer",
    "datei",
    "bild",
    "vorlage",
    "hilfe",
    "kategorie",
    "especial",
    "discusión",
    "usuario",
    "usuaria",
    "archivo",
    "plantilla",
    "ayuda",
    "categoría",
    "speciale",
    "discussione",
    "utente",
    "immagine",
    "aiuto",
    "categoria",
    "portale",
    "progetto",
    "usuário",
    "ficheiro",
    "imagem",
    "predefinição",
    "ajuda",
    "служебная",
    "обсуждение",
    "участник",
    "участница",
    "википедия",
    "файл",
    "изображение",
    "шаблон",
    "справка",
    "категория",
    "портал",
    "проект",
    "specjalna",
    "dyskusja",
    "wikipedysta",
    "plik",
    "grafika",
    "szablon",
    "pomoc",
    "kategoria",
    "användare",
    "fil",
    "mall",
    "hjälp",
    "kategori",
    "特別",
    "ノート",
    "利用者",
    "ファイル",
    "画像",
    "ヘルプ",
    "カテゴリ",
    "プロジェクト",
    "特殊",
    "用户",
    "用戶",
    "维基百科",
    "維基百科",
    "文件",
    "檔案",
    "图像",
    "圖像",
    "模板",
    "帮助",
    "幫助",
    "分类",
    "分類",
];

/// How a site's pages describe films.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Markup {
    /// Articles of a MediaWiki, at `/wiki/Title`.
    #[default]
    MediaWiki,
    /// Pages at any address, each with a schema.org `Movie` in JSON-LD.
    JsonLd,
}

impl Markup {
    /// The names that [`str::parse`] accepts.
    pub const NAMES: [&str; 2] = ["mediawiki", "json-ld"];
}

/// Not a kind of markup.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a kind of page: write {names}", names = Markup::NAMES.join(" or "))]
pub struct UnknownMarkup(String);

impl std::str::FromStr for Markup {
    type Err = UnknownMarkup;

    fn from_str(name: &str) -> Result<Self, UnknownMarkup> {
        match name {
            "mediawiki" => Ok(Self::MediaWiki),
            "json-ld" => Ok(Self::JsonLd),
            _ => Err(UnknownMarkup(name.to_owned())),
        }
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::NAMES[*self as usize])
    }
}

/// One host, and how its pages are read. [`Site::default`] is English Wikipedia.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its path is what stands before `wiki/`: `/fr/` for a wiki of Fandom that is not in English, else `/`.
    base: Url,
    markup: Markup,
}

/// Not the address of a site.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the address of a site: write it as {ENGLISH_WIKIPEDIA}")]
pub struct InvalidSite(String);

impl Site {
    /// A wiki, by the address of its host. A path in the address is ignored, but for the language of one of Fandom's wikis.
    ///
    /// # Errors
    /// It is not an http or https address.
    pub fn new(address: &str) -> Result<Self, InvalidSite> {
        let invalid = || InvalidSite(address.chars().take(200).collect());
        let mut base = Url::parse(address).map_err(|_| invalid())?;
        if !matches!(base.scheme(), "http" | "https") || base.host_str().is_none() {
            return Err(invalid());
        }
        let folder = language_folder(&base);
        base.set_path(&folder);
        base.set_query(None);
        base.set_fragment(None);
        Ok(Self { base, markup: Markup::default() })
    }

    /// The same host with pages of this markup.
    #[must_use]
    pub fn with_markup(self, markup: Markup) -> Self {
        Self { markup, ..self }
    }

    /// How its pages are read.
    pub fn markup(&self) -> Markup {
        self.markup
    }

    /// Whether the host is this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        match self.base.host() {
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            Some(url::Host::Domain(name)) => name == "localhost",
            None => false,
        }
    }

    /// The address of a path on this host.
    pub(crate) fn at(&self, path: &str) -> Url {
        self.base.join(path).unwrap_or_else(|_| self.base.clone())
    }

    /// A page's address.
    pub fn page(&self, title: &PageTitle) -> Url {
        if let Some(address) = title.address() {
            return Some(address).filter(|address| self.owns(address)).unwrap_or_else(|| self.base.clone());
        }
        let encoded = utf8_percent_encode(&title.0.replace(' ', "_"), TITLE).to_string();
        self.at(&format!("{}wiki/{encoded}", self.base.path()))
    }

    /// Whether an address belongs to this host.
    pub(crate) fn owns(&self, url: &Url) -> bool {
        url.scheme() == self.base.scheme()
            && url.host() == self.base.host()
            && url.port_or_known_default() == self.base.port_or_known_default()
    }

    /// The page a link leads to, in whatever form it is written: `/wiki/Title`, `./Title`, `//host/wiki/Title`, a whole
    /// address. `None` for other hosts and for places on the same page, and on a wiki for other paths and queries.
    pub fn linked(&self, href: &str) -> Option<PageTitle> {
        let from = match self.markup {
            Markup::MediaWiki => self.base.join("wiki/Main").ok()?,
            Markup::JsonLd => self.base.clone(),
        };
        self.linked_from(&from, href)
    }

    /// The page that a link on the page at `from` leads to.
    pub(crate) fn linked_from(&self, from: &Url, href: &str) -> Option<PageTitle> {
        let href = href.trim();
        if href.starts_with('#') {
            return None;
        }
        let url = from.join(href).ok().filter(|url| self.owns(url))?;
        if self.markup == Markup::JsonLd {
            return PageTitle::of_address(url);
        }
        if url.query().is_some() {
            return None;
        }
        let title = url.path().strip_prefix(self.base.path())?.strip_prefix("wiki/")?;
        PageTitle::new(&percent_decode_str(title).decode_utf8().ok()?)
    }

    /// The page that a person named by its address, or on a wiki by its title.
    pub fn named(&self, text: &str) -> Option<PageTitle> {
        let is_address = text.starts_with("http://") || text.starts_with("https://");
        match self.markup {
            Markup::MediaWiki if !is_address => PageTitle::new(text),
            Markup::JsonLd if !is_address && !text.starts_with('/') => None,
            _ => self.linked(text),
        }
    }

    /// The name of the pages' publisher.
    pub(crate) fn publisher(&self) -> String {
        let host = self.base.host_str().unwrap_or_default();
        if host.ends_with("wikipedia.org") { "Wikipedia".to_owned() } else { host.to_owned() }
    }

    /// The licence of the pages' text, if it is known.
    pub(crate) fn licence(&self) -> Option<String> {
        self.base.host_str()?.ends_with("wikipedia.org").then(|| "CC BY-SA 4.0".to_owned())
    }
}

/// `/fr/` of `https://example.fandom.com/fr/wiki/X`.
fn language_folder(address: &Url) -> String {
    let is_fandom = address.host_str().is_some_and(|host| host.ends_with(".fandom.com"));
    let first = address.path_segments().and_then(|mut segments| segments.next()).unwrap_or_default();
    let is_language =
        (2..=7).contains(&first.len()) && first != "wiki" && first.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if is_fandom && is_language { format!("/{first}/") } else { "/".to_owned() }
}

impl Default for Site {
    /// English Wikipedia.
    fn default() -> Self {
        Self::new(ENGLISH_WIKIPEDIA).expect("our own address")
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.base.as_str().trim_end_matches('/'))
    }
}

/// A page's title as MediaWiki writes it: with spaces instead of underscores, a capital first letter and no fragment. A page
/// of another site has its address here. The two cannot be confused: a title never begins with a small letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageTitle(String);

impl PageTitle {
    /// Normalises a title. `None` for text that cannot be a title.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.split('#').next().unwrap_or_default();
        let spaced: Vec<&str> = text.split(['_', ' ']).filter(|word| !word.is_empty()).collect();
        let title = spaced.join(" ");
        let first = title.chars().next()?;
        let forbidden = |c: char| c.is_control() || matches!(c, '<' | '>' | '[' | ']' | '{' | '}' | '|');
        if title.len() > MAX_TITLE_BYTES || title.contains(forbidden) {
            return None;
        }
        let rest = &title[first.len_utf8()..];
        Some(Self(first.to_uppercase().chain(rest.chars()).collect()))
    }

    /// A page of a site that is not a wiki, or a later page of a wiki's category.
    pub(crate) fn of_address(mut url: Url) -> Option<Self> {
        url.set_fragment(None);
        let is_plain = url.username().is_empty() && url.password().is_none();
        Some(Self(url.into())).filter(|page| is_plain && page.0.len() <= MAX_ADDRESS_BYTES)
    }

    /// Reads back what [`PageTitle::as_str`] gave.
    pub(crate) fn stored(text: &str) -> Option<Self> {
        if text.starts_with("http") { Self::of_address(Url::parse(text).ok()?) } else { Self::new(text) }
    }

    /// The page's address, if it is of a site that is not a wiki.
    pub(crate) fn address(&self) -> Option<Url> {
        if self.0.starts_with("http") { Url::parse(&self.0).ok() } else { None }
    }

    /// The title as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is an article, not a page of another namespace (`File:`, `Talk:` ...). A colon followed by a space is part
    /// of an article's own title.
    pub(crate) fn is_article(&self) -> bool {
        match self.0.split_once(':') {
            Some((space, rest)) => rest.starts_with(' ') || !NAMESPACES.contains(&space.to_lowercase().as_str()),
            None => self.0 != "Main Page",
        }
    }
}

impl fmt::Display for PageTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_is_one_page_however_it_is_linked() {
        let site = Site::new("https://en.wikipedia.org/wiki/Main_Page").unwrap();
        for href in [
            "/wiki/Am%C3%A9lie",
            "./Amélie",
            "//en.wikipedia.org/wiki/Amélie",
            "https://en.wikipedia.org/wiki/am%C3%A9lie",
            "/wiki/Am%C3%A9lie#Plot",
        ] {
            assert_eq!(site.linked(href), PageTitle::new("Amélie"), "{href}");
        }
        for href in [
            "https://de.wikipedia.org/wiki/X",
            "/w/index.php?title=X",
            "/wiki/X?action=edit",
            "http://127.0.0.1/wiki/X",
            "mailto:a@b",
            "/wiki/",
        ] {
            assert_eq!(site.linked(href), None, "{href}");
        }
        let title = PageTitle::new("what's_Up, Doc?").unwrap();
        assert_eq!(site.page(&title).as_str(), "https://en.wikipedia.org/wiki/What's_Up,_Doc%3F");
        assert_eq!(site.linked(site.page(&title).as_str()), Some(title));
        let face = PageTitle::new("Face/Off").unwrap();
        assert_eq!(site.linked(site.page(&face).as_str()), Some(face));
    }

    #[test]
    fn a_page_of_another_site_is_its_address() {
        let site = Site::new("https://films.example").unwrap().with_markup(Markup::JsonLd);
        let page = site.named("/film/7?lang=en#cast").unwrap();
        assert_eq!(page.as_str(), "https://films.example/film/7?lang=en");
        assert_eq!(site.page(&page).as_str(), page.as_str());
        assert_eq!(PageTitle::stored(page.as_str()), Some(page.clone()));
        let from = site.page(&page);
        assert_eq!(site.linked_from(&from, "8").unwrap().as_str(), "https://films.example/film/8");
        for href in [
            "#cast",
            "http://films.example/film/7",
            "https://other.example/",
            "mailto:a@b",
            "https://a:b@films.example/",
        ] {
            assert_eq!(site.linked(href), None, "{href}");
        }
        assert_eq!(site.named("Alien"), None);
    }

    #[test]
    fn a_wiki_of_fandom_may_be_in_a_folder_of_its_language() {
        let site = Site::new("https://nebula.fandom.com/fr/wiki/Accueil").unwrap();
        assert_eq!(site.to_string(), "https://nebula.fandom.com/fr");
        assert_eq!(Site::new(&site.to_string()), Ok(site.clone()));
        let page = site.linked("/fr/wiki/Azur_(film)").unwrap();
        assert_eq!(page.as_str(), "Azur (film)");
        assert_eq!(site.page(&page).as_str(), "https://nebula.fandom.com/fr/wiki/Azur_(film)");
        assert_eq!((site.linked("/wiki/Azur"), site.linked("/de/wiki/Azur")), (None, None));
        for address in ["https://nebula.fandom.com/wiki/Main_Page", "https://nebula.fandom.com"] {
            assert_eq!(Site::new(address).unwrap().to_string(), "https://nebula.fandom.com");
        }
        assert_eq!(Site::new("https://films.example/fr/x").unwrap().to_string(), "https://films.example");
    }

    #[test]
    fn no_title_of_a_wiki_leads_to_another_host() {
        let site = Site::default();
        for title in
            [site.linked("/wiki/http://127.0.0.1/x").unwrap(), PageTitle::stored("http://127.0.0.1/x").unwrap()]
        {
            assert_eq!(site.page(&title).host_str(), Some("en.wikipedia.org"));
        }
    }

    #[test]
    fn namespaces_are_no_articles() {
        let article = |title| PageTitle::new(title).unwrap().is_article();
        assert!(article("2001: A Space Odyssey") && article("Alien"));
        assert!(!article("Category:1999 films") && !article("File:X.jpg") && !article("Main Page"));
        assert!(!article("Catégorie:Film") && !article("Файл:X.jpg") && article("Anexo:Filmografía"));
    }
}
