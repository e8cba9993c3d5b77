//! The counters in the text format of Prometheus (version 0.0.4).

mod listener;

use std::fmt::{Display, Write as _};
use std::sync::atomic::Ordering;
use std::time::SystemTime;

use matinee_rank::RankStage;

pub(crate) use self::listener::serve;
use crate::metrics::{Metrics, Refused};
use crate::state::AppState;

/// All metrics as text.
fn text(metrics: &Metrics, state: &AppState) -> String {
    let mut text = Exposition::default();
    text.requests(metrics);
    text.model(state);
    text.stages(metrics, state);
    let pool = state.pool();
    text.gauge("matinee_queue_length", "Requests that wait for a ranking thread.", pool.waiting());
    text.gauge("matinee_queue_limit", "Requests that may wait.", pool.most_waiting());
    text.gauge("matinee_rankers", "Ranking threads.", pool.threads());
    text.gauge("matinee_rankers_busy", "Ranking threads at work.", pool.busy());
    text.head("matinee_refused_total", "counter", "Requests and connections that were refused, by the reason.");
    for why in Refused::ALL {
        let n = metrics.refusals(why);
        text.line("matinee_refused_total", &format!("reason=\"{}\"", why.name()), n);
    }
    let count = |counter: &std::sync::atomic::AtomicU64| counter.load(Ordering::Relaxed);
    text.gauge("matinee_connections", "Connections.", count(&metrics.connections));
    text.counter("matinee_connections_total", "Connections so far.", count(&metrics.connections_made));
    let dropped = count(&metrics.lines_dropped);
    text.counter("matinee_access_lines_dropped_total", "Lines that the access log was too slow for.", dropped);
    text.head("matinee_made_total", "counter", "What is made once a model and kept: how often it was made.");
    for (what, n) in state.made() {
        text.line("matinee_made_total", &format!("what=\"{what}\""), n);
    }
    let (hits, misses) = state.fixed_pages().counts();
    text.counter("matinee_fixed_page_hits_total", "Pages that are everybody's, from those that are kept.", hits);
    text.counter("matinee_fixed_page_misses_total", "Pages that are everybody's and had to be made.", misses);
    if let Some(bytes) = resident_bytes() {
        text.gauge("process_resident_memory_bytes", "Memory that the process holds.", bytes);
    }
    let up = metrics.started.elapsed().as_secs();
    let started = unix_seconds(SystemTime::now()).saturating_sub(up);
    text.gauge("process_start_time_seconds", "When the server started, in Unix time.", started);
    text.0
}

#[derive(Default)]
struct Exposition(String);

impl Exposition {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn line(&mut self, name: &str, labels: &str, value: impl Display) {
        let _ = writeln!(self.0, "{name}{{{labels}}} {value}");
    }

    fn gauge(&mut self, name: &str, help: &str, value: impl Display) {
        self.head(name, "gauge", help);
        let _ = writeln!(self.0, "{name} {value}");
    }

    fn counter(&mut self, name: &str, help: &str, value: impl Display) {
        self.head(name, "counter", help);
        let _ = writeln!(self.0, "{name} {value}");
    }

    fn requests(&mut self, metrics: &Metrics) {
        let routes = metrics.routes.load();
        let mut routes: Vec<_> = routes.iter().collect();
        routes.sort_unstable_by_key(|(route, _)| *route);
        self.head("matinee_requests_total", "counter", "Answers by route and by the first digit of their status.");
        for (route, counts) in &routes {
            for (class, count) in (1..).zip(&counts.by_status) {
                let n = count.load(Ordering::Relaxed);
                if n > 0 {
                    self.line("matinee_requests_total", &format!("route=\"{route}\",status=\"{class}xx\""), n);
                }
            }
        }
        let name = "matinee_request_duration_seconds";
        self.head(name, "histogram", "From a request's head to its answer, by route.");
        for (route, counts) in &routes {
            counts.times.write(&mut self.0, name, &format!("route=\"{route}\","));
        }
    }

    fn model(&mut self, state: &AppState) {
        let model = state.model();
        self.head("matinee_model_info", "gauge", "The version of the model that is served.");
        self.line("matinee_model_info", &format!("version=\"{}\"", label(model.version())), 1);
        self.gauge("matinee_model_films", "Films of the model.", model.films().len());
        let since = state.served_since().as_second();
        self.gauge("matinee_model_served_since_seconds", "Since when it is served, in Unix time.", since);
        if let Some(saved) = model.saved() {
            let saved = unix_seconds(saved);
            self.gauge("matinee_model_trained_seconds", "When it was trained, in Unix time.", saved);
        }
        let health = state.health();
        let refused = u8::from(health.refused.is_some());
        self.gauge("matinee_model_refused", "Whether another model should be served and was refused.", refused);
        if let Some(store) = &health.store {
            let answers = u8::from(store.wrong.is_none());
            self.gauge("matinee_store_answers", "Whether the store that models come from answers.", answers);
            if let Some(answered) = store.answered {
                let help = "When that store last answered as it should, in Unix time.";
                self.gauge("matinee_store_answered_seconds", help, unix_seconds(answered));
            }
        }
    }

    fn stages(&mut self, metrics: &Metrics, state: &AppState) {
        let name = "matinee_stage_seconds";
        self.head(name, "summary", "Time in the stages of ranking since the model was taken up.");
        let ranker = state.ranker();
        for stage in RankStage::ALL {
            let (runs, time) = ranker.stage_times().of(stage);
            let label = format!("stage=\"{}\"", stage.name());
            self.line("matinee_stage_seconds_sum", &label, time.as_secs_f64());
            self.line("matinee_stage_seconds_count", &label, runs);
        }
        self.head("matinee_render_seconds", "histogram", "Time to write and pack a page.");
        metrics.render.write(&mut self.0, "matinee_render_seconds", "");
        self.head("matinee_queue_wait_seconds", "histogram", "How long work waited for a ranking thread.");
        metrics.waited.write(&mut self.0, "matinee_queue_wait_seconds", "");
    }
}

/// A text as the value of a label.
fn label(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

fn unix_seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// The process's memory, where the system says it (Linux).
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib * 1024)
}
