//! The ways to lose the values: what a person does is held; what the page does by itself costs its dialog and not the values.

use trivet_browser::{
    Browser, DIALOG, Result, Skin, Stage, Vault, ensure, in_every_browser, job, keepassxc,
    wait::{Look, SOON, until},
};
use trivet_console::{DialogLayer, Options, Screen, Token};

use crate::{
    PASSWORD,
    vault::{IN_GUARD, found},
};

/// How long after it opened the server takes the dialog away, where it does: long enough for a look at it.
const WITHDRAWS: u32 = 4_000;

/// From the dashboard to the dialog, every screen with an address of its own.
async fn to_dialog(stage: &Stage, options: &Options) -> Result<Token> {
    stage.open_with(options).await?;
    job::to_token_screen(stage).await?;
    job::to_form(stage).await?;
    job::from_form_to_dialog(stage).await
}

/// A console of blocks, in which everything beside the dialog stays in reach, and whose dialog goes with the screen.
fn plain(stage: &Stage) -> Options {
    Options {
        skin: Skin::Plain,
        ..stage.options(Screen::Dashboard)
    }
}

/// The panel says that the values are held in the tab alone.
async fn are_kept(stage: &Stage) -> Result<()> {
    let drawn = stage
        .session
        .panel()
        .until("the values kept", |drawn| {
            drawn.shown && drawn.notice("kept").is_some()
        })
        .await?;
    ensure!(
        drawn.headline.contains("only in this tab"),
        "{}",
        drawn.headline
    );
    ensure!(drawn.step(7) != "done", "{drawn}");
    let shown = stage.session.page().shows(DIALOG).await?;
    ensure!(!shown, "the dialog is still there");
    Ok(())
}

/// The browser asks before the page goes, by whichever way.
async fn leaving_asks(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    session.press_reload().await?;
    session.asks_before_leaving().await?;
    session.stay().await?;
    session.press_close_tab().await?;
    session.asks_before_leaving().await?;
    session.stay().await
}

/// The kept values go through the vault into a file, which another program reads.
async fn are_saved(stage: &Stage, token: &Token) -> Result<()> {
    let vault = job::hand_over(stage, token).await?;
    is_stored(stage, &vault, token).await
}

async fn is_stored(stage: &Stage, vault: &Vault<'_>, token: &Token) -> Result<()> {
    let file = job::store(stage, vault, PASSWORD).await?;
    let entry = keepassxc::only_entry(&file, PASSWORD)?;
    ensure!(entry.user_name == token.key_id, "another ID");
    ensure!(entry.password == token.secret, "another secret");
    stage.session.panel().until_step(8, "done").await?;
    vault.to_front().await?;
    nothing_is_left(stage, token).await?;
    stage.session.to_first_window().await
}

/// Nothing of the secret is in the guard's memory. To be asked from a window of the extension's own. A script of the driver
/// cannot hand a function to Firefox's extension API: there it is not searched.
async fn nothing_is_left(stage: &Stage, token: &Token) -> Result<()> {
    if stage.session.browser() == Browser::Chromium {
        let pieces = [&token.secret[..8], &token.secret[30..]];
        let left = found(stage, IN_GUARD, &pieces).await?;
        ensure!(left == "[]", "still in the guard's memory: {left}");
    }
    Ok(())
}

async fn a_click_beside_the_dialog_is_held(stage: &Stage) -> Result<()> {
    let (session, page) = (&stage.session, stage.session.page());
    for layer in [DialogLayer::Top, DialogLayer::Page, DialogLayer::Cover] {
        let options = Options {
            layer,
            click_beside: true,
            ..stage.options(Screen::CreateToken)
        };
        stage.open_with(&options).await?;
        job::from_form_to_dialog(stage).await?;
        session.click_at((8.0, 8.0), 1).await?;
        session.panel().until_notice("close-held").await?;
        ensure!(
            page.shows(DIALOG).await?,
            "closed by a click beside it: {layer:?}"
        );
        // And it would have closed.
        job::say_safe_elsewhere(stage).await?;
        session.click_at((8.0, 8.0), 1).await?;
        page.until_shows(DIALOG, false).await?;
        stage.console.forget_created();
    }
    Ok(())
}

async fn the_menu_is_held(stage: &Stage) -> Result<()> {
    let (session, page) = (&stage.session, stage.session.page());
    to_dialog(stage, &plain(stage)).await?;
    page.press("Reports").await?;
    session.panel().until_notice("close-held").await?;
    ensure!(page.shows(DIALOG).await?, "closed by the menu");
    job::say_safe_elsewhere(stage).await?;
    page.press("Reports").await?;
    page.until_shows(DIALOG, false).await
}

async fn after_back_the_values_are_saved(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let token = to_dialog(stage, &plain(stage)).await?;
    session.press_back().await?;
    are_kept(stage).await?;
    leaving_asks(stage).await?;
    are_saved(stage, &token).await
}

async fn after_another_address_the_values_can_be_dropped(stage: &Stage) -> Result<()> {
    let (session, panel) = (&stage.session, stage.session.panel());
    let token = to_dialog(stage, &plain(stage)).await?;
    // A window of the extension's own, to look from: the vault without anything in it.
    let vault = job::hand_over(stage, &token).await?;
    let address = session.address().await?;
    vault.close().await?;
    session
        .script("location.hash = 'reports'", Vec::new())
        .await?;
    are_kept(stage).await?;

    panel.press("drop-values").await?;
    panel.press("cancel-drop-values").await?;
    are_kept(stage).await?;
    panel.press("drop-values").await?;
    let asked = panel.until_notice("drop").await?;
    ensure!(
        asked.text.contains("can never be read again"),
        "{}",
        asked.text
    );
    panel.press("confirm-drop-values").await?;
    let gone = panel.until_notice("gone").await?;
    ensure!(gone.text.contains("Delete this token"), "{}", gone.text);
    ensure!(panel.drawn().await?.step(7) == "wrong", "{gone:?}");
    if session.browser() == Browser::Chromium {
        session.open_tab().await?;
        session
            .go(address.split('#').next().unwrap_or_default())
            .await?;
        nothing_is_left(stage, &token).await?;
        session.to_first_window().await?;
    }
    reloads_without_a_question(stage).await
}

async fn reloads_without_a_question(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    session.script("window.stayed = true", Vec::new()).await?;
    session.press_reload().await?;
    until("the page to reload without a question", SOON, async || {
        ensure!(!session.is_asking().await?, "it asks, with nothing to lose");
        let stayed = session
            .script("return window.stayed ?? null", Vec::new())
            .await?;
        Ok(Look::when(stayed.is_null(), || "the old page".to_owned()))
    })
    .await
}

/// The server takes the dialog away; then the page throws all of itself away; the admin hides the panel, and closes the vault.
async fn a_withdrawn_dialog_leaves_the_values(stage: &Stage) -> Result<()> {
    let (session, panel) = (&stage.session, stage.session.panel());
    let options = Options {
        withdraws: WITHDRAWS,
        ..stage.options(Screen::Dashboard)
    };
    let token = to_dialog(stage, &options).await?;
    are_kept(stage).await?;
    session
        .script(
            "document.body.replaceWith(document.createElement('body'))",
            Vec::new(),
        )
        .await?;
    are_kept(stage).await?;
    session.press_toolbar_button().await?;
    panel.until_gone().await?;
    leaving_asks(stage).await?;
    session.press_toolbar_button().await?;
    are_kept(stage).await?;

    let vault = job::hand_over(stage, &token).await?;
    the_button_says_it(stage, &vault).await?;
    vault.close().await?;
    let kept = panel
        .until("the vault offered again", |drawn| {
            drawn.offers("open-vault")
        })
        .await?;
    let kept = kept.notice("kept").map(|notice| notice.text.clone());
    ensure!(
        kept.as_ref()
            .is_some_and(|text| text.contains("connection to Trivet's window ended")),
        "{kept:?}"
    );
    are_saved(stage, &token).await?;
    reloads_without_a_question(stage).await
}

/// With the panel away the toolbar's button still says that something is held. The same holds for Firefox's button as for its
/// guard: no script of the driver reaches it.
async fn the_button_says_it(stage: &Stage, vault: &Vault<'_>) -> Result<()> {
    let session = &stage.session;
    if session.browser() == Browser::Firefox {
        return Ok(());
    }
    session.to_first_window().await?;
    session.press_toolbar_button().await?;
    session.panel().until_gone().await?;
    vault.to_front().await?;
    let script = "return chrome.tabs.query({ url: 'https://*.evergage.com/*' }) \
                  .then(([tab]) => chrome.action.getTitle({ tabId: tab.id }))";
    until("the button to say it", SOON, async || {
        let title = session.script(script, Vec::new()).await?.to_string();
        Ok(Look::when(title.contains("Save the credentials"), || title))
    })
    .await?;
    session.to_first_window().await?;
    session.press_toolbar_button().await?;
    session.panel().until_notice("kept").await?;
    vault.to_front().await
}

/// The vault already has the values when the dialog goes.
async fn the_vault_goes_on_without_the_dialog(stage: &Stage) -> Result<()> {
    let options = Options {
        withdraws: WITHDRAWS,
        ..stage.options(Screen::Dashboard)
    };
    let token = to_dialog(stage, &options).await?;
    let vault = job::hand_over(stage, &token).await?;
    stage.session.to_first_window().await?;
    let said = stage.session.panel().until_notice("kept").await?;
    ensure!(said.text.contains("in Trivet's window"), "{}", said.text);
    ensure!(
        !said.actions.iter().any(|one| one == "drop-values"),
        "{said:?}"
    );
    vault.to_front().await?;
    is_stored(stage, &vault, &token).await
}

/// Another token is made while the first one's values are kept: both are saved, each as its own.
async fn two_tokens_are_not_mixed(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    let first = to_dialog(stage, &plain(stage)).await?;
    stage.session.press_back().await?;
    are_kept(stage).await?;
    page.press("API Tokens").await?;
    page.press("Create Token").await?;
    for label in trivet_browser::REQUIRED {
        page.until_ticked(label, true).await?;
    }
    page.press("OK").await?;
    page.until_shows(DIALOG, true).await?;
    let truth = stage
        .until_truth("two tokens", |truth| truth.created().count() == 2)
        .await?;
    let Some(second) = truth.last_created() else {
        return Ok(());
    };
    let said = panel
        .until("the other token's values as well", |drawn| {
            drawn
                .notice("kept")
                .is_some_and(|notice| notice.text.contains("of the other token"))
        })
        .await?;
    page.press("Close").await?;
    panel.until_notice("close-held").await?;
    ensure!(
        page.shows(DIALOG).await?,
        "the second dialog closed: {said}"
    );

    let vault = job::hand_over(stage, &first).await?;
    vault.type_password(PASSWORD, PASSWORD).await?;
    vault.save().await?;
    vault.until_state("downloaded").await?;
    let file = vault.saved_file().await?;
    vault.prove(&file).await?;
    vault.until_state("verified").await?;
    let entry = keepassxc::only_entry(&file, PASSWORD)?;
    ensure!(entry.password == first.secret, "another secret");
    vault.close().await?;
    panel.until_notice("credentials").await?;
    // What was written of the first is not said of the second.
    crate::next_start::kept(stage, " shown right - ", second).await?;
    page.press("Close").await?;
    panel.until_notice("close-held").await?;

    let vault = job::hand_over(stage, second).await?;
    let file = job::store(stage, &vault, PASSWORD).await?;
    let entry = keepassxc::only_entry(&file, PASSWORD)?;
    ensure!(entry.password == second.secret, "another secret");
    page.press("Close").await?;
    page.until_shows(DIALOG, false).await?;
    panel.until_step(8, "done").await.map(drop)
}

/// A session that is over sends the page to the log-in: the browser asks first, and who stays has lost nothing.
async fn the_end_of_the_session_asks_first(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let options = Options {
        expires: WITHDRAWS,
        ..stage.options(Screen::CreateToken)
    };
    stage.open_with(&options).await?;
    let token = job::from_form_to_dialog(stage).await?;
    session.asks_before_leaving().await?;
    session.stay().await?;
    let vault = job::hand_over(stage, &token).await?;
    let file = job::store(stage, &vault, PASSWORD).await?;
    let entry = keepassxc::only_entry(&file, PASSWORD)?;
    ensure!(entry.password == token.secret, "another secret");
    job::close(stage).await
}

/// The console's own file is the admin's to save. It counts for nothing, and is spoken of to the end.
async fn the_plain_file_is_said(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    page.press("Download CSV File").await?;
    stage
        .until_truth("the CSV file", |truth| {
            truth.created().all(|token| token.csv_downloads == 1)
        })
        .await?;
    let said = panel.until_notice("plain-file").await?;
    ensure!(said.text.contains("in plain text"), "{}", said.text);
    ensure!(
        said.text.contains("once the encrypted file is verified"),
        "{}",
        said.text
    );
    page.press("Close").await?;
    panel.until_notice("close-held").await?;
    let vault = job::hand_over(stage, &token).await?;
    job::store(stage, &vault, PASSWORD).await?;
    job::close(stage).await?;
    let said = panel.until_notice("plain-file").await?;
    ensure!(said.text.contains("Delete it now"), "{}", said.text);
    panel.until_notice("done").await.map(drop)
}

in_every_browser!(
    a_click_beside_the_dialog_is_held,
    the_menu_is_held,
    after_back_the_values_are_saved,
    after_another_address_the_values_can_be_dropped,
    a_withdrawn_dialog_leaves_the_values,
    the_end_of_the_session_asks_first,
    the_plain_file_is_said;
    in_chromium: the_vault_goes_on_without_the_dialog,
    two_tokens_are_not_mixed,
);
