//! What the next start must know, kept while it is not safe; and what an earlier guard left behind.

use web_sys::Window;

use super::browser;
use super::state::State;
use crate::checklist::journal::{Record, Stage, key_prefix};
use crate::checklist::{Custody, ValuesId, View};

/// What the extension's storage has of the tokens of this console.
#[derive(Default)]
pub struct Journal {
    prefix: String,
    /// The token at hand.
    own: Option<Own>,
    /// The values at hand that the line is of.
    of: Option<ValuesId>,
    given_out: Option<String>,
    /// The ticket that the vault's window has shown.
    ticket: Option<String>,
    /// Under which name the vault wrote the values of the token at hand.
    written: Option<String>,
    /// Tokens that no guard looks after any more; one that cannot be read is none.
    left_behind: Vec<(String, Option<Record>)>,
}

struct Own {
    key: String,
    stage: Stage,
    time: String,
    /// As it was written last.
    line: String,
}

impl Journal {
    pub fn of(host: &str) -> Self {
        Self {
            prefix: key_prefix(host),
            ..Self::default()
        }
    }

    /// This ticket was given out.
    pub fn expect(&mut self, ticket: String) {
        self.given_out = Some(ticket);
    }

    /// The vault's window showed that ticket, and it is used up.
    pub fn redeemed(&mut self) {
        self.ticket = self.given_out.take();
    }

    /// The vault wrote a file of this name.
    pub fn written(&mut self, name: String) {
        self.written = Some(name);
    }

    pub fn has_left_behind(&self) -> bool {
        !self.left_behind.is_empty()
    }

    /// Keeps what is to be kept; writes nothing where nothing changed.
    fn note(
        &mut self,
        of: Option<ValuesId>,
        stage: Option<Stage>,
        name: &str,
        is_alarming: bool,
        window: &Window,
    ) {
        if self.of.is_some() && self.of != of {
            // Other values: what was written of the first says nothing of these.
            self.forget_own();
        }
        self.of = of;
        let Some(stage) = stage else {
            // What was lost stays to be said.
            if self.own.as_ref().is_none_or(|own| own.stage != Stage::Lost) {
                self.forget_own();
            }
            return;
        };
        let is_over = |own: &mut Own| {
            // A dialog that comes back without an OK is the one that was taken for lost.
            match own.stage {
                Stage::Verified | Stage::Elsewhere => own.stage != stage,
                Stage::Lost => stage == Stage::Submitted,
                _ => false,
            }
        };
        if let Some(own) = self.own.take_if(is_over) {
            // The next token has a line of its own.
            if own.stage != Stage::Lost {
                browser::forget(&own.key);
            }
            self.ticket = None;
            self.written = None;
        }
        if self.own.is_none() {
            let Some(id) = browser::ticket(window) else {
                return;
            };
            self.own = Some(Own {
                key: [&self.prefix, id.as_str()].concat(),
                stage,
                time: browser::time(),
                line: String::new(),
            });
        }
        let Some(own) = &mut self.own else {
            return;
        };
        own.stage = stage;
        let (stage, name) = match (stage, &self.written) {
            (Stage::Shown | Stage::AtVault, Some(written)) => (Stage::Written, written.as_str()),
            _ => (stage, name),
        };
        let record = Record {
            time: own.time.clone(),
            stage,
            is_alarming,
            ticket: self.ticket.clone(),
            name: name.to_owned(),
        };
        let line = record.to_line();
        if line != own.line {
            browser::store(&own.key, &line.as_str().into());
            own.line = line;
        }
    }

    /// The line of the token at hand is needed no more.
    pub fn forget_own(&mut self) {
        if let Some(own) = self.own.take() {
            browser::forget(&own.key);
        }
        self.ticket = None;
        self.written = None;
    }

    /// The first of what was left behind was read.
    pub fn drop_first(&mut self) {
        if self.has_left_behind() {
            browser::forget(&self.left_behind.remove(0).0);
        }
    }
}

impl State {
    /// Keeps how far the token at hand is.
    pub(super) fn note_run(&mut self) {
        let name = match self.run.custody() {
            Custody::Verified { file_name } => file_name.as_str(),
            _ => "",
        };
        let is_alarming = self.run.alarm().is_some();
        let stage = self.run.stage(self.last_read);
        let of = self.run.at_hand();
        self.journal
            .note(of, stage, name, is_alarming, &self.window);
    }

    /// Whether the line under this key is of the token at hand.
    pub fn looks_after(&self, key: &str) -> bool {
        let own = self.journal.own.as_ref();
        own.is_some_and(|own| own.key == key)
    }

    /// An earlier guard left this line behind.
    pub fn add_left_behind(&mut self, key: String, line: Option<&str>) {
        let record = line.and_then(Record::from_line);
        self.journal.left_behind.push((key, record));
        self.read();
    }

    /// Says what was left behind.
    pub(super) fn say_left_behind(&self, view: &mut View) {
        if let Some((_, record)) = self.journal.left_behind.first() {
            let when = record.as_ref().map(|record| browser::moment(&record.time));
            view.add_left_behind(record.as_ref(), &when.unwrap_or_default());
        }
    }

    /// The extension is gone, and with it the way to the vault: what the admin can do here is less from now on.
    pub(super) fn notice_orphaned(&mut self) {
        if !self.is_orphaned && browser::is_orphaned() {
            self.is_orphaned = true;
            self.vault.close();
            self.run.vault_left();
        }
    }
}
