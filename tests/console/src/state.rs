//! What the server knows, and the rules for changing it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::{
    sample,
    truth::{Request, Truth},
    values::{self, Values},
};

/// What a token may do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rights {
    /// "Can access API".
    pub access_api: bool,
    /// "Can send events".
    pub send_events: bool,
    /// "Is enabled".
    pub enabled: bool,
    /// The labels of the extra permissions that are ticked.
    #[serde(default)]
    pub extra: Vec<String>,
}

/// What the form sends; also what the list and the edit form may know of a token.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TokenForm {
    pub(crate) rights: Rights,
    #[serde(default)]
    pub(crate) datasets: Vec<String>,
    #[serde(default)]
    pub(crate) notes: String,
    #[serde(default)]
    pub(crate) ip_accept_list: String,
}

/// One token, with the values the console shows once and keeps for itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Token {
    /// Its number in the console's own addresses; no secret.
    pub number: u32,
    /// The API Key ID.
    pub key_id: String,
    /// The API Key Secret.
    pub secret: String,
    /// Its rights as they are now.
    pub rights: Rights,
    /// The datasets it is restricted to; empty is no restriction.
    pub datasets: Vec<String>,
    /// The notes.
    pub notes: String,
    /// The IP accept list as typed.
    pub ip_accept_list: String,
    /// The day it was made, as the list shows it.
    pub day: String,
    /// Made since the console started, and not there from the beginning.
    pub created: bool,
    /// Deleted since.
    pub deleted: bool,
    /// How many dialogs with its values were opened.
    pub dialogs_opened: u32,
    /// How many of them were closed.
    pub dialogs_closed: u32,
    /// How many times its CSV file was downloaded.
    pub csv_downloads: u32,
    /// How many times it was saved from the edit form.
    pub edits: u32,
}

/// One SFTP user: the look-alike with one-time credentials of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SftpUser {
    /// Its number in the console's own addresses.
    pub number: u32,
    /// The user name, as the server completed it.
    pub user_name: String,
    /// The password, shown once.
    pub password: String,
    /// "Is enabled".
    pub enabled: bool,
    /// "Can upload files".
    pub can_upload: bool,
    /// The day it was made, as the list shows it.
    pub day: String,
    /// Made since the console started.
    pub created: bool,
    /// How many dialogs with its values were opened.
    pub dialogs_opened: u32,
    /// How many of them were closed.
    pub dialogs_closed: u32,
    /// How many times its CSV file was downloaded.
    pub csv_downloads: u32,
}

/// One console user.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// The address they log in with.
    pub email: String,
    /// The name shown.
    pub name: String,
    /// The role.
    pub role: String,
    /// "Is enabled".
    pub enabled: bool,
    /// How many times the user was saved since the console started.
    #[serde(default, skip_deserializing)]
    pub saves: u32,
}

/// What the client reports about a dialog or its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Report {
    Opened,
    Closed,
    Downloaded,
}

/// Everything the server knows.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) truth: Truth,
    pub(crate) is_session_over: bool,
    pub(crate) api_status: Option<u16>,
    pub(crate) is_api_held: bool,
    pub(crate) api_waiting: u32,
    forced: Option<Values>,
}

/// The state behind its lock.
#[derive(Debug)]
pub(crate) struct Store(Mutex<State>);

impl Store {
    pub(crate) fn new() -> Result<Self, getrandom::Error> {
        Ok(Self(Mutex::new(State {
            truth: sample::truth()?,
            ..State::default()
        })))
    }

    /// A test that panicked while it held the lock must not hide the truth from the others.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    pub(crate) fn force(&mut self, key_id: &str, secret: &str) {
        self.forced = Some(Values {
            key_id: key_id.to_owned(),
            secret: secret.to_owned(),
        });
    }

    pub(crate) fn create_token(&mut self, form: TokenForm) -> Result<&Token, getrandom::Error> {
        let Values { key_id, secret } = match self.forced.take() {
            Some(values) => values,
            None => Values::random()?,
        };
        let number = self
            .truth
            .tokens
            .iter()
            .map(|token| token.number)
            .max()
            .unwrap_or(0)
            + 1;
        let mut token = Token {
            number,
            key_id,
            secret,
            created: true,
            day: sample::TODAY.to_owned(),
            ..Token::default()
        };
        token.fill(form);
        Ok(self.truth.tokens.push_mut(token))
    }

    pub(crate) fn token(&mut self, number: u32) -> Option<&mut Token> {
        self.truth
            .tokens
            .iter_mut()
            .find(|token| token.number == number && !token.deleted)
    }

    pub(crate) fn create_sftp_user(
        &mut self,
        name: &str,
        enabled: bool,
        can_upload: bool,
    ) -> Result<&SftpUser, getrandom::Error> {
        let number = self
            .truth
            .sftp_users
            .iter()
            .map(|user| user.number)
            .max()
            .unwrap_or(0)
            + 1;
        let user = SftpUser {
            number,
            user_name: format!("acme7f3k_{name}"),
            password: values::secret()?,
            enabled,
            can_upload,
            day: sample::TODAY.to_owned(),
            created: true,
            ..SftpUser::default()
        };
        Ok(self.truth.sftp_users.push_mut(user))
    }

    pub(crate) fn save_user(&mut self, form: User) {
        match self
            .truth
            .users
            .iter_mut()
            .find(|user| user.email == form.email)
        {
            Some(user) => {
                *user = User {
                    saves: user.saves + 1,
                    ..form
                }
            }
            None => self.truth.users.push(User { saves: 1, ..form }),
        }
    }

    pub(crate) fn log(&mut self, request: Request) {
        self.truth.requests.push(request);
    }
}

impl TokenForm {
    /// What a browser sends of a form by itself.
    pub(crate) fn posted(form: &[u8]) -> Self {
        let mut sent = Self::default();
        for (name, value) in form_urlencoded::parse(form) {
            let value = value.into_owned();
            match name.as_ref() {
                "accessApi" => sent.rights.access_api = true,
                "sendEvents" => sent.rights.send_events = true,
                "enabled" => sent.rights.enabled = true,
                "extra" => sent.rights.extra.push(value),
                "datasets" => sent.datasets.push(value),
                "notes" => sent.notes = value,
                "ipAcceptList" => sent.ip_accept_list = value,
                _ => {}
            }
        }
        sent
    }
}

impl Token {
    /// What is told of it once.
    pub(crate) fn once(&self) -> serde_json::Value {
        serde_json::json!({ "number": self.number, "apiKeyId": self.key_id, "apiKeySecret": self.secret })
    }

    pub(crate) fn fill(&mut self, form: TokenForm) {
        let TokenForm {
            rights,
            datasets,
            notes,
            ip_accept_list,
        } = form;
        self.rights = rights;
        self.datasets = datasets;
        self.notes = notes;
        self.ip_accept_list = ip_accept_list;
    }

    pub(crate) fn form(&self) -> TokenForm {
        TokenForm {
            rights: self.rights.clone(),
            datasets: self.datasets.clone(),
            notes: self.notes.clone(),
            ip_accept_list: self.ip_accept_list.clone(),
        }
    }

    pub(crate) fn report(&mut self, report: Report) {
        match report {
            Report::Opened => self.dialogs_opened += 1,
            Report::Closed => self.dialogs_closed += 1,
            Report::Downloaded => self.csv_downloads += 1,
        }
    }

    /// Whether the list of accepted addresses lets a caller on loopback in.
    pub(crate) fn accepts_loopback(&self) -> bool {
        let mut listed = self
            .ip_accept_list
            .split(',')
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
            .peekable();
        listed.peek().is_none() || listed.any(|entry| entry == "127.0.0.1")
    }
}

impl SftpUser {
    pub(crate) fn report(&mut self, report: Report) {
        match report {
            Report::Opened => self.dialogs_opened += 1,
            Report::Closed => self.dialogs_closed += 1,
            Report::Downloaded => self.csv_downloads += 1,
        }
    }
}
