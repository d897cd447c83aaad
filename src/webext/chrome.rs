//! The browser's interfaces for extensions, which both browsers know under `chrome`. What answers later gives a promise.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// One end of a connection to another part of the extension, or to a program outside the browser.
    #[derive(Clone)]
    pub type Port;

    /// The name that its maker gave it.
    #[wasm_bindgen(method, getter)]
    pub fn name(this: &Port) -> Option<String>;

    /// Who opened it, as the browser says.
    #[wasm_bindgen(method, getter)]
    pub fn sender(this: &Port) -> JsValue;

    /// Sends one message.
    #[wasm_bindgen(method, catch, js_name = postMessage)]
    pub fn post_message(this: &Port, message: &JsValue) -> Result<(), JsValue>;

    /// Closes it.
    #[wasm_bindgen(method, catch)]
    pub fn disconnect(this: &Port) -> Result<(), JsValue>;

    /// Messages from the other end.
    #[wasm_bindgen(method, getter, js_name = onMessage)]
    pub fn on_message(this: &Port) -> Channel;

    /// The other end is gone.
    #[wasm_bindgen(method, getter, js_name = onDisconnect)]
    pub fn on_disconnect(this: &Port) -> Channel;

    /// Something that can be listened to.
    pub type Channel;

    /// Listens.
    #[wasm_bindgen(method, catch, js_name = addListener)]
    pub fn add_listener(this: &Channel, listener: &Function) -> Result<(), JsValue>;

    /// Listens no more.
    #[wasm_bindgen(method, js_name = removeListener)]
    pub fn remove_listener(this: &Channel, listener: &Function);

    /// `chrome.runtime` of a document.
    #[derive(Clone)]
    pub type Runtime;

    /// That of this document.
    #[wasm_bindgen(thread_local_v2, js_namespace = chrome, js_name = runtime)]
    pub static RUNTIME: Runtime;

    /// The extension's own ID.
    #[wasm_bindgen(method, getter)]
    pub fn id(this: &Runtime) -> String;

    /// Starts a program outside the browser. Only there with the permission.
    #[wasm_bindgen(catch, method, js_name = connectNative)]
    pub fn connect_native(this: &Runtime, host: &str) -> Result<Port, JsValue>;

    /// The extension's manifest.
    #[wasm_bindgen(method, js_name = getManifest)]
    pub fn manifest(this: &Runtime) -> JsValue;

    /// Sends a message to the other parts of the extension. Throws once the extension is gone.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = sendMessage)]
    pub fn send_message(message: &JsValue) -> Result<JsValue, JsValue>;

    /// The address of a file of the extension. Throws once the extension is gone.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = getURL)]
    pub fn get_url(path: &str) -> Result<String, JsValue>;

    /// A text of `_locales` in the person's language; empty where there is none. Throws once the extension is gone.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    pub fn message(key: &str, substitutions: &Array) -> Result<String, JsValue>;

    /// What the browser runs on.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = getPlatformInfo)]
    pub fn platform_info() -> Result<Promise, JsValue>;

    /// What an organization has set for this extension. Rejected in Firefox where it has set nothing.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "managed"], js_name = get)]
    pub fn managed_settings() -> Result<Promise, JsValue>;

    /// What is stored, under one name or all of it.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = get)]
    pub fn stored(key: Option<&str>) -> Result<Promise, JsValue>;

    /// Stores.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = set)]
    pub fn store(items: &JsValue) -> Result<JsValue, JsValue>;

    /// Forgets what is stored under a name.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = remove)]
    pub fn remove_stored(key: &str) -> Result<JsValue, JsValue>;

    /// Opens a port to a tab.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = connect)]
    pub fn connect_to_tab(tab: i32, info: &JsValue) -> Result<Port, JsValue>;

    /// The tab of this document.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = getCurrent)]
    pub fn current_tab() -> Result<Promise, JsValue>;

    /// Closes a tab.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = remove)]
    pub fn close_tab(tab: f64) -> Result<Promise, JsValue>;

    /// Changes a tab.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = update)]
    pub fn update_tab(tab: i32, change: &JsValue) -> Result<Promise, JsValue>;

    /// Changes a window.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "windows"], js_name = update)]
    pub fn update_window(window: f64, change: &JsValue) -> Result<Promise, JsValue>;

    /// Asks for a permission; only within the event of a press.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = request)]
    pub fn request_permissions(permissions: &JsValue) -> Result<Promise, JsValue>;

    /// Gives a permission back.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = remove)]
    pub fn remove_permissions(permissions: &JsValue) -> Result<Promise, JsValue>;

    /// Everything that the extension may do now.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = getAll)]
    pub fn all_permissions() -> Result<Promise, JsValue>;

    /// Whether it may do all of this now.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = contains)]
    pub fn has_permissions(permissions: &JsValue) -> Result<Promise, JsValue>;

    /// Permissions were given.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "permissions"], js_name = onAdded)]
    pub static PERMISSIONS_ADDED: Channel;

    /// Permissions were taken away.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "permissions"], js_name = onRemoved)]
    pub static PERMISSIONS_REMOVED: Channel;

    /// Something that is stored or set by an organization changed.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "storage"], js_name = onChanged)]
    pub static STORAGE_CHANGED: Channel;

    /// Whether the extension runs in private windows, too.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "extension"], js_name = isAllowedIncognitoAccess)]
    pub fn is_allowed_in_private() -> Result<Promise, JsValue>;

    /// The commands of the keyboard, and their keys.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "commands"], js_name = getAll)]
    pub fn all_commands() -> Result<Promise, JsValue>;

    /// Starts a download; its number comes back.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "downloads"], js_name = download)]
    pub fn download(options: &JsValue) -> Result<Promise, JsValue>;

    /// What is known of downloads.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "downloads"], js_name = search)]
    pub fn search_downloads(query: &JsValue) -> Result<Promise, JsValue>;

    /// A download changed.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "downloads"], js_name = onChanged)]
    pub static DOWNLOAD_CHANGED: Channel;

    /// A download was taken off the list.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["chrome", "downloads"], js_name = onErased)]
    pub static DOWNLOAD_ERASED: Channel;

    /// What a download is like now.
    #[derive(Clone)]
    pub type DownloadItem;

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
