//! The button in the browser's toolbar: starts the checklist anywhere in the console, and hides it.

use fantoccini::key::Key;
use trivet_browser::{Result, Stage, ensure, in_every_browser, job};
use trivet_console::{Options, Screen};

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

/// The key shows the panel, or unfolds it, and moves the focus; only another key presses the button.
async fn a_key_goes_to_the_next_button(stage: &Stage) -> Result<()> {
    let (session, panel) = (&stage.session, stage.session.panel());
    stage.open(Screen::CreateToken).await?;
    panel.until_step(4, "done").await?;
    session.press_toolbar_button().await?;
    panel.until_gone().await?;
    session.press_next_key().await?;
    panel.until_focused("fill-notes").await?;

    let [label, ..] = trivet_browser::REQUIRED;
    session.page().click_box(label).await?;
    panel.until_notice("boxes").await?;
    panel.fold().await?;
    session.press_next_key().await?;
    panel.until_focused("put-right").await?;
    panel
        .until_seen("button[data-action=put-right]:focus")
        .await?;
    session.page().until_ticked(label, false).await?;
    session.press(Key::Enter).await?;
    session.page().until_ticked(label, true).await
}

/// Below the button, and not in a window of its own.
async fn says_what_it_is_where_no_console_is(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let elsewhere = Options {
        host: "elsewhere.example.com".to_owned(),
        ..stage.options(Screen::Dashboard)
    };
    stage.open_with(&elsewhere).await?;
    session.page().until_screen("Dashboard").await?;
    session.press_toolbar_button().await?;
    session.until_below_button("popup.html").await
}

async fn what_it_says_leads_to_the_sample_screen(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let popup = session.address_of("popup.html").await?;
    session.go(&popup).await?;
    let text = session.page().text().await?;
    ensure!(text.contains("Security > API Tokens"), "{text}");
    session.page().press("Try the sample screen").await?;
    session.to_window_at("sample.html").await?;
    session.page().until_screen("API Tokens").await
}

in_every_browser!(
    says_what_it_is_where_no_console_is,
    what_it_says_leads_to_the_sample_screen,
    starts_and_hides_the_checklist,
    hides_the_panel_on_the_token_screen,
    a_key_goes_to_the_next_button,
);
