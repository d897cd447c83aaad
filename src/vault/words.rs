//! What the window says at each stage: what is so now, and what to do.

use super::stage::{Stage, Work};
use crate::passphrase::entropy_bits;

/// What is so now, in one line.
#[must_use]
pub fn status(stage: Stage) -> &'static str {
    match stage {
        Stage::Waiting => "Waiting for the console…",
        Stage::Failed => "Nothing was received",
        Stage::Ready => "Choose a password for the file",
        Stage::Working(Work::Encrypting | Work::Reopening) => "Encrypting…",
        Stage::Working(Work::Saving | Work::SavingAgain) => "Saving…",
        Stage::Working(Work::Proving) => "Checking the file…",
        Stage::Downloaded => "One step left: check the saved file",
        Stage::Verified => "Saved and verified",
    }
}

/// What to do, or what is being done, in a sentence.
#[must_use]
pub fn guidance(stage: Stage) -> &'static str {
    match stage {
        Stage::Waiting => {
            "The values come from the credentials dialog, straight into this window. If nothing comes, close it and start again from there."
        }
        Stage::Failed => "",
        Stage::Ready => "Only this password will open the encrypted file.",
        Stage::Working(Work::Saving | Work::SavingAgain) => {
            "If the browser asks where to save, choose a folder that you will find again."
        }
        Stage::Working(_) => "This takes a moment. Leave the window open.",
        Stage::Downloaded => "Keep the credentials dialog open until the file was opened again.",
        Stage::Verified => "Read from disk, opened, and every field compared.",
    }
}

/// What is said while something takes time.
#[must_use]
pub fn progress(work: Work) -> &'static str {
    match work {
        Work::Encrypting => "Deriving the key from your password and writing the file…",
        Work::Reopening => "Opening it again to compare every field…",
        Work::Saving | Work::SavingAgain => "Handing the file to the browser…",
        Work::Proving => "Opening the file from disk with your password…",
    }
}

/// What is said when the console's tab went away while the values are here.
pub const CONSOLE_CLOSED: &str =
    "The console's page was closed or left. The values are still here: save them now.";

/// What is said when something more came over the port after the values.
pub const SECOND_REFUSED: &str =
    "The console sent something more. It was refused; what came first is kept.";

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

/// What the file is and where it opens.
#[must_use]
pub fn format(label: &str, importers: &[&str]) -> String {
    match importers {
        [] => label.to_owned(),
        [only] => format!("{label}, for {only}"),
        [first, second] => format!("{label}, for {first} and {second}"),
        [first, second, ..] => format!("{label}, for {first}, {second} and others"),
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
    fn the_format_names_who_opens_it() {
        assert_eq!(format("K", &[]), "K");
        assert_eq!(format("K", &["A"]), "K, for A");
        assert_eq!(format("K", &["A", "B"]), "K, for A and B");
        assert_eq!(format("K", &["A", "B", "C"]), "K, for A, B and others");
    }

    #[test]
    fn a_folder_that_is_not_known_is_not_made_up() {
        assert_eq!(folder("/home/a/Downloads"), "in /home/a/Downloads");
        assert_eq!(folder(""), "in your folder of downloads");
    }
}
