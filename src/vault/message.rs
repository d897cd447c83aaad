//! What the window says: messages whose words are in `extension/_locales`.

use trivet_checklist::message::{Catalog, Part, WordsOf};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A name, or a message, within another message of the window.
pub type Words = WordsOf<Message>;

/// The window's texts in English.
#[cfg(test)]
pub(crate) fn english() -> trivet_checklist::message::Texts<Message> {
    trivet_checklist::message::Texts::load(Box::new(trivet_checklist::message::English {
        keys: Message::KEYS,
        texts: ENGLISH,
    }))
}
