//! The harness itself: what it says it can do, it does, in both browsers: with an extension made for the purpose, and by
//! hand in every skin of the console.

mod by_hand;
mod renewed;
mod whole_console;

use std::{collections::BTreeSet, path::Path};

use trivet_browser::{
    Browser, Error, Result, Session, SessionOptions, Trial, ensure, inventory, trial,
};
use trivet_console::{Console, Options, Skin};

fn probe(dark: bool) -> SessionOptions {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/probe");
    SessionOptions {
        extension: Some(folder),
        dark,
        ..SessionOptions::bare()
    }
}

/// Everything in one session, for sessions are costly.
async fn reaches_every_part(browser: Browser) -> Result<()> {
    let console = Console::start().await?;
    let session = Session::open(browser, &probe(true)).await?;
    session.go(&console.url(&Options::default())).await?;

    // A closed shadow root is read and clicked.
    let panel = session.panel();
    let drawn = panel.until("the probe", |drawn| drawn.shown).await?;
    ensure!(
        drawn.step(1) == "done" && drawn.step(2) == "current",
        "{drawn}"
    );
    ensure!(drawn.marks("point").count() == 1, "{drawn}");
    panel.press("open-vault").await?;
    panel
        .until("a trusted click", |drawn| drawn.headline == "Trusted")
        .await?;

    // The extension's window: typing, saving, picking a file.
    let vault = session.vault().await?;
    let dark = session
        .script(
            "return matchMedia('(prefers-color-scheme: dark)').matches",
            Vec::new(),
        )
        .await?;
    ensure!(dark == true, "the vault is not dark");
    vault
        .type_password("Grüße aus 木曜日", "a second one")
        .await?;
    vault.save().await?;
    vault.until_state("downloaded").await?;
    let file = vault.saved_file().await?;
    vault.prove(&file).await?;
    vault.until_state("verified").await?;
    let read = vault.text("status").await?;
    ensure!(read == "Grüße aus 木曜日|a second one", "{read}");

    // Back to the page: the toolbar, twice.
    session.to_first_window().await?;
    for _ in 0..2 {
        session.press_toolbar_button().await?;
        panel
            .until("a press in the toolbar", |drawn| {
                drawn.headline == "toolbar"
            })
            .await?;
        panel.press("open-vault").await?;
        panel
            .until("a trusted click", |drawn| drawn.headline == "Trusted")
            .await?;
        session.to_first_window().await?;
    }

    // Leaving asks first.
    session.script("window.stayed = true", Vec::new()).await?;
    session.press_reload().await?;
    session.asks_before_leaving().await?;
    session.stay().await?;
    session.press_close_tab().await?;
    session.asks_before_leaving().await?;
    session.stay().await?;
    let stayed = session.script("return window.stayed", Vec::new()).await?;
    ensure!(stayed == true, "the page was left");
    Ok(())
}

async fn says_what_was_seen(browser: Browser) -> Result<()> {
    let console = Console::start().await?;
    let session = Session::open(browser, &SessionOptions::bare()).await?;
    session.go(&console.url(&Options::default())).await?;
    ensure!(
        !session.panel().is_in_page().await?,
        "a panel without an extension"
    );
    let outcome = session.press_toolbar_button().await;
    ensure!(matches!(outcome, Err(Error::Wrong(_))), "{outcome:?}");
    Ok(())
}

/// `every_skin!` and `library_skins!` together have a line for each skin, and no other.
fn is_played_in_every_skin() -> Result<()> {
    let played = |module: &str, test: &str| -> BTreeSet<String> {
        inventory::iter::<Trial>()
            .filter_map(|trial| trial.name.split_once(module)?.1.strip_suffix(test))
            .map(|skin| skin.replace('_', "-"))
            .collect()
    };
    let named = |skins: Vec<&Skin>| -> BTreeSet<_> {
        skins.iter().map(|skin| skin.name().to_owned()).collect()
    };
    let (libraries, others) = Skin::ALL
        .iter()
        .partition(|skin| Skin::LIBRARIES.contains(skin));
    for (modules, skins) in [
        (
            played("whole_job::chromium::", "::whole_job"),
            named(others),
        ),
        (
            played("libraries::chromium::", "::the_job_in_brief"),
            named(libraries),
        ),
    ] {
        ensure!(modules == skins, "{modules:?} and not {skins:?}");
    }
    Ok(())
}

trial!(every_skin_is_played, { is_played_in_every_skin() });

trial!(chromium_reaches_every_part, {
    reaches_every_part(Browser::Chromium).await
});

trial!(firefox_reaches_every_part, {
    reaches_every_part(Browser::Firefox).await
});

trial!(chromium_is_bare_without_an_extension, {
    says_what_was_seen(Browser::Chromium).await
});
