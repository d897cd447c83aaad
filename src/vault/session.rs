//! One life of the window: from the handover to the proof. Holds the values, and nothing of them longer than needed.

use super::database::Opened;
use super::destination::{Destination, Row};
use super::link::Link;
use super::offer::Offers;
use super::page::Page;
use super::platform::{self, Port};
use super::problem::Problem;
use super::saved::Saved;
use super::stage::{Event, Stage};
use super::words;
use crate::checklist::journal;
use crate::credential::Item;
use crate::export::Choice;
use crate::handover::{FromVault, Handover, PORT_NAME, Refusal, VaultEnd};
use crate::policy::{ExportSettings, Organisation, Policy};
use crate::wipe;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

/// Everything that the window holds.
pub struct Session {
    pub(super) page: Page,
    pub(super) policy: RefCell<Policy>,
    pub(super) offers: RefCell<Offers>,
    /// The lines of the list while it is shown.
    pub(super) rows: RefCell<Vec<Row>>,
    pub(super) destination: Cell<Destination>,
    stage: Cell<Stage>,
    end: Cell<VaultEnd>,
    port: RefCell<Option<Port>>,
    /// What this window was opened with, and has shown.
    ticket: RefCell<String>,
    pub(super) held: RefCell<Held>,
    /// The receipt of what was verified; it holds no secret.
    pub(super) receipt: RefCell<Option<String>>,
}

/// What is wiped. Shared by count, so that work under way keeps what it works with.
#[derive(Default)]
pub(super) struct Held {
    pub(super) item: Option<Rc<Item>>,
    pub(super) passphrase: Option<Zeroizing<String>>,
    /// A database that was there before.
    pub(super) opened: Option<Rc<Opened>>,
    pub(super) saved: Option<Rc<Saved>>,
}

impl Session {
    /// A window in which nothing has happened yet.
    #[must_use]
    pub fn new(page: Page) -> Self {
        Self {
            page,
            policy: RefCell::default(),
            offers: RefCell::default(),
            rows: RefCell::default(),
            destination: Cell::new(Destination::File(Choice::default())),
            stage: Cell::new(Stage::Waiting),
            end: Cell::default(),
            port: RefCell::default(),
            ticket: RefCell::default(),
            held: RefCell::default(),
            receipt: RefCell::default(),
        }
    }

    /// The document.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// How far it is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage.get()
    }

    /// Goes on, where the event has a place; says whether it had.
    pub(super) fn advance(&self, event: Event) -> bool {
        let previous = self.stage();
        let Some(stage) = previous.after(event) else {
            return false;
        };
        self.stage.set(stage);
        self.page.hide_problem();
        self.page.show_stage(stage, previous, self.asks());
        true
    }

    pub(super) fn fail(&self, problem: &Problem) {
        self.advance(match problem {
            Problem::LinkDamaged
            | Problem::ConsoleGone
            | Problem::HandoverRefused
            | Problem::NothingAllowed => Event::Unreachable,
            _ => Event::Failed,
        });
        self.page.show_problem(problem);
    }

    /// Reads what the organisation has set, which can only be stricter than what is built in, and what was used last.
    ///
    /// # Errors
    /// [`Problem::NothingAllowed`].
    pub async fn read_settings(&self) -> Result<(), Problem> {
        // Rejected in Firefox where the organisation has set nothing.
        if let Ok(managed) = platform::managed_settings().await {
            let export = ExportSettings::rules_from_managed(managed.clone());
            match (Organisation::from_managed(managed), export) {
                (Some(organisation), Some(export)) => {
                    let stricter = self.policy.take().tightened_by(organisation);
                    self.policy.replace(Policy { export, ..stricter });
                }
                _ => self.page.show_notice(words::POLICY_REFUSED),
            }
        }
        let last_used = platform::last_used().await;
        let first = {
            let rules = &self.policy.borrow().export;
            let offers = Offers::under(rules);
            let first = Destination::first(&offers, rules, last_used.as_deref());
            self.offers.replace(offers);
            first.ok_or(Problem::NothingAllowed)?
        };
        self.page.show_rule(false, self.minimum());
        self.go_to(first);
        Ok(())
    }

    pub(super) fn minimum(&self) -> usize {
        self.policy.borrow().minimum_password_length
    }

    /// Asks the frame named in the address for the credentials. The port is given back to be listened to.
    ///
    /// # Errors
    /// [`Problem::LinkDamaged`], [`Problem::ConsoleGone`].
    pub fn connect(&self) -> Result<Port, Problem> {
        let link = Link::parse(&self.page.fragment()).ok_or(Problem::LinkDamaged)?;
        let port =
            platform::connect(link.tab, link.frame, PORT_NAME).map_err(|_| Problem::ConsoleGone)?;
        self.port.replace(Some(port.clone()));
        self.ticket.replace(link.ticket.clone());
        self.report(&FromVault::Ready {
            ticket: link.ticket,
        });
        Ok(port)
    }

    /// Tells the guard. Where that is gone, the file is what matters, and the next start is told.
    pub(super) fn report(&self, report: &FromVault) {
        if self.port.borrow().is_none() {
            let (stage, name) = match report {
                FromVault::Written { file_name } => (journal::Stage::Written, file_name),
                FromVault::Verified { file_name } => (journal::Stage::Verified, file_name),
                FromVault::Ready { .. } | FromVault::Received => return,
            };
            platform::keep_record(self.ticket.borrow().clone(), stage, name.clone());
            return;
        }
        if let (Some(port), Ok(message)) =
            (&*self.port.borrow(), serde_wasm_bindgen::to_value(report))
        {
            let _ = port.post_message(&message);
        }
    }

    /// A message came from the guard: the credentials, once.
    pub fn receive(&self, message: JsValue) {
        let mut end = self.end.get();
        // What the bridge says of a wrong message could repeat a value, so it is not looked at.
        let taken = end.take(|| serde_wasm_bindgen::from_value::<Handover>(message).ok());
        self.end.set(end);
        match taken {
            Ok(handover) => {
                let item = Rc::new(handover.into_item());
                self.page.show_received(&item);
                self.held.borrow_mut().item = Some(item);
                self.advance(Event::Received);
                self.report(&FromVault::Received);
                self.check_format();
            }
            Err(Refusal::NotUnderstood) => self.fail(&Problem::HandoverRefused),
            Err(_) => self.page.show_notice(words::SECOND_REFUSED),
        }
    }

    /// The console's tab, or the frame in it, is gone.
    pub fn disconnected(&self) {
        self.port.replace(None);
        let mut end = self.end.get();
        end.disconnected();
        self.end.set(end);
        match self.stage() {
            Stage::Waiting => self.fail(&Problem::ConsoleGone),
            stage if stage.would_lose_values() => self.page.show_notice(words::CONSOLE_CLOSED),
            _ => {}
        }
    }

    /// The admin pressed the button: does what the destination does. `asked` is the answer to [`Session::ask_permission`].
    pub async fn send(self: Rc<Self>, asked: Option<js_sys::Promise>) {
        let outcome = match self.destination.get() {
            Destination::File(choice) => self.write_file(choice).await,
            Destination::Service(kind) => self.store_at_service(kind).await,
            Destination::Database => self.add_to_database().await,
            Destination::KeePassXc => self.save_in_keepassxc(asked).await,
        };
        if let Err(problem) = outcome {
            self.fail(&problem);
        }
    }

    /// Forgets what was written and what opens it; the credentials stay.
    pub fn start_over(&self) {
        if self.advance(Event::StartOver) {
            self.held.borrow_mut().saved = None;
            match self.destination.get() {
                Destination::Database => self.change_database(),
                _ => self.use_own_password(),
            }
        }
    }

    /// Wipes every value from memory and document.
    pub fn wipe(&self) {
        self.held.replace(Held::default());
        self.page.wipe();
        wipe::stack();
    }
}
