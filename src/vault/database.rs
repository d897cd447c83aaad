//! Into a database that was there before: opened by the second program, shown by its groups, written anew with the entry in
//! one of them.

use super::destination::Destination;
use super::direct::{self, Program};
use super::download::{self, Download};
use super::problem::Problem;
use super::saved::Saved;
use super::session::Session;
use super::stage::{Event, Stage};
use super::{disk, paint, words};
use js_sys::{Array, Uint8Array};
use std::rc::Rc;
use trivet_credential::{Item, Purpose};
use trivet_formats::kdbx::existing::MOST;
use trivet_vault_direct::crossing;
use trivet_webext::files::Handle;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

const MEDIA_TYPE: &str = "application/x-keepass2";

/// The most that is read of a key file, in bytes.
const MOST_KEY_FILE: usize = 16 * 1024 * 1024;

/// A database that the admin chose; the second program has it open, and closes it when this is dropped.
pub(crate) struct Opened {
    file: File,
    /// By what the file itself is changed; none where a new file is saved.
    handle: Option<Handle>,
    pub(super) program: Program,
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.program.close_database();
    }
}

impl Opened {
    /// The file's name.
    pub(crate) fn name(&self) -> String {
        self.file.name()
    }

    /// The new file, under the name of the old one.
    pub(crate) fn download<'a>(&self, bytes: &'a [u8]) -> Download<'a> {
        Download {
            name: self.name().into(),
            media_type: MEDIA_TYPE,
            bytes,
        }
    }

    /// Has the bytes from disk opened and compared.
    pub(crate) fn prove(
        &self,
        item: &Item,
        purpose: &Purpose,
        bytes: &[u8],
    ) -> Result<(), Problem> {
        let bytes = Uint8Array::from(bytes);
        let asked = direct::asked(item, purpose, &[("bytes", bytes.into())])?;
        let proven = self.program.prove_database(&asked);
        proven.map(drop).map_err(|failure| direct::failed(&failure))
    }

    /// The bytes on disk, as long as they are the ones that were opened. A browser refuses to read a file that changed.
    async fn unchanged(&self) -> Result<Uint8Array, Problem> {
        // Nothing where it cannot be read any more: that is a change too.
        let bytes = read(&self.file, MOST).await.unwrap_or_default();
        self.program
            .database_is_still_there(&bytes)
            .map_err(|failure| direct::failed_before(&failure))?;
        Ok(bytes)
    }
}

impl Session {
    /// Opens the chosen database; or, when one is open, adds the entry to it.
    pub(crate) async fn add_to_database(self: &Rc<Self>) -> Result<(), Problem> {
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
        if !self.advance(Event::Open) {
            return Ok(());
        }
        let program = direct::program().await?;
        let handle = self.held.borrow().chosen.clone();
        let file = if let Some(handle) = &handle {
            program
                .permit_database(handle)
                .await
                .map_err(|failure| direct::failed_before(&failure))?;
            let chosen = handle.name();
            let file = disk::read(handle).await;
            file.map_err(|_| Problem::DatabaseUnreadable { chosen })?
        } else {
            let file = self.page.file_in("database");
            file.ok_or(Problem::DatabaseMissing)?
        };
        let password = self.page.typed("database-password");
        let key_file = self.page.file_in("database-key");
        paint::painted().await;
        let bytes = read(&file, MOST).await?;
        let key_file = match key_file {
            Some(file) => read(&file, MOST_KEY_FILE).await?.into(),
            None => JsValue::UNDEFINED,
        };
        let groups = trivet_webext::object(&[
            ("bytes", bytes.into()),
            ("password", password.as_str().into()),
            ("keyFile", key_file),
        ])
        .and_then(|asked| program.open_database(&asked))
        .map_err(|failure| direct::failed_before(&failure))?;
        let groups = crossing::read_groups(&groups);

        self.page.clear_typed();
        self.page.show_groups(&groups, program.first_group());
        self.held.borrow_mut().opened = Some(Rc::new(Opened {
            file,
            handle,
            program,
        }));
        self.advance(Event::Opened);
        Ok(())
    }

    async fn write_database(
        self: &Rc<Self>,
        item: &Item,
        opened: Rc<Opened>,
    ) -> Result<(), Problem> {
        let chosen = |id| JsValue::from(self.page.chosen_option(id));
        let asked = [("group", chosen("group")), ("days", chosen("expiry"))];
        self.advance(Event::Encrypt);
        paint::painted().await;
        let asked = direct::asked(item, &self.purpose(), &asked)?;
        // It opens the new file again and compares everything before it answers.
        let added = opened.program.add_to_database(&asked);
        let added: Uint8Array = added
            .map_err(|failure| direct::failed_before(&failure))?
            .unchecked_into();
        self.advance(Event::Encrypted);
        if let Some(handle) = &opened.handle {
            return self.replace_database(item, &opened, handle).await;
        }
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
            self.show(Destination::Database);
            self.page.focus_database();
        }
    }

    /// Saves the database as it was, under another name: from the disk, or from memory once it was to be changed there.
    pub async fn save_copy(self: Rc<Self>) {
        let opened = self.held.borrow().opened.clone();
        if let Err(problem) = self.try_to_save_copy(opened.as_deref()).await {
            self.page.show_problem(&problem);
        }
    }

    async fn try_to_save_copy(&self, opened: Option<&Opened>) -> Result<(), Problem> {
        let before = direct::program().await?.database_before();
        let (name, bytes) = match (before.dyn_ref::<Array>(), opened) {
            (Some(before), _) => (
                before.get(0).as_string().unwrap_or_default(),
                before.get(1).unchecked_into(),
            ),
            (None, Some(opened)) => (opened.name(), opened.unchanged().await?),
            (None, None) => return Ok(()),
        };
        let bytes: Uint8Array = bytes;
        let copy = Download {
            name: words::copy_name(&name).into(),
            media_type: MEDIA_TYPE,
            bytes: &bytes.to_vec(),
        };
        let place = download::save(&copy).await?;
        self.page
            .show_notice(words::copy_saved(&place.name, &place.folder));
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
