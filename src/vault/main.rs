//! The vault: entry point.

use wasm_bindgen::prelude::*;
use zeroizing_alloc::ZeroAlloc;

/// Whatever is freed is zeroed first, so that no value outlives its use in this program's memory.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// Starts in the window whose document loaded this program.
///
/// # Errors
/// When the document is not `vault.html`.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsValue> {
    trivet_vault::start()
}

fn main() {}
