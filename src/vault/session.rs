//! One life of the window: from the handover to the proof. Holds the values, and nothing of them longer than needed.

use super::download;
use super::link::Link;
use super::page::Page;
use super::paint;
use super::password::{self, Choice};
use super::platform::{self, Port};
use super::problem::Problem;
use super::stage::{Event, Stage};
use super::{passphrase, words};
use crate::credential::Item;
use crate::export::kdbx::Kdbx;
use crate::export::{Encrypted, ExportedFile, Format as _, Password, SystemRng};
use crate::handover::{FromVault, Handover, PORT_NAME};
use crate::policy::{Organisation, Policy};
use crate::wipe;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use zeroize::Zeroizing;

/// Everything that the window holds.
pub struct Session {
    page: Page,
    policy: RefCell<Policy>,
    stage: Cell<Stage>,
    port: RefCell<Option<Port>>,
    held: RefCell<Held>,
}

/// What is wiped. Shared by count, so that work under way keeps what it works with.
#[derive(Default)]
struct Held {
    item: Option<Rc<Item>>,
    passphrase: Option<Zeroizing<String>>,
    saved: Option<Rc<Saved>>,
}

/// What was written, and what opens it.
struct Saved {
    file: ExportedFile<Encrypted>,
    password: Password,
}

impl Session {
    /// A window in which nothing has happened yet.
    #[must_use]
    pub fn new(page: Page) -> Self {
        page.show_format(Kdbx::default().about());
        Self {
            page,
            policy: RefCell::default(),
            stage: Cell::new(Stage::Waiting),
            port: RefCell::default(),
            held: RefCell::default(),
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
    fn advance(&self, event: Event) -> bool {
        let previous = self.stage();
        let Some(stage) = previous.after(event) else {
            return false;
        };
        self.stage.set(stage);
        self.page.hide_problem();
        self.page.show_stage(stage, previous);
        true
    }

    fn fail(&self, problem: &Problem) {
        self.advance(match problem {
            Problem::LinkDamaged | Problem::ConsoleGone | Problem::HandoverRefused => {
                Event::Unreachable
            }
            _ => Event::Failed,
        });
        self.page.show_problem(problem);
    }

    /// Reads what the organisation has set; it can only be stricter than what is built in.
    pub async fn read_policy(self: Rc<Self>) {
        let managed = platform::managed_settings().await.ok();
        if let Some(organisation) = managed.and_then(Organisation::from_managed) {
            let stricter = self.policy.take().tightened_by(organisation);
            self.policy.replace(stricter);
        }
        let made = self.held.borrow().passphrase.is_some();
        self.page.show_rule(made, self.minimum());
    }

    fn minimum(&self) -> usize {
        self.policy.borrow().minimum_password_length
    }

    /// Asks the frame named in the address for the credentials. The port is given back to be listened to.
    pub fn connect(&self) -> Option<Port> {
        let Some(link) = Link::parse(&self.page.fragment()) else {
            self.fail(&Problem::LinkDamaged);
            return None;
        };
        let Ok(port) = platform::connect(link.tab, link.frame, PORT_NAME) else {
            self.fail(&Problem::ConsoleGone);
            return None;
        };
        self.port.replace(Some(port.clone()));
        self.report(&FromVault::Ready {
            ticket: link.ticket,
        });
        Some(port)
    }

    /// Tells the guard. A guard that is gone does not matter: the file does.
    fn report(&self, report: &FromVault) {
        if let (Some(port), Ok(message)) =
            (&*self.port.borrow(), serde_wasm_bindgen::to_value(report))
        {
            let _ = port.post_message(&message);
        }
    }

    /// A message came from the guard: the credentials, once.
    pub fn receive(&self, message: JsValue) {
        if self.stage() != Stage::Waiting {
            self.page.show_notice(words::SECOND_REFUSED);
            return;
        }
        match serde_wasm_bindgen::from_value::<Handover>(message) {
            Ok(handover) => {
                let item = Rc::new(handover.into_item());
                self.page.show_received(&item);
                self.held.borrow_mut().item = Some(item);
                self.advance(Event::Received);
                self.report(&FromVault::Received);
            }
            // What the bridge says could repeat a value, so it is not shown.
            Err(_) => self.fail(&Problem::HandoverRefused),
        }
    }

    /// The console's tab, or the frame in it, is gone.
    pub fn disconnected(&self) {
        self.port.replace(None);
        match self.stage() {
            Stage::Waiting => self.fail(&Problem::ConsoleGone),
            stage if stage.would_lose_values() => self.page.show_notice(words::CONSOLE_CLOSED),
            _ => {}
        }
    }

    /// Makes a passphrase and shows it to be written down.
    pub async fn make_passphrase(self: Rc<Self>) {
        match passphrase::make().await {
            Ok(made) if self.stage() == Stage::Ready => {
                self.page.hide_problem();
                self.page
                    .show_passphrase(Some((&made.words, &made.entropy)), self.minimum());
                self.held.borrow_mut().passphrase = Some(made.words);
            }
            Ok(_) => {}
            Err(problem) => self.fail(&problem),
        }
    }

    /// Goes back to a password of the admin's own.
    pub fn use_own_password(&self) {
        self.held.borrow_mut().passphrase = None;
        self.page.hide_problem();
        self.page.show_passphrase(None, self.minimum());
    }

    /// Encrypts with the typed password, opens the result again, saves it.
    pub async fn encrypt(self: Rc<Self>) {
        if let Err(problem) = self.try_to_encrypt().await {
            self.fail(&problem);
        }
    }

    async fn try_to_encrypt(&self) -> Result<(), Problem> {
        let item = self.held.borrow().item.clone();
        let (Stage::Ready, Some(item)) = (self.stage(), item) else {
            return Ok(());
        };
        let password = self.typed_password()?;
        self.advance(Event::Encrypt);
        paint::painted().await;

        let format = Kdbx::default();
        let file = format
            .write(&item, &password, &mut SystemRng)
            .map_err(Problem::EncryptFailed)?;
        self.advance(Event::Encrypted);
        paint::painted().await;

        format
            .verify(file.bytes(), &password, &item)
            .map_err(Problem::ReopenFailed)?;
        self.advance(Event::Reopened);

        let place = download::save(&file).await?;
        self.use_own_password(); // Takes the passphrase out of the document, and empties the fields.
        self.page.show_saved(&place);
        self.held.borrow_mut().saved = Some(Rc::new(Saved { file, password }));
        self.advance(Event::Saved);
        Ok(())
    }

    /// The typed password, once it is what it must be.
    fn typed_password(&self) -> Result<Password, Problem> {
        let mut typed = self.page.typed("password");
        let again = self.page.typed("password-again");
        let held = self.held.borrow();
        let choice = match &held.passphrase {
            Some(passphrase) => Choice::Made { passphrase },
            None => Choice::Own { again: &again },
        };
        password::check(&typed, choice, self.minimum())?;
        Password::new(std::mem::take(&mut *typed)).map_err(Problem::EncryptFailed)
    }

    /// Saves the same bytes once more.
    pub async fn save_again(self: Rc<Self>) {
        let Some(saved) = self.held.borrow().saved.clone() else {
            return;
        };
        if self.advance(Event::SaveAgain) {
            match download::save(&saved.file).await {
                Ok(place) => {
                    self.page.show_saved(&place);
                    self.advance(Event::Saved);
                }
                Err(problem) => self.fail(&problem),
            }
        }
    }

    /// Forgets the password and what was written with it; the credentials stay.
    pub fn start_over(&self) {
        if self.advance(Event::StartOver) {
            self.held.borrow_mut().saved = None;
            self.use_own_password();
        }
    }

    /// Reads the chosen file from disk, opens it and compares every field; wipes when all is right.
    pub async fn prove(self: Rc<Self>, chosen: File) {
        if !self.advance(Event::FileChosen) {
            return;
        }
        paint::painted().await;
        if let Err(problem) = self.try_to_prove(&chosen).await {
            self.fail(&problem);
            return;
        }
        // Wiped before it is said; what is said holds no value.
        self.wipe();
        paint::turn(wipe::stack).await;
        let file_name = chosen.name();
        self.page.show_saved_name(&file_name);
        self.advance(Event::Proven);
        self.report(&FromVault::Verified { file_name });
    }

    async fn try_to_prove(&self, chosen: &File) -> Result<(), Problem> {
        let (item, saved) = {
            let held = self.held.borrow();
            (held.item.clone(), held.saved.clone())
        };
        let wrong = || Problem::ProofWrongFile {
            chosen: chosen.name(),
        };
        let (Some(item), Some(saved)) = (item, saved) else {
            return Err(wrong());
        };
        let written = saved.file.bytes();
        // Not read at all when it cannot be the one.
        #[allow(clippy::cast_precision_loss, clippy::float_cmp)] // A file of ours has a few KiB.
        if chosen.size() != written.len() as f64 {
            return Err(wrong());
        }
        let buffer =
            JsFuture::from(chosen.array_buffer())
                .await
                .map_err(|_| Problem::ProofUnreadable {
                    chosen: chosen.name(),
                })?;
        let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
        if bytes != written {
            return Err(wrong());
        }
        Kdbx::default()
            .verify(&bytes, &saved.password, &item)
            .map_err(Problem::ProofFailed)?;
        Ok(())
    }

    /// Wipes every value from memory and document.
    pub fn wipe(&self) {
        self.held.replace(Held::default());
        self.page.wipe();
        wipe::stack();
    }
}
