//! Whether anybody else changed what is in the closed root. No page should get there; in Firefox one can, by its events, and
//! in both browsers another extension can.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, MutationObserver, MutationObserverInit, ShadowRoot};

/// Watches a root. Whoever writes in it says so, by [`Watch::write`].
pub(crate) struct Watch {
    root: ShadowRoot,
    observer: MutationObserver,
    /// The style sheet, and how it reads.
    style: Option<(CssStyleSheet, String)>,
    is_touched: Rc<Cell<bool>>,
    is_writing: Cell<bool>,
    _on_change: Closure<dyn FnMut(js_sys::Array)>,
}

impl Watch {
    pub fn new(root: &ShadowRoot, style: Option<CssStyleSheet>) -> Result<Self, JsValue> {
        let is_touched = Rc::new(Cell::new(false));
        let flag = Rc::clone(&is_touched);
        let on_change = Closure::new(move |_: js_sys::Array| flag.set(true));
        let observer = MutationObserver::new(on_change.as_ref().unchecked_ref())?;
        let options = MutationObserverInit::new();
        options.set_subtree(true);
        options.set_child_list(true);
        options.set_attributes(true);
        options.set_character_data(true);
        observer.observe_with_options(root, &options)?;
        Ok(Self {
            root: root.clone(),
            observer,
            style: style.map(|sheet| {
                let text = rules(&sheet);
                (sheet, text)
            }),
            is_touched,
            is_writing: Cell::default(),
            _on_change: on_change,
        })
    }

    /// Does something to the root that is ours to do.
    pub fn write<T>(&self, write: impl FnOnce() -> T) -> T {
        if self.is_writing.replace(true) {
            return write();
        }
        self.take_note();
        let written = write();
        self.observer.take_records();
        self.is_writing.set(false);
        written
    }

    /// Whether anything is not as it was written.
    pub fn is_touched(&self) -> bool {
        self.take_note();
        self.is_touched.get() || !self.is_style_as_written()
    }

    fn take_note(&self) {
        if self.observer.take_records().length() > 0 {
            self.is_touched.set(true);
        }
    }

    fn is_style_as_written(&self) -> bool {
        let Some((sheet, text)) = &self.style else {
            return true;
        };
        let worn = js_sys::Reflect::get(&self.root, &"adoptedStyleSheets".into());
        worn.is_ok_and(|worn| {
            let worn = js_sys::Array::from(&worn);
            worn.length() == 1 && js_sys::Object::is(&worn.get(0), sheet)
        }) && !sheet.disabled()
            && rules(sheet) == *text
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// All rules of a style sheet, as the browser writes them.
fn rules(sheet: &CssStyleSheet) -> String {
    let get = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into());
    let Ok(rules) = get(sheet, "cssRules") else {
        return String::new();
    };
    let rules = js_sys::Array::from(&rules);
    let text = |rule: JsValue| get(&rule, "cssText").ok()?.as_string();
    rules.iter().filter_map(text).collect()
}
