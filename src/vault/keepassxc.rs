//! Into `KeePassXC` running on this computer. The second program speaks with it; here the browser's permission is asked for,
//! and the admin is told what to do over there.

use super::destination::Destination;
use super::ending::Ending;
use super::message::Message;
use super::problem::Problem;
use super::session::Session;
use super::stage::{Event, Stage};
use super::{direct, platform, words_of};
use std::rc::Rc;
use trivet_vault_direct::{Failure, Outcome, crossing};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The permission to speak with programs outside the browser.
const PERMISSION: &str = "nativeMessaging";

impl Session {
    /// Asks for the permission that `KeePassXC` needs, where that is the destination. To be called in the very event of the
    /// press: browsers take it from nothing else.
    #[must_use]
    pub fn ask_permission(&self) -> Option<js_sys::Promise> {
        match self.destination.get() {
            Destination::KeePassXc => platform::request_permission(PERMISSION).ok(),
            _ => None,
        }
    }

    /// Saves the key and has it given back; wipes when all is right.
    pub(crate) async fn save_in_keepassxc(
        self: &Rc<Self>,
        asked: Option<js_sys::Promise>,
    ) -> Result<(), Problem> {
        let granted = match asked {
            Some(asked) => JsFuture::from(asked).await.ok(),
            None => None,
        };
        if granted.and_then(|granted| granted.as_bool()) != Some(true) {
            return Err(Problem::PermissionRefused);
        }
        let item = self.held.borrow().item.clone();
        let (Stage::Ready, Some(item)) = (self.stage(), item) else {
            return Ok(());
        };
        self.page.show_setup(None);
        self.advance(Event::Send);
        self.page.show_stop(true);
        let told = self.told();
        let outcome = direct::to_keepassxc(&item, &self.purpose(), told.as_ref()).await;
        drop((item, told));
        self.page.show_stop(false);
        match outcome {
            Ok(Outcome::InKeePassXc(saved)) => {
                let place = words_of::keepassxc::place(saved).into();
                self.keepassxc_has_it(&self.page.in_words(&place)).await;
            }
            Ok(Outcome::Stored { .. } | Outcome::ChooseVault { .. }) => {
                return Err(Problem::ProgramFailed);
            }
            Err(problem) => {
                if matches!(&problem, Problem::Direct(Failure::KeePassXc(error)) if error.wants_setup())
                {
                    self.show_setup().await;
                }
                return Err(problem);
            }
        }
        Ok(())
    }

    /// Shows what the second program says of how far it is.
    pub(crate) fn told(self: &Rc<Self>) -> Closure<dyn Fn(JsValue)> {
        let session = Rc::clone(self);
        Closure::new(move |progress: JsValue| {
            if let Some(progress) = crossing::read(&progress) {
                session.page.show_progress(progress);
            }
        })
    }

    async fn keepassxc_has_it(&self, place: &str) {
        let ending = Ending {
            event: Event::Stored,
            place,
            name: ["KeePassXC, ", place].concat(),
            file: None,
        };
        self.end(ending, |page| page.show_in_keepassxc(place)).await;
    }

    /// Shows the command that lets this browser reach `KeePassXC`.
    async fn show_setup(&self) {
        let system = platform::system().await.unwrap_or_default();
        let setup = direct::keepassxc_setup(&system, platform::brands(), &platform::own_id()).await;
        match &setup {
            Some(setup) => self.page.show_setup(Some(setup)),
            None => self.page.show_notice(Message::NoKeepassxcHere),
        }
    }

    /// The admin does not want to wait for `KeePassXC` any longer.
    pub async fn stop_waiting(self: Rc<Self>) {
        direct::stop_waiting().await;
    }
}
