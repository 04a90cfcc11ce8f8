//! Timestamps as the store writes them: whole seconds, as a number or as RFC 3339, UTC.

use std::time::{SystemTime, UNIX_EPOCH};

/// The present moment.
pub fn now() -> String {
    written(SystemTime::now())
}

/// `time` as `2024-05-29T08:00:00Z`.
pub fn written(time: SystemTime) -> String {
    jiff::Timestamp::from_second(seconds(time)).map_or_else(|_| "?".to_owned(), |stamp| stamp.to_string())
}

/// Whole seconds since 1970.
pub fn seconds(time: SystemTime) -> i64 {
    nanoseconds(time) / 1_000_000_000
}

/// Nanoseconds since 1970; times before that are 0, times that do not fit the last moment that does.
pub fn nanoseconds(time: SystemTime) -> i64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX))
}
