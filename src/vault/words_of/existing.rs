//! Errors of a database that was there before.

use super::export::{cannot, feature_name, field_name};
use crate::message::Message;
use trivet_formats::kdbx::existing::{ExistingError, KeyFileProblem};

/// What went wrong with the database.
#[must_use]
pub fn words(error: ExistingError) -> Message {
    match error {
        ExistingError::NoKey => Message::ExistingNoKey,
        ExistingError::KeyFile { problem } => match problem {
            KeyFileProblem::Empty => Message::KeyFileEmpty,
            KeyFileProblem::KeyUnreadable => Message::KeyFileKeyUnreadable,
            KeyFileProblem::ChecksumDiffers => Message::KeyFileChecksumDiffers,
            KeyFileProblem::OtherVersion => Message::KeyFileOtherVersion,
        },
        ExistingError::WrongKey => Message::ExistingWrongKey,
        ExistingError::NotKdbx => Message::ExistingNotKdbx,
        ExistingError::OldVersion => Message::ExistingOldVersion,
        ExistingError::Unsupported { feature } => Message::ExistingUnsupported {
            feature: feature_name(feature),
        },
        ExistingError::KdfTooCostly => Message::ExistingKdfTooCostly,
        ExistingError::TooLarge => Message::ExistingTooLarge,
        ExistingError::OutOfMemory => Message::ExistingOutOfMemory,
        ExistingError::NoRandomness => Message::NoRandomness,
        ExistingError::Damaged { part } => Message::ExistingDamaged {
            part: part.code().into(),
        },
        ExistingError::CannotExpress { field, reason } => Message::ExistingCannotExpress {
            reason: cannot(field, reason).into(),
        },
        ExistingError::Differs { field } => Message::ExistingDiffers {
            field: field_name(field),
        },
        ExistingError::Altered { part } => Message::ExistingAltered {
            part: part.code().into(),
        },
        ExistingError::ChangedMeanwhile => Message::ExistingChangedMeanwhile,
        ExistingError::Internal { part } => Message::ExistingInternal {
            part: part.code().into(),
        },
    }
}
