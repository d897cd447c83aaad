//! The button in the browser's toolbar: starts the checklist anywhere in the console, and hides it.

use trivet_browser::{Result, Stage, ensure, in_every_browser, job};
use trivet_console::Screen;

async fn starts_and_hides_the_checklist(stage: &Stage) -> Result<()> {
    let (session, panel) = (&stage.session, stage.session.panel());
    stage.open(Screen::Dashboard).await?;
    session.page().until_screen("Dashboard").await?;
    session.press_toolbar_button().await?;
    let drawn = panel.until_step(2, "current").await?;
    ensure!(drawn.marks("point").count() == 1, "{drawn}");
    session.press_toolbar_button().await?;
    panel.until_gone().await?;
    session.press_toolbar_button().await?;
    panel.until_step(2, "current").await?;
    job::to_token_screen(stage).await
}

async fn hides_the_panel_on_the_token_screen(stage: &Stage) -> Result<()> {
    let (session, panel) = (&stage.session, stage.session.panel());
    stage.open(Screen::Tokens).await?;
    panel.until_step(3, "current").await?;
    session.press_toolbar_button().await?;
    panel.until_gone().await?;
    // Hidden is not asleep: the form is still put right, and the panel is back with the form.
    session.page().press("Create Token").await?;
    for label in trivet_browser::REQUIRED {
        session.page().until_ticked(label, true).await?;
    }
    session.press_toolbar_button().await?;
    panel.until_step(4, "done").await.map(drop)
}

in_every_browser!(
    starts_and_hides_the_checklist,
    hides_the_panel_on_the_token_screen,
);
