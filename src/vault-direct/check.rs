//! Whether the key works: one request to the console that it belongs to. From this window and never from the console's page,
//! where it could carry the admin's own session.

use super::{crossing, fetch, item};
use trivet_credential::wipe;
use trivet_services::check::{self, CheckError, KeyStatus};
use wasm_bindgen::JsValue;

/// Tries the key once. Answers with a [`KeyStatus`]. `asked` has the `handover`.
///
/// # Errors
/// A [`CheckError`] where nothing was sent.
pub async fn check_key(asked: JsValue) -> Result<JsValue, JsValue> {
    let status = attempt(asked).await;
    // Everything that held a value is dropped by now, and the heap is wiped as it is freed.
    wipe::stack();
    let status = status.map_err(|error| crossing::coded(&error))?;
    Ok(crossing::coded(&status))
}

/// Whatever holds a value is dropped before the wait: the window may wipe meanwhile, and then it says so.
async fn attempt(asked: JsValue) -> Result<KeyStatus, CheckError> {
    let item = item(&asked).ok_or(CheckError::CannotExpress)?;
    drop(asked);
    let request = check::request(&item)?;
    drop(item);
    Ok(KeyStatus::of(fetch::status(request).await))
}
