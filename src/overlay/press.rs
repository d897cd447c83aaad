//! What the admin does with the panel: real presses only, and none of it is the page's business.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, EventTarget, HtmlElement, MouseEvent, ShadowRoot};

use super::place::Wish;
use super::sight::Sight;
use crate::checklist::Action;

/// The events that end at the panel. A page that closes its dialog on a press outside, or that pulls the focus back,
/// must not see a press on the panel as one of those.
const KINDS: [&str; 13] = [
    "click",
    "pointerdown",
    "pointerup",
    "mousedown",
    "mouseup",
    "touchstart",
    "touchend",
    "dblclick",
    "keydown",
    "keypress",
    "keyup",
    "focusin",
    "focusout",
];

/// Answers to events on the panel and the marks.
///
/// The overlay listens inside its own shadow root, which the page's own capturing listeners come before. The guard, whose
/// listeners on `window` come first of all, hands every event to [`Presses::take`] and lets be what that took.
#[derive(Clone)]
pub struct Presses(Rc<Inner>);

struct Inner {
    host: HtmlElement,
    root: ShadowRoot,
    panel: HtmlElement,
    wish: Cell<Wish>,
    sight: Sight,
    on_press: Box<dyn Fn(Option<Action>)>,
}

pub(super) type Listener = Closure<dyn Fn(Event)>;

impl Presses {
    pub(super) fn new(
        host: HtmlElement,
        root: ShadowRoot,
        panel: HtmlElement,
        on_press: Box<dyn Fn(Option<Action>)>,
    ) -> Self {
        Self(Rc::new(Inner {
            sight: Sight::new(host.clone(), root.clone()),
            host,
            root,
            panel,
            wish: Cell::default(),
            on_press,
        }))
    }

    /// Listens inside the shadow root for as long as the listener is kept.
    pub(super) fn listen(&self) -> Result<Listener, wasm_bindgen::JsValue> {
        let presses = self.clone();
        let listener: Listener = Closure::new(move |event: Event| presses.answer(&event));
        for kind in KINDS {
            self.0
                .root
                .add_event_listener_with_callback(kind, listener.as_ref().unchecked_ref())?;
        }
        Ok(listener)
    }

    /// Whether the buttons can be seen, and where.
    pub(super) fn sight(&self) -> &Sight {
        &self.0.sight
    }

    pub(super) fn wish(&self) -> Wish {
        self.0.wish.get()
    }

    /// Takes an event that is on its way through the page, in the capture phase on `window`. True: it was meant for the
    /// panel, has been answered and stopped, and nobody else need look at it.
    ///
    /// A press on a button that is not really seen does nothing, and is said.
    ///
    /// The action is called from within; whoever calls this must hold no borrow that the action needs.
    #[must_use]
    pub fn take(&self, event: &Event) -> bool {
        let host: &EventTarget = self.0.host.as_ref();
        if event.target().as_ref() != Some(host) {
            return false;
        }
        if KINDS.contains(&event.type_().as_str()) {
            self.answer(event);
            event.stop_immediate_propagation();
        }
        true
    }

    fn answer(&self, event: &Event) {
        event.stop_propagation();
        match event.type_().as_str() {
            // The focus stays where it is, in a dialog of the page that guards it.
            "mousedown" => event.prevent_default(),
            "click" if event.is_trusted() => {
                if let Some(button) = self.pressed(event) {
                    if self.0.sight.takes(&button) {
                        self.press(&button);
                    } else {
                        (self.0.on_press)(None);
                    }
                }
            }
            _ => {}
        }
    }

    /// The button that a click is on. Seen from outside the shadow root its target is the host alone.
    fn pressed(&self, event: &Event) -> Option<Element> {
        let inner = &*self.0;
        let target: Element = event.target()?.unchecked_into();
        let target = if target == *inner.host.as_ref() {
            let click: &MouseEvent = event.unchecked_ref();
            if click.detail() == 0 {
                // By keyboard, or by a tool that stands in for one.
                inner.root.active_element()?
            } else {
                #[allow(clippy::cast_precision_loss)] // a window is not that large
                let (x, y) = (click.client_x() as f32, click.client_y() as f32);
                inner.root.element_from_point(x, y)?
            }
        } else {
            target
        };
        target.closest("button").ok().flatten()
    }

    fn press(&self, button: &Element) {
        if let Some(name) = button.get_attribute("data-action") {
            if let Some(action) = Action::from_name(&name) {
                (self.0.on_press)(Some(action));
            }
        } else {
            let opens = self.0.panel.has_attribute("data-compact");
            self.0
                .wish
                .set(if opens { Wish::Open } else { Wish::Closed });
            // Fails for no valid name.
            let _ = self.0.panel.toggle_attribute("data-compact");
            let _ = button.set_attribute("aria-expanded", if opens { "true" } else { "false" });
        }
    }
}
