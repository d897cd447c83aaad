//! Which password manager has which columns.

use super::Cell::{Empty, Fixed, Notes, Password, Seconds, Title, Url, UserName};
use super::Dialect;
use super::tables::{about, dialect};
use crate::export::bitwarden;

/// Bitwarden.
pub(in crate::export) static BITWARDEN: Dialect = Dialect {
    most: Some(bitwarden::MOST),
    ..dialect(
        about(
            "csv-bitwarden",
            "Bitwarden CSV",
            &["Bitwarden", "Vaultwarden"],
            "https://bitwarden.com/help/condition-bitwarden-import/",
        ),
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
pub(in crate::export) static ONEPASSWORD: Dialect = dialect(
    about(
        "csv-1password",
        "1Password CSV",
        &["1Password"],
        "https://support.1password.com/create-csv-files/",
    ),
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
pub(in crate::export) static LASTPASS: Dialect = dialect(
    about(
        "csv-lastpass",
        "LastPass CSV",
        &["LastPass"],
        "https://support.lastpass.com/s/document-item?bundleId=lastpass&topicId=LastPass/c_lp_prepare_csv_import.html",
    ),
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
pub(in crate::export) static DASHLANE: Dialect = dialect(
    about(
        "csv-dashlane",
        "Dashlane CSV",
        &["Dashlane"],
        "https://support.dashlane.com/hc/en-us/articles/360005128380",
    ),
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
pub(in crate::export) static NORDPASS: Dialect = dialect(
    about(
        "csv-nordpass",
        "NordPass CSV",
        &["NordPass"],
        "https://support.nordpass.com/hc/en-us/articles/360002377217",
    ),
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
pub(in crate::export) static KEEPER: Dialect = Dialect {
    header: false,
    trims: true,
    ..dialect(
        about(
            "csv-keeper",
            "Keeper CSV",
            &["Keeper"],
            "https://docs.keeper.io/user-guides/import-records-1/import-a-.csv-file",
        ),
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
pub(in crate::export) static PROTON: Dialect = dialect(
    about(
        "csv-proton",
        "Proton Pass CSV",
        &["Proton Pass"],
        "https://proton.me/support/pass-import",
    ),
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
pub(in crate::export) static ROBOFORM: Dialect = dialect(
    about(
        "csv-roboform",
        "RoboForm CSV",
        &["RoboForm"],
        "https://www.roboform.com/help",
    ),
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
