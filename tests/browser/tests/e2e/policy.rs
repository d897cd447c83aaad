//! An organisation's policy, as the browser has it: one that cannot be read is said, and what it asks for is kept (T19).

use serde_json::{Value, json};
use trivet_browser::{
    Browser, Result, SessionOptions, Stage, ensure, job, keepassxc,
    wait::{Look, SOON, until},
};
use trivet_console::Screen;

use crate::vault::open_vault;

/// A password that is long enough without a policy.
const FIFTEEN: &str = "fifteen letters";

fn under(browser: Browser, policy: Value) -> Result<SessionOptions> {
    Ok(SessionOptions {
        policy: Some(policy),
        ..SessionOptions::with_trivet(browser)?
    })
}

/// A misspelt term passes Chromium's own comparison with the schema, and so does the rule beside it.
fn misspelt(browser: Browser) -> Result<SessionOptions> {
    let policy = json!({
        "requireVerifiedExport": true,
        "labels": [{ "term": "ok-button", "text": "Save token" }],
    });
    under(browser, policy)
}

async fn is_said_and_nothing_of_it_holds(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    let panel = stage.session.panel();
    let notice = panel.until_notice("policy").await?;
    ensure!(notice.text.contains("unknown setting"), "{notice:?}");
    // The checklist holds as ever.
    stage.session.page().click_box("Can send events").await?;
    panel.until_step(4, "wrong").await?;
    stage.session.page().press("OK").await?;
    panel.until_notice("submit-held").await?;
    panel.press("put-right").await?;

    let token = job::from_form_to_dialog(stage).await?;
    let drawn = panel.drawn().await?;
    ensure!(drawn.offers("values-safe-elsewhere"), "{drawn}");
    let vault = job::hand_over(stage, &token).await?;
    vault.until_says("notice", "could not read").await?;
    stage.session.to_first_window().await?;
    job::say_safe_elsewhere(stage).await?;
    job::close(stage).await
}

/// A key that does not exist and a value of the wrong kind, beside one that is right.
fn unknown(browser: Browser) -> Result<SessionOptions> {
    let policy = json!({
        "requireVerifiedExports": true,
        "forbidUnencrypted": "yes",
        "minimumPasswordLength": 20,
    });
    under(browser, policy)
}

/// Chromium drops what its schema does not have.
async fn the_rest_of_it_holds(stage: &Stage) -> Result<()> {
    let (_, vault) = open_vault(stage).await?;
    vault.type_password(FIFTEEN, FIFTEEN).await?;
    vault.save().await?;
    vault.until_error_code("password-too-short").await?;
    stage.session.to_first_window().await?;
    let drawn = stage.session.panel().drawn().await?;
    ensure!(drawn.notice("policy").is_none(), "{drawn}");
    Ok(())
}

/// Firefox hands all of it on, and nothing of it is taken.
async fn it_is_refused(stage: &Stage) -> Result<()> {
    let (_, vault) = open_vault(stage).await?;
    vault.until_says("notice", "could not read").await?;
    stage.session.to_first_window().await?;
    stage.session.panel().until_notice("policy").await?;
    Ok(())
}

fn strict(browser: Browser) -> Result<SessionOptions> {
    let policy = json!({ "requireVerifiedExport": true, "keepReceipts": true });
    under(browser, policy)
}

async fn the_admins_word_does_not_close_the_dialog(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    let drawn = stage.session.panel().drawn().await?;
    ensure!(!drawn.offers("values-safe-elsewhere"), "{drawn}");
    ensure!(drawn.notice("policy").is_none(), "{drawn}");
    stage.session.panel().press("open-vault").await?;
    let vault = stage.session.vault().await?;
    vault.until_state("ready").await?;
    let file = job::store(stage, &vault, crate::PASSWORD).await?;
    let entry = keepassxc::only_entry(&file, crate::PASSWORD)?;
    ensure!(entry.password == token.secret, "another secret");
    vault.to_front().await?;
    vault.until_says("receipt", "is kept").await?;
    stage.session.to_first_window().await?;
    job::close(stage).await
}

/// A browser that has just been started may have the policy after the page is there, and an organization may change it.
async fn what_comes_later_holds_from_then_on(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    job::from_form_to_dialog(stage).await?;
    let panel = stage.session.panel();
    panel
        .until("the admin's word to count", |drawn| {
            drawn.offers("values-safe-elsewhere")
        })
        .await?;
    stage
        .session
        .change_policy(&json!({ "requireVerifiedExport": true }))?;
    panel
        .until("it to count no more", |drawn| {
            !drawn.offers("values-safe-elsewhere")
        })
        .await
        .map(drop)
}

fn with_server(browser: Browser) -> Result<SessionOptions> {
    under(
        browser,
        json!({ "serviceAddress": "https://vault.example.com:8200" }),
    )
}

async fn the_server_is_the_organizations(stage: &Stage) -> Result<()> {
    let (_, vault) = open_vault(stage).await?;
    vault.choose("vault-kv-server").await?;
    let script = "const { value, readOnly } = document.getElementById('service-address');
        return [value, readOnly, document.getElementById('forget-server').checkVisibility()].join()";
    let shown = stage.session.script(script, Vec::new()).await?;
    ensure!(
        shown == "https://vault.example.com:8200,true,false",
        "{shown}"
    );
    Ok(())
}

/// Each row of the options page's settings: what, the value, and who set it.
const ROWS: &str = "return [...document.querySelectorAll('#settings tbody tr')]
    .map((row) => [...row.cells].map((cell) => cell.innerText).join(' | '))";

async fn the_options_page_says_who_set_what(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    session.go_to_extension("options.html").await?;
    let wanted = "Server address | https://vault.example.com:8200 | Your organization";
    until("the setting and its source", SOON, async || {
        let rows = session.script(ROWS, Vec::new()).await?;
        let rows: Vec<&str> = rows
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let others = rows.iter().filter(|row| row.ends_with("| Default")).count();
        let is_said = rows.contains(&wanted) && others + 1 == rows.len() && others > 10;
        Ok(Look::when(is_said, || rows.join("\n")))
    })
    .await
}

fn lax(browser: Browser) -> Result<SessionOptions> {
    under(browser, json!({ "requireVerifiedExport": false }))
}

mod chromium {
    trivet_browser::scenarios!(Chromium lax Native (super::super::lax) [what_comes_later_holds_from_then_on]);
    trivet_browser::scenarios!(Chromium misspelt Native (super::super::misspelt) [is_said_and_nothing_of_it_holds]);
    trivet_browser::scenarios!(Chromium strict Native (super::super::strict) [the_admins_word_does_not_close_the_dialog]);
    trivet_browser::scenarios!(Chromium with_server Native (super::super::with_server) [the_server_is_the_organizations the_options_page_says_who_set_what]);
    trivet_browser::scenarios!(Chromium unknown Native (super::super::unknown) [the_rest_of_it_holds]);
}
mod firefox {
    trivet_browser::scenarios!(Firefox misspelt Native (super::super::misspelt) [is_said_and_nothing_of_it_holds]);
    trivet_browser::scenarios!(Firefox strict Native (super::super::strict) [the_admins_word_does_not_close_the_dialog]);
    trivet_browser::scenarios!(Firefox unknown Native (super::super::unknown) [it_is_refused]);
}
