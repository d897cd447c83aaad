//! Plain data from and to JavaScript.

use js_sys::{Array, Object, Reflect};
use trivet_checklist::plain::Plain;
use wasm_bindgen::prelude::*;

/// Deeper than this nothing is read that Trivet stores or is told.
const DEEPEST: u8 = 8;

/// Reads what the extension's storage or a parsed file holds.
#[must_use]
pub fn plain(value: &JsValue) -> Plain {
    read(value, DEEPEST)
}

fn read(value: &JsValue, depth: u8) -> Plain {
    if let Some(text) = value.as_string() {
        Plain::Text(text)
    } else if let Some(flag) = value.as_bool() {
        Plain::Flag(flag)
    } else if let Some(number) = value.as_f64() {
        Plain::Number(number)
    } else if value.is_null() || value.is_undefined() {
        Plain::Nothing
    } else if depth == 0 || !value.is_object() {
        Plain::Other
    } else if let Some(list) = value.dyn_ref::<Array>() {
        Plain::List(list.iter().map(|one| read(&one, depth - 1)).collect())
    } else {
        let entries = Object::entries(value.unchecked_ref());
        let fields = entries.iter().map(|entry| {
            let entry: Array = entry.unchecked_into();
            let name = entry.get(0).as_string().unwrap_or_default();
            (name, read(&entry.get(1), depth - 1))
        });
        Plain::Fields(fields.collect())
    }
}

/// The same for JavaScript.
///
/// # Errors
///
/// Never for a fresh object.
pub fn value(plain: &Plain) -> Result<JsValue, JsValue> {
    Ok(match plain {
        Plain::Nothing | Plain::Other => JsValue::NULL,
        Plain::Flag(flag) => (*flag).into(),
        Plain::Number(number) => (*number).into(),
        Plain::Text(text) => text.as_str().into(),
        Plain::List(list) => {
            let all = Array::new();
            for one in list {
                all.push(&value(one)?);
            }
            all.into()
        }
        Plain::Fields(fields) => {
            let object = Object::new();
            for (name, one) in fields {
                Reflect::set(&object, &name.as_str().into(), &value(one)?)?;
            }
            object.into()
        }
    })
}

/// A plain object.
///
/// # Errors
///
/// Never for a fresh object.
pub fn object(fields: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}

/// A field of an object; nothing where it has none.
#[must_use]
pub fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// What an error of the browser says.
#[must_use]
pub fn message(error: &JsValue) -> Option<String> {
    field(error, "message").as_string()
}
