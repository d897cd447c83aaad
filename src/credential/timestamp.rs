//! A moment in UTC, in whole seconds.

use std::fmt;

const SECONDS_PER_DAY: i64 = 86_400;

/// 0001-01-01T00:00:00Z, in Unix seconds.
const FIRST: i64 = -62_135_596_800;

/// 9999-12-31T23:59:59Z, in Unix seconds.
const LAST: i64 = 253_402_300_799;

/// A moment in UTC between the years 1 and 9999, in whole seconds.
///
/// `Display` writes ISO 8601 as `2026-11-23T21:15:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From Unix time in seconds; none outside the years 1 to 9999.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        (FIRST..=LAST).contains(&seconds).then_some(Self(seconds))
    }

    /// Unix time in seconds.
    #[must_use]
    pub fn unix_seconds(self) -> i64 {
        self.0
    }

    /// The day in UTC, as `2026-11-23`.
    #[must_use]
    pub fn date(self) -> String {
        let (year, month, day) = civil_from_days(self.0.div_euclid(SECONDS_PER_DAY));
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Reads what `Display` writes, and nothing else.
    #[must_use]
    pub fn from_iso_8601(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| -> Option<i64> {
            let digits = text.get(from..to)?;
            digits
                .bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| digits.parse().ok())?
        };
        let days = days_from_civil(number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let seconds = number(11, 13)? * 3600 + number(14, 16)? * 60 + number(17, 19)?;
        let timestamp = Self::from_unix_seconds(days * SECONDS_PER_DAY + seconds)?;
        // Whatever is out of range or differently punctuated does not come out the same.
        (timestamp.to_string() == text).then_some(timestamp)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.0.rem_euclid(SECONDS_PER_DAY);
        write!(
            f,
            "{}T{:02}:{:02}:{:02}Z",
            self.date(),
            second / 3600,
            second / 60 % 60,
            second % 60
        )
    }
}

/// Year, month and day of the proleptic Gregorian calendar from days since 1970-01-01.
/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The reverse: `days_from_civil` of the same source.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted_month = (month + 9) % 12;
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_moments() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_466_100, "2026-11-23T20:35:00Z"),
            (FIRST, "0001-01-01T00:00:00Z"),
            (LAST, "9999-12-31T23:59:59Z"),
        ] {
            let timestamp = Timestamp::from_unix_seconds(seconds).unwrap();
            assert_eq!(timestamp.to_string(), text);
            assert_eq!(Timestamp::from_iso_8601(text), Some(timestamp));
        }
        assert_eq!(Timestamp::from_unix_seconds(FIRST - 1), None);
        assert_eq!(Timestamp::from_unix_seconds(LAST + 1), None);
    }

    #[test]
    fn anything_else_is_no_timestamp() {
        for text in [
            "",
            "2026-11-23",
            "2026-11-23 20:35:00Z",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-10T00:00:00Z",
            "2026-11-23T24:00:00Z",
            "2026-11-23T20:35:00+00:00",
            "2026-11-23T20:35:00Zx",
            "+026-11-23T20:35:00Z",
            "0000-01-01T00:00:00Z",
            "ä026-11-23T20:35:00Z",
        ] {
            assert_eq!(Timestamp::from_iso_8601(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_second_comes_back(seconds in FIRST..=LAST) {
            let timestamp = Timestamp::from_unix_seconds(seconds).unwrap();
            prop_assert_eq!(Timestamp::from_iso_8601(&timestamp.to_string()), Some(timestamp));
        }

        #[test]
        fn no_text_panics(text in ".{0,24}") {
            let _ = Timestamp::from_iso_8601(&text);
        }
    }
}
