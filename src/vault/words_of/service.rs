//! What is said of a server.

use super::name;
use crate::message::Message;
use trivet_services::service::{Kind, ServiceError};

/// The server, by the product that a person knows.
#[must_use]
pub fn title(kind: Kind) -> Message {
    match kind {
        Kind::KeyValue => Message::KeyValueTitle,
        Kind::Connect => Message::ConnectTitle,
    }
}

/// What it is.
#[must_use]
pub fn label(kind: Kind) -> Message {
    match kind {
        Kind::KeyValue => Message::KeyValueLabel,
        Kind::Connect => Message::ConnectLabel,
    }
}

/// What is to be known before it is chosen.
#[must_use]
pub fn facts(kind: Kind) -> [Message; 2] {
    match kind {
        Kind::KeyValue => [Message::KeyValueNeeds, Message::KeyValueKeeps],
        Kind::Connect => [Message::ConnectNeeds, Message::ConnectKeeps],
    }
}

/// What went wrong with the server.
#[must_use]
pub fn words(error: ServiceError) -> Message {
    match error {
        ServiceError::BadAddress => Message::ServiceBadAddress,
        ServiceError::BadPath => Message::ServiceBadPath,
        ServiceError::BadToken => Message::ServiceBadToken,
        ServiceError::BadVault => Message::ServiceBadVault,
        ServiceError::UnknownKind => Message::ServiceUnknownKind,
        ServiceError::NoAnswer => Message::ServiceNoAnswer,
        ServiceError::Redirected => Message::ServiceRedirected,
        ServiceError::NotAllowed => Message::ServiceNotAllowed,
        ServiceError::NotAllowedThere => Message::ServiceNotAllowedThere,
        ServiceError::OriginNotAllowed => Message::ServiceOriginNotAllowed,
        ServiceError::NoMount => Message::ServiceNoMount,
        ServiceError::NoNamespace => Message::ServiceNoNamespace,
        ServiceError::NoSuchPlace => Message::ServiceNoSuchPlace,
        ServiceError::NoVaults => Message::ServiceNoVaults,
        ServiceError::NotVersion2 => Message::ServiceNotVersion2,
        ServiceError::AlreadyThere => Message::ServiceAlreadyThere,
        ServiceError::SoftDeleted => Message::ServiceSoftDeleted,
        ServiceError::TooManyRequests => Message::ServiceTooManyRequests,
        ServiceError::Sealed => Message::ServiceSealed,
        ServiceError::Standby => Message::ServiceStandby,
        ServiceError::ServerFailed { status } => Message::ServiceServerFailed {
            status: name(&status),
        },
        ServiceError::Refused { status } => Message::ServiceRefused {
            status: name(&status),
        },
        ServiceError::Unclear => Message::ServiceUnclear,
        ServiceError::NotUnderstood => Message::ServiceNotUnderstood,
        ServiceError::NotReadBack => Message::ServiceNotReadBack,
        ServiceError::Differs => Message::ServiceDiffers,
        ServiceError::CannotExpress { error } => super::export::words(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;
    use trivet_formats::Coded as _;

    #[test]
    fn the_tables_in_the_docs_have_the_words() {
        let text = include_str!("../../../docs/destinations.md");
        let rows = text.lines().filter(|line| line.contains("| `service-"));
        let mut count = 0;
        for row in rows {
            let cells: Vec<_> = row.trim_matches(['|', ' ']).split(" | ").collect();
            let [_, status, _, says, code] = cells[..] else {
                panic!("{row}")
            };
            // An error without a number leaves the status where it is.
            let names = [code.trim_matches('`'), status].map(str::to_owned);
            let error = ServiceError::read(&mut names.into_iter());
            let error = error.unwrap_or_else(|| panic!("{row}"));
            assert_eq!(english().say(&words(error)), says);
            assert!(says.split_whitespace().count() <= 25, "{says}");
            count += 1;
        }
        assert!(count > 20);
    }
}
