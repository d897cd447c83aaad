//! Firefox has no column for a title, notes or permissions. It has one for the realm of HTTP authentication.
//!
//! A log-in with a realm is one of HTTP authentication: Firefox shows the realm beside the address, and never offers the
//! log-in in a form on the page. So the title and the permissions stand there; the time of creation has its own column.

use super::{DAMAGED, ExportError, Field, Inexpressible, check};
use trivet_credential::{Item, ItemDetails};

/// Between the title and the permissions.
const COLON: &str = ": ";

/// Between the permissions.
const COMMA: &str = ", ";

/// As `Personalization API key acme 0F8FAD5B: Can access API, Is enabled`.
pub(super) fn realm(item: &Item) -> String {
    let details = &item.details;
    let mut realm = item.title();
    if !details.permissions.is_empty() {
        realm.push_str(COLON);
        realm.push_str(&details.permissions.join(COMMA));
    }
    realm
}

/// The permissions in a realm.
pub(super) fn permissions(realm: &str) -> Result<Vec<String>, ExportError> {
    // No account's name has a colon.
    match realm.split_once(COLON) {
        None => Ok(Vec::new()),
        Some((_, "")) => Err(DAMAGED),
        Some((_, list)) => Ok(list.split(COMMA).map(str::to_owned).collect()),
    }
}

pub(super) fn check(details: &ItemDetails) -> Result<(), ExportError> {
    if details.permissions.iter().any(|name| name.contains(',')) {
        check::refuse(Field::Permissions, Inexpressible::Comma)?;
    }
    Ok(())
}
