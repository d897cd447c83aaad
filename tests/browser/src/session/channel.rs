//! The bidirectional channel of a driver, for what its plain commands cannot do.

use fantoccini::Client;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

use crate::error::{Error, Result};

/// An open channel.
pub(super) struct Channel {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    last: u64,
    /// What was told without being asked for, oldest first.
    events: Vec<Value>,
}

impl Channel {
    /// Opens the one that the driver offered with its session.
    pub(super) async fn open(client: &Client) -> Result<Self> {
        let address = client
            .session_creation_response()
            .and_then(|response| response.capabilities())
            .and_then(|capabilities| capabilities.get("webSocketUrl"))
            .and_then(Value::as_str)
            .ok_or_else(|| Error::Channel("the driver opened none".to_owned()))?;
        let (socket, _) = connect_async(address).await.map_err(broken)?;
        Ok(Self {
            socket,
            last: 0,
            events: Vec::new(),
        })
    }

    /// Sends a command and waits for its result.
    pub(super) async fn command(&mut self, method: &str, parameters: Value) -> Result<Value> {
        self.last += 1;
        let id = self.last;
        let request = json!({ "id": id, "method": method, "params": parameters });
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
                return match answer["result"].take() {
                    Value::Null => Err(Error::Channel(format!("{method}: {answer}"))),
                    result => Ok(result),
                };
            }
            if answer["type"] == "event" {
                self.events.push(answer);
            }
        }
        Err(Error::Channel(format!(
            "{method}: closed without an answer"
        )))
    }

    /// Chromium: sends a command of the debugging protocol to the browser itself.
    pub(super) async fn debug(&mut self, method: &str, parameters: Value) -> Result<Value> {
        self.debug_in(None, method, parameters).await
    }

    /// Chromium: the same to one document or worker, by its session; without one, to the browser.
    pub(super) async fn debug_in(
        &mut self,
        session: Option<&str>,
        method: &str,
        parameters: Value,
    ) -> Result<Value> {
        let mut parameters = json!({ "method": method, "params": parameters });
        if let Some(session) = session {
            parameters["session"] = json!(session);
        }
        let mut answer = self.command("goog:cdp.sendCommand", parameters).await?;
        match answer["result"].take() {
            Value::Null => Err(Error::Channel(format!("{method}: {answer}"))),
            result => Ok(result),
        }
    }

    /// What was told without being asked for, of this kind.
    pub(super) fn events(&self, method: &str) -> impl Iterator<Item = &Value> {
        let told = self.events.iter();
        told.filter(move |event| event["method"] == method)
            .map(|event| &event["params"])
    }

    /// Chromium: crashes what draws a tab. It never answers to that.
    pub(super) async fn crash(&mut self, tab: &str) -> Result<()> {
        let session = json!({ "context": tab });
        let session = self.command("goog:cdp.getSession", session).await?;
        self.last += 1;
        let request = json!({
            "id": self.last,
            "method": "goog:cdp.sendCommand",
            "params": { "method": "Page.crash", "params": {}, "session": session["session"] },
        });
        self.socket
            .send(Message::text(request.to_string()))
            .await
            .map_err(broken)
    }

    pub(super) async fn close(mut self) -> Result<()> {
        self.socket.close(None).await.map_err(broken)
    }
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Channel(error.to_string())
}
