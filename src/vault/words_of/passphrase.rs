//! Errors of a passphrase.

use crate::message::Message;
use trivet_formats::passphrase::PassphraseError;

/// Why there is no passphrase.
#[must_use]
pub fn words(error: PassphraseError) -> Message {
    match error {
        PassphraseError::NotTheWordList => Message::PassphraseNotTheWordList,
        PassphraseError::WordCount => Message::PassphraseWordCount,
        PassphraseError::NoRandomness => Message::PassphraseNoRandomness,
    }
}
