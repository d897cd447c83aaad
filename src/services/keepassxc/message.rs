//! What is said, and how it is wrapped.

use super::sealed::{Channel, Nonce};
use super::{ConversationError, Part};
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    ChangePublicKeys,
    GetDatabaseHash,
    Associate,
    TestAssociate,
    GetLogins,
    GetDatabaseGroups,
    CreateNewGroup,
    SetLogin,
}

impl Action {
    /// Its name in the protocol.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ChangePublicKeys => "change-public-keys",
            Self::GetDatabaseHash => "get-databasehash",
            Self::Associate => "associate",
            Self::TestAssociate => "test-associate",
            Self::GetLogins => "get-logins",
            Self::GetDatabaseGroups => "get-database-groups",
            Self::CreateNewGroup => "create-new-group",
            Self::SetLogin => "set-login",
        }
    }
}

/// The first message: in the clear, as there is nothing to seal it with.
pub(super) fn hello(public_key: &str, client: &str, nonce: Nonce) -> String {
    json!({
        "action": Action::ChangePublicKeys.name(),
        "publicKey": public_key,
        "nonce": nonce.to_text(),
        "clientID": client,
    })
    .to_string()
}

/// Every other message. `asks_to_unlock` brings `KeePassXC` to the front where the database is locked.
pub(super) fn request(
    channel: &Channel,
    action: Action,
    mut content: Value,
    client: &str,
    nonce: Nonce,
    asks_to_unlock: bool,
) -> Result<String, ConversationError> {
    content["action"] = action.name().into();
    let text = serde_json::to_vec(&content).map_err(|_| ConversationError::Internal {
        part: Part::Message,
    })?;
    let mut message = json!({
        "action": action.name(),
        "message": channel.seal(Zeroizing::new(text), nonce)?,
        "nonce": nonce.to_text(),
        "clientID": client,
    });
    if asks_to_unlock {
        message["triggerUnlock"] = "true".into();
    }
    Ok(message.to_string())
}

/// What came.
pub(super) enum Incoming {
    /// The public key of the other side.
    PublicKey(String),
    /// What was sealed.
    Content(Value),
    /// An error, by its number. It is not sealed: whoever sits between could have made it.
    Failure(u32),
    /// The database was unlocked, or another one came to the front.
    Unlocked,
    /// Something said to all clients, or to another question.
    Other,
}

/// Numbers of errors.
pub(super) mod failure {
    pub(in super::super) const DATABASE_NOT_OPENED: u32 = 1;
    pub(in super::super) const NO_DATABASE_HASH: u32 = 2;
    pub(in super::super) const CANCELLED_OR_DENIED: u32 = 6;
    pub(in super::super) const ASSOCIATION_FAILED: u32 = 8;
    pub(in super::super) const INCORRECT_ACTION: u32 = 12;
    pub(in super::super) const NO_LOGINS_FOUND: u32 = 15;
    pub(in super::super) const NO_GROUPS_FOUND: u32 = 16;
    pub(in super::super) const CANNOT_CREATE_GROUP: u32 = 17;
}

/// Reads a message. `asked` is the question that is open, with its nonce.
pub(super) fn read(
    message: &str,
    asked: (Action, Nonce),
    channel: Option<&Channel>,
) -> Result<Incoming, ConversationError> {
    let garbled = |part| ConversationError::Garbled { part };
    let message: Value = serde_json::from_str(message).map_err(|_| garbled(Part::Message))?;
    let (action, nonce) = asked;
    match message["action"].as_str() {
        Some("database-unlocked") => return Ok(Incoming::Unlocked),
        Some(name) if name == action.name() => {}
        _ => return Ok(Incoming::Other),
    }
    if let Some(number) = number(&message["errorCode"]) {
        return Ok(Incoming::Failure(number));
    }
    let answers = |carried: &Value| {
        carried
            .as_str()
            .is_some_and(|text| nonce.of_answer().is(text))
    };
    if !answers(&message["nonce"]) {
        return Err(garbled(Part::Nonce));
    }
    let Some(channel) = channel else {
        let key = message["publicKey"]
            .as_str()
            .ok_or(garbled(Part::PublicKey))?;
        return Ok(Incoming::PublicKey(key.to_owned()));
    };
    let sealed = message["message"].as_str().ok_or(garbled(Part::Message))?;
    let text = channel.open(sealed, nonce.of_answer())?;
    let content: Value = serde_json::from_slice(&text).map_err(|_| garbled(Part::Content))?;
    // Once more inside the seal.
    if !answers(&content["nonce"]) {
        return Err(garbled(Part::Nonce));
    }
    Ok(Incoming::Content(content))
}

/// A number, as `KeePassXC` writes it (a text) or the protocol's description does (a number).
fn number(value: &Value) -> Option<u32> {
    match value {
        Value::String(text) => text.parse().ok(),
        Value::Number(number) => number.as_u64().and_then(|number| number.try_into().ok()),
        _ => None,
    }
}
