//! What the window says at each stage: what is so now, and what to do.

use super::catalogue::AGE;
use super::destination::Asks;
use super::stage::{Stage, Work};
use crate::passphrase::entropy_bits;

/// What is so now, in one line.
#[must_use]
pub fn status(stage: Stage, asks: Asks) -> &'static str {
    match stage {
        Stage::Waiting => "Waiting for the console…",
        Stage::Failed => "Nothing was received",
        Stage::Ready => match asks {
            Asks::Password => "Choose a password for the file",
            Asks::Recipients => "Choose who can open the file",
            Asks::Consent => "This file will not be encrypted",
            Asks::Service => "Choose where the server keeps it",
            Asks::Database => "Choose the database",
            Asks::Group => "Choose the group",
            Asks::KeePassXc => "Save it in KeePassXC",
        },
        Stage::Choosing => "Where should the key go?",
        Stage::Working(Work::Opening) => "Opening…",
        Stage::Working(Work::Encrypting | Work::Reopening) => match asks {
            Asks::Consent => "Writing…",
            _ => "Encrypting…",
        },
        Stage::Working(Work::Saving | Work::SavingAgain) => "Saving…",
        Stage::Working(Work::Proving) => "Checking the file…",
        Stage::Working(Work::Sending) if asks == Asks::KeePassXc => "Over to KeePassXC…",
        Stage::Working(Work::Sending) => "Sending…",
        Stage::Downloaded => "One step left: check the saved file",
        Stage::Verified => "Saved and verified",
    }
}

/// What to do, or what is being done, in a sentence.
#[must_use]
pub fn guidance(stage: Stage, asks: Asks) -> &'static str {
    match stage {
        Stage::Waiting => {
            "The values come from the credentials dialog. If nothing comes, close this window and start again from there."
        }
        Stage::Failed => "",
        Stage::Ready => match asks {
            Asks::Password => "Only this password will open the encrypted file.",
            Asks::Recipients => {
                "Only the holders of these keys will open it. There is no password."
            }
            Asks::Consent => "It can be sealed with age, or saved as it is once you confirm it.",
            Asks::Service => "The browser asks you once whether this address may be spoken to.",
            Asks::Database => "One entry is added to it. Nothing else in it is changed.",
            Asks::Group => "The database is open here. Nothing is written yet.",
            Asks::KeePassXc => {
                "Unlock your database there first. The browser asks once whether Trivet may speak with it."
            }
        },
        Stage::Choosing => "By the product that will keep it. Nothing is saved yet.",
        Stage::Working(Work::Saving | Work::SavingAgain) => {
            "If the browser asks where to save, choose a folder that you will find again."
        }
        Stage::Working(_) if asks == Asks::KeePassXc => {
            "KeePassXC may be behind this window. Leave this window open."
        }
        Stage::Working(_) => "This takes a moment. Leave the window open.",
        Stage::Downloaded => "Keep the credentials dialog open until the file was opened again.",
        Stage::Verified if asks == Asks::KeePassXc => {
            "Asked back from KeePassXC: the same ID, the same secret."
        }
        Stage::Verified if asks == Asks::Service => {
            "Read back from the server, and every field compared."
        }
        Stage::Verified => "Read from disk, opened, and every field compared.",
    }
}

/// What is being done, in a few words.
#[must_use]
pub fn progress(work: Work, asks: Asks) -> &'static str {
    match (work, asks) {
        (Work::Opening, _) => "Deriving the key and opening the database…",
        (Work::Encrypting, Asks::Database | Asks::Group) => {
            "Writing the database with the entry, and comparing it with the old one…"
        }
        (Work::Encrypting, Asks::Password) => {
            "Deriving the key from your password and writing the file…"
        }
        (Work::Encrypting, _) => "Writing the file…",
        (Work::Reopening, _) => "Opening it again to compare every field…",
        (Work::Saving | Work::SavingAgain, _) => "Handing the file to the browser…",
        (Work::Proving, Asks::Password) => "Opening the file from disk with your password…",
        (Work::Proving, _) => "Opening the file from disk…",
        (Work::Sending, Asks::KeePassXc) => "Looking for KeePassXC.",
        (Work::Sending, _) => "Speaking to the server, and reading back what it keeps…",
    }
}

/// What the second of the four steps is called.
#[must_use]
pub fn step(asks: Asks) -> &'static str {
    match asks {
        Asks::Password => "Password",
        Asks::Recipients => "Public keys",
        Asks::Consent => "Confirmation",
        Asks::Service => "Server",
        Asks::Database | Asks::Group => "Database",
        Asks::KeePassXc => "Connection",
    }
}

/// What the button says that writes the file.
#[must_use]
pub fn write_label(asks: Asks) -> &'static str {
    match asks {
        Asks::Password | Asks::Recipients => "Encrypt and save",
        Asks::Consent => "Save without encryption",
        Asks::Service => "Send and verify",
        Asks::Database => "Open the database",
        Asks::Group => "Add the entry and save",
        Asks::KeePassXc => "Save in KeePassXC",
    }
}

/// What the link says that leads back from the saved file.
#[must_use]
pub fn start_over_label(asks: Asks) -> &'static str {
    match asks {
        Asks::Password => "Use another password or format",
        Asks::Recipients => "Use other keys or another format",
        Asks::Database | Asks::Group => "Use another group, database or format",
        Asks::Consent | Asks::Service | Asks::KeePassXc => "Use another format",
    }
}

/// What kind of file it is.
#[must_use]
pub fn label(format: &str, is_sealed: bool) -> String {
    if is_sealed {
        format!("{format}, sealed with age")
    } else {
        format.to_owned()
    }
}

/// What sealing a file with age means; `forced` where nothing else is allowed.
#[must_use]
pub fn seal_why(forced: bool) -> &'static str {
    if forced {
        "Your organisation asks for it. Whoever imports the file opens it with age first."
    } else {
        "An encrypted envelope for the way. Whoever imports the file opens it with age first."
    }
}

/// A group, by the names from the root down; `bin` when it lies in the recycle bin.
#[must_use]
pub fn group(path: &[String], bin: bool) -> String {
    let path = path.join(" / ");
    if bin {
        format!("{path} (recycle bin)")
    } else {
        path
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
pub fn copy_saved(name: &str, place: &str) -> String {
    format!(
        "The database as it was is saved as {name}, {}.",
        folder(place)
    )
}

/// What is to be done with the new database.
#[must_use]
pub fn replace(old: &str) -> String {
    format!(
        "Close the database in KeePassXC, move this file over the old “{old}”, and open it again."
    )
}

/// What stands beside a public key that the organisation has set.
pub const ORGANISATIONS_KEY: &str = "your organisation's";

/// How many lines a search found.
#[must_use]
pub fn found(count: usize, search: &str) -> String {
    match count {
        _ if search.trim().is_empty() => String::new(),
        0 => format!(
            "Nothing matches “{}”. Try the name of the product, or CSV.",
            search.trim()
        ),
        1 => "One match.".to_owned(),
        _ => format!("{count} matches."),
    }
}

/// The heading of what is to be done with the file.
#[must_use]
pub fn next_title(product: &str) -> String {
    if product == AGE {
        "Open it with age".to_owned()
    } else {
        format!("Into {product}")
    }
}

/// What is to be deleted once the file was imported.
#[must_use]
pub fn delete(is_encrypted: bool, is_sealed: bool) -> Option<&'static str> {
    match (is_encrypted, is_sealed) {
        (false, _) => Some(DELETE_IT),
        (true, true) => Some(DELETE_OPENED),
        (true, false) => None,
    }
}

/// How a file is protected, in a word or two.
#[must_use]
pub fn badge(is_encrypted: bool) -> &'static str {
    if is_encrypted {
        "Encrypted"
    } else {
        "Not encrypted"
    }
}

/// How a way is protected that needs no file.
pub const NO_FILE: &str = "No file";

/// What was wiped once the job is done.
#[must_use]
pub fn wiped(asks: Asks) -> &'static str {
    match asks {
        Asks::Password => "Key, password and passphrase have been wiped from it.",
        Asks::Recipients | Asks::Consent | Asks::KeePassXc => "The key has been wiped from it.",
        Asks::Service => "Key and token have been wiped from it.",
        Asks::Database | Asks::Group => {
            "The key, the password and everything of the database have been wiped from it."
        }
    }
}

/// What is said of the file once it was imported.
const DELETE_IT: &str = "Then delete this file for good, from the trash and from backups too: whoever finds it can read the secret.";

/// What is said of what comes out of a sealed file.
const DELETE_OPENED: &str = "Then delete what came out of it for good.";

/// What kind of place `KeePassXC` is.
pub const KEEPASSXC_LABEL: &str = "Straight into the database that is open there";

/// What stands over the place of an entry that `KeePassXC` gave back.
pub const GIVEN_BACK: &str = "Given back by KeePassXC, and compared";

/// The heading of what is to be done there.
pub const IN_KEEPASSXC: &str = "In KeePassXC";

/// What is to be done there.
pub const KEEPASSXC_NEXT: &str = "If its window's title has an asterisk (*), save the database there. The connection may be removed under Database Settings, Browser Integration.";

/// What is said where `KeePassXC` cannot be.
pub const NO_KEEPASSXC_HERE: &str = "KeePassXC does not run on this system. Choose a file instead.";

/// What stands over the place at which a service keeps the key.
pub const KEPT_AT: &str = "Read back from";

/// What is to be done with a key that a service keeps.
pub const KEPT_NEXT: &str = "Nothing more: the key is where your team looks for it.";

/// What is said where the admin has to choose the vault.
pub const CHOOSE_VAULT: &str = "The token reaches several vaults. Choose one, and send again.";

/// What is said when nothing was typed, and a passphrase was made.
pub const PASSPHRASE_MADE: &str =
    "No password was typed, so a passphrase was made. Write it down, then type it once.";

/// What the receipt is called.
pub const RECEIPT_NAME: &str = "trivet-receipt.json";

/// What is said when the organisation's settings cannot be read.
pub const POLICY_REFUSED: &str = "Your organisation's settings for Trivet could not be read, so the built-in ones hold. Tell whoever looks after them.";

/// What is said when the console's tab went away while the values are here.
pub const CONSOLE_CLOSED: &str =
    "The console's page was closed or left. The values are still here: save them now.";

/// What is said when something more came over the port after the values.
pub const SECOND_REFUSED: &str =
    "The console sent something more. It was refused and changes nothing.";

/// What is said beside the password's field; `made` when a passphrase was made to be typed there.
#[must_use]
pub fn password_rule(made: bool, minimum: usize) -> String {
    let first = if made {
        "Write it down first, then type it once. ".to_owned()
    } else {
        format!("At least {minimum} characters. ")
    };
    first + "It cannot be reset."
}

/// What the password's field is called.
#[must_use]
pub fn password_label(made: bool) -> &'static str {
    if made {
        "The passphrase, as you wrote it down"
    } else {
        "Password"
    }
}

/// What the button says that makes a passphrase.
#[must_use]
pub fn generate_label(made: bool) -> &'static str {
    if made {
        "Make another"
    } else {
        "Make a passphrase for me"
    }
}

/// Where the file was saved.
#[must_use]
pub fn folder(folder: &str) -> String {
    if folder.is_empty() {
        "in your folder of downloads".to_owned()
    } else {
        format!("in {folder}")
    }
}

/// How strong a passphrase of so many words is; never more bits than it has.
#[must_use]
pub fn entropy(count: usize) -> String {
    let bits = entropy_bits(count).floor();
    format!("{count} words from the EFF large list: {bits} bits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strength_is_said_in_whole_bits() {
        assert_eq!(entropy(6), "6 words from the EFF large list: 77 bits");
    }

    #[test]
    fn a_copy_keeps_its_ending() {
        assert_eq!(copy_name("team.kdbx"), "team-before-trivet.kdbx");
        assert_eq!(copy_name("a.b.kdbx"), "a.b-before-trivet.kdbx");
        assert_eq!(copy_name("team"), "team-before-trivet");
    }

    #[test]
    fn a_folder_that_is_not_known_is_not_made_up() {
        assert_eq!(folder("/home/a/Downloads"), "in /home/a/Downloads");
        assert_eq!(folder(""), "in your folder of downloads");
    }
}
