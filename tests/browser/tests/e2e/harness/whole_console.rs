//! What every skin must have besides the job itself: everything it can be asked for in its address, and the screens around.

use trivet_browser::{DIALOG, Error, Result, Stage, ensure, in_every_skin_without_trivet};
use trivet_console::{Datasets, Dialogs, Options, Screen, Wording};

/// Each box with its state, in a form with everything in it.
const BOXES: [(&str, bool); 7] = [
    ("Can access API", false),
    ("Can send events", true),
    ("Can read profiles", true),
    ("Can export segments", false),
    ("Can manage catalog", true),
    ("Can delete data", false),
    ("Is enabled", true),
];

async fn every_option(stage: &Stage) -> Result<()> {
    let options = Options {
        dialogs: Dialogs::Two,
        datasets: Datasets::Preset,
        wording: Wording::SecretKey,
        extra_permissions: true,
        starts_enabled: true,
        strict_csp: true,
        late_secret: 700,
        redraw: 1500,
        ..stage.options(Screen::CreateToken)
    };
    let page = stage.session.page();
    stage.open_with(&options).await?;
    for (label, ticked) in BOXES {
        page.until_ticked(label, ticked).await?;
    }
    page.until_drawn_anew("Is enabled").await?;
    page.press("OK").await?;

    page.until_shows("API Token Created", true).await?;
    let token = stage.truth().last_created().cloned();
    let token = token.ok_or_else(|| Error::wrong("no token was made"))?;
    let rights = &token.rights;
    ensure!(
        !rights.access_api && rights.send_events && rights.enabled,
        "{rights:?}"
    );
    let mut extra = rights.extra.clone();
    extra.sort();
    ensure!(
        extra == ["Can manage catalog", "Can read profiles"],
        "{extra:?}"
    );
    ensure!(token.datasets == ["engage"], "{:?}", token.datasets);

    page.until_value(&token.key_id).await?;
    page.until_value(&token.secret).await?;
    ensure!(
        page.text().await?.contains("API Secret Key"),
        "another name for the secret"
    );
    page.press("OK").await?;
    page.until_shows(DIALOG, true).await?;
    page.until_value(&token.secret).await?;
    page.press("Download CSV File").await?;
    page.press("Close").await?;
    page.until_shows(DIALOG, false).await?;
    stage
        .until_truth("two closed dialogs and a file", |truth| {
            truth.last_created().is_some_and(|token| {
                (
                    token.dialogs_opened,
                    token.dialogs_closed,
                    token.csv_downloads,
                ) == (2, 2, 1)
            })
        })
        .await
        .map(drop)
}

async fn the_screens_around(stage: &Stage) -> Result<()> {
    let page = stage.session.page();
    stage.open(Screen::Dashboard).await?;
    page.until_screen("Dashboard").await?;
    // The ninth row, which comes later than the others.
    page.until_shows("09:00:36", true).await?;
    page.press("Segments").await?;
    page.until_screen("Segments").await?;

    page.press("Security").await?;
    page.press("Manage Users").await?;
    page.until_screen("Manage Users").await?;
    page.until_shows("Priya Raman", true).await?;

    page.press("Manage SFTP Configuration").await?;
    page.press("Create SFTP User").await?;
    page.until_ticked("Can upload files", true).await?;
    page.until_ticked("Is enabled", false).await?;
    page.enter_field("User name").await?;
    stage.session.type_text("nightly").await?;
    page.press("OK").await?;
    page.until_pressable("Download CSV File").await?;
    let user = stage.truth().sftp_users.last().cloned();
    let user = user.ok_or_else(|| Error::wrong("no SFTP user was made"))?;
    ensure!(
        user.user_name == "acme7f3k_nightly" && user.can_upload && !user.enabled,
        "{user:?}"
    );
    page.until_value(&user.password).await?;
    page.press("Close").await?;
    page.until_shows("Download CSV File", false).await?;

    page.press("API Tokens").await?;
    page.double_click("Partner portal pilot").await?;
    page.until_shows("Editing API Token", true).await?;
    page.until_ticked("Can send events", true).await?;
    page.click_box("Can send events").await?;
    page.until_ticked("Can send events", false).await?;
    page.enter_field("IP Accept List").await?;
    stage.session.type_text("127.0.0.1").await?;
    page.press("OK").await?;
    page.until_shows("Editing API Token", false).await?;
    let truth = stage.settled_truth().await?;
    let token = truth.tokens.iter().find(|token| token.edits == 1);
    ensure!(
        token.is_some_and(|token| {
            !token.rights.send_events
                && token.rights.access_api
                && token.datasets == ["partner_portal"]
                && token.ip_accept_list == "127.0.0.1"
        }),
        "{token:?}"
    );
    ensure!(truth.created().count() == 0, "a token was made");
    Ok(())
}

async fn everything_there_is(stage: &Stage) -> Result<()> {
    the_screens_around(stage).await?;
    every_option(stage).await
}

in_every_skin_without_trivet!(everything_there_is);
