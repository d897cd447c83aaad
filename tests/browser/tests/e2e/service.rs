//! Straight to a server: what it was sent is what the test's own server knows, and it objects to whatever is not described.

use serde_json::json;
use trivet_browser::{
    Browser, Error, Result, SessionOptions, Stage, Vault, ensure, in_every_browser, job,
};
use trivet_services::{ConnectServer, Fault, KeyValueServer, MOUNT, Service, VAULT_ID};

use crate::vault::open_vault;

const TOKEN: &str = "hvs.made-up-token-of-the-test";

/// A browser whose person lets the extension speak to the server.
pub(crate) fn with_permissions(browser: Browser) -> Result<SessionOptions> {
    Ok(SessionOptions {
        grants_permissions: true,
        ..SessionOptions::with_trivet(browser)?
    })
}

fn started<T>(server: std::result::Result<T, trivet_services::ServicesError>) -> Result<T> {
    server.map_err(|error| Error::wrong(error.to_string()))
}

/// The path that the window proposes.
fn path() -> String {
    let account = trivet_console::HOST.trim_end_matches(".evergage.com");
    format!("personalization/{account}")
}

async fn fill(vault: &Vault<'_>, host: &str, service: &Service, token: &str) -> Result<()> {
    let address = format!("https://{host}:{}", service.port());
    vault.type_into("input#service-address", &address).await?;
    vault.type_into("input#service-token", token).await
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

async fn a_secret_in_vault(stage: &Stage) -> Result<()> {
    let server = started(KeyValueServer::start(TOKEN, Fault::None).await)?;
    let (token, vault) = open_vault(stage).await?;
    vault.choose("vault-kv-server").await?;

    // A token that is not let in stores nothing, and nothing is lost.
    fill(&vault, "vault.example.com", server.service(), "another").await?;
    vault.press("encrypt").await?;
    vault.until_error_code("service-not-allowed").await?;
    ensure!(server.versions(&path()).is_empty(), "stored all the same");

    vault.type_into("input#service-token", TOKEN).await?;
    vault.press("encrypt").await?;
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

async fn what_is_there_is_not_written_over(stage: &Stage) -> Result<()> {
    let server = started(KeyValueServer::start(TOKEN, Fault::None).await)?;
    server.put(&path(), serde_json::Map::new());
    let (_, vault) = open_vault(stage).await?;
    vault.choose("vault-kv-server").await?;
    fill(&vault, "vault.example.com", server.service(), TOKEN).await?;
    vault.press("encrypt").await?;
    vault.until_error_code("service-already-there").await?;
    ensure!(server.versions(&path()).len() == 1, "written over");

    let redirecting = started(KeyValueServer::start(TOKEN, Fault::Redirecting).await)?;
    fill(&vault, "vault.example.com", redirecting.service(), TOKEN).await?;
    vault.press("encrypt").await?;
    vault.until_error_code("service-redirected").await?;
    has_no_objections(redirecting.service())?;
    has_no_objections(server.service())
}

async fn an_item_in_1password(stage: &Stage) -> Result<()> {
    let server = started(ConnectServer::start(TOKEN, 2).await)?;
    let (token, vault) = open_vault(stage).await?;
    vault.choose("1password-connect").await?;
    fill(&vault, "connect.example.com", server.service(), TOKEN).await?;
    vault.press("encrypt").await?;
    // The token reaches two vaults: the first one is chosen in the list, and nothing was made before.
    vault.until_text("notice").await?;
    ensure!(server.items().is_empty(), "made before a vault was chosen");
    vault.press("encrypt").await?;
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

/// Notes in Firefox which permissions the extension is given from now on.
const NOTE_GRANTS: &str = r#"
    const { extension } = WebExtensionPolicy.getByID(arguments[0]);
    window.trivetGranted = [];
    extension.on("add-permissions", (_, { origins }) => window.trivetGranted.push(...origins));
"#;

/// Which it has been given, and which it has still.
const GRANTS: &str = r#"
    const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
    return ExtensionPermissions.get(arguments[0])
        .then(({ origins }) => JSON.stringify([window.trivetGranted, origins]));
"#;

const ID: &str = trivet::identity::GECKO_ID;

/// Whether it was stored or refused: the permission for the server's host is given back. Chromium's extension has it from
/// the start here, because nobody can press Chromium's question.
async fn the_permission_is_given_back(stage: &Stage) -> Result<()> {
    let server = started(KeyValueServer::start(TOKEN, Fault::None).await)?;
    let session = &stage.session;
    let (_, vault) = open_vault(stage).await?;
    session.to_first_window().await?;
    session.chrome_script(NOTE_GRANTS, vec![json!(ID)]).await?;
    let host = "https://vault.example.com/*";
    vault.to_front().await?;
    vault.choose("vault-kv-server").await?;
    for (count, token) in ["another", TOKEN].into_iter().enumerate() {
        vault.to_front().await?;
        fill(&vault, "vault.example.com", server.service(), token).await?;
        vault.press("encrypt").await?;
        if token == TOKEN {
            vault.until_state("verified").await?;
        } else {
            vault.until_error_code("service-not-allowed").await?;
        }
        session.to_first_window().await?;
        let grants = session.chrome_script(GRANTS, vec![json!(ID)]).await?;
        let wanted = json!([vec![host; count + 1], ["https://*.evergage.com/*"]]).to_string();
        ensure!(grants == wanted.as_str(), "{grants} and not {wanted}");
    }
    Ok(())
}

mod given_back {
    pub(super) use super::the_permission_is_given_back;

    mod firefox {
        use trivet_browser::scenarios;

        scenarios!(Firefox native Native (crate::service::with_permissions) [the_permission_is_given_back]);
    }
}

in_every_browser!(
    @with (crate::service::with_permissions) [a_secret_in_vault what_is_there_is_not_written_over an_item_in_1password]
);
