//! Drawing what the checklist says, at the pace of the page's frames; and going to sleep when there is nothing to guard.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::browser;
use super::follow::Followed;
use super::state::State;
use crate::checklist::{Custody, Sighting};
use crate::console::Reader;
use crate::console::kind::state_of;
use crate::console::node::Node;
use crate::console::web::{self, WebNode};
use crate::overlay::Overlay;

/// How often a page is looked at though it said nothing of a change: a script can set a value without a trace. Such a page is
/// likeliest to do so while it does other things, too.
const BEAT_MS: i32 = 1_000;
const BUSY_BEAT_MS: i32 = 250;
/// How long after an event or a change it counts as busy.
const BUSY_MS: f64 = 3_000.0;
/// All of it is read so seldom that this takes no more than this part of the time.
const READING_SHARE: f64 = 0.002;
/// And so often in any case.
const LONGEST_UNREAD_MS: f64 = 5_000.0;
/// How long after the last thing worth guarding the guard goes to sleep.
const SLEEP_AFTER_MS: f64 = 2_000.0;

impl State {
    /// A frame is about to be painted.
    pub(super) fn frame(&mut self) {
        self.is_frame_due = false;
        if !self.is_awake {
            return;
        }
        if std::mem::take(&mut self.is_rise_due)
            && let Some(overlay) = &mut self.overlay
        {
            overlay.rise();
        }
        if self.take_in_late_roots() || self.has_box_changed() {
            self.read();
        } else {
            self.place();
        }
        self.follow_pointer();
        if self.run.sheet.pointing_at().is_some() {
            // As long as the admin points at something, what the pointer is on is asked in every frame.
            self.ask_for_frame();
        }
    }

    /// Once in a while: whether all is as it was, though nothing told of a change.
    pub(super) fn beat(&mut self) {
        self.is_beat_due = false;
        if !self.is_awake {
            return;
        }
        let now = browser::now(&self.window);
        let Some(overlay) = &self.overlay else {
            return;
        };
        overlay.beat(now);
        let unread = (self.reading_takes / READING_SHARE).min(LONGEST_UNREAD_MS);
        let is_cut_off = !self.is_orphaned && browser::is_orphaned();
        let is_due = is_cut_off || now - self.last_read >= unread;
        if self.take_in_late_roots() || is_due || self.has_box_changed() {
            self.read();
        } else {
            self.place();
        }
        self.ask_for_beat();
    }

    /// Puts everything where it belongs by now.
    fn place(&mut self) {
        let (reader, faces) = (&self.reader, &self.faces);
        let Some(overlay) = &mut self.overlay else {
            return;
        };
        let is_waiting = overlay.place_marks(&|control| faces.locate(reader, control));
        self.follow();
        if is_waiting {
            self.ask_for_frame();
        }
    }

    /// Hears of it when something that is marked moves.
    fn follow(&mut self) {
        if let Some(ties) = &self.ties {
            let marked = self.marked.iter();
            let elements = marked.filter_map(|control| self.faces.of(*control));
            self.followed
                .follow(elements, ties.on_look_again.as_ref().unchecked_ref());
        }
    }

    /// Another window or tab was in front, or is now.
    pub(super) fn comes_to_front(&mut self, is_by_focus: bool) {
        if let Some(overlay) = &self.overlay {
            overlay.comes_to_front(is_by_focus);
            overlay.beat(browser::now(&self.window));
        }
        self.ask_for_frame();
    }

    /// A box's own state can change without any event or mutation.
    pub(super) fn has_box_changed(&self) -> bool {
        self.reader.form().is_some_and(|form| {
            form.boxes
                .iter()
                .filter(|part| part.element.is_connected())
                .any(|part| state_of(&part.element) != Some(part.state))
        })
    }

    /// Whether there is anything to guard on this screen.
    pub(super) fn is_token_screen(&self) -> bool {
        self.observation.create_token.seen().is_some()
            || self.observation.form.seen().is_some()
            || self.observation.has_unrecognised_form()
            || self.observation.credentials != Sighting::Absent
            || *self.run.custody() != Custody::None
    }

    pub(super) fn draw(&mut self) {
        let now = self.last_read;
        let is_token_screen = self.is_token_screen();
        let is_worth_it =
            is_token_screen || self.journal.first_left().is_some() || self.observation.is_foreign();
        if is_worth_it || self.is_asked || self.run.may_see_dialog(now) {
            self.last_reason_to_guard = now;
        }
        let is_urgent = self.run.held().is_some()
            || self.run.alarm().is_some()
            || (self.is_policy_refused || self.is_orphaned || self.vault.refused().is_some())
                && is_token_screen;
        // It comes back for what is new, and can be hidden again.
        self.is_hidden &= !is_urgent || self.is_urgent;
        self.is_urgent = is_urgent;
        let shows = self.is_asked || is_worth_it && !self.is_hidden;
        self.hold_unload();
        if !shows {
            self.overlay = None;
            self.marked.clear();
            self.followed = Followed::default();
            *self.presses.borrow_mut() = None;
            // What is held here alone is not forgotten because the panel is away.
            if self.run.would_lose_values() {
                self.tell(&self.run.view(&self.observation).headline);
            } else {
                self.tell("");
            }
            self.sleep_when_idle();
            return;
        }
        let mut view = self.run.view(&self.observation);
        if self.is_policy_refused {
            view.add_policy_refused();
        }
        if let Some(refusal) = self.vault.refused() {
            view.add_refused(&refusal.to_string());
        }
        self.say_left_behind(&mut view);
        if self.is_orphaned {
            let is_shown = self.observation.credentials.seen().is_some() && !self.run.is_taken();
            view.add_orphaned(self.run.would_lose_values(), is_shown);
        }
        if self.overlay.as_ref().is_none_or(Overlay::is_touched) {
            let Some(ties) = self.ties.clone() else {
                return;
            };
            self.overlay = None;
            self.overlay = Overlay::new(
                &self.document,
                web::shadow_root,
                Rc::clone(&ties.on_press),
                Rc::clone(&ties.on_seen),
            )
            .ok();
            if let Some(overlay) = &mut self.overlay {
                overlay.set_home(&self.home);
            }
            web::leave_out(self.overlay.as_ref().map(own_host));
            *self.presses.borrow_mut() = self.overlay.as_ref().map(Overlay::presses);
        }
        let (reader, faces) = (&self.reader, &self.faces);
        if let Some(overlay) = &mut self.overlay {
            // A modal dialog in a closed shadow root is not found from the document.
            let boundary = reader.dialog().map(|dialog| &dialog.boundary);
            let is_modal_here = |boundary: &&WebNode| {
                boundary.is_modal() && boundary.0.owner_document().as_ref() == Some(&self.document)
            };
            if let Some(dialog) = boundary.filter(is_modal_here).and_then(WebNode::element) {
                overlay.host_in(dialog);
            }
            overlay.draw(&view, &|control| faces.locate(reader, control));
        }
        self.marked.clear();
        self.marked
            .extend(view.marks.iter().map(|mark| mark.control));
        self.tell(&view.headline);
        self.ask_for_frame();
        self.ask_for_beat();
    }

    pub(super) fn ask_for_frame(&mut self) {
        if self.is_frame_due || !self.is_awake || self.overlay.is_none() {
            return;
        }
        if let Some(ties) = &self.ties {
            let callback = ties.on_frame.as_ref().unchecked_ref();
            self.is_frame_due = self.window.request_animation_frame(callback).is_ok();
        }
    }

    fn ask_for_beat(&mut self) {
        if self.is_beat_due {
            return;
        }
        let is_busy = browser::now(&self.window) - self.stirred_at < BUSY_MS;
        let delay = if is_busy { BUSY_BEAT_MS } else { BEAT_MS };
        if let Some(ties) = &self.ties {
            let callback = ties.on_beat.as_ref().unchecked_ref();
            let set = &self.window;
            let set = set.set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay);
            self.is_beat_due = set.is_ok();
        }
    }

    /// Where the admin put the panel on an earlier page of this console.
    pub fn set_home(&mut self, home: &str) {
        home.clone_into(&mut self.home);
        if let Some(overlay) = &mut self.overlay {
            overlay.set_home(home);
        }
    }

    /// Keeps where the admin put the panel.
    pub(super) fn keep_place(&mut self) {
        if let Some(overlay) = &self.overlay {
            self.home = overlay.home();
            browser::store(&self.home_key, &self.home.as_str().into());
        }
    }

    /// The toolbar's button says where the admin is; other frames of the tab give way to the one with the token screen.
    pub(super) fn tell(&mut self, headline: &str) {
        if self.last_told != headline {
            headline.clone_into(&mut self.last_told);
            let is_token_screen = !headline.is_empty() && self.is_token_screen();
            let screen = if is_token_screen { "token" } else { "other" };
            let status = [
                ("type", "status"),
                ("headline", headline),
                ("screen", screen),
            ];
            browser::tell_background(&status);
        }
    }

    pub(super) fn sleep_when_idle(&mut self) {
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
        self.begin_run();
        // The stub has nothing to answer.
        let _ = self.on_sleep.call0(&JsValue::UNDEFINED);
    }

    pub(super) fn hold_unload(&mut self) {
        let holds = self.run.would_lose_values();
        if holds == self.is_unload_held {
            return;
        }
        let listener = self.on_unload.as_ref().unchecked_ref();
        // A frame that goes elsewhere takes its dialog along, and only its own window is told.
        for view in std::iter::once(&self.window).chain(&self.frames) {
            // A window that is gone already has nothing to hold.
            let _ = if holds {
                view.add_event_listener_with_callback("beforeunload", listener)
            } else {
                view.remove_event_listener_with_callback("beforeunload", listener)
            };
        }
        self.is_unload_held = holds;
    }
}

pub(super) fn own_host(overlay: &Overlay) -> web_sys::Element {
    overlay.host().clone().into()
}
