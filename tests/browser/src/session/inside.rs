//! Looking at a document from inside: in its own realm, and at the heap that it lies in.

use fantoccini::error::CmdError;
use serde_json::{Value, json};

use super::{Browser, Session, channel::Channel, command};
use crate::{
    error::{Doing, Error, Result},
    wait::{LONG, Look, until},
};

/// By this Chromium tells a snapshot of the heap, piece by piece.
const CHUNK: &str = "goog:cdp.HeapProfiler.addHeapSnapshotChunk";

impl Session {
    /// Evaluates an expression in the realm of the document at hand, as its own scripts are. [`Session::script`] runs beside
    /// it: in Firefox it can hand no function to the extension's interfaces. The value is a text, or a promise of one.
    ///
    /// # Errors
    ///
    /// When it throws, or its value is no text.
    pub async fn evaluate(&self, expression: &str) -> Result<String> {
        let context = self.context().await?;
        let mut channel = Channel::open(&self.client).await?;
        let asked = json!({
            "expression": expression,
            "target": { "context": context },
            "awaitPromise": true,
        });
        let answer = channel.command("script.evaluate", asked).await?;
        channel.close().await?;
        answer["result"]["value"]
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| Error::Channel(format!("evaluating: {answer}")))
    }

    /// Has the extension's background write a word to its console. The vault's window is at hand.
    ///
    /// # Errors
    ///
    /// When there is no background.
    pub async fn log_in_background(&self, word: &str) -> Result<()> {
        if self.browser == Browser::Firefox {
            let log = format!(
                "chrome.runtime.getBackgroundPage().then((page) => (page.console.log({}), ''))",
                json!(word)
            );
            return self.evaluate(&log).await.map(drop);
        }
        self.evaluate_in_worker(&format!("console.log({})", json!(word)))
            .await
    }

    /// Chromium: evaluates an expression in the extension's background, and waits for what it promises.
    pub(super) async fn evaluate_in_worker(&self, expression: &str) -> Result<()> {
        let mut channel = Channel::open(&self.client).await?;
        let workers = json!({ "filter": [{ "type": "service_worker" }] });
        let workers = channel.debug("Target.getTargets", workers).await?;
        let worker = json!({ "targetId": workers["targetInfos"][0]["targetId"], "flatten": true });
        let attached = channel.debug("Target.attachToTarget", worker).await?;
        let asked = json!({ "expression": expression, "awaitPromise": true });
        let answer = channel
            .debug_in(attached["sessionId"].as_str(), "Runtime.evaluate", asked)
            .await?;
        channel.close().await?;
        if answer["exceptionDetails"].is_null() {
            Ok(())
        } else {
            Err(Error::Channel(format!("evaluating: {answer}")))
        }
    }

    /// Chromium: the heap in which the document at hand lies, with its scripts and those of extensions in it, once garbage was
    /// collected. It is the browser's own JSON: every string stands in it.
    ///
    /// # Errors
    ///
    /// When the browser does not give it.
    pub async fn heap(&self) -> Result<String> {
        let context = self.context().await?;
        let mut channel = Channel::open(&self.client).await?;
        let events = json!({ "events": [CHUNK], "contexts": [context] });
        let subscribed = channel.command("session.subscribe", events).await?;
        let session = channel
            .command("goog:cdp.getSession", json!({ "context": context }))
            .await?;
        let session = session["session"].as_str();
        for command in ["collectGarbage", "takeHeapSnapshot"] {
            let command = format!("HeapProfiler.{command}");
            channel.debug_in(session, &command, json!({})).await?;
        }
        let told = channel.events(CHUNK);
        let heap: String = told
            .filter_map(|told| told["params"]["chunk"].as_str())
            .collect();
        let subscription = json!({ "subscriptions": [subscribed["subscription"]] });
        channel.command("session.unsubscribe", subscription).await?;
        channel.close().await?;
        Ok(heap)
    }

    /// Firefox: runs a script in the browser's own window, with the browser's rights.
    ///
    /// # Errors
    ///
    /// When it throws.
    pub async fn chrome_script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.mark();
        command::enter_chrome(&self.client, true).await?;
        let outcome = self.script(script, arguments).await;
        command::enter_chrome(&self.client, false).await?;
        outcome
    }

    /// Ends the browser as a person does, so that it writes to the disk what it would. The folder stays.
    ///
    /// # Errors
    ///
    /// When it does not end.
    pub async fn quit(&self) -> Result<()> {
        self.mark();
        match self.browser {
            Browser::Chromium => {
                let mut channel = Channel::open(&self.client).await?;
                // It may be gone before it answers.
                let _ = channel.debug("Browser.close", json!({})).await;
            }
            Browser::Firefox => {
                let quit =
                    "setTimeout(() => Services.startup.quit(Ci.nsIAppStartup.eForceQuit), 0)";
                self.chrome_script(quit, Vec::new()).await.or_else(gone)?;
            }
        }
        until("the browser to end", LONG, async || {
            let is_gone = self.driver.browser_is_gone();
            Ok(Look::when(is_gone, || "it runs".to_owned()))
        })
        .await
    }

    pub(super) async fn context(&self) -> Result<String> {
        let window = self.client.window().await;
        Ok(String::from(window.doing("asking for the window")?))
    }
}

/// The connection is lost with the browser that was asked to end.
fn gone(error: Error) -> Result<Value> {
    match &error {
        Error::Command { source, .. } if !matches!(**source, CmdError::NotW3C(_)) => {
            Ok(Value::Null)
        }
        _ => Err(error),
    }
}
