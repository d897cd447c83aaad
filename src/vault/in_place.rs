//! A database that is changed where it is, in browsers that have a dialog for that. The second program writes it and reads it
//! back; here is the order of the steps.

use super::database::Opened;
use super::destination::Destination;
use super::direct;
use super::download::{Folder, Place};
use super::problem::Problem;
use super::saved::Proven;
use super::session::Session;
use super::stage::{Event, Stage};
use std::rc::Rc;
use trivet_credential::Item;
use trivet_webext::files::Handle;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

impl Session {
    /// Has the new database take the place of the old one, read back and compared; wipes when all is right.
    pub(super) async fn replace_database(
        self: &Rc<Self>,
        item: &Item,
        opened: &Opened,
        handle: &Handle,
    ) -> Result<(), Problem> {
        let session = Rc::clone(self);
        let name = opened.name();
        let told = Closure::<dyn Fn(String)>::new(move |step: String| {
            session.is_told(&step, &name);
        });
        let also = [("told", told.as_ref().clone()), ("handle", handle.into())];
        let asked = direct::asked(item, &self.purpose(), &also)?;
        let replaced = opened.program.replace_database(&asked).await;
        drop((asked, told));
        match replaced {
            Ok(_) => {
                self.is_proven(&Proven::InPlace, opened.name()).await;
                Ok(())
            }
            Err(failure) => {
                // Where it was not looked at what the file holds, the message does not say so either.
                self.pass(Event::Restore);
                Err(direct::failed(&failure))
            }
        }
    }

    /// How far the second program is with the database that it changes.
    fn is_told(&self, step: &str, name: &str) {
        self.advance(match step {
            "replace" => Event::Replace,
            "replaced" => Event::Replaced,
            "read-back" => Event::ReadBack,
            _ => Event::Restore,
        });
        if step == "read-back" {
            self.is_written(&Place {
                name: name.to_owned(),
                folder: Folder::InPlace,
            });
        }
    }

    /// Has the browser ask for a database that may be changed where it is. One that is not chosen changes nothing.
    pub async fn choose_database(self: Rc<Self>) {
        let chosen = match direct::program().await {
            Ok(program) => program
                .choose_database()
                .await
                .map_err(|failure| direct::failed_before(&failure)),
            Err(problem) => Err(problem),
        };
        match chosen {
            Ok(handle) if handle.is_undefined() => {}
            Ok(handle) => {
                if self.stage() != Stage::Ready {
                    return;
                }
                let handle: Handle = handle.unchecked_into();
                self.page.hide_problem();
                self.page.show_chosen(&handle.name(), false);
                self.held.borrow_mut().chosen = Some(handle);
            }
            Err(problem) => self.page.show_problem(&problem),
        }
    }

    fn is_in_place(&self) -> bool {
        matches!(self.destination.get(), Destination::Database) && self.page.is_in_place()
    }

    /// Offers the database of the last time, where one can be changed in place and none was chosen.
    pub(crate) fn offer_kept(self: &Rc<Self>) {
        if self.is_in_place() {
            let session = Rc::clone(self);
            spawn_local(async move { session.try_to_offer_kept().await });
        }
    }

    async fn try_to_offer_kept(&self) {
        let Ok(program) = direct::program().await else {
            return; // It is said when it is needed.
        };
        let kept = program.kept_database().await.unwrap_or_default();
        let is_wanted = self.is_in_place();
        let mut held = self.held.borrow_mut();
        if kept.is_undefined() || !is_wanted || held.chosen.is_some() || held.opened.is_some() {
            return;
        }
        let handle: Handle = kept.unchecked_into();
        self.page.show_chosen(&handle.name(), true);
        held.chosen = Some(handle);
    }

    /// The database of the last time is forgotten.
    pub async fn forget_kept(self: Rc<Self>) {
        let forgotten = match direct::program().await {
            Ok(program) => program
                .forget_database()
                .await
                .map_err(|_| Problem::NotForgotten),
            Err(problem) => Err(problem),
        };
        match forgotten {
            Ok(_) => {
                self.forget_database();
                self.page.show_chosen("", false);
                self.page.focus_database();
            }
            Err(problem) => self.page.show_problem(&problem),
        }
    }

    /// The admin wants a new file, or, the other way round, the database changed where it is.
    pub fn turn_place(self: &Rc<Self>) {
        self.forget_database();
        self.page.turn_place();
        self.offer_kept();
    }

    /// None is chosen any more.
    pub(crate) fn forget_database(&self) {
        let mut held = self.held.borrow_mut();
        held.chosen = None;
        held.opened = None;
    }
}
