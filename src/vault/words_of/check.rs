//! Whether the key works.

use super::name;
use crate::message::Message;
use crate::problem::Problem;
use trivet_services::check::{CheckError, KeyStatus};

/// What is shown once a key was tried, or was not.
pub struct Answer {
    /// Its name, for style sheets and tests.
    pub code: &'static str,
    /// What came of it.
    pub words: Message,
    /// The likely causes, or what to check.
    pub hints: Vec<Message>,
}

impl From<KeyStatus> for Answer {
    fn from(status: KeyStatus) -> Self {
        let code = status.code();
        let (words, hints) = match status {
            KeyStatus::Works => (Message::CheckWorks, Vec::new()),
            KeyStatus::Refused { status } => (
                Message::CheckRefused {
                    status: name(&status),
                },
                vec![
                    Message::CheckValueChanged,
                    Message::CheckTokenDisabled,
                    Message::CheckAddressNotListed,
                    Message::CheckTokenDeleted,
                ],
            ),
            KeyStatus::NoAnswer => (
                Message::CheckNoAnswer,
                vec![
                    Message::CheckIsOnline,
                    Message::CheckIsBlocked,
                    Message::CheckIsAllowed,
                ],
            ),
            KeyStatus::Redirected => (Message::CheckRedirected, Vec::new()),
            KeyStatus::Unknown { status } => (
                Message::CheckUnknown {
                    status: name(&status),
                },
                Vec::new(),
            ),
        };
        Self { code, words, hints }
    }
}

impl From<CheckError> for Answer {
    fn from(error: CheckError) -> Self {
        Self {
            code: error.code(),
            words: match error {
                CheckError::Sample => Message::CheckSample,
                CheckError::CannotExpress => Message::CheckCannotExpress,
            },
            hints: Vec::new(),
        }
    }
}

impl From<Problem> for Answer {
    fn from(problem: Problem) -> Self {
        Self {
            code: problem.code(),
            words: problem.message(),
            hints: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;

    #[test]
    fn a_list_follows_a_colon_and_nothing_else_does() {
        for status in [None, Some(200), Some(302), Some(401), Some(500)] {
            let answer = Answer::from(KeyStatus::of(status));
            let said = english().say(&answer.words);
            assert_eq!(said.ends_with(':'), !answer.hints.is_empty(), "{said}");
            assert!(said.split_whitespace().count() <= 25, "{said}");
        }
    }
}
