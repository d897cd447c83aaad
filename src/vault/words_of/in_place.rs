//! Errors of a database that is changed where it is.

use crate::message::{Message, Words};
use trivet_vault_direct::in_place::{BYTES_DIFFER, InPlaceError};

/// What the file holds now: its name, and the browser's own word for the reason.
#[must_use]
pub fn words(error: InPlaceError, name: Words, reason: &str) -> Message {
    let reason = match reason {
        BYTES_DIFFER => Message::InPlaceBytesDiffer.into(),
        _ => reason.into(),
    };
    match error {
        InPlaceError::NotOffered => Message::InPlaceNotOffered { reason },
        InPlaceError::NotAllowed => Message::InPlaceNotAllowed { name },
        InPlaceError::NotWritten => Message::InPlaceNotWritten { name, reason },
        InPlaceError::PutBack => Message::InPlacePutBack { name, reason },
        InPlaceError::Unclear => Message::InPlaceUnclear { name, reason },
    }
}
