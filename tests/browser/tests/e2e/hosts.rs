//! Exact hosts (T9): on whatever is not an account's console Trivet does not run, however much the page is like it.

use trivet_browser::{HOST, Result, Stage, ensure, in_every_browser};
use trivet_console::{Options, Screen};

/// Documented hosts that are no console, names under them, the bare domain, and names that only look like one.
const NO_CONSOLES: [&str; 15] = [
    "cdn.evergage.com",
    "developer.evergage.com",
    "doc.evergage.com",
    "ecampus.evergage.com",
    "sftp.evergage.com",
    "status.evergage.com",
    "support.evergage.com",
    "www.evergage.com",
    "acme.doc.evergage.com",
    "evergage.com",
    "a.acme.us-5.evergage.com",
    "acme.evergage.com.example",
    "evergage.com.example",
    "acme-evergage.com",
    "xevergage.com",
];

/// The wrong form goes through, because nobody holds it; nothing is drawn, and nothing is left behind.
async fn is_left_alone(stage: &Stage, host: &str) -> Result<()> {
    let options = Options {
        host: host.to_owned(),
        ..stage.options(Screen::CreateToken)
    };
    stage.console.forget_created();
    stage.open_with(&options).await?;
    let page = stage.session.page();
    page.press("OK").await?;
    let truth = stage
        .until_truth("the token that nobody held", |truth| {
            truth.created().count() == 1
        })
        .await?;
    let rights = truth.created().next().map(|token| &token.rights);
    ensure!(
        rights.is_some_and(|rights| !rights.access_api),
        "{host}: {rights:?}"
    );
    page.until_shows(trivet_browser::DIALOG, true).await?;
    ensure!(
        !stage.session.panel().is_in_page().await?,
        "{HOST} on {host}"
    );
    let script = "return document.documentElement.outerHTML.toLowerCase().includes('trivet')";
    let traces = stage.session.script(script, Vec::new()).await?;
    ensure!(traces == false, "traces on {host}");
    page.press("Close").await?;
    page.until_shows(trivet_browser::DIALOG, false).await
}

async fn what_is_no_console_is_left_alone(stage: &Stage) -> Result<()> {
    for host in NO_CONSOLES {
        is_left_alone(stage, host).await?;
    }
    // The very same page on a console's host is guarded.
    stage.open(Screen::CreateToken).await?;
    trivet_browser::job::permissions_are_right(stage).await
}

in_every_browser!(what_is_no_console_is_left_alone);
