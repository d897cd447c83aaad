//! Where each layout is described. No program of the extension says it, so none carries it.

/// The address of the description of a format, by its name.
#[must_use]
pub fn source(name: &str) -> Option<&'static str> {
    let mut all = SOURCES.iter();
    all.find(|(known, _)| *known == name)
        .map(|(_, source)| *source)
}

const SOURCES: [(&str, &str); 22] = [
    ("kdbx", "https://keepass.info/help/kb/kdbx.html"),
    (
        "bitwarden-encrypted",
        "https://bitwarden.com/help/encrypted-export/",
    ),
    (
        "bitwarden-encrypted-pbkdf2",
        "https://bitwarden.com/help/encrypted-export/",
    ),
    (
        "bitwarden-json",
        "https://bitwarden.com/help/condition-bitwarden-import/",
    ),
    (
        "1password-1pux",
        "https://support.1password.com/1pux-format/",
    ),
    (
        "cxf",
        "https://fidoalliance.org/specs/cx/cxf-v1.0-ps-20250814.html",
    ),
    ("proton-pass", "https://proton.me/support/pass-import"),
    (
        "keeper-json",
        "https://docs.keeper.io/en/keeperpam/commander-cli/command-reference/import-and-export-commands/json-import",
    ),
    (
        "enpass-json",
        "https://support.enpass.io/app/importing/importing_from_other_software.htm",
    ),
    ("vault-kv", "https://openbao.org/api-docs/secret/kv/kv-v2/"),
    (
        "pass",
        "https://git.zx2c4.com/password-store/about/#DATA%20ORGANIZATION",
    ),
    (
        "csv-chrome",
        "https://support.google.com/chrome/answer/95606",
    ),
    (
        "csv-firefox",
        "https://support.mozilla.org/kb/import-login-data-file",
    ),
    (
        "csv-apple",
        "https://support.apple.com/guide/passwords/mchla84d6d38/mac",
    ),
    (
        "csv-bitwarden",
        "https://bitwarden.com/help/condition-bitwarden-import/",
    ),
    (
        "csv-1password",
        "https://support.1password.com/create-csv-files/",
    ),
    (
        "csv-lastpass",
        "https://support.lastpass.com/s/document-item?bundleId=lastpass&topicId=LastPass/c_lp_prepare_csv_import.html",
    ),
    (
        "csv-dashlane",
        "https://support.dashlane.com/hc/en-us/articles/360005128380",
    ),
    (
        "csv-nordpass",
        "https://support.nordpass.com/hc/en-us/articles/360002377217",
    ),
    (
        "csv-keeper",
        "https://docs.keeper.io/user-guides/import-records-1/import-a-.csv-file",
    ),
    ("csv-proton", "https://proton.me/support/pass-import"),
    ("csv-roboform", "https://www.roboform.com/help"),
];
