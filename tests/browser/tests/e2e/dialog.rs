//! The dialog with the values: it stays until they are safe.

use trivet_browser::{
    DIALOG, Error, Key, Result, Stage, ensure, in_every_browser, in_three_skins, job,
    wait::{Look, SOON, until},
};
use trivet_console::Screen;

async fn the_dialog_is_still_there(stage: &Stage, after: &str) -> Result<()> {
    let truth = stage.settled_truth().await?;
    let closed: u32 = truth.created().map(|token| token.dialogs_closed).sum();
    ensure!(closed == 0, "the dialog was closed by {after}");
    ensure!(
        stage.session.page().shows(DIALOG).await?,
        "the dialog is gone after {after}"
    );
    Ok(())
}

/// Neither Close nor the cross nor Escape closes the dialog of a token that is not safe.
pub(crate) async fn stays_open(stage: &Stage, has_cross: bool) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    page.press("Close").await?;
    panel.until_notice("close-held").await?;
    the_dialog_is_still_there(stage, "Close").await?;
    if has_cross {
        page.press_cross().await?;
        the_dialog_is_still_there(stage, "the cross").await?;
    }
    // Twice: a browser lets a page refuse Escape only once.
    for what in ["Escape", "a second Escape"] {
        stage.session.press(Key::Escape).await?;
        the_dialog_is_still_there(stage, what).await?;
    }
    Ok(())
}

async fn held_until_safe_elsewhere(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    stage.open(Screen::CreateToken).await?;
    job::from_form_to_dialog(stage).await?;
    panel.press("values-safe-elsewhere").await?;
    panel.press("cancel-values-safe-elsewhere").await?;
    page.press("Close").await?;
    the_dialog_is_still_there(stage, "Close after taking it back").await?;

    job::say_safe_elsewhere(stage).await?;
    job::close(stage).await
}

async fn held_until_verified(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    let vault = job::hand_over(stage, &token).await?;
    vault
        .type_password(crate::PASSWORD, crate::PASSWORD)
        .await?;
    vault.save().await?;
    vault.until_state("downloaded").await?;

    // Written is not yet verified.
    stage.session.to_first_window().await?;
    stage.session.page().press("Close").await?;
    stage.session.panel().until_notice("close-held").await?;
    the_dialog_is_still_there(stage, "Close before the proof").await?;

    vault.to_front().await?;
    job::prove(stage, &vault).await?;
    stage.session.page().press_cross().await?;
    stage.session.page().until_shows(DIALOG, false).await
}

async fn leaving_asks_first(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    stage.open(Screen::CreateToken).await?;
    job::from_form_to_dialog(stage).await?;

    session.press_reload().await?;
    session.asks_before_leaving().await?;
    session.stay().await?;
    the_dialog_is_still_there(stage, "a reload").await?;
    session.press_close_tab().await?;
    session.asks_before_leaving().await?;
    session.stay().await?;
    the_dialog_is_still_there(stage, "closing the tab").await?;

    job::say_safe_elsewhere(stage).await?;
    session.panel().until_step(8, "current").await?;
    session.script("window.stayed = true", Vec::new()).await?;
    session.press_reload().await?;
    until("the page to reload without a question", SOON, async || {
        if session.is_asking().await? {
            return Err(Error::wrong("it asks although the values are safe"));
        }
        let stayed = session
            .script("return window.stayed ?? null", Vec::new())
            .await?;
        Ok(Look::when(stayed.is_null(), || "the old page".to_owned()))
    })
    .await
}

in_every_browser!(held_until_verified, leaving_asks_first);

mod in_three_skins {
    use super::*;

    in_three_skins!(held_until_safe_elsewhere);
}
