//! What is said of a format.

use crate::message::{Message, Words};
use trivet_formats::{About, ToKnow};

/// Something to know before a format is chosen.
#[must_use]
pub fn to_know(what: ToKnow) -> Message {
    match what {
        ToKnow::Offered => Message::KnowOffered,
        ToKnow::PassByPath => Message::KnowPassByPath,
        ToKnow::NoSpreadsheet => Message::KnowNoSpreadsheet,
        ToKnow::FirefoxRealm => Message::KnowFirefoxRealm,
        ToKnow::OnlyIn1password => Message::KnowOnlyIn1password,
        ToKnow::CxfFromAppToApp => Message::KnowCxfFromAppToApp,
        ToKnow::VaultBody => Message::KnowVaultBody,
        ToKnow::PassInsert => Message::KnowPassInsert,
        ToKnow::BitwardenCreated => Message::KnowBitwardenCreated,
        ToKnow::Pbkdf2IsWeaker => Message::KnowPbkdf2IsWeaker,
        ToKnow::CarriageReturn => Message::KnowCarriageReturn,
        ToKnow::AgeDecrypt => Message::KnowAgeDecrypt,
        ToKnow::AgeIdentity => Message::KnowAgeIdentity,
    }
}

/// What kind of file it is; one that is not known here keeps the name of its format.
#[must_use]
pub fn label(about: &About) -> Words {
    let message = match about.name {
        "1password-1pux" => Message::Label1password1pux,
        "enpass-json" => Message::LabelEnpassJson,
        "cxf" => Message::LabelCxf,
        "keeper-json" => Message::LabelKeeperJson,
        "vault-kv" => Message::LabelVaultKv,
        "pass" => Message::LabelPass,
        "proton-pass" => Message::LabelProtonPass,
        "kdbx" => Message::LabelKdbx,
        "csv-chrome" => Message::LabelCsvChrome,
        "csv-firefox" => Message::LabelCsvFirefox,
        "csv-apple" => Message::LabelCsvApple,
        "bitwarden-json" => Message::LabelBitwardenJson,
        "bitwarden-encrypted" => Message::LabelBitwardenEncrypted,
        "bitwarden-encrypted-pbkdf2" => Message::LabelBitwardenEncryptedPbkdf2,
        "csv-bitwarden" => Message::LabelCsvBitwarden,
        "csv-1password" => Message::LabelCsv1password,
        "csv-lastpass" => Message::LabelCsvLastpass,
        "csv-dashlane" => Message::LabelCsvDashlane,
        "csv-nordpass" => Message::LabelCsvNordpass,
        "csv-keeper" => Message::LabelCsvKeeper,
        "csv-proton" => Message::LabelCsvProton,
        "csv-roboform" => Message::LabelCsvRoboform,
        other => return other.into(),
    };
    message.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;
    use trivet_formats::Choice;

    #[test]
    fn every_format_has_a_label_and_what_to_know_is_a_sentence() {
        for choice in Choice::all() {
            let about = choice.about();
            assert!(matches!(label(about), Words::Said(_)), "{}", about.name);
            for what in about.to_know.iter().chain(&about.autofill_hazard) {
                assert!(english().say(&to_know(*what)).ends_with('.'), "{what}");
            }
        }
    }
}
