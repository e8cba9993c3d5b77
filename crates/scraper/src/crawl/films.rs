//! Film pages.

use super::error::CrawlError;
use super::progress::Event;
use super::run::{PageOutcome, Run};
use crate::store::PageKind;

impl Run<'_> {
    /// Requests film pages until none is left, or the limit or the time is reached.
    pub(super) async fn films(&self) -> Result<(), CrawlError> {
        while self.options.limit.is_none_or(|limit| self.claimed.get() < limit) {
            self.claimed.set(self.claimed.get() + 1);
            let Some(claim) = self.next(PageKind::Film).await? else { break };
            match self.get(&claim).await? {
                PageOutcome::Got(body, validators, _) => {
                    self.store.got(&claim.title, self.number, &body, &validators)?;
                }
                PageOutcome::Failed(why) => self.summary.borrow_mut().failed.push((claim.title.to_string(), why)),
                PageOutcome::Unchanged | PageOutcome::Gone | PageOutcome::Disallowed => {}
                PageOutcome::Stopped => break,
            }
            self.host.report(Event::Done(claim.title));
        }
        Ok(())
    }
}
