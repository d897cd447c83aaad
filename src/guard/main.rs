//! The guard's program: what the content script starts on the console's page. No rule in it.

use std::cell::RefCell;

use trivet_guard::Guard;
use wasm_bindgen::prelude::*;

// Freed memory is wiped: the values pass through here on their way to the vault.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

thread_local! {
    static GUARD: RefCell<Option<Guard>> = const { RefCell::new(None) };
}

/// Starts the guard, or wakes it. `on_sleep` is called when it has nothing more to guard, `on_frame_window` with the window of
/// each frame whose events it needs; under the console's `host` the extension's storage has what is of this console. `texts` are
/// the panel's, as they were when the page began.
///
/// # Errors
///
/// A stable code, when the document cannot be looked at.
#[wasm_bindgen]
pub fn start(
    on_sleep: js_sys::Function,
    on_frame_window: js_sys::Function,
    host: &str,
    texts: &str,
) -> Result<(), JsValue> {
    let known = with_guard(Clone::clone);
    if let Some(guard) = known {
        guard.wake();
        return Ok(());
    }
    let guard = Guard::start(on_sleep, on_frame_window, host, texts)
        .map_err(|error| JsValue::from(error.code()))?;
    GUARD.with(|slot| *slot.borrow_mut() = Some(guard));
    Ok(())
}

/// Hands over an event on its way to the page. False: an earlier error left the guard unable to look at it.
#[wasm_bindgen]
pub fn handle(event: &web_sys::Event) -> bool {
    with_guard(Clone::clone).is_none_or(|guard| guard.handle(event))
}

/// The checklist is wanted: here if this is the token screen, or `anywhere`. Whether it is shown now.
#[wasm_bindgen]
pub fn show(anywhere: bool) -> bool {
    with_guard(Clone::clone).is_some_and(|guard| guard.show(anywhere))
}

/// The checklist is to go. Whether it was there.
#[wasm_bindgen]
pub fn hide() -> bool {
    with_guard(Clone::clone).is_some_and(|guard| guard.hide())
}

/// The focus is to go to the next button of the checklist. Whether that is here.
#[wasm_bindgen]
pub fn turn_to_next() -> bool {
    with_guard(Clone::clone).is_some_and(|guard| guard.turn_to_next())
}

/// A frame has another document than before.
#[wasm_bindgen]
pub fn take_frame(frame: web_sys::Element) {
    if let Some(guard) = with_guard(Clone::clone) {
        guard.take_frame(frame);
    }
}

/// Another frame shows the checklist.
#[wasm_bindgen]
pub fn give_way() {
    if let Some(guard) = with_guard(Clone::clone) {
        guard.give_way();
    }
}

/// What the toolbar's button says of this document.
#[wasm_bindgen]
pub fn headline() -> String {
    with_guard(Clone::clone).map_or_else(String::new, |guard| guard.headline())
}

/// A port was opened.
#[wasm_bindgen]
pub fn connected(port: &JsValue) {
    if let Some(guard) = with_guard(Clone::clone) {
        guard.connected(port);
    }
}

/// The organisation's policy was read from the managed storage.
#[wasm_bindgen]
pub fn set_policy(managed: &JsValue) {
    if let Some(guard) = with_guard(Clone::clone) {
        guard.set_policy(managed);
    }
}

/// What was taught on this console was read from the storage.
#[wasm_bindgen]
pub fn set_lessons(stored: &JsValue) {
    if let Some(guard) = with_guard(Clone::clone) {
        guard.set_lessons(stored);
    }
}

/// What tokens are for on this console was read from the storage; empty where nothing was chosen. And whether the vault's window
/// comes by itself.
#[wasm_bindgen]
pub fn set_choices(purpose: String, opens_vault: bool) {
    if let Some(guard) = with_guard(Clone::clone) {
        guard.set_choices(purpose, opens_vault);
    }
}

/// Whether an update is still to be said was read from the storage.
#[wasm_bindgen]
pub fn set_updated(is_due: bool) {
    if let Some(guard) = with_guard(Clone::clone) {
        guard.set_updated(is_due);
    }
}

/// Where the panel was put before was read from the storage.
#[wasm_bindgen]
pub fn set_home(home: &str) {
    if let Some(guard) = with_guard(Clone::clone) {
        guard.set_home(home);
    }
}

/// What is kept of a token that no guard looks after any more, and its key.
#[wasm_bindgen]
pub fn add_left_behind(key: String, line: &JsValue) {
    if let Some(guard) = with_guard(Clone::clone) {
        guard.add_left_behind(key, line.as_string().as_deref());
    }
}

/// Whether the token whose line has this key is being looked after here.
#[wasm_bindgen]
pub fn looks_after(key: &str) -> bool {
    with_guard(Clone::clone).is_some_and(|guard| guard.looks_after(key))
}

/// A line that is kept of a token was written.
#[wasm_bindgen]
pub fn follow_window(key: &str, line: &str) {
    if let Some(guard) = with_guard(Clone::clone) {
        guard.follow_window(key, line);
    }
}

/// The page goes away, and may be shown again as it is now.
#[wasm_bindgen]
pub fn goes_away() {
    if let Some(guard) = with_guard(Clone::clone) {
        guard.goes_away();
    }
}

/// The page was away, and is shown again as it was left.
#[wasm_bindgen]
pub fn came_back() {
    if let Some(guard) = with_guard(Clone::clone) {
        guard.came_back();
    }
}

/// The program's own memory, for a test to search. Nobody outside the extension's isolated world reaches it.
#[wasm_bindgen]
#[must_use]
pub fn own_memory() -> JsValue {
    wasm_bindgen::memory()
}

fn with_guard<T>(visit: impl FnOnce(&Guard) -> T) -> Option<T> {
    GUARD.with(|slot| slot.borrow().as_ref().map(visit))
}

fn main() {}
