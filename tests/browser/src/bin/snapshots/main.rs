//! Takes the snapshots of every skin from which the reader is tested natively: `./build.sh snapshots [SKIN…]`.

use std::process::ExitCode;

use trivet_browser::{Browser, DIALOG, Result, SessionOptions, Skin, Stage, snapshots};
use trivet_console::{Datasets, Options, Screen};

/// The values in the dialogs, made up.
const VALUES: [&str; 2] = [
    "0F8FAD5B-D9CB-469F-A165-70867728950E",
    "q3J8-made-up-Zr0wVtXk2LhB5nQyDf7sGpUeMaCi1oT",
];

#[tokio::main]
async fn main() -> ExitCode {
    match take_all().await {
        Ok(count) => {
            println!("{count} snapshots in {}", snapshots::folder().display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn take_all() -> Result<usize> {
    let mut count = 0;
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let is_wanted = |skin: &&Skin| wanted.is_empty() || wanted.iter().any(|one| one == skin.name());
    for skin in Skin::ALL.iter().filter(is_wanted) {
        let stage = Stage::set(Browser::Chromium, *skin, &SessionOptions::bare()).await?;
        count += take(&stage).await?;
    }
    Ok(count)
}

/// Every state of one skin.
async fn take(stage: &Stage) -> Result<usize> {
    let page = stage.session.page();
    // A closed root tells nobody afterwards.
    stage.session.keep_shadow_roots().await?;
    let mut taken = snapshots::Taken::of(stage.skin)?;
    let create = stage.options(Screen::CreateToken);

    stage.open(Screen::Tokens).await?;
    page.until_pressable("Create Token").await?;
    page.until_shows("Partner portal pilot", true).await?;
    taken
        .keep("tokens", &stage.session, snapshots::Truth::default())
        .await?;

    page.double_click("Partner portal pilot").await?;
    page.until_shows("Editing API Token", true).await?;
    page.until_ticked("Can send events", true).await?;
    taken
        .keep(
            "edit",
            &stage.session,
            snapshots::Truth::form(true, Some("partner_portal")),
        )
        .await?;

    for (name, options, dataset) in [
        ("create", create.clone(), None),
        (
            "extra",
            Options {
                extra_permissions: true,
                ..create.clone()
            },
            None,
        ),
        (
            "preset",
            Options {
                datasets: Datasets::Preset,
                ..create.clone()
            },
            Some("engage"),
        ),
    ] {
        stage.open_with(&options).await?;
        page.until_ticked("Can send events", true).await?;
        taken
            .keep(name, &stage.session, snapshots::Truth::form(false, dataset))
            .await?;
    }

    stage.open(Screen::CreateToken).await?;
    page.until_ticked("Can send events", true).await?;
    page.pick_dataset("engage").await?;
    taken
        .keep(
            "picked",
            &stage.session,
            snapshots::Truth::form(false, Some("engage")),
        )
        .await?;
    page.take_out_dataset("engage").await?;
    page.until_ticked("Can send events", true).await?;
    taken
        .keep(
            "cleared",
            &stage.session,
            snapshots::Truth::form(false, None),
        )
        .await?;

    stage.open(Screen::CreateToken).await?;
    page.until_ticked("Can send events", true).await?;
    page.open_datasets("engage").await?;
    taken
        .keep(
            "opened",
            &stage.session,
            snapshots::Truth::form(false, None),
        )
        .await?;

    stage.open(Screen::CreateToken).await?;
    page.until_ticked("Can send events", true).await?;
    stage.console.force_values(VALUES[0], VALUES[1]);
    page.press("OK").await?;
    page.until_shows(DIALOG, true).await?;
    page.until_value(VALUES[1]).await?;
    taken
        .keep("dialog", &stage.session, snapshots::Truth::dialog(VALUES))
        .await?;

    stage.open(Screen::Sftp).await?;
    page.press("Create SFTP User").await?;
    page.until_ticked("Can upload files", true).await?;
    taken
        .keep("sftp", &stage.session, snapshots::Truth::default())
        .await?;
    Ok(taken.end())
}
