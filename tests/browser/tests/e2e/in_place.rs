//! A database that is changed where it is: written, and read back, without a second choice.
//!
//! The database lies in the file system that the browser keeps for the extension's own pages: a handle there is the same as one
//! of the disk, and the dialog in which a person chooses it is left out. GTK's for opening takes an answer for none while it
//! still reads the folder, and cannot be driven by keys without trying again.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use tempfile::TempDir;
use trivet_browser::{Error, Result, Stage, Vault, ensure, job, keepassxc};

use crate::database::{LIGHT_ROOT, TEAM, bytes, holds, light_team, to_group};
use crate::receipts;
use crate::vault::open_vault;

/// Puts a file there, reads it, and has the next choice be that file or none. What a test does to writing does not concern it.
const PLACE: &str = "const create = FileSystemFileHandle.prototype.createWritable;
    const close = FileSystemWritableFileStream.prototype.close;
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle('team.kdbx', { create: true });
    window.putTeam = async (text) => {
        const draft = await create.call(handle);
        await draft.write(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)));
        await close.call(draft);
        return '';
    };
    window.readTeam = async () => {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(''));
    };
    window.showOpenFilePicker = async () => {
        if (window.isDismissed) throw new DOMException('dismissed', 'AbortError');
        return [handle];
    };";

/// The database in the browser, and a copy of it on the disk for `KeePassXC`.
pub(crate) struct Team<'a> {
    stage: &'a Stage,
    copy: PathBuf,
    _folder: TempDir,
}

impl<'a> Team<'a> {
    pub(crate) async fn made(stage: &'a Stage) -> Result<Self> {
        let (folder, copy) = light_team()?;
        let session = &stage.session;
        session
            .evaluate(&format!("(async () => {{ {PLACE} return ''; }})()"))
            .await?;
        let team = Self {
            stage,
            copy,
            _folder: folder,
        };
        team.put().await?;
        Ok(team)
    }

    /// Puts the copy in its place.
    async fn put(&self) -> Result<()> {
        let text = BASE64.encode(bytes(&self.copy)?);
        let put = format!("window.putTeam('{text}')");
        self.stage.session.evaluate(&put).await.map(drop)
    }

    async fn bytes(&self) -> Result<Vec<u8>> {
        let text = self.stage.session.evaluate("window.readTeam()").await?;
        let decoded = BASE64.decode(text);
        decoded.map_err(|error| Error::wrong(error.to_string()))
    }

    /// The copy, with what is in its place now.
    async fn read(&self) -> Result<&Path> {
        let now = self.bytes().await?;
        fs::write(&self.copy, now).map_err(|error| Error::wrong(error.to_string()))?;
        Ok(&self.copy)
    }

    /// Chooses it.
    async fn choose(&self, vault: &Vault<'_>) -> Result<()> {
        vault.press("choose-database").await?;
        let says = vault.until_says("database-name", "team.kdbx");
        says.await.map(drop)
    }
}

/// Nothing was saved as a new file.
fn no_download(stage: &Stage) -> Result<()> {
    let downloads = fs::read_dir(stage.session.downloads());
    let is_empty = downloads.is_ok_and(|all| all.count() == 0);
    ensure!(is_empty, "a download too");
    Ok(())
}

async fn changed_and_verified_by_one_press(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    let team = Team::made(stage).await?;
    let old = team.bytes().await?;
    vault.choose("kdbx-existing").await?;

    // A dialog that is dismissed changes nothing.
    let session = &stage.session;
    session.evaluate("(window.isDismissed = true, '')").await?;
    vault.press("choose-database").await?;
    let name = vault.text("database-name").await?;
    ensure!(name.is_empty(), "{name}");
    vault.save().await?;
    vault.until_error_code("database-missing").await?;

    session.evaluate("(window.isDismissed = false, '')").await?;
    team.choose(&vault).await?;
    to_group(&vault, LIGHT_ROOT).await?;
    ensure!(team.bytes().await? == old, "written too early");
    vault.select("expiry", "After 365 days").await?;
    receipts::want(stage).await?;
    vault.save().await?;
    vault.until_state("verified").await?;
    let receipts = receipts::stored(stage).await?;
    ensure!(receipts.contains("kdbx-existing"), "{receipts}");
    no_download(stage)?;
    holds(team.read().await?, &token)?;
    let expires = keepassxc::has_expiry(team.read().await?, TEAM)?;
    ensure!(expires, "the entry never expires");
    let place = vault.text("verified-place").await?;
    ensure!(place == "changed in place", "{place}");
    let step = vault.text("next-step").await?;
    ensure!(step.contains("nothing to replace"), "{step}");

    // What was there before can still be had.
    vault.press("save-previous").await?;
    vault
        .until_says("notice", "team-before-trivet.kdbx")
        .await?;
    let copy = stage.session.downloads().join("team-before-trivet.kdbx");
    ensure!(bytes(&copy)? == old, "the copy is another file");

    stage.session.to_first_window().await?;
    stage.session.panel().until_step(7, "done").await?;
    job::close(stage).await
}

async fn what_changed_meanwhile_is_not_touched(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    let team = Team::made(stage).await?;
    vault.choose("kdbx-existing").await?;
    team.choose(&vault).await?;
    to_group(&vault, LIGHT_ROOT).await?;
    keepassxc::add(&team.copy, TEAM, "Team/Later", "later")?;
    team.put().await?;
    let later = team.bytes().await?;
    vault.save().await?;
    vault.until_error_code("changed-meanwhile").await?;
    vault.until_state("ready").await?;
    let is_later = team.bytes().await? == later;
    ensure!(is_later, "another program's change is gone");
    no_download(stage)?;

    // The same database once more, with what the other program added.
    vault.press("other-database").await?;
    team.choose(&vault).await?;
    to_group(&vault, LIGHT_ROOT).await?;
    vault.save().await?;
    vault.until_state("verified").await?;
    holds(team.read().await?, &token)?;
    let added = keepassxc::values(&team.copy, TEAM, "Team/Later")?;
    ensure!(added == "\nlater\n", "{added}");
    stage.session.to_first_window().await?;
    job::close(stage).await
}

/// The database and the group of the last time are offered without a choice, until they are forgotten.
async fn the_next_time_it_is_there(stage: &Stage) -> Result<()> {
    let (first, vault) = open_vault(stage).await?;
    let team = Team::made(stage).await?;
    vault.choose("kdbx-existing").await?;
    vault.until_state("ready").await?;
    let name = vault.text("database-name").await?;
    ensure!(name.is_empty(), "nothing was kept yet, but {name}");
    team.choose(&vault).await?;
    to_group(&vault, LIGHT_ROOT).await?;
    vault.save().await?;
    vault.until_state("verified").await?;
    // It changes until then, as a database does.
    keepassxc::add(team.read().await?, TEAM, "Team/Later", "later")?;
    let later = BASE64.encode(bytes(&team.copy)?);
    vault.press("close").await?;
    stage.session.to_first_window().await?;
    job::close(stage).await?;

    let (second, vault) = open_vault(stage).await?;
    vault.until_says("database-name", "team.kdbx").await?;
    let place =
        format!("(async () => {{ {PLACE} await window.putTeam('{later}'); return ''; }})()");
    stage.session.evaluate(&place).await?;
    vault.type_into("input#database-password", TEAM).await?;
    vault.save().await?;
    vault.until_says("status", "Choose the group").await?;
    let group = "return document.getElementById('group').selectedOptions[0].textContent";
    let group = stage.session.script(group, Vec::new()).await?;
    ensure!(group == format!("{LIGHT_ROOT} / Team"), "{group}");
    vault.save().await?;
    vault.until_state("verified").await?;
    holds(team.read().await?, &first)?;
    holds(&team.copy, &second)?;
    let paths = keepassxc::paths(&team.copy, TEAM)?;
    ensure!(paths.contains(&"Team/Later".to_owned()), "{paths:?}");
    vault.press("close").await?;
    stage.session.to_first_window().await?;
    job::close(stage).await?;

    let (_, vault) = open_vault(stage).await?;
    vault.until_says("database-name", "team.kdbx").await?;
    vault.press("forget-database").await?;
    vault.until_says("database-name", "").await?;
    vault.save().await?;
    vault.until_error_code("database-missing").await.map(drop)
}

/// Makes the next writes of the window go wrong: each of these replaces how the browser closes what was written.
async fn wrong(stage: &Stage, closes: &[&str]) -> Result<()> {
    let script = "const whole = FileSystemWritableFileStream.prototype.close;
        const create = FileSystemFileHandle.prototype.createWritable;
        const closes = arguments[0];
        FileSystemFileHandle.prototype.createWritable = async function () {
            const draft = await create.call(this);
            const how = closes.shift();
            draft.close = async () => {
                if (how === 'fails') { await draft.abort(); throw new Error('no room'); }
                if (how === 'torn') await draft.truncate(1000);
                if (how === 'other') await draft.write({ type: 'write', position: 0, data: new Uint8Array(600) });
                await whole.call(draft);
                if (how === 'said-to-fail') throw new Error('no answer');
            };
            return draft;
        };";
    let closes = serde_json::json!(closes);
    stage.session.script(script, vec![closes]).await.map(drop)
}

async fn whatever_goes_wrong_the_old_database_is_safe(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    let team = Team::made(stage).await?;
    let old = team.bytes().await?;
    vault.choose("kdbx-existing").await?;
    team.choose(&vault).await?;
    to_group(&vault, LIGHT_ROOT).await?;
    // The third restores what the second tore.
    wrong(stage, &["fails", "torn", "whole", "other"]).await?;

    vault.save().await?;
    let words = vault.until_error_code("in-place-not-written").await?;
    ensure!(words.contains("no room"), "{words}");
    vault.until_state("ready").await?;
    ensure!(team.bytes().await? == old, "written all the same");

    vault.save().await?;
    vault.until_error_code("in-place-put-back").await?;
    vault.until_state("ready").await?;
    ensure!(team.bytes().await? == old, "not put back");

    vault.save().await?;
    vault.until_error_code("in-place-unclear").await?;
    vault.until_state("ready").await?;
    vault.press("save-copy").await?;
    vault
        .until_says("notice", "team-before-trivet.kdbx")
        .await?;
    let copy = stage.session.downloads().join("team-before-trivet.kdbx");
    ensure!(bytes(&copy)? == old, "the copy is another file");

    // A person puts the copy there; an answer that is lost is no reason to put the old one back.
    team.put().await?;
    wrong(stage, &["said-to-fail"]).await?;
    vault.save().await?;
    vault.until_state("verified").await?;
    holds(team.read().await?, &token)?;
    stage.session.to_first_window().await?;
    job::close(stage).await
}

mod chromium {
    trivet_browser::scenarios!(Chromium native Native (trivet_browser::SessionOptions::with_trivet) [
        changed_and_verified_by_one_press
        what_changed_meanwhile_is_not_touched
        the_next_time_it_is_there
        whatever_goes_wrong_the_old_database_is_safe
    ]);
}
