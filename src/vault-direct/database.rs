//! Into a `KeePass` database that was there before: opened here, and kept until the new file is proven or it is closed.

use super::{Failure, crossing, in_place, item, kept, text};
use js_sys::{Reflect, Uint8Array};
use std::cell::RefCell;
use trivet_credential::wipe;
use trivet_formats::kdbx::Days;
use trivet_formats::kdbx::existing::{Added, Existing, ExistingError, Group, Key};
use trivet_formats::{Part, Password, SystemRng};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

thread_local! {
    static OPENED: RefCell<Option<Opened>> = const { RefCell::new(None) };
}

struct Opened {
    database: Existing,
    groups: Vec<Group>,
    added: Option<(Added, usize)>,
}

/// No database is open.
const GONE: ExistingError = ExistingError::Internal {
    part: Part::Database,
};

/// Never seen: the first program hands it over.
const NO_KEY: ExistingError = ExistingError::Internal {
    part: Part::Handover,
};

/// Opens a database and answers with its groups. `asked` has its `bytes`, the `password`, which may be empty, and the bytes
/// of a `keyFile`, or nothing.
///
/// # Errors
/// A [`Failure`].
pub fn open(asked: &JsValue) -> Result<JsValue, JsValue> {
    close();
    in_place::forget_before();
    let groups = answer(try_to_open(asked))?;
    Ok(crossing::groups(&groups))
}

/// The place of the group to begin with: that of the last entry, or the root.
#[must_use]
pub fn first_group() -> usize {
    let first = with_opened(|opened| {
        let mut groups = opened.groups.iter();
        Ok(groups.position(|group| kept::is_group(&group.path)))
    });
    first.ok().flatten().unwrap_or_default()
}

/// Adds the key to an open database and answers with the bytes of the new file, which was opened again and compared. `asked`
/// has the `handover`, the place of the `group` in the list, and after how many `days` the entry expires, if it does.
///
/// # Errors
/// A [`Failure`].
pub fn add(asked: &JsValue) -> Result<JsValue, JsValue> {
    answer(try_to_add(asked))
}

/// Whether these are still the bytes that were opened.
///
/// # Errors
/// A [`Failure`] when they are others.
pub fn still_there(bytes: &Uint8Array) -> Result<(), JsValue> {
    let bytes = Zeroizing::new(bytes.to_vec());
    answer(with_opened(|opened| opened.database.still_there(&bytes)))
}

/// Opens the new file from the bytes that were read from disk, compares everything, and closes the database. `asked` has the
/// `handover` and the `bytes`.
///
/// # Errors
/// A [`Failure`].
pub fn prove(asked: &JsValue) -> Result<(), JsValue> {
    answer(try_to_prove(asked))?;
    close();
    Ok(())
}

/// The bytes of the new file, while the database is open.
///
/// # Errors
/// A [`Failure`] when it is not.
pub(crate) fn added_bytes() -> Result<Uint8Array, JsValue> {
    answer(with_opened(|opened| {
        let (added, _) = opened.added.as_ref().ok_or(GONE)?;
        Ok(Uint8Array::from(added.bytes()))
    }))
}

/// The names of the group that the entry was added to, the root's first.
pub(crate) fn added_to() -> Result<Vec<String>, JsValue> {
    answer(with_opened(|opened| {
        let (_, group) = opened.added.as_ref().ok_or(GONE)?;
        let group = opened.groups.get(*group).ok_or(GONE)?;
        Ok(group.path.clone())
    }))
}

/// Forgets everything of the database.
pub fn close() {
    OPENED.take();
    wipe::stack();
}

/// What was made, or the failure as it crosses; everything that held a value is dropped by now.
fn answer<T>(made: Result<T, ExistingError>) -> Result<T, JsValue> {
    wipe::stack();
    made.map_err(|error| crossing::coded(&Failure::Database(error)))
}

fn try_to_open(asked: &JsValue) -> Result<Vec<Group>, ExistingError> {
    let mut password = text(asked, "password");
    let password = (!password.is_empty())
        .then(|| Password::new(std::mem::take(&mut *password)))
        .transpose()?;
    let key_file = bytes(asked, "keyFile");
    let key = Key::new(password.as_ref(), key_file.as_ref().map(|bytes| &bytes[..]))?;
    let file = bytes(asked, "bytes").unwrap_or_default();
    let database = Existing::open(&file, &key)?;
    let groups = database.groups();
    OPENED.with_borrow_mut(|opened| {
        *opened = Some(Opened {
            database,
            groups: groups.clone(),
            added: None,
        });
    });
    Ok(groups)
}

fn try_to_add(asked: &JsValue) -> Result<JsValue, ExistingError> {
    let item = item(asked).ok_or(NO_KEY)?;
    let group = text(asked, "group")
        .parse()
        .map_err(|_| ExistingError::Internal { part: Part::Group })?;
    let lifetime = text(asked, "days").parse().ok().map(Days);
    with_opened(|opened| {
        opened.database.set_lifetime(lifetime);
        let database = &opened.database;
        let added = database.add(&item, group, &mut SystemRng)?;
        database.verify(added.bytes(), &added, &item)?;
        let bytes = Uint8Array::from(added.bytes());
        opened.added = Some((added, group));
        Ok(bytes.into())
    })
}

fn try_to_prove(asked: &JsValue) -> Result<(), ExistingError> {
    let item = item(asked).ok_or(NO_KEY)?;
    let file = bytes(asked, "bytes").unwrap_or_default();
    with_opened(|opened| {
        let (added, _) = opened.added.as_ref().ok_or(GONE)?;
        opened.database.verify(&file, added, &item).map(drop)
    })
}

fn with_opened<T>(
    work: impl FnOnce(&mut Opened) -> Result<T, ExistingError>,
) -> Result<T, ExistingError> {
    OPENED.with_borrow_mut(|opened| work(opened.as_mut().ok_or(GONE)?))
}

/// Bytes among what was asked for.
fn bytes(asked: &JsValue, name: &str) -> Option<Zeroizing<Vec<u8>>> {
    let value = Reflect::get(asked, &name.into()).ok()?;
    let bytes: Uint8Array = value.dyn_into().ok()?;
    Some(Zeroizing::new(bytes.to_vec()))
}
