//! Which services there are, and what is to be known of each before it is chosen.

/// A service that takes the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The key-value engine of `HashiCorp` Vault or `OpenBao`.
    KeyValue,
    /// 1Password Connect.
    Connect,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::KeyValue, Self::Connect];

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Its name in settings; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::KeyValue => "vault-kv-server",
            Self::Connect => "1password-connect",
        }
    }

    /// As people know it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::KeyValue => "Vault or OpenBao server",
            Self::Connect => "1Password Connect server",
        }
    }

    /// What it is.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::KeyValue => "Key-value engine, version 2, over HTTPS",
            Self::Connect => "API Credential in a shared vault, over HTTPS",
        }
    }

    /// What is to be known before it is chosen.
    #[must_use]
    pub const fn facts(self) -> &'static [&'static str] {
        match self {
            Self::KeyValue => &[
                "Needs the server's address and a token that may create and read at one path. The token is used once and not kept.",
                "Never writes over a secret that is there. Read back and compared before it counts as saved.",
            ],
            Self::Connect => &[
                "Needs the address of your own Connect server and an access token that may write to a vault. The token is used once and not kept.",
                "Makes a new item; 1Password does not offer it in forms. Read back and compared before it counts as saved.",
            ],
        }
    }
}
