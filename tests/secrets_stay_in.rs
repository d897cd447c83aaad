//! What holds a secret cannot be printed, copied, compared or stored by accident, and no error can carry one. That this
//! file compiles is the test.

use serde::Serialize;
use serde::de::DeserializeOwned;
use static_assertions::{assert_impl_all, assert_not_impl_any};
use std::borrow::Borrow;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::ops::Deref;
use trivet::check::CheckError;
use trivet::console::Values;
use trivet::credential::{AccountError, Credential, CredentialError, Item, KeyId, KeySecret};
use trivet::export::kdbx::existing::{Added, Existing, ExistingError};
use trivet::export::{
    AgeRecipients, Encrypted, ExportError, ExportedFile, Password, Plain, Prepared, ReadBack,
    Written,
};
use trivet::handover::{Arrived, Handover, Message};
use trivet::keepassxc::{Conversation, ConversationError};
use trivet::passphrase::PassphraseError;
use trivet::service::{AccessToken, Answer, Engine, Next, Request, ServiceError};

/// None of these can be printed, written, copied, compared, or seen as a text without `expose`.
macro_rules! closed {
    ($($type:ty),+ $(,)?) => {
        $(assert_not_impl_any!(
            $type: Debug, Display, Serialize, Clone, PartialEq, Hash, Deref, AsRef<str>, AsRef<[u8]>, Borrow<str>, Into<String>
        );)+
    };
}

closed!(
    KeyId,
    KeySecret,
    Credential,
    Item,
    Arrived,
    Handover,
    Values,
    Password,
    AccessToken,
    Engine,
    Request,
    Answer,
    Next<()>,
    ReadBack,
    Prepared,
    AgeRecipients,
    Written,
    ExportedFile<Plain>,
    ExportedFile<Encrypted>,
    Existing,
    Added,
    Conversation<'static>,
);

// The one way over the wall: written by its own rules, and by nothing else.
assert_not_impl_any!(Message<'static>: Debug, Display, Serialize, Clone, PartialEq, Hash, DeserializeOwned);

// An error that is `Copy` owns no text: it can repeat nothing that it was given, and nor can its message.
assert_impl_all!(CredentialError: Copy, Display);
assert_impl_all!(AccountError: Copy, Display);
assert_impl_all!(PassphraseError: Copy, Display);
assert_impl_all!(ExportError: Copy, Display);
assert_impl_all!(ExistingError: Copy, Display);
assert_impl_all!(ServiceError: Copy, Display);
assert_impl_all!(CheckError: Copy, Display);
assert_impl_all!(ConversationError: Copy, Display);

#[test]
fn what_holds_a_secret_is_closed_and_no_error_owns_a_text() {
    // Held by the assertions above, when this is compiled.
}
