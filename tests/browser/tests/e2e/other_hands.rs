//! Somebody else has a hand in it: the browser puts the tab away or keeps its page for Back, draws a page before anyone visits
//! it, the window is a private one, another extension takes the file.

use serde_json::json;
use trivet::identity;
use trivet_browser::{
    Browser, DIALOG, Result, SessionOptions, Stage, Vault, ensure, in_every_browser, job,
    keepassxc, project, scenarios,
    wait::{Look, SOON, until},
};
use trivet_console::{Screen, Token};

use crate::PASSWORD;

/// Whether the browser may throw the console's tab out of memory by itself.
const MAY_BE_DISCARDED: &str = "chrome.tabs.query({ url: 'https://*.evergage.com/*' }) \
    .then(([tab]) => String(tab.autoDiscardable))";

const DISCARD: &str = "chrome.tabs.query({ url: 'https://*.evergage.com/*' }) \
    .then(([tab]) => chrome.tabs.discard(tab.id)).then(() => '', () => '')";

/// While only the tab has the values, the browser does not put it away by itself; where another extension has it put away all
/// the same, the next start says so.
async fn a_tab_with_values_is_not_put_away(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    stage.open(Screen::CreateToken).await?;
    job::from_form_to_dialog(stage).await?;
    session.open_extension_page().await?;
    until("the tab to be kept in memory", SOON, async || {
        let may = session.evaluate(MAY_BE_DISCARDED).await?;
        Ok(Look::when(may == "false", || may))
    })
    .await?;
    session.evaluate(DISCARD).await?;
    // A tab that was put away is another one to the driver.
    let console = session.to_window_at("/ui/").await?;
    session.moves_to(console);
    let drawn = session
        .panel()
        .until("the truth of it", |drawn| {
            drawn.notice("left-behind").is_some() || drawn.notice("credentials").is_some()
        })
        .await?;
    let is_shown = session.page().shows(DIALOG).await?;
    ensure!(is_shown == drawn.notice("credentials").is_some(), "{drawn}");
    Ok(())
}

/// The console's page is left with the dialog open; Trivet's window has the credentials.
async fn leave_for_a_while(stage: &Stage) -> Result<(Token, Vault<'_>)> {
    let session = &stage.session;
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    let vault = job::hand_over(stage, &token).await?;
    session.to_first_window().await?;
    let leave = "window.wasHere = true; setTimeout(() => { location.href = '/robots.txt'; })";
    session.script(leave, Vec::new()).await?;
    session.asks_before_leaving().await?;
    session.leave().await?;
    until("the other page", SOON, async || {
        let address = session.address().await?;
        Ok(Look::when(address.ends_with("/robots.txt"), || address))
    })
    .await?;
    Ok((token, vault))
}

/// A page that was left, and comes back as it was: what it says is true by then, too.
async fn a_page_that_comes_back_says_what_is_true(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let (token, vault) = leave_for_a_while(stage).await?;
    vault.to_front().await?;
    vault.type_password(PASSWORD, PASSWORD).await?;
    vault.save().await?;
    vault.until_state("downloaded").await?;
    let file = vault.saved_file().await?;
    vault.prove(&file).await?;
    vault.until_state("verified").await?;
    session.to_first_window().await?;
    crate::next_start::kept(stage, " verified right ", &token).await?;
    session.press_back().await?;
    let was_here = session
        .script("return window.wasHere ?? false", Vec::new())
        .await?;
    ensure!(was_here == true, "the browser did not keep the page");
    session.panel().until_step(7, "done").await?;
    job::close(stage).await
}

/// The same page, and the window that it lost the connection to is still at work.
async fn a_page_that_comes_back_follows_the_window(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let (token, vault) = leave_for_a_while(stage).await?;
    session.press_back().await?;
    let notice = session
        .panel()
        .until("the lost connection", |drawn| {
            drawn
                .notice("credentials")
                .is_some_and(|notice| notice.text.contains("Finish there"))
        })
        .await?;
    ensure!(notice.step(7) != "done", "{notice}");
    session.page().press("Close").await?;
    session.panel().until_notice("close-held").await?;
    vault.to_front().await?;
    let file = job::store(stage, &vault, PASSWORD).await?;
    let entry = keepassxc::only_entry(&file, PASSWORD)?;
    ensure!(entry.password == token.secret, "another secret");
    job::close(stage).await
}

/// Lets the extension into private windows, as the pages of extensions do, and opens one there.
async fn to_private_window(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    match session.browser() {
        Browser::Chromium => {
            session.go("chrome://extensions").await?;
            let script = "return chrome.developerPrivate.updateExtensionConfiguration(\
                { extensionId: arguments[0], incognitoAccess: true }).then(() => true)";
            session
                .script(script, vec![json!(identity::CHROMIUM_ID)])
                .await?;
        }
        Browser::Firefox => {
            let script = r#"
                const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
                const allowed = { permissions: ["internal:privateBrowsingAllowed"], origins: [] };
                return ExtensionPermissions.add(arguments[0], allowed)
                    .then(() => AddonManager.getAddonByID(arguments[0]))
                    .then((addon) => addon.reload()).then(() => true);
            "#;
            session
                .chrome_script(script, vec![json!(identity::GECKO_ID)])
                .await?;
        }
    }
    session.open_extension_page().await?;
    let address = stage.console.url(&stage.options(Screen::CreateToken));
    let open = format!(
        "chrome.windows.create({{ url: {}, incognito: true }}).then((one) => String(one.incognito))",
        json!(address)
    );
    let known = session.windows().await?;
    let is_private = session.evaluate(&open).await?;
    ensure!(is_private == "true", "the window is not private");
    session.close_tab().await?;
    let window = session.to_window_beside(&known, "").await?;
    session.moves_to(window);
    Ok(())
}

/// The whole job in a private window: the vault's own is an ordinary one, and nothing of it is stored but what is otherwise.
async fn a_private_window(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    to_private_window(stage).await?;
    let token = job::from_form_to_dialog(stage).await?;
    crate::next_start::kept(stage, " shown right - ", &token).await?;
    let vault = job::hand_over(stage, &token).await?;
    let is_private = "String(chrome.extension.inIncognitoContext)";
    let is_private = session.evaluate(is_private).await?;
    ensure!(is_private == "false", "the vault's window is private");
    let file = job::store(stage, &vault, PASSWORD).await?;
    let entry = keepassxc::only_entry(&file, PASSWORD)?;
    ensure!(entry.password == token.secret, "another secret");
    job::close(stage).await
}

/// Chromium draws a page before anyone visits it: there the guard sets nothing in motion that the visit would not.
async fn a_page_drawn_before_its_visit(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    stage.open(Screen::Dashboard).await?;
    let address = stage.console.url(&stage.options(Screen::CreateToken));
    let draw = "const rules = document.createElement('script');
        rules.type = 'speculationrules';
        rules.textContent = JSON.stringify({ prerender: [{ source: 'list', urls: [arguments[0]], eagerness: 'immediate' }] });
        document.head.append(rules);";
    session.script(draw, vec![json!(address)]).await?;
    let known = session.windows().await?;
    let visit = "setTimeout((address) => { location.href = address; }, 0, arguments[0])";
    session.script(visit, vec![json!(address)]).await?;
    // What was drawn before is another window to the driver.
    let console = session.to_window_beside(&known, "/ui/").await?;
    session.moves_to(console);
    job::permissions_are_right(stage).await?;
    let drawn_at = "return performance.getEntriesByType('navigation')[0].activationStart";
    let drawn_at = session.script(drawn_at, Vec::new()).await?;
    ensure!(
        drawn_at.as_f64().is_some_and(|at| at > 0.0),
        "the page was not drawn before its visit"
    );
    let token = job::from_form_to_dialog(stage).await?;
    let vault = job::hand_over(stage, &token).await?;
    job::store(stage, &vault, PASSWORD).await?;
    job::close(stage).await
}

fn with_taker(browser: Browser) -> Result<SessionOptions> {
    Ok(SessionOptions {
        others: vec![project().join("tests/browser/tests/taker")],
        ..SessionOptions::with_trivet(browser)?
    })
}

/// Another extension takes the file away: the window says so, and the values are where they were.
async fn a_file_that_is_taken_is_not_called_saved(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    let vault = job::hand_over(stage, &token).await?;
    vault.type_password(PASSWORD, PASSWORD).await?;
    vault.save().await?;
    // It depends on the moment in which it is taken what the browser tells of it.
    until("the window to say what became of it", SOON, async || {
        let (code, at) = (vault.error_code().await?, vault.state().await?);
        let is_told = code.starts_with("download-") || at == "downloaded";
        Ok(Look::when(is_told, || format!("{at} {code}")))
    })
    .await?;
    ensure!(
        vault.state().await? != "verified",
        "a file that is gone is verified"
    );
    session.to_first_window().await?;
    session.page().press("Close").await?;
    session.panel().until_notice("close-held").await?;
    ensure!(session.page().shows(DIALOG).await?, "closed");
    Ok(())
}

in_every_browser!(
    a_tab_with_values_is_not_put_away,
    a_page_that_comes_back_says_what_is_true,
    a_page_that_comes_back_follows_the_window,
    a_private_window,
);

mod with_another {
    use super::*;
    use trivet_browser::in_every_browser;
    in_every_browser!(@with (crate::other_hands::with_taker) [a_file_that_is_taken_is_not_called_saved]);
}

mod in_chromium {
    use super::*;
    scenarios!(Chromium native Native (trivet_browser::SessionOptions::with_trivet) [a_page_drawn_before_its_visit]);
}
