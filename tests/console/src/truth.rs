//! What really happened, for tests to assert on.

use std::collections::BTreeMap;

use crate::state::{SftpUser, Token, User};

/// One request the server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// The `Host` header.
    pub host: String,
    /// The status it was answered with.
    pub status: u16,
    /// Whether it carried the admin's session cookie.
    pub session: bool,
    /// Whether it carried HTTP Basic credentials.
    pub basic: bool,
    /// For the API: all headers, by their names in lower case.
    pub headers: BTreeMap<String, String>,
}

/// A copy of everything the server knows, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Truth {
    /// All tokens, the deleted ones too, oldest first.
    pub tokens: Vec<Token>,
    /// All SFTP users, oldest first.
    pub sftp_users: Vec<SftpUser>,
    /// All console users, oldest first.
    pub users: Vec<User>,
    /// What was done to the decoys of the `varied` skin, oldest first: nobody has any business with them.
    pub touched: Vec<String>,
    /// All requests, oldest first.
    pub requests: Vec<Request>,
}

impl Truth {
    /// The tokens created since the console started, oldest first.
    pub fn created(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| token.created)
    }

    /// The token created last.
    #[must_use]
    pub fn last_created(&self) -> Option<&Token> {
        self.created().last()
    }

    /// The requests for one path.
    pub fn requests_for<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Request> {
        self.requests
            .iter()
            .filter(move |request| request.path == path)
    }
}
