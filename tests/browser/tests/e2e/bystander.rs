//! Where Trivet has nothing to do, it does nothing; and where it has, nothing secret lies in the page.

use trivet_browser::{HOST, Result, Stage, ensure, in_three_skins, job};
use trivet_console::Screen;

use crate::PASSWORD;

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

    let truth = stage
        .until_truth("a closed dialog of an SFTP user", |truth| {
            truth.sftp_users.iter().any(|user| user.dialogs_closed == 1)
        })
        .await?;
    let user = truth.sftp_users.iter().find(|user| user.created);
    ensure!(
        user.is_some_and(|user| user.can_upload && !user.enabled),
        "{user:?}"
    );
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
    let truth = stage
        .until_truth("a closed dialog of an SFTP user", |truth| {
            truth.sftp_users.iter().any(|user| user.dialogs_closed == 1)
        })
        .await?;
    let user = truth.sftp_users.iter().find(|user| user.created);
    ensure!(
        user.is_some_and(|user| user.can_upload && !user.enabled),
        "{user:?}"
    );
    ensure!(truth.users.iter().all(|user| user.saves == 0), "{truth:?}");
    Ok(())
}

async fn nothing_secret_in_the_page(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    let panel = stage.session.panel();
    let ours = panel.html().await?;
    for value in [&token.key_id, &token.secret] {
        ensure!(
            !ours.contains(value),
            "the panel holds a value of the dialog"
        );
    }

    let vault = job::hand_over(stage, &token).await?;
    job::store(stage, &vault, PASSWORD).await?;
    job::close(stage).await?;
    let page = stage
        .session
        .script("return document.documentElement.outerHTML", Vec::new())
        .await?;
    let everything = format!("{page}{}", panel.html().await?);
    for value in [token.key_id.as_str(), &token.secret, PASSWORD] {
        ensure!(!everything.contains(value), "a value is left in the page");
    }
    Ok(())
}

// That no skin's look-alike is read as the form is tested natively, from the snapshots called `sftp`.
in_three_skins!(
    the_look_alike_is_left_alone,
    the_look_alike_is_left_alone_beside_the_checklist,
    dormant_on_other_screens,
    nothing_secret_in_the_page,
);
