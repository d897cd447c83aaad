//! The options page: entry point.

use wasm_bindgen::prelude::*;

/// Starts in the page whose document loaded this program.
///
/// # Errors
/// When the document is not `options.html`.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsValue> {
    trivet_vault::options::start()
}

fn main() {}
