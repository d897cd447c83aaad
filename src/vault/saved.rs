//! The saved file: written once more, and proven from disk.

use super::database::Opened;
use super::download::{Download, Place};
use super::problem::Problem;
use super::session::Session;
use super::stage::{Event, Stage};
use super::{download, paint, platform, words};
use crate::credential::Timestamp;
use crate::export::{Choice, Prepared, Verified, Written};
use crate::handover::FromVault;
use crate::receipt::Receipt;
use crate::wipe;
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// What was written, and what opens it.
pub(super) enum Saved {
    /// A file of its own.
    File {
        choice: Choice,
        file: Written,
        prepared: Prepared,
    },
    /// A database that was there before, with the entry in it.
    Database { opened: Rc<Opened>, bytes: Vec<u8> },
}

impl Saved {
    pub(super) fn download(&self) -> Download<'_> {
        match self {
            Self::File { file, .. } => file.into(),
            Self::Database { opened, bytes } => opened.download(bytes),
        }
    }
}

/// What was proven, for what is said of it.
enum Proven {
    File(Choice),
    Database { old: String },
}

impl Session {
    /// The browser wrote the file.
    pub(super) fn is_written(&self, place: &Place) {
        self.page.show_saved(place);
        let file_name = place.name.clone();
        self.report(&FromVault::Written { file_name });
    }

    /// Saves the same bytes once more.
    pub async fn save_again(self: Rc<Self>) {
        let Some(saved) = self.held.borrow().saved.clone() else {
            return;
        };
        if self.advance(Event::SaveAgain) {
            match download::save(&saved.download()).await {
                Ok(place) => {
                    self.is_written(&place);
                    self.advance(Event::Saved);
                }
                Err(problem) => self.fail(&problem),
            }
        }
    }

    /// Reads the chosen file from disk, opens it and compares every field; wipes when all is right.
    pub async fn prove(self: Rc<Self>, chosen: File) {
        if !self.advance(Event::FileChosen) {
            return;
        }
        paint::painted().await;
        let proven = match self.try_to_prove(&chosen).await {
            Ok(proven) => proven,
            Err(problem) => {
                self.fail(&problem);
                return;
            }
        };
        // Wiped before it is said; what is said holds no value.
        self.wipe();
        paint::turn(wipe::stack).await;
        let file_name = chosen.name();
        match &proven {
            Proven::File(choice) => self.page.show_done(*choice, &file_name),
            Proven::Database { old } => self.page.show_done_database(old, &file_name),
        }
        self.advance(Event::Proven);
        self.report(&FromVault::Verified { file_name });
        platform::remember(&self.destination.get().id());
    }

    /// Answers with what was written. The receipt is made on the way, while the item is here.
    async fn try_to_prove(&self, chosen: &File) -> Result<Proven, Problem> {
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
        let written = saved.download().bytes;
        // Not read at all when it cannot be the one.
        #[allow(clippy::cast_precision_loss, clippy::float_cmp)] // A file has less than 2^53 bytes.
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
        match &*saved {
            Saved::File {
                choice, prepared, ..
            } => {
                let verified = prepared
                    .verify(&bytes, &item)
                    .map_err(Problem::ProofFailed)?;
                self.receipt
                    .replace(self.receipt_of(&item.details, &chosen.name(), &verified));
                Ok(Proven::File(*choice))
            }
            Saved::Database { opened, .. } => {
                opened.prove(&item, &bytes)?;
                Ok(Proven::Database { old: opened.name() })
            }
        }
    }

    fn receipt_of(
        &self,
        details: &crate::credential::ItemDetails,
        name: &str,
        verified: &Verified,
    ) -> Option<String> {
        let at = Timestamp::from_unix_seconds(platform::unix_seconds())?;
        let receipt = Receipt::new(&self.policy.borrow(), details, name, verified, at);
        serde_json::to_string_pretty(&receipt).ok()
    }

    /// Saves the receipt of what was verified.
    pub async fn save_receipt(self: Rc<Self>) {
        let receipt = self.receipt.borrow().clone();
        let (Stage::Verified, Some(receipt)) = (self.stage(), receipt) else {
            return;
        };
        let file = Download {
            name: words::RECEIPT_NAME.into(),
            media_type: "application/json",
            bytes: receipt.as_bytes(),
        };
        match download::save(&file).await {
            Ok(place) => self.page.show_receipt_saved(&place),
            Err(problem) => self.page.show_problem(&problem),
        }
    }
}
