//! The form: exactly three permissions, no dataset, and no OK before that is so.

use trivet_browser::{
    Browser, DIALOG, Key, REQUIRED, Result, Skin, Stage, ensure, in_every_skin, in_three_skins, job,
};
use trivet_console::{Datasets, Options, Screen};

/// No token was made, whatever the page may have asked of the server.
async fn nothing_was_made(stage: &Stage, by: &str) -> Result<()> {
    let truth = stage.settled_truth().await?;
    let made = truth.created().count();
    ensure!(made == 0, "a token was made by {by}");
    Ok(())
}

async fn ticked_before_the_first_paint(stage: &Stage) -> Result<()> {
    let page = stage.session.page();
    stage.open(Screen::Tokens).await?;
    stage.session.panel().until_step(2, "done").await?;
    page.watch_first_paint().await?;
    page.press("Create Token").await?;
    let first = page.first_paint().await?;
    for label in REQUIRED {
        ensure!(first[label] == true, "painted first as {first}");
    }
    job::permissions_are_right(stage).await?;
    let Some((clicked, painted)) = page.clicked_and_painted().await? else {
        // Firefox does not tell; Chromium tells of no text in a shadow root.
        let tells = stage.session.browser() == Browser::Chromium && stage.skin == Skin::Native;
        ensure!(!tells, "no paint was told");
        return Ok(());
    };
    ensure!(
        0.0 < clicked && clicked < painted,
        "painted at {painted} ms, clicked at {clicked} ms"
    );
    Ok(())
}

async fn a_form_that_is_there_from_the_start(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    job::from_form_to_dialog(stage).await.map(drop)
}

async fn an_extra_permission_is_taken_away(stage: &Stage) -> Result<()> {
    let options = Options {
        extra_permissions: true,
        ..stage.options(Screen::CreateToken)
    };
    stage.open_with(&options).await?;
    job::permissions_are_right(stage).await?;
    let page = stage.session.page();
    for label in [
        "Can read profiles",
        "Can export segments",
        "Can manage catalog",
        "Can delete data",
    ] {
        let ticked = page.is_ticked(label).await?;
        ensure!(ticked == Some(false), "{label}: {ticked:?}");
    }
    job::create(stage).await.map(drop)
}

async fn an_extra_permission_ticked_later_is_stopped(stage: &Stage) -> Result<()> {
    let options = Options {
        extra_permissions: true,
        ..stage.options(Screen::CreateToken)
    };
    stage.open_with(&options).await?;
    job::permissions_are_right(stage).await?;
    stopped_then_put_right(stage, "Can delete data").await
}

/// The admin clicks a box and makes it wrong; one click in the panel puts it right.
async fn stopped_then_put_right(stage: &Stage, label: &str) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    page.click_box(label).await?;
    let drawn = panel.until_step(4, "wrong").await?;
    ensure!(drawn.marks("wrong").count() == 1, "{drawn}");
    let can_read = page.can_read(label).await?;
    ensure!(can_read != Some(false), "the mark covers “{label}”");
    page.press("OK").await?;
    panel.until_notice("submit-held").await?;
    nothing_was_made(stage, "a click on OK").await?;
    panel.press("put-right").await?;
    job::permissions_are_right(stage).await?;
    job::create(stage).await.map(drop)
}

/// A dataset, then a wrong box: both are stopped and put right, and then OK creates the token.
async fn a_dataset_and_a_wrong_box_stop_ok(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    page.pick_dataset("engage").await?;
    let drawn = panel
        .until("a warning of the dataset", |drawn| {
            drawn.notice("dataset").is_some() && drawn.marks("dataset").count() == 1
        })
        .await?;
    ensure!(drawn.step(4) == "wrong", "{drawn}");

    page.press("OK").await?;
    panel.until_notice("submit-held").await?;
    nothing_was_made(stage, "a click on OK").await?;
    for (key, name) in [(Key::Enter, "Enter on OK"), (Key::Space, "Space on OK")] {
        page.tab_to("OK").await?;
        stage.session.press(key).await?;
        nothing_was_made(stage, name).await?;
    }
    page.enter_field("IP Accept List").await?;
    stage.session.press(Key::Enter).await?;
    nothing_was_made(stage, "Enter in a field").await?;
    ensure!(!page.shows(DIALOG).await?, "the dialog came all the same");

    panel.press("clear-datasets").await?;
    job::permissions_are_right(stage).await?;
    stopped_then_put_right(stage, "Can send events").await
}

async fn the_warning_comes_within_a_frame(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    let panel = stage.session.panel();
    panel.watch_for_warning().await?;
    stage.session.page().pick_dataset("engage").await?;
    let frames = panel.frames_to_warning().await?;
    ensure!(frames <= 1, "the warning came {frames} frames later");
    Ok(())
}

async fn a_preset_dataset_is_seen(stage: &Stage) -> Result<()> {
    let options = Options {
        datasets: Datasets::Preset,
        ..stage.options(Screen::CreateToken)
    };
    stage.open_with(&options).await?;
    let panel = stage.session.panel();
    panel.until_notice("dataset").await?;
    stage.session.page().press("OK").await?;
    panel.until_notice("submit-held").await?;
    nothing_was_made(stage, "a click on OK").await?;
    panel.press("clear-datasets").await?;
    job::permissions_are_right(stage).await?;
    job::create(stage).await.map(drop)
}

in_every_skin!(
    ticked_before_the_first_paint,
    a_dataset_and_a_wrong_box_stop_ok,
);

mod in_three_skins {
    use super::*;

    in_three_skins!(
        a_form_that_is_there_from_the_start,
        an_extra_permission_is_taken_away,
        an_extra_permission_ticked_later_is_stopped,
        a_preset_dataset_is_seen,
        the_warning_comes_within_a_frame,
    );
}
