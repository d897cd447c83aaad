//! Where the browser keeps Trivet away from the console, the toolbar's button says so, and how to change it.

use serde_json::json;
use trivet::identity;
use trivet_browser::{
    Browser, Result, Session, Stage, in_every_browser,
    wait::{Look, SOON, until},
};
use trivet_console::{Options, Screen};

/// As the page of extensions does it when a person chooses it there.
const IN_CHROMIUM: &str = "return chrome.developerPrivate.updateExtensionConfiguration(\
    { extensionId: arguments[0], hostAccess: 'ON_CLICK' }).then(() => true)";

/// As the page of add-ons does it.
const IN_FIREFOX: &str = r#"
    const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
    const console = { permissions: [], origins: ["https://*.evergage.com/*"] };
    return ExtensionPermissions.remove(arguments[0], console, WebExtensionPolicy.getByID(arguments[0]).extension)
        .then(() => true);
"#;

async fn take_site_access_away(session: &Session) -> Result<()> {
    match session.browser() {
        Browser::Chromium => {
            session.go("chrome://extensions").await?;
            let id = vec![json!(identity::CHROMIUM_ID)];
            session.script(IN_CHROMIUM, id).await?;
        }
        Browser::Firefox => {
            let id = vec![json!(identity::GECKO_ID)];
            session.chrome_script(IN_FIREFOX, id).await?;
        }
    }
    Ok(())
}

async fn what_the_browser_keeps_away_is_said(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    take_site_access_away(session).await?;
    // On the console Chromium's own answer to a press is its offer to run it once.
    let elsewhere = Options {
        host: "elsewhere.example.com".to_owned(),
        ..stage.options(Screen::Dashboard)
    };
    stage.open_with(&elsewhere).await?;
    session.page().until_screen("Dashboard").await?;
    session.press_toolbar_button().await?;
    session.to_window_beside(&[], "options.html").await?;
    let facts = [
        "does not run Trivet on the console",
        "does not run in private windows",
        "There is no policy",
    ];
    until("the page to say so", SOON, async || {
        let text = session.page().text().await?;
        let all = facts.iter().all(|fact| text.contains(fact));
        Ok(Look::when(all, || text))
    })
    .await
}

in_every_browser!(what_the_browser_keeps_away_is_said);
