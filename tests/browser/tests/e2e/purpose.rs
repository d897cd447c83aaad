//! What the token is for: chosen in the panel, remembered for the console, and of an organization's own.

use serde_json::json;
use trivet_browser::{
    Browser, Result, SessionOptions, Stage, ensure, in_every_browser, job, keepassxc,
};
use trivet_console::Screen;

use crate::PASSWORD;

const PACKAGE: &str = "Sales and Service Cloud";
const DELETION: &str = "User lookup and deletion";

async fn until_purpose(stage: &Stage, title: &str) -> Result<()> {
    let panel = stage.session.panel();
    panel
        .until(title, |drawn| drawn.purpose == title)
        .await
        .map(drop)
}

/// The form is set for it at once, OK is held by it, a reload keeps it, and the saved entry names it.
async fn it_is_chosen_remembered_and_saved(stage: &Stage) -> Result<()> {
    let (panel, page) = (stage.session.panel(), stage.session.page());
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    until_purpose(stage, PACKAGE).await?;
    panel.press("choose-purpose").await?;
    panel.press("purpose-1").await?;
    until_purpose(stage, DELETION).await?;
    page.until_ticked("Can access API", false).await?;
    page.until_ticked("Can send events", true).await?;

    stage.open(Screen::CreateToken).await?;
    until_purpose(stage, DELETION).await?;
    panel.until_step(4, "done").await?;
    page.until_ticked("Can access API", false).await?;
    page.click_box("Can access API").await?;
    panel.until_step(4, "wrong").await?;
    page.press("OK").await?;
    panel.until_notice("submit-held").await?;
    panel.press("put-right").await?;
    page.until_ticked("Can access API", false).await?;

    page.press("OK").await?;
    page.until_shows(trivet_browser::DIALOG, true).await?;
    let drawn = panel.until_step(5, "done").await?;
    ensure!(drawn.purpose.is_empty(), "{drawn}");
    let truth = stage.truth();
    let token = truth.created().last().cloned();
    let token = token.ok_or_else(|| trivet_browser::Error::wrong("no token"))?;
    ensure!(
        !token.rights.access_api && token.rights.send_events,
        "{token:?}"
    );
    let vault = job::hand_over(stage, &token).await?;
    let file = job::store(stage, &vault, PASSWORD).await?;
    let entry = keepassxc::only_entry(&file, PASSWORD)?;
    ensure!(entry.password == token.secret, "another secret");
    let text = keepassxc::concealed(&file, PASSWORD, &entry.title)?;
    let is_named = text.contains(DELETION) && !text.contains("Interaction_Studio_Creds");
    ensure!(is_named, "{text}");
    vault.to_front().await?;
    let setup = vault.text("credential-label").await?;
    ensure!(setup.is_empty(), "the package's next step is shown");
    Ok(())
}

/// Nothing is set, nothing is held and nothing is claimed; the dialog is guarded all the same.
async fn for_something_else_only_the_dialog_is_guarded(stage: &Stage) -> Result<()> {
    let (panel, page) = (stage.session.panel(), stage.session.page());
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    panel.press("choose-purpose").await?;
    panel.press("purpose-3").await?;
    page.click_box("Can send events").await?;
    page.pick_dataset("engage").await?;
    let drawn = panel.until_step(4, "unknown").await?;
    ensure!(drawn.notices.is_empty(), "{drawn}");
    page.press("OK").await?;
    page.until_shows(trivet_browser::DIALOG, true).await?;
    page.press("Close").await?;
    panel.until_notice("close-held").await?;
    page.until_shows(trivet_browser::DIALOG, true).await
}

/// By one press, as a person's typing: the page takes it, and the console stores it. What stands there is never touched.
async fn notes_are_filled_in_where_they_are_empty(stage: &Stage) -> Result<()> {
    let (panel, page) = (stage.session.panel(), stage.session.page());
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    panel.press("fill-notes").await?;
    let is_filled = |drawn: &trivet_browser::Drawn| !drawn.offers("fill-notes");
    panel.until("the notes to be filled in", is_filled).await?;
    page.press("OK").await?;
    page.until_shows(trivet_browser::DIALOG, true).await?;
    let truth = stage.truth();
    let notes = truth.created().last().map(|token| token.notes.clone());
    let notes = notes.unwrap_or_default();
    ensure!(
        notes.starts_with(PACKAGE) && notes.contains(", 20"),
        "{notes}"
    );
    Ok(())
}

fn own(browser: Browser) -> Result<SessionOptions> {
    let policy = json!({
        "checklists": [{
            "name": "loyalty",
            "title": "Loyalty app",
            "selected": ["Can access API", "Is enabled"],
            "allowDatasets": true,
        }],
        "allowedChecklists": ["loyalty", "package"],
    });
    Ok(SessionOptions {
        policy: Some(policy),
        ..SessionOptions::with_trivet(browser)?
    })
}

/// A checklist that only the policy has.
async fn an_organizations_own_comes_first(stage: &Stage) -> Result<()> {
    let (panel, page) = (stage.session.panel(), stage.session.page());
    stage.open(Screen::Tokens).await?;
    until_purpose(stage, "Loyalty app").await?;
    page.press("Create Token").await?;
    page.until_ticked("Can send events", false).await?;
    page.until_ticked("Can access API", true).await?;
    panel.until_step(4, "done").await?;
    panel.press("choose-purpose").await?;
    let offers = |drawn: &trivet_browser::Drawn| {
        drawn.offers("purpose-1") && !drawn.offers("purpose-0") && !drawn.offers("purpose-2")
    };
    panel.until("two purposes", offers).await.map(drop)
}

in_every_browser!(
    it_is_chosen_remembered_and_saved,
    for_something_else_only_the_dialog_is_guarded,
);

mod notes {
    use super::notes_are_filled_in_where_they_are_empty;

    trivet_browser::in_three_skins!(notes_are_filled_in_where_they_are_empty);
}
mod policy_chromium {
    trivet_browser::scenarios!(Chromium own Native (super::super::own) [an_organizations_own_comes_first]);
}
mod policy_firefox {
    trivet_browser::scenarios!(Firefox own Native (super::super::own) [an_organizations_own_comes_first]);
}
