//! The list of what comes next in Salesforce Setup: what its buttons copy, where its link leads, what it prints.

use serde_json::json;
use trivet_browser::{
    Result, Stage, Vault, ensure, in_every_browser, job, sentinel,
    wait::{Look, SOON, until},
};

use crate::PASSWORD;
use crate::vault::open_vault;

/// What is left of the window where the styles for paper hold.
pub(crate) const ON_PAPER: &str = "for (const sheet of document.styleSheets) { \
        const rules = [...sheet.cssRules].filter((rule) => rule.media?.mediaText === 'print'); \
        for (const rule of rules.flatMap((media) => [...media.cssRules])) { \
            sheet.insertRule(rule.cssText, sheet.cssRules.length); \
        } \
    } \
    return document.body.innerText.trim()";

/// Presses a button of the list.
async fn press(stage: &Stage, css: &str) -> Result<()> {
    let button = stage.session.find(css).await?;
    stage.session.click(&button).await
}

async fn until_text_of(stage: &Stage, css: &str, words: &str) -> Result<()> {
    let script = "return document.querySelector(arguments[0]).textContent";
    until(format!("{css} to say {words}"), SOON, async || {
        let text = stage.session.script(script, vec![json!(css)]).await?;
        let says = text.as_str().is_some_and(|text| text.contains(words));
        Ok(Look::when(says, || text.to_string()))
    })
    .await
}

/// Types the address of an org; answers with where the link leads then.
async fn link_for(stage: &Stage, vault: &Vault<'_>, address: &str) -> Result<String> {
    vault.type_into("input#setup-address", address).await?;
    // Whoever leaves the field is told what is wrong.
    press(stage, "#salesforce-title").await?;
    let script = "const link = document.querySelector('#setup-link'); \
                  const error = document.querySelector('#setup-error').textContent; \
                  return link.checkVisibility() ? link.href : error";
    let what = format!("a link or an error for {address}");
    until(what, SOON, async || {
        let led = stage.session.script(script, Vec::new()).await?;
        let led = led.as_str().unwrap_or_default().to_owned();
        Ok(Look::or_not_yet((!led.is_empty()).then_some(led), || {
            "neither".to_owned()
        }))
    })
    .await
}

/// A second press while the button still says that it has copied: how often that is.
const TWICE: &str = "(async () => {
    let writes = 0;
    navigator.clipboard.writeText = async () => { writes += 1; };
    const button = document.querySelector('[data-copies=user-name]');
    button.click();
    while (button.textContent !== 'Copied') await new Promise(requestAnimationFrame);
    button.click();
    await new Promise((turn) => setTimeout(turn, 0));
    return String(writes);
})()";

async fn what_comes_next_is_copied_and_printed(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let (token, vault) = open_vault(stage).await?;
    job::store(stage, &vault, PASSWORD).await?;
    // So that the clipboard can be read; a person's press needs nothing of the kind.
    session.to_first_window().await?;
    session.copy("copied before").await?;
    vault.to_front().await?;
    let base_url = format!("https://{}", trivet_console::HOST);
    for (part, value) in [
        ("credential-label", "Interaction_Studio_Creds"),
        ("credential-name", "Interaction_Studio_Creds"),
        ("base-url", &base_url),
        ("user-name", &token.key_id),
    ] {
        let button = format!("[data-copies={part}]");
        press(stage, &button).await?;
        until_text_of(stage, &button, "Copied").await?;
        let copied = session.clipboard().await?;
        ensure!(copied == value, "{part}: {copied}");
    }
    until_text_of(stage, "[data-copies=user-name]", "Copy").await?;
    let writes = session.evaluate(TWICE).await?;
    ensure!(writes == "1", "copied {writes} times");
    until_text_of(stage, "[data-copies=user-name]", "Copy").await?;

    let refuse = "(navigator.clipboard.writeText = () => Promise.reject(new Error()), '')";
    session.evaluate(refuse).await?;
    press(stage, "[data-copies=base-url]").await?;
    until_text_of(stage, "#not-copied", "did not allow").await?;

    let count = "(window.printed = 0, window.print = () => { window.printed += 1; }, '')";
    session.evaluate(count).await?;
    press(stage, "#print").await?;
    until("the list to be printed", SOON, async || {
        let printed = session.evaluate("String(window.printed)").await?;
        Ok(Look::when(printed == "1", || printed))
    })
    .await?;

    let led = link_for(stage, &vault, "https://example.com").await?;
    ensure!(led.contains("not a Salesforce address"), "{led}");
    let led = link_for(stage, &vault, "https://acme.lightning.force.com/x?y").await?;
    let page = "https://acme.lightning.force.com/lightning/setup/NamedCredential/home";
    ensure!(led == page, "{led}");

    let shown = sentinel::document(session).await?;
    ensure!(!shown.contains(&token.secret), "the list has the secret");
    let printed = session.script(ON_PAPER, Vec::new()).await?;
    let printed = printed.as_str().unwrap_or_default();
    ensure!(
        printed.starts_with("Next in Salesforce Setup")
            && printed.ends_with("InteractionStudioService.")
            && printed.contains(&token.key_id),
        "not the list: {printed}"
    );
    for left_out in ["verified", "Copy", "Print", "address", "dialog"] {
        ensure!(!printed.contains(left_out), "{left_out} in {printed}");
    }
    session.to_first_window().await?;
    job::close(stage).await
}

in_every_browser!(what_comes_next_is_copied_and_printed);
