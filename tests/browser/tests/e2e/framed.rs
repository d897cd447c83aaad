//! The console in a frame of another site, as Marketing Cloud Engagement shows its applications: the main job is the same there.

use trivet_browser::{Result, Stage, ensure, in_every_browser, job};
use trivet_console::{Embedding, Options, Screen, Skin};

use crate::PASSWORD;
use crate::next_start::kept;

fn around(stage: &Stage, embedding: Embedding, screen: Screen) -> Options {
    Options {
        embedding,
        ..stage.options(screen)
    }
}

/// The account in the file is that of the frame.
async fn job_with(stage: &Stage, options: &Options) -> Result<()> {
    stage.open_with(options).await?;
    let saved = job::all(stage, PASSWORD).await?;
    job::is_worth_it(stage, options, &saved, PASSWORD).await
}

async fn whole_job_in_a_page_of_another_site(stage: &Stage) -> Result<()> {
    job_with(
        stage,
        &around(stage, Embedding::OtherSite, Screen::Dashboard),
    )
    .await
}

async fn whole_job_there_under_a_strict_policy(stage: &Stage) -> Result<()> {
    let options = Options {
        strict_csp: true,
        ..around(stage, Embedding::OtherSite, Screen::Dashboard)
    };
    job_with(stage, &options).await
}

/// Such a frame may not submit a form by itself, so the console is one that does not.
async fn whole_job_two_deep_in_a_sandbox(stage: &Stage) -> Result<()> {
    let options = Options {
        skin: Skin::Aria,
        ..around(stage, Embedding::Sandboxed, Screen::Dashboard)
    };
    job_with(stage, &options).await
}

async fn whole_job_beside_another_console(stage: &Stage) -> Result<()> {
    job_with(stage, &around(stage, Embedding::Beside, Screen::Dashboard)).await
}

/// The page around it shows another application for a while.
async fn whole_job_in_a_frame_that_was_replaced(stage: &Stage) -> Result<()> {
    const REPLACE: &str = "const old = document.querySelector('iframe'); const fresh = old.cloneNode(); \
        return new Promise((done) => { fresh.onload = () => done(1); old.replaceWith(fresh); })";
    let session = &stage.session;
    let options = around(stage, Embedding::OtherSite, Screen::Dashboard);
    stage.open_with(&options).await?;
    job::to_token_screen(stage).await?;
    session.enter_frames(0).await?;
    session.to_first_window().await?;
    session.script(REPLACE, Vec::new()).await?;
    session.enter_frames(1).await?;
    let saved = job::all(stage, PASSWORD).await?;
    job::is_worth_it(stage, &options, &saved, PASSWORD).await
}

async fn the_toolbar_button_and_the_next_key_reach_it(stage: &Stage) -> Result<()> {
    let (session, panel) = (&stage.session, stage.session.panel());
    for embedding in [Embedding::OtherSite, Embedding::Sandboxed] {
        stage
            .open_with(&around(stage, embedding, Screen::Dashboard))
            .await?;
        session.page().until_screen("Dashboard").await?;
        session.press_toolbar_button().await?;
        panel.until_step(2, "current").await?;
        session.press_toolbar_button().await?;
        panel.until_gone().await?;
        session.press_next_key().await?;
        panel.until_focused("check-screen").await?;
    }
    Ok(())
}

/// Of two consoles the one that is used gets the checklist, and the other none.
async fn the_toolbar_button_starts_one_of_two(stage: &Stage) -> Result<()> {
    let (session, panel) = (&stage.session, stage.session.panel());
    let options = around(stage, Embedding::Beside, Screen::Dashboard);
    stage.open_with(&options).await?;
    session.page().until_screen("Dashboard").await?;
    // Any press gives the frame the focus.
    session.page().press("Dashboard").await?;
    session.press_toolbar_button().await?;
    panel.until_step(2, "current").await?;
    session.enter_frames(0).await?;
    session.to_first_window().await?;
    let other = session.find("iframe + iframe").await?;
    session.enter(&other).await?;
    session.page().until_screen("Dashboard").await?;
    ensure!(!panel.is_in_page().await?, "both have a checklist");
    Ok(())
}

/// Another tab says nothing of the token that a framed console looks after, and does say what was left by one.
async fn another_tab_knows_that_it_is_looked_after(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let options = around(stage, Embedding::OtherSite, Screen::CreateToken);
    stage.open_with(&options).await?;
    job::from_form_to_dialog(stage).await?;
    session.press_reload().await?;
    session.asks_before_leaving().await?;
    session.leave().await?;
    session.to_first_window().await?;
    session.panel().until_notice("left-behind").await?;

    stage.open_with(&options).await?;
    let token = job::from_form_to_dialog(stage).await?;
    kept(stage, " shown right - ", &token).await?;
    session.open_tab().await?;
    stage.open(Screen::Dashboard).await?;
    let notice = session.panel().until_notice("left-behind").await?;
    ensure!(notice.text.contains("did not save"), "{}", notice.text);
    session.panel().press("drop-record").await?;
    session.panel().until_gone().await
}

in_every_browser!(
    whole_job_in_a_page_of_another_site,
    whole_job_two_deep_in_a_sandbox,
    whole_job_in_a_frame_that_was_replaced,
    the_toolbar_button_and_the_next_key_reach_it,
    another_tab_knows_that_it_is_looked_after;
    in_chromium: whole_job_there_under_a_strict_policy,
    whole_job_beside_another_console,
    the_toolbar_button_starts_one_of_two,
);
