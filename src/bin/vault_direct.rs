//! The vault's second program: entry point. Its functions are in the room `direct`.

use wasm_bindgen::prelude::*;
use zeroizing_alloc::ZeroAlloc;

/// Whatever is freed is zeroed first, so that no value outlives its use in this program's memory.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// See [`trivet::direct::service::store_at_service`].
///
/// # Errors
/// A [`trivet::direct::Failure`].
#[wasm_bindgen(js_name = storeAtService)]
pub async fn store_at_service(asked: JsValue) -> Result<JsValue, JsValue> {
    trivet::direct::service::store_at_service(asked).await
}

/// See [`trivet::direct::database::open`].
///
/// # Errors
/// A [`trivet::direct::Failure`].
#[wasm_bindgen(js_name = openDatabase)]
pub fn open_database(asked: &JsValue) -> Result<JsValue, JsValue> {
    trivet::direct::database::open(asked)
}

/// See [`trivet::direct::database::add`].
///
/// # Errors
/// A [`trivet::direct::Failure`].
#[wasm_bindgen(js_name = addToDatabase)]
pub fn add_to_database(asked: &JsValue) -> Result<JsValue, JsValue> {
    trivet::direct::database::add(asked)
}

/// See [`trivet::direct::database::still_there`].
///
/// # Errors
/// A [`trivet::direct::Failure`].
#[wasm_bindgen(js_name = databaseIsStillThere)]
pub fn database_is_still_there(bytes: &js_sys::Uint8Array) -> Result<(), JsValue> {
    trivet::direct::database::still_there(bytes)
}

/// See [`trivet::direct::database::prove`].
///
/// # Errors
/// A [`trivet::direct::Failure`].
#[wasm_bindgen(js_name = proveDatabase)]
pub fn prove_database(asked: &JsValue) -> Result<(), JsValue> {
    trivet::direct::database::prove(asked)
}

/// See [`trivet::direct::database::close`].
#[wasm_bindgen(js_name = closeDatabase)]
pub fn close_database() {
    trivet::direct::database::close();
}

/// See [`trivet::direct::keepassxc::save_in_keepassxc`].
///
/// # Errors
/// A [`trivet::direct::Failure`].
#[wasm_bindgen(js_name = saveInKeePassXc)]
pub async fn save_in_keepassxc(asked: JsValue) -> Result<JsValue, JsValue> {
    trivet::direct::keepassxc::save_in_keepassxc(asked).await
}

/// See [`trivet::direct::keepassxc::stop_waiting`].
#[wasm_bindgen(js_name = stopWaiting)]
pub fn stop_waiting() {
    trivet::direct::keepassxc::stop_waiting();
}

/// See [`trivet::direct::keepassxc::setup`].
#[wasm_bindgen(js_name = keePassXcSetup)]
#[must_use]
#[allow(clippy::needless_pass_by_value)] // as the bridge hands it over
pub fn keepassxc_setup(system: &str, brands: Vec<String>, extension: &str) -> Option<Vec<String>> {
    trivet::direct::keepassxc::setup(system, &brands, extension)
}

fn main() {}
