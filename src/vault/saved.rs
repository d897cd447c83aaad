//! The saved file: written once more, and proven from disk.

use super::database::Opened;
use super::download::{Download, Place};
use super::ending::Ending;
use super::page::Page;
use super::problem::Problem;
use super::session::Session;
use super::stage::Event;
use super::{disk, download, paint};
use std::rc::Rc;
use trivet_credential::handover::FromVault;
use trivet_formats::{Choice, Prepared, Verified, Written};
use trivet_webext::files::Handle;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// What was written, and what opens it.
pub(crate) enum Saved {
    /// A file of its own.
    File {
        choice: Choice,
        file: Written,
        prepared: Box<Prepared>,
        /// Where the admin chose to put it; none where the browser's downloads put it.
        handle: Option<Handle>,
    },
    /// A database that was there before, with the entry in it.
    Database { opened: Rc<Opened>, bytes: Vec<u8> },
}

impl Saved {
    fn handle(&self) -> Option<&Handle> {
        match self {
            Self::File { handle, .. } => handle.as_ref(),
            Self::Database { .. } => None,
        }
    }

    pub(crate) fn download(&self) -> Download<'_> {
        match self {
            Self::File { file, .. } => file.into(),
            Self::Database { opened, bytes } => opened.download(bytes),
        }
    }
}

/// What was proven, for what is said of it.
pub(crate) enum Proven {
    File(Choice, Verified),
    Database {
        old: String,
    },
    /// A database that was changed where it is.
    InPlace,
}

impl Session {
    /// The browser wrote the file.
    pub(crate) fn is_written(&self, place: &Place) {
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
            let place = match saved.handle() {
                Some(handle) => disk::put(handle, &saved.download()).await,
                None => download::save(&saved.download()).await,
            };
            match place {
                Ok(place) => {
                    self.is_written(&place);
                    self.is_saved().await;
                }
                Err(problem) => self.fail(&problem),
            }
        }
    }

    /// The bytes are where they belong, as the browser says: reads them back by the handle, or has the admin pick the file.
    pub(crate) async fn is_saved(&self) {
        let saved = self.held.borrow().saved.clone();
        let Some(handle) = saved.as_deref().and_then(Saved::handle) else {
            self.advance(Event::Saved);
            return;
        };
        self.pass(Event::Saved);
        if let Ok(file) = disk::read(handle).await {
            self.prove(file).await;
        } else {
            let chosen = handle.name();
            self.advance(Event::FileChosen);
            self.fail(&Problem::ProofUnreadable { chosen });
        }
    }

    /// Reads the chosen file from disk, opens it and compares every field; wipes when all is right.
    pub async fn prove(&self, chosen: File) {
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
        self.is_proven(&proven, chosen.name()).await;
    }

    /// All is right.
    pub(crate) async fn is_proven(&self, proven: &Proven, file_name: String) {
        let ending = Ending {
            event: Event::Proven,
            place: &file_name,
            name: file_name.clone(),
            file: match proven {
                Proven::File(_, verified) => Some(verified),
                Proven::Database { .. } | Proven::InPlace => None,
            },
        };
        let show = |page: &Page| match proven {
            Proven::File(choice, _) => page.show_done(*choice, &file_name),
            Proven::Database { old } => page.show_done_database(Some(old), &file_name),
            Proven::InPlace => page.show_done_database(None, &file_name),
        };
        self.end(ending, show).await;
    }

    /// Answers with what was written.
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
                Ok(Proven::File(*choice, verified))
            }
            Saved::Database { opened, .. } => {
                opened.prove(&item, &self.purpose(), &bytes)?;
                Ok(Proven::Database { old: opened.name() })
            }
        }
    }
}
