//! A client's connection that ends by itself when the client keeps the server waiting.

use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::activity::Activity;
use super::admission::Slot;
use super::transport::Transport;
use crate::limits::WRITE_TIMEOUT;

/// A client's connection. Reading and writing fail once the client is too late.
pub(crate) struct ClientStream {
    io: Transport,
    activity: Rc<Activity>,
    /// Since when the client takes nothing of what is to be written.
    stalled_since: Option<Instant>,
    timer: Pin<Box<Sleep>>,
    _slot: Slot,
}

impl ClientStream {
    pub(super) fn new(io: Transport, slot: Slot) -> Self {
        let activity = Rc::new(Activity::new(io.local()));
        Self { io, activity, stalled_since: None, timer: Box::pin(sleep_until(Instant::now())), _slot: slot }
    }

    pub(super) fn activity(&self) -> Rc<Activity> {
        Rc::clone(&self.activity)
    }

    /// An error once the client is too late; until then the task is woken at that time.
    fn in_time(&mut self, cx: &mut Context<'_>) -> io::Result<()> {
        let stalled = self.stalled_since.map(|since| since + WRITE_TIMEOUT);
        let Some(deadline) = stalled.into_iter().chain(self.activity.deadline()).min() else { return Ok(()) };
        if self.timer.deadline() != deadline {
            self.timer.as_mut().reset(deadline);
        }
        match self.timer.as_mut().poll(cx) {
            Poll::Ready(()) => Err(io::Error::new(io::ErrorKind::TimedOut, "the client keeps the server waiting")),
            Poll::Pending => Ok(()),
        }
    }

    fn written(&mut self, cx: &mut Context<'_>, result: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match &result {
            Poll::Ready(Ok(_)) => {
                self.stalled_since = None;
                self.activity.sent();
            }
            Poll::Pending => {
                self.stalled_since.get_or_insert_with(Instant::now);
                self.in_time(cx)?;
            }
            Poll::Ready(Err(_)) => {}
        }
        result
    }
}

impl AsyncRead for ClientStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        match Pin::new(&mut self.io).poll_read(cx, buffer) {
            Poll::Pending => {
                self.in_time(cx)?;
                return Poll::Pending;
            }
            Poll::Ready(result) => result?,
        }
        let bytes = &buffer.filled()[before..];
        if !bytes.is_empty() {
            self.activity.received(bytes);
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for ClientStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.io).poll_write(cx, bytes);
        self.written(cx, result)
    }

    /// The dispatcher flushes after each answer: from then on the client's time runs.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.in_time(cx)?;
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}
