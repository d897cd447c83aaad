//! The extension's interfaces that the vault uses: one port, one download. Both browsers know them under `chrome`.

use js_sys::Promise;
use trivet_checklist::journal::{Record, Stage};
use trivet_checklist::plain::Plain;
use trivet_webext::chrome::{self, Channel, Port};
use trivet_webext::{field, object};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What a promise comes to.
pub(crate) async fn done(
    promise: Result<impl AsRef<JsValue>, JsValue>,
) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(promise?.as_ref())).await
}

/// Starts a download; its number comes back.
///
/// # Errors
/// Whatever the browser says.
pub async fn download(options: &JsValue) -> Result<JsValue, JsValue> {
    done(chrome::download(options)).await
}

/// What is known of downloads.
///
/// # Errors
/// Whatever the browser says.
pub async fn search_downloads(query: &JsValue) -> Result<JsValue, JsValue> {
    done(chrome::search_downloads(query)).await
}

/// What an organization has set for this extension.
///
/// # Errors
/// In Firefox, where it has set nothing.
pub async fn managed_settings() -> Result<JsValue, JsValue> {
    done(chrome::managed_settings()).await
}

/// Opens a port to one frame of one tab.
///
/// # Errors
/// Whatever the browser says: no such tab, not a number that it takes.
pub fn connect(tab: i32, frame: u64, name: &str) -> Result<Port, JsValue> {
    #[allow(clippy::cast_precision_loss)] // as large as a number of JavaScript can be, at most
    let frame = frame as f64;
    let info = object(&[("frameId", frame.into()), ("name", name.into())])?;
    chrome::connect_to_tab(tab, &info)
}

/// Asks the admin for an optional permission, unless it was given before. Only within the event of a press.
///
/// # Errors
/// Whatever the browser says.
pub fn request_permission(name: &str) -> Result<Promise, JsValue> {
    let names = js_sys::Array::of1(&name.into());
    chrome::request_permissions(&object(&[("permissions", names.into())])?)
}

/// The extension's own ID.
#[must_use]
pub fn own_id() -> String {
    chrome::RUNTIME.with(chrome::Runtime::id)
}

/// What the browser runs on, in its own word.
pub async fn system() -> Option<String> {
    let info = done(chrome::platform_info()).await.ok()?;
    field(&info, "os").as_string()
}

/// The names under which the browser presents itself. Firefox has none.
#[must_use]
pub fn brands() -> Vec<String> {
    let get = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).ok();
    let brands = get(&js_sys::global(), "navigator")
        .and_then(|navigator| get(&navigator, "userAgentData"))
        .and_then(|data| get(&data, "brands"))
        .and_then(|brands| brands.dyn_into::<js_sys::Array>().ok());
    let names = brands.unwrap_or_default();
    names
        .iter()
        .filter_map(|brand| get(&brand, "brand")?.as_string())
        .collect()
}

/// Under which name the extension's storage has what was used last.
pub(crate) const LAST_USED: &str = "last-used-format";

/// The name of what was used last, as it was remembered.
pub async fn last_used() -> Option<String> {
    kept(LAST_USED).await.text().map(str::to_owned)
}

/// Remembers the name of what was used: nothing else. A browser that does not keep it forgets it.
pub fn remember(name: &str) {
    keep(LAST_USED.to_owned(), &Plain::Text(name.to_owned()));
}

/// What is kept under a name; nothing where there is none, or where the browser does not say.
pub async fn kept(key: &str) -> Plain {
    read(key).await.unwrap_or(Plain::Nothing)
}

/// What is kept under a name; nothing where there is none.
///
/// # Errors
/// Whatever the browser says.
pub async fn read(key: &str) -> Result<Plain, JsValue> {
    let stored = done(chrome::stored(Some(key))).await?;
    Ok(trivet_webext::plain(&field(&stored, key)))
}

/// Keeps something under a name; nothing of it may be secret. A browser that does not take it forgets it.
pub fn keep(key: String, what: &Plain) {
    let Ok(what) = trivet_webext::value(what) else {
        return;
    };
    wasm_bindgen_futures::spawn_local(async move {
        if let Ok(items) = object(&[(&key, what)]) {
            let _ = done(chrome::store(&items)).await;
        }
    });
}

/// Forgets what is kept under a name.
pub fn forget(key: String) {
    wasm_bindgen_futures::spawn_local(async move {
        let _ = done(chrome::remove_stored(&key)).await;
    });
}

/// Keeps how far the token is whose values came by this ticket: for the next start, when there is no guard to be told.
pub fn keep_record(ticket: String, stage: Stage, name: String) {
    wasm_bindgen_futures::spawn_local(async move {
        let Ok(all) = done(chrome::stored(None)).await else {
            return;
        };
        for entry in js_sys::Object::entries(all.unchecked_ref()).iter() {
            let entry: js_sys::Array = entry.unchecked_into();
            let (key, line) = (entry.get(0).as_string(), entry.get(1).as_string());
            let record = line.and_then(|line| Record::from_line(&line));
            if let (Some(key), Some(record)) = (key, record)
                && record.ticket.as_ref() == Some(&ticket)
            {
                let record = Record {
                    stage,
                    name: name.clone(),
                    ..record
                };
                if let Ok(items) = object(&[(&key, record.to_line().into())]) {
                    let _ = done(chrome::store(&items)).await;
                }
            }
        }
    });
}

/// Has the browser ask the admin whether the hosts of a match pattern may be spoken to. It asks only while a press of the
/// admin's counts.
pub async fn may_speak_to(pattern: &str) -> bool {
    let Ok(permissions) = origins(pattern) else {
        return false;
    };
    let answer = done(chrome::request_permissions(&permissions)).await;
    answer.is_ok_and(|answer| answer.is_truthy())
}

/// Gives that back. A browser that keeps it asks no second time, and nothing else changes.
pub async fn speak_no_more_to(pattern: &str) {
    if let Ok(permissions) = origins(pattern) {
        let _ = done(chrome::remove_permissions(&permissions)).await;
    }
}

fn origins(pattern: &str) -> Result<JsValue, JsValue> {
    object(&[("origins", js_sys::Array::of1(&pattern.into()).into())])
}

/// What time it is, in Unix time.
#[must_use]
pub fn unix_seconds() -> i64 {
    #[allow(clippy::cast_possible_truncation)] // within 53 bits
    let seconds = (js_sys::Date::now() / 1000.0) as i64;
    seconds
}

/// Adds or removes a listener for whatever happens to downloads.
pub fn each_download_event(work: impl Fn(&Channel)) {
    chrome::DOWNLOAD_CHANGED.with(&work);
    chrome::DOWNLOAD_ERASED.with(&work);
}

/// Closes this window, whoever opened it; `window.close()` alone is refused to windows made by the extension in Firefox.
///
/// # Errors
/// Whatever the browser says.
pub async fn close_this_window() -> Result<(), JsValue> {
    let tab = done(chrome::current_tab()).await?;
    let id = field(&tab, "id").as_f64().unwrap_or(-1.0);
    done(chrome::close_tab(id)).await?;
    Ok(())
}

/// Brings a tab and its window to the front.
///
/// # Errors
/// Whatever the browser says: the tab is closed.
pub async fn show_tab(tab: i32) -> Result<(), JsValue> {
    let active = object(&[("active", true.into())])?;
    let tab = done(chrome::update_tab(tab, &active)).await?;
    let window = field(&tab, "windowId").as_f64().unwrap_or(-1.0);
    let focused = object(&[("focused", true.into())])?;
    done(chrome::update_window(window, &focused)).await?;
    Ok(())
}

/// What an error of the browser says.
#[must_use]
pub fn message(error: &JsValue) -> String {
    trivet_webext::message(error)
        .or_else(|| error.as_string())
        .unwrap_or_else(|| "no reason given".to_owned())
}
