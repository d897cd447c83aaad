//! Commands of the drivers that are not in every driver.

use fantoccini::{Client, wd::WebDriverCompatibleCommand};
use serde_json::{Value, json};

use crate::error::{Doing, Result};

/// One command of one driver.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> std::result::Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

async fn issue(client: &Client, path: &'static str, body: Value) -> Result<Value> {
    client.issue_cmd(Own { path, body }).await.doing(path)
}

/// Firefox: installs the extension in the folder until the browser ends.
pub(super) async fn install(client: &Client, folder: &std::path::Path) -> Result<()> {
    let body = json!({ "path": folder, "temporary": true });
    issue(client, "moz/addon/install", body).await.map(drop)
}

/// Firefox: removes the extension with everything that it stored.
pub(super) async fn uninstall(client: &Client, id: &str) -> Result<()> {
    let body = json!({ "id": id });
    issue(client, "moz/addon/uninstall", body).await.map(drop)
}

/// Firefox: whether commands go to the page or to the browser's own window.
pub(super) async fn enter_chrome(client: &Client, chrome: bool) -> Result<()> {
    let context = if chrome { "chrome" } else { "content" };
    issue(client, "moz/context", json!({ "context": context }))
        .await
        .map(drop)
}

/// Chromium: a command of the debugging protocol for the tab at hand.
pub(super) async fn debug(client: &Client, command: &str, parameters: Value) -> Result<Value> {
    let body = json!({ "cmd": command, "params": parameters });
    issue(client, "goog/cdp/execute", body).await
}
