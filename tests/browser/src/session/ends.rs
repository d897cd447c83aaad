//! What ends in the middle: a tab that crashes, the extension's background that is stopped, the extension itself.

use std::{path::Path, process::Command};

use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};

use super::{Browser, Session, channel::Channel, command, toolbar};
use crate::{
    error::{At, Doing, Error, Result},
    wait::{Look, SOON, until},
};

/// Firefox: which process draws the tab in front.
const PROCESS: &str = "return gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.osPid";

/// Firefox: under its driver it ends with the first page that crashes, by an environment variable; so that is taken back.
const OUTLIVE: &str = r#"
    const { ctypes } = ChromeUtils.importESModule("resource://gre/modules/ctypes.sys.mjs");
    const library = ctypes.open("libc.so.6");
    library.declare("unsetenv", ctypes.default_abi, ctypes.int, ctypes.char.ptr)("MOZ_CRASHREPORTER_SHUTDOWN");
    library.close();
"#;

/// Firefox: what is done to the extension of the name in `arguments[0]`.
const TERMINATE: &str = r"
    const [id, answer] = arguments;
    const { extension } = WebExtensionPolicy.getByID(id);
    extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })
      .then(() => answer(extension.backgroundState), (error) => answer(String(error)));
";

const RELOAD: &str = r"
    const [id, answer] = arguments;
    AddonManager.getAddonByID(id).then((addon) => addon.reload()).then(() => answer(null), (error) => answer(String(error)));
";

const SWITCH_OFF: &str = r"
    const [id, answer] = arguments;
    AddonManager.getAddonByID(id).then((addon) => addon.disable()).then(() => answer(null), (error) => answer(String(error)));
";

const SWITCH_ON: &str = r"
    const [id, answer] = arguments;
    AddonManager.getAddonByID(id).then((addon) => addon.enable()).then(() => answer(null), (error) => answer(String(error)));
";

impl Session {
    /// Kills what draws the tab at hand, as a crash does; a new tab is at hand then.
    ///
    /// # Errors
    ///
    /// When the browser does not tell how.
    pub async fn crash_tab(&self) -> Result<()> {
        self.mark();
        match self.browser {
            Browser::Chromium => {
                let window = self.client.window().await.doing("asking for the tab")?;
                self.open_tab().await?;
                let mut channel = Channel::open(&self.client).await?;
                channel.crash(&String::from(window)).await?;
                channel.close().await
            }
            Browser::Firefox => {
                self.ask_chrome(OUTLIVE, Vec::new()).await?;
                let process = self.ask_chrome(PROCESS, Vec::new()).await?;
                self.open_tab().await?;
                let ended = Command::new("kill")
                    .args(["-9", &process.to_string()])
                    .status()
                    .at(Path::new("kill"))?;
                if ended.success() {
                    Ok(())
                } else {
                    Err(Error::wrong(format!("process {process} does not end")))
                }
            }
        }
    }

    /// Stops the extension's background, as a browser does when it has been idle.
    ///
    /// # Errors
    ///
    /// When it goes on.
    pub async fn stop_background(&self) -> Result<()> {
        match self.browser {
            Browser::Chromium => {
                let mut channel = Channel::open(&self.client).await?;
                until("the worker to stop", SOON, async || {
                    let workers = json!({ "filter": [{ "type": "service_worker" }] });
                    let found = channel.debug("Target.getTargets", workers).await?;
                    let Some(worker) = found["targetInfos"][0]["targetId"].as_str() else {
                        return Ok(Look::Yes(()));
                    };
                    let worker = json!({ "targetId": worker });
                    // Refused when it has stopped meanwhile; the next look tells.
                    let _ = channel.debug("Target.closeTarget", worker).await;
                    Ok(Look::NotYet(found.to_string()))
                })
                .await?;
                channel.close().await
            }
            Browser::Firefox => {
                let state = self.ask_chrome_later(TERMINATE).await?;
                if state == "stopped" {
                    Ok(())
                } else {
                    Err(Error::wrong(format!("the background is {state}")))
                }
            }
        }
    }

    /// Opens a document of the extension in a new tab, and leaves that at hand.
    ///
    /// # Errors
    ///
    /// When there is no extension.
    pub async fn open_extension_page(&self) -> Result<WindowHandle> {
        let address = self.address_of("vault.html").await?;
        let tab = self.open_tab().await?;
        self.go(&address).await?;
        Ok(tab)
    }

    /// The address of a document of the extension.
    ///
    /// # Errors
    ///
    /// When there is no extension.
    pub async fn address_of(&self, page: &str) -> Result<String> {
        match self.browser {
            Browser::Chromium => {
                let id = toolbar::chromium_id(&self.client, self.own_extension()?).await?;
                Ok(format!("chrome-extension://{id}/{page}"))
            }
            Browser::Firefox => {
                let id = toolbar::gecko_id(self.own_extension()?)?;
                let script = "return WebExtensionPolicy.getByID(arguments[0]).getURL('')";
                let base = self.ask_chrome(script, vec![json!(id)]).await?;
                let base = base.as_str().unwrap_or_default().trim_end_matches('/');
                Ok(format!("{base}/{page}"))
            }
        }
    }

    /// Everything in the extension's storage on this computer, as JSON. A document of the extension must be at hand.
    ///
    /// # Errors
    ///
    /// When it is not.
    pub async fn stored(&self) -> Result<String> {
        const STORED: &str = "const { chrome } = window.wrappedJSObject || window; \
            return new Promise((resolve) => chrome.storage.local.get(null, resolve)) \
              .then((stored) => JSON.stringify(stored))";
        let stored = self.script(STORED, Vec::new()).await?;
        Ok(stored.as_str().unwrap_or_default().to_owned())
    }

    pub(super) fn own_extension(&self) -> Result<&Path> {
        let extension = self.extension.as_deref();
        extension.ok_or_else(|| Error::wrong("this browser was opened without an extension"))
    }

    async fn ask_chrome(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        command::enter_chrome(&self.client, true).await?;
        let answer = self.script(script, arguments).await;
        command::enter_chrome(&self.client, false).await?;
        answer
    }

    /// The extension is loaded anew, as an update does it, while pages are open. A document of the extension must be at hand
    /// in Chromium; it is gone afterwards.
    ///
    /// # Errors
    ///
    /// When the browser does not do it.
    pub async fn update_extension(&self) -> Result<()> {
        self.mark();
        match self.browser {
            Browser::Chromium => self
                .script("setTimeout(() => chrome.runtime.reload(), 0)", Vec::new())
                .await
                .map(drop),
            Browser::Firefox => self.ask_chrome_later(RELOAD).await.map(drop),
        }
    }

    /// The extension's own copy becomes another version, which has something to say of what it changed or nothing, and is updated
    /// to that as in [`Self::update_extension`].
    ///
    /// # Errors
    ///
    /// When the copy cannot be changed, or the browser does not do it.
    pub async fn update_to(&self, version: &str, changes: Option<&str>) -> Result<()> {
        let copy = self.own_extension()?;
        let change = |file: &str, key: &str, value: Value| {
            let path = copy.join(file);
            let text = std::fs::read(&path).at(&path)?;
            let mut content: Value = serde_json::from_slice(&text)
                .map_err(|error| Error::wrong(format!("{file}: {error}")))?;
            content[key] = value;
            std::fs::write(&path, content.to_string()).at(&path)
        };
        change("manifest.json", "version", version.into())?;
        let changes = json!({ "message": changes.unwrap_or_default() });
        change("_locales/en/messages.json", "changes", changes)?;
        self.update_extension().await
    }

    /// Switches the extension off, or on again.
    ///
    /// # Errors
    ///
    /// When the browser does not do it.
    pub async fn switch_extension(&self, on: bool) -> Result<()> {
        self.mark();
        match self.browser {
            Browser::Chromium => {
                let id = toolbar::chromium_id(&self.client, self.own_extension()?).await?;
                let script = "return chrome.management.setEnabled(arguments[0], arguments[1])";
                self.script(script, vec![json!(id), json!(on)])
                    .await
                    .map(drop)
            }
            Browser::Firefox => {
                let script = if on { SWITCH_ON } else { SWITCH_OFF };
                self.ask_chrome_later(script).await.map(drop)
            }
        }
    }

    async fn ask_chrome_later(&self, script: &str) -> Result<Value> {
        let id = toolbar::gecko_id(self.own_extension()?)?;
        command::enter_chrome(&self.client, true).await?;
        let answer = self.client.execute_async(script, vec![json!(id)]).await;
        command::enter_chrome(&self.client, false).await?;
        answer.doing("running a script in the browser")
    }
}
