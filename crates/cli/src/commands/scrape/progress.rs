//! The progress of a crawl: a bar on a terminal, a log elsewhere.

use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressStyle};
use matinee_catalogue::fold::printable;
use matinee_scraper::{Event, PageTitle};

pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    pub(super) fn new() -> Self {
        Self(stderr().is_terminal().then(|| {
            let style =
                ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg} {eta}").expect("our own template");
            ProgressBar::new(0).with_style(style)
        }))
    }

    pub(super) fn is_bar(&self) -> bool {
        self.0.is_some()
    }

    pub(super) fn show(&self, event: &Event) {
        match &self.0 {
            Some(bar) => draw(bar, event),
            None => log(event),
        }
    }

    pub(super) fn clear(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// A page's title in one line: bar and log do not go through `output.rs`.
fn printed(title: &PageTitle) -> String {
    printable(&title.to_string()).into_owned()
}

fn draw(bar: &ProgressBar, event: &Event) {
    match event {
        Event::Planned(pages) => {
            bar.set_length(*pages);
            bar.reset();
        }
        Event::Done(title) => {
            bar.set_message(printed(title));
            bar.inc(1);
        }
        Event::Waiting(wait) => bar.set_message(format!("the wiki asks us to wait {} s", wait.as_secs())),
        Event::Retrying(title, why) => bar.set_message(format!("{}: {why}; trying again", printed(title))),
        Event::Asking(_) | Event::Answered(_) => {}
    }
}

fn log(event: &Event) {
    match event {
        Event::Planned(pages) => tracing::info!(target: "matinee", "{pages} film pages to request"),
        Event::Done(title) => tracing::info!(target: "matinee", "done: {}", printed(title)),
        Event::Waiting(wait) => tracing::info!(target: "matinee", "the wiki asks us to wait {} s", wait.as_secs()),
        Event::Retrying(title, why) => tracing::warn!(target: "matinee", "{}: {why}; trying again", printed(title)),
        Event::Asking(_) | Event::Answered(_) => {}
    }
}
