//! Times as people write and read them.

use std::time::Duration;

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ZonedDateTime};

/// "90s", "15m", "12h", "7d".
pub(crate) fn parse_duration(text: &str) -> Result<Duration, String> {
    let unknown = || format!("{text:?} is not a time: write a number and s, m, h or d, such as 12h");
    let unit = text.chars().last().filter(char::is_ascii).ok_or_else(unknown)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => return Err(unknown()),
    };
    let number: u64 = text[..text.len() - 1].parse().map_err(|_| unknown())?;
    // A century at most, so that no sum of times overflows.
    Ok(Duration::from_secs(number.saturating_mul(seconds).min(100 * 365 * 86_400)))
}

/// The time left until "06:30" or "2030-05-17T06:30:00+02:00".
pub(crate) fn parse_until(text: &str) -> Result<Duration, String> {
    until(text, &ZonedDateTime::now())
}

fn until(text: &str, now: &ZonedDateTime) -> Result<Duration, String> {
    let unknown =
        || format!("{text:?} is no time to stop at: write 06:30, or a moment such as 2030-05-17T06:30:00+02:00");
    let end = if let Ok(moment) = text.parse::<Timestamp>() {
        moment
    } else {
        let clock: Time = text.parse().map_err(|_| unknown())?;
        let on = |day: Date| day.to_datetime(clock).to_zoned_datetime(now.time_zone().clone()).map_err(|_| unknown());
        let today = on(now.date())?;
        let next = if today > *now { today } else { on(now.date().tomorrow().map_err(|_| unknown())?)? };
        next.timestamp()
    };
    let left = Duration::try_from(end.duration_since(now.timestamp()));
    left.map_err(|_| format!("{text} is over: name a time to come"))
}

/// Seconds in a unit that suits them.
pub(crate) fn spoken(seconds: u64) -> String {
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7199 => format!("{} min", seconds / 60),
        7200..=172_799 => format!("{} h", seconds / 3600),
        _ => format!("{} days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_run_is_the_next_time_the_clock_says_so_or_a_moment() {
        let now: ZonedDateTime = "2030-05-17T22:15:00+02:00[+02:00]".parse().unwrap();
        let minutes = |text| until(text, &now).map(|left| left.as_secs() / 60);
        assert_eq!(minutes("06:30"), Ok(8 * 60 + 15));
        assert_eq!(minutes("22:30"), Ok(15));
        assert_eq!(minutes("22:15"), Ok(24 * 60));
        assert_eq!(minutes("2030-05-17T22:16:00+02:00"), Ok(1));
        assert_eq!(minutes("2030-05-17T20:20:00Z"), Ok(5));
        assert!(minutes("2030-05-17T20:00:00Z").unwrap_err().contains("is over"));
        for text in ["", "6h", "half past six", "25:00", "2030-05-17"] {
            assert!(minutes(text).unwrap_err().contains("write 06:30"), "{text}");
        }
    }
}
