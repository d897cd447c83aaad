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
            Asks::Service => "Choose where to save on the server",
            Asks::Database => "Choose the database",
            Asks::Group => "Choose the group",
            Asks::KeePassXc => "Save in KeePassXC",
        },
        Stage::Choosing => "Choose where to save",
        Stage::Working(Work::Opening) => "Opening…",
        Stage::Working(Work::Encrypting | Work::Reopening) => match asks {
            Asks::Consent => "Writing…",
            _ => "Encrypting…",
        },
        Stage::Working(Work::Saving | Work::SavingAgain) => "Saving…",
        Stage::Working(Work::Proving) => "Checking the file…",
        Stage::Working(Work::Sending) if asks == Asks::KeePassXc => "Continue in KeePassXC…",
        Stage::Working(Work::Sending) => "Sending…",
        Stage::Downloaded => "One step left: verify the saved file",
        Stage::Verified => "Saved and verified",
    }
}

/// What to do, or what is being done, in a sentence.
#[must_use]
pub fn guidance(stage: Stage, asks: Asks) -> &'static str {
    match stage {
        Stage::Waiting => {
            "This window receives the credentials from the credentials dialog. If nothing arrives, close it and start again from the dialog."
        }
        Stage::Failed => "",
        Stage::Ready => match asks {
            Asks::Password => "Only this password opens the encrypted file.",
            Asks::Recipients => {
                "Only people with the matching private keys can open the file. It has no password."
            }
            Asks::Consent => {
                "Encrypt it with age, or confirm that you want to save it without encryption."
            }
            Asks::Service => "The browser asks you once for permission to connect to this address.",
            Asks::Database => "Trivet adds one entry and changes nothing else.",
            Asks::Group => "The database is open. Nothing is written yet.",
            Asks::KeePassXc => {
                "Unlock your database in KeePassXC first. The browser asks you once for permission to connect."
            }
        },
        Stage::Choosing => "Select your password manager or file format. Nothing is saved yet.",
        Stage::Working(Work::Saving | Work::SavingAgain) => {
            "If the browser asks where to save, choose a folder that you can find again."
        }
        Stage::Working(_) if asks == Asks::KeePassXc => {
            "KeePassXC may be behind this window. Keep this window open."
        }
        Stage::Working(_) => "This takes a moment. Keep this window open.",
        Stage::Downloaded => "Keep the credentials dialog open until Trivet has verified the file.",
        Stage::Verified if asks == Asks::KeePassXc => {
            "Trivet read the entry back from KeePassXC. The ID and the secret match."
        }
        Stage::Verified if asks == Asks::Service => {
            "Trivet read the credentials back from the server and compared every field."
        }
        Stage::Verified => "Trivet read the file from disk, opened it, and compared every field.",
    }
}

/// What is being done, in a few words.
#[must_use]
pub fn progress(work: Work, asks: Asks) -> &'static str {
    match (work, asks) {
        (Work::Opening, _) => "Deriving the key and opening the database…",
        (Work::Encrypting, Asks::Database | Asks::Group) => {
            "Adding the entry and comparing the new database with the old one…"
        }
        (Work::Encrypting, Asks::Password) => {
            "Deriving the key from your password and writing the file…"
        }
        (Work::Encrypting, _) => "Writing the file…",
        (Work::Reopening, _) => "Opening the file again to compare every field…",
        (Work::Saving | Work::SavingAgain, _) => "Passing the file to the browser…",
        (Work::Proving, Asks::Password) => "Opening the file from disk with your password…",
        (Work::Proving, _) => "Opening the file from disk…",
        (Work::Sending, Asks::KeePassXc) => "Looking for KeePassXC.",
        (Work::Sending, _) => "Sending to the server and reading the result back…",
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
        Asks::Database => "Open database",
        Asks::Group => "Add entry and save",
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
        format!("{format}, encrypted with age")
    } else {
        format.to_owned()
    }
}

/// What sealing a file with age means; `forced` where nothing else is allowed.
#[must_use]
pub fn seal_why(forced: bool) -> &'static str {
    if forced {
        "Your organization requires this. Whoever imports the file must decrypt it with age first."
    } else {
        "Encrypts the whole file. Whoever imports the file must decrypt it with age first."
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
        "A copy of the current database is saved as {name}, {}.",
        folder(place)
    )
}

/// What is to be done with the new database.
#[must_use]
pub fn replace(old: &str) -> String {
    format!(
        "Close the database in KeePassXC, replace the old “{old}” with this file, and open it again."
    )
}

/// What stands beside a public key that the organisation has set.
pub const ORGANISATIONS_KEY: &str = "set by your organization";

/// How many lines a search found.
#[must_use]
pub fn found(count: usize, search: &str) -> String {
    match count {
        _ if search.trim().is_empty() => String::new(),
        0 => format!(
            "Nothing matches “{}”. Try the product's name, or CSV.",
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
        "Decrypt with age".to_owned()
    } else {
        format!("Import into {product}")
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
        Asks::Password => {
            "Trivet has wiped the credentials, the password, and the passphrase from this window."
        }
        Asks::Recipients | Asks::Consent | Asks::KeePassXc => {
            "Trivet has wiped the credentials from this window."
        }
        Asks::Service => "Trivet has wiped the credentials and the token from this window.",
        Asks::Database | Asks::Group => {
            "Trivet has wiped the credentials, the password, and the database from this window."
        }
    }
}

/// What is said of the file once it was imported.
const DELETE_IT: &str = "Then permanently delete this file, also from the trash and from backups. Anyone who finds it can read the secret.";

/// What is said of what comes out of a sealed file.
const DELETE_OPENED: &str = "Then permanently delete the decrypted file.";

/// What kind of place `KeePassXC` is.
pub const KEEPASSXC_LABEL: &str = "Saves to the database that is open in KeePassXC";

/// What stands over the place of an entry that `KeePassXC` gave back.
pub const GIVEN_BACK: &str = "Read back from KeePassXC and compared";

/// The heading of what is to be done there.
pub const IN_KEEPASSXC: &str = "In KeePassXC";

/// What is to be done there.
pub const KEEPASSXC_NEXT: &str = "If KeePassXC shows an asterisk (*) in its window title, save the database there. You can remove the connection under Database Settings, Browser Integration.";

/// What is said where `KeePassXC` cannot be.
pub const NO_KEEPASSXC_HERE: &str = "KeePassXC does not run on this system. Save a file instead.";

/// What stands over the place at which a service keeps the key.
pub const KEPT_AT: &str = "Read back from";

/// What is to be done with a key that a service keeps.
pub const KEPT_NEXT: &str = "No further steps. The credentials are stored there.";

/// What is said where the admin has to choose the vault.
pub const CHOOSE_VAULT: &str = "This token can access several vaults. Choose one and send again.";

/// What is said when nothing was typed, and a passphrase was made.
pub const PASSPHRASE_MADE: &str =
    "You typed no password, so Trivet generated a passphrase. Write it down, then type it once.";

/// What the receipt is called.
pub const RECEIPT_NAME: &str = "trivet-receipt.json";

/// What is said when the organisation's settings cannot be read.
pub const POLICY_REFUSED: &str = "Trivet could not read your organization's settings, so the built-in settings apply. Tell the person who manages them.";

/// What is said when the console's tab went away while the values are here.
pub const CONSOLE_CLOSED: &str =
    "The console page is no longer open. The credentials are still here. Save them now.";

/// What is said when something more came over the port after the values.
pub const SECOND_REFUSED: &str =
    "The console sent another message. Trivet refused it. Nothing changed.";

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
        "Passphrase that you wrote down"
    } else {
        "Password"
    }
}

/// What the button says that makes a passphrase.
#[must_use]
pub fn generate_label(made: bool) -> &'static str {
    if made {
        "Generate another"
    } else {
        "Generate a passphrase"
    }
}

/// Where the file was saved.
#[must_use]
pub fn folder(folder: &str) -> String {
    if folder.is_empty() {
        "in your downloads folder".to_owned()
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
        assert_eq!(folder(""), "in your downloads folder");
    }
}
