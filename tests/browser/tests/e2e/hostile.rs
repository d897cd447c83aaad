//! Hostile values and names (T20) in the panel and in the vault: shown as text, short, in our own direction, and nothing of
//! them runs.

use serde_json::json;
use trivet_browser::{
    Result, Stage, ensure, in_every_browser, job,
    wait::{Look, SOON, until},
};
use trivet_console::{Options, Screen};

use crate::PASSWORD;

const MARKUP: &str =
    "\"'><img src=x onerror='window.pwned=1'><script>window.pwned=1</script>&lt;&#0;";

async fn nothing_ran(stage: &Stage, place: &str) -> Result<()> {
    let script = "return typeof window.pwned";
    let pwned = stage.session.script(script, Vec::new()).await?;
    ensure!(pwned == "undefined", "it ran in {place}");
    Ok(())
}

/// Markup, marks of direction, a formula, and the edges of what is a character: into the file and out of it, to the letter.
async fn values_are_text(stage: &Stage) -> Result<()> {
    let secret = format!("={MARKUP}\u{202e}\u{2066}\u{feff}{}", "漢".repeat(1_000));
    let key_id = format!("javascript:{MARKUP}\u{202e}dmc.exe");
    stage.console.force_values(&key_id, &secret);
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    let html = stage.session.panel().html().await?;
    ensure!(!html.contains("onerror"), "a value stands in the panel");
    stage.session.panel().press("open-vault").await?;
    let vault = stage.session.vault().await?;
    vault.until_state("ready").await?;
    let script = "const id = document.querySelector('[data-part=key-id]');
        return [id.textContent, id.children.length, document.images.length, document.documentElement.scrollWidth <= innerWidth]";
    let shown = stage.session.script(script, Vec::new()).await?;
    ensure!(shown == json!([key_id, 0, 0, true]), "{shown}");
    nothing_ran(stage, "the vault").await?;
    let file = job::store(stage, &vault, PASSWORD).await?;
    nothing_ran(stage, "the page").await?;
    let entry = trivet_browser::keepassxc::only_entry(&file, PASSWORD)?;
    ensure!(entry.password == token.secret, "another secret");
    job::close(stage).await
}

/// The longest value is 4096 characters. What is longer is refused by the vault, and the dialog stays held.
async fn a_value_of_a_megabyte_is_refused(stage: &Stage) -> Result<()> {
    stage
        .console
        .force_values("made-up", &"x".repeat(1_000_000));
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    let page = stage.session.page();
    page.press("OK").await?;
    page.until_shows(trivet_browser::DIALOG, true).await?;
    let panel = stage.session.panel();
    let drawn = panel
        .until("a word on the credentials", |drawn| {
            drawn.shown && !drawn.notices.is_empty()
        })
        .await?;
    if drawn.offers("open-vault") {
        panel.press("open-vault").await?;
        let vault = stage.session.vault().await?;
        vault.until_error_code("handover-refused").await?;
        vault.close().await?;
    }
    page.press("Close").await?;
    panel.until_notice("close-held").await?;
    ensure!(
        page.shows(trivet_browser::DIALOG).await?,
        "the dialog closed"
    );
    Ok(())
}

/// What the page calls its boxes: with halves of characters, NUL, marks of direction, markup, a megabyte.
async fn names_are_text(stage: &Stage) -> Result<()> {
    let options = Options {
        extra_permissions: true,
        ..stage.options(Screen::CreateToken)
    };
    stage.open_with(&options).await?;
    job::permissions_are_right(stage).await?;
    let (page, panel) = (stage.session.page(), stage.session.panel());
    page.click_box("Can export segments").await?;
    page.click_box("Can delete data").await?;
    panel.until_step(4, "wrong").await?;
    let script = r#"
        const names = ["\ud800\u0000\u202eselif daer naC\udfff", arguments[0], "Can " + "very ".repeat(2e5) + "long"];
        const changed = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const at = ["Can export segments", "Can delete data", "Can manage catalog"].indexOf(walker.currentNode.data.trim());
            if (at >= 0) changed.push([walker.currentNode, names[at]]);
        }
        for (const [text, name] of changed) text.data = name;
        return changed.length"#;
    let changed = stage.session.script(script, vec![json!(MARKUP)]).await?;
    ensure!(changed.as_u64() >= Some(3), "changed: {changed}");
    until("the panel to say the names", SOON, async || {
        let drawn = panel.drawn().await?;
        let text = drawn.to_string();
        Ok(Look::when(
            text.contains("onerror") && text.contains("selif"),
            || text,
        ))
    })
    .await?;
    let html = panel.html().await?;
    ensure!(
        !html.contains("<img") && !html.contains("<script"),
        "markup in the panel"
    );
    ensure!(!html.contains('\u{202e}'), "the line is turned around");
    ensure!(html.len() < 60_000, "{} bytes in the panel", html.len());
    nothing_ran(stage, "the page").await?;
    page.press("OK").await?;
    panel.until_notice("submit-held").await?;
    panel.press("put-right").await?;
    panel.until_step(4, "done").await?;
    nothing_ran(stage, "the page").await
}

in_every_browser!(
    values_are_text;
    in_chromium: a_value_of_a_megabyte_is_refused,
    names_are_text,
);
