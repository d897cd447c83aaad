//! Who says what when.

use super::message::{self, Action, Incoming, failure};
use super::sealed::{Channel, KeyPair, Nonce};
use super::{ConversationError, Part};
use rand_core::TryCryptoRng;
use serde_json::{Value, json};
use trivet_credential::{ConsoleAccount, Item, KeyId, KeySecret};
use trivet_formats::{coded, kdbx};

/// The group into which keys go, right below the root.
pub const GROUP: &str = "Trivet";

/// How many characters of the database's hash are shown.
const SHOWN_OF_HASH: usize = 8;

/// The URL of the entry: the console's host with `.invalid` after it, a name that never leads anywhere (RFC 2606).
///
/// `KeePassXC` fills an entry that it got this way into pages of the URL's host without asking. It matches where the page's
/// host *ends* with the entry's, in the same base domain; under `.invalid` there is no page, and the console is none. (In the
/// files that Trivet writes the entry is marked as hidden from browsers instead. The protocol has no way to do that.)
#[must_use]
pub fn entry_url(account: &ConsoleAccount) -> String {
    format!("https://{}.invalid", account.host())
}

coded! {
    /// How far it is. Style sheets and tests know it by its name.
    pub enum Stage {
        /// Both sides greet each other.
        Greeting = "greeting",
        /// `KeePassXC` waits for its user to unlock the database.
        Unlocking = "unlocking",
        /// `KeePassXC` waits for a name of the connection.
        Naming = "naming",
        /// `KeePassXC` is asked what is there already.
        Looking = "looking",
        /// `KeePassXC` may be asking whether to make the group.
        Grouping = "grouping",
        /// The key is being saved. With several databases open, `KeePassXC` asks which.
        Saving = "saving",
        /// The key is asked back and compared.
        ReadingBack = "reading-back",
    }
}

impl Stage {
    /// How many seconds to wait for the next message: for a program, or for a person.
    #[must_use]
    pub fn patience(self) -> u32 {
        match self {
            Self::Greeting => 10,
            // KeePassXC may put a question to its user in each of these. The admin can stop the waiting.
            Self::Unlocking
            | Self::Naming
            | Self::Looking
            | Self::Grouping
            | Self::Saving
            | Self::ReadingBack => 900,
        }
    }

    /// What it means that nothing came for so long.
    #[must_use]
    pub fn run_out(self) -> ConversationError {
        match self {
            Self::Greeting => ConversationError::NoAnswer,
            _ => ConversationError::NobodyAnswered { stage: self },
        }
    }
}

/// What is to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Send this, then listen.
    Say(String),
    /// Listen on.
    Listen,
    /// It is saved and was compared.
    Done(Saved),
}

/// Where the key is. Nothing of it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// What the admin called the connection.
    pub connection: String,
    /// The title of the entry.
    pub title: String,
    /// The group that it is in.
    pub group: String,
    /// The beginning of the hash by which `KeePassXC` tells its databases apart.
    pub database: String,
    /// Whether it was there before this conversation.
    pub was_there: bool,
}

/// One conversation, about one key.
pub struct Conversation<'a> {
    item: &'a Item,
    client: String,
    session: KeyPair,
    /// Its public half tells this client from others; it serves this conversation only.
    identity: KeyPair,
    channel: Option<Channel>,
    asked: (Action, Nonce),
    stage: Stage,
    hash: String,
    connection: String,
    saved: bool,
}

impl<'a> Conversation<'a> {
    /// Begins; the second is the first message to send.
    ///
    /// # Errors
    /// [`ConversationError::CannotExpress`] for a key that the database could not give back exactly;
    /// [`ConversationError::NoRandomness`].
    pub fn begin<R: TryCryptoRng + ?Sized>(
        item: &'a Item,
        rng: &mut R,
    ) -> Result<(Self, String), ConversationError> {
        kdbx::check_values(&item.credential)
            .map_err(|error| ConversationError::CannotExpress { error })?;
        let session = KeyPair::random(rng)?;
        let client = Nonce::random(rng)?.to_text();
        let nonce = Nonce::random(rng)?;
        let hello = message::hello(&session.public(), &client, nonce);
        let conversation = Self {
            item,
            client,
            identity: KeyPair::random(rng)?,
            session,
            channel: None,
            asked: (Action::ChangePublicKeys, nonce),
            stage: Stage::Greeting,
            hash: String::new(),
            connection: String::new(),
            saved: false,
        };
        Ok((conversation, hello))
    }

    /// How far it is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Takes a message that came.
    ///
    /// # Errors
    /// Whatever ends the conversation. After an error, and after [`Turn::Done`], it must not be used any more.
    pub fn hear<R: TryCryptoRng + ?Sized>(
        &mut self,
        message: &str,
        rng: &mut R,
    ) -> Result<Turn, ConversationError> {
        match message::read(message, self.asked, self.channel.as_ref())? {
            Incoming::PublicKey(key) => {
                self.channel = Some(self.session.channel(&key)?);
                self.ask(Action::GetDatabaseHash, json!({}), Stage::Greeting, rng)
            }
            Incoming::Content(content) => self.go_on(&content, rng),
            Incoming::Failure(number) => self.after_failure(number, rng),
            Incoming::Unlocked if self.stage == Stage::Unlocking => {
                self.ask(Action::GetDatabaseHash, json!({}), Stage::Unlocking, rng)
            }
            Incoming::Unlocked | Incoming::Other => Ok(Turn::Listen),
        }
    }

    fn ask<R: TryCryptoRng + ?Sized>(
        &mut self,
        action: Action,
        content: Value,
        stage: Stage,
        rng: &mut R,
    ) -> Result<Turn, ConversationError> {
        let channel = self.channel.as_ref();
        let channel = channel.ok_or(ConversationError::Internal {
            part: Part::Channel,
        })?;
        let nonce = Nonce::random(rng)?;
        let asks_to_unlock = stage == Stage::Greeting;
        let request = message::request(
            channel,
            action,
            content,
            &self.client,
            nonce,
            asks_to_unlock,
        )?;
        self.asked = (action, nonce);
        self.stage = stage;
        Ok(Turn::Say(request))
    }

    fn go_on<R: TryCryptoRng + ?Sized>(
        &mut self,
        content: &Value,
        rng: &mut R,
    ) -> Result<Turn, ConversationError> {
        match self.asked.0 {
            Action::ChangePublicKeys => Err(ConversationError::Garbled { part: Part::Order }),
            Action::GetDatabaseHash => {
                text(content, "hash")?.clone_into(&mut self.hash);
                let keys = json!({ "key": self.session.public(), "idKey": self.identity.public() });
                self.ask(Action::Associate, keys, Stage::Naming, rng)
            }
            Action::Associate => {
                self.same_database(content)?;
                text(content, "id")?.clone_into(&mut self.connection);
                let who = self.connection();
                self.ask(Action::TestAssociate, who, Stage::Looking, rng)
            }
            Action::TestAssociate => {
                self.same_database(content)?;
                self.look(Stage::Looking, rng)
            }
            Action::GetLogins => {
                self.same_database(content)?;
                match self.find(content)? {
                    Some(saved) => Ok(Turn::Done(saved)),
                    None => self.not_found(rng),
                }
            }
            Action::GetDatabaseGroups => {
                if let Some(id) = group_in(content) {
                    return self.save(Some(&id), rng);
                }
                let name = json!({ "groupName": GROUP });
                self.ask(Action::CreateNewGroup, name, Stage::Grouping, rng)
            }
            Action::CreateNewGroup => {
                let id = text(content, "uuid")?.to_owned();
                self.save(Some(&id), rng)
            }
            Action::SetLogin => {
                self.same_database(content)?;
                self.saved = true;
                self.look(Stage::ReadingBack, rng)
            }
        }
    }

    fn after_failure<R: TryCryptoRng + ?Sized>(
        &mut self,
        number: u32,
        rng: &mut R,
    ) -> Result<Turn, ConversationError> {
        match (number, self.asked.0) {
            (failure::DATABASE_NOT_OPENED | failure::NO_DATABASE_HASH, Action::GetDatabaseHash) => {
                self.stage = Stage::Unlocking;
                Ok(Turn::Listen)
            }
            (failure::DATABASE_NOT_OPENED, _) => Err(ConversationError::Locked),
            (failure::CANCELLED_OR_DENIED, Action::Associate) => Err(ConversationError::Refused),
            (failure::ASSOCIATION_FAILED, _) => Err(ConversationError::ConnectionLost),
            (failure::NO_LOGINS_FOUND, Action::GetLogins) => self.not_found(rng),
            // Without a group of its own it goes where KeePassXC puts what browsers save.
            (failure::INCORRECT_ACTION | failure::NO_GROUPS_FOUND, Action::GetDatabaseGroups)
            | (failure::INCORRECT_ACTION | failure::CANNOT_CREATE_GROUP, Action::CreateNewGroup) => {
                self.save(None, rng)
            }
            _ => Err(ConversationError::Unknown { number }),
        }
    }

    /// Before saving: it may have been saved by a conversation that broke off. After saving: the proof.
    fn look<R: TryCryptoRng + ?Sized>(
        &mut self,
        stage: Stage,
        rng: &mut R,
    ) -> Result<Turn, ConversationError> {
        let what = json!({
            "url": entry_url(&self.item.details.account),
            "keys": [self.connection()],
        });
        self.ask(Action::GetLogins, what, stage, rng)
    }

    fn not_found<R: TryCryptoRng + ?Sized>(
        &mut self,
        rng: &mut R,
    ) -> Result<Turn, ConversationError> {
        if self.saved {
            return Err(ConversationError::NotThere);
        }
        self.ask(Action::GetDatabaseGroups, json!({}), Stage::Looking, rng)
    }

    fn save<R: TryCryptoRng + ?Sized>(
        &mut self,
        group: Option<&str>,
        rng: &mut R,
    ) -> Result<Turn, ConversationError> {
        let credential = &self.item.credential;
        let mut entry = json!({
            "id": self.connection,
            "url": entry_url(&self.item.details.account),
            "login": credential.key_id.expose(),
            "password": credential.secret.expose(),
            // Or KeePassXC asks the network for a picture of the host.
            "downloadFavicon": "false",
        });
        if let Some(id) = group {
            entry["group"] = GROUP.into();
            entry["groupUuid"] = id.into();
        }
        self.ask(Action::SetLogin, entry, Stage::Saving, rng)
    }

    /// The one entry for this key ID among those that came, if it has the same secret.
    fn find(&self, content: &Value) -> Result<Option<Saved>, ConversationError> {
        let entries = content["entries"].as_array();
        let entries = entries.ok_or(ConversationError::Garbled {
            part: Part::Entries,
        })?;
        let ours = &self.item.credential;
        let mut found = None;
        for entry in entries {
            let key_id = KeyId::new(text(entry, "login")?.to_owned());
            if !key_id.is_ok_and(|key_id| key_id.same_as(&ours.key_id)) {
                continue;
            }
            let secret = KeySecret::new(text(entry, "password")?.to_owned());
            let same = secret.is_ok_and(|secret| secret.same_as(&ours.secret));
            if !same || found.is_some() {
                return Err(if self.saved {
                    ConversationError::Differs
                } else {
                    ConversationError::Conflict
                });
            }
            found = Some(Saved {
                connection: self.connection.clone(),
                title: text(entry, "name")?.to_owned(),
                group: entry["group"].as_str().unwrap_or_default().to_owned(),
                database: self.hash.chars().take(SHOWN_OF_HASH).collect(),
                was_there: !self.saved,
            });
        }
        Ok(found)
    }

    fn connection(&self) -> Value {
        json!({ "id": self.connection, "key": self.identity.public() })
    }

    fn same_database(&self, content: &Value) -> Result<(), ConversationError> {
        if text(content, "hash")? == self.hash {
            Ok(())
        } else {
            Err(ConversationError::AnotherDatabase)
        }
    }
}

/// The identifier of the group below the root, if it is there.
fn group_in(content: &Value) -> Option<String> {
    // The list of groups stands in an object of the same name.
    let children = content.pointer("/groups/groups/0/children")?.as_array()?;
    let group = children.iter().find(|group| group["name"] == GROUP)?;
    group["uuid"].as_str().map(str::to_owned)
}

fn text<'a>(content: &'a Value, name: &str) -> Result<&'a str, ConversationError> {
    let text = content[name].as_str();
    text.ok_or(ConversationError::Garbled {
        part: Part::Content,
    })
}
