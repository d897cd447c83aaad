//! The credentials on their way to the vault.

use wasm_bindgen::prelude::*;

use super::browser;
use super::port;
use super::state::State;
use crate::handover::FromVault;

impl State {
    pub(super) fn open_vault(&mut self) {
        let Some(ticket) = browser::ticket(&self.window) else {
            return;
        };
        browser::tell_background(&[("type", "open-vault"), ("ticket", &ticket)]);
        self.vault.expect(ticket);
    }

    pub(super) fn vault_connects(
        &mut self,
        port: &JsValue,
        on_message: Closure<dyn FnMut(JsValue)>,
        on_disconnect: Closure<dyn FnMut()>,
    ) {
        self.vault.connects(port, on_message, on_disconnect);
    }

    /// The vault says something.
    pub(super) fn heard(&mut self, message: &JsValue) {
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
    pub(super) fn hand_over(&mut self) -> bool {
        self.observe();
        let host = browser::host(&self.window);
        let (Some(values), Some(host)) = (self.reader.values(), host) else {
            return false;
        };
        // Of a token that was not made by an OK it is not known what it may do.
        let ticked = match self.run.submitted() {
            Some(_) => self.ticked.clone(),
            None => Vec::new(),
        };
        port::handover(values, &host, ticked).is_some_and(|handover| self.vault.send(&handover))
    }

    pub(super) fn vault_left(&mut self) {
        self.vault.close();
        self.run.vault_left();
        self.read();
    }
}
