//! What a connection is doing: answering, receiving a head, or nothing.

use std::cell::Cell;
use std::net::SocketAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::web::Bytes;
use tokio::time::Instant;

use crate::limits::{HEAD_TIMEOUT, IDLE_TIMEOUT};

/// What a connection is doing. The stream tells what comes in and goes out, the guard which requests are being answered.
#[derive(Debug)]
pub(crate) struct Activity {
    /// The server's own address, at which the client connected.
    local: Option<SocketAddr>,
    answering: Cell<usize>,
    /// Since when nothing happened.
    idle_since: Cell<Instant>,
    /// When the first bytes of a head came that is not whole yet.
    head_since: Cell<Option<Instant>>,
    /// Whether the last bytes were no end of a head: then more is to come.
    unfinished: Cell<bool>,
}

impl Activity {
    pub(super) fn new(local: Option<SocketAddr>) -> Self {
        Self {
            local,
            answering: Cell::new(0),
            idle_since: Cell::new(Instant::now()),
            head_since: Cell::new(None),
            unfinished: Cell::new(false),
        }
    }

    pub(crate) fn local(&self) -> Option<SocketAddr> {
        self.local
    }

    pub(super) fn received(&self, bytes: &[u8]) {
        self.unfinished.set(!bytes.ends_with(b"\r\n\r\n"));
        if self.answering.get() == 0 && self.head_since.get().is_none() {
            self.head_since.set(Some(Instant::now()));
        }
    }

    /// Some of an answer was taken: what waits for the next request starts anew.
    pub(super) fn sent(&self) {
        let now = Instant::now();
        self.idle_since.set(now);
        self.head_since.set(self.head_since.get().map(|_| now));
    }

    /// When the connection ends unless something happens; never while a request is being answered, which has a limit of its own.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let idle = self.idle_since.get() + IDLE_TIMEOUT;
        let head = self.head_since.get().map(|since| since + HEAD_TIMEOUT);
        (self.answering.get() == 0).then(|| head.map_or(idle, |head| head.min(idle)))
    }

    /// A request begins to be answered.
    pub(crate) fn begin(self: &Rc<Self>) -> Answering {
        self.answering.set(self.answering.get() + 1);
        self.head_since.set(None);
        Answering(Rc::clone(self))
    }
}

/// A request that is being answered, until this is dropped.
#[derive(Debug)]
pub(crate) struct Answering(Rc<Activity>);

impl Drop for Answering {
    fn drop(&mut self) {
        let activity = &self.0;
        activity.answering.set(activity.answering.get() - 1);
        let now = Instant::now();
        activity.idle_since.set(now);
        // Part of the next head may have come with the request; so may its body, and then the pause is a shorter one.
        activity.head_since.set(activity.unfinished.get().then_some(now));
    }
}

/// An answer's body. The request is being answered as long as it is there.
pub(crate) struct Held {
    pub(crate) body: BoxBody,
    pub(crate) _answering: Option<Answering>,
}

impl MessageBody for Held {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.body).poll_next(cx)
    }
}
