//! Drawing what the checklist says, at the pace of the page's frames; and going to sleep when there is nothing to guard.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::browser;
use super::follow::Followed;
use super::state::State;
use trivet_checklist::Message;
use trivet_checklist::presence::{Reasons, beat_in, is_reading_due};
use trivet_checklist::update;
use trivet_credential::handover::Refusal;
use trivet_overlay::Overlay;
use trivet_page::Reader;
use trivet_page::act;
use trivet_page::kind::state_of;
use trivet_page::node::Node;
use trivet_page::web::{self, WebNode};

impl State {
    /// A frame is about to be painted.
    pub(crate) fn frame(&mut self) {
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
        }
        self.place();
        self.follow_pointer();
        if self.run.sheet.pointing_at().is_some() {
            // As long as the admin points at something, what the pointer is on is asked in every frame.
            self.ask_for_frame();
        }
    }

    /// Once in a while: whether all is as it was, though nothing told of a change.
    pub(crate) fn beat(&mut self) {
        self.is_beat_due = false;
        if !self.is_awake {
            return;
        }
        let now = browser::now(&self.window);
        let Some(overlay) = &self.overlay else {
            return;
        };
        overlay.beat(now);
        let is_cut_off = !self.is_orphaned && browser::is_orphaned();
        let is_due = is_cut_off || is_reading_due(now - self.last_read, self.reading_takes);
        if self.take_in_late_roots() || is_due || self.has_box_changed() {
            self.read();
        }
        self.place();
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
    pub(crate) fn comes_to_front(&mut self, is_by_focus: bool) {
        if let Some(overlay) = &self.overlay {
            overlay.comes_to_front(is_by_focus);
            overlay.beat(browser::now(&self.window));
        }
        if is_by_focus {
            self.turn_to_close();
        }
        self.ask_for_frame();
    }

    /// Puts the focus on Close, where that is what is left to do.
    fn turn_to_close(&mut self) {
        let is_left = self.run.comes_back();
        let dialog = self.reader.dialog().filter(|_| is_left);
        // A cross in the title's bar comes first.
        if let Some(close) = dialog.and_then(|dialog| dialog.close.last()) {
            act::focus(close);
        }
    }

    /// A box's own state can change without any event or mutation.
    pub(crate) fn has_box_changed(&self) -> bool {
        self.reader.form().is_some_and(|form| {
            form.boxes
                .iter()
                .filter(|part| part.element.is_connected())
                .any(|part| state_of(&part.element) != Some(part.state))
        })
    }

    pub(crate) fn draw(&mut self) {
        let now = self.last_read;
        let is_token_screen = self.run.is_token_screen(&self.observation);
        let is_outside =
            self.is_policy_refused || self.is_orphaned || self.vault.refused().is_some();
        let reasons = Reasons {
            is_worth_it: is_token_screen
                || self.journal.first_left().is_some()
                || self.observation.is_foreign(),
            is_urgent: self.run.is_urgent() || is_outside && is_token_screen,
            may_see_dialog: self.run.may_see_dialog(now),
        };
        let shows = self.presence.read(reasons, now);
        self.hold_unload();
        if !shows {
            self.overlay = None;
            self.update.leaves();
            self.marked.clear();
            self.followed = Followed::default();
            *self.presses.borrow_mut() = None;
            // What is held here alone is not forgotten because the panel is away.
            if self.run.would_lose_values() {
                let headline = self.run.view(&self.observation).headline;
                self.tell(&self.texts.words(&headline));
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
            view.add_refused(refused(refusal));
        }
        self.say_left_behind(&mut view);
        if self.is_orphaned {
            let is_shown = self.observation.credentials.seen().is_some() && !self.run.is_taken();
            view.add_orphaned(self.run.would_lose_values(), is_shown);
        }
        view.keep_most_severe();
        // Last, for anything else comes before it.
        let says_update = self.update.say(&mut view, &self.observation);
        if self.overlay.as_ref().is_none_or(Overlay::is_touched) {
            let Some(ties) = self.ties.clone() else {
                return;
            };
            self.overlay = None;
            self.overlay = Overlay::new(
                &self.document,
                web::shadow_root,
                Rc::clone(&self.texts),
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
            let is_in_front = says_update && overlay.is_unfolded() && !self.document.hidden();
            if is_in_front && self.update.is_seen() {
                browser::forget(update::KEY);
            }
        }
        self.marked.clear();
        self.marked
            .extend(view.marks.iter().map(|mark| mark.control));
        self.tell(&self.texts.words(&view.headline));
        self.ask_for_frame();
        self.ask_for_beat();
    }

    pub(crate) fn ask_for_frame(&mut self) {
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
        let delay = beat_in(browser::now(&self.window) - self.stirred_at);
        let delay = i32::try_from(delay).unwrap_or(i32::MAX);
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
    pub(crate) fn keep_place(&mut self) {
        if let Some(overlay) = &self.overlay {
            self.home = overlay.home();
            browser::store(&self.home_key, &self.home.as_str().into());
        }
    }

    /// The toolbar's button says where the admin is; other frames of the tab give way to the one with the token screen.
    pub(crate) fn tell(&mut self, headline: &str) {
        if self.last_told != headline {
            headline.clone_into(&mut self.last_told);
            let is_token_screen =
                !headline.is_empty() && self.run.is_token_screen(&self.observation);
            let screen = if is_token_screen { "token" } else { "other" };
            let status = [
                ("type", "status"),
                ("headline", headline),
                ("screen", screen),
            ];
            browser::tell_background(&status);
        }
    }

    pub(crate) fn sleep_when_idle(&mut self) {
        if let Some(rest) = self.presence.rests_in(self.last_read) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            // at most two seconds, and positive
            self.look_again(rest as u32 + 1);
            return;
        }
        self.is_awake = false;
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        self.reader = Reader::new(self.policy.labels.clone());
        self.begin_run();
        // The stub has nothing to answer.
        let _ = self.on_sleep.call0(&JsValue::UNDEFINED);
    }

    pub(crate) fn hold_unload(&mut self) {
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

/// What was refused on the connection to Trivet's window. The checklist has messages of its own for that, because the crate of
/// the secrets must not reach it.
fn refused(refusal: Refusal) -> Message {
    match refusal {
        Refusal::Foreign => Message::RefusedForeign,
        Refusal::Unasked => Message::RefusedUnasked,
        Refusal::Late => Message::RefusedLate,
        Refusal::Second => Message::RefusedSecond,
        Refusal::WrongTicket => Message::RefusedWrongTicket,
        Refusal::NotUnderstood => Message::RefusedUnknownMessage,
        Refusal::OutOfTurn => Message::RefusedUnexpectedMessage,
    }
}

pub(crate) fn own_host(overlay: &Overlay) -> web_sys::Element {
    overlay.host().clone().into()
}
