//! Into a database that was there before: opened by the second program, shown by its groups, written anew with the entry in
//! one of them.

use super::destination::Destination;
use super::direct::{self, Program};
use super::download::{self, Download};
use super::problem::Problem;
use super::saved::Saved;
use super::session::Session;
use super::stage::{Event, Stage};
use super::{paint, platform, words};
use crate::credential::Item;
use crate::export::kdbx::existing::{Group, MOST};
use js_sys::Uint8Array;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

const MEDIA_TYPE: &str = "application/x-keepass2";

/// The most that is read of a key file, in bytes.
const MOST_KEY_FILE: usize = 16 * 1024 * 1024;

/// A database that the admin chose; the second program has it open, and closes it when this is dropped.
pub(super) struct Opened {
    file: File,
    program: Program,
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.program.close_database();
    }
}

impl Opened {
    /// The file's name.
    pub(super) fn name(&self) -> String {
        self.file.name()
    }

    /// The new file, under the name of the old one.
    pub(super) fn download<'a>(&self, bytes: &'a [u8]) -> Download<'a> {
        Download {
            name: self.name().into(),
            media_type: MEDIA_TYPE,
            bytes,
        }
    }

    /// Has the bytes from disk opened and compared.
    pub(super) fn prove(&self, item: &Item, bytes: &[u8]) -> Result<(), Problem> {
        let bytes = Uint8Array::from(bytes);
        let asked = direct::asked(item, &[("bytes", bytes.into())])?;
        let proven = self.program.prove_database(&asked);
        proven.map(drop).map_err(direct::failed)
    }

    /// The bytes on disk, as long as they are the ones that were opened. A browser refuses to read a file that changed.
    async fn unchanged(&self) -> Result<Uint8Array, Problem> {
        // Nothing where it cannot be read any more: that is a change too.
        let bytes = read(&self.file, MOST).await.unwrap_or_default();
        self.program
            .database_is_still_there(&bytes)
            .map_err(direct::failed)?;
        Ok(bytes)
    }
}

impl Session {
    /// Opens the chosen database; or, when one is open, adds the entry to it.
    pub(super) async fn add_to_database(&self) -> Result<(), Problem> {
        let (item, opened) = {
            let held = self.held.borrow();
            (held.item.clone(), held.opened.clone())
        };
        match (self.stage(), item, opened) {
            (Stage::Ready, Some(_), None) => self.open_database().await,
            (Stage::Ready, Some(item), Some(opened)) => self.write_database(&item, opened).await,
            _ => Ok(()),
        }
    }

    async fn open_database(&self) -> Result<(), Problem> {
        let file = self
            .page
            .file_in("database")
            .ok_or(Problem::DatabaseMissing)?;
        let password = self.page.typed("database-password");
        let key_file = self.page.file_in("database-key");
        self.advance(Event::Open);
        paint::painted().await;
        let bytes = read(&file, MOST).await?;
        let key_file = match key_file {
            Some(file) => read(&file, MOST_KEY_FILE).await?.into(),
            None => JsValue::UNDEFINED,
        };
        let program = direct::program().await?;
        let groups = platform::object(&[
            ("bytes", bytes.into()),
            ("password", password.as_str().into()),
            ("keyFile", key_file),
        ])
        .and_then(|asked| program.open_database(&asked))
        .map_err(direct::failed)?;
        let groups: Vec<Group> =
            serde_wasm_bindgen::from_value(groups).map_err(|_| Problem::ProgramMissing)?;

        self.page.clear_typed();
        self.page.show_groups(&groups);
        self.held.borrow_mut().opened = Some(Rc::new(Opened { file, program }));
        self.advance(Event::Opened);
        Ok(())
    }

    async fn write_database(&self, item: &Item, opened: Rc<Opened>) -> Result<(), Problem> {
        let group = self.page.chosen_group();
        self.advance(Event::Encrypt);
        paint::painted().await;
        let asked = direct::asked(item, &[("group", group.into())])?;
        // It opens the new file again and compares everything before it answers.
        let added = opened.program.add_to_database(&asked);
        let added: Uint8Array = added.map_err(direct::failed)?.unchecked_into();
        self.advance(Event::Encrypted);
        // The last thing before it is written.
        opened.unchanged().await?;
        self.advance(Event::Reopened);

        let saved = Saved::Database {
            bytes: added.to_vec(),
            opened,
        };
        let place = download::save(&saved.download()).await?;
        self.is_written(&place);
        self.held.borrow_mut().saved = Some(Rc::new(saved));
        self.advance(Event::Saved);
        Ok(())
    }

    /// Another database is wanted: what was opened is forgotten.
    pub fn change_database(&self) {
        if self.stage() == Stage::Ready {
            self.go_to(Destination::Database);
        }
    }

    /// Saves the database as it was, under another name.
    pub async fn save_copy(self: Rc<Self>) {
        let opened = self.held.borrow().opened.clone();
        let (Stage::Ready, Some(opened)) = (self.stage(), opened) else {
            return;
        };
        if let Err(problem) = self.try_to_save_copy(&opened).await {
            self.page.show_problem(&problem);
        }
    }

    async fn try_to_save_copy(&self, opened: &Opened) -> Result<(), Problem> {
        let bytes = opened.unchanged().await?.to_vec();
        let copy = Download {
            name: words::copy_name(&opened.name()).into(),
            media_type: MEDIA_TYPE,
            bytes: &bytes,
        };
        let place = download::save(&copy).await?;
        self.page
            .show_notice(&words::copy_saved(&place.name, &place.folder));
        Ok(())
    }
}

/// The bytes of a file on disk. They stay outside of this program's memory.
async fn read(file: &File, most: usize) -> Result<Uint8Array, Problem> {
    let unreadable = || Problem::DatabaseUnreadable {
        chosen: file.name(),
    };
    #[allow(clippy::cast_precision_loss)] // far below 2^53
    if file.size() > most as f64 {
        return Err(unreadable());
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    Ok(Uint8Array::new(&buffer.map_err(|_| unreadable())?))
}
