//! The database that was changed last, for the next time: the browser's handle of the file, and the group. Nothing of it is
//! secret. The browser asks again before the file may be read.

use super::indexed;
use js_sys::{Array, Reflect};
use std::cell::RefCell;
use trivet_webext::files::Handle;
use wasm_bindgen::prelude::*;

/// The name under which it is kept.
const KEY: &str = "database";

thread_local! {
    /// The group in which the last entry was put.
    static GROUP: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The handle of the database that was changed last; nothing where there is none.
///
/// # Errors
/// What the browser says.
pub async fn handle() -> Result<JsValue, JsValue> {
    let kept = indexed::read(KEY).await?;
    if kept.is_undefined() {
        return Ok(kept);
    }
    let group: Array = Reflect::get(&kept, &"group".into())?.unchecked_into();
    GROUP.replace(group.iter().filter_map(|name| name.as_string()).collect());
    Reflect::get(&kept, &"handle".into())
}

/// Keeps them in the place of those that were kept before. A browser that does not keep them forgets them.
pub(crate) async fn keep(handle: &Handle, group: &[String]) {
    let group: Array = group
        .iter()
        .map(|name| JsValue::from(name.as_str()))
        .collect();
    let kept = trivet_webext::object(&[("handle", handle.into()), ("group", group.into())]);
    let _ = indexed::change(KEY, |_| kept).await;
}

/// Forgets them.
///
/// # Errors
/// What the browser says.
pub async fn forget() -> Result<(), JsValue> {
    GROUP.take();
    indexed::remove(KEY).await
}

/// Whether this is the group of the last entry.
pub(crate) fn is_group(path: &[String]) -> bool {
    GROUP.with_borrow(|group| group == path)
}
