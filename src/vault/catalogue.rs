//! The formats by the products that an admin knows, and the next step in each of them.

use crate::export::Choice;

/// Titles and next steps, by the name of the format.
///
/// The menus are those of the products' own help pages; see `About::source` of each format.
const TABLE: &[(&str, &str, &str)] = &[
    (
        "kdbx",
        "KeePassXC, KeePass",
        "In KeePassXC, open your database, choose Database → Merge From Database…, select this file, and enter its password. On the command line:",
    ),
    ("bitwarden-encrypted", "Bitwarden", BITWARDEN_PROTECTED),
    (
        "bitwarden-encrypted-pbkdf2",
        "Bitwarden, old versions",
        BITWARDEN_PROTECTED,
    ),
    (
        "bitwarden-json",
        "Bitwarden, Vaultwarden",
        "In the web vault, open Tools → Import data, choose “Bitwarden (json)”, and select this file.",
    ),
    (
        "1password-1pux",
        "1Password",
        "Sign in on 1Password.com, open the menu under your name, choose Import → 1Password, and select this file.",
    ),
    (
        "cxf",
        "Credential exchange (FIDO)",
        "In your password manager, open Import, look for Credential Exchange Format, and select this file.",
    ),
    (
        "proton-pass",
        "Proton Pass",
        "In Proton Pass, open Settings → Import → Proton Pass and select this file.",
    ),
    (
        "keeper-json",
        "Keeper",
        "In Keeper's web vault, open the menu under your email address, choose Settings → Import → Keeper (JSON), and select this file.",
    ),
    (
        "enpass-json",
        "Enpass",
        "In Enpass for desktop, choose File → Import → Enpass (.json) and select this file.",
    ),
    (
        "vault-kv",
        "HashiCorp Vault, OpenBao",
        "Send the file to the key-value engine, for example:",
    ),
    (
        "pass",
        "pass, gopass",
        "Insert it under a path that does not contain the console's host name:",
    ),
    (
        "csv-chrome",
        "Chrome, Edge",
        "In Chrome, open Passwords and autofill → Google Password Manager → Settings → Import passwords. In Edge, open Settings → Passwords → Import passwords. Select this file.",
    ),
    (
        "csv-firefox",
        "Firefox",
        "In Firefox, open Passwords in the menu (about:logins), choose ⋯ → Import from a File…, and select this file.",
    ),
    (
        "csv-apple",
        "Apple Passwords",
        "In Passwords on a Mac, choose File → Import Passwords… and select this file.",
    ),
    (
        "csv-bitwarden",
        "Bitwarden, Vaultwarden",
        "In the web vault, open Tools → Import data, choose “Bitwarden (csv)”, and select this file.",
    ),
    (
        "csv-1password",
        "1Password",
        "Sign in on 1Password.com, open the menu under your name, choose Import → Other, and select this file.",
    ),
    (
        "csv-lastpass",
        "LastPass",
        "In LastPass's web vault, choose Advanced Options → Import → Generic CSV file and select this file.",
    ),
    (
        "csv-dashlane",
        "Dashlane",
        "In Dashlane's web app, open My account → Settings → Import data → Dashlane CSV and select this file.",
    ),
    (
        "csv-nordpass",
        "NordPass",
        "In NordPass, open Settings → Import and Export → Import items → NordPass CSV and select this file.",
    ),
    (
        "csv-keeper",
        "Keeper",
        "In Keeper's web vault, open the menu under your email address, choose Settings → Import → CSV, and select this file.",
    ),
    (
        "csv-proton",
        "Proton Pass",
        "In Proton Pass, open Settings → Import → Generic CSV and select this file.",
    ),
    (
        "csv-roboform",
        "RoboForm",
        "On RoboForm's Start Page, open the menu under your email address, choose Import → CSV → Import from file, and select this file.",
    ),
];

const BITWARDEN_PROTECTED: &str = "In the web vault, open Tools → Import data, choose “Bitwarden (json)”, select this file, and enter its password.";

/// The title of what is for age itself, whatever reads it in the end.
pub const AGE: &str = "age";

/// What comes out of it.
const AGE_OPENED: &str = "The first line of the decrypted text is the secret. The ID, address, permissions, and notes follow. You can insert it into pass or gopass as is:";

/// Whether a choice is for age itself: the text of `pass`, which anybody can read once it is opened.
#[must_use]
pub fn is_age_itself(choice: Choice) -> bool {
    choice.envelope().is_some() && choice.about().name == "pass"
}

/// The products that a choice is for, as the list shows them.
#[must_use]
pub fn title(choice: Choice) -> &'static str {
    let format = choice.about().name;
    if is_age_itself(choice) {
        AGE
    } else {
        find(format).map_or(format, |(_, title, _)| title)
    }
}

/// What is to be done with its file.
#[must_use]
pub fn next_step(choice: Choice) -> &'static str {
    if is_age_itself(choice) {
        AGE_OPENED
    } else {
        find(choice.about().name).map_or("", |(_, _, step)| step)
    }
}

/// The command that does it, where it is done on a command line.
#[must_use]
pub fn command(format: &str, file: &str) -> Option<String> {
    Some(match format {
        "kdbx" => format!("keepassxc-cli merge YOURS.kdbx \"{file}\""),
        "vault-kv" => format!(
            "curl -H \"X-Vault-Token: $TOKEN\" --data @\"{file}\" https://HOST:8200/v1/secret/data/PATH"
        ),
        "pass" => format!("pass insert --multiline PATH < \"{file}\""),
        _ => return None,
    })
}

/// The command that opens a file sealed with age, and what comes out of it.
#[must_use]
pub fn unsealing(to_recipients: bool, file: &str) -> (String, String) {
    let opened = file.strip_suffix(".age").unwrap_or(file).to_owned();
    let identity = if to_recipients { " -i KEYFILE" } else { "" };
    let command = format!("age -d{identity} -o \"{opened}\" \"{file}\"");
    (command, opened)
}

fn find(format: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    TABLE.iter().find(|(name, _, _)| *name == format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_a_title_and_a_next_step() {
        for choice in Choice::all() {
            let name = choice.about().name;
            let (_, title, step) = find(name).unwrap_or_else(|| panic!("{name} is missing"));
            assert!(!title.is_empty());
            let with_command = command(name, "FILE").is_some();
            assert_eq!(step.ends_with(':'), with_command, "{step}");
            assert!(with_command || step.ends_with('.'), "{step}");
            let is_age = is_age_itself(choice);
            assert_eq!(super::title(choice) == AGE, is_age);
        }
        let known = |name: &str| Choice::by_name(name).is_some();
        assert!(TABLE.iter().all(|(name, ..)| known(name)));
    }

    #[test]
    fn what_is_sealed_is_opened_first() {
        let (command, opened) = unsealing(true, "a.csv.age");
        assert_eq!(command, "age -d -i KEYFILE -o \"a.csv\" \"a.csv.age\"");
        assert_eq!(opened, "a.csv");
        let (command, _) = unsealing(false, "a (1).csv.age");
        assert_eq!(command, "age -d -o \"a (1).csv\" \"a (1).csv.age\"");
    }
}
