//! Firefox's own import of log-ins: what the menu of about:logins runs once a file was chosen in the system's dialog, which
//! nothing can drive.

use std::path::Path;

use serde_json::{Value, json};

use super::{Browser, Session, command};
use crate::error::{Doing, Error, Result};

/// Imports the file into an empty store; answers with what the store holds then.
const IMPORT: &str = r#"
    const { LoginCSVImport } = ChromeUtils.importESModule("resource://gre/modules/LoginCSVImport.sys.mjs");
    const [path, answer] = arguments;
    (async () => {
        await Services.logins.initializationPromise;
        await Services.logins.removeAllLoginsAsync();
        const report = await LoginCSVImport.importFromCSV(path);
        const logins = await Services.logins.getAllLogins();
        const kept = logins.map(login => login.QueryInterface(Ci.nsILoginMetaInfo)).map(login => ({
            origin: login.origin,
            realm: login.httpRealm,
            form: login.formActionOrigin,
            username: login.username,
            password: login.password,
            created: login.timeCreated,
        }));
        return { logins: kept, results: report.map(row => row.result) };
    })().then(answer, error => answer({ error: String(error) }));
"#;

/// A log-in as Firefox keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// The site.
    pub origin: String,
    /// The realm of HTTP authentication; none for a log-in in a form.
    pub realm: Option<String>,
    /// Where the form is sent to; none for HTTP authentication.
    pub form: Option<String>,
    /// The user name.
    pub username: String,
    /// The password.
    pub password: String,
    /// When it was made, in Unix milliseconds.
    pub created: i64,
}

impl Login {
    fn read(login: &Value) -> Option<Self> {
        let text = |name: &str| login[name].as_str().map(str::to_owned);
        Some(Self {
            origin: text("origin")?,
            realm: text("realm"),
            form: text("form"),
            username: text("username")?,
            password: text("password")?,
            created: login["created"].as_i64()?,
        })
    }
}

impl Session {
    /// Has Firefox import a file of comma-separated values into an empty store of log-ins; gives what it keeps then.
    ///
    /// # Errors
    ///
    /// In another browser; when Firefox refuses the file or any of its rows.
    pub async fn import_logins(&self, file: &Path) -> Result<Vec<Login>> {
        self.mark();
        if self.browser != Browser::Firefox {
            return Err(Error::wrong("only Firefox imports log-ins here"));
        }
        command::enter_chrome(&self.client, true).await?;
        let answer = self.client.execute_async(IMPORT, vec![json!(file)]).await;
        command::enter_chrome(&self.client, false).await?;
        let answer = answer.doing("importing log-ins")?;
        let wrong = || Error::wrong(format!("Firefox did not import them: {answer}"));
        let all_added = answer["results"]
            .as_array()
            .is_some_and(|results| results.iter().all(|result| result == "added"));
        if !all_added {
            return Err(wrong());
        }
        let logins = answer["logins"].as_array().ok_or_else(wrong)?;
        logins
            .iter()
            .map(Login::read)
            .collect::<Option<_>>()
            .ok_or_else(wrong)
    }
}
