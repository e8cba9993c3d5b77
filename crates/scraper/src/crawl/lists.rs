//! Lists read from their pages.

use super::error::CrawlError;
use super::progress::Event;
use super::run::{PageOutcome, Run};
use crate::discover::listed;
use crate::store::PageKind;

impl Run<'_> {
    /// Reads lists until none is left or the time is up.
    pub(super) async fn lists(&self) -> Result<(), CrawlError> {
        while let Some(claim) = self.next(PageKind::List).await? {
            let title = &claim.title;
            let wrong = match self.get(&claim).await? {
                PageOutcome::Got(body, validators) => {
                    let titles = listed(&self.options.site, title, &body);
                    // The links are stored before the list counts as read: a crawl killed in between reads it again.
                    self.summary.borrow_mut().found += self.store.enqueue(PageKind::Film, &titles)?;
                    if titles.is_empty() {
                        self.store.failed(title, self.number, "not a list")?;
                        Some("names no pages, so it is not a list".to_owned())
                    } else {
                        self.store.got(title, self.number, &body, &validators)?;
                        None
                    }
                }
                PageOutcome::Stopped => return Ok(()),
                PageOutcome::Unchanged => None,
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
}
