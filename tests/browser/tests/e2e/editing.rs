//! A token that exists: the same checks are shown, nothing is changed by itself, and one click puts right.

use trivet_browser::{REQUIRED, Result, Stage, ensure, in_every_skin};
use trivet_console::{Screen, Token};

const TITLE: &str = "Editing API Token";

/// The token with these notes, as the server knows it.
async fn token(stage: &Stage, notes: &str) -> Result<Token> {
    let truth = stage.settled_truth().await?;
    ensure!(truth.created().count() == 0, "a token was made");
    let mut found = truth.tokens.iter().filter(|token| token.notes == notes);
    match found.next() {
        Some(token) => Ok(token.clone()),
        None => Err(trivet_browser::Error::wrong(format!("no token {notes}"))),
    }
}

async fn edit(stage: &Stage, notes: &str) -> Result<()> {
    let page = stage.session.page();
    page.double_click(notes).await?;
    page.until_shows(TITLE, true).await
}

async fn save(stage: &Stage) -> Result<()> {
    let page = stage.session.page();
    page.press("OK").await?;
    page.until_shows(TITLE, false).await
}

async fn an_existing_token_changes_by_the_admins_hand_alone(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    stage.open(Screen::Tokens).await?;
    panel.until_step(2, "done").await?;

    // Its dataset is shown, and OK is the admin's.
    let restricted = "Partner portal pilot";
    let before = token(stage, restricted).await?;
    edit(stage, restricted).await?;
    panel.until_notice("dataset").await?;
    save(stage).await?;
    let after = token(stage, restricted).await?;
    ensure!(after.edits == 1, "it was not saved: {after:?}");
    ensure!(
        after.rights == before.rights && after.datasets == before.datasets,
        "{before:?} became {after:?}"
    );

    // A permission that lacks is marked and not ticked.
    let lacking = "Mobile app events (iOS, Android)";
    edit(stage, lacking).await?;
    let drawn = panel.until_step(4, "wrong").await?;
    ensure!(drawn.marks("wrong").count() == 1, "{drawn}");
    for (label, ticked) in REQUIRED.into_iter().zip([false, true, true]) {
        let now = page.is_ticked(label).await?;
        ensure!(now == Some(ticked), "{label}: {now:?}");
    }
    ensure!(token(stage, lacking).await?.edits == 0, "it was saved");

    panel.press("put-right").await?;
    panel.until_step(4, "done").await?;
    page.until_ticked(REQUIRED[0], true).await?;
    save(stage).await?;
    let after = token(stage, lacking).await?;
    let rights = &after.rights;
    ensure!(
        after.edits == 1 && rights.access_api && rights.send_events && rights.enabled,
        "{after:?}"
    );
    ensure!(
        rights.extra.is_empty() && after.datasets.is_empty(),
        "{after:?}"
    );
    Ok(())
}

in_every_skin!(an_existing_token_changes_by_the_admins_hand_alone);
