//! A bounded pool of threads for work on the CPU. A full queue refuses at once: a longer queue would only make everyone
//! wait longer. While many wait, a job that has waited too long is refused when its turn comes: else a queue that never
//! gets empty makes all wait as long as it is (Nichols and Jacobson, Controlling Queue Delay, ACM Queue 2012).

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

use tokio::sync::oneshot;
use tracing::Span;

use crate::limits::{CROWD, MAX_WAIT_IN_CROWD};
use crate::metrics::{Metrics, Refused};

type Job = Box<dyn FnOnce() + Send>;

/// Threads and the queue before them.
#[derive(Debug)]
pub(crate) struct Pool {
    jobs: SyncSender<Job>,
    threads: usize,
    most_waiting: usize,
    load: Arc<PoolLoad>,
    metrics: Arc<Metrics>,
}

/// What the pool is doing.
#[derive(Debug, Default)]
struct PoolLoad {
    waiting: AtomicUsize,
    busy: AtomicUsize,
}

/// One more in a counter, until this is dropped: even by a panic.
struct Counted<'a>(&'a AtomicUsize);

impl<'a> Counted<'a> {
    fn new(counter: &'a AtomicUsize) -> Self {
        counter.fetch_add(1, Ordering::Relaxed);
        Self(counter)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Why a job gave no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PoolError {
    /// The queue is full, or was too slow.
    Busy,
    /// The job panicked; the thread goes on.
    Failed,
}

impl Pool {
    /// # Errors
    /// The system gives no more threads.
    pub(crate) fn new(threads: usize, queue: usize, metrics: Arc<Metrics>) -> io::Result<Self> {
        let threads = threads.max(1);
        let (jobs, waiting) = sync_channel::<Job>(queue);
        let waiting = Arc::new(Mutex::new(waiting));
        for n in 0..threads {
            let waiting = Arc::clone(&waiting);
            thread::Builder::new().name(format!("rank-{n}")).spawn(move || work(&waiting))?;
        }
        Ok(Self { jobs, threads, most_waiting: queue, load: Arc::default(), metrics })
    }

    pub(crate) fn threads(&self) -> usize {
        self.threads
    }

    /// Threads that work at this moment.
    pub(crate) fn busy(&self) -> usize {
        self.load.busy.load(Ordering::Relaxed)
    }

    /// Jobs that wait for a thread at this moment.
    pub(crate) fn waiting(&self) -> usize {
        self.load.waiting.load(Ordering::Relaxed)
    }

    /// Jobs that may wait.
    pub(crate) fn most_waiting(&self) -> usize {
        self.most_waiting
    }

    /// Runs a job on the pool.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PoolError> {
        let (sender, result) = oneshot::channel();
        let (load, metrics, span, asked) =
            (Arc::clone(&self.load), Arc::clone(&self.metrics), Span::current(), Instant::now());
        let job = Box::new(move || {
            let waiting = load.waiting.fetch_sub(1, Ordering::Relaxed) - 1;
            // The client may have disconnected: before the work, or while it is done.
            if sender.is_closed() {
                return;
            }
            let waited = asked.elapsed();
            if waited > MAX_WAIT_IN_CROWD && waiting >= CROWD {
                metrics.refused(Refused::QueueWait);
                let _ = sender.send(Err(PoolError::Busy));
                return;
            }
            metrics.waited.add(waited);
            let _busy = Counted::new(&load.busy);
            let _ = sender.send(Ok(span.in_scope(job)));
        });
        self.load.waiting.fetch_add(1, Ordering::Relaxed);
        let refused = match self.jobs.try_send(job) {
            Ok(()) => return result.await.unwrap_or(Err(PoolError::Failed)),
            Err(TrySendError::Full(_)) => {
                self.metrics.refused(Refused::Queue);
                PoolError::Busy
            }
            Err(TrySendError::Disconnected(_)) => PoolError::Failed,
        };
        self.load.waiting.fetch_sub(1, Ordering::Relaxed);
        Err(refused)
    }
}

fn work(waiting: &Mutex<Receiver<Job>>) {
    loop {
        let next = waiting.lock().expect("no job runs under the lock").recv();
        let Ok(job) = next else { return };
        // A panic drops the job's sender, so its receiver fails; the panic hook has reported it.
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use super::*;

    #[tokio::test]
    async fn a_full_queue_refuses_at_once_and_what_waits_in_it_is_done_later() {
        let pool = Pool::new(1, 1, Arc::default()).unwrap();
        let (started, is_started) = oneshot::channel();
        let (open, gate) = sync_channel::<()>(0);
        let mut first = pin!(pool.run(move || {
            started.send(()).unwrap();
            gate.recv().unwrap();
            1
        }));
        tokio::select! {
            biased;
            done = &mut first => panic!("the gate is shut: {done:?}"),
            started = is_started => started.unwrap(),
        }
        // Asked once, the second takes the one place in the queue.
        let mut second = pin!(pool.run(|| 2));
        tokio::select! {
            biased;
            done = &mut second => panic!("the only thread is busy: {done:?}"),
            () = std::future::ready(()) => {}
        }
        assert_eq!(pool.run(|| 3).await, Err(PoolError::Busy));
        open.send(()).unwrap();
        assert_eq!(first.await, Ok(1));
        assert_eq!(second.await, Ok(2));
    }

    #[tokio::test]
    async fn work_that_nobody_waits_for_is_not_begun() {
        let pool = Pool::new(1, 2, Arc::default()).unwrap();
        let (open, gate) = sync_channel::<()>(0);
        let mut first = pin!(pool.run(move || gate.recv().unwrap()));
        let (begun, is_begun) = sync_channel(1);
        {
            let mut gone = pin!(pool.run(move || begun.send(()).unwrap()));
            tokio::select! {
                biased;
                _ = &mut first => panic!("the gate is shut"),
                _ = &mut gone => panic!("the only thread is busy"),
                () = std::future::ready(()) => {}
            }
        }
        open.send(()).unwrap();
        assert_eq!((first.await, pool.run(|| 2).await), (Ok(()), Ok(2)));
        assert!(is_begun.try_recv().is_err());
    }

    #[tokio::test]
    async fn of_many_that_wait_too_long_those_behind_are_still_served() {
        let pool = Arc::new(Pool::new(1, CROWD + 8, Arc::default()).unwrap());
        let (open, gate) = sync_channel::<()>(0);
        let run = |job: Box<dyn FnOnce() -> usize + Send>| {
            let pool = Arc::clone(&pool);
            tokio::spawn(async move { pool.run(job).await })
        };
        let first = run(Box::new(move || {
            gate.recv().unwrap();
            0
        }));
        let others: Vec<_> = (1..=CROWD + 2).map(|n| run(Box::new(move || n))).collect();
        tokio::time::sleep(MAX_WAIT_IN_CROWD * 2).await;
        open.send(()).unwrap();
        assert_eq!(first.await.unwrap(), Ok(0));
        let mut answers = Vec::new();
        for waiting in others {
            answers.push(waiting.await.unwrap());
        }
        // Once fewer wait, it does not matter how long they did.
        let served = (3..=CROWD + 2).map(Ok);
        assert_eq!(answers, [Err(PoolError::Busy); 2].into_iter().chain(served).collect::<Vec<_>>());
        assert_eq!(pool.metrics.refusals(Refused::QueueWait), 2);
    }

    #[tokio::test]
    async fn a_panic_fails_its_own_job_and_no_other() {
        let pool = Pool::new(1, 1, Arc::default()).unwrap();
        assert_eq!(pool.run(|| panic!("on purpose")).await, Err::<(), _>(PoolError::Failed));
        assert_eq!(pool.run(|| 2).await, Ok(2));
    }
}
