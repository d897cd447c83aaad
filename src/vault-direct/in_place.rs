//! A database that is changed where it is: the new bytes are written beside it, take its place in one step, and are read back
//! and compared. Where that fails, what the file holds decides what is done and said.

use super::{FailedField, Failure, database, kept};
use js_sys::{Array, Function, Reflect, Uint8Array};
use std::cell::RefCell;
use trivet_webext::files::{self, Handle};
use wasm_bindgen::prelude::*;

thread_local! {
    /// The name and the bytes of a database as it was before it was changed: encrypted, as on the disk.
    static BEFORE: RefCell<Option<(String, Uint8Array)>> = const { RefCell::new(None) };
}

/// Why a database is not changed, or not provably.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InPlaceError {
    /// The browser does not ask for a file.
    #[error(
        "The browser cannot let Trivet change a database in place ({reason}). Use “Save a new file instead”."
    )]
    NotOffered {
        /// The browser's own word for it.
        reason: String,
    },
    /// The admin, or the browser, does not allow the file to be changed.
    #[error(
        "The browser did not allow Trivet to change “{name}”. Nothing was written. Choose it again and allow it, or use “Save a new file instead”."
    )]
    NotAllowed {
        /// The file.
        name: String,
    },
    /// Nothing was written.
    #[error(
        "Trivet did not change “{name}” ({reason}). The database is as it was, and the credentials are still here. Try again, or choose “Use another database” and save a new file."
    )]
    NotWritten {
        /// The file.
        name: String,
        /// What the browser says.
        reason: String,
    },
    /// It was written wrongly, and what was there before is there again.
    #[error(
        "“{name}” was not written correctly ({reason}). Trivet put the previous version back and compared every byte. The credentials are still here. Try again, or choose “Use another database” and save a new file."
    )]
    PutBack {
        /// The file.
        name: String,
        /// What went wrong.
        reason: String,
    },
    /// It holds something else.
    #[error(
        "Trivet can't tell what “{name}” contains now ({reason}). The credentials and the previous version are still here. Press “Save a copy” now, then open “{name}” in KeePassXC and look for the entry."
    )]
    Unclear {
        /// The file.
        name: String,
        /// What went wrong.
        reason: String,
    },
}

impl From<InPlaceError> for Failure {
    fn from(error: InPlaceError) -> Self {
        let (code, field) = match error {
            InPlaceError::NotOffered { .. } => ("in-place-not-offered", FailedField::Database),
            InPlaceError::NotAllowed { .. } => ("in-place-not-allowed", FailedField::Database),
            InPlaceError::NotWritten { .. } => ("in-place-not-written", FailedField::None),
            InPlaceError::PutBack { .. } => ("in-place-put-back", FailedField::None),
            InPlaceError::Unclear { .. } => ("in-place-unclear", FailedField::None),
        };
        Self {
            code: code.to_owned(),
            message: error.to_string(),
            field,
        }
    }
}

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
        failed(InPlaceError::NotOffered {
            reason: files::reason(&error),
        })
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
    let name = handle.name();
    Err(failed(InPlaceError::NotAllowed { name }))
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
        failed(InPlaceError::NotWritten {
            name: name.clone(),
            reason: files::reason(error),
        })
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
        let name = name.clone();
        return Err(failed(match look(&handle, &old, &new).await {
            Found::Old => InPlaceError::NotWritten { name, reason },
            Found::New if !is_second => {
                // It stands there all the same: read once more.
                is_second = true;
                continue;
            }
            Found::New | Found::Torn => put_back(&handle, &old, &new, reason).await,
            Found::Other => InPlaceError::Unclear { name, reason },
        }));
    }
}

async fn look(handle: &Handle, old: &Uint8Array, new: &Uint8Array) -> Found {
    let found = handle.bytes().await.ok().map(|bytes| bytes.to_vec());
    Found::of(&old.to_vec(), &new.to_vec(), found.as_deref())
}

/// Writes what was there before, and says whether it is there.
async fn put_back(
    handle: &Handle,
    old: &Uint8Array,
    new: &Uint8Array,
    reason: String,
) -> InPlaceError {
    if let Ok(draft) = handle.draft(old).await {
        // What came of it is read.
        let _ = draft.put().await;
    }
    let name = handle.name();
    match look(handle, old, new).await {
        Found::Old => InPlaceError::PutBack { name, reason },
        _ => InPlaceError::Unclear { name, reason },
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
        return Err("what is on the disk is not what was written".into());
    }
    tell("read-back");
    Reflect::set(asked, &"bytes".into(), &bytes)?;
    database::prove(asked)
}

fn failed(error: InPlaceError) -> JsValue {
    Failure::from(error).into_js()
}

/// What the browser, or the proof, says.
fn reason(error: &JsValue) -> String {
    let said = files::reason(error);
    Failure::from_js(error).map_or(said, |failure| failure.code)
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

    #[test]
    fn every_failure_has_a_code_of_its_own() {
        let (name, reason) = (|| "a".to_owned(), || "b".to_owned());
        let errors = [
            InPlaceError::NotOffered { reason: reason() },
            InPlaceError::NotAllowed { name: name() },
            InPlaceError::NotWritten {
                name: name(),
                reason: reason(),
            },
            InPlaceError::PutBack {
                name: name(),
                reason: reason(),
            },
            InPlaceError::Unclear {
                name: name(),
                reason: reason(),
            },
        ];
        let codes: std::collections::BTreeSet<_> = errors
            .into_iter()
            .map(|error| Failure::from(error).code)
            .collect();
        assert_eq!(codes.len(), 5);
    }
}
