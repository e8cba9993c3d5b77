use super::*;
use proptest::prelude::*;

/// Spellings of running times, and their minutes.
const SPELLINGS: &[(&str, u16)] = &[
    // Plain numbers.
    ("134", 134),
    ("134.0", 134),
    (" 95 ", 95),
    ("1256.0", 1256),
    ("approx. 90", 90),
    ("142 (149 with overture)", 142),
    ("117[1]", 117),
    ("[1] 117", 117),
    // Minutes.
    ("134 min", 134),
    ("134min", 134),
    ("134 min.", 134),
    ("134 mins", 134),
    ("134 minutes", 134),
    ("134 Minutes", 134),
    ("134\u{a0}minutes", 134),
    ("134m", 134),
    ("90-minute", 90),
    ("90+ min", 90),
    ("95½ minutes", 96),
    ("117 minutes[1]", 117),
    ("117 minutes (theatrical)", 117),
    ("95 mintues", 95),
    ("c. 70 minutes", 70),
    ("134'", 134),
    ("134′", 134),
    ("54' 30\"", 55),
    // Hours.
    ("2 hours 3 minutes", 123),
    ("2 hours, 14 minutes", 134),
    ("2 hours and 14 minutes", 134),
    ("2 hours, and 14 minutes", 134),
    ("2 hrs 3 mins", 123),
    ("2 hrs. 3 min.", 123),
    ("1 hr 57 min", 117),
    ("2h 14min", 134),
    ("1h 57m", 117),
    ("1h57m", 117),
    ("1 h 57 m", 117),
    ("1h57", 117),
    ("1 h 57", 117),
    ("2 h 3 min", 123),
    ("1-hour 30-minute", 90),
    ("2 hours", 120),
    ("2 hours (120 minutes)", 120),
    ("1.5 hours", 90),
    ("1,5 h", 90),
    ("1½ hours", 90),
    ("2 hours 14 minutes (134 minutes)", 134),
    ("1 day 3 hours", 1620),
    ("857 hours", 51_420),
    // Clocks.
    ("1:57:00", 117),
    ("01:57:00", 117),
    ("1:57", 117),
    ("00:54:30", 55),
    ("54:30", 55),
    ("PT01:57:00", 117),
    // Seconds.
    ("3240 sec", 54),
    ("3,240 seconds", 54),
    ("50 s", 1),
    ("2 seconds", 1),
    ("12 min 45 sec", 13),
    // ISO 8601.
    ("PT1H57M", 117),
    ("pt1h57m", 117),
    ("P0Y0M0DT2H5M", 125),
    ("P0DT2H3M0S", 123),
    ("PT123M", 123),
    ("PT7380S", 123),
    ("PT1.5H", 90),
    ("P1D", 1440),
    // Lengths of film are passed over.
    ("5 reels (approx. 60 minutes)", 60),
    ("1,200 feet (12 minutes)", 12),
    ("1 200 feet (12 minutes)", 12),
    ("7 reels, 1,900 m (70 min)", 70),
    ("6 reels / 60 min", 60),
    // Of several the first.
    ("142 minutes (original) 149 minutes (director's cut)", 142),
    ("Theatrical cut: 178 minutes Extended: 208 minutes", 178),
    ("1979: 117 minutes 2003: 116 minutes", 117),
    ("117 / 137 minutes", 117),
    ("90–95 minutes", 90),
    ("90-95 min", 90),
    ("90 to 95 minutes", 90),
    ("2–3 hours", 120),
    ("117 minutes, 137 minutes", 117),
    // Other languages.
    ("95 Minuten", 95),
    ("2 Std. 14 Min.", 134),
    ("2 Stunden und 14 Minuten", 134),
    ("1 heure 57 minutes", 117),
    ("1 h 57 min", 117),
    ("2 horas y 3 minutos", 123),
    ("2 ore e 3 minuti", 123),
    ("1 time 35 minutter", 95),
    ("1 timme 35 minuter", 95),
    ("2 uur en 5 minuten", 125),
    ("2 godz. 5 min", 125),
    ("2 ч 5 мин", 125),
    ("95 минут", 95),
    ("2 saat 5 dakika", 125),
    ("95 perc", 95),
    ("134分", 134),
    ("2時間14分", 134),
    ("2小时14分钟", 134),
    ("2시간 14분", 134),
    ("١ 95 دقيقة", 95),
];

#[test]
fn running_times_are_read_however_they_are_written() {
    for &(text, wanted) in SPELLINGS {
        assert_eq!(minutes(text), Ok(Some(wanted)), "{text}");
    }
}

#[test]
fn zero_is_no_time_and_no_error() {
    for text in ["0", "0.0", "00", "0 min", "PT0M", "PT0S", "0:00:00", "0h 0m"] {
        assert_eq!(minutes(text), Ok(None), "{text}");
    }
}

#[test]
fn what_is_no_running_time_is_an_error() {
    for text in [
        "",
        "-",
        "soon",
        "two hours",
        "unknown",
        "7 reels",
        "7 reels, 1924",
        "1,200 feet",
        "1,900 m",
        "1.85:1",
        "16:9",
        "2009-05-25",
        "-5",
        "-5 min",
        "−90 minutes",
        "100 %",
        "7020",
        "PT",
        "P",
        "PT2H3",
        "P2M",
        "P3Y",
        "P-2D",
        "PT99999999999H",
        "PT1..5H",
        "99999999999999999999999999 hours",
        "1001 hours",
        "http://example.org/",
        "½",
    ] {
        assert!(minutes(text).is_err(), "{text}: {:?}", minutes(text));
    }
    assert_eq!(minutes("soon").unwrap_err().to_string(), "is not a running time (\"soon\")");
    assert!(minutes(&"9".repeat(10_000)).is_err() && minutes(&"1:".repeat(10_000)).is_err());
}

proptest! {
    #[test]
    fn any_text_is_a_time_that_a_film_can_have_or_none(
        text in "\\PC{0,40}|p?[0-9tdhmsyw.,]{0,20}|([0-9]{1,20}|[:.,'\"½/–-]| |h|m|min|hours|sec|and|to|reels|分|P|T){0,30}"
    ) {
        if let Ok(Some(minutes)) = minutes(&text) {
            prop_assert!((1..=60_000).contains(&minutes));
        }
    }

    #[test]
    fn every_spelling_of_one_time_gives_the_same_minutes(hours in 1u16..20, rest in 0u16..60) {
        let total = hours * 60 + rest;
        for text in [
            format!("{total}"),
            format!("{total} min"),
            format!("{total}.0"),
            format!("{hours} hours {rest} minutes"),
            format!("{hours}h {rest}m"),
            format!("{hours}h{rest:02}"),
            format!("{hours}:{rest:02}:00"),
            format!("PT{hours}H{rest}M"),
            format!("PT{total}M"),
            format!("{} sec", u32::from(total) * 60),
            format!("{hours} Std. {rest} Min."),
            format!("{hours}時間{rest}分"),
        ] {
            prop_assert_eq!(minutes(&text), Ok(Some(total)), "{}", text);
        }
    }
}
