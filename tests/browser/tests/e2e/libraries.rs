//! The job in brief in the skins that are made with libraries: what each draws is read, and what is pressed in it hits.

use trivet_browser::{DIALOG, Error, Result, Skin, Stage, ensure, in_every_library, job};
use trivet_console::{Screen, Token};

use crate::{
    dialog, form,
    out_of_the_way::{nothing_covers, overlap},
};

/// Vaadin's dialog has no cross, and jQuery UI's is a button named Close, as the other one.
const WITHOUT_CROSS: [Skin; 2] = [Skin::Vaadin, Skin::Select2];

/// A dataset is noticed, OK is held, and clearing it lets the job go on; then the dialog is held until the values are safe.
async fn the_job_in_brief(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    page.pick_dataset("engage").await?;
    panel
        .until("a mark on the datasets", |drawn| {
            drawn.marks("dataset").count() == 1
        })
        .await?;
    panel.until_still().await?;
    let selected = page.areas(&["engage"]).await?;
    let words = panel.areas().await?.into_iter().skip(1);
    for words in words {
        let covered = selected.iter().any(|one| overlap(&words, one) > 0.0);
        ensure!(!covered, "{words:?} lies over {selected:?}");
    }
    page.press("OK").await?;
    // Beside a large dialog the panel has room for its headline alone.
    panel
        .until("OK to be held", |drawn| {
            drawn.notice("submit-held").is_some() || drawn.headline.starts_with("Not ready")
        })
        .await?;
    let made = stage.settled_truth().await?.created().count();
    ensure!(made == 0, "a token was made with a dataset");
    nothing_covers(stage, "OK was held", &form::NEEDED).await?;

    panel.press("clear-datasets").await?;
    if stage.skin == Skin::Vaadin {
        // Its closed list still says that the dataset is selected: Trivet asks.
        panel.until_notice("dataset-unclear").await?;
        panel.press("confirm-no-dataset").await?;
        panel.until_step(4, "by-hand").await?;
    } else {
        job::permissions_are_right(stage).await?;
    }
    let token = to_the_dialog(stage).await?;
    let needed = [&token.key_id, &token.secret, "Close", "Download CSV File"];
    nothing_covers(stage, "the dialog", &needed).await?;
    dialog::stays_open(stage, !WITHOUT_CROSS.contains(&stage.skin)).await?;
    nothing_covers(stage, "Close was held", &needed).await?;

    panel.press("values-safe-elsewhere").await?;
    panel.until_notice("elsewhere").await?;
    panel.press("confirm-values-safe-elsewhere").await?;
    panel
        .until("nothing to be held", |drawn| {
            drawn.marks("held").count() == 0
        })
        .await?;
    page.press("Close").await?;
    page.until_shows(DIALOG, false).await?;
    stage
        .until_truth("that the dialog is closed", |truth| {
            truth.created().all(|token| token.dialogs_closed == 1)
        })
        .await
        .map(drop)
}

/// OK is let through. Where the form goes to the server by itself, the dialog comes with the next page, which did not see how
/// the token was created, and does not say that no dialog came.
async fn to_the_dialog(stage: &Stage) -> Result<Token> {
    let page = stage.session.page();
    page.press("OK").await?;
    page.until_shows(DIALOG, true).await?;
    let is_new_page = stage.skin == Skin::Server;
    stage
        .session
        .panel()
        .until("the credentials alone", |drawn| {
            drawn.notice("credentials").is_some()
                && drawn.notice("left-behind").is_none()
                && drawn.notice("unseen").is_some() == is_new_page
        })
        .await?;
    let truth = stage.settled_truth().await?;
    let (Some(token), 1) = (truth.last_created(), truth.created().count()) else {
        return Err(Error::wrong("not exactly one token"));
    };
    let rights = &token.rights;
    let is_exact =
        rights.access_api && rights.send_events && rights.enabled && token.datasets.is_empty();
    ensure!(is_exact, "{token:?}");
    Ok(token.clone())
}

in_every_library!(the_job_in_brief);
