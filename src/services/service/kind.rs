//! Which services there are.

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
}
