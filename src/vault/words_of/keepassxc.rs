//! What is said of `KeePassXC` on this computer.

use super::name;
use crate::message::Message;
use trivet_services::keepassxc::{ConversationError, Saved, Stage};

/// What went wrong.
#[must_use]
pub fn words(error: ConversationError) -> Message {
    match error {
        ConversationError::HostMissing => Message::KeepassxcHostMissing,
        ConversationError::HostForbidden => Message::KeepassxcHostForbidden,
        ConversationError::HostEnded => Message::KeepassxcHostEnded,
        ConversationError::NoAnswer => Message::KeepassxcNoAnswer,
        ConversationError::NobodyAnswered { stage } => Message::KeepassxcNobodyAnswered {
            asks: asks(stage).into(),
        },
        ConversationError::Refused => Message::KeepassxcRefused,
        ConversationError::Locked => Message::KeepassxcLocked,
        ConversationError::AnotherDatabase => Message::KeepassxcAnotherDatabase,
        ConversationError::ConnectionLost => Message::KeepassxcConnectionLost,
        ConversationError::CannotExpress { error } => super::export::words(error),
        ConversationError::Conflict => Message::KeepassxcConflict,
        ConversationError::NotThere => Message::KeepassxcNotThere,
        ConversationError::Differs => Message::KeepassxcDiffers,
        ConversationError::Garbled { part } => Message::KeepassxcGarbled {
            part: part.code().into(),
        },
        ConversationError::Unknown { number } => Message::KeepassxcUnknown {
            number: name(&number),
        },
        ConversationError::NoRandomness => Message::NoRandomness,
        ConversationError::Stopped => Message::KeepassxcStopped,
        ConversationError::Internal { part } => Message::KeepassxcInternal {
            part: part.code().into(),
        },
    }
}

/// What the admin is to do in `KeePassXC`, or what is going on there.
#[must_use]
pub fn asks(stage: Stage) -> Message {
    match stage {
        Stage::Greeting => Message::KeepassxcGreeting,
        Stage::Unlocking => Message::KeepassxcUnlocking,
        Stage::Naming => Message::KeepassxcNaming,
        Stage::Looking => Message::KeepassxcLooking,
        Stage::Grouping => Message::KeepassxcGrouping,
        Stage::Saving => Message::KeepassxcSaving,
        Stage::ReadingBack => Message::KeepassxcReadingBack,
    }
}

/// Where the entry is.
#[must_use]
pub fn place(saved: Saved) -> Message {
    let (title, group) = (saved.title.into(), saved.group.into());
    let (connection, database) = (saved.connection.into(), saved.database.into());
    if saved.was_there {
        Message::KeepassxcPlaceBefore {
            title,
            group,
            connection,
            database,
        }
    } else {
        Message::KeepassxcPlace {
            title,
            group,
            connection,
            database,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;

    #[test]
    fn every_stage_says_what_to_do_and_its_error_the_next_step() {
        for stage in [
            Stage::Greeting,
            Stage::Unlocking,
            Stage::Naming,
            Stage::Looking,
            Stage::Grouping,
            Stage::Saving,
            Stage::ReadingBack,
        ] {
            assert!(english().say(&asks(stage)).ends_with('.'));
            let error = english().say(&words(stage.run_out()));
            assert!(error.contains("try again"), "{error}");
        }
    }
}
