//! What the admin does with the panel: real presses only, and none of it is the page's business.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    Element, Event, EventTarget, FocusOptions, HtmlElement, KeyboardEvent, MouseEvent,
    PointerEvent, ShadowRoot,
};

use super::buttons::{Buttons, Deed};
use super::dom::{self, pixels};
use super::drag::Drag;
use super::place::{Area, Extent, Home, Size, Stand, Wish};
use super::tampering::Watch;
use trivet_checklist::Action;

/// The events that end at the panel. A page that closes its dialog on a press outside, or that pulls the focus back,
/// must not see a press on the panel as one of those.
const KINDS: [&str; 17] = [
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
    // A page that hears these of the host can keep it out of the top layer.
    "beforetoggle",
    "toggle",
];

/// How long before a window comes to the front a pointer over the panel proves that nothing lay over it, in milliseconds.
const POINTED_AT_MS: f64 = 500.0;
/// How long after a person's Tab, or a press of what stands in for a hand, the focus it moves has moved, in milliseconds.
const MOVED_BY_MS: f64 = 100.0;

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
    buttons: Buttons,
    watch: Rc<Watch>,
    /// When a person last did what moves the focus.
    moved_at: Cell<f64>,
    /// When a pointer last moved over what is drawn.
    pointed_at: Cell<f64>,
    /// What a person moved the focus to, while it stays there.
    focused: RefCell<Option<Element>>,
    on_press: Rc<dyn Fn(Option<Action>)>,
}

pub(crate) type Listener = Closure<dyn Fn(Event)>;

impl Presses {
    pub(crate) fn new(
        host: HtmlElement,
        root: ShadowRoot,
        panel: HtmlElement,
        buttons: Buttons,
        watch: Rc<Watch>,
        on_press: Rc<dyn Fn(Option<Action>)>,
    ) -> Self {
        Self(Rc::new(Inner {
            host,
            root,
            panel,
            wish: Cell::default(),
            drag: Drag::default(),
            buttons,
            watch,
            moved_at: Cell::new(f64::NEG_INFINITY),
            pointed_at: Cell::new(f64::NEG_INFINITY),
            focused: RefCell::default(),
            on_press,
        }))
    }

    /// Listens inside the shadow root for as long as the listener is kept.
    pub(crate) fn listen(&self) -> Result<Listener, wasm_bindgen::JsValue> {
        let presses = self.clone();
        let listener: Listener = Closure::new(move |event: Event| presses.answer(&event));
        for kind in KINDS {
            self.0
                .root
                .add_event_listener_with_callback(kind, listener.as_ref().unchecked_ref())?;
        }
        Ok(listener)
    }

    pub(crate) fn wish(&self) -> Wish {
        self.0.wish.get()
    }

    /// What is at hand is another thing: a panel that was opened for the last one gives way again.
    pub(crate) fn forget_opened(&self) {
        if self.0.wish.get() == Wish::Open {
            self.0.wish.set(Wish::None);
        }
    }

    /// Something must be read: a panel that was made one line shows it.
    pub(crate) fn unfold(&self) {
        self.0.wish.set(Wish::None);
    }

    /// All of it is shown, at once, and placed with the next frame.
    pub(crate) fn open(&self) {
        self.0.wish.set(Wish::Open);
        self.extend(Extent::Full);
    }

    fn extend(&self, extent: Extent) {
        // Fails for no valid name.
        let _ = self.0.panel.set_attribute("data-extent", extent.name());
    }

    /// Moves the focus to a button, and scrolls to it, because the admin's own key asks for that: so a key pressed there counts
    /// as long as the focus stays. False: the button is not shown.
    pub(crate) fn turn_to(&self, button: &Element) -> bool {
        let focusable: &HtmlElement = button.unchecked_ref();
        // What is not shown takes none.
        let _ = focusable.focus_with_options(&FocusOptions::new());
        let is_there = self.0.root.active_element().as_ref() == Some(button);
        if is_there {
            *self.0.focused.borrow_mut() = Some(button.clone());
        }
        is_there
    }

    pub(crate) fn home(&self) -> Home {
        self.0.drag.home()
    }

    pub(crate) fn set_home(&self, home: Home) {
        self.0.drag.set_home(home);
    }

    /// Where the panel is while a hand moves it.
    pub(crate) fn dragged(&self) -> Option<Area> {
        self.0.drag.dragged()
    }

    pub(crate) fn stands(&self, stand: Stand, viewport: Size) {
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
        if moves_focus(event) {
            self.0.moved_at.set(dom::now());
        }
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

    /// Whether a pointer was over the panel a moment ago: so no window in front of this one lay over it.
    pub(crate) fn is_pointed_at(&self) -> bool {
        dom::now() - self.0.pointed_at.get() < POINTED_AT_MS
    }

    fn answer(&self, event: &Event) {
        event.stop_propagation();
        match event.type_().as_str() {
            // The focus stays where it is, in a dialog of the page that guards it.
            "mousedown" => event.prevent_default(),
            "focusin" => self.note_focus(),
            "focusout" => *self.0.focused.borrow_mut() = None,
            "click" if event.is_trusted() => self.click(event.unchecked_ref()),
            "pointerdown" if event.is_trusted() => self.take_header(event.unchecked_ref()),
            "pointermove" if event.is_trusted() => {
                self.0.pointed_at.set(dom::now());
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

    fn note_focus(&self) {
        let is_moved = dom::now() - self.0.moved_at.get() < MOVED_BY_MS;
        let active = self.0.root.active_element();
        let mut focused = self.0.focused.borrow_mut();
        // A frame that gets the focus later than its button hears of it later, too.
        *focused = active.filter(|active| is_moved || focused.as_ref() == Some(active));
    }

    /// The pointer went down on the panel's header: the panel goes along with it.
    fn take_header(&self, event: &PointerEvent) {
        #[allow(clippy::cast_precision_loss)] // a window is not that large
        let (x, y) = (event.client_x() as f32, event.client_y() as f32);
        let hit = self.0.root.element_from_point(x, y);
        if let Some(header) = hit.and_then(|hit| hit.closest("[data-part=header]").ok().flatten()) {
            self.0.drag.take(&header, event);
        }
    }

    /// The arrow keys move the panel while its handle has the focus.
    fn key(&self, event: &Event) {
        let active = self.0.root.active_element();
        let is_handle =
            active.is_some_and(|active| active.matches("[data-part=move]").unwrap_or(false));
        let event: &KeyboardEvent = event.unchecked_ref();
        if let Some(area) = is_handle.then(|| self.0.drag.key(event)).flatten() {
            event.prevent_default();
            self.put(&area);
            (self.0.on_press)(Some(Action::KeepPlace));
        }
    }

    fn put(&self, area: &Area) {
        let style = self.0.panel.style();
        self.0.watch.write(|| {
            // What could not be moved now is moved in the next frame.
            let _ = style.set_property("left", &pixels(area.left));
            let _ = style.set_property("top", &pixels(area.top));
        });
    }

    /// Whether a person moved the focus to a button, or something that stands in for a hand presses it just now.
    fn is_focus_by_person(&self, button: &Element) -> bool {
        self.0.focused.borrow().as_ref() == Some(button)
            || dom::now() - self.0.moved_at.get() < MOVED_BY_MS
    }

    fn click(&self, click: &MouseEvent) {
        let inner = &*self.0;
        // By keyboard, or by a tool that stands in for one: then it has no place.
        let is_by_key = click.detail() == 0;
        let at = (f64::from(click.client_x()), f64::from(click.client_y()));
        let Some(button) = inner.buttons.at((!is_by_key).then_some(at)) else {
            return;
        };
        let counts = (!is_by_key || self.is_focus_by_person(&button))
            && !inner.watch.is_touched()
            && inner.buttons.takes(&button);
        match inner.buttons.deed(&button).filter(|_| counts) {
            Some(Deed::Ask(action)) => (inner.on_press)(Some(action)),
            Some(Deed::Fold) => inner.watch.write(|| self.fold(&button)),
            Some(Deed::Move) => {}
            None => (inner.on_press)(None),
        }
    }

    fn fold(&self, button: &Element) {
        let extent = self.0.panel.get_attribute("data-extent");
        let opens = extent.as_deref() == Some(Extent::Line.name());
        self.0.wish.set(if opens { Wish::Open } else { Wish::Line });
        // It is drawn so at once, and placed with the next frame.
        self.extend(if opens { Extent::Full } else { Extent::Line });
        // Fails for no valid name.
        let _ = button.set_attribute("aria-expanded", if opens { "true" } else { "false" });
    }
}

/// Whether a person does what moves the focus: with the Tab key, or by a tool that presses in their stead.
fn moves_focus(event: &Event) -> bool {
    event.is_trusted()
        && match event.type_().as_str() {
            "keydown" => event.unchecked_ref::<KeyboardEvent>().key() == "Tab",
            "mousedown" => event.unchecked_ref::<MouseEvent>().detail() == 0,
            _ => false,
        }
}
