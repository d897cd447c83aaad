//! The vault's second program: entry point. Its functions are in the library of this crate.

use wasm_bindgen::prelude::*;
use zeroizing_alloc::ZeroAlloc;

/// Whatever is freed is zeroed first, so that no value outlives its use in this program's memory.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// See [`trivet_vault_direct::service::store_at_service`].
///
/// # Errors
/// A [`trivet_vault_direct::Failure`].
#[wasm_bindgen(js_name = storeAtService)]
pub async fn store_at_service(asked: JsValue) -> Result<JsValue, JsValue> {
    trivet_vault_direct::service::store_at_service(asked).await
}

/// See [`trivet_vault_direct::check::check_key`].
///
/// # Errors
/// The `CheckError` of `trivet-services`.
#[wasm_bindgen(js_name = checkKey)]
pub async fn check_key(asked: JsValue) -> Result<JsValue, JsValue> {
    trivet_vault_direct::check::check_key(asked).await
}

/// See [`trivet_vault_direct::database::open`].
///
/// # Errors
/// A [`trivet_vault_direct::Failure`].
#[wasm_bindgen(js_name = openDatabase)]
pub fn open_database(asked: &JsValue) -> Result<JsValue, JsValue> {
    trivet_vault_direct::database::open(asked)
}

/// See [`trivet_vault_direct::database::first_group`].
#[wasm_bindgen(js_name = firstGroup)]
#[must_use]
pub fn first_group() -> usize {
    trivet_vault_direct::database::first_group()
}

/// See [`trivet_vault_direct::database::add`].
///
/// # Errors
/// A [`trivet_vault_direct::Failure`].
#[wasm_bindgen(js_name = addToDatabase)]
pub fn add_to_database(asked: &JsValue) -> Result<JsValue, JsValue> {
    trivet_vault_direct::database::add(asked)
}

/// See [`trivet_vault_direct::database::still_there`].
///
/// # Errors
/// A [`trivet_vault_direct::Failure`].
#[wasm_bindgen(js_name = databaseIsStillThere)]
pub fn database_is_still_there(bytes: &js_sys::Uint8Array) -> Result<(), JsValue> {
    trivet_vault_direct::database::still_there(bytes)
}

/// See [`trivet_vault_direct::database::prove`].
///
/// # Errors
/// A [`trivet_vault_direct::Failure`].
#[wasm_bindgen(js_name = proveDatabase)]
pub fn prove_database(asked: &JsValue) -> Result<(), JsValue> {
    trivet_vault_direct::database::prove(asked)
}

/// See [`trivet_vault_direct::database::close`].
#[wasm_bindgen(js_name = closeDatabase)]
pub fn close_database() {
    trivet_vault_direct::database::close();
}

/// See [`trivet_vault_direct::in_place::choose`].
///
/// # Errors
/// A [`trivet_vault_direct::Failure`].
#[wasm_bindgen(js_name = chooseDatabase)]
pub async fn choose_database() -> Result<JsValue, JsValue> {
    trivet_vault_direct::in_place::choose().await
}

/// See [`trivet_vault_direct::in_place::permit`].
///
/// # Errors
/// A [`trivet_vault_direct::Failure`].
#[wasm_bindgen(js_name = permitDatabase)]
pub async fn permit_database(handle: JsValue) -> Result<(), JsValue> {
    trivet_vault_direct::in_place::permit(handle.unchecked_ref()).await
}

/// See [`trivet_vault_direct::kept::handle`].
///
/// # Errors
/// What the browser says.
#[wasm_bindgen(js_name = keptDatabase)]
pub async fn kept_database() -> Result<JsValue, JsValue> {
    trivet_vault_direct::kept::handle().await
}

/// See [`trivet_vault_direct::kept::forget`].
///
/// # Errors
/// What the browser says.
#[wasm_bindgen(js_name = forgetDatabase)]
pub async fn forget_database() -> Result<(), JsValue> {
    trivet_vault_direct::kept::forget().await
}

/// See [`trivet_vault_direct::receipts::keep`].
///
/// # Errors
/// What the browser says.
#[wasm_bindgen(js_name = keepReceipt)]
pub async fn keep_receipt(receipt: String, limit: u32) -> Result<(), JsValue> {
    trivet_vault_direct::receipts::keep(receipt, limit).await
}

/// See [`trivet_vault_direct::in_place::before`].
#[wasm_bindgen(js_name = databaseBefore)]
#[must_use]
pub fn database_before() -> JsValue {
    trivet_vault_direct::in_place::before()
}

/// See [`trivet_vault_direct::in_place::replace`].
///
/// # Errors
/// A [`trivet_vault_direct::Failure`].
#[wasm_bindgen(js_name = replaceDatabase)]
pub async fn replace_database(asked: JsValue) -> Result<(), JsValue> {
    trivet_vault_direct::in_place::replace(asked).await
}

/// See [`trivet_vault_direct::keepassxc::save_in_keepassxc`].
///
/// # Errors
/// A [`trivet_vault_direct::Failure`].
#[wasm_bindgen(js_name = saveInKeePassXc)]
pub async fn save_in_keepassxc(asked: JsValue) -> Result<JsValue, JsValue> {
    trivet_vault_direct::keepassxc::save_in_keepassxc(asked).await
}

/// See [`trivet_vault_direct::keepassxc::stop_waiting`].
#[wasm_bindgen(js_name = stopWaiting)]
pub fn stop_waiting() {
    trivet_vault_direct::keepassxc::stop_waiting();
}

/// See [`trivet_vault_direct::keepassxc::setup`].
#[wasm_bindgen(js_name = keePassXcSetup)]
#[must_use]
#[allow(clippy::needless_pass_by_value)] // as the bridge hands it over
pub fn keepassxc_setup(system: &str, brands: Vec<String>, extension: &str) -> Option<Vec<String>> {
    trivet_vault_direct::keepassxc::setup(system, &brands, extension)
}

/// See [`trivet_vault_direct::next::happened`].
#[wasm_bindgen(js_name = nextSteps)]
pub fn next_steps(event: &web_sys::Event) {
    trivet_vault_direct::next::happened(event);
}

fn main() {}
