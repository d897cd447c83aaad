//! The extension's interfaces that the vault uses: one port, one download. Both browsers know them under `chrome`.

use crate::checklist::journal::{Record, Stage};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// One end of a connection to another part of the extension.
    #[derive(Clone)]
    pub type Port;

    /// Something that can be listened to.
    pub type Channel;

    /// What a download is like now.
    #[derive(Clone)]
    pub type DownloadItem;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = connect)]
    fn tabs_connect(tab: i32, info: &JsValue) -> Result<Port, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = getCurrent)]
    async fn tabs_get_current() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = remove)]
    async fn tabs_remove(tab: f64) -> Result<JsValue, JsValue>;

    /// Sends one message.
    #[wasm_bindgen(method, catch, js_name = postMessage)]
    pub fn post_message(this: &Port, message: &JsValue) -> Result<(), JsValue>;

    /// Messages from the other end.
    #[wasm_bindgen(method, getter, js_name = onMessage)]
    pub fn on_message(this: &Port) -> Channel;

    /// The other end is gone.
    #[wasm_bindgen(method, getter, js_name = onDisconnect)]
    pub fn on_disconnect(this: &Port) -> Channel;

    /// Listens.
    #[wasm_bindgen(method, js_name = addListener)]
    pub fn add_listener(this: &Channel, listener: &js_sys::Function);

    /// Listens no more.
    #[wasm_bindgen(method, js_name = removeListener)]
    pub fn remove_listener(this: &Channel, listener: &js_sys::Function);

    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = getPlatformInfo)]
    async fn platform_info() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = request)]
    fn permissions_request(permissions: &JsValue) -> Result<js_sys::Promise, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "runtime"], js_name = id)]
    static OWN_ID: String;

    /// Starts a download; its number comes back.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "downloads"], js_name = download)]
    pub async fn download(options: &JsValue) -> Result<JsValue, JsValue>;

    /// What is known of downloads.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "downloads"], js_name = search)]
    pub async fn search_downloads(query: &JsValue) -> Result<JsValue, JsValue>;

    /// What the organisation has set for this extension. Rejected in Firefox where it has set nothing.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "managed"], js_name = get)]
    pub async fn managed_settings() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = get)]
    async fn stored(key: Option<&str>) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = set)]
    async fn store(items: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = request)]
    async fn request_permissions(permissions: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = remove)]
    async fn remove_permissions(permissions: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "downloads"], js_name = onChanged)]
    static DOWNLOAD_CHANGED: Channel;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "downloads"], js_name = onErased)]
    static DOWNLOAD_ERASED: Channel;

    /// `in_progress`, `interrupted` or `complete`.
    #[wasm_bindgen(method, getter)]
    pub fn state(this: &DownloadItem) -> Option<String>;

    /// Why it was interrupted.
    #[wasm_bindgen(method, getter)]
    pub fn error(this: &DownloadItem) -> Option<String>;

    /// Where it is, as a path.
    #[wasm_bindgen(method, getter)]
    pub fn filename(this: &DownloadItem) -> Option<String>;
}

/// Opens a port to one frame of one tab.
///
/// # Errors
/// Whatever the browser says: no such tab, not a number that it takes.
pub fn connect(tab: i32, frame: u64, name: &str) -> Result<Port, JsValue> {
    #[allow(clippy::cast_precision_loss)] // as large as a number of JavaScript can be, at most
    let frame = frame as f64;
    let info = object(&[("frameId", frame.into()), ("name", name.into())])?;
    tabs_connect(tab, &info)
}

/// Asks the admin for an optional permission, unless it was given before. Only within the event of a press.
///
/// # Errors
/// Whatever the browser says.
pub fn request_permission(name: &str) -> Result<js_sys::Promise, JsValue> {
    let names = js_sys::Array::of1(&name.into());
    permissions_request(&object(&[("permissions", names.into())])?)
}

/// The extension's own ID.
#[must_use]
pub fn own_id() -> String {
    OWN_ID.with(Clone::clone)
}

/// What the browser runs on, in its own word.
pub async fn system() -> Option<String> {
    let info = platform_info().await.ok()?;
    js_sys::Reflect::get(&info, &"os".into()).ok()?.as_string()
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
const LAST_USED: &str = "last-used-format";

/// The name of what was used last, as it was remembered.
pub async fn last_used() -> Option<String> {
    let stored = stored(Some(LAST_USED)).await.ok()?;
    js_sys::Reflect::get(&stored, &LAST_USED.into())
        .ok()?
        .as_string()
}

/// Remembers the name of what was used: nothing else. A browser that does not keep it forgets it.
pub fn remember(name: &str) {
    let name = JsValue::from(name);
    wasm_bindgen_futures::spawn_local(async move {
        if let Ok(items) = object(&[(LAST_USED, name)]) {
            let _ = store(&items).await;
        }
    });
}

/// Keeps how far the token is whose values came by this ticket: for the next start, when there is no guard to be told.
pub fn keep_record(ticket: String, stage: Stage, name: String) {
    wasm_bindgen_futures::spawn_local(async move {
        let Ok(all) = stored(None).await else {
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
                    let _ = store(&items).await;
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
    let answer = request_permissions(&permissions).await;
    answer.is_ok_and(|answer| answer.is_truthy())
}

/// Gives that back. A browser that keeps it asks no second time, and nothing else changes.
pub async fn speak_no_more_to(pattern: &str) {
    if let Ok(permissions) = origins(pattern) {
        let _ = remove_permissions(&permissions).await;
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
    DOWNLOAD_CHANGED.with(&work);
    DOWNLOAD_ERASED.with(&work);
}

/// Closes this window, whoever opened it; `window.close()` alone is refused to windows made by the extension in Firefox.
///
/// # Errors
/// Whatever the browser says.
pub async fn close_this_window() -> Result<(), JsValue> {
    let tab = tabs_get_current().await?;
    let id = js_sys::Reflect::get(&tab, &"id".into())?;
    tabs_remove(id.as_f64().unwrap_or(-1.0)).await?;
    Ok(())
}

/// A plain object.
///
/// # Errors
/// Never for a fresh object.
pub fn object(fields: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        js_sys::Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}

/// What an error of the browser says.
#[must_use]
pub fn message(error: &JsValue) -> String {
    js_sys::Reflect::get(error, &"message".into())
        .ok()
        .and_then(|message| message.as_string())
        .or_else(|| error.as_string())
        .unwrap_or_else(|| "no reason given".to_owned())
}
