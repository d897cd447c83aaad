//! A page that the browser translates into a language that Trivet does not know.

use trivet_browser::{Result, Stage, ensure, in_every_browser, job};
use trivet_console::{Options, Screen, Translation};

use crate::PASSWORD;

/// What was recognised before stays recognised: the whole job is done on a page whose words change a moment after they came.
async fn whole_job_in_french(stage: &Stage) -> Result<()> {
    let options = Options {
        translation: Translation::French,
        ..stage.options(Screen::Dashboard)
    };
    stage.open_with(&options).await?;
    let saved = job::all(stage, PASSWORD).await?;
    job::is_worth_it(stage, &options, &saved, PASSWORD).await
}

/// Translated from the start: the panel says why it knows nothing, touches nothing, and goes when it is told to.
async fn french_from_the_start_is_said(stage: &Stage) -> Result<()> {
    let (session, panel) = (&stage.session, stage.session.panel());
    let options = stage.options(Screen::Dashboard);
    session
        .go(&format!(
            "{}/ui/?skin=native&page=french",
            stage.console.base_url(&options)
        ))
        .await?;
    let notice = panel.until_notice("translated").await?;
    ensure!(notice.text.contains("show the original"), "{}", notice.text);
    let drawn = panel.drawn().await?;
    ensure!(drawn.marks.is_empty(), "{drawn}");
    let ticked =
        "return [...document.querySelectorAll('[type=checkbox]')].map((box) => box.checked).join()";
    let ticked = session.script(ticked, Vec::new()).await?;
    ensure!(ticked == "false,true,false", "{ticked}");
    panel.press("hide").await?;
    panel.until_gone().await
}

in_every_browser!(whole_job_in_french, french_from_the_start_is_said);
