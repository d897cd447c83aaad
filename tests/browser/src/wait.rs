//! Waiting for a condition, never for a time.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::error::{Error, Result};

/// How long a page or the panel may take for anything a person would see at once.
pub const SOON: Duration = Duration::from_secs(10);

/// How long the key derivation and the writing of a file may take on a busy machine.
pub const LONG: Duration = Duration::from_secs(90);

/// After the first look: often enough that a test loses nothing.
const SHORTEST: Duration = Duration::from_millis(5);
/// After many: seldom enough that the browser has time to work.
const LONGEST: Duration = Duration::from_millis(60);

/// What one look at a condition found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look<T> {
    /// It is so.
    Yes(T),
    /// It is not yet so; this was seen instead.
    NotYet(String),
}

impl<T> Look<T> {
    /// Yes with the value, or not yet with the words.
    pub fn or_not_yet(value: Option<T>, seen: impl FnOnce() -> String) -> Self {
        value.map_or_else(|| Self::NotYet(seen()), Self::Yes)
    }
}

impl Look<()> {
    /// Yes if the condition holds, else what was seen.
    pub fn when(holds: bool, seen: impl FnOnce() -> String) -> Self {
        Self::or_not_yet(holds.then_some(()), seen)
    }
}

/// Looks again and again until the condition holds.
///
/// With `TRIVET_TRACE` in the environment each wait is printed as it begins.
///
/// An error of the driver that may pass (the page was being redrawn) counts as not yet.
///
/// # Errors
///
/// [`Error::Timeout`] with what was seen last, or the first error that cannot pass.
pub async fn until<T>(
    what: impl Into<String>,
    within: Duration,
    mut look: impl AsyncFnMut() -> Result<Look<T>>,
) -> Result<T> {
    let what = what.into();
    let deadline = Instant::now() + within;
    let mut pause = SHORTEST;
    if std::env::var_os("TRIVET_TRACE").is_some() {
        eprintln!("waiting for {what}");
    }
    loop {
        let seen = match look().await {
            Ok(Look::Yes(value)) => return Ok(value),
            Ok(Look::NotYet(seen)) => seen,
            Err(error) if error.may_pass() => error.to_string(),
            Err(error) => return Err(error),
        };
        if Instant::now() >= deadline {
            return Err(Error::Timeout {
                what,
                after: within,
                seen,
            });
        }
        sleep(pause).await;
        // Each look costs what is looked at some of its time.
        pause = LONGEST.min(pause * 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_last_look_is_told_when_time_is_up() {
        let mut looks = 0;
        let outcome: Result<()> = until("the moon", Duration::from_millis(50), async || {
            looks += 1;
            Ok(Look::NotYet(format!("cloud {looks}")))
        })
        .await;
        let told = outcome.err().map(|error| error.to_string());
        assert!(looks > 1);
        assert_eq!(
            told,
            Some(format!(
                "waited 50ms for the moon; last seen: cloud {looks}"
            ))
        );
    }

    #[tokio::test]
    async fn it_ends_with_the_first_yes() {
        let mut looks = 0;
        let outcome = until("three looks", SOON, async || {
            looks += 1;
            Ok(Look::or_not_yet((looks == 3).then_some(looks), || {
                "fewer".to_owned()
            }))
        })
        .await;
        assert_eq!(outcome.ok(), Some(3));
    }
}
