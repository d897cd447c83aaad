//! The things that the console names, by name: for settings, for what was taught, and for people.

use super::label::Term;

impl Term {
    /// Everything that is looked for, in the order in which an admin comes by it.
    pub const ALL: [Self; 16] = [
        Self::Security,
        Self::ApiTokens,
        Self::CreateToken,
        Self::EditingToken,
        Self::CanAccessApi,
        Self::CanSendEvents,
        Self::IsEnabled,
        Self::Datasets,
        Self::Notes,
        Self::IpAcceptList,
        Self::Ok,
        Self::CredentialsTitle,
        Self::KeyId,
        Self::KeySecret,
        Self::DownloadCsv,
        Self::Close,
    ];

    /// Its name in settings and files; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CanAccessApi => "can-access-api",
            Self::CanSendEvents => "can-send-events",
            Self::IsEnabled => "is-enabled",
            Self::Datasets => "datasets",
            Self::Notes => "notes",
            Self::IpAcceptList => "ip-accept-list",
            Self::Security => "security",
            Self::ApiTokens => "api-tokens",
            Self::CreateToken => "create-token",
            Self::EditingToken => "editing-token",
            Self::Ok => "ok",
            Self::Close => "close",
            Self::CredentialsTitle => "credentials-title",
            Self::KeyId => "key-id",
            Self::KeySecret => "key-secret",
            Self::DownloadCsv => "download-csv",
        }
    }

    /// The term of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|term| term.name() == name)
    }

    /// As the console writes it in English.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::CanAccessApi => "Can access API",
            Self::CanSendEvents => "Can send events",
            Self::IsEnabled => "Is enabled",
            Self::Datasets => "Restrict to Specific Datasets",
            Self::Notes => "Notes",
            Self::IpAcceptList => "IP Accept List",
            Self::Security => "Security",
            Self::ApiTokens => "API Tokens",
            Self::CreateToken => "Create Token",
            Self::EditingToken => "Editing API Token",
            Self::Ok => "OK",
            Self::Close => "Close",
            Self::CredentialsTitle => "Download API Key Credentials",
            Self::KeyId => "API Key ID",
            Self::KeySecret => "API Key Secret",
            Self::DownloadCsv => "Download CSV File",
        }
    }

    /// Whether it names a check box.
    #[must_use]
    pub const fn is_box(self) -> bool {
        matches!(
            self,
            Self::CanAccessApi | Self::CanSendEvents | Self::IsEnabled
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::label::{Labels, TABLE};
    use super::*;

    #[test]
    fn every_term_is_listed_once_and_named_as_in_settings() {
        for (index, term) in Term::ALL.into_iter().enumerate() {
            assert!(!Term::ALL[index + 1..].contains(&term));
            assert_eq!(Term::from_name(term.name()), Some(term));
            assert!(Labels::default().is(term, term.title()));
        }
        for (term, _) in TABLE {
            assert!(Term::ALL.contains(term));
        }
    }
}
