//! A browser that has played one test is made as new for the next: no window, no storage, no permission, no download and
//! nothing of the extension is left. Starting another browser would cost ten times as much.

use std::{fs, path::Path, sync::atomic::Ordering};

use fantoccini::wd::WindowHandle;
use serde_json::json;

use super::{Browser, SIZE, Session, channel::Channel, command, install, toolbar};
use crate::{
    error::{At, Doing, Error, Result},
    wait::{Look, SOON, until},
};

/// Firefox: clears cookies, storage, caches, history, downloads and permissions of every site.
const CLEAR: &str = r"
    const [answer] = arguments;
    Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, {
        onDataDeleted: (failed) => answer(failed),
    });
";

/// Firefox: how many permissions the extension has been granted.
const GRANTED: &str = r#"
    const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
    return ExtensionPermissions.get(arguments[0]).then(({ origins, permissions }) => origins.length + permissions.length);
"#;

/// Chromium: erases the list of downloads. Only an extension can.
const ERASE_DOWNLOADS: &str = "chrome.downloads.erase({}).then(() => '')";

impl Session {
    /// Whether another test may have this browser: nothing happened to it that [`Session::renew`] does not take back.
    #[must_use]
    pub(crate) fn can_be_renewed(&self) -> bool {
        !self.is_marked.load(Ordering::Relaxed)
    }

    /// Says that this browser is not to be given to another test.
    pub(super) fn mark(&self) {
        self.is_marked.store(true, Ordering::Relaxed);
    }

    /// The page of an address may show notifications: a permission that a person gave.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn grant_notifications(&self, address: &str) -> Result<()> {
        let mut channel = Channel::open(&self.client).await?;
        let mut granted = json!({
            "descriptor": { "name": "notifications" },
            "state": "granted",
            "origin": super::origin_of(address),
        });
        if let Some(context) = &self.user_context {
            granted["userContext"] = json!(context);
        }
        channel
            .command("permissions.setPermission", granted)
            .await?;
        channel.close().await
    }

    /// Makes the browser as new.
    ///
    /// # Errors
    ///
    /// When the browser refuses a step; it is not to be used any more then.
    pub async fn renew(&mut self) -> Result<()> {
        let mut channel = Channel::open(&self.client).await?;
        let scripts = std::mem::take(&mut *self.preloaded());
        for script in scripts {
            let script = json!({ "script": script });
            channel
                .command("script.removePreloadScript", script)
                .await?;
        }
        self.keeps_roots.store(false, Ordering::Relaxed);
        *self.frames() = super::windows::Frames::default();
        match self.browser {
            Browser::Chromium => self.renew_chromium(&mut channel).await?,
            Browser::Firefox => self.renew_firefox(&mut channel).await?,
        }
        channel.close().await?;
        // Making it as new looked into it, too.
        self.is_marked.store(false, Ordering::Relaxed);
        let (width, height) = SIZE;
        self.client
            .set_window_size(width, height)
            .await
            .doing("sizing the window")?;
        empty(&self.downloads)?;
        self.driver.forget_log();
        Ok(())
    }

    async fn renew_chromium(&mut self, channel: &mut Channel) -> Result<()> {
        let blank = blank_tab(channel).await?;
        for window in self.windows().await? {
            if window != blank {
                close(channel, window).await?;
            }
        }
        self.begin_in(blank);
        self.to_first_window().await?;
        // One that was asking whether to leave it closes a moment later.
        until("the other windows to close", SOON, async || {
            let count = self.windows().await?.len();
            Ok(Look::when(count == 1, || format!("{count} windows")))
        })
        .await?;
        for (command, parameters) in [
            ("Storage.clearCookies", json!({})),
            ("Browser.resetPermissions", json!({})),
        ] {
            channel.debug(command, parameters).await?;
        }
        if let Some(origin) = &self.origin {
            let all = json!({ "origin": origin, "storageTypes": "all" });
            command::debug(&self.client, "Storage.clearDataForOrigin", all).await?;
        }
        let Some(extension) = self.extension.clone() else {
            return Ok(());
        };
        // Not before the pages are closed: an extension that is installed guards those that are open.
        let id = toolbar::chromium_id(&self.client, &extension).await?;
        channel
            .debug("Extensions.uninstall", json!({ "id": id }))
            .await?;
        install::load_unpacked(&self.client, &extension).await?;
        if !install::has_first_page(&extension) {
            return Ok(());
        }
        // The extension's first page is a new tab as well, and knows how to erase the list of downloads.
        let blank = self.first_window();
        let fresh = self.to_window_at(install::FIRST_PAGE).await?;
        self.begin_in(fresh);
        self.evaluate(ERASE_DOWNLOADS).await?;
        close(channel, blank).await?;
        self.go("about:blank").await?;
        command::debug(&self.client, "Page.resetNavigationHistory", json!({}))
            .await
            .map(drop)
    }

    async fn renew_firefox(&mut self, channel: &mut Channel) -> Result<()> {
        let context = channel
            .command("browser.createUserContext", json!({}))
            .await?;
        let context = context["userContext"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let mut tab = json!({ "type": "tab", "userContext": context });
        let windows = self.windows().await?;
        let first = self.first_window();
        if windows.contains(&first) {
            // Else it may open in the vault's window.
            tab["referenceContext"] = json!(String::from(first));
        }
        let fresh = channel.command("browsingContext.create", tab).await?;
        let fresh = fresh["context"].as_str().unwrap_or_default().to_owned();
        for window in windows {
            let window = String::from(window);
            if window != fresh {
                let close = json!({ "context": window, "promptUnload": false });
                channel.command("browsingContext.close", close).await?;
            }
        }
        if let Some(last) = self.user_context.replace(context) {
            let last = json!({ "userContext": last });
            channel.command("browser.removeUserContext", last).await?;
        }
        self.turn_to_fresh(fresh).await?;
        command::enter_chrome(&self.client, true).await?;
        let cleared = self.client.execute_async(CLEAR, Vec::new()).await;
        command::enter_chrome(&self.client, false).await?;
        cleared.doing("clearing what sites left")?;
        if let Some(extension) = &self.extension {
            // Not before its windows are closed: they may ask whether to leave them, and nobody would answer.
            let id = toolbar::gecko_id(extension)?;
            command::uninstall(&self.client, &id).await?;
            // Firefox takes the permissions back a while later, and would take them from the one that comes next.
            until("the permissions to be taken back", SOON, async || {
                let left = self.chrome_script(GRANTED, vec![json!(id)]).await?;
                Ok(Look::when(left == 0, || format!("{left} are left")))
            })
            .await?;
            command::install(&self.client, extension).await?;
            self.close_welcome().await?;
        }
        Ok(())
    }

    async fn turn_to_fresh(&mut self, window: String) -> Result<()> {
        // Fails for an empty name only, which the next command would refuse.
        if let Ok(handle) = WindowHandle::try_from(window) {
            self.begin_in(handle);
        }
        self.to_first_window().await
    }
}

/// Chromium: closes a window, whatever it may ask.
async fn close(channel: &mut Channel, window: WindowHandle) -> Result<()> {
    let target = json!({ "targetId": String::from(window) });
    channel.debug("Target.closeTarget", target).await.map(drop)
}

/// Chromium: a tab with nothing in it.
async fn blank_tab(channel: &mut Channel) -> Result<WindowHandle> {
    let blank = json!({ "url": "about:blank", "newWindow": true });
    let fresh = channel.debug("Target.createTarget", blank).await?;
    let fresh = fresh["targetId"].as_str().unwrap_or_default().to_owned();
    WindowHandle::try_from(fresh).map_err(|_| Error::wrong("a tab without a name"))
}

fn empty(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).at(folder)? {
        let path = entry.at(folder)?.path();
        if path.is_dir() {
            fs::remove_dir_all(&path).at(&path)?;
        } else {
            fs::remove_file(&path).at(&path)?;
        }
    }
    Ok(())
}
