//! The sample screen in the extension: the real guard and the real window, without a console.

use trivet_browser::{DIALOG, REQUIRED, Result, Stage, ensure, in_every_browser, job};

async fn to_form(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    session
        .go(&session.address_of("sample.html").await?)
        .await?;
    job::to_form(stage).await?;
    job::permissions_are_right(stage).await?;
    let other = session.page().is_ticked("Can access campaign data").await?;
    ensure!(other == Some(false), "another permission is {other:?}");
    Ok(())
}

async fn a_dataset_holds_ok(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    to_form(stage).await?;
    page.pick_dataset("retail").await?;
    page.press("OK").await?;
    panel.until_notice("submit-held").await?;
    ensure!(!page.shows(DIALOG).await?, "OK went through");
    panel.press("clear-datasets").await?;
    page.press("OK").await?;
    page.until_shows(DIALOG, true).await
}

async fn the_dialog_stays_until_the_copy_is_verified(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let (page, panel) = (session.page(), session.panel());
    to_form(stage).await?;
    page.press("OK").await?;
    page.until_shows(DIALOG, true).await?;
    panel.until_step(5, "done").await?;
    page.press("Close").await?;
    panel.until_notice("close-held").await?;
    ensure!(page.shows(DIALOG).await?, "the dialog is gone");

    job::policy_is_known(stage).await?;
    panel.press("open-vault").await?;
    let vault = session.vault().await?;
    vault.until_state("ready").await?;
    let account = vault.text("account").await?;
    ensure!(account.contains("not-real"), "{account}");
    let file = job::store(stage, &vault, crate::PASSWORD).await?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    ensure!(name.contains("not-real"), "{name}");
    page.press("Close").await?;
    page.until_shows(DIALOG, false).await?;
    for label in REQUIRED {
        let is_shown = page.shows(label).await?;
        ensure!(!is_shown, "{label} is still shown");
    }
    Ok(())
}

async fn the_toolbar_button_hides_the_checklist(stage: &Stage) -> Result<()> {
    let panel = stage.session.panel();
    to_form(stage).await?;
    stage.session.press_toolbar_button().await?;
    panel.until_gone().await?;
    stage.session.press_toolbar_button().await?;
    panel.until_step(4, "done").await.map(drop)
}

in_every_browser!(
    a_dataset_holds_ok,
    the_dialog_stays_until_the_copy_is_verified,
    the_toolbar_button_hides_the_checklist,
);
