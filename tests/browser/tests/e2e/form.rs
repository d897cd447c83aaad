//! The form: exactly three permissions, no dataset, and no OK before that is so.

use trivet_browser::{Browser, DIALOG, REQUIRED, Result, Skin, Stage, ensure, in_three_skins, job};
use trivet_console::{Datasets, Options, Screen};

use crate::{door, out_of_the_way};

/// What the admin needs on the form.
pub(crate) const NEEDED: [&str; 4] = ["Can access API", "Can send events", "Is enabled", "OK"];

/// Create Token: the boxes are set before anything of the form is painted.
pub(crate) async fn ticked_before_the_first_paint(stage: &Stage) -> Result<()> {
    let page = stage.session.page();
    page.watch_first_paint().await?;
    page.press("Create Token").await?;
    let first = page.first_paint().await?;
    for label in REQUIRED {
        ensure!(first[label] == true, "painted first as {first}");
    }
    job::permissions_are_right(stage).await?;
    if stage.session.browser() != Browser::Chromium || stage.skin != Skin::Native {
        return Ok(());
    }
    let (clicked, painted) = page.clicked_and_painted().await?;
    ensure!(
        0.0 < clicked && clicked < painted,
        "painted at {painted} ms, clicked at {clicked} ms"
    );
    Ok(())
}

/// A dataset that the admin selects is a warning, and one press in the panel takes it out again.
pub(crate) async fn a_dataset_stops_every_route(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    page.pick_dataset("engage").await?;
    let drawn = panel
        .until("a warning of the dataset", |drawn| {
            drawn.notice("dataset").is_some() && drawn.marks("dataset").count() == 1
        })
        .await?;
    ensure!(drawn.step(4) == "wrong", "{drawn}");
    door::no_route_gets_through(stage, "a dataset").await?;
    ensure!(!page.shows(DIALOG).await?, "the dialog came all the same");
    out_of_the_way::nothing_covers(stage, "OK was held", &NEEDED).await?;
    panel.press("clear-datasets").await?;
    job::permissions_are_right(stage).await
}

/// The admin clicks a box and makes it wrong; one press in the panel puts it right.
pub(crate) async fn a_wrong_box_is_stopped_and_put_right(stage: &Stage, label: &str) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    page.click_box(label).await?;
    let drawn = panel.until_step(4, "wrong").await?;
    ensure!(drawn.marks("wrong").count() == 1, "{drawn}");
    let can_read = page.can_read(label).await?;
    ensure!(can_read != Some(false), "the mark covers “{label}”");
    page.press("OK").await?;
    panel.until_notice("submit-held").await?;
    door::nothing_was_made(stage, "a click on OK").await?;
    panel.press("put-right").await?;
    job::permissions_are_right(stage).await
}

/// The form is there when the page opens, with a dataset or with more permissions than usual.
async fn other_forms(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    let options = Options {
        extra_permissions: true,
        ..stage.options(Screen::CreateToken)
    };
    stage.open_with(&options).await?;
    job::permissions_are_right(stage).await?;
    for label in [
        "Can read profiles",
        "Can export segments",
        "Can manage catalog",
        "Can delete data",
    ] {
        let ticked = page.is_ticked(label).await?;
        ensure!(ticked == Some(false), "{label}: {ticked:?}");
    }
    a_wrong_box_is_stopped_and_put_right(stage, "Can delete data").await?;

    let options = Options {
        datasets: Datasets::Preset,
        ..stage.options(Screen::CreateToken)
    };
    stage.open_with(&options).await?;
    panel.until_notice("dataset").await?;
    page.press("OK").await?;
    panel.until_notice("submit-held").await?;
    door::nothing_was_made(stage, "a click on OK").await?;
    panel.press("clear-datasets").await?;
    job::permissions_are_right(stage).await?;

    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    panel.watch_for_warning().await?;
    page.pick_dataset("engage").await?;
    let frames = panel.frames_to_warning().await?;
    ensure!(frames <= 1, "the warning came {frames} frames later");
    panel.press("clear-datasets").await?;
    job::from_form_to_dialog(stage).await.map(drop)
}

in_three_skins!(other_forms);
