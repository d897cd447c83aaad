//! A place on the disk that the admin chose in the browser's own dialog: written and read back through one handle, so that
//! nobody has to pick the file again. Chromium has it, Firefox has not.
//!
//! A browser asks only within a few seconds of a press, so the place is asked for before the key is derived.

use super::download::{Download, Folder, Place};
use super::platform;
use super::problem::Problem;
use trivet_webext::field;
use trivet_webext::files::{self, Handle};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use web_sys::File;

/// Asks where to save, under a proposed name.
///
/// # Errors
/// [`Problem::DownloadCancelled`], or what the browser said instead of asking.
pub async fn ask(name: &str) -> Result<Handle, Problem> {
    let asked = files::ask_to_save(name).await;
    asked.map_err(|error| refused(&error))
}

/// Puts the bytes there, in place of whatever the file held.
///
/// # Errors
/// What the browser did instead.
pub async fn put(handle: &Handle, file: &Download<'_>) -> Result<Place, Problem> {
    let bytes = js_sys::Uint8Array::from(file.bytes);
    let put = async { handle.draft(&bytes).await?.put().await };
    put.await.map_err(|error| refused(&error))?;
    Ok(Place {
        name: handle.name(),
        folder: Folder::Chosen,
    })
}

/// The file as it is on the disk now.
///
/// # Errors
/// That it cannot be read.
pub async fn read(handle: &Handle) -> Result<File, JsValue> {
    handle.file().await.map(JsValue::unchecked_into)
}

fn refused(error: &JsValue) -> Problem {
    let name = field(error, "name").as_string();
    Problem::of_file_error(&name.unwrap_or_default(), &platform::message(error))
}
