//! The formats by the products that an admin knows, and the next step in each of them.

use super::message::Message;
use trivet_formats::Choice;

/// Titles, by the name of the format.
const TITLES: &[(&str, &str)] = &[
    ("kdbx", "KeePassXC, KeePass"),
    ("bitwarden-encrypted", "Bitwarden"),
    ("bitwarden-encrypted-pbkdf2", "Bitwarden, old versions"),
    ("bitwarden-json", "Bitwarden, Vaultwarden"),
    ("1password-1pux", "1Password"),
    ("cxf", "Credential exchange (FIDO)"),
    ("proton-pass", "Proton Pass"),
    ("keeper-json", "Keeper"),
    ("enpass-json", "Enpass"),
    ("vault-kv", "HashiCorp Vault, OpenBao"),
    ("pass", "pass, gopass"),
    ("csv-chrome", "Chrome, Edge"),
    ("csv-firefox", "Firefox"),
    ("csv-apple", "Apple Passwords"),
    ("csv-bitwarden", "Bitwarden, Vaultwarden"),
    ("csv-1password", "1Password"),
    ("csv-lastpass", "LastPass"),
    ("csv-dashlane", "Dashlane"),
    ("csv-nordpass", "NordPass"),
    ("csv-keeper", "Keeper"),
    ("csv-proton", "Proton Pass"),
    ("csv-roboform", "RoboForm"),
];

/// The title of what is for age itself, whatever reads it in the end.
pub const AGE: &str = "age";

/// Whether a choice is for age itself: the text of `pass`, which anybody can read once it is opened.
#[must_use]
pub fn is_age_itself(choice: Choice) -> bool {
    choice.envelope().is_some() && choice.about().name == "pass"
}

/// The products that a format is for, by the name of a choice; nothing for a name that is not a file's.
#[must_use]
pub fn title_of(choice: &str) -> Option<&'static str> {
    let format = choice.split('+').next();
    let found = TITLES.iter().find(|(name, _)| Some(*name) == format);
    found.map(|(_, title)| *title)
}

/// The products that a choice is for, as the list shows them.
#[must_use]
pub fn title(choice: Choice) -> &'static str {
    let format = choice.about().name;
    if is_age_itself(choice) {
        AGE
    } else {
        TITLES
            .iter()
            .find(|(name, _)| *name == format)
            .map_or(format, |(_, title)| title)
    }
}

/// What is to be done with its file; none for a format that is not known here.
///
/// The menus are those of the products' own help pages; see `About::source` of each format.
#[must_use]
pub fn next_step(choice: Choice) -> Option<Message> {
    if is_age_itself(choice) {
        return Some(Message::ImportAge);
    }
    Some(match choice.about().name {
        "kdbx" => Message::ImportKdbx,
        "bitwarden-encrypted" | "bitwarden-encrypted-pbkdf2" => Message::ImportBitwardenEncrypted,
        "bitwarden-json" => Message::ImportBitwardenJson,
        "1password-1pux" => Message::ImportOnepassword1pux,
        "cxf" => Message::ImportCxf,
        "proton-pass" => Message::ImportProtonPass,
        "keeper-json" => Message::ImportKeeperJson,
        "enpass-json" => Message::ImportEnpassJson,
        "vault-kv" => Message::ImportVaultKv,
        "pass" => Message::ImportPass,
        "csv-chrome" => Message::ImportCsvChrome,
        "csv-firefox" => Message::ImportCsvFirefox,
        "csv-apple" => Message::ImportCsvApple,
        "csv-bitwarden" => Message::ImportCsvBitwarden,
        "csv-1password" => Message::ImportCsvOnepassword,
        "csv-lastpass" => Message::ImportCsvLastpass,
        "csv-dashlane" => Message::ImportCsvDashlane,
        "csv-nordpass" => Message::ImportCsvNordpass,
        "csv-keeper" => Message::ImportCsvKeeper,
        "csv-proton" => Message::ImportCsvProton,
        "csv-roboform" => Message::ImportCsvRoboform,
        _ => return None,
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;

    #[test]
    fn every_format_has_a_title_and_a_next_step() {
        for choice in Choice::all() {
            let name = choice.about().name;
            let known = TITLES.iter().any(|(known, _)| *known == name);
            assert!(known, "{name} has no title");
            let step = next_step(choice).unwrap_or_else(|| panic!("{name} has no next step"));
            let step = english().say(&step);
            let with_command = command(name, "FILE").is_some();
            assert_eq!(step.ends_with(':'), with_command, "{step}");
            assert!(with_command || step.ends_with('.'), "{step}");
            let is_age = is_age_itself(choice);
            assert_eq!(super::title(choice) == AGE, is_age);
        }
        let known = |name: &str| Choice::by_name(name).is_some();
        assert!(TITLES.iter().all(|(name, _)| known(name)));
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
