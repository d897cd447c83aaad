//! Whether a button is really seen: painted, uncovered, and where it was a moment ago. No press counts otherwise, for a page
//! can put its own things over ours, take ours out of the top layer, or move what ours stand beside under the pointer.
//!
//! In the top layer nothing of the page fades, clips or moves the panel; both browsers were measured. What is above it there
//! is told by Chromium itself (Intersection Observer 2); Firefox does not have that, so the panel rises above whatever opens.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, ShadowRoot, Window};

/// How long a button must have been seen where it is before it takes a press, in milliseconds: longer than a hand that is
/// already pressing needs, shorter than one that has to read first.
const SEEN_MS: f64 = 300.0;
/// How far a button may move and be where it was, in pixels.
const STILL: f64 = 1.0;
/// While a button does not take presses yet, it has this attribute.
const FRESH: &str = "data-fresh";
/// Where on a button nothing else may lie, in parts of its width and height.
const POINTS: [(f64, f64); 5] = [(0.5, 0.5), (0.1, 0.3), (0.9, 0.3), (0.1, 0.7), (0.9, 0.7)];

#[wasm_bindgen]
extern "C" {
    /// `web_sys` does not have what is asked for here.
    #[wasm_bindgen(js_name = IntersectionObserver)]
    type Watcher;

    #[wasm_bindgen(constructor, js_class = "IntersectionObserver", catch)]
    fn new(callback: &JsValue, options: &JsValue) -> Result<Watcher, JsValue>;

    #[wasm_bindgen(method)]
    fn observe(this: &Watcher, target: &Element);

    #[wasm_bindgen(method)]
    fn unobserve(this: &Watcher, target: &Element);

    #[wasm_bindgen(method)]
    fn disconnect(this: &Watcher);

    /// Whether the browser can tell that something is painted and uncovered.
    #[wasm_bindgen(method, getter, js_name = trackVisibility)]
    fn tells_visibility(this: &Watcher) -> Option<bool>;

    type Entry;

    #[wasm_bindgen(method, getter)]
    fn target(this: &Entry) -> Element;

    #[wasm_bindgen(method, getter, js_name = isVisible)]
    fn is_visible(this: &Entry) -> Option<bool>;
}

/// Watches the buttons in a shadow root.
pub(super) struct Sight {
    host: HtmlElement,
    root: ShadowRoot,
    buttons: Rc<RefCell<Vec<Seen>>>,
    watcher: Option<Watcher>,
    _on_seen: Closure<dyn FnMut(js_sys::Array)>,
}

/// A button, as it was seen until now.
struct Seen {
    button: Element,
    place: [f64; 4],
    /// Since when it has been there, painted and uncovered.
    since: f64,
    /// What the browser says; nothing where it says nothing, or not yet.
    is_visible: Option<bool>,
}

impl Sight {
    pub fn new(host: HtmlElement, root: ShadowRoot) -> Self {
        let buttons: Rc<RefCell<Vec<Seen>>> = Rc::default();
        let known = Rc::clone(&buttons);
        let on_seen = Closure::new(move |entries: js_sys::Array| {
            for entry in entries.iter() {
                let entry: Entry = entry.unchecked_into();
                note(&mut known.borrow_mut(), &entry);
            }
        });
        Self {
            watcher: watcher(on_seen.as_ref()),
            host,
            root,
            buttons,
            _on_seen: on_seen,
        }
    }

    /// Looks where the buttons are now.
    pub fn look(&self) {
        let Ok(found) = self.root.query_selector_all("button") else {
            return;
        };
        let now = now();
        let mut known = self.buttons.borrow_mut();
        let mut before = std::mem::take(&mut *known);
        for index in 0..found.length() {
            let Some(button) = found.get(index).map(JsCast::unchecked_into::<Element>) else {
                continue;
            };
            let area = button.get_bounding_client_rect();
            if area.width() == 0.0 {
                continue;
            }
            let place = [area.left(), area.top(), area.width(), area.height()];
            let at = before.iter().position(|seen| seen.button == button);
            let mut seen = at.map_or_else(
                || {
                    if let Some(watcher) = &self.watcher {
                        watcher.observe(&button);
                    }
                    Seen {
                        button,
                        place: [f64::NAN; 4],
                        since: now,
                        is_visible: None,
                    }
                },
                |at| before.swap_remove(at),
            );
            let is_still = seen
                .place
                .iter()
                .zip(place)
                .all(|(one, other)| (one - other).abs() < STILL);
            if !is_still {
                seen.place = place;
                seen.since = now;
            }
            // Fails for no valid name.
            let _ = seen
                .button
                .toggle_attribute_with_force(FRESH, !self.is_seen(&seen, now));
            known.push(seen);
        }
        if let Some(watcher) = &self.watcher {
            for gone in &before {
                watcher.unobserve(&gone.button);
            }
        }
    }

    /// Something else may be on top now: from here on everything has to be seen anew.
    pub fn begin_anew(&self) {
        let now = now();
        for seen in self.buttons.borrow_mut().iter_mut() {
            seen.since = now;
        }
    }

    /// Whether a press on the button counts.
    pub fn takes(&self, button: &Element) -> bool {
        let buttons = self.buttons.borrow();
        let known = buttons.iter().find(|seen| seen.button == *button);
        known.is_some_and(|seen| self.is_seen(seen, now()))
            && self.host.matches(":popover-open").unwrap_or(false)
            && self.is_plain(button)
            && POINTS.iter().all(|(x, y)| self.is_free(button, *x, *y))
    }

    fn is_seen(&self, seen: &Seen, now: f64) -> bool {
        now - seen.since >= SEEN_MS && (self.watcher.is_none() || seen.is_visible == Some(true))
    }

    /// Nothing makes it transparent: neither the page in the root, which Firefox lets it reach, nor a filter on the whole
    /// document, which Firefox applies to the top layer, too.
    fn is_plain(&self, button: &Element) -> bool {
        let is = |element: &Element, name: &str, value: &str| {
            window()
                .and_then(|window| window.get_computed_style(element).ok().flatten())
                .and_then(|style| style.get_property_value(name).ok())
                .is_some_and(|computed| computed == value)
        };
        let document = self.host.owner_document();
        let top = document.and_then(|document| document.document_element());
        let mut around = Some(button.clone());
        while let Some(element) = around {
            if !is(&element, "opacity", "1")
                || !is(&element, "filter", "none")
                || !is(&element, "clip-path", "none")
            {
                return false;
            }
            around = element.parent_element();
        }
        self.watcher.is_some() || top.is_some_and(|top| is(&top, "filter", "none"))
    }

    /// Whether nothing else is hit at a point of the button. What is out of the window, or scrolled out of the panel, is not
    /// there to be covered.
    #[allow(clippy::cast_possible_truncation)] // a window is not that large
    fn is_free(&self, button: &Element, x: f64, y: f64) -> bool {
        let area = button.get_bounding_client_rect();
        let (x, y) = (
            (area.left() + area.width() * x) as f32,
            (area.top() + area.height() * y) as f32,
        );
        // The host may hang in a dialog in the page's own shadow root.
        let scope = self.host.get_root_node();
        let hit = if scope.node_type() == web_sys::Node::DOCUMENT_NODE {
            scope.unchecked_ref::<Document>().element_from_point(x, y)
        } else {
            scope.unchecked_ref::<ShadowRoot>().element_from_point(x, y)
        };
        hit.is_none_or(|hit| hit == *self.host.as_ref())
    }
}

impl Drop for Sight {
    fn drop(&mut self) {
        if let Some(watcher) = &self.watcher {
            watcher.disconnect();
        }
    }
}

fn note(known: &mut [Seen], entry: &Entry) {
    let target = entry.target();
    if let Some(seen) = known.iter_mut().find(|seen| seen.button == target) {
        if seen.is_visible != entry.is_visible() {
            seen.since = now();
        }
        seen.is_visible = entry.is_visible();
    }
}

/// The browser's own word on what is painted and uncovered, where it gives it.
fn watcher(on_seen: &JsValue) -> Option<Watcher> {
    let options = js_sys::Object::new();
    // The shortest delay that is allowed.
    for (name, value) in [("trackVisibility", JsValue::TRUE), ("delay", 100.into())] {
        js_sys::Reflect::set(&options, &name.into(), &value).ok()?;
    }
    let watcher = Watcher::new(on_seen, &options).ok()?;
    (watcher.tells_visibility() == Some(true)).then_some(watcher)
}

fn window() -> Option<Window> {
    web_sys::window()
}

fn now() -> f64 {
    window()
        .and_then(|window| window.performance())
        .map_or(0.0, |clock| clock.now())
}
