//! What the admin does with the panel: real presses only, and none of it is the page's business.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    Element, Event, EventTarget, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent, ShadowRoot,
};

use super::dom::pixels;
use super::drag::Drag;
use super::place::{Area, Extent, Home, Size, Stand, Wish};
use super::sight::Sight;
use crate::checklist::Action;

/// The events that end at the panel. A page that closes its dialog on a press outside, or that pulls the focus back,
/// must not see a press on the panel as one of those.
const KINDS: [&str; 15] = [
    "click",
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
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
    drag: Drag,
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
            drag: Drag::default(),
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

    /// What is at hand is another thing: a panel that was opened for the last one gives way again.
    pub(super) fn forget_opened(&self) {
        if self.0.wish.get() == Wish::Open {
            self.0.wish.set(Wish::None);
        }
    }

    /// Something must be read: a panel that was made one line shows it.
    pub(super) fn unfold(&self) {
        self.0.wish.set(Wish::None);
    }

    pub(super) fn home(&self) -> Home {
        self.0.drag.home()
    }

    pub(super) fn set_home(&self, home: Home) {
        self.0.drag.set_home(home);
    }

    /// Where the panel is while a hand moves it.
    pub(super) fn dragged(&self) -> Option<Area> {
        self.0.drag.dragged()
    }

    pub(super) fn stands(&self, stand: Stand, viewport: Size) {
        self.0.drag.stands(stand, viewport);
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
            "pointerdown" if event.is_trusted() => {
                let event: &PointerEvent = event.unchecked_ref();
                let header = self
                    .under(event)
                    .and_then(|hit| hit.closest("[data-part=header]").ok().flatten());
                if let Some(header) = header {
                    self.0.drag.take(&header, event);
                }
            }
            "pointermove" => {
                if let Some(area) = self.0.drag.follow(event.unchecked_ref()) {
                    self.put(&area);
                }
            }
            "pointerup" | "pointercancel" if self.0.drag.let_go() => {
                (self.0.on_press)(Some(Action::KeepPlace));
            }
            "keydown" if event.is_trusted() => self.key(event),
            _ => {}
        }
    }

    /// The arrow keys move the panel while its handle has the focus.
    fn key(&self, event: &Event) {
        let is_handle = self
            .0
            .root
            .active_element()
            .is_some_and(|active| active.matches("[data-part=move]").unwrap_or(false));
        let event: &KeyboardEvent = event.unchecked_ref();
        if let Some(area) = is_handle.then(|| self.0.drag.key(event)).flatten() {
            event.prevent_default();
            self.put(&area);
            (self.0.on_press)(Some(Action::KeepPlace));
        }
    }

    fn put(&self, area: &Area) {
        let style = self.0.panel.style();
        // What could not be moved now is moved in the next frame.
        let _ = style.set_property("left", &pixels(area.left));
        let _ = style.set_property("top", &pixels(area.top));
    }

    /// What of ours is under the pointer. Seen from outside the shadow root it is the host alone.
    fn under(&self, event: &MouseEvent) -> Option<Element> {
        #[allow(clippy::cast_precision_loss)] // a window is not that large
        let (x, y) = (event.client_x() as f32, event.client_y() as f32);
        self.0.root.element_from_point(x, y)
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
                self.under(click)?
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
        } else if button.get_attribute("data-part").as_deref() == Some("collapse") {
            let extent = self.0.panel.get_attribute("data-extent");
            let opens = extent.as_deref() == Some(Extent::Line.name());
            self.0.wish.set(if opens { Wish::Open } else { Wish::Line });
            // It is drawn so at once, and placed with the next frame.
            let extent = if opens { Extent::Full } else { Extent::Line };
            let _ = self.0.panel.set_attribute("data-extent", extent.name());
        }
    }
}
