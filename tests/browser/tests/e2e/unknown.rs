//! What is not recognised: it is said, nothing on it is touched, it can be taught, and a report of it holds no value.

use std::path::PathBuf;

use trivet_browser::wait::{Look, SOON, until};
use trivet_browser::{Result, Stage, ensure, in_every_browser, job};
use trivet_console::{Options, Screen, Wording};

const RENAMED: &str = "Allow API calls";

async fn open_renamed(stage: &Stage) -> Result<()> {
    let options = Options {
        wording: Wording::Renamed,
        ..stage.options(Screen::CreateToken)
    };
    stage.open_with(&options).await
}

/// The text of a file that the browser saved.
async fn saved(stage: &Stage, name: &str) -> Result<String> {
    let path: PathBuf = stage.session.downloads().join(name);
    until(format!("the file {name}"), SOON, async || {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        Ok(Look::or_not_yet((!text.is_empty()).then_some(text), || {
            "no file".to_owned()
        }))
    })
    .await
}

async fn a_form_of_other_words_is_said_and_left_alone(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    open_renamed(stage).await?;
    let notice = panel.until_notice("not-recognised").await?;
    ensure!(notice.text.contains("Can access API"), "{notice:?}");
    ensure!(
        page.is_ticked(RENAMED).await? == Some(false),
        "it was ticked"
    );
    ensure!(
        page.is_ticked("Is enabled").await? == Some(false),
        "a box was ticked on a form that is not recognised"
    );
    // The list is one to be ticked by hand.
    panel.press("tick-4").await?;
    panel.until_step(4, "by-hand").await?;
    // Nothing is held: the admin goes on.
    page.press("OK").await?;
    page.until_shows(trivet_browser::DIALOG, true).await
}

async fn what_is_taught_is_found_at_the_next_visit(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    open_renamed(stage).await?;
    panel.until_notice("not-recognised").await?;
    panel.press("check-screen").await?;
    panel.press("teach-can-access-api").await?;
    panel
        .until("it asks to be shown", |drawn| !drawn.offers("leave-sheet"))
        .await?;
    page.click_box(RENAMED).await?;
    panel
        .until("it says what it understood", |drawn| {
            drawn.offers("keep-lesson")
        })
        .await?;
    ensure!(
        page.is_ticked(RENAMED).await? == Some(false),
        "the page noticed that it was pointed at"
    );
    panel.press("keep-lesson").await?;
    page.until_ticked(RENAMED, true).await?;
    panel.press("export-lessons").await?;
    let file = saved(stage, "trivet-lessons.json").await?;
    ensure!(file.contains("\"name\": \"allow api calls\""), "{file}");
    panel.press("leave-sheet").await?;
    panel.until_step(4, "done").await?;

    open_renamed(stage).await?;
    panel.until_step(4, "done").await?;
    page.until_ticked(RENAMED, true).await?;
    panel.press("check-screen").await?;
    panel.press("forget-can-access-api").await?;
    panel.press("leave-sheet").await?;
    panel.until_notice("not-recognised").await.map(drop)
}

/// In a small window the sheet is longer than the panel. A button that was scrolled is looked at anew at once, so that it takes
/// a press as soon as it has been seen for long enough, and no press before.
async fn a_scrolled_button_is_looked_at_anew(stage: &Stage) -> Result<()> {
    const SCROLL: &str = "const [button] = arguments;
        const frame = () => new Promise(requestAnimationFrame);
        let changed = false;
        new MutationObserver(() => { changed = true; }).observe(button, { attributeFilter: ['data-fresh'] });
        button.closest('[data-part=body]').scrollBy({ top: 6, behavior: 'instant' });
        return frame().then(frame).then(frame).then(() => changed)";
    let (session, panel) = (&stage.session, stage.session.panel());
    session.set_viewport(Some((1100.0, 460.0))).await?;
    stage.open(Screen::Tokens).await?;
    panel.press("check-screen").await?;
    let button = "button[data-action=teach-ok]";
    panel.until_seen(button).await?;
    let target = serde_json::to_value(panel.part(button).await?).unwrap_or_default();
    let is_fresh = session.script(SCROLL, vec![target]).await?;
    ensure!(is_fresh == true, "nobody looked where it went");
    panel.until_seen(button).await
}

async fn a_page_report_holds_no_value(stage: &Stage) -> Result<()> {
    let panel = stage.session.panel();
    stage.open(Screen::CreateToken).await?;
    let token = job::from_form_to_dialog(stage).await?;
    job::policy_is_known(stage).await?;
    panel.press("check-screen").await?;
    panel.press("write-report").await?;
    panel.press("save-report").await?;
    let report = saved(stage, "trivet-page-report.txt").await?;
    for line in [
        "Trivet page report",
        "credentials: recognized",
        "“api key id”",
    ] {
        ensure!(report.contains(line), "no {line} in {report}");
    }
    let account = trivet_console::HOST.split('.').next().unwrap_or_default();
    for value in [&token.key_id, &token.secret, account, "Northern"] {
        ensure!(!report.contains(value), "{value} in {report}");
    }
    Ok(())
}

in_every_browser!(
    what_is_taught_is_found_at_the_next_visit,
    a_form_of_other_words_is_said_and_left_alone,
    a_scrolled_button_is_looked_at_anew,
    a_page_report_holds_no_value,
);
