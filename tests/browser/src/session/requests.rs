//! Every request that anything in the browser makes: Chromium writes them to its own log of the network, in Firefox an
//! observer of the browser's notes them.

use fantoccini::Client;
use serde_json::Value;

use super::{Browser, Session, command};
use crate::error::{At, Doing, Error, Result};

/// Chromium's log, in the folder of the session.
pub(super) const FILE: &str = "requests.json";

/// Notes who asked for what, in the browser's first window.
const RECORD: &str = r#"
    const requests = [];
    window.trivetRequests = requests;
    Services.obs.addObserver({
        observe(subject) {
            const { URI, loadInfo } = subject.QueryInterface(Ci.nsIChannel);
            const by = loadInfo?.triggeringPrincipal;
            requests.push([URI.spec, !by || by.isSystemPrincipal ? "" : by.origin]);
        },
    }, "http-on-modify-request");
"#;

/// One request.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Request {
    /// What was asked for.
    pub url: String,
    /// The origin of who asked; empty where the browser itself did, as for an address that a person enters.
    pub by: String,
}

impl Request {
    /// Whether an extension had a part in it.
    #[must_use]
    pub fn is_by_extension(&self) -> bool {
        self.by.contains("-extension://")
    }
}

impl Session {
    /// Ends the browser as [`Session::quit`] does, from its first window; answers with every request that it made.
    ///
    /// # Errors
    ///
    /// When they were not recorded, or the browser does not end.
    pub async fn quit_and_tell_requests(&self) -> Result<Vec<Request>> {
        self.to_first_window().await?;
        let requests = match self.browser {
            Browser::Firefox => {
                let told = self.chrome_script("return window.trivetRequests", Vec::new());
                let told = told.await?;
                self.quit().await?;
                told.as_array().map(|told| noted(told))
            }
            Browser::Chromium => {
                self.quit().await?;
                let path = self.folder().join(FILE);
                let log = std::fs::read(&path).at(&path)?;
                // It holds what was sent along, too, and no browser of a person's keeps it.
                std::fs::remove_file(&path).at(&path)?;
                serde_json::from_slice(&log).ok().as_ref().and_then(logged)
            }
        };
        requests.ok_or_else(|| Error::wrong("the requests were not recorded"))
    }
}

/// Firefox: begins to note.
pub(super) async fn record_in_firefox(client: &Client) -> Result<()> {
    command::enter_chrome(client, true).await?;
    let outcome = client.execute(RECORD, Vec::new()).await;
    command::enter_chrome(client, false).await?;
    outcome.doing("recording requests").map(drop)
}

fn noted(told: &[Value]) -> Vec<Request> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    told.iter()
        .map(|pair| Request {
            url: text(&pair[0]),
            by: text(&pair[1]),
        })
        .collect()
}

fn logged(log: &Value) -> Option<Vec<Request>> {
    let begins = &log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"];
    let events = log["events"].as_array().filter(|_| begins.is_number())?;
    let request = |event: &Value| {
        let by = event["params"]["initiator"].as_str();
        Some(Request {
            url: event["params"]["url"].as_str()?.to_owned(),
            by: by
                .filter(|by| *by != "not an origin")
                .unwrap_or_default()
                .to_owned(),
        })
    };
    let started = events.iter().filter(|event| &event["type"] == begins);
    Some(started.filter_map(request).collect())
}
