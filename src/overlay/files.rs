//! Files by the admin's own hand: saved by a link, chosen in the browser's own dialog. Both stand in the closed root for as
//! long as a click takes.

use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Element, HtmlElement, HtmlInputElement, ShadowRoot, Url};

use super::dom::make;

/// Saves a text under a name, as the browser saves a download.
pub(crate) fn save(root: &ShadowRoot, name: &str, text: &str) -> Result<(), JsValue> {
    let document = root.owner_document().ok_or(JsValue::NULL)?;
    let options = BlobPropertyBag::new();
    options.set_type("text/plain;charset=utf-8");
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link = make(&document, "a", "file")?;
    link.set_attribute("href", &url)?;
    link.set_attribute("download", name)?;
    press(root, &link)
}

/// Lets a file be chosen; `on_text` is called with what is in it.
pub(crate) fn choose(root: &ShadowRoot, on_text: &Function) -> Result<(), JsValue> {
    let document = root.owner_document().ok_or(JsValue::NULL)?;
    let input = make(&document, "input", "file")?;
    input.set_attribute("type", "file")?;
    input.set_attribute("accept", ".json,application/json")?;
    let on_text = on_text.clone();
    let chooser: HtmlInputElement = input.clone().unchecked_into();
    let on_change = wasm_bindgen::closure::Closure::once_into_js(move || {
        let file = chooser.files().and_then(|files| files.get(0));
        if let Some(file) = file {
            // A file that cannot be read is no choice; the admin sees that nothing changed.
            let reading: JsValue = file.text().into();
            let then = js_sys::Reflect::get(&reading, &"then".into())
                .ok()
                .and_then(|then| then.dyn_into::<Function>().ok());
            let _ = then.map(|then| then.call2(&reading, &on_text, &on_text));
        }
    });
    input.add_event_listener_with_callback("change", on_change.unchecked_ref())?;
    press(root, &input)
}

fn press(root: &ShadowRoot, element: &HtmlElement) -> Result<(), JsValue> {
    element.set_hidden(true);
    if let Some(earlier) = root.query_selector("[data-part=file]")? {
        earlier.remove();
    }
    let node: &Element = element.as_ref();
    root.append_child(node)?;
    element.click();
    Ok(())
}
