//! The extension's button in the browser's toolbar, which no standard command reaches.
//!
//! Chromium runs the extension's action on request, over the browser-wide debugging channel. In Firefox the button is
//! put on the toolbar and clicked with the pointer like any other.

use std::path::Path;

use fantoccini::{Client, Locator};
use futures_util::SinkExt as _;
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use tokio_tungstenite::{connect_async, tungstenite::Message};

use super::{actions, command};
use crate::error::{At, Doing, Error, Result};

/// Puts the button of the extension in the browser's toolbar; answers with its element in Firefox's own window.
const SHOW_BUTTON: &str = r#"
    const { CustomizableUI } = ChromeUtils.importESModule("moz-src:///browser/components/customizableui/CustomizableUI.sys.mjs");
    const widget = arguments[0].toLowerCase().replace(/[^a-z0-9_-]/g, "_") + "-browser-action";
    CustomizableUI.addWidgetToArea(widget, CustomizableUI.AREA_NAVBAR);
"#;

/// The button itself.
const BUTTON: &str = ".unified-extensions-item-action-button";

/// Clicks the button in Firefox.
pub(super) async fn press_in_firefox(client: &Client, folder: &Path) -> Result<()> {
    let id = gecko_id(folder)?;
    command::enter_chrome(client, true).await?;
    let pressed = async {
        client
            .execute(SHOW_BUTTON, vec![json!(id)])
            .await
            .doing("putting the button in the toolbar")?;
        let button = client
            .find(Locator::Css(&format!(
                "[data-extensionid=\"{id}\"]{BUTTON}"
            )))
            .await
            .doing("finding the button in the toolbar")?;
        actions::click(client, &button).await
    }
    .await;
    command::enter_chrome(client, false).await?;
    pressed
}

/// Runs the extension's action on the tab at hand in Chromium.
pub(super) async fn press_in_chromium(client: &Client, folder: &Path) -> Result<()> {
    let address = client
        .session_creation_response()
        .and_then(|response| response.capabilities())
        .and_then(|capabilities| capabilities.get("webSocketUrl"))
        .and_then(Value::as_str)
        .ok_or_else(|| Error::Channel("the driver opened none".to_owned()))?;
    let page = client.current_url().await.doing("reading the address")?;
    let folder = folder.canonicalize().at(folder)?;

    let mut channel = Channel::open(address).await?;
    let extensions = channel
        .command("Extensions.getExtensions", json!({}))
        .await?;
    let id = find(&extensions["extensions"], "id", |extension| {
        extension["path"].as_str() == folder.to_str()
    })?;
    let targets = channel
        .command(
            "Target.getTargets",
            json!({ "filter": [{ "type": "tab" }] }),
        )
        .await?;
    let tab = find(&targets["targetInfos"], "targetId", |target| {
        target["url"].as_str() == Some(page.as_str())
    })?;
    let parameters = json!({ "id": id, "targetId": tab });
    channel
        .command("Extensions.triggerAction", parameters)
        .await?;
    channel.close().await
}

/// The key of the first in the list for which the condition holds.
fn find(list: &Value, key: &str, is_it: impl Fn(&Value) -> bool) -> Result<String> {
    list.as_array()
        .and_then(|list| list.iter().find(|entry| is_it(entry)))
        .and_then(|entry| entry[key].as_str())
        .map(str::to_owned)
        .ok_or_else(|| Error::Channel(format!("no {key} that fits in {list}")))
}

fn gecko_id(folder: &Path) -> Result<String> {
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

/// The bidirectional channel of chromedriver, used for browser-wide debugging commands.
struct Channel {
    socket: tokio_tungstenite::WebSocketStream<
        tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>,
    >,
    last: u64,
}

impl Channel {
    async fn open(address: &str) -> Result<Self> {
        let (socket, _) = connect_async(address).await.map_err(broken)?;
        Ok(Self { socket, last: 0 })
    }

    async fn command(&mut self, method: &str, parameters: Value) -> Result<Value> {
        self.last += 1;
        let id = self.last;
        let request = json!({
            "id": id,
            "method": "goog:cdp.sendCommand",
            "params": { "method": method, "params": parameters },
        });
        self.socket
            .send(Message::text(request.to_string()))
            .await
            .map_err(broken)?;
        while let Some(message) = self.socket.next().await {
            let Message::Text(text) = message.map_err(broken)? else {
                continue;
            };
            let mut answer: Value = serde_json::from_str(&text).map_err(broken)?;
            if answer["id"] == json!(id) {
                return match answer["result"]["result"].take() {
                    Value::Null => Err(Error::Channel(format!("{method}: {answer}"))),
                    result => Ok(result),
                };
            }
        }
        Err(Error::Channel(format!(
            "{method}: closed without an answer"
        )))
    }

    async fn close(mut self) -> Result<()> {
        self.socket.close(None).await.map_err(broken)
    }
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Channel(error.to_string())
}
