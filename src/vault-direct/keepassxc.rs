//! To `KeePassXC` running on this computer, by native messaging.

use super::line::{Heard, Line};
use super::{Failure, Outcome, Progress, crossing, item};
use std::cell::RefCell;
use std::rc::Rc;
use trivet_credential::Item;
use trivet_credential::wipe;
use trivet_formats::SystemRng;
use trivet_services::keepassxc::host::{self, Browser, Host, System};
use trivet_services::keepassxc::{Conversation, ConversationError, Part, Saved, Stage, Turn};
use wasm_bindgen::prelude::*;

thread_local! {
    /// Open while `KeePassXC` is spoken with.
    static LINE: RefCell<Option<Rc<Line>>> = const { RefCell::new(None) };
}

/// Saves the key in `KeePassXC` and has it given back. `asked` has the `handover`, and `told`, a function that is called with
/// the [`Progress`].
///
/// # Errors
/// A [`Failure`].
pub async fn save_in_keepassxc(asked: JsValue) -> Result<JsValue, JsValue> {
    let saved = save(&asked).await;
    LINE.with(RefCell::take);
    // Everything that held a value is dropped by now, and the heap is wiped as it is freed.
    wipe::stack();
    let saved = saved.map_err(|error| crossing::coded(&Failure::KeePassXc(error)))?;
    Outcome::InKeePassXc(saved).into_js()
}

/// The admin does not want to wait for `KeePassXC` any longer.
pub fn stop_waiting() {
    if let Some(line) = LINE.with_borrow(Clone::clone) {
        line.stop();
    }
}

/// How the browser is let in: `shell`, `install` and `uninstall`, given the browser's word for the system, the names under
/// which it presents itself, and the extension's ID. Nothing for a system on which `KeePassXC` does not run.
#[must_use]
pub fn setup(system: &str, brands: &[String], extension: &str) -> Option<Vec<String>> {
    let browser = Browser::of_brands(brands.iter().map(String::as_str));
    let host = Host::new(System::of(system)?, browser, extension)?;
    Some(vec![
        host.shell().to_owned(),
        host.install(),
        host.uninstall(),
    ])
}

async fn save(asked: &JsValue) -> Result<Saved, ConversationError> {
    let get = |name: &str| js_sys::Reflect::get(asked, &name.into()).unwrap_or(JsValue::NULL);
    let item = item(asked).ok_or(ConversationError::Internal {
        part: Part::Handover,
    })?;
    let told: Option<js_sys::Function> = get("told").dyn_into().ok();
    talk(&item, |stage| {
        if let Some(told) = &told {
            // What is only shown does not matter.
            let progress = crossing::coded(&Progress::Talk { stage });
            let _ = told.call1(&JsValue::NULL, &progress);
        }
    })
    .await
}

async fn talk(item: &Item, told: impl Fn(Stage)) -> Result<Saved, ConversationError> {
    let closed = |why: String| ConversationError::of_closed_port(&why);
    let (mut conversation, hello) = Conversation::begin(item, &mut SystemRng)?;
    let line = Rc::new(Line::open(host::NAME).await.map_err(closed)?);
    LINE.with(|open| open.replace(Some(Rc::clone(&line))));
    line.say(&hello).map_err(closed)?;
    loop {
        let stage = conversation.stage();
        told(stage);
        let message = match line.hear(stage.patience()).await {
            Some(Heard::Message(message)) => message,
            Some(Heard::Closed(why)) => return Err(closed(why)),
            Some(Heard::Stopped) => return Err(ConversationError::Stopped),
            None => return Err(stage.run_out()),
        };
        match conversation.hear(&message, &mut SystemRng)? {
            Turn::Say(message) => line.say(&message).map_err(closed)?,
            Turn::Listen => {}
            Turn::Done(saved) => return Ok(saved),
        }
    }
}
