//! Receipts that are kept where a person wants them, and what the options page does with them.

use serde_json::Value;
use trivet_browser::{
    Result, Stage, ensure, in_every_browser, job,
    wait::{Look, SOON, until},
};

use crate::{PASSWORD, vault::open_vault};

const WANT: &str = "chrome.storage.local.set({ settings: { keepReceipts: true } }).then(() => '')";
/// Where receipts are: what reads them, and what puts others there, given what is done with the object store.
const WITH_STORE: &str = r#"new Promise((resolve, reject) => {
    const opening = indexedDB.open("trivet", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const request = WORK(opening.result.transaction("kept", "readwrite").objectStore("kept"));
        request.onerror = () => reject(request.error);
        request.onsuccess = () => (opening.result.close(), resolve(request.result));
    };
})"#;

/// All receipts as JSON, or `none`.
pub(crate) async fn stored(stage: &Stage) -> Result<String> {
    let read = WITH_STORE.replace("WORK", "((store) => store.get('receipts'))");
    let read = format!("{read}.then((all) => all === undefined ? 'none' : JSON.stringify(all))");
    stage.session.evaluate(&read).await
}

/// Has the vault's window, or the options page, keep receipts from now on.
pub(crate) async fn want(stage: &Stage) -> Result<()> {
    stage.session.evaluate(WANT).await.map(drop)
}

/// Puts receipts there, and has the page look again, as it does when a person comes back to it.
async fn put(stage: &Stage, receipts: &str) -> Result<()> {
    let write = WITH_STORE.replace("WORK", "((store) => store.put(receipts, 'receipts'))");
    let put = format!(
        "(async () => {{ const receipts = await ({receipts}); await {write}; window.dispatchEvent(new Event('focus')); return ''; }})()"
    );
    stage.session.evaluate(&put).await.map(drop)
}

async fn one_is_kept_where_it_is_wanted(stage: &Stage) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    want(stage).await?;
    let file = job::store(stage, &vault, PASSWORD).await?;
    vault.to_front().await?;
    vault.until_says("receipt", "is kept").await?;
    let stored = stored(stage).await?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let beginning: String = token.key_id.chars().take_while(|c| *c != '-').collect();
    for part in [
        &*name,
        &beginning,
        "Can send events",
        "\\\"datasets\\\":\\\"none\\\"",
    ] {
        ensure!(stored.contains(part), "no {part} in {stored}");
    }
    for value in [&token.key_id, &token.secret, PASSWORD] {
        ensure!(!stored.contains(value), "a value is in {stored}");
    }
    stage.session.to_first_window().await?;
    job::close(stage).await
}

/// Two receipts as they are documented, made by the browser's own hash.
const TWO: &str = r#"(async () => {
    const entries = [];
    let head = "";
    for (const place of ["one.kdbx", "two.kdbx"]) {
        const receipt = JSON.stringify({ layout: 2, entry: "Personalization API key acme", console: "acme.evergage.com",
            purpose: "Sales and Service Cloud", verified: "2026-11-23T20:36:00Z", destination: "kdbx", place });
        const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(head + "\n" + receipt));
        head = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        entries.push({ receipt, hash: head });
    }
    return { start: "", entries, head };
})()"#;

/// The same with the older one changed, as somebody could do it outside of Trivet.
fn edited() -> String {
    let edit = "receipts.entries[0].receipt = receipts.entries[0].receipt.replace('one.kdbx', 'other.kdbx')";
    format!("{TWO}.then((receipts) => ({edit}, receipts))")
}

const LINES: &str =
    "return [...document.querySelectorAll('#receipts li')].map((line) => line.innerText)";

async fn shows(stage: &Stage, what: &str, is_it: impl Fn(&[String]) -> bool) -> Result<()> {
    until(what, SOON, async || {
        let lines = stage.session.script(LINES, Vec::new()).await?;
        let lines: Vec<String> = serde_json::from_value(lines).unwrap_or_default();
        Ok(Look::when(is_it(&lines), || format!("{lines:?}")))
    })
    .await
}

/// Two receipts on the options page, which is at hand, one of them changed outside of Trivet.
pub(crate) async fn two_of_which_one_was_changed(stage: &Stage) -> Result<()> {
    put(stage, &edited()).await?;
    shows(stage, "what was changed", |lines| {
        lines.len() == 2 && !lines[0].contains("Changed") && lines[1].contains("Changed")
    })
    .await
}

async fn press(stage: &Stage, css: &str) -> Result<()> {
    let button = stage.session.find(css).await?;
    stage.session.click(&button).await
}

async fn the_options_page_lists_saves_and_deletes_them(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    session.go_to_extension("options.html").await?;
    put(stage, TWO).await?;
    let both = |lines: &[String]| {
        let newest_first = lines.iter().zip(["two.kdbx", "one.kdbx"]);
        lines.len() == 2
            && newest_first
                .clone()
                .all(|(line, place)| line.contains(place))
    };
    shows(stage, "both receipts", both).await?;
    let broken = session.find("#receipts-broken").await?;
    ensure!(
        !broken.is_displayed().await.unwrap_or(true),
        "none was changed"
    );

    let search = session.find("#search-receipts").await?;
    session.click(&search).await?;
    session.type_text("TWO.kdbx").await?;
    shows(stage, "the one that is found", |lines| {
        lines.len() == 1 && lines[0].contains("two.kdbx")
    })
    .await?;
    press(stage, "[data-act=save-receipt]").await?;
    let saved = session.downloads().join("trivet-receipt.json");
    until("the receipt to be saved", SOON, async || {
        let text = std::fs::read_to_string(&saved).unwrap_or_default();
        Ok(Look::when(text.contains("\"place\": \"two.kdbx\""), || {
            text.clone()
        }))
    })
    .await?;
    press(stage, "[data-act=save-receipts]").await?;
    let saved = session.downloads().join("trivet-receipts.json");
    let stored: Value = serde_json::from_str(&stored(stage).await?).unwrap_or_default();
    until("all receipts to be saved", SOON, async || {
        let text = std::fs::read_to_string(&saved).unwrap_or_default();
        let read = serde_json::from_str::<Value>(&text);
        Ok(Look::when(read.is_ok_and(|read| read == stored), || text))
    })
    .await?;
    session
        .evaluate("(document.querySelector('#search-receipts').value = '')")
        .await?;

    put(stage, &edited()).await?;
    shows(stage, "what was changed", |lines| {
        lines.len() == 2 && !lines[0].contains("Changed") && lines[1].contains("Changed")
    })
    .await?;
    ensure!(
        broken.is_displayed().await.unwrap_or(false),
        "it is not said"
    );
    let other = "#receipts li:last-child [data-act=delete-receipt]";
    ensure!(
        session.find_all(other).await?.is_empty(),
        "it can be hidden"
    );
    press(stage, "#receipts [data-act=delete-receipt]").await?;
    shows(stage, "what was deleted", |lines| {
        lines.len() == 2 && lines[0].starts_with("You deleted")
    })
    .await?;
    press(stage, "#delete-all summary").await?;
    press(stage, "[data-act=delete-receipts]").await?;
    shows(stage, "none", <[String]>::is_empty).await?;
    ensure!(self::stored(stage).await? == "none", "some are kept");
    let focused = session.script("return document.activeElement.id", Vec::new());
    let focused = focused.await?;
    ensure!(focused == "nothing-receipts", "the focus is at {focused}");

    press(stage, "#keep-receipts").await?;
    let row = "return [...document.querySelectorAll('#settings tr')].map((row) => row.innerText).join('\\n')";
    until("the setting", SOON, async || {
        let rows = session.script(row, Vec::new()).await?;
        let is_set = rows
            .as_str()
            .is_some_and(|rows| rows.contains("each token\tYes\tYou"));
        Ok(Look::when(is_set, || rows.to_string()))
    })
    .await
}

/// The window says that all is verified, and that it cannot tell of the receipt.
async fn a_browser_that_does_not_answer_holds_nothing_up(stage: &Stage) -> Result<()> {
    let (_, vault) = open_vault(stage).await?;
    want(stage).await?;
    let silent = "(indexedDB.open = () => ({}), '')";
    stage.session.evaluate(silent).await?;
    job::store(stage, &vault, PASSWORD).await?;
    vault.to_front().await?;
    vault.until_says("receipt", "cannot tell").await?;
    stage.session.to_first_window().await?;
    job::close(stage).await
}

/// What cannot be read is not called nothing.
async fn what_is_not_read_is_said(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    session.go_to_extension("options.html").await?;
    shows_text(stage, "There are no receipts.", true).await?;
    let refuse = "(indexedDB.open = () => { throw new Error() }, window.dispatchEvent(new Event('focus')), '')";
    session.evaluate(refuse).await?;
    shows_text(stage, "Trivet cannot tell everything", true).await?;
    for said in ["There are no receipts.", "Nothing is remembered."] {
        shows_text(stage, said, false).await?;
    }
    Ok(())
}

async fn shows_text(stage: &Stage, words: &str, is_said: bool) -> Result<()> {
    until(
        format!("“{words}” to be said: {is_said}"),
        SOON,
        async || {
            let text = stage.session.page().text().await?;
            Ok(Look::when(text.contains(words) == is_said, || text))
        },
    )
    .await
}

in_every_browser!(
    one_is_kept_where_it_is_wanted;
    in_chromium: a_browser_that_does_not_answer_holds_nothing_up,
    what_is_not_read_is_said,
    the_options_page_lists_saves_and_deletes_them,
);
