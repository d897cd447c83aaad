//! Straight to a server: what it was sent is what the test's own server knows, and it objects to whatever is not described.

use serde_json::json;
use trivet_browser::{Browser, Error, Result, Skin, Stage, Vault, ensure, job};
use trivet_stand_ins::{ConnectServer, Fault, KeyValueServer, MOUNT, Service, VAULT_ID};

use crate::asked::{self, Person, WINDOW};
use crate::vault::open_vault;

pub(crate) const TOKEN: &str = "hvs.made-up-token-of-the-test";

pub(crate) fn started<T>(
    server: std::result::Result<T, trivet_stand_ins::ServicesError>,
) -> Result<T> {
    server.map_err(|error| Error::wrong(error.to_string()))
}

/// The path that the window proposes.
pub(crate) fn path() -> String {
    let account = trivet_console::HOST.trim_end_matches(".evergage.com");
    format!("personalization/{account}")
}

async fn fill(vault: &Vault<'_>, host: &str, service: &Service, token: &str) -> Result<()> {
    let address = format!("https://{host}:{}", service.port());
    vault.type_into("input#service-address", &address).await?;
    vault.type_into("input#service-token", token).await
}

/// Saves, and lets the extension speak to the server.
async fn save(vault: &Vault<'_>, person: &Person<'_>) -> Result<()> {
    person.turns_to(WINDOW);
    vault.press("encrypt").await?;
    person.allows().await
}

fn has_no_objections(service: &Service) -> Result<()> {
    let objections = service.objections();
    ensure!(objections.is_empty(), "{objections:?}");
    Ok(())
}

async fn is_done(stage: &Stage, vault: &Vault<'_>) -> Result<()> {
    vault.until_state("verified").await?;
    let left = "return [...document.querySelectorAll('input')].map((one) => one.value).join()";
    let left = stage.session.script(left, Vec::new()).await?.to_string();
    ensure!(!left.contains(TOKEN), "the token is still in the window");
    stage.session.to_first_window().await?;
    stage.session.panel().until_step(7, "done").await?;
    job::close(stage).await
}

async fn a_secret_in_vault(stage: &Stage, person: &Person<'_>) -> Result<()> {
    let server = started(KeyValueServer::start(TOKEN, Fault::None).await)?;
    let (token, vault) = open_vault(stage).await?;
    vault.choose("vault-kv-server").await?;

    // A token that is not let in stores nothing, and nothing is lost.
    fill(&vault, "vault.example.com", server.service(), "another").await?;
    save(&vault, person).await?;
    vault.until_error_code("service-not-allowed").await?;
    ensure!(server.versions(&path()).is_empty(), "stored all the same");

    vault.type_into("input#service-token", TOKEN).await?;
    save(&vault, person).await?;
    vault.until_state("verified").await?;
    let place = vault.text("verified-file").await?;
    ensure!(place == format!("{MOUNT}/{}, version 1", path()), "{place}");
    is_done(stage, &vault).await?;
    let versions = server.versions(&path());
    let [secret] = &versions[..] else {
        return Err(Error::wrong("not one version"));
    };
    ensure!(secret["api_key_id"] == token.key_id.as_str(), "another ID");
    ensure!(
        secret["api_key_secret"] == token.secret.as_str(),
        "another secret"
    );
    has_no_objections(server.service())
}

async fn what_is_there_is_not_written_over(stage: &Stage, person: &Person<'_>) -> Result<()> {
    let server = started(KeyValueServer::start(TOKEN, Fault::None).await)?;
    server.put(&path(), serde_json::Map::new());
    let (_, vault) = open_vault(stage).await?;
    vault.choose("vault-kv-server").await?;
    fill(&vault, "vault.example.com", server.service(), TOKEN).await?;
    save(&vault, person).await?;
    vault.until_error_code("service-already-there").await?;
    ensure!(server.versions(&path()).len() == 1, "written over");

    let redirecting = started(KeyValueServer::start(TOKEN, Fault::Redirecting).await)?;
    fill(&vault, "vault.example.com", redirecting.service(), TOKEN).await?;
    save(&vault, person).await?;
    vault.until_error_code("service-redirected").await?;
    has_no_objections(redirecting.service())?;
    has_no_objections(server.service())
}

async fn an_item_in_1password(stage: &Stage, person: &Person<'_>) -> Result<()> {
    let server = started(ConnectServer::start(TOKEN, 2).await)?;
    let (token, vault) = open_vault(stage).await?;
    vault.choose("1password-connect").await?;
    fill(&vault, "connect.example.com", server.service(), TOKEN).await?;
    save(&vault, person).await?;
    // The token reaches two vaults: the first one is chosen in the list, and nothing was made before.
    vault.until_text("notice").await?;
    ensure!(server.items().is_empty(), "made before a vault was chosen");
    save(&vault, person).await?;
    is_done(stage, &vault).await?;
    let items = server.items();
    let [item] = &items.values().collect::<Vec<_>>()[..] else {
        return Err(Error::wrong("not one item"));
    };
    ensure!(item["vault"]["id"] == VAULT_ID, "in another vault");
    let fields = item["fields"].as_array().cloned().unwrap_or_default();
    let value = |id: &str| {
        let field = fields.iter().find(|field| field["id"] == id);
        field.and_then(|field| field["value"].as_str())
    };
    ensure!(value("username") == Some(&token.key_id), "another ID");
    ensure!(value("credential") == Some(&token.secret), "another secret");
    has_no_objections(server.service())
}

/// Notes which permissions the extension is given from now on.
const NOTE_GRANTS: &str = "(window.trivetGranted = [], chrome.permissions.onAdded.addListener(
    ({ origins }) => window.trivetGranted.push(...origins)), '')";

/// Which it has been given, and whether it has that for the server's host still.
const GRANTS: &str = "chrome.permissions.contains({ origins: ['https://vault.example.com/*'] })
    .then((has) => JSON.stringify([window.trivetGranted, has]))";

/// Whether it was stored or refused: the permission for the server's host is given back.
async fn the_permission_is_given_back(stage: &Stage, person: &Person<'_>) -> Result<()> {
    let server = started(KeyValueServer::start(TOKEN, Fault::None).await)?;
    let session = &stage.session;
    let (_, vault) = open_vault(stage).await?;
    session.evaluate(NOTE_GRANTS).await?;
    vault.choose("vault-kv-server").await?;
    for (count, token) in ["another", TOKEN].into_iter().enumerate() {
        fill(&vault, "vault.example.com", server.service(), token).await?;
        save(&vault, person).await?;
        if token == TOKEN {
            vault.until_state("verified").await?;
        } else {
            vault.until_error_code("service-not-allowed").await?;
        }
        let grants = session.evaluate(GRANTS).await?;
        let given = vec!["https://vault.example.com/*"; count + 1];
        let wanted = json!([given, false]).to_string();
        ensure!(grants == wanted, "{grants} and not {wanted}");
    }
    Ok(())
}

/// All that the extension stores, and what stands in the fields of the server.
const STORED: &str = "chrome.storage.local.get(null).then((all) => JSON.stringify(all))";
const KEPT: &str = "chrome.storage.local.get('server vault-kv-server')
    .then((all) => Object.keys(all['server vault-kv-server']).sort().join())";
const FIELDS: &str = "JSON.stringify(['address', 'mount', 'namespace', 'token']
    .map((name) => document.getElementById(`service-${name}`).value))";

/// The address and the engine are filled in the next time, never the token; one press forgets them.
async fn the_server_used_last_is_filled_in(stage: &Stage, person: &Person<'_>) -> Result<()> {
    let server = started(KeyValueServer::start(TOKEN, Fault::None).await)?;
    let session = &stage.session;
    let (_, vault) = open_vault(stage).await?;
    vault.choose("vault-kv-server").await?;
    fill(&vault, "vault.example.com", server.service(), TOKEN).await?;
    save(&vault, person).await?;
    vault.until_state("verified").await?;
    let stored = session.evaluate(STORED).await?;
    ensure!(stored.contains("vault.example.com"), "{stored}");
    ensure!(!stored.contains(TOKEN), "the token is stored: {stored}");
    // The path stands in the record of the token until its dialog is closed, and not in what is kept.
    let kept = session.evaluate(KEPT).await?;
    ensure!(kept == "address,mount,namespace", "{kept} are kept");
    vault.close().await?;
    job::close(stage).await?;

    let (_, vault) = open_vault(stage).await?;
    let address = format!("https://vault.example.com:{}", server.service().port());
    let fields = session.evaluate(FIELDS).await?;
    let wanted = json!([address, MOUNT, "", ""]).to_string();
    ensure!(fields == wanted, "{fields} and not {wanted}");
    let at_hand = session.evaluate("document.activeElement.id").await?;
    ensure!(at_hand == "service-token", "the cursor is in {at_hand}");
    vault.type_into("input#service-path", "second").await?;
    vault.type_into("input#service-token", TOKEN).await?;
    save(&vault, person).await?;
    vault.until_state("verified").await?;
    ensure!(server.versions("second").len() == 1, "not stored");
    vault.close().await?;
    job::close(stage).await?;

    let (_, vault) = open_vault(stage).await?;
    vault.press("forget-server").await?;
    let fields = session.evaluate(FIELDS).await?;
    let wanted = json!(["", MOUNT, "", ""]).to_string();
    ensure!(fields == wanted, "{fields} and not {wanted}");
    let stored = session.evaluate(STORED).await?;
    ensure!(!stored.contains("vault.example.com"), "{stored}");
    has_no_objections(server.service())
}

/// Each with a person who answers what the browser asks.
async fn with_person(
    name: &str,
    browser: Browser,
    scenario: impl AsyncFnOnce(&Stage, &Person<'_>) -> Result<()>,
) -> Result<()> {
    asked::play(name, browser, Skin::Native, |same| same, scenario).await
}

crate::played_by! { with_person
    chromium Chromium
    [a_secret_in_vault what_is_there_is_not_written_over an_item_in_1password the_permission_is_given_back
     the_server_used_last_is_filled_in]
    firefox Firefox
    [a_secret_in_vault what_is_there_is_not_written_over an_item_in_1password the_permission_is_given_back
     the_server_used_last_is_filled_in]
}
