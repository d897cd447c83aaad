//! What the browser keeps: cookies, history, the clipboard.

use serde_json::{Value, json};

use super::{Browser, Session, channel::Channel, command};
use crate::error::{Error, Result};

/// Firefox: every cookie of every site.
const COOKIES: &str =
    "return Services.cookies.cookies.map(({ host, name, value }) => [host, name, value])";

/// Firefox: every place that was visited, and what each tab can go back to.
const HISTORY: &str = r#"
    const { PlacesUtils } = ChromeUtils.importESModule("resource://gre/modules/PlacesUtils.sys.mjs");
    const visited = PlacesUtils.promiseDBConnection()
        .then((database) => database.execute("SELECT url, title FROM moz_places"))
        .then((rows) => rows.map((row) => [row.getResultByName("url"), row.getResultByName("title")]));
    const entries = [...Services.wm.getEnumerator("navigator:browser")].flatMap((window) =>
        window.gBrowser.browsers.flatMap(({ browsingContext: { sessionHistory } }) =>
            Array.from({ length: sessionHistory?.count ?? 0 }, (_, at) => {
                const { URI, title } = sessionHistory.getEntryAtIndex(at);
                return [URI.spec, title];
            })));
    return visited.then((visited) => [...visited, ...entries]);
"#;

/// Firefox: what the clipboard holds as text.
const CLIPBOARD: &str = r#"
    const transferable = Cc["@mozilla.org/widget/transferable;1"].createInstance(Ci.nsITransferable);
    transferable.init(null);
    transferable.addDataFlavor("text/plain");
    Services.clipboard.getData(transferable, Ci.nsIClipboard.kGlobalClipboard);
    const data = {};
    transferable.getTransferData("text/plain", data);
    return data.value.QueryInterface(Ci.nsISupportsString).data;
"#;

/// Firefox: puts a text there.
const COPY: &str = r#"
    Cc["@mozilla.org/widget/clipboardhelper;1"].getService(Ci.nsIClipboardHelper).copyString(arguments[0]);
"#;

impl Session {
    /// Every cookie.
    ///
    /// # Errors
    ///
    /// When the browser does not tell.
    pub async fn cookies(&self) -> Result<Value> {
        match self.browser {
            Browser::Chromium => self.browser_says("Storage.getCookies", json!({})).await,
            Browser::Firefox => self.chrome_script(COOKIES, Vec::new()).await,
        }
    }

    /// The addresses and titles that the window at hand can go back to; in Firefox, of all windows, and everything visited.
    ///
    /// # Errors
    ///
    /// When the browser does not tell.
    pub async fn history(&self) -> Result<Value> {
        match self.browser {
            Browser::Chromium => {
                command::debug(&self.client, "Page.getNavigationHistory", json!({})).await
            }
            Browser::Firefox => self.chrome_script(HISTORY, Vec::new()).await,
        }
    }

    /// Puts a text into the clipboard. The page is at hand.
    ///
    /// # Errors
    ///
    /// When the browser cannot.
    pub async fn copy(&self, text: &str) -> Result<()> {
        let script = match self.browser {
            Browser::Firefox => return self.chrome_script(COPY, vec![json!(text)]).await.map(drop),
            Browser::Chromium => "return navigator.clipboard.writeText(arguments[0])",
        };
        let permissions =
            json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.browser_says("Browser.grantPermissions", permissions)
            .await?;
        self.script(script, vec![json!(text)]).await.map(drop)
    }

    /// What the clipboard holds. The page is at hand.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub async fn clipboard(&self) -> Result<String> {
        let held = match self.browser {
            Browser::Firefox => self.chrome_script(CLIPBOARD, Vec::new()).await?,
            Browser::Chromium => {
                let script = "return navigator.clipboard.readText()";
                self.script(script, Vec::new()).await?
            }
        };
        let text = held.as_str().map(str::to_owned);
        text.ok_or_else(|| Error::wrong(format!("the clipboard holds {held}")))
    }

    async fn browser_says(&self, method: &str, parameters: Value) -> Result<Value> {
        let mut channel = Channel::open(&self.client).await?;
        let answer = channel.debug(method, parameters).await?;
        channel.close().await?;
        Ok(answer)
    }
}
