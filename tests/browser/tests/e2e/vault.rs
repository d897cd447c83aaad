//! The vault's window: what is refused, that nothing is lost by it, and that it is possible again.

use serde_json::json;
use trivet_browser::{
    Browser, DIALOG, Error, Result, Stage, Vault, ensure, in_every_browser, job, keepassxc,
    wait::{Look, SOON, until},
};
use trivet_console::{Screen, Token};

use crate::{PASSWORD, receipts};

pub(crate) async fn open_vault(stage: &Stage) -> Result<(Token, Vault<'_>)> {
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    let vault = job::hand_over(stage, &token).await?;
    Ok((token, vault))
}

async fn is_refused(vault: &Vault<'_>, first: &str, second: &str, code: &str) -> Result<()> {
    vault.type_password(first, second).await?;
    vault.save().await?;
    let said = vault.until_error_code(code).await?;
    ensure!(
        !said.contains(first) || first.is_empty(),
        "the password is repeated: {said}"
    );
    Ok(())
}

async fn wrong_passwords_are_refused(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    is_refused(&vault, "             ", "", "password-empty").await?;
    is_refused(&vault, "short", "short", "password-too-short").await?;
    is_refused(&vault, PASSWORD, "", "password-again-empty").await?;
    is_refused(&vault, PASSWORD, "something else", "passwords-differ").await?;
    ensure!(
        std::fs::read_dir(stage.session.downloads()).is_ok_and(|folder| folder.count() == 0),
        "a file was saved all the same"
    );

    let file = job::store(stage, &vault, PASSWORD).await?;
    ensure!(
        keepassxc::refuses(&file, "something else")?,
        "opens with another password"
    );
    let entry = keepassxc::only_entry(&file, PASSWORD)?;
    ensure!(entry.password == token.secret, "another secret");
    job::close(stage).await
}

async fn a_made_passphrase(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    vault.press("generate").await?;
    let passphrase = vault.until_text("passphrase").await?;
    let entropy = vault.until_text("entropy").await?;
    ensure!(passphrase.split_whitespace().count() >= 5, "{passphrase}");
    ensure!(
        entropy.contains(|letter: char| letter.is_ascii_digit()),
        "{entropy}"
    );

    // Written down wrongly, then rightly.
    vault
        .type_into("input#password", "what was written down wrongly")
        .await?;
    vault.save().await?;
    vault.until_error_code("passphrase-differs").await?;
    vault.type_into("input#password", &passphrase).await?;
    vault.save().await?;
    let file = job::prove(stage, &vault).await?;
    let entry = keepassxc::only_entry(&file, &passphrase)?;
    ensure!(entry.password == token.secret, "another secret");
    job::close(stage).await
}

async fn another_file_is_no_proof(stage: &Stage) -> Result<()> {
    let (_, vault) = open_vault(stage).await?;
    vault.type_password(PASSWORD, PASSWORD).await?;
    vault.save().await?;
    vault.until_state("downloaded").await?;
    let file = vault.saved_file().await?;

    let mut bytes = std::fs::read(&file).map_err(|error| Error::wrong(error.to_string()))?;
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    let damaged = file.with_file_name("damaged.bin");
    std::fs::write(&damaged, bytes).map_err(|error| Error::wrong(error.to_string()))?;
    vault.prove(&damaged).await?;
    vault.until_error_code("proof-wrong-file").await?;
    ensure!(
        vault.state().await? != "verified",
        "verified by another file"
    );

    vault.prove(&file).await?;
    vault.until_state("verified").await?;
    stage.session.to_first_window().await?;
    stage.session.panel().until_step(7, "done").await?;
    job::close(stage).await
}

/// What readers of the file would replace by something else is not written; the values stay in the dialog.
async fn a_value_that_would_change_is_refused(stage: &Stage) -> Result<()> {
    stage
        .console
        .force_values("0F8FAD5B-D9CB", "{REF:P@I:0F8FAD5B}");
    let (_, vault) = open_vault(stage).await?;
    // Said before a password is asked for, and again by whoever asks for the file all the same.
    vault.until_error_code("format-refuses").await?;
    is_refused(&vault, PASSWORD, PASSWORD, "format-refuses").await?;
    stage.session.to_first_window().await?;
    stage.session.page().press("Close").await?;
    stage
        .session
        .panel()
        .until_notice("close-held")
        .await
        .map(drop)
}

async fn a_closed_vault_loses_nothing(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    vault.close().await?;
    let panel = stage.session.panel();
    let drawn = panel
        .until("the vault offered again", |drawn| {
            drawn.offers("open-vault")
        })
        .await?;
    ensure!(drawn.step(7) != "done", "{drawn}");
    let vault = job::hand_over(stage, &token).await?;
    let file = job::store(stage, &vault, PASSWORD).await?;
    let entry = keepassxc::only_entry(&file, PASSWORD)?;
    ensure!(entry.password == token.secret, "another secret");
    job::close(stage).await
}

/// Which of the pieces stand in the vault's memory, in UTF-8 or as the browser's strings would be copied.
const IN_VAULT: &str = "const memory = (window.wrappedJSObject || window).vaultMemory; \
    const text = new TextDecoder('latin1').decode(new Uint8Array(memory.buffer)); \
    return arguments[0].filter((piece) => text.includes(piece) || text.includes([...piece].join('\\0')))";

/// The same of the guard's, which only the extension's own script in the page can reach.
pub(crate) const IN_GUARD: &str = "const pieces = arguments[0]; \
    return chrome.tabs.query({ url: 'https://*.evergage.com/*' }).then(([tab]) => chrome.scripting.executeScript({ \
      target: { tabId: tab.id }, args: [pieces], func: (pieces) => { \
        const text = new TextDecoder('latin1').decode(new Uint8Array(globalThis.guardMemory.buffer)); \
        return pieces.filter((piece) => text.includes(piece) || text.includes([...piece].join('\\0'))); \
      } })).then(([{ result }]) => result)";

pub(crate) async fn found(stage: &Stage, script: &str, pieces: &[&str]) -> Result<String> {
    let answer = stage.session.script(script, vec![json!(pieces)]).await?;
    Ok(answer.to_string())
}

async fn done_forgets_everything(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    // A script of WebDriver's cannot hand a function to Firefox's extension API: there the guard's memory is not searched.
    let searches_guard = stage.session.browser() == Browser::Chromium;
    let secret = [token.secret.as_str()];
    let pieces = [&token.secret[..8], &token.secret[30..], PASSWORD];
    vault.to_front().await?;
    ensure!(
        found(stage, IN_VAULT, &secret).await? != "[]",
        "the search finds nothing where the secret must be"
    );
    if searches_guard {
        ensure!(
            found(stage, IN_GUARD, &secret).await? != "[]",
            "the search finds nothing where the secret is being read"
        );
    }
    job::store(stage, &vault, PASSWORD).await?;
    vault.to_front().await?;
    let left = found(stage, IN_VAULT, &pieces).await?;
    ensure!(left == "[]", "still in the vault's memory: {left}");
    stage.session.to_first_window().await?;
    job::close(stage).await?;
    vault.to_front().await?;
    if searches_guard {
        let left = found(stage, IN_GUARD, &pieces).await?;
        ensure!(left == "[]", "still in the guard's memory: {left}");
    }
    let html = "return document.documentElement.outerHTML \
                + [...document.querySelectorAll('input')].map((one) => one.value).join()";
    let left = stage.session.script(html, Vec::new()).await?.to_string();
    for (what, value) in [
        ("the secret", token.secret.as_str()),
        ("the password", PASSWORD),
    ] {
        ensure!(
            !left.contains(value),
            "{what} is still in the vault's document"
        );
    }
    Ok(())
}

/// Of the button at the end: the window closes, the console is in front, and Close is at hand there.
async fn a_password_that_is_seen_is_typed_once_and_the_way_leads_back(stage: &Stage) -> Result<()> {
    let (session, page) = (&stage.session, stage.session.page());
    let (token, vault) = open_vault(stage).await?;
    vault.press("password-show").await?;
    vault.type_into("input#password", PASSWORD).await?;
    let kind = "return document.querySelector('#password').type \
                + document.querySelector('#again-field').hidden";
    let kind = session.script(kind, Vec::new()).await?;
    ensure!(kind == "texttrue", "the field is {kind}");
    vault.save().await?;
    let file = job::prove(stage, &vault).await?;
    ensure!(
        keepassxc::only_entry(&file, PASSWORD)?.password == token.secret,
        "another secret"
    );
    vault.to_front().await?;
    let kind = session.script(
        "return document.querySelector('#password').type",
        Vec::new(),
    );
    ensure!(
        kind.await? == "password",
        "what is typed next would be seen"
    );

    vault.press("close").await?;
    until("the window to close", SOON, async || {
        let count = session.windows().await?.len();
        Ok(Look::when(count == 1, || format!("{count} windows")))
    })
    .await?;
    session.to_first_window().await?;
    until("Close to be at hand", SOON, async || {
        let at_hand = session.script("return document.activeElement.textContent", Vec::new());
        let at_hand = at_hand.await?;
        Ok(Look::when(at_hand == "Close", || at_hand.to_string()))
    })
    .await?;
    page.press("Close").await?;
    page.until_shows(DIALOG, false).await
}

/// Where the person wants it, the window is there as soon as the credentials are shown; nothing else is different.
async fn the_window_comes_by_itself(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    session.go_to_extension("options.html").await?;
    let open = session.find("#open-window").await?;
    session.click(&open).await?;
    let stored = "chrome.storage.local.get('settings').then((all) => JSON.stringify(all))";
    until("the setting to be stored", SOON, async || {
        let stored = session.evaluate(stored).await?;
        Ok(Look::when(stored.contains("\"openWindow\":true"), || {
            stored
        }))
    })
    .await?;
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    let vault = session.vault().await?;
    vault.until_state("ready").await?;
    let key_id = vault.text("key-id").await?;
    ensure!(key_id == token.key_id, "the vault has the ID {key_id}");
    job::store(stage, &vault, PASSWORD).await?;
    session.to_first_window().await?;
    job::close(stage).await
}

async fn an_entry_can_expire(stage: &Stage) -> Result<()> {
    let (_, vault) = open_vault(stage).await?;
    vault.select("expiry", "After 90 days").await?;
    let file = job::store(stage, &vault, PASSWORD).await?;
    ensure!(keepassxc::has_expiry(&file, PASSWORD)?, "it never expires");
    vault.to_front().await?;
    let receipts = receipts::stored(stage).await?;
    ensure!(receipts == "none", "nobody wanted {receipts}");
    stage.session.to_first_window().await?;
    job::close(stage).await
}

in_every_browser!(
    a_password_that_is_seen_is_typed_once_and_the_way_leads_back,
    another_file_is_no_proof,
    a_closed_vault_loses_nothing,
    done_forgets_everything;
    in_chromium: an_entry_can_expire,
    the_window_comes_by_itself,
    wrong_passwords_are_refused,
    a_made_passphrase,
    a_value_that_would_change_is_refused,
);
