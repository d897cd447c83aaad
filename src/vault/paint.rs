//! Letting the browser paint before work that keeps it from painting.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The longest that is waited for a frame: a window that is covered gets none.
const PATIENCE_MS: i32 = 150;

/// Comes back once what was changed is on the screen and its animation has begun, or after [`PATIENCE_MS`].
pub async fn painted() {
    for _ in 0..2 {
        frame().await;
    }
}

async fn frame() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // Whichever comes first resolves it; the other changes nothing. Neither call fails in a window.
            let _ = window.request_animation_frame(&resolve);
            let _ =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PATIENCE_MS);
        } else {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    // Never rejected.
    let _ = JsFuture::from(promise).await;
}

/// Runs something from a turn of its own, where almost nothing else is on the stack.
pub async fn turn(act: fn()) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let run = Closure::once_into_js(move || {
            act();
            // A promise's resolver does not throw.
            let _ = resolve.call0(&JsValue::NULL);
        });
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback(run.unchecked_ref());
        }
    });
    // Never rejected.
    let _ = JsFuture::from(promise).await;
}
