//! The names of the formats alone, for whoever must know a name and not the format: settings.

/// Every format's [`About::name`](super::About::name), in the order of [`Choice::all`](super::Choice::all).
pub(crate) const NAMES: [&str; 22] = [
    "kdbx",
    "bitwarden-encrypted",
    "bitwarden-encrypted-pbkdf2",
    "bitwarden-json",
    "1password-1pux",
    "cxf",
    "proton-pass",
    "keeper-json",
    "enpass-json",
    "vault-kv",
    "pass",
    "csv-chrome",
    "csv-firefox",
    "csv-apple",
    "csv-bitwarden",
    "csv-1password",
    "csv-lastpass",
    "csv-dashlane",
    "csv-nordpass",
    "csv-keeper",
    "csv-proton",
    "csv-roboform",
];

/// The formats that are encrypted by themselves; they come first.
pub(crate) const ENCRYPTED: usize = 3;

/// What the two ways to seal a format in age add to its name.
const IN_AGE: [&str; 2] = ["+age-passphrase", "+age-recipients"];

/// Whether a text names a format, or a plain one in age, as [`Choice::name`](super::Choice::name) does.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let plain = IN_AGE.iter().find_map(|way| text.strip_suffix(way));
    match plain {
        Some(plain) => NAMES[ENCRYPTED..].contains(&plain),
        None => NAMES.contains(&text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Choice;

    #[test]
    fn the_names_are_those_of_the_formats() {
        for choice in Choice::all() {
            assert!(is_name(&choice.name()), "{}", choice.name());
        }
        for name in NAMES {
            let choice = Choice::by_name(name).map(Choice::name);
            assert_eq!(choice.as_deref(), Some(name));
        }
        for wrong in [
            "",
            "KDBX",
            "xls",
            "kdbx+age-passphrase",
            "csv-chrome+age",
            "+age-recipients",
        ] {
            assert!(
                !is_name(wrong) && Choice::by_name(wrong).is_none(),
                "{wrong}"
            );
        }
    }
}
