//! The options page: where Trivet runs, every setting and where it comes from, what is remembered, kept and granted, and the keys.
//!
//! It shows what there is now, and is drawn again when any of it changes. What the browser does not say is not taken for nothing:
//! then the page says that it cannot tell. Its acts are those of [`Act`], each by a press on the page.

pub(crate) mod browser;
pub mod file;
pub mod granted;
pub mod in_force;
pub mod kept;
pub mod remembered;

use crate::message::Words;
use crate::page::Page;
use std::cell::RefCell;
use std::rc::Rc;
use trivet_checklist::own::Own;
use trivet_checklist::plain::Plain;
use trivet_vault_direct::kept as database;
use trivet_vault_direct::receipts::{self, Chain};
use trivet_webext::files::Handle;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Event;

/// Everything that the page shows.
#[derive(PartialEq)]
pub(crate) struct Shown {
    /// Where Trivet runs, if the browser says so.
    pub(crate) access: Option<browser::Access>,
    /// Whether it runs in private windows, too, if the browser says so.
    pub(crate) is_private: Option<bool>,
    /// Whether the organization has set anything.
    pub(crate) is_managed: bool,
    /// Every setting; nothing where the policy cannot be read.
    pub(crate) settings: Option<Vec<in_force::Setting>>,
    /// What is remembered, if it could be read.
    pub(crate) remembered: Option<Vec<remembered::Remembered>>,
    /// The name of the database that was changed last.
    pub(crate) database: Option<String>,
    /// The receipts that are kept, newest first, if they could be read.
    pub(crate) receipts: Option<Vec<kept::Kept>>,
    /// Whether none of them was changed and none is missing.
    pub(crate) is_whole: bool,
    /// Whether receipts are kept from now on.
    pub(crate) keeps_receipts: Keeping,
    /// What the person has set.
    pub(crate) own: Own,
    /// What is granted beyond the manifest, if the browser says so.
    pub(crate) granted: Option<Vec<granted::Granted>>,
    /// What commands do, and their keys.
    pub(crate) keys: Vec<(Words, String)>,
    /// What this version changed that a person sees; empty where it is nothing.
    pub(crate) changes: String,
}

impl Shown {
    /// Whether the browser did not say any of it. Of a policy there is no telling: Firefox refuses to say that there is none.
    pub(crate) fn is_anything_unread(&self) -> bool {
        self.access.is_none()
            || self.is_private.is_none()
            || self.remembered.is_none()
            || self.receipts.is_none()
            || self.granted.is_none()
    }
}

/// Whether receipts are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// Nobody wants it.
    No,
    /// The person wants it.
    Wanted,
    /// The organization wants it, and the person cannot change it.
    Required,
}

/// Shows the page.
///
/// # Errors
/// When the document is not `options.html`.
pub fn start() -> Result<(), JsValue> {
    let page = Rc::new((Page::of_this_window()?, RefCell::new(None)));
    let acting = Rc::clone(&page);
    let act = Closure::<dyn FnMut(Event)>::new(move |event| {
        if let Some(act) = Page::asked(&event) {
            let page = Rc::clone(&acting);
            if act == Act::Search {
                // At once, from what is known.
                if let Some(shown) = &*page.1.borrow() {
                    page.0.show_receipts(shown);
                }
                return;
            }
            spawn_local(async move {
                let (document, last) = &*page;
                browser::carry_out(document, act).await;
                show(document, last).await;
            });
        }
    });
    let act = act.into_js_value();
    for event in ["click", "change", "input"] {
        page.0
            .window
            .add_event_listener_with_callback(event, act.unchecked_ref())?;
    }
    let again = Rc::clone(&page);
    browser::on_changes(&page.0.window, move || {
        let page = Rc::clone(&again);
        spawn_local(async move { show(&page.0, &page.1).await });
    })?;
    spawn_local(async move { show(&page.0, &page.1).await });
    Ok(())
}

/// What a button of the page asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Forget what is under this key.
    Forget(String),
    /// Forget the database.
    ForgetDatabase,
    /// Keep receipts from now on, or no longer.
    KeepReceipts(bool),
    /// Open Trivet's window by itself, or no longer.
    OpenWindow(bool),
    /// Save the settings as a file.
    Export,
    /// Take the settings from the file that was chosen.
    Import,
    /// Delete the text of the receipt with this hash.
    DeleteReceipt(String),
    /// Delete all receipts.
    DeleteReceipts,
    /// Save the receipt with this hash as a file.
    SaveReceipt(String),
    /// Save all receipts as a file.
    SaveReceipts,
    /// Print the receipts that are shown.
    Print,
    /// Show what the search finds.
    Search,
    /// Give back access to a host.
    GiveBackHost(String),
    /// Give back an interface.
    GiveBack(String),
}

/// Draws what is not as it was drawn last: a button that is pressed just now is not taken away without need.
async fn show(page: &Page, last: &RefCell<Option<Shown>>) {
    let managed = browser::managed().await;
    let (required, granted) = browser::permissions().await;
    let handle = database::handle().await;
    let chain = receipts::all().await;
    let stored = browser::everything().await;
    let own = stored.as_ref().map(browser::own).unwrap_or_default();
    let rules = browser::rules(managed.as_ref());
    // Both are remembered; what is half read is not all.
    let remembered = stored.filter(|_| handle.is_ok());
    let handle = handle.unwrap_or_default();
    let database = (!handle.is_undefined()).then(|| handle.unchecked_into::<Handle>().name());
    let shown = Shown {
        access: browser::access(granted.as_ref()).await,
        is_private: browser::is_private().await,
        is_managed: managed.is_some(),
        settings: in_force::all(managed.as_ref(), own),
        remembered: remembered.map(|stored| remembered::all(&stored)),
        database,
        is_whole: chain.as_ref().is_ok_and(Chain::is_whole),
        receipts: chain.ok().map(|chain| kept::all(&chain, browser::parsed)),
        keeps_receipts: match (rules.keep_receipts, own.keep_receipts) {
            (true, _) => Keeping::Required,
            (false, true) => Keeping::Wanted,
            (false, false) => Keeping::No,
        },
        own,
        granted: granted.map(|granted| granted::beyond(&required, &granted)),
        keys: browser::keys().await,
        changes: browser::changes(),
    };
    if last.borrow().as_ref() != Some(&shown) {
        page.show_options(&shown);
    }
    // A box that was ticked, and not stored, is as it was.
    page.show_boxes(&shown);
    last.replace(Some(shown));
}

/// Whether there is anything in what the organization has set.
fn some(managed: Plain) -> Option<Plain> {
    match managed {
        Plain::Fields(fields) if !fields.is_empty() => Some(Plain::Fields(fields)),
        _ => None,
    }
}
