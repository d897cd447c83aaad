//! The texts of `extension/_locales`, as the browser chose them.

use js_sys::{Array, Date, Number, Object, Reflect};
use trivet_checklist::message::{Catalog, FIRST_PLACEHOLDER, Language, Texts};
use wasm_bindgen::prelude::*;

use crate::chrome;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type ListFormat;

    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(language: &str, options: &JsValue) -> Result<ListFormat, JsValue>;

    #[wasm_bindgen(method)]
    fn format(this: &ListFormat, names: &Array) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;

    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(language: &str) -> Result<PluralRules, JsValue>;

    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: f64) -> String;
}

/// The plural forms in the order of the keys.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Loads every text of a program. `language` is the key of the message that names the language of the texts.
#[must_use]
pub fn load<M: Catalog>(language: &str) -> Texts<M> {
    let placeholders = (0..9)
        .filter_map(|number| char::from_u32(u32::from(FIRST_PLACEHOLDER) + number))
        .map(|one| JsValue::from(String::from(one)));
    let placeholders = placeholders.collect();
    let tag = chrome::message(language, &placeholders).unwrap_or_default();
    Texts::load(Box::new(Chosen { tag, placeholders }))
}

/// The texts of a program that were asked for as one, a line each. `language` is the message that names their language.
#[must_use]
pub fn of_lines<M: Catalog>(lines: &str, language: &M) -> Texts<M> {
    let tag = lines.lines().nth(language.place()).unwrap_or_default();
    let chosen = Chosen {
        tag: tag.to_owned(),
        placeholders: Array::new(),
    };
    Texts::of_lines(lines, Box::new(chosen))
}

/// The language of the texts, which is not always the browser's.
struct Chosen {
    tag: String,
    /// What the browser puts in the place of placeholders.
    placeholders: Array,
}

impl Language for Chosen {
    fn template(&self, key: &str) -> String {
        // Refused once the extension is gone.
        chrome::message(key, &self.placeholders).unwrap_or_default()
    }

    fn list(&self, names: &[String], are_alternatives: bool) -> String {
        let options = Object::new();
        if are_alternatives {
            // A fresh object takes every field.
            let _ = Reflect::set(&options, &"type".into(), &"disjunction".into());
        }
        let names: Array = names
            .iter()
            .map(|name| JsValue::from(name.as_str()))
            .collect();
        ListFormat::new(&self.tag, &options)
            .map_or_else(|_| names.join(", ").into(), |format| format.format(&names))
    }

    fn number(&self, number: u32) -> String {
        Number::from(number).to_locale_string(&self.tag).into()
    }

    fn time(&self, time: &str) -> String {
        let options = Object::new();
        for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
            // A fresh object takes every field.
            let _ = Reflect::set(&options, &name.into(), &value.into());
        }
        Date::new(&time.into())
            .to_locale_string(&self.tag, &options)
            .into()
    }

    fn form(&self, number: u32) -> usize {
        let form = PluralRules::new(&self.tag).map(|rules| rules.select(number.into()));
        let place = FORMS.iter().position(|one| form.as_deref() == Ok(*one));
        place.unwrap_or(FORMS.len() - 1)
    }
}
