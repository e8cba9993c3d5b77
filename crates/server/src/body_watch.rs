//! Whether an answer waits for the rest of its request.

use std::cell::Cell;
use std::rc::Rc;
use std::task::Poll;

use actix_web::HttpMessage as _;
use actix_web::dev::{Payload, ServiceRequest};
use futures_util::StreamExt as _;
use futures_util::stream;

/// A request's body as it is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct BodyWatch {
    is_waited_for: Rc<Cell<bool>>,
}

impl BodyWatch {
    /// Watches the body of a request, if it has one.
    pub(crate) fn of(request: &mut ServiceRequest) -> Self {
        let watch = Self::default();
        let payload = request.take_payload();
        if matches!(payload, Payload::None) {
            return watch;
        }
        let (begun, ended) = (Rc::clone(&watch.is_waited_for), Rc::clone(&watch.is_waited_for));
        let begin = stream::poll_fn(move |_| {
            begun.set(true);
            Poll::Ready(None)
        });
        let end = stream::poll_fn(move |_| {
            ended.set(false);
            Poll::Ready(None)
        });
        request.set_payload(Payload::Stream { payload: Box::pin(begin.chain(payload).chain(end)) });
        watch
    }

    /// Whether somebody reads the body and it has not come to its end.
    pub(crate) fn is_waited_for(&self) -> bool {
        self.is_waited_for.get()
    }
}
