//! A bounded pool of threads for work on the CPU. When its queue is full the answer is no, at once: waiting longer would
//! only make everyone wait.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use tokio::sync::oneshot;

type Job = Box<dyn FnOnce() + Send>;

/// Threads and the queue before them.
#[derive(Debug)]
pub(crate) struct Pool {
    jobs: SyncSender<Job>,
}

/// Why a job gave no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PoolError {
    /// The queue is full.
    Busy,
    /// The job panicked; the thread goes on.
    Failed,
}

impl Pool {
    pub(crate) fn new(threads: usize, queue: usize) -> Self {
        let (jobs, waiting) = sync_channel::<Job>(queue);
        let waiting = Arc::new(Mutex::new(waiting));
        for n in 0..threads.max(1) {
            let waiting = Arc::clone(&waiting);
            thread::Builder::new()
                .name(format!("rank-{n}"))
                .spawn(move || work(&waiting))
                .expect("a thread can be started");
        }
        Self { jobs }
    }

    /// Runs a job on the pool.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PoolError> {
        let (sender, result) = oneshot::channel();
        let job = Box::new(move || {
            // Who asked may have gone away meanwhile.
            let _ = sender.send(job());
        });
        match self.jobs.try_send(job) {
            Ok(()) => result.await.map_err(|_| PoolError::Failed),
            Err(TrySendError::Full(_)) => Err(PoolError::Busy),
            Err(TrySendError::Disconnected(_)) => Err(PoolError::Failed),
        }
    }
}

fn work(waiting: &Mutex<Receiver<Job>>) {
    loop {
        let next = waiting.lock().expect("no job runs under the lock").recv();
        let Ok(job) = next else { return };
        // A panic drops the job's sender, which tells who waits; the hook has reported it.
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_full_queue_is_told_at_once_and_a_panic_stops_nothing() {
        let pool = Arc::new(Pool::new(1, 1));
        assert_eq!(pool.run(|| panic!("on purpose")).await, Err::<(), _>(PoolError::Failed));
        let (started, is_started) = oneshot::channel();
        let (open, gate) = sync_channel::<()>(0);
        let first = tokio::spawn({
            let pool = Arc::clone(&pool);
            async move {
                let job = move || {
                    started.send(()).unwrap();
                    gate.recv().unwrap();
                };
                pool.run(job).await
            }
        });
        is_started.await.unwrap();
        let second = tokio::spawn({
            let pool = Arc::clone(&pool);
            async move { pool.run(|| 2).await }
        });
        // The second waits in the queue or will; once it does, a third is refused.
        while !matches!(pool.jobs.try_send(Box::new(|| ())), Err(TrySendError::Full(_))) {
            tokio::task::yield_now().await;
        }
        assert_eq!(pool.run(|| 3).await, Err(PoolError::Busy));
        open.send(()).unwrap();
        assert_eq!(first.await.unwrap(), Ok(()));
        assert!(matches!(second.await.unwrap(), Ok(2) | Err(PoolError::Busy)));
    }
}
