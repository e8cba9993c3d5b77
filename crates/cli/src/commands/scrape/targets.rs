//! What a crawl is about: the site, its lists and its seeds.

use anyhow::{Context as _, Result, anyhow, bail};
use matinee_scraper::{Markup, PageStore, PageTitle, Site, film_lists};

use super::args::Args;

/// The site that is named, else the one scraped before, else the default one.
pub(super) fn site(args: &Args, store: &PageStore) -> Result<Site> {
    let stored = store.site()?;
    let markup = args.source.or(stored.as_ref().map(Site::markup)).unwrap_or_default();
    if let Some(stored) = stored.as_ref().filter(|stored| stored.markup() != markup) {
        bail!("the pages of {stored} are stored as {}: give --source {markup} another --data folder", stored.markup());
    }
    match args.base_url.clone().or(stored) {
        Some(site) => Ok(site.with_markup(markup)),
        None if markup == Markup::JsonLd => bail!("--base-url is missing: name the site whose pages have JSON-LD"),
        None => Ok(Site::default()),
    }
}

/// The pages of `--list` and `--preset`.
pub(super) fn lists(args: &Args, site: &Site) -> Result<Vec<PageTitle>> {
    let mut lists = args.list.iter().map(|text| page(site, "--list", text)).collect::<Result<Vec<_>>>()?;
    if let (Some(_), Some(years)) = (&args.preset, &args.years) {
        let titles = film_lists(years.clone(), &args.countries)?;
        lists.extend(titles.iter().filter_map(|title| PageTitle::new(title)));
    }
    Ok(lists)
}

/// The pages in the file of `--seeds`. Empty lines and comments (`# `) are skipped.
pub(super) fn seeds(args: &Args, site: &Site) -> Result<Vec<PageTitle>> {
    let Some(file) = &args.seeds else { return Ok(Vec::new()) };
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read the seeds in {}", file.display()))?;
    let lines = text.lines().enumerate().map(|(n, line)| (n + 1, line.trim()));
    lines
        .filter(|(_, line)| !line.is_empty() && !line.starts_with("# "))
        .map(|(n, line)| page(site, &format!("{} line {n}:", file.display()), line))
        .collect()
}

fn page(site: &Site, from: &str, text: &str) -> Result<PageTitle> {
    let title = site.named(text);
    title.ok_or_else(|| {
        anyhow!(
            "{from} {text:?} is no page of {site}: give a page's title or its address there (--base-url names the wiki)"
        )
    })
}
