//! The credentials on their way to the vault.

use wasm_bindgen::prelude::*;

use super::browser;
use super::port;
use super::state::State;
use trivet_checklist::Sighting;
use trivet_credential::handover::Heard;
use trivet_credential::wipe;

impl State {
    pub(crate) fn open_vault(&mut self) {
        let Some(ticket) = browser::ticket(&self.window) else {
            return;
        };
        browser::tell_background(&[("type", "open-vault"), ("ticket", &ticket)]);
        self.journal.expect(ticket.clone());
        self.vault.expect(ticket, browser::now(&self.window));
    }

    pub(crate) fn vault_connects(
        &mut self,
        port: &JsValue,
        on_message: Closure<dyn FnMut(JsValue)>,
        on_disconnect: Closure<dyn FnMut()>,
    ) {
        let now = browser::now(&self.window);
        self.vault.connects(port, now, on_message, on_disconnect);
        self.read();
    }

    /// The vault says something.
    pub(crate) fn heard(&mut self, message: &JsValue) {
        match self.vault.hear(message, browser::now(&self.window)) {
            Some(Heard::HandOver) => {
                let is_sent = self.hand_over();
                self.journal.redeemed();
                if !is_sent {
                    self.vault_left();
                }
            }
            Some(Heard::Received) => self.run.vault_received(),
            Some(Heard::Written(file_name)) => self.journal.written(file_name),
            Some(Heard::Verified(file_name)) => self.run.vault_verified(file_name),
            None => {}
        }
        self.read();
    }

    /// Reads the page once more and sends the values that are at hand: of a dialog that is gone, what was read last.
    fn hand_over(&mut self) -> bool {
        self.read();
        let Some(entry) = self
            .run
            .hand_over()
            .and_then(|at_hand| self.held.get(at_hand))
        else {
            return false;
        };
        let purpose = self.texts.words(&entry.submitted.checklist.title);
        browser::host(&self.window)
            .and_then(|host| port::handover(entry, &host, purpose))
            .is_some_and(|handover| self.vault.send(&handover))
    }

    /// Takes in the values that are shown.
    pub(crate) fn hold_values(&mut self) {
        if !self.run.wants_values() {
            // Nothing of them stays here, neither on the heap, which wipes itself, nor on the stack.
            self.reader.forget_values();
            wipe::stack();
        } else if let Sighting::Seen(dialog) = &mut self.observation.credentials
            && let (Some(values), Some(now)) = (self.reader.values(), port::now())
        {
            let submitted = self.run.asked_for(browser::now(&self.window));
            dialog.values = Some(self.held.take(values, submitted, now));
        }
    }

    /// Wipes the values that are safe or given up.
    pub(crate) fn let_go(&mut self) {
        let run = &self.run;
        if self.held.keep(|number| run.holds(number)) {
            wipe::stack();
        }
    }

    pub(crate) fn vault_left(&mut self) {
        self.vault.close();
        self.run.vault_left();
        self.read();
    }
}
