//! Where the browser keeps Trivet away from the console, the toolbar's button says so, and how to change it.

use serde_json::json;
use trivet::identity;
use trivet_browser::{
    Browser, Error, Result, Session, Stage, ensure, in_every_browser,
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

/// What is in the storage, and the lines of the options page.
const REMEMBERED: &str = "chrome.storage.local.get(null).then((all) => JSON.stringify([
    Object.keys(all).sort(), [...document.querySelectorAll('#remembered li')].map((line) => line.innerText)]))";

/// Each line is forgotten by its own button, and the page follows; a token whose dialog is open is not forgotten here.
async fn what_is_remembered_can_be_forgotten(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    session.go_to_extension("options.html").await?;
    let shows = async |wanted: serde_json::Value| {
        let wanted = wanted.to_string();
        until("the page to show it", SOON, async || {
            let shown = session.evaluate(REMEMBERED).await?;
            Ok(Look::when(shown == wanted, || shown))
        })
        .await
    };
    session
        .evaluate("chrome.storage.local.clear().then(() => '')")
        .await?;
    shows(json!([[], []])).await?;
    until("the page to be drawn", SOON, async || {
        let text = session.page().text().await?;
        let is_drawn = text.contains("Nothing is remembered.") && text.contains("Alt+Shift+K");
        Ok(Look::when(is_drawn, || text))
    })
    .await?;
    let stored = json!({
        "last-used-format": "bitwarden-encrypted",
        "panel acme.us-4.evergage.com": "left",
        "run acme.us-4.evergage.com 7": "1 2026-11-25T14:03:00.000Z shown right - ",
    });
    session
        .evaluate(&format!(
            "chrome.storage.local.set({stored}).then(() => '')"
        ))
        .await?;
    let line = |what: &str, which: &str| format!("{what}\n{which}\nForget");
    let place = line(
        "Where the panel is, on this console",
        "acme.us-4.evergage.com",
    );
    let token = "A token whose dialog is not closed yet\nacme.us-4.evergage.com";
    let keys = [
        "last-used-format",
        "panel acme.us-4.evergage.com",
        "run acme.us-4.evergage.com 7",
    ];
    shows(json!([
        keys,
        [
            line("Destination used last", "Bitwarden"),
            place.clone(),
            token.to_owned()
        ]
    ]))
    .await?;
    let first = session.find("#remembered button").await?;
    session.click(&first).await?;
    shows(json!([keys[1..], [place.clone(), token.to_owned()]])).await?;
    // Nothing else is forgotten by a second press of the key.
    let focused = "return (document.activeElement.value ?? '') + ' ' + document.activeElement.id";
    let has_focus = async |wanted: &str| {
        until(format!("{wanted} to have the focus"), SOON, async || {
            let focused = session.script(focused, Vec::new()).await?;
            Ok(Look::when(focused == wanted, || focused.to_string()))
        })
        .await
    };
    has_focus(" remembered").await?;
    // What is drawn anew keeps it where it was.
    session
        .evaluate("(document.querySelector('#remembered button').focus(), '')")
        .await?;
    let earlier = "chrome.storage.local.set({ 'last-used-format': 'kdbx' }).then(() => '')";
    session.evaluate(earlier).await?;
    let database = line("Destination used last", "KeePassXC, KeePass");
    shows(json!([keys, [database, place, token.to_owned()]])).await?;
    has_focus("panel acme.us-4.evergage.com ").await
}

/// What is exported is there again after an import; another file changes nothing.
async fn settings_go_to_another_computer(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    session.go_to_extension("options.html").await?;
    let settings = json!({
        "panel acme.us-4.evergage.com": "left",
        "purpose acme.us-4.evergage.com": "user-deletion",
        "settings": { "keepReceipts": true, "openWindow": false },
    });
    let set = format!("chrome.storage.local.set({settings}).then(() => '')");
    session.evaluate(&set).await?;
    let export = session.find("[data-act=export]").await?;
    session.click(&export).await?;
    let file = session.downloads().join("trivet-settings.json");
    until("the settings to be saved", SOON, async || {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let is_whole = text.trim_end().ends_with('}') && text.contains("user-deletion");
        Ok(Look::when(is_whole, || text))
    })
    .await?;

    let says = async |words: &str| {
        until(words, SOON, async || {
            let text = session.page().text().await?;
            Ok(Look::when(text.contains(words), || text))
        })
        .await
    };
    session
        .evaluate("chrome.storage.local.clear().then(() => '')")
        .await?;
    let other = session.downloads().join("other.json");
    std::fs::write(&other, "{}").map_err(|error| Error::wrong(error.to_string()))?;
    session.pick_file("input#import", &other).await?;
    says("not a file of Trivet's settings").await?;
    session.pick_file("input#import", &file).await?;
    says("3 entries were imported").await?;
    let stored = "chrome.storage.local.get(null).then((all) => JSON.stringify(all))";
    let stored = session.evaluate(stored).await?;
    let read = serde_json::from_str::<serde_json::Value>(&stored);
    ensure!(read.is_ok_and(|read| read == settings), "{stored}");
    Ok(())
}

in_every_browser!(
    what_the_browser_keeps_away_is_said;
    in_chromium: what_is_remembered_can_be_forgotten,
    settings_go_to_another_computer,
);
