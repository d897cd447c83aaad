//! Where Trivet has nothing to do, it does nothing; and where it has, nothing secret lies in the page.

use trivet_browser::{HOST, Result, Stage, ensure, in_three_skins};
use trivet_console::{Screen, Token};

/// Nothing of Trivet's is in the page: no element, no attribute, no class.
async fn is_untouched(stage: &Stage, place: &str) -> Result<()> {
    ensure!(
        !stage.session.panel().is_in_page().await?,
        "{HOST} on {place}"
    );
    let html = stage
        .session
        .script("return document.documentElement.outerHTML", Vec::new())
        .await?;
    let html = html.as_str().unwrap_or_default().to_lowercase();
    ensure!(!html.contains("trivet"), "traces on {place}");
    Ok(())
}

async fn dormant_on_other_screens(stage: &Stage) -> Result<()> {
    let page = stage.session.page();
    stage.open(Screen::Dashboard).await?;
    page.until_screen("Dashboard").await?;
    is_untouched(stage, "the dashboard").await?;
    for name in ["Campaigns", "Segments", "Settings"] {
        page.press(name).await?;
        page.until_screen(name).await?;
        is_untouched(stage, name).await?;
    }
    page.press("Security").await?;
    page.press("Manage Users").await?;
    page.until_screen("Manage Users").await?;
    is_untouched(stage, "the users").await
}

/// So many users were made, each with the boxes as the page had set them, and each dialog was closed.
async fn is_made_as_it_was_shown(stage: &Stage, count: usize) -> Result<()> {
    let truth = stage
        .until_truth("the closed dialog of an SFTP user", |truth| {
            let made = truth.sftp_users.iter().filter(|user| user.created);
            made.filter(|user| user.dialogs_closed == 1).count() == count
        })
        .await?;
    let mut made = truth.sftp_users.iter().filter(|user| user.created);
    ensure!(
        made.all(|user| user.can_upload && !user.enabled),
        "{:?}",
        truth.sftp_users
    );
    Ok(())
}

async fn the_look_alike_is_left_alone(stage: &Stage) -> Result<()> {
    let page = stage.session.page();
    stage.open(Screen::Sftp).await?;
    page.press("Create SFTP User").await?;
    page.until_ticked("Can upload files", true).await?;
    page.until_ticked("Is enabled", false).await?;
    is_untouched(stage, "the form").await?;
    page.enter_field("User name").await?;
    stage.session.type_text("nightly").await?;
    page.press("OK").await?;
    page.until_pressable("Download CSV File").await?;
    is_untouched(stage, "the dialog").await?;
    page.press("Close").await?;
    page.until_shows("Download CSV File", false).await?;

    is_made_as_it_was_shown(stage, 1).await?;
    is_untouched(stage, "the list").await
}

/// Nothing is drawn on what looks like the form or the dialog, and nothing of it is offered.
async fn draws_nothing_on_it(stage: &Stage, place: &str) -> Result<()> {
    let drawn = stage.session.panel().drawn().await?;
    ensure!(drawn.shown, "the panel went away on {place}");
    let only_points = drawn.marks.iter().all(|mark| mark.kind == "point");
    let offers = ["open-vault", "put-right", "clear-datasets"];
    let offers = offers.iter().any(|action| drawn.offers(action));
    ensure!(only_points && !offers, "on {place}: {drawn}");
    Ok(())
}

/// The same while the checklist is shown, which knows more than it does asleep.
async fn the_look_alike_is_left_alone_beside_the_checklist(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    stage.open(Screen::Users).await?;
    page.until_shows("Priya Raman", true).await?;
    stage.session.press_toolbar_button().await?;
    panel.until_step(2, "current").await?;
    draws_nothing_on_it(stage, "the users").await?;
    // It lies where some consoles have their buttons.
    panel.fold().await?;

    page.press("Manage SFTP Configuration").await?;
    page.press("Create SFTP User").await?;
    page.until_ticked("Can upload files", true).await?;
    draws_nothing_on_it(stage, "the form").await?;
    page.enter_field("User name").await?;
    stage.session.type_text("nightly").await?;
    page.press("OK").await?;
    page.until_pressable("Download CSV File").await?;
    let user = stage.truth().sftp_users.last().cloned();
    let password = user.map(|user| user.password).unwrap_or_default();
    page.until_value(&password).await?;
    draws_nothing_on_it(stage, "the dialog").await?;
    page.press("Close").await?;
    page.until_shows("Download CSV File", false).await?;
    is_made_as_it_was_shown(stage, 2).await?;
    let truth = stage.truth();
    ensure!(truth.users.iter().all(|user| user.saves == 0), "{truth:?}");
    Ok(())
}

/// Neither the page nor anything of ours on it holds any of these.
pub(crate) async fn nothing_secret_is_left(stage: &Stage, values: &[&str]) -> Result<()> {
    let page = stage
        .session
        .script("return document.documentElement.outerHTML", Vec::new())
        .await?;
    let everything = format!("{page}{}", stage.session.panel().html().await?);
    for value in values {
        ensure!(!everything.contains(value), "a value is left in the page");
    }
    Ok(())
}

/// Nothing of ours holds a value while the dialog shows it.
pub(crate) async fn ours_holds_no_value(stage: &Stage, token: &Token) -> Result<()> {
    let ours = stage.session.panel().html().await?;
    for value in [&token.key_id, &token.secret] {
        ensure!(
            !ours.contains(value),
            "the panel holds a value of the dialog"
        );
    }
    Ok(())
}

async fn what_is_no_token_is_left_alone(stage: &Stage) -> Result<()> {
    dormant_on_other_screens(stage).await?;
    the_look_alike_is_left_alone(stage).await?;
    the_look_alike_is_left_alone_beside_the_checklist(stage).await
}

// That no skin's look-alike is read as the form is tested natively, from the snapshots called `sftp`.
in_three_skins!(what_is_no_token_is_left_alone);
