//! The few things that the guard asks of the browser and that are not the page.

use wasm_bindgen::prelude::*;
use web_sys::Window;

use trivet_credential::SAMPLE_HOST;
use trivet_credential::handover::{FromVault, LONGEST_VALUE};
use trivet_webext::chrome::{self, Port};
use trivet_webext::{field, object};

/// Why the guard cannot work here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GuardError {
    /// There is no document.
    #[error("Trivet found no document on this page. Reload the page.")]
    NoDocument,
    /// The browser refused something that every page may have.
    #[error("The browser did not let Trivet read this page. Reload the page.")]
    Refused,
}

impl GuardError {
    /// A code that stays the same from version to version.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoDocument => "guard-no-document",
            Self::Refused => "guard-refused",
        }
    }
}

/// Tells the extension's background something. It may be asleep or gone: what depends on an answer has its own way to
/// notice, so that none is waited for.
pub fn tell_background(fields: &[(&str, &str)]) {
    let fields: Vec<(&str, JsValue)> = fields
        .iter()
        .map(|(name, text)| (*name, (*text).into()))
        .collect();
    if let Ok(answer) = object(&fields).and_then(|message| chrome::send_message(&message)) {
        ignore_refusal(&answer);
    }
}

/// Keeps something in the extension's own storage. A browser that does not take it forgets it with the page.
pub fn store(key: &str, value: &JsValue) {
    if let Ok(answer) = object(&[(key, value.clone())]).and_then(|items| chrome::store(&items)) {
        ignore_refusal(&answer);
    }
}

/// Takes something out of the extension's own storage.
pub fn forget(key: &str) {
    if let Ok(answer) = chrome::remove_stored(key) {
        ignore_refusal(&answer);
    }
}

/// A refused promise that nobody looks at would be reported on the page's console.
fn ignore_refusal(answer: &JsValue) {
    if let Some(promise) = answer.dyn_ref::<js_sys::Promise>() {
        let ignore = Closure::once_into_js(|_: JsValue| {});
        let _ = js_sys::Reflect::get(promise, &"catch".into())
            .ok()
            .and_then(|catch| catch.dyn_into::<js_sys::Function>().ok())
            .map(|catch| catch.call1(promise, &ignore));
    }
}

/// Whether a port was opened by the vault's own document: the browser says from where, and no page can forge it.
pub fn is_from_vault(port: &Port) -> bool {
    let url = field(&port.sender(), "url").as_string().unwrap_or_default();
    let document = url.split(['#', '?']).next().unwrap_or_default();
    chrome::get_url("vault.html").is_ok_and(|own| own == document)
}

/// What the other end of a port said, if the vault can say it. Nothing is read of what has another shape.
pub fn message(message: &JsValue) -> Option<FromVault> {
    if !message.is_object() {
        return None;
    }
    let keys = js_sys::Reflect::own_keys(message).ok()?;
    if keys.length() as usize > FromVault::MOST_FIELDS {
        return None;
    }
    let text = |value: JsValue| {
        let is_short = value.dyn_ref::<js_sys::JsString>()?.length() as usize <= LONGEST_VALUE;
        value.as_string().filter(|_| is_short)
    };
    let pair = |key: JsValue| {
        let value = js_sys::Reflect::get(message, &key).ok()?;
        Some((text(key)?, text(value)?))
    };
    let fields: Option<Vec<_>> = keys.iter().map(pair).collect();
    FromVault::from_fields(&fields?)
}

/// The host of the console's page. By the origin, because a frame made by a script has an address without a host and its
/// maker's origin. Of the extension's own pages only the sample screen has a guard.
pub fn host(window: &Window) -> Option<String> {
    let origin = window.origin();
    if chrome::get_url("").is_ok_and(|own| own.trim_end_matches('/') == origin) {
        return Some(SAMPLE_HOST.to_owned());
    }
    let host = origin.strip_prefix("https://")?;
    Some(host.split(':').next().unwrap_or(host).to_owned())
}

/// A number that nobody can guess and that serves once.
pub fn ticket(window: &Window) -> Option<String> {
    window.crypto().ok().map(|crypto| crypto.random_uuid())
}

/// The moment, in ISO 8601 and UTC.
pub fn time() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// Whether the extension that this runs for is gone: updated, switched off or removed. Chromium lets its scripts live on in
/// the pages that are open, and takes their way to the extension away.
pub fn is_orphaned() -> bool {
    chrome::get_url("").is_err()
}

/// Milliseconds since the page began.
pub fn now(window: &Window) -> f64 {
    window.performance().map_or(0.0, |clock| clock.now())
}
