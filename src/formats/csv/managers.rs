//! Which password manager has which columns.

use super::Cell::{Empty, Fixed, Notes, Password, Seconds, Title, Url, UserName};
use super::Dialect;
use super::tables::{about, dialect};
use crate::bitwarden;

/// Bitwarden.
pub(crate) static BITWARDEN: Dialect = Dialect {
    most: Some(bitwarden::MOST),
    ..dialect(
        about("csv-bitwarden", &["Bitwarden", "Vaultwarden"]),
        &[
            ("folder", Empty),
            ("favorite", Empty),
            ("type", Fixed("login")),
            ("name", Title),
            ("notes", Notes),
            ("fields", Empty),
            ("reprompt", Fixed("0")),
            ("archivedDate", Empty),
            ("login_uri", Url),
            ("login_username", UserName),
            ("login_password", Password),
            ("login_totp", Empty),
        ],
    )
};

/// 1Password.
pub(crate) static ONEPASSWORD: Dialect = dialect(
    about("csv-1password", &["1Password"]),
    &[
        ("Title", Title),
        ("Url", Url),
        ("Username", UserName),
        ("Password", Password),
        ("OTPAuth", Empty),
        ("Favorite", Fixed("false")),
        ("Archived", Fixed("false")),
        ("Tags", Empty),
        ("Notes", Notes),
    ],
);

/// `LastPass`.
pub(crate) static LASTPASS: Dialect = dialect(
    about("csv-lastpass", &["LastPass"]),
    &[
        ("url", Url),
        ("username", UserName),
        ("password", Password),
        ("totp", Empty),
        ("extra", Notes),
        ("name", Title),
        ("grouping", Empty),
        ("fav", Fixed("0")),
    ],
);

/// Dashlane.
pub(crate) static DASHLANE: Dialect = dialect(
    about("csv-dashlane", &["Dashlane"]),
    &[
        ("username", UserName),
        ("username2", Empty),
        ("username3", Empty),
        ("title", Title),
        ("password", Password),
        ("note", Notes),
        ("url", Url),
        ("category", Empty),
        ("otpUrl", Empty),
    ],
);

/// `NordPass`.
pub(crate) static NORDPASS: Dialect = dialect(
    about("csv-nordpass", &["NordPass"]),
    &[
        ("name", Title),
        ("url", Url),
        ("additional_urls", Empty),
        ("username", UserName),
        ("password", Password),
        ("note", Notes),
        ("cardholdername", Empty),
        ("cardnumber", Empty),
        ("cvc", Empty),
        ("pin", Empty),
        ("expirydate", Empty),
        ("zipcode", Empty),
        ("folder", Empty),
        ("full_name", Empty),
        ("phone_number", Empty),
        ("email", Empty),
        ("address1", Empty),
        ("address2", Empty),
        ("city", Empty),
        ("country", Empty),
        ("state", Empty),
        ("type", Fixed("password")),
        ("custom_fields", Empty),
    ],
);

/// Keeper. It has no line of names; those here are for us. Its importer trims every value.
pub(crate) static KEEPER: Dialect = Dialect {
    header: false,
    trims: true,
    ..dialect(
        about("csv-keeper", &["Keeper"]),
        &[
            ("Folder", Empty),
            ("Title", Title),
            ("Login", UserName),
            ("Password", Password),
            ("Website Address", Url),
            ("Notes", Notes),
            ("Shared Folder", Empty),
        ],
    )
};

/// Proton Pass.
pub(crate) static PROTON: Dialect = dialect(
    about("csv-proton", &["Proton Pass"]),
    &[
        ("type", Fixed("login")),
        ("name", Title),
        ("url", Url),
        ("email", Empty),
        ("username", UserName),
        ("password", Password),
        ("note", Notes),
        ("totp", Empty),
        ("createTime", Seconds),
        ("modifyTime", Seconds),
        ("vault", Empty),
    ],
);

/// `RoboForm`.
pub(crate) static ROBOFORM: Dialect = dialect(
    about("csv-roboform", &["RoboForm"]),
    &[
        ("Name", Title),
        ("Url", Url),
        ("MatchUrl", Url),
        ("Login", UserName),
        ("Pwd", Password),
        ("Note", Notes),
        ("Folder", Empty),
        ("RfFieldsV2", Empty),
    ],
);
