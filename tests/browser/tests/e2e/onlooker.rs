//! Another extension in the same browser opens our closed root (T7): there is nothing secret in it, and its presses do nothing.

use trivet_browser::{
    Browser, Error, Result, SessionOptions, Stage, ensure, in_every_browser, job, project,
};
use trivet_console::Screen;

use crate::PASSWORD; // begins with “Grüner Dreifuß”

const WRONG: &str = "Can send events";

fn with_another(browser: Browser) -> Result<SessionOptions> {
    Ok(SessionOptions {
        others: vec![project().join("tests/browser/tests/onlooker")],
        ..SessionOptions::with_trivet(browser)?
    })
}

/// Has the other extension press every button of the panel by script.
async fn presses_all(stage: &Stage) -> Result<()> {
    let script = "delete document.documentElement.dataset.onlookerPressed;
        document.dispatchEvent(new Event('onlooker-press'));
        return Number(document.documentElement.dataset.onlookerPressed ?? 0)";
    let pressed = stage.session.script(script, Vec::new()).await?;
    ensure!(
        pressed.as_u64().is_some_and(|pressed| pressed > 2),
        "pressed: {pressed}"
    );
    let script = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))";
    stage.session.script(script, Vec::new()).await.map(drop)
}

async fn it_reads_and_presses_in_vain(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    let (page, panel) = (stage.session.page(), stage.session.panel());
    page.click_box(WRONG).await?;
    panel.until_step(4, "wrong").await?;
    presses_all(stage).await?;
    ensure!(
        page.is_ticked(WRONG).await? == Some(false),
        "a scripted press put the form right"
    );
    panel.press("put-right").await?;
    page.until_ticked(WRONG, true).await?;
    let token = job::from_form_to_dialog(stage).await?;

    let windows = stage.session.windows().await?.len();
    presses_all(stage).await?;
    let drawn = panel.until_notice("credentials").await?;
    ensure!(!drawn.text.contains("opening"), "{}", drawn.text);
    ensure!(
        panel.drawn().await?.notice("elsewhere").is_none(),
        "a scripted press said that the values are safe"
    );
    let vault = job::hand_over(stage, &token).await?;
    let opened = stage.session.windows().await?.len() - windows;
    ensure!(opened == 1, "{opened} windows were opened");
    job::store(stage, &vault, PASSWORD).await?;
    job::close(stage).await?;

    let script = "document.dispatchEvent(new Event('onlooker-tell'));
        return document.documentElement.dataset.onlookerNoted ?? ''";
    let noted = stage.session.script(script, Vec::new()).await?;
    let noted = noted
        .as_str()
        .ok_or_else(|| Error::wrong("it tells nothing"))?;
    // It did read: the words are there. And nothing else is.
    for words in ["Save in an encrypted file", "Saved and verified: "] {
        ensure!(noted.contains(words), "it did not read “{words}”");
    }
    for (what, value) in [
        ("the secret", token.secret.as_str()),
        ("the key ID", &token.key_id),
        ("the password", "Grüner Dreifuß"),
    ] {
        ensure!(!noted.contains(value), "{what} stood in the panel");
    }
    Ok(())
}

in_every_browser!(@with (crate::onlooker::with_another) [it_reads_and_presses_in_vain]);
