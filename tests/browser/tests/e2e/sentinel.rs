//! A known secret goes through the whole job and is then looked for wherever it could have been left. Each search must
//! first find it where it has to be, or find a word that was left there to be found.

use std::{collections::BTreeSet, path::Path};

use serde_json::json;
use trivet_browser::{
    Browser, DIALOG, Error, Request, Result, SessionOptions, Skin, Stage, Vault, ensure, job,
    scenarios,
    sentinel::{self, Sentinel},
    trial,
    wait::{LONG, Look, SOON, until},
};
use trivet_console::Screen;
use trivet_stand_ins::{Fault, KeyValueServer};

use crate::asked::{self, Person, WINDOW};

const KEY_ID: &str = "5E9C27B4-31AF-4D68-9B07-C2F8A1D463E5";
const SECRET: &str = "Sx7-qLm2_VtK9wZe4RbNcY8uHf3JdGaP6oTiWrXkQyM";
const PASSWORD: &str = "Vq3 Fähre, Lotse 木 & Quarz#71 Kompass";
const TOKEN: &str = "hvs.Wm4Kz8Tn2Bq6Yd9Lp3Xc7Rf";

/// Left in the extension's own storage, to be found there and on the disk.
const LEFT: &str = "left-in-the-storage-Pz8w";

/// In the clipboard before, and still there afterwards.
const COPIED: &str = "copied by the admin before";

/// Words that stand in the second program itself.
const OF_THE_PROGRAM: &str = "service-not-read-back";

/// Where a word is written to the console of each part.
const SAID: [&str; 4] = [
    "said-by-the-page-k3Vq",
    "said-by-the-guard-k3Vq",
    "said-by-the-vault-k3Vq",
    "said-by-the-background-k3Vq",
];

/// What the extension keeps, of every kind.
const STORED: &str = "Promise.all(['local', 'session', 'sync', 'managed'].map((area) => \
    chrome.storage[area].get(null).catch(() => null))).then(JSON.stringify)";

/// What the document has loaded.
const LOADED: &str =
    "JSON.stringify(performance.getEntriesByType('resource').map(({ name }) => name))";

/// A browser without Trivet.
#[allow(clippy::unnecessary_wraps)] // as the others
fn bare(_: Browser) -> Result<SessionOptions> {
    Ok(SessionOptions::bare())
}

/// A browser that records its requests.
fn recorded(browser: Browser) -> Result<SessionOptions> {
    Ok(SessionOptions {
        records_requests: true,
        ..SessionOptions::with_trivet(browser)?
    })
}

/// What must be nowhere.
fn everything() -> Result<Sentinel> {
    Sentinel::of(&[
        ("the secret", SECRET),
        ("the ID", KEY_ID),
        ("the password", PASSWORD),
        ("the token", TOKEN),
    ])
}

/// What must not be in the vault's window when the job is done: the ID stays in its list of what comes next.
fn all_but_the_id() -> Result<Sentinel> {
    Sentinel::of(&[
        ("the secret", SECRET),
        ("the password", PASSWORD),
        ("the token", TOKEN),
    ])
}

/// The search finds it where it must be.
fn some(found: &BTreeSet<&str>, place: &str) -> Result<()> {
    ensure!(!found.is_empty(), "the search finds nothing in {place}");
    Ok(())
}

fn none(found: &BTreeSet<&str>, place: &str) -> Result<()> {
    ensure!(found.is_empty(), "left in {place}: {found:?}");
    Ok(())
}

/// As [`job::hand_over`], but nothing of the window is read: Chromium keeps what it answers its driver in the window's heap.
async fn hand_over(stage: &Stage) -> Result<Vault<'_>> {
    stage.session.panel().press("open-vault").await?;
    let vault = stage.session.vault().await?;
    vault.until_state("ready").await?;
    Ok(vault)
}

/// Something for the search to find in the storage, and a word on the console of each part. The vault's window is at hand.
async fn leave_words(stage: &Stage) -> Result<()> {
    let [page, guard, vault, background] = SAID;
    let session = &stage.session;
    let leave = format!(
        "chrome.storage.local.set({{ left: {} }}).then(() => '')",
        json!(LEFT)
    );
    session.evaluate(&leave).await?;
    session
        .evaluate(&format!("(console.log({}), '')", json!(vault)))
        .await?;
    session.log_in_background(background).await?;
    in_the_guard(stage, "(word) => console.log(word)", guard).await?;
    session.to_first_window().await?;
    let in_page = "console.log(arguments[0])";
    session.script(in_page, vec![json!(page)]).await.map(drop)
}

/// Runs a function with this word among the guard's own scripts. The vault's window is at hand.
async fn in_the_guard(stage: &Stage, function: &str, word: &str) -> Result<()> {
    let run = format!(
        "chrome.tabs.query({{ url: 'https://*.evergage.com/*' }})
            .then(([tab]) => chrome.scripting.executeScript({{
                target: {{ tabId: tab.id }}, func: {function}, args: [{}],
            }}))
            .then(() => '')",
        json!(word)
    );
    stage.session.evaluate(&run).await.map(drop)
}

/// Nothing is left in the console's page, nor in what the browser keeps. The page is at hand.
async fn page_is_clean(stage: &Stage, traces: &Sentinel) -> Result<()> {
    let session = &stage.session;
    let found = |text: String| traces.found_in(text.as_bytes());
    none(&found(sentinel::document(session).await?), "the page")?;
    none(&found(session.panel().html().await?), "the panel")?;
    none(
        &found(session.history().await?.to_string()),
        "the page's history",
    )?;
    let cookies = session.cookies().await?.to_string();
    ensure!(
        cookies.contains("console_session"),
        "no cookies in {cookies}"
    );
    none(&found(cookies), "the cookies")
}

/// Nothing is left in the vault's window, its storage, its program's memory and the guard's, and it loaded nothing but its
/// own files. The window is at hand.
async fn vault_is_clean(stage: &Stage, traces: &Sentinel, server: Option<&str>) -> Result<()> {
    let session = &stage.session;
    let found = |text: String| traces.found_in(text.as_bytes());
    let document = sentinel::document(session).await?;
    let kept = all_but_the_id()?;
    none(&kept.found_in(document.as_bytes()), "the vault's document")?;
    none(
        &found(session.history().await?.to_string()),
        "the vault's history",
    )?;
    none(
        &traces.found_in_memory(session, "vaultMemory").await?,
        "the vault's memory",
    )?;
    none(&traces.found_in_guard(session).await?, "the guard's memory")?;
    let stored = session.evaluate(STORED).await?;
    ensure!(stored.contains(LEFT), "the storage is not {stored}");
    none(&found(stored), "the storage")?;

    let own = session.evaluate("location.origin").await?;
    let loaded = session.evaluate(LOADED).await?;
    let loaded: Vec<String> = serde_json::from_str(&loaded).unwrap_or_default();
    let is_known = |one: &&String| {
        one.starts_with(&own) || server.is_some_and(|server| one.starts_with(server))
    };
    let foreign = loaded.iter().find(|one| !is_known(one));
    ensure!(foreign.is_none(), "the vault has loaded {foreign:?}");
    Ok(())
}

/// Chromium tells what stands in a heap. The vault's window is at hand.
async fn heaps_are_clean(stage: &Stage, traces: &Sentinel) -> Result<()> {
    let session = &stage.session;
    if session.browser() != Browser::Chromium {
        return Ok(());
    }
    let left = Sentinel::of(&[("what was left", LEFT)])?;
    let leave = format!("globalThis.left = {}", json!(LEFT));
    session.evaluate(&leave).await?;
    let heap = session.heap().await?;
    some(&left.found_in(heap.as_bytes()), "the vault's heap")?;
    let kept = all_but_the_id()?;
    none(&kept.found_in(heap.as_bytes()), "the vault's heap")?;
    // The page and the guard share one, and the page may keep what it has made: what counts is what the guard holds.
    in_the_guard(stage, "(word) => { globalThis.left = word; }", LEFT).await?;
    session.to_first_window().await?;
    let (of_page, leave) = ("left by the page to itself", "window.left = [arguments[0]]");
    session.script(leave, vec![json!(of_page)]).await?;
    let heap = session.heap().await?;
    ensure!(heap.contains(of_page), "the page's heap is another");
    let held = sentinel::held_by(&heap, "guardMemory")?;
    some(&left.found_in(held.as_bytes()), "what the guard holds")?;
    ensure!(
        !held.contains(of_page),
        "the guard holds what is the page's"
    );
    none(&traces.found_in(held.as_bytes()), "what the guard holds")
}

/// Nothing is left on the disk: neither in the profile, nor among the downloads, nor in what the browser printed.
fn disk_is_clean(folder: &Path, traces: &Sentinel) -> Result<()> {
    let left = Sentinel::of(&[("what was left", LEFT)])?;
    let where_left = left.found_below(folder)?;
    ensure!(
        !where_left.is_empty(),
        "the search finds nothing in the profile"
    );
    let found = traces.found_below(folder)?;
    ensure!(found.is_empty(), "left on the disk: {found:?}");
    let printed = folder.join("printed.log");
    let printed = std::fs::read(&printed).map_err(|error| Error::wrong(error.to_string()))?;
    let printed = String::from_utf8_lossy(&printed);
    let unsaid: Vec<_> = SAID
        .iter()
        .filter(|word| !printed.contains(**word))
        .collect();
    ensure!(
        unsaid.is_empty(),
        "the consoles were not searched: {unsaid:?}"
    );
    Ok(())
}

/// The page spoke to the console, and the extension to nobody but this server; no address says anything.
fn spoke_to(
    requests: &[Request],
    traces: &Sentinel,
    console: &str,
    server: Option<&str>,
) -> Result<()> {
    let addresses: Vec<&str> = requests.iter().map(|one| one.url.as_str()).collect();
    none(
        &traces.found_in(addresses.join(" ").as_bytes()),
        "an address",
    )?;
    let (by_extension, others): (Vec<_>, Vec<_>) =
        requests.iter().partition(|one| one.is_by_extension());
    let by_page: Vec<_> = others.iter().filter(|one| !one.by.is_empty()).collect();
    ensure!(
        !by_page.is_empty(),
        "the page's requests are not recorded: {requests:?}"
    );
    let elsewhere: Vec<_> = by_page
        .iter()
        .filter(|one| !one.url.starts_with(console))
        .collect();
    ensure!(elsewhere.is_empty(), "the page speaks to {elsewhere:?}");
    let is_server = |one: &&&Request| server.is_some_and(|server| one.url.starts_with(server));
    let elsewhere: Vec<_> = by_extension.iter().filter(|one| !is_server(one)).collect();
    ensure!(
        elsewhere.is_empty(),
        "the extension speaks to {elsewhere:?}"
    );
    ensure!(
        by_extension.is_empty() == server.is_none(),
        "the extension's requests are not recorded"
    );
    Ok(())
}

async fn a_file_leaves_no_trace(stage: &Stage) -> Result<()> {
    let (session, traces) = (&stage.session, everything()?);
    stage.console.force_values(KEY_ID, SECRET);
    stage.open(Screen::CreateToken).await?;
    session.copy(COPIED).await?;
    job::from_form_to_dialog(stage).await?;
    let shown = sentinel::document(session).await?;
    some(&traces.found_in(shown.as_bytes()), "the page that shows it")?;
    let panel = session.panel().html().await?;
    none(
        &traces.found_in(panel.as_bytes()),
        "the panel beside the dialog",
    )?;

    let vault = hand_over(stage).await?;
    some(
        &traces.found_in_memory(session, "vaultMemory").await?,
        "the vault's memory",
    )?;
    some(&traces.found_in_guard(session).await?, "the guard's memory")?;
    leave_words(stage).await?;
    vault.to_front().await?;
    // A field that shows what is typed is one of those that browsers like to keep.
    vault.press("password-show").await?;
    vault.type_into("input#password", PASSWORD).await?;
    vault.save().await?;
    job::prove(stage, &vault).await?;
    vault.to_front().await?;
    vault.press("save-receipt").await?;
    until("the file and the receipt", SOON, async || {
        let count = std::fs::read_dir(session.downloads()).map_or(0, Iterator::count);
        Ok(Look::when(count == 2, || format!("{count} files")))
    })
    .await?;

    session.to_first_window().await?;
    job::close(stage).await?;
    page_is_clean(stage, &traces).await?;
    let copied = session.clipboard().await?;
    ensure!(copied == COPIED, "the clipboard has changed");
    vault.to_front().await?;
    vault_is_clean(stage, &traces, None).await?;
    heaps_are_clean(stage, &traces).await?;
    let requests = session.quit_and_tell_requests().await?;
    let console = stage.console.base_url(&stage.options(Screen::CreateToken));
    spoke_to(&requests, &traces, &console, None)?;
    disk_is_clean(session.folder(), &traces)
}

/// Another program of the same person can read a browser's memory, and garbage of the browser's is not wiped. What a page has
/// shown stays in that page's process; the password gets into none that draws a page.
async fn the_password_is_in_no_process_of_a_page(stage: &Stage) -> Result<()> {
    let (session, traces) = (&stage.session, everything()?);
    stage.console.force_values(KEY_ID, SECRET);
    stage.open(Screen::CreateToken).await?;
    job::from_form_to_dialog(stage).await?;
    let vault = hand_over(stage).await?;
    vault.to_front().await?;
    job::store(stage, &vault, PASSWORD).await?;
    job::close(stage).await?;
    let processes = traces.found_in_processes(session).await?;
    let of_page = processes.get("page");
    some(of_page.unwrap_or(&BTreeSet::new()), "the page's process")?;
    for (purpose, found) in &processes {
        // It is typed into the browser, which gives it to the extension.
        if !matches!(purpose.as_str(), "browser" | "extension") {
            let password = found.iter().find(|one| one.starts_with("the password"));
            ensure!(password.is_none(), "{purpose} has {password:?}");
        }
    }
    Ok(())
}

async fn a_server_leaves_no_trace(stage: &Stage, person: &Person<'_>) -> Result<()> {
    let (session, traces) = (&stage.session, everything()?);
    let server = KeyValueServer::start(TOKEN, Fault::None).await;
    let server = server.map_err(|error| Error::wrong(error.to_string()))?;
    let address = format!("https://vault.example.com:{}", server.service().port());
    stage.console.force_values(KEY_ID, SECRET);
    stage.open(Screen::CreateToken).await?;
    job::from_form_to_dialog(stage).await?;
    let vault = hand_over(stage).await?;
    leave_words(stage).await?;
    vault.to_front().await?;
    vault.choose("vault-kv-server").await?;
    vault.type_into("input#service-address", &address).await?;
    vault.type_into("input#service-token", TOKEN).await?;
    person.turns_to(WINDOW);
    vault.press("encrypt").await?;
    person.allows().await?;
    vault.until_state("verified").await?;
    session.to_first_window().await?;
    session.panel().until_step(7, "done").await?;
    job::close(stage).await?;

    page_is_clean(stage, &traces).await?;
    vault.to_front().await?;
    let of_the_program = Sentinel::of(&[("its words", OF_THE_PROGRAM)])?;
    let direct = of_the_program
        .found_in_memory(session, "directMemory")
        .await?;
    some(&direct, "the second program's memory")?;
    let direct = traces.found_in_memory(session, "directMemory").await?;
    none(&direct, "the second program's memory")?;
    vault_is_clean(stage, &traces, Some(&address)).await?;
    heaps_are_clean(stage, &traces).await?;
    let requests = session.quit_and_tell_requests().await?;
    let console = stage.console.base_url(&stage.options(Screen::CreateToken));
    spoke_to(&requests, &traces, &console, Some(&address))?;
    disk_is_clean(session.folder(), &traces)
}

/// What stands in the fields of a page, Chromium keeps on the disk by itself, to bring the tab back after a crash. Trivet has
/// no part in it, and cannot take it away: that is why the other tests use a console that shows the values as text.
async fn chromium_itself_keeps_the_fields_of_a_page(stage: &Stage) -> Result<()> {
    let (session, traces) = (&stage.session, everything()?);
    let page = session.page();
    stage.console.force_values(KEY_ID, SECRET);
    stage.open(Screen::CreateToken).await?;
    page.press("OK").await?;
    page.until_shows(DIALOG, true).await?;
    let kept = session.folder().join("profile/Default/Sessions");
    until("Chromium to keep what the fields hold", LONG, async || {
        let found = traces.found_below(&kept)?;
        Ok(Look::when(!found.is_empty(), || "nothing".to_owned()))
    })
    .await
}

async fn beside_a_server(browser: Browser) -> Result<()> {
    let name = format!(
        "e2e::sentinel::{}::a_server_leaves_no_trace",
        browser.name()
    );
    let recorded = |options| SessionOptions {
        records_requests: true,
        ..options
    };
    let scenario = a_server_leaves_no_trace;
    asked::play(&name, browser, Skin::React, recorded, scenario).await
}

mod chromium {
    use super::*;

    scenarios!(Chromium aria Aria (crate::sentinel::recorded) [a_file_leaves_no_trace]);
    scenarios!(Chromium memory Native (trivet_browser::SessionOptions::with_trivet) [the_password_is_in_no_process_of_a_page]);
    trial!(a_server_leaves_no_trace, {
        super::beside_a_server(Browser::Chromium).await
    });
    scenarios!(
        Chromium native Native (crate::sentinel::bare)
        [chromium_itself_keeps_the_fields_of_a_page]
    );
}

mod firefox {
    use super::*;

    scenarios!(Firefox aria Aria (crate::sentinel::recorded) [a_file_leaves_no_trace]);
    scenarios!(Firefox memory Native (trivet_browser::SessionOptions::with_trivet) [the_password_is_in_no_process_of_a_page]);
    trial!(a_server_leaves_no_trace, {
        super::beside_a_server(Browser::Firefox).await
    });
}
