//! What the guard knows and does, one thing at a time.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Event, MutationObserver, Window};

use super::attempt::{self, Attempt, Deed};
use super::browser::{self, GuardError};
use super::faces::Faces;
use super::follow::Followed;
use super::held::Held;
use super::journal::write_down;
use super::port::VaultLink;
use super::translation::is_translated;
use trivet_checklist::journal::Lines;
use trivet_checklist::lesson::Lesson;
use trivet_checklist::message::Texts;
use trivet_checklist::policy::Policy;
use trivet_checklist::presence::Presence;
use trivet_checklist::update::{self, Update};
use trivet_checklist::{
    Action, Command, ControlId, Gate, Message, NoticeKind, Observation, Rules, Run, Tried,
    needs_click,
};
use trivet_overlay::{Overlay, Presses};
use trivet_page::kind::state_of;
use trivet_page::labels;
use trivet_page::node::Node;
use trivet_page::web::WebNode;
use trivet_page::{Reader, act};
use trivet_webext::texts;

type OnPress = Rc<dyn Fn(Option<Action>)>;
type OnSeen = Rc<dyn Fn()>;

/// How often the page is read again at once because the guard's own clicks changed it.
const ROUNDS: u8 = 4;

/// What the browser calls back by.
#[allow(clippy::struct_field_names)] // each is called on something
pub struct Ties {
    pub on_press: OnPress,
    /// A button came to be seen, or is seen no more.
    pub on_seen: OnSeen,
    pub on_change: Closure<dyn FnMut(js_sys::Array)>,
    pub on_look: Closure<dyn FnMut()>,
    /// Something that is marked may have moved.
    pub on_look_again: Closure<dyn FnMut()>,
    pub on_frame: Closure<dyn FnMut(f64)>,
    pub on_beat: Closure<dyn FnMut()>,
    pub on_file: Closure<dyn FnMut(JsValue)>,
}

#[allow(clippy::struct_excessive_bools)] // independent facts, not one state in disguise
pub struct State {
    pub(crate) window: Window,
    pub(crate) document: Document,
    pub(crate) policy: Policy,
    pub(crate) is_policy_refused: bool,
    /// What the admin taught on this console.
    pub(crate) lessons: Vec<Lesson>,
    /// Under which name the extension's storage has them.
    pub(crate) lessons_key: String,
    /// What tokens are for on this console, by the name of a checklist; nothing while the extension's storage was not read.
    pub(crate) purpose: Option<String>,
    pub(crate) purpose_key: String,
    opens_vault: bool,
    /// Where the panel belongs on this console, and under which name the extension's storage has that.
    pub(crate) home: String,
    pub(crate) home_key: String,
    /// What is outlined for a control.
    pub(crate) faces: Faces,
    /// What the next start must know.
    pub(crate) journal: Lines,
    pub(crate) reader: Reader<WebNode>,
    pub(crate) run: Run,
    pub(crate) observation: Observation,
    /// As they were when the page began: once the extension is gone, the browser answers nothing.
    pub(crate) texts: Rc<Texts<Message>>,
    pub(crate) overlay: Option<Overlay>,
    pub(crate) presses: Rc<RefCell<Option<Presses>>>,
    pub(crate) ties: Option<Rc<Ties>>,
    pub(crate) on_unload: Closure<dyn FnMut(Event)>,
    pub(crate) on_sleep: js_sys::Function,
    /// Has a window tell of its events.
    pub(crate) on_frame_window: js_sys::Function,
    /// The windows of the frames of this origin.
    pub(crate) frames: Vec<Window>,
    pub(crate) observer: Option<MutationObserver>,
    pub(crate) held: Held,
    pub(crate) vault: VaultLink,
    pub(crate) is_awake: bool,
    /// The extension was updated or switched off meanwhile.
    pub(crate) is_orphaned: bool,
    pub(crate) presence: Presence,
    pub(crate) is_frame_due: bool,
    pub(crate) is_beat_due: bool,
    /// What is pointed out on the page.
    pub(crate) marked: Vec<ControlId>,
    pub(crate) followed: Followed,
    /// Something else came into the top layer.
    pub(crate) is_rise_due: bool,
    pub(crate) is_unload_held: bool,
    pub(crate) look_due_at: Option<f64>,
    pub(crate) last_read: f64,
    /// Whether it is to be said that there was an update.
    pub(crate) update: Update,
    /// How long the last reading took.
    pub(crate) reading_takes: f64,
    /// When the page or the admin did something last.
    pub(crate) stirred_at: f64,
    pub(crate) last_told: String,
    /// What a person did last, and at what.
    handled: Option<(Event, WebNode)>,
}

impl State {
    pub fn new(
        on_sleep: js_sys::Function,
        on_frame_window: js_sys::Function,
        host: &str,
        texts: &str,
        presses: Rc<RefCell<Option<Presses>>>,
    ) -> Result<Self, GuardError> {
        let window = web_sys::window().ok_or(GuardError::NoDocument)?;
        let document = window.document().ok_or(GuardError::NoDocument)?;
        let policy = Policy {
            rules: Rules::not_yet_known(),
            ..Policy::default()
        };
        Ok(Self {
            reader: Reader::new(policy.labels.clone()),
            run: Run::new(policy.rules.clone()),
            policy,
            is_policy_refused: false,
            lessons: Vec::new(),
            lessons_key: ["lessons ", host].concat(),
            purpose: None,
            purpose_key: ["purpose ", host].concat(),
            opens_vault: false,
            home: String::new(),
            home_key: ["panel ", host].concat(),
            faces: Faces::default(),
            journal: Lines::of(host),
            window,
            document,
            observation: Observation::default(),
            texts: Rc::new(texts::of_lines(texts, &Message::Language)),
            overlay: None,
            presses,
            ties: None,
            on_unload: Closure::new(|event: Event| {
                event.prevent_default();
                // Older versions of Chromium ask only when a value is returned, too.
                event
                    .unchecked_ref::<web_sys::BeforeUnloadEvent>()
                    .set_return_value("leave");
            }),
            on_sleep,
            on_frame_window,
            frames: Vec::new(),
            observer: None,
            held: Held::default(),
            vault: VaultLink::default(),
            is_awake: false,
            is_orphaned: false,
            presence: Presence::default(),
            is_frame_due: false,
            is_beat_due: false,
            marked: Vec::new(),
            followed: Followed::default(),
            is_rise_due: false,
            is_unload_held: false,
            look_due_at: None,
            last_read: 0.0,
            update: Update::None,
            reading_takes: 0.0,
            stirred_at: 0.0,
            last_told: String::new(),
            handled: None,
        })
    }

    /// Ties the inside to the outside, by which the browser calls back.
    pub fn connect(&mut self, ties: Ties) -> Result<(), GuardError> {
        let observer = MutationObserver::new(ties.on_change.as_ref().unchecked_ref());
        self.observer = Some(observer.map_err(|_| GuardError::Refused)?);
        self.ties = Some(Rc::new(ties));
        Ok(())
    }

    pub fn wake(&mut self) {
        if !self.is_awake {
            self.is_awake = true;
            self.presence.wakes(browser::now(&self.window));
            self.read_anew();
            self.watch(&self.document);
        }
        self.read();
    }

    /// Forgets what was read, and reads all of the page.
    fn read_anew(&mut self) {
        labels::keep(true);
        self.reader = Reader::new(self.policy.labels_with(&self.lessons));
        if let Some(root) = self.document.document_element() {
            self.take_in(&WebNode(root.into()));
        }
    }

    /// A run from the beginning, by the rules and the lessons in force.
    pub(crate) fn begin_run(&mut self) {
        self.run = Run::new(self.rules());
        self.run.sheet.set_lessons(
            self.policy.lessons_over(&self.lessons),
            !self.policy.lessons.is_empty(),
        );
    }

    /// The admin wants the checklist. False: it was not asked for on this screen before, and this screen has no part in it.
    pub fn show(&mut self, anywhere: bool) -> bool {
        if !anywhere && !self.run.is_token_screen(&self.observation) {
            return false;
        }
        self.presence.asked_for();
        self.wake();
        true
    }

    /// The admin wants it away. False: it was not there.
    pub fn hide(&mut self) -> bool {
        let was_shown = self.overlay.is_some();
        if was_shown {
            self.presence.put_away();
            self.read();
        }
        was_shown
    }

    /// The admin's own key: the focus goes to the next button. False: the panel is not here.
    pub fn turn_to_next(&mut self) -> bool {
        let Some(overlay) = &mut self.overlay else {
            return false;
        };
        overlay.turn_to_next();
        self.ask_for_frame();
        true
    }

    /// Another frame of the page has the token screen: what was asked for here is shown there.
    pub fn give_way(&mut self) {
        if !self.run.is_token_screen(&self.observation) && self.presence.gives_way() {
            self.read();
        }
    }

    pub fn set_policy(&mut self, policy: Option<Policy>) {
        self.is_policy_refused = policy.is_none();
        self.policy = policy.unwrap_or_default();
        self.run.set_rules(self.rules());
        self.apply_lessons();
    }

    /// What was chosen on this console before; empty where nothing was. And whether the vault's window comes by itself.
    pub fn set_choices(&mut self, purpose: String, opens_vault: bool) {
        self.purpose = Some(purpose);
        self.opens_vault = opens_vault;
        self.run.set_rules(self.rules());
        if self.is_awake {
            self.read();
        }
    }

    /// Whether the extension's storage has it that there was an update.
    pub fn set_updated(&mut self, is_due: bool) {
        self.update.is_stored(is_due);
        if self.is_awake {
            self.read();
        }
    }

    fn rules(&self) -> Rules {
        let mut rules = self.policy.rules.clone();
        rules.is_purpose_known = self.purpose.is_some();
        rules.opens_vault = self.opens_vault;
        rules
            .checklists
            .choose(self.purpose.as_deref().unwrap_or_default());
        rules
    }

    /// Other words name things from now on, and may name what was passed over.
    pub(crate) fn apply_lessons(&mut self) {
        self.run.sheet.set_lessons(
            self.policy.lessons_over(&self.lessons),
            !self.policy.lessons.is_empty(),
        );
        if self.is_awake {
            self.read_anew();
            self.read();
        }
    }

    /// A look is due.
    pub fn look(&mut self) {
        self.look_due_at = None;
        if self.is_awake {
            self.read();
        }
    }

    /// Reads the page, does what the checklist asks, reads again where that changed something, and draws.
    pub(crate) fn read(&mut self) {
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
        self.note_run();
        self.draw();
    }

    pub(crate) fn observe(&mut self) {
        let began = browser::now(&self.window);
        labels::keep(true);
        self.let_go();
        self.catch_up();
        self.notice_orphaned();
        self.reader.set_translated(is_translated(&self.document));
        self.observation = self.reader.observe();
        self.faces.forget();
        let now = browser::now(&self.window);
        self.run.judge(&mut self.observation, now);
        if self.run.sheet.wants_findings() {
            self.observation.findings = self.reader.findings();
        }
        self.hold_values();
        labels::keep(false);
        self.last_read = browser::now(&self.window);
        self.reading_takes = self.last_read - began;
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
                Command::ClearDatasets => {
                    if let Some(step) = self.reader.next_clearing() {
                        act::clear(&step);
                        has_acted = true;
                    }
                }
                Command::LeaveDatasets => {
                    if let Some(field) = self.reader.form().and_then(|form| form.datasets.as_ref())
                    {
                        act::leave(field);
                    }
                }
                Command::FillNotes { control, purpose } => {
                    let time = browser::time();
                    let text = Message::NotesProposed { purpose, time };
                    if let Some(field) = self.reader.node(control) {
                        act::fill(field, &self.texts.say(&text));
                        has_acted = true;
                    }
                }
                Command::OpenVault => self.open_vault(),
                Command::Hide => {
                    self.presence.put_away();
                    if self.run.is_done_with() {
                        write_down(self.journal.forget_own());
                        self.begin_run();
                    }
                }
                Command::Show => self.presence.comes_back(),
                Command::KeepPlace => self.keep_place(),
                Command::KeepPurpose(id) => {
                    browser::store(&self.purpose_key, &id.as_str().into());
                    self.purpose = Some(id);
                }
                Command::LookAgain(milliseconds) => self.look_again(milliseconds),
                Command::DropRecord => write_down(self.journal.drop_first()),
                Command::ShowChanges => browser::tell_background(&[("type", "open-changes")]),
                Command::DropUpdate => {
                    self.update = Update::None;
                    browser::forget(update::KEY);
                }
                Command::KeepLessons => self.keep_lessons(),
                Command::WriteReport => self.write_report(),
                Command::SaveReport(report) => self.save_report(&report),
                Command::ExportLessons => self.export_lessons(),
                Command::ImportLessons => self.import_lessons(),
            }
        }
        has_acted
    }

    pub(crate) fn look_again(&mut self, milliseconds: u32) {
        let due = self.last_read + f64::from(milliseconds);
        if self.look_due_at.is_some_and(|earlier| earlier <= due) {
            return;
        }
        let Some(ties) = &self.ties else {
            return;
        };
        let delay = i32::try_from(milliseconds).unwrap_or(i32::MAX);
        let callback = ties.on_look.as_ref().unchecked_ref();
        if self
            .window
            .set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay)
            .is_ok()
        {
            self.look_due_at = Some(due);
        }
    }

    /// An event on its way to the page. What must not happen is stopped here; everything else goes through untouched.
    pub fn handle(&mut self, event: &Event) {
        if !self.is_awake {
            return;
        }
        match event.type_().as_str() {
            "navigate" => return self.hold_navigation(event),
            "beforetoggle" | "fullscreenchange" => {
                self.is_rise_due = true;
                return self.ask_for_frame();
            }
            "scroll" | "resize" => return self.ask_for_frame(),
            "visibilitychange" => return self.comes_to_front(false),
            "toggle" => return,
            "focus" => {
                // Of every element, too; only a window has none.
                if event.target().is_some_and(|target| is_window(&target)) {
                    self.comes_to_front(true);
                }
                return;
            }
            _ => {}
        }
        self.stirred_at = browser::now(&self.window);
        let Some(attempt) = Attempt::of(event) else {
            return;
        };
        // What the window's listener has looked at, one in a shadow root hears again. A script can send an event twice.
        if attempt.is_trusted {
            let this = Some((event.clone(), attempt.target.clone()));
            if self.handled == this {
                return;
            }
            self.handled = this;
        }
        if let Some(term) = self.run.sheet.pointing_at() {
            self.point(term, event, &attempt);
            return;
        }
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
        let (dialog, form) = (self.reader.dialog(), self.reader.form());
        let closes = dialog.is_some_and(|dialog| attempt.closes(dialog));
        let is_ok = |node: &WebNode| self.reader.is_named_ok(node);
        let submits = match form {
            Some(form) => attempt.submits(form, &is_ok),
            None => attempt.may_submit(&is_ok),
        };
        let saves_plain_file = dialog.is_some_and(|dialog| attempt.saves_plain_file(dialog));
        match self.run.tries(closes, submits, &self.observation) {
            Tried::Held(kind) => return self.hold(event, kind, attempt.is_final),
            Tried::Submits => {
                self.note_run();
                // Whether the form is still there, and still the same.
                self.look_again(0);
            }
            Tried::Closes => {}
            Tried::Other => self.note_admin(&attempt),
        }
        if saves_plain_file {
            self.run.saves_plain_file();
            self.draw();
        }
    }

    /// A script submits the form; what it would send is read in this very moment.
    fn hold_navigation(&mut self, event: &Event) {
        if self.reader.form().is_none() {
            return;
        }
        self.observe();
        let sends = self
            .reader
            .form()
            .is_some_and(|form| attempt::sends(event, form));
        if sends && self.run.tries_to_submit(&self.observation) == Gate::Held {
            self.hold(event, NoticeKind::SubmitHeld, true);
        }
    }

    /// Stops an event, and says so.
    fn hold(&mut self, event: &Event, kind: NoticeKind, is_final: bool) {
        event.prevent_default();
        event.stop_immediate_propagation();
        self.presence.comes_back();
        self.draw();
        if is_final && let Some(overlay) = &mut self.overlay {
            overlay.call_attention(kind);
        }
    }

    /// A person's own hand on the form ends the checklist's.
    fn note_admin(&mut self, attempt: &Attempt) {
        let form = self.reader.form().filter(|_| attempt.is_trusted);
        if let Some(form) = form
            && form.boundary.holds(&attempt.target)
        {
            if form.boxes.iter().any(|b| attempt.is_on(&b.element)) {
                self.run.admin_used_box(self.last_read);
            }
            self.run.admin_took_over();
        }
    }

    /// A press on a button of the panel does not count.
    pub fn press_refused(&mut self) {
        self.run.press_refused();
        if let Some(overlay) = &self.overlay {
            overlay.unfold();
        }
        self.read();
    }

    /// The admin pressed a button of the panel.
    pub fn asked(&mut self, action: Action) {
        self.observe();
        let commands = self.run.asked(action, &self.observation);
        self.carry_out(commands);
        self.read();
    }
}

/// Whether a target of an event is a window: it is its own. A form can have a field of that name.
fn is_window(target: &web_sys::EventTarget) -> bool {
    let target: &JsValue = target;
    js_sys::Reflect::get(target, &"window".into()).is_ok_and(|window| window == *target)
}
