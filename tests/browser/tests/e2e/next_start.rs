//! What ends in the middle is said at the next start, and nothing secret was kept for it.

use trivet_browser::{
    Browser, Error, Result, Stage, ensure, in_every_browser, job,
    wait::{Look, SOON, until},
};
use trivet_console::{Screen, Token};

use crate::PASSWORD;

/// Waits until the extension's storage has these words; it holds nothing of a token's values then. The console's first tab
/// is at hand before and afterwards, if it is there.
pub(crate) async fn kept(stage: &Stage, words: &str, token: &Token) -> Result<()> {
    let session = &stage.session;
    let page = session.client().window().await.ok();
    session.open_extension_page().await?;
    until(format!("the storage to say {words}"), SOON, async || {
        let stored = session.stored().await?;
        for (what, value) in [("ID", &token.key_id), ("secret", &token.secret)] {
            let piece = &value[value.len() - 12..];
            if stored.contains(piece) {
                return Err(Error::wrong(format!("the {what} is stored: {stored}")));
            }
        }
        ensure!(!stored.contains(PASSWORD), "the password is stored");
        Ok(Look::when(stored.contains(words), || stored))
    })
    .await?;
    session.close_tab().await?;
    match page {
        Some(page) => session.to_window(page).await,
        None => Ok(()),
    }
}

/// What the panel says of an earlier token, on a screen that has no part in the job.
async fn is_said(stage: &Stage, kind: &str, words: &[&str]) -> Result<()> {
    stage.open(Screen::Dashboard).await?;
    let notice = stage.session.panel().until_notice(kind).await?;
    for words in words {
        ensure!(notice.text.contains(words), "{}", notice.text);
    }
    Ok(())
}

async fn a_crash_before_anything_was_saved(stage: &Stage) -> Result<()> {
    let panel = stage.session.panel();
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    kept(stage, " shown right - ", &token).await?;
    stage.session.crash_tab().await?;

    let words = ["did not save", "delete that token"];
    is_said(stage, "left-behind", &words).await?;
    // It is said until it was read, and a new token is not hindered.
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    panel.until_notice("left-behind").await?;
    panel.press("drop-record").await?;
    let is_gone = |drawn: &trivet_browser::Drawn| drawn.notice("left-behind").is_none();
    panel.until("the notice to go", is_gone).await?;
    kept(stage, "{}", &token).await
}

/// The vault outlives the page, and keeps what the next start is to say true.
async fn the_vault_outlives_its_page(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    let vault = job::hand_over(stage, &token).await?;
    session.to_first_window().await?;
    kept(stage, " at-vault right ", &token).await?;
    session.press_reload().await?;
    session.asks_before_leaving().await?;
    session.leave().await?;
    is_said(stage, "left-behind", &["Trivet's window"]).await?;

    vault.to_front().await?;
    vault.type_password(PASSWORD, PASSWORD).await?;
    vault.save().await?;
    vault.until_state("downloaded").await?;
    let file = vault.saved_file().await?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    session.to_first_window().await?;
    kept(stage, &[" ", &name].concat(), &token).await?;
    is_said(stage, "left-behind", &[&name, "did not verify"]).await?;

    vault.to_front().await?;
    vault.prove(&file).await?;
    vault.until_state("verified").await?;
    session.to_first_window().await?;
    kept(stage, " verified right ", &token).await?;
    is_said(stage, "finished", &[&name, "Nothing is lost"]).await
}

/// A page that is left all the same says it in the same tab; one that still looks after its own is not spoken of.
async fn only_what_nobody_looks_after_is_said(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    stage.open(Screen::CreateToken).await?;
    job::from_form_to_dialog(stage).await?;
    session.press_reload().await?;
    session.asks_before_leaving().await?;
    session.leave().await?;
    session.panel().until_notice("left-behind").await?;

    // Of two, one more is being looked after.
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    kept(stage, " shown right - ", &token).await?;
    session.open_tab().await?;
    is_said(stage, "left-behind", &["did not save"]).await?;
    session.panel().press("drop-record").await?;
    session.panel().until_gone().await
}

/// The background sleeps whenever it is not needed: the job goes on, and when it is done nothing is kept of it.
async fn the_job_outlives_its_background(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    session.stop_background().await?;
    let vault = job::hand_over(stage, &token).await?;
    session.stop_background().await?;
    job::store(stage, &vault, PASSWORD).await?;
    session.stop_background().await?;
    job::close(stage).await?;
    kept(stage, "{\"last-used-format\":\"kdbx\"}", &token).await
}

/// The dialog is held as before, whoever holds it.
async fn is_held(stage: &Stage, says: &str) -> Result<()> {
    stage.session.page().press("Close").await?;
    stage.session.panel().until_notice(says).await?;
    let truth = stage.settled_truth().await?;
    let closed: u32 = truth.created().map(|token| token.dialogs_closed).sum();
    ensure!(closed == 0, "the dialog was closed");
    Ok(())
}

/// A new guard came in place of the old, and the job goes on to its end.
async fn another_took_over(stage: &Stage, token: &Token) -> Result<()> {
    let panel = stage.session.panel();
    panel
        .until(
            "the vault offered, and the earlier guard's end said",
            |drawn| drawn.offers("open-vault") && drawn.notice("left-behind").is_some(),
        )
        .await?;
    let panels = "return document.querySelectorAll('div[data-trivet]').length";
    let panels = stage.session.script(panels, Vec::new()).await?;
    ensure!(panels == 1, "{panels} panels");
    is_held(stage, "close-held").await?;
    let vault = job::hand_over(stage, token).await?;
    job::store(stage, &vault, PASSWORD).await?;
    job::close(stage).await
}

/// Chromium leaves the old guard in the page, cut off from everything: it holds on, and says what is left to do.
async fn one_cut_off_holds_on(stage: &Stage) -> Result<()> {
    let panel = stage.session.panel();
    let notice = panel.until_notice("orphaned").await?;
    ensure!(notice.text.contains("by hand"), "{}", notice.text);
    let drawn = panel.drawn().await?;
    ensure!(!drawn.offers("open-vault"), "{drawn}");
    // Nothing can be saved first any more: what is to be done instead is said already.
    is_held(stage, "orphaned").await?;
    job::say_safe_elsewhere(stage).await?;
    job::close(stage).await
}

/// The dialog is open and nothing is saved. Before the organisation's policy is known, the admin's word closes nothing.
async fn in_the_middle(stage: &Stage) -> Result<Token> {
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    job::policy_is_known(stage).await?;
    kept(stage, " shown right - ", &token).await?;
    Ok(token)
}

async fn an_update_in_the_middle(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let token = in_the_middle(stage).await?;
    if session.browser() == Browser::Firefox {
        session.update_extension().await?;
        return another_took_over(stage, &token).await;
    }
    session.open_extension_page().await?;
    session.update_extension().await?;
    session.to_first_window().await?;
    one_cut_off_holds_on(stage).await?;
    session.open_tab().await?;
    kept(stage, " shown right - ", &token).await?;
    is_said(stage, "left-behind", &["did not save"]).await
}

async fn switched_off_in_the_middle(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let token = in_the_middle(stage).await?;
    if session.browser() == Browser::Chromium {
        session.open_tab().await?;
        session.go("chrome://extensions").await?;
        session.switch_extension(false).await?;
        session.to_first_window().await?;
        return one_cut_off_holds_on(stage).await;
    }
    // Nothing of Trivet runs in the page then: what it had drawn says so.
    session.switch_extension(false).await?;
    until("the panel to speak for itself", SOON, async || {
        let silent = session.panel().part("[data-part=\"silent\"]").await?;
        let said = silent.text().await.unwrap_or_default();
        Ok(Look::when(said.contains("reload the page"), || said))
    })
    .await?;
    session.switch_extension(true).await?;
    another_took_over(stage, &token).await
}

/// The guard wakes for the first time when nobody answers any more: what it says, it knew before.
async fn switched_off_before_the_token_screen(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    stage.open(Screen::Dashboard).await?;
    session.page().until_screen("Dashboard").await?;
    session.open_tab().await?;
    session.go("chrome://extensions").await?;
    session.switch_extension(false).await?;
    session.to_first_window().await?;
    session.page().press("Security").await?;
    session.page().press("API Tokens").await?;
    session.page().press("Create Token").await?;
    let notice = session.panel().until_notice("orphaned").await?;
    ensure!(notice.text.contains("Reload this page"), "{}", notice.text);
    let drawn = session.panel().drawn().await?;
    ensure!(
        !drawn.headline.is_empty() && drawn.steps.iter().all(|step| !step.text.is_empty()),
        "{drawn}"
    );
    Ok(())
}

async fn started_twice_in_one_document(stage: &Stage) -> Result<()> {
    const AGAIN: &str = "const { chrome, JSON } = window.wrappedJSObject || window; \
        const ask = (what, question) => new Promise((answer) => what(JSON.parse(question), answer)); \
        return ask(chrome.tabs.query, '{\"url\":\"https://*.evergage.com/*\"}').then(([tab]) => \
          ask(chrome.scripting.executeScript, `{\"target\":{\"tabId\":${tab.id}},\"files\":[\"guard.js\"]}`)).then(() => 1)";
    let session = &stage.session;
    stage.open(Screen::CreateToken).await?;
    session.panel().until_step(4, "done").await?;
    session.open_extension_page().await?;
    session.script(AGAIN, Vec::new()).await?;
    session.close_tab().await?;
    session.to_first_window().await?;
    let token = job::from_form_to_dialog(stage).await?;
    let vault = job::hand_over(stage, &token).await?;
    vault.to_front().await?;
    let stored = session.stored().await?;
    ensure!(stored.matches("\"run ").count() == 1, "{stored}");
    job::store(stage, &vault, PASSWORD).await?;
    job::close(stage).await?;
    kept(stage, "{\"last-used-format\":\"kdbx\"}", &token).await
}

in_every_browser!(
    an_update_in_the_middle,
    switched_off_in_the_middle,
    started_twice_in_one_document,
    a_crash_before_anything_was_saved,
    the_vault_outlives_its_page,
    only_what_nobody_looks_after_is_said,
    the_job_outlives_its_background;
    in_chromium: switched_off_before_the_token_screen,
);
