//! The session has ended, as far as the server is concerned: OK does nothing, and the page does not say why.

use trivet_browser::{Result, Stage, ensure, in_every_browser, job};
use trivet_console::Screen;

async fn an_ok_without_an_answer_is_said(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    stage.console.end_session(true);
    page.press("OK").await?;
    let notice = panel.until_notice("unanswered").await?;
    ensure!(notice.text.contains("Log in again"), "{}", notice.text);
    ensure!(stage.truth().created().count() == 0, "a token was made");

    // The form stands as it was, and is still looked after.
    page.click_box("Can send events").await?;
    let drawn = panel.until_step(4, "wrong").await?;
    ensure!(drawn.notice("boxes").is_some(), "{drawn}");
    Ok(())
}

in_every_browser!(an_ok_without_an_answer_is_said);
