//! The extension's button in the browser's toolbar, which no standard command reaches.
//!
//! Chromium runs the extension's action on request, over the browser-wide debugging channel. In Firefox the button is
//! put on the toolbar and clicked with the pointer like any other.

use std::path::Path;

use fantoccini::{Client, key::Key};
use serde_json::{Value, json};

use super::{Browser, Session, actions, channel::Channel, command, element};
use crate::{
    error::{At, Doing, Error, Result},
    wait::{Look, SOON, until},
};

/// Puts the button of the extension in the browser's toolbar; answers with its element in Firefox's own window.
const SHOW_BUTTON: &str = r#"
    const { CustomizableUI } = ChromeUtils.importESModule("moz-src:///browser/components/customizableui/CustomizableUI.sys.mjs");
    const widget = arguments[0].toLowerCase().replace(/[^a-z0-9_-]/g, "_") + "-browser-action";
    CustomizableUI.addWidgetToArea(widget, CustomizableUI.AREA_NAVBAR);
    // By the widget that there is now: a button of the extension that was removed before can still stand in the window. And a
    // person presses what stands still; the toolbar makes room for it first.
    const button = () => CustomizableUI.getWidget(widget)?.forWindow(window)?.node?.querySelector(arguments[1]);
    const place = () => {
      const { left, top, width, height } = button()?.getBoundingClientRect() ?? {};
      return width && height ? [left, top].join() : "";
    };
    const stands = (before) => new Promise((done) => requestAnimationFrame(() => {
      const now = place();
      done(now && now === before ? button() : stands(now));
    }));
    return stands("");
"#;

/// The button itself.
const BUTTON: &str = ".unified-extensions-item-action-button";

/// Firefox: the address of the document that is open below the toolbar.
const POPUP: &str =
    r#"return document.querySelector(".webextension-popup-browser")?.currentURI.spec"#;

/// Chromium: the background hears that the key for the next button was pressed. No driver's key reaches the browser itself.
const NEXT_KEY: &str = "chrome.tabs.query({ active: true, lastFocusedWindow: true })\
    .then(([tab]) => chrome.commands.onCommand.dispatch('next-button', tab))";

impl Session {
    /// Presses the key for the next button, with the tab at hand in front.
    ///
    /// # Errors
    ///
    /// When the browser does not take it.
    pub async fn press_next_key(&self) -> Result<()> {
        match self.browser {
            Browser::Chromium => self.evaluate_in_worker(NEXT_KEY).await,
            Browser::Firefox => {
                command::enter_chrome(&self.client, true).await?;
                let held = [Key::Alt, Key::Shift];
                let pressed = actions::press_with(&self.client, &held, 'J').await;
                command::enter_chrome(&self.client, false).await?;
                pressed
            }
        }
    }

    /// Waits for the extension's document of this name below its button. It is no window of a driver's: `ChromeDriver` has every
    /// new document wait for it, and never lets this one go on.
    ///
    /// # Errors
    ///
    /// When none comes.
    pub async fn until_below_button(&self, page: &str) -> Result<()> {
        self.mark();
        until("the document below the button", SOON, async || {
            let address = match self.browser {
                Browser::Chromium => popup_in_chromium(&self.client, page).await?,
                Browser::Firefox => {
                    let address = self.chrome_script(POPUP, Vec::new()).await?;
                    address.as_str().unwrap_or_default().to_owned()
                }
            };
            Ok(Look::when(address.ends_with(page), || address))
        })
        .await
    }
}

/// The address of a document that ends so, if there is one.
async fn popup_in_chromium(client: &Client, ending: &str) -> Result<String> {
    let mut channel = Channel::open(client).await?;
    let pages = json!({ "filter": [{ "type": "page" }] });
    let pages = channel.debug("Target.getTargets", pages).await?;
    channel.close().await?;
    let found = find(&pages["targetInfos"], "url", |target| {
        target["url"]
            .as_str()
            .is_some_and(|url| url.ends_with(ending))
    });
    Ok(found.unwrap_or_default())
}

/// Clicks the button in Firefox.
pub(super) async fn press_in_firefox(client: &Client, folder: &Path) -> Result<()> {
    let id = gecko_id(folder)?;
    command::enter_chrome(client, true).await?;
    let pressed = async {
        let button = client
            .execute(SHOW_BUTTON, vec![json!(id), json!(BUTTON)])
            .await
            .doing("putting the button in the toolbar")?;
        let button =
            element(client, &button).ok_or_else(|| Error::wrong("no button in the toolbar"))?;
        actions::click(client, &button).await.map(drop)
    }
    .await;
    command::enter_chrome(client, false).await?;
    pressed
}

/// Runs the extension's action on the tab at hand in Chromium.
pub(super) async fn press_in_chromium(client: &Client, folder: &Path) -> Result<()> {
    let page = client.current_url().await.doing("reading the address")?;
    let id = chromium_id(client, folder).await?;
    let mut channel = Channel::open(client).await?;
    let targets = channel
        .debug(
            "Target.getTargets",
            json!({ "filter": [{ "type": "tab" }] }),
        )
        .await?;
    let tab = find(&targets["targetInfos"], "targetId", |target| {
        target["url"].as_str() == Some(page.as_str())
    })?;
    let parameters = json!({ "id": id, "targetId": tab });
    channel
        .debug("Extensions.triggerAction", parameters)
        .await?;
    channel.close().await
}

/// The id that the extension has in Chromium.
pub(super) async fn chromium_id(client: &Client, folder: &Path) -> Result<String> {
    let folder = folder.canonicalize().at(folder)?;
    let mut channel = Channel::open(client).await?;
    let extensions = channel.debug("Extensions.getExtensions", json!({})).await?;
    channel.close().await?;
    find(&extensions["extensions"], "id", |extension| {
        extension["path"].as_str() == folder.to_str()
    })
}

/// The key of the first in the list for which the condition holds.
fn find(list: &Value, key: &str, is_it: impl Fn(&Value) -> bool) -> Result<String> {
    list.as_array()
        .and_then(|list| list.iter().find(|entry| is_it(entry)))
        .and_then(|entry| entry[key].as_str())
        .map(str::to_owned)
        .ok_or_else(|| Error::Channel(format!("no {key} that fits in {list}")))
}

/// The id that the extension has in Firefox.
pub(crate) fn gecko_id(folder: &Path) -> Result<String> {
    let path = folder.join("manifest.json");
    let text = std::fs::read_to_string(&path).at(&path)?;
    serde_json::from_str::<Value>(&text)
        .ok()
        .and_then(|manifest| {
            manifest["browser_specific_settings"]["gecko"]["id"]
                .as_str()
                .map(str::to_owned)
        })
        .ok_or_else(|| Error::wrong(format!("{} has no gecko id", path.display())))
}
