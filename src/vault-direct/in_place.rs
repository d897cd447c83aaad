//! A database that is changed where it is: the new bytes are written beside it, take its place in one step, and are read back
//! and compared. Where that fails, what the file holds decides what is done and said.

use super::{Failure, crossing, database, kept};
use js_sys::{Array, Function, Reflect, Uint8Array};
use std::cell::RefCell;
use trivet_formats::coded;
use trivet_webext::files::{self, Handle};
use wasm_bindgen::prelude::*;

thread_local! {
    /// The name and the bytes of a database as it was before it was changed: encrypted, as on the disk.
    static BEFORE: RefCell<Option<(String, Uint8Array)>> = const { RefCell::new(None) };
}

coded! {
    /// Why a database is not changed, or not provably.
    pub enum InPlaceError {
        /// The browser does not ask for a file.
        NotOffered = "in-place-not-offered",
        /// The admin, or the browser, does not allow the file to be changed.
        NotAllowed = "in-place-not-allowed",
        /// Nothing was written.
        NotWritten = "in-place-not-written",
        /// It was written wrongly, and what was there before is there again.
        PutBack = "in-place-put-back",
        /// It holds something else.
        Unclear = "in-place-unclear",
    }
}

/// The reason where what is on the disk is not what was written, as a code.
pub const BYTES_DIFFER: &str = "bytes-differ";

/// What a file holds after it was to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// What it held before.
    Old,
    /// What it was to hold.
    New,
    /// A part of that, or something that begins as that does: nobody else wrote it.
    Torn,
    /// What another program wrote, or nothing that can be read. It must not be written over.
    Other,
}

/// So many bytes hold the random numbers of a database's head: no two saved files share them.
const HEAD: usize = 256;

impl Found {
    fn of(old: &[u8], new: &[u8], found: Option<&[u8]>) -> Self {
        let head = |bytes: &[u8]| bytes[..bytes.len().min(HEAD)].to_vec();
        match found {
            Some(found) if found == old => Self::Old,
            Some(found) if found == new => Self::New,
            Some(found) if new.starts_with(&head(found)) => Self::Torn,
            _ => Self::Other,
        }
    }
}

/// Has the admin choose a database that may be changed; answers with its handle, or nothing where none was chosen.
///
/// # Errors
/// A [`Failure`].
pub async fn choose() -> Result<JsValue, JsValue> {
    let chosen = files::ask_for_database().await.map_err(|error| {
        let reason = files::reason(&error);
        failed(InPlaceError::NotOffered, String::new(), reason)
    })?;
    let Some(handle) = chosen else {
        return Ok(JsValue::UNDEFINED);
    };
    permit(&handle).await?;
    Ok(handle.into())
}

/// Has the browser ask whether the file may be changed, unless it was answered before.
///
/// # Errors
/// A [`Failure`] where it may not.
pub async fn permit(handle: &Handle) -> Result<(), JsValue> {
    if handle.may_change().await {
        return Ok(());
    }
    let nothing = String::new();
    Err(failed(InPlaceError::NotAllowed, handle.name(), nothing))
}

/// Forgets it: another database is opened.
pub(crate) fn forget_before() {
    BEFORE.take();
}

/// The name and the bytes of the database before it was changed; nothing where none was.
#[must_use]
pub fn before() -> JsValue {
    BEFORE.with_borrow(|before| match before {
        Some((name, bytes)) => Array::of2(&name.into(), bytes).into(),
        None => JsValue::UNDEFINED,
    })
}

/// Puts the new bytes in the place of the chosen database, and proves them from the disk. `asked` has its `handle`, the
/// `handover` and the function `told`, which is called with each step before it is done: `replace`, `replaced`, `read-back`, `restore`.
///
/// # Errors
/// A [`Failure`]: it says what the file holds now.
pub async fn replace(asked: JsValue) -> Result<(), JsValue> {
    let told = Reflect::get(&asked, &"told".into())?;
    let told: Function = told.unchecked_into();
    let tell = |step: &str| {
        // It throws nothing.
        let _ = told.call1(&JsValue::NULL, &step.into());
    };
    let handle: Handle = Reflect::get(&asked, &"handle".into())?.unchecked_into();
    let new = database::added_bytes()?;
    let group = database::added_to()?;
    let name = handle.name();
    let not_written = |error: &JsValue| {
        let reason = files::reason(error);
        failed(InPlaceError::NotWritten, name.clone(), reason)
    };
    let draft = handle.draft(&new).await.map_err(|e| not_written(&e))?;
    // The last thing before it takes the old one's place: nobody wrote there meanwhile.
    let old = handle.bytes().await.unwrap_or_default();
    if let Err(changed) = database::still_there(&old) {
        draft.discard().await;
        return Err(changed);
    }
    BEFORE.replace(Some((name.clone(), old.clone())));
    tell("replace");
    let mut failure = draft.put().await.err();
    let mut is_second = false;
    loop {
        if failure.is_none() {
            tell("replaced");
            failure = prove(&handle, &new, &asked, &tell).await.err();
        }
        let Some(error) = failure.take() else {
            kept::keep(&handle, &group).await;
            return Ok(());
        };
        tell("restore");
        let reason = reason(&error);
        let found = match look(&handle, &old, &new).await {
            Found::Old => InPlaceError::NotWritten,
            Found::New if !is_second => {
                // It stands there all the same: read once more.
                is_second = true;
                continue;
            }
            Found::New | Found::Torn => put_back(&handle, &old, &new).await,
            Found::Other => InPlaceError::Unclear,
        };
        return Err(failed(found, name, reason));
    }
}

async fn look(handle: &Handle, old: &Uint8Array, new: &Uint8Array) -> Found {
    let found = handle.bytes().await.ok().map(|bytes| bytes.to_vec());
    Found::of(&old.to_vec(), &new.to_vec(), found.as_deref())
}

/// Writes what was there before, and says whether it is there.
async fn put_back(handle: &Handle, old: &Uint8Array, new: &Uint8Array) -> InPlaceError {
    if let Ok(draft) = handle.draft(old).await {
        // What came of it is read.
        let _ = draft.put().await;
    }
    match look(handle, old, new).await {
        Found::Old => InPlaceError::PutBack,
        Found::New | Found::Torn | Found::Other => InPlaceError::Unclear,
    }
}

/// Reads the file back, and compares it byte by byte and opened.
async fn prove(
    handle: &Handle,
    new: &Uint8Array,
    asked: &JsValue,
    tell: &impl Fn(&str),
) -> Result<(), JsValue> {
    let bytes = handle.bytes().await?;
    if bytes.to_vec() != new.to_vec() {
        return Err(BYTES_DIFFER.into());
    }
    tell("read-back");
    Reflect::set(asked, &"bytes".into(), &bytes)?;
    database::prove(asked)
}

fn failed(error: InPlaceError, name: String, reason: String) -> JsValue {
    crossing::coded(&Failure::InPlace {
        error,
        name,
        reason,
    })
}

/// What the browser, or the proof, says.
fn reason(error: &JsValue) -> String {
    let said = files::reason(error);
    let failure: Option<Failure> = crossing::read(error);
    failure.map_or(said, |failure| failure.code().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(seed: u8, length: usize) -> Vec<u8> {
        (0..length)
            .map(|at| if at < HEAD { seed } else { 0 })
            .collect()
    }

    #[test]
    fn only_what_was_torn_here_is_written_over() {
        let (old, new) = (file(1, 2_000), file(2, 2_100));
        let found = |bytes: &[u8]| Found::of(&old, &new, Some(bytes));
        assert_eq!(found(&old), Found::Old);
        assert_eq!(found(&new), Found::New);
        assert_eq!(found(&new[..1_000]), Found::Torn);
        assert_eq!(found(&new[..10]), Found::Torn);
        assert_eq!(found(&[]), Found::Torn);
        let mut damaged = new.clone();
        damaged[2_000] ^= 1;
        assert_eq!(found(&damaged), Found::Torn);
        // Another program's, of the same length or not.
        assert_eq!(found(&file(3, 2_100)), Found::Other);
        assert_eq!(found(&file(3, 10)), Found::Other);
        assert_eq!(found(&old[..1_000]), Found::Other);
        assert_eq!(Found::of(&old, &new, None), Found::Other);
    }
}
