//! Lists read from their pages.

use super::error::CrawlError;
use super::progress::Event;
use super::run::{PageOutcome, Run};
use crate::address::{Markup, PageTitle};
use crate::crawl::api::PATH as API;
use crate::discover::{Listed, listed};
use crate::extract::{LaterPages, later_pages};
use crate::limits::MAX_LATER_PAGES;
use crate::store::PageKind;

impl Run<'_> {
    /// Reads lists until none is left or the time is up.
    pub(super) async fn lists(&self) -> Result<(), CrawlError> {
        while let Some(claim) = self.next(PageKind::List).await? {
            let title = &claim.title;
            let wrong = match self.get(&claim).await? {
                PageOutcome::Got(body, validators, address) => {
                    let Listed { titles, later } = listed(&self.options.site, title, &address, &body);
                    // The links are stored before the list counts as read: a crawl killed in between reads it again.
                    self.summary.borrow_mut().found += self.store.enqueue(PageKind::Film, &titles)?;
                    if titles.is_empty() {
                        self.store.failed(title, self.number, "not a list")?;
                        Some("names no pages, so it is not a list".to_owned())
                    } else {
                        self.follow(title, titles.len(), later)?;
                        self.store.got(title, self.number, &body, &validators)?;
                        None
                    }
                }
                PageOutcome::Stopped => return Ok(()),
                PageOutcome::Unchanged => {
                    // What it lists is known; where it goes on may be closed, and is then reported again.
                    if let Some(body) = self.store.body(title)? {
                        let (site, address) = (&self.options.site, self.options.site.page(title));
                        let later = later_pages(site, &address, &body);
                        if later.next.is_some() {
                            let Listed { titles, later } = listed(site, title, &address, &body);
                            self.follow(title, titles.len(), later)?;
                        }
                    }
                    None
                }
                // Its films are known from an earlier run: only films added since are missed.
                PageOutcome::Gone | PageOutcome::Failed(_) | PageOutcome::Disallowed if claim.is_stored => None,
                PageOutcome::Gone => Some("is not there (404)".to_owned()),
                PageOutcome::Disallowed => Some("is closed by robots.txt".to_owned()),
                PageOutcome::Failed(why) => Some(format!("cannot be read ({why})")),
            };
            if let Some(why) = wrong {
                self.wrong_list(title, why)?;
            }
            self.host.report(Event::Done(claim.title));
        }
        Ok(())
    }

    /// Queues a list's next page, or reports how much of the list is missing without it.
    fn follow(&self, list: &PageTitle, listed: usize, later: LaterPages) -> Result<(), CrawlError> {
        let Some(next) = later.next else { return Ok(()) };
        let is_open = self.robots.allows(&self.options.site.page(&next));
        let has_room = self.followed.get() < MAX_LATER_PAGES;
        if is_open && has_room {
            let new = self.store.enqueue(PageKind::List, &[next])?;
            self.followed.set(self.followed.get() + new);
            return Ok(());
        }
        let of = later.total.filter(|&total| total > listed as u64);
        let known = match of {
            Some(total) => format!("{} of {} are listed", grouped(listed as u64), grouped(total)),
            None => format!("{} are listed, and there are more", grouped(listed as u64)),
        };
        let is_wiki = self.options.site.markup() == Markup::MediaWiki;
        let rest = if !is_open && !is_wiki {
            "robots.txt closes the later pages"
        } else if !is_open && self.robots.allows(&self.options.site.at(API)) {
            "the rest: --api, or by year"
        } else if !is_open {
            "robots.txt closes the later pages and the API; the rest: by year, such as a list or category of each year"
        } else {
            "the list has no end, so its later pages are left out"
        };
        self.summary.borrow_mut().incomplete.push((list.to_string(), format!("{known}; {rest}")));
        Ok(())
    }
}

/// "7201" as "7,201".
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn long_numbers_are_grouped_by_three_digits() {
        assert_eq!([0, 200, 7201, 1_234_567].map(grouped), ["0", "200", "7,201", "1,234,567"]);
    }
}
