//! One life of the window: from the handover to the proof. Holds the values, and nothing of them longer than needed.

use super::database::Opened;
use super::destination::{Destination, Row};
use super::link::Link;
use super::message::Message;
use super::offer::Offers;
use super::page::Page;
use super::platform;
use super::problem::Problem;
use super::saved::Saved;
use super::stage::{Event, Stage};
use crate::receipt::TokenFacts;
use crate::settings::{ExportRules, ExportSettings};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trivet_checklist::journal;
use trivet_checklist::plain::Plain;
use trivet_checklist::policy::{Organisation, Policy};
use trivet_credential::handover::{FromVault, PORT_NAME, Refusal, VaultEnd};
use trivet_credential::wipe;
use trivet_credential::{Item, Purpose};
use trivet_formats::Choice;
use trivet_services::service::Kind;
use trivet_vault_direct::crossing;
use trivet_webext::chrome::Port;
use trivet_webext::files::{self, Handle};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

/// Everything that the window holds.
pub struct Session {
    pub(crate) page: Page,
    pub(crate) policy: RefCell<Policy>,
    /// What holds for the file.
    pub(crate) rules: RefCell<ExportRules>,
    pub(crate) offers: RefCell<Offers>,
    /// The lines of the list while it is shown.
    pub(crate) rows: RefCell<Vec<Row>>,
    pub(crate) destination: Cell<Destination>,
    stage: Cell<Stage>,
    end: Cell<VaultEnd>,
    port: RefCell<Option<Port>>,
    /// What this window was opened with, and has shown.
    ticket: RefCell<String>,
    pub(crate) held: RefCell<Held>,
    /// What was entered for servers the last time.
    pub(crate) servers: RefCell<Vec<(Kind, Plain)>>,
    /// What the token is for, and what that asks for.
    pub(crate) token: RefCell<TokenFacts>,
    /// Whether the console is being asked if the key works.
    pub(crate) checks: Cell<bool>,
    /// The receipt of what was verified, JSON; it holds no secret.
    pub(crate) receipt: RefCell<Option<String>>,
}

/// What is wiped. Shared by count, so that work under way keeps what it works with.
#[derive(Default)]
pub(crate) struct Held {
    pub(crate) item: Option<Rc<Item>>,
    pub(crate) passphrase: Option<Zeroizing<String>>,
    /// A database that may be changed where it is.
    pub(crate) chosen: Option<Handle>,
    /// A database that was there before.
    pub(crate) opened: Option<Rc<Opened>>,
    pub(crate) saved: Option<Rc<Saved>>,
}

impl Session {
    /// A window in which nothing has happened yet.
    #[must_use]
    pub fn new(page: Page) -> Self {
        Self {
            page,
            policy: RefCell::default(),
            rules: RefCell::default(),
            offers: RefCell::default(),
            rows: RefCell::default(),
            destination: Cell::new(Destination::File(Choice::default())),
            stage: Cell::new(Stage::Waiting),
            end: Cell::default(),
            port: RefCell::default(),
            ticket: RefCell::default(),
            held: RefCell::default(),
            servers: RefCell::default(),
            token: RefCell::default(),
            checks: Cell::default(),
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
    pub(crate) fn advance(&self, event: Event) -> bool {
        let previous = self.stage();
        let Some(stage) = previous.after(event) else {
            return false;
        };
        self.stage.set(stage);
        self.page.hide_problem();
        self.page.show_stage(stage, previous, self.asks());
        true
    }

    /// Goes on without showing where it is: what follows is at hand.
    pub(crate) fn pass(&self, event: Event) {
        if let Some(stage) = self.stage().after(event) {
            self.stage.set(stage);
        }
    }

    pub(crate) fn fail(&self, problem: &Problem) {
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
    pub async fn read_settings(self: &Rc<Self>) -> Result<(), Problem> {
        // Rejected in Firefox where the organisation has set nothing.
        if let Ok(managed) = platform::managed_settings().await {
            let managed = trivet_webext::plain(&managed);
            let rules = ExportSettings::from_managed(&managed).and_then(ExportSettings::rules);
            let organisation = Organisation::from_managed(&managed);
            match (organisation, rules) {
                (Some(organisation), Some(rules)) => {
                    let stricter = self.policy.take().tightened_by(organisation);
                    self.policy.replace(stricter);
                    self.rules.replace(rules);
                }
                _ => self.page.show_notice(Message::PolicyRefused),
            }
        }
        self.read_servers().await;
        let last_used = platform::last_used().await;
        let first = {
            let rules = &self.rules.borrow();
            let offers = Offers::under(rules);
            let first = Destination::first(&offers, rules, last_used.as_deref());
            self.offers.replace(offers);
            first.ok_or(Problem::NothingAllowed)?
        };
        self.page.show_rule(false, self.minimum());
        self.go_to(first);
        Ok(())
    }

    /// What the token is for.
    pub(crate) fn purpose(&self) -> Purpose {
        self.token.borrow().purpose.clone()
    }

    pub(crate) fn minimum(&self) -> usize {
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

    /// The console's tab, once there is something left to do there.
    #[must_use]
    pub fn console_to_return_to(&self) -> Option<i32> {
        let link = Link::parse(&self.page.fragment())?;
        (self.stage() == Stage::Verified).then_some(link.tab)
    }

    /// Tells the guard. Where that is gone, the file is what matters, and the next start is told.
    pub(crate) fn report(&self, report: &FromVault) {
        if self.port.borrow().is_none() {
            let (stage, name) = match report {
                FromVault::Written { file_name } => (journal::Stage::Written, file_name),
                FromVault::Verified { file_name } => (journal::Stage::Verified, file_name),
                FromVault::Ready { .. } | FromVault::Received => return,
            };
            platform::keep_record(self.ticket.borrow().clone(), stage, name.clone());
            return;
        }
        let fields = report.fields();
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, text)| (*name, (*text).into()))
            .collect();
        if let (Some(port), Ok(message)) = (&*self.port.borrow(), trivet_webext::object(&fields)) {
            let _ = port.post_message(&message);
        }
    }

    /// A message came from the guard: the credentials, once.
    pub fn receive(&self, message: &JsValue) {
        let mut end = self.end.get();
        let taken = end.take(|| crossing::handover(message));
        self.end.set(end);
        match taken {
            Ok(handover) => {
                self.token.replace(TokenFacts {
                    purpose: handover.purpose.clone(),
                    required: handover.required.clone(),
                    datasets: handover.datasets,
                });
                self.page.show("#salesforce", handover.purpose.is_package);
                let item = Rc::new(handover.into_item());
                self.page.show_received(&item);
                self.held.borrow_mut().item = Some(item);
                self.advance(Event::Received);
                self.report(&FromVault::Received);
                self.check_format();
            }
            Err(Refusal::NotUnderstood) => self.fail(&Problem::HandoverRefused),
            Err(_) => self.page.show_notice(Message::SecondRefused),
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
            stage if stage.would_lose_values() => self.page.show_notice(Message::ConsoleClosed),
            _ => {}
        }
    }

    /// The admin pressed the button: does what the destination does. `asked` is the answer to [`Session::ask_permission`].
    pub async fn send(self: Rc<Self>, asked: Option<js_sys::Promise>) {
        let outcome = match self.destination.get() {
            Destination::File(choice) => self.write_file(choice, files::are_offered()).await,
            Destination::Service(kind) => self.store_at_service(kind).await,
            Destination::Database => self.add_to_database().await,
            Destination::KeePassXc => self.save_in_keepassxc(asked).await,
        };
        if let Err(problem) = outcome {
            self.fail(&problem);
        }
    }

    /// The admin wants the file among the downloads.
    pub async fn save_to_downloads(self: Rc<Self>) {
        if let Destination::File(choice) = self.destination.get()
            && let Err(problem) = self.write_file(choice, false).await
        {
            self.fail(&problem);
        }
    }

    /// Forgets what was written and what opens it; the credentials stay.
    pub fn start_over(self: &Rc<Self>) {
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
