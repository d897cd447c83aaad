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
                "Needs the server address and a token with create and read permission for one path. Trivet uses the token once and does not keep it.",
                "Trivet never overwrites an existing secret. It reads the new one back and compares it before it says “saved”.",
            ],
            Self::Connect => &[
                "Needs the address of your Connect server and an access token with write permission for a vault. Trivet uses the token once and does not keep it.",
                "Trivet creates a new item, which 1Password does not offer in forms. It reads the item back and compares it before it says “saved”.",
            ],
        }
    }
}
