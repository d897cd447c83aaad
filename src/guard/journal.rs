//! What the next start must know, written to the extension's storage; what an earlier guard left there; and the end of the
//! extension itself.

use super::browser;
use super::state::State;
use trivet_checklist::journal::{Now, Write};
use trivet_checklist::{Custody, View};

/// Does to the extension's storage what the journal asks for.
pub(crate) fn write_down(writes: impl IntoIterator<Item = Write>) {
    for write in writes {
        match write {
            Write::Store { key, line } => browser::store(&key, &line.as_str().into()),
            Write::Forget(key) => browser::forget(&key),
        }
    }
}

impl State {
    /// Keeps how far the token at hand is.
    pub(crate) fn note_run(&mut self) {
        let name = match self.run.custody() {
            Custody::Verified { file_name } => file_name.as_str(),
            _ => "",
        };
        let now = Now {
            values: self.run.at_hand(),
            stage: self.run.stage(self.last_read),
            name,
            is_alarming: self.run.alarm().is_some(),
        };
        let window = &self.window;
        let begin = || Some((browser::ticket(window)?, browser::time()));
        write_down(self.journal.note(now, begin));
    }

    /// An earlier guard left this line behind.
    pub fn add_left_behind(&mut self, key: String, line: Option<&str>) {
        write_down(self.journal.add_left(key, line));
        self.read();
    }

    /// What Trivet's window wrote down of the token at hand, without a connection to this page.
    pub(crate) fn follow_window(&mut self, key: &str, line: &str) {
        if let Some(name) = self.journal.follow(key, line) {
            self.run.vault_verified(name);
        }
        self.read();
    }

    /// Says what was left behind.
    pub(crate) fn say_left_behind(&self, view: &mut View) {
        if let Some(record) = self.journal.first_left() {
            view.add_left_behind(record);
        }
    }

    /// The extension is gone, and with it the way to the vault: what the admin can do here is less from now on.
    pub(crate) fn notice_orphaned(&mut self) {
        if !self.is_orphaned && browser::is_orphaned() {
            self.is_orphaned = true;
            self.vault.close();
            self.run.vault_left();
        }
    }
}
