//! Page in, film out: the polite crawl and the extraction of films from wiki pages.
