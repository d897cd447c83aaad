//! The admin's job, step by step, with real input and every step checked: on the panel and at the server.

use std::path::PathBuf;

use fantoccini::wd::WindowHandle;
use trivet_console::{Options, Token};

use crate::{
    console::{DIALOG, REQUIRED},
    ensure,
    error::{Error, Result},
    keepassxc,
    stage::Stage,
    vault::Vault,
};

/// What the job leaves.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The file as the browser saved it.
    pub file: PathBuf,
    /// The token as the server knows it.
    pub token: Token,
}

/// Steps 1 and 2: from any screen to Security, API Tokens. The panel comes by itself.
///
/// # Errors
///
/// When the panel does not show both steps done.
pub async fn to_token_screen(stage: &Stage) -> Result<()> {
    let page = stage.session.page();
    page.press("Security").await?;
    page.press("API Tokens").await?;
    let panel = stage.session.panel();
    let drawn = panel.until_step(2, "done").await?;
    ensure!(drawn.step(1) == "done", "{drawn}");
    Ok(())
}

/// Step 3: Create Token.
///
/// # Errors
///
/// When the panel does not see the form.
pub async fn to_form(stage: &Stage) -> Result<()> {
    stage.session.page().press("Create Token").await?;
    stage.session.panel().until_step(3, "done").await.map(drop)
}

/// Step 4: exactly the three permissions, without the admin doing anything.
///
/// # Errors
///
/// When the panel does not say so, or the page shows otherwise.
pub async fn permissions_are_right(stage: &Stage) -> Result<()> {
    let drawn = stage.session.panel().until_step(4, "done").await?;
    for label in REQUIRED {
        let ticked = stage.session.page().is_ticked(label).await?;
        ensure!(
            ticked == Some(true),
            "the panel says done, but “{label}” is {ticked:?}: {drawn}"
        );
    }
    Ok(())
}

/// Step 5: OK. Answers with the token as the server made it.
///
/// # Errors
///
/// When the server does not know exactly one token more, with exactly the three rights.
pub async fn create(stage: &Stage) -> Result<Token> {
    let before = stage.truth().created().count();
    let page = stage.session.page();
    page.press("OK").await?;
    page.until_shows(DIALOG, true).await?;
    stage.session.panel().until_step(5, "done").await?;
    let truth = stage.truth();
    let mut created = truth.created().skip(before);
    let (Some(token), None) = (created.next(), created.next()) else {
        return Err(Error::wrong("the server knows not exactly one new token"));
    };
    let rights = &token.rights;
    let exact =
        rights.access_api && rights.send_events && rights.enabled && rights.extra.is_empty();
    ensure!(exact, "the token's rights: {rights:?}");
    ensure!(token.datasets.is_empty(), "{:?}", token.datasets);
    Ok(token.clone())
}

/// Waits until the browser has read the organisation's policy: then the panel is drawn anew, with a button more. Not for a
/// policy that takes this button away.
///
/// # Errors
///
/// When the button does not come.
pub async fn policy_is_known(stage: &Stage) -> Result<()> {
    let offers = |drawn: &crate::Drawn| drawn.offers("values-safe-elsewhere");
    let panel = stage.session.panel();
    panel
        .until("the policy to be known", offers)
        .await
        .map(drop)
}

/// Step 6: one click hands the credentials to the vault. The session is turned to its window then.
///
/// # Errors
///
/// When the vault does not get them, or shows the secret.
pub async fn hand_over<'a>(stage: &'a Stage, token: &Token) -> Result<Vault<'a>> {
    policy_is_known(stage).await?;
    hand_over_beside(stage, token, &[]).await
}

/// The same where windows of the extension are open already.
///
/// # Errors
///
/// As [`hand_over`].
pub async fn hand_over_beside<'a>(
    stage: &'a Stage,
    token: &Token,
    known: &[WindowHandle],
) -> Result<Vault<'a>> {
    stage.session.panel().press("open-vault").await?;
    let vault = stage.session.vault_beside(known).await?;
    vault.until_state("ready").await?;
    let key_id = vault.text("key-id").await?;
    ensure!(key_id == token.key_id, "the vault has the ID {key_id}");
    let shown = stage.session.page().text().await?;
    ensure!(!shown.contains(&token.secret), "the vault shows the secret");
    stage.session.to_first_window().await?;
    stage.session.panel().until_step(6, "done").await?;
    vault.to_front().await?;
    Ok(vault)
}

/// Step 7: a password, the encrypted file, and the proof from disk. The session is turned to the page then.
///
/// # Errors
///
/// When the file is not saved and verified.
pub async fn store(stage: &Stage, vault: &Vault<'_>, password: &str) -> Result<PathBuf> {
    vault.type_password(password, password).await?;
    vault.save().await?;
    prove(stage, vault).await
}

/// The second half of step 7: the file is saved; the admin picks it as the proof.
///
/// # Errors
///
/// When the file is not saved and verified.
pub async fn prove(stage: &Stage, vault: &Vault<'_>) -> Result<PathBuf> {
    vault.until_state("downloaded").await?;
    let file = vault.saved_file().await?;
    vault.prove(&file).await?;
    vault.until_state("verified").await?;
    stage.session.to_first_window().await?;
    stage.session.panel().until_step(7, "done").await?;
    Ok(file)
}

/// Step 8: Close, which nothing holds any more.
///
/// # Errors
///
/// When the dialog stays, or the server does not hear of it.
pub async fn close(stage: &Stage) -> Result<()> {
    let page = stage.session.page();
    page.press("Close").await?;
    page.until_shows(DIALOG, false).await?;
    stage.session.panel().until_step(8, "done").await?;
    let closed = |token: &Token| token.dialogs_closed == token.dialogs_opened;
    stage
        .until_truth("that the dialog is closed", |truth| {
            truth.created().all(closed)
        })
        .await
        .map(drop)
}

/// The admin's word that the values are stored elsewhere: nothing holds the dialog or the page any more.
///
/// # Errors
///
/// When the panel does not take it.
pub async fn say_safe_elsewhere(stage: &Stage) -> Result<()> {
    let panel = stage.session.panel();
    panel.press("values-safe-elsewhere").await?;
    panel.until_notice("elsewhere").await?;
    panel.press("confirm-values-safe-elsewhere").await?;
    panel.until_step(8, "current").await.map(drop)
}

/// From the form to the dialog with the values, the panel offering the vault.
///
/// # Errors
///
/// When a step fails.
pub async fn from_form_to_dialog(stage: &Stage) -> Result<Token> {
    permissions_are_right(stage).await?;
    let token = create(stage).await?;
    stage.session.panel().until_notice("credentials").await?;
    Ok(token)
}

/// All eight steps, from any screen of the console.
///
/// # Errors
///
/// When a step fails.
pub async fn all(stage: &Stage, password: &str) -> Result<Saved> {
    to_token_screen(stage).await?;
    to_form(stage).await?;
    from_form(stage, password).await
}

/// The same once the form is there.
///
/// # Errors
///
/// When a step fails.
pub async fn from_form(stage: &Stage, password: &str) -> Result<Saved> {
    permissions_are_right(stage).await?;
    let token = create(stage).await?;
    let vault = hand_over(stage, &token).await?;
    let file = store(stage, &vault, password).await?;
    close(stage).await?;
    Ok(Saved { file, token })
}

/// What everything is for: another program takes the secret out of the file, and the API takes the secret.
///
/// # Errors
///
/// When the file does not open, holds other values, or the API refuses them.
pub async fn is_worth_it(
    stage: &Stage,
    options: &Options,
    saved: &Saved,
    password: &str,
) -> Result<()> {
    let entry = keepassxc::only_entry(&saved.file, password)?;
    ensure!(entry.user_name == saved.token.key_id, "another user name");
    ensure!(entry.password == saved.token.secret, "another password");
    let address = stage.console.base_url(options);
    let host = address
        .rsplit_once(':')
        .map_or(address.as_str(), |(host, _)| host);
    ensure!(
        entry.url.starts_with(host),
        "another address: {}",
        entry.url
    );
    let status =
        crate::api::principals(&stage.console, options, &entry.user_name, &entry.password).await?;
    ensure!(status == 200, "the API answers {status}");
    Ok(())
}
