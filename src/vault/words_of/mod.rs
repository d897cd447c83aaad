//! Which message is said for what the other crates answer: they know no language, only names and numbers. A file for each of
//! their modules; a new variant there does not compile here until it has a message.

pub mod about;
pub mod check;
pub mod existing;
pub mod export;
pub mod in_place;
pub mod keepassxc;
pub mod passphrase;
pub mod service;

use super::message::{Message, Words};
use trivet_vault_direct::{Failure, Progress};

/// What the second program could not do.
#[must_use]
pub fn failure(failure: &Failure) -> Message {
    match failure {
        Failure::Service(error) => service::words(*error),
        Failure::KeePassXc(error) => keepassxc::words(*error),
        Failure::Database(error) => existing::words(*error),
        Failure::InPlace {
            error,
            name,
            reason,
        } => in_place::words(*error, name.as_str().into(), reason.as_str()),
    }
}

/// What the second program is at.
#[must_use]
pub fn progress(progress: Progress) -> Message {
    match progress {
        Progress::Late => Message::ServiceLate,
        Progress::Talk { stage } => keepassxc::asks(stage),
    }
}

/// A number that is not translated: a status, a line.
fn name(number: &impl ToString) -> Words {
    number.to_string().into()
}
