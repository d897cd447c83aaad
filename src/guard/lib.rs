//! The guard's life on the console's page: it looks when the page changes, draws what the checklist says, acts, and stops
//! at the door.
//!
//! No rule is in here. What is right is the [`trivet_checklist`]'s to say, what is seen is the [`trivet_page`]'s; this
//! room carries one to the other. Everything runs in the page's one thread: [`Guard`] is the outside, which is never
//! entered twice, [`state`] the inside.
#![deny(unsafe_code)]

mod attempt;
mod browser;
mod changes;
mod custody;
mod drawing;
mod faces;
mod follow;
mod held;
mod journal;
mod port;
mod state;
mod teaching;
mod translation;

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::Event;

pub use browser::GuardError;
use state::{State, Ties};
use trivet_checklist::Action;
use trivet_checklist::policy::{Organisation, Policy};
use trivet_overlay::Presses;
use trivet_page::web::WebNode;

/// The guard of one document.
#[derive(Clone)]
pub struct Guard {
    state: Rc<RefCell<State>>,
    /// What answers on the panel. It stands outside the state, because drawing itself moves the focus, and the page must
    /// not see those events either.
    presses: Rc<RefCell<Option<Presses>>>,
}

impl Guard {
    /// A guard that looks at the document as it is now and from now on at what changes. `on_sleep` is called when there is
    /// nothing more to guard, until [`Guard::wake`]; `on_frame_window` with the window of each frame of this origin, whose
    /// events are to be handed over, too. `host` is the console's, under which its own is stored;
    /// `texts` are the panel's, a line each.
    ///
    /// # Errors
    ///
    /// When there is no document to look at.
    pub fn start(
        on_sleep: js_sys::Function,
        on_frame_window: js_sys::Function,
        host: &str,
        texts: &str,
    ) -> Result<Self, GuardError> {
        let presses = Rc::default();
        let state = State::new(on_sleep, on_frame_window, host, texts, Rc::clone(&presses))?;
        let guard = Self {
            state: Rc::new(RefCell::new(state)),
            presses,
        };
        guard.state.borrow_mut().connect(guard.ties())?;
        guard.wake();
        Ok(guard)
    }

    /// By what the browser calls back.
    fn ties(&self) -> Ties {
        let outside = || self.clone();
        let (press, seen, change, look) = (outside(), outside(), outside(), outside());
        let (moved, frame, beat, file) = (outside(), outside(), outside(), outside());
        Ties {
            on_press: Rc::new(move |action| press.pressed(action)),
            on_seen: Rc::new(move || seen.look_soon()),
            on_change: Closure::new(move |records: js_sys::Array| change.changed(&records)),
            on_look: Closure::new(move || look.look()),
            on_look_again: Closure::new(move || moved.look_soon()),
            on_frame: Closure::new(move |_time: f64| frame.frame()),
            on_beat: Closure::new(move || beat.beat()),
            on_file: Closure::new(move |text: JsValue| file.chosen(&text)),
        }
    }

    /// Something on the page is worth a look again.
    pub fn wake(&self) {
        self.enter(State::wake);
    }

    /// The toolbar's button wants the checklist: here if this is the token screen, or `anywhere`. Whether it is shown now.
    pub fn show(&self, anywhere: bool) -> bool {
        self.enter(|state| state.show(anywhere)).unwrap_or_default()
    }

    /// The toolbar's button wants it away. Whether it was there.
    pub fn hide(&self) -> bool {
        self.enter(State::hide).unwrap_or_default()
    }

    /// The admin's own key moves the focus to the next button of the panel. Whether that is here.
    pub fn turn_to_next(&self) -> bool {
        self.enter(State::turn_to_next).unwrap_or_default()
    }

    /// A frame has another document than before.
    pub fn take_frame(&self, frame: web_sys::Element) {
        self.enter(|state| state.take_frame(&WebNode(frame.into())));
    }

    /// Another frame shows it.
    pub fn give_way(&self) {
        self.enter(State::give_way);
    }

    /// What the toolbar's button says of this document; empty where it says nothing.
    pub fn headline(&self) -> String {
        self.enter(|state| state.last_told.clone())
            .unwrap_or_default()
    }

    /// An event on its way to the page, seen first of all. False: nobody looked at what a person does, because the guard never
    /// came back from something before.
    pub fn handle(&self, event: &Event) -> bool {
        // Escape closes the page's dialog from wherever the focus is, from the panel inside it, too.
        let presses = self.presses.borrow().clone();
        if !attempt::is_escape(event) && presses.is_some_and(|presses| presses.take(event)) {
            // The panel was moved or folded, perhaps.
            self.look_soon();
            return true;
        }
        // The guard's own click on a box passes by here, while the state is busy: it is not an attempt of anyone. A form that
        // a page submits in answer to that click is nobody's, either.
        let is_handled = self.enter(|state| state.handle(event)).is_some();
        if !is_handled && event.type_() == "submit" {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
        // What the guard does itself makes events, too, but none of these that a browser vouches for.
        let is_by_person = event.is_trusted()
            && matches!(event.type_().as_str(), "click" | "keydown" | "pointerdown");
        is_handled || !is_by_person
    }

    /// The vault's window, or whoever says so, opened a port.
    pub fn connected(&self, port: &JsValue) {
        let outside = self.clone();
        let on_message = Closure::new(move |message: JsValue| {
            outside.enter(|state| state.heard(&message));
        });
        let outside = self.clone();
        let on_disconnect = Closure::new(move || {
            outside.enter(State::vault_left);
        });
        self.enter(|state| state.vault_connects(port, on_message, on_disconnect));
    }

    /// The organisation's policy, as the browser's managed storage has it; null where it has none. Until this is known the
    /// admin's word closes no dialog.
    pub fn set_policy(&self, managed: &JsValue) {
        let policy = if managed.is_null() {
            Some(Policy::default())
        } else {
            Organisation::from_managed(&trivet_webext::plain(managed))
                .map(|organisation| Policy::default().tightened_by(organisation))
        };
        self.enter(|state| state.set_policy(policy));
    }

    /// What was taught on this console before, as the extension's storage has it.
    pub fn set_lessons(&self, stored: &JsValue) {
        let lessons = teaching::stored(stored);
        self.enter(|state| state.set_lessons(lessons));
    }

    /// What tokens are for on this console, as the extension's storage has it; empty where it has nothing. And whether the person
    /// wants the vault's window to come by itself.
    pub fn set_choices(&self, purpose: String, opens_vault: bool) {
        self.enter(|state| state.set_choices(purpose, opens_vault));
    }

    /// Whether the extension's storage has it that an update is still to be said.
    pub fn set_updated(&self, is_due: bool) {
        self.enter(|state| state.set_updated(is_due));
    }

    /// Where the admin put the panel on this console before, as the extension's storage has it.
    pub fn set_home(&self, home: &str) {
        self.enter(|state| state.set_home(home));
    }

    /// What is kept of a token that no guard looks after any more.
    pub fn add_left_behind(&self, key: String, line: Option<&str>) {
        self.enter(|state| state.add_left_behind(key, line));
    }

    /// Whether this guard looks after the token whose line has this key.
    pub fn looks_after(&self, key: &str) -> bool {
        self.enter(|state| state.journal.looks_after(key))
            .unwrap_or_default()
    }

    /// What is kept of a token was written anew, perhaps by Trivet's window.
    pub fn follow_window(&self, key: &str, line: &str) {
        self.enter(|state| state.follow_window(key, line));
    }

    /// The page goes away. Trivet's window goes on, and writes down what it does.
    pub fn goes_away(&self) {
        self.enter(|state| state.vault.close());
    }

    /// The page was away, and the connection to Trivet's window with it.
    pub fn came_back(&self) {
        self.enter(State::vault_left);
    }

    /// A button of the panel was pressed, and was seen or was not.
    fn pressed(&self, action: Option<Action>) {
        self.enter(|state| match action {
            Some(action) => state.asked(action),
            None => state.press_refused(),
        });
    }

    /// A file of lessons was chosen and read.
    fn chosen(&self, text: &JsValue) {
        let lessons = teaching::in_file(text);
        self.enter(|state| state.chosen(lessons));
    }

    fn changed(&self, records: &js_sys::Array) {
        self.enter(|state| state.changed(records));
    }

    fn look(&self) {
        self.enter(State::look);
    }

    fn frame(&self) {
        self.enter(State::frame);
    }

    fn beat(&self) {
        self.enter(State::beat);
    }

    fn look_soon(&self) {
        self.enter(State::ask_for_frame);
    }

    /// The inside is entered once at a time. What comes while it is busy comes from what it does itself, and is seen by it
    /// when it reads the page afterwards.
    fn enter<T>(&self, visit: impl FnOnce(&mut State) -> T) -> Option<T> {
        Some(visit(&mut *self.state.try_borrow_mut().ok()?))
    }
}
