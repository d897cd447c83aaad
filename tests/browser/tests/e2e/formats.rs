//! Every kind of choice in the vault's window, to the file that another program reads.

use std::path::Path;

use serde_json::json;
use trivet::credential::Item;
use trivet::export::{Choice, Consent, Format as _, Password};
use trivet_browser::{
    Browser, DIALOG, Error, Key, Result, SessionOptions, Stage, Vault,
    age::Identity,
    ensure, in_every_browser, job, keepassxc,
    wait::{Look, SOON, until},
};
use trivet_console::{Screen, Token};

use crate::{PASSWORD, next_in_setup::ON_PAPER, vault::open_vault};

/// What came out of a file, read by our own strict reader for this format.
fn read(choice: &str, file: &Path, password: &str) -> Result<Item> {
    let wrong = |error: &dyn std::fmt::Display| Error::wrong(error.to_string());
    let bytes = std::fs::read(file).map_err(|error| wrong(&error))?;
    let choice = Choice::by_name(choice).ok_or_else(|| Error::wrong("no such format"))?;
    let read = match choice {
        Choice::ByPassword(format) => {
            let password = Password::new(password.to_owned()).map_err(|error| wrong(&error))?;
            format.read_back(&bytes, &password)
        }
        Choice::Plain(format) => {
            let consent = Consent::given(true, true).map_err(|error| wrong(&error))?;
            format.read_back(&bytes, &consent)
        }
        Choice::ToRecipients(_) => return Err(Error::wrong("only age opens it")),
    }
    .map_err(|error| wrong(&error))?;
    Ok(read.item)
}

fn is_of(item: &Item, token: &Token) -> Result<()> {
    let credential = &item.credential;
    ensure!(credential.key_id.expose() == token.key_id, "another ID");
    ensure!(credential.secret.expose() == token.secret, "another secret");
    ensure!(item.details.permissions.len() == 3, "{:?}", item.details);
    Ok(())
}

/// What is kept: in the document, in its address and in the extension's storage.
async fn kept(stage: &Stage) -> Result<String> {
    const KEPT: &str = "const { chrome } = window.wrappedJSObject || window; \
        const shown = document.documentElement.outerHTML + location.href \
          + [...document.querySelectorAll('input, textarea')].map((one) => one.value).join(); \
        return new Promise((resolve) => chrome.storage.local.get(null, resolve)) \
          .then((stored) => shown + JSON.stringify(stored))";
    let kept = stage.session.script(KEPT, Vec::new()).await?;
    Ok(kept.as_str().unwrap_or_default().to_owned())
}

async fn the_default_by_the_keyboard_alone(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    let label = vault.text("format-label").await?;
    ensure!(label.contains("KDBX"), "{label}");
    let session = &stage.session;
    session.type_text("correct horse battery").await?;
    session.press(Key::Tab).await?;
    session.type_text("correct horse battery").await?;
    session.press(Key::Enter).await?;
    goes_on_by_keys(stage, &vault).await?;
    let file = job::prove(stage, &vault).await?;
    let entry = keepassxc::only_entry(&file, "correct horse battery")?;
    ensure!(entry.password == token.secret, "another secret");
    job::close(stage).await
}

/// Nobody answers Chromium's dialog here: then the next button saves among the downloads.
async fn goes_on_by_keys(stage: &Stage, vault: &Vault<'_>) -> Result<()> {
    if stage.session.browser() == Browser::Chromium {
        vault.until_error_code("download-cancelled").await?;
        stage.session.press(Key::Tab).await?;
        stage.session.press(Key::Enter).await?;
    }
    Ok(())
}

/// Who only presses Enter gets a passphrase, and an encrypted file once it is typed.
async fn enter_alone_makes_a_passphrase(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    stage.session.press(Key::Enter).await?;
    let passphrase = vault.until_text("passphrase").await?;
    vault.type_into("input#password", &passphrase).await?;
    stage.session.press(Key::Enter).await?;
    goes_on_by_keys(stage, &vault).await?;
    let file = job::prove(stage, &vault).await?;
    let entry = keepassxc::only_entry(&file, &passphrase)?;
    ensure!(entry.password == token.secret, "another secret");
    job::close(stage).await
}

async fn bitwardens_protected_file(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    // What was typed before stays: the other format needs a password, too.
    vault.type_password(PASSWORD, PASSWORD).await?;
    vault.choose("bitwarden-encrypted").await?;
    vault.save().await?;
    let file = job::prove(stage, &vault).await?;
    is_of(&read("bitwarden-encrypted", &file, PASSWORD)?, &token)?;
    ensure!(
        read("bitwarden-encrypted", &file, "something else").is_err(),
        "opens"
    );
    vault.to_front().await?;
    let step = vault.text("next-step").await?;
    ensure!(step.contains("Import data"), "{step}");
    let kept = kept(stage).await?;
    ensure!(
        kept.contains("bitwarden-encrypted"),
        "the choice is not remembered"
    );
    // The ID stays in one place, the list of what comes next.
    let kept = kept.replacen(&token.key_id, "", 1);
    for value in [token.secret.as_str(), token.key_id.as_str(), PASSWORD] {
        ensure!(!kept.contains(value), "a value is kept");
    }
    stage.session.to_first_window().await?;
    job::close(stage).await
}

async fn sealed_by_a_passphrase(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    vault.choose("csv-chrome").await?;
    vault.tick("seal").await?;
    let file = job::store(stage, &vault, PASSWORD).await?;
    let name = file.to_string_lossy().into_owned();
    ensure!(name.ends_with(".csv.age"), "{name}");
    is_of(&read("csv-chrome+age-passphrase", &file, PASSWORD)?, &token)?;
    job::close(stage).await
}

async fn sealed_to_public_keys(stage: &Stage) -> Result<()> {
    let folder = tempfile::tempdir().map_err(|error| Error::wrong(error.to_string()))?;
    let identity = Identity::make_in(folder.path())?;
    let (token, vault) = open_vault(stage).await?;
    vault.choose("pass+age-recipients").await?;
    vault.save().await?;
    vault.until_error_code("no-recipient").await?;
    vault.type_into("textarea#recipients", "age1madeup").await?;
    vault.save().await?;
    vault.until_error_code("bad-recipient").await?;
    vault
        .type_into("textarea#recipients", &identity.public)
        .await?;
    let keys = vault.text("keys").await?;
    ensure!(keys.contains(&identity.public[..12]), "{keys}");
    vault.save().await?;
    let file = job::prove(stage, &vault).await?;
    let opened = identity.open(&file)?;
    ensure!(
        opened.lines().next() == Some(&token.secret),
        "another secret"
    );
    ensure!(opened.contains(&token.key_id), "another ID");
    job::close(stage).await
}

async fn unencrypted_by_the_admins_word(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    vault.choose("csv-firefox").await?;
    let badge = vault.text("format-badge").await?;
    ensure!(badge == "Not encrypted", "{badge}");
    let facts = vault.text("format-facts").await?;
    ensure!(facts.contains("Leaves out: notes"), "{facts}");
    vault.save().await?;
    vault.until_error_code("plain-not-confirmed").await?;
    vault.tick("consent").await?;
    // The word was given for that file alone.
    vault.choose("1password-1pux").await?;
    vault.save().await?;
    vault.until_error_code("plain-not-confirmed").await?;
    vault.tick("consent").await?;
    vault.save().await?;
    let file = job::prove(stage, &vault).await?;
    is_of(&read("1password-1pux", &file, "")?, &token)?;
    vault.to_front().await?;
    let delete = vault.text("delete").await?;
    ensure!(delete.contains("permanently delete this file"), "{delete}");
    vault.press("save-receipt").await?;
    let receipt = until("the receipt", SOON, async || {
        let said = vault.text("receipt").await?;
        let is_saved = said.starts_with("Saved as");
        Ok(Look::or_not_yet(is_saved.then_some(()), || said.clone()))
    });
    receipt.await?;
    let receipt = stage.session.downloads().join("trivet-receipt.json");
    let receipt =
        std::fs::read_to_string(receipt).map_err(|error| Error::wrong(error.to_string()))?;
    for part in ["1password-1pux", "\"datasets\": \"none\""] {
        ensure!(receipt.contains(part), "no {part} in {receipt}");
    }
    ensure!(
        !receipt.contains(&token.secret) && !receipt.contains(&token.key_id),
        "{receipt}"
    );
    ensure!(
        !kept(stage).await?.contains(&token.secret),
        "the secret is kept"
    );
    stage.session.to_first_window().await?;
    job::close(stage).await
}

async fn what_was_used_last_is_offered_first(stage: &Stage) -> Result<()> {
    let (_, vault) = open_vault(stage).await?;
    vault.choose("csv-apple").await?;
    vault.tick("consent").await?;
    vault.save().await?;
    job::prove(stage, &vault).await?;
    job::close(stage).await?;
    vault.to_front().await?;
    vault.close().await?;

    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    let page = stage.session.page();
    page.press("OK").await?;
    page.until_shows(DIALOG, true).await?;
    stage.session.panel().until_notice("credentials").await?;
    let truth = stage.truth();
    let token = truth
        .created()
        .last()
        .ok_or_else(|| Error::wrong("no token"))?;
    let vault = job::hand_over(stage, token).await?;
    let title = vault.text("format-title").await?;
    ensure!(title == "Apple Passwords", "{title}");
    Ok(())
}

/// What is found in the list by its product, with the keyboard alone; Escape leaves everything as it was.
async fn the_list_is_searched(stage: &Stage) -> Result<()> {
    let (_, vault) = open_vault(stage).await?;
    let session = &stage.session;
    vault.press("other-format").await?;
    vault.until_state("choosing").await?;
    session.type_text("dash").await?;
    session.press(Key::Escape).await?;
    vault.until_state("ready").await?;
    let title = vault.text("format-title").await?;
    ensure!(title.starts_with("KeePassXC"), "{title}");
    vault.press("other-format").await?;
    vault.until_state("choosing").await?;
    session.type_text("dash").await?;
    let found = vault.until_text("found").await?;
    ensure!(found == "2 matches.", "{found}");
    session.press(Key::Enter).await?;
    vault.until_state("ready").await?;
    let title = vault.text("format-title").await?;
    ensure!(title == "Dashlane", "{title}");
    Ok(())
}

/// A generated passphrase goes on paper, and nothing else of the window does.
async fn a_passphrase_is_printed(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    let session = &stage.session;
    vault.press("generate").await?;
    let passphrase = vault.until_text("passphrase").await?;
    let count = "(window.printed = 0, window.print = () => { window.printed += 1; }, '')";
    session.evaluate(count).await?;
    vault.press("passphrase-print").await?;
    let printed = session.evaluate("String(window.printed)").await?;
    ensure!(printed == "1", "printed {printed} times");
    let paper = session.script(ON_PAPER, Vec::new()).await?;
    let paper = paper.as_str().unwrap_or_default();
    let is_right = paper.starts_with("Passphrase of a file") && paper.contains(&passphrase);
    ensure!(is_right && paper.ends_with("bits"), "on paper: {paper}");
    ensure!(!paper.contains(&token.key_id), "on paper: {paper}");
    Ok(())
}

/// The common products are two presses away, and the one at hand comes first.
async fn a_tile_is_taken_by_one_press(stage: &Stage) -> Result<()> {
    let (_, vault) = open_vault(stage).await?;
    let first = |id: &'static str| async move {
        let button = stage.session.find("#tiles button").await?;
        let is_it = button.attr("value").await;
        ensure!(matches!(is_it, Ok(Some(value)) if value == id), "not {id}");
        Ok(())
    };
    vault.press("other-format").await?;
    first("kdbx").await?;
    let bitwarden = stage
        .session
        .find("#tiles [value=bitwarden-encrypted]")
        .await?;
    stage.session.click(&bitwarden).await?;
    vault.until_state("ready").await?;
    let title = vault.text("format-title").await?;
    ensure!(title == "Bitwarden", "{title}");
    vault.press("other-format").await?;
    first("bitwarden-encrypted").await?;
    vault.press("others").await?;
    let focused = "return document.activeElement.value";
    let focused = stage.session.script(focused, Vec::new()).await?;
    ensure!(
        focused == "bitwarden-encrypted",
        "the cursor is at {focused}"
    );
    stage.session.press(Key::Escape).await?;
    vault.until_state("ready").await
}

in_every_browser!(
    the_default_by_the_keyboard_alone,
    enter_alone_makes_a_passphrase,
    what_was_used_last_is_offered_first;
    in_chromium: bitwardens_protected_file,
    sealed_by_a_passphrase,
    sealed_to_public_keys,
    unencrypted_by_the_admins_word,
    a_tile_is_taken_by_one_press,
    a_passphrase_is_printed,
    the_list_is_searched,
);

/// Under a policy.
mod managed {
    use super::*;

    fn strict(browser: Browser) -> Result<SessionOptions> {
        Ok(SessionOptions {
            policy: Some(json!({
                "forbidUnencrypted": true,
                "preferredFormat": "csv-chrome",
            })),
            ..SessionOptions::with_trivet(browser)?
        })
    }

    /// The preferred one is offered first, but only sealed.
    async fn unencrypted_files_are_forbidden(stage: &Stage) -> Result<()> {
        let (token, vault) = open_vault(stage).await?;
        let title = vault.text("format-title").await?;
        ensure!(title == "Chrome, Edge", "{title}");
        ensure!(
            vault.text("format-badge").await? == "Encrypted",
            "not sealed"
        );
        let seal = stage.session.find("input#seal").await?;
        let disabled = seal.attr("disabled").await;
        ensure!(matches!(disabled, Ok(Some(_))), "the seal can be taken off");
        vault.press("other-format").await?;
        vault.until_state("choosing").await?;
        vault.press("others").await?;
        let list = stage.session.find("#list").await?.text().await;
        ensure!(
            list.is_ok_and(|text| !text.contains("Not encrypted")),
            "unencrypted files are offered"
        );
        vault.press("back").await?;
        vault.until_state("ready").await?;
        let file = job::store(stage, &vault, PASSWORD).await?;
        is_of(&read("csv-chrome+age-passphrase", &file, PASSWORD)?, &token)?;
        job::close(stage).await
    }

    /// Made for this test, and of no other use.
    const TEAM: &str = "\
        # public key: age1fwz92k0zsthdud77ejnhgzhyghawlf3mxgvkr0tq574zkq89vdtsmg0ndr\n\
        AGE-SECRET-KEY-1CAQSKZGJLMF9PVVJTVVFZA3GLNC7TCM3S7YN0NHCAT74RL8S8C7Q970EFN\n";

    fn team(browser: Browser) -> Result<SessionOptions> {
        let public = TEAM.lines().next().and_then(|line| line.rsplit(' ').next());
        Ok(SessionOptions {
            policy: Some(json!({ "ageRecipients": [public] })),
            ..SessionOptions::with_trivet(browser)?
        })
    }

    /// Nothing is asked: what can be sealed is sealed to the organisation's key.
    async fn the_organisations_key_opens_what_is_sealed(stage: &Stage) -> Result<()> {
        let folder = tempfile::tempdir().map_err(|error| Error::wrong(error.to_string()))?;
        let identity = Identity::of(TEAM, folder.path())?;
        let (token, vault) = open_vault(stage).await?;
        vault.choose("csv-keeper+age-recipients").await?;
        let keys = vault.text("keys").await?;
        ensure!(keys.contains("set by your organization"), "{keys}");
        vault.save().await?;
        let file = job::prove(stage, &vault).await?;
        let opened = identity.open(&file)?;
        ensure!(opened.contains(&token.secret), "another secret");
        job::close(stage).await
    }

    mod chromium {
        trivet_browser::scenarios!(Chromium native Native (super::super::strict) [unencrypted_files_are_forbidden]);
        trivet_browser::scenarios!(Chromium team Native (super::super::team) [the_organisations_key_opens_what_is_sealed]);
    }
    mod firefox {
        trivet_browser::scenarios!(Firefox native Native (super::super::strict) [unencrypted_files_are_forbidden]);
        trivet_browser::scenarios!(Firefox team Native (super::super::team) [the_organisations_key_opens_what_is_sealed]);
    }
}
