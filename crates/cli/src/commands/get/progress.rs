//! The progress of `matinee get`: a bar on a terminal; elsewhere a line for each tenth of the work.

use std::cell::Cell;
use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressStyle};
use matinee_catalogue::fold::printable;
use matinee_scraper::DownloadEvent;

pub(super) struct GetProgress {
    bar: Option<ProgressBar>,
    /// What the bar counts now, or the last tenth that was logged of it.
    counted: Cell<Option<(&'static str, u64)>>,
}

impl GetProgress {
    pub(super) fn new() -> Self {
        let bar = stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(0);
            bar.set_draw_target(indicatif::ProgressDrawTarget::stderr_with_hz(4));
            bar
        });
        Self { bar, counted: Cell::new(None) }
    }

    pub(super) fn download(&self, event: &DownloadEvent) {
        let note = match event {
            DownloadEvent::Progress(done, all) => return self.show("downloaded", *done, all.unwrap_or(0)),
            DownloadEvent::Waiting(wait) => format!("the server asks us to wait {} s", wait.as_secs_f64().ceil()),
            DownloadEvent::Retrying(why) => format!("{why}; trying again"),
            DownloadEvent::Restarted(why) => format!("{why}: beginning anew"),
            DownloadEvent::Verifying => "checking the file".to_owned(),
        };
        // What a server answers is its own text.
        let note = printable(&note).into_owned();
        if let Some(bar) = &self.bar {
            bar.set_message(note);
        } else {
            tracing::info!(target: "matinee", "{note}");
        }
    }

    pub(super) fn pages(&self, done: usize, all: usize) {
        self.show("pages read", done as u64, all as u64);
    }

    fn show(&self, what: &'static str, done: u64, all: u64) {
        let before = self.counted.get().filter(|(counted, _)| *counted == what);
        if let Some(bar) = &self.bar {
            if before.is_none() {
                let template = if what == "downloaded" {
                    "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta} {wide_msg}"
                } else {
                    "{bar:30} {pos}/{len} pages read {eta} {wide_msg}"
                };
                bar.set_style(ProgressStyle::with_template(template).expect("our own template"));
                bar.reset();
                bar.set_message("");
                self.counted.set(Some((what, 0)));
            }
            bar.set_length(all);
            bar.set_position(done);
            return;
        }
        let tenth = (done * 10).checked_div(all).unwrap_or(0);
        if before.is_none_or(|(_, logged)| logged != tenth) {
            tracing::info!(target: "matinee", "{what}: {done} of {all}");
            self.counted.set(Some((what, tenth)));
        }
    }

    pub(super) fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
