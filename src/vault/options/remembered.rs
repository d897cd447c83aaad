//! What the extension's storage has, in words; nothing of it is secret.

use crate::destination;
use crate::message::{Message, Words};
use crate::platform::LAST_USED;
use trivet_checklist::lesson::LessonFile;
use trivet_checklist::own;
use trivet_checklist::plain::Plain;
use trivet_checklist::update;

/// One thing that is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// Its key in the storage.
    pub key: String,
    /// What it is.
    pub what: Words,
    /// Which one.
    pub which: Words,
    /// Whether it can be forgotten here. A record of a token whose dialog is open is the console's to close.
    pub can_forget: bool,
}

/// Everything in the storage that somebody could want to see, by the kind of it. What is not known is shown by its key.
#[must_use]
pub fn all(stored: &Plain) -> Vec<Remembered> {
    let Plain::Fields(fields) = stored else {
        return Vec::new();
    };
    // What the person has set is shown as settings, and what is to be said of an update is no memory.
    let others = fields
        .iter()
        .filter(|(key, _)| key != own::KEY && key != update::KEY);
    let mut found: Vec<_> = others.map(|(key, value)| of(key, value)).collect();
    found.sort_by(|one, other| one.key.cmp(&other.key));
    found
}

fn of(key: &str, value: &Plain) -> Remembered {
    let (kind, rest) = key.split_once(' ').unwrap_or((key, ""));
    let text = value.text().unwrap_or_default();
    let host = || Words::from(rest.split(' ').next().unwrap_or_default());
    let (what, which) = match kind {
        LAST_USED => (Message::RememberedDestination, destination::title_of(text)),
        "server" => (Message::RememberedServer, server(rest, value)),
        "purpose" => (Message::RememberedPurpose, host()),
        "panel" => (Message::RememberedPlace, host()),
        "lessons" => {
            let lessons = LessonFile::read(value).unwrap_or_default().len();
            let count = u32::try_from(lessons).unwrap_or(u32::MAX);
            let host = host();
            (
                Message::RememberedControls,
                Message::RememberedControlsOf { count, host }.into(),
            )
        }
        "run" => (Message::RememberedToken, host()),
        _ => (Message::RememberedOther, key.into()),
    };
    Remembered {
        key: key.to_owned(),
        what: what.into(),
        which,
        can_forget: kind != "run",
    }
}

/// The address, as far as it is one.
fn server(kind: &str, answers: &Plain) -> Words {
    let address = answers.field("address");
    address
        .and_then(Plain::text)
        .filter(|address| !address.is_empty())
        .unwrap_or(kind)
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;
    use serde_json::json;

    #[test]
    fn each_kind_is_named_and_only_an_open_token_stays() {
        let stored = json!({
            "last-used-format": "csv-chrome+age-passphrase",
            "server vault-kv-server": {"address": "https://vault.example.com", "mount": "secret"},
            "purpose acme.us-4.evergage.com": "other",
            "panel acme.us-4.evergage.com": "left",
            "run acme.us-4.evergage.com 7": "1 2026-11-25T14:03:00.000Z written right - x.kdbx",
            "later": 1,
            "settings": {"keepReceipts": true},
            "updated": true,
        });
        let english = english();
        let all = all(&stored.into());
        let said: Vec<_> = all
            .iter()
            .map(|one| (english.words(&one.which), one.can_forget))
            .collect();
        let host = || "acme.us-4.evergage.com".to_owned();
        assert_eq!(
            said,
            [
                ("Chrome, Edge".to_owned(), true),
                ("later".to_owned(), true),
                (host(), true),
                (host(), true),
                (host(), false),
                ("https://vault.example.com".to_owned(), true),
            ]
        );
        assert_eq!(all[4].what, Message::RememberedToken.into());
    }

    #[test]
    fn every_destination_has_a_name_that_people_know() {
        let english = english();
        let named = |id: &str| {
            let stored = json!({ "last-used-format": id });
            english.words(&all(&stored.into())[0].which)
        };
        assert_eq!(named("kdbx-existing"), "Existing KeePass database");
        assert_eq!(named("keepassxc"), "KeePassXC on this computer");
        assert_eq!(named("vault-kv-server"), "Vault or OpenBao server");
    }

    #[test]
    fn anything_can_be_there() {
        let stored = json!({"server x": 1, "lessons": [], "": null, "run": {}, "purpose": ""});
        assert_eq!(all(&stored.into()).len(), 5);
        assert!(all(&Plain::Nothing).is_empty());
    }
}
