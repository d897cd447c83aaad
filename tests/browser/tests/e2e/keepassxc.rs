//! Straight into the real `KeePassXC`, which runs on a screen of its own: its dialogs are answered by key presses there, the
//! vault's window is used in the browser, and what counts is what stands in the database on the disk.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use trivet_browser::{
    Browser, Error, Result, SessionOptions, Skin, Stage, Vault, ensure, job, play_with, trial,
    wait::{Look, SOON, until},
};
use trivet_console::{Screen, Token};

use crate::asked::{self, Person, WINDOW};
use crate::keepassxc_support::{
    Database, Display, KeePassXc, NAME_ASKED, PASSWORD as DATABASE_PASSWORD,
};

/// Runs the command that the window shows, as a person does in a terminal; `KeePassXC` being the one of this test.
pub(crate) async fn run_shown_command(
    stage: &Stage,
    vault: &Vault<'_>,
    keepassxc: &KeePassXc,
) -> Result<()> {
    let wrong = |error: std::io::Error| Error::wrong(error.to_string());
    let command = vault.text("setup-command").await?;
    let session = &stage.session;
    // Whether the window has the focus, without which nothing can be copied, is the screen's to say.
    let keep = "(navigator.clipboard.writeText = async (text) => { window.copied = text; }, '')";
    session.evaluate(keep).await?;
    let copy = session
        .find("#setup-card [data-copies=setup-command]")
        .await?;
    session.click(&copy).await?;
    until("the command to be copied", SOON, async || {
        let copied = session.evaluate("String(window.copied)").await?;
        Ok(Look::when(copied == command, || copied))
    })
    .await?;
    let proxy = keepassxc.folder().join("proxy");
    let [.., (variable, value)] = keepassxc.variables();
    let script = format!(
        "#!/bin/sh\n{variable}='{}' exec keepassxc-proxy \"$@\"\n",
        value.display()
    );
    std::fs::write(&proxy, script).map_err(wrong)?;
    std::fs::set_permissions(&proxy, std::fs::Permissions::from_mode(0o755)).map_err(wrong)?;
    let output = Command::new("sh")
        .args(["-c", &command])
        .env("HOME", stage.session.home())
        .env("KEEPASSXC_PROXY", &proxy)
        .env_remove("XDG_CONFIG_HOME")
        .output()
        .map_err(wrong)?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    ensure!(said.starts_with("Written: "), "{output:?}");
    Ok(())
}

/// To the vault's window with `KeePassXC` chosen and the browser set up for it.
async fn set_up<'a>(stage: &'a Stage, keepassxc: &KeePassXc) -> Result<(Token, Vault<'a>)> {
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    // KeePassXC's window may have been in front: a press that brings another window there counts for nothing else.
    let title = stage.session.find("dialog h2").await?;
    stage.session.click(&title).await?;
    let vault = job::hand_over(stage, &token).await?;
    vault.choose("keepassxc").await?;
    let person = Person::new(stage, display_of(stage.session.browser(), keepassxc));
    person.turns_to(WINDOW);
    vault.press("encrypt").await?;
    person.allows().await?;
    // Granted; and in the same document the browser's own answer is had at once: the setup has not been done.
    vault.until_error_code("host-missing").await?;
    run_shown_command(stage, &vault, keepassxc).await?;
    Ok((token, vault))
}

async fn the_first_save_works(stage: &Stage, keepassxc: &KeePassXc) -> Result<()> {
    let (token, vault) = set_up(stage, keepassxc).await?;
    vault.press("encrypt").await?;
    keepassxc.name_connection("trivet");
    keepassxc.answer_group(true);
    vault.until_state("verified").await?;
    let place = vault.text("verified-file").await?;
    ensure!(place.contains("in the group “Trivet”"), "{place}");
    let shown = stage.session.page().text().await?;
    ensure!(!shown.contains(&token.secret), "the vault shows the secret");
    let frames = "return document.querySelectorAll('iframe').length";
    let frames = stage.session.script(frames, Vec::new()).await?;
    ensure!(frames == 0, "the frame is still there");

    let file = keepassxc.database("database");
    keepassxc.until_on_disk("database", &token.secret);
    let title = place.split(',').next().unwrap_or_default().to_owned();
    let show = ["show", "-q", "-s", "-a", "UserName", "-a", "Password"];
    let path = file.to_string_lossy();
    let arguments = [&show[..], &[&path, &title]].concat();
    let shown = keepassxc.cli(&arguments, &format!("{DATABASE_PASSWORD}\n"));
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    ensure!(
        shown == format!("{}\n{}\n", token.key_id, token.secret),
        "another entry in the database"
    );

    stage.session.to_first_window().await?;
    stage.session.panel().until_step(7, "done").await?;
    job::close(stage).await
}

async fn a_refusal_loses_nothing(stage: &Stage, keepassxc: &KeePassXc) -> Result<()> {
    let (token, vault) = set_up(stage, keepassxc).await?;
    vault.press("encrypt").await?;
    keepassxc.refuse_connection();
    vault.until_error_code("refused").await?;

    // Nobody is made to wait for a window that cannot be found.
    vault.press("encrypt").await?;
    keepassxc.until_window(NAME_ASKED);
    vault
        .until_says("progress-text", "Give the connection a name in KeePassXC")
        .await?;
    vault.press("stop").await?;
    vault.until_error_code("stopped").await?;
    keepassxc.refuse_connection();

    // A file is offered where the browser is not set up, and is what it always was.
    vault.choose("kdbx").await?;
    let file = job::store(stage, &vault, crate::PASSWORD).await?;
    let entry = trivet_browser::keepassxc::only_entry(&file, crate::PASSWORD)?;
    ensure!(entry.password == token.secret, "another secret");
    job::close(stage).await
}

/// Chromium is in a window on the screen of `KeePassXC`.
pub(crate) fn display_of(browser: Browser, keepassxc: &KeePassXc) -> Option<&Display> {
    (browser == Browser::Chromium).then(|| keepassxc.display())
}

/// Plays a scenario in the browser with the extension as it is shipped.
async fn beside_keepassxc(
    browser: Browser,
    what: &str,
    scenario: impl AsyncFnOnce(&Stage, &KeePassXc) -> Result<()>,
) -> Result<()> {
    // It is in the path of a socket, which may not be long.
    let keepassxc = KeePassXc::running(&format!("{what}-{}", browser.name()), Database::Open);
    let options = SessionOptions {
        has_home: true,
        ..asked::options(browser, display_of(browser, &keepassxc))?
    };
    let on_stage = async |stage: &Stage| scenario(stage, &keepassxc).await;
    let name = format!("e2e::keepassxc::{what}_in_{}", browser.name());
    play_with(&name, browser, Skin::Native, &options, on_stage).await
}

trial!(the_first_save_in_chromium, {
    beside_keepassxc(Browser::Chromium, "save", the_first_save_works).await
});

trial!(the_first_save_in_firefox, {
    beside_keepassxc(Browser::Firefox, "save", the_first_save_works).await
});

trial!(a_refusal_in_chromium, {
    beside_keepassxc(Browser::Chromium, "no", a_refusal_loses_nothing).await
});

trial!(a_refusal_in_firefox, {
    beside_keepassxc(Browser::Firefox, "no", a_refusal_loses_nothing).await
});
