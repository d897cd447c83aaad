//! Whether the server answers an OK. A console whose session has ended looks frozen: OK does nothing, and no dialog comes.

/// How long a server may take to answer.
const TAKES_MS: f64 = 6_000.0;

/// What became of the last OK that was let through for a new token.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) enum Answer {
    /// None was let through, or it was answered.
    #[default]
    None,
    /// One was let through in this very moment.
    Asked,
    /// The form stands as it stood, since this time.
    Awaited(f64),
    /// It stood too long.
    Missing,
}

impl Answer {
    /// The page was read. Gives how long to wait before it must be read again.
    pub fn observed(&mut self, has_form: bool, has_dialog: bool, now: f64) -> Option<f64> {
        if has_dialog || !has_form {
            *self = Self::None;
        } else if *self == Self::Asked {
            *self = Self::Awaited(now);
        }
        let Self::Awaited(since) = *self else {
            return None;
        };
        let rest = TAKES_MS - (now - since);
        if rest > 0.0 {
            return Some(rest);
        }
        *self = Self::Missing;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_missing_after_some_seconds_and_not_before(times in prop::collection::vec(1.0..1_500.0, 1..40)) {
            let mut answer = Answer::Asked;
            let mut now = 0.0;
            for step in times {
                let rest = answer.observed(true, false, now);
                prop_assert_eq!(rest.is_none(), now >= TAKES_MS);
                prop_assert_eq!(answer == Answer::Missing, now >= TAKES_MS);
                now += step;
            }
            // Whatever was said is said no more when the dialog comes, or the form goes.
            for (has_form, has_dialog) in [(true, true), (false, false)] {
                let mut later = answer;
                prop_assert_eq!(later.observed(has_form, has_dialog, now), None);
                prop_assert_eq!(later, Answer::None);
            }
        }
    }

    #[test]
    fn without_an_ok_nothing_is_awaited() {
        let mut answer = Answer::None;
        assert_eq!(answer.observed(true, false, 9_000.0), None);
        assert_eq!(answer, Answer::None);
    }
}
