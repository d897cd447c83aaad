//! Straight into the real `KeePassXC`, which runs on a screen of its own: its dialogs are answered by key presses there, the
//! vault's window is used in the browser, and what counts is what stands in the database on the disk.

#[path = "../../../keepassxc_support/mod.rs"]
mod keepassxc_support;

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use keepassxc_support::{Database, KeePassXc, NAME_ASKED, PASSWORD as DATABASE_PASSWORD};
use trivet_browser::{Error, Result, Stage, Vault, ensure, in_every_browser, job};
use trivet_console::Token;

use crate::vault::open_vault;

/// Runs the command that the window shows, as a person does in a terminal; `KeePassXC` being the one of this test.
async fn run_shown_command(stage: &Stage, vault: &Vault<'_>, keepassxc: &KeePassXc) -> Result<()> {
    let wrong = |error: std::io::Error| Error::wrong(error.to_string());
    let command = vault.text("setup-command").await?;
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
    let (token, vault) = open_vault(stage).await?;
    vault.choose("keepassxc").await?;
    vault.press("encrypt").await?;
    vault.until_error_code("host-missing").await?;
    run_shown_command(stage, &vault, keepassxc).await?;
    Ok((token, vault))
}

async fn the_key_goes_straight_in(stage: &Stage) -> Result<()> {
    let keepassxc = KeePassXc::running(stage.session.browser().name(), Database::Open);
    let (token, vault) = set_up(stage, &keepassxc).await?;
    vault.press("encrypt").await?;
    keepassxc.name_connection("trivet");
    keepassxc.answer_group(true);
    vault.until_state("verified").await?;
    let place = vault.text("verified-file").await?;
    ensure!(place.contains("in the group “Trivet”"), "{place}");
    let shown = stage.session.page().text().await?;
    ensure!(!shown.contains(&token.secret), "the vault shows the secret");

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

async fn a_refusal_loses_nothing(stage: &Stage) -> Result<()> {
    let name = format!("{}-refused", stage.session.browser().name());
    let keepassxc = KeePassXc::running(&name, Database::Open);
    let (token, vault) = set_up(stage, &keepassxc).await?;
    vault.press("encrypt").await?;
    keepassxc.until_window(NAME_ASKED);
    keepassxc.press("Escape");
    vault.until_error_code("refused").await?;

    // Nobody is made to wait for a window that cannot be found.
    vault.press("encrypt").await?;
    keepassxc.until_window(NAME_ASKED);
    vault.press("stop").await?;
    vault.until_error_code("stopped").await?;
    keepassxc.press("Escape");
    keepassxc.until_gone(NAME_ASKED);

    // A file is offered where the browser is not set up, and is what it always was.
    vault.choose("kdbx").await?;
    let file = job::store(stage, &vault, crate::PASSWORD).await?;
    let entry = trivet_browser::keepassxc::only_entry(&file, crate::PASSWORD)?;
    ensure!(entry.password == token.secret, "another secret");
    job::close(stage).await
}

in_every_browser!(
    @with (crate::service::with_permissions) [the_key_goes_straight_in a_refusal_loses_nothing]
);
