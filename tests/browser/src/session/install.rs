//! Installing the extension, and removing it. A browser that was just given it shows its first page.

use std::path::Path;

use fantoccini::Client;
use serde_json::json;

use super::{Browser, Session, channel::Channel, command, toolbar};
use crate::error::Result;

/// The page that our extension opens when it is installed.
pub(super) const FIRST_PAGE: &str = "welcome.html";

/// Whether the extension in this folder opens a page when it is installed.
pub(super) fn has_first_page(extension: &Path) -> bool {
    extension.join(FIRST_PAGE).is_file()
}

/// Chromium: loads the extension in the folder. One that the command line names could not be removed again.
pub(super) async fn load_unpacked(client: &Client, folder: &Path) -> Result<()> {
    let mut channel = Channel::open(client).await?;
    let folder = json!({ "path": folder });
    channel.debug("Extensions.loadUnpacked", folder).await?;
    channel.close().await
}

impl Session {
    /// Installs the extension as a person does: its first page opens.
    ///
    /// # Errors
    ///
    /// When the browser does not do it.
    pub async fn install_extension(&self) -> Result<()> {
        self.mark();
        let extension = self.own_extension()?;
        match self.browser {
            Browser::Chromium => load_unpacked(&self.client, extension).await,
            Browser::Firefox => command::install(&self.client, extension).await,
        }
    }

    /// Removes the extension. Pages stay as they are.
    ///
    /// # Errors
    ///
    /// When the browser does not do it.
    pub async fn remove_extension(&self) -> Result<()> {
        self.mark();
        let extension = self.own_extension()?;
        match self.browser {
            Browser::Chromium => {
                let id = toolbar::chromium_id(&self.client, extension).await?;
                let mut channel = Channel::open(&self.client).await?;
                let id = json!({ "id": id });
                channel.debug("Extensions.uninstall", id).await?;
                channel.close().await
            }
            Browser::Firefox => {
                command::uninstall(&self.client, &toolbar::gecko_id(extension)?).await
            }
        }
    }

    /// Closes the page that the extension opened when it was installed, if it has one.
    pub(super) async fn close_welcome(&self) -> Result<()> {
        if !self.extension.as_deref().is_some_and(has_first_page) {
            return Ok(());
        }
        self.to_window_at(FIRST_PAGE).await?;
        self.close_tab().await?;
        self.to_first_window().await
    }
}
