//! What the guard knows and does, one thing at a time.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Event, MutationObserver, MutationObserverInit, MutationRecord, Window};

use super::attempt::{Attempt, Deed};
use super::browser::{self, GuardError};
use super::port::{self, VaultLink};
use crate::checklist::{
    Action, Command, ControlId, Custody, Gate, NoticeKind, Observation, Run, needs_click,
};
use crate::console::form::state_of;
use crate::console::node::Node;
use crate::console::web::{self, WebNode};
use crate::console::{Reader, act};
use crate::handover::FromVault;
use crate::overlay::{Overlay, Presses};
use crate::policy::Policy;
use crate::wipe;

type OnAction = Rc<dyn Fn(Action)>;

/// How often a page is read though it said nothing of a change: a script can set a value without a trace.
const SILENT_CHANGE_MS: f64 = 250.0;
/// How long after the last thing worth guarding the guard goes to sleep.
const SLEEP_AFTER_MS: f64 = 2_000.0;
/// How often the page is read again at once because the guard's own clicks changed it.
const ROUNDS: u8 = 4;
/// Attributes whose change can change what a person reads or what a control shows.
const ATTRIBUTES: [&str; 20] = [
    "aria-checked",
    "aria-disabled",
    "aria-expanded",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "aria-pressed",
    "aria-selected",
    "alt",
    "class",
    "disabled",
    "for",
    "hidden",
    "id",
    "open",
    "placeholder",
    "role",
    "style",
    "title",
    "value",
];

#[allow(clippy::struct_excessive_bools)] // independent facts, not one state in disguise
pub struct State {
    window: Window,
    document: Document,
    policy: Policy,
    is_policy_refused: bool,
    reader: Reader<WebNode>,
    run: Run,
    observation: Observation,
    overlay: Option<Overlay>,
    presses: Rc<RefCell<Option<Presses>>>,
    on_action: Option<OnAction>,
    on_look: Option<Closure<dyn FnMut()>>,
    on_change: Option<Closure<dyn FnMut(js_sys::Array)>>,
    on_frame: Option<Closure<dyn FnMut(f64)>>,
    on_unload: Closure<dyn FnMut(Event)>,
    on_sleep: js_sys::Function,
    observer: Option<MutationObserver>,
    vault: VaultLink,
    /// The permissions that were ticked when an OK was let through.
    ticked: Vec<String>,
    is_awake: bool,
    is_asked: bool,
    is_hidden: bool,
    is_frame_due: bool,
    is_unload_held: bool,
    look_due_at: Option<f64>,
    last_read: f64,
    last_reason_to_guard: f64,
    last_told: String,
}

impl State {
    pub fn new(
        on_sleep: js_sys::Function,
        presses: Rc<RefCell<Option<Presses>>>,
    ) -> Result<Self, GuardError> {
        let window = web_sys::window().ok_or(GuardError::NoDocument)?;
        let document = window.document().ok_or(GuardError::NoDocument)?;
        let policy = Policy::default();
        Ok(Self {
            reader: Reader::new(policy.labels.clone()),
            run: Run::new(policy.rules),
            policy,
            is_policy_refused: false,
            window,
            document,
            observation: Observation::default(),
            overlay: None,
            presses,
            on_action: None,
            on_look: None,
            on_change: None,
            on_frame: None,
            on_unload: Closure::new(|event: Event| {
                event.prevent_default();
                // Older versions of Chromium ask only when a value is returned, too.
                event
                    .unchecked_ref::<web_sys::BeforeUnloadEvent>()
                    .set_return_value("leave");
            }),
            on_sleep,
            observer: None,
            vault: VaultLink::default(),
            ticked: Vec::new(),
            is_awake: false,
            is_asked: false,
            is_hidden: false,
            is_frame_due: false,
            is_unload_held: false,
            look_due_at: None,
            last_read: 0.0,
            last_reason_to_guard: 0.0,
            last_told: String::new(),
        })
    }

    /// Ties the inside to the outside, by which the browser calls back.
    pub fn connect(
        &mut self,
        on_action: OnAction,
        on_change: Closure<dyn FnMut(js_sys::Array)>,
        on_look: Closure<dyn FnMut()>,
        on_frame: Closure<dyn FnMut(f64)>,
    ) -> Result<(), GuardError> {
        let observer = MutationObserver::new(on_change.as_ref().unchecked_ref());
        self.observer = Some(observer.map_err(|_| GuardError::Refused)?);
        self.on_action = Some(on_action);
        self.on_change = Some(on_change);
        self.on_look = Some(on_look);
        self.on_frame = Some(on_frame);
        Ok(())
    }

    pub fn wake(&mut self) {
        if !self.is_awake {
            self.is_awake = true;
            self.last_reason_to_guard = browser::now(&self.window);
            self.reader = Reader::new(self.policy.labels.clone());
            if let Some(root) = self.document.document_element() {
                self.take_in(&WebNode(root.into()));
            }
            self.watch(&self.document);
        }
        self.read();
    }

    pub fn toggle(&mut self) {
        if self.overlay.is_some() {
            self.is_hidden = true;
            self.is_asked = false;
        } else {
            self.is_hidden = false;
            self.is_asked = true;
        }
        self.wake();
    }

    pub fn set_policy(&mut self, policy: Option<Policy>) {
        self.is_policy_refused = policy.is_none();
        if let Some(policy) = policy {
            self.run.set_rules(policy.rules);
            self.policy = policy;
            if self.is_awake {
                // Other labels may name what was passed over.
                self.is_awake = false;
                self.wake();
            }
        }
    }

    /// The page changed.
    pub fn changed(&mut self, records: &js_sys::Array) {
        if self.is_awake {
            // What was drawn here is no news: looking at it would draw again, without end.
            if self.take_in_records(records) {
                self.read();
            }
        }
    }

    /// A look is due.
    pub fn look(&mut self) {
        self.look_due_at = None;
        if self.is_awake {
            self.read();
        }
    }

    /// A frame is about to be painted.
    pub fn frame(&mut self) {
        self.is_frame_due = false;
        if !self.is_awake {
            return;
        }
        let now = browser::now(&self.window);
        let has_late_roots = self.take_in_late_roots();
        if has_late_roots || now - self.last_read >= SILENT_CHANGE_MS || self.has_box_changed() {
            self.read();
        } else if let Some(overlay) = &mut self.overlay {
            let reader = &self.reader;
            overlay.place_marks(&|control| locate(reader, control));
        }
        self.ask_for_frame();
    }

    /// A box's own state can change without any event or mutation.
    fn has_box_changed(&self) -> bool {
        self.reader.form().is_some_and(|form| {
            form.boxes
                .iter()
                .any(|part| state_of(&part.element) != Some(part.state))
        })
    }

    fn watch(&self, root: &web_sys::Node) {
        let options = MutationObserverInit::new();
        options.set_subtree(true);
        options.set_child_list(true);
        options.set_character_data(true);
        options.set_attributes(true);
        let names = ATTRIBUTES.iter().map(|name| JsValue::from(*name));
        options.set_attribute_filter(&names.collect::<js_sys::Array>());
        if let Some(observer) = &self.observer {
            // A root that cannot be observed is read every so often all the same.
            let _ = observer.observe_with_options(root, &options);
        }
    }

    fn take_in(&mut self, node: &WebNode) {
        for root in self.reader.add(node) {
            self.watch(&root.0);
        }
    }

    /// Takes in the shadow roots that appeared in elements read earlier. True: there were some.
    fn take_in_late_roots(&mut self) -> bool {
        let hosts = web::late_hosts();
        for host in &hosts {
            self.take_in(host);
        }
        !hosts.is_empty()
    }

    /// Takes in what the page changed and the browser has not told yet.
    fn catch_up(&mut self) {
        if let Some(records) = self.observer.as_ref().map(MutationObserver::take_records) {
            self.take_in_records(&records);
        }
    }

    /// True: the page changed; false: all of it was the overlay's own.
    fn take_in_records(&mut self, records: &js_sys::Array) -> bool {
        let mut has_changed = false;
        let own: Option<web_sys::Node> = self.overlay.as_ref().map(own_host).map(Into::into);
        let is_own = |node: &web_sys::Node| own.as_ref() == Some(node);
        for record in records.iter() {
            let record: MutationRecord = record.unchecked_into();
            let Some(target) = record.target() else {
                continue;
            };
            match record.type_().as_str() {
                "childList" => {
                    for list in [record.added_nodes(), record.removed_nodes()] {
                        for node in (0..list.length()).filter_map(|index| list.get(index)) {
                            if is_own(&node) {
                                continue;
                            }
                            has_changed = true;
                            if node.is_connected() {
                                self.take_in(&WebNode(node));
                            }
                        }
                    }
                }
                "attributes" => {
                    let name = record.attribute_name().unwrap_or_default();
                    let may_name = matches!(
                        name.as_str(),
                        "aria-label"
                            | "aria-labelledby"
                            | "title"
                            | "placeholder"
                            | "alt"
                            | "role"
                            | "value"
                    );
                    if is_own(&target) {
                        continue;
                    }
                    has_changed = true;
                    if may_name {
                        self.take_in(&WebNode(target));
                    }
                }
                _ => {
                    has_changed = true;
                    self.take_in(&WebNode(target));
                }
            }
        }
        has_changed
    }

    /// Reads the page, does what the checklist asks, reads again where that changed something, and draws.
    fn read(&mut self) {
        let mut draws = true;
        for _ in 0..ROUNDS {
            self.observe();
            let now = self.last_read;
            let commands = self.run.observed(&self.observation, now);
            let has_acted = self.carry_out(commands);
            if !has_acted {
                break;
            }
            draws = false;
        }
        if !draws {
            self.observe();
        }
        self.draw();
    }

    fn observe(&mut self) {
        self.catch_up();
        self.observation = self.reader.observe();
        if self.run.custody().is_safe() {
            // Safe elsewhere: nothing of them stays here, neither on the heap, which wipes itself, nor on the stack.
            self.reader.forget_values();
            wipe::stack();
        }
        self.last_read = browser::now(&self.window);
    }

    /// True: something on the page was pressed.
    fn carry_out(&mut self, commands: Vec<Command>) -> bool {
        let mut has_acted = false;
        for command in commands {
            match command {
                Command::SetBox { control, on } => {
                    for _ in 0..2 {
                        // A three-state box may need a second click; every other one shows the state after the first.
                        let Some(node) = self.reader.node(control) else {
                            break;
                        };
                        if !state_of(node).is_some_and(|state| needs_click(state, on)) {
                            break;
                        }
                        let before = state_of(node);
                        act::press(node);
                        has_acted = true;
                        if state_of(node) == before {
                            // The page draws later; the run decides whether to ask again.
                            break;
                        }
                    }
                }
                Command::ClearDatasets(_) => {
                    if let Some(field) = self.reader.form().and_then(|form| form.datasets.as_ref())
                    {
                        act::clear(field);
                        has_acted = true;
                    }
                }
                Command::OpenVault => self.open_vault(),
                Command::Hide => {
                    self.is_hidden = true;
                    self.is_asked = false;
                    if self.run.is_closed() {
                        self.run = Run::new(self.policy.rules);
                    }
                }
                Command::LookAgain(milliseconds) => self.look_again(milliseconds),
            }
        }
        has_acted
    }

    fn look_again(&mut self, milliseconds: u32) {
        let due = self.last_read + f64::from(milliseconds);
        if self.look_due_at.is_some_and(|earlier| earlier <= due) {
            return;
        }
        let Some(on_look) = &self.on_look else {
            return;
        };
        let delay = i32::try_from(milliseconds).unwrap_or(i32::MAX);
        let callback = on_look.as_ref().unchecked_ref();
        if self
            .window
            .set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay)
            .is_ok()
        {
            self.look_due_at = Some(due);
        }
    }

    fn draw(&mut self) {
        let now = self.last_read;
        let is_token_screen = self.observation.create_token.seen().is_some()
            || self.observation.form.seen().is_some()
            || self.observation.credentials.seen().is_some()
            || *self.run.custody() != Custody::None;
        if is_token_screen || self.is_asked {
            self.last_reason_to_guard = now;
        }
        let must_say = self.run.held().is_some() || self.is_policy_refused && is_token_screen;
        let shows = self.is_asked || is_token_screen && (!self.is_hidden || must_say);
        self.hold_unload();
        if !shows {
            self.overlay = None;
            *self.presses.borrow_mut() = None;
            self.tell("");
            self.sleep_when_idle();
            return;
        }
        let mut view = self.run.view(&self.observation);
        if self.is_policy_refused {
            view.add_policy_refused();
        }
        if self.overlay.is_none() {
            let Some(on_action) = self.on_action.clone() else {
                return;
            };
            self.overlay = Overlay::new(&self.document, move |action| on_action(action)).ok();
            web::leave_out(self.overlay.as_ref().map(own_host));
            *self.presses.borrow_mut() = self.overlay.as_ref().map(Overlay::presses);
        }
        let reader = &self.reader;
        if let Some(overlay) = &mut self.overlay {
            // A modal dialog in a closed shadow root is not found from the document.
            let boundary = reader.dialog().map(|dialog| &dialog.boundary);
            if let Some(dialog) = boundary.filter(|b| b.is_modal()).and_then(WebNode::element) {
                overlay.host_in(dialog);
            }
            overlay.draw(&view, &|control| locate(reader, control));
        }
        self.tell(&view.headline);
        self.ask_for_frame();
    }

    fn ask_for_frame(&mut self) {
        if self.is_frame_due || !self.is_awake || self.overlay.is_none() {
            return;
        }
        if let Some(on_frame) = &self.on_frame {
            let callback = on_frame.as_ref().unchecked_ref();
            self.is_frame_due = self.window.request_animation_frame(callback).is_ok();
        }
    }

    /// The toolbar's button says where the admin is.
    fn tell(&mut self, headline: &str) {
        if self.last_told != headline {
            headline.clone_into(&mut self.last_told);
            browser::tell_background(&[("type", "status"), ("headline", headline)]);
        }
    }

    fn sleep_when_idle(&mut self) {
        let rest = SLEEP_AFTER_MS - (self.last_read - self.last_reason_to_guard);
        if rest > 0.0 {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            // at most two seconds, and positive
            self.look_again(rest as u32 + 1);
            return;
        }
        self.is_awake = false;
        self.is_hidden = false;
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        self.reader = Reader::new(self.policy.labels.clone());
        self.run = Run::new(self.policy.rules);
        // The stub has nothing to answer.
        let _ = self.on_sleep.call0(&JsValue::UNDEFINED);
    }

    fn hold_unload(&mut self) {
        let holds = self.run.would_lose_values();
        if holds == self.is_unload_held {
            return;
        }
        let listener = self.on_unload.as_ref().unchecked_ref();
        let changed = if holds {
            self.window
                .add_event_listener_with_callback("beforeunload", listener)
        } else {
            self.window
                .remove_event_listener_with_callback("beforeunload", listener)
        };
        if changed.is_ok() {
            self.is_unload_held = holds;
        }
    }

    /// An event on its way to the page. What must not happen is stopped here; everything else goes through untouched.
    pub fn handle(&mut self, event: &Event) {
        if !self.is_awake {
            return;
        }
        let Some(attempt) = Attempt::of(event) else {
            return;
        };
        if attempt.deed == Deed::Focus {
            return;
        }
        if attempt.deed == Deed::Change {
            self.note_admin(&attempt);
            self.read();
            return;
        }
        // In this very moment: what was right a moment ago may not be.
        self.observe();
        let held = if self
            .reader
            .dialog()
            .is_some_and(|dialog| attempt.closes(dialog))
        {
            let gate = self.run.tries_to_close(&self.observation);
            (gate == Gate::Held).then_some(NoticeKind::CloseHeld)
        } else if self.reader.form().is_some_and(|form| attempt.submits(form)) {
            let gate = self.run.tries_to_submit(&self.observation);
            if gate == Gate::Open {
                self.note_ticked();
            }
            (gate == Gate::Held).then_some(NoticeKind::SubmitHeld)
        } else {
            self.note_admin(&attempt);
            None
        };
        let Some(kind) = held else {
            return;
        };
        event.prevent_default();
        event.stop_immediate_propagation();
        self.is_hidden = false;
        self.draw();
        if attempt.is_final
            && let Some(overlay) = &mut self.overlay
        {
            overlay.call_attention(kind);
        }
    }

    /// A person's own hand on the form ends the checklist's.
    fn note_admin(&mut self, attempt: &Attempt) {
        let is_on_form = attempt.is_trusted
            && self
                .reader
                .form()
                .is_some_and(|form| form.boundary.holds(&attempt.target));
        if is_on_form {
            self.run.admin_took_over();
        }
    }

    fn note_ticked(&mut self) {
        self.ticked.clear();
        if let Some(form) = self.observation.form.seen() {
            let on = form.boxes.iter().filter(|b| needs_click(b.state, false));
            self.ticked
                .extend(on.map(|b| b.permission.label().to_owned()));
        }
    }

    /// The admin pressed a button of the panel.
    pub fn asked(&mut self, action: Action) {
        self.observe();
        let commands = self.run.asked(action, &self.observation);
        self.carry_out(commands);
        self.read();
    }

    fn open_vault(&mut self) {
        let Some(ticket) = browser::ticket(&self.window) else {
            return;
        };
        browser::tell_background(&[("type", "open-vault"), ("ticket", &ticket)]);
        self.vault.expect(ticket);
    }

    pub fn vault_connects(
        &mut self,
        port: &JsValue,
        on_message: Closure<dyn FnMut(JsValue)>,
        on_disconnect: Closure<dyn FnMut()>,
    ) {
        self.vault.connects(port, on_message, on_disconnect);
    }

    /// The vault says something.
    pub fn heard(&mut self, message: &JsValue) {
        match self.vault.understand(message) {
            Some(FromVault::Ready { ticket }) => {
                let is_sent = self.vault.redeem(&ticket) && self.hand_over();
                if !is_sent {
                    self.vault_left();
                }
            }
            Some(FromVault::Received) => self.run.vault_received(),
            Some(FromVault::Verified { file_name }) => {
                self.run.vault_verified(file_name);
            }
            None => {}
        }
        self.read();
    }

    /// Reads the values once more and sends them. They stay nowhere here.
    fn hand_over(&mut self) -> bool {
        self.observe();
        let host = browser::host(&self.window);
        let (Some(values), Some(host)) = (self.reader.values(), host) else {
            return false;
        };
        port::handover(values, &host, self.ticked.clone())
            .is_some_and(|handover| self.vault.send(&handover))
    }

    pub fn vault_left(&mut self) {
        self.vault.close();
        self.run.vault_left();
        self.read();
    }
}

fn own_host(overlay: &Overlay) -> web_sys::Element {
    overlay.host().clone().into()
}

/// The box of a control in the viewport: its own, or where it is not drawn itself, its label's or what is around it.
fn locate(reader: &Reader<WebNode>, control: ControlId) -> Option<web_sys::DomRect> {
    let node = reader.node(control)?;
    let labels = node.labels();
    let faces = std::iter::once(node.clone())
        .chain(labels)
        .chain(node.parent());
    faces.into_iter().find_map(|face| {
        let element = face.element()?.clone();
        let area = element.get_bounding_client_rect();
        (area.width() > 4.0 && area.height() > 4.0).then_some(area)
    })
}
