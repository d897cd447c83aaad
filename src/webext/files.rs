//! A file on the disk that the admin chose in the browser's own dialog, to be read and written where it is. Chromium has it,
//! Firefox has not.

use super::{field, message, object};
use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// More is not read: it is more than a database may have.
const MOST: f64 = 257.0 * 1024.0 * 1024.0;

#[wasm_bindgen]
extern "C" {
    /// The file, as this window may read and write it.
    #[derive(Clone, Debug)]
    pub type Handle;

    /// What lies beside the file until it takes its place.
    pub type Draft;

    /// The file as it was at one moment.
    type Snapshot;

    #[wasm_bindgen(catch, js_name = showOpenFilePicker)]
    fn show_open_file_picker(options: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch, js_name = showSaveFilePicker)]
    fn show_save_file_picker(options: &JsValue) -> Result<Promise, JsValue>;

    /// Its name.
    #[wasm_bindgen(method, getter)]
    pub fn name(this: &Handle) -> String;

    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    async fn request_permission(this: &Handle, mode: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = getFile)]
    async fn get_file(this: &Handle) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = createWritable)]
    async fn create_writable(this: &Handle) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn write(this: &Draft, data: &Uint8Array) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn close(this: &Draft) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn abort(this: &Draft) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn size(this: &Snapshot) -> f64;

    #[wasm_bindgen(method, catch, js_name = arrayBuffer)]
    async fn array_buffer(this: &Snapshot) -> Result<JsValue, JsValue>;
}

/// Whether this browser can.
#[must_use]
pub fn are_offered() -> bool {
    let has = Reflect::has(&js_sys::global(), &"showSaveFilePicker".into());
    has.unwrap_or_default()
}

/// Has the browser ask where to save, under a proposed name. It asks only within a few seconds of a press.
///
/// # Errors
/// What the browser said: it was dismissed, or could not be asked.
pub async fn ask_to_save(name: &str) -> Result<Handle, JsValue> {
    let options = object(&[
        ("id", "trivet".into()),
        ("startIn", "downloads".into()),
        ("suggestedName", name.into()),
    ])?;
    let chosen = JsFuture::from(show_save_file_picker(&options)?).await?;
    Ok(chosen.unchecked_into())
}

/// Has the browser ask for one `KeePass` database; `None` where nothing was chosen.
///
/// # Errors
/// What the browser said instead of asking.
pub async fn ask_for_database() -> Result<Option<Handle>, JsValue> {
    let endings = object(&[("application/x-keepass2", Array::of1(&".kdbx".into()).into())])?;
    let kind = object(&[
        ("description", "KeePass database".into()),
        ("accept", endings),
    ])?;
    let options = object(&[
        ("id", "trivet-database".into()),
        ("types", Array::of1(&kind).into()),
    ])?;
    match JsFuture::from(show_open_file_picker(&options)?).await {
        Ok(chosen) => Ok(Some(Array::from(&chosen).get(0).unchecked_into())),
        Err(error) if field(&error, "name") == "AbortError" => Ok(None),
        Err(error) => Err(error),
    }
}

impl Handle {
    /// Has the browser ask whether the file may be changed.
    pub async fn may_change(&self) -> bool {
        let Ok(mode) = object(&[("mode", "readwrite".into())]) else {
            return false;
        };
        let answer = self.request_permission(&mode).await;
        answer.is_ok_and(|answer| answer == "granted")
    }

    /// The file as it is on the disk now.
    ///
    /// # Errors
    /// What the browser says: it is gone.
    pub async fn file(&self) -> Result<JsValue, JsValue> {
        self.get_file().await
    }

    /// What it holds now.
    ///
    /// # Errors
    /// What the browser says: it is gone, or changes just now.
    pub async fn bytes(&self) -> Result<Uint8Array, JsValue> {
        let file: Snapshot = self.get_file().await?.unchecked_into();
        if file.size() > MOST {
            return Err("it is too large".into());
        }
        Ok(Uint8Array::new(&file.array_buffer().await?))
    }

    /// Writes bytes beside the file, which stays as it is.
    ///
    /// # Errors
    /// What the browser says: no room, no permission.
    pub async fn draft(&self, bytes: &Uint8Array) -> Result<Draft, JsValue> {
        let draft: Draft = self.create_writable().await?.unchecked_into();
        if let Err(error) = draft.write(bytes).await {
            draft.discard().await;
            return Err(error);
        }
        Ok(draft)
    }
}

impl Draft {
    /// Puts it in the place of the file, in one step.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn put(&self) -> Result<(), JsValue> {
        self.close().await.map(drop)
    }

    /// Takes it away; the file stays as it is.
    pub async fn discard(&self) {
        // What cannot be taken away is the browser's to clean up.
        let _ = self.abort().await;
    }
}

/// What an error of the browser says, to be put into a sentence.
#[must_use]
pub fn reason(error: &JsValue) -> String {
    let said = message(error).or_else(|| error.as_string());
    let said = said.unwrap_or_default();
    said.trim_end_matches('.').to_owned()
}
