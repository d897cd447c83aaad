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

fn main() {}
