//! Times in buckets, as Prometheus counts them, without locks.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The upper bounds of the buckets, in microseconds, and as they are written in seconds.
const BOUNDS: [(u64, &str); 12] = [
    (1_000, "0.001"),
    (2_500, "0.0025"),
    (5_000, "0.005"),
    (10_000, "0.01"),
    (25_000, "0.025"),
    (50_000, "0.05"),
    (100_000, "0.1"),
    (250_000, "0.25"),
    (500_000, "0.5"),
    (1_000_000, "1"),
    (2_500_000, "2.5"),
    (10_000_000, "10"),
];

/// How often times of each size were seen.
#[derive(Debug, Default)]
pub(crate) struct Histogram {
    /// Each in its own bucket alone; the last is beyond all bounds.
    buckets: [AtomicU64; BOUNDS.len() + 1],
    nanoseconds: AtomicU64,
}

impl Histogram {
    pub(crate) fn add(&self, time: Duration) {
        let micros = time.as_micros() as u64;
        let bucket = BOUNDS.iter().position(|(most, _)| micros <= *most).unwrap_or(BOUNDS.len());
        self.buckets[bucket].fetch_add(1, Ordering::Relaxed);
        self.nanoseconds.fetch_add(time.as_nanos() as u64, Ordering::Relaxed);
    }

    /// Writes it as a metric of this name with these labels, which end in a comma unless there are none.
    pub(crate) fn write(&self, text: &mut String, name: &str, labels: &str) {
        let mut all = 0;
        for (count, (_, bound)) in self.buckets.iter().zip(BOUNDS) {
            all += count.load(Ordering::Relaxed);
            let _ = writeln!(text, "{name}_bucket{{{labels}le=\"{bound}\"}} {all}");
        }
        all += self.buckets[BOUNDS.len()].load(Ordering::Relaxed);
        let _ = writeln!(text, "{name}_bucket{{{labels}le=\"+Inf\"}} {all}");
        let seconds = Duration::from_nanos(self.nanoseconds.load(Ordering::Relaxed)).as_secs_f64();
        let labels = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.trim_end_matches(',')) };
        let _ = writeln!(text, "{name}_sum{labels} {seconds}\n{name}_count{labels} {all}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_add_up() {
        let histogram = Histogram::default();
        for micros in [900, 1_000, 1_001, 30_000, 60_000_000] {
            histogram.add(Duration::from_micros(micros));
        }
        let mut text = String::new();
        histogram.write(&mut text, "x_seconds", "route=\"/\",");
        for line in [
            "x_seconds_bucket{route=\"/\",le=\"0.001\"} 2\n",
            "x_seconds_bucket{route=\"/\",le=\"0.0025\"} 3\n",
            "x_seconds_bucket{route=\"/\",le=\"0.05\"} 4\n",
            "x_seconds_bucket{route=\"/\",le=\"10\"} 4\n",
            "x_seconds_bucket{route=\"/\",le=\"+Inf\"} 5\n",
            "x_seconds_count{route=\"/\"} 5\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert!(text.contains("x_seconds_sum{route=\"/\"} 60.0329"), "{text}");
    }
}
