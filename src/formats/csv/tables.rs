//! Which browser has which columns, and what holds for every table.

use super::Cell::{Empty, Guid, Milliseconds, Notes, Password, Realm, Title, Url, UserName};
use super::Dialect;
use crate::check::Most;
use crate::{About, Field, ToKnow};

/// What no CSV but Firefox's has a column for.
const REPEATED: &[Field] = &[Field::Permissions, Field::Created];

/// What holds for most of them.
pub(super) const fn about(name: &'static str, importers: &'static [&'static str]) -> About {
    About {
        name,
        extension: "csv",
        media_type: "text/csv",
        importers,
        cannot_carry: REPEATED,
        leaves_out: &[],
        autofill_hazard: Some(ToKnow::Offered),
        to_know: &[ToKnow::NoSpreadsheet],
    }
}

/// With a line of names, and values of any length.
pub(super) const fn dialect(
    about: About,
    columns: &'static [(&'static str, super::Cell)],
) -> Dialect {
    Dialect {
        about,
        columns,
        header: true,
        most: None,
        trims: false,
    }
}

/// Chrome and Edge. An entry with a value of more than 1,000 bytes is left out on import, and the import is reported as a
/// success.
pub(crate) static CHROME: Dialect = Dialect {
    most: Some(Most {
        value: 1000,
        notes: 1000,
    }),
    ..dialect(
        about(
            "csv-chrome",
            &["Chrome", "Edge", "Brave", "Bitwarden", "Proton Pass"],
        ),
        &[
            ("name", Title),
            ("url", Url),
            ("username", UserName),
            ("password", Password),
            ("note", Notes),
        ],
    )
};

/// Firefox.
pub(crate) static FIREFOX: Dialect = dialect(
    About {
        cannot_carry: &[Field::Title, Field::Permissions, Field::Notes],
        leaves_out: &[Field::Notes],
        autofill_hazard: None,
        to_know: &[ToKnow::FirefoxRealm, ToKnow::NoSpreadsheet],
        ..about("csv-firefox", &["Firefox"])
    },
    &[
        ("url", Url),
        ("username", UserName),
        ("password", Password),
        ("httpRealm", Realm),
        ("formActionOrigin", Empty),
        ("guid", Guid),
        ("timeCreated", Milliseconds),
        ("timeLastUsed", Milliseconds),
        ("timePasswordChanged", Milliseconds),
    ],
);

/// Apple's Passwords.
pub(crate) static APPLE: Dialect = dialect(
    about("csv-apple", &["Apple Passwords", "Safari"]),
    &[
        ("Title", Title),
        ("URL", Url),
        ("Username", UserName),
        ("Password", Password),
        ("Notes", Notes),
        ("OTPAuth", Empty),
    ],
);
