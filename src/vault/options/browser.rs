//! What the browser says of the extension.

use super::granted::consoles;
use super::{Act, file, some};
use crate::download;
use crate::message::{Message, Words};
use crate::page::Page;
use crate::settings::{ExportRules, ExportSettings};
use crate::{platform, words};
use js_sys::{Array, JSON};
use trivet_checklist::own::{self, Own};
use trivet_checklist::plain::Plain;
use trivet_vault_direct::kept;
use trivet_vault_direct::receipts;
use trivet_webext::{chrome, field, object, plain, value};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Window;

/// Where the browser runs Trivet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// On every console.
    All,
    /// At these addresses only.
    Some(Vec<String>),
    /// Nowhere.
    None,
}

/// The most bytes that a file of settings may have.
const MOST_SETTINGS: f64 = 1_000_000.0;

/// What an organization has set.
pub(super) async fn managed() -> Option<Plain> {
    // Rejected in Firefox where it has set nothing.
    let managed = platform::managed_settings().await.ok()?;
    some(plain(&managed))
}

/// Everything that is stored; nothing where the browser does not say.
pub(super) async fn everything() -> Option<Plain> {
    let stored = platform::done(chrome::stored(None)).await;
    stored.ok().map(|stored| plain(&stored))
}

/// What the person has set on this page.
pub(super) fn own(stored: &Plain) -> Own {
    stored.field(own::KEY).map(Own::of).unwrap_or_default()
}

/// What holds for files and receipts; nothing set where the policy cannot be read.
pub(super) fn rules(managed: Option<&Plain>) -> ExportRules {
    let rules = managed.and_then(ExportSettings::from_managed);
    rules.and_then(ExportSettings::rules).unwrap_or_default()
}

async fn must_keep() -> bool {
    rules(managed().await.as_ref()).keep_receipts
}

/// What a text of JSON holds; nothing where it is none.
pub(super) fn parsed(json: &str) -> Plain {
    JSON::parse(json).map_or(Plain::Nothing, |value| plain(&value))
}

/// What the manifest asks for, and what is granted; nothing where the browser does not say.
pub(super) async fn permissions() -> (Plain, Option<Plain>) {
    let required = chrome::RUNTIME.with(chrome::Runtime::manifest);
    let granted = platform::done(chrome::all_permissions()).await;
    (
        plain(&required),
        granted.ok().map(|granted| plain(&granted)),
    )
}

/// Where Trivet runs; nothing where the browser does not say. A person can let an extension in at some addresses only.
pub(super) async fn access(granted: Option<&Plain>) -> Option<Access> {
    let manifest = chrome::RUNTIME.with(chrome::Runtime::manifest);
    let hosts = object(&[("origins", field(&manifest, "host_permissions"))]);
    let all = platform::done(hosts.and_then(|hosts| chrome::has_permissions(&hosts))).await;
    if all.ok()?.is_truthy() {
        return Some(Access::All);
    }
    let some = consoles(granted?);
    Some(if some.is_empty() {
        Access::None
    } else {
        Access::Some(some)
    })
}

/// Whether Trivet runs in private windows, too; nothing where the browser does not say.
pub(super) async fn is_private() -> Option<bool> {
    let answer = platform::done(chrome::is_allowed_in_private()).await;
    answer.ok().map(|answer| answer.is_truthy())
}

/// The name that browsers have for the press of the toolbar's button.
const TOOLBAR_BUTTON: &str = "_execute_action";

/// What commands do, and their keys; a command without any has none.
pub(super) async fn keys() -> Vec<(Words, String)> {
    let commands = platform::done(chrome::all_commands()).await;
    let commands = commands.unwrap_or_default();
    let text = |command: &JsValue, name: &str| field(command, name).as_string().unwrap_or_default();
    Array::from(&commands)
        .iter()
        .map(|command| {
            let what = match text(&command, "name") {
                name if name == TOOLBAR_BUTTON => Message::KeysToolbar.into(),
                _ => text(&command, "description").into(),
            };
            (what, text(&command, "shortcut"))
        })
        .collect()
}

/// What this version changed that a person sees: the build has a message of it for the version that needs one.
pub(super) fn changes() -> String {
    chrome::message("changes", &Array::new()).unwrap_or_default()
}

/// Calls whenever any of this may have changed. Of keys, and of the database, nobody tells: they are changed elsewhere, and then
/// the person comes back.
pub(super) fn on_changes(window: &Window, work: impl Fn() + 'static) -> Result<(), JsValue> {
    let listener = Closure::<dyn Fn()>::new(work).into_js_value();
    let listener: &js_sys::Function = listener.unchecked_ref();
    window.add_event_listener_with_callback("focus", listener)?;
    chrome::STORAGE_CHANGED.with(|channel| channel.add_listener(listener))?;
    chrome::PERMISSIONS_ADDED.with(|channel| channel.add_listener(listener))?;
    chrome::PERMISSIONS_REMOVED.with(|channel| channel.add_listener(listener))
}

/// Does what is asked. What the browser refuses is still there when the page is drawn again.
pub(super) async fn carry_out(page: &Page, act: Act) {
    let names = |name: &str, one: String| object(&[(name, Array::of1(&one.into()).into())]);
    let _ = match act {
        Act::Forget(key) => platform::done(chrome::remove_stored(&key)).await,
        Act::ForgetDatabase => kept::forget().await.map(|()| JsValue::UNDEFINED),
        Act::KeepReceipts(keep_receipts) => {
            set(move |own| Own {
                keep_receipts,
                ..own
            })
            .await
        }
        Act::OpenWindow(open_window) => set(move |own| Own { open_window, ..own }).await,
        Act::Export => {
            let said = match everything().await {
                Some(stored) => saved(file::NAME, &json(&file::exported(&stored))).await,
                None => Message::NotReadHere.into(),
            };
            page.say_in_settings(said);
            Ok(JsValue::UNDEFINED)
        }
        Act::Import => {
            page.say_in_settings(import(page).await);
            Ok(JsValue::UNDEFINED)
        }
        Act::DeleteReceipt(hash) if !must_keep().await => {
            receipts::delete(&hash).await.map(|()| JsValue::UNDEFINED)
        }
        Act::DeleteReceipts if !must_keep().await => {
            receipts::delete_all().await.map(|()| JsValue::UNDEFINED)
        }
        Act::SaveReceipt(hash) => {
            let chain = receipts::all().await.unwrap_or_default();
            let entry = chain.entries().find(|(_, entry)| entry.hash == hash);
            page.say_in_receipts(match entry.and_then(|(_, entry)| entry.receipt.as_ref()) {
                Some(text) => saved(words::RECEIPT_NAME, text).await,
                None => Message::NotReadHere.into(),
            });
            Ok(JsValue::UNDEFINED)
        }
        Act::SaveReceipts => {
            page.say_in_receipts(match receipts::all().await {
                Ok(chain) => saved(words::RECEIPTS_NAME, &json(&chain.to_plain())).await,
                Err(_) => Message::NotReadHere.into(),
            });
            Ok(JsValue::UNDEFINED)
        }
        Act::Print => page.window.print().map(|()| JsValue::UNDEFINED),
        // A search changes nothing; and what the organization wants kept stays.
        Act::Search | Act::DeleteReceipt(_) | Act::DeleteReceipts => Ok(JsValue::UNDEFINED),
        Act::GiveBackHost(host) => {
            let hosts = names("origins", host);
            platform::done(hosts.and_then(|hosts| chrome::remove_permissions(&hosts))).await
        }
        Act::GiveBack(name) => {
            let names = names("permissions", name);
            platform::done(names.and_then(|names| chrome::remove_permissions(&names))).await
        }
    };
}

/// Changes what the person has set.
async fn set(change: impl FnOnce(Own) -> Own) -> Result<JsValue, JsValue> {
    let stored = plain(&platform::done(chrome::stored(Some(own::KEY))).await?);
    let items = object(&[(own::KEY, value(&change(own(&stored)).to_plain())?)]);
    platform::done(items.and_then(|items| chrome::store(&items))).await
}

/// Saves a file of JSON; where, or why not.
async fn saved(name: &'static str, text: &str) -> Words {
    match download::save_json(name, text).await {
        Ok(place) => words::saved_as(&place).into(),
        Err(problem) => problem.message().into(),
    }
}

fn json(plain: &Plain) -> String {
    let text = value(plain).and_then(|value| JSON::stringify(&value));
    text.map(String::from).unwrap_or_default()
}

/// Stores what a file of settings has, all of it or nothing; what became of it.
async fn import(page: &Page) -> Words {
    // Gone only if the person was quicker.
    let Some(chosen) = page.chosen_file("import") else {
        return Message::SettingsNone.into();
    };
    let text = if chosen.size() > MOST_SETTINGS {
        None
    } else {
        let text = JsFuture::from(chosen.text()).await;
        text.ok().and_then(|text| text.as_string())
    };
    let settings = text.and_then(|text| file::imported(&parsed(&text)));
    let Some(settings) = settings else {
        return Message::SettingsNone.into();
    };
    let count = u32::try_from(settings.len()).unwrap_or(u32::MAX);
    let items = value(&Plain::Fields(settings));
    let stored = platform::done(items.and_then(|items| chrome::store(&items))).await;
    match stored {
        Ok(_) => Message::SettingsImported { count }.into(),
        Err(_) => Message::SettingsNotStored.into(),
    }
}
