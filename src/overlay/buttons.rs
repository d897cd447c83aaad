//! The buttons: what each of them does, and whether it is seen well enough for a press on it to count.
//!
//! What a button does is known here, by the button itself. An attribute would not do: in Firefox, and by another extension,
//! those inside the closed root can be changed.
//!
//! A page can put its own things over ours, take ours out of the top layer, or move what ours stand beside under the pointer.
//! So a press counts only on a button that was painted, uncovered, in its place and in the focused window for a while.
//! Chromium itself tells what is painted and uncovered (Intersection Observer 2); in Firefox, which does not, the panel rises
//! above whatever opens. How it looks is asked in the click itself, see [`super::visibility`].

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, ShadowRoot};

use super::dom;
use super::visibility;
use trivet_checklist::message::Texts;
use trivet_checklist::{Action, Message, Words};

/// How long a button must have been seen where it is before it takes a press, in milliseconds: longer than a hand that is
/// already pressing needs, shorter than one that has to read first.
const SEEN_MS: f64 = 300.0;
/// How far a button may move and be where it was, in pixels.
const STILL: f64 = 1.0;
/// While a button does not take presses yet, it has this attribute.
const FRESH: &str = "data-fresh";
/// Where on something nothing else may lie, in parts of its width and height.
const POINTS: [(f64, f64); 5] = [(0.5, 0.5), (0.1, 0.3), (0.9, 0.3), (0.1, 0.7), (0.9, 0.7)];
/// Around a button: what it belongs to, which must be seen with it.
const AROUND: &str = "[data-part=panel],[data-part=words]";

/// What a press on a button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Shows or hides the list of steps.
    Fold,
    /// Nothing: it is dragged, or moved by the arrow keys.
    Move,
    /// Asks the guard for something.
    Ask(Action),
}

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

/// The buttons in a shadow root.
#[derive(Clone)]
pub(crate) struct Buttons(Rc<Inner>);

struct Inner {
    texts: Rc<Texts<Message>>,
    host: HtmlElement,
    root: ShadowRoot,
    known: Rc<RefCell<Vec<Known>>>,
    watcher: Option<Watcher>,
    _on_seen: Closure<dyn FnMut(js_sys::Array)>,
    _on_scroll: Closure<dyn Fn()>,
}

/// A button as it was seen until now, or what one belongs to.
struct Known {
    element: Element,
    /// Nothing for what is no button.
    deed: Option<Deed>,
    place: [f64; 4],
    /// Since when it has been there, painted and uncovered.
    since: f64,
    /// What the browser says; nothing where it says nothing, or not yet.
    is_visible: Option<bool>,
}

impl Known {
    fn is_seen(&self, now: f64, is_told: bool) -> bool {
        now - self.since >= SEEN_MS && (!is_told || self.is_visible == Some(true))
    }

    fn is_at(&self, place: [f64; 4]) -> bool {
        let moved = self.place.iter().zip(place);
        moved
            .into_iter()
            .all(|(one, other)| (one - other).abs() < STILL)
    }
}

impl Buttons {
    /// `on_change` is called when the browser tells of something else than before, and when something is scrolled in here:
    /// the document never hears of that, and a button that moved unseen would not take the next press.
    pub fn new(
        host: HtmlElement,
        root: ShadowRoot,
        texts: Rc<Texts<Message>>,
        on_change: Rc<dyn Fn()>,
    ) -> Self {
        let known: Rc<RefCell<Vec<Known>>> = Rc::default();
        let list = Rc::clone(&known);
        let on_move = Rc::clone(&on_change);
        let on_scroll = Closure::new(move || on_move());
        // A scroll does not bubble. Fails for no name of an event.
        let _ = root.add_event_listener_with_callback_and_bool(
            "scroll",
            on_scroll.as_ref().unchecked_ref(),
            true,
        );
        let on_seen = Closure::new(move |entries: js_sys::Array| {
            for entry in entries.iter() {
                note(&mut list.borrow_mut(), entry.unchecked_ref());
            }
            on_change();
        });
        Self(Rc::new(Inner {
            watcher: watcher(on_seen.as_ref()),
            texts,
            host,
            root,
            known,
            _on_seen: on_seen,
            _on_scroll: on_scroll,
        }))
    }

    /// What is written on the buttons and around them.
    pub fn texts(&self) -> &Texts<Message> {
        &self.0.texts
    }

    /// Names a button by its caption and what it belongs to: several have one caption.
    pub fn name(&self, button: &Element, caption: Message, title: Words) -> Result<(), JsValue> {
        let name = Message::ButtonFor {
            button: caption.into(),
            title,
        };
        button.set_attribute("aria-label", &self.texts().say(&name))
    }

    /// Adds a button that asks for something.
    pub fn add(
        &self,
        parent: &Element,
        part: &str,
        action: Action,
    ) -> Result<HtmlElement, JsValue> {
        let caption = self.texts().say(&action.caption());
        let button = dom::add_button(parent, part, &caption)?;
        self.set(&button, action)?;
        Ok(button)
    }

    /// From now on a press on this button asks for that.
    pub fn set(&self, button: &Element, action: Action) -> Result<(), JsValue> {
        // For tests and style sheets; nobody asks it what the button does.
        button.set_attribute("data-action", &action.name())?;
        self.know(button, Some(Deed::Ask(action)));
        Ok(())
    }

    /// What is or belongs to a button: known from now on, and not seen yet.
    pub fn know(&self, element: &Element, deed: Option<Deed>) {
        let mut known = self.0.known.borrow_mut();
        if let Some(known) = known.iter_mut().find(|known| known.element == *element) {
            if known.deed != deed {
                known.deed = deed;
                known.since = dom::now();
            }
            return;
        }
        if let Some(watcher) = &self.0.watcher {
            watcher.observe(element);
        }
        known.push(Known {
            element: element.clone(),
            deed,
            place: [0.0; 4],
            since: dom::now(),
            is_visible: None,
        });
    }

    /// Looks where they are now. True: to be looked at again, because one of them does not take presses yet.
    pub fn look(&self) -> bool {
        let now = dom::now();
        let is_told = self.0.watcher.is_some();
        let mut is_waiting = false;
        self.0.known.borrow_mut().retain_mut(|known| {
            if !known.element.is_connected() {
                if let Some(watcher) = &self.0.watcher {
                    watcher.unobserve(&known.element);
                }
                return false;
            }
            // What is around the buttons may grow and shrink.
            let place = dom::place(&known.element);
            if known.deed.is_some() && !known.is_at(place) {
                known.place = place;
                known.since = now;
            }
            true
        });
        let known = self.0.known.borrow();
        let is_shown = |one: &&Known| one.deed.is_some() && one.place[2] > 0.0;
        for button in known.iter().filter(is_shown) {
            let around = around(&known, &button.element);
            let is_seen = |one: &Known| one.is_seen(now, is_told);
            let is_fresh = !is_seen(button) || !around.is_some_and(is_seen);
            // Fails for no valid name.
            let _ = button.element.toggle_attribute_with_force(FRESH, is_fresh);
            let is_early = |one: &Known| now - one.since < SEEN_MS;
            is_waiting |= is_early(button) || around.is_some_and(is_early);
        }
        is_waiting
    }

    /// Something else may be on top now, or another window was: from here on everything has to be seen anew.
    pub fn begin_anew(&self) {
        let now = dom::now();
        for known in self.0.known.borrow_mut().iter_mut() {
            known.since = now;
        }
    }

    /// What a press on the button does; nothing for what is no button of ours.
    pub fn deed(&self, button: &Element) -> Option<Deed> {
        find(&self.0.known.borrow(), button)?.deed
    }

    /// Whether a press on the button counts: it and what it belongs to are seen, look as they were drawn, and stand where
    /// they stood.
    pub fn takes(&self, button: &Element) -> bool {
        self.0.host.matches(":popover-open").unwrap_or(false)
            && self.is_seen(button)
            && visibility::is_as_drawn(button, &self.0.host, self.0.watcher.is_some())
            && POINTS.iter().all(|(x, y)| self.is_free(button, *x, *y))
    }

    fn is_seen(&self, button: &Element) -> bool {
        let (now, place) = (dom::now(), dom::place(button));
        let is_told = self.0.watcher.is_some();
        let known = self.0.known.borrow();
        find(&known, button).is_some_and(|known| known.is_at(place) && known.is_seen(now, is_told))
            && around(&known, button).is_some_and(|around| around.is_seen(now, is_told))
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
        let scope = self.0.host.get_root_node();
        let hit = if scope.node_type() == web_sys::Node::DOCUMENT_NODE {
            scope.unchecked_ref::<Document>().element_from_point(x, y)
        } else {
            scope.unchecked_ref::<ShadowRoot>().element_from_point(x, y)
        };
        hit.is_none_or(|hit| hit == *self.0.host.as_ref())
    }

    /// The panel's button that asks for this, the newest of several: the one in the header is always there.
    pub fn asking(&self, action: Action) -> Option<Element> {
        let known = self.0.known.borrow();
        let is_in_panel = |one: &&Known| {
            let panel = one.element.closest("[data-part=panel]");
            panel.is_ok_and(|panel| panel.is_some())
        };
        let mut asking = known
            .iter()
            .rev()
            .filter(|one| one.deed == Some(Deed::Ask(action)));
        asking.find(is_in_panel).map(|one| one.element.clone())
    }

    /// The button at a point of the window, or with the focus.
    pub fn at(&self, point: Option<(f64, f64)>) -> Option<Element> {
        #[allow(clippy::cast_possible_truncation)] // a window is not that large
        let target = match point {
            Some((x, y)) => self.0.root.element_from_point(x as f32, y as f32)?,
            None => self.0.root.active_element()?,
        };
        target.closest("button").ok().flatten()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(watcher) = &self.watcher {
            watcher.disconnect();
        }
    }
}

fn find<'a>(known: &'a [Known], element: &Element) -> Option<&'a Known> {
    known.iter().find(|known| known.element == *element)
}

/// What a button belongs to.
fn around<'a>(known: &'a [Known], button: &Element) -> Option<&'a Known> {
    find(known, &button.closest(AROUND).ok()??)
}

fn note(known: &mut [Known], entry: &Entry) {
    let target = entry.target();
    if let Some(known) = known.iter_mut().find(|known| known.element == target) {
        if known.is_visible != entry.is_visible() {
            known.since = dom::now();
        }
        known.is_visible = entry.is_visible();
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
