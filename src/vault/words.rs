//! What the window says at each stage: what is so now, and what to do.

use super::catalogue::AGE;
use super::destination::Asks;
use super::download::{Folder, Place};
use super::message::{Message, Words};
use super::stage::{Stage, Work};
use trivet_formats::passphrase::entropy_bits;

/// What is so now, in one line.
#[must_use]
pub fn status(stage: Stage, asks: Asks) -> Message {
    match stage {
        Stage::Waiting => Message::StatusWaiting,
        Stage::Failed => Message::StatusFailed,
        Stage::Ready => match asks {
            Asks::Password => Message::StatusPassword,
            Asks::Recipients => Message::StatusRecipients,
            Asks::Consent => Message::StatusConsent,
            Asks::Service => Message::StatusService,
            Asks::Database => Message::StatusDatabase,
            Asks::Group => Message::StatusGroup,
            Asks::KeePassXc => Message::SaveInKeepassxc,
        },
        Stage::Choosing => Message::StatusChoosing,
        Stage::Working(Work::Placing) => Message::StatusPlacing,
        Stage::Working(Work::Opening) => Message::StatusOpening,
        Stage::Working(Work::Encrypting | Work::Reopening) => match asks {
            Asks::Consent => Message::StatusWriting,
            _ => Message::StatusEncrypting,
        },
        Stage::Working(Work::Saving | Work::SavingAgain | Work::Replacing) => Message::StatusSaving,
        Stage::Working(Work::Restoring) => Message::StatusCheckingDatabase,
        Stage::Working(Work::Proving | Work::ReadingBack | Work::Comparing) => {
            Message::StatusCheckingFile
        }
        Stage::Working(Work::Sending) if asks == Asks::KeePassXc => Message::StatusInKeepassxc,
        Stage::Working(Work::Sending) => Message::StatusSending,
        Stage::Downloaded => Message::StatusDownloaded,
        Stage::Verified => Message::StatusVerified,
    }
}

/// What to do, or what is being done, in a sentence.
#[must_use]
pub fn guidance(stage: Stage, asks: Asks) -> Option<Message> {
    Some(match stage {
        Stage::Waiting => Message::GuideWaiting,
        Stage::Failed => return None,
        Stage::Ready => match asks {
            Asks::Password => Message::GuidePassword,
            Asks::Recipients => Message::GuideRecipients,
            Asks::Consent => Message::GuideConsent,
            Asks::Service => Message::GuideService,
            Asks::Database => Message::GuideDatabase,
            Asks::Group => Message::GuideGroup,
            Asks::KeePassXc => Message::GuideKeepassxc,
        },
        Stage::Choosing => Message::GuideChoosing,
        Stage::Working(Work::Placing) => Message::GuidePlacing,
        Stage::Working(Work::Saving | Work::SavingAgain) => Message::GuideSaving,
        Stage::Working(_) if asks == Asks::KeePassXc => Message::GuideInKeepassxc,
        Stage::Working(_) => Message::GuideWorking,
        Stage::Downloaded => Message::GuideDownloaded,
        Stage::Verified if asks == Asks::KeePassXc => Message::GuideVerifiedKeepassxc,
        Stage::Verified if asks == Asks::Service => Message::GuideVerifiedService,
        Stage::Verified => Message::GuideVerified,
    })
}

/// What is being done, in a few words.
#[must_use]
pub fn progress(work: Work, asks: Asks) -> Message {
    match (work, asks) {
        (Work::Placing, _) => Message::WorkPlacing,
        (Work::Opening, _) => Message::WorkOpening,
        (Work::Encrypting, Asks::Database | Asks::Group) => Message::WorkAdding,
        (Work::Encrypting, Asks::Password) => Message::WorkDeriving,
        (Work::Encrypting, _) => Message::WorkWriting,
        (Work::Reopening, _) => Message::WorkReopening,
        (Work::Saving | Work::SavingAgain, _) => Message::WorkSaving,
        (Work::Replacing, _) => Message::WorkReplacing,
        (Work::ReadingBack | Work::Comparing, _) => Message::WorkReadingBack,
        (Work::Restoring, _) => Message::WorkRestoring,
        (Work::Proving, Asks::Password) => Message::WorkProvingPassword,
        (Work::Proving, _) => Message::WorkProving,
        (Work::Sending, Asks::KeePassXc) => Message::WorkLooking,
        (Work::Sending, _) => Message::WorkSending,
    }
}

/// What the second of the four steps is called.
#[must_use]
pub fn step(asks: Asks) -> Message {
    match asks {
        Asks::Password => Message::StepPassword,
        Asks::Recipients => Message::StepRecipients,
        Asks::Consent => Message::StepConsent,
        Asks::Service => Message::StepService,
        Asks::Database | Asks::Group => Message::StepDatabase,
        Asks::KeePassXc => Message::StepKeepassxc,
    }
}

/// What the button says that writes the file.
#[must_use]
pub fn write_label(asks: Asks) -> Message {
    match asks {
        Asks::Password | Asks::Recipients => Message::WriteEncrypted,
        Asks::Consent => Message::WritePlain,
        Asks::Service => Message::WriteService,
        Asks::Database => Message::WriteDatabase,
        Asks::Group => Message::WriteGroup,
        Asks::KeePassXc => Message::SaveInKeepassxc,
    }
}

/// What the link says that leads back from the saved file.
#[must_use]
pub fn start_over_label(asks: Asks) -> Message {
    match asks {
        Asks::Password => Message::OverPassword,
        Asks::Recipients => Message::OverRecipients,
        Asks::Database | Asks::Group => Message::OverDatabase,
        Asks::Consent | Asks::Service | Asks::KeePassXc => Message::OverOther,
    }
}

/// What kind of file it is.
#[must_use]
pub fn label(format: Words, is_sealed: bool) -> Words {
    if is_sealed {
        Message::SealedLabel { format }.into()
    } else {
        format
    }
}

/// What sealing a file with age means; `forced` where nothing else is allowed.
#[must_use]
pub fn seal_why(forced: bool) -> Message {
    if forced {
        Message::SealRequired
    } else {
        Message::SealWhy
    }
}

/// A group, by the names from the root down; `bin` when it lies in the recycle bin.
#[must_use]
pub fn group(path: &[String], bin: bool) -> Words {
    let group = path.join(" / ").into();
    if bin {
        Message::GroupInBin { group }.into()
    } else {
        group
    }
}

/// The name of the copy of a database as it was.
#[must_use]
pub fn copy_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-before-trivet.{ending}"),
        None => format!("{name}-before-trivet"),
    }
}

/// What is said once the copy is saved.
#[must_use]
pub fn copy_saved(name: &str, place: &Folder) -> Message {
    Message::CopySaved {
        file: name.into(),
        place: folder(place).into(),
    }
}

/// How many lines a search found; nothing where nothing was searched for.
#[must_use]
pub fn found(count: usize, search: &str) -> Option<Message> {
    match (search.trim(), u32::try_from(count)) {
        ("", _) | (_, Err(_)) => None,
        (search, Ok(0)) => Some(Message::FoundNone {
            search: search.into(),
        }),
        (_, Ok(count)) => Some(Message::Found { count }),
    }
}

/// The heading of what is to be done with the file.
#[must_use]
pub fn next_title(product: &str) -> Message {
    if product == AGE {
        Message::NextDecrypt
    } else {
        let product = product.into();
        Message::NextImport { product }
    }
}

/// What is to be deleted once the file was imported.
#[must_use]
pub fn delete(is_encrypted: bool, is_sealed: bool) -> Option<Message> {
    match (is_encrypted, is_sealed) {
        (false, _) => Some(Message::DeleteFile),
        (true, true) => Some(Message::DeleteDecrypted),
        (true, false) => None,
    }
}

/// How a file is protected, in a word or two.
#[must_use]
pub fn badge(is_encrypted: bool) -> Message {
    if is_encrypted {
        Message::BadgeEncrypted
    } else {
        Message::BadgePlain
    }
}

/// What was wiped once the job is done.
#[must_use]
pub fn wiped(asks: Asks) -> Message {
    match asks {
        Asks::Password => Message::WipedPassword,
        Asks::Recipients | Asks::Consent | Asks::KeePassXc => Message::WipedSecret,
        Asks::Service => Message::WipedToken,
        Asks::Database | Asks::Group => Message::WipedPasswords,
    }
}

/// What the receipt is called.
pub const RECEIPT_NAME: &str = "trivet-receipt.json";

/// What the file of all receipts is called.
pub const RECEIPTS_NAME: &str = "trivet-receipts.json";

/// Under which name a receipt was saved, and where.
#[must_use]
pub fn saved_as(place: &Place) -> Message {
    Message::ReceiptSaved {
        file: place.name.as_str().into(),
        place: folder(&place.folder).into(),
    }
}

/// What is said beside the password's field; `made` when a passphrase was made to be typed there.
#[must_use]
pub fn password_rule(made: bool, minimum: usize) -> Message {
    if made {
        Message::RuleMade
    } else {
        // Nobody asks for that many.
        let count = u32::try_from(minimum).unwrap_or(u32::MAX);
        Message::Rule { count }
    }
}

/// What the password's field is called.
#[must_use]
pub fn password_label(made: bool) -> Message {
    if made {
        Message::PassphraseLabel
    } else {
        Message::StepPassword
    }
}

/// What the button says that shows the password, or hides it.
#[must_use]
pub fn password_show_label(shown: bool) -> Message {
    if shown {
        Message::PasswordHide
    } else {
        Message::PasswordShow
    }
}

/// What the button says that closes the window.
#[must_use]
pub fn close_label(stage: Stage) -> Message {
    match stage {
        Stage::Verified => Message::CloseBack,
        _ => Message::Close,
    }
}

/// What the button says that makes a passphrase.
#[must_use]
pub fn generate_label(made: bool) -> Message {
    if made {
        Message::GenerateAgain
    } else {
        Message::Generate
    }
}

/// Where the file was saved.
#[must_use]
pub fn folder(folder: &Folder) -> Message {
    match folder {
        Folder::OfDownloads => Message::FolderDownloads,
        Folder::Chosen => Message::FolderChosen,
        Folder::InPlace => Message::FolderInPlace,
        Folder::At(folder) => Message::FolderAt {
            folder: folder.as_str().into(),
        },
    }
}

/// How strong a passphrase of so many words is; never more bits than it has.
#[must_use]
pub fn entropy(words: usize) -> Message {
    // A whole number: what formats fractions weighs more than this file.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few hundred, positive
    let bits = entropy_bits(words) as u32;
    Message::Entropy {
        // Nobody writes that many down.
        count: u32::try_from(words).unwrap_or(u32::MAX),
        bits: bits.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;

    #[test]
    fn strength_is_said_in_whole_bits() {
        assert_eq!(
            english().say(&entropy(6)),
            "6 words from the EFF large list: 77 bits"
        );
    }

    #[test]
    fn a_copy_keeps_its_ending() {
        assert_eq!(copy_name("team.kdbx"), "team-before-trivet.kdbx");
        assert_eq!(copy_name("a.b.kdbx"), "a.b-before-trivet.kdbx");
        assert_eq!(copy_name("team"), "team-before-trivet");
    }
}
