//! The console without Trivet: what the other tests rest on. An admin does the job by hand, and can get it wrong.

use trivet_browser::{
    DIALOG, Key, REQUIRED, Result, Route, Stage, api, ensure, in_every_browser, in_three_skins,
};
use trivet_console::{Embedding, Options, Screen};

/// At the top of a page, in a frame, in either kind of shadow root.
async fn a_token_wherever_the_console_is(stage: &Stage) -> Result<()> {
    for embedding in [
        Embedding::None,
        Embedding::Frame,
        Embedding::OpenShadow,
        Embedding::ClosedShadow,
    ] {
        let options = Options {
            embedding,
            ..stage.options(Screen::Dashboard)
        };
        a_token_with(stage, &options).await?;
        stage.console.forget_created();
    }
    Ok(())
}

async fn a_token_with(stage: &Stage, options: &Options) -> Result<()> {
    let page = stage.session.page();
    stage.open_with(options).await?;
    page.press("Security").await?;
    page.press("API Tokens").await?;
    page.watch_first_paint().await?;
    page.press("Create Token").await?;

    let first = page.first_paint().await?;
    ensure!(
        first[REQUIRED[0]] == false && first[REQUIRED[1]] == true,
        "not the documented defaults: {first}"
    );
    for label in REQUIRED {
        if page.is_ticked(label).await? == Some(false) {
            page.click_box(label).await?;
        }
        page.until_ticked(label, true).await?;
    }
    page.press("OK").await?;
    page.until_shows(DIALOG, true).await?;
    page.press("Close").await?;
    page.until_shows(DIALOG, false).await?;

    let truth = stage
        .until_truth("a closed dialog", |truth| {
            truth.created().any(|token| token.dialogs_closed == 1)
        })
        .await?;
    let tokens: Vec<_> = truth.created().collect();
    ensure!(tokens.len() == 1, "{tokens:?}");
    let token = tokens[0];
    let rights = &token.rights;
    ensure!(
        rights.access_api && rights.send_events && rights.enabled && rights.extra.is_empty(),
        "{rights:?}"
    );
    ensure!(token.datasets.is_empty(), "{:?}", token.datasets);
    let status = api::principals(&stage.console, options, &token.key_id, &token.secret).await?;
    ensure!(status == 200, "{status}");
    Ok(())
}

async fn a_dataset_by_hand(stage: &Stage) -> Result<()> {
    let page = stage.session.page();
    stage.open(Screen::CreateToken).await?;
    for label in [REQUIRED[0], REQUIRED[2]] {
        page.until_ticked(label, false).await?;
        page.click_box(label).await?;
        page.until_ticked(label, true).await?;
    }
    page.pick_dataset("engage").await?;
    page.press("OK").await?;
    page.until_shows(DIALOG, true).await?;
    stage.session.press(Key::Escape).await?;
    page.until_shows(DIALOG, false).await?;
    let truth = stage.truth();
    let token = truth.created().next();
    ensure!(
        token.is_some_and(|token| token.datasets == ["engage"]),
        "{token:?}"
    );
    Ok(())
}

async fn the_cross_by_hand(stage: &Stage) -> Result<()> {
    let page = stage.session.page();
    stage.open(Screen::CreateToken).await?;
    page.press("OK").await?;
    page.until_shows(DIALOG, true).await?;
    page.press_cross().await?;
    page.until_shows(DIALOG, false).await
}

async fn ok_by_the_keyboard(stage: &Stage) -> Result<()> {
    let page = stage.session.page();
    stage.open(Screen::CreateToken).await?;
    page.tab_to("OK").await?;
    stage.session.press(Key::Space).await?;
    page.until_shows(DIALOG, true).await
}

/// What the door is tried with: each of these makes a token where nobody holds it.
async fn a_token_by_every_route(stage: &Stage) -> Result<()> {
    for (before, route) in Route::CERTAIN.into_iter().enumerate() {
        stage.open(Screen::CreateToken).await?;
        stage.session.page().until_ticked(REQUIRED[1], true).await?;
        route.go(&stage.session).await?;
        let what = format!("a token by {route:?}");
        stage
            .until_truth(&what, |truth| truth.created().count() > before)
            .await?;
    }
    Ok(())
}

/// A dataset, the cross, OK by the keyboard: what an admin does in a form of any skin.
async fn everything_by_hand(stage: &Stage) -> Result<()> {
    a_dataset_by_hand(stage).await?;
    the_cross_by_hand(stage).await?;
    ok_by_the_keyboard(stage).await
}

mod in_three_skins {
    use super::*;

    in_three_skins!(without_trivet: everything_by_hand);
}

mod once {
    use super::*;

    in_every_browser!(
        without_trivet: a_token_wherever_the_console_is,
        a_token_by_every_route,
    );
}
