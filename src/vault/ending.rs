//! What every destination ends with, in one order: the receipt while the values are here, the wipe, what is said, what is
//! remembered.

use super::direct;
use super::download;
use super::page::Page;
use super::session::Session;
use super::stage::{Event, Stage};
use super::{paint, platform, words};
use crate::receipt::{Proven, Receipt};
use std::rc::Rc;
use trivet_checklist::own::{self, Own};
use trivet_credential::Timestamp;
use trivet_credential::handover::FromVault;
use trivet_credential::wipe;
use trivet_formats::Verified;
use wasm_bindgen::JsValue;

/// What was proven, and how it is called from then on.
pub(crate) struct Ending<'a> {
    /// What happened.
    pub(crate) event: Event,
    /// The place, at the destination at hand.
    pub(crate) place: &'a str,
    /// How the console's page calls it.
    pub(crate) name: String,
    /// The file, where Trivet wrote a whole one.
    pub(crate) file: Option<&'a Verified>,
}

impl Session {
    /// All is right: wipes, and says so.
    pub(crate) async fn end(&self, ending: Ending<'_>, show: impl FnOnce(&Page)) {
        let receipt = self.receipt_of(&ending);
        // Wiped before it is said; what is said holds no value.
        self.wipe();
        paint::turn(wipe::stack).await;
        // Kept before anybody is told that all is done, and closes the window.
        if let Some(receipt) = receipt {
            self.receipt.replace(Some(receipt.clone()));
            self.keep_receipt(receipt).await;
        }
        show(&self.page);
        self.advance(ending.event);
        self.report(&FromVault::Verified {
            file_name: ending.name,
        });
        platform::remember(&self.destination.get().id());
    }

    fn receipt_of(&self, ending: &Ending<'_>) -> Option<String> {
        let held = self.held.borrow();
        let proven = Proven {
            destination: self.destination.get().id(),
            place: ending.place,
            file: ending.file,
            at: Timestamp::from_unix_seconds(platform::unix_seconds())?,
        };
        let (policy, token) = (self.policy.borrow(), self.token.borrow());
        let receipt = Receipt::new(&policy, held.item.as_ref()?, &token, proven);
        serde_json::to_string(&receipt).ok()
    }

    /// Keeps it on this computer, where the person or the organization wants that.
    async fn keep_receipt(&self, receipt: String) {
        let (is_required, limit) = {
            let rules = self.rules.borrow();
            (rules.keep_receipts, rules.receipt_limit)
        };
        let own = platform::read(own::KEY).await;
        let is_wanted = is_required || own.as_ref().is_ok_and(|own| Own::of(own).keep_receipts);
        if !is_wanted {
            if own.is_err() {
                self.page.show_receipt_kept(false);
            }
            return;
        }
        let kept = match direct::program().await {
            Ok(program) => program.keep_receipt(&receipt, limit).await,
            Err(_) => Err(JsValue::UNDEFINED),
        };
        self.page.show_receipt_kept(kept.is_ok());
    }

    /// Saves the receipt of what was verified.
    pub async fn save_receipt(self: Rc<Self>) {
        let receipt = self.receipt.borrow().clone();
        let (Stage::Verified, Some(receipt)) = (self.stage(), receipt) else {
            return;
        };
        match download::save_json(words::RECEIPT_NAME, &receipt).await {
            Ok(place) => self.page.show_receipt_saved(&place),
            Err(problem) => self.page.show_problem(&problem),
        }
    }
}
